"""How firmly themes stand when articles are left out, and what other cuts of the tree would have given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering.groups import evenly_spaced
from ..evaluation.clusters import adjusted_rand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

#: Sentences of a resample, at most; above, evenly spaced ones stand for all.
RESAMPLE_SENTENCES: Final = 400

#: Draws where the settings name no number: the fewer sentences, the more, since each takes less time and says less.
_DRAWS: Final = (20, 100)
_DRAWN_SENTENCES: Final = 10_000


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What one bar on the mean similarity of a theme would give.

    Attributes
    ----------
    similarity : float
        The bar.
    n_themes : int
        Themes beside the seeds.
    share : float
        Share of the sentences of the story that have a theme, 0-1.
    agreement : float or None
        Mean adjusted Rand index between these themes and those found, at the same bar, from two thirds of the articles;
        None where there is nothing to resample.
    """

    similarity: float
    n_themes: int
    share: float
    agreement: float | None


@dataclass(frozen=True, eq=False, slots=True)
class Partition:
    """Some sentences, ready to be divided into themes at any bar.

    Attributes
    ----------
    rows : ndarray of shape (n_rows,)
    divide : callable
        From a bar (None: as the settings say) to labels of shape (n_rows,), -1 = none.
    """

    rows: NDArray[np.intp]
    divide: Callable[[float | None], NDArray[np.intp]]


def draws_for(n_sentences: int) -> int:
    """How many draws a story of so many sentences is worth.

    Examples
    --------
    >>> draws_for(60), draws_for(250), draws_for(5_000)
    (100, 40, 20)
    """
    return min(max(_DRAWN_SENTENCES // max(n_sentences, 1), _DRAWS[0]), _DRAWS[1])


def _n_kept(n_documents: int) -> int:
    return max(2, round(2 * n_documents / 3))


def takes_every_draw(n_documents: int, n_resamples: int) -> bool:
    """Whether there are no more choices of two thirds of the articles than draws, so that each is taken once and nothing left to chance.

    Examples
    --------
    >>> takes_every_draw(5, 20), takes_every_draw(17, 20)
    (True, False)
    """
    return n_documents >= 3 and comb(n_documents, _n_kept(n_documents)) <= n_resamples


def drawn_rows(
    document_of: NDArray[np.intp],
    in_story: NDArray[np.bool_],
    *,
    n_documents: int,
    n_resamples: int,
    random_state: int,
) -> list[NDArray[np.intp]]:
    """The sentences of two thirds of the articles, drawn again and again.

    Parameters
    ----------
    document_of, in_story : ndarray of shape (n_sentences,)
    n_documents, n_resamples, random_state : int

    Returns
    -------
    list of ndarray of shape (n_rows,)
        In ascending order; empty where fewer than three articles leave nothing to resample. Where there are no more choices of two thirds than
        draws, each choice once.
    """
    if n_documents < 3:
        return []
    n_kept = _n_kept(n_documents)
    draws: Iterable[Sequence[int] | NDArray[np.intp]]
    if takes_every_draw(n_documents, n_resamples):
        draws = combinations(range(n_documents), n_kept)
    else:
        random = np.random.default_rng(random_state)
        draws = (random.permutation(n_documents)[:n_kept] for _ in range(n_resamples))
    found: list[NDArray[np.intp]] = []
    for drawn in draws:
        kept = np.zeros(n_documents, dtype=bool)
        kept[np.asarray(drawn)] = True
        rows = np.flatnonzero(in_story & kept[document_of])
        if len(rows) > RESAMPLE_SENTENCES:
            rows = rows[evenly_spaced(len(rows), RESAMPLE_SENTENCES)]
        found.append(rows)
    return found


def theme_overlaps(labels: NDArray[np.intp], n_themes: int, resamples: Sequence[Partition]) -> list[list[float]]:
    """Jaccard overlap of each theme with its best match in each of the resamples that hold two sentences of it.

    Parameters
    ----------
    labels : ndarray of shape (n_sentences,)
        -1 = none.
    n_themes : int
    resamples : sequence of Partition

    Returns
    -------
    list of list of float
        One list a theme.

    References
    ----------
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis.
    """
    overlaps: list[list[float]] = [[] for _ in range(n_themes)]
    for sample in resamples:
        found, ours = sample.divide(None), labels[sample.rows]
        n_found = int(found.max(initial=-1)) + 1
        both = np.zeros((n_themes, max(n_found, 1)))
        known = (ours >= 0) & (found >= 0)
        np.add.at(both, (ours[known], found[known]), 1)
        sizes = np.bincount(ours[ours >= 0], minlength=n_themes)
        theirs = np.bincount(found[found >= 0], minlength=max(n_found, 1))
        union = sizes[:, None] + theirs[None, :] - both
        best = (both / np.where(union > 0, union, 1)).max(axis=1)
        # A theme of which the resample holds less than two sentences cannot be found again, stable or not.
        for k in np.flatnonzero(sizes > 1).tolist():
            overlaps[k].append(float(best[k]))
    return overlaps


def theme_stability(overlaps: Sequence[Sequence[float]]) -> tuple[float | None, ...]:
    """Mean of the overlaps of each theme; None where there are none.

    Examples
    --------
    >>> theme_stability([[0.5, 1.0], []])
    (0.75, None)
    """
    return tuple(round(float(np.mean(found)), 4) if found else None for found in overlaps)


def stability_margins(overlaps: Sequence[Sequence[float]], *, every: bool) -> tuple[float | None, ...]:
    """How far each stability may be from what all draws there are would give: two standard errors of the mean.

    Parameters
    ----------
    overlaps : sequence of sequence of float
        As `theme_overlaps` gives them.
    every : bool
        Whether every choice of articles was drawn: nothing hangs on the draws then.

    Examples
    --------
    >>> stability_margins([[0.5, 1.0], [0.5], []], every=False), stability_margins([[0.5, 1.0]], every=True)
    ((0.5, 1.0, None), (0.0,))
    """
    return tuple(
        None
        if not found
        else 0.0
        if every
        else 1.0
        if len(found) < 2
        else round(2 * float(np.std(found, ddof=1)) / len(found) ** 0.5, 4)
        for found in overlaps
    )


def agreement_curve(
    whole: Partition, resamples: Sequence[Partition], bars: Sequence[float], *, n_seeds: int
) -> tuple[CurvePoint, ...]:
    """What each of several bars would give, and how well it stands when articles are left out.

    Parameters
    ----------
    whole : Partition
        Of all sentences of the story.
    resamples : sequence of Partition
    bars : sequence of float
    n_seeds : int
        Labels below this are seeds, and no themes of the cut.

    Returns
    -------
    tuple of CurvePoint
        In the order of `bars`.
    """
    points: list[CurvePoint] = []
    for bar in bars:
        labels = whole.divide(bar)
        place = np.full(int(whole.rows.max(initial=-1)) + 1, -1)
        place[whole.rows] = labels
        agreements = [adjusted_rand(place[sample.rows], sample.divide(bar)) for sample in resamples]
        n_themes = len(np.unique(labels[labels >= n_seeds]))
        share = float((labels >= 0).mean()) if len(labels) else 0.0
        agreement = round(float(np.mean(agreements)), 4) if agreements else None
        points.append(CurvePoint(round(bar, 4), n_themes, round(share, 4), agreement))
    return tuple(points)
