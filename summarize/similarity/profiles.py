"""Rows described by what they are near to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..blocks import row_blocks
from .vectors import checked_rows, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Bytes that the search for the largest takes for a similarity: whole numbers of it, made, partitioned and sorted.
_KEY_BYTES: Final = 40

#: Columns over which the weight of a neighbour falls to 1/e at least, and times so many columns that a profile reaches.
_LEAST_DEPTH: Final = 2.5
_REACH: Final = 5.0

#: Steps of similarity that are told apart, so that the last bits of a product decide no rank.
_STEPS: Final = 100_000


def neighbour_profiles(similarities: NDArray[np.float32], *, depth: float) -> NDArray[np.float32]:
    """Describe each row by which columns it is most like: weights that fall with the rank, not with the similarity.

    Two sentences that are near to the same sentences are about the same thing, whether or not they are near to each
    other; and ranks level out what similarities do not, that some sentences are like everything and some like nothing.
    The column at rank r (0 is the nearest) weighs exp(-r / d), d being `depth` times the number of columns, and
    2.5 at least; beyond 5 d a column weighs nothing.

    Parameters
    ----------
    similarities : ndarray of shape (n_rows, n_columns)
        Cosines.
    depth : float
        Share of the columns over which the weight falls to 1/e.

    Returns
    -------
    ndarray of shape (n_rows, n_columns)
        Unit rows, so that a dot product of two says how much their neighbours agree, 0-1.

    Raises
    ------
    ValueError
        If they are no rows of finite numbers.

    Notes
    -----
    O(n_rows * (n_columns + k log k)) time for k = 5 d kept columns. Similarities are rounded, and equal ones fall to the
    lower column. The weights of shared neighbours are 0 or 1 in Jarvis and Patrick, and fall linearly with the rank
    in later work; an exponential needs no cut and did best here.

    References
    ----------
    Jarvis, R. A., & Patrick, E. A. (1973). Clustering using a similarity measure based on shared near neighbors. IEEE
    Transactions on Computers.

    Examples
    --------
    >>> near = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.2], [0.1, 0.2, 1.0]], dtype=np.float32)
    >>> [[f"{weight:.2f}" for weight in row] for row in neighbour_profiles(near, depth=0.05)]
    [['0.78', '0.52', '0.35'], ['0.52', '0.78', '0.35'], ['0.35', '0.52', '0.78']]
    """
    checked_rows("similarities", similarities)
    n_rows, n_columns = similarities.shape
    scale = max(_LEAST_DEPTH, depth * n_columns)
    n_kept = min(n_columns, int(np.ceil(_REACH * scale)))
    profiles = np.zeros((n_rows, n_columns), dtype=np.float32)
    # Every row has the same weights, in an order of its own; so all are of one length.
    weights = unit_rows(np.exp(-np.arange(n_kept) / scale).astype(np.float32)[None, :])
    for rows in row_blocks(n_rows, _KEY_BYTES * n_columns):
        order = _largest(similarities[rows], n_kept)
        np.put_along_axis(profiles[rows], order, np.broadcast_to(weights, order.shape), axis=1)
    return profiles


def _largest(values: NDArray[np.float32], k: int) -> NDArray[np.signedinteger[Any]]:
    """Columns of the k largest values of each row, in steps, largest first, of equals the lower column."""
    n_columns = values.shape[1]
    # 32 bits are sorted in a third of the time of 64; they hold twice the largest cosine.
    whole: type[np.signedinteger[Any]] = np.int32 if 2 * _STEPS * n_columns < np.iinfo(np.int32).max else np.int64
    steps = np.multiply(values, np.float32(-_STEPS))
    # Value and column in one whole number: no two are equal, so ties are broken by column, not by chance.
    keys = np.rint(steps, out=steps).astype(whole)
    keys *= n_columns
    keys += np.arange(n_columns, dtype=whole)
    if k < n_columns:
        keys.partition(k - 1, axis=1)
        keys = keys[:, :k]
    keys.sort(axis=1)
    keys %= n_columns
    return keys
