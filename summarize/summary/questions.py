"""What kind of answer a question asks for, and which sentences hold one of that kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ..calendars import CLOCK, months_of, weekdays_of, without_accents
from ..evidence import names_in, numbers_in
from ..lexical import tokens
from ..shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: What a question may ask for.
_KINDS: Final = ("number", "when", "where", "speaker")

#: A word with a capital, and a year: four digits that are no part of a longer number, a price or a share.
_CAPITAL: Final = re.compile(r"\b[A-Z]\w+")
_YEAR: Final = re.compile(r"(?<![\w.,:/$€£-])(?:1[89]|20)\d\d(?![\w%]|[.,:/]\d)")

#: What stands behind a name.
_YOUNGER: Final = r"[JS]r\b\.?"

#: Who is nobody in particular.
_NOBODY: Final = frozenset({"it", "he", "she", "they", "you", "we", "people", "this", "that"})

#: What joins the parts of a word that are words of a question: "who's", "d'où".
_JOINS: Final = re.compile(r"['’-]")


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        language: {kind: tuple(_plain(words) for words in phrases) for kind, phrases in table.items()}
        for language, table in shipped("summary/questions.toml").items()
    }


def _plain(text: str) -> str:
    """The words of a text without case, accents and apostrophes, each between spaces."""
    return f" {' '.join(part for word in tokens(text) for part in _JOINS.split(without_accents(word)))} "


def kind_asked(question: str, language: str) -> str | None:
    """What kind of answer a question asks for: ``"number"``, ``"when"``, ``"where"`` or ``"speaker"``; None where it does not begin by saying so.

    Examples
    --------
    >>> kind_asked("How many leaders met in Paris?", "en"), kind_asked("D’où venaient-ils ?", "fr"), kind_asked("What did they say when they met?", "en")
    ('number', 'where', None)
    """
    spoken, table = _plain(question), _tables().get(language, {})
    kind = next((kind for kind in _KINDS if spoken.startswith(table.get(kind, ()))), None)
    return None if kind == "speaker" and _speaker_in(question, language) is None else kind


def _speaker_in(question: str, language: str) -> str | None:
    """The last word of whom a question asks what he said; None where it asks no such thing."""
    found = _asked_of(question, language)
    return None if found is None or found[2].lower() in _NOBODY else found[2]


def _asked_of(question: str, language: str) -> re.Match[str] | None:
    """The beginning of a question that asks what somebody said, to its verb."""
    table = _tables().get(language, {})
    begins, says = ("|".join(map(str.strip, table.get(kind, ("(?!)",)))) for kind in ("speaker", "says"))
    # Of verbs that follow one another the last asks: the Washington Post says something, and demand responds.
    return re.match(
        rf"\W*(?:{begins}) (?P<whom>(?:\S+ ){{0,4}}?(?!(?:the|an?) )([\w’'.-]+))(?P<younger> {_YOUNGER})? (?P<says>{says})\b(?! (?:{says})\b)",
        " ".join(question.split()),
        re.IGNORECASE,
    )


def speaker_asked(question: str) -> str | None:
    """Of whom a question in English asks what he said; None where it asks for nobody's words.

    Examples
    --------
    >>> speaker_asked("What did Sergei Lavrov say about oil?"), speaker_asked("What did the captain say?"), speaker_asked("Where did Lavrov go?")
    ('Sergei Lavrov', 'the captain', None)
    """
    found = _asked_of(question, "en")
    if found is None or _speaker_in(question, "en") is None:
        return None
    return f"{found['whom']}{found['younger'] or ''}"


def without_asking(question: str) -> str:
    """The words of a question but for the verb by which it asks what somebody said, which an answer need not have; any other as it is.

    Examples
    --------
    >>> without_asking("How did Roe respond to the mayor?"), without_asking("Did Roe respond?")
    ('How did Roe to the mayor?', 'Did Roe respond?')
    """
    found = _asked_of(question, "en")
    return question if found is None else f"{found.string[: found.start('says')]}{found.string[found.end() :].lstrip()}"


def whose_words(question: str) -> str | None:
    """Whom a question in English names, where it asks what he said and nothing more: not about what, nor to whom; else None.

    A captain is no name: another may have spoken.

    Examples
    --------
    >>> whose_words("What did Sergei Lavrov say?"), whose_words("What did Lavrov say about oil?"), whose_words("What did the captain say?")
    ('Sergei Lavrov', None, None)
    """
    found, last = _asked_of(question, "en"), _speaker_in(question, "en")
    if found is None or last is None or not last[0].isupper():
        return None
    if f" {found['says'].lower()} " not in _tables()["en"]["words"]:
        return None
    return None if any(map(str.isalnum, found.string[found.end() :])) else found["whom"]


def place_adjectives(word: str) -> tuple[str, ...]:
    """Adjectives of a place in English: "Iranian" of "Iran"; empty where it is none that the table has.

    Examples
    --------
    >>> place_adjectives("Iran"), place_adjectives("France"), place_adjectives("Scott")
    (('iranian',), ('french',), ())
    """
    return _adjectives_of_places().get(word.casefold(), ()) if word[:1].isupper() else ()


def forms_of_place(word: str) -> tuple[str, ...]:
    """What else in English tells of a place that a word tells of: its name, or its adjectives; empty where it is of none that the table has.

    Examples
    --------
    >>> forms_of_place("Argentina"), forms_of_place("Argentine"), forms_of_place("Scott")
    (('argentine', 'argentinian'), ('argentina', 'argentinian'), ())
    """
    return _forms_of_places().get(word.casefold(), ()) if word[:1].isupper() else ()


@lru_cache(maxsize=1)
def _adjectives_of_places() -> dict[str, tuple[str, ...]]:
    return {place: tuple(adjectives) for place, *adjectives in map(str.split, _tables()["en"]["places"])}


@lru_cache(maxsize=1)
def _forms_of_places() -> dict[str, tuple[str, ...]]:
    families = [(place, *adjectives) for place, adjectives in _adjectives_of_places().items()]
    found: dict[str, tuple[str, ...]] = {}
    for family in families:
        for word in family:
            # What is Burmese is of Burma and of Myanmar.
            others = (*found.get(word, ()), *(form for form in family if form != word))
            found[word] = tuple(dict.fromkeys(others))
    return found


def answering_kind(question: str, texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.bool_]:
    """Mark the sentences that hold what a question asks for: a number, a time, or a name that the question has not.

    Parameters
    ----------
    question : str
    texts, languages : sequences of str
        The sentences, and the ISO 639-1 code of each.

    Returns
    -------
    ndarray of bool, shape (n_texts,)
        All False where the question asks for none of these in any language of the texts or in English, and for texts in a language without such words. Whose words
        a sentence has is more than it tells by itself.

    Notes
    -----
    O(characters).

    References
    ----------
    Li, X., & Roth, D. (2002). Learning question classifiers. COLING: the kind of the answer that is expected.

    Examples
    --------
    >>> texts = ["Lavrov led the Russians.", "They met on Tuesday.", "They met for hours."]
    >>> answering_kind("When did they meet?", texts, ["en"] * 3).tolist()
    [False, True, False]
    """
    kinds = (kind_asked(question, language) for language in [*sorted({*languages}), "en"])
    kind = next(filter(None, kinds), None)
    if kind in (None, "speaker"):
        return np.zeros(len(texts), dtype=bool)
    if kind == "where":
        *names, own = names_in([*texts, question], [*languages, "en"])
        found = [
            bool(_tables().get(language, {}).get("where")) and not held <= own | _times_of(language)
            for held, language in zip(names, languages, strict=True)
        ]
    else:
        holds = _holds_a_number if kind == "number" else _holds_a_time
        found = [
            language in _tables() and holds(text, language) for text, language in zip(texts, languages, strict=True)
        ]
    return np.array(found, dtype=bool)


def _holds_a_number(text: str, _language: str) -> bool:
    return not set(numbers_in(text)) <= set(map(float, _YEAR.findall(text)))


def _holds_a_time(text: str, language: str) -> bool:
    if CLOCK.search(text) is not None or _YEAR.search(text) is not None:
        return True
    # English writes its months and days with a capital, and "may" and "march" without one are verbs.
    words = tokens(text) if language != "en" else [word.lower() for word in _CAPITAL.findall(text)]
    if not _times_of(language).isdisjoint(words):
        return True
    spoken = _plain(text)
    return any(phrase in spoken for phrase in _tables()[language]["times"])


@lru_cache(maxsize=32)
def _times_of(language: str) -> frozenset[str]:
    """Names of months and weekdays."""
    return frozenset({*months_of(language), *weekdays_of(language)})
