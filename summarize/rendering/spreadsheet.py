"""All views of a report as one workbook, a sheet a view."""

from __future__ import annotations

import io
import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError
from ..records import SUMMARIES, VIEWS, report_parts
from ..records.report import BY_GROUP, by_group
from .csv import table
from .phrases import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    _Value = bool | int | float | str | None

#: Characters that a cell of a workbook holds; and columns wider than this are no table any more.
_CELL: Final = 32_767
_WIDEST: Final = 60

#: The date that the file names as its making: always the same, so that the same corpus gives the same bytes.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


def to_xlsx(record: Mapping[str, Any]) -> bytes:
    """Write the record of a report as a workbook: what was read, the brief, every sentence with its theme, each view, and what made it.

    Texts are written as texts, so that none is taken for a formula or a link; the rows are those of CSV.

    Parameters
    ----------
    record : mapping
        The record of a report.

    Returns
    -------
    bytes
        An XLSX file.

    Raises
    ------
    InputError
        If the library that writes it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise InputError('a workbook needs the spreadsheet extra: pip install "summarize[spreadsheet]"') from error
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"valign": "top"})
        wrapped = book.add_format({"valign": "top", "text_wrap": True})
        for name, rows in _sheets(record):
            sheet = book.add_worksheet(name)
            widths = [0] * len(rows[0])
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, str):
                        long = len(value) > _WIDEST
                        sheet.write_string(r, c, value, head if not r else wrapped if long else body)
                        widths[c] = min(_WIDEST, max(widths[c], len(value) + 2))
                    elif isinstance(value, bool):
                        sheet.write_boolean(r, c, value, body)
                        widths[c] = max(widths[c], 9)
                    elif value is not None:
                        sheet.write_number(r, c, value, body)
                        widths[c] = max(widths[c], 9)
            for c, width in enumerate(widths):
                sheet.set_column(c, c, width)
            sheet.freeze_panes(1, 0)
            if len(rows) > 1:
                sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        book.set_properties({"title": "summarize", "comments": f"summarize {record['version']}", "created": _CREATED})
    return out.getvalue()


def _sheets(record: Mapping[str, Any]) -> Iterator[tuple[str, list[list[_Value]]]]:
    """Names and rows: the tables of CSV, of an empty one its columns, and what made them."""
    answers = report_parts(record)
    yield "read", _rows(*table(answers["read"]))
    yield "brief", _rows(*table(answers["brief"]))
    yield "sentences", _rows(*table(answers["themes"]))
    for view in (*VIEWS, *SUMMARIES):
        yield view, _rows(*table(answers["compare"], view))
    grouped = by_group(record)
    if grouped is not None:
        for view in BY_GROUP:
            yield f"{view} by group", _rows(*table(grouped, view))
    yield "about", _about(record)


def _about(record: Mapping[str, Any]) -> list[list[_Value]]:
    """What made the workbook, so that it can be cited and made again: program, model, the texts, why a sheet has no rows or not all, settings."""
    corpus = record["corpus"]
    facts = {
        "program": "summarize",
        "version": record["version"],
        "model": record["model"],
        "schema": record["schema"],
        "fingerprint": corpus["fingerprint"],
        "documents": len(corpus["documents"]),
        "outlets": len({document["outlet"] for document in corpus["documents"]}),
        "copies": corpus["copies"],
        "left out": len(corpus["dropped"]),
        **{f"note {k}": one_line(note) for k, note in enumerate(corpus["notes"], start=1)},
        **{
            f"no rows, {view}": one_line(why)
            for view, why in record["compare"]["refused"].items()
            if not record["compare"][view]
        },
        **{f"not in full, {view}": one_line(why) for view, why in record["compare"]["limited"].items()},
    }
    settings = {
        f"settings, {part}: {name}": value
        for part, chosen in record["settings"].items()
        for name, value in chosen.items()
    }
    return [["what", "value"], *([name, _value(value)] for name, value in {**facts, **settings}.items())]


def _rows(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> list[list[_Value]]:
    return [list(names), *([_value(row.get(name)) for name in names] for row in rows)]


def _value(value: Any) -> _Value:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # What XML cannot hold is left out, and what a cell cannot hold is cut.
    kept = (
        c for c in text[:_CELL] if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return "".join(kept)
