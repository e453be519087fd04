"""What a brief is, and how it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
        ``"exact"``, ``"bounded"`` (the exact search ended at its bound, see `summarize.selection.Selection`), ``"greedy"`` or the name
        of the method.
    n_candidates : int
        Sentences that could have been chosen.
    share_new : float or None
        Share of the sentences that the earlier corpus does not hold; None where there was none.
    silent_outlets : tuple of str
        In a brief by outlet, those of which no sentence sets them apart.
    n_short : int
        Where more than half of the budget stayed empty, sentences that would read alone were they not too short, and that are not in the brief.
    not_held : tuple of str
        Content words of the question that was asked which no article or headline holds.
    not_shown : tuple of str
        Names in the question which an article holds, and none of the sentences chosen.
    no_words_of : str or None
        Whom the question asks for, where it asks what he said and none of the sentences chosen was found to be his words.
    """

    chosen: tuple[Chosen, ...]
    n_words: int
    solver: str
    n_candidates: int
    share_new: float | None = None
    silent_outlets: tuple[str, ...] = ()
    n_short: int = 0
    not_held: tuple[str, ...] = ()
    not_shown: tuple[str, ...] = ()
    no_words_of: str | None = None
