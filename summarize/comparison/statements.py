"""Statements: what one sentence of a claim says, and which others of the claim surely say it too.

A claim is a group of sentences that probably state one fact; of ten pairs that it puts together three do not. Where a row hangs on every single
member (who had it first), that is too loose. So one sentence is taken at its word, and firm are those that hold what it says:
its numbers, its names and nearly all of its other words. The rest is loose: it may say the same in other words, and is never counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

from ..datelines import dateline_stop
from ..evidence import is_negated, is_question, names_in, numbers_in
from ..lexical import content_stems, tokens
from ..timing import followed, portions

if TYPE_CHECKING:
    from ..corpus import Corpus
    from ..timing import Told
    from .claims import Claim, Claims

#: Share of the content words of a sentence that another has to hold to say the same: chosen on the labelled stories, where a lower one lets in
#: sentences of other facts, and a higher one loses rows and gains nothing.
_HELD: Final = 0.8

#: Times the content words of a sentence within which these have to stand in another.
_REACH: Final = 1.5

#: Content words without which a sentence says nothing that can be told from what others say.
_FEWEST: Final = 4

#: Relative difference up to which two numbers are one, rounded.
_ROUNDING: Final = 0.02

#: Wordings of a claim that are tried, the most central first; a claim of more is one text printed over and over.
_TRIED: Final = 24

#: Seconds that the passes took of 100,000 sentences: names, reading, comparing.
_SECONDS: Final = (1.4, 4.0, 1.5)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence of a claim says, and who says it.

    Attributes
    ----------
    claim : int
    sentence : int
        The sentence that is taken at its word.
    firm : tuple of int
        Sentences of the claim that hold what it says, itself among them, in the order of the claim.
    loose : tuple of int
        The others of the claim.
    """

    claim: int
    sentence: int
    firm: tuple[int, ...]
    loose: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence holds: its content words in order, each of them once, and all of its words."""

    order: tuple[str, ...]
    words: frozenset[str]
    every: frozenset[str]
    names: frozenset[str]
    numbers: tuple[float, ...]
    negated: bool
    asks: bool

    def holds(self, other: _Said) -> bool:
        """Whether this sentence says what another says."""
        if self.negated != other.negated or self.asks or other.asks:
            return False
        return (
            self._in_one_place(other)
            and other.names <= self.every
            and all(any(abs(a - b) <= _ROUNDING * max(a, b) for a in self.numbers) for b in other.numbers)
        )

    def _in_one_place(self, other: _Said) -> bool:
        """Whether most words of the other stand near one another here, and not strewn over a long sentence about more."""
        reach = ceil(_REACH * len(other.order))
        return any(
            len(other.words.intersection(self.order[start : start + reach])) >= _HELD * len(other.words)
            for start in range(max(1, len(self.order) - reach + 1))
        )


def find_statements(corpus: Corpus, claims: Claims, progress: Told = None) -> tuple[Statement, ...]:
    """Find, for each claim of several outlets, the sentence whose words most outlets surely print, and those who do.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    claims : Claims
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all that are to be read.

    Returns
    -------
    tuple of Statement
        At most one a claim, in order: of claims that sentences of two outlets state firmly.

    Notes
    -----
    A sentence holds what another says if it holds four of five of its content words within a stretch of half as many again, every name and every number, and if both deny or
    neither does; a question states nothing. The firm sentences of a claim (`Claim.firm`) are asked alone, so that no other view says perhaps. The shorter of two sentences may so be held by the longer and not the other way
    round. O(number of the claims' sentences * `_TRIED`).
    """
    wide = [(number, claim) for number, claim in enumerate(claims.items) if claim.n_outlets > 1]
    rows = [i for _, claim in wide for i in claim.sentences]
    found = []
    with portions(progress, len(rows), *_SECONDS) as (naming, reading, comparing):
        said = _read(corpus, rows, naming, reading)
        for number, claim in followed(wide, comparing):
            best = _best(corpus, claim, said)
            if best is not None:
                sentence, firm = best
                loose = tuple(i for i in claim.sentences if i not in firm)
                found.append(Statement(number, sentence, firm, loose))
    return tuple(found)


def _read(
    corpus: Corpus,
    rows: list[int],
    naming: Told,
    reading: Told,
) -> dict[int, _Said]:
    texts = [_told(corpus.text_of(i)) for i in rows]
    languages = [corpus.tongue_of(i) for i in rows]
    each = list(zip(rows, texts, languages, names_in(texts, languages, naming), strict=True))
    return {
        i: _Said(
            (order := tuple(content_stems(text, language))),
            frozenset(order),
            frozenset(tokens(text)),
            names,
            tuple(numbers_in(text)),
            is_negated(text, language),
            is_question(text),
        )
        for i, text, language, names in followed(each, reading)
    }


def _told(text: str) -> str:
    """A sentence on one line, without its dateline."""
    return " ".join(text[dateline_stop(text) :].split())


def _best(corpus: Corpus, claim: Claim, said: dict[int, _Said]) -> tuple[int, tuple[int, ...]] | None:
    """The firm sentence of a claim that its firm sentences of most outlets hold, and these; None where those of one alone do."""
    tried: dict[_Said, int] = {}
    for i in claim.firm:
        if len(said[i].words) >= _FEWEST and len(tried) < _TRIED:
            tried.setdefault(said[i], i)
    best, most = None, 1
    for mine, i in tried.items():
        firm = tuple(j for j in claim.firm if said[j].holds(mine))
        n_outlets = len(set(corpus.outlet_of[list(firm)].tolist()))
        if n_outlets > most:
            best, most = (i, firm), n_outlets
    return best
