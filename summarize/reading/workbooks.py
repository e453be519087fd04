"""Tables that are no text: workbooks of spreadsheet programs, as services of media monitoring export them, and Parquet."""

from __future__ import annotations

import io
from datetime import date, time
from itertools import islice
from typing import TYPE_CHECKING, Final

from ..corpus import Dropped
from .origin import UnusableError
from .tables import MAX_PREAMBLE, heads_a_table, no_text_column, row_of, rows_to_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..corpus import Document
    from .origin import Origin


#: Rows of Parquet that are unpacked at a time.
_ROWS: Final = 1_000


def read_workbook(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read the tables of a workbook (XLSX, XLSB, XLS, ODS), a document a row, sheet by sheet.

    A sheet without a column of texts is left out, and said so. Rows are numbered as the spreadsheet program numbers them.
    """
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise UnusableError("unreadable", "it is locked with a password; save it without one") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        detail = f"expected a workbook (XLSX, XLSB, XLS, ODS), found: {' '.join(str(error).split())}; save it again"
        raise UnusableError("unparsable", detail) from error
    filled = []
    for name in book.sheet_names:
        try:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (calamine.CalamineError, ValueError) as error:
            detail = f"sheet {name!r} cannot be read: {' '.join(str(error).split())}; save it again, or as .csv"
            yield Dropped("unparsable", detail, origin.path)
            continue
        rows = [[_text(cell) for cell in row] for row in cells]
        if any(map(any, rows)):
            filled.append((name, rows))
    if not filled:
        raise UnusableError("empty", "expected a header and rows, found empty sheets; export it again")
    for name, rows in filled:
        yield from _read_sheet(rows, origin, f"sheet {name!r}" if len(filled) > 1 else None)


def _read_sheet(rows: Sequence[Sequence[str]], origin: Origin, sheet: str | None) -> Iterator[Document | Dropped]:
    begin = _header_of(rows, origin)
    names = [name.strip() for name in rows[begin]]
    told = "" if sheet is None else f"{sheet}: "
    problem = no_text_column([name for name in names if name], origin.columns)
    if problem is not None:
        yield Dropped("no text field", told + problem, origin.path, line=begin + 1)
        return
    below = [(number, row_of(names, cells)) for number, cells in enumerate(rows[begin + 1 :], begin + 2) if any(cells)]
    if not below:
        yield Dropped("empty", f"{told}expected rows below the header, found none", origin.path, line=begin + 1)
    notes = [] if sheet is None else [f"from {sheet}"]
    if any(map(any, rows[:begin])):
        notes.append(f"the {begin} rows before the header are no articles, and were passed over")
    yield from rows_to_documents(origin.told(below, len(below)), origin, reader="workbook", notes=tuple(notes))


def _header_of(rows: Sequence[Sequence[str]], origin: Origin) -> int:
    """Place of the header: exports put their name, date and query before it."""
    first = next(number for number, cells in enumerate(rows) if any(cells))
    for number, cells in enumerate(islice(rows, first, first + MAX_PREAMBLE), first):
        if heads_a_table([cell.strip() for cell in cells], origin.columns, alone=number == first):
            return number
    return first


def _text(value: object) -> str:
    """What a cell says, as the other readers take it: dates by ISO 8601, whole numbers without a point."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def read_parquet(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a Parquet table, a document a row, some thousand rows at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(pa.BufferReader(data))
        n_rows = table.metadata.num_rows
        rows = (row for batch in table.iter_batches(_ROWS) for row in batch.to_pylist())
        numbered = origin.told(enumerate(map(_decoded, rows), 1), n_rows)
        yield from rows_to_documents(numbered, origin, reader="parquet")
    except (pa.ArrowException, OSError) as error:
        detail = f"expected a Parquet table, found: {' '.join(str(error).split())}; write it again"
        raise UnusableError("unparsable", detail) from error
    if not n_rows:
        raise UnusableError("empty", "expected rows, found none; export it again")


def _decoded(row: dict[str, object]) -> dict[str, object]:
    """Read cells of bytes as UTF-8: some writers keep text in binary columns."""
    return {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
    }
