"""The fields of a document, the names they go by in the wild, and the form in which they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from numbers import Number
from operator import itemgetter
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ..calendars import without_accents
from ..dates import is_numeric_date, parse_published, spreadsheet_day
from ..errors import InputError
from ..shipped import shipped

FIELDS: Final = ("id", "outlet", "title", "published", "url", "text", "language")

#: Characters of the longest name of a column, and of an outlet.
_LONGEST_NAME: Final = 40
_LONGEST_OUTLET: Final = 120

#: What holds neither a letter nor a number; how an hour begins; and the midnight that programs write behind a day that has no hour.
_NOTHING: Final = re.compile(r"[\W_0]*")
_HOUR: Final = re.compile(r"\d{1,2}(?:[:.h]\d\d(?![.\d])|h\b| ?(?:Uhr|[ap]\.? ?m)\b)", re.IGNORECASE)
_MIDNIGHT: Final = re.compile(
    r"[T ](?:0{1,2}:00(?::00(?:\.0+)?)?(?:Z| ?[+-]00:?00)?|12:00(?::00)? ?AM)$", re.IGNORECASE
)

#: The year of a date, and characters of the longest.
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_DATE: Final = 40
_NUMBER: Final = re.compile(r"\d+")

#: A day, to ask whether what stands behind it is an hour; and characters of a date that has none.
_SOME_DAY: Final = "2001-01-01"
_DAY_ALONE: Final = len(_SOME_DAY)


_TABLE: Final = "corpus/fields.toml"


@lru_cache(maxsize=1 << 3)
def _listed(names: str) -> frozenset[str]:
    return frozenset(shipped(_TABLE)[names].split())


def articles() -> frozenset[str]:
    """Articles with which names of outlets begin: "the", "le", "der"."""
    return _listed("articles")


def is_beside_the_article(name: object) -> bool:
    """Whether an object or list of this name is about an article, and its fields are none of the article's: ``"author"``, ``"comments"``."""
    return _plain(str(name)) in _listed("beside_the_article")


class _Words(NamedTuple):
    """What columns of a field are called: words that name it, best first, words that rank it, words with which it is no such column, names that are its where they hold it, and what a name of its words alone matches."""

    heads: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    never: tuple[str, ...]
    alone: tuple[str, ...]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, _Words]:
    """For each field its words."""
    words: dict[str, _Words] = {}
    for field in FIELDS:
        row = shipped(_TABLE)[field]
        heads, besides, first, last, never, alone = (
            tuple(without_accents(row.get(kind, "")).split())
            for kind in ("heads", "besides", "first", "last", "never", "alone")
        )
        head, any_word = (f"(?:{'|'.join(map(re.escape, found))})" for found in (heads, (*heads, *besides)))
        words[field] = _Words(heads, first, last, never, alone, re.compile(f"{any_word}*{head}{any_word}*"))
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
    is_other = (
        not inner
        or any(map(is_beside_the_article, above.split(".")))
        or (above[0] != "_" and any(not _may_be_other(field, above) for field in _ranks(above)))
    )
    ranks: dict[str, tuple[bool, int, bool, int]] = {}
    for field, known in _words().items():
        if len(plain) <= _LONGEST_NAME and known.pattern.fullmatch(plain) is not None:
            is_last, is_first = (any(word in plain for word in kind) for kind in (known.last, known.first))
            head = next(place for place, head in enumerate(known.heads) if head in plain)
            ranks[field] = is_last, head, not is_first, len(plain)
        elif plain in known.alone:
            ranks[field] = True, len(known.heads), True, len(plain)
        elif not is_other and field != "id" and field in inner:
            # "fields.bodyText", and not "source.id", nor "author.title".
            ranks[field] = inner[field]
    return ranks


def _may_be_other(field: str, name: str) -> bool:
    """Whether a name is a field's only where what stands there can be it: "day", "data"."""
    return _plain(name) in _words()[field].alone


@lru_cache(maxsize=1 << 16)
def _hinted(name: str) -> frozenset[str]:
    """Fields of which a word stands in a column's name that does not say that it holds one."""
    plain, rows = _plain(name), {} if _ranks(name) else _words()
    return frozenset(
        field
        for field, known in rows.items()
        if any(head in plain for head in known.heads if len(head) > 3)
        and not any(word in plain for word in known.never)
    )


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


def _is_no_date(value: str) -> bool:
    """Whether a column of dates says that none is known: "n/a", "-", "0000-00-00"."""
    return _NOTHING.fullmatch(value) is not None or value.strip().casefold() in _listed("no_date")


def _with_hour(day: str, hour: str) -> str | None:
    """Write a day and its hour as one, or return None where they are not read so."""
    day = day if (number := spreadsheet_day(day)) is None else number
    alone = parse_published(day, day_first=True) if _HOUR.match(hour) else None
    whole = parse_published(f"{day} {hour}", day_first=True) if alone else None
    # Nothing is added to a date that has its hour.
    return f"{day} {hour}" if whole is not None and whole.startswith(f"{alone}T") else None


def _is_hour_column(name: object) -> bool:
    return _plain(str(name)) in _listed("hours")


def hour_beside(record: Mapping[str, object], day: str) -> tuple[str, str] | None:
    """Find the hour of a date that has none, where a table has a column of its own for it.

    Parameters
    ----------
    record : mapping of str to object
    day : str
        The date as its column has it.

    Returns
    -------
    tuple of (str, str) or None
        Date and hour as one, and the column of the hour.

    Examples
    --------
    >>> hour_beside({"Datum": "10.02.2025", "Uhrzeit": "14:05"}, "10.02.2025")
    ('10.02.2025 14:05', 'Uhrzeit')
    """
    # A day that was kept as a time is its midnight.
    day = _MIDNIGHT.sub("", day)
    for name, hour in _hours(record):
        whole = _with_hour(day, hour)
        if whole is not None:
            return whole, name
    return None


def _hours(record: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Columns of the hour alone, and what stands in them."""
    for name, value in record.items():
        if _is_hour_column(name):
            yield str(name), (_as_text(value) or "").strip()


def hour_unread(record: Mapping[str, object], published: str) -> str | None:
    """Return the column of an hour that may be a date's, but is written as none is read: "1405".

    Parameters
    ----------
    record : mapping of str to object
    published : str
        The date, as `parse_published` reads it.

    Examples
    --------
    >>> hour_unread({"date": "2025-02-10", "time": "1405"}, "2025-02-10"), hour_unread({"time": "evening"}, "2025-02-10")
    ('time', None)
    """
    if len(published) > _DAY_ALONE:
        return None
    for name, hour in _hours(record):
        is_date = _fits("published", hour) or spreadsheet_day(hour) is not None
        if any(map(str.isdecimal, hour)) and not is_date:
            return name
    return None


def overlooked(record: Mapping[str, object], field: str) -> str | None:
    """Return a column that was not read and may hold a field: a word of the field stands in its name, and a value that fits in it; or else a date with its year stands there, whatever it is called.

    Parameters
    ----------
    record : mapping of str to object
    field : {"outlet", "published"}

    Examples
    --------
    >>> overlooked({"crawl_date": "2025-02-18", "text": "Talks began."}, "published")
    'crawl_date'
    >>> overlooked({"version": "1.2.3", "online": "18 February 2025"}, "published")
    'online'
    """
    dated = None
    for name, value in record.items():
        is_hinted, is_free = field in _hinted(str(name)), field == "published" and not _ranks(str(name))
        text = (_as_text(value) or "").strip() if is_hinted or is_free else ""
        if is_hinted and text and _fits(field, text) and (field != "outlet" or any(map(str.isalpha, text))):
            return str(name)
        if dated is None and is_free and len(text) <= _LONGEST_DATE and _YEAR.search(text) and _fits(field, text):
            dated = str(name)
    return dated


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


def _value(field: str, value: object) -> str | None:
    """Return what stands in a column of a field as text: of a list of outlets the first."""
    several = names_listed(value) if field == "outlet" else ()
    return several[0] if several else _as_text(value)


def names_listed(value: object) -> tuple[str, ...]:
    """Return the names in a list of outlets; none where it is no list, or no names stand in it.

    Examples
    --------
    >>> names_listed(["Courier", {"name": "Post"}, 3, ""]), names_listed("Courier")
    (('Courier', 'Post'), ())
    """
    listed = value if isinstance(value, list | tuple) else ()
    return tuple(text for item in listed if not isinstance(item, Number) and (text := _as_text(item)) and text.strip())


def no_field(field: str, column: str) -> str:
    """Say that documents have no such field."""
    return f"documents have no field {field!r} to read from a column {column!r}; use one of {', '.join(FIELDS)}"


def naming_text(in_memory: bool) -> str:
    """How a user says which field is the text."""
    return 'columns={"text": FIELD}' if in_memory else '--map text=FIELD, in Python columns={"text": FIELD}'


def no_text(names: Iterable[object], columns: Mapping[str, str] | None = None, *, in_memory: bool = False) -> str:
    """Say that what was to be a document has no text: its fields, and what to do."""
    found = list(names)
    if has_field({str(name): None for name in found}, "url", columns):
        remedy = "it is a link to an article; fetch the articles with summarize collect --from FILE, an address a line, or name the field of the text with"
    elif {"document", "start", "stop", "theme"} <= {*found}:
        return f"expected a text, found labels ({', '.join(map(str, found))}); give them with --gold or --check, beside their corpus"
    else:
        remedy = "name it with"
    how = naming_text(in_memory)
    named = [" ".join(str(name).split()) for name in found]
    # Nobody calls a column so: the first row of a table without a line of names was taken for it.
    if any(len(name) > _LONGEST_NAME for name in named):
        named = [name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…" for name in named]
        remedy = f"if that is a row, put a line of names above it; else {remedy}"
    return f"expected a field 'text' (or body, content, ...), found: {', '.join(named) or 'none'}; {remedy} {how}"


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
        values = [(value, column) for column in named if (value := _value(field, record[column])) and value.strip()]
        if field == "published":
            values = [found for found in values if not _is_no_date(found[0])]
            # An hour is no date that could not be read, unless the user says that it is the date.
            values = [
                (value, column)
                for value, column in values
                if field in columns or not (_is_hour_column(column) and _with_hour(_SOME_DAY, value.strip()))
            ]
            # Nor is a keyword, unless it has numbers as a day of a year has.
            values = [
                (value, column)
                for value, column in values
                if field in columns
                or not _may_be_other(field, str(column))
                or _fits(field, value)
                or (_YEAR.search(value) and len(_NUMBER.findall(value)) > 1)
            ]
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
    return any(field in _ranks(str(name)) and not _may_be_other(field, str(name)) for name in record)


def kind_of_text(record: Mapping[str, object], columns: Mapping[str, str] | None = None) -> str | None:
    """What stands in the columns of the text where words are expected: ``"a list"``, ``"an object"`` or ``"bytes"``, else None."""
    for name, value in record.items():
        if has_field({name: value}, "text", columns):
            if isinstance(value, list | tuple):
                return "a list" if value else None
            if isinstance(value, Mapping):
                return "an object"
            if isinstance(value, bytes | bytearray):
                return "bytes"
    return None


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
