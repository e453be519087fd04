"""Records as text for a terminal. Readable at 60 columns and at 160, without colour, with one outlet or fourteen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .blocks import Excerpt, Gap, Heading, Item, Matrix, Paragraph, SideBySide, Table, Verbatim, is_for, runs
from .overview import IN_BRIEF, overview_text, sizes_text, telling
from .page import named_table, show_matrix, show_pairs
from .phrases import clipped, documents_line
from .strays import strays_text
from .views import COMMANDS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console, RenderableType

    from .blocks import Block, Words

_Row = TypeVar("_Row")


def to_text(record: Mapping[str, Any], *, width: int = 80, colour: bool = False, only: str | None = None) -> str:
    """Write a record for a terminal.

    Article text is shown without control and direction characters; nothing in it is taken for markup.

    Parameters
    ----------
    record : mapping
    width : int
        Columns; no line is wider.
    colour : bool
        Whether ANSI colours may be used; they never carry meaning alone.
    only : str, optional
        One view of a comparison.
    """
    page = _Page(width, colour, whole=only is not None)
    command = record["command"]
    if command == "compare":
        _compare(page, record, only)
    else:
        COMMANDS[command].text(page, record)
    return page.text()


#: Columns from which two outlets stand side by side.
_SIDE_BY_SIDE: Final = 70

#: Styles that a terminal has; and characters of a sentence that are shown, however long the rest of its line.
_STYLES: Final = frozenset(("bold", "dim", "cyan"))
_LEAST: Final = 60

#: What makes a line more than one, or wider than it is long.
_BREAKS: Final = frozenset("\n\t")


class _Page:
    """A terminal page in the making."""

    def __init__(self, width: int, colour: bool, whole: bool) -> None:
        from rich.console import Console

        self.width = max(width, 40)
        self.whole = whole
        self._out = io.StringIO()
        self.console: Console = Console(
            file=self._out,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def heading(self, words: str) -> None:
        """Write a heading, a line of its own between two empty ones."""
        from rich.text import Text

        if self._out.tell():
            self.gap()
        self.console.print(Text(words, style="bold"))
        self.console.print(Text("─" * min(len(words), self.width), style="dim"))

    def paragraph(
        self, words: str | Iterable[tuple[str, str]], *, indent: int = 0, hang: int = 0, style: str = ""
    ) -> None:
        """Write words wrapped to the width; `hang` is the further indent of the lines after the first."""
        from rich.cells import cell_len
        from rich.text import Text

        text = Text(words, style=style) if isinstance(words, str) else Text.assemble(*words)
        width = max(self.width - indent - hang, 20)
        if not self.console.is_terminal and cell_len(text.plain) <= width and not _BREAKS & set(text.plain):
            # Without colours a line that fits is its words, and need not be laid out; most lines are such.
            self._out.write(" " * indent + text.plain + "\n")
            return
        first = True
        for line in text.wrap(self.console, width):
            line.rstrip()
            start = " " * (indent + (0 if first else hang))
            if self.console.is_terminal:
                self.console.print(Text(start) + line, no_wrap=True, overflow="ignore", crop=False)
            else:
                self._out.write(start + line.plain + "\n")
            first = False

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks."""
        for block in blocks:
            if isinstance(block, Gap):
                self.gap()
            elif is_for(block.style, "terminal"):
                self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block.words)
            case Paragraph():
                self._words(block.words, block.style, block.indent or 0, block.hang)
            case Item():
                self._item(block)
            case Table():
                self.show(named_table(self.width, block))
            case Matrix():
                legend = show_matrix(self, block)
                self.gap()
                self._words(legend, "dim", 0, 0)
            case SideBySide():
                if self.width >= _SIDE_BY_SIDE:
                    show_pairs(self, block)
                    return
                for first, second in block.rows:
                    for mark, name, words in zip("•↔", block.head, (first, second), strict=True):
                        if words:
                            lone = not (first and second)
                            head = (f"{name}{' alone' if lone else ''}: ", "bold")
                            self._item(Item((head, (words, "")), mark=(f"{'•' if lone else mark} ", "bold")))
            case Verbatim():
                for line in block.lines(self.width):
                    self.paragraph(line)

    def _item(self, item: Item) -> None:
        mark, style = item.mark
        step = len(mark) or 2
        self._words(item.words, "", 0, step, (mark, style))
        for part in item.under:
            if isinstance(part, Item):
                if is_for(part.style, "terminal"):
                    self._item(part)
                continue
            if not isinstance(part, Paragraph):
                part = Paragraph(part, "dim")
            if is_for(part.style, "terminal"):
                self._words(part.words, part.style, step if part.indent is None else part.indent, part.hang)

    def _words(self, words: Words, style: str, indent: int, hang: int, mark: tuple[str, str] = ("", "")) -> None:
        """Write words wrapped to the width, an excerpt cut to the room that the others leave."""
        every = list(runs(words, "terminal"))
        beside = sum(len(run[0]) for run in every if not isinstance(run, Excerpt))
        laid = [mark]
        for run in every:
            if isinstance(run, Excerpt):
                room = run.lines * (self.width - indent - hang) - beside
                laid.append((clipped(run.text, max(room, _LEAST), run.at), style))
            else:
                laid.append((run[0], " ".join(_STYLES.intersection(f"{style} {run[1]}".split()))))
        self.paragraph(laid, indent=indent, hang=hang)

    def some(self, rows: Sequence[_Row], most: int) -> Sequence[_Row]:
        """Return the rows that this page shows."""
        return rows if self.whole else rows[:most]

    def show(self, thing: RenderableType) -> None:
        """Write a table."""
        self.console.print(thing)

    def gap(self) -> None:
        """Write an empty line."""
        self._out.write("\n")

    def text(self) -> str:
        """Return the page, no line ending in white space."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().splitlines()) + "\n"


def _compare(page: _Page, record: Mapping[str, Any], only: str | None) -> None:
    if only is None:
        page.paragraph(f"Read: {documents_line(record)}.")
        strays_text(page, record)
        overview_text(page, record)
    columns = bool(record.get("columns"))
    for view in (*IN_BRIEF, "alignments") if only is None else (only,):
        if (view == "alignments" and columns) or (
            record[view] and (page.whole or (view in IN_BRIEF and telling(record, view)))
        ):
            VIEWS[view].text(page, record)
    if only is None:
        sizes_text(page, record)
    limited = {v: why for v, why in record["limited"].items() if only in (None, v)}
    if limited:
        page.gap()
        page.paragraph(
            f"Not looked at in full: {'; '.join(f'{view}: {why}' for view, why in limited.items())}.", style="dim"
        )
    if only is None:
        return
    if only in record["refused"]:
        page.gap()
        page.paragraph(f"Not shown: {only}: {record['refused'][only]}.", style="dim")
    elif not record[only] and not (only == "alignments" and columns):
        page.paragraph(f"{only}: nothing found.")
