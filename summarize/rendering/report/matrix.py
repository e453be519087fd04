"""Who covers what: the cells of the theme by outlet table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..phrases import counted, interval, percent
from .story import label_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Story

_WORDS = {
    "covered": "covered",
    "in_passing": "in passing",
    "absent": "absent, supported at 5 %",
    "cannot_tell": "none, and too little text to tell",
}


def _shade(share: float) -> int:
    """Step of the scale, 1 to 6; steps widen, since most shares are small."""
    return next((step for step, bar in enumerate((0.05, 0.1, 0.2, 0.35, 0.5), start=1) if share < bar), 6)


def matrix(story: Story, grouped: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return one row a theme, with one cell an outlet in the order of `Story.outlets`, or one a group of them in the order of the groups."""
    names = [outlet.name for outlet in story.outlets] if grouped is None else list(grouped["groups"])
    cells = {(row["theme"], row["outlet"]): row for row in (grouped or story.compare)["coverage"]}
    return [
        {
            "id": theme["id"],
            "label": label_name(theme["label"]),
            "seeded": theme["seeded"],
            "n_sentences": sum(row["count"] for row in mine),
            "cells": [_cell(theme, row) for row in mine],
        }
        for theme in story.themes
        for mine in [[cells[theme["id"], name] for name in names if (theme["id"], name) in cells]]
    ]


def _interval(row: Mapping[str, Any]) -> str:
    ends, rough = interval(row, " to "), " (two articles: rough)" if row["basis"] != "outlet" else ""
    return f", interval {ends}{rough}" if ends else ""


def _cell(theme: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cell of the table: what is seen in it, and what it says in words."""
    seen = row["count"] > 0
    words = f"{counted(row['count'], 'sentence')} of {row['of']}" if seen else f"0 of {row['of']} sentences"
    return {
        "theme": theme["id"],
        "outcome": row["outcome"],
        "seen": seen,
        "percent": percent(row["share"]),
        "share": row["share"],
        "count": row["count"],
        "of": row["of"],
        "n_articles": row["n_articles"],
        "ends": f"{'~' * (row['basis'] != 'outlet')}{ends.replace('%', '')}" if (ends := interval(row)) else "",
        "shade": _shade(row["share"]) if seen else 0,
        "words": f"{words}, {percent(row['share'])}{_interval(row)}: {_WORDS[row['outcome']]}",
    }
