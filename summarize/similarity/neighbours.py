"""The most similar rows: exactly, a tile of the matrix of similarities at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks, rows_within
from .approximate import approximate_nearest, digests, pays
from .vectors import checked_rows, is_finite

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Queries compared at a time: enough to keep a product of matrices busy.
_QUERIES: Final = 1024

#: Bytes of a pair in a tile: its similarity, the same sorted, and whether it is a candidate.
_PAIR_BYTES: Final = 9


def top_k(
    queries: NDArray[np.float32], vectors: NDArray[np.float32], k: int, *, among: NDArray[np.intp] | None = None
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Find the `k` most similar rows for each query, exactly.

    Parameters
    ----------
    queries : ndarray of shape (n_queries, n_dims)
    vectors : ndarray of shape (n_sentences, n_dims)
    k : int
        At most as many as there are rows are found.
    among : ndarray of shape (n_among,), optional
        Rows that may be found, ascending; all by default.

    Returns
    -------
    indices : ndarray of shape (n_queries, min(k, number of rows that may be found))
        Most similar first; of equals the lower index.
    similarities : ndarray of the same shape

    Raises
    ------
    ValueError
        If queries or vectors are no rows of finite numbers, all of one width.

    Notes
    -----
    O(n_queries * n_sentences * n_dims) time, in tiles of a constant size (`summarize.blocks`) whose arrays are used again. Of each
    tile after the first only what is above the k-th best so far is looked at, which soon is little.

    Examples
    --------
    >>> X = np.eye(3, dtype=np.float32)
    >>> top_k(X[:1], X, 2)[0].tolist(), top_k(X[:1], X, 1, among=np.array([1, 2]))[0].tolist()
    ([[0, 1]], [[1]])
    """
    _of_one_width(queries, vectors)
    checked_rows("queries", queries)
    n_rows = len(vectors) if among is None else len(among)
    k = min(k, n_rows)
    indices = np.empty((len(queries), k), dtype=np.intp)
    similarities = np.empty((len(queries), k), dtype=np.float32)
    if k == 0 or len(queries) == 0:
        return indices, similarities
    height = min(len(queries), _QUERIES)
    # Rows that do not stand together are copied, a tile of them at a time.
    copied = 0 if among is None else vectors.itemsize * vectors.shape[1]
    width = min(n_rows, rows_within(_PAIR_BYTES * height + copied))
    held, sorted_ = np.empty(height * width, dtype=np.float32), np.empty(height * width, dtype=np.float32)
    for start in range(0, len(queries), height):
        asked = queries[start : start + height]
        best = _Best(len(asked), k)
        for first in range(0, n_rows, width):
            rows = slice(first, min(first + width, n_rows))
            tile = vectors[rows if among is None else among[rows]]
            # Only what may be found is looked at, while it is at hand.
            if start == 0 and not is_finite(tile):
                checked_rows("vectors", vectors)
            shape = (len(asked), len(tile))
            found = np.matmul(asked, tile.T, out=held[: shape[0] * shape[1]].reshape(shape))
            best.see(found, first, sorted_[: found.size].reshape(shape))
        indices[start : start + height], similarities[start : start + height] = best.columns, best.values
    return (indices if among is None else among[indices]), similarities


def _of_one_width(queries: NDArray[np.float32], vectors: NDArray[np.float32]) -> None:
    """Refuse queries and rows that cannot be compared."""
    if np.ndim(queries) != 2 or np.ndim(vectors) != 2 or queries.shape[1] != vectors.shape[1]:
        raise ValueError(
            f"queries and vectors must be rows of one width, (n_queries, n_dims) and (n_rows, n_dims), got {np.shape(queries)} and "
            f"{np.shape(vectors)}"
        )


class _Best:
    """The best columns of each row so far, best first; of equals the lower column."""

    def __init__(self, n_rows: int, k: int) -> None:
        self.n_rows, self.k = n_rows, k
        self.columns = np.empty((n_rows, 0), dtype=np.intp)
        self.values = np.empty((n_rows, 0), dtype=np.float32)

    def see(self, found: NDArray[np.float32], first: int, sorted_: NDArray[np.float32]) -> None:
        """Take in one more tile; columns come in ascending order, so an equal that comes later never wins."""
        if self.k == 1:
            self._see_one(found, first)
            return
        row, column = self._candidates(found, sorted_)
        rows = np.concatenate([np.repeat(np.arange(self.n_rows), self.columns.shape[1]), row])
        columns = np.concatenate([self.columns.ravel(), column + first])
        values = np.concatenate([self.values.ravel(), found[row, column]])
        order = np.lexsort((columns, -values, rows))
        rows = rows[order]
        rank = np.arange(len(rows)) - np.searchsorted(rows, np.arange(self.n_rows))[rows]
        kept = order[rank < self.k]
        self.columns = columns[kept].reshape(self.n_rows, -1)
        self.values = values[kept].reshape(self.n_rows, -1)

    def _see_one(self, found: NDArray[np.float32], first: int) -> None:
        column = found.argmax(axis=1)[:, None]
        value = np.take_along_axis(found, column, axis=1)
        if first == 0:
            self.columns, self.values = column, value
        better = value > self.values
        self.columns = np.where(better, column + first, self.columns)
        self.values = np.where(better, value, self.values)

    def _candidates(
        self, found: NDArray[np.float32], sorted_: NDArray[np.float32]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Places of a tile that could be among the best, as rows and columns."""
        width = found.shape[1]
        full = self.columns.shape[1] == self.k
        if full:
            above = found > self.values[:, -1:]
            if np.count_nonzero(above) <= 4 * self.k * self.n_rows:
                row, column = np.nonzero(above)
                return row, column
        if self.k >= width:
            return np.repeat(np.arange(self.n_rows), width), np.tile(np.arange(width), self.n_rows)
        np.copyto(sorted_, found)
        sorted_.partition(width - self.k, axis=1)
        bar = sorted_[:, width - self.k]
        chosen = found >= bar[:, None]
        # Ties at the bar are broken by column, not by chance.
        n_chosen = np.count_nonzero(chosen, axis=1)
        for i in np.flatnonzero(n_chosen > self.k).tolist():
            tied = np.flatnonzero(found[i] == bar[i])
            chosen[i, tied[len(tied) - (n_chosen[i] - self.k) :]] = False
        row, column = np.nonzero(chosen)
        return row, column


def nearest(
    queries: NDArray[np.float32],
    vectors: NDArray[np.float32],
    *,
    allowed: NDArray[np.bool_] | None = None,
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Find the most similar row for each query, among those allowed.

    Parameters
    ----------
    queries : ndarray of shape (n_queries, n_dims)
    vectors : ndarray of shape (n_sentences, n_dims)
    allowed : ndarray of shape (n_sentences,), optional

    Returns
    -------
    indices : ndarray of shape (n_queries,)
        -1 where none is allowed; of equal rows the first.
    similarities : ndarray of shape (n_queries,)
        -inf where none is allowed.

    Raises
    ------
    ValueError
        If `allowed` is not a boolean for each row, or as for `top_k`.

    Notes
    -----
    Exact up to `summarize.similarity.approximate.EXACT_PAIRS` pairs; above, and where the extra ``ann`` is installed, nearly so, and
    in time that no longer grows with the pairs.
    """
    _of_one_width(queries, vectors)
    if allowed is not None and (allowed.shape != (len(vectors),) or allowed.dtype != np.bool_):
        raise ValueError(f"allowed must be {len(vectors)} booleans, got {allowed.dtype} of shape {allowed.shape}")
    among = np.arange(len(vectors)) if allowed is None else np.flatnonzero(allowed)
    if len(among) == 0:
        return np.full(len(queries), -1), np.full(len(queries), -np.inf, dtype=np.float32)
    every = len(among) == len(vectors)
    if pays(len(queries), len(among)):
        checked_rows("queries", queries)
        sought = vectors if every else vectors[among]
        # As in `top_k`, what may not be found may be anything.
        if not is_finite(sought):
            checked_rows("vectors", vectors)
        indices, similarities = approximate_nearest(queries, sought)
        return among[indices], similarities
    hits, place = np.unique(top_k(queries, vectors, 1, among=None if every else among)[0][:, 0], return_inverse=True)
    found = _first_equal(vectors, among, hits)[place]
    values = np.empty(len(queries), dtype=np.float32)
    for rows in row_blocks(len(queries), 24 * vectors.shape[1]):
        # Threads that share a product decide its last bits; what is shown of a pair is reckoned in one order.
        values[rows] = np.einsum("ij,ij->i", queries[rows], vectors[found[rows]], dtype=np.float64)
    return found, values


def _first_equal(vectors: NDArray[np.float32], among: NDArray[np.intp], hits: NDArray[np.intp]) -> NDArray[np.intp]:
    """The first of the rows equal to each hit, shape (n_hits,).

    Threads that share a product decide its last bits, and so which of several equal rows it finds; the first of them is meant.
    """
    # What differs in its first number is not looked at again.
    begins = vectors[:, :1].sum(axis=1)
    asked = np.isin(begins, begins[hits])
    asked[hits] = True
    rows = among[asked[among]]
    _, first, of = np.unique(digests(vectors, rows), return_index=True, return_inverse=True)
    equal = rows[first[of[np.searchsorted(rows, hits)]]]
    for block in row_blocks(len(hits), 9 * vectors.shape[1]):
        same = (vectors[equal[block]] == vectors[hits[block]]).all(axis=1)
        equal[block] = np.where(same, equal[block], hits[block])
    return equal
