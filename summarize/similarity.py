"""The vectorised similarity core: arrays in, arrays out, no n x n matrix kept.

A similarity is a cosine; rows are unit vectors throughout, so that it is a dot product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = [
    "common_direction_removed",
    "group_means",
    "groups_alike",
    "nearest",
    "neighbour_profiles",
    "similarity_spread",
    "smoothed_in_document",
    "top_k",
    "unit_rows",
    "weighted_mean",
]

#: Rows compared at a time: 1,024 x 50,000 float32 similarities are 200 MB.
BLOCK = 1024


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
    norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))[:, None]
    return np.divide(vectors, np.where(norms > 0, norms, 1), dtype=np.float32)


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
    return (share @ vectors.astype(np.float64) / total).astype(vectors.dtype)


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
    X = vectors.astype(np.float64)
    own = np.einsum("ij,ij->i", X, X)
    n_pairs = n_rows * (n_rows - 1)
    mean = (float(np.square(X.sum(axis=0)).sum()) - float(own.sum())) / n_pairs
    squares = (float(np.square(X.T @ X).sum()) - float(np.square(own).sum())) / n_pairs
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
    return unit_rows(vectors - weighted_mean(vectors, weights))


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
    return unit_rows(smoothed)


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


def top_k(
    queries: NDArray[np.float32], vectors: NDArray[np.float32], k: int, *, block: int = BLOCK
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Find the `k` most similar rows for each query, exactly.

    Parameters
    ----------
    queries : ndarray of shape (n_queries, n_dims)
    vectors : ndarray of shape (n_sentences, n_dims)
    k : int
        At most `n_sentences` are found.
    block : int
        Queries compared at a time; memory is O(block * n_sentences).

    Returns
    -------
    indices : ndarray of shape (n_queries, k)
        Most similar first; of equals the lower index.
    similarities : ndarray of shape (n_queries, k)

    Notes
    -----
    O(n_queries * n_sentences * n_dims) time.
    """
    k = min(k, len(vectors))
    indices = np.empty((len(queries), k), dtype=np.intp)
    similarities = np.empty((len(queries), k), dtype=np.float32)
    for start in range(0, len(queries), block):
        found = queries[start : start + block] @ vectors.T
        if k < len(vectors):
            # Every candidate at least as similar as the k-th stays in, so that ties are broken by index, not by chance.
            bar = -np.partition(-found, k - 1, axis=1)[:, k - 1 : k] if k else found[:, :0]
            found = np.where(found >= bar, found, -np.inf) if k else found
        order = np.argsort(-found, axis=1, kind="stable")[:, :k]
        indices[start : start + block] = order
        similarities[start : start + block] = np.take_along_axis(found, order, axis=1)
    return indices, similarities


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
        -1 where none is allowed.
    similarities : ndarray of shape (n_queries,)
        -inf where none is allowed.
    """
    among = np.arange(len(vectors)) if allowed is None else np.flatnonzero(allowed)
    if len(among) == 0:
        return np.full(len(queries), -1), np.full(len(queries), -np.inf, dtype=np.float32)
    indices, similarities = top_k(queries, vectors[among], 1)
    return among[indices[:, 0]], similarities[:, 0]


def groups_alike(
    rows: NDArray[np.intp],
    vectors: NDArray[np.float32],
    group_of: NDArray[np.intp],
    threshold: float,
    *,
    terms: csr_array,
    term_threshold: float,
    block: int = 256,
) -> NDArray[np.intp]:
    """Count the groups that hold a row as similar as two thresholds, for some of the rows.

    Parameters
    ----------
    rows : ndarray of shape (n_rows,)
        Indices into the vectors.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    group_of : ndarray of shape (n_sentences,)
    threshold : float
        Cosine of the vectors.
    terms : csr_array of shape (n_sentences, n_terms)
        Non-negative, unit rows or zeros.
    term_threshold : float
        Cosine of the terms, above 0. Both are needed: neither words without meaning nor the reverse will do.
    block : int
        Rows compared at a time.

    Returns
    -------
    ndarray of shape (n_rows,)
        At least 1: a row's own group.

    Notes
    -----
    One sparse product, O(pairs that share a term); of those above the term threshold the vectors are compared, O(pairs * n_dims).
    A similarity that falls short in the seventh decimal reaches its threshold, so that the last bits of a product decide nothing.

    Examples
    --------
    >>> import scipy.sparse as sp
    >>> X = unit_rows(np.array([[1, 0], [1, 0.1], [0, 1]], dtype=np.float32))
    >>> T = sp.csr_array(np.array([[1.0, 0], [1, 0], [1, 0]]))
    >>> groups_alike(np.arange(3), X, np.array([0, 1, 2]), 0.9, terms=T, term_threshold=0.5).tolist()
    [2, 2, 1]
    """
    n_groups = int(group_of.max(initial=0)) + 1
    by_term = terms.T.tocsr()
    counts = np.ones(len(rows), dtype=np.intp)
    for start in range(0, len(rows), block):
        asked = rows[start : start + block]
        shared = (terms[asked] @ by_term).tocoo()
        near = shared.data >= term_threshold - 5e-7
        row, other = shared.row[near], shared.col[near]
        alike = np.einsum("ij,ij->i", vectors[asked[row]], vectors[other]) >= threshold - 5e-7
        # A row's own group counts, whatever its terms.
        held = np.append(row[alike], np.arange(len(asked))).astype(np.int64) * n_groups
        held += np.append(group_of[other[alike]], group_of[asked])
        counts[start : start + len(asked)] = np.bincount(np.unique(held) // n_groups, minlength=len(asked))
    return counts


def neighbour_profiles(
    similarities: NDArray[np.float32], *, depth: float, least_depth: float = 2.5, reach: float = 5.0
) -> NDArray[np.float32]:
    """Describe each row by which columns it is most like: weights that fall with the rank, not with the similarity.

    Two sentences that are near to the same sentences are about the same thing, whether or not they are near to each
    other; and ranks level out what similarities do not, that some sentences are like everything and some like nothing.
    The column at rank r (0 is the nearest) weighs exp(-r / d), d being `depth` times the number of columns.

    Parameters
    ----------
    similarities : ndarray of shape (n_rows, n_columns)
    depth : float
        Share of the columns over which the weight falls to 1/e.
    least_depth : float
        d is at least this many columns.
    reach : float
        Columns beyond this many times d weigh nothing.

    Returns
    -------
    ndarray of shape (n_rows, n_columns)
        Unit rows, so that a dot product of two says how much their neighbours agree, 0-1.

    Notes
    -----
    O(n_rows * (n_columns + k log k)) time for k = reach * d kept columns. Similarities are rounded, and equal ones fall to the
    lower column. The weights of shared neighbours are 0 or 1 in Jarvis and Patrick, and fall linearly with the rank
    in later work; an exponential needs no cut and did best here.

    References
    ----------
    Jarvis, R. A., & Patrick, E. A. (1973). Clustering using a similarity measure based on shared near neighbors. IEEE
    Transactions on Computers.

    Examples
    --------
    >>> near = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.2], [0.1, 0.2, 1.0]], dtype=np.float32)
    >>> [[f"{weight:.2f}" for weight in row] for row in neighbour_profiles(near, depth=0.0, least_depth=0.5)]
    [['0.99', '0.13', '0.02'], ['0.13', '0.99', '0.02'], ['0.02', '0.13', '0.99']]
    """
    n_rows, n_columns = similarities.shape
    scale = max(least_depth, depth * n_columns)
    n_kept = min(n_columns, int(np.ceil(reach * scale)))
    profiles = np.zeros((n_rows, n_columns), dtype=np.float32)
    ranks = np.exp(-np.arange(n_kept) / scale).astype(np.float32)
    for start in range(0, n_rows, BLOCK):
        order = _largest(similarities[start : start + BLOCK], n_kept)
        np.put_along_axis(profiles[start : start + BLOCK], order, np.broadcast_to(ranks, order.shape), axis=1)
    return unit_rows(profiles)


def _largest(values: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Columns of the k largest values of each row, in steps of 1e-5, largest first, of equals the lower column."""
    n_columns = values.shape[1]
    # Value and column in one whole number: no two are equal, so ties are broken by column, not by chance.
    keys = np.rint(values * -1e5).astype(np.int64) * n_columns + np.arange(n_columns)
    if k < n_columns:
        keys = np.partition(keys, k - 1, axis=1)[:, :k]
    return np.asarray(np.sort(keys, axis=1) % n_columns, dtype=np.intp)
