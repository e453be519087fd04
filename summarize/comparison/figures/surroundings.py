"""What stands around a number and says how it is meant: what opens it ("at least"), its unit or currency, the toll before it, the span of time behind it."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Final

from .lexicon import Unit
from .pieces import DASHES

if TYPE_CHECKING:
    from .lexicon import QuantityWords
    from .numbers import Number
    from .pieces import Piece, Pieces

#: Characters before a number in which what opens it is looked for.
BEFORE: Final = 32

#: How far "about" and "nearly" reach.
REACH: Final = 0.1

#: Pieces before a number in which the toll is looked for.
_TOLL_REACH: Final = 9

#: What makes a length a speed.
_AN_HOUR: Final = (("an", "hour"), ("per", "hour"), ("/", "h"))

#: Words of a unit at most.
_UNIT_WORDS: Final = 3

#: No earthquake is stronger; "in einer Stärke von 500 Mann" is none.
_STRONGEST: Final = 10.0

#: What makes a temperature one below zero, and characters before it in which that stands.
_BELOW: Final = re.compile(r"(?:^|(?<=[\s(\[]))(?:[-−–]|(?:minus|moins|menos|meno|min) )$", re.IGNORECASE)
_SIGN_REACH: Final = 8


class Surroundings:
    """What stands around the numbers of one stretch of text."""

    def __init__(self, pieces: Pieces, words: QuantityWords) -> None:
        self.pieces, self.words, self.sets = pieces, words, words.sets

    def opening(self, start: int) -> tuple[str, tuple[int, int] | None]:
        """Return how a number is opened that begins at `start`, and where the words stand; empty and None where nothing does."""
        begin = max(self.pieces.begin, start - BEFORE)
        match = self.words.opening.search(self.pieces.text[begin:start]) if self.words.opening is not None else None
        if match is None:
            return "", None
        words = " ".join(match.group(1).casefold().split())
        if words == "over" and self.pieces.before(begin + match.start(1)) in self.sets["phrasal"]:
            # "handed over 21 girls": it belongs to the verb.
            return "", None
        how = next(h for w, h in self.words.openings.items() if w.casefold() == words)
        return how, (begin + match.start(1), begin + match.end(1))

    @staticmethod
    def opened(low: float, high: float, how: str) -> tuple[float, float]:
        """Return what a number leaves open that is opened so."""
        if how in ("at least", "more than"):
            return low, inf
        if how in ("at most", "fewer than"):
            return 0.0, high
        if how == "nearly":
            return low * (1 - REACH), high
        if how == "about":
            return low * (1 - REACH), high * (1 + REACH)
        return low, high

    def behind(self, stop: int) -> tuple[str, tuple[int, int] | None]:
        """Return how words between a number and what it counts open it, and where they stand: "300+ people", "100 से अधिक लोग"; empty and None where nothing does."""
        if self.pieces.text[stop : stop + 1] == "+":
            return "at least", (stop, stop + 1)
        for how, pattern in self.words.behind.items():
            match = pattern.search(self.pieces.text[stop : min(stop + BEFORE, self.pieces.end)])
            if match is not None:
                return how, (stop + match.start(1), stop + match.end(1))
        return "", None

    def sign_before(self, i: int) -> tuple[int, Unit] | None:
        """Find the sign of currency before a number: where it begins, and the currency."""
        place = self.pieces[i].start
        before = self.pieces.text[max(self.pieces.begin, place - 5) : place].rstrip(" \u00a0")
        for sign, unit in self.words.signs.items():
            if before.endswith(sign) and not before[: -len(sign)][-1:].isupper():
                return max(self.pieces.begin, place - 5) + len(before) - len(sign), unit
        return None

    def after(self, i: int) -> tuple[Unit | None, int, int]:
        """Find the unit behind a number, the end of its span, and the piece after it."""
        place = i + 1 if self.pieces.at(i) in DASHES and self.pieces.adjacent(i) else i
        if place >= len(self.pieces):
            return None, 0, i
        piece = self.pieces[place]
        if piece.text in ("%", "٪"):
            return Unit("percent", "percent", 1.0), piece.stop, place + 1
        for base, phrases in (("percentage points", self.words.points), ("percent", self.words.percent)):
            for phrase in phrases:
                if all(self.pieces.at(place + k) == word for k, word in enumerate(phrase)):
                    return Unit("percent", base, 1.0), self.pieces[place + len(phrase) - 1].stop, place + len(phrase)
        if piece.text in self.words.signs:
            return self.words.signs[piece.text], piece.stop, place + 1
        if piece.lower in ("de", "di") and self.pieces.at(place + 1) in self.words.units:
            place += 1
            piece = self.pieces[place]
        word = piece.text.removeprefix("d'").removeprefix("d’")
        unit, last = self._unit(word, place)
        if unit is None:
            return None, 0, i
        if last > place:
            return unit, self.pieces[last].stop, last + 1
        if unit.dimension == "length" and (self.pieces.at(place + 1), self.pieces.at(place + 2)) in _AN_HOUR:
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
        if self.words.scale is None or number.value > _STRONGEST:
            return None
        start = self.pieces[number.first].start
        qualifier = self.opening(start)[1]
        end = start if qualifier is None else qualifier[0]
        found = self.words.scale.search(self.pieces.text[max(self.pieces.begin, end - BEFORE) : end])
        return Unit("magnitude", "magnitude", 1.0) if found is not None else None

    def toll_before(self, first: int, qualifier: tuple[int, int] | None) -> Piece | None:
        """Find the word before a number for those whom it counts: the toll of "the death toll rose to 17", the wounded of "wounding 120".

        Parameters
        ----------
        first : int
            The piece with which the number begins.
        qualifier : tuple of (start, stop) or None
            What opens it, in the text.

        Returns
        -------
        Piece or None
        """
        pieces, sets, end = self.pieces, self.sets, first
        while qualifier is not None and end and pieces[end - 1].start >= qualifier[0]:
            end -= 1
        if pieces.at(end - 1) in sets["toll_verbs"]:
            return pieces[end - 1]
        if qualifier is None and pieces.at(end - 1) not in sets["toll_at"]:
            return None
        for place in range(min(end, first - 1), max(end - 1 - _TOLL_REACH, -1), -1):
            if not pieces[place].word:
                return None
            of_dead = pieces.at(place) in sets["fates"] and (pieces.at(place - 2), pieces.at(place - 1)) == (
                "number",
                "of",
            )
            if pieces.at(place) == "toll" or of_dead:
                return pieces[place]
        return None

    def noun_before(self, first: int) -> Piece | None:
        """Find the noun that a number with an article stands behind, and its adjectives, all of them with one: "البحارة البريطانيين ال 15"."""
        article, place = self.pieces.at(first - 1), first - 1
        if article not in self.sets["articled"]:
            return None
        while self.pieces.at(place - 1).startswith(article):
            place -= 1
        return self.pieces[place] if place < first - 1 else None

    def span_behind(self, place: int) -> str:
        """The span of time behind a place of the text for which so many are counted, in seconds: "300 passengers a day"; empty without one, and for "a day after"."""
        k = self.pieces.from_place(place)
        if self.pieces.at(k) not in self.sets["per"] or self.pieces.at(k + 2) in self.sets["past"]:
            return ""
        unit = self.words.units.get(self.pieces.at(k + 1))
        return f"{unit.factor:.0f}" if unit is not None else ""

    def below_zero(self, start: int) -> int | None:
        """Where the sign begins that makes a temperature one below zero; None where it has none. Before any other quantity a dash is seldom a sign."""
        ahead = max(self.pieces.begin, start - _SIGN_REACH)
        found = _BELOW.search(self.pieces.text[ahead:start])
        return None if found is None else ahead + found.start()
