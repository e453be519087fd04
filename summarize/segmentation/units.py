"""Stretches of a text that no sentence crosses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDED: Final = re.compile(r"[.!?…。！？।؟:;][\"'”’»›“)\]]{0,4}\Z")

#: What stands before an item of a list and is no part of its words, or is the end of the line before.
LIST_MARK: Final = re.compile(r"[•‣▪●◦⦁।॥]\s*|\*\s+")
#: How an item begins. A number or a dash may also stand at the head of a wrapped line, "27. února", and is an item only
#: where the line before has ended.
_BULLET: Final = re.compile(r"[•‣▪●◦⦁]")
_NUMBERED: Final = re.compile(r"(?:[*–—-]|\d{1,2}[.)])\s+\S")

#: Lines of wrapped text are no longer than this, and its longest no shorter than that.
_WIDEST, _NARROWEST = 120, 40

#: A line is full where the first word of the next would have passed this share of the width.
_FULL: Final = 0.8


def units(text: str, shadow: str) -> Iterator[tuple[int, int]]:
    """Stretches of text that no sentence crosses: lines, or runs of full lines where the text is hard-wrapped."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        lines.append((position, position + len(line)))
        position += len(line)
    words = [shadow[start:stop].strip() for start, stop in lines]
    width = max((len(line) for line in words if " " in line), default=0)
    full = [
        bool(line and following)
        and len(line) + 1 + len(following.split(" ", 1)[0]) > _FULL * width
        and not _BULLET.match(following)
        and not (_NUMBERED.match(following) and _ENDED.search(line))
        for line, following in pairwise(words)
    ]
    wrapped = _NARROWEST <= width <= _WIDEST and _goes_on(words, full)
    start = 0
    for number, span in enumerate(lines):
        if number == len(lines) - 1 or not (wrapped and full[number]):
            if any(words[start : number + 1]):
                yield lines[start][0], span[1]
            start = number + 1


def _goes_on(lines: list[str], full: list[bool]) -> bool:
    """Whether most full lines break in mid-sentence, as in wrapped text and not in a list of headlines."""
    pairs = [(a, b) for a, b, is_full in zip(lines, lines[1:], full, strict=False) if is_full and not _ENDED.search(a)]
    going_on = sum(b[0].isalpha() and not b[0].isupper() for _, b in pairs)
    return bool(pairs) and going_on >= 0.5 * len(pairs)
