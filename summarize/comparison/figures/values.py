"""What the view of figures is made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import inf, log10
from typing import Final, Literal

#: Relative difference of two figures that are one number, and of powers of ten that are whole.
_CLOSE: Final = 0.01
_EXACT: Final = 1e-6

#: Why two figures may differ; no verdict.
Label = Literal["update over time", "different attribution", "scope differs", "unexplained"]
LABELS: Final[tuple[Label, ...]] = ("update over time", "different attribution", "scope differs", "unexplained")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as a text gives it. Spans are half-open and count code points of the text.

    Attributes
    ----------
    start, stop : int
        Number, sign of currency and unit, without what opens it.
    value : float or None
        In base units (seconds, metres, one of the currency); None for a range.
    low, high : float
        What it leaves open: "at least two" is two to infinity, "about 100" is 90 to 110.
    slack : float
        How far off another figure may be and still be this one, rounded.
    rounding : float
        Half the last place that is written: 5 for $7,230, which is not $7,265.
    unit : str
        ``"count"``, ``"percent"``, ``"percentage points"``, ``"year of age"``, ``"vote"`` (fewer and more votes), a currency, or the base unit of a dimension, such as
        ``"second"``.
    counted : tuple of (start, stop) or None
        The noun that is counted, or of which a share or a sum is taken.
    head : str
        Its stem; empty where there is none.
    modifiers : tuple of str
        Stems of the words between number and noun.
    qualifier : tuple of (start, stop) or None
        What opens it.
    per : str
        The span of time for which it is given, in seconds, "300 a day"; empty for what is no rate.
    whose : tuple of str
        Stems of the last word of the name that an age stands behind and of the given name before it, "Inslee" and "Jay" of "Jay Inslee, 68,"; empty for any other.
    opening : str
        ``"at least"``, ``"more than"``, ``"at most"``, ``"fewer than"``, ``"nearly"``, ``"about"``, ``"between"``; else empty.
    """

    start: int
    stop: int
    value: float | None
    low: float
    high: float
    slack: float
    unit: str
    counted: tuple[int, int] | None = None
    head: str = ""
    modifiers: tuple[str, ...] = ()
    qualifier: tuple[int, int] | None = None
    opening: str = ""
    rounding: float = 0.0
    per: str = ""
    whose: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[float, float]:
        """The figure itself, without what opens it: both ends of a range."""
        if self.value is not None:
            return self.value, self.value
        return (self.low if self.low else self.high), (self.high if self.high < inf else self.low)

    def repeats(self, other: Quantity) -> bool:
        """Whether two figures are written alike, rounding allowed for, whatever opens them."""
        slack = max(self.slack, other.slack)
        (low, high), (begin, end) = self.written, other.written
        return low <= end + slack and begin <= high + slack

    def may_be_of(self, other: Quantity) -> bool:
        """Whether two ages may stand behind one name: "Jay Inslee, 68,", "Inslee, 67,", "Jay, 67,"."""
        mine, yours = self.whose, other.whose
        return not mine or not yours or mine[0] in yours or yours[0] in mine

    def written_alike(self, other: Quantity) -> bool:
        """Whether two figures are one number, converted or rounded, and neither is a bound."""
        (low, high), (begin, end) = self.written, other.written
        close = abs(low - begin) <= _CLOSE * abs(low) and abs(high - end) <= _CLOSE * abs(high)
        return close and not {self.opening, other.opening} - {"", "about", "nearly"} and self.concurs(other)

    def _in_unit_of(self, other: Quantity) -> bool:
        """Whether two measures are written in one unit, so that nothing was converted: their last places are apart by powers of ten."""
        if not self.rounding or not other.rounding:
            return False
        powers = log10(self.rounding / other.rounding)
        return abs(powers - round(powers)) < _EXACT

    def concurs(self, other: Quantity) -> bool:
        """Whether two figures say the same: written alike, or one of them within what the other leaves open.

        Two that only leave room for each other, "more than 85" and "over 100", or 40-70 and more than 50, do not.
        """
        if not self.agrees(other):
            return False
        measured = self.unit not in ("count", "percent", "percentage points") and not self.unit.isupper()
        converted = measured and not self._in_unit_of(other)
        slack = (
            max(self.slack, other.slack)
            if converted or "about" in (self.opening, other.opening)
            else max(self.rounding, other.rounding)
        )
        bounds = ("at least", "more than", "at most", "fewer than")
        if self.opening in bounds or other.opening in bounds:
            # What is rounded may be above "below $6,000", and is then something else.
            slack = min(self.rounding, other.rounding)
        (low, high), (begin, end) = self.written, other.written
        if abs(low - begin) <= slack and abs(high - end) <= slack:
            return True
        return any(
            exact.value is not None
            and exact.opening in ("", "about")
            and opened.opening not in ("", "about")
            and opened.low <= exact.value <= opened.high
            for exact, opened in ((self, other), (other, self))
        )

    def agrees(self, other: Quantity) -> bool:
        """Whether two figures overlap, rounding allowed for; of what is "more than 90" nothing is "nearly 90", however they are rounded."""
        if self._above(other) or other._above(self):
            return False
        slack = max(self.slack, other.slack)
        return self.low <= other.high + slack and other.low <= self.high + slack

    def _above(self, other: Quantity) -> bool:
        """Whether this is said to be no less than what the other is said to stay below, or to reach at most."""
        if self.opening not in ("at least", "more than") or other.opening not in ("at most", "fewer than", "nearly"):
            return False
        may_meet = self.opening == "at least" and other.opening == "at most"
        return self.low > other.high or (self.low == other.high and not may_meet)


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure as one sentence gives it.

    Attributes
    ----------
    sentence : int
    quantity : Quantity
        With its spans in the document.
    attribution : tuple of (start, stop) or None
        The phrase that names who says so, in the same sentence.
    speaker : str
        The last word of it, case folded; empty where there is none or only a pronoun.
    independent : bool
        False where an earlier version of the same text gives it too.
    """

    sentence: int
    quantity: Quantity
    attribution: tuple[int, int] | None
    speaker: str
    independent: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing counted, and the figures that are given for it.

    Attributes
    ----------
    what : str
        The noun that is counted, as the first sentence writes it; the unit where there is none.
    terms : tuple of str
        Words around it that most of the sentences share.
    values : tuple of FigureValue
        In the order of the corpus.
    claims : tuple of int
        Claims whose sentences give it.
    independent : int
        Texts among those that give it of which no two are of one copy group or of one outlet.
    conflict : bool
        Whether two of them exclude each other, beyond rounding.
    against : tuple of (int, int)
        Places in `values` of those that do.
    label : str or None
        The likeliest reason, None where nothing differs.
    reasons : tuple of str
        All that may be one, the likeliest first.
    bounds : tuple of (int, int)
        Places in `values` of those that leave room for each other and are of other numbers: "at least six" killed, and "at least two".
    """

    what: str
    terms: tuple[str, ...]
    values: tuple[FigureValue, ...]
    claims: tuple[int, ...]
    independent: int
    conflict: bool
    against: tuple[tuple[int, int], ...]
    label: Label | None
    reasons: tuple[Label, ...]
    bounds: tuple[tuple[int, int], ...] = ()

    def excluding(self) -> set[tuple[int, int]]:
        """Places in `values`, in pairs, of those that exclude each other: all that do, where `against` names those alone that are each other's best match."""
        if not self.conflict:
            return set()
        return {
            (x, y)
            for (x, first), (y, second) in combinations(enumerate(self.values), 2)
            if not first.quantity.agrees(second.quantity)
        }.union(self.against)


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """The figures of a story that several documents give, conflicts first, then bounds that differ, then those that most outlets give."""

    items: tuple[Figure, ...]
