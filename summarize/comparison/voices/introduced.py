"""The full names that a text gives for a surname, before it or behind it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from .cast import first_name_gender, in_passing
from .lexicon import PARTICLES, plain
from .names import POSSESSIVE, behind_office, named

if TYPE_CHECKING:
    from .lexicon import Lexicon

#: What may be the names before a surname, and how far back they are looked for.
_NAMES_BEFORE: Final = re.compile(r"(?<![\w.])(?:[^\W\d_][\w'’\-]*\.?[ \u00a0]){1,5}\Z")
_BEFORE: Final = 60
#: Letters of the longest first name that ends as participles do, "King".
_LONGEST_NAME: Final = 4
_INSIDE: Final = re.compile(r"[\w-]")

#: A word as a surname is one: nothing that may stand inside a name stands at either end.
SURNAME: Final = re.compile(r"[\w-]+")

#: What may be the given names behind a surname that stands first.
_NAMES_BEHIND: Final = r"((?: [^\W\d_a-z][\w’'\-]*){1,2})(?![\w-])"

#: The word right before a name, and its characters at most.
_WORD_BEFORE: Final = re.compile(r"([\w'’-]+)[.,]?[ \u00a0]\Z")
_LONGEST_WORD: Final = 40

#: What stands before the head of a sentence.
_HEAD: Final = re.compile(r"(?:\n|[.!?:][\"”’)]?\s)\Z")

#: What stands before the names of those who made an article, and how far before.
_CREDIT: Final = re.compile(
    r"\b(?:[Rr]eport(?:ing|ed)|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled|[Pp]roduc(?:ing|ed)|[Pp]hotos?(?:graphs?)?)(?: (?:and|in|from) [\w ]{0,40})? by [^.\n]*\Z"
)
_CREDITS: Final = 200

_SUFFIX_AFTER: Final = re.compile(r",? (Jr|Sr|II|III|IV)\b\.?")


def _is_of_page(names: list[str], surname: str) -> bool:
    """Whether what stands before a surname is none of his names: "FRAUD ALERTS Equifax", "Atlanta-based Equifax", "Moss Moss"."""
    shouted = any((word.isupper() and len(plain(word)) > 2) or word.endswith("-based") for word in names)
    return shouted or surname in names


def _is_name(text: str, word: str, stop: int, lexicon: Lexicon) -> bool:
    """Whether a verb is a name here too, with a capital not only at the head of a sentence."""
    place = text.rfind(word, 0, stop)
    heads = not text[:place].rstrip() or _HEAD.search(text, max(place - 4, 0), place) is not None
    return plain(word) in lexicon.first_names or not heads or in_mid_sentence(text, word)


def full_names(text: str, surname: str, lexicon: Lexicon) -> list[tuple[int, tuple[str, ...]]]:
    """Find the full names in a text that end with a surname, and where each stands.

    Parameters
    ----------
    text : str
    surname : str
        As written.
    lexicon : Lexicon

    Returns
    -------
    list of (start, names)
    """
    found = []
    small = (lexicon.openers | lexicon.bounds | lexicon.articles) - lexicon.first_names - PARTICLES
    place = text.find(surname)
    while place >= 0:
        start, place = place, text.find(surname, place + len(surname))
        stop = start + len(surname)
        if _INSIDE.match(text, stop) or (start and _INSIDE.match(text, start - 1)):
            continue
        line = max(text.rfind("\n", max(start - _BEFORE, 0), start) + 1, start - _BEFORE, 0)
        before = _NAMES_BEFORE.search(text, line, start)
        words = before.group().split() if before else []
        run: list[str] = []
        for k, word in reversed(list(enumerate(words))):
            first = run and plain(run[0]) in lexicon.first_names
            if k and word[0].isupper() and word.casefold() in small and words[k - 1][0].isupper():
                # "Calls Rise After Own Moss": in a heading only a first name tells a person.
                run = run if first else []
                break
            # "Juan Moss y Ana Reed" are two: no small word stands before a first name.
            if not word[0].isupper() and (first or word.casefold() not in PARTICLES):
                break
            # A full stop belongs to an initial or a title, or ends the sentence.
            ended = word.endswith(".") and len(plain(word)) > 1 and plain(word) not in lexicon.titles
            if POSSESSIVE.search(word) or ended:
                break
            run.insert(0, word)
        while run and not run[0][0].isupper():
            run.pop(0)
        run = behind_office([*run, surname], words[: len(words) - len(run)], lexicon)[:-1]
        # "Sources told Harbour News Moss had left" names a body, and then him.
        of_body = bool(run) and plain(run[-1]) in lexicon.agencies | lexicon.groups - lexicon.first_names
        names = named([*run, surname], lexicon)[:-1] if run and not of_body else []
        while names and names[0].endswith("ing") and len(names[0]) > _LONGEST_NAME:
            # "Considering Moss is ..."
            names = names[1:]
        while len(names) > 1 and plain(names[0]) in lexicon.forms and not _is_name(text, names[0], start, lexicon):
            # "Ask Virginia Moss"
            names = names[1:]
        place_name = bool(names) and plain(names[0]) in lexicon.places
        if names and not place_name and not _is_of_page(names, surname) and any(len(plain(w)) > 1 for w in names):
            suffix = _SUFFIX_AFTER.match(text, stop)
            found.append((start, (*names, surname, *([suffix[1]] if suffix else []))))
    return found


def names_led_by(text: str, surname: str, lexicon: Lexicon) -> list[tuple[int, tuple[str, ...]]]:
    """Find the full names in a text that a surname begins, as in China and Korea, and where each stands.

    That a name is somebody's, and its first word a surname, is to be seen: an office stands before it, the word is no first name, and what
    follows it stands nowhere without it.

    Parameters
    ----------
    text : str
    surname : str
        As written.
    lexicon : Lexicon

    Returns
    -------
    list of (start, names)

    Examples
    --------
    >>> from .lexicon import lexicon_of
    >>> names_led_by("The spokeswoman Hua Chunying spoke. Ms. Hua left.", "Hua", lexicon_of("en"))
    [(16, ('Hua', 'Chunying'))]
    """
    if plain(surname) in lexicon.first_names | lexicon.small | lexicon.titles | lexicon.groups | lexicon.agencies:
        return []
    no_names = lexicon.small | lexicon.titles | lexicon.groups
    found: list[tuple[int, tuple[str, ...]]] = []
    people: set[tuple[str, ...]] = set()
    stands_alone: dict[tuple[str, ...], bool] = {}
    for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}{_NAMES_BEHIND}", text):
        given = list(takewhile(lambda word: word[0].isupper(), (POSSESSIVE.sub("", word) for word in match[1].split())))
        while given and plain(given[-1]) in no_names:
            given.pop()
        names = (surname, *given)
        if not given or plain(given[0]) in lexicon.first_names:
            continue
        # What follows it stands nowhere without it, as words of their own: "Un" of "United" is none.
        if names not in stands_alone:
            alone, whole = (rf"(?<![\w-]){re.escape(words)}(?![\w-])" for words in (given[-1], " ".join(names)))
            stands_alone[names] = len(re.findall(alone, text)) != len(re.findall(whole, text))
        if stands_alone[names]:
            continue
        found.append((match.start(1) - len(surname), names))
        before = _WORD_BEFORE.search(text, max(match.start() - _LONGEST_WORD, 0), match.start())
        if before and plain(before[1]) in lexicon.offices:
            people.add(names)
    return [(start, names) for start, names in found if names in people]


def introductions(title: str, text: str, surname: str, lexicon: Lexicon) -> list[tuple[int, tuple[str, ...]]]:
    """Full names that a document gives for a surname, in its headline (at -1) or its text.

    Who is named only through his kin ("her father, Robert Moss") is not whom the surname alone means.
    """
    # A headline may write every word with a capital: there only a first name tells a person.
    found = [(-1, names) for _, names in full_names(title, surname, lexicon) if first_name_gender(names, lexicon)]
    found += full_names(text, surname, lexicon)
    # "(Reporting by Jane Roe)" introduces nobody of whom the article tells.
    found = [
        (start, names) for start, names in found if start < 0 or not _CREDIT.search(text, _line(text, start), start)
    ]
    found = found or names_led_by(text, surname, lexicon)
    # "In Nice Tony said": before a first name that a surname follows elsewhere stands none.
    if plain(surname) in lexicon.first_names and re.search(
        rf"(?<![\w-]){re.escape(surname)} [^\W\d_a-z][^\W\d_A-Z]", text
    ):
        found = [(start, names) for start, names in found if plain(names[0]) in lexicon.first_names]
    passing = {
        names: all(
            start >= 0 and in_passing(text, start - _width(text, start, names), lexicon)
            for start, other in found
            if other == names
        )
        for names in {names for _, names in found}
    }
    return [(start, names) for start, names in found if not passing[names]]


def _line(text: str, place: int) -> int:
    """Where the line of a place begins, at most so far back as credits go."""
    return max(text.rfind("\n", 0, place) + 1, place - _CREDITS)


def _width(text: str, start: int, names: tuple[str, ...]) -> int:
    """Characters of a full name before its surname, whose place is given."""
    begin = text.rfind(names[0], max(start - 60, 0), start)
    return start - begin if begin >= 0 else 0


#: What stands behind a death that is not, or not surely, that of whom it belongs to: "Roe's assassination attempt", "Roe's murder trial".
_OF_ANOTHER: Final = r" (?:attempt|penalty|threat|trial|inquiry|inquest|investigation|case|charge|conviction|row|plot|sentence|verdict|toll|wish)s?\b"


# Asked of each quotation of somebody.
@lru_cache(maxsize=64)
def is_survived(title: str, text: str, names: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a text tells of somebody's death and of his kin, who may bear his surname: "Jo Roe's brother" and "Roe's death".

    Examples
    --------
    >>> from .lexicon import lexicon_of
    >>> texts = "Since Roe's death they wait.", "Since Roe's murder trial they wait."
    >>> [is_survived("Jo Roe's brother pleads", text, ("Jo", "Roe"), lexicon_of("en")) for text in texts]
    [True, False]
    """
    name, surname = re.escape(" ".join(names)), re.escape(names[-1])
    kin, deaths = "|".join(sorted(lexicon.kin)), "|".join(sorted(lexicon.deaths))
    whole = f"{title}\n{text}"
    if re.search(rf"\b{surname}['’]s (?:{deaths})\b(?!{_OF_ANOTHER})|\b(?:{deaths}) of {name}\b", whole) is None:
        return False
    return re.search(rf"\b{name}['’]s (?:\w+ )?(?:{kin})\b|\b(?:{kin}) of {name}\b", whole) is not None


def nominative(text: str, word: str, lexicon: Lexicon) -> str:
    """Return a name without the ending of its case, where the text has it so."""
    for ending, bare in lexicon.cases:
        candidate = word.removesuffix(ending) + bare
        if word.endswith(ending) and len(candidate) > 2 and re.search(rf"(?<!\w){re.escape(candidate)}(?!\w)", text):
            return candidate
    return word


def in_mid_sentence(text: str, word: str) -> bool:
    """Whether a word has its capital elsewhere than at the head of a sentence, as names have."""
    return re.search(rf"[\w,”\"'’»] {re.escape(word)}(?!\w)", text) is not None
