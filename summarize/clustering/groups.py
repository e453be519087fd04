"""From contextual vectors to clusters: profiles of neighbours, a tree over them, its cut, and a last assignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..similarity import neighbour_profiles, unit_rows
from .trees import cut_at, cut_into, merge_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

#: Rows over which the tree is built; above, an evenly spaced sample of so many stands for all.
SAMPLE_ROWS: Final = 1_000

#: What a row's own vector decides of its likeness, beside its neighbours.
_OWN_SHARE: Final = 0.25


def minimum_size(n_sentences: int, *, share: float = 0.03) -> int:
    """Fewest sentences that make a cluster: two, or `share` of all where that is more.

    Examples
    --------
    >>> minimum_size(20), minimum_size(250)
    (2, 8)
    """
    return max(2, round(share * n_sentences))


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """Rows described by their neighbours, and the tree over them, ready to be cut anywhere.

    Attributes
    ----------
    profiles : ndarray of shape (n_sentences, n_sample + n_dims)
        Unit rows: what each row is near to, and what it is.
    sample : ndarray of shape (n_sample,)
        The rows over which the tree stands.
    tree : ndarray of shape (n_sample - 1, 4)
        In SciPy's form, heights being one minus the mean similarity of profiles.
    founders : ndarray of shape (n_sentences,)
        Rows that count towards the size of a cluster; the others, repeats of a row, only belong to one.
    """

    profiles: NDArray[np.float32]
    sample: NDArray[np.intp]
    tree: NDArray[np.float64]
    founders: NDArray[np.bool_]

    def cut(
        self,
        *,
        similarity: float = 0.21,
        n_clusters: int | None = None,
        min_share: float = 0.03,
        min_similarity: float = 0.3,
    ) -> Cut:
        """Cut the tree, dissolve what is too small, and give each row to the cluster that it is most like.

        Parameters
        ----------
        similarity : float
            Clusters are merged while the mean similarity between their members' profiles is at least this.
        n_clusters : int, optional
            Cut so that this many clusters come out, or as near as the data allow; overrides `similarity`.
        min_share : float
            A cluster has at least this share of the founders, and two.
        min_similarity : float
            A row whose profile is less like the mean of the other rows of its cluster than this gets no label.

        Returns
        -------
        Cut
        """
        settled = self._settled(similarity, n_clusters, min_share)
        labels = np.where(self_similarity(self.profiles, settled) >= min_similarity, settled, -1)
        sizes = np.bincount(labels[self.founders & (labels >= 0)], minlength=int(labels.max(initial=-1)) + 1)
        # In a sample the least size is that of the sample; all rows together hold as many times more.
        enough = np.flatnonzero(sizes >= minimum_size(int(self.founders.sum()), share=min_share))
        labels = in_size_order(np.where(np.isin(labels, enough), labels, -1))
        groups = np.unique(settled[settled >= 0])
        number_of = np.full(len(groups), -1)
        known = labels >= 0
        number_of[np.searchsorted(groups, settled[known])] = labels[known]
        return Cut(labels, _centres(self.profiles, settled), number_of, min_similarity)

    def _settled(self, similarity: float, n_clusters: int | None, min_share: float) -> NDArray[np.intp]:
        """The cluster that each row is most like; all -1 where the cut leaves none that is large enough."""
        counted = self.founders[self.sample].astype(np.float64)
        least = minimum_size(int(counted.sum()), share=min_share)
        labels = np.full(len(self.profiles), -1)
        if counted.sum() < least:
            return labels
        cut = cut_at(self.tree, similarity) if n_clusters is None else cut_into(self.tree, n_clusters, least, counted)
        kept = np.flatnonzero(np.bincount(cut, counted) >= least)
        if len(kept) == 0:
            return labels
        labels[self.sample] = np.where(np.isin(cut, kept), np.searchsorted(kept, cut), -1)
        # Once by what the tree put together, and once by all that came to it: a third time moves hardly any.
        labels = _most_like(self.profiles, _centres(self.profiles, labels))[0]
        return _most_like(self.profiles, _centres(self.profiles, labels))[0]


@dataclass(frozen=True, eq=False, slots=True)
class Cut:
    """A cut of a tree, to which further rows can be given.

    Attributes
    ----------
    labels : ndarray of shape (n_sentences,)
        Labels by falling size, -1 = none.
    centres : ndarray of shape (n_groups, n_columns)
        Unit means of the groups in which the rows settled.
    number_of : ndarray of shape (n_groups,)
        Label of each group, -1 = it was too small.
    min_similarity : float
        A row less like its group's mean than this gets no label.
    """

    labels: NDArray[np.intp]
    centres: NDArray[np.float32]
    number_of: NDArray[np.intp]
    min_similarity: float

    def assign(self, profiles: NDArray[np.float32]) -> NDArray[np.intp]:
        """Give further rows to the groups that they are most like.

        Parameters
        ----------
        profiles : ndarray of shape (n_rows, n_columns)
            Unit rows, as `Description.of` gives them.

        Returns
        -------
        ndarray of shape (n_rows,)
            -1 = none.
        """
        if len(self.centres) == 0:
            return np.full(len(profiles), -1)
        group, similarity = _most_like(profiles, self.centres)
        return np.where(similarity >= self.min_similarity, self.number_of[group], -1)


def group_rows(
    vectors: NDArray[np.float32],
    *,
    founders: NDArray[np.bool_] | None = None,
    depths: Sequence[float] = (0.05, 0.06),
    own_share: float = _OWN_SHARE,
    sample: NDArray[np.intp] | None = None,
    step: Callable[[], None] | None = None,
) -> Grouping:
    """Describe each row by its neighbours, twice, and build the tree of merges over these profiles.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows, their common direction removed.
    founders : ndarray of shape (n_sentences,), optional
        Rows that count towards the size of a cluster. All by default.
    depths : sequence of float
        Depth of each pass of `summarize.similarity.neighbour_profiles`, as a share of the rows; none compares the rows
        themselves.
    own_share : float
        Share of the similarity that the rows themselves decide, 0-1, so that a large cluster of much the same rows is not
        cut up for having more of them than a profile is deep.
    sample : ndarray of shape (n_sample,), optional
        The rows, ascending, over which the tree is built, and by their likeness to which all are described; all by default, or `SAMPLE_ROWS` evenly
        spaced ones where there are more.
    step : callable, optional
        Called after each pass, and when the tree stands.

    Returns
    -------
    Grouping

    Notes
    -----
    O(n_sentences * n_sample * (n_dims + n_sample)) time, O(n_sentences * (n_sample + n_dims)) memory.
    """
    counted = np.ones(len(vectors), dtype=bool) if founders is None else founders
    sample = evenly_spaced(len(vectors), SAMPLE_ROWS) if sample is None else sample
    profiles = described_rows(vectors, depths=depths, own_share=own_share, sample=sample, step=step)
    tree = merge_tree(profiles[sample])
    if step is not None:
        step()
    return Grouping(profiles, sample, tree, counted)


def evenly_spaced(n_sentences: int, n_wanted: int) -> NDArray[np.intp]:
    """Return all rows, or `n_wanted` of them, evenly spaced.

    Examples
    --------
    >>> evenly_spaced(3, 5).tolist(), evenly_spaced(9, 3).tolist()
    ([0, 1, 2], [0, 4, 8])
    """
    places = np.linspace(0, n_sentences - 1, min(n_sentences, n_wanted)) if n_sentences else np.empty(0)
    return np.unique(places.round().astype(np.intp))


def described_rows(
    vectors: NDArray[np.float32],
    *,
    depths: Sequence[float] = (0.05, 0.06),
    own_share: float = _OWN_SHARE,
    sample: NDArray[np.intp] | None = None,
    step: Callable[[], None] | None = None,
) -> NDArray[np.float32]:
    """Describe each row by what it is near to, pass after pass, and in part by what it is.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows, their common direction removed.
    depths : sequence of float
    own_share : float
        As in `group_rows`.
    sample : ndarray of shape (n_sample,), optional
        The rows that are neighbours, ascending; `SAMPLE_ROWS` evenly spaced ones by default.
    step : callable, optional
        Called after each pass.

    Returns
    -------
    ndarray of shape (n_sentences, n_sample + n_dims)
        Unit rows.
    """
    if not depths:
        return vectors
    sample = evenly_spaced(len(vectors), SAMPLE_ROWS) if sample is None else sample
    profiles = vectors
    for depth in depths:
        # A product of an array with itself takes less time than one with its copy.
        near = profiles if len(sample) == len(profiles) else profiles[sample]
        profiles = neighbour_profiles(profiles @ near.T, depth=depth)
        if step is not None:
            step()
    return _joined(profiles, vectors, own_share)


class Description:
    """What describes rows that are not at hand all at once: the sample that they may be near to.

    Parameters
    ----------
    sample : ndarray of shape (n_sample, n_dims)
        The rows that are neighbours.
    depths : sequence of float
    own_share : float
        As in `group_rows`.

    Notes
    -----
    O(n_sample ** 2 * (n_dims + n_sample)) once, O(n_sample * (n_dims + n_sample)) for each row described.
    """

    def __init__(
        self, sample: NDArray[np.float32], *, depths: Sequence[float] = (0.05, 0.06), own_share: float = _OWN_SHARE
    ) -> None:
        self._depths, self._own_share, self._levels = depths, own_share, [sample]
        for depth in depths[:-1]:
            self._levels.append(neighbour_profiles(self._levels[-1] @ self._levels[-1].T, depth=depth))

    @property
    def bytes_a_row(self) -> int:
        """What a row takes while it is described."""
        n_sample, n_dims = self._levels[0].shape
        return int(4 * (3 * n_dims + 14 * n_sample))

    def of(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Describe rows by what they are near to, and in part by what they are: see `described_rows`.

        Parameters
        ----------
        vectors : ndarray of shape (n_rows, n_dims)
            Unit rows.

        Returns
        -------
        ndarray of shape (n_rows, n_sample + n_dims)
            Unit rows.
        """
        if not self._depths:
            return vectors
        profiles = vectors
        for level, depth in zip(self._levels, self._depths, strict=True):
            profiles = neighbour_profiles(profiles @ level.T, depth=depth)
        return _joined(profiles, vectors, self._own_share)


def _joined(profiles: NDArray[np.float32], vectors: NDArray[np.float32], own_share: float) -> NDArray[np.float32]:
    n_near = profiles.shape[1]
    joined = np.empty((len(vectors), n_near + vectors.shape[1]), dtype=np.float32)
    np.multiply(profiles, np.float32((1 - own_share) ** 0.5), out=joined[:, :n_near])
    np.multiply(vectors, np.float32(own_share**0.5), out=joined[:, n_near:])
    return unit_rows(joined, out=joined)


def _most_like(
    profiles: NDArray[np.float32], centres: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The centre that each row is most like, and how much."""
    # Rounding keeps a tie between two clusters from hanging on the last bit of a product.
    found = np.round(profiles @ centres.T, 6)
    best = found.argmax(axis=1)
    return best, np.take_along_axis(found, best[:, None], axis=1)[:, 0]


def _centres(vectors: NDArray[np.float32], labels: NDArray[np.intp]) -> NDArray[np.float32]:
    """Unit mean of each cluster that has rows, in order of label."""
    held = np.unique(labels[labels >= 0])
    return unit_rows((held[:, None] == labels).astype(np.float32) @ vectors)


def self_similarity(vectors: NDArray[np.float32], labels: NDArray[np.intp]) -> NDArray[np.float32]:
    """Cosine of each row to the mean of the *other* rows of its cluster.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    labels : ndarray of shape (n_sentences,)

    Returns
    -------
    ndarray of shape (n_sentences,)
        -1 for rows without a label or alone in theirs.
    """
    result = np.full(len(vectors), -1, dtype=np.float32)
    for label in np.unique(labels[labels >= 0]).tolist():
        members = np.flatnonzero(labels == label)
        if len(members) > 1:
            own = vectors[members]
            others = own.sum(axis=0) - own
            result[members] = np.einsum("ij,ij->i", own, unit_rows(others, out=others))
    return result


def in_size_order(
    labels: NDArray[np.intp], min_size: int = 1, counted: NDArray[np.bool_] | None = None
) -> NDArray[np.intp]:
    """Renumber labels 0, 1, ... by falling size, of equals by first appearance; smaller ones than `min_size` become -1.

    Parameters
    ----------
    labels : ndarray of shape (n_rows,)
        -1 = none.
    min_size : int
        In rows.
    counted : ndarray of bool, shape (n_rows,), optional
        Rows by whose number labels are ordered before the number of all.

    Returns
    -------
    ndarray of shape (n_rows,)

    Examples
    --------
    >>> labels = np.array([5, 5, 2, -1, 5, 2, 9])
    >>> in_size_order(labels, 2).tolist(), in_size_order(labels, 2, counted=labels == 2).tolist()
    ([0, 0, 1, -1, 0, 1, -1], [1, 1, 0, -1, 1, 0, -1])
    """
    found, first, place, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    kept = (found >= 0) & (sizes >= min_size)
    leading = sizes if counted is None else np.bincount(place[counted], minlength=len(found))
    order = np.lexsort((first[kept], -sizes[kept], -leading[kept]))
    number = np.full(len(found), -1)
    number[np.flatnonzero(kept)[order]] = np.arange(len(order))
    return number[np.searchsorted(found, labels)]
