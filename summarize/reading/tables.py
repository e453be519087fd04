"""Tables of documents: JSON lines, JSON, CSV. Their texts are kept to the character."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, cast

from ..corpus import Document, Dropped
from ..corpus.fields import FIELDS, has_field, is_beside_the_article, no_text
from .encoding import Decoded, decode
from .origin import Origin, UnusableError, missing_column, to_document

#: Keys under which one row holds several documents: a story of ours, the answer of a news service, or a JSON Feed.
STORY_KEYS: Final = ("documents", "articles", "items")

#: How deep such answers are looked into, and how many of the items of a list.
_DEEPEST: Final = 3
_LOOKED_AT: Final = 5

#: The first of several lines, where it begins as an object.
_FIRST_LINE: Final = re.compile(r"\s*(\{[^\n]*)\n\s*\S")

#: A line of a table with its end, which may be any of three.
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

#: How a text begins that is HTML.
_MARKED_UP: Final = re.compile(r"\s*<(?:article|div|figure|h\d|p|section|span)\b[^<>]*>", re.IGNORECASE)

#: Characters to each side of what is no JSON that are shown.
_EXCERPT: Final = 30

#: Characters of a workbook's cell at most, in the format: a text that is as long was cut by the program that wrote it.
_LONGEST_CELL: Final = 32_767

_NAMES: Final[Mapping[type, str]] = {list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
_DELIMITERS: Final = (",", ";", "\t", "|")

#: Lines in which a header is looked for: exports put their name, date and query before it.
MAX_PREAMBLE: Final = 30


def rows_to_documents(
    rows: Iterable[tuple[int, object]], origin: Origin, *, reader: str, notes: tuple[str, ...] = (), unit: str = "line"
) -> Iterator[Document | Dropped]:
    """Turn rows into documents, the rows that hold several into all of theirs.

    Parameters
    ----------
    rows : iterable of (int, object)
        1-based line or row, and what stands there; a `Dropped` is passed on.
    origin : Origin
    reader : str
        Name of the format.
    notes : tuple of str
        About the file; they stand at its first document alone.
    unit : str
        What is numbered.
    """
    for line, row in rows:
        for item in (row,) if isinstance(row, Dropped) else _documents_of(row, line, f"{unit} {line}", origin, reader):
            if notes and isinstance(item, Document):
                source = item.provenance
                yield replace(item, provenance=replace(source, notes=(*notes, *source.notes)))
                notes = ()
            else:
                yield item


def _documents_of(row: object, line: int, place: str, origin: Origin, reader: str) -> Iterator[Document | Dropped]:
    nested = _nested(row, origin) if isinstance(row, Mapping) else None
    if nested is None or not isinstance(row, Mapping):
        yield _row_to_document(row, line, place, origin, reader)
        return
    for inside, inner in nested:
        item = _row_to_document(inner, line, f"{place}, {inside}" if line > 1 else inside, origin, reader)
        is_anonymous = isinstance(item, Document) and "id" not in item.provenance.fields
        yield replace(item, id=f"{row['id']}/{item.id}") if is_anonymous and row.get("id") else item


def _nested(row: Mapping[str, object], origin: Origin) -> Sequence[tuple[str, object]] | None:
    """The documents that a row holds and where they stand in it; None where it is a document, or a link to one.

    They are a list of objects, or objects by their ids, anywhere below: of a story of ours, or the answer of a news service. What has a title or an
    outlet is an article itself, whose lists hold its paragraphs, its comments or what is related to it.
    """
    if has_field(row, "text", origin.columns):
        return None
    named = next((key for key in STORY_KEYS if isinstance(row.get(key), list)), None)
    if named is not None:
        return [(f"{named}[{i}]", inner) for i, inner in enumerate(cast("list[object]", row[named]))]
    if any(has_field(row, field, origin.columns) for field in ("url", "title", "outlet")):
        return None
    found = [
        items
        for items in _collections(row, "", 0)
        if any(_is_document(inner, origin) for _, inner in items[:_LOOKED_AT])
    ]
    return max(found, key=len, default=None)


def _collections(value: Mapping[str, object], above: str, depth: int) -> Iterator[Sequence[tuple[str, object]]]:
    """Lists of objects, and objects that hold nothing but objects, each with the places of its items."""
    if len(value) > 1 and all(isinstance(inner, Mapping) for inner in value.values()):
        yield [(f"{above}{key}", inner) for key, inner in value.items()]
    for key, inner in value.items():
        if is_beside_the_article(key):
            continue
        if isinstance(inner, list):
            yield [(f"{above}{key}[{i}]", each) for i, each in enumerate(inner)]
        elif isinstance(inner, Mapping) and depth < _DEEPEST:
            yield from _collections(inner, f"{above}{key}.", depth + 1)


def _is_document(value: object, origin: Origin) -> bool:
    """Whether something is a link to an article, or has a text that is none of its paragraphs: with an id, a title, an outlet or a date."""
    if not isinstance(value, Mapping):
        return False
    row = _flat(value, origin)
    known = {field for field in FIELDS if has_field(row, field, origin.columns)}
    return "url" in known or ("text" in known and not known.isdisjoint(("id", "title", "outlet", "published")))


def _flat(row: Mapping[str, object], origin: Origin) -> Mapping[str, object]:
    """A row without a text of its own, or without a column that the user names, together with what its objects hold, as ``fields.body``."""
    if has_field(row, "text", origin.columns) and all(column in row for column in origin.columns.values()):
        return row
    return dict(_dotted(row, "", 0))


def _dotted(value: Mapping[str, object], above: str, depth: int) -> Iterator[tuple[str, object]]:
    for key, inner in value.items():
        yield f"{above}{key}", inner
        if isinstance(inner, Mapping) and depth < _DEEPEST:
            yield from _dotted(inner, f"{above}{key}.", depth + 1)


def _row_to_document(row: object, line: int, place: str, origin: Origin, reader: str) -> Document | Dropped:
    if not isinstance(row, Mapping):
        kind = _NAMES.get(type(row), "a number")
        detail = f'expected an object such as {{"outlet": ..., "text": ...}}, found {kind}; write a document a row'
        return Dropped("unparsable", detail, origin.path, line=line, place=place)
    row = _flat(row, origin)
    absent = {name: column for name, column in origin.columns.items() if column not in row}
    if "text" in absent:
        detail = missing_column("text", absent["text"], row)
        return Dropped("no text field", detail, origin.path, line=line, place=place)
    notes = [missing_column(name, column, row) for name, column in absent.items()]
    # A column that this row lacks is empty in it; another name for the field is not what the user asked for.
    whole = {**row, **dict.fromkeys(absent.values())}
    for column in [column for column, value in row.items() if _is_marked_up(column, value, origin)]:
        from .html.metadata import without_markup

        whole[column] = without_markup(str(row[column]))
        notes.append(f"the markup in column {column!r} was taken out")
    if reader == "workbook":
        cut = [name for name, value in row.items() if len(str(value)) >= _LONGEST_CELL]
        notes += [
            f"a cell holds {_LONGEST_CELL:,} characters at most: {name} is as long, and was probably cut"
            for name in cut
        ]
    return to_document(whole, origin, reader=reader, line=line, notes=tuple(notes), place=place)


def _is_marked_up(column: object, value: object, origin: Origin) -> bool:
    """Whether a column of texts holds HTML. What is called ``text`` is kept to the character, whatever it holds."""
    return (
        isinstance(value, str)
        and column != "text"
        and _MARKED_UP.match(value) is not None
        and (column == origin.columns.get("text") or has_field({str(column): None}, "text"))
    )


def read_jsonl(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a document a line; a line that is no JSON is left out, and the rest goes on."""
    return _read_json(data, origin, "jsonl")


def read_json(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a JSON array of documents, or one object: a document, or a story with a list of them."""
    return _read_json(data, origin, "json")


def _read_json(data: bytes, origin: Origin, reader: str) -> Iterator[Document | Dropped]:
    decoded = decode(data)
    n_lines, notes = decoded.text.count("\n") + 1, decoded.notes
    # Suffixes do not settle it: many a .json holds JSON lines, and a .jsonl one array.
    first = _FIRST_LINE.match(decoded.text)
    try:
        whole = None if first is not None and _is_json(first[1]) else parse_json(decoded.text, "a JSON array or object")
    except UnusableError:
        if reader == "json":
            raise
        whole = None
    if whole is not None:
        found = whole if isinstance(whole, list) else [whole]
        if not found:
            raise UnusableError("empty", "expected documents, found an empty array; write it again, or leave it out")
        rows = origin.told(enumerate(found, 1), len(found))
        yield from rows_to_documents(rows, origin, reader=reader, notes=notes, unit="item")
        return
    # Read again line by line: the text of the file would take as much memory as its documents.
    lines: Iterable[str] = io.TextIOWrapper(io.BytesIO(data), decoded.encoding, errors="replace", newline="\n")
    if notes and not decoded.encoding.startswith(("utf-16", "utf-32")):
        # Joined from two sources: a line that is UTF-8 is that, and the others are of one encoding.
        parts = data.split(b"\n")
        if any(not part.isascii() and _is_utf8(part) for part in parts):
            rest = decode(b"\n".join(part for part in parts if not _is_utf8(part)))
            lines = (part.decode("utf-8" if _is_utf8(part) else rest.encoding, "replace") for part in parts)
            notes = tuple(f"of the lines that are not UTF-8: {note}" for note in rest.notes)
    del decoded, first
    rows = origin.told(json_rows(lines, origin.path), n_lines)
    yield from rows_to_documents(rows, origin, reader=reader, notes=notes)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def json_rows(lines: Iterable[str], path: str) -> Iterator[tuple[int, object]]:
    """Number lines of JSON, 1-based, and parse them; those that are none are a `Dropped`, and blank ones are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, parse_json(line.rstrip("\r\n"), "one JSON object", number)
        except UnusableError as error:
            yield number, Dropped(error.reason, error.detail, path, line=number)


def _is_json(text: str) -> bool:
    try:
        parse_json(text, "")
    except UnusableError:
        return False
    return True


def parse_json(text: str, expected: str, line: int | None = None) -> object:
    """Parse JSON, or say where it is none.

    Parameters
    ----------
    text : str
    expected : str
        What should stand there, in words.
    line : int, optional
        Number of the line that `text` is; without it `text` is a whole file.

    Raises
    ------
    UnusableError
        Naming line and column, and what stands around them.
    """
    try:
        # Not strict: a bare tab or NUL between quotation marks is a slip of the writer, and its meaning is plain.
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        line, start, stop = line or error.lineno, max(0, error.pos - _EXCERPT), error.pos + _EXCERPT
        near = f"{'…' if start else ''}{text[start:stop].strip()}{'…' if stop < len(text) else ''}"
        found = f"at line {line}, column {error.colno}, near {near}: {error.msg}"
    except (ValueError, RecursionError) as error:
        found = str(error)
    raise UnusableError("unparsable", f"expected {expected}, found {found}; mend it there, or leave it out", line)


def read_csv(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a table with a header; its delimiter (comma, semicolon, tab or bar) is told from the header."""
    return read_table(decode(data), origin)


def read_table(decoded: Decoded, origin: Origin) -> Iterator[Document | Dropped]:
    """Read the text of a table as `read_csv` reads its bytes."""
    begin, delimiter, notes = _beginning(decoded.text, origin.columns)
    names, rows = _csv_rows(decoded.text, begin, delimiter, origin)
    problem = no_text_column(names, origin.columns) if names else None
    if problem is not None:
        raise UnusableError("no text field", problem, 1)
    if not rows and not names:
        raise UnusableError("empty", "expected a header and rows, found nothing; write it again, or leave it out")
    yield from rows_to_documents(origin.told(rows, len(rows)), origin, reader="csv", notes=(*decoded.notes, *notes))


def _beginning(text: str, columns: Mapping[str, str]) -> tuple[int, str, tuple[str, ...]]:
    """Where the header of a table begins, its delimiter, and what is said of the lines before it."""
    first: tuple[int, str] | None = None
    for number, line in enumerate(islice(_LINE.finditer(text), MAX_PREAMBLE), 1):
        # Excel is told of the delimiter in a line before the header.
        if not line[0].strip() or line[0].lstrip('"').casefold().startswith("sep="):
            continue
        delimiter, header = _header(line[0].strip("\r\n"), columns)
        if heads_a_table(header, columns, alone=first is None):
            passed = f"the {number - 1} lines before the header are no rows, and were passed over"
            return line.start(), delimiter, () if first is None else (passed,)
        first = first or (line.start(), delimiter)
    return *(first or (0, ",")), ()


def is_tabular(text: str, columns: Mapping[str, str]) -> bool:
    """Whether a text begins with the header of a table: it names a column of texts and another field of documents."""
    first = _LINE.match(text.lstrip("\r\n"))
    header = _header(first[0].strip("\r\n"), columns)[1] if first is not None else []
    return heads_a_table(header, columns)


def heads_a_table(names: Sequence[str], columns: Mapping[str, str], *, alone: bool = False) -> bool:
    """Whether names are the header of a table of documents: a column of texts, and another field of documents.

    Parameters
    ----------
    names : sequence of str
    columns : mapping of str to str
        The user's own ``{field: column}``.
    alone : bool
        Whether the column of texts is enough, as it is where nothing stands before it.
    """
    return has_field(dict.fromkeys(names), "text", columns) and (alone or _n_known(names, columns) > 1)


def _header(line: str, columns: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the delimiter under which a header, without its line end, names the most fields of a document, and its names."""
    readings = [(mark, [name.strip() for name in next(csv.reader([line], delimiter=mark), [])]) for mark in _DELIMITERS]

    return max(readings, key=lambda reading: (_n_known(reading[1], columns), len(reading[1])))


def _n_known(names: Iterable[str], columns: Mapping[str, str]) -> int:
    known = dict.fromkeys(names)
    return sum(has_field(known, field) for field in FIELDS) + sum(column in known for column in columns.values())


def no_text_column(names: Iterable[str], columns: Mapping[str, str]) -> str | None:
    """Say that a header names no column of texts; None where it does."""
    found = dict.fromkeys(names)
    if "text" in columns:
        return None if columns["text"] in found else missing_column("text", columns["text"], found)
    if has_field(found, "text"):
        return None
    return no_text(found, columns)


def _csv_rows(text: str, begin: int, delimiter: str, origin: Origin) -> tuple[list[str], list[tuple[int, object]]]:
    """Parse a whole table from its header on: its names, and its rows by their first line, with what is no row among them."""
    rows: list[tuple[int, object]] = []
    before = sum(1 for _ in _LINE.finditer(text, 0, begin))
    names: list[str] = []
    # The limit is the module's own, so it is put back; a field may be as long as the file.
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        reader = csv.reader((line[0] for line in _LINE.finditer(text, begin)), delimiter=delimiter, strict=True)
        while True:
            line = before + reader.line_num + 1
            detail = ""
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                last = f" to {before + reader.line_num}" if before + reader.line_num > line else ""
                detail = f"expected a row of cells, found on line {line}{last}: {error}; mend its quotation marks"
                cells = []
            if cells and names and len(cells) > len(names):
                detail = f"expected {len(names)} cells ({', '.join(names)}), found {len(cells)}; put cells that hold {delimiter!r} in quotation marks"
            if detail:
                rows.append((line, Dropped("unparsable", detail, origin.path, line=line)))
            elif any(cells) and not names:
                names = [name.strip() for name in cells]
            elif any(cells):
                rows.append((line, row_of(names, cells)))
    finally:
        csv.field_size_limit(limit)
    return names, rows


def row_of(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Cells under their names: of two columns with one name the first counts, and missing cells are empty."""
    row: dict[str, str] = {}
    for i, name in enumerate(names):
        row.setdefault(name, cells[i] if i < len(cells) else "")
    return row
