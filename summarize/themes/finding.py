"""Finding the themes of one story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from ..clustering import cluster, contextual_vectors, in_size_order
from ..corpus import read_only
from ..furniture import dateline_stop, furniture_mask
from ..lexical import content_stems, count_matrix, word_shares
from ..similarity import unit_rows
from .labels import distinctive_phrases, phrases_of
from .seeds import Seed, seed_labels, seed_similarities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings

__all__ = ["ThemeSettings", "Themes", "find_themes", "first_showings"]

#: Mean similarity down to which clusters are merged, at each granularity.
MERGE_SIMILARITY: Final = {"coarse": 0.06, "medium": 0.12, "fine": 0.2}


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """How themes are found.

    Attributes
    ----------
    granularity : {"coarse", "medium", "fine"}
        How alike two groups of sentences must be to be one theme.
    n_themes : int or None
        Number of themes asked for, seeded ones not counted; None takes it from the data.
    neighbour_weight : float
        Weight of a sentence's neighbours in its article, the sentence itself having 1.
    term_share : float
        Share of the similarity that the words decide, 0-1.
    min_share : float
        A theme has at least this share of the sentences, and two.
    min_similarity : float
        A sentence less like the rest of its theme than this belongs to none.
    seed_similarity : float
        A sentence less like a seed than this does not join it.
    n_resamples : int
        Resamples of the articles from which stability is measured.
    random_state : int
        For the resampling.
    n_terms : int
        Terms shown a theme.
    n_representative : int
        Sentences shown a theme.
    """

    granularity: Literal["coarse", "medium", "fine"] = "medium"
    n_themes: int | None = None
    neighbour_weight: float = 0.35
    term_share: float = 0.2
    min_share: float = 0.03
    min_similarity: float = 0.25
    seed_similarity: float = 0.25
    n_resamples: int = 20
    random_state: int = 0
    n_terms: int = 6
    n_representative: int = 3


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
        Sentences nearest to the middle of each theme, from different outlets where it can be.
    choice : mapping of str to object
        How the number of themes was chosen.
    """

    labels: NDArray[np.intp]
    names: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    stability: tuple[float | None, ...]
    seeded: tuple[bool, ...]
    representatives: tuple[tuple[int, ...], ...]
    choice: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", read_only(self.labels))


def first_showings(texts: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Mark the first of each set of identical sentences, and give all of a set the weight of one.

    Parameters
    ----------
    texts : sequence of str

    Returns
    -------
    first : ndarray of shape (n_sentences,)
        True for the first showing of a sentence; white space, case and an agency's dateline do not make another sentence.
    weights : ndarray of shape (n_sentences,)
        One over the number of showings.
    """
    keys = [" ".join(text[dateline_stop(text) :].casefold().split()) for text in texts]
    place: dict[str, int] = {}
    group = np.array([place.setdefault(key, len(place)) for key in keys], dtype=np.intp)
    first = np.zeros(len(texts), dtype=bool)
    first[np.unique(group, return_index=True)[1]] = True
    return first, 1 / np.bincount(group)[group] if len(group) else np.empty(0)


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
    O(n_sentences ** 2) time and memory up to `summarize.clustering.TREE_ROWS` sentences, times the number of resamples
    for stability.

    References
    ----------
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis.
    """
    settings = settings or ThemeSettings()
    vectors = embeddings.vectors
    if len(vectors) != len(corpus.sentences):
        raise ValueError(f"embeddings ({len(vectors)}) do not match sentences ({len(corpus.sentences)})")
    n_seed_vectors = 0 if seed_vectors is None else len(seed_vectors)
    if n_seed_vectors != len(seeds):
        raise ValueError(f"seed vectors ({n_seed_vectors}) do not match seeds ({len(seeds)})")
    texts = corpus.texts
    first, weights = first_showings(texts)
    furniture = furniture_mask(texts)
    weights = np.where(furniture, 0.0, weights)
    first &= ~furniture
    words = [
        content_stems(text, corpus.documents[sentence.document].language or "en")
        for text, sentence in zip(texts, corpus.sentences, strict=True)
    ]

    paragraphs = corpus.paragraph_of
    languages = [corpus.documents[sentence.document].language or "en" for sentence in corpus.sentences]
    named = [word_shares(f"{seed.name} {seed.description}", texts, languages) for seed in seeds]
    seed_words = np.column_stack(named) if named else np.zeros((len(texts), 0))

    def label(rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Labels of some sentences, found from those alone: seeds by their number, free themes after them."""
        documents = corpus.document_of[rows]
        seeded = np.full(len(rows), -1)
        if seed_vectors is not None and len(seeds):
            alike = seed_similarities(
                vectors[rows],
                seed_vectors,
                paragraph_of=paragraphs[rows],
                weights=weights[rows],
                word_shares=seed_words[rows],
            )
            seeded = seed_labels(alike, seeds, [texts[i] for i in rows.tolist()], bar=settings.seed_similarity)
        free = seeded < 0
        terms = count_matrix([words[i] for i in rows.tolist()], min_sentences=2).tf_idf()
        context = contextual_vectors(
            vectors[rows],
            documents,
            terms=terms,
            weights=weights[rows],
            neighbour_weight=settings.neighbour_weight,
            term_share=settings.term_share,
        )
        found = cluster(
            context[free],
            similarity=MERGE_SIMILARITY[settings.granularity] if settings.n_themes is None else None,
            n_clusters=settings.n_themes,
            min_size=max(2, round(settings.min_share * int(first[rows].sum()))),
            min_similarity=settings.min_similarity,
            founders=first[rows][free],
        )
        labels = seeded
        labels[free] = np.where(found >= 0, found + len(seeds), -1)
        return labels

    in_story = np.flatnonzero(~furniture)
    labels = np.full(len(vectors), -1)
    labels[in_story] = label(in_story)
    # A seed that gathered nothing has no theme; the rest are numbered by size, and remember where they came from.
    ordered = in_size_order(labels)
    n_themes = int(ordered.max(initial=-1)) + 1
    origin = [int(labels[np.flatnonzero(ordered == k)[0]]) for k in range(n_themes)]
    phrases = phrases_of(corpus)
    terms = distinctive_phrases(
        phrases, ordered, n_themes, document_of=corpus.document_of, counted=first, n_phrases=settings.n_terms
    )
    stability = _stability(corpus, in_story, ordered, n_themes, label, settings, progress)
    names = _names([seeds[o].name if o < len(seeds) else None for o in origin], terms)
    n_free = sum(o >= len(seeds) for o in origin)
    empty_seeds = [seed.name for k, seed in enumerate(seeds) if k not in origin]
    return Themes(
        labels=ordered,
        names=names,
        terms=tuple(terms),
        stability=stability,
        seeded=tuple(o < len(seeds) for o in origin),
        representatives=tuple(
            _representatives(corpus, vectors, np.flatnonzero((ordered == k) & first), settings.n_representative)
            for k in range(n_themes)
        ),
        choice={"rule": _rule(settings), "n_free": n_free, "empty_seeds": empty_seeds},
    )


def _rule(settings: ThemeSettings) -> str:
    """How the number of themes was chosen, in words."""
    if settings.n_themes is not None:
        return f"{settings.n_themes} themes were asked for"
    bar = MERGE_SIMILARITY[settings.granularity]
    return (
        f"groups of sentences are merged while their mean similarity, beyond what all sentences of the story share, "
        f"is at least {bar:.2f} ({settings.granularity})"
    )


def _names(given: Sequence[str | None], terms: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A seed's name, or a theme's first terms: two, and more where another theme has the same."""
    names: list[str] = []
    for k, name in enumerate(given):
        if name is None:
            candidates = (", ".join(terms[k][:n]) for n in range(2, len(terms[k]) + 1))
            name = next((c for c in candidates if c not in names), ", ".join(terms[k]) or f"theme {k}")
        names.append(name)
    return tuple(names)


def _representatives(
    corpus: Corpus, vectors: NDArray[np.float32], members: NDArray[np.intp], n_wanted: int
) -> tuple[int, ...]:
    """The members nearest to their mean, one an outlet as long as there are outlets left."""
    centre = unit_rows(vectors[members].sum(axis=0, keepdims=True))[0]
    order = members[np.argsort(-np.round(vectors[members] @ centre, 6), kind="stable")].tolist()
    chosen: list[int] = []
    while order and len(chosen) < n_wanted:
        shown = {int(corpus.outlet_of[i]) for i in chosen}
        best = next((i for i in order if int(corpus.outlet_of[i]) not in shown), order[0])
        chosen.append(best)
        order.remove(best)
    return tuple(chosen)


def _stability(
    corpus: Corpus,
    in_story: NDArray[np.intp],
    labels: NDArray[np.intp],
    n_themes: int,
    label: Callable[[NDArray[np.intp]], NDArray[np.intp]],
    settings: ThemeSettings,
    progress: Callable[[int, int], None] | None,
) -> tuple[float | None, ...]:
    """Mean Jaccard overlap of each theme with its best match in resamples of two thirds of the articles."""
    n_documents = len(corpus.documents)
    if n_documents < 3 or settings.n_resamples < 1 or n_themes == 0:
        return (None,) * n_themes
    random = np.random.default_rng(settings.random_state)
    overlaps: list[list[float]] = [[] for _ in range(n_themes)]
    for done in range(settings.n_resamples):
        drawn = random.permutation(n_documents)[: max(2, round(2 * n_documents / 3))]
        rows = in_story[np.isin(corpus.document_of[in_story], drawn)]
        found = label(rows)
        n_found = int(found.max(initial=-1)) + 1
        both = np.zeros((n_themes, max(n_found, 1)))
        known = (labels[rows] >= 0) & (found >= 0)
        np.add.at(both, (labels[rows][known], found[known]), 1)
        ours = np.bincount(labels[rows][labels[rows] >= 0], minlength=n_themes)
        theirs = np.bincount(found[found >= 0], minlength=max(n_found, 1))
        union = ours[:, None] + theirs[None, :] - both
        best = (both / np.where(union > 0, union, 1)).max(axis=1)
        # A theme of which the resample holds less than two sentences cannot be found again, stable or not.
        for k in np.flatnonzero(ours > 1).tolist():
            overlaps[k].append(float(best[k]))
        if progress is not None:
            progress(done + 1, settings.n_resamples)
    return tuple(round(float(np.mean(found)), 4) if found else None for found in overlaps)
