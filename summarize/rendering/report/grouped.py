"""The reader's own groups of outlets, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .attention import emphases, omissions
from .matrix import cell
from .story import brief_name, label_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Story


def groups(story: Story) -> dict[str, Any] | None:
    """Return the groups with their outlets, the table of themes, and what each group stresses or lacks; None without groups."""
    grouped: Mapping[str, Any] | None = story.record["grouped"]
    if grouped is None:
        return None
    names = list(grouped["groups"])
    cells = {(row["theme"], row["outlet"]): row for row in grouped["coverage"]}
    return {
        "members": [
            {"name": brief_name(name), "outlets": [story.outlet[outlet] for outlet in grouped["groups"][name]]}
            for name in names
        ],
        "rows": [
            {
                "id": theme["id"],
                "label": label_name(theme["label"]),
                "n_sentences": theme["n_sentences"],
                "cells": [cell(theme, cells[theme["id"], name]) for name in names if (theme["id"], name) in cells],
            }
            for theme in story.themes
        ],
        "emphasised": [{"name": brief_name(row["outlet"]), **line} for row, line in emphases(story, grouped)],
        "omitted": [
            {"name": brief_name(name), **omission}
            for name in names
            if (omission := omissions(story, grouped, name)) is not None
        ],
    }
