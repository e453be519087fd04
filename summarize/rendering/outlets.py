"""Names of outlets where there is little room: heads of columns, and rows of a matrix."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

from .phrases import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What stays together in a name: it may break at spaces, after hyphens and strokes, and before the dots of an address.
_PIECE: Final = re.compile(r"\s*(?:\.?[^\s.\-–/]+|\.)[\-–/]*|\s*[\-–/]+")

#: Share of the width from which a name is cut between its pieces rather than within one.
_BETWEEN_PIECES: Final = 0.6


def short_names(names: Sequence[str], width: int, lines: int = 1) -> list[str]:
    r"""Write names of outlets in so many columns, no two of them alike.

    The ``www.`` of an address is left out where a name would not fit with it. A name that does not fit is broken at its spaces, hyphens and dots, and cut only where that is not
    enough. Names that are alike as far as they are shown keep their ends, and where those are alike too they get a number.

    Parameters
    ----------
    names : sequence of str
        Different from one another.
    width : int
        Columns; six at least are needed to keep names apart.
    lines : int
        Lines that a name may take.

    Returns
    -------
    list of str
        One a name, its lines divided by ``"\n"``.

    Examples
    --------
    >>> short_names(["www.ostrava-observer.example", "The Continental Courier"], 12, lines=3)
    ['ostrava-\nobserver\n.example', 'The\nContinental\nCourier']
    >>> short_names(["The Courier of Ostrava", "The Courier of Odesa", "Rampart"], 14)
    ['The Co…Ostrava', 'The Cour…Odesa', 'Rampart']
    """
    from rich.cells import cell_len

    full = [one_line(name) for name in names]
    bare = [name[4:] if name.casefold().startswith("www.") else name for name in full]
    is_long = any(cell_len(name) > width for name in full)
    if is_long and all(bare) and len(set(bare)) == len(set(full)):
        full = bare
    found = [_broken(name, width, lines) for name in full]
    ends = [_with_its_end(name, width) for name in full]
    found = [ends[k] if found.count(name) > 1 else name for k, name in enumerate(found)]
    taken: set[str] = set()
    for k, name in enumerate(found):
        numbered = (f"{_first_columns(full[k], width - 1 - len(str(n)))}…{n}" for n in count(2))
        found[k] = name if name not in taken else next(other for other in numbered if other not in taken)
        taken.add(found[k])
    return found


def _broken(name: str, width: int, lines: int) -> str:
    """Break a name into lines, and cut what does not fit on the last."""
    from rich.cells import cell_len

    written: list[str] = []
    line, start = "", 0
    for piece in _PIECE.finditer(name):
        if line and cell_len(line + piece.group()) > width:
            if len(written) == lines - 1:
                return "\n".join((*written, _cut(name[start:].strip(), width)))
            written.append(_cut(line, width))
            line, start = "", piece.start()
        line += piece.group() if line else piece.group().lstrip()
    return "\n".join((*written, _cut(line, width)))


def _cut(text: str, width: int) -> str:
    """Cut a text to a width, between its pieces where that leaves most of the width."""
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    fitting = [text[: piece.end()] for piece in _PIECE.finditer(text) if cell_len(text[: piece.end()]) < width]
    if fitting and cell_len(fitting[-1]) >= _BETWEEN_PIECES * width:
        return f"{fitting[-1].rstrip()}…"
    return f"{_first_columns(text, width - 1)}…"


def _with_its_end(name: str, width: int) -> str:
    """Cut a name in the middle, so that its last word is seen where that takes no more than half of the width."""
    from rich.cells import cell_len

    if cell_len(name) <= width:
        return name
    last = name.split()[-1]
    tail = last if cell_len(last) <= (width + 1) // 2 else last[-(width // 2) :]
    while cell_len(tail) > (width + 1) // 2:
        tail = tail[1:]
    return f"{_first_columns(name, width - 1 - cell_len(tail))}…{tail}"


def _first_columns(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, max(width, 0)).rstrip() if text else ""
