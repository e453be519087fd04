"""Which rows of two groups belong together, by ratio margin: arrays in, arrays out, no n x n matrix kept.

A bar on the similarity alone pairs what is like everything with everything. The margin asks instead how much nearer two
rows are to each other than each is to the other group as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .blocks import BLOCK_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: Rows compared at a time: 512 x 50,000 float32 similarities are 100 MB.
BLOCK = 512

#: The least mean similarity of the neighbours by which a similarity is divided; without it the margin of rows that are
#: unlike all else has no bound.
_LEAST_MEAN = 0.05


@dataclass(frozen=True, eq=False, slots=True)
class Aligned:
    """Pairs of rows of different groups, each the other's best.

    Attributes
    ----------
    first, second : ndarray of shape (n_pairs,)
        Row numbers, the group of `first` lower than that of `second`; sorted.
    similarities, margins : ndarray of shape (n_pairs,)
        Rounded to six decimals.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    similarities: NDArray[np.float64]
    margins: NDArray[np.float64]


def mutual_nearest(
    vectors: NDArray[np.float32],
    group_of: NDArray[np.intp],
    *,
    n_neighbours: int = 4,
    terms: csr_array | None = None,
    weight_of_terms: float = 0.0,
    block: int = BLOCK,
    progress: Callable[[int, int], None] | None = None,
) -> Aligned:
    """Pair the rows of every two groups that are each other's best by ratio margin.

    The margin of x in one group and y in another is cos(x, y) divided by the mean of two means: that of the similarities
    of x to its k nearest rows in the group of y, and that of y to its k nearest in the group of x. 1 is "no nearer than
    the next best".

    Parameters
    ----------
    vectors : ndarray of shape (n_rows, n_dims)
        Unit rows.
    group_of : ndarray of shape (n_rows,)
        Group of each row, 0 and up.
    n_neighbours : int
        k; all rows of a smaller group.
    terms : csr_array of shape (n_rows, n_terms), optional
        Unit rows of words, which are mixed into the similarity.
    weight_of_terms : float
        Their share of it, 0-1.
    block : int
        Rows compared at a time; memory is O(block * n_rows + n_rows * n_groups).
    progress : callable, optional
        Called with the number of rows that the work done comes to, and of all.

    Returns
    -------
    Aligned

    Raises
    ------
    ValueError
        If there is not one group and one row of terms a row, or no neighbour is asked for.

    Notes
    -----
    Two passes over the similarities, O(n_rows ** 2 * n_dims) time; they are held from one to the other where they take no more than
    a block may. Artetxe and Schwenk look for neighbours in the whole
    of the other language; here each two groups are a pair of languages of their own, so that a third group changes nothing.
    Margins are rounded before they are compared, and of equals the lower row is taken, so that the last bits of a
    product decide nothing.

    References
    ----------
    Artetxe, M., & Schwenk, H. (2019). Margin-based parallel corpus mining with multilingual sentence embeddings. ACL.

    Examples
    --------
    >>> X = np.array([[1, 0], [0, 1], [0.6, 0.8], [0.8, -0.6]], dtype=np.float32)
    >>> found = mutual_nearest(X, np.array([0, 0, 1, 1]), n_neighbours=2)
    >>> found.first.tolist(), found.second.tolist(), found.similarities.tolist()
    ([0, 1], [3, 2], [0.8, 0.8])
    """
    n_rows = len(vectors)
    if len(group_of) != n_rows or (terms is not None and terms.shape[0] != n_rows):
        n_terms = n_rows if terms is None else terms.shape[0]
        raise ValueError(f"groups ({len(group_of)}) or terms ({n_terms}) do not match vectors ({n_rows})")
    if n_neighbours < 1:
        raise ValueError(f"n_neighbours must be positive, got {n_neighbours}")
    # Rows of a group stand together from here on, in their old order.
    order = np.argsort(group_of, kind="stable")
    mixed = _Mixed(vectors[order], None if terms is None else terms[order], weight_of_terms)
    begins = np.flatnonzero(np.diff(group_of[order], prepend=-1))
    ends = np.append(begins[1:], n_rows)
    column = np.repeat(np.arange(len(begins)), ends - begins)
    blocks = [slice(start, min(start + block, n_rows)) for start in range(0, n_rows, block)]
    means = np.empty((n_rows, len(begins)), dtype=np.float32)
    held: list[NDArray[np.float32]] = []
    for rows in blocks:
        similarities = mixed.similarities(rows)
        if n_rows * n_rows * similarities.itemsize <= BLOCK_BYTES:
            held.append(similarities)
        for k, (begin, end) in enumerate(zip(begins, ends, strict=True)):
            part = similarities[:, begin:end]
            if end - begin > n_neighbours:
                part = np.partition(part, end - begin - n_neighbours, axis=1)[:, -n_neighbours:]
            means[rows, k] = part.mean(axis=1)
        if progress is not None:
            progress(rows.stop // 2, n_rows)
    best = np.empty((n_rows, len(begins)), dtype=np.intp)
    margins, likeness = np.empty((2, n_rows, len(begins)), dtype=np.float64)
    for rows, similarities in zip(blocks, held or map(mixed.similarities, blocks), strict=True):
        # The mean of x in the group of y, and that of y in the group of x.
        margin = means[rows][:, column]
        margin += means[:, column[rows]].T
        margin /= 2
        np.maximum(margin, _LEAST_MEAN, out=margin)
        np.divide(similarities, margin, out=margin)
        np.round(margin, 6, out=margin)
        place = np.arange(rows.stop - rows.start)
        for k, (begin, end) in enumerate(zip(begins, ends, strict=True)):
            chosen = begin + np.argmax(margin[:, begin:end], axis=1)
            best[rows, k], margins[rows, k], likeness[rows, k] = (
                chosen,
                margin[place, chosen],
                similarities[place, chosen],
            )
        if progress is not None:
            progress((n_rows + rows.stop) // 2, n_rows)
    here = np.repeat(np.arange(n_rows), len(begins))
    there = best.ravel()
    kept = (column[here] < column[there]) & (best[there, column[here]] == here)
    first, second = order[here[kept]], order[there[kept]]
    by_row = np.lexsort((second, first))
    values = (np.round(found.ravel()[kept][by_row], 6) for found in (likeness, margins))
    return Aligned(first[by_row], second[by_row], *values)


class _Mixed:
    """Similarities of some rows to all: of meaning, with words mixed in."""

    def __init__(self, vectors: NDArray[np.float32], terms: csr_array | None, weight: float) -> None:
        # Threads that share a product decide the last bits of a float32, and those the sixth decimal now and then; rounded to it from double precision
        # all counts of threads give one answer.
        self._vectors = vectors.astype(np.float64)
        self._terms = terms
        self._by_term = None if terms is None else terms.T.tocsr()
        self._weight = weight

    def similarities(self, rows: slice) -> NDArray[np.float32]:
        found: NDArray[np.float64] = self._vectors[rows] @ self._vectors.T
        if self._terms is not None:
            words = self._terms[rows] @ self._by_term
            words.data *= self._weight
            found *= 1 - self._weight
            found += words.toarray()
        return found.astype(np.float32)
