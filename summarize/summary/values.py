"""What a brief is, and how it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from .methods import BASELINES, Baseline

__all__ = ["METHODS", "Chosen", "Method", "Summary", "SummarySettings"]

Method = Literal["coverage"] | Baseline

METHODS: Final[tuple[Method, ...]] = ("coverage", *BASELINES)


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """How a brief is chosen.

    Attributes
    ----------
    method : str
        ``"coverage"`` is the one to use; the others, `summarize.summary.BASELINES`, are the known ones to hold it against.
    constant, agreement, votes, headline, middle : float
        Log-odds with which a concept is taken to be one that a human summary holds: the constant, and what the logarithm of
        the number of independent texts that hold it adds, that of their votes (the sum over those texts
        of one over the place of its first showing), a headline that holds
        it, and the mean cosine of its sentences to the middle of the story.
    centrality, lead, support : float
        What a sentence's cosine to the middle of the story, its place in its article, and the logarithm of the number of
        independent texts that say something like it, add, in units of the median sentence's concepts.
    support_similarity, support_words : float
        Cosine of the vectors, more where all sentences of a story are alike, and of the words' tf-idf, from which another
        text's sentence says something like it; it takes both.
    redundancy : float
        Cosine from which two sentences do not stand in one brief; more where all sentences of a story are alike.
    redundancy_with_words : float
        Cosine of the vectors and cosine of the words' tf-idf together from which they do not either.
    min_words, max_words_a_sentence : int
        Shorter and longer sentences are not chosen.
    known_similarity : float
        Cosine to a sentence of the earlier corpus from which a sentence is not new; more where all sentences of a story are
        alike.
    random_state : int
        For ``"random"``.
    """

    method: Method = "coverage"
    constant: float = -3.2
    agreement: float = 1.2
    votes: float = 0.8
    headline: float = 1.5
    middle: float = 1.3
    centrality: float = 1.0
    lead: float = 1.5
    support: float = 1.0
    support_similarity: float = 0.5
    support_words: float = 0.4
    redundancy: float = 0.7
    redundancy_with_words: float = 0.9
    min_words: int = 6
    max_words_a_sentence: int = 80
    known_similarity: float = 0.8
    random_state: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """One sentence of a brief.

    Attributes
    ----------
    sentence : int
        Index into the corpus.
    score : float
        What it was worth when it was chosen, 1 for the best: under ``"coverage"`` the weight of the concepts that it adds
        to those chosen before it, with its own bonus; under the others the method's score.
    rank : int
        1 = chosen first.
    reasons : mapping of str to object
        What the score is made of.
    leans_on : int or None
        The sentence without which this one would not be understood; it stands right before it.
    nearest : int or None
        In a brief by outlet, the sentence of another outlet that comes nearest.
    similarity : float or None
        Its cosine.
    """

    sentence: int
    score: float
    rank: int
    reasons: dict[str, Any]
    leans_on: int | None = None
    nearest: int | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences chosen, in reading order.

    Attributes
    ----------
    chosen : tuple of Chosen
    n_words : int
    solver : str
        ``"exact"``, ``"greedy"`` or the name of the method.
    n_candidates : int
        Sentences that could have been chosen.
    share_new : float or None
        Share of the sentences that the earlier corpus does not hold; None where there was none.
    silent_outlets : tuple of str
        In a brief by outlet, those of which no sentence sets them apart.
    """

    chosen: tuple[Chosen, ...]
    n_words: int
    solver: str
    n_candidates: int
    share_new: float | None = None
    silent_outlets: tuple[str, ...] = ()
