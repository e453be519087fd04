"""How much of an outlet's text is its own: no other outlet printed it before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from ..timing import followed, portions
from .runs import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ..timing import Told
    from .direction import Order
    from .runs import Wording
    from .telling import Telling

#: Seconds that the passes of `originalities` took of 100,000 sentences: runs, named sources, what is covered.
_SECONDS: Final = (3.0, 0.5, 1.0)

#: In which order others print what an outlet does: not at all, or in one that nobody can tell, or before.
_ORDERS: Final[tuple[Literal["before", "unknown"] | None, ...]] = (None, "unknown", "before")


class Printed(NamedTuple):
    """A passage of a document, as large as it goes, whose every word stands in runs that others print too: surely before it, or in an order that nobody can tell."""

    document: int
    start: int
    stop: int
    order: Literal["before", "unknown"]


@dataclass(frozen=True, slots=True)
class Originality:
    """How much of an outlet's text no other outlet printed before it.

    Attributes
    ----------
    outlet : int
        Index into the corpus's outlets.
    characters : int
        Characters of its words outside quotations, captions and furniture.
    share : float
        Share of them that stand in no passage that another outlet surely printed before it; 0-1.
    unordered : float
        The part of `share` that stands in passages that another outlet prints too, and nobody can tell which of them had it first; 0-1.
    printed : tuple of Printed
        The passages behind both numbers, as they stand.
    """

    outlet: int
    characters: int
    share: float
    unordered: float
    printed: tuple[Printed, ...]


def originalities(
    texts: Sequence[Wording],
    telling: Sequence[Telling],
    order: Order,
    run_length: int,
    progress: Told = None,
) -> tuple[Originality, ...]:
    """Measure for each outlet the share of its words that no other outlet printed before it in a passage that tells of a shared text.

    An outlet is charged with a run that another surely printed before any of its own documents did, and with what a document shares with an outlet that it names
    as its source. A run that others print too, in an order that the dates leave open, is told apart and charged to nobody. Runs in a row are one passage, and
    one that tells of no shared text, a name or a turn of speech, is the outlet's own. Quotations, captions and furniture
    are left out: who quotes the same speech copies nobody. `progress` is called with the number of documents that the work done comes to, and of all.

    Notes
    -----
    O(n log n) in the number of runs.
    """
    with portions(progress, len(texts), *_SECONDS) as (reading, naming, covering):
        runs = [runs_of(text.masked, run_length) for text in followed(texts, reading)]
        everything = np.concatenate(runs)
        holder = np.repeat(np.arange(len(texts)), [len(found) for found in runs])
        _, number = np.unique(everything, return_inverse=True)
        named = _of_named(number, holder, order, naming)
        taken, unordered = _ordered(number, holder, named, order)
        total, own, vague = (np.zeros(len(order.naming)) for _ in range(3))
        printed: list[list[Printed]] = [[] for _ in order.naming]
        place = 0
        for i, text in enumerate(followed(texts, covering)):
            words = np.flatnonzero(~text.quoted)
            spans = text.spans[words]
            mine = slice(place, place + len(runs[i]))
            place = mine.stop
            charged, open_to = (_covered(which[mine], run_length, len(spans)) for which in (taken, unordered))
            _drop_untold(charged, open_to, words, telling[i])
            counted = telling[i].counted[words]
            lengths = (spans[:, 1] - spans[:, 0]) * counted
            outlet = order.outlet_of[i]
            total[outlet] += lengths.sum()
            own[outlet] += lengths[~charged].sum()
            vague[outlet] += lengths[~charged & open_to].sum()
            printed[outlet] += _passages(i, words, spans, np.where(charged, _ORDERS.index("before"), open_to) * counted)
    shares = np.divide(own, total, out=np.ones_like(own), where=total > 0)
    parts = np.divide(vague, total, out=np.zeros_like(own), where=total > 0)
    return tuple(
        Originality(o, int(total[o]), float(shares[o]), float(parts[o]), tuple(printed[o]))
        for o in range(len(order.naming))
    )


def _passages(
    document: int, words: NDArray[np.intp], spans: NDArray[np.intp], kind: NDArray[np.intp]
) -> Iterator[Printed]:
    """Words of one kind, a place in `_ORDERS`, that follow each other; a quotation or a caption between two parts them."""
    ends = np.flatnonzero((np.diff(kind) != 0) | (np.diff(words) > 1))
    for first, last in zip((0, *(ends + 1).tolist()), (*ends.tolist(), len(words) - 1), strict=True):
        order = _ORDERS[kind[first]] if last >= first else None
        if order is not None:
            yield Printed(document, int(spans[first, 0]), int(spans[last, 1]), order)


def _drop_untold(
    charged: NDArray[np.bool_], open_to: NDArray[np.bool_], words: NDArray[np.intp], telling: Telling
) -> None:
    """Unmark the words of passages from which no shared text can be told; `words` : the places of the words of both masks."""
    shared = charged | open_to
    # A quotation within ends no passage: what stands around it was written together.
    for passage in np.split(np.arange(len(words)), np.flatnonzero(np.diff(shared)) + 1):
        if len(passage) and shared[passage[0]] and not telling.tells(words[passage]):
            charged[passage] = open_to[passage] = False


def _covered(runs: NDArray[np.bool_], length: int, n_words: int) -> NDArray[np.bool_]:
    """Words that stand in one of these runs, shape (n_words,)."""
    covered = np.zeros(n_words, dtype=bool)
    for k in range(length):
        covered[k : k + len(runs)] |= runs
    return covered


def _of_named(number: NDArray[np.intp], holder: NDArray[np.intp], order: Order, progress: Told) -> NDArray[np.bool_]:
    """Which runs a document shares with an outlet that it names as its source, those of its documents left out that name its own."""
    named = np.zeros(len(number), dtype=bool)
    starts = np.searchsorted(holder, np.arange(len(order.outlet_of) + 1))
    # Mostly nobody names back, and what an outlet holds is the same whoever names it.
    held_by: dict[tuple[int, tuple[int, ...]], NDArray[np.intp]] = {}
    for i, outlets in enumerate(followed(order.named, progress)):
        mine = slice(starts[i], starts[i + 1])
        for outlet in sorted(outlets):
            back = order.naming[order.outlet_of[i]]
            key = outlet, tuple(back[order.outlet_of[back] == outlet].tolist())
            if key not in held_by:
                theirs = np.setdiff1d(np.flatnonzero(order.outlet_of == outlet), key[1])
                held_by[key] = np.unique(number[np.isin(holder, theirs)])
            place = np.searchsorted(held_by[key], number[mine])
            within = place < len(held_by[key])
            named[mine][within] |= held_by[key][place[within]] == number[mine][within]
    return named


def _ordered(
    number: NDArray[np.intp], holder: NDArray[np.intp], named: NDArray[np.bool_], order: Order
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which runs another outlet surely printed before, and which others that it may have printed; those of a named source are of the first."""
    n_outlets = len(order.naming)
    # What a document has from an outlet that it names makes it no earlier holder than anybody.
    counted = np.flatnonzero(~named)
    pairs, pair = np.unique(number[counted] * n_outlets + order.outlet_of[holder[counted]], return_inverse=True)
    run = pairs // n_outlets
    earliest, latest = np.full(len(pairs), np.inf), np.full(len(pairs), np.inf)
    np.minimum.at(earliest, pair, order.earliest[holder[counted]])
    np.minimum.at(latest, pair, order.latest[holder[counted]])
    alone = np.bincount(run)[run] == 1
    before = _least_elsewhere(run, latest) < earliest
    after = latest < _least_elsewhere(run, earliest)
    taken, unordered = named.copy(), np.zeros(len(number), dtype=bool)
    taken[counted] = before[pair]
    unordered[counted] = (~alone & ~after)[pair]
    return taken, unordered


def _least_elsewhere(run: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each pair of a run and an outlet the least value among the other outlets of the run; infinite where there is none.

    Examples
    --------
    >>> _least_elsewhere(np.array([0, 0, 0, 1]), np.array([3.0, 1.0, 2.0, 5.0]))
    array([ 1.,  2.,  1., inf])
    """
    order = np.lexsort((values, run))
    first = np.flatnonzero(np.diff(run[order], prepend=-1))
    sizes = np.diff(np.append(first, len(run)))
    least = np.repeat(values[order][first], sizes)
    # The one that holds the least value sees the next.
    second = np.full(len(first), np.inf)
    several = sizes > 1
    second[several] = values[order][first[several] + 1]
    least[first] = second
    found = np.empty_like(values)
    found[order] = least
    return found
