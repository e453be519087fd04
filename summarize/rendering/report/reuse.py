"""Copies and headline variants, who has whose text, and how much of an outlet's text is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..phrases import counted, percent
from ..reuse import credits_of, how_much, n_telling, own_parts, shared_texts
from .story import brief_name

if TYPE_CHECKING:
    from .story import Article, Story

#: What is known of who had a text first, in a cell.
_ORDERS: Final = {"earlier": "published earlier", "named": "named as a source", "unknown": "not known"}


def copy_groups(story: Story) -> list[dict[str, Any]]:
    """Return each group of one text with the headlines that stand over it, and what each member shares with another."""
    return [
        {
            "tier": "One text" if group["tier"] == "wholly" else "Much of one text",
            "facts": f"{percent(group['containment'])} of it is the same; longest stretch {counted(group['longest_run'], 'word')}",
            "members": [
                {
                    "article": story.article[member["document"]],
                    "shared": f"{percent(member['share'])} of it stands in {brief_name(story.article[member['other']].outlet.name)}, "
                    f"longest stretch {counted(member['longest_run'], 'word')}",
                }
                for member in group["members"]
            ],
            "partly": group["tier"] == "partly",
            "passage": None if group["passage"] is None else story.cited(group["passage"]),
        }
        for group in story.compare["copies"]
    ]


def derived(story: Story) -> list[dict[str, Any]]:
    """Return the articles that have much of another's text, those whose order is known first, then those that hold most of it."""
    return [
        {
            "article": story.article[item["document"]],
            "origin": story.article[item["from"]],
            "label": how_much(item),
            "order": _ORDERS[item["direction"]],
            "share": percent(item["containment"]),
            "passages": n_telling(item),
        }
        for pair in shared_texts(story.compare)
        for item in pair
        if item is not None
    ]


def credited(story: Story) -> list[tuple[Article, str]]:
    """Return the articles that name an agency, and how."""
    return [(story.article[document], brief_name(words)) for document, words in credits_of(story.compare)]


def originality(story: Story) -> list[dict[str, Any]]:
    """Return the share of each outlet's words that are its own, that others print too in an unknown order, and that others printed before."""
    rows = [(item, own_parts(item)) for item in story.compare["originality"]]
    return [
        {
            "outlet": story.outlet[item["outlet"]],
            "share": own,
            "percent": percent(own),
            "unordered": percent(unordered),
            "before": percent(before),
            "characters": item["characters"],
        }
        for item, (own, unordered, before) in sorted(rows, key=lambda row: (-row[1][0], row[0]["outlet"]))
    ]
