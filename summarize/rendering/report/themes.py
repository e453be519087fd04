"""The themes on a plane: the larger a circle, the more sentences; the nearer two, the more alike what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .story import brief_name

if TYPE_CHECKING:
    from .story import Story

__all__ = ["theme_map"]

#: The plane in pixels, its edge, the largest circle, and the room that a line of words needs.
_WIDTH: Final = 760
_HEIGHT: Final = 420
_EDGE: Final = 60
_LARGEST: Final = 26
_LINE: Final = 17
_LETTER: Final = 7.2


def theme_map(story: Story) -> dict[str, Any] | None:
    """Return the circles with their labels, moved apart where they would meet; None for fewer than three themes."""
    plane = story.record["theme_map"]
    if len(plane["places"]) < 3:
        return None
    xs, ys = ([float(place[axis]) for place in plane["places"]] for axis in ("x", "y"))
    scale = min(
        (_WIDTH - 3 * _EDGE) / ((max(xs) - min(xs)) or 1.0), (_HEIGHT - 2 * _EDGE) / ((max(ys) - min(ys)) or 1.0)
    )
    most = max(theme["n_sentences"] for theme in story.themes)
    marks = []
    for place, x, y in zip(plane["places"], xs, ys, strict=True):
        theme = story.themes[place["theme"]]
        label = brief_name(theme["label"])
        marks.append(
            {
                "id": place["theme"],
                "label": label if len(label) <= 30 else f"{label[:29]}…",
                "n": theme["n_sentences"],
                "x": round(_WIDTH / 2 + scale * (x - (max(xs) + min(xs)) / 2), 1),
                "y": round(_HEIGHT / 2 - scale * (y - (max(ys) + min(ys)) / 2), 1),
                "r": round(max(4.0, _LARGEST * (theme["n_sentences"] / most) ** 0.5), 1),
            }
        )
    _label(marks)
    return {"width": _WIDTH, "height": _HEIGHT, "marks": marks, "share": plane["share"]}


def _label(marks: list[dict[str, Any]]) -> None:
    """Set each label under or over its circle, moved until it meets none that stands already."""
    set_already: list[tuple[float, float, float]] = []
    for mark in sorted(marks, key=lambda mark: -mark["r"]):
        half = _LETTER * len(mark["label"]) / 2
        centre = min(max(mark["x"], half + 4), _WIDTH - half - 4)
        below, above = mark["y"] + mark["r"] + _LINE - 3, mark["y"] - mark["r"] - 6
        steps = [place for k in range(8) for place in (below + k * _LINE, above - k * _LINE)]
        inside = [y for y in steps if _LINE < y < _HEIGHT - 4]
        apart = [
            y
            for y in inside
            if all(abs(centre - x) > half + other or abs(y - z) >= _LINE for x, z, other in set_already)
        ]
        clear = [y for y in apart if not any(_covers(circle, centre, y, half) for circle in marks)]
        y = next(iter(clear or apart or [below]))
        mark["label_x"], mark["label_y"] = round(centre, 1), round(y, 1)
        set_already.append((centre, y, half))


def _covers(circle: dict[str, Any], centre: float, y: float, half: float) -> bool:
    """Whether a circle reaches into a line of words."""
    across = max(0.0, abs(circle["x"] - centre) - half)
    down = max(0.0, abs(circle["y"] - (y - 5)) - 7)
    return bool(across**2 + down**2 < float(circle["r"]) ** 2)
