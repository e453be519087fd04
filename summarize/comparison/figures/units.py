"""Units: what stands behind a number, on it or before it and says what it is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .lexicon import Unit
from .openings import BEFORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import QuantityWords
    from .numbers import Number, Piece
    from .openings import Openings

#: Letters onto a sign of currency: "J$5".
_COUNTRY: Final = re.compile(r"(?<![^\W_])[A-Z]{1,3}\Z")

#: Words of a unit at most.
_UNIT_WORDS: Final = 3

_DASHES: Final = frozenset("-–—−‑")

#: No earthquake is stronger; "in einer Stärke von 500 Mann" is none.
_STRONGEST: Final = 10.0


class Units:
    """The units around the numbers of one stretch of text."""

    def __init__(
        self, text: str, begin: int, pieces: Sequence[Piece], words: QuantityWords, openings: Openings
    ) -> None:
        self.text, self.begin, self.pieces, self.words, self.openings = text, begin, pieces, words, openings

    def _at(self, i: int) -> str:
        return self.pieces[i].lower if 0 <= i < len(self.pieces) else ""

    def _adjacent(self, i: int) -> bool:
        return 0 < i < len(self.pieces) and self.pieces[i - 1].stop == self.pieces[i].start

    def suffix(self, i: int) -> str | None:
        """Return a unit or multiple that is written onto the number: 5km, 7m."""
        word = self.pieces[i].text if i < len(self.pieces) else ""
        return word if word in self.words.units or word.casefold() in self.words.multiples else None

    def sign_before(self, i: int) -> tuple[int, Unit] | None:
        """Find the sign of currency before a number: where it begins, and the currency."""
        place = self.pieces[i].start
        before = self.text[max(self.begin, place - 5) : place].rstrip(" \u00a0")
        for sign, unit in self.words.signs.items():
            if before.endswith(sign):
                start = max(self.begin, place - 5) + len(before) - len(sign)
                country = _COUNTRY.search(self.text[max(self.begin, start - 4) : start]) if sign == "$" else None
                # A dollar of which it is not known whose it is agrees with none but its own.
                return (
                    (start, unit)
                    if country is None
                    else (start - len(country[0]), Unit("money", country[0].upper() + "$", 1.0))
                )
        return None

    def after(self, i: int) -> tuple[Unit | None, int, int]:
        """Find the unit behind a number, the end of its span, and the piece after it."""
        place = i + 1 if self._at(i) in _DASHES and self._adjacent(i) else i
        if place >= len(self.pieces):
            return None, 0, i
        piece = self.pieces[place]
        if piece.text in ("%", "٪"):
            return Unit("percent", "percent", 1.0), piece.stop, place + 1
        for base, phrases in (("percentage points", self.words.points), ("percent", self.words.percent)):
            for phrase in phrases:
                if all(self._at(place + k) == word for k, word in enumerate(phrase)):
                    return Unit("percent", base, 1.0), self.pieces[place + len(phrase) - 1].stop, place + len(phrase)
        if (piece.lower, self._at(place + 1)) == ("per", "cent"):
            return Unit("percent", "percent", 1.0), self.pieces[place + 1].stop, place + 2
        if piece.text in self.words.signs:
            return self.words.signs[piece.text], piece.stop, place + 1
        if piece.lower in ("de", "di") and self._at(place + 1) in self.words.units:
            place += 1
            piece = self.pieces[place]
        word = piece.text.removeprefix("d'").removeprefix("d’")
        unit, last = self._unit(word, place)
        if unit is None:
            return None, 0, i
        if last > place:
            return unit, self.pieces[last].stop, last + 1
        if unit.dimension == "length" and self._at(place + 1) in ("an", "per") and self._at(place + 2) == "hour":
            speed = Unit("speed", "kilometre an hour", unit.factor / 1000.0)
            return speed, self.pieces[place + 2].stop, place + 3
        return unit, piece.stop, place + 1

    def _unit(self, word: str, place: int) -> tuple[Unit | None, int]:
        """The unit of the most words that begin with a piece, and its last piece: "nautical miles", "Hong Kong dollars"."""
        words = [word, *(piece.text for piece in self.pieces[place + 1 : place + _UNIT_WORDS])]
        for n in range(len(words), 0, -1):
            said = " ".join(words[:n])
            unit = self.words.units.get(said) or self.words.units.get(said.casefold())
            if unit is not None:
                return unit, place + n - 1
        return None, place

    def scale_before(self, number: Number) -> Unit | None:
        """Find the scale that stands before a number, and before what opens it: "magnitude 5.9", "einer Stärke von etwa 5,9"."""
        if self.words.scale is None or number.in_words or number.value > _STRONGEST:
            return None
        start = self.pieces[number.first].start
        qualifier = self.openings.opening(start)[1]
        end = start if qualifier is None else qualifier[0]
        found = self.words.scale.search(self.text[max(self.begin, end - BEFORE) : end])
        return Unit("magnitude", "magnitude", 1.0) if found is not None else None
