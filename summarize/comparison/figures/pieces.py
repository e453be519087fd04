"""The pieces of a sentence: numbers in digits, words and signs, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from ...lexical import MARKS

DASHES: Final = frozenset("-–—−‑")

#: Digits with separators; letters that Hebrew and Arabic write on to a number; a word, marks and inner apostrophes and full stops included; a fraction; any other sign.
_PIECE: Final = re.compile(
    rf"\d+(?:[.,\u00a0\u2009\u202f'’٫٬،]\d+)*|(?:[בהוכלמש]{{1,2}}|[وفبل]?ال|[وفبل])(?=\d)|(?:[^\W\d_]\.){{2,}}|[^\W\d_][\w{MARKS}]*"
    rf"(?:(?:['’.](?=[^\W\d_])|[\"״](?=[א-ת]))[\w{MARKS}]*)*|[½¼¾]|\S"
)


class Piece(NamedTuple):
    """A number in digits, a word or a sign. `lower`: case folded."""

    start: int
    stop: int
    text: str
    lower: str

    @property
    def digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.text[0].isdecimal()

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalpha()


class Pieces(list[Piece]):
    """The pieces of a stretch of text, in order.

    Attributes
    ----------
    text : str
    begin, end : int
        The stretch.
    """

    __slots__ = ("begin", "end", "text")

    def __init__(self, text: str, begin: int, end: int) -> None:
        super().__init__(
            Piece(m.start(), m.end(), m.group(), m.group().casefold()) for m in _PIECE.finditer(text, begin, end)
        )
        self.text, self.begin, self.end = text, begin, end

    def at(self, i: int) -> str:
        """A piece, case folded; empty beyond either end."""
        return self[i].lower if 0 <= i < len(self) else ""

    def adjacent(self, i: int) -> bool:
        """Whether a piece follows the one before it without a space."""
        return 0 < i < len(self) and self[i - 1].stop == self[i].start

    def follows(self, i: int) -> bool:
        """Whether a piece follows the one before it behind one space, or with a hyphen between."""
        if not 0 < i < len(self):
            return False
        between = self.text[self[i - 1].stop : self[i].start]
        return not between if "-" in (self[i].text, self[i - 1].text) else between.isspace() and len(between) == 1

    def from_place(self, place: int) -> int:
        """Number of the first piece that begins at a place of the text or behind it."""
        return bisect_left(self, place, key=lambda piece: piece.start)

    def before(self, place: int) -> str:
        """The piece before a place of the text, case folded."""
        return self.at(self.from_place(place) - 1)
