"""Whether two sentences give figures for one thing that exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...fields import instant_of
from .ages import of_one_person
from .context import counted_of, likeness
from .groups import apart
from .times import of_one_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...corpus import Corpus
    from ...settings import FigureSettings
    from .context import Counted

#: Share of the words around two numbers that both have, and how many, from which in sentences that state the same two counts are
#: of one thing, and two measures, of which no noun says it.
_OF_COUNTS: Final = (0.2, 1)
_MUCH_ALIKE: Final = (0.5, 2)

#: Currencies of which one has been worth less than this many of another for as long as there has been a euro.
_NEAR_PAR: Final = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD"})
_MOST_RATE: Final = 3.0


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


def held_apart(ours: Sequence[Counted], theirs: Sequence[Counted]) -> bool:
    """Whether two sentences worded alike are kept from one claim by their figures (`exclusive`), whether or not these are of one thing.

    Sums of money must be of one thing: one sentence names the gift and the next the cost, and both may tell of one campaign. In two currencies they may be
    one sum, each paper giving it in its own; not where no rate of exchange makes one of the other. (Where the number is the same,
    `summarize.comparison.particulars` tells them apart.)
    """
    if any(not one.quantity.unit.isupper() or of_one_thing(one, other) for one, other in exclusive(ours, theirs)):
        return True
    sums = [[item for item in said if item.quantity.unit.isupper() and item.quantity.value] for said in (ours, theirs)]
    mine, yours = ({item.quantity.unit for item in said} for said in sums)
    # A sentence that gives both currencies converts for itself.
    if len(mine) != 1 or len(yours) != 1 or mine == yours:
        return False
    if not mine | yours <= _NEAR_PAR:
        return False
    return any(_apart(one, other) and of_one_thing(one, other) for one in sums[0] for other in sums[1])


def _apart(one: Counted, other: Counted) -> bool:
    """Whether two sums of currencies near to one another in worth cannot be one sum."""
    low, high = sorted((one.quantity.value or 0.0, other.quantity.value or 0.0))
    return high > _MOST_RATE * low > 0


def of_one_thing(one: Counted, other: Counted) -> bool:
    """Whether two comparable figures of sentences that state the same are of one thing, by the words around them.

    Measures among other words are not, "flew 3,700 km", "2,000 km east of"; of "it cost $5 million" and "it cost $7 million" the one word says it.
    """
    if one.quantity.unit != "count":
        return much_alike(one, other) or (bool(one.near) and one.near == other.near)
    return likeness(one, other) >= _OF_COUNTS[0] and len(one.near & other.near) >= _OF_COUNTS[1]


def much_alike(one: Counted, other: Counted) -> bool:
    """Whether the words around two comparable figures are so much alike that they are of one thing however far apart they are."""
    return likeness(one, other) >= _MUCH_ALIKE[0] and len(one.near & other.near) >= _MUCH_ALIKE[1]


def disputing(corpus: Corpus, i: int, j: int, settings: FigureSettings) -> bool:
    """Whether two sentences worded alike give figures that exclude each other for one thing and one time, so that a reader asks which is right.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences.
    settings : FigureSettings
        `days` and `ratio` hold as in the view of figures.

    Notes
    -----
    O(characters of the sentences).
    """
    documents = corpus.documents[int(corpus.document_of[i])], corpus.documents[int(corpus.document_of[j])]
    instants = instant_of(documents[0].published), instant_of(documents[1].published)
    if not of_one_time(instants, (corpus.text_of(i), corpus.text_of(j)), settings.days):
        return False
    for pair in exclusive(counted_of(corpus, i), counted_of(corpus, j)):
        one, other = pair
        if (one.part, one.wide) != (other.part, other.wide):
            found = False
        elif one.quantity.unit == "year of age":
            found = of_one_person(pair, documents)
        elif apart(one, other) > settings.ratio:
            found = much_alike(one, other)
        else:
            found = of_one_thing(one, other)
        if found:
            return True
    return False


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
