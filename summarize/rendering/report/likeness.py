"""How alike the outlets are: three matrices, never blended, each with its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..likeness import chance_words, leaf_order
from .story import brief_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .story import Story

_HEADINGS: Final = {
    "themes": ("Theme mix", "how alike they divide their sentences among the themes"),
    "claims": ("Shared claims", "share of the claims of two outlets that both state"),
    "verbatim": (
        "Shared words",
        "runs of five words in both, of those of the outlet that has fewer; quotations left out",
    ),
}

#: The tree: the width of its joints, in units that are stretched to the room there is, with an edge on both sides as the style has it
#: for the scale, and a line an outlet, in pixels.
_JOINTS: Final = 330
_LINE: Final = 22


def likenesses(story: Story) -> list[dict[str, Any]]:
    """Return one view a matrix: its cells in the order of the tree, so that what is alike stands together, and the tree."""
    found = []
    for item in story.compare["likeness"]:
        heading, meaning = _HEADINGS.get(item["kind"], (brief_name(item["kind"]), ""))
        order = leaf_order(item)
        at = {name: n for n, name in enumerate(item["outlets"])}
        names = [brief_name(name) for name in order]
        rows = [
            [
                {
                    "value": item["values"][at[one]][at[other]],
                    "shade": _shade(item["values"][at[one]][at[other]]),
                    "self": one == other,
                }
                for other in order
            ]
            for one in order
        ]
        found.append(
            {
                "kind": item["kind"],
                "heading": heading,
                "meaning": meaning,
                "refused": item["refused"],
                "names": names,
                "rows": list(zip(names, rows, strict=True)),
                "tree": _tree(item, order),
                "chance": chance_words(item, "{:.2f}".format),
                "cophenetic": item["cophenetic"],
                "left_out": [f"{brief_name(one['outlet'])} ({one['size']})" for one in item["left_out"]],
            }
        )
    return found


def _shade(value: float) -> int:
    return min(6, 1 + int(6 * max(0.0, value))) if value > 0 else 0


def _tree(item: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any] | None:
    """Lines of the tree: a merge stands the further to the right the less alike its sides are."""
    if not item["merges"]:
        return None
    at = {name: n for n, name in enumerate(order)}
    least = min(merge["likeness"] for merge in item["merges"])
    span = (1 - least) or 1.0
    place: dict[frozenset[str], tuple[float, float]] = {
        frozenset([name]): (0.0, _LINE * (at[name] + 0.5)) for name in order
    }
    lines = []
    for merge in item["merges"]:
        first, second = (frozenset(merge[side]) for side in ("first", "second"))
        x = 20 + (_JOINTS - 40) * (1 - merge["likeness"]) / span
        (x1, y1), (x2, y2) = place[first], place[second]
        lines.append({"path": f"M{x1:.1f} {y1:.1f}H{x:.1f}V{y2:.1f}H{x2:.1f}", "likeness": merge["likeness"]})
        place[first | second] = (x, (y1 + y2) / 2)
    return {
        "width": _JOINTS,
        "height": _LINE * len(order),
        "names": [brief_name(name) for name in order],
        "least": least,
        "lines": lines,
    }
