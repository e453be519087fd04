"""Many rows divided into cells of bounded size whose rows are near to one another, so that pairs are looked for within a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["cells_of"]

#: Rounds in which the two middles of a division are moved; most stand still after five.
_ROUNDS: Final = 8

#: The smaller part of a division holds this share of the size at least, so that no division peels off single rows.
_LEAST_PART: Final = 0.2


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
    O(n_rows * n_dims) time a level, and O(log(total size / largest)) levels, because no part is smaller than a fifth of its whole.
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
