"""Words that decide whether two sentences say the same: numbers, names, negation.

Numbers are values, so that "two dozen", "24" and "24.0" are one. Number words are English, and negation is read in the languages of ``negations.toml``;
digits and names are read in every script that has them. What a number is of, and whether two exclude each other, is read in `summarize.comparison.figures`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from math import inf
from sys import intern
from typing import TYPE_CHECKING, Final

from .lexical import CAPITAL_NOUNS, content_stems, is_content
from .recent import Recent
from .shipped import shipped
from .timing import followed, portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .timing import Told

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

#: A number in digits with its separators, a plain space before three zeros among them, or a word; what follows a number in the same run ("$7m", "30th") stands alone, and so
#: do the letters that Hebrew and Arabic write on to one.
_PIECE: Final = re.compile(
    r"(?<![^\W_א-תء-ي])(?:\d{1,3}(?: \d{3})*(?: 000)+(?!\d)|\d+(?:[,\u00a0\u2009\u202f]\d{3})*)(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|%"
)

_GROUPING: Final = re.compile(r"[, \u00a0\u2009\u202f]")

#: How a question ends.
_ASKS: Final = re.compile(r"[?？؟][\"'”’»›“«‹」』）)\]\s]*$")

#: What no word ends before or begins behind: a letter, or a vowel sign of Devanagari, which is none to a regular expression.
_WITHIN: Final = r"[\w\u0900-\u0963]"

#: The rest of a part of a sentence, up to a mark: "Mr. Roe" and "3.5" end none.
_PART: Final = r"(?:[^,;:.!?]|\.(?=\w|(?<!\d\.) \w)|[,:](?<=\d.)(?=\d))*"

_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['’.\-][^\W_]+)*")

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

#: Relative reach of "about".
_REACH: Final = 0.1


def numbers_in(text: str) -> list[float]:
    """Numbers of a sentence, in order, by their values.

    Examples
    --------
    >>> numbers_in("Two dozen leaders met for 4.5 hours and spent $7m.")
    [24.0, 4.5, 7000000.0]
    """
    return list(_kept_numbers(text))


def intervals_in(text: str) -> list[tuple[float, float, float]]:
    """Numbers of a sentence, in order, without what they count, for which no word need be known: value, and what it leaves open.

    Examples
    --------
    >>> intervals_in("At least six people died in 2 days.")
    [(6.0, 6.0, inf), (2.0, 2.0, 2.0)]
    """
    return list(_numbers_in(_pieces_of(text), text))


@lru_cache(maxsize=_KNOWN)
def _kept_numbers(text: str) -> tuple[float, ...]:
    if not any(p[0].isdecimal() or p.casefold() in _NUMBER_WORDS for p in _PIECE.findall(text)):
        return ()
    return tuple(value for value, _, _ in intervals_in(text))


def _pieces_of(text: str) -> list[tuple[str, int, int]]:
    return [(match.group(), match.start(), match.end()) for match in _PIECE.finditer(text)]


def _numbers_in(pieces: Sequence[tuple[str, int, int]], text: str) -> Iterator[tuple[float, float, float]]:
    """Each number with the interval that it leaves open."""
    i = 0
    while i < len(pieces):
        start = pieces[i][1]
        value, after = _value_at(pieces, i, text)
        if value is None:
            i += 1
            continue
        yield value, *_open_interval(value, text[max(0, start - _QUALIFIER) : start])
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
        value = float(_GROUPING.sub("", word))
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


def names_in(texts: Sequence[str], languages: Sequence[str], progress: Told = None) -> list[frozenset[str]]:
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


def _names(texts: Sequence[str], languages: Sequence[str], progress: Told) -> list[frozenset[str]]:
    with portions(progress, len(texts), *_NAMES_SECONDS) as (reading, telling):
        words = [_words_in(text) for text in followed(texts, reading)]
        written = set(chain.from_iterable(words))
        return [
            frozenset(name for word in found if (name := _name(word, language)) and name not in written)
            for found, language in followed(list(zip(words, languages, strict=True)), telling)
        ]


@lru_cache(maxsize=_KNOWN)
def _words_in(text: str) -> tuple[str, ...]:
    return tuple(map(intern, _WORD.findall(text)))


# Asked of every word of every text, and few words are most of them.
@lru_cache(maxsize=_WORDS)
def _name(word: str, language: str) -> str:
    """A word as a name, case folded; empty where it cannot be one."""
    if language in CAPITAL_NOUNS or not word[0].isupper():
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


def is_negated(text: str, language: str = "en") -> bool:
    """Whether a sentence denies something.

    Parameters
    ----------
    text : str
    language : str, optional
        ISO 639-1 code; in one without words of its own nothing denies.

    Examples
    --------
    >>> is_negated("Ukraine wasn’t at the table."), is_negated("Ukraine noted it."), is_negated("Die Ukraine saß nicht am Tisch.", "de")
    (True, False, True)
    >>> [is_negated(text, "fr") for text in ("Il n'a pas été arrêté.", "Il ne voit que lui.", "Une personne a été arrêtée au pas.")]
    [True, False, False]
    """
    return _kept_negated(text, language)


@lru_cache(maxsize=_KNOWN)
def _kept_negated(text: str, language: str) -> bool:
    return bool(negations_in(text, language))


def negations_in(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where a sentence denies something: spans of the words that do.

    Examples
    --------
    >>> negations_in("Nobody left."), negations_in("All left."), negations_in("Niemand ging.", "de")
    ([(0, 6)], [], [(0, 7)])
    >>> negations_in("Espera hasta que no llueva.", "es")
    []
    """
    denying = _negations().get(language)
    if denying is None:
        return []
    return [match.span() for match in denying.finditer(text.replace("'", "’")) if match.lastgroup != "until"]


def affirmed(text: str, language: str = "en") -> str:
    """Return a sentence without what it says is not so beside what is, up to the next mark; as it is in a language without words for that, and where nothing else is said.

    Examples
    --------
    >>> affirmed("They will vote rather than wait, he said."), affirmed("Sie stimmen ab statt zu warten.", "de")
    ('They will vote , he said.', 'Sie stimmen ab .')
    >>> affirmed("Instead of a vote on Monday the council chose the mayor.")
    'Instead of a vote on Monday the council chose the mayor.'
    """
    beside = _contrasts().get(language)
    if beside is None:
        return text
    said = text.replace("'", "’")
    kept = beside.sub("", said)
    # Without a mark behind it a contrast that opens a sentence cannot be told from what is so.
    return kept if kept == said or content_stems(kept, language) else said


@lru_cache(maxsize=1)
def _contrasts() -> dict[str, re.Pattern[str]]:
    """What begins what is not so and goes on to the next mark that is none of an abbreviation or a number, by language: see ``negations.toml``."""
    return {
        language: re.compile(rf"(?<!{_WITHIN})(?:{'|'.join(table['instead'])})(?!{_WITHIN}){_PART}", re.IGNORECASE)
        for language, table in shipped("negations.toml").items()
        if "instead" in table
    }


@lru_cache(maxsize=1)
def _negations() -> dict[str, re.Pattern[str]]:
    """What denies, by language: see ``negations.toml``."""
    return {
        language: re.compile(
            (rf"(?P<until>(?<!{_WITHIN})(?:{'|'.join(table['until'])})(?!{_WITHIN}))|" if "until" in table else "")
            + rf"(?<!{_WITHIN})(?!(?:{'|'.join(table['spared'])})(?!{_WITHIN}))(?:{'|'.join(table['denies'])})(?!{_WITHIN}|-\w{{3}})"
            + "".join(f"|{part}" for part in table.get("parts", ())),
            re.IGNORECASE,
        )
        for language, table in shipped("negations.toml").items()
    }
