"""Scores by where a sentence stands, or by nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
