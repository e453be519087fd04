"""How much of the question that a reader asks each sentence answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import content_stems
from ..similarity import unit_rows, weighted_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["Focus", "focus_relevance"]

#: What all of the question's words add, in units of a cosine of one. A question is short: its names and numbers, which
#: say exactly what is asked, weigh little in its vector.
_WORDS: Final = 0.5

#: Share of the best answer's relevance below which a sentence does not answer.
_LEAST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Focus:
    """A question, or words that say what a brief shall be about.

    Attributes
    ----------
    text : str
    vector : ndarray of shape (n_dims,)
        Its unit vector.
    """

    text: str
    vector: NDArray[np.float32]


def focus_relevance(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    focus: Focus,
    candidates: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Relevance of each sentence to a question, 1 for the best candidate, 0 for what does not answer it.

    Vectors are compared without the story's common direction, in which every sentence resembles every question about the
    story; to the cosine comes the share of the question's content words that the sentence holds, rare words counting more.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    focus : Focus
    candidates : ndarray of bool, shape (n_sentences,)
        Sentences that may be chosen; what is relevant enough is measured against the best of them.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the common direction.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Between 0 and 1; all 0 where nothing answers.
    """
    mean = weighted_mean(vectors, weights)
    cosines = unit_rows(vectors - mean) @ unit_rows((focus.vector - mean)[None, :])[0]
    scores = np.clip(cosines, 0, None) + _WORDS * _word_shares(corpus, focus.text)
    best = float(scores[candidates].max(initial=0.0))
    return np.where(scores >= _LEAST * best, scores / best, 0.0) if best > 0 else np.zeros(len(scores))


def _word_shares(corpus: Corpus, question: str) -> NDArray[np.float64]:
    """Share of the question's words, weighed by their rarity, that each sentence holds; shape (n_sentences,)."""
    languages = [corpus.documents[s.document].language or "en" for s in corpus.sentences]
    asked: dict[str, list[str]] = {lang: sorted(set(content_stems(question, lang))) for lang in set(languages)}
    every: Sequence[str] = sorted({stem for stems in asked.values() for stem in stems})
    column = {stem: k for k, stem in enumerate(every)}
    holds = np.zeros((len(languages), len(every)), dtype=bool)
    wanted = np.zeros_like(holds)
    for i, (text, language) in enumerate(zip(corpus.texts, languages, strict=True)):
        own = set(content_stems(text, language))
        for stem in asked[language]:
            wanted[i, column[stem]] = True
            holds[i, column[stem]] = stem in own
    # A word that no sentence holds tells nothing about any of them.
    rarity = np.where(holds.any(axis=0), np.log1p(len(languages) / np.maximum(holds.sum(axis=0), 1)), 0.0)
    total = (wanted * rarity).sum(axis=1)
    shares: NDArray[np.float64] = np.divide(
        (holds * rarity).sum(axis=1), total, out=np.zeros(len(languages)), where=total > 0
    )
    return shares
