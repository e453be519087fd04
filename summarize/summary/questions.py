"""What kind of answer a question asks for, and which sentences hold one of that kind."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..calendars import months_of, weekdays_of
from ..configuration import load_toml
from ..evidence import names_in, numbers_in
from ..lexical import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: What a question may ask for, in the order in which its words are looked for: "how many" is no "how", and "when" may follow "who".
_KINDS: Final = ("number", "why", "when", "where", "who")

#: An hour, a word with a capital, and a year.
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d\d\b(?!\s?%)|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_CAPITAL: Final = re.compile(r"\b[A-Z]\w+")
_YEARS: Final = range(1800, 2101)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    return load_toml(Path(__file__).with_name("questions.toml"), "words of questions, by language")


def kind_asked(question: str, language: str) -> str | None:
    """What kind of answer a question asks for: ``"who"``, ``"where"``, ``"when"``, ``"number"`` or ``"why"``; None where it does not say.

    Of several the one that is asked first in the question.

    Examples
    --------
    >>> kind_asked("How many leaders met in Paris?", "en"), kind_asked("Who said when?", "en"), kind_asked("What of Kazakhstan?", "en")
    ('number', 'who', None)
    """
    table = _tables().get(language, {})
    spoken = f" {' '.join(tokens(question))} "
    places = [
        (spoken.index(f" {words} "), -len(words), kind)
        for kind in _KINDS
        for words in table.get(kind, ())
        if f" {words} " in spoken
    ]
    return min(places)[2] if places else None


def answering_kind(question: str, texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.bool_]:
    """Mark the sentences that hold what a question asks for: a name that it has not, a number, a time, or a reason.

    Parameters
    ----------
    question : str
    texts, languages : sequences of str
        The sentences, and the ISO 639-1 code of each; the question is read by the words of each language in turn.

    Returns
    -------
    ndarray of bool, shape (n_texts,)
        All False in a language without such words, and where the question asks for none of these.

    References
    ----------
    Li, X., & Roth, D. (2002). Learning question classifiers. COLING: the kind of the answer that is expected.

    Examples
    --------
    >>> texts = ["Lavrov led the Russians.", "They met on Tuesday.", "They met for hours."]
    >>> answering_kind("When did they meet?", texts, ["en"] * 3).tolist()
    [False, True, False]
    """
    asked = {language: kind_asked(question, language) for language in set(languages)}
    found = np.zeros(len(texts), dtype=bool)
    if not any(asked.values()):
        return found
    own = set(tokens(question))
    names = names_in(texts, languages) if {"who", "where"} & set(asked.values()) else ()
    for i, (text, language) in enumerate(zip(texts, languages, strict=True)):
        match asked[language]:
            case "who" | "where":
                found[i] = bool(names[i] - own)
            case "number":
                found[i] = any(number not in _YEARS for number in numbers_in(text))
            case "when":
                found[i] = _holds_a_time(text, language)
            case "why":
                found[i] = not set(_tables()[language]["reasons"]).isdisjoint(tokens(text))
    return found


def _holds_a_time(text: str, language: str) -> bool:
    if _CLOCK.search(text) is not None or any(number in _YEARS for number in numbers_in(text)):
        return True
    # English writes its months and days with a capital, and "may" and "march" without one are verbs.
    words = tokens(text) if language != "en" else [word.lower() for word in _CAPITAL.findall(text)]
    if any(word in months_of(language) or word in weekdays_of(language) for word in words):
        return True
    return not _times(language).isdisjoint(tokens(text))


@lru_cache(maxsize=32)
def _times(language: str) -> frozenset[str]:
    return frozenset(_tables()[language]["times"])
