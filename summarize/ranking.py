"""Scoring sentences by their place among all others: centroid and LexRank, neither forming the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from .similarity import weighted_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["centroid_scores", "lexrank_scores"]

#: Power iteration converges by a factor of `damping` a step at worst; this many steps are ample for 1e-9.
MAX_STEPS: Final = 200


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
    if n_sentences == 0:
        return np.empty(0)
    X = vectors.astype(np.float64)
    start: NDArray[np.float64] = np.ones(n_sentences) if weights is None else weights.astype(np.float64)
    start = start / float(start.sum())
    degree = (n_sentences + X @ X.sum(axis=0)) / 2
    scores: NDArray[np.float64] = start
    for _ in range(MAX_STEPS):
        flow = scores / degree
        step = damping * (flow.sum() + X @ (X.T @ flow)) / 2 + (1 - damping) * start
        step /= step.sum()
        change = float(np.abs(step - scores).sum())
        scores = step
        if change < tolerance:
            break
    return scores
