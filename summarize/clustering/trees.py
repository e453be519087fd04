"""Average linkage: the tree of merges, and its cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Rows over which a tree may stand: its distances take 100 MB in double precision, and so does the square of similarities that they are made of.
TREE_ROWS: Final = 5_000


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
    if len(vectors) > TREE_ROWS:
        raise ValueError(f"a merge tree of {len(vectors)} rows is too large; cluster at most {TREE_ROWS}")
    if len(vectors) < 2:
        return np.empty((0, 4))
    from scipy.spatial.distance import squareform

    similarities = squareform(vectors @ vectors.T, checks=False).astype(np.float64)
    # Rounding makes ties of copies exact, so that the merge order does not hang on the last bit of a product.
    return _linkage(np.round(np.clip(1 - similarities, 0, 2), 6))


def linkage_of(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Average-linkage tree over distances that are given.

    Parameters
    ----------
    distances : ndarray of shape (n_rows, n_rows)
        Symmetric, not negative; the diagonal is not read.

    Returns
    -------
    ndarray of shape (n_rows - 1, 4)
        In SciPy's form.
    """
    from scipy.spatial.distance import squareform

    return _linkage(squareform(distances, checks=False).astype(np.float64))


def _linkage(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Average-linkage tree over the distances of the upper triangle, row by row."""
    from scipy.cluster.hierarchy import linkage

    return np.asarray(linkage(distances, method="average"))


def cut_at(tree: NDArray[np.float64], similarity: float) -> NDArray[np.intp]:
    """Clusters, numbered from 0, that merging down to a mean similarity gives; a tree without merges stands over one row."""
    from scipy.cluster.hierarchy import fcluster

    if len(tree) == 0:
        return np.zeros(1, dtype=np.intp)
    return np.asarray(fcluster(tree, 1 - similarity, "distance"), dtype=np.intp) - 1


def cut_into(
    tree: NDArray[np.float64], n_clusters: int, min_size: float, weights: NDArray[np.float64]
) -> NDArray[np.intp]:
    """The cut whose number of clusters of weight `min_size` and more comes nearest to `n_clusters`, the coarsest of equals.

    Parameters
    ----------
    tree : ndarray of shape (n_sentences - 1, 4)
    n_clusters : int
    min_size : float
    weights : ndarray of shape (n_sentences,)
        What each row counts in the size of its cluster.
    """
    best, best_miss = np.zeros(len(tree) + 1, dtype=np.intp), n_clusters - 1
    # Only a merge changes the clusters, so only the heights of merges need to be tried.
    for height in np.unique(tree[:, 2])[::-1].tolist() if len(tree) else ():
        if best_miss == 0:
            break
        cut = cut_at(tree, 1 - height + 1e-9)
        miss = abs(int((np.bincount(cut, weights) >= min_size).sum()) - n_clusters)
        if miss < best_miss:
            best, best_miss = cut, miss
    return best
