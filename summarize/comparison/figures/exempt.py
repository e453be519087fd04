"""The numbers of a sentence, and which of them are no quantities: dates, times of day, names ("Pixel 2"), versions, fractions, pieces of other numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Final

from ...calendars import without_accents
from ...lexical import CAPITAL_NOUNS, is_content
from .lexicon import quantity_words
from .numbers import Number, number_at
from .pieces import DASHES, Pieces
from .surroundings import BEFORE, Surroundings

#: Signs right behind which no number is a quantity.
_NO_NUMBER_BEHIND: Final = frozenset(":/#@№.+'’_\\")

#: Pieces after a number in which what it counts is looked for.
AFTER: Final = 7

_MILLION: Final = 1e6

#: Numbers that may be years.
_YEARS: Final = (1500, 2199)

#: Days of the longest month; hours of a day and seconds of an hour.
_DAYS: Final = 31
_HOURS: Final = 24.0
_HOUR: Final = 3_600.0

#: A time of day with its minutes.
_MINUTES: Final = re.compile(r"\d{1,2}\.[0-5]\d")

#: Pieces of the first number of a fraction, and what such fractions are of.
_OF_FRACTION: Final = 3
_WHOLES: Final = frozenset((3.0, 4.0, 5.0, 10.0, 100.0, 1000.0))


class Numbers:
    """The numbers of one stretch of text, the sentence from `start` to `stop` of `text`."""

    def __init__(self, text: str, language: str, start: int, stop: int) -> None:
        self.text, self.language, self.begin, self.end = text, language, start, stop
        self.words = quantity_words(language)
        self.sets = self.words.sets
        self.pieces = Pieces(text, start, stop)
        self.around = Surroundings(self.pieces, self.words)

    def number(self, i: int) -> Number | None:
        """The number that begins with a piece; None where none does."""
        number = number_at(self.pieces, i, self.words)
        if number is None or not self._in_metres(number):
            return number
        return replace(
            number, value=number.value / _MILLION, step=number.step / _MILLION, last=number.last - 1, multiplied=1.0
        )

    def _in_metres(self, number: Number) -> bool:
        """Whether the "m" on a number is a metre and no million: "80m deep", "a depth of 40m", "the 40m dry well"."""
        first, last = number.first, number.last
        if (
            self.pieces.at(last - 1) != "m"
            or number.multiplied != _MILLION
            or self.pieces.at(first - 1) == "h"
            or self._is_measured(first, last)
        ):
            return False
        place = last + (self.pieces.at(last) in DASHES)
        if self.pieces.at(place) in self.sets["lengths"]:
            return True
        if self.pieces.at(first - 1) == "of" and self.pieces.at(first - 2) in self.sets["sizes"]:
            return True
        words = takewhile(lambda piece: piece.word, self.pieces[place : place + AFTER])
        phrase = list(takewhile(lambda word: word not in self.sets["ends"], (piece.lower for piece in words)))
        counted = any(self.is_plural(word) or word in self.sets["money"] for word in phrase)
        return self.pieces.at(first - 1) in ("a", "an", "the") and bool(phrase) and not counted

    def is_none(self, number: Number, last: int) -> bool:
        """Whether a number, and what stands on the pieces up to `last`, is no quantity: a date, a time of day, a year, a name, a version, a part of another number."""
        i = number.first
        first, after, before = self.pieces[i], self.pieces.at(last), self.pieces.at(i - 1)
        if self._is_fraction(number) or self._is_time(number, last):
            return True
        if number.in_words:
            return (
                self.pieces.at(last + (after == "-")) in self.sets["parts"]
                or before in self.sets["numbered"]
                or self._is_pronoun(number)
                or self._titled(i, last)
            )
        if self.around.scale_before(number) is not None:
            return False
        behind = last + (after in (".", "of", "de", "di"))
        year = len(first.text) == 4 and _YEARS[0] <= number.value <= _YEARS[1]
        if (
            # "In March 3,000 people fled", "in May 2.5 million".
            number.multiplied == 1.0
            and (year or (first.text.isdecimal() and number.value <= _DAYS))
            and (self._is_month(behind) or self._is_month(i - 1 - (before == "."), back=True))
        ):
            return True
        if after.rstrip(".") in self.sets["clock"]:
            return True
        end = self.pieces[last - 1].stop
        if self.pieces.adjacent(i) and (
            before in _NO_NUMBER_BEHIND
            or (before in DASHES and self.pieces.adjacent(i - 1) and self.pieces.at(i - 2) not in self.sets["prefixed"])
        ):
            return True
        if self.text[end : min(end + 1, self.end)].isalpha() and self.pieces[last].text not in self.words.units:
            return True
        if self._is_measured(i, last):
            return False
        if year and number.multiplied == 1.0:
            return True
        # "Nelle ultime ore 12 persone" are people; "Flight 12 people" are of a flight.
        people = i > 0 and self.pieces[i - 1].text[0].islower() and after in self.sets["persons"]
        named = before in self.sets["numbered"] or (before == "." and self.pieces.at(i - 2) in self.sets["numbered"])
        if named and not people:
            return True
        return self._named(i, last)

    def _is_time(self, number: Number, last: int) -> bool:
        """Whether what stands before and behind makes it a time of day: "a las 3.30 horas", "ve 14.52", but no "à 15 heures de route"."""
        opener = self.words.clock_before
        unit, _, behind = self.around.after(last)
        start = self.pieces[number.first].start
        if (
            opener is None
            or number.value >= _HOURS
            or opener.search(self.text[max(self.begin, start - BEFORE) : start]) is None
        ):
            return False
        if unit is None:
            return _MINUTES.fullmatch(self.pieces[number.first].text) is not None
        but = self.sets["clock_not"]
        elided = self.pieces.at(behind)[:2]
        return (
            unit.dimension == "time"
            and unit.factor == _HOUR
            and but.isdisjoint((self.pieces.at(last), self.pieces.at(behind), elided))
        )

    def _is_measured(self, first: int, last: int) -> bool:
        """Whether a currency or a unit stands beside a number."""
        return self.around.sign_before(first) is not None or self.around.after(last)[0] is not None

    def _is_month(self, i: int, *, back: bool = False) -> bool:
        """Whether a piece is a month, or two are: those that end with it, or begin with it."""
        first, second = self.pieces.at(i - back), self.pieces.at(i + 1 - back)
        return any(without_accents(word) in self.words.months for word in (self.pieces.at(i), first + second))

    def _is_fraction(self, number: Number) -> bool:
        """Whether it is the first number of so many in so many, side by side, or the second: "three in ten Americans"."""
        for phrase in self.words.out_of:
            for place in (number.first - len(phrase), number.last):
                if any(self.pieces.at(place + k) != word for k, word in enumerate(phrase)):
                    continue
                ahead = (self.number(k) for k in range(place - 1, max(place - 1 - _OF_FRACTION, -1), -1))
                behind = self.number(place + len(phrase)) if place + len(phrase) < len(self.pieces) else None
                first = next((found for found in ahead if found is not None and found.last == place), None)
                if first is None or behind is None or behind.value not in _WHOLES or first.value >= behind.value:
                    continue
                # "Won 8-7 in ten innings", "won Game 7 in ten innings": a score, and a name.
                if not (self.pieces.at(first.first - 1) in DASHES or self._named(first.first, first.last)):
                    return True
        return False

    def _named(self, i: int, last: int) -> bool:
        """Whether the word before makes it a name: "Pixel 2"."""
        if i == 0 or self.language in CAPITAL_NOUNS or self.pieces.at(last) in self.sets["persons"]:
            return False
        before = self.pieces[i - 1]
        if not before.word or not before.text[0].isupper() or self.around.opening(self.pieces[i].start)[1] is not None:
            return False
        # "In Nice 77 shops" is a number, "the Pixel 2" a name.
        placed = self.pieces.at(i - 2) in self.sets["placed"]
        return not placed and before.lower not in self.sets["weekdays"] and is_content(before.lower, self.language)

    def _titled(self, i: int, last: int) -> bool:
        """Whether it belongs to a name: "the Six-Day War". Where the word before has a capital too, all of a headline may have."""
        place = last + 1 if self.pieces.at(last) in DASHES else last
        if self.language in CAPITAL_NOUNS or i == 0 or place >= len(self.pieces):
            return False
        before, behind = self.pieces[i - 1], self.pieces[place]
        return (
            self.pieces[i].text[0].isupper()
            and behind.text[0].isupper()
            and (before.digits or before.text[0].islower())
        )

    def _is_pronoun(self, number: Number) -> bool:
        if number.value != 1.0 or number.last - number.first != 1:
            return False
        place = number.last + (self.pieces.at(number.last) in self.sets["skipped"])
        return self.pieces.at(place) not in self.sets["one_of"]

    def is_plural(self, word: str) -> bool:
        """Whether a word, case folded, may count more than one."""
        return word in self.sets["plural"] or (
            len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
        )
