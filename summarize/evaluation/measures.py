"""Measures beside ROUGE, on sentence vectors and on indices: what a summary says of its references and of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..similarity import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: Cosine from which a sentence says what another says. On the seven labelled stories, pairs at least this alike state the same fact
#: with the best pairwise F1 that a bar on the cosine reaches (0.37).
COVERED: Final = 0.675


def reference_coverage(
    summary: NDArray[np.float32], reference: NDArray[np.float32], *, threshold: float = COVERED
) -> tuple[float, float]:
    """How much of the reference's sentences the summary says, whatever the words.

    Parameters
    ----------
    summary : ndarray of shape (n_selected, n_dims)
        Unit vectors of its sentences.
    reference : ndarray of shape (n_reference, n_dims)
        Unit vectors of the sentences of all references.
    threshold : float
        Cosine from which a sentence of the reference is covered.

    Returns
    -------
    share : float
        Of the reference's sentences, those whose nearest sentence in the summary reaches the threshold.
    similarity : float
        Mean over the reference's sentences of the cosine to the nearest one in the summary.

    Notes
    -----
    Both are 0 for an empty summary. O(n_selected * n_reference * n_dims). BERTScore matches tokens; here sentences are matched.

    References
    ----------
    Zhang, T., et al. (2020). BERTScore: evaluating text generation with BERT. ICLR.

    Examples
    --------
    >>> X = np.eye(2, dtype=np.float32)
    >>> reference_coverage(X[:1], X)
    (0.5, 0.5)
    """
    if len(summary) == 0 or len(reference) == 0:
        return 0.0, 0.0
    _, similarities = nearest(reference, summary)
    return float((np.round(similarities, 6) >= threshold).mean()), float(similarities.mean(dtype=np.float64))


def redundancy(vectors: NDArray[np.float32]) -> float:
    """How much the sentences of a summary repeat one another.

    Parameters
    ----------
    vectors : ndarray of shape (n_selected, n_dims)
        Unit rows.

    Returns
    -------
    float
        Mean over the sentences of the cosine to the nearest other one; 0 for fewer than two.

    Examples
    --------
    >>> redundancy(np.eye(2, dtype=np.float32)[[0, 0, 1]])
    0.6666666666666666
    """
    if len(vectors) < 2:
        return 0.0
    similarities = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(similarities, -np.inf)
    return float(similarities.max(axis=1).mean())


def claim_share(claim_of: NDArray[np.intp], independent: Sequence[int], chosen: NDArray[np.intp]) -> float | None:
    """Share of the story's supported claims that the chosen sentences state.

    Parameters
    ----------
    claim_of : ndarray of shape (n_sentences,)
        Claim of each sentence, -1 for none.
    independent : sequence of int
        Number of independent texts that state each claim; two and more support it.
    chosen : ndarray of shape (n_selected,)
        Indices of sentences.

    Returns
    -------
    float or None
        None where no claim of the story is supported.

    Examples
    --------
    >>> claim_share(np.array([0, 0, 1, 2]), [2, 2, 1], np.array([1, 3]))
    0.5
    """
    supported = np.asarray(independent) >= 2
    if not supported.any():
        return None
    stated = np.unique(claim_of[chosen])
    return float(supported[stated[stated >= 0]].sum() / supported.sum())
