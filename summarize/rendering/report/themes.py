"""The themes on a plane: the larger a circle, the more sentences; the nearer two, the more alike what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .story import label_name

if TYPE_CHECKING:
    from .story import Story

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
    most = max(story.counted[theme["id"]] for theme in story.themes) or 1
    marks = []
    for place, x, y in zip(plane["places"], xs, ys, strict=True):
        theme = story.themes[place["theme"]]
        label = label_name(theme["label"])
        marks.append(
            {
                "id": place["theme"],
                "label": label if len(label) <= 30 else f"{label[:29]}…",
                "n": story.counted[theme["id"]],
                "x": round(_WIDTH / 2 + scale * (x - (max(xs) + min(xs)) / 2), 1),
                "y": round(_HEIGHT / 2 - scale * (y - (max(ys) + min(ys)) / 2), 1),
                "r": round(max(4.0, _LARGEST * (story.counted[theme["id"]] / most) ** 0.5), 1),
            }
        )
    _label(marks)
    left, right = _ends(marks)
    return {"left": left, "width": right - left, "height": _HEIGHT, "marks": marks, "share": plane["share"]}


def _ends(marks: list[dict[str, Any]]) -> tuple[int, int]:
    """First and last pixel across of what is drawn, with some room: a narrow screen has none for an empty edge."""
    half = [(mark["label_x"], _LETTER * len(mark["label"]) / 2) for mark in marks]
    first = min(*(x - width for x, width in half), *(mark["x"] - mark["r"] for mark in marks))
    last = max(*(x + width for x, width in half), *(mark["x"] + mark["r"] for mark in marks))
    return max(0, int(first) - _LINE), min(_WIDTH, int(last) + _LINE)


def _label(marks: list[dict[str, Any]]) -> None:
    """Set each label beside its circle, or, where none of its sides is free, further off with a line to the circle."""
    set_already: list[tuple[float, float, float]] = []
    for mark in sorted(marks, key=lambda mark: -mark["r"]):
        half = _LETTER * len(mark["label"]) / 2
        middle = min(max(mark["x"], half + 4), _WIDTH - half - 4)
        below, above = mark["y"] + mark["r"] + _LINE - 3, mark["y"] - mark["r"] - 6
        beside = mark["r"] + half + 5
        near = [
            (middle, below),
            (middle, above),
            (mark["x"] + beside, mark["y"] + 5),
            (mark["x"] - beside, mark["y"] + 5),
        ]
        far = [
            (centre, y)
            for k in range(1, 8)
            for centre in (middle, mark["x"] + beside, mark["x"] - beside)
            for y in (below + k * _LINE, above - k * _LINE)
        ]
        free = [
            (x, y)
            for x, y in (*near, *far)
            if half <= x <= _WIDTH - half
            and _LINE < y < _HEIGHT - 4
            and all(abs(x - other) > half + width + 6 or abs(y - z) >= _LINE for other, z, width in set_already)
            and not any(_covers(circle, x, y, half) for circle in marks)
        ]
        x, y = next(iter(free), (middle, below))
        mark["label_x"], mark["label_y"] = round(x, 1), round(y, 1)
        end = min(max(mark["x"], x - half), x + half)
        mark["lead"] = None if (x, y) in near else (round(end, 1), round(y + (3 if y < mark["y"] else -_LINE + 3), 1))
        set_already.append((x, y, half))


def _covers(circle: dict[str, Any], centre: float, y: float, half: float) -> bool:
    """Whether a circle reaches into a line of words."""
    across = max(0.0, abs(circle["x"] - centre) - half)
    down = max(0.0, abs(circle["y"] - (y - 5)) - 7)
    return bool(across**2 + down**2 < float(circle["r"]) ** 2)
