"""How much memory a block may take: the one place that says so for the whole numpy core.

What is too large to be held whole is worked through in blocks. Every function that does so asks here how many rows it may take at a
time, so that its memory beyond what it is given and what it returns stays within `BLOCK_BYTES`, and within `HELD_BYTES` where
what was made once is wanted again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

#: Bytes that the arrays of one block may take together. A constant, not a share of the memory that is free: where a block ends may
#: move the last bits of a sum, and a result must not depend on what else a machine is doing.
BLOCK_BYTES: Final = 128 * 2**20

#: Bytes that may be kept from one pass over the blocks to the next; what takes more is made anew at each pass.
HELD_BYTES: Final = 2**30


def rows_within(bytes_a_row: float) -> int:
    """Rows that a block may have, at least one.

    Parameters
    ----------
    bytes_a_row : float
        What a row takes in all arrays of the block together.

    Examples
    --------
    >>> rows_within(2**20), rows_within(2**40)
    (128, 1)
    """
    return max(1, int(BLOCK_BYTES / max(bytes_a_row, 1)))


def row_blocks(n_rows: int, bytes_a_row: float) -> Iterator[slice]:
    """Divide rows into blocks of one size.

    Parameters
    ----------
    n_rows : int
    bytes_a_row : float
        What a row takes in all arrays of the block together.

    Yields
    ------
    slice

    Examples
    --------
    >>> list(row_blocks(5, BLOCK_BYTES / 3))
    [slice(0, 3, None), slice(3, 5, None)]
    """
    step = rows_within(bytes_a_row)
    for start in range(0, n_rows, step):
        yield slice(start, min(start + step, n_rows))


def cost_blocks(bytes_of: NDArray[np.float64]) -> Iterator[slice]:
    """Divide rows of different cost into blocks, in order, each as long as it may be.

    Parameters
    ----------
    bytes_of : ndarray of shape (n_rows,)
        What each row takes; one that takes more than a block may is a block by itself.

    Yields
    ------
    slice

    Examples
    --------
    >>> list(cost_blocks(np.array([0.5, 0.5, 0.5, 2.0, 0.1]) * BLOCK_BYTES))
    [slice(0, 2, None), slice(2, 3, None), slice(3, 4, None), slice(4, 5, None)]
    """
    total = np.cumsum(bytes_of, dtype=np.float64)
    start, before = 0, 0.0
    while start < len(total):
        stop = max(start + 1, int(np.searchsorted(total, before + BLOCK_BYTES, side="right")))
        yield slice(start, stop)
        start, before = stop, float(total[stop - 1])
