"""Batches of similar lengths, no larger than a budget of word pieces: little is padded, and memory stays even."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BUDGET", "divide", "pad"]

#: Word pieces of a batch, padding counted. Larger ones leave the cache of the processor that each has to itself: 1,024 were up to a tenth slower.
BUDGET: Final = 512


def divide(lengths: Sequence[int], budget: int = BUDGET) -> Iterator[list[int]]:
    """Divide rows into batches of which none, padded to its longest row, has more items than the budget.

    Parameters
    ----------
    lengths : sequence of int
        Word pieces of each row.
    budget : int
        A row longer than it is a batch by itself.

    Yields
    ------
    list of int
        Indices of rows, shortest first; every row once.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> list(divide([5, 2, 2, 9], budget=6))
    [[1, 2], [0], [3]]
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if batch and (len(batch) + 1) * lengths[row] > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def pad(rows: Sequence[Sequence[int]], filling: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lay rows of word pieces into one array, and mark what is no padding.

    Returns
    -------
    tuple of ndarray of shape (n_rows, n_longest), int64
        Word pieces, and 1 where there is one.

    Examples
    --------
    >>> pad([[7, 8], [9]], 0)[1].tolist()
    [[1, 1], [1, 0]]
    """
    import numpy as np

    width = max((len(row) for row in rows), default=0)
    pieces = np.full((len(rows), width), filling, dtype=np.int64)
    mask = np.zeros((len(rows), width), dtype=np.int64)
    for i, row in enumerate(rows):
        pieces[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return pieces, mask
