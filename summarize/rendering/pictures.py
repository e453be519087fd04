"""The main charts of a report as pictures for a slide: SVG that stands alone, and PNG made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args
from xml.sax.saxutils import escape, quoteattr

from ..errors import InputError
from ..writing import Chart
from .phrases import counted
from .report.matrix import matrix
from .report.story import Story, brief_name
from .report.timeline import lanes
from .reuse import own_parts

if TYPE_CHECKING:
    from collections.abc import Mapping


CHARTS: Final[tuple[Chart, ...]] = get_args(Chart)

#: Steps of the page's scale on light ground, and the ink that can be read on each.
_STEPS: Final = ("#e8eff4", "#cfe0eb", "#a5c7dc", "#6ba3c6", "#2f74a3", "#0b4a72")
_INK: Final = "#1c1e21"
_QUIET: Final = "#565b61"
_LINE: Final = "#d9d5cc"
_BAR: Final = "#2f74a3"
_WIDTH: Final = 1920  # pixels of a PNG
_LETTER: Final = 7.2  # width of a letter of 13 units, on average
_FONT: Final = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"


def to_svg(record: Mapping[str, Any], chart: str = "coverage") -> str:
    """Draw one chart of a report.

    Parameters
    ----------
    record : mapping
        The record of a report.
    chart : {"coverage", "timeline", "originality"}

    Returns
    -------
    str
        An SVG document with a title and a description, on white ground.

    Raises
    ------
    InputError
        If the record carries nothing that the chart could show.
    ValueError
        If there is no such chart.
    """
    story = Story(record)
    if chart == "coverage":
        return _coverage(story)
    if chart == "timeline":
        return _timeline(story)
    if chart == "originality":
        return _originality(story)
    raise ValueError(f"chart must be one of {', '.join(CHARTS)}, got {chart!r}")


def to_png(record: Mapping[str, Any], chart: str = "coverage") -> bytes:
    """Draw one chart of a report as a PNG.

    Parameters
    ----------
    record : mapping
    chart : str
        As in `to_svg`.

    Returns
    -------
    bytes

    Raises
    ------
    InputError
        If the library that draws it is not installed, or there is nothing to show.
    """
    svg = to_svg(record, chart)
    try:
        import resvg_py
    except ImportError as error:
        raise InputError(
            'PNG needs the pictures extra: pip install "summarize[pictures]"; or write --format svg'
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=_WIDTH))


def _text(x: float, y: float, words: str, **style: str) -> str:
    attributes = "".join(f" {key.replace('_', '-')}={quoteattr(value)}" for key, value in style.items())
    return f'<text x="{x:g}" y="{y:g}"{attributes}>{escape(words)}</text>'


def _document(story: Story, width: float, height: float, title: str, description: str, marks: list[str]) -> str:
    called, article = story.title
    called = _fitting(called if article is None else f"{article.outlet.name}: {called}", int(width / _LETTER) - 6)
    head = _text(24, 22, called, fill=_QUIET) + _text(24, 48, title, font_size="22", font_weight="600", fill=_INK)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' role="img" aria-label={quoteattr(title)} font-family="{_FONT}" font-size="13" fill="{_INK}">'
        f"<title>{escape(title)}</title><desc>{escape(called)}. {escape(description)}</desc>"
        '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="7" stroke="#b9b4a8" stroke-width="1.5"/></pattern></defs>'
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>{head}{"".join(marks)}</svg>\n'
    )


def _read_from(story: Story) -> str:
    return f"{counted(len(story.articles), 'article')} by {counted(len(story.outlets), 'outlet')}"


def _coverage(story: Story) -> str:
    rows = matrix(story)
    if not rows:
        raise InputError(f"there is no theme to draw: {story.refused('coverage') or 'none was found'}")
    names = [_fitting(outlet.name, 30) for outlet in story.outlets]
    # Names stand at 55 degrees, below the lines at the head.
    labels = [_fitting(row["label"], 36) for row in rows]
    left, cell_width, cell_height = _room(labels), 58, 44
    top = 100 + int(0.82 * _LETTER * max(map(len, names)))
    reach = (cell_width * (n + 0.5) + 0.58 * _LETTER * len(name) for n, name in enumerate(names))
    width = left + max(cell_width * len(names), *reach) + 40
    height = top + cell_height * len(rows) + 70
    marks = [_text(24, 72, f"{_read_from(story)}; share and number of an outlet's sentences", fill=_QUIET)]
    for n, name in enumerate(names):
        x = left + cell_width * (n + 0.5) + 4
        marks.append(f'<text transform="translate({x:g} {top - 10}) rotate(-55)">{escape(name)}</text>')
    for r, (label, row) in enumerate(zip(labels, rows, strict=True)):
        y = top + cell_height * r
        marks.append(_text(left - 12, y + 27, label, text_anchor="end", font_weight="600"))
        for n, cell in enumerate(row["cells"]):
            x = left + cell_width * n
            place = f'x="{x + 1}" y="{y + 1}" width="{cell_width - 2}" height="{cell_height - 2}"'
            if not cell["seen"]:
                fill = "url(#hatch)" if cell["outcome"] == "cannot_tell" else "none"
                marks.append(f'<rect {place} fill="{fill}" stroke="{_LINE}"/>')
                continue
            ink = "#ffffff" if cell["shade"] > 4 else _INK
            marks.append(f'<rect {place} fill="{_STEPS[cell["shade"] - 1]}"/>')
            if cell["outcome"] == "in_passing":
                inner = f'x="{x + 4}" y="{y + 4}" width="{cell_width - 8}" height="{cell_height - 8}"'
                marks.append(f'<rect {inner} fill="none" stroke="{_QUIET}"/>')
            centre = x + cell_width / 2
            marks.append(_text(centre, y + 20, cell["percent"], text_anchor="middle", font_weight="600", fill=ink))
            marks.append(_text(centre, y + 35, str(cell["count"]), text_anchor="middle", font_size="11", fill=ink))
    key = "Framed: in passing. Blank: absent, supported at 5 %. Hatched: none, and too little text to tell."
    marks.append(_text(24, height - 26, key, fill=_QUIET))
    return _document(story, max(width, 720), height, "Who covers what", f"Themes by outlets. {key}", marks)


def _timeline(story: Story) -> str:
    found = lanes(story)
    if found is None:
        raise InputError("there is no timeline to draw: no article has a date")
    names = [_fitting(lane["outlet"].name, 36) for lane in found["lanes"]]
    left, top, across, down = _room(names), 98, 760, 34
    height = top + down * len(found["lanes"]) + 70
    foot = top + down * len(found["lanes"])
    marks = [_text(24, 72, f"{_read_from(story)}; when each was published, in UTC", fill=_QUIET)]
    for tick in found["ticks"]:
        x = left + across * tick["x"] / 100
        marks.append(f'<line x1="{x:g}" x2="{x:g}" y1="{top}" y2="{foot}" stroke="{_LINE}"/>')
        marks.append(_text(x, foot + 20, tick["label"], text_anchor="middle", fill=_QUIET))
    vague = False
    for n, (name, lane) in enumerate(zip(names, found["lanes"], strict=True)):
        y = top + down * (n + 0.5)
        marks.append(_text(left - 14, y + 5, name, text_anchor="end", font_weight="600"))
        marks.append(f'<line x1="{left}" x2="{left + across}" y1="{y:g}" y2="{y:g}" stroke="{_LINE}"/>')
        for mark in lane["marks"]:
            x = left + across * mark["x"] / 100
            label = f"<title>{escape(mark['article'].date)}</title>"
            if mark["width"]:
                # Round ends show a day even where the whole is years.
                ends = f'x1="{x:g}" x2="{x + across * mark["width"] / 100:g}" y1="{y:g}" y2="{y:g}"'
                look = f'stroke="{_BAR}" stroke-width="12" stroke-linecap="round" stroke-opacity="0.6"'
                marks.append(f"<line {ends} {look}>{label}</line>")
                vague = True
            else:
                marks.append(f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="{_BAR}" stroke="#ffffff">{label}</circle>')
        if lane["undated"]:
            marks.append(_text(left + 6, y + 5, "no date", fill=_QUIET))
    if vague:
        marks.append(_text(24, height - 10, "Pale: of this article only the day is known.", fill=_QUIET))
    return _document(story, left + across + 40, height, "Who published when", "Time across, outlets down.", marks)


def _originality(story: Story) -> str:
    rows = sorted(
        ((own_parts(item), item["outlet"]) for item in story.compare["originality"]), key=lambda r: (-r[0][0], r[1])
    )
    if not rows:
        raise InputError("there is no text of which to draw the own words")
    names = [_fitting(outlet, 36) for _, outlet in rows]
    left, top, across, down = _room(names), 98, 620, 30
    marks = [_text(24, 72, f"{_read_from(story)}; quotations left out", fill=_QUIET)]
    for n, (name, ((own, unordered, _), _)) in enumerate(zip(names, rows, strict=True)):
        y = top + down * n
        bar = f'y="{y + 4}" height="16"'
        marks.append(_text(left - 14, y + 17, name, text_anchor="end", font_weight="600"))
        marks.append(f'<rect x="{left}" width="{across}" {bar} fill="#e9e6de"/>')
        marks.append(f'<rect x="{left}" width="{across * own:g}" {bar} fill="{_BAR}"/>')
        marks.append(f'<rect x="{left + across * own:g}" width="{across * unordered:g}" {bar} fill="url(#hatch)"/>')
        marks.append(_text(left + across + 12, y + 17, f"{100 * own:.0f}%"))
    key = "Hatched: others print it too, and nobody can tell who had it first."
    foot = top + down * len(rows)
    if any(unordered for (_, unordered, _), _ in rows):
        marks.append(_text(24, foot + 16, key, fill=_QUIET))
    title = "Share of words that no other outlet printed before"
    return _document(story, left + across + 90, foot + 30, title, title, marks)


def _room(names: list[str]) -> float:
    """Width that names in bold take beside a chart."""
    return max(140.0, 36 + 1.15 * _LETTER * max(map(len, names)))


def _fitting(text: str, most: int) -> str:
    name = brief_name(text)
    return name if len(name) <= most else f"{name[: most - 1]}…"
