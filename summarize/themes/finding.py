"""Finding the themes of one story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering import described_rows, in_size_order
from ..corpus import read_only
from ..lexical import word_shares
from ..settings import ThemeSettings
from ..similarity import common_direction_removed, unit_rows
from .evidence import DEPTHS, Evidence, first_showings, gather
from .labels import distinctive_phrases, phrases_of
from .seeds import Seed, seed_labels, seed_similarities
from .stability import CurvePoint, Partition, agreement_curve, resample, theme_stability

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings

__all__ = ["Choice", "Themes", "find_themes", "first_showings", "free_partition"]

#: Mean similarity of neighbour profiles down to which groups are merged, at each granularity.
MERGE_SIMILARITY: Final = {"coarse": 0.13, "medium": 0.21, "fine": 0.35}

#: Content words of a sentence that can speak for its theme: enough to say something, few enough to be read.
SPEAKING_WORDS: Final = (5, 25)

#: Bars of which `ThemeSettings.explain` shows what they would give.
CURVE: Final = (0.08, 0.1, 0.13, 0.16, 0.17, 0.19, 0.21, 0.23, 0.25, 0.28, 0.31, 0.35, 0.4)


@dataclass(frozen=True, slots=True)
class Choice:
    """How the number of themes was chosen.

    Attributes
    ----------
    rule : str
        In words.
    similarity : float or None
        The bar; None where a number was asked for.
    n_free : int
        Themes beside the seeds.
    empty_seeds : tuple of str
        Seeds that no sentence joined.
    curve : tuple of CurvePoint
        What other bars would have given; empty unless `ThemeSettings.explain`.
    """

    rule: str
    similarity: float | None
    n_free: int
    empty_seeds: tuple[str, ...]
    curve: tuple[CurvePoint, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Themes:
    """The themes of a story, largest first.

    Attributes
    ----------
    labels : ndarray of shape (n_sentences,)
        Theme of each sentence, -1 = none.
    names : tuple of str
        Label of each theme; a seeded theme's is its seed's name.
    terms : tuple of tuple of str
        The phrases that set it apart, best first.
    stability : tuple of float or None
        Mean overlap (Jaccard) with its best match when themes are found from two thirds of the articles, 0-1; None
        where fewer than three articles leave nothing to resample.
    seeded : tuple of bool
    representatives : tuple of tuple of int
        Sentences that say most of each theme, from different outlets where it can be.
    choice : Choice
        How the number of themes was chosen.
    """

    labels: NDArray[np.intp]
    names: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    stability: tuple[float | None, ...]
    seeded: tuple[bool, ...]
    representatives: tuple[tuple[int, ...], ...]
    choice: Choice

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", read_only(self.labels))


def find_themes(
    corpus: Corpus,
    embeddings: Embeddings,
    *,
    seeds: Sequence[Seed] = (),
    seed_vectors: NDArray[np.float32] | None = None,
    settings: ThemeSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Themes:
    """Find the themes of a story: those named by seeds first, then the rest from the data.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
        Row i is ``corpus.sentences[i]``.
    seeds : sequence of Seed, optional
    seed_vectors : ndarray of shape (n_seeds, n_dims), optional
        Unit rows; needed where there are seeds.
    settings : ThemeSettings, optional
    progress : callable, optional
        Called with the number of resamples done and of all.

    Returns
    -------
    Themes

    Raises
    ------
    ValueError
        If embeddings or seed vectors do not match what they stand for.

    Notes
    -----
    O(n_sentences ** 2) time and memory up to `summarize.clustering.groups.SAMPLE_ROWS` sentences, linear above; and the
    same for each resample from which stability is measured.
    """
    settings = settings or ThemeSettings()
    evidence = gather(corpus, embeddings)
    n_seed_vectors = 0 if seed_vectors is None else len(seed_vectors)
    if n_seed_vectors != len(seeds):
        raise ValueError(f"seed vectors ({n_seed_vectors}) do not match seeds ({len(seeds)})")

    named = [word_shares(f"{seed.name} {seed.description}", evidence.texts, evidence.languages) for seed in seeds]
    seed_words = np.column_stack(named) if named else np.zeros((len(evidence.texts), 0))

    def partition(rows: NDArray[np.intp]) -> Partition:
        return _partition(evidence, rows, seeds, seed_vectors, seed_words, settings)

    whole = partition(np.flatnonzero(evidence.in_story))
    labels = np.full(len(corpus.sentences), -1)
    labels[whole.rows] = whole.divide(None)
    # A seed that gathered nothing has no theme; the rest are numbered by size, and remember where they came from.
    ordered = in_size_order(labels)
    n_themes = int(ordered.max(initial=-1)) + 1
    origin = [int(labels[np.flatnonzero(ordered == k)[0]]) for k in range(n_themes)]
    terms = distinctive_phrases(
        phrases_of(corpus, evidence.first),
        ordered,
        n_themes,
        document_of=corpus.document_of,
        counted=evidence.first,
        n_phrases=settings.n_terms,
    )
    resamples = resample(
        corpus.document_of,
        evidence.in_story,
        partition,
        n_documents=len(corpus.documents),
        n_resamples=settings.n_resamples if n_themes else 0,
        random_state=settings.random_state,
        progress=progress,
    )
    bars = sorted({*CURVE, MERGE_SIMILARITY[settings.granularity]}) if settings.explain else ()
    return Themes(
        labels=ordered,
        names=_names([seeds[o].name if o < len(seeds) else None for o in origin], terms),
        terms=tuple(terms),
        stability=theme_stability(ordered, n_themes, resamples),
        seeded=tuple(o < len(seeds) for o in origin),
        representatives=_representatives(corpus, evidence, ordered, terms, settings.n_representative),
        choice=Choice(
            rule=_rule(settings),
            similarity=MERGE_SIMILARITY[settings.granularity] if settings.n_themes is None else None,
            n_free=sum(o >= len(seeds) for o in origin),
            empty_seeds=tuple(seed.name for k, seed in enumerate(seeds) if k not in origin),
            curve=agreement_curve(whole, resamples, bars, n_seeds=len(seeds)),
        ),
    )


def _partition(
    evidence: Evidence,
    rows: NDArray[np.intp],
    seeds: Sequence[Seed],
    seed_vectors: NDArray[np.float32] | None,
    seed_words: NDArray[np.float64],
    settings: ThemeSettings,
) -> Partition:
    """Some sentences, divided from those alone: seeds by their number, free themes after them."""
    context = evidence.context(
        rows,
        neighbour_weight=settings.neighbour_weight,
        paragraph_weight=settings.paragraph_weight,
        term_share=settings.term_share,
    )
    seeded = np.full(len(rows), -1)
    if seed_vectors is not None and len(seeds):
        alike = seed_similarities(
            evidence.vectors[rows],
            seed_vectors,
            paragraph_of=evidence.paragraph_of[rows],
            weights=evidence.weights[rows],
            word_shares=seed_words[rows],
            profiles=described_rows(context, depths=DEPTHS),
        )
        seeded = seed_labels(alike, seeds, [evidence.texts[i] for i in rows.tolist()], bar=settings.seed_similarity)
    free = seeded < 0
    grouping = evidence.grouping(rows[free], context[free])

    def divide(bar: float | None) -> NDArray[np.intp]:
        found = grouping.cut(
            similarity=MERGE_SIMILARITY[settings.granularity] if bar is None else bar,
            n_clusters=settings.n_themes if bar is None else None,
            min_share=settings.min_share,
            min_similarity=settings.min_similarity,
        )
        labels = seeded.copy()
        labels[free] = np.where(found >= 0, found + len(seeds), -1)
        return labels

    return Partition(rows, divide)


def free_partition(evidence: Evidence, settings: ThemeSettings, rows: NDArray[np.intp]) -> Partition:
    """Some sentences, ready to be divided without seeds, from those alone.

    Parameters
    ----------
    evidence : Evidence
    settings : ThemeSettings
    rows : ndarray of shape (n_rows,)
        In ascending order.

    Returns
    -------
    Partition
    """
    return _partition(evidence, rows, (), None, np.zeros((len(evidence.texts), 0)), settings)


def _rule(settings: ThemeSettings) -> str:
    """How the number of themes was chosen, in words."""
    if settings.n_themes is not None:
        return f"{settings.n_themes} themes were asked for"
    bar = MERGE_SIMILARITY[settings.granularity]
    return (
        f"two groups of sentences are merged while what lies near the sentences of one and of the other agrees by "
        f"at least {bar:.2f} on average ({settings.granularity})"
    )


def _names(given: Sequence[str | None], terms: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A seed's name, or two of a theme's first three terms, if it can be two that no larger theme is named by."""
    names: list[str] = []
    used: set[str] = set()
    for k, name in enumerate(given):
        if name is None:
            fresh = [*sorted(terms[k][:3], key=lambda term: term.casefold() in used), *terms[k][3:]]
            candidates = (", ".join(fresh[:n]) for n in range(2, len(fresh) + 1))
            name = next((c for c in candidates if c not in names), ", ".join(fresh) or f"theme {k}")
            used.update(term.casefold() for term in fresh[:2])
        names.append(name)
    return tuple(names)


def _representatives(
    corpus: Corpus,
    evidence: Evidence,
    labels: NDArray[np.intp],
    terms: Sequence[tuple[str, ...]],
    n_wanted: int,
) -> tuple[tuple[int, ...], ...]:
    """For each theme the sentences that say most of it, one an outlet as long as there are outlets left.

    Without the story's common direction the middle of a theme is what the theme adds to the story; a sentence gains by
    the terms that name the theme, and loses where it is too short to say something or too long to be read.
    """
    own = common_direction_removed(evidence.vectors, evidence.weights)
    lowered = [text.casefold() for text in evidence.texts]
    chosen: list[tuple[int, ...]] = []
    for k, names in enumerate(terms):
        members = np.flatnonzero((labels == k) & evidence.first)
        centre = unit_rows(own[members].sum(axis=0, keepdims=True))[0]
        named = np.array([sum(term.casefold() in lowered[i] for term in names[:3]) for i in members.tolist()])
        lengths = np.array([len(evidence.words[i]) for i in members.tolist()])
        awkward = (lengths < SPEAKING_WORDS[0]) | (lengths > SPEAKING_WORDS[1])
        scores = own[members] @ centre + 0.1 * named - 0.2 * awkward
        order = members[np.argsort(-np.round(scores, 6), kind="stable")].tolist()
        mine: list[int] = []
        while order and len(mine) < n_wanted:
            shown = {int(corpus.outlet_of[i]) for i in mine}
            best = next((i for i in order if int(corpus.outlet_of[i]) not in shown), order[0])
            mine.append(best)
            order.remove(best)
        chosen.append(tuple(mine))
    return tuple(chosen)
