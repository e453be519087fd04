"""Why figures may differ: what the texts and the days say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...dates import instant_of
from ..clocks import read_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...corpus import Corpus
    from .context import Occurrence
    from .values import FigureValue, Label


def reasons_for(
    corpus: Corpus,
    pairs: Sequence[tuple[FigureValue, FigureValue, Occurrence, Occurrence]],
    hours: float,
) -> tuple[Label, ...]:
    """What may explain that figures differ, the likeliest first; all pairs must bear it out, or it stands behind `unexplained`.

    Parameters
    ----------
    corpus : Corpus
    pairs : sequence of (FigureValue, FigureValue, Occurrence, Occurrence)
        Figures that differ, and the same with what stands around them.
    hours : float
        From this far apart on, the later figure is called an update, if it is sure which that is: days alone of two outlets tell it from the third day on.

    Returns
    -------
    tuple of str
        ``"unexplained"`` where nothing explains all of it, and behind it that others say so, where they do of some; empty without pairs.

    Notes
    -----
    Tolls only rise: a lower one is no update of a higher.
    """
    if not pairs:
        return ()
    found: list[Label] = []
    attributed = [bool(v.speaker and w.speaker and v.speaker != w.speaker) for v, w, _, _ in pairs]
    if all(_updated(corpus, pair, 0.0, by_outlet=True) for pair in pairs):
        found.append("update over time")
    if all(_other_scope(a, b) for _, _, a, b in pairs):
        found.append("scope differs")
    if "update over time" not in found and all(_updated(corpus, pair, hours * 60, by_outlet=False) for pair in pairs):
        found.append("update over time")
    if all(attributed):
        found.append("different attribution")
    if found:
        return tuple(found)
    return ("unexplained", "different attribution") if any(attributed) else ("unexplained",)


def _updated(
    corpus: Corpus, pair: tuple[FigureValue, FigureValue, Occurrence, Occurrence], minutes: float, *, by_outlet: bool
) -> bool:
    """Whether one of two figures surely came so much later than the other and may be its update; `by_outlet`: of one outlet, whose days are of one clock."""
    first, second, one, other = pair
    documents = [corpus.sentences[value.sentence].document for value in (first, second)]
    dates = [corpus.documents[d].published for d in documents]
    if by_outlet:
        instants = [instant_of(date) for date in dates]
        if corpus.outlet_of[first.sentence] != corpus.outlet_of[second.sentence] or None in instants:
            return False
        apart = ((instants[1] or 0.0) - (instants[0] or 0.0)) / 60
        ordered = apart != 0.0
    else:
        clocks = [read_clock(d, date) for d, date in zip(documents, dates, strict=True)]
        ordered = clocks[0].before(clocks[1]) or clocks[1].before(clocks[0])
        apart = (clocks[1].earliest + clocks[1].latest - clocks[0].earliest - clocks[0].latest) / 2
    if not ordered or abs(apart) <= minutes:
        return False
    is_toll = one.quantity.unit == "count" and one.outcome is not None and one.outcome == other.outcome
    early, late = (first, second) if apart > 0 else (second, first)
    fell = late.quantity.written[0] < early.quantity.written[0]
    return not (is_toll and fell)


def _other_scope(first: Occurrence, second: Occurrence) -> bool:
    """Whether the words say that not quite the same is counted."""
    return (
        first.part != second.part
        or set(first.quantity.modifiers) != set(second.quantity.modifiers)
        or first.quantity.head != second.quantity.head
    )
