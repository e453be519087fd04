"""The kinds of table that a terminal page has, drawn no wider than it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, Literal

from .outlets import short_names
from .phrases import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from .blocks import Matrix, SideBySide
    from .blocks import Table as Rows

#: Columns that one outlet takes in a matrix: as few, between these, as no name is cut in. And the lines that a name may take.
OUTLET_WIDTHS: Final = (10, 16)
OUTLET_LINES: Final = 4

#: Columns that a name should have beside numbers before these stand closer together.
_NAME_WIDTH: Final = 20


def _plain_table(gap: int = 2, **more: Any) -> Table:
    """Make a table without lines, its columns `gap` apart; `more` is as rich has it."""
    from rich.table import Table

    return Table(**{"box": None, "pad_edge": False, "padding": (0, gap, 0, 0), "header_style": "dim", **more})


def named_table(width: int, table: Rows) -> Table:
    """Draw a table no wider than `width`, its column of names taking what the others leave."""
    from rich.cells import cell_len
    from rich.text import Text

    kept = [k for k in range(len(table.head)) if k not in table.dropped]
    first, *heads = [str(k) if table.numbered and k else table.head[k] for k in kept]
    rows = [[one_line(row[k]) for k in kept] for row in table.rows]
    # Where there is no room for it a head breaks between its words; a number never does.
    cells = [max((cell_len(row[k]) for row in rows), default=0) for k in range(1, len(kept))]
    whole, narrow = (
        [max(cell, *map(cell_len, parts(name) or [""])) for cell, name in zip(cells, heads, strict=True)]
        for parts in (lambda name: [name], str.split)
    )
    widths = whole if width - sum(w + 2 for w in whole) - 2 >= _NAME_WIDTH else narrow
    number_width = len(str(len(rows))) + 1 if table.numbered else 0
    gap = 2 if not table.numbered and width - sum(w + 2 for w in widths) - 2 >= _NAME_WIDTH else 1
    left = max(12, width - sum(w + gap for w in widths) - gap - number_width)
    names = short_names([row[0] for row in rows], left, 1 if table.numbered else OUTLET_LINES)
    longest = max(cell_len(line) for name in (first, *names) for line in name.split("\n"))
    drawn = _plain_table(gap)
    if table.numbered:
        drawn.add_column("", justify="right", style="dim")
    for k, name, column_width in zip(kept, (first, *heads), (min(left, longest), *widths), strict=True):
        justify: Literal["left", "right"] = "left" if k in table.words else "right"
        drawn.add_column(name, justify=justify, width=column_width, overflow="fold", vertical="bottom")
    for number, (name, row) in enumerate(zip(names, rows, strict=True), start=1):
        drawn.add_row(*[str(number)] * table.numbered, Text(name), *map(Text, row[1:]))
    return drawn


def matrix_tables(width: int, matrix: Matrix) -> tuple[list[Table], str]:
    """Draw a matrix with the names of outlets above its columns, divided where the page is too narrow.

    Returns
    -------
    list of Table
    str
        The legend of what is drawn: of the first of its tables that is divided into no more parts than the last.
    """
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    first, *columns = matrix.head
    fewest, most = OUTLET_WIDTHS
    widths = (w for w in range(fewest, most) if not any("…" in head for head in short_names(columns, w, OUTLET_LINES)))
    least = next(widths, most)

    def layout(rows: Sequence[Sequence[str]], is_last: bool) -> tuple[int, int, int]:
        """Width of the names and of a column, and number of parts."""
        row_width = min(max(cell_len(one_line(name)) for name in (first, *(row[0] for row in rows))), width // 3)
        column_width = max([least, *(cell_len(cell) for _, *cells in rows for cell in cells)])
        per_part = (width - row_width) // (column_width + 1)
        n_parts = -(-len(columns) // max(1, per_part)) if per_part or is_last else sys.maxsize
        return row_width, column_width, n_parts

    layouts = [(*choice, layout(choice[0], choice is matrix.tables[-1])) for choice in matrix.tables]
    rows, legend, (row_width, column_width, n_parts) = next(item for item in layouts if item[2][2] <= layouts[-1][2][2])
    heads = short_names(columns, column_width, OUTLET_LINES)
    # Parts of even size read better than a full one and a rest.
    size = -(-len(columns) // n_parts) if n_parts else 1
    tables = []
    for start in range(0, len(columns), size):
        part = range(start, min(start + size, len(columns)))
        table = _plain_table(1)
        table.add_column(first, width=row_width, no_wrap=True, overflow="ellipsis", vertical="bottom")
        for j in part:
            table.add_column(Text(heads[j]), width=column_width, justify="right", overflow="fold", vertical="bottom")
        for name, *cells in rows:
            name = one_line(name)
            cut = name if cell_len(name) <= row_width else f"{set_cell_size(name, row_width - 1).rstrip()}…"
            table.add_row(Text(cut), *(Text(cells[j]) for j in part))
        tables.append(table)
    return tables, legend


def pairs_table(width: int, pairs: SideBySide) -> Table:
    """Draw two columns of sentences."""
    from rich.text import Text

    table = _plain_table(padding=(0, 2, 1, 0), header_style="bold", expand=True)
    for name in short_names(pairs.head, width // 2 - 2, OUTLET_LINES):
        table.add_column(Text(name), ratio=1, overflow="fold")
    for row in pairs.rows:
        table.add_row(*(Text(cell or "·") for cell in row))
    return table
