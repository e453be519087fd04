"""Dates of documents: the forms in which they come, and the one in which they are kept."""

from __future__ import annotations

import re
import unicodedata
import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from .calendars import dated_line, month_named

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Day and month as numbers, in an order that a country has and the date does not say.
_NUMERIC_DATE: Final = re.compile(r"(?:[^\W\d_]+\.?,? )?(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")

#: A day, the name of a month in some language, a year, and the hour.
_DAY_IN_WORDS: Final = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(\d{1,2})(?:\.|º|er|:e)? (?:de )?([^\W\d_]+)\.?,? (?:del? )?(\d{4})(?!\d)"
)
_YEAR_FIRST_IN_SIGNS: Final = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
#: What languages write before an hour and behind it: "um 14.05 Uhr", "14 Uhr", "à 14h05".
_BEFORE_HOUR: Final = re.compile(r",? (?:um|à|a las|alle|às|kl\.?) (?=\d{1,2}(?:[:.]\d\d|h| Uhr\b))", re.IGNORECASE)
_UHR: Final = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d\d)(:\d\d)?)? ?Uhr\b", re.IGNORECASE)
_HOUR_WITH_POINT: Final = re.compile(r"(?:(?<= )|(?<=\dT))(\d{1,2})\.(\d{2})(?=$| [A-Z]{2,4}$)")
#: Hours without minutes: "2 pm", "14h".
_WHOLE_HOUR: Final = re.compile(r"(?<![\d:.])(\d{1,2})(?: ?([ap])\.? ?m\b\.?|h$)", re.IGNORECASE)
#: In the dates of mails and feeds CST is America's (RFC 822); elsewhere China has one too.
_MAIL_CENTRAL: Final = re.compile(r"^((?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} [\d:]+ )CST$")
#: Days since the end of 1899, and the part of the day that is over; and the years in which they are taken for days.
_DAY_NUMBER: Final = re.compile(r"\d{5}(?:\.\d+)?")
_DAY_YEARS: Final = range(1980, 2061)
_NAMED_ZONE: Final = re.compile(r"\[[\w/+-]+\]$")

#: Zones that one name says, in hours from UTC; of others, such as BST and IST, there are several.
_ZONES: Final = {
    "UT": 0,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "WET": 0,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
}


def is_numeric_date(value: str) -> bool:
    """Whether a date gives day and month as numbers whose order is a custom of countries.

    Examples
    --------
    >>> is_numeric_date("05/02/2025 15:15"), is_numeric_date("2025-02-05"), is_numeric_date("5 February 2025")
    (True, False, False)
    """
    return _NUMERIC_DATE.match(" ".join(value.split())) is not None


def day_order(values: Iterable[str]) -> bool | None:
    """Whether dates of one hand put the day first: one that can be read in one way only tells for all.

    Parameters
    ----------
    values : iterable of str
        Dates as they were written.

    Returns
    -------
    bool or None
        None where none of them tells, or two tell otherwise.

    Examples
    --------
    >>> day_order(["03/02/2025", "18/02/2025"]), day_order(["02/03/2025", "02/18/2025"]), day_order(["03/02/2025"])
    (True, False, None)
    """
    told = {order for value in values if (order := _own_order(" ".join(value.split()))) is not None}
    return told.pop() if len(told) == 1 else None


def is_day_first(dates: str | None) -> bool | None:
    """Read what a user says of dates of numbers whose order nothing else shows.

    Parameters
    ----------
    dates : {"day-first", "month-first"} or None

    Returns
    -------
    bool or None
        None where nothing is said.

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> is_day_first("day-first"), is_day_first("month-first"), is_day_first(None)
    (True, False, None)
    """
    if dates not in (None, "day-first", "month-first"):
        raise ValueError(f"dates must be 'day-first' or 'month-first', got {dates!r}")
    return None if dates is None else dates == "day-first"


def _own_order(value: str) -> bool | None:
    """Whether a date by itself says that its day stands first, or None where it does not say."""
    found = _NUMERIC_DATE.match(value)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    # Between points the day stands first wherever such dates are written.
    if found[2] == "." or first > 12:
        return True
    return False if second > 12 else None


def parse_published(value: str, *, day_first: bool | None = None) -> str | None:
    """Normalise a publication date to ISO 8601, or return None where it cannot be read.

    A date without an hour stays a date, and an hour without a zone stays without: what is not known is not made up. So a
    date of numbers that may be the fifth of February or the second of May is read only where its order is known.

    Parameters
    ----------
    value : str
        ISO 8601, RFC 2822 (as feeds write it), seconds since 1970, numbers with points, strokes or dashes between them, or
        a date written in words, in English and in other languages of Europe.
    day_first : bool, optional
        Whether the day stands before the month where numbers alone do not tell, as `day_order` found it.

    Examples
    --------
    >>> parse_published("2025-02-18T14:05:00Z"), parse_published("Tue, 18 Feb 2025 14:05:00 +0300")
    ('2025-02-18T14:05:00+00:00', '2025-02-18T14:05:00+03:00')
    >>> parse_published("18 February 2025"), parse_published("18. Februar 2025"), parse_published("last week")
    ('2025-02-18', '2025-02-18', None)
    >>> parse_published("03.02.2025"), parse_published("03/02/2025"), parse_published("03/02/2025", day_first=True)
    ('2025-02-03', None, '2025-02-03')
    """
    value = _NAMED_ZONE.sub("", " ".join(value.split()))
    if not value.isascii():
        value = "".join(str(unicodedata.decimal(c, c)) for c in value)
    # Before ISO 8601 is asked, which takes what stands behind the point for a part of a second.
    value = _HOUR_WITH_POINT.sub(r"\1:\2", value)
    try:
        # Asked first: the one below reads a day as its midnight.
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    # Of eleven or twelve digits they are of no year of news, but a day and its hour, without signs between them.
    if value.replace(".", "", 1).isdecimal() and len(value.split(".")[0]) in (9, 10, 13):
        seconds = float(value) / (1000 if len(value.split(".")[0]) > 11 else 1)
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
    value = _MAIL_CENTRAL.sub(r"\1-0600", value)
    order = _own_order(value)
    if order is None:
        order = day_first
    numeric = _NUMERIC_DATE.match(value)
    if numeric is not None and order is None and int(numeric[1]) != int(numeric[3]):
        return None
    read = _parse_written_date(_in_figures(value), bool(order) if numeric is not None else False)
    if read is not None or numeric is not None:
        return read
    stated = dated_line(value)
    return None if stated is None else stated.day


def spreadsheet_day(value: str) -> str | None:
    """Read the number by which spreadsheets keep a date, days since 1900, as ISO 8601; None for what is no such day from 1980 to 2060.

    Examples
    --------
    >>> spreadsheet_day("45700"), spreadsheet_day("45700.5"), spreadsheet_day("2025")
    ('2025-02-12', '2025-02-12T12:00:00', None)
    """
    if _DAY_NUMBER.fullmatch(value) is None:
        return None
    moment = datetime(1899, 12, 30) + timedelta(seconds=round(float(value) * 86_400))
    if moment.year not in _DAY_YEARS:
        return None
    return moment.isoformat() if moment.time() != time() else moment.date().isoformat()


def _in_figures(value: str) -> str:
    """Write a date in words of another language, or with signs between its numbers, as ISO 8601; and an hour with a colon."""
    value = _UHR.sub(_with_colon, _BEFORE_HOUR.sub(" ", value))
    value = _WHOLE_HOUR.sub(lambda hour: f"{hour[1]}:00{f' {hour[2]}m' if hour[2] else ''}", value)
    signs = _YEAR_FIRST_IN_SIGNS.match(value)
    if signs is not None:
        return f"{signs[1]}-{int(signs[2]):02}-{int(signs[3]):02} {value[signs.end() :].strip()}".rstrip()
    words = _DAY_IN_WORDS.match(value)
    if words is None:
        return value
    month = month_named(words[2])
    return value if month is None else f"{words[3]}-{month:02}-{int(words[1]):02}{value[words.end() :]}"


def _with_colon(hour: re.Match[str]) -> str:
    return f"{hour[1]}:{hour[2] or '00'}{hour[3] or ''}"


def _parse_written_date(value: str, day_first: bool) -> str | None:
    """Read a date written in words; two readings against different defaults show which parts were really there."""
    from dateutil import parser

    if not any(map(str.isdecimal, value)):
        return None
    zones = {name: hours * 3600 for name, hours in _ZONES.items()}
    try:
        with warnings.catch_warnings():
            # A zone that the parser does not know is no zone: a date with a guessed one would order outlets wrongly.
            warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)
            first, second = (
                parser.parse(value, default=default, dayfirst=day_first, tzinfos=zones)
                for default in (datetime(2001, 1, 1, 0, 0), datetime(2002, 2, 2, 1, 1))
            )
        if first.date() != second.date():
            return None
        # That an offset is a day and more is found out only as it is written.
        return first.isoformat() if first.time() == second.time() else first.date().isoformat()
    except (ValueError, OverflowError):
        return None


def instant_of(published: str | None) -> float | None:
    """Seconds since 1970 of a published date; a missing hour counts as midnight and a missing zone as UTC.

    For ordering only: use it for a lag between outlets only where both hour and zone are known.
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
