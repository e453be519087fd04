"""Quantities of a sentence: value or interval, unit, what is counted, and the words that open it.

Precision goes first: what may be a date, a time, an age of a rule, a version or a name ("Pixel 2") is no quantity.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from math import inf
from typing import Final

from ...lexical import CAPITAL_NOUNS, is_content, stems
from .lexicon import quantity_words
from .numbers import Number, number_at
from .pieces import DASHES, Piece, Pieces
from .surroundings import BEFORE, REACH, Surroundings
from .values import Quantity

#: Counts from which the last written place may be rounded; the relative difference that the change of a unit makes.
_ROUNDED_FROM: Final = 100.0
_CONVERTED: Final = 0.01

#: Words before "one" where it stands for a noun and counts nothing.
_BEFORE_A_PRONOUN: Final = frozenset(("the", "this", "that", "any", "no", "every", "each", "or"))

#: Pieces after a number in which what it counts is looked for.
_AFTER: Final = 7

_MILLION: Final = 1e6

#: Sentences whose quantities are remembered.
_KNOWN: Final = 1 << 14

#: Seconds of a year.
_YEAR: Final = 31_557_600.0

_YEARS: Final = (1500, 2199)


def quantities_in(text: str, language: str, start: int = 0, stop: int | None = None) -> list[Quantity]:
    """Find the quantities of a sentence.

    Parameters
    ----------
    text : str
    language : str
        ISO 639-1 code.
    start, stop : int
        The sentence within the text; all of it by default.

    Returns
    -------
    list of Quantity
        In order. Dates, times, years, ordinals, names and scores are none.

    Notes
    -----
    O(characters). Number words, and what opens a number, are read in the languages of ``words.toml``; digits, signs and
    units in all.

    Examples
    --------
    >>> text = "On Feb. 12 at least two dozen leaders of 10 countries met for 4.5 hours in Room 5 and spent $7m."
    >>> [(text[q.start : q.stop], q.low, q.high, q.unit, q.head) for q in quantities_in(text, "en")]
    [('two dozen', 24.0, inf, 'count', 'leader'), ('10', 10.0, 10.0, 'count', 'countri'), ('4.5 hours', 16200.0, 16200.0, 'second', ''), ('$7m', 7000000.0, 7000000.0, 'USD', '')]
    """
    end = len(text) if stop is None else stop
    return list(_quantities_of(text, language, start, end))


# Claims, aligned sentences and figures ask for those of one sentence in turn.
@lru_cache(maxsize=_KNOWN)
def _quantities_of(text: str, language: str, start: int, stop: int) -> tuple[Quantity, ...]:
    if quantity_words(language).hint.search(text, start, stop) is None:
        return ()
    return tuple(_Reader(text, language, start, stop).quantities())


class _Reader:
    def __init__(self, text: str, language: str, start: int, stop: int) -> None:
        self.text, self.language, self.begin, self.end = text, language, start, stop
        self.words = quantity_words(language)
        self.sets = self.words.sets
        self.pieces = Pieces(text, start, stop)
        self.around = Surroundings(self.pieces, self.words)

    def quantities(self) -> list[Quantity]:
        found: list[Quantity] = []
        i = 0
        while i < len(self.pieces):
            number = self._number(i)
            if number is None:
                i += 1
                continue
            second, joint = self._second(number)
            last = number.last if second is None else second.last
            if joint != "drop" and not self._is_name_or_date(number, last):
                quantity = self._quantity(number, second)
                if quantity is not None:
                    found.append(quantity)
                    while last < len(self.pieces) and self.pieces[last].start < quantity.stop:
                        last += 1
            i = last
        return found

    def _number(self, i: int) -> Number | None:
        number = number_at(self.pieces, i, self.words)
        if number is None or number.in_words or not self._in_metres(number):
            return number
        return replace(
            number, value=number.value / _MILLION, step=number.step / _MILLION, last=number.last - 1, multiplied=1.0
        )

    def _in_metres(self, number: Number) -> bool:
        """Whether the "m" on a number is a metre and no million: "80m deep", "a depth of 40m", "the 40m dry well"."""
        last = number.last
        if self.pieces.at(last - 1) != "m" or number.last - number.first != 2 or number.multiplied != _MILLION:
            return False
        if self.around.sign_before(number.first) is not None:
            return False
        place = last + 1 if self.pieces.at(last) in DASHES else last
        if self.pieces.at(place) in self.sets["lengths"]:
            return True
        first = number.first
        if self.pieces.at(first - 1) == "of" and self.pieces.at(first - 2) in self.sets["sizes"]:
            return True
        behind = next(
            (k for k in range(place, min(place + _AFTER, len(self.pieces))) if not self.pieces[k].word), place
        )
        words = [self.pieces[k].lower for k in range(place, max(behind, place))]
        phrase = list(takewhile(lambda word: word not in self.sets["ends"], words))
        return self.pieces.at(first - 1) in ("a", "an", "the") and bool(phrase) and not any(map(self._plural, phrase))

    def _second(self, first: Number) -> tuple[Number | None, str]:
        """Find the other end of a range; ``"drop"`` for what is a score or a change and no range."""
        joint = self.pieces.at(first.last)
        before = self.pieces.at(first.first - 1)
        start = self.pieces[first.first].start
        ahead = self.text[max(self.begin, start - BEFORE) : start].rstrip(" $€£")
        sets, is_from = self.sets, before in self.sets["changing"]
        opened = not sets["between"].isdisjoint((before, *ahead.casefold().split()[-1:]))
        dash = joint in DASHES and self.pieces.adjacent(first.last) == self.pieces.adjacent(first.last + 1)
        if not (dash or joint in sets["up_to"] or joint in sets["either"] or (joint in sets["joined"] and opened)):
            return None, "drop" if is_from and self._changes(first.last) else ""
        place = first.last + 1
        if self.pieces.at(place) in self.words.signs:
            place += 1
        second = self._number(place) if place < len(self.pieces) else None
        if second is None or (first.in_words and dash):
            return None, "drop" if is_from and self._changes(first.last) else ""
        if first.multiplied == 1.0 and second.multiplied > 1.0 and first.value < second.value:
            first_value = first.value * second.multiplied
        else:
            first_value = first.value
        if joint in sets["either"] and not first_value < second.value <= 2 * first_value + 2:
            return None, ""
        if is_from or not first_value < second.value:
            return second, "drop"
        return replace(second, first=first.first, value=second.value), joint

    def _changes(self, i: int) -> bool:
        """Whether it is where a change began: "from 69.9 years in 1959 to 78.9"."""
        for k in range(i, min(i + _AFTER, len(self.pieces))):
            if self.pieces[k].lower in self.sets["changed"]:
                return any(self.pieces[n].digits for n in range(k + 1, min(k + 3, len(self.pieces))))
        return False

    def _is_name_or_date(self, number: Number, last: int) -> bool:
        i = number.first
        first, after, before = self.pieces[i], self.pieces.at(last), self.pieces.at(i - 1)
        if number.in_words:
            return (
                after in self.sets["parts"]
                or (after == "-" and self.pieces.at(last + 1) in self.sets["parts"])
                or before in self.sets["numbered"]
                or self._is_pronoun(number)
                or self._titled(i, last)
            )
        if self.around.scale_before(number) is not None:
            return False
        if (
            after in self.sets["months"]
            or before in self.sets["months"]
            or (after in (".", "of") and self.pieces.at(last + 1) in self.sets["months"])
        ):
            return True
        if before == "." and self.pieces.at(i - 2) in self.sets["months"]:
            return True
        if (
            after in self.sets["clock"]
            or (after in self.sets["ordinal"] and self.pieces.adjacent(last))
            or (after == "." and self.pieces.at(last + 1) in self.sets["months"])
        ):
            return True
        if (
            after in DASHES
            and self.pieces.adjacent(last)
            and self.pieces.adjacent(last + 1)
            and self.pieces[last + 1].digits
        ):
            return True
        if "," in (after, before) and self._broken(i, last):
            return True
        around = (
            self.text[first.start - 1 : first.start] if first.start > self.begin else "",
            self.text[self.pieces[last - 1].stop : self.pieces[last - 1].stop + 1],
        )
        if (
            around[0] in tuple(":/#@№.+'’_\\")
            or around[1] in tuple(":/_\\=@")
            or (around[0] in DASHES and self.pieces.adjacent(i) and self.pieces.adjacent(i - 1))
        ):
            return True
        if around[1] and around[1].isalpha() and self.around.suffix(last) is None:
            return True
        if self.around.sign_before(i) is not None or self.around.after(last)[0] is not None:
            return False
        year = len(first.text) == 4 and first.text.isdecimal() and _YEARS[0] <= number.value <= _YEARS[1]
        if year and number.multiplied == 1.0:
            return True
        if before in self.sets["numbered"] or (before == "." and self.pieces.at(i - 2) in self.sets["numbered"]):
            return True
        return self._named(i)

    def _broken(self, first: int, last: int) -> bool:
        """Whether it is a piece of a number with a space in it: "1, 600"."""
        behind = last + 1 < len(self.pieces) and self.pieces[last + 1].digits and len(self.pieces[last + 1].text) == 3
        ahead = first >= 2 and self.pieces[first - 2].digits and len(self.pieces[first].text) == 3
        return (behind and self.pieces.at(last) == ",") or (ahead and self.pieces.at(first - 1) == ",")

    def _named(self, i: int) -> bool:
        """Whether the word before makes it a name: "Pixel 2"."""
        if i == 0 or self.language in CAPITAL_NOUNS:
            return False
        before = self.pieces[i - 1]
        if not before.word or not before.text[0].isupper() or self.around.opening(self.pieces[i].start)[1] is not None:
            return False
        # "In Nice 77 people" is a number, "the Pixel 2" a name.
        placed = self.pieces.at(i - 2) in ("in", "at", "near", "from", "across", "around")
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
        following = next(
            (
                self.pieces.at(k)
                for k in range(number.last, number.last + 2)
                if self.pieces.at(k) not in self.sets["skipped"]
            ),
            "",
        )
        return following not in self.sets["one_of"] or self.pieces.at(number.first - 1) in _BEFORE_A_PRONOUN

    def _quantity(self, number: Number, second: Number | None) -> Quantity | None:
        last = number.last if second is None else second.last
        start, stop = self.pieces[number.first].start, self.pieces[last - 1].stop
        sign = self.around.sign_before(number.first)
        unit, end, following = self.around.after(last)
        if sign is not None:
            start, unit = sign
            following = last
        elif unit is not None:
            stop = end
        elif second is None:
            unit = self.around.scale_before(number)
        factor = unit.factor if unit is not None else 1.0
        offset = unit.offset if unit is not None else 0.0
        if second is None:
            written = number.value
            if (
                unit is not None
                and unit.dimension == "temperature"
                and (below := self.around.below_zero(start)) is not None
            ):
                start, written = below, -written
            value: float | None = written * factor + offset
            low = high = written * factor + offset
            step = number.step * factor
        else:
            value = None
            scale = (
                second.multiplied
                if number.multiplied == 1.0 and second.multiplied > 1.0 and number.value < second.value
                else 1.0
            )
            low, high, step = (
                number.value * scale * factor + offset,
                second.value * factor + offset,
                second.step * factor,
            )
        name = "count" if unit is None else unit.base
        if unit is not None and unit.base == "second" and self._old(following):
            name = "year of age"
            factor = factor / _YEAR
            low, high, step, value = low / _YEAR, high / _YEAR, step / _YEAR, None if value is None else value / _YEAR
            while self.pieces.at(following) in ("-", "‑", "old"):
                stop = self.pieces[following].stop
                following += 1
        how, qualifier = self.around.opening(start)
        if self.around.is_doubtful(qualifier, name):
            return None
        low, high, how, qualifier = self.around.opened(low, high, how, qualifier, stop)
        if number.about and second is None and not how:
            low, high, how = low * (1 - REACH), high * (1 + REACH), "about"
        size = abs(high if second is not None or high < inf else low)
        slack = 0.0 if name == "year of age" else _slack(size, step, name != "count")
        counted, modifiers = self._counted(following, name, number.value)
        if counted is None and name == "count":
            counted = self.around.toll_before(number.first, qualifier)
        fate = counted is not None and counted.lower in self.sets["fates"]
        head = stems(["people" if fate else counted.lower], self.language)[0] if counted is not None else ""
        if (name == "count" and counted is None) or (counted is not None and self._is_rate(counted.stop)):
            return None
        return Quantity(
            start,
            stop,
            value,
            low,
            high,
            slack,
            name,
            None if counted is None else (counted.start, counted.stop),
            head,
            tuple(stems([word.lower for word in modifiers], self.language)),
            qualifier,
            "between" if second is not None and not how else how,
            step / 2,
            self.around.span_behind(max(stop, 0 if counted is None else counted.stop)),
        )

    def _old(self, i: int) -> bool:
        return self.pieces.at(i) == "old" or (self.pieces.at(i) in DASHES and self.pieces.at(i + 1) == "old")

    def _counted(self, i: int, unit: str, value: float) -> tuple[Piece | None, list[Piece]]:
        """Find the noun that a number counts, and the words between."""
        place = i
        measured = unit != "count"
        if measured and self.pieces.at(place) in DASHES and self.pieces.adjacent(place):
            measured = False
            place += 1
        if self.pieces.at(place) == "of" or (
            self.pieces.at(place) in self.sets["partitive"] and self.pieces.at(place - 1) in self.words.nouns
        ):
            place += 1
            measured = False
            if self.pieces.at(place) in self.sets["determiners"]:
                place += 1
            place = self._number_opened(place)
        if measured:
            return None, []
        return self._noun(place, unit, value)

    def _number_opened(self, place: int) -> int:
        """The number that the words from a place on open, "more than 200 girls" of "21 of the more than 200 girls"; the place itself where they open none."""
        for k in range(place, min(place + _AFTER, len(self.pieces))):
            if self._number(k) is not None:
                qualifier = self.around.opening(self.pieces[k].start)[1]
                return k if qualifier is not None and qualifier[0] == self.pieces[place].start else place
        return place

    def _is_rate(self, stop: int) -> bool:
        """Whether it is so many of something for so many of something else: "45 deaths per 100,000"."""
        k = self.pieces.from_place(stop)
        return self.pieces.at(k) in ("per", "/") and k + 1 < len(self.pieces) and self._number(k + 1) is not None

    def _noun(self, place: int, unit: str, value: float) -> tuple[Piece | None, list[Piece]]:
        between: list[Piece] = []
        before = self.pieces[place - 1].stop if place else self.begin
        k = place
        while k < min(place + _AFTER, len(self.pieces)):
            piece = self.pieces[k]
            if piece.text in DASHES and self.pieces.adjacent(k):
                before, k = piece.stop, k + 1
                continue
            if self.text[before : piece.start].strip() or not (piece.word or piece.digits):
                break
            if piece.lower in self.sets["fates"] and not self._modifies(k):
                return piece, between
            inner = self._number(k)
            if inner is not None:
                before, k = self.pieces[inner.last - 1].stop, inner.last
                continue
            if piece.lower in self.sets["skipped"]:
                before, k = piece.stop, k + 1
                continue
            if self._ends(piece, first=k == place):
                break
            if self.language != "en" or (
                not piece.text[0].isupper() and (self._plural(piece.lower) or value == 1.0 or unit != "count")
            ):
                return piece, between
            between.append(piece)
            before, k = piece.stop, k + 1
        named = [piece for piece in between if piece.text[0].isupper() and self._plural(piece.lower)]
        return (named[0], [p for p in between if p is not named[0]]) if named else (None, between)

    def _modifies(self, k: int) -> bool:
        """Whether a word stands before a noun: "12 injured people"."""
        if k + 1 >= len(self.pieces) or self.text[self.pieces[k].stop : self.pieces[k + 1].start].strip():
            return False
        behind = self.pieces[k + 1]
        if not behind.word or self._ends(behind, first=False):
            return False
        return self._plural(behind.lower) or (behind.text[0].islower() and self.pieces.at(k) in self.sets["states"])

    def _ends(self, piece: Piece, *, first: bool) -> bool:
        """Whether a word ends the phrase behind a number; lists of stop words are too long for it, they hold "people"."""
        if self.sets["ends"]:
            return piece.lower in self.sets["ends"]
        people = piece.lower in self.sets["plural"] or (first and len(piece.text) > 2)
        return not people and not is_content(piece.lower, self.language)

    def _plural(self, word: str) -> bool:
        return word in self.sets["plural"] or (
            len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
        )


def _slack(size: float, step: float, measured: bool) -> float:
    """How far off another figure may be: half the last written place, up to a tenth; of a measure a hundredth at least."""
    written = step / 2 if measured or size >= _ROUNDED_FROM or step < 1 else 0.0
    return max(min(written, REACH * size), _CONVERTED * size if measured else 0.0)
