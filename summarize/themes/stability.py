"""How firmly themes stand when articles are left out, and what other cuts of the tree would have given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering import evenly_spaced
from ..evaluation.clusters import adjusted_rand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["CurvePoint", "Partition", "agreement_curve", "drawn_rows", "resample", "theme_stability"]

#: Sentences of a resample, at most; above, evenly spaced ones stand for all.
RESAMPLE_SENTENCES: Final = 400


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


def resample(
    document_of: NDArray[np.intp],
    in_story: NDArray[np.bool_],
    partition: Callable[[NDArray[np.intp]], Partition],
    *,
    n_documents: int,
    n_resamples: int,
    random_state: int,
    progress: Callable[[int, int], None] | None = None,
) -> list[Partition]:
    """Divide the sentences of two thirds of the articles, again and again.

    Parameters
    ----------
    document_of, in_story : ndarray of shape (n_sentences,)
    partition : callable
        From rows to their partition.
    n_documents, n_resamples, random_state : int
    progress : callable, optional
        Called with the number of resamples done and of all.

    Returns
    -------
    list of Partition
        Empty where fewer than three articles leave nothing to resample.
    """
    found: list[Partition] = []
    for rows in drawn_rows(
        document_of, in_story, n_documents=n_documents, n_resamples=n_resamples, random_state=random_state
    ):
        found.append(partition(rows))
        if progress is not None:
            progress(len(found), n_resamples)
    return found


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
        In ascending order; empty where fewer than three articles leave nothing to resample.
    """
    if n_documents < 3:
        return []
    random = np.random.default_rng(random_state)
    found: list[NDArray[np.intp]] = []
    for _ in range(n_resamples):
        drawn = random.permutation(n_documents)[: max(2, round(2 * n_documents / 3))]
        kept = np.zeros(n_documents, dtype=bool)
        kept[drawn] = True
        rows = np.flatnonzero(in_story & kept[document_of])
        if len(rows) > RESAMPLE_SENTENCES:
            rows = rows[evenly_spaced(len(rows), RESAMPLE_SENTENCES)]
        found.append(rows)
    return found


def theme_stability(
    labels: NDArray[np.intp], n_themes: int, resamples: Sequence[Partition]
) -> tuple[float | None, ...]:
    """Mean Jaccard overlap of each theme with its best match in the resamples.

    Parameters
    ----------
    labels : ndarray of shape (n_sentences,)
        -1 = none.
    n_themes : int
    resamples : sequence of Partition

    Returns
    -------
    tuple of float or None
        None where no resample held two sentences of the theme.

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
    return tuple(round(float(np.mean(found)), 4) if found else None for found in overlaps)


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
