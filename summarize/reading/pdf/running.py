"""What stands at the edge of many pages and belongs to none: running heads and feet, numbers of pages, what a browser prints around an article."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .glyphs import Line, Page

#: Share of the page's height, above and below, in which heads and feet stand.
_EDGE: Final = 0.15

#: Points by which the place of one line differs from page to page.
_SHIFT: Final = 4.0

#: Share of the pages on which a running line stands, at least: left and right pages have their own, and so has each part.
_SHARE: Final = 0.2

#: Of the usual type, what stands in a smaller one at the edge of a page, this many heights of type from all else, runs along it too.
_SMALLER: Final = 0.9
_APART: Final = 1.5

_DIGITS: Final = re.compile(r"\d+")

#: By itself at the edge: the number of the page, in figures or with its name.
_NUMBER: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|sur|de|di|van)\s*\d{1,4})?[-–—|\s]*$",
    re.IGNORECASE,
)
#: What browsers print: the hour of printing, and the address.
_PRINTED: Final = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[AP]\.?M\.?)?\b", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"(?:https?|file)://\S+(?:\s+\d{1,4}\s*(?:/|of|von)\s*\d{1,4})?$")


def without_running_lines(pages: Sequence[Page]) -> tuple[list[list[Line]], list[Line]]:
    """Part the lines of pages into those of their article and those that run along the edges.

    A line runs where it stands, but for its numbers, at the same place of several pages, is the number of a page, what a
    browser prints, or small print far from all else; and where nothing but other such lines stands further out.

    Parameters
    ----------
    pages : sequence of Page

    Returns
    -------
    kept : list of list of Line
        Page by page.
    running : list of Line
        Those left out, in their order.
    """
    places: dict[str, list[float]] = {}
    for page in pages:
        for key, top in {(_masked(line), line.top) for line in page.lines if _at_edge(line, page)}:
            places.setdefault(key, []).append(top)
    fewest = max(2, round(_SHARE * len(pages)))
    kept: list[list[Line]] = []
    running: list[Line] = []
    for page in pages:
        out: set[int] = set()
        for rows in (_rows(page, from_top=True), _rows(page, from_top=False)):
            for row in rows:
                runs = [
                    i
                    for i in row
                    if _NUMBER.match(page.lines[i].text)
                    or _stands_apart(page.lines[i], row, page)
                    or _again(places[_masked(page.lines[i])], page.lines[i].top) >= fewest
                ]
                # Beside the hour of printing stands the title, beside the address the number of the page.
                if any(is_printed(page.lines[i].text) for i in row):
                    runs = list(row)
                out.update(runs)
                if len(runs) < len(row):
                    break
        kept.append([line for i, line in enumerate(page.lines) if i not in out])
        running.extend(line for i, line in enumerate(page.lines) if i in out)
    return kept, running


def is_printed(text: str) -> bool:
    """Whether a line is what a browser prints at the edge: the hour of printing, or the address."""
    return _PRINTED.match(text) is not None or _ADDRESS.match(text) is not None


def _stands_apart(line: Line, row: Sequence[int], page: Page) -> bool:
    """Whether a line is small print far from all else: so the one page of a clipping shows what runs along its edge."""
    others = [other for i, other in enumerate(page.lines) if i not in row]
    if len(others) < 3 or line.size > _SMALLER * median(o.size for o in others):
        return False
    away = min(max(other.top - line.bottom, line.top - other.bottom) for other in others)
    beyond = all(other.top > line.top for other in others) or all(other.bottom < line.bottom for other in others)
    return beyond and away > _APART * line.size


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _again(places: Sequence[float], place: float) -> int:
    return sum(abs(other - place) <= _SHIFT for other in places)


def _rows(page: Page, *, from_top: bool) -> Iterator[list[int]]:
    """Lines at one edge, those at one height together, from the outside in."""
    edge = [i for i, line in enumerate(page.lines) if _at_edge(line, page)]
    edge.sort(key=lambda i: page.lines[i].top if from_top else -page.lines[i].bottom)
    row: list[int] = []
    for i in edge:
        if row and abs(page.lines[i].bottom - page.lines[row[0]].bottom) > _SHIFT:
            yield row
            row = []
        row.append(i)
    if row:
        yield row
