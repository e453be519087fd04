"""Vectors in which the themes of one story stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..similarity import common_direction_removed, group_means, smoothed_in_document, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["contextual_vectors", "length_weights"]


def contextual_vectors(
    vectors: NDArray[np.float32],
    document_of: NDArray[np.intp],
    *,
    terms: csr_array | None = None,
    weights: NDArray[np.float64] | None = None,
    own_weights: NDArray[np.float64] | None = None,
    paragraph_of: NDArray[np.intp] | None = None,
    neighbour_weight: float = 0.35,
    paragraph_weight: float = 0.0,
    term_share: float = 0.2,
) -> NDArray[np.float32]:
    """Vectors in which the themes of one story stand apart.

    Removes the story's common direction, adds each sentence's neighbours in its own document and the mean of its
    paragraph, removes the direction that the smoothing brought back, and mixes in the words themselves.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows; sentences of a document stand together, in order.
    document_of : ndarray of shape (n_sentences,)
    terms : csr_array of shape (n_sentences, n_terms), optional
        Tf-idf with unit rows.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the common direction; copies may count less.
    own_weights : ndarray of shape (n_sentences,), optional
        Weight of a sentence beside its neighbours, as `length_weights` gives it; 1 by default.
    paragraph_of : ndarray of shape (n_sentences,), optional
        Needed where `paragraph_weight` is not 0.
    neighbour_weight : float
        Weight of a neighbour.
    paragraph_weight : float
        Weight of the paragraph's mean, the sentence with its neighbours having 1.
    term_share : float
        Share of the similarity that the terms decide, 0-1.

    Returns
    -------
    ndarray of shape (n_sentences, n_dims + n_kept_terms)
        Unit rows. Terms are reduced by a fixed random projection where that makes them narrower.

    Notes
    -----
    O(n_sentences * (n_dims + n_kept_terms)).
    """

    def in_context(rows: NDArray[np.float32]) -> NDArray[np.float32]:
        smoothed = smoothed_in_document(rows, document_of, weight=neighbour_weight, own_weights=own_weights)
        if paragraph_of is None or paragraph_weight == 0:
            return smoothed
        return unit_rows(smoothed + np.float32(paragraph_weight) * group_means(rows, paragraph_of))

    smoothed = common_direction_removed(in_context(common_direction_removed(vectors, weights)), weights)
    if terms is None or term_share == 0 or terms.shape[1] == 0:
        return smoothed
    words = in_context(_dense(terms))
    parts = (np.float32((1 - term_share) ** 0.5) * smoothed, np.float32(term_share**0.5) * words)
    return unit_rows(np.hstack(parts))


def length_weights(lengths: NDArray[np.intp]) -> NDArray[np.float64]:
    """How much a sentence says for itself, beside its neighbours: the square root of its length against the median.

    "He declined to comment." says little of what it is about; the sentence before it says more.

    Parameters
    ----------
    lengths : ndarray of shape (n_sentences,)
        Content words of each sentence.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Between 1/2 and the square root of 2.

    Examples
    --------
    >>> length_weights(np.array([10, 40, 10, 0])).round(2).tolist()
    [1.0, 1.41, 1.0, 0.5]
    """
    middle = max(float(np.median(lengths)), 1.0) if len(lengths) else 1.0
    return np.sqrt(np.clip(lengths / middle, 0.25, 2.0))


def _dense(terms: csr_array, width: int = 2048) -> NDArray[np.float32]:
    """Terms as dense float32, hashed to `width` signed columns where there are more."""
    n_terms = terms.shape[1]
    if n_terms <= width:
        return np.asarray(terms.toarray(), dtype=np.float32)
    import scipy.sparse as sp

    random = np.random.default_rng(0)
    sign = random.choice(np.array([-1.0, 1.0]), n_terms)
    projection = sp.csr_array((sign, (np.arange(n_terms), random.integers(0, width, n_terms))), shape=(n_terms, width))
    return np.asarray((terms @ projection).toarray(), dtype=np.float32)
