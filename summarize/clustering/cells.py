"""Many rows divided into cells of bounded size whose rows are near to one another, so that pairs are looked for within a cell.

One division cuts through many a group of rows that belong together. Several, each along other directions, hardly cut the same
one: together they name the nearest rows, and from these `blocks_of` puts cells together that keep such groups whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks
from .standing import blocks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Rows up to which the nearest are looked for among all; cells in which they are looked for above, in so many divisions.
_EVERY: Final = 4_000
_CELL: Final = 1_000
_DIVISIONS: Final = 4

#: Dimensions of the random projection along which all divisions but the first are made.
_N_PROJECTED: Final = 64

#: Nearest rows by which cells are put together.
_N_NEAR: Final = 15

#: Bytes that a pair of rows takes while the nearest are looked for: its similarity, as it is, rounded and turned, and its place.
_PAIR_BYTES: Final = 24

#: Rounds in which the two middles of a division are moved; most stand still after five.
_ROUNDS: Final = 8

#: The smaller part of a division holds this share of the size at least, so that no division peels off single rows.
_LEAST_PART: Final = 0.2


def near_cells(vectors: NDArray[np.float32], sizes: NDArray[np.intp], largest: int) -> NDArray[np.intp]:
    """Divide rows into cells that keep near rows together: the nearest are joined first, as long as there is room.

    Parameters
    ----------
    vectors : ndarray of shape (n_rows, n_dims)
        Unit rows.
    sizes : ndarray of shape (n_rows,)
        What each row adds to the size of its cell.
    largest : int
        Size of a cell; only a single row may be larger.

    Returns
    -------
    ndarray of shape (n_rows,)
        Number of each row's cell, by first appearance.

    Notes
    -----
    As `near_rows`, and O(n_rows log n_rows).

    Examples
    --------
    >>> X = np.array([[1, 0], [0, 1], [1, 0], [0, 1]], dtype=np.float32)
    >>> near_cells(X, np.ones(4, dtype=np.intp), 2).tolist()
    [0, 1, 0, 1]
    """
    labels = np.zeros(len(vectors), dtype=np.intp)
    if len(vectors) == 0 or sizes.sum() <= largest:
        return labels
    for number, rows in enumerate(blocks_of(*near_rows(vectors, _N_NEAR), largest=largest, sizes=sizes)):
        labels[rows] = number
    return labels


def near_rows(vectors: NDArray[np.float32], n_near: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Find the rows most similar to each: exactly up to some thousands of rows, above nearly so.

    Parameters
    ----------
    vectors : ndarray of shape (n_rows, n_dims)
        Unit rows.
    n_near : int

    Returns
    -------
    near : ndarray of shape (n_rows, n_near)
        Most similar first, of equals the lower row; where fewer were found the row itself.
    similarities : ndarray of shape (n_rows, n_near)
        Rounded to five decimals; -1 for the row itself.

    Notes
    -----
    O(min(n_rows, 4,000) * n_rows * n_dims), and above that number four divisions into cells of a thousand rows: by the rows themselves,
    and by three random projections of them, so that two rows near each other are seldom parted by all four. Pairs are compared in blocks
    (`summarize.blocks`).

    References
    ----------
    Dasgupta, S., & Freund, Y. (2008). Random projection trees and low dimensional manifolds. STOC.
    """
    n_rows, n_dims = vectors.shape
    near = np.repeat(np.arange(n_rows)[:, None], n_near, axis=1)
    similarities = np.full((n_rows, n_near), -1, dtype=np.float32)
    draw = np.random.default_rng(0)
    for division in range(_DIVISIONS if n_rows > _EVERY else 1):
        projected = vectors
        if division:
            axes = draw.standard_normal((n_dims, _N_PROJECTED), dtype=np.float32)
            projected = vectors @ axes / np.float32(_N_PROJECTED**0.5)
        largest = _CELL if n_rows > _EVERY else n_rows
        cell_of = cells_of(projected, np.ones(n_rows, dtype=np.intp), largest)
        order = np.argsort(cell_of, kind="stable")
        for cell in np.split(order, np.flatnonzero(np.diff(cell_of[order])) + 1):
            # Of rows that are all the same the lowest are the nearest of each.
            among = cell if len(cell) <= largest else cell[: n_near + 1]
            for block in row_blocks(len(cell), _PAIR_BYTES * (len(among) + n_near * n_near)):
                rows = cell[block]
                found = np.round(vectors[rows] @ vectors[among].T, 5)
                found[rows[:, None] == among] = -1
                best = np.argsort(-found, axis=1, kind="stable")[:, :n_near]
                values = np.take_along_axis(found, best, axis=1)
                near[rows], similarities[rows] = _merged(near[rows], similarities[rows], among[best], values)
    return near, similarities


def _merged(
    near: NDArray[np.intp], similarities: NDArray[np.float32], more: NDArray[np.intp], values: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The nearest of what was found before and what was found now, each row once."""
    n_near = near.shape[1]
    known = (more[:, :, None] == near[:, None, :]).any(axis=2)
    every, likeness = np.hstack((near, more)), np.hstack((similarities, np.where(known, np.float32(-2), values)))
    order = np.lexsort((every, -likeness), axis=1)[:, :n_near]
    return np.take_along_axis(every, order, axis=1), np.take_along_axis(likeness, order, axis=1)


def cells_of(vectors: NDArray[np.float32], sizes: NDArray[np.intp], largest: int) -> NDArray[np.intp]:
    """Divide rows into cells, by halves, until none is larger than a bound.

    Each part is divided between two middles (2-means, begun along the direction in which its rows differ most); the cut is
    moved where it would leave too little on one side. Rows that are alike stay together.

    Parameters
    ----------
    vectors : ndarray of shape (n_rows, n_dims)
    sizes : ndarray of shape (n_rows,)
        What each row adds to the size of its cell.
    largest : int
        Size of a cell; only a single row may be larger, or rows that are all the same.

    Returns
    -------
    ndarray of shape (n_rows,)
        Number of each row's cell, by first appearance.

    Notes
    -----
    O(n_rows * n_dims) time a level, and O(log(total size / largest)) levels, because no part is smaller than a fifth of its whole,
    but where a row that is repeated more often than that stays whole.
    Projections are rounded before they are compared, so that the last bits of a product decide nothing.

    References
    ----------
    Steinbach, M., Karypis, G., & Kumar, V. (2000). A comparison of document clustering techniques. KDD workshop on text mining.

    Examples
    --------
    >>> X = np.array([[1, 0], [0, 1], [0.9, 0.1], [0.1, 0.9]], dtype=np.float32)
    >>> cells_of(X, np.ones(4, dtype=np.intp), 2).tolist()
    [0, 1, 0, 1]
    """
    labels = np.zeros(len(vectors), dtype=np.intp)
    if len(vectors) == 0 or sizes.sum() <= largest:
        return labels
    parts, n_cells = [np.arange(len(vectors))], 0
    while parts:
        rows = parts.pop()
        left = _left_part(vectors[rows], sizes[rows]) if len(rows) > 1 and sizes[rows].sum() > largest else None
        if left is None:
            labels[rows] = n_cells
            n_cells += 1
        else:
            parts += [rows[~left], rows[left]]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], dtype=np.intp)


def _left_part(vectors: NDArray[np.float32], sizes: NDArray[np.intp]) -> NDArray[np.bool_] | None:
    """Which rows are on the one side of the division of a part; None where all rows are the same."""
    centred = vectors - vectors.mean(axis=0)
    lengths = np.einsum("ij,ij->i", centred, centred)
    direction = centred[int(np.round(lengths, 5).argmax())]
    for _ in range(_ROUNDS):
        # The direction of most difference, from that of the row farthest out.
        direction = (centred @ direction) @ centred
        direction = direction / max(float(np.linalg.norm(direction)), 1e-12)
    left = centred @ direction > 0
    for _ in range(_ROUNDS):
        if left.all() or not left.any():
            break
        first, second = centred[left].mean(axis=0), centred[~left].mean(axis=0)
        direction = first - second
        moved = centred @ direction > float((first + second) @ direction) / 2
        if (moved == left).all():
            break
        left = moved
    along = np.round(centred @ direction, 5)
    values, place = np.unique(along, return_inverse=True)
    if len(values) < 2:
        return None
    held = np.cumsum(np.bincount(place, sizes))
    # The cut falls between two values, so that equal rows stay together; the last value has none above it.
    wanted = held[-1] - float(sizes[left].sum())
    wanted = min(max(wanted, _LEAST_PART * held[-1]), (1 - _LEAST_PART) * held[-1])
    cut = int(np.abs(held[:-1] - wanted).argmin())
    return np.asarray(along > values[cut], dtype=bool)
