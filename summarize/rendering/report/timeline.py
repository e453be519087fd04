"""When each outlet published: time across, outlets down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from ..phrases import date

if TYPE_CHECKING:
    from .story import Article, Story

#: Labels under the lanes: not more than these, so that they do not meet on a narrow screen.
_MOST_TICKS: Final = 5

_DAY: Final = timedelta(days=1)


def _bounds(article: Article) -> tuple[datetime, datetime] | None:
    """First and last moment at which an article may have appeared; a point where hour and zone are known, else its day."""
    if article.published is None:
        return None
    moment = datetime.fromisoformat(article.published)
    if len(article.published) > 10 and moment.tzinfo is not None:
        return moment.astimezone(UTC), moment.astimezone(UTC)
    midnight = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return midnight, midnight + _DAY


def _ticks(first: datetime, last: datetime) -> list[datetime]:
    """Midnights; hours where all appeared within a day and a half, first days of months where it took months."""
    if last - first > _MOST_TICKS * 14 * _DAY:
        months = (last.year - first.year) * 12 + last.month - first.month
        step = next(step for step in (1, 2, 3, 6, 12 * (1 + months // 12)) if months <= step * _MOST_TICKS)
        firsts = [divmod(month, 12) for month in range(first.year * 12, last.year * 12 + 12, step)]
        days = [datetime(year, month + 1, 1, tzinfo=UTC) for year, month in firsts]
        return [day for day in days if first <= day <= last]
    step_of_time = timedelta(hours=6) if last - first <= 1.5 * _DAY else _DAY
    while (last - first) / step_of_time > _MOST_TICKS:
        step_of_time *= 2
    at = datetime(first.year, first.month, first.day, tzinfo=UTC)
    found = []
    while at <= last:
        if at >= first:
            found.append(at)
        at += step_of_time
    return found


def _label(tick: datetime, years: bool, hours: bool) -> str:
    """Say a tick in as few words as tell it from the others."""
    if hours and tick.hour:
        return f"{tick:%H:%M}"
    words = date(tick.date().isoformat())
    return words.partition(" ")[2] if years and tick.day == 1 else words if years else words.rpartition(" ")[0]


def lanes(story: Story) -> dict[str, Any] | None:
    """Return the lanes, places in percent of the width; None where no article has a date.

    An article without hour or zone covers its whole day: it is not known when on that day it appeared. ``one_day``: all have one day and
    none an hour, so that no order can be drawn.
    """
    bounds = {article.number: b for article in story.articles if (b := _bounds(article)) is not None}
    if not bounds:
        return None
    first = min(start for start, _ in bounds.values())
    last = max(stop for _, stop in bounds.values())
    margin = max((last - first) * 0.03, timedelta(minutes=30))
    first, last = first - margin, last + margin
    span = last - first

    def at(moment: datetime) -> float:
        return round(100 * ((moment - first) / span), 2)

    rows: list[dict[str, Any]] = []
    for outlet in story.outlets:
        ours = [article for article in story.articles if article.outlet is outlet]
        marks = [
            {
                "article": article,
                "x": at(bounds[article.number][0]),
                "width": round(at(bounds[article.number][1]) - at(bounds[article.number][0]), 2),
            }
            for article in ours
            if article.number in bounds
        ]
        rows.append({"outlet": outlet, "marks": marks, "undated": [a for a in ours if a.number not in bounds]})
    rows.sort(key=lambda row: (min((m["x"] for m in row["marks"]), default=101.0), row["outlet"].number))
    ticks = _ticks(first, last)
    hours = any(tick.hour for tick in ticks)
    return {
        "one_day": len(set(bounds.values())) == 1 and all(start != stop for start, stop in bounds.values()),
        "n_dated": len(bounds),
        "lanes": rows,
        "ticks": [
            {
                "x": at(tick),
                "label": _label(tick, first.year != last.year, hours),
            }
            for tick in ticks
        ],
        "from": date(min(a.day for a in story.articles if a.day)),
        "to": date(max(a.day for a in story.articles if a.day)),
        "vague": sum(start != stop for start, stop in bounds.values()),
        "undated": sum(len(row["undated"]) for row in rows),
    }
