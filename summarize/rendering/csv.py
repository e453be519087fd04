"""Records as CSV: one table, as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ..records.glance import group_of
from ..writing import BY_OUTLET, FORMULA_SIGNS
from .phrases import whose
from .views import COMMANDS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: Rows that are written together.
_CHUNK: Final = 1_000


def csv_pieces(record: Mapping[str, Any], only: str | None = None) -> Iterator[str]:
    """Write the main table of a record, some rows at a time: sentences of a brief or of the themes, documents read, methods evaluated, one view, one article.

    A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula; such a text gets an apostrophe
    before it, but for a dash alone. All other texts are verbatim.

    Parameters
    ----------
    record : mapping
    only : str, optional
        The view of a comparison, or a table of one; ``"coverage"`` by default. Of themes ``"themes"``: a row a theme.
    """
    yield from csv_of(*table(record, only))


def csv_of(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write the columns and rows of a table as CSV, some rows at a time."""
    cells = ([cell(row.get(name)) for name in names] for row in rows)
    some: list[list[str | int | float]] | list[list[str]] = [list(names)]
    while some:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(some)
        yield out.getvalue().encode("utf-8", "replace").decode("utf-8")
        some = list(islice(cells, _CHUNK))


def table(record: Mapping[str, Any], only: str | None = None) -> tuple[tuple[str, ...], Iterable[dict[str, Any]]]:
    """Return the main table of a record: the names of its columns, and its rows, which may hold more and are gone through once.

    Parameters
    ----------
    record : mapping
    only : str, optional
        As in `csv_pieces`.
    """
    command = record["command"]
    by_name = command == "compare" or (command, only) == ("themes", "themes")
    view = TABLES[only or "coverage"] if by_name else COMMANDS[command]
    columns = view.columns(record) if callable(view.columns) else view.columns
    if columns is not None:
        groups = members(record) if command == "compare" and only not in BY_OUTLET else {}
        if groups:
            return (*columns, "members"), ({**row, "members": groups[row["outlet"]]} for row in view.rows(record))
        return columns, view.rows(record)
    rows = list(view.rows(record))
    return tuple(dict.fromkeys(name for row in rows for name in row)), rows


def members(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the outlets of each group, in one cell, so that a table by group can be joined to one by outlet; none where there are no groups."""
    if whose(record) == "outlet":
        return {}
    found: dict[str, list[str]] = {}
    for outlet, group in sorted(group_of(record).items()):
        found.setdefault(group, []).append(outlet)
    return {group: "; ".join(outlets) for group, outlets in found.items()}


def cell(value: Any) -> str | int | float:
    """Return a value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS) and value != "-":
        return f"'{value}"
    return value if isinstance(value, int | str) else str(value)
