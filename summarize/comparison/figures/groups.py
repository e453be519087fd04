"""Which quantities are put together: what is connected, and among those that agree, what all agrees."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .context import Counted

#: What opens a number upwards, so that a higher one leaves it true.
_OPEN_ABOVE: Final = frozenset({"at least", "more than"})

#: Stem of the noun of a multiple.
_TIMES: Final = "time"


def apart(first: Counted, second: Counted) -> float:
    """How many times the larger of two figures is the smaller."""
    low, high = sorted(abs(item.quantity.written[0]) for item in (first, second))
    return high / low if low else inf if high else 1.0


def bounded(first: Counted, second: Counted) -> bool:
    """Whether of two tolls one is a lower bound that leaves room for the other and is of another number: "at least six killed", "at least two".

    The same of two lower bounds of how many times as much something is: "more than five times", "well over three times".
    """
    ours, theirs = first.quantity, second.quantity
    opened = _OPEN_ABOVE & {ours.opening, theirs.opening}
    toll = first.outcome is not None and first.outcome == second.outcome
    times = ours.head == theirs.head == _TIMES and {ours.opening, theirs.opening} <= _OPEN_ABOVE
    return (
        ours.unit == "count"
        and bool(opened)
        and (toll or times)
        and ours.agrees(theirs)
        and not ours.concurs(theirs)
        and not ours.repeats(theirs)
    )


def things(item: Counted) -> list[str]:
    """What a quantity may be compared by: its noun, or for a measure its unit."""
    return sorted(item.heads) if item.quantity.unit == "count" else [f" {item.quantity.unit}"]


def components(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """What is connected, pair by pair, in the order of the lowest member."""
    root: dict[int, int] = {}

    def find(k: int) -> int:
        while root.setdefault(k, k) != k:
            root[k] = k = root[root[k]]
        return k

    for a, b in pairs:
        x, y = find(a), find(b)
        root[max(x, y)] = min(x, y)
    members: dict[int, list[int]] = defaultdict(list)
    for k in sorted(root):
        members[find(k)].append(k)
    return [frozenset(found) for found in members.values()]


def agreeing_parts(members: Sequence[int], concur: Callable[[int, int], bool]) -> list[frozenset[int]]:
    """Divide what is connected into parts in which every two say the same: "6,000", "6,100" and "6,200" are no one figure.

    Each goes to the first part all of which it concurs with.

    Examples
    --------
    >>> [sorted(part) for part in agreeing_parts([1, 2, 3, 9], lambda a, b: abs(a - b) < 2)]
    [[1, 2], [3], [9]]
    """
    parts: list[list[int]] = []
    for k in members:
        part = next((part for part in parts if all(concur(k, other) for other in part)), None)
        if part is None:
            parts.append([k])
        else:
            part.append(k)
    return [frozenset(part) for part in parts]
