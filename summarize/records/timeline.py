"""Records of the timeline: who published a claim first, and what is known of the hour of each document."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypedDict, cast

from .lazy import Rows
from .sentences import sentence_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.timeline import Timed, Timeline
    from ..corpus import Corpus
    from .sentences import SentenceRecord

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class TimedRecord(TypedDict):
    """A claim (by id) in an outlet, by the date of the first version supplied that surely states it, in the words of ``sentence``.

    ``statement``: the sentence of the claim whose words, or nearly all of them, all outlets listed print: what it says is what they state.
    ``place``: among the outlets that surely state it: first alone, tied in one minute, perhaps first, or surely later than another.
    ``lag_minutes``: after the first, None where the dates leave it open between ``lag_low_minutes`` and ``lag_high_minutes``. ``certain``: false
    where it is not known which of several was first, and where a document in ``earlier`` may have come before: its
    sentence states the claim perhaps, or it has no date. These count for nothing.
    """

    claim: int
    outlet: str
    document: str
    published: str
    lag_minutes: float | None
    certain: bool
    place: Literal["first", "tied", "perhaps", "later"]
    lag_low_minutes: float
    lag_high_minutes: float
    sentence: SentenceRecord
    statement: SentenceRecord
    earlier: list[SentenceRecord]


class TimelineOutletRecord(TypedDict):
    """How early an outlet is: claims of several outlets that it states, of these certain, alone first, first at one minute with another.

    ``median_lag_minutes``: of the certain ones, None where no lag is known to the minute.
    """

    outlet: str
    n_claims: int
    n_first: int
    n_tied: int
    median_lag_minutes: float | None
    n_certain: int


class ClockRecord(TypedDict):
    """Whether hour and zone of a document are known, and if not, why; between which two minutes it was published, UTC, None without a date."""

    document: str
    published: str | None
    known: bool
    reason: str | None
    earliest: str | None
    latest: str | None


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
            "place": item.place,
            "lag_low_minutes": item.lag_low,
            "lag_high_minutes": item.lag_high,
            "sentence": sentence_record(corpus, item.sentence),
            "statement": sentence_record(corpus, item.statement),
            "earlier": [sentence_record(corpus, i) for i in item.earlier],
        }

    return Rows(timeline.items, row)


def timeline_outlet_records(outlets: Sequence[str], timeline: Timeline) -> list[TimelineOutletRecord]:
    """Return one record an outlet with a date."""
    return [cast("TimelineOutletRecord", {**asdict(row), "outlet": outlets[row.outlet]}) for row in timeline.outlets]


def clock_records(corpus: Corpus, timeline: Timeline) -> list[ClockRecord]:
    """Return one record a document."""
    return [
        {
            "document": corpus.documents[clock.document].id,
            "published": corpus.documents[clock.document].published,
            "known": clock.known,
            "reason": clock.reason,
            "earliest": _moment(clock.earliest) if clock.dated else None,
            "latest": _moment(clock.latest) if clock.dated else None,
        }
        for clock in timeline.clocks
    ]


def _moment(minute: float) -> str:
    """ISO 8601 of a minute since 1970, UTC."""
    return (_EPOCH + timedelta(minutes=minute)).isoformat(timespec="minutes")
