"""Whether two sentences worded alike give figures for one thing that exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .context import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .context import Counted

__all__ = ["exclusive", "of_one_thing"]

#: Share of the words around two measures that both have, and how many, from which they may be of one thing; of counts the noun says it.
_ONE_MEASURE: Final = (0.5, 2)


def exclusive(ours: Sequence[Counted], theirs: Sequence[Counted]) -> list[tuple[Counted, Counted]]:
    """Find the figures of two sentences that exclude each other, beyond rounding and what opens them.

    Only those are held against each other that are each the other's best match by the words around them; and not where one of
    the sentences gives the other's figure too, for the same, at once or in parts.

    Parameters
    ----------
    ours, theirs : sequence of Counted
        The quantities of each sentence (`counted_in`), in any language that figures are read in.

    Returns
    -------
    list of (Counted, Counted)
        One of each sentence; empty where all that may be of one thing leaves room for each other.

    Notes
    -----
    O(len(ours) * len(theirs)).

    Examples
    --------
    >>> from summarize.comparison.figures.context import counted_in
    >>> def read(text, language="en"):
    ...     return counted_in(0, text, 0, len(text), language)
    >>> [a.quantity.value for a, _ in exclusive(read("They gave $9 billion."), read("They gave $5 billion."))]
    [9000000000.0]
    >>> exclusive(read("At least two people died."), read("Six people died."))
    []
    >>> len(exclusive(read("Es kamen 2.000 Menschen.", "de"), read("Es kamen 3.000 Menschen.", "de")))
    1
    """
    return [
        (one, other)
        for one, other in _matches(ours, theirs)
        if not (one.quantity.agrees(other.quantity) or _given(ours, one, other) or _given(theirs, other, one))
    ]


def of_one_thing(one: Counted, other: Counted) -> bool:
    """Whether two comparable figures may be of one thing: not where they are measures among other words, "flew 3,700 km", "2,000 km east of"."""
    alike = likeness(one, other) >= _ONE_MEASURE[0] and len(one.near & other.near) >= _ONE_MEASURE[1]
    # "It cost $5 million" has one word around it, and that one says it.
    return one.quantity.unit == "count" or alike or one.near == other.near


def _matches(ours: Sequence[Counted], theirs: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    values = {
        (i, j): (likeness(one, other), one.quantity.agrees(other.quantity))
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if one.comparable(other)
    }
    for (i, j), value in values.items():
        if value == max(found for pair, found in values.items() if i == pair[0] or j == pair[1]):
            yield ours[i], theirs[j]


def _given(here: Sequence[Counted], own: Counted, other: Counted) -> bool:
    """Whether the sentence of `own` gives the figure of `other` too, by itself or as the sum of its parts."""
    same = [item for item in here if item.comparable(other)]
    if any(item is not own and item.quantity.repeats(other.quantity) for item in same):
        return True
    parts = [item.quantity.value for item in same if item.quantity.value is not None]
    return len(parts) > 1 and abs(sum(parts) - other.quantity.written[0]) <= other.quantity.slack
