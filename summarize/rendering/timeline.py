"""The timeline: who published a claim first, and how much later the others did."""

from __future__ import annotations

import re
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph, Table, place
from .naming import document_names
from .phrases import by_claim, counted, cut, date, one_line, part_shown, shown, whole_span, whose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .blocks import Block

#: Claims that a terminal shows among other views, and looser wordings of each.
SHOWN_CLAIMS: Final = 3
SHOWN_EARLIER: Final = 2

#: Characters of a looser wording on a terminal.
_SHOWN_CHARACTERS: Final = 120

TIMELINE_COLUMNS: Final = tuple(
    """
    claim outlet document published lag_minutes certain place lag_low_minutes lag_high_minutes earlier start stop
    text
    """.split()
)

#: Of one row an outlet.
TIMELINE_OUTLET_COLUMNS: Final = ("outlet", "n_claims", "n_certain", "n_first", "n_tied", "median_lag_minutes")

#: What is said of a claim that stands in copies of one text alone.
_ONE_TEXT: Final = "; all of them print one text"

_LEGEND: Final = (
    "Claims that sentences of several outlets surely state, with the same names, numbers and nearly the same words, by the date of the version "
    "supplied: an earlier version, or other words for it, may have stood there before. A date without hour or zone stands for all minutes that it "
    "may mean. Certain: nothing that perhaps states it may be earlier; only these count as first. At once: in the same minute as another. Lag: "
    "after the first."
)


def _asked(record: Mapping[str, Any]) -> int:
    """How many outlets were asked for; 0 where all are shown."""
    return len(record["settings"].get("outlets") or ())


def lag(minutes: float) -> str:
    """Say a lag.

    Examples
    --------
    >>> lag(0), lag(42), lag(95), lag(3000)
    ('0', '42 min', '1 h 35', '2 d 2 h')
    """
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min" if whole else "0"
    if whole < 24 * 60:
        return f"{whole // 60} h {whole % 60:02}"
    return f"{whole // 1440} d {whole % 1440 // 60} h"


def lag_between(row: Mapping[str, Any]) -> str:
    """Say the lag of a row, or between which two whole hours or days it lies.

    Examples
    --------
    >>> lag_between({"lag_minutes": 95.0})
    '+1 h 35'
    >>> lag_between({"lag_minutes": None, "lag_low_minutes": 95.0, "lag_high_minutes": 3000.0})
    '+1 h to 3 d'
    >>> lag_between({"lag_minutes": None, "lag_low_minutes": 18000.0, "lag_high_minutes": 24000.0})
    '+12 to 17 d'
    """
    if row["lag_minutes"] is not None:
        return f"+{lag(row['lag_minutes'])}"
    # Outwards, so that the lag lies between them.
    low, unit = _whole(row["lag_low_minutes"], floor)
    high, upper = _whole(row["lag_high_minutes"], ceil)
    return f"+{low} to {high} {unit}" if unit == upper else f"+{low} {unit} to {high} {upper}"


def _whole(minutes: float, rounded: Callable[[float], int]) -> tuple[int, str]:
    """Minutes in whole minutes, hours or days."""
    if minutes < 60:
        return rounded(minutes), "min"
    return (rounded(minutes / 60), "h") if minutes < 24 * 60 else (rounded(minutes / 1440), "d")


def _later(row: Mapping[str, Any]) -> str:
    """Say the lag of a row in words.

    Examples
    --------
    >>> _later({"lag_minutes": None, "lag_low_minutes": 1320.0, "lag_high_minutes": 8640.0})
    '22 hours to 6 days later'
    """
    words = lag_between(row).removeprefix("+")
    for unit, name in (("h", "hours"), ("d", "days")):
        words = re.sub(rf"(?<=\d) {unit}(?= to|$)", f" {name}", words)
    return f"{words} later"


def course(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say in which order the outlets of a claim published it, as far as it is known.

    Parameters
    ----------
    rows : sequence of mapping
        Those of one claim, in their order.
    """
    leading = [row for row in rows if row["place"] != "later"]
    names = [f"{row['outlet']} ({date(row['published'])})" for row in leading]
    if leading[0]["place"] == "perhaps":
        opening = f"{' or '.join(names)} first, which of them is not known"
    else:
        opening = f"{' and '.join(names)} first{' at once' if len(names) > 1 else ''}"
        if leading[0]["earlier"]:
            opening += ", of those that surely state it"
    later = [f"{row['outlet']} {_later(row)}" for row in rows if row["place"] == "later"]
    return "; ".join((opening, *later))


def timed_claims(record: Mapping[str, Any]) -> list[tuple[list[Mapping[str, Any]], str]]:
    """Rows claim by claim, first published first, with their course: what is certain before the rest, and of that what most independent texts say."""
    independent = {claim["id"]: claim["independent"] for claim in record["claims"]}
    # Rows of some outlets alone, where some were asked for, may lack the first.
    several = _asked(record) > 1
    told = [
        mine
        for _, mine in by_claim(record, "timeline")
        if mine[0]["place"] != "later" and (len(mine) > 1 or not several)
    ]
    # A copy comes later by nature; what several independent texts say has a race worth telling.
    told.sort(key=lambda r: (not r[0]["certain"], -independent[r[0]["claim"]], -len(r), r[0]["claim"]))
    return [(mine, course(mine) + (_ONE_TEXT if independent[mine[0]["claim"]] == 1 else "")) for mine in told]


def times_size(record: Mapping[str, Any]) -> str:
    """Say how many claims are listed, and of how many that the outlets asked for state."""
    n, asked = len(timed_claims(record)), _asked(record)
    every = counted(len({row["claim"] for row in record["timeline"]}), "claim")
    if asked == 1:
        return f"{n} of {every} that it has first, or perhaps first"
    return f"{n} of {every} that {'both' if asked == 2 else 'several of these'} state" if asked else counted(n, "claim")


def _earlier(row: Mapping[str, Any], dates: Mapping[str, str | None], most: int | None = None) -> list[str]:
    """What may have come before the first and perhaps says the same, a line each."""
    found = row["earlier"] if most is None else row["earlier"][:most]
    lines = []
    for sentence in found:
        words = one_line(sentence["text"])
        if most is not None:
            words = cut(words, _SHOWN_CHARACTERS)
        lines.append(f"earlier, perhaps: {sentence['outlet']} ({date(dates.get(sentence['document']))}): {words}")
    if len(found) < len(row["earlier"]):
        lines.append(f"earlier, perhaps: {counted(len(row['earlier']) - len(found), 'document')} more")
    return lines


def _outlets(record: Mapping[str, Any]) -> Table:
    """How early each outlet is, who was first most often first."""
    rows = sorted(record["timeline_outlets"], key=lambda r: (-r["n_first"], -r["n_certain"], r["outlet"]))
    return Table(
        (whose(record), "claims", "certain", "first alone", "first at once", "median lag"),
        [
            [
                r["outlet"],
                *(str(r[name]) for name in ("n_claims", "n_certain", "n_first", "n_tied")),
                "–" if r["median_lag_minutes"] is None else lag(r["median_lag_minutes"]),
            ]
            for r in rows
        ],
    )


def _legend(record: Mapping[str, Any]) -> str:
    asked = " Outlets that are not shown are counted: first is who was before them too, and a lag is after the first of all."
    return _LEGEND + asked * (_asked(record) > 0)


def timeline_outlets_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell how early each outlet is."""
    yield Heading("Who had it first")
    yield _outlets(record)
    yield Gap()
    yield Paragraph(_legend(record), "dim")


def timeline_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell how early each outlet is, and the course of the claims that most texts state; among other views only the first of these."""
    claims = timed_claims(record)
    if not claims and not whole:
        return
    documents = record["corpus"]["documents"]
    names, dates = document_names(documents), {document["id"]: document["published"] for document in documents}
    some = claims[: None if whole else SHOWN_CLAIMS]
    yield Heading(f"Who had it first{part_shown(len(some), len(claims), 'timeline')}")
    if whole:
        yield _outlets(record)
        yield Gap()
        several = " Listed is what several of the outlets shown state."
        yield Paragraph(_legend(record) + several * (_asked(record) > 1), "dim")
    else:
        yield Paragraph("In the versions supplied.", "dim")
    for mine, order in some:
        said = mine[0]["statement"]
        lines = (order, *_earlier(mine[0], dates, None if whole else SHOWN_EARLIER))
        where = ((f" — {names[said['document']]}", "terminal"), *place(said, said["outlet"]))
        yield Item(((shown(said["text"]), ""), *where), [Paragraph(line, "dim", 2) for line in lines])
    if not whole:
        return
    by_reason: dict[str, list[str]] = {}
    for row in record["timeline_documents"]:
        if row["reason"] is not None:
            by_reason.setdefault(row["reason"], []).append(names[row["document"]])
    for reason, unknown in by_reason.items():
        yield Paragraph(f"Not known to the minute, {reason}: {', '.join(unknown)}.", "dim")
    if said := unordered(record):
        yield Paragraph(said, "dim")


def unordered(record: Mapping[str, Any]) -> str:
    """Say of how many claims more the dates do not tell who was first; empty where there are none."""
    n = record["timeline_unordered"]
    more = f"Of {counted(n, 'claim')} more that several outlets surely state, the dates leave the order open."
    return more if n else ""


def timeline_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a claim and outlet; see `TIMELINE_COLUMNS`."""
    return [
        {
            **row,
            "earlier": "; ".join(map(whole_span, row["earlier"])),
            **{name: row["sentence"][name] for name in ("start", "stop", "text")},
        }
        for row in record["timeline"]
    ]
