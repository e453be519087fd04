"""Article text and tables as Markdown has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .phrases import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")
_LIST_START: Final = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")


def escaped(text: str) -> str:
    r"""Return article text that Markdown shows as it is.

    Examples
    --------
    >>> escaped("1. A *star*")
    '1\\. A \\*star\\*'
    """
    marked = _SPECIAL.sub(r"\\\1", one_line(text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", marked)


def entry(head: str, lines: Iterable[str]) -> str:
    """Write an entry of a list, its head escaped already, with lines of text under it."""
    return "\n".join((f"- {head}", *(f"  - {escaped(line)}" for line in lines)))


def named_rows(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Write a table of names and numbers."""
    return table(head, [[escaped(name), *cells] for name, cells in rows], numbers=range(1, len(head)))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    """Write a table of a head, rows and the numbers of its columns of numbers; cells are escaped already."""
    rule = ["---:" if i in numbers else "---" for i in range(len(head))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))
