"""The words of a story as forms: what is true of a word wherever it stands is said once."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ..lexical import is_content, joined_tokens, stems
from ..timing import followed
from .words import english_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["BEFORE_NOUNS", "BEFORE_VERBS", "Form", "Words", "beside", "squashed"]

#: When, and not what: no label.
_WHEN: Final = (
    """minute minutes hour hours day days week weeks month months year years time times today earlier later"""
)
_MONTHS: Final = (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr)
_CALENDAR: Final = frozenset({"", *map(str.casefold, _MONTHS), *_WHEN.split(), "a.m", "p.m"})

#: English plurals without an s.
_PLURALS: Final = frozenset({"children", "men", "people", "police", "women"})

#: Thai, Lao, Burmese and Khmer write no spaces between words, and vowels and tones as marks: what stands between two spaces is a phrase or a clause.
_MARKS: Final = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd"
)
_MARKED: Final = re.compile(f"[{_MARKS}]")
_BETWEEN_SPACES: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_LONGEST_PHRASE: Final = 30

_INITIALS: Final = re.compile(r"\w(?:\.\w)+")
_POSSESSIVE: Final = re.compile(r"['’]s$")
#: A contraction, or the party and state of a member of Congress.
_NO_PHRASE: Final = re.compile(r"(?:n['’]t|['’](?:ll|ve|re|d|m))$|^[dri]-(?!day$)[a-z]{2,6}$")

#: What stands before a noun and seldom before a verb, and the reverse; in English, where they tell most of the two apart.
_NOUNS_FOLLOW: Final = """a an the this these those my your his her its our their each every some any no another such many
several few most of in on at for from with by into over under between among against about during without through per via"""
_VERBS_FOLLOW: Final = """that to will would can could should must may might shall not n't don't didn't doesn't won't i we he
she they it you who which is are was were be been being am has have had having do does did also never already just"""
BEFORE_NOUNS: Final = frozenset(_NOUNS_FOLLOW.split())
BEFORE_VERBS: Final = frozenset(_VERBS_FOLLOW.split())
_BEFORE_EITHER: Final = BEFORE_NOUNS | BEFORE_VERBS


def squashed(text: str) -> str:
    """Letters and digits of a text alone, case folded."""
    return "".join(filter(str.isalnum, text.casefold()))


def _shown(text: str) -> list[tuple[str, str]]:
    """Words of a text, each with the white space by which alone it is parted from the next, or ""; phrases, where it has no words."""
    if _MARKED.search(text) is None:
        return joined_tokens(text)
    return [(found, "") for found in _BETWEEN_SPACES.findall(text) if len(found) <= _LONGEST_PHRASE]


class Form(NamedTuple):
    """A word as it is written in a language, and what is true of it wherever it stands.

    Attributes
    ----------
    written, bare : str
        As it stands in the text, and as it would end a label: without a possessive *'s*.
    word, stem, squashed : str
        Case folded; its stem; and its letters and digits alone, as they would stand in the name of a host.
    english, capital, possessive, plural : bool
    good : bool
        Whether it could begin or end a phrase.
    never : bool
        Whether it is no part of a phrase, even where it is written as a part of a name.
    tells : bool
        Whether it names something by itself: no adjective, measure or empty noun.
    ends : bool
        Whether it could end a phrase that is no name.
    """

    written: str
    bare: str
    word: str
    stem: str
    squashed: str
    english: bool
    capital: bool
    possessive: bool
    plural: bool
    good: bool
    never: bool
    tells: bool
    ends: bool

    @classmethod
    def of(cls, written: str, language: str) -> Form:
        """What is true of a word of a language, as it is written."""
        word, english, capital = written.casefold(), language == "en", written[0].isupper()
        without = _POSSESSIVE.sub("", word)
        known = english_words()
        adjective = without in known.demonyms or (without in known.adjectives and not capital)
        never = english and (word in known.never or _NO_PHRASE.search(word) is not None)
        stop = "." if _INITIALS.fullmatch(without) else ""  # lost where texts are divided into words
        return cls(
            written + (stop if without == word else ""),
            bare=_POSSESSIVE.sub("", written) + stop,
            word=word,
            stem=stems((word,), language)[0],
            squashed=word if word.isalnum() else squashed(without),
            english=english,
            capital=capital,
            possessive=without != word,
            plural=without.endswith("s") or without in _PLURALS,
            good=is_content(word, language)
            and not word[0].isdigit()
            and word not in _CALENDAR
            and not (
                english and not capital and (word.endswith("ly") or word in known.verbs or word in known.comparatives)
            )
            and not never,
            never=never,
            tells=not (english and known.is_silent(without)),
            ends=not (english and adjective),
        )


class Words:
    """The words of some sentences, one after the other, as numbers of their forms.

    Attributes
    ----------
    forms : list of Form
        Each that occurs, once.
    form : ndarray of shape (n_words,)
        Number of the form of each word.
    sentence, place : ndarray of shape (n_words,)
        In which sentence it stands, and as which of its words.
    joined : ndarray of shape (n_words,)
        Whether nothing but white space stands between it and the next word of its sentence.
    capital, good : ndarray of shape (n_words,)
        Whether it begins with a capital, and whether it could begin or end a phrase.
    """

    def __init__(self, corpus: Corpus, rows: Sequence[int], progress: Callable[[int, int], None] | None) -> None:
        number: defaultdict[tuple[str, str], int] = defaultdict(count().__next__)
        form: list[int] = []
        joined: list[bool] = []
        n_words: list[int] = []
        for i in followed(rows, progress):
            language = corpus.documents[corpus.sentences[i].document].language or "en"
            shown = _shown(corpus.text_of(i))
            form.extend([number[written, language] for written, _ in shown])
            joined.extend([gap != "" for _, gap in shown])
            n_words.append(len(shown))
        self.forms = [Form.of(written, language) for written, language in number]
        self.form = np.array(form, dtype=np.intp)
        self.sentence = np.repeat(np.array(rows, dtype=np.intp), n_words)
        self.place = np.arange(len(form)) - np.repeat(np.cumsum(n_words, dtype=np.intp) - n_words, n_words)
        self.joined = np.array(joined, dtype=bool)
        self.capital = self.which(lambda form: form.capital)
        self.good = self._good()

    def which(self, fact: Callable[[Form], bool]) -> NDArray[np.bool_]:
        """Of which words something is true, shape (n_words,), that is asked of each form once."""
        return np.array([fact(form) for form in self.forms], dtype=bool)[self.form]

    def _good(self) -> NDArray[np.bool_]:
        good: list[bool] = self.which(lambda form: form.good).tolist()
        # New York, United States: a stop word that is written as a part of a name is one.
        small = self.which(lambda form: form.word in _BEFORE_EITHER)
        names = (self.place > 0) & self.joined & self.capital & beside(self.capital, 1) & ~small
        pairs = np.flatnonzero(names).tolist()
        for j in (*pairs, *reversed(pairs)):
            either = good[j] or good[j + 1]
            for k in (j, j + 1):
                good[k] = either and len(self.forms[self.form[k]].word) > 1
        return np.array(good, dtype=bool) & ~self.which(lambda form: form.never)


def beside(of_word: NDArray[np.bool_], n: int) -> NDArray[np.bool_]:
    """What is true of the word that stands `n` words after each, or before it; of no word, nothing."""
    found = np.zeros(len(of_word) + 2 * abs(n), dtype=bool)
    found[abs(n) : abs(n) + len(of_word)] = of_word
    return found[abs(n) + n :][: len(of_word)]
