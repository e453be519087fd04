"""Phrases made whole: a name as it is written in full, and a noun with what always stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from ..datelines import dateline_stop
from ..lexical import is_content
from .forms import BEFORE_NOUNS, CALENDAR, squashed
from .words import english_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What stands before a noun as an adjective does, and is a number elsewhere: "first lady".
_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())

#: Share of the showings of a phrase in a theme from which they are a part of one and the same longer name.
_PART_OF_NAME: Final = 0.75

#: Words of the longest name.
_LONGEST_NAME: Final = 6

#: Small letters of the alphabets that have them, as the inside of a class of characters.
_SMALL: Final = "a-zß-öø-ÿ" + "".join(filter(str.islower, map(chr, range(0x100, 0x588))))

#: A word of a name, and what may stand between two: "Center for Humane Technology"; "and" joins two names as well, so it must be seen twice.
_NAME_WORD: Final = rf"(?:(?:[A-Z]\.)+|(?!I\b)[^\W\d_{_SMALL}](?:[\w’'-]*\w(?:['’](?= [A-Z]))?)?)"
_INSIDE: Final = r"(?:(?:of|for|de|del|der|du|da|di|la|von|van)(?: the)?|vs?\.)"
_NAMES: Final = tuple(
    (re.compile(rf"(?<!\w)(?<!\w[’'-]){_NAME_WORD}(?:(?: (?:{inside}))? {_NAME_WORD})*"), least)
    for inside, least in ((f"{_INSIDE}|and", 2), (_INSIDE, 1))
)

#: Where a name may end before more of it: at a small word, or at a capital.
_HEAD_ENDS: Final = re.compile(rf" {_INSIDE} | (?=[A-Z])")

#: What is a part of a word, and what stands between two halves of a name.
_WORDLY: Final = re.compile(r"[\w-]")
_BETWEEN: Final = re.compile(r" (?:[A-Z]\. ){0,3}(?:vs?\. )?")

#: What stands before the last of several things that a name names: "Office of Management", before "and Budget".
_SEVERAL: Final = re.compile(rf"\b{_NAME_WORD} (?:of|for)(?: {_NAME_WORD})+ and\Z")

#: What stands before a word that has its capital for its place.
_ENDS_BEFORE: Final = (":", "!", "?", "…")

#: A number behind a name; two words before a noun, that end so many characters before it at most, and one behind.
_NUMBER: Final = re.compile(r" (\d{1,3}|[IVX]+)(?![\w%]|[.,:]\d)")
_BEFORE: Final = re.compile(r"(?:([\w’'-]+) )?(?<![\w-])([\w-]+) \Z")
_LONGEST_LEFT: Final = 60
_AFTER: Final = re.compile(r" ([\w-]+)")

#: What stands before a name and is no part of it: capitalised for its place, or a title.
_BEFORE_NAMES: Final = re.compile(
    r"\A(?:(?:[Tt]he|An?|In|On|At|By|For|From|To|With|But|And|As|So|After|Before|When|While|Since|If|Although|Though|Because|That|This"
    r"|Its?|His|Her|Their|Our|Former|Then|Thanks|Hello|Mrs?\.?|Ms\.?|Dr\.?|of|for|and"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend) )+"
)


def joined_name(one: str, other: str, texts: Sequence[str]) -> str | None:
    """Two names as the one of which they are halves, where most of the texts that hold the other write them so; None where they do not.

    Examples
    --------
    >>> joined_name("Shapiro", "Ari", ["Ari Shapiro spoke.", "We heard Ari Shapiro."]), joined_name("Roe", "Wade", ["It was Roe v. Wade."])
    ('Ari Shapiro', 'Roe v. Wade')
    >>> joined_name("Paris", "Moss", ["Moss left Paris."]) is None
    True
    """
    if not (one[:1].isupper() and other[:1].isupper()):
        return None
    both = (text for text in texts if one in text and other in text)
    found = Counter(name for text in both if (name := _pair(one, other, text)) is not None)
    if 2 * found.total() <= len(texts):
        return None
    return min(found, key=lambda name: (-found[name], name))


def _pair(one: str, other: str, text: str) -> str | None:
    """The first place of a text where one of two names stands right before the other, or nothing but initials or "v." between them."""
    for first, second in ((one, other), (other, one)):
        for start, stop in _showings(first, text):
            between = _BETWEEN.match(text, stop)
            if between is not None and text.startswith(second, between.end()):
                end = between.end() + len(second)
                if _is_whole(text, between.end(), end):
                    return text[start:end]
    return None


def _is_whole(text: str, start: int, stop: int) -> bool:
    """Whether no word goes on before a place in a text or behind it."""
    return not (_WORDLY.match(text, stop) or (start and _WORDLY.match(text, start - 1)))


def _showings(surface: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase begins and ends in a text, as whole words."""
    start = text.find(surface)
    while start >= 0:
        stop = start + len(surface)
        if _is_whole(text, start, stop):
            yield start, stop
        start = text.find(surface, stop)


def alike(phrase: str, other: str) -> bool:
    """Whether two phrases are one with its gaps and without, or a name and its first letters: "super moon", DPRK."""
    initials = {"".join(word[0] for word in one.split() if word[0].isupper()) for one in (phrase, other)}
    shortened = {one for one in (phrase, other) if one.isupper()}
    return squashed(phrase) == squashed(other) or not initials.isdisjoint(shortened)


def whole_name(surface: str, texts: Sequence[str], language: str) -> str | None:
    """A phrase with a capital as a part of the name that it is a part of, wherever it stands; None for a piece of several; any other as it is.

    Parameters
    ----------
    surface : str
        The phrase as it is written.
    texts : sequence of str
        Sentences that hold it.
    language : str
        ISO 639-1 code of the texts; small words before a name are left out by language.

    Examples
    --------
    >>> whole_name("Humane Technology", ["He runs the Center for Humane Technology.", "The Center for Humane Technology began."], "en")
    'Center for Humane Technology'
    >>> whole_name("Judea", ["Judea and Samaria", "in Judea and Samaria"], "en"), whole_name("Judea", ["Judea and Samaria", "in Judea"], "en")
    ('Judea and Samaria', 'Judea')
    >>> whole_name("Freedom", ["The Freedom of Information Act helps.", "Their Freedom of Information requests wait."], "en")
    'Freedom of Information'
    """
    words = surface.split()
    if not (words[0][0].isupper() and words[-1][0].isupper()):
        return surface
    n_alone = n_runs = 0
    begins = [-1 if language == "en" else _begin(text) for text in texts]
    for k, (_, least) in enumerate(_NAMES):
        shown = [
            # Most stand alone, and nothing is left to take away.
            surface
            if name == surface
            else _as_name(name, start, surface, language if begin >= 0 and _opens(text, start, begin) else "en")
            for text, begin in zip(texts, begins, strict=True)
            for name, start in _names_in(text, k)
            if surface in name
        ]
        n_shown = Counter(shown)
        found = Counter[str]()
        for name, n in n_shown.items():
            found.update(dict.fromkeys(_heads(name, surface) & n_shown.keys(), n))
        n_alone, n_runs = n_shown[surface], len(shown)
        fit = [
            name
            for name, n in found.items()
            # "The Red Cross and the Swiss government": an adjective ends no name.
            if n >= max(least, _PART_OF_NAME * len(shown))
            and name.split()[-1].casefold() not in english_words().demonyms
            and len(name.split()) <= _LONGEST_NAME
        ]
        whole = max(fit, key=lambda name: (len(name), name), default=surface)
        if whole != surface:
            return whole
    if _of_several(surface, texts) or not (n_alone or not n_runs):
        return None
    return _numbered(surface, texts)


def _opens(text: str, start: int, begin: int) -> bool:
    """Whether a word has its capital for its place: first of a sentence that begins there, or behind a colon or another sentence."""
    return start <= begin or text[:start].rstrip().endswith(_ENDS_BEFORE)


@lru_cache(maxsize=1024)
def _names_in(text: str, k: int) -> tuple[tuple[str, int], ...]:
    """The runs of capitalised words of a sentence by one of `_NAMES`, and where they begin; a sentence is asked for each of its phrases."""
    if k == 0 and " and " not in text:
        return _names_in(text, 1)
    return tuple((match[0], match.start()) for match in _NAMES[k][0].finditer(text))


def _of_several(surface: str, texts: Sequence[str]) -> bool:
    """Whether a name ends the second half of one of several words: "Budget" in "Office of Management and Budget"."""
    ends = (
        (text, start) for text in texts for start, _ in _showings(surface, text) if text.endswith(" and ", 0, start)
    )
    return any(_SEVERAL.search(text, max(start - _LONGEST_LEFT, 0), start - 1) is not None for text, start in ends)


def _numbered(surface: str, texts: Sequence[str]) -> str:
    """A name with the number that nearly always stands behind it: "Chapter 19", and not "Chapter"."""
    stops = [(text, stop) for text in texts for _, stop in _showings(surface, text)]
    n_shown = len(stops)
    numbers = Counter(match[1] for text, stop in stops if (match := _NUMBER.match(text, stop)) is not None)
    number, n = numbers.most_common(1)[0] if numbers else ("", 0)
    return f"{surface} {number}" if n and n >= _PART_OF_NAME * n_shown else surface


def _heads(name: str, surface: str) -> set[str]:
    """A name, and what of it ends before a small word, behind a surface that it holds: "Freedom of Information" of the Act.

    A word stands before each end, so that none of the longest name is missed by looking at so many.
    """
    ends = (match.start() for match in islice(_HEAD_ENDS.finditer(name), _LONGEST_NAME))
    return {name} | {name[:end] for end in ends if surface in name[:end]}


def whole_phrase(surface: str, texts: Sequence[str]) -> str:
    """A noun with what nearly always stands before it, behind an article, or after it: "first lady", and not "lady".

    Examples
    --------
    >>> whole_phrase("lady", ["The first lady left.", "They met a first lady."]), whole_phrase("port", ["The big port.", "The port."])
    ('first lady', 'port')
    >>> whole_phrase("foster", ["The foster homes are full.", "They look for foster homes."])
    'foster homes'
    """
    if not surface.split()[-1].islower():
        return surface
    shown = [(text, start, stop) for text in texts for start, stop in _showings(surface, text)]
    n_shown = len(shown)
    least = max(2, _PART_OF_NAME * n_shown)
    lefts = [
        match for text, start, _ in shown if (match := _BEFORE.search(text[max(start - _LONGEST_LEFT, 0) : start]))
    ]
    pairs = {(match[1], match[2]) for match in lefts if match[1]}
    befores = Counter(match[2] for match in lefts)
    afters = Counter(match[1] for text, _, stop in shown if (match := _AFTER.match(text, stop)) is not None)
    word, n = befores.most_common(1)[0] if befores else ("", 0)
    behind_article = any(first.casefold() in BEFORE_NOUNS for first, second in pairs if second == word)
    ordinal = word in _ORDINALS and n >= _PART_OF_NAME * n_shown
    if behind_article and surface[0].islower() and (ordinal or (n >= least and _qualifies(word))):
        surface = f"{word} {surface}"
    word, n = afters.most_common(1)[0] if afters else ("", 0)
    if n >= least and _qualifies(word):
        surface = f"{surface} {word}"
    return surface


def _qualifies(word: str) -> bool:
    """Whether a word can be a part of a noun phrase: no small word, no verb, adverb or number."""
    known = english_words()
    return (
        word.islower()
        and word[0].isalpha()
        and is_content(word, "en")
        and word not in known.verbs
        and word not in known.comparatives
        and not word.endswith(("ly", "ed", "ing"))
    )


def _begin(text: str) -> int:
    """Where the first letter of a sentence stands, behind a dateline."""
    stop = dateline_stop(text)
    return next((place for place in range(stop, len(text)) if text[place].isalpha()), len(text))


def _as_name(run: str, start: int, surface: str, opened: str) -> str:
    """A run of capitalised words around a surface without what stands before a name, or is written so for its place in a sentence.

    Parameters
    ----------
    run : str
    start : int
        Where it stands in its sentence.
    surface : str
    opened : str
        Language of a sentence that the run opens, if it is not English.
    """
    name = _BEFORE_NAMES.sub("", run)
    if opened != "en":
        # "Nach Angaben der Feuerwehr", "En Sevilla": a function word that begins the sentence is of no name.
        words = name.split(" ")
        first = next((k for k, word in enumerate(words[:-1]) if is_content(word.casefold(), opened)), len(words) - 1)
        name = " ".join(words[first:])
    if start == 0 and name == run and not name.startswith(surface):
        name = _BEFORE_NAMES.sub("", re.sub(r"^\S+ (?=(?:of|for) )", "", name))
    words = re.sub("['’]s?$", "", name).split(" ")
    # "Former Kentucky Gov. Matt Bevin": a title that is cut short ends no name, and no month does.
    never = english_words().never | CALENDAR
    while len(words) > 1 and words[-1].casefold() in never:
        words[-2:] = [re.sub("['’]s?$", "", words[-2])]
    name = " ".join(words)
    return name if f" {surface} " in re.sub("['’]s? ", " ", f" {name} ") or f" {surface} " in f" {name} " else surface
