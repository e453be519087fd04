"""When documents were published, as far as it is known: the earliest and the latest minute that each date allows.

A date without an hour is a day somewhere on earth, and an hour without a zone is that hour somewhere. Neither is guessed at, and neither is
thrown away: of two documents one surely came before the other if its latest minute lies before the other's earliest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..corpus import Corpus

#: Minutes by which the easternmost clock on earth is ahead of UTC, and the westernmost behind it.
_AHEAD: Final = 14 * 60
_BEHIND: Final = 12 * 60

_LAST_MINUTE: Final = 24 * 60 - 1

#: Why a document has no minute of its own.
NO_DATE: Final = "no date"
_NO_HOUR: Final = "a date without an hour"
_NO_ZONE: Final = "an hour without a time zone"
_MIDNIGHT: Final = "midnight for an hour, which mostly stands for a date alone"


@dataclass(frozen=True, slots=True)
class Clock:
    """When a document was published, as far as it is known.

    Attributes
    ----------
    document : int
    earliest, latest : float
        The first and the last whole minute since 1970, UTC, that its date allows, both included: the same one where hour and zone are known,
        without bounds where there is no date.
    reason : str or None
        Why its minute is not known: ``"no date"``, ``"a date without an hour"``, ``"an hour without a time zone"``, or midnight to the
        second, which programs write for a date.
    """

    document: int
    earliest: float
    latest: float
    reason: str | None

    @property
    def known(self) -> bool:
        """Whether it is known to the minute."""
        return self.reason is None

    @property
    def dated(self) -> bool:
        """Whether it has a date at all."""
        return self.reason != NO_DATE

    def before(self, other: Clock) -> bool:
        """Whether this document surely came before another.

        Examples
        --------
        >>> day, hour, next_day = (read_clock(k, p) for k, p in enumerate(("2025-02-17", "2025-02-18T10:00:00+00:00", "2025-02-18")))
        >>> day.before(hour), day.before(read_clock(3, "2025-02-18T12:00:00+00:00")), hour.before(next_day)
        (False, True, False)
        """
        return self.latest < other.earliest


def day_of(published: str | None) -> str | None:
    """The day of a date, in UTC where hour and zone are known, else as it is written; None without a date.

    Examples
    --------
    >>> day_of("2025-02-19T00:30:00+03:00"), day_of("2025-02-19T00:30:00"), day_of(None)
    ('2025-02-18', '2025-02-19', None)
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date().isoformat()


def is_later_news(stating: Iterable[str | None], lacking: Iterable[str | None]) -> bool:
    """Whether all that is known of when something was stated is that it was on a later day than some documents, which cannot have left it out.

    Parameters
    ----------
    stating : iterable of str or None
        Days of the documents that state it (`day_of`); those without one say nothing.
    lacking : iterable of str or None
        Days of the documents that do not, one at least; one without may be of any day.

    Examples
    --------
    >>> is_later_news(["2025-02-19", None], ["2025-02-18"]), is_later_news(["2025-02-18"], ["2025-02-18"])
    (True, False)
    >>> is_later_news([None], ["2025-02-18"]), is_later_news(["2025-02-19"], ["2025-02-18", None])
    (False, False)
    """
    stated, published = [day for day in stating if day], list(lacking)
    days = [day for day in published if day]
    return bool(stated) and len(days) == len(published) and max(days) < min(stated)


def read_clock(document: int, published: str | None) -> Clock:
    """Read the bounds of a date.

    Parameters
    ----------
    document : int
    published : str or None
        ISO 8601, as `summarize.dates.parse_published` gives it.

    Examples
    --------
    >>> clock = read_clock(0, "2025-02-18T14:05:30+03:00")
    >>> clock.earliest, clock.latest, clock.reason
    (28997945.0, 28997945.0, None)
    >>> clock = read_clock(0, "2025-02-18")
    >>> (clock.latest - clock.earliest + 1) / 60, clock.reason
    (50.0, 'a date without an hour')
    """
    if published is None:
        return Clock(document, -inf, inf, NO_DATE)
    moment = datetime.fromisoformat(published)
    at_midnight = moment.time() == time()
    if not at_midnight and moment.tzinfo is not None:
        minute = _minute(moment)
        return Clock(document, minute, minute, None)
    # A midnight that a program wrote for a date carries the zone of the program.
    first = _minute(moment.replace(tzinfo=UTC))
    last = first + (_LAST_MINUTE if at_midnight else 0)
    reason = _NO_HOUR if len(published) == 10 else _MIDNIGHT if at_midnight else _NO_ZONE
    return Clock(document, first - _AHEAD, last + _BEHIND, reason)


def _minute(moment: datetime) -> float:
    return float(moment.timestamp() // 60)


def clocks_of(corpus: Corpus) -> tuple[Clock, ...]:
    """Read the dates of a corpus: one clock a document, in order; O(n_documents)."""
    return tuple(
        read_clock(d, document.published if document.is_dated else None) for d, document in enumerate(corpus.documents)
    )
