"""Which sentences of a claim bear out one of them as it is worded: not those that give another number for what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .figures.context import counted_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..corpus import Corpus
    from .figures.context import Counted


def supporters(corpus: Corpus, sentence: int, members: Sequence[int]) -> list[int]:
    """Return those of a claim's sentences that bear out one of them, number by number.

    Sentences that say "at least two killed" and "at least six killed" may stand in one claim, because both may hold; the first does not say the
    second. A sentence bears out another unless both count the same thing and it gives a number for it that no number of the other leaves
    open, and none that does: "276 girls" bears out "more than 200 girls", and not the other way round; "up to 32" and "32" bear each other out.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    sentence : int
        The sentence that is shown; it bears itself out.
    members : sequence of int
        Sentences of its claim.

    Returns
    -------
    list of int
        In the order of `members`.

    Notes
    -----
    O(characters of the sentences).
    """
    wanted = counted_of(corpus, sentence)
    if not wanted:
        return list(members)
    return [i for i in members if i == sentence or _bears_out(wanted, counted_of(corpus, i))]


def _bears_out(wanted: Sequence[Counted], given: Sequence[Counted]) -> bool:
    for item in wanted:
        same = [other for other in given if _of_one_thing(item, other)]
        if any(_within(item, other) for other in same):
            continue
        # A number that the first sentence gives too, of another part of the same, is no contradiction.
        if any(
            item.comparable(other) and not any(_within(one, other) for one in wanted if _of_one_thing(one, other))
            for other in same
        ):
            return False
    return True


def _of_one_thing(item: Counted, other: Counted) -> bool:
    """Whether two numbers are of one unit and noun, whatever part of it is meant: "21 of the 200 girls", "21 girls"."""
    heads = item.heads & other.heads or not (item.heads and other.heads)
    return item.quantity.unit == other.quantity.unit and bool(heads)


def _within(item: Counted, other: Counted) -> bool:
    """Whether a number lies within what another leaves open, or is the same figure whatever opens it, rounding allowed for."""
    wanted, given = item.quantity, other.quantity
    slack = max(wanted.slack, given.slack)
    inside = wanted.low - slack <= given.low and given.high <= wanted.high + slack
    return inside or wanted.repeats(given) or (given.opening == "about" and wanted.agrees(given))
