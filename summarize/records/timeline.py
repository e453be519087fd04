"""Records of the timeline: who published a claim first, and what is known of the hour of each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from .lazy import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison import Timeline
    from ..comparison.timeline import Timed
    from ..corpus import Corpus

__all__ = [
    "ClockRecord",
    "TimedRecord",
    "TimelineOutletRecord",
    "clock_records",
    "timeline_outlet_records",
    "timeline_records",
]


class TimedRecord(TypedDict):
    """A claim (by id) in an outlet, at the hour of the first version supplied that states it.

    ``lag_minutes``: after the first of all, 0 for the first and for those of the same minute; ``certain``: false where a document
    without hour or zone states it too and may have come before.
    """

    claim: int
    outlet: str
    document: str
    published: str
    lag_minutes: float
    certain: bool


class TimelineOutletRecord(TypedDict):
    """How early an outlet is: claims of several outlets that it states, alone first, first at one minute with another."""

    outlet: str
    n_claims: int
    n_first: int
    n_tied: int
    median_lag_minutes: float


class ClockRecord(TypedDict):
    """Whether hour and zone of a document are known, and if not, why."""

    document: str
    published: str | None
    known: bool
    reason: str | None


def timeline_records(corpus: Corpus, outlets: Sequence[str], timeline: Timeline) -> Rows[Timed, TimedRecord]:
    """Return one record a claim and outlet, first published first."""

    def row(item: Timed) -> TimedRecord:
        return {
            "claim": item.claim,
            "outlet": outlets[item.outlet],
            "document": corpus.documents[item.document].id,
            "published": corpus.documents[item.document].published or "",
            "lag_minutes": item.lag_minutes,
            "certain": item.certain,
        }

    return Rows(timeline.items, row)


def timeline_outlet_records(outlets: Sequence[str], timeline: Timeline) -> list[TimelineOutletRecord]:
    """Return one record an outlet with a known time."""
    return [
        {
            "outlet": outlets[row.outlet],
            "n_claims": row.n_claims,
            "n_first": row.n_first,
            "n_tied": row.n_tied,
            "median_lag_minutes": row.median_lag_minutes,
        }
        for row in timeline.outlets
    ]


def clock_records(corpus: Corpus, timeline: Timeline) -> list[ClockRecord]:
    """Return one record a document."""
    return [
        {
            "document": corpus.documents[clock.document].id,
            "published": corpus.documents[clock.document].published,
            "known": clock.instant is not None,
            "reason": clock.reason,
        }
        for clock in timeline.clocks
    ]
