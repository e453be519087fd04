"""Pictures of a search, as SVG: what settings trade off, and where the sentences lie; and a page that holds them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from .phrases import counted, one_line
from .tuning import TRIED_COLUMNS, tried_cells, verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH: Final = 720
HEIGHT: Final = 440
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 46, 48

#: Told apart by people who see colours otherwise too (after Okabe and Ito), and by shape from the seventh on.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9")

_STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#222}.t{font-weight:600;font-size:15px}.n{fill:#555;font-size:12px}"
    ".a{stroke:#888;fill:none}.g{stroke:#e4e4e4;fill:none}"
)


def _svg(title: str, body: Sequence[str], described: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(described)}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/><text class="t" x="{LEFT}" y="20">{escape(title)}</text>'
        + "".join(body)
        + "</svg>\n"
    )


def _ticks(low: float, high: float, n: int = 5) -> list[float]:
    """Round values between two ends."""
    span = max(high - low, 1e-9)
    power = 10.0 ** int(f"{span / n:e}".partition("e")[2])
    step = next(k * power for k in (1, 2, 5, 10) if span / (k * power) <= n)
    first = -(-low // step) * step
    return [round(first + k * step, 10) for k in range(int((high - first) / step + 1e-9) + 1)]


def tradeoff_svg(record: Mapping[str, Any]) -> str:
    """Every setting tried: the number of themes that it gives, and how well it does.

    Parameters
    ----------
    record : mapping
        Of ``summarize tune``.
    """
    trials = record["trials"]
    xs, ys = [float(t["n_themes"]) for t in trials], [float(t["score"]) for t in trials]
    x_low, x_high = min(xs) - 1, max(xs) + 1
    margin = max((max(ys) - min(ys)) * 0.1, 0.01)
    y_low, y_high = min(ys) - margin, max(ys) + margin

    def x(value: float) -> float:
        return LEFT + (value - x_low) / (x_high - x_low) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (value - y_low) / (y_high - y_low) * (HEIGHT - TOP - BOTTOM)

    body = []
    for tick in _ticks(y_low, y_high):
        body.append(f'<path class="g" d="M{LEFT} {y(tick):.1f}H{WIDTH - RIGHT}"/>')
        body.append(f'<text class="n" x="{LEFT - 8}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>')
    body += [
        f'<text class="n" x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{tick:g}</text>'
        for tick in _ticks(x_low, x_high, 8)
    ]
    body.append(f'<path class="a" d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}"/>')
    body.append(f'<text class="n" x="{WIDTH - RIGHT}" y="{HEIGHT - 12}" text-anchor="end">number of themes</text>')
    what = "adjusted Rand index with the labels" if record["criterion"] == "labels" else "stability and silhouette"
    body.append(f'<text class="n" x="{LEFT}" y="{TOP - 8}">{escape(what)}</text>')
    # The best for each number of themes, means over the stories rounded to whole ones.
    edge: dict[int, tuple[float, float]] = {}
    for number, score in zip(xs, ys, strict=True):
        edge[round(number)] = max((score, number), edge.get(round(number), (score, number)))
    points = [edge[number] for number in sorted(edge)]
    line = " ".join(f"{'M' if k == 0 else 'L'}{x(n):.1f} {y(s):.1f}" for k, (s, n) in enumerate(points))
    body.append(f'<path d="{line}" fill="none" stroke="#bbb"/>')
    for trial in trials:
        words = escape(", ".join(f"{name} {value}" for name, value in trial["settings"].items()))
        body.append(
            f'<circle cx="{x(trial["n_themes"]):.1f}" cy="{y(trial["score"]):.1f}" r="4" fill="{COLOURS[0]}" fill-opacity=".55">'
            f"<title>{trial['number']}: {words}: {trial['score']:.3f}</title></circle>"
        )
    marked = {record["chosen"]: "chosen", 0: "as it was"}
    if record["chosen"] == 0:
        marked = {0: "chosen: as it was"}
    for number, name in marked.items():
        at_x, at_y = x(trials[number]["n_themes"]), y(trials[number]["score"])
        body.append(
            f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="8" fill="none" stroke="{COLOURS[1]}" stroke-width="2"/>'
        )
        end = ' text-anchor="end"' if at_x > WIDTH - 160 else ""
        body.append(f'<text x="{at_x + (-12 if end else 12):.1f}" y="{at_y - 8:.1f}"{end}>{name}</text>')
    return _svg("What the settings trade off", body, f"{len(trials)} settings by number of themes and {what}")


def map_svg(record: Mapping[str, Any]) -> str:
    """The sentences of the first story on the plane in which their themes differ most, by the settings chosen.

    Parameters
    ----------
    record : mapping
        Of ``summarize tune``.
    """
    rows = record["map"]

    def x(value: float) -> float:
        return LEFT + (value + 1) / 2 * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (value + 1) / 2 * (HEIGHT - TOP - BOTTOM)

    body = []
    for row in sorted(rows, key=lambda r: r["theme"] is not None):
        theme = row["theme"]
        colour = "#ccc" if theme is None else COLOURS[theme % len(COLOURS)]
        shape = "circle" if theme is None or theme < len(COLOURS) else "rect"
        at_x, at_y = x(row["x"]), y(row["y"])
        place = (
            f'cx="{at_x:.1f}" cy="{at_y:.1f}" r="3.5"'
            if shape == "circle"
            else f'x="{at_x - 3:.1f}" y="{at_y - 3:.1f}" width="6" height="6"'
        )
        words = escape(one_line(row["text"])[:160])
        name = "no theme" if theme is None else escape(one_line(record["map_themes"][theme]))
        body.append(
            f'<{shape} {place} fill="{colour}" fill-opacity=".75"><title>{name}: {words} ({escape(row["outlet"])})</title></{shape}>'
        )
    for theme in sorted({row["theme"] for row in rows if row["theme"] is not None}):
        mine = [row for row in rows if row["theme"] == theme]
        at_x, at_y = (sum(row[axis] for row in mine) / len(mine) for axis in ("x", "y"))
        body.append(
            f'<text x="{x(at_x):.1f}" y="{y(at_y):.1f}" text-anchor="middle" stroke="#fff" stroke-width="4" paint-order="stroke" '
            f'class="t">{escape(one_line(record["map_themes"][theme]))}</text>'
        )
    n_themes = len({row["theme"] for row in rows if row["theme"] is not None})
    name = record["stories"][0]["name"].replace("_", " ")
    note = f"{counted(len(rows), 'sentence')}, {counted(n_themes, 'theme')}; grey: no theme. Point at one to read it."
    body.append(f'<text class="n" x="{LEFT}" y="{HEIGHT - 12}">{escape(note)}</text>')
    return _svg(f"Map of the themes: {name}"[:90], body, f"{len(rows)} sentences in {n_themes} themes")


def page_html(record: Mapping[str, Any]) -> str:
    """One page with the verdict, both pictures and every setting tried; it needs nothing but itself."""
    head = "".join(f"<th>{escape(name)}</th>" for name in TRIED_COLUMNS)
    rows = "".join(
        f"<tr{' class=c' if trial['number'] == record['chosen'] else ''}>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in tried_cells(trial))
        + "</tr>"
        for trial in sorted(record["trials"], key=lambda t: (-t["score"], t["number"]))
    )
    words = "".join(f"<p>{escape(line)}</p>" for line in verdict(record))
    style = (
        "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}table{border-collapse:"
        "collapse;font-size:.85rem}td,th{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #ddd}.c{font-weight:600;"
        "background:#fff3e6}pre{background:#f4f4f4;padding:.8rem}svg{max-width:100%;height:auto}.w{overflow-x:auto}"
    )
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Settings tried</title><style>{style}</style><h1>Settings tried</h1>{words}"
        f"<pre>{escape(record['toml'])}</pre>{tradeoff_svg(record)}{map_svg(record)}"
        f'<div class="w"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></html>\n'
    )
