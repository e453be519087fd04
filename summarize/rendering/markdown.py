"""Records as Markdown, for a note, an issue or an e-mail: blocks written with article text escaped, so that it shows as it is."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from .blocks import Excerpt, Heading, Item, Matrix, Paragraph, SideBySide, Table, Verbatim, is_for, runs
from .phrases import shown
from .views import COMMANDS, sections

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .blocks import Block, Words

#: What Markdown takes for markup anywhere, and at the beginning of a line for a list or a rule.
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|#~]|&(?=#?\w+;)")
_START: Final = re.compile(r"^(?:\d+[.)](?=\s|$)|[-+](?=[\s-]|$))")

#: Items of a list, and lines of an item, that are shown of a view among others; columns of what is drawn.
_SHOWN_ITEMS: Final = 6
_SHOWN_LINES: Final = 8
_DRAWN: Final = 100


def to_markdown(record: Mapping[str, Any], only: str | None = None) -> str:
    """Write a record as Markdown.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison.
    """
    compared = record["command"] == "compare"
    written = [f"# {'Outlets side by side' if compared else COMMANDS[record['command']].title}"]
    for view, blocks in sections(record, only, "markdown"):
        title = Heading(view.replace("_", " ").capitalize())
        if view:
            written += _written(title, "##")
        rest = (block for block in blocks if block != title)
        written += _pieces(rest, "###" if view else "##", "" if only else view)
    return "\n\n".join(written) + "\n"


def markdown_of(blocks: Iterable[Block], view: str = "") -> str:
    """Write blocks as Markdown, as `to_markdown` does; `view` is that of `_pieces`."""
    return "\n\n".join(_pieces(blocks, "##", view)) + "\n"


def _pieces(blocks: Iterable[Block], marks: str, view: str = "") -> Iterator[str]:
    """Write blocks as pieces of Markdown with a line left empty between them.

    Parameters
    ----------
    blocks : iterable of Block
    marks : str
        What opens a heading.
    view : str, optional
        Where the blocks are those of a view among others: of each list under a heading the first items are shown, and of each item
        the first lines; tables whole.
    """
    n = 0

    def rest() -> Iterator[str]:
        if view and n > _SHOWN_ITEMS:
            yield f"{_SHOWN_ITEMS} of {n} shown; all with `--only {view}`."

    written = (block for block in blocks if is_for(block.style, "markdown"))
    for kind, group in groupby(written, type):
        if kind is Heading:
            yield from rest()
            n = 0
        if kind is not Item:
            for block in group:
                yield from filter(None, _written(block, marks))
            continue
        items = [list(_item(block)) for block in group if isinstance(block, Item)]
        kept = [_first(lines) for lines in items[: max(_SHOWN_ITEMS - n, 0)]] if view else items
        n += len(items)
        if kept:
            yield "\n".join(line for lines in kept for line in lines)
    yield from rest()


def _first(lines: Sequence[str]) -> Sequence[str]:
    rest = len(lines) - _SHOWN_LINES
    return lines if rest <= 1 else (*lines[:_SHOWN_LINES], f"  - and {rest} more")


def _written(block: Block, marks: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{marks} {_inline(block.words)}"
        case Paragraph():
            yield _inline(block.words, block.style)
        case Table():
            numbers = {*range(len(block.head))}.difference(block.words)
            yield _table(block.head, block.rows, numbers)
        case Matrix():
            rows, legend = block.tables[0]
            yield _table(block.head, [row for row in rows if any(row)], range(1, len(block.head)))
            yield _inline(legend)
        case SideBySide():
            yield _table(block.head, block.rows)
        case Verbatim():
            lines = "\n".join(block.lines(_DRAWN)).replace("```", "'''")
            yield f"```\n{lines}\n```" if lines else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """Write a table; what stands in columns of numbers is the program's own."""
    rule = ["---:" if i in numbers else "---" for i in range(len(head))]
    written = ([cell if i in numbers else _inline(cell) for i, cell in enumerate(row)] for row in rows)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (map(_inline, head), rule, *written))


def _item(item: Item, indent: str = "") -> Iterator[str]:
    """Lines of an item of a list; a footnote has one."""
    under = [part if isinstance(part, Paragraph | Item) else Paragraph(part) for part in item.under]
    under = [part for part in under if is_for(part.style, "markdown")]
    if item.note is not None:
        yield f"[^{item.note}]: " + ", ".join(_inline(part.words) for part in (item, *under))
        return
    yield f"{indent}- {_inline(item.words)}"
    for part in under:
        if isinstance(part, Item):
            yield from _item(part, f"{indent}  ")
        else:
            yield f"{indent}  - {_inline(part.words, part.style)}"
            yield from (f"{indent}    - {_inline(words)}" for words in part.under)


def _inline(words: Words, style: str = "") -> str:
    """Write words on one line, as Markdown shows them."""
    said = ""
    for run in runs(words, "markdown"):
        text, styles = (shown(run.text), "") if isinstance(run, Excerpt) else (run[0], f"{run[1]} {style}")
        marked = _SPECIAL.sub(r"\\\g<0>", text)
        if "code" in styles:
            said += f"`{text.replace('`', chr(39))}`"
        elif "note" in styles:
            said += f"[^{text}]"
        elif "bold" in styles and marked.strip():
            said += marked.replace(marked.strip(), f"**{marked.strip()}**")
        else:
            said += marked
    return _START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", said.strip())
