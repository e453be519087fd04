"""Blocks as text for a terminal. Readable at 60 columns and at 160, without colour, with one outlet or fourteen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from .blocks import Excerpt, Gap, Heading, Item, Matrix, Paragraph, SideBySide, Table, Verbatim, is_for, runs
from .page import matrix_tables, named_table, pairs_table
from .phrases import clipped, one_line
from .views import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .blocks import Block, Run, Words

#: Columns from which two outlets stand side by side, and of a mark from which it stands in a column of its own.
_SIDE_BY_SIDE: Final = 70
_LONG_MARK: Final = 8

#: Styles that a terminal has; and characters of a sentence that are shown, however long the rest of its line.
_STYLES: Final = frozenset(("bold", "dim", "cyan"))
_LEAST: Final = 60

#: What makes a line more than one, or wider than it is long.
_BREAKS: Final = frozenset("\n\t")


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
    blocks = (block for _, some in sections(record, only, "terminal") for block in some)
    return text_of(blocks, width=width, colour=colour)


def text_of(blocks: Iterable[Block], *, width: int = 80, colour: bool = False) -> str:
    """Write blocks for a terminal as `to_text` does; no line ends in white space."""
    page = _Page(width, colour)
    for block in blocks:
        if is_for(block.style, "terminal"):
            page.write(block)
    return "\n".join(line.rstrip() for line in page.out.getvalue().splitlines()) + "\n"


class _Page:
    """A terminal page in the making."""

    def __init__(self, width: int, colour: bool) -> None:
        from rich.console import Console

        self.width = max(width, 40)
        self.out = io.StringIO()
        self.console: Console = Console(
            file=self.out,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def write(self, block: Block) -> None:
        """Write a block."""
        match block:
            case Gap():
                self.out.write("\n")
            case Heading():
                words = one_line(block.words)
                if self.out.tell():
                    self.out.write("\n")
                self._lay([(words, "bold")])
                self._lay([("─" * min(len(words), self.width), "dim")])
            case Paragraph():
                self._words(block.words, block.style, block.indent or 0, block.hang)
            case Item():
                self._item(block)
            case Table():
                self.console.print(named_table(self.width, block))
            case Matrix():
                tables, legend = matrix_tables(self.width, block)
                for table in tables:
                    self.console.print(table)
                    self.out.write("\n")
                self._words(legend, "dim")
            case SideBySide():
                if self.width >= _SIDE_BY_SIDE:
                    self.console.print(pairs_table(self.width, block))
                    return
                for row in block.rows:
                    alone, marks = (" alone", "••") if "" in row else ("", "•↔")
                    for mark, name, words in zip(marks, block.head, row, strict=True):
                        if words:
                            self._words(((f"{mark} {name}{alone}: ", "bold"), (words, "")), hang=2)
            case Verbatim():
                lines = block.lines(self.width)
                for line in ("", *lines) if lines else ():
                    self._lay([(line, "")])

    def _item(self, item: Item) -> None:
        step = len(item.mark[0]) or 2
        self._words(item.words, hang=step, mark=item.mark)
        for part in item.under:
            if not isinstance(part, Paragraph | Item):
                self._words(part, "dim", step)
            elif is_for(part.style, "terminal"):
                if isinstance(part, Item):
                    self._item(part)
                else:
                    self._words(part.words, part.style, step if part.indent is None else part.indent, part.hang)

    def _words(self, words: Words, style: str = "", indent: int = 0, hang: int = 0, mark: Run = ("", "")) -> None:
        """Write words, an excerpt cut to the room that the others leave."""
        every = list(runs(words, "terminal"))
        beside = sum(len(run[0]) for run in every if not isinstance(run, Excerpt))
        laid: list[Run] = []
        for run in every:
            if isinstance(run, Excerpt):
                room = run.lines * (self.width - indent - hang) - beside
                laid.append((clipped(run.text, max(room, _LEAST), run.at), style))
            else:
                laid.append((run[0], " ".join(_STYLES.intersection(f"{style} {run[1]}".split()))))
        # A word that no line holds begins on the next one: behind a mark it would leave that alone.
        apart = len(mark[0]) >= _LONG_MARK or self._is_wide("".join(text for text, _ in laid), indent + hang)
        self._lay(laid if apart else [mark, *laid], indent, hang, mark if apart else ("", ""))

    def _is_wide(self, words: str, indent: int) -> bool:
        """Whether the first word is wider than a line: a script without spaces."""
        from rich.cells import cell_len

        return cell_len(words.partition(" ")[0]) > self._room(indent)

    def _room(self, indent: int) -> int:
        return max(self.width - indent, 20)

    def _lay(self, laid: Sequence[Run], indent: int = 0, hang: int = 0, opening: Run = ("", "")) -> None:
        """Write runs wrapped to the width; `hang` is the further indent of the lines after the first, `opening` what stands there on it."""
        from rich.cells import cell_len
        from rich.text import Text

        text = Text.assemble(*laid)
        width = self._room(indent + hang)
        if not self.console.is_terminal and cell_len(text.plain) <= width and not _BREAKS & set(text.plain):
            # Without colours a line that fits is its words, and need not be laid out; most lines are such.
            self.out.write(f"{' ' * indent}{opening[0]}{text.plain}\n")
            return
        start = Text.assemble(" " * indent, opening)
        for line in text.wrap(self.console, width):
            line.rstrip()
            if self.console.is_terminal:
                self.console.print(start + line, no_wrap=True, overflow="ignore", crop=False)
            else:
                self.out.write(f"{start.plain}{line.plain}\n")
            start = Text(" " * (indent + hang))
