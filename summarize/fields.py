"""The fields of a document, the names they go by in the wild, and the form in which they are kept."""

from __future__ import annotations

import re
import tomllib
import unicodedata
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import files
from numbers import Number
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from .calendars import dated_line, month_named, without_accents
from .errors import InputError

#: How dates of numbers are read.
DateOrder: TypeAlias = Literal["day-first", "month-first"]

FIELDS: Final = ("id", "outlet", "title", "published", "url", "text", "language")

#: Characters of the longest name of a column, and of an outlet.
_LONGEST_NAME: Final = 40
_LONGEST_OUTLET: Final = 120

#: Day and month as numbers, in an order that a country has and the date does not say.
_NUMERIC_DATE: Final = re.compile(r"(?:[^\W\d_]+\.?,? )?(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")

#: A day, the name of a month in some language, a year, and the hour.
_DAY_IN_WORDS: Final = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(\d{1,2})(?:\.|º|er|:e)? (?:de )?([^\W\d_]+)\.?,? (?:del? )?(\d{4})(?!\d)"
)
_YEAR_FIRST_IN_SIGNS: Final = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_HOUR_WITH_POINT: Final = re.compile(r"(?<= )(\d{1,2})\.(\d{2})(?=$| [A-Z]{2,4}$)")
#: In the dates of mails and feeds CST is America's (RFC 822); elsewhere China has one too.
_MAIL_CENTRAL: Final = re.compile(r"^((?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} [\d:]+ )CST$")
_NAMED_ZONE: Final = re.compile(r"\[[\w/+-]+\]$")


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "fields.toml").read_text(encoding="utf-8"))


def is_beside_the_article(name: object) -> bool:
    """Whether an object or list of this name is about an article, and its fields are none of the article's: ``"author"``, ``"comments"``."""
    return _plain(str(name)) in _tables()["beside_the_article"].split()


class _Words(NamedTuple):
    """What columns of a field are called: words that name it, best first, words that rank it, and what a name of its words alone matches."""

    heads: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, _Words]:
    """For each field its words."""
    words: dict[str, _Words] = {}
    for field in FIELDS:
        row = _tables()[field]
        heads, besides, first, last = (
            tuple(without_accents(row.get(kind, "")).split()) for kind in ("heads", "besides", "first", "last")
        )
        head, any_word = (f"(?:{'|'.join(map(re.escape, found))})" for found in (heads, (*heads, *besides)))
        words[field] = _Words(heads, first, last, re.compile(f"{any_word}*{head}{any_word}*"))
    return words


@lru_cache(maxsize=1 << 12)
def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, without_accents(name)))


# Rows have the same names, and many rows names of their own besides: kept by name, and so many that those of a table all stay.
@lru_cache(maxsize=1 << 16)
def _ranks(name: str) -> Mapping[str, tuple[bool, int, bool, int]]:
    """For each field that a column's name says it holds, how well it says so, the least being the best."""
    plain = _plain(name)
    above, _, below = name.rpartition(".")
    inner = _ranks(below) if above else {}
    is_other = not inner or any(map(is_beside_the_article, above.split("."))) or (above[0] != "_" and _ranks(above))
    ranks: dict[str, tuple[bool, int, bool, int]] = {}
    for field, known in _words().items():
        if len(plain) <= _LONGEST_NAME and known.pattern.fullmatch(plain) is not None:
            is_last, is_first = (any(word in plain for word in kind) for kind in (known.last, known.first))
            head = next(place for place, head in enumerate(known.heads) if head in plain)
            ranks[field] = is_last, head, not is_first, len(plain)
        elif not is_other and field != "id" and field in inner:
            # "fields.bodyText", and not "source.id", nor "author.title".
            ranks[field] = inner[field]
    return ranks


@lru_cache(maxsize=1 << 16)
def _hinted(name: str) -> frozenset[str]:
    """Fields of which a word stands in a column's name that does not say that it holds one."""
    plain, rows = _plain(name), {} if _ranks(name) else _words()
    return frozenset(f for f, known in rows.items() if any(head in plain for head in known.heads if len(head) > 3))


def _wholest(texts: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Of texts and their columns the first, or the longest as good that begins with it: an excerpt stands beside its article."""
    beginning, is_last = texts[0][0].strip(" \n.…"), _ranks(str(texts[0][1]))["text"][0]
    whole = [(t, c) for t, c in texts if t.strip().startswith(beginning) and _ranks(str(c))["text"][0] <= is_last]
    return max(whole, key=lambda found: len(found[0]))


def _fits(field: str, value: str) -> bool:
    """Whether a value can be what its column's name says: a date that can be read, an outlet that is no address."""
    if field == "published":
        return is_numeric_date(value) or parse_published(value) is not None
    return field != "outlet" or ("://" not in value and len(value) <= _LONGEST_OUTLET)


def overlooked(record: Mapping[str, object], field: str) -> str | None:
    """Return a column that was not read and may hold a field: a word of the field stands in its name, and a value that fits in it.

    Parameters
    ----------
    record : mapping of str to object
    field : {"outlet", "published"}

    Examples
    --------
    >>> overlooked({"crawl_date": "2025-02-18", "text": "Talks began."}, "published")
    'crawl_date'
    """
    for name, value in record.items():
        text = (_as_text(value) or "").strip() if field in _hinted(str(name)) else ""
        if text and _fits(field, text) and (field != "outlet" or any(map(str.isalpha, text))):
            return str(name)
    return None


def _as_text(value: object) -> str | None:
    """Return a field's value as text: tables hold numbers, and feeds hold ``{"name": ...}`` objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((v for key in ("name", "title", "value") if isinstance(v := value.get(key), str)), None)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, Number):
        return None if value != value else str(value)
    isoformat = getattr(value, "isoformat", None)
    if callable(isoformat):
        # pandas writes a missing time as one that is not equal to itself.
        return None if value != value else isoformat()
    # Times of numpy have no such method, and write themselves as ISO 8601.
    return str(value) if getattr(getattr(value, "dtype", None), "kind", "") == "M" and value == value else None


def no_field(field: str, column: str) -> str:
    """Say that documents have no such field."""
    return f"documents have no field {field!r} to read from a column {column!r}; use one of {', '.join(FIELDS)}"


def no_text(names: Iterable[object], columns: Mapping[str, str] | None = None, *, in_memory: bool = False) -> str:
    """Say that what was to be a document has no text: its fields, and what to do."""
    found = list(names)
    if has_field({str(name): None for name in found}, "url", columns):
        remedy = "it is a link to an article; fetch the articles with summarize collect --from FILE, an address a line, or name the field of the text with"
    elif {"document", "start", "stop", "theme"} <= {*found}:
        return f"expected a text, found labels ({', '.join(map(str, found))}); give them with --gold or --check, beside their corpus"
    else:
        remedy = "name it with"
    how = 'columns={"text": FIELD}' if in_memory else '--map text=FIELD, in Python columns={"text": FIELD}'
    return f"expected a field 'text' (or body, content, ...), found: {', '.join(map(str, found)) or 'none'}; {remedy} {how}"


def no_column(field: str, column: str) -> str:
    """Say that a column is not there that the user named for a field."""
    return f"no column {column!r} to read {field!r} from"


def pick_fields(
    record: Mapping[str, object], columns: Mapping[str, str] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Find a document's fields in a record by the names of its columns, and by what stands in them.

    Parameters
    ----------
    record : mapping of str to object
        One row of a table, or one object of a JSON file.
    columns : mapping of str to str, optional
        ``{field: column}``, the user's own mapping; it wins over every other name.

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
            raise InputError(no_field(field, column))
        if column not in record:
            raise InputError(f"{no_column(field, column)}; the columns are: {', '.join(map(str, record)) or 'none'}")
    fields: dict[str, str] = {}
    origin: dict[str, str] = {}
    ranked = [(name, ranks) for name in record if (ranks := _ranks(str(name)))]
    for field in FIELDS:
        by_name = [(ranks[field], name) for name, ranks in ranked if field in ranks]
        named = [columns[field]] if field in columns else [name for _, name in sorted(by_name, key=itemgetter(0))]
        values = [(value, column) for column in named if (value := _as_text(record[column])) and value.strip()]
        # Of several the first that can be it; a date that cannot be read is told of where there is no other.
        is_sure = field in columns or (field != "outlet" and len(values) == 1)
        fitting = values if is_sure else [found for found in values if _fits(field, found[0])]
        if field == "text" and len(values) > 1:
            fitting = [_wholest(values)]
        for value, column in (fitting or (values if field == "published" else []))[:1]:
            fields[field] = value if field == "text" else " ".join(value.split())
            origin[field] = column
    return fields, origin


def has_field(record: Mapping[str, object], field: str, columns: Mapping[str, str] | None = None) -> bool:
    """Whether a record has a column for `field` at all, be it empty."""
    if columns and field in columns:
        return columns[field] in record
    return any(field in _ranks(str(name)) for name in record)


def kind_of_field(record: Mapping[str, object], field: str, columns: Mapping[str, str] | None = None) -> str | None:
    """What stands in the columns of `field` where words are expected: ``"a list"`` or ``"an object"``, else None."""
    for name, value in record.items():
        if has_field({name: value}, field, columns):
            if isinstance(value, list | tuple):
                return "a list" if value else None
            if isinstance(value, Mapping):
                return "an object"
    return None


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
    if value.replace(".", "", 1).isdigit() and len(value.split(".")[0]) in (9, 10, 13):
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


def _in_figures(value: str) -> str:
    """Write a date in words of another language, or with signs between its numbers, as ISO 8601; and an hour with a colon."""
    value = _HOUR_WITH_POINT.sub(r"\1:\2", value)
    signs = _YEAR_FIRST_IN_SIGNS.match(value)
    if signs is not None:
        return f"{signs[1]}-{int(signs[2]):02}-{int(signs[3]):02} {value[signs.end() :].strip()}".rstrip()
    words = _DAY_IN_WORDS.match(value)
    if words is None:
        return value
    month = month_named(words[2])
    return value if month is None else f"{words[3]}-{month:02}-{int(words[1]):02}{value[words.end() :]}"


def _parse_written_date(value: str, day_first: bool) -> str | None:
    """Read a date written in words; two readings against different defaults show which parts were really there."""
    from dateutil import parser

    if not any(c.isdigit() for c in value):
        return None
    zones = {name: hours * 3600 for name, hours in _tables()["zones"].items()}
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
