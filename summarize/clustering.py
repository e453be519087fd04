"""Grouping the sentences of one story: from arrays to labels, knowing nothing of news.

Average linkage on similarities from which the common direction has been removed. There, zero means "no more alike than
any two sentences of this story", so one bar on the mean similarity of a cluster means the same in every story, and the
number of clusters follows from the data.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final

import numpy as np

from .similarity import common_direction_removed, smoothed_in_document, top_k, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = [
    "cluster",
    "contextual_vectors",
    "in_size_order",
    "linked_pairs",
    "merge_tree",
    "minimum_size",
    "self_similarity",
]

#: Above this many rows a tree over all pairs no longer fits in memory in good conscience (1.6 GB of distances).
TREE_ROWS: Final = 20_000

#: Passes of reassignment after the cut; more change nothing.
MAX_PASSES: Final = 10


def contextual_vectors(
    vectors: NDArray[np.float32],
    document_of: NDArray[np.intp],
    *,
    terms: csr_array | None = None,
    weights: NDArray[np.float64] | None = None,
    neighbour_weight: float = 0.35,
    term_share: float = 0.2,
) -> NDArray[np.float32]:
    """Vectors in which the themes of one story stand apart.

    Removes the story's common direction, adds each sentence's neighbours in its own document, removes the direction
    that the smoothing brought back, and mixes in the words themselves.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows; sentences of a document stand together, in order.
    document_of : ndarray of shape (n_sentences,)
    terms : csr_array of shape (n_sentences, n_terms), optional
        Tf-idf with unit rows.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the common direction; copies may count less.
    neighbour_weight : float
        Weight of a neighbour, the sentence itself having 1.
    term_share : float
        Share of the similarity that the terms decide, 0-1.

    Returns
    -------
    ndarray of shape (n_sentences, n_dims + n_kept_terms)
        Unit rows. Terms are reduced by a fixed random projection where that makes them narrower.

    Notes
    -----
    O(n_sentences * (n_dims + n_kept_terms)).
    """
    own = common_direction_removed(vectors, weights)
    smoothed = common_direction_removed(smoothed_in_document(own, document_of, weight=neighbour_weight), weights)
    if terms is None or term_share == 0 or terms.shape[1] == 0:
        return smoothed
    words = smoothed_in_document(_dense(terms), document_of, weight=neighbour_weight)
    parts = (np.float32((1 - term_share) ** 0.5) * smoothed, np.float32(term_share**0.5) * words)
    return unit_rows(np.hstack(parts))


def _dense(terms: csr_array, width: int = 2048) -> NDArray[np.float32]:
    """Terms as dense float32, hashed to `width` signed columns where there are more."""
    n_terms = terms.shape[1]
    if n_terms <= width:
        return np.asarray(terms.toarray(), dtype=np.float32)
    import scipy.sparse as sp

    random = np.random.default_rng(0)
    sign = random.choice(np.array([-1.0, 1.0]), n_terms)
    projection = sp.csr_array((sign, (np.arange(n_terms), random.integers(0, width, n_terms))), shape=(n_terms, width))
    return np.asarray((terms @ projection).toarray(), dtype=np.float32)


def minimum_size(n_sentences: int, *, share: float = 0.03) -> int:
    """Fewest sentences that make a cluster: two, or `share` of all where that is more.

    Examples
    --------
    >>> minimum_size(20), minimum_size(250)
    (2, 8)
    """
    return max(2, round(share * n_sentences))


def merge_tree(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Average-linkage tree of unit rows, in SciPy's form, heights being one minus the mean similarity.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)

    Returns
    -------
    ndarray of shape (n_sentences - 1, 4)

    Raises
    ------
    ValueError
        Above `TREE_ROWS` rows: cluster a sample and assign the rest.

    Notes
    -----
    O(n_sentences ** 2) time and memory.
    """
    from sklearn.cluster import AgglomerativeClustering

    if len(vectors) > TREE_ROWS:
        raise ValueError(f"a merge tree of {len(vectors)} rows is too large; cluster at most {TREE_ROWS}")
    if len(vectors) < 2:
        return np.empty((0, 4))
    # Rounding makes ties of copies exact, so that the merge order does not hang on the last bit of a product.
    distance = np.round(np.clip(1 - (vectors @ vectors.T).astype(np.float64), 0, 2), 6)
    np.fill_diagonal(distance, 0)
    fitted = AgglomerativeClustering(
        n_clusters=None, distance_threshold=0, metric="precomputed", linkage="average"
    ).fit(distance)
    sizes = np.ones(2 * len(vectors) - 1)
    for node, (left, right) in enumerate(fitted.children_, start=len(vectors)):
        sizes[node] = sizes[left] + sizes[right]
    return np.column_stack((fitted.children_, fitted.distances_, sizes[len(vectors) :]))


def cluster(
    vectors: NDArray[np.float32],
    *,
    similarity: float | None = 0.12,
    n_clusters: int | None = None,
    min_size: int | None = None,
    min_similarity: float = 0.25,
    founders: NDArray[np.bool_] | None = None,
) -> NDArray[np.intp]:
    """Cluster unit rows by average linkage, then give each row to the cluster that it is most like.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows, their common direction removed.
    similarity : float or None
        Clusters are merged while the mean similarity between their members is at least this.
    n_clusters : int, optional
        Cut so that this many clusters of at least `min_size` come out, or as near as the data allow; overrides
        `similarity`.
    min_size : int, optional
        Smaller clusters are dissolved; `minimum_size` of the data by default.
    min_similarity : float
        A row less like the mean of the other rows of its cluster than this gets no label.
    founders : ndarray of shape (n_sentences,), optional
        Rows that may found a cluster; the others (repeats of a row) only join one. All by default.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Labels by falling size, -1 = none.

    Notes
    -----
    O(n_sentences ** 2) time and memory up to `TREE_ROWS`; above, an evenly spaced sample of that size is clustered and
    the rest assigned, O(n_sentences * n_clusters * n_dims).
    """
    if (n_clusters is None) == (similarity is None):
        similarity = None if n_clusters is not None else 0.12
    n_sentences = len(vectors)
    founding = np.arange(n_sentences) if founders is None else np.flatnonzero(founders)
    least = minimum_size(len(founding)) if min_size is None else min_size
    if len(founding) < least:
        return np.full(n_sentences, -1)
    sample = founding[np.unique(np.linspace(0, len(founding) - 1, min(len(founding), TREE_ROWS)).astype(np.intp))]
    least_in_sample = max(2, round(least * len(sample) / len(founding)))
    tree = merge_tree(vectors[sample])
    cut = _cut_at(tree, similarity) if n_clusters is None else _cut_into(tree, n_clusters, least_in_sample)
    centres = _centres(vectors[sample], cut, least_in_sample)
    labels = np.full(n_sentences, -1)
    for _ in range(MAX_PASSES):
        if len(centres) == 0:
            return labels
        new = top_k(vectors, centres, 1)[0][:, 0]
        if np.array_equal(new, labels):
            break
        labels = new
        centres = _centres(vectors[founding], labels[founding], least)
    labels = np.where(self_similarity(vectors, labels) >= min_similarity, labels, -1)
    return in_size_order(labels, least)


def _cut_at(tree: NDArray[np.float64], similarity: float | None) -> NDArray[np.intp]:
    from scipy.cluster.hierarchy import fcluster

    if len(tree) == 0:
        return np.zeros(len(tree) + 1, dtype=np.intp)
    return np.asarray(fcluster(tree, 1 - (similarity or 0.0), "distance"), dtype=np.intp)


def _cut_into(tree: NDArray[np.float64], n_clusters: int, min_size: int) -> NDArray[np.intp]:
    """The cut whose number of clusters of `min_size` and more comes nearest to `n_clusters`, the coarsest of equals."""
    from scipy.cluster.hierarchy import fcluster

    best, best_miss = np.zeros(len(tree) + 1, dtype=np.intp), n_clusters - 1
    for n_parts in range(1, len(tree) + 2):
        if best_miss == 0:
            break
        cut = np.asarray(fcluster(tree, n_parts, "maxclust"), dtype=np.intp)
        miss = abs(int((np.bincount(cut) >= min_size).sum()) - n_clusters)
        if miss < best_miss:
            best, best_miss = cut, miss
    return best


def _centres(vectors: NDArray[np.float32], labels: NDArray[np.intp], min_size: int) -> NDArray[np.float32]:
    """Unit mean of each cluster of at least `min_size`, in order of label."""
    known = labels >= 0
    sizes = np.bincount(labels[known])
    kept = np.flatnonzero(sizes >= min_size)
    place = np.full(len(sizes), -1)
    place[kept] = np.arange(len(kept))
    target = np.where(known, place[np.where(known, labels, 0)], -1) if len(sizes) else labels
    sums = np.zeros((len(kept), vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, target[target >= 0], vectors[target >= 0])
    return unit_rows(sums.astype(np.float32))


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
            others = unit_rows(vectors[members].sum(axis=0) - vectors[members])
            result[members] = np.einsum("ij,ij->i", vectors[members], others)
    return result


def in_size_order(labels: NDArray[np.intp], min_size: int = 1) -> NDArray[np.intp]:
    """Renumber labels 0, 1, ... by falling size, of equals by first appearance; smaller ones than `min_size` become -1.

    Examples
    --------
    >>> in_size_order(np.array([5, 5, 2, -1, 5, 2, 9]), 2).tolist()
    [0, 0, 1, -1, 0, 1, -1]
    """
    found, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    kept = (found >= 0) & (sizes >= min_size)
    order = np.lexsort((first[kept], -sizes[kept]))
    renumbered = np.full(len(labels), -1)
    for new, old in enumerate(found[kept][order].tolist()):
        renumbered[labels == old] = new
    return renumbered


def linked_pairs(
    first: NDArray[np.intp], second: NDArray[np.intp], weights: NDArray[np.float64], n_rows: int, bar: float
) -> NDArray[np.intp]:
    """Average linkage over a sparse list of pairs: groups are merged while the mean weight between their members holds.

    Parameters
    ----------
    first, second : ndarray of shape (n_pairs,)
        Row numbers; every pair once.
    weights : ndarray of shape (n_pairs,)
        Likeness of each pair, not negative; a pair that is not listed has none.
    n_rows : int
    bar : float
        Groups are merged while the mean weight between their members is at least this; above 0.

    Returns
    -------
    ndarray of shape (n_rows,)
        A group number for every row, by first appearance.

    Notes
    -----
    O(n_pairs log n_pairs) for groups of bounded size. The same groups as a tree over all pairs, cut at the bar; of equal
    pairs the one of the lowest rows merges first.

    Examples
    --------
    >>> pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    >>> linked_pairs(*pairs, np.array([0.9, 0.4, 0.4]), 4, 0.5).tolist()
    [0, 0, 1, 2]
    """
    size = dict.fromkeys(range(n_rows), 1)
    members = {i: [i] for i in range(n_rows)}
    between: dict[int, dict[int, float]] = {i: {} for i in range(n_rows)}
    heap: list[tuple[float, int, int]] = []
    for i, j, weight in zip(first.tolist(), second.tolist(), weights.tolist(), strict=True):
        between[i][j] = between[j][i] = weight
        if weight >= bar:
            heap.append((-weight, min(i, j), max(i, j)))
    heapq.heapify(heap)
    # A merged group takes a new number, so that what the heap says of its parts is known to be out of date.
    number = n_rows
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in size or j not in size:
            continue
        joined = between.pop(i)
        for other, weight in between.pop(j).items():
            joined[other] = joined.get(other, 0.0) + weight
        joined.pop(i, None)
        joined.pop(j, None)
        size[number] = size.pop(i) + size.pop(j)
        members[number] = members.pop(i) + members.pop(j)
        between[number] = joined
        for other, weight in joined.items():
            theirs = between[other]
            theirs.pop(i, None)
            theirs.pop(j, None)
            theirs[number] = weight
            mean = round(weight / (size[number] * size[other]), 9)
            if mean >= bar:
                heapq.heappush(heap, (-mean, other, number))
        number += 1
    labels = np.empty(n_rows, dtype=np.intp)
    for group in members.values():
        labels[group] = min(group)
    return np.unique(labels, return_inverse=True)[1]
