"""What opens a number: "at least", "more than", "nearly"; and what only looks as if it did, "handed over 21 girls"."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import QuantityWords
    from .numbers import Piece

#: Characters before a number in which what opens it is looked for.
BEFORE: Final = 32

#: How far "about" and "nearly" reach.
REACH: Final = 0.1

#: Words before "passed" and "topped" among which what has a size is named.
_AMOUNT_REACH: Final = 6


class Openings:
    """The words around the numbers of one stretch of text."""

    def __init__(self, text: str, begin: int, end: int, pieces: Sequence[Piece], words: QuantityWords) -> None:
        self.text, self.begin, self.end, self.pieces, self.words = text, begin, end, pieces, words
        self.sets = words.sets

    def opening(self, start: int) -> tuple[str, tuple[int, int] | None]:
        """Return how a number is opened that begins at `start`, and where the words stand; empty and None where nothing does."""
        begin = max(self.begin, start - BEFORE)
        match = self.words.opening.search(self.text[begin:start]) if self.words.opening is not None else None
        if match is None:
            return "", None
        words = " ".join(match.group(1).casefold().split())
        if words == "over" and self._before(begin + match.start(1)) in self.sets["phrasal"]:
            # "handed over 21 girls": it belongs to the verb.
            return "", None
        how = next(h for w, h in self.words.openings.items() if w.casefold() == words)
        return how, (begin + match.start(1), begin + match.end(1))

    def _before(self, start: int) -> str:
        """The word before a place, case folded."""
        k = bisect_left(self.pieces, start, key=lambda piece: piece.start) - 1
        return self.pieces[k].lower if 0 <= k < len(self.pieces) else ""

    def is_doubtful(self, qualifier: tuple[int, int] | None, unit: str) -> bool:
        """Whether it is not known what opens a number: "took over 200 villages", "passed 12 laws"."""
        if qualifier is None or unit != "count":
            return False
        word = self.text[slice(*qualifier)].casefold()
        if word == "over":
            return self._before(qualifier[0]) in self.sets["doubtful"]
        if word not in self.sets["surpassing"]:
            return False
        k = bisect_left(self.pieces, qualifier[0], key=lambda piece: piece.start)
        return not any(self.pieces[j].lower in self.sets["amounts"] for j in range(max(k - _AMOUNT_REACH, 0), k))

    def opened(
        self, low: float, high: float, how: str, qualifier: tuple[int, int] | None, stop: int
    ) -> tuple[float, float, str, tuple[int, int] | None]:
        """Return what a number leaves open, looking behind it too where nothing stands before."""
        if not how and self.words.after is not None:
            match = self.words.after.search(self.text[stop : min(stop + BEFORE, self.end)])
            if match is not None:
                how, qualifier = "at least", (stop + match.start(1), stop + match.end(1))
        if not how and self.text[stop : stop + 1] == "+":
            how, qualifier = "at least", (stop, stop + 1)
        if how in ("at least", "more than"):
            return low, inf, how, qualifier
        if how in ("at most", "fewer than"):
            return 0.0, high, how, qualifier
        if how == "nearly":
            return low * (1 - REACH), high, how, qualifier
        if how == "about":
            return low * (1 - REACH), high * (1 + REACH), how, qualifier
        return low, high, how, qualifier
