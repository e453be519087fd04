"""Quantities of a sentence: value or interval, unit, what is counted, and the words that open it.

Precision goes first: what may be a date, a time, an age of a rule, a version or a name ("Pixel 2") is no quantity.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, Final

from ...lexical import CAPITAL_NOUNS, is_content, stems
from ...themes.words import english_words
from ..voices.lexicon import lexicon_of
from .exempt import AFTER, Numbers
from .lexicon import quantity_words
from .pieces import DASHES, Piece
from .surroundings import REACH
from .values import Quantity

if TYPE_CHECKING:
    from .lexicon import Unit
    from .numbers import Number

#: Words behind "of" in which whose those are that are counted is told.
_NAMED: Final = 3

#: Counts from which the last written place may be rounded; the relative difference that the change of a unit makes.
_ROUNDED_FROM: Final = 100.0
_CONVERTED: Final = 0.01

#: A number so large is written out.
_WRITTEN_OUT: Final = 1000.0

#: Sentences whose quantities are remembered.
_KNOWN: Final = 1 << 14

#: Seconds of a year.
_YEAR: Final = 31_557_600.0

#: Digits of a number of votes in a vote, and pieces on either side in which a word says that it is one.
_VOTE_DIGITS: Final = 3
_VOTE_REACH: Final = 10

#: Nobody is older.
_OLDEST: Final = 115.0

#: Seconds of a day.
_DAY: Final = 86_400.0


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


class _Reader(Numbers):
    def quantities(self) -> list[Quantity]:
        found: list[Quantity] = []
        i = 0
        while i < len(self.pieces):
            number = self.number(i)
            if number is None:
                i += 1
                continue
            vote = self._vote(number)
            if vote is not None:
                found.append(vote)
                i = self.pieces.from_place(vote.stop)
                continue
            second, dropped = self._second(number)
            last = number.last if second is None else second.last
            if not dropped and not self.is_none(number, last):
                quantity = self._quantity(number, second)
                if quantity is not None:
                    found.append(quantity)
                    while last < len(self.pieces) and self.pieces[last].start < quantity.stop:
                        last += 1
            i = last
        return self._whole_durations(found)

    def _whole_durations(self, found: list[Quantity]) -> list[Quantity]:
        """Put hours, minutes and seconds together that are one duration: "5 hours and 34 minutes"."""
        kept: list[Quantity] = []
        for quantity in found:
            last = kept[-1] if kept else None
            if (
                last is not None
                and last.unit == quantity.unit == "second"
                and last.value is not None
                and quantity.value is not None
                and not quantity.opening
                and 0 < quantity.value < 2 * last.rounding <= _DAY
                and quantity.rounding < last.rounding
                and self.text[last.stop : quantity.start].strip() in {"", *self.sets["joined"]}
            ):
                value = last.value + quantity.value
                low, high = (value if bound == last.value else bound for bound in (last.low, last.high))
                kept[-1] = replace(
                    quantity,
                    start=last.start,
                    value=value,
                    low=low,
                    high=high,
                    qualifier=last.qualifier,
                    opening=last.opening,
                )
            else:
                kept.append(quantity)
        return kept

    def _vote(self, first: Number) -> Quantity | None:
        """Both numbers of a vote, whichever stands first, where a word beside them says that it was one: "voted 51-49", "the vote failed 49-51"."""
        pieces, place = self.pieces, first.last
        joined = pieces.at(place) in DASHES and pieces.adjacent(place) and pieces.adjacent(place + 1)
        if not joined or max(len(pieces.at(place - 1)), len(pieces.at(place + 1))) > _VOTE_DIGITS:
            return None
        second = self.number(place + 1)
        if second is None or first.in_words or second.in_words or pieces.at(second.last) in DASHES:
            return None
        behind = pieces.at(second.last)
        if (
            self.around.after(second.last)[0] is not None
            or (self.is_plural(behind) and behind not in self.sets["votes"])
            or pieces.at(first.first - 1) in self.sets["aged"]
        ):
            return None
        beside = pieces[max(0, first.first - _VOTE_REACH) : second.last + _VOTE_REACH]
        if self.is_none(first, second.last) or self.sets["votes"].isdisjoint(piece.lower for piece in beside):
            return None
        low, high = sorted((first.value, second.value))
        return Quantity(pieces[first.first].start, pieces[second.last - 1].stop, None, low, high, 0.0, "vote")

    def _second(self, first: Number) -> tuple[Number | None, bool]:
        """Find the other end of a range, and whether what stands there is a score or a change and no range."""
        pieces, sets, place = self.pieces, self.sets, first.last
        before = pieces.at(first.first - 1 - (pieces.at(first.first - 1) in self.words.signs))
        is_from = before in sets["changing"]
        joints = DASHES | sets["up_to"] | sets["either"]
        if before in sets["between"]:
            joints |= sets["joined"]
        unit, _, behind = self.around.after(place)
        twice = pieces.at(place) not in joints and not is_from and unit is not None
        if twice:
            # "Between 3% and 5%".
            place = behind
        joint, apart = pieces.at(place), not (pieces.adjacent(place) and pieces.adjacent(place + 1))
        place += 1 + (pieces.at(place + 1) in self.words.signs)
        second = self.number(place) if joint in joints and place < len(pieces) else None
        if (
            second is None
            or (first.in_words and joint in DASHES and apart)
            or (twice and (self.around.after(second.last)[0] != unit or first.value >= second.value))
        ):
            return None, False
        first_value = first.value * _shared(first, second)
        if joint in sets["either"] and not first_value < second.value <= 2 * first_value + 2:
            return None, False
        return replace(second, first=first.first), is_from or first_value >= second.value

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
            unit = self._scale_before(number)
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
            low, high, step = (
                number.value * _shared(number, second) * factor + offset,
                second.value * factor + offset,
                second.step * factor,
            )
        name = "count" if unit is None else unit.base
        if unit is None and second is None and self._is_apposed(number):
            return Quantity(
                start, stop, low, low, high, 0.0, "year of age", rounding=step / 2, whose=self._whose(number.first - 2)
            )
        if unit is not None and self.pieces.at(following + (self.pieces.at(following) in DASHES)) == "old":
            name = "year of age"
            factor = factor / _YEAR
            low, high, step, value = low / _YEAR, high / _YEAR, step / _YEAR, None if value is None else value / _YEAR
            while self.pieces.at(following) in ("-", "‑", "old"):
                stop = self.pieces[following].stop
                following += 1
        how, qualifier = self.around.opening(start)
        if not how:
            how, behind = self.around.behind(stop)
            if behind is not None:
                qualifier, following = behind, self.pieces.from_place(behind[1])
        low, high = self.around.opened(low, high, how)
        if number.about and not how:
            low, high, how = low * (1 - REACH), high * (1 + REACH), "about"
        size = abs(high if second is not None or high < inf else low)
        slack = 0.0 if name == "year of age" else _slack(size, step, name != "count")
        if not self.words.known and name != "percent":
            # A word that multiplies the number may stand behind it.
            return None
        counted, modifiers = self._counted(following, name, number.value)
        alike = self._left_out(number.first, following) if name == "count" else None
        if alike is not None:
            counted, modifiers = alike, []
        counted = (self.around.noun_before(number.first) if name == "count" else None) or counted
        if counted is None and name == "count":
            counted, modifiers = self.around.toll_before(number.first, qualifier), []
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

    def _scale_before(self, number: Number) -> Unit | None:
        """Find the scale before a number, or before that which it is joined to: "magnitudes of 5.5 and 5.9", and not "magnitude 5.5 and 40 dead"."""
        unit = self.around.scale_before(number)
        if unit is not None or number.step >= 1 or self.pieces.at(number.first - 1) not in self.sets["joined"]:
            return unit
        first = self.number(number.first - 2)
        return self.around.scale_before(first) if first is not None and first.last == number.first - 1 else None

    def _is_apposed(self, number: Number) -> bool:
        """Whether it stands between commas behind a name, and is an age: "Jay Inslee, 68, is the first governor"."""
        name = self.pieces[number.first - 2] if number.first > 1 else None
        return (
            name is not None
            and name.word
            and name.text[0].isupper()
            and not name.text.isupper()
            and self.pieces.at(number.first - 1) == self.pieces.at(number.last) == ","
            and self.pieces.at(number.first - 3) not in ("in", "from", "at")
            and number.last - number.first == 1
            and number.step == 1.0
            and 1.0 < number.value <= _OLDEST
            and not self._is_month(number.first - 2)
            and name.lower not in self.sets["weekdays"]
        )

    def _whose(self, i: int) -> tuple[str, ...]:
        """Stems of the last word of a name, and of the given name right before it."""
        given, known = self.pieces.at(i - 1), lexicon_of(self.language)
        is_given = self.pieces.follows(i) and (given in known.women or given in known.men)
        return tuple(stems([self.pieces.at(i), given] if is_given else [self.pieces.at(i)], self.language))

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
        if measured:
            return None, []
        if self.pieces.at(place) in self.sets["copulas"] and self._tells_whom(place + 1):
            # "Two were American citizens", "78 were Iranian", "12 were injured".
            noun, between = self._noun(place + 1, unit, value)
            return (noun, between) if noun is not None else (self.pieces[place + 1], [])
        return self._noun(place, unit, value)

    def _left_out(self, first: int, following: int) -> Piece | None:
        """Find the noun that is left out between a number and "of": the charges of "two charges of rape and four of assault"."""
        place = following + 1
        if self.language != "en" or self.pieces.at(following) != "of" or place == len(self.pieces):
            return None
        if not {self.pieces.at(first - 1)} & {*self.sets["joined"], ","} or self._is_owned(place):
            return None
        if self.pieces.at(place) in self.sets["determiners"] or self.number(place) is not None:
            # "Two of the charges", "two of 12 charges".
            return None
        for k in range(first - 1, max(first - 1 - AFTER, 0), -1):
            if not self.pieces[k].word and self.pieces.at(k) != ",":
                return None
            if self.pieces.at(k) == "of":
                counted = self.is_plural(self.pieces.at(k - 1)) and self.number(k - 2) is not None
                return self.pieces[k - 1] if counted else None
        return None

    def _is_owned(self, i: int) -> bool:
        """Whether somebody's are told of: the aides of "12 of Roe's aides"."""
        return any(self.pieces.at(k).endswith(("'s", "’s", "s'", "s’")) for k in range(i, i + _NAMED))

    def _tells_whom(self, k: int) -> bool:
        """Whether a piece is the adjective of a people, or says what became of some."""
        piece = self.pieces.at(k)
        people = piece in english_words().demonyms and self.pieces[k].text[0].isupper()
        return people or piece in self.sets["fates"]

    def _is_rate(self, stop: int) -> bool:
        """Whether it is so many of something for so many of something else: "45 deaths per 100,000"."""
        k = self.pieces.from_place(stop)
        return self.pieces.at(k) in ("per", "/") and k + 1 < len(self.pieces) and self.number(k + 1) is not None

    def _noun(self, place: int, unit: str, value: float) -> tuple[Piece | None, list[Piece]]:
        between: list[Piece] = []
        before = self.pieces[place - 1].stop if place else self.begin
        k = place
        while k < min(place + AFTER, len(self.pieces)):
            piece = self.pieces[k]
            if piece.text in DASHES and self.pieces.adjacent(k):
                before, k = piece.stop, k + 1
                continue
            if self.text[before : piece.start].strip() or not (piece.word or piece.digits):
                break
            if piece.word and self.pieces.adjacent(k + 1) and self.pieces[k + 1].digits:
                # Letters that are written on to another number.
                break
            if piece.lower in self.sets["fates"] and not self._modifies(k):
                return piece, between
            inner = self.number(k)
            if inner is not None:
                before, k = self.pieces[inner.last - 1].stop, inner.last
                continue
            if piece.lower in self.sets["skipped"] or (between and self._joins(k)):
                before, k = piece.stop, k + 1
                continue
            if self._ends(piece) or piece.lower in self.words.every_scale:
                break
            if self.language in CAPITAL_NOUNS and piece.text[0].islower() and piece.lower not in self.sets["plural"]:
                # "Zehn schönsten Strände": an adjective.
                between.append(piece)
                before, k = piece.stop, k + 1
                continue
            if self.language != "en" or (
                not piece.text[0].isupper() and (self.is_plural(piece.lower) or value == 1.0 or unit != "count")
            ):
                return piece, between
            between.append(piece)
            before, k = piece.stop, k + 1
        named = [piece for piece in between if piece.text[0].isupper() and self.is_plural(piece.lower)]
        return (named[0], [p for p in between if p is not named[0]]) if named else (None, between)

    def _joins(self, k: int) -> bool:
        """Whether "and" or "or" joins two words before one noun: "12 current or former leaders", but "killed 3 Sunday and police fled"."""
        if self.language != "en" or self.pieces.at(k) not in ("and", "or") or k + 2 >= len(self.pieces):
            return False
        one, other = self.pieces[k - 1], self.pieces[k + 1]
        alike = one.text[0].isupper() == other.text[0].isupper() and not self.is_plural(one.lower)
        return alike and self.text[other.stop : self.pieces[k + 2].start].isspace()

    def _modifies(self, k: int) -> bool:
        """Whether a word stands before a noun: "12 injured people"."""
        return self.pieces.follows(k + 1) and self.is_plural(self.pieces.at(k + 1))

    def _ends(self, piece: Piece) -> bool:
        """Whether a word ends the phrase behind a number; lists of stop words hold "people" too."""
        if self.sets["ends"]:
            return piece.lower in self.sets["ends"]
        return piece.lower not in self.sets["plural"] and not is_content(piece.lower, self.language)


def _shared(first: Number, second: Number) -> float:
    """By what of the second number of a range the first is multiplied too: "5 to 6 million", but "500,000 to 1 million"."""
    return second.multiplied if first.value < _WRITTEN_OUT else 1.0


def _slack(size: float, step: float, measured: bool) -> float:
    """How far off another figure may be: half the last written place, up to a tenth; of a measure a hundredth at least."""
    written = step / 2 if measured or size >= _ROUNDED_FROM or step < 1 else 0.0
    return max(min(written, REACH * size), _CONVERTED * size if measured else 0.0)
