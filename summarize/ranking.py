"""Scoring sentences by their place among all others: from arrays to one score a sentence, one paper a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from .similarity import common_direction_removed, nearest, unit_rows, weighted_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = [
    "centroid_scores",
    "contrast_scores",
    "lead_scores",
    "lexrank_scores",
    "random_scores",
    "textrank_scores",
    "thresholded_lexrank_scores",
    "turn_scores",
]

#: Power iteration converges by a factor of `damping` a step at worst; this many steps are ample for 1e-9.
MAX_STEPS: Final = 200


def random_scores(n_sentences: int, random_state: int = 0) -> NDArray[np.float64]:
    """Scores that know nothing: what any method must beat.

    Parameters
    ----------
    n_sentences : int
    random_state : int

    Returns
    -------
    ndarray of shape (n_sentences,)
        Between 0 and 1, uniform.
    """
    return np.random.default_rng(random_state).random(n_sentences)


def lead_scores(
    document_of: NDArray[np.intp], position_of: NDArray[np.intp], age: NDArray[np.float64]
) -> NDArray[np.float64]:
    """One article from its beginning, then the next where it is used up: how an editor cuts from the bottom.

    Parameters
    ----------
    document_of : ndarray of shape (n_sentences,)
        Index of each sentence's document.
    position_of : ndarray of shape (n_sentences,)
        Place of each sentence in its document.
    age : ndarray of shape (n_documents,)
        The document with the lowest age is taken first; of equals the one with the lower index.

    Returns
    -------
    ndarray of shape (n_sentences,)
        The number of sentences from each one on, so that the first to be taken has the highest score and the last has 1.

    Notes
    -----
    O(n log n).

    References
    ----------
    Over, P., Dang, H., & Harman, D. (2007). DUC in context. Information Processing & Management: the baseline "take the
    first words of the most recent article".

    Examples
    --------
    >>> lead_scores(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([2.0, 1.0])).tolist()
    [2.0, 1.0, 4.0, 3.0]
    """
    rank_of_document = np.empty(len(age), dtype=np.intp)
    rank_of_document[np.lexsort((np.arange(len(age)), age))] = np.arange(len(age))
    return _places(np.lexsort((position_of, rank_of_document[document_of])))


def turn_scores(position_of: NDArray[np.intp]) -> NDArray[np.float64]:
    """The first sentence of each article, then the second of each, and so on.

    Parameters
    ----------
    position_of : ndarray of shape (n_sentences,)
        Place of each sentence in its document.

    Returns
    -------
    ndarray of shape (n_sentences,)
        The number of sentences from each one on; sentences of one place stand in the order of their index.

    References
    ----------
    Over, P., Dang, H., & Harman, D. (2007). DUC in context. Information Processing & Management: the baseline "take the
    first sentence of each article".

    Examples
    --------
    >>> turn_scores(np.array([0, 1, 0, 1])).tolist()
    [4.0, 2.0, 3.0, 1.0]
    """
    return _places(np.argsort(position_of, kind="stable"))


def _places(order: NDArray[np.intp]) -> NDArray[np.float64]:
    """Score of each sentence from an order, best first: the number of those from it on."""
    scores = np.empty(len(order))
    scores[order] = np.arange(len(order), 0, -1)
    return scores


def centroid_scores(vectors: NDArray[np.float32], weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Cosine of each sentence to the mean of all.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the mean.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Zeros where the mean is zero.

    References
    ----------
    Radev, D., et al. (2004). Centroid-based summarization of multiple documents. Information Processing & Management.
    """
    mean = weighted_mean(vectors, weights).astype(np.float64)
    length = float(np.linalg.norm(mean))
    return vectors.astype(np.float64) @ (mean / length if length > 0 else mean)


def contrast_scores(
    vectors: NDArray[np.float32], own: NDArray[np.bool_], weights: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """How far a sentence speaks for one side and for no other: near to the rest of its own, far from all others.

    Both are told without the direction that all sentences share. What a side says on average is compared with what its
    sentence says; of the other side's, the single nearest sentence counts, because one is enough to have said it too.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    own : ndarray of bool, shape (n_sentences,)
        The sentences of the side.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the means.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Cosine to the mean of the side less the cosine to the nearest sentence of the others (0 where there are none); -inf
        for the others' sentences.

    Notes
    -----
    O(n_own * n_sentences * n_dims).

    References
    ----------
    Paul, M., Zhai, C., & Girju, R. (2010). Summarizing contrastive viewpoints in opinionated text. EMNLP.

    Wang, D., Zhu, S., Li, T., & Gong, Y. (2012). Comparative document summarization via discriminative sentence selection.
    ACM Transactions on Knowledge Discovery from Data.
    """
    scores = np.full(len(vectors), -np.inf)
    if not own.any():
        return scores
    without = common_direction_removed(vectors, weights)
    mean = weighted_mean(without[own], None if weights is None else weights[own])
    scores[own] = without[own] @ unit_rows(mean[None, :])[0]
    if not own.all():
        scores[own] -= nearest(without[own], without, allowed=~own)[1]
    return scores


def lexrank_scores(
    vectors: NDArray[np.float32],
    *,
    weights: NDArray[np.float64] | None = None,
    damping: float = 0.85,
    tolerance: float = 1e-9,
) -> NDArray[np.float64]:
    """Continuous LexRank: the stationary distribution of a reader who walks from sentence to similar sentence.

    The similarity is ``(1 + cosine) / 2``, which is never negative and keeps the product with the matrix of all
    similarities at two thin products, ``X @ (X.T @ v)``, so that the matrix is never formed.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    weights : ndarray of shape (n_sentences,), optional
        How often the walk would start anew in each sentence; by default equally often.
    damping : float
        Probability of following a similarity rather than starting anew.
    tolerance : float
        Largest change of a step, summed over sentences, at which the iteration ends.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Sums to 1.

    Notes
    -----
    O(n_sentences * n_dims) time a step and O(n_sentences) memory. Departs from the paper in the embedding cosine for
    the tf-idf cosine and in the shift that keeps it positive.

    References
    ----------
    Erkan, G., & Radev, D. (2004). LexRank: graph-based lexical centrality as salience in text summarization. JAIR.
    """
    n_sentences = len(vectors)
    X = vectors.astype(np.float64)
    degree = (n_sentences + X @ X.sum(axis=0)) / 2

    def follow(scores: NDArray[np.float64], start: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ARG001
        flow = scores / degree
        return np.asarray((flow.sum() + X @ (X.T @ flow)) / 2)

    return _stationary(follow, n_sentences, weights, damping, tolerance)


def thresholded_lexrank_scores(
    tf_idf: csr_array,
    *,
    threshold: float = 0.1,
    weights: NDArray[np.float64] | None = None,
    damping: float = 0.85,
    tolerance: float = 1e-9,
) -> NDArray[np.float64]:
    """LexRank as it was published: a walk between sentences whose tf-idf cosine is above a threshold, all such alike.

    Parameters
    ----------
    tf_idf : csr_array of shape (n_sentences, n_terms)
        Unit rows; a sentence without terms has a row of zeros.
    threshold : float
        Two sentences are linked if their cosine is above it.
    weights : ndarray of shape (n_sentences,), optional
        How often the walk would start anew in each sentence; by default equally often.
    damping : float
        Probability of following a link rather than starting anew.
    tolerance : float
        Largest change of a step, summed over sentences, at which the iteration ends.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Sums to 1.

    Notes
    -----
    O(pairs of sentences that share a term) time and memory. A sentence is linked to itself, as in the paper.

    References
    ----------
    Erkan, G., & Radev, D. (2004). LexRank: graph-based lexical centrality as salience in text summarization. JAIR.
    """
    return _walk((tf_idf @ tf_idf.T > threshold).astype(np.float64), weights, damping, tolerance)


def textrank_scores(
    contains: csr_array,
    sizes: NDArray[np.intp],
    *,
    weights: NDArray[np.float64] | None = None,
    damping: float = 0.85,
    tolerance: float = 1e-9,
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
        How often the walk would start anew in each sentence; by default equally often.
    damping : float
        Probability of following a similarity rather than starting anew.
    tolerance : float
        Largest change of a step, summed over sentences, at which the iteration ends.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Sums to 1.

    Notes
    -----
    O(pairs of sentences that share a word) time and memory. Two sentences of one word each, whose logarithms are zero,
    are not linked.

    References
    ----------
    Mihalcea, R., & Tarau, P. (2004). TextRank: bringing order into text. EMNLP.
    """
    import scipy.sparse as sp

    holds = (contains != 0).astype(np.float64)
    shared = sp.coo_array(holds @ holds.T)
    lengths = np.log(np.maximum(sizes, 1))
    total = lengths[shared.row] + lengths[shared.col]
    linked = (shared.row != shared.col) & (total > 0)
    overlap = shared.data[linked] / total[linked]
    links = sp.csr_array((overlap, (shared.row[linked], shared.col[linked])), shape=shared.shape)
    return _walk(links, weights, damping, tolerance)


def _walk(
    links: csr_array, weights: NDArray[np.float64] | None, damping: float, tolerance: float
) -> NDArray[np.float64]:
    """Where a reader is who follows links by their weight; a sentence without links leads anywhere."""
    degree = np.asarray(links.sum(axis=1)).ravel()
    share = np.divide(1.0, degree, out=np.zeros(len(degree)), where=degree > 0)

    def follow(scores: NDArray[np.float64], start: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(links.T @ (scores * share) + scores[degree == 0].sum() * start)

    return _stationary(follow, len(degree), weights, damping, tolerance)


def _stationary(
    follow: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]],
    n_sentences: int,
    weights: NDArray[np.float64] | None,
    damping: float,
    tolerance: float,
) -> NDArray[np.float64]:
    """Power iteration; `follow` takes where the reader is, and where a walk starts, to where the links lead."""
    if n_sentences == 0:
        return np.empty(0)
    start: NDArray[np.float64] = np.ones(n_sentences) if weights is None else weights.astype(np.float64)
    start = start / float(start.sum())
    scores = start
    for _ in range(MAX_STEPS):
        step = damping * follow(scores, start) + (1 - damping) * start
        step /= step.sum()
        change = float(np.abs(step - scores).sum())
        scores = step
        if change < tolerance:
            break
    return scores
