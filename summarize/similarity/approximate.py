"""The most similar row, found by a graph of neighbours: mostly the right one, in time that does not grow with all pairs.

Where the graph overtakes comparing all pairs, and how many of the nearest it finds there, was measured (docs/scaling.md). Needs faiss (``pip install "summarize[ann]"``); without it `summarize.similarity.nearest` stays exact at any size.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Pairs that are compared one by one: two and a half minutes of one processor, as long as a graph takes (``benchmarks/core.py``).
EXACT_PAIRS: Final = 25 * 10**9

#: A graph pays where both queries and rows are many: building it costs a row, and asking it costs a query, about what comparing it
#: with so many of the others would (``benchmarks/core.py``).
LEAST_SIDE: Final = 60_000

#: Links of a row, rows looked at while it is linked, and while a query is answered.
_LINKS: Final = 16
_LOOKED_AT: Final = (64, 128)


@cache
def _installed() -> bool:
    return find_spec("faiss") is not None


def pays(n_queries: int, n_rows: int) -> bool:
    """Whether a graph is there and, by what was measured, answers sooner than comparing all pairs.

    Examples
    --------
    >>> pays(1_000_000, 5)
    False
    """
    n_pairs = n_queries * n_rows
    return n_pairs > max(EXACT_PAIRS, LEAST_SIDE * (n_queries + n_rows)) and _installed()


def approximate_nearest(
    queries: NDArray[np.float32], vectors: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Find a row that is most similar to each query, or nearly.

    Parameters
    ----------
    queries : ndarray of shape (n_queries, n_dims)
    vectors : ndarray of shape (n_rows, n_dims)
        Unit rows, at least one.

    Returns
    -------
    indices : ndarray of shape (n_queries,)
        Of equal rows the lowest.
    similarities : ndarray of shape (n_queries,)
        Exact for the row that was found.

    Notes
    -----
    A navigable small-world graph over the distinct rows: O(n_rows log n_rows) to build and O(log n_rows) a query, in practice; the graph holds
    the rows once more. It is built by one thread, in an order that follows from the rows' own numbers, so that
    neither the machine nor the order of the rows decides what is found.

    References
    ----------
    Malkov, Y., & Yashunin, D. (2020). Efficient and robust approximate nearest neighbor search using hierarchical navigable
    small world graphs. IEEE Transactions on Pattern Analysis and Machine Intelligence.
    """
    import faiss

    # Copies of one sentence would only be linked to each other, and hide the rest.
    distinct = np.unique(digests(vectors, np.arange(len(vectors))), return_index=True)[1]
    n_dims = vectors.shape[1]
    graph = faiss.IndexHNSWFlat(n_dims, _LINKS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction, graph.hnsw.efSearch = _LOOKED_AT
    n_threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        for rows in row_blocks(len(distinct), 4 * n_dims):
            graph.add(np.ascontiguousarray(vectors[distinct[rows]], dtype=np.float32))
    finally:
        faiss.omp_set_num_threads(n_threads)
    indices = np.empty(len(queries), dtype=np.intp)
    similarities = np.empty(len(queries), dtype=np.float32)
    for rows in row_blocks(len(queries), 3 * 4 * n_dims):
        asked = np.ascontiguousarray(queries[rows], dtype=np.float32)
        indices[rows] = distinct[graph.search(asked, 1)[1][:, 0]]
        similarities[rows] = np.einsum("ij,ij->i", asked, vectors[indices[rows]])
    return indices, similarities


def digests(vectors: NDArray[np.float32], among: NDArray[np.intp]) -> NDArray[np.uint64]:
    """A number for each of some rows that follows from its own, the same for equal rows."""
    factors = np.random.default_rng(0).integers(1, 2**63, vectors.shape[1], dtype=np.uint64) | np.uint64(1)
    found = np.empty(len(among), dtype=np.uint64)
    for rows in row_blocks(len(among), 3 * 8 * vectors.shape[1]):
        bits = np.ascontiguousarray(vectors[among[rows]], dtype=np.float32).view(np.uint32).astype(np.uint64)
        found[rows] = (bits * factors).sum(axis=1, dtype=np.uint64)
    return found
