"""Why figures may differ: what the texts and the days say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .times import NAMED_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...corpus import Corpus
    from .context import Counted
    from .values import FigureValue, Label

__all__ = ["reasons_for"]

#: What stands before a figure to which something was brought.
_BROUGHT: Final = re.compile(
    r"\b(?:br(?:ing|ought)|cut|lower|rais|rose|ris|fell|fall|grew|grow|climb|drop|shr[aiu]nk|narrow|widen|reduc|increas|swell|jump|slash|extend)\w*\b"
    r"[^.;:]{0,80}\bto (?:just |only |about |a |some |nearly )*\Z",
    re.IGNORECASE,
)


def reasons_for(
    corpus: Corpus,
    instants: Sequence[float | None],
    pairs: Sequence[tuple[FigureValue, FigureValue, Counted, Counted]],
    hours: float,
) -> tuple[Label, ...]:
    """What may explain that figures differ, the likeliest first; all pairs must bear it out.

    Parameters
    ----------
    corpus : Corpus
    instants : sequence of (float or None)
        When each document was published, in seconds.
    pairs : sequence of (FigureValue, FigureValue, Counted, Counted)
        Figures that differ, and the same with what stands around them.
    hours : float
        From this far apart on, the later figure is called an update.

    Returns
    -------
    tuple of str
        ``("unexplained",)`` where nothing explains it; empty without pairs.
    """
    if not pairs:
        return ()

    def later(v: FigureValue, w: FigureValue, seconds: float) -> bool:
        first, second = (instants[corpus.sentences[x.sentence].document] for x in (v, w))
        return first is not None and second is not None and abs(first - second) > seconds

    def of_one_outlet(v: FigureValue, w: FigureValue) -> bool:
        return bool(corpus.outlet_of[v.sentence] == corpus.outlet_of[w.sentence])

    found: list[Label] = []
    if all(later(v, w, 0.0) and of_one_outlet(v, w) for v, w, _, _ in pairs):
        found.append("update over time")
    if all(_other_scope(a, b) or _of_other_years(corpus, v, w) for v, w, a, b in pairs):
        found.append("scope differs")
    if "update over time" not in found and (
        all(later(v, w, hours * 3600) for v, w, _, _ in pairs)
        or all(_brought_to(corpus, v) != _brought_to(corpus, w) for v, w, _, _ in pairs)
    ):
        found.append("update over time")
    if all(v.speaker and w.speaker and v.speaker != w.speaker for v, w, _, _ in pairs):
        found.append("different attribution")
    return tuple(found) or ("unexplained",)


def _of_other_years(corpus: Corpus, first: FigureValue, second: FigureValue) -> bool:
    """Whether one of two sums or measures is said of a year and the other of none."""
    named = [NAMED_YEAR.search(corpus.text_of(value.sentence)) is not None for value in (first, second)]
    return first.quantity.unit != "count" and named[0] != named[1]


def _other_scope(first: Counted, second: Counted) -> bool:
    """Whether the words say that not quite the same is counted."""
    return (
        first.part != second.part
        or set(first.quantity.modifiers) != set(second.quantity.modifiers)
        or first.quantity.head != second.quantity.head
    )


def _brought_to(corpus: Corpus, value: FigureValue) -> bool:
    """Whether a figure is what something came to: "brings the gap to just 12 points", where another may be what it was."""
    sentence, quantity = corpus.sentences[value.sentence], value.quantity
    start = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start
    return _BROUGHT.search(corpus.documents[sentence.document].text, sentence.start, start) is not None
