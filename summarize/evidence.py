"""Words that decide whether two sentences say the same: numbers, names, negation.

Numbers are values, so that "two dozen", "24" and "24.0" are one; each carries the word that it counts, because six dead and
six cars do not agree. Number words and negation are English; digits and names are read in every script that has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import inf
from sys import intern
from typing import TYPE_CHECKING, Final

from .lexical import is_content, stems
from .recent import Recent
from .timing import followed, portions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Figure", "differ", "figures_in", "intervals_in", "is_negated", "is_question", "names_in", "negations_in"]

_SMALL_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TEN_WORDS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: float(value) for value, word in enumerate(_SMALL_WORDS.split())}
_TENS: Final = {word: 10.0 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_MULTIPLES: Final = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}

#: Words with which a number may begin.
_NUMBER_WORDS: Final = _SMALL.keys() | _TENS.keys() | _MULTIPLES.keys()

#: Sentences whose numbers, words and denials are remembered: claims, figures and what is left out ask for those of one story in turn.
_KNOWN: Final = 1 << 14

#: Words of which it is kept whether they can be names.
_WORDS: Final = 100_000

#: A number in digits with its separators, or a word; what follows a number in the same run ("$7m", "30th") stands alone.
_PIECE: Final = re.compile(r"(?<![^\W_])\d+(?:[,\u00a0]\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|%")

#: How a question ends.
_ASKS: Final = re.compile(r"[?？؟][\"'”’»›“)\]\s]*$")

_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|deny)\b|n['’]t\b", re.IGNORECASE
)

_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['’.\-][^\W_]+)*")

#: Languages that write every noun with a capital: there a capital is no sign of a name.
_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})

#: Seconds that the passes of `names_in` took of 100,000 sentences: words, names.
_NAMES_SECONDS: Final = (3.0, 1.5)

#: What stands before a number and opens it upwards, downwards, or both ways.
_AT_LEAST: Final = re.compile(
    r"\b(?:at least|more than|over|above|no fewer than|not less than|upwards of)\W*$", re.IGNORECASE
)
_AT_MOST: Final = re.compile(
    r"\b(?:at most|up to|as many as|fewer than|less than|under|below|almost|nearly)\W*$", re.IGNORECASE
)
_ABOUT: Final = re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated|close to)\W*$", re.IGNORECASE)

#: Characters before a number in which such words are looked for.
_QUALIFIER: Final = 24

#: Relative reach of "about", and the relative difference up to which two figures are one, rounded.
_REACH: Final = 0.1
_ROUNDING: Final = 0.05


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts.

    Attributes
    ----------
    value : float
    counted : str
        Stem of the next content word within the clause, ``"%"`` for a share; empty where there is none.
    low, high : float
        What the number leaves open: "at least two" is two to infinity, "about 100" is 90 to 110.
    """

    value: float
    counted: str
    low: float
    high: float


def figures_in(text: str, language: str) -> list[Figure]:
    """Numbers of a sentence, in order, each with what it counts.

    Parameters
    ----------
    text : str
    language : str
        ISO 639-1 code.

    Examples
    --------
    >>> [(f.value, f.counted) for f in figures_in("Two dozen leaders met for 4.5 hours and spent $7m.", "en")]
    [(24.0, 'leader'), (4.5, 'hour'), (7000000.0, '')]
    >>> figures_in("At least six people died.", "en")
    [Figure(value=6.0, counted='peopl', low=6.0, high=inf)]
    """
    return list(_figures_in(text, language))


def intervals_in(text: str) -> list[tuple[float, float, float]]:
    """Numbers of a sentence, in order, without what they count, for which no word need be known: value, and what it leaves open.

    Examples
    --------
    >>> intervals_in("At least six people died in 2 days.")
    [(6.0, 6.0, inf), (2.0, 2.0, 2.0)]
    """
    return [interval for interval, _ in _numbers_in(_pieces_of(text), text)]


@lru_cache(maxsize=_KNOWN)
def _figures_in(text: str, language: str) -> tuple[Figure, ...]:
    if not any(p[0].isdecimal() or p.casefold() in _NUMBER_WORDS for p in _PIECE.findall(text)):
        return ()
    pieces = _pieces_of(text)
    return tuple(
        Figure(value, _counted(pieces, after, text, language), low, high)
        for (value, low, high), after in _numbers_in(pieces, text)
    )


def _pieces_of(text: str) -> list[tuple[str, int, int]]:
    return [(match.group(), match.start(), match.end()) for match in _PIECE.finditer(text)]


def _numbers_in(pieces: Sequence[tuple[str, int, int]], text: str) -> Iterator[tuple[tuple[float, float, float], int]]:
    """Each number with the interval that it leaves open, and the piece that follows it."""
    i = 0
    while i < len(pieces):
        word = pieces[i][0]
        if not word[0].isdecimal() and word.casefold() not in _NUMBER_WORDS:
            i += 1
            continue
        value, after = _value_at(pieces, i, text)
        if value is None:
            i += 1
            continue
        yield (value, *_open_interval(value, text[max(0, pieces[i][1] - _QUALIFIER) : pieces[i][1]])), after
        i = after


def _open_interval(value: float, before: str) -> tuple[float, float]:
    if _AT_LEAST.search(before):
        return value, inf
    if _AT_MOST.search(before):
        return 0.0, value
    if _ABOUT.search(before):
        return value * (1 - _REACH), value * (1 + _REACH)
    return value, value


def _value_at(pieces: Sequence[tuple[str, int, int]], i: int, text: str) -> tuple[float | None, int]:
    word = pieces[i][0].casefold()
    if word[0].isdecimal():
        value = float(word.replace(",", "").replace("\u00a0", ""))
    elif word in _TENS:
        value = _TENS[word]
        ones = _SMALL.get(pieces[i + 1][0].casefold(), 0.0) if i + 1 < len(pieces) else 0.0
        if 0 < ones < 10 and text[pieces[i][2] : pieces[i + 1][1]] in ("-", " "):
            value, i = value + ones, i + 1
    elif word in _SMALL and word != "one":
        # "One" is a pronoun more often than a number.
        value = _SMALL[word]
    elif (
        word in ("dozen", "hundred", "thousand", "million", "billion") and i > 0 and pieces[i - 1][0].casefold() == "a"
    ):
        value = _MULTIPLES[word]
    else:
        return None, i
    i += 1
    while i < len(pieces) and pieces[i][0].casefold() in _MULTIPLES:
        value *= _MULTIPLES[pieces[i][0].casefold()]
        i += 1
    return value, i


def _counted(pieces: Sequence[tuple[str, int, int]], i: int, text: str, language: str) -> str:
    """Stem of the first content word among the next three, before any other number and any mark but a hyphen."""
    before = pieces[i - 1][2]
    for word, start, stop in pieces[i : i + 3]:
        if word == "%" or word.casefold() in ("percent", "per"):
            return "%"
        if word[0].isdecimal() or text[before:start].strip() not in ("", "-"):
            return ""
        if is_content(word.casefold(), language):
            return stems([word.casefold()], language)[0]
        before = stop
    return ""


def differ(first: Sequence[Figure], second: Sequence[Figure]) -> bool:
    """Whether two sentences count the same thing and come to numbers that exclude each other, beyond rounding.

    Examples
    --------
    >>> eight, ten = figures_in("Eight leaders met.", "en"), figures_in("Leaders of ten countries, 10 leaders in all.", "en")
    >>> differ(eight, ten), differ(eight, figures_in("They met for 9 hours.", "en"))
    (True, False)
    """
    counts = {figure.counted for figure in first if figure.counted} & {f.counted for f in second if f.counted}
    for counted in counts:
        ours = [f for f in first if f.counted == counted]
        theirs = [f for f in second if f.counted == counted]
        if not any(_compatible(a, b) for a in ours for b in theirs):
            return True
    return False


def _compatible(one: Figure, other: Figure) -> bool:
    """Whether two intervals overlap, beyond rounding."""
    return one.low <= other.high * (1 + _ROUNDING) and other.low <= one.high * (1 + _ROUNDING)


def names_in(
    texts: Sequence[str], languages: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> list[frozenset[str]]:
    """Names of each sentence: words with a capital that is not due to their place.

    The first word of a sentence counts only if the corpus never writes it small.

    Parameters
    ----------
    texts : sequence of str
    languages : sequence of str
        ISO 639-1 code of each.
    progress : callable, optional
        Called with the number of texts that the work done comes to, and of all.

    Returns
    -------
    list of frozenset of str
        Case folded, possessives cut; empty for languages that write every noun with a capital.

    Examples
    --------
    >>> [sorted(names) for names in names_in(["Talks ended. Lavrov left Riyadh’s palace.", "The talks went on."], ["en", "en"])]
    [['lavrov', 'riyadh'], []]
    """
    kept = _RECENT_NAMES.of((tuple(texts), tuple(languages)), lambda: _names(texts, languages, progress))
    return list(kept)


#: Several views ask for the names of one corpus.
_RECENT_NAMES: Final = Recent[list[frozenset[str]]](size=2)


def _names(
    texts: Sequence[str], languages: Sequence[str], progress: Callable[[int, int], None] | None
) -> list[frozenset[str]]:
    with portions(progress, len(texts), *_NAMES_SECONDS) as (reading, telling):
        words = [_words_in(text) for text in followed(texts, reading)]
        small = {word for word in set(chain.from_iterable(words)) if word[0].islower()}
        return [
            frozenset(name for word in found if (name := _name(word, language)) and name not in small)
            for found, language in followed(list(zip(words, languages, strict=True)), telling)
        ]


@lru_cache(maxsize=_KNOWN)
def _words_in(text: str) -> tuple[str, ...]:
    return tuple(map(intern, _WORD.findall(text)))


# Asked of every word of every text, and few words are most of them.
@lru_cache(maxsize=_WORDS)
def _name(word: str, language: str) -> str:
    """A word as a name, case folded; empty where it cannot be one."""
    if language in _CAPITAL_NOUNS or not word[0].isupper():
        return ""
    name = word.casefold().removesuffix("'s").removesuffix("’s")
    return name if is_content(name, language) else ""


def is_question(text: str) -> bool:
    """Whether a sentence asks, and so states nothing; one that quotes a question and goes on does not.

    Examples
    --------
    >>> is_question("What could it mean in practice?"), is_question("“Why us?” she asked.")
    (True, False)
    """
    return _ASKS.search(text) is not None


def is_negated(text: str) -> bool:
    """Whether a sentence denies something, in English.

    Examples
    --------
    >>> is_negated("Ukraine wasn’t at the table."), is_negated("Ukraine noted it.")
    (True, False)
    """
    return _kept_negated(text)


@lru_cache(maxsize=_KNOWN)
def _kept_negated(text: str) -> bool:
    return _NEGATION.search(text) is not None


def negations_in(text: str) -> list[tuple[int, int]]:
    """Where a sentence denies something, in English: spans of the words that do.

    Examples
    --------
    >>> negations_in("Nobody left."), negations_in("All left.")
    ([(0, 6)], [])
    """
    return [match.span() for match in _NEGATION.finditer(text)]
