"""Finding the themes of one story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering.groups import evenly_spaced, in_size_order
from ..corpus import read_only
from ..engine import Engine
from ..outside import outside_of
from ..settings import ThemeSettings
from ..similarity import weighted_mean
from ..terms import word_shares
from ..timing import portions
from .evidence import gather
from .labels import theme_terms
from .naming import PHRASES, near_first, theme_names
from .partition import LARGE_ROWS, MERGE_SIMILARITY, Asked, SpreadPartition, partitions, whole_partition
from .phrases import phrases_of
from .seeds import known_seeds
from .speaking import centralities, representatives
from .stability import (
    CurvePoint,
    agreement_curve,
    drawn_rows,
    draws_for,
    stability_margins,
    takes_every_draw,
    theme_overlaps,
    theme_stability,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..timing import Told
    from .evidence import Evidence
    from .labels import Term
    from .seeds import Seed

#: Sentences from which themes are named, where there are more; of each theme there are at least so many as the second says.
NAMING_ROWS: Final = (20_000, 100)

#: Seconds that the passes took of 100,000 sentences: evidence, what is running text, dividing, giving all a theme, names, resamples, sentences that speak for a theme.
_SECONDS: Final = (13.5, 10.3, 4.5, 12.5, 4.0, 1.5, 0.7)

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
        The bar; None where a number was asked for, or the themes were given.
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


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Themes:
    """The themes of a story, largest first, captions not counted.

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
    stability_margins : tuple of float or None
        How far each stability may be from that of all choices of articles; 0 where all were taken, None where there is no stability.
    label_shares : tuple of float or None
        Share of the sentences of each theme, repeats left out, in which a phrase of its label stands; None for a seeded theme and for one without phrases.
    """

    labels: NDArray[np.intp]
    names: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    stability: tuple[float | None, ...]
    seeded: tuple[bool, ...]
    representatives: tuple[tuple[int, ...], ...]
    choice: Choice
    stability_margins: tuple[float | None, ...] = ()
    label_shares: tuple[float | None, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", read_only(self.labels))

    def __repr__(self) -> str:
        return f"Themes({len(self.names)} themes of {len(self.labels)} sentences: {'; '.join(self.names)})"


def find_themes(
    corpus: Corpus,
    embeddings: Embeddings,
    *,
    seeds: Sequence[Seed] = (),
    seed_vectors: NDArray[np.float32] | None = None,
    own_labels: NDArray[np.intp] | None = None,
    settings: ThemeSettings | None = None,
    progress: Told = None,
    engine: Engine | None = None,
    embed_phrases: Callable[[Sequence[str]], NDArray[np.float32]] | None = None,
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
    own_labels : ndarray of shape (n_sentences,), optional
        Theme of each sentence as somebody else found it, negative for none: named, numbered by size and shown as others are. Nothing is
        divided, so nothing is resampled and there is no stability; page furniture belongs to no theme.
    settings : ThemeSettings, optional
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.
    engine : Engine, optional
        Where words are stemmed and resamples divided; in this process by default. The themes themselves are found here: all sentences decide
        them together, and of very many a sample of a constant size does.
    embed_phrases : callable, optional
        From texts to vectors as the sentences have them, one unit row a text: themes are then called by the phrases that are most like
        them. By default counts alone decide.

    Returns
    -------
    Themes

    Raises
    ------
    ValueError
        If embeddings or seed vectors do not match what they stand for.

    Notes
    -----
    O(n_sentences ** 2) time and memory up to `summarize.clustering.groups.SAMPLE_ROWS` sentences, linear above; above
    `summarize.themes.partition.LARGE_ROWS` in blocks of a constant size, and themes are named from `NAMING_ROWS` sentences.
    """
    settings = settings or ThemeSettings()
    engine = engine or Engine()
    n_seed_vectors = 0 if seed_vectors is None else len(seed_vectors)
    if n_seed_vectors != len(seeds):
        raise ValueError(f"seed vectors ({n_seed_vectors}) do not match seeds ({len(seeds)})")
    with portions(progress, len(corpus.sentences), *_SECONDS) as passes:
        gathering, looking, dividing, spreading, naming, resampling, speaking = passes
        evidence = gather(corpus, embeddings, engine, gathering)
        named = [word_shares(f"{seed.name} {seed.description}", evidence.texts, evidence.languages) for seed in seeds]
        words = np.column_stack(named) if named else np.zeros((len(evidence.texts), 0))
        if seed_vectors is not None and len(evidence.texts):
            words[:, ~known_seeds(evidence.vectors, seed_vectors, words)] = -np.inf
        asked = Asked(tuple(seeds), seed_vectors, words, settings)

        labels = np.full(len(corpus.sentences), -1)
        rows, running = np.flatnonzero(evidence.in_story), ~outside_of(corpus, looking)
        spread = None
        if own_labels is not None:
            labels[rows] = own_labels[rows]
        elif len(rows) > LARGE_ROWS:
            spread = SpreadPartition(evidence, rows, asked, progress=dividing)
            labels[rows] = spread.labels(spreading)
        else:
            whole = whole_partition(evidence, rows, asked, dividing)
            labels[rows] = whole.divide(None)
        if own_labels is None:
            labels[rows] = of_one_sentence(labels[rows], evidence.showing[rows])
            # Captions stand with what they show; they count for nothing, name and illustrate no theme, and alone are none.
            labels[~np.isin(labels, labels[running])] = -1
        # A seed that gathered nothing has no theme; the rest are numbered by size, and remember where they came from.
        ordered = in_size_order(labels, counted=running)
        n_themes = int(ordered.max(initial=-1)) + 1
        origin = [int(labels[np.flatnonzero(ordered == k)[0]]) for k in range(n_themes)]
        # Of themes that were given, one may be of captions alone.
        counting = np.where(running | ~np.isin(ordered, ordered[running]), ordered, -1)
        central = centralities(evidence, ordered, n_themes)
        seeded = [seeds[o].name if o < len(seeds) else None for o in origin]
        called, terms, shares = _named(
            corpus, evidence, counting, central, seeded, settings.n_terms, embed_phrases, naming
        )
        is_found = own_labels is None
        bars = sorted({*CURVE, MERGE_SIMILARITY[settings.granularity]}) if settings.explain and is_found else ()
        n_documents, n_draws = len(corpus.documents), settings.n_resamples if is_found else 0
        if n_draws is None:
            n_draws = draws_for(len(rows))
        drawn = drawn_rows(
            corpus.document_of,
            evidence.in_story,
            n_documents=n_documents,
            n_resamples=n_draws if n_themes else 0,
            random_state=settings.random_state,
        )
        resamples = partitions(evidence, drawn, asked, bars, engine=engine, progress=resampling)
        if spread is not None and bars:
            # What other bars would give is reckoned on the sentences in which the themes were found, and on those resampled.
            whole = spread.among(np.unique(np.concatenate([rows[:0], *(sample.rows for sample in resamples)])))
        overlaps = theme_overlaps(ordered, n_themes, resamples)
        names = tuple(", ".join(own) or f"theme {k}" for k, own in enumerate(called))
        return Themes(
            labels=ordered,
            names=names,
            terms=terms,
            stability=theme_stability(overlaps),
            stability_margins=stability_margins(overlaps, every=takes_every_draw(n_documents, n_draws)),
            label_shares=shares,
            seeded=tuple(name is not None for name in seeded),
            representatives=representatives(
                corpus, evidence, counting, central, terms, names, settings.n_representative, speaking
            ),
            choice=Choice(
                rule=_rule(settings, seeded.count(None), len(seeds))
                if is_found
                else "the theme of each sentence was given",
                similarity=MERGE_SIMILARITY[settings.granularity] if settings.n_themes is None and is_found else None,
                n_free=seeded.count(None),
                empty_seeds=tuple(seed.name for k, seed in enumerate(seeds) if k not in origin),
                curve=agreement_curve(whole, resamples, bars, n_seeds=len(seeds)) if bars else (),
            ),
        )


def of_one_sentence(labels: NDArray[np.intp], showing: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give all showings of one sentence the theme that most of them have, or the first of them: what stands beside it, and whose dateline before it, is not what it is about.

    Parameters
    ----------
    labels : ndarray of shape (n_rows,)
    showing : ndarray of shape (n_rows,)
        Alike for those that are one sentence.

    Returns
    -------
    ndarray of shape (n_rows,)

    Notes
    -----
    O(n_rows * log(n_rows)).

    Examples
    --------
    >>> of_one_sentence(np.array([2, 1, 1, 0, 3]), np.array([7, 7, 7, 8, 8])).tolist()
    [1, 1, 1, 0, 0]
    """
    pairs, first, n = np.unique(np.column_stack((showing, labels)), axis=0, return_index=True, return_counts=True)
    order = np.lexsort((first, -n, pairs[:, 0]))
    taken = pairs[order[np.unique(pairs[order, 0], return_index=True)[1]], 1]
    every: NDArray[np.intp] = taken[np.unique(showing, return_inverse=True)[1]]
    return every


def _named(
    corpus: Corpus,
    evidence: Evidence,
    labels: NDArray[np.intp],
    central: NDArray[np.float64],
    seeded: Sequence[str | None],
    n_terms: int,
    embed_phrases: Callable[[Sequence[str]], NDArray[np.float32]] | None,
    progress: Told,
) -> tuple[list[tuple[str, ...]], tuple[tuple[str, ...], ...], tuple[float | None, ...]]:
    """The label of each theme in parts, its terms, and the share of its sentences that hold a part of the label; a seed is its own label."""
    counted = naming_rows(evidence.first, labels, len(seeded))
    named_from = np.where(counted, labels, -1)
    found = theme_terms(
        phrases_of(corpus, counted, progress),
        labels,
        len(seeded),
        document_of=corpus.document_of,
        counted=counted,
        n_phrases=PHRASES,
        centrality=central,
        headlines=[document.title or "" for document in corpus.documents],
    )
    if embed_phrases is not None:
        mean = weighted_mean(evidence.vectors, evidence.weights)
        found = near_first(found, evidence.vectors, named_from, mean, embed_phrases)
    called = theme_names(
        seeded, found, document_of=corpus.document_of, weights=np.maximum(central, 0), labels=named_from
    )
    terms = tuple(
        tuple(dict.fromkeys((*(own if seed is None else ()), *(term.written for term in more))))[:n_terms]
        for seed, own, more in zip(seeded, called, found, strict=True)
    )
    shares = tuple(
        None if seed is not None else _label_share(own, more, int((named_from == k).sum()))
        for k, (seed, own, more) in enumerate(zip(seeded, called, found, strict=True))
    )
    return called, terms, shares


def _label_share(label: Sequence[str], terms: Sequence[Term], n_sentences: int) -> float | None:
    """Share of the sentences from which a theme is named that hold a phrase of its label; None where there are none."""
    held = frozenset[int]().union(*(term.sentences for term in terms if term.written in label))
    return round(len(held) / n_sentences, 4) if held else None


def naming_rows(first: NDArray[np.bool_], labels: NDArray[np.intp], n_themes: int) -> NDArray[np.bool_]:
    """Mark the sentences from which themes are named: all, or evenly spaced ones of very many and some of every theme.

    Parameters
    ----------
    first : ndarray of shape (n_sentences,)
        True for the first showing of a sentence of the story.
    labels : ndarray of shape (n_sentences,)
    n_themes : int

    Returns
    -------
    ndarray of shape (n_sentences,)

    Examples
    --------
    >>> naming_rows(np.array([True, False, True]), np.array([0, 0, -1]), 1).tolist()
    [True, False, True]
    """
    n_wanted, least = NAMING_ROWS
    rows = np.flatnonzero(first)
    if len(rows) <= n_wanted:
        return first
    marked = np.zeros(len(first), dtype=bool)
    marked[rows[evenly_spaced(len(rows), n_wanted)]] = True
    for k in range(n_themes):
        own = np.flatnonzero(first & (labels == k))
        if np.count_nonzero(marked[own]) < least:
            marked[own[evenly_spaced(len(own), least)]] = True
    return marked


def _rule(settings: ThemeSettings, n_free: int, n_seeds: int) -> str:
    """How the number of themes was chosen, in words, and why there are fewer than were asked for."""
    if settings.n_themes is not None:
        asked = "1 theme was asked for" if settings.n_themes == 1 else f"{settings.n_themes} themes were asked for"
        if n_seeds:
            asked += f" beside the {'seed' if n_seeds == 1 else 'seeds'}"
        if n_free >= settings.n_themes:
            return asked
        return f"{asked}, and no more than {n_free} hold {100 * settings.min_share:.3g} % of the sentences or more"
    bar = MERGE_SIMILARITY[settings.granularity]
    return (
        f"two groups of sentences are merged while what lies near the sentences of one and of the other agrees by "
        f"at least {bar:.2f} on average ({settings.granularity})"
    )
