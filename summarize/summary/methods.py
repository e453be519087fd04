"""The known methods of choosing sentences: what the default is held against, and what a reader may ask for.

Each is one function from arrays to scores or to indices, in `summarize.ranking` and `summarize.selection`; here stands what
each of them is given of a material.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..dates import instant_of
from ..lexical import content_stems
from ..ranking import (
    centroid_scores,
    lead_scores,
    lexrank_scores,
    random_scores,
    textrank_scores,
    thresholded_lexrank_scores,
    turn_scores,
)
from ..selection import Redundancy, fill_in_order, kl_selection, maximal_marginal_relevance
from ..settings import BASELINES
from ..terms import count_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..terms import Terms


@dataclass(frozen=True, eq=False, slots=True)
class Material:
    """What the methods look at.

    Attributes
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    weights : ndarray of shape (n_sentences,)
        Weight of each sentence among all: one over the number of its repeats.
    relevance : ndarray of shape (n_sentences,)
        To the question asked, 0-1; ones where none was.
    """

    corpus: Corpus
    vectors: NDArray[np.float32]
    weights: NDArray[np.float64]
    relevance: NDArray[np.float64]

    def terms(self) -> Terms:
        """Stems of the content words of each sentence."""
        documents = self.corpus.documents
        words = [
            content_stems(text, documents[sentence.document].language or "en")
            for text, sentence in zip(self.corpus.texts, self.corpus.sentences, strict=True)
        ]
        return count_matrix(words)


def choose_by(
    method: str,
    material: Material,
    lengths: NDArray[np.intp],
    budget: int,
    *,
    redundancy: float,
    random_state: int = 0,
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Choose sentences by one of the known methods.

    Parameters
    ----------
    method : str
        One of `BASELINES`.
    material : Material
    lengths : ndarray of shape (n_sentences,)
        Cost of each sentence; what may not be chosen costs more than any budget.
    budget : int
    redundancy : float
        Cosine from which two sentences do not stand in one brief.
    random_state : int

    Returns
    -------
    indices : ndarray of shape (n_selected,)
        In the order taken.
    scores : ndarray of shape (n_selected,)
        What the method gives each.

    Raises
    ------
    ValueError
        If there is no such method.
    """
    if method not in BASELINES:
        raise ValueError(f"method must be one of {', '.join(BASELINES)}, got {method!r}")
    candidates = np.flatnonzero(lengths <= budget)
    apart = Redundancy(material.vectors, redundancy)
    if method == "kl":
        terms = material.terms()
        target = terms.counts.T @ (material.weights * material.relevance)
        found = kl_selection(terms.counts, target, lengths, budget, redundancy=apart)
        # A gain may be negative: a sentence that fills the budget may lead away from the story.
        return found.indices, np.exp(found.gains)
    scores = _scores(method, material, random_state)
    if method == "mmr":
        taken = maximal_marginal_relevance(material.vectors, scores, lengths, budget)
    else:
        order = candidates[np.lexsort((candidates, -np.round(scores[candidates], 9)))]
        taken = fill_in_order(order, lengths, budget, redundancy=apart)
    return taken, scores[taken]


def _scores(method: str, material: Material, random_state: int) -> NDArray[np.float64]:
    """Score of each sentence, shape (n_sentences,)."""
    corpus = material.corpus
    if method == "lead":
        return lead_scores(corpus.document_of, corpus.position_of, _ages(corpus))
    if method == "turns":
        return turn_scores(corpus.position_of)
    if method == "random":
        return random_scores(len(corpus.sentences), random_state)
    if method in ("centroid", "mmr"):
        return centroid_scores(material.vectors, material.weights) * material.relevance
    if method == "lexrank":
        return lexrank_scores(material.vectors, weights=material.weights) * material.relevance
    terms = material.terms()
    if method == "lexrank_thresholded":
        return thresholded_lexrank_scores(terms.tf_idf(), weights=material.weights) * material.relevance
    sizes = np.asarray(terms.counts.sum(axis=1)).ravel()
    return textrank_scores(terms.counts, sizes, weights=material.weights) * material.relevance


def _ages(corpus: Corpus) -> NDArray[np.float64]:
    """Seconds by which each document is older than the latest, shape (n_documents,); undated ones are oldest."""
    instants = [instant_of(document.published) for document in corpus.documents]
    latest = max((instant for instant in instants if instant is not None), default=0.0)
    return np.array([np.inf if instant is None else latest - instant for instant in instants])
