"""What a number counts that no noun behind it says: the toll before it, and the span of time for which it is given."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .lexicon import QuantityWords
    from .numbers import Piece

#: Pieces before a number in which the toll is looked for.
_REACH: Final = 9


def toll_before(
    pieces: Sequence[Piece], first: int, qualifier: tuple[int, int] | None, sets: Mapping[str, frozenset[str]]
) -> Piece | None:
    """Find the word before a number for those whom it counts: the toll of "the death toll rose to 17", the dead of "the number of dead stood at 12".

    Parameters
    ----------
    pieces : sequence of Piece
    first : int
        Where the number begins.
    qualifier : tuple of (start, stop) or None
        What opens it.
    sets : mapping of str to frozenset of str

    Returns
    -------
    Piece or None
    """
    end = first
    while qualifier is not None and end and pieces[end - 1].start >= qualifier[0]:
        end -= 1
    if qualifier is None and _at(pieces, end - 1) not in sets["toll_at"]:
        return None
    for place in range(end - 1, max(end - 1 - _REACH, -1), -1):
        if not pieces[place].word:
            return None
        word, ahead = _at(pieces, place), (_at(pieces, place - 2), _at(pieces, place - 1))
        if word == "toll" and (ahead[1] == "death" or _at(pieces, place + 1) in sets["toll_moves"]):
            return pieces[place]
        if word in sets["fates"] and ahead == ("number", "of"):
            return pieces[place]
    return None


def span_behind(pieces: Sequence[Piece], place: int, words: QuantityWords) -> str:
    """The span of time behind a place of the text for which so many are counted, in seconds: "300 passengers a day"; empty without one, and for "a day after"."""
    k = bisect_left(pieces, place, key=lambda piece: piece.start)
    if _at(pieces, k) not in words.sets["per"] or _at(pieces, k + 2) in words.sets["past"]:
        return ""
    unit = words.units.get(_at(pieces, k + 1))
    return f"{unit.factor:.0f}" if unit is not None and unit.dimension == "time" else ""


def _at(pieces: Sequence[Piece], i: int) -> str:
    return pieces[i].lower if 0 <= i < len(pieces) else ""
