"""Small tight groups among many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..similarity import top_k
from .trees import cut_at, merge_tree

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["linked_groups"]


def linked_groups(vectors: NDArray[np.float32], similarity: float, *, n_neighbours: int = 20) -> NDArray[np.intp]:
    """Small tight groups: average linkage inside the components that near neighbours form.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    similarity : float
        Groups are merged while the mean similarity between their members is at least this.
    n_neighbours : int
        Most similar rows of each row that are looked at.

    Returns
    -------
    ndarray of shape (n_sentences,)
        A group number for every row, by first appearance; a row like no other has one of its own.

    Notes
    -----
    O(n_sentences ** 2 * n_dims) time in blocks, O(largest component ** 2) memory.
    """
    import scipy.sparse as sp
    from scipy.sparse.csgraph import connected_components

    n_sentences = len(vectors)
    if n_sentences == 0:
        return np.empty(0, dtype=np.intp)
    indices, similarities = top_k(vectors, vectors, n_neighbours + 1)
    rows, places = np.nonzero(similarities >= similarity)
    ones = np.ones(len(rows), dtype=np.int8)
    graph = sp.csr_array((ones, (rows, indices[rows, places])), shape=(n_sentences, n_sentences))
    components = connected_components(graph, directed=False)[1]
    groups = np.empty(n_sentences, dtype=np.intp)
    order = np.argsort(components, kind="stable")
    n_groups = 0
    for members in np.split(order, np.flatnonzero(np.diff(components[order])) + 1):
        cut = cut_at(merge_tree(vectors[members]), similarity)
        groups[members] = n_groups + cut
        n_groups += int(cut.max()) + 1
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse]
