"""Records as Markdown, for a note, an issue or an e-mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .overview import ORDER, overview_markdown, telling
from .phrases import documents_line
from .strays import strays_markdown
from .views import COMMANDS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: Items of a list, and lines of an item, that are shown of a view among others.
_SHOWN_ITEMS: Final = 6
_SHOWN_LINES: Final = 8
_ITEM: Final = re.compile(r"\n(?=- )")


def to_markdown(record: Mapping[str, Any], only: str | None = None) -> str:
    """Write a record as Markdown; article text is escaped, so that it shows as it is.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison.
    """
    command = record["command"]
    blocks = _compare(record, only) if command == "compare" else COMMANDS[command].markdown(record)
    return "\n\n".join(blocks) + "\n"


def _compare(record: Mapping[str, Any], only: str | None = None) -> Iterator[str]:
    yield "# Outlets side by side"
    yield documents_line(record) + "."
    yield from strays_markdown(record)
    if only is None:
        yield from overview_markdown(record)
    for view in ORDER if only is None else (only,):
        columns = view == "alignments" and record["columns"]
        if columns or (record[view] if only else telling(record, view)):
            yield f"## {view.capitalize()}"
            blocks = VIEWS[view].markdown(record)
            yield from blocks if only or columns else _first_items(blocks, view)
    for kind in ("refused", "limited"):
        told = {v: why for v, why in record[kind].items() if only in (None, v)}
        if told:
            yield "\n".join(f"- {view}: {why}" for view, why in told.items())


def _first_items(blocks: Iterable[str], view: str) -> Iterator[str]:
    """The blocks of a view among others: of each list under a heading the first items, of each item the first lines; tables whole."""
    n = n_shown = 0

    def rest() -> Iterator[str]:
        if n_shown < n:
            yield f"{n_shown} of {n} shown; all with `--only {view}`."

    for block in blocks:
        if block.startswith("#"):
            yield from rest()
            n = n_shown = 0
        if not block.startswith("- "):
            yield block
            continue
        items = _ITEM.split(block)
        kept = items[: max(_SHOWN_ITEMS - n_shown, 0)]
        n, n_shown = n + len(items), n_shown + len(kept)
        if kept:
            yield "\n".join(map(_first_lines, kept))
    yield from rest()


def _first_lines(item: str) -> str:
    lines = item.split("\n")
    rest = len(lines) - _SHOWN_LINES
    return item if rest <= 1 else "\n".join((*lines[:_SHOWN_LINES], f"  - and {rest} more"))
