"""What the numbers of two sentences leave open: whether each gives one that the other does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..evidence import intervals_in
from .figures.quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Part of the larger by which two numbers are apart that are one, rounded or converted: 328 and 330 feet; and how far "at least" and "up to" reach.
_ONE_NUMBER: Final = 0.01
_OPEN: Final = 0.1

#: A number so large is hardly shared by two facts of one story, and the share of a sentence's numbers that is.
_LARGE: Final = 20.0
_MOST: Final = 0.5

#: Units in which a number is what is written, where the other sentence may leave them away.
_AS_WRITTEN: Final = frozenset(("count", "percent", "percentage points", "year of age"))

#: What a page puts beside its pictures: "1 of 26 Full Screen".
_PICTURES: Final = re.compile(r"\b\d+ (?:of|/) \d+ (?=Full\b|Photos?\b|Next\b|View\b|Images?\b|Show\b)")


def other_numbers(ours: Sequence[tuple[str, float, float]], theirs: Sequence[tuple[str, float, float]]) -> bool:
    """Whether each of two sentences gives a number that the other does not, and what both give is little."""
    shared = [
        [number for number in some if any(_one(number, other) for other in others)]
        for some, others in ((ours, theirs), (theirs, ours))
    ]
    if len(shared[0]) == len(ours) or len(shared[1]) == len(theirs):
        return False
    if any(low >= _LARGE for _, low, _ in (*shared[0], *shared[1])):
        return False
    return all(len(both) <= _MOST * len(some) for both, some in zip(shared, (ours, theirs), strict=True))


def _one(number: tuple[str, float, float], other: tuple[str, float, float]) -> bool:
    """Whether two numbers may be one, rounding allowed for."""
    slack = _ONE_NUMBER * max(abs(number[2]), abs(other[2]))
    return number[0] == other[0] and number[1] <= other[2] + slack and other[1] <= number[2] + slack


def bounds_in(text: str, language: str) -> Iterator[tuple[str, float, float]]:
    """Dimension of each number of a text, empty for counts and bare ones, and the least and the most that it is."""
    text = _PICTURES.sub(", ", text)
    rest, place = "", 0
    for quantity in quantities_in(text, language):
        begin = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start
        rest, place = f"{rest}{text[place : max(place, min(begin, quantity.start))]} , ", max(place, quantity.stop)
        bare = quantity.unit in _AS_WRITTEN or quantity.unit.isupper()
        yield "" if bare else quantity.unit, *_near_to(*quantity.written, quantity.low, quantity.high)
    for value, low, high in intervals_in(rest + text[place:]):
        yield "", *_near_to(value, value, low, high)


def _near_to(first: float, last: float, low: float, high: float) -> tuple[float, float]:
    """What a number leaves open, as far as "at least" and "up to" reach: 300 at most of "more than 273", which hardly is what another calls 900."""
    return max(low, first - _OPEN * abs(first)), min(high, last + _OPEN * abs(last))
