"""Finding the stories of a mixed corpus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering.cells import near_cells
from ..clustering.groups import in_size_order
from ..clustering.standing import blocks_of, standing_groups
from ..corpus import read_only
from ..lexical import stems, token_spans
from ..settings import StorySettings
from ..similarity import unit_rows
from ..timing import followed, portions
from .likeness import gather_documents

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told
    from .likeness import StoryEvidence

#: Documents that are compared each with each; above, only near ones are.
WHOLE: Final = 3_000

#: Documents up to which neighbours are looked for among all; in a larger corpus among those that are alike, `WHOLE` at most.
EVERY: Final = 12_000

#: Dimensions to which the words of documents are brought to tell which are alike.
_N_PROJECTED: Final = 256

#: Documents whose likeness to all others is held at a time.
BLOCK: Final = 256

#: Near documents kept of each, where not all are compared.
N_NEAR: Final = 60

#: Likeness that two articles on one event usually have.
REFERENCE: Final = 0.2

#: Terms shown a story.
N_TERMS: Final = 5

#: Seconds that the passes took of 100,000 sentences: reading, comparing, naming; of the comparing, stories and how alike they are; of the stories,
#: neighbours and groups of them.
_SECONDS: Final = (7.0, 14.0, 5.0)
_CELL_SECONDS: Final = (11.0, 3.5)
_GROUPING_SECONDS: Final = (4.3, 6.2)


@dataclass(frozen=True, slots=True)
class Near:
    """A story that is near to something, and how alike they are in the mean, 0-1."""

    story: int
    likeness: float


@dataclass(frozen=True, eq=False, slots=True)
class Stories:
    """The stories of a corpus, largest first; of equals the one that was reported first.

    Attributes
    ----------
    labels : ndarray of shape (n_documents,)
        Story of each document, -1 = it stands alone.
    central : tuple of int
        The document of each story that is most like its others.
    terms : tuple of tuple of str
        Words that set it apart, best first.
    likeness : tuple of float
        Mean likeness of two documents of each story, 0-1.
    nearest : tuple of Near or None
        The other story that each is most like.
    alone : dict of int to (Near or None)
        The documents that stand alone, and the story that each is most like.
    """

    labels: NDArray[np.intp]
    central: tuple[int, ...]
    terms: tuple[tuple[str, ...], ...]
    likeness: tuple[float, ...]
    nearest: tuple[Near | None, ...]
    alone: Mapping[int, Near | None]

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", read_only(self.labels))


def find_stories(
    corpus: Corpus,
    headlines: NDArray[np.float32],
    *,
    spoken: Collection[str] | None = None,
    settings: StorySettings | None = None,
    progress: Told = None,
) -> Stories:
    """Divide the documents of a mixed corpus into stories: articles on one event, and what follows from it.

    The number of stories is not asked for. Documents are compared by headline, words, names and date
    (`summarize.events.likeness`), and the largest groups are taken that stand out from what is near and hold together
    (`summarize.clustering.standing_groups`).

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    headlines : ndarray of shape (n_documents, n_dims)
        Unit rows: the vectors of `summarize.events.headlines`.
    spoken : collection of str, optional
        Languages (ISO 639-1) that the model of these vectors knows; all by default.
    settings : StorySettings, optional
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    Stories

    Raises
    ------
    ValueError
        If there is not one headline a document.

    Notes
    -----
    O(n_documents ** 2) time up to `EVERY` documents, above O(n_documents * WHOLE): then only documents that are alike are compared, and
    what is said to be near a story is the nearest among these. O(n_documents ** 2) memory up to `WHOLE` documents, above
    O(n_documents * N_NEAR + WHOLE ** 2).
    """
    settings, n_documents = settings or StorySettings(), len(corpus.documents)
    with portions(progress, n_documents, *_SECONDS) as (gathering, comparing, naming):
        evidence = gather_documents(corpus, headlines, spoken=spoken, progress=gathering)
        cells, n_stories = _cells(evidence), 0
        labels, own = np.full(n_documents, -1), np.zeros(n_documents)
        found: list[tuple[NDArray[np.intp], int, _Likeness]] = []
        with portions(comparing, n_documents, *map(len, cells)) as each:
            for rows, told in zip(cells, each, strict=True):
                part = evidence if len(rows) == n_documents else evidence.of(rows)
                with portions(told, len(rows), *_CELL_SECONDS) as (grouping, describing):
                    mine = story_labels(part, settings, progress=grouping)
                    facts = _likeness(part, mine, int(mine.max(initial=-1)) + 1, describing)
                labels[rows] = np.where(mine >= 0, mine + n_stories, -1)
                own[rows] = facts.own
                found.append((rows, n_stories, facts))
                n_stories += int(mine.max(initial=-1)) + 1
        ordered = in_size_order(labels)
        members = np.split(
            np.argsort(ordered, kind="stable"), np.cumsum(np.bincount(ordered + 1, minlength=n_stories + 1))
        )[1:-1]
        terms = tuple(_terms(corpus, evidence, held) for held in followed(members, naming))
    number = np.full(n_stories, -1)
    number[labels[labels >= 0]] = ordered[labels >= 0]

    def near(before: int, story: Near | None) -> Near | None:
        return None if story is None else Near(int(number[before + story.story]), story.likeness)

    likeness, nearest = [0.0] * n_stories, dict[int, Near | None]()
    alone: dict[int, Near | None] = {}
    for rows, before, facts in found:
        for k, means in enumerate(facts.between):
            likeness[number[before + k]] = round(float(means[k]), 4)
            nearest[int(number[before + k])] = near(before, _nearest(means, k))
        alone.update((int(rows[d]), near(before, story)) for d, story in facts.alone.items())
    return Stories(
        labels=ordered,
        central=tuple(int(held[np.round(own[held], 6).argmax()]) for held in members),
        terms=terms,
        likeness=tuple(likeness),
        nearest=tuple(nearest[k] for k in range(n_stories)),
        alone=dict(sorted(alone.items())),
    )


def _cells(evidence: StoryEvidence) -> list[NDArray[np.intp]]:
    """Documents that are compared: all of them, or of very many those that are alike in headline and words."""
    n_documents = len(evidence.days)
    if n_documents <= EVERY:
        return [np.arange(n_documents)]
    draw = np.random.default_rng(0)
    projection = draw.standard_normal((evidence.words.shape[1], _N_PROJECTED)) / np.sqrt(_N_PROJECTED)
    features = np.hstack((evidence.headlines, evidence.words @ projection.astype(np.float32))).astype(np.float32)
    features = unit_rows(features)
    cell_of = near_cells(features, np.ones(n_documents, dtype=np.intp), WHOLE)
    order = np.argsort(cell_of, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(cell_of[order])) + 1)


def story_labels(evidence: StoryEvidence, settings: StorySettings, *, progress: Told = None) -> NDArray[np.intp]:
    """Story of each document, largest first, -1 = it stands alone.

    Parameters
    ----------
    evidence : StoryEvidence
    settings : StorySettings
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    ndarray of shape (n_documents,)
    """
    n_documents = len(evidence.days)
    every = np.arange(n_documents)

    def groups(rows: NDArray[np.intp], outside: NDArray[np.float32] | None) -> NDArray[np.intp]:
        return standing_groups(
            evidence.between(rows, rows),
            bar=settings.bar,
            margin=settings.margin,
            reference=REFERENCE,
            outside=outside,
        )

    if n_documents <= WHOLE:
        found = groups(every, None)
    else:
        with portions(progress, n_documents, *_GROUPING_SECONDS) as (comparing, grouping):
            near, likeness = _neighbours(evidence, comparing)
            found = np.zeros(n_documents, dtype=np.intp)
            for block in followed(blocks_of(near, likeness, largest=WHOLE), grouping):
                beyond = np.where(np.isin(near[block], block), 0, likeness[block])
                found[block] = groups(block, beyond) + found.max() + 1
    return in_size_order(found, min_size=2)


def _neighbours(evidence: StoryEvidence, progress: Told) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The documents nearest to each, and how alike they are."""
    n_documents = len(evidence.days)
    every = np.arange(n_documents)
    near = np.empty((n_documents, N_NEAR), dtype=np.intp)
    likeness = np.empty((n_documents, N_NEAR), dtype=np.float32)
    for start in range(0, n_documents, BLOCK):
        rows = every[start : start + BLOCK]
        found = np.round(evidence.between(rows, every), 6)
        found[np.arange(len(rows)), rows] = -1
        near[rows] = _most_alike(found)
        likeness[rows] = np.take_along_axis(found, near[rows], axis=1)
        if progress is not None:
            progress(int(rows[-1]) + 1, n_documents)
    return near, likeness


def _most_alike(found: NDArray[np.float32]) -> NDArray[np.intp]:
    """Columns of the largest values of each row, largest first, of equals the lower column; values in millionths, from -1 to 1.

    A value and its column are one whole number, and no two are equal: so the few largest are told from the rest without sorting it.
    """
    n_columns = found.shape[1]
    keys = np.rint(found * 1e6).astype(np.int64) * n_columns + np.arange(n_columns - 1, -1, -1)
    if n_columns > N_NEAR:
        keys = np.partition(keys, n_columns - N_NEAR, axis=1)[:, -N_NEAR:]
    return np.asarray(n_columns - 1 - np.sort(keys, axis=1)[:, ::-1] % n_columns, dtype=np.intp)


@dataclass(frozen=True, eq=False, slots=True)
class _Likeness:
    """Mean likeness of every two stories, of each document to the others of its own, and what is near to those that stand alone."""

    between: NDArray[np.float64]
    own: NDArray[np.float64]
    alone: dict[int, Near | None]


def _likeness(evidence: StoryEvidence, labels: NDArray[np.intp], n_stories: int, progress: Told) -> _Likeness:
    import scipy.sparse as sp

    n_documents = len(labels)
    every, member = np.arange(n_documents), np.flatnonzero(labels >= 0)
    ones = np.ones(len(member), dtype=np.float32)
    holds = sp.csr_array((ones, (labels[member], np.arange(len(member)))), shape=(n_stories, len(member)))
    sizes = np.bincount(labels[member], minlength=n_stories)
    between, own = np.zeros((n_stories, n_stories)), np.zeros(n_documents)
    alone: dict[int, Near | None] = {}
    for start in range(0, n_documents, BLOCK):
        rows = every[start : start + BLOCK]
        found = evidence.between(rows, member)
        found[rows[:, None] == member[None, :]] = 0
        mine = labels[rows][:, None] == np.arange(n_stories)[None, :]
        means = (holds @ found.T).T / np.maximum(sizes[None, :] - mine, 1)
        for row, mean in zip(rows.tolist(), means, strict=True):
            if labels[row] < 0:
                alone[row] = _nearest(mean, -1)
            else:
                between[labels[row]] += mean / sizes[labels[row]]
                own[row] = mean[labels[row]]
        if progress is not None:
            progress(int(rows[-1]) + 1, n_documents)
    return _Likeness(between, own, alone)


def _nearest(means: NDArray[np.float64], own: int) -> Near | None:
    """The most alike story but one's own."""
    others = np.round(np.where(np.arange(len(means)) == own, -1, means), 6)
    best = int(others.argmax()) if len(others) else -1
    return Near(best, round(float(others[best]), 4)) if best >= 0 and others[best] > 0 else None


def _terms(corpus: Corpus, evidence: StoryEvidence, members: NDArray[np.intp]) -> tuple[str, ...]:
    """The words that at least half of the documents of a story have and few others do, as the texts write them."""
    own = evidence.words[members]
    weight = np.asarray(own.sum(axis=0)).ravel()
    widely = np.bincount(own.indices, minlength=own.shape[1]) >= len(members) / 2
    ranked = np.lexsort((np.arange(len(weight)), -np.round(weight * widely, 9)))
    wanted = [evidence.vocabulary[j] for j in ranked[: 3 * N_TERMS].tolist() if weight[j] > 0]
    written: dict[str, Counter[str]] = {stem: Counter() for stem in wanted}
    for document in (corpus.documents[i] for i in members.tolist()):
        language = document.tongue
        words, spans = token_spans(document.text)
        for stem, (start, stop) in zip(stems(words, language), spans.tolist(), strict=True):
            if stem in written:
                written[stem][document.text[start:stop]] += 1
    # A number says nothing by itself.
    surfaces = [max(counts.items(), key=lambda c: (c[1], c[0]))[0] for counts in written.values() if counts]
    return tuple(surface for surface in surfaces if not surface[0].isdecimal())[:N_TERMS]
