"""Rows as vectors: unit length, means, what they share, what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks

#: What single precision holds.
_SINGLE: Final = np.finfo(np.float32)

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


def is_finite(vectors: NDArray[np.float32]) -> bool:
    """Whether no number is NaN or infinite: one sum of all, where that is finite, without an array as large."""
    with np.errstate(all="ignore"):
        return bool(np.isfinite(vectors.sum()) or np.isfinite(vectors).all())


def checked_rows(name: str, vectors: NDArray[np.float32]) -> None:
    """Refuse what are no rows of finite numbers: of a NaN every comparison is false, and what is found among them means nothing.

    Parameters
    ----------
    name : str
        What they are, for the error.
    vectors : ndarray of shape (n_rows, n_dims)

    Raises
    ------
    ValueError

    Notes
    -----
    O(n_rows * n_dims), a small part of what comparing the rows takes; done where rows come in, not where they are compared.
    """
    if np.ndim(vectors) != 2:
        raise ValueError(f"{name} must be rows, shape (n_rows, n_dims), got {np.shape(vectors)}")
    if not is_finite(vectors):
        rows = np.flatnonzero(~np.isfinite(vectors).all(axis=1))
        raise ValueError(
            f"{name} must be finite; {len(rows)} of {len(vectors)} rows are not, the first is row {rows[0]}"
        )


def unit_rows(vectors: NDArray[np.float32], *, out: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """Scale every row to length 1; a row of zeros stays one.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
    out : ndarray of shape (n_sentences, n_dims), optional
        Where they are written; it may be `vectors`. A new array by default.

    Returns
    -------
    ndarray of shape (n_sentences, n_dims)

    Raises
    ------
    ValueError
        If they are no rows of finite numbers.

    Examples
    --------
    >>> unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    if np.ndim(vectors) != 2:
        checked_rows("vectors", vectors)
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))[:, None]
    if not np.isfinite(norms).all():
        checked_rows("vectors", vectors)
    fits = (norms >= _SINGLE.tiny) & (norms <= _SINGLE.max)
    found = np.divide(vectors, np.where(fits, norms, 1), out=out, dtype=np.float32)
    # A length that single precision does not hold divides in double.
    beyond = np.flatnonzero(~fits & (norms > 0))
    for block in row_blocks(len(beyond), 12 * vectors.shape[1]):
        found[beyond[block]] /= norms[beyond[block]]
    return found


def unit_sparse_rows(vectors: csr_array) -> csr_array:
    """Scale every row of a sparse matrix to length 1, as `unit_rows` does; its columns stay where they are.

    Parameters
    ----------
    vectors : csr_array of shape (n_sentences, n_columns)

    Returns
    -------
    csr_array of shape (n_sentences, n_columns)
    """
    import scipy.sparse as sp

    row_of = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    norms = np.sqrt(np.bincount(row_of, np.square(vectors.data, dtype=np.float64), minlength=vectors.shape[0]))
    data = np.divide(vectors.data, np.where(norms > 0, norms, 1)[row_of], dtype=np.float32)
    return sp.csr_array((data, vectors.indices, vectors.indptr), shape=vectors.shape)


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
    return unit_rows(left, out=left)


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
    return unit_rows(neighbour_sums(document_of, weight=weight, own_weights=own_weights) @ vectors)


def neighbour_sums(
    document_of: NDArray[np.intp], *, weight: float, own_weights: NDArray[np.float64] | None = None
) -> csr_array:
    """Make the matrix that adds to each sentence its neighbours on either side: see `smoothed_in_document`, whose rows it gives unscaled.

    Parameters
    ----------
    document_of : ndarray of shape (n_sentences,)
    weight : float
    own_weights : ndarray of shape (n_sentences,), optional
        As in `smoothed_in_document`; sentences that do not stand together are no neighbours.

    Returns
    -------
    csr_array of shape (n_sentences, n_sentences)
        Of each row first the sentence, then what stands before it and behind it: sums are taken in this order.

    Examples
    --------
    >>> neighbour_sums(np.array([0, 0, 1]), weight=0.5).toarray().tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    import scipy.sparse as sp

    n_rows = len(document_of)
    together = document_of[1:] == document_of[:-1]
    held = np.ones((n_rows, 3), dtype=bool)
    held[:, 1], held[:, 2] = np.append(False, together)[:n_rows], np.append(together, False)[:n_rows]
    weights = np.full((n_rows, 3), weight, dtype=np.float32)
    weights[:, 0] = 1 if own_weights is None else own_weights
    columns = np.arange(n_rows)[:, None] + np.array([0, -1, 1])
    begins = np.append(0, np.cumsum(held.sum(axis=1)))
    return sp.csr_array((weights[held], columns[held], begins), shape=(n_rows, n_rows))


def group_means(vectors: NDArray[np.float32], group_of: NDArray[np.intp]) -> NDArray[np.float32]:
    """Mean row of each row's group, shape (n_sentences, n_dims).

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
    group_of : ndarray of shape (n_sentences,)
        Rows of one group stand together: the same number further on is another group.

    Examples
    --------
    >>> group_means(np.array([[1.0, 0.0], [0.0, 1.0], [4.0, 2.0]], dtype=np.float32), np.array([0, 0, 1])).tolist()
    [[0.5, 0.5], [0.5, 0.5], [4.0, 2.0]]
    """
    sums, sizes = group_sums(group_of)
    return np.repeat(sums @ vectors / sizes[:, None].astype(np.float32), sizes, axis=0)


def group_sums(group_of: NDArray[np.intp]) -> tuple[csr_array, NDArray[np.intp]]:
    """Make the matrix that adds up the rows of each group, and count them: see `group_means`.

    Parameters
    ----------
    group_of : ndarray of shape (n_sentences,)
        Rows of one group stand together: the same number further on is another group.

    Returns
    -------
    sums : csr_array of shape (n_groups, n_sentences)
    sizes : ndarray of shape (n_groups,)

    Examples
    --------
    >>> sums, sizes = group_sums(np.array([4, 4, 7]))
    >>> sums.toarray().tolist(), sizes.tolist()
    ([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]], [2, 1])
    """
    import scipy.sparse as sp

    n_rows = len(group_of)
    begins = np.flatnonzero(np.append(True, np.diff(group_of) != 0)[:n_rows])
    ones = np.ones(n_rows, dtype=np.float32)
    sums = sp.csr_array((ones, np.arange(n_rows), np.append(begins, n_rows)), shape=(len(begins), n_rows))
    return sums, np.diff(begins, append=n_rows)
