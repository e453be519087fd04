"""What every view asks of a terminal page, and the kinds of table that views draw on it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeVar

from .outlets import short_names
from .phrases import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rich.console import RenderableType
    from rich.table import Table

_Row = TypeVar("_Row")

#: Columns that one outlet takes in a matrix: as few, between these, as no name is cut in. And the lines that a name may take.
OUTLET_WIDTHS: Final = (10, 16)
OUTLET_LINES: Final = 4

#: Columns that a name should have beside numbers before these stand closer together.
_NAME_WIDTH: Final = 20


class Canvas(Protocol):
    """What a table is drawn on.

    Attributes
    ----------
    width : int
        Columns.
    """

    width: int

    def show(self, thing: RenderableType) -> None:
        """Write a table."""

    def gap(self) -> None:
        """Write an empty line."""


class Page(Canvas, Protocol):
    """A terminal page in the making.

    Attributes
    ----------
    whole : bool
        Whether it holds one view alone, and all of it; else the most telling rows of each.
    """

    whole: bool

    def some(self, rows: Sequence[_Row], most: int) -> Sequence[_Row]:
        """Return the rows that this page shows: the first of them, or all where it holds one view alone."""

    def heading(self, words: str) -> None:
        """Write a heading."""

    def paragraph(
        self, words: str | Iterable[tuple[str, str]], *, indent: int = 0, hang: int = 0, style: str = ""
    ) -> None:
        """Write words wrapped to the width."""


def fitted(name: str, width: int) -> str:
    """Return a name cut to a width in columns.

    Examples
    --------
    >>> fitted("The Continental Courier", 12)
    'The Contine…'
    """
    from rich.cells import cell_len, set_cell_size

    name = one_line(name)
    return name if cell_len(name) <= width else set_cell_size(name, width - 1).rstrip() + "…"


def plain_table(gap: int = 2, **more: Any) -> Table:
    """Make a table without lines, its columns `gap` apart; `more` is as rich has it."""
    from rich.table import Table

    return Table(**{"box": None, "pad_edge": False, "padding": (0, gap, 0, 0), "header_style": "dim", **more})


def show_rows(
    page: Canvas,
    columns: Sequence[str],
    rows: Iterable[Iterable[object]],
    *,
    words: Collection[int] = (0,),
    ratio: int = -1,
) -> None:
    """Write rows under columns: those numbered in `words` begin at the left, and the one numbered `ratio` takes what the others leave."""
    from rich.text import Text

    table = plain_table(expand=ratio >= 0)
    for number, name in enumerate(columns):
        justify: Literal["left", "right"] = "left" if number in words else "right"
        if number == ratio:
            table.add_column(name, justify=justify, ratio=1, overflow="fold")
        else:
            table.add_column(name, justify=justify, no_wrap=True)
    for row in rows:
        table.add_row(*(Text(one_line(str(value))) for value in row))
    page.show(table)


def named_table(width: int, head: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """Make a table of a column of names and columns of numbers, no wider than `width`.

    Parameters
    ----------
    width : int
    head : sequence of str
        First that of the column of names, which takes what the numbers leave.
    rows : sequence of (name, cells)
    """
    from rich.cells import cell_len
    from rich.text import Text

    first, *heads = head
    columns = [(name, [cells[k] for _, cells in rows]) for k, name in enumerate(heads)]
    # A head may break between its words; a number never does.
    widths = [
        max(max(map(cell_len, cells), default=0), max(map(cell_len, name.split()), default=0))
        for name, cells in columns
    ]
    gap = 2 if width - sum(w + 2 for w in widths) - 2 >= _NAME_WIDTH else 1
    table = plain_table(gap)
    left = max(12, width - sum(w + gap for w in widths) - gap)
    names = short_names([name for name, _ in rows], left, OUTLET_LINES)
    longest = max(cell_len(line) for name in (first, *names) for line in name.split("\n"))
    table.add_column(first, width=min(left, longest), overflow="fold")
    for name, column_width in zip(heads, widths, strict=True):
        table.add_column(name, justify="right", width=column_width, overflow="fold", vertical="bottom")
    for name, (_, cells) in zip(names, rows, strict=True):
        table.add_row(Text(name), *map(Text, cells))
    return table


def show_matrix(
    page: Canvas, first: str, columns: Sequence[str], *tables: Sequence[tuple[str, Sequence[str]]]
) -> Sequence[tuple[str, Sequence[str]]]:
    """Write a matrix with the names of outlets above its columns, divided into blocks where the page is too narrow.

    Parameters
    ----------
    page : Canvas
    first : str
        Head of the column of names.
    columns : sequence of str
    *tables : sequences of (str, sequence of str)
        Name and cells of each row, fullest first.

    Returns
    -------
    sequence of (str, sequence of str)
        The table written: the first that is divided into no more blocks than the last.
    """
    from rich.cells import cell_len
    from rich.text import Text

    fewest, most = OUTLET_WIDTHS
    widths = (w for w in range(fewest, most) if not any("…" in head for head in short_names(columns, w, OUTLET_LINES)))
    least = next(widths, most)

    def layout(table: Sequence[tuple[str, Sequence[str]]]) -> tuple[int, int, int]:
        """Width of the names and of a column, and number of blocks."""
        row_width = min(
            max(cell_len(one_line(name)) for name in (first, *(name for name, _ in table))), page.width // 3
        )
        column_width = max([least, *(cell_len(cell) for _, cells in table for cell in cells)])
        per_block = (page.width - row_width) // (column_width + 1)
        return (
            row_width,
            column_width,
            -(-len(columns) // max(1, per_block)) if per_block or table is tables[-1] else sys.maxsize,
        )

    layouts = [(table, layout(table)) for table in tables]
    fewest_blocks = layouts[-1][1][2]
    rows, (row_width, column_width, n_blocks) = next(item for item in layouts if item[1][2] <= fewest_blocks)
    heads = short_names(columns, column_width, OUTLET_LINES)
    # Blocks of even size read better than a full one and a rest.
    size = -(-len(columns) // n_blocks) if n_blocks else 1
    for start in range(0, len(columns), size):
        if start:
            page.gap()
        block = range(start, min(start + size, len(columns)))
        table = plain_table(1)
        table.add_column(first, width=row_width, no_wrap=True, overflow="ellipsis", vertical="bottom")
        for j in block:
            table.add_column(Text(heads[j]), width=column_width, justify="right", overflow="fold", vertical="bottom")
        for name, cells in rows:
            table.add_row(Text(fitted(one_line(name), row_width)), *(Text(cells[j]) for j in block))
        page.show(table)
    return rows
