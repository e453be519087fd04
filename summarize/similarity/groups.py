"""Groups of rows that hold something alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import cost_blocks, row_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: Bytes that a row met takes: its cosine and its place, as a row of a sparse product and as a list.
_MET_BYTES: Final = 40


def groups_alike(
    rows: NDArray[np.intp],
    vectors: NDArray[np.float32],
    group_of: NDArray[np.intp],
    threshold: float,
    *,
    terms: csr_array,
    term_threshold: float,
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

    Returns
    -------
    ndarray of shape (n_rows,)
        At least 1: a row's own group.

    Notes
    -----
    A sparse product in blocks (`summarize.blocks`), O(pairs that share a term); of those above the term threshold the vectors
    are compared, O(pairs * n_dims).
    A similarity that falls short in the seventh decimal reaches its threshold, so that the last bits of a product decide nothing.

    Examples
    --------
    >>> import scipy.sparse as sp
    >>> from summarize.similarity import unit_rows
    >>> X = unit_rows(np.array([[1, 0], [1, 0.1], [0, 1]], dtype=np.float32))
    >>> T = sp.csr_array(np.array([[1.0, 0], [1, 0], [1, 0]]))
    >>> groups_alike(np.arange(3), X, np.array([0, 1, 2]), 0.9, terms=T, term_threshold=0.5).tolist()
    [2, 2, 1]
    """
    n_groups = int(group_of.max(initial=0)) + 1
    by_term = terms.T.tocsr()
    asked_terms = terms[rows]
    # What a row can meet at most: the rows that hold each of its terms.
    met = asked_terms.astype(bool).astype(np.float64) @ np.diff(by_term.indptr).astype(np.float64)
    counts = np.ones(len(rows), dtype=np.intp)
    for block in cost_blocks(_MET_BYTES * met):
        asked = rows[block]
        shared = (asked_terms[block] @ by_term).tocoo()
        near = shared.data >= term_threshold - 5e-7
        row, other = shared.row[near], shared.col[near]
        alike = np.zeros(len(row), dtype=bool)
        for pairs in row_blocks(len(row), 8 * vectors.shape[1]):
            cosines = np.einsum("ij,ij->i", vectors[asked[row[pairs]]], vectors[other[pairs]])
            alike[pairs] = cosines >= threshold - 5e-7
        # A row's own group counts, whatever its terms.
        held = np.append(row[alike], np.arange(len(asked))).astype(np.int64) * n_groups
        held += np.append(group_of[other[alike]], group_of[asked])
        counts[block] = np.bincount(np.unique(held) // n_groups, minlength=len(asked))
    return counts
