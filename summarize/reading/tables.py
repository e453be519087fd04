"""Tables of documents: JSONL, JSON, CSV and Parquet. Their texts are kept to the character."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from ..corpus import document_from_record
from ..errors import InputError
from ..fields import has_field
from .encoding import decode, is_binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..corpus import Document, Dropped
    from .origin import Origin

__all__ = ["read_csv", "read_json", "read_jsonl", "read_parquet"]


def _row(
    record: object, origin: Origin, reader: str, line: int | None, notes: tuple[str, ...] = ()
) -> Iterator[Document | Dropped]:
    """Read one row: a document, or a story that holds a list of documents."""
    if not isinstance(record, dict):
        yield origin.drop("unparsable", f"expected an object with a text, found {_name_of(record)}", line=line)
        return
    nested = record.get("documents")
    if isinstance(nested, list) and not has_field(record, "text", origin.columns):
        for item in nested:
            yield from _row(item, origin, reader, line, notes)
        return
    try:
        yield document_from_record(
            record,
            default_outlet=origin.outlet,
            provenance=origin.provenance(reader, line=line, notes=notes),
            columns=origin.columns,
        )
    except InputError as error:
        yield origin.drop("missing column", str(error), line=line)


def _name_of(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _json_problem(error: json.JSONDecodeError, text: str) -> str:
    near = text[max(0, error.pos - 20) : error.pos + 20].strip()
    return f"expected JSON: {error.msg} at column {error.colno}, near {near!r}; mend that place"


def read_jsonl(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a document a line; a line that cannot be read is left out, and the rest goes on."""
    if is_binary(data):
        yield origin.drop("binary", "expected lines of JSON, found binary data")
        return
    text, notes = decode(data)
    # Only "\n" divides lines here: a text may hold any other line separator inside its strings.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield origin.drop("unparsable", _json_problem(error, line), line=number)
            continue
        except RecursionError:
            yield origin.drop("unparsable", "expected an object, found JSON nested too deep to read", line=number)
            continue
        yield from _row(record, origin, "jsonl", number, notes)


def read_json(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a JSON array of documents, one document, or an object that holds a list of them."""
    if is_binary(data):
        yield origin.drop("binary", "expected JSON, found binary data")
        return
    text, notes = decode(data)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.count("\n"):
            yield from read_jsonl(data, origin)
            return
        yield origin.drop("unparsable", _json_problem(error, text), line=error.lineno)
        return
    except RecursionError:
        yield origin.drop("unparsable", "expected documents, found JSON nested too deep to read")
        return
    if isinstance(content, dict):
        inner = next(
            (v for k in ("documents", "articles", "items", "results", "data") if isinstance(v := content.get(k), list)),
            None,
        )
        content = inner if inner is not None and not has_field(content, "text", origin.columns) else [content]
    if not isinstance(content, list):
        yield origin.drop("unparsable", f"expected a list of documents, found {_name_of(content)}")
        return
    for number, record in enumerate(content, start=1):
        yield from _row(record, origin, "json", number, notes)


def read_csv(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a table with a header line, its columns divided by commas, semicolons, tabs or bars."""
    if is_binary(data):
        yield origin.drop("binary", "expected a table, found binary data")
        return
    text, notes = decode(data)
    header = text.partition("\n")[0]
    delimiter = max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))
    # The limit of the csv module is 131,072 characters a field; an article may be longer, a 2-MB line at most is text.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(rows, [])]
        if not names:
            yield origin.drop("empty", "expected a header line and rows, found nothing")
            return
        for cells in rows:
            line = rows.line_num
            if not any(cells):
                continue
            if len(cells) > len(names):
                detail = f"expected {len(names)} cells ({', '.join(names)}), found {len(cells)}; quote cells that hold {delimiter!r}"
                yield origin.drop("unparsable", detail, line=line)
                continue
            yield from _row(dict(zip(names, cells, strict=False)), origin, "csv", line, notes)
    except csv.Error as error:
        yield origin.drop("unparsable", f"expected a table: {error}; check the quotation marks", line=rows.line_num)


def read_parquet(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a Parquet table; needs pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        yield origin.drop("unreadable", "reading Parquet needs pyarrow; run: pip install 'summarize[tables]'")
        return
    try:
        table = parquet.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        yield origin.drop("unparsable", f"expected a Parquet table: {' '.join(str(error).split())}")
        return
    number = 0
    for batch in table.to_batches():
        rows: list[Mapping[str, Any]] = batch.to_pylist()
        for row in rows:
            number += 1
            yield from _row(dict(row), origin, "parquet", number)
