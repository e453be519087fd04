"""How a brief is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal, get_args

from ..configuration import Range, check_values

Baseline = Literal["lexrank", "lexrank_thresholded", "textrank", "kl", "centroid", "mmr", "lead", "turns", "random"]

BASELINES: Final[tuple[Baseline, ...]] = get_args(Baseline)

Method = Literal["coverage", Baseline]

METHODS: Final[tuple[Method, ...]] = ("coverage", *BASELINES)


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """How a brief is chosen.

    Attributes
    ----------
    method : str
        ``"coverage"`` is the one to use; the others, `BASELINES`, are the known ones to hold it against.
    constant, agreement, votes, headline, middle : float
        Log-odds with which a concept is taken to be one that a human summary holds: the constant, and what the logarithm of
        the number of independent texts that hold it adds, that of their votes (the sum over those texts
        of one over the place of its first showing), a headline that holds
        it, and the mean cosine of its sentences to the middle of the story.
    centrality, lead, support : float
        What a sentence's cosine to the middle of the story, its place in its article, and the logarithm of the number of
        independent texts that say something like it, or are expected to state what it does, whichever is more, add, in units of the median
        sentence's concepts.
    support_similarity, support_words : float
        Cosine of the vectors, more where all sentences of a story are alike, and of the words' tf-idf, from which another
        text's sentence says something like it; it takes both.
    redundancy : float
        Cosine from which two sentences do not stand in one brief; more where all sentences of a story are alike.
    redundancy_with_words : float
        Cosine of the vectors and cosine of the words' tf-idf together from which they do not either.
    contained, contained_similarity : float
        Share of what the content words of the lighter of two sentences weigh, rare ones more, that the other holds too, and cosine of the vectors, from
        which two sentences of different articles do not stand in one brief; it takes both.
    least_gain : float
        Share of what the sentences of a brief are worth a word, on average, below which one of them is left out rather than fill the budget.
    shared_theme : float
        What it is worth to tell something of a theme that nearly all of several outlets have, in units of the median sentence's concepts, in a brief
        with room for four sentences and more.
    min_words, max_words_a_sentence : int
        Shorter and longer sentences are not chosen.
    known_probability : float
        Probability that a sentence of the earlier corpus states the same fact from which a sentence is not new.
    random_state : int
        For ``"random"``.
    """

    method: Method = "coverage"
    constant: float = -3.2
    agreement: float = 1.2
    votes: float = 0.8
    headline: float = 1.5
    middle: float = 1.3
    centrality: Annotated[float, Range(0)] = 0.25
    lead: Annotated[float, Range(0)] = 1.5
    support: Annotated[float, Range(0)] = 1.3
    support_similarity: Annotated[float, Range(-1, 1)] = 0.5
    support_words: Annotated[float, Range(-1, 1)] = 0.4
    redundancy: Annotated[float, Range(-1, 2)] = 0.7
    redundancy_with_words: Annotated[float, Range(-1, 2)] = 0.87
    contained: Annotated[float, Range(0, 1)] = 0.35
    contained_similarity: Annotated[float, Range(-1, 1)] = 0.45
    least_gain: Annotated[float, Range(0, 1)] = 0.25
    shared_theme: Annotated[float, Range(0)] = 0.6
    min_words: Annotated[int, Range(0)] = 6
    max_words_a_sentence: Annotated[int, Range(1)] = 80
    known_probability: Annotated[float, Range(0, 1)] = 0.1
    random_state: Annotated[int, Range(0)] = 0

    def __post_init__(self) -> None:
        check_values(self)
