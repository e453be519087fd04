"""The table of a result as a value: its columns and its rows, for data frames, and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, overload

from ..writing import write_file
from .csv import csv_of, table

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

#: Rows that a notebook shows, and characters of a cell.
_SHOWN: Final = 20
_LONGEST: Final = 160


@dataclass(frozen=True, eq=False, repr=False)
class Table(Sequence[dict[str, Any]]):
    """One table of a result: what CSV holds, with numbers as numbers. A sequence of its rows.

    Attributes
    ----------
    name : str
        The view or the command that it is of.
    columns : tuple of str
        In the order of CSV; the same whether there are rows or not. ``docs/tables.md`` says what each holds.
    rows : tuple of dict
        Every row has every column; None where CSV has an empty cell.

    Examples
    --------
    >>> table = Table("claims", ("id", "outlet"), ({"id": 0, "outlet": "Courier"},))
    >>> table[0]["outlet"], table.column("id"), table
    ('Courier', [0], Table('claims', 1 row: id, outlet))

    Notes
    -----
    ``pandas.DataFrame(table.rows, columns=table.columns)`` and ``polars.DataFrame(table.rows, schema=table.columns,
    infer_schema_length=None)`` make frames of it; neither library is needed for anything else.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, place: slice) -> Table: ...

    def __getitem__(self, place: int | slice) -> dict[str, Any] | Table:
        return Table(self.name, self.columns, self.rows[place]) if isinstance(place, slice) else self.rows[place]

    def __repr__(self) -> str:
        n = "1 row" if len(self.rows) == 1 else f"{len(self.rows)} rows"
        return f"Table({self.name!r}, {n}: {', '.join(self.columns)})"

    def column(self, name: str) -> list[Any]:
        """Return the values of one column, a row each.

        Raises
        ------
        KeyError
            If there is no such column; the message lists those that are there.
        """
        if name not in self.columns:
            raise KeyError(f"no column {name!r} in {self.name}; the columns are: {', '.join(self.columns)}")
        return [row[name] for row in self.rows]

    def to_csv(self) -> str:
        """Return the table as CSV, as ``--format csv`` prints it; to be written as UTF-8 with ``newline=""``."""
        return "".join(csv_of(self.columns, self.rows))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the table to a file as CSV, UTF-8 without a byte order mark; what is there is overwritten.

        Raises
        ------
        ValueError
            If the name does not end in ``.csv``.
        InputError
            If the file cannot be written.
        """
        target = Path(path)
        if target.suffix.casefold() != ".csv":
            raise ValueError(
                f"expected a file name that ends in .csv, got {target.name!r}; a workbook is written of a report"
            )
        write_file(target, (piece.encode("utf-8") for piece in csv_of(self.columns, self.rows)))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the first rows, escaped, with nothing loaded from anywhere."""
        shown = [[_shown(row[name]) for name in self.columns] for row in self.rows[:_SHOWN]]
        more = len(self.rows) - _SHOWN
        rest = f"<p>{more:,} more rows</p>" if more > 0 else ""
        return html_table(map(escape, self.columns), shown) + rest


def html_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table whose cells are HTML already."""
    top = "".join(f"<th>{name}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: Any) -> str:
    text = "" if value is None else f"{value:.3g}" if isinstance(value, float) else " ".join(str(value).split())
    return escape(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def table_of(record: Mapping[str, Any], only: str | None = None) -> Table:
    """Return the main table of a record, or one view of a comparison: the rows of CSV.

    Parameters
    ----------
    record : mapping
    only : str, optional
        As in `csv_pieces`.

    Notes
    -----
    All rows stand in memory; `summarize.rendering.csv.csv_pieces` writes a long table without that.
    """
    columns, rows = table(record, only)
    name = (only or "coverage") if record["command"] == "compare" else record["command"]
    return Table(name, columns, tuple({column: row.get(column) for column in columns} for row in rows))
