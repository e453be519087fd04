"""Batches whose shape is decided by the length of a sentence and never by its company: a vector is then the same, to the last bit, whatever is embedded beside it.

Padding changes the order in which the numbers of a row are added up, and another number of rows may call another kernel of the library. So rows of one
batch have one length, which is the row's own or that rounded up, and where the library minds it one number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

#: Word pieces of a batch, padding counted. Larger ones leave the cache of the processor that each has to itself: 1,024 were up to a tenth slower.
BUDGET: Final = 512

#: Lengths that are told apart between a power of two and the next.
_FINEST: Final = 8


@dataclass(frozen=True, slots=True)
class Shapes:
    """Which shapes batches may have.

    Attributes
    ----------
    step : int
        Lengths are rounded up, by padding, to a multiple of it, and long ones to a multiple of an eighth of the power of two beneath them: the fewer lengths there
        are, the fewer batches are nearly empty. With 0 nothing is padded.
    budget : int
        Word pieces of a batch, padding counted; a longer row is a batch by itself.
    n_least : int
        Rows of a batch at least: what lacks is filled up.
    is_filled : bool
        Whether every batch of a length has as many rows as the budget allows, so that there is one shape a length.
    """

    step: int
    budget: int = BUDGET
    n_least: int = 1
    is_filled: bool = False

    def length(self, n_pieces: int, limit: int | None = None) -> int:
        """Return the length to which a row is padded; no more than the model reads.

        Examples
        --------
        >>> [ROUNDED.length(n_pieces) for n_pieces in (9, 17, 50)], FIXED.length(17), FIXED.length(90, limit=90), ALONE.length(50)
        ([9, 18, 52], 32, 90, 50)
        """
        if not self.step:
            return n_pieces
        step = max(self.step, (1 << n_pieces.bit_length() - 1) // _FINEST)
        rounded = -(-n_pieces // step) * step
        return rounded if limit is None else max(n_pieces, min(rounded, limit))

    def n_rows(self, length: int) -> int:
        """Return the most rows of a batch of that length."""
        return max(self.n_least, self.budget // length, 1)


#: Any number of rows but one: ONNX Runtime in float32 adds up the word pieces of a row that is alone in another order.
ROUNDED: Final = Shapes(step=1, n_least=2)

#: One shape a length, for libraries of which nothing can be said but that they do the same twice.
FIXED: Final = Shapes(step=16, is_filled=True)

#: A row by itself: what is scaled by the largest number of the batch, as in eight bits, hangs on every row of it.
ALONE: Final = Shapes(step=0, budget=1)


class Division(NamedTuple):
    """A batch.

    Attributes
    ----------
    rows : list of int
        Indices of its rows.
    shape : (int, int)
        Rows, those that fill up counted, and word pieces.
    """

    rows: list[int]
    shape: tuple[int, int]


def divide(lengths: Sequence[int], shapes: Shapes, limit: int | None = None) -> Iterator[Division]:
    """Divide rows into batches of one length each.

    Parameters
    ----------
    lengths : sequence of int
        Word pieces of each row, at least 1.
    shapes : Shapes
    limit : int, optional
        Word pieces that the model reads; rows are not padded past it.

    Yields
    ------
    Division
        The shortest first; every row is in one.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> list(divide([5, 2, 2, 9], Shapes(step=1, budget=6)))
    [Division(rows=[1, 2], shape=(2, 2)), Division(rows=[0], shape=(1, 5)), Division(rows=[3], shape=(1, 9))]
    >>> next(divide([5, 2], Shapes(step=8, budget=32, is_filled=True)))
    Division(rows=[0, 1], shape=(4, 8))
    """
    alike: dict[int, list[int]] = {}
    for row, n_pieces in enumerate(lengths):
        alike.setdefault(shapes.length(n_pieces, limit), []).append(row)
    for length in sorted(alike):
        rows, n_most = alike[length], shapes.n_rows(length)
        for start in range(0, len(rows), n_most):
            part = rows[start : start + n_most]
            yield Division(part, (n_most if shapes.is_filled else max(len(part), shapes.n_least), length))


def pad(
    rows: Sequence[Sequence[int]], filling: int, shape: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lay rows of word pieces into one array, and mark what is no padding; rows that lack are the first one again.

    Parameters
    ----------
    rows : sequence of sequences of int
        At least one.
    filling : int
        The word piece that fills a row up.
    shape : (int, int)

    Returns
    -------
    tuple of ndarray of shape `shape`, int64
        Word pieces, and 1 where there is one.

    Examples
    --------
    >>> pieces, mask = pad([[7, 8], [9]], 0, (3, 2))
    >>> pieces.tolist(), mask.tolist()
    ([[7, 8], [9, 0], [7, 8]], [[1, 1], [1, 0], [1, 1]])
    """
    import numpy as np

    pieces = np.full(shape, filling, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.int64)
    for i, row in enumerate(rows):
        pieces[i, : len(row)] = row
        mask[i, : len(row)] = 1
    pieces[len(rows) :], mask[len(rows) :] = pieces[0], mask[0]
    return pieces, mask
