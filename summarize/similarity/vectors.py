"""Rows as vectors: unit length, means, what they share, what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..blocks import row_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "common_direction_removed",
    "group_means",
    "similarity_spread",
    "smoothed_in_document",
    "unit_rows",
    "weighted_mean",
]


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale every row to length 1; a row of zeros stays one.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)

    Returns
    -------
    ndarray of shape (n_sentences, n_dims)

    Examples
    --------
    >>> unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    return _scaled(vectors, np.empty(vectors.shape, dtype=np.float32))


def _scaled(vectors: NDArray[np.float32], out: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1, written where they are wanted."""
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))[:, None]
    return np.divide(vectors, np.where(norms > 0, norms, 1), out=out, dtype=np.float32)


def weighted_mean(vectors: NDArray[np.float32], weights: NDArray[np.float64] | None = None) -> NDArray[np.float32]:
    """Mean row, of shape (n_dims,), in double precision inside; zeros where there are no rows or no weight.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
    weights : ndarray of shape (n_sentences,), optional
        Not negative; a sentence that three documents copy from one another may count a third in each.
    """
    share = np.ones(len(vectors)) if weights is None else weights
    total = float(share.sum())
    if total <= 0:
        return np.zeros(vectors.shape[1], dtype=vectors.dtype)
    summed = np.zeros(vectors.shape[1])
    for rows in row_blocks(len(vectors), 8 * vectors.shape[1]):
        summed += share[rows] @ vectors[rows].astype(np.float64)
    return (summed / total).astype(vectors.dtype)


def similarity_spread(vectors: NDArray[np.float32]) -> tuple[float, float]:
    """Mean and standard deviation of the similarity of two different rows.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.

    Returns
    -------
    mean, deviation : float
        Zeros where there are no two rows.

    Notes
    -----
    O(n_sentences * n_dims ** 2), without the matrix of similarities: the sum of all is the squared length of the sum of the
    rows, and the sum of their squares that of the Gram matrix of the columns.

    Examples
    --------
    >>> mean, deviation = similarity_spread(np.eye(3, dtype=np.float32))
    >>> round(mean, 6), round(deviation, 6)
    (0.0, 0.0)
    """
    n_rows = len(vectors)
    if n_rows < 2:
        return 0.0, 0.0
    n_dims = vectors.shape[1]
    summed, gram, own, own_squared = np.zeros(n_dims), np.zeros((n_dims, n_dims)), 0.0, 0.0
    for rows in row_blocks(n_rows, 8 * n_dims):
        X = vectors[rows].astype(np.float64)
        lengths = np.einsum("ij,ij->i", X, X)
        summed += X.sum(axis=0)
        gram += X.T @ X
        own += float(lengths.sum())
        own_squared += float(np.square(lengths).sum())
    n_pairs = n_rows * (n_rows - 1)
    mean = (float(np.square(summed).sum()) - own) / n_pairs
    squares = (float(np.square(gram).sum()) - own_squared) / n_pairs
    return mean, max(squares - mean * mean, 0.0) ** 0.5


def common_direction_removed(
    vectors: NDArray[np.float32], weights: NDArray[np.float64] | None = None
) -> NDArray[np.float32]:
    """Subtract the mean row and scale to length 1: what is left is what a sentence says beyond the story itself.

    All sentences of one story share one big direction, and against it every two of them are alike. After its removal
    a similarity of zero means "no more alike than any two sentences of this story".

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the mean.

    Returns
    -------
    ndarray of shape (n_sentences, n_dims)

    References
    ----------
    Mu, J., & Viswanath, P. (2018). All-but-the-top: simple and effective postprocessing for word representations. ICLR.
    """
    left = vectors - weighted_mean(vectors, weights)
    return _scaled(left, left)


def smoothed_in_document(
    vectors: NDArray[np.float32],
    document_of: NDArray[np.intp],
    *,
    weight: float,
    own_weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float32]:
    """Add to each sentence its neighbours on either side in its own document.

    An article is a discourse: neighbours belong together. One on each side helps, more hurts.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Sentences of a document stand together, in order.
    document_of : ndarray of shape (n_sentences,)
    weight : float
        Weight of a neighbour.
    own_weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence itself, 1 by default.

    Returns
    -------
    ndarray of shape (n_sentences, n_dims)
        Unit rows.
    """
    smoothed = vectors.copy() if own_weights is None else vectors * own_weights[:, None].astype(np.float32)
    together = (document_of[1:] == document_of[:-1])[:, None]
    smoothed[1:] += np.float32(weight) * np.where(together, vectors[:-1], 0)
    smoothed[:-1] += np.float32(weight) * np.where(together, vectors[1:], 0)
    return _scaled(smoothed, smoothed)


def group_means(vectors: NDArray[np.float32], group_of: NDArray[np.intp]) -> NDArray[np.float32]:
    """Mean row of each row's group, shape (n_sentences, n_dims).

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
    group_of : ndarray of shape (n_sentences,)
        Rows of one group stand together.

    Examples
    --------
    >>> group_means(np.array([[1.0, 0.0], [0.0, 1.0], [4.0, 2.0]], dtype=np.float32), np.array([0, 0, 1])).tolist()
    [[0.5, 0.5], [0.5, 0.5], [4.0, 2.0]]
    """
    if len(vectors) == 0:
        return vectors.copy()
    begins = np.flatnonzero(np.diff(group_of, prepend=group_of[0] - 1))
    sizes = np.diff(begins, append=len(vectors))
    means = np.add.reduceat(vectors, begins, axis=0) / sizes[:, None].astype(np.float32)
    return np.repeat(means, sizes, axis=0)
