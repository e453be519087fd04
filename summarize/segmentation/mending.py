"""Rules for every language: where exactly a sentence ends, and what is one sentence with its neighbour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: How far the rules look to either side of a cut; long enough for a rank, an abbreviation or an attribution.
_SIGHT: Final = 80

#: Marks that close what a sentence ended in. “ and « close too (German), but then a space follows.
_CLOSING: Final = r"(?:[\"'”’»›)\]」』）]|[“‘«](?=\s|\Z)|\s[»›](?=\s|\Z))"

_GAP: Final = re.compile(rf"{_CLOSING}{{0,4}}")

#: What may stand between the end of a sentence and the first word of the next.
_BETWEEN: Final = " \"'“”‘’„‚«»‹›「」『』（）()[]"

#: Marks of scripts that write no space after a sentence, and of those whose marks nothing else uses.
ALWAYS: Final = re.compile(rf"[。！？।॥؟]+{_CLOSING}{{0,4}}")

#: What no sentence begins with: "(R-Calif." before "), worry", an abbreviation before a comma.
_WITHIN: Final = re.compile(r"[,;:)\]}]|[»”](?=[\s,.;:]|\Z)")

#: "Why?" he asked. «Да!» — сказал он. What did he s— … and left.
_QUESTION_WITHIN: Final = re.compile(rf"[!?;…\])\"”’»›'“‘]{_CLOSING}{{0,4}}\Z")

#: 1. We sang. 2. Then we ate. 3. We slept: the number of an item on the line of another belongs to its item.
_ITEM: Final = re.compile(r"(?:\A\(?\d{1,2}|;\s\(?\d{1,2}|:\s\(?1)[.)]\Z")

#: Congratulations! pic.example.com/x: a link after a cry begins anew, small letter or not.
LINK: Final = re.compile(r"https?://|www\.|pic\.twitter\.com")

#: He wrote, ".@harbour, we sail": the stop before the name of an account ends nothing.
_BEFORE_ACCOUNT: Final = re.compile(r"(?:\A|[\s\"“‘«(])\.\Z")


def _after_closing(unit: str, cut: int, previous: int) -> int:
    """Move a cut to just behind the marks that close its sentence, so that opening ones go with the next."""
    stop, previous = cut, max(previous, cut - _SIGHT)
    while stop > previous and unit[stop - 1] in _BETWEEN:
        stop -= 1
    gap = _GAP.match(unit, stop)
    return gap.end() if gap else cut


def joins_anywhere(left: str, right: str) -> bool:
    """Whether two neighbours are one sentence, whatever the language."""
    bare = right.lstrip(" -–—")
    if not left or not bare or _WITHIN.match(bare) or _ITEM.search(left.lstrip()):
        return True
    if bare[0] == "@" and _BEFORE_ACCOUNT.search(left):
        return True
    return bare[0].islower() and bool(_QUESTION_WITHIN.search(left)) and not LINK.match(bare)


def mended(unit: str, cuts: list[int], joins: Callable[[str, str], bool]) -> list[int]:
    """Move each cut behind closing marks, and leave out those that `joins` refuses."""
    kept: list[int] = []
    previous = 0
    for place in sorted(set(cuts)):
        cut = _after_closing(unit, place, previous)
        if not previous < cut < len(unit):
            continue
        left = unit[max(previous, cut - _SIGHT) : cut].rstrip()
        right = unit[cut : cut + _SIGHT].lstrip()
        if not joins(left, right):
            kept.append(cut)
            previous = cut
    return kept
