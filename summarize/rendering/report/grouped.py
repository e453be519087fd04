"""The reader's own groups of outlets, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..coverage import counted_once
from .attention import emphases, omissions
from .matrix import matrix
from .story import brief_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Story


def groups(story: Story) -> dict[str, Any] | None:
    """Return the groups with their outlets, the table of themes, and what each group stresses or lacks; None without groups."""
    grouped: Mapping[str, Any] | None = story.record["grouped"]
    if grouped is None:
        return None
    names = list(grouped["groups"])
    return {
        "members": [
            {"name": brief_name(name), "outlets": [story.outlet[outlet] for outlet in grouped["groups"][name]]}
            for name in names
        ],
        "rows": matrix(story, grouped),
        "once": counted_once("group"),
        "emphasised": [{"name": brief_name(row["outlet"]), **line} for row, line in emphases(story, grouped)],
        "omitted": [
            {"name": brief_name(name), **omission}
            for name in names
            if (omission := omissions(story, grouped, name)) is not None
        ],
    }
