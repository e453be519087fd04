"""Scores by where a reader comes who walks from sentence to sentence: LexRank and TextRank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import HELD_BYTES, cost_blocks, row_blocks, rows_within
from ..similarity import checked_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: Probability of following a similarity rather than starting anew.
_DAMPING: Final = 0.85

#: Largest change of a step, summed over sentences, at which the iteration ends.
_TOLERANCE: Final = 1e-9

#: Power iteration converges by a factor of the damping a step at worst; this many steps are ample.
MAX_STEPS: Final = 200

#: Bytes of a block that is read twice in a row.
_CACHE_BYTES: Final = 2**20

#: Bytes that a pair of a sparse product takes while it is made.
_MET_BYTES: Final = 24


def lexrank_scores(
    vectors: NDArray[np.float32],
    *,
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Continuous LexRank: the stationary distribution of a reader who walks from sentence to similar sentence.

    The similarity is ``(1 + cosine) / 2``, which is never negative and keeps the product with the matrix of all
    similarities at two thin products, ``X @ (X.T @ v)``, so that the matrix is never formed.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    weights : ndarray of shape (n_sentences,), optional
        How often the walk would start anew in each sentence; by default equally often. Not negative, and positive somewhere.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Sums to 1.

    Raises
    ------
    ValueError
        If they are no rows of finite numbers.

    Notes
    -----
    O(n_sentences * n_dims) time a step, in double precision, and O(n_sentences) memory. Departs from the paper in the embedding cosine for
    the tf-idf cosine and in the shift that keeps it positive.

    References
    ----------
    Erkan, G., & Radev, D. (2004). LexRank: graph-based lexical centrality as salience in text summarization. JAIR.
    """
    checked_rows("vectors", vectors)
    n_sentences, n_dims = vectors.shape
    if n_sentences == 0:
        return np.empty(0)
    blocks = list(_narrow_blocks(n_sentences, n_dims))
    total = np.zeros(n_dims)
    for rows in blocks:
        total += vectors[rows].sum(axis=0, dtype=np.float64)
    degree = np.empty(n_sentences)
    for rows in blocks:
        degree[rows] = (n_sentences + vectors[rows].astype(np.float64) @ total) / 2
    start = _start(n_sentences, weights)
    scores = start.copy()
    flow = scores / degree
    everywhere, along = float(flow.sum()), np.zeros(n_dims)
    for rows in blocks:
        along += vectors[rows].T.astype(np.float64) @ flow[rows]
    for _ in range(MAX_STEPS):
        change, next_everywhere, next_along = 0.0, 0.0, np.zeros(n_dims)
        for rows in blocks:
            # What this step needs of a block and what the next one will are taken in one reading of it.
            X = vectors[rows].astype(np.float64)
            step = _DAMPING * (everywhere + X @ along) / 2 + (1 - _DAMPING) * start[rows]
            change += float(np.abs(step - scores[rows]).sum())
            scores[rows] = step
            step = step / degree[rows]
            next_everywhere += float(step.sum())
            next_along += step @ X
        everywhere, along = next_everywhere, next_along
        if change < _TOLERANCE:
            break
    return np.asarray(scores / scores.sum())


def thresholded_lexrank_scores(
    tf_idf: csr_array,
    *,
    threshold: float = 0.1,
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """LexRank as it was published: a walk between sentences whose tf-idf cosine is above a threshold, all such alike.

    Parameters
    ----------
    tf_idf : csr_array of shape (n_sentences, n_terms)
        Unit rows; a sentence without terms has a row of zeros.
    threshold : float
        Two sentences are linked if their cosine is above it.
    weights : ndarray of shape (n_sentences,), optional
        How often the walk would start anew in each sentence; by default equally often. Not negative, and positive somewhere.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Sums to 1.

    Notes
    -----
    O(pairs of sentences that share a term) time, and O(links) memory up to `summarize.blocks.HELD_BYTES`; above, the links are
    found anew at each step. A sentence is linked to itself, as in the paper.

    References
    ----------
    Erkan, G., & Radev, D. (2004). LexRank: graph-based lexical centrality as salience in text summarization. JAIR.
    """
    links = _Links(tf_idf, threshold)
    return _walk(links.follow, tf_idf.shape[0], weights)


def textrank_scores(
    contains: csr_array,
    sizes: NDArray[np.intp],
    *,
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """TextRank: a walk between sentences along the words that they share.

    Two sentences are as similar as the number of words that stand in both, over the sum of the logarithms of their sizes.

    Parameters
    ----------
    contains : csr_array of shape (n_sentences, n_words)
        Nonzero where a sentence holds a word.
    sizes : ndarray of shape (n_sentences,)
        Words of each sentence.
    weights : ndarray of shape (n_sentences,), optional
        How often the walk would start anew in each sentence; by default equally often. Not negative, and positive somewhere.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Sums to 1.

    Notes
    -----
    The pairs are never listed. Of sentences of one size the sum of logarithms is one number, so a word passes on what it is given
    by each size at once: O(nonzeros + n_words * n_sizes ** 2) time a step, n_sizes being the number of different sizes, and
    O(nonzeros) memory. Two sentences of one word each, whose logarithms are zero, are not linked.

    References
    ----------
    Mihalcea, R., & Tarau, P. (2004). TextRank: bringing order into text. EMNLP.
    """
    shared = _SharedWords(contains, np.log(np.maximum(sizes, 1)))
    return _walk(shared.follow, contains.shape[0], weights)


def _walk(
    links: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    n_sentences: int,
    weights: NDArray[np.float64] | None,
) -> NDArray[np.float64]:
    """Power iteration over symmetric links, given as their product with a vector; a sentence without links leads anywhere."""
    if n_sentences == 0:
        return np.empty(0)
    degree = links(np.ones(n_sentences))
    # What is no link by a rounding of the last bits is none.
    lost = degree < 1e-9
    share = np.divide(1.0, degree, out=np.zeros(n_sentences), where=~lost)
    start = _start(n_sentences, weights)
    scores = start
    for _ in range(MAX_STEPS):
        step = _DAMPING * (links(scores * share) + scores[lost].sum() * start) + (1 - _DAMPING) * start
        step /= step.sum()
        change = float(np.abs(step - scores).sum())
        scores = step
        if change < _TOLERANCE:
            break
    return scores


def _start(n_sentences: int, weights: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Where a walk starts, as shares."""
    start: NDArray[np.float64] = np.ones(n_sentences) if weights is None else weights.astype(np.float64)
    if start.shape != (n_sentences,) or not ((start >= 0).all() and start.any()):
        raise ValueError(f"weights must be {n_sentences} numbers, none negative and one positive")
    return start / float(start.sum())


def _narrow_blocks(n_rows: int, n_dims: int) -> Iterator[slice]:
    """Blocks that stay in a processor's own cache while they are read twice; far below what a block may take."""
    step = min(max(1, _CACHE_BYTES // (8 * max(n_dims, 1))), rows_within(8 * n_dims))
    for start in range(0, n_rows, step):
        yield slice(start, min(start + step, n_rows))


class _Links:
    """Which sentences are linked, a block of rows at a time: kept where they are few enough, found anew where they are not."""

    def __init__(self, tf_idf: csr_array, threshold: float) -> None:
        self._rows = tf_idf
        self._by_term = tf_idf.T.tocsr()
        self._threshold = threshold
        met = tf_idf.astype(bool).astype(np.float64) @ np.diff(self._by_term.indptr).astype(np.float64)
        self._blocks = list(cost_blocks(_MET_BYTES * met))
        self._kept: list[csr_array] = []
        left = float(HELD_BYTES)
        for rows in self._blocks:
            block = self._block(rows)
            left -= block.data.nbytes + block.indices.nbytes + block.indptr.nbytes
            if left < 0:
                break
            self._kept.append(block)

    def _block(self, rows: slice) -> csr_array:
        return (self._rows[rows] @ self._by_term) > self._threshold

    def follow(self, flow: NDArray[np.float64]) -> NDArray[np.float64]:
        """The product of the links, all alike, with a vector."""
        found = np.empty(len(flow))
        for place, rows in enumerate(self._blocks):
            block = self._kept[place] if place < len(self._kept) else self._block(rows)
            found[rows] = block @ flow
        return found


class _SharedWords:
    """TextRank's similarities, as what each word passes on from the sentences of each size to those of each other."""

    def __init__(self, contains: csr_array, lengths: NDArray[np.float64]) -> None:
        holds = contains != 0
        self._row = np.repeat(np.arange(holds.shape[0]), np.diff(holds.indptr))
        self._size, size_of = np.unique(lengths, return_inverse=True)
        n_sizes = len(self._size)
        # Each word with each size of the sentences that hold it, once.
        pairs, self._pair = np.unique(holds.indices * np.int64(n_sizes) + size_of[self._row], return_inverse=True)
        self._word, self._size_at = pairs // max(n_sizes, 1), pairs % max(n_sizes, 1)
        both = self._size[:, None] + self._size[None, :]
        self._over = np.divide(1.0, both, out=np.zeros_like(both), where=both > 0)
        # A word, with all its sizes, is in one block.
        words, self._place = np.unique(self._word, return_inverse=True)
        self._begins = np.searchsorted(self._word, words)
        self._blocks = list(row_blocks(len(words), 2 * 8 * n_sizes))
        self._own = np.diff(holds.indptr) * self._over[size_of, size_of] if n_sizes else np.empty(0)

    def follow(self, flow: NDArray[np.float64]) -> NDArray[np.float64]:
        """The product of the similarities with a vector."""
        given = np.bincount(self._pair, weights=flow[self._row], minlength=len(self._word))
        passed = np.empty(len(given))
        for words in self._blocks:
            last = self._begins[words.stop] if words.stop < len(self._begins) else len(given)
            pairs = slice(int(self._begins[words.start]), int(last))
            place, size = self._place[pairs] - words.start, self._size_at[pairs]
            by_size = np.zeros((words.stop - words.start, len(self._size)))
            by_size[place, size] = given[pairs]
            passed[pairs] = (by_size @ self._over)[place, size]
        shared = np.bincount(self._row, weights=passed[self._pair], minlength=len(flow))
        return np.asarray(shared - flow * self._own, dtype=np.float64)
