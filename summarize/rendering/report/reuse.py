"""Copies and headline variants, and how much of an outlet's text is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..phrases import counted, percent

if TYPE_CHECKING:
    from .story import Story

__all__ = ["copy_groups", "derived", "originality"]


def copy_groups(story: Story) -> list[dict[str, Any]]:
    """Return each group of one text with the headlines that stand over it."""
    return [
        {
            "tier": "One text" if group["tier"] == "wholly" else "Much of one text",
            "facts": f"{percent(group['containment'])} of word runs shared; longest run {counted(group['longest_run'], 'word')}",
            "articles": [story.article[name] for name in group["documents"]],
            "passage": None if group["passage"] is None else story.cited(group["passage"]),
        }
        for group in story.compare["copies"]
    ]


def derived(story: Story) -> list[dict[str, Any]]:
    """Return the articles that derive from an earlier one, those that hold most of it first."""
    rows = [item for item in story.compare["derivation"] if item["label"] != "non" and item["from"] is not None]
    return [
        {
            "article": story.article[item["document"]],
            "origin": story.article[item["from"]],
            "label": item["label"],
            "share": percent(item["containment"]),
            "passages": len(item["verbatim"]),
        }
        for item in sorted(rows, key=lambda item: (-item["containment"], item["document"]))
    ]


def originality(story: Story) -> list[dict[str, Any]]:
    """Return the share of each outlet's words that no other outlet printed before it."""
    return [
        {
            "outlet": story.outlet[item["outlet"]],
            "share": item["share"],
            "percent": percent(item["share"]),
            "characters": item["characters"],
        }
        for item in sorted(story.compare["originality"], key=lambda item: (-item["share"], item["outlet"]))
    ]
