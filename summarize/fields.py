"""The fields of a document, the names they go by in the wild, and the form in which they are kept."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from .errors import InputError

__all__ = ["ALIASES", "FIELDS", "has_field", "host_of", "instant_of", "kind_of_field", "parse_published", "pick_fields"]

FIELDS: Final = ("id", "outlet", "title", "published", "url", "text", "language")

#: Names read for each field, best first. A column's case, spaces, dashes and underscores do not matter.
ALIASES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "id": ("id", "docid", "documentid", "articleid", "storiesid", "uuid", "guid", "uri"),
        "outlet": (
            "outlet",
            "source",
            "sourcename",
            "publisher",
            "publication",
            "medianame",
            "media",
            "newspaper",
            "sitename",
            "site",
            "domain",
        ),
        "title": ("title", "headline", "heading", "subject"),
        "published": (
            "published",
            "date",
            "publishdate",
            "publisheddate",
            "publishedat",
            "publishedon",
            "publicationdate",
            "pubdate",
            "datepublished",
            "datetime",
            "timestamp",
            "time",
        ),
        "url": ("url", "link", "href", "permalink", "canonical", "sourceurl"),
        "text": ("text", "body", "content", "maintext", "articlebody", "fulltext", "articletext", "article", "story"),
        "language": ("language", "lang", "locale", "inlanguage"),
    }
)


_MAIL_DATE: Final = re.compile(
    r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|[A-Z]{1,4})"
)


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _as_text(value: object) -> str | None:
    """Return a field's value as text: tables hold numbers, and feeds hold ``{"name": ...}`` objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((v for key in ("name", "title", "value") if isinstance(v := value.get(key), str)), None)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return None if value != value else str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if callable(isoformat) else None


def pick_fields(
    record: Mapping[str, object], columns: Mapping[str, str] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Find a document's fields in a record by their names and aliases.

    Parameters
    ----------
    record : mapping of str to object
        One row of a table, or one object of a JSON file.
    columns : mapping of str to str, optional
        ``{field: column}``, the user's own mapping (``--map``); it wins over every alias.

    Returns
    -------
    fields : dict of str to str
        The fields found; an absent or empty one is left out.
    origin : dict of str to str
        For each field found, the column it came from.

    Raises
    ------
    InputError
        If `columns` names a field that documents do not have, or a column that this record lacks.

    Examples
    --------
    >>> pick_fields({"source": "The Courier", "body": "Talks began."})
    ({'outlet': 'The Courier', 'text': 'Talks began.'}, {'outlet': 'source', 'text': 'body'})
    """
    columns = columns or {}
    for field, column in columns.items():
        if field not in FIELDS:
            raise InputError(
                f"--map {field}={column}: documents have no field '{field}'; use one of {', '.join(FIELDS)}"
            )
        if column not in record:
            found = ", ".join(map(str, record)) or "none"
            raise InputError(f"no column '{column}' (asked for by --map {field}={column}); the columns are: {found}")
    by_plain_name: dict[str, str] = {}
    for name in record:
        by_plain_name.setdefault(_plain(str(name)), name)
    fields: dict[str, str] = {}
    origin: dict[str, str] = {}
    for field in FIELDS:
        named = (columns[field],) if field in columns else ()
        aliased = (by_plain_name[a] for a in ALIASES[field] if a in by_plain_name and field not in columns)
        for column in (*named, *aliased):
            value = _as_text(record[column])
            if value is not None and value.strip():
                fields[field] = value if field == "text" else " ".join(value.split())
                origin[field] = column
                break
    return fields, origin


def has_field(record: Mapping[str, object], field: str, columns: Mapping[str, str] | None = None) -> bool:
    """Whether a record has a column for `field` at all, be it empty."""
    if columns and field in columns:
        return columns[field] in record
    return any(_plain(str(name)) in ALIASES[field] for name in record)


def kind_of_field(record: Mapping[str, object], field: str, columns: Mapping[str, str] | None = None) -> str | None:
    """What stands in the columns of `field` where words are expected: ``"a list"`` or ``"an object"``, else None."""
    for name, value in record.items():
        if has_field({name: value}, field, columns):
            if isinstance(value, list | tuple):
                return "a list" if value else None
            if isinstance(value, Mapping):
                return "an object"
    return None


def parse_published(value: str) -> str | None:
    """Normalise a publication date to ISO 8601, or return None where it cannot be read.

    A date without an hour stays a date, and an hour without a zone stays without: what is not known is not made up.

    Parameters
    ----------
    value : str
        ISO 8601, RFC 2822 (as feeds write it), seconds since 1970, or a date written in words.

    Examples
    --------
    >>> parse_published("2025-02-18T14:05:00Z"), parse_published("Tue, 18 Feb 2025 14:05:00 +0300")
    ('2025-02-18T14:05:00+00:00', '2025-02-18T14:05:00+03:00')
    >>> parse_published("18 February 2025"), parse_published("last week")
    ('2025-02-18', None)
    """
    value = " ".join(value.split())
    try:
        # Asked first: the one below reads a day as its midnight.
        return date.fromisoformat(value).isoformat()
    except ValueError:
        if len(value) == 10 and value[4:5] == "-":
            return None  # 2025-13-02 is a slip, not the thirteenth of February
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    if value.replace(".", "", 1).isdigit() and 9 <= len(value.split(".")[0]) <= 13:
        seconds = float(value) / (1000 if len(value.split(".")[0]) > 11 else 1)
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
    # The mail parser takes other forms too, and leaves out what it does not know of them, such as "PM".
    if _MAIL_DATE.fullmatch(value):
        try:
            return parsedate_to_datetime(value).isoformat()
        except ValueError:
            return None
    return _parse_written_date(value)


def _parse_written_date(value: str) -> str | None:
    """Read a date written in words; two readings against different defaults show which parts were really there."""
    from dateutil import parser

    if not any(c.isdigit() for c in value):
        return None
    try:
        # A zone that the parser does not know is no zone: a date with a guessed one would order outlets wrongly.
        with warnings.catch_warnings():
            warnings.simplefilter("error", parser.UnknownTimezoneWarning)
            first = parser.parse(value, default=datetime(2001, 1, 1, 0, 0))
            second = parser.parse(value, default=datetime(2002, 2, 2, 1, 1))
    except (ValueError, OverflowError, parser.UnknownTimezoneWarning):
        return None
    if first.date() != second.date():
        return None
    return first.isoformat() if first.time() == second.time() else first.date().isoformat()


def instant_of(published: str | None) -> float | None:
    """Seconds since 1970 of a published date; a missing hour counts as midnight and a missing zone as UTC.

    For ordering only: use it for a lag between outlets only where both hour and zone are known.
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def host_of(url: str) -> str | None:
    """Host of a URL without ``www.``, as a last resort for the name of an outlet.

    Examples
    --------
    >>> host_of("https://www.courier.example/world/1")
    'courier.example'
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
