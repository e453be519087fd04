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

    from .blocks import Block, Matrix, SideBySide
    from .blocks import Table as Rows

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

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks."""

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


def named_table(width: int, table: Rows) -> Table:
    """Draw a table no wider than `width`, its column of names taking what the others leave."""
    from rich.cells import cell_len
    from rich.text import Text

    kept = [k for k in range(len(table.head)) if k not in table.dropped]
    first, *heads = [table.head[k] for k in kept]
    rows = [[one_line(row[k]) for k in kept] for row in table.rows]
    # A head may break between its words; a number never does.
    widths = [
        max(map(cell_len, (*(row[k] for row in rows), *name.split())), default=0)
        for k, name in enumerate(heads, start=1)
    ]
    gap = 2 if width - sum(w + 2 for w in widths) - 2 >= _NAME_WIDTH else 1
    left = max(12, width - sum(w + gap for w in widths) - gap)
    names = short_names([row[0] for row in rows], left, OUTLET_LINES)
    longest = max(cell_len(line) for name in (first, *names) for line in name.split("\n"))
    drawn = plain_table(gap)
    drawn.add_column(first, width=min(left, longest), overflow="fold")
    for k, name, column_width in zip(kept[1:], heads, widths, strict=True):
        justify: Literal["left", "right"] = "left" if k in table.words else "right"
        drawn.add_column(name, justify=justify, width=column_width, overflow="fold", vertical="bottom")
    for name, row in zip(names, rows, strict=True):
        drawn.add_row(Text(name), *map(Text, row[1:]))
    return drawn


def show_matrix(page: Canvas, matrix: Matrix) -> str:
    """Draw a matrix with the names of outlets above its columns, divided into blocks where the page is too narrow.

    Returns
    -------
    str
        The legend of the table drawn: the first that is divided into no more blocks than the last.
    """
    from rich.cells import cell_len
    from rich.text import Text

    first, *columns = matrix.head
    fewest, most = OUTLET_WIDTHS
    widths = (w for w in range(fewest, most) if not any("…" in head for head in short_names(columns, w, OUTLET_LINES)))
    least = next(widths, most)

    def layout(rows: Sequence[Sequence[str]], is_last: bool) -> tuple[int, int, int]:
        """Width of the names and of a column, and number of blocks."""
        row_width = min(max(cell_len(one_line(name)) for name in (first, *(row[0] for row in rows))), page.width // 3)
        column_width = max([least, *(cell_len(cell) for _, *cells in rows for cell in cells)])
        per_block = (page.width - row_width) // (column_width + 1)
        n_blocks = -(-len(columns) // max(1, per_block)) if per_block or is_last else sys.maxsize
        return row_width, column_width, n_blocks

    layouts = [(*choice, layout(choice[0], choice is matrix.tables[-1])) for choice in matrix.tables]
    rows, legend, (row_width, column_width, n_blocks) = next(
        item for item in layouts if item[2][2] <= layouts[-1][2][2]
    )
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
        for name, *cells in rows:
            table.add_row(Text(fitted(name, row_width)), *(Text(cells[j]) for j in block))
        page.show(table)
    return legend


def show_pairs(page: Canvas, pairs: SideBySide) -> None:
    """Draw two columns of sentences."""
    from rich.text import Text

    table = plain_table(padding=(0, 2, 1, 0), header_style="bold", expand=True)
    for name in short_names(pairs.head, page.width // 2 - 2, OUTLET_LINES):
        table.add_column(Text(name), ratio=1, overflow="fold")
    for row in pairs.rows:
        table.add_row(*(Text(cell or "·") for cell in row))
    page.show(table)
