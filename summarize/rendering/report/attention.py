"""What an outlet gives more room than the others, what it leaves out, and who was first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..breadth import breadth_legend, from_to
from ..prominence import contrasted, places_words
from ..timeline import lag, lag_between
from .claims import support_line
from .story import label_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Story

#: Facts that are listed of an outlet, and claims of which it is said how high they stand and who was first; the record has all.
MOST_OMITTED: Final = 6
_MOST_CONTRASTED: Final = 12
_MOST_TIMED: Final = 8

#: Looser wordings of such a claim that are shown.
_MOST_EARLIER: Final = 2

#: What the place of an outlet is called where it is no lag.
_PLACES: Final = {"first": "first", "tied": "first at once", "perhaps": "perhaps first"}


def omissions(story: Story, compare: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """Return the facts of others on which an outlet, or a group, has no sentence, those whose silence means something first."""
    rows = [row for row in compare["omissions"] if row["outlet"] == name and row["unstated"]]
    rows.sort(key=lambda row: (row["outcome"] != "absent", -row["elsewhere"], row["claim"]))
    if not rows:
        return None
    return {
        "n": len(rows),
        "n_absent": sum(row["outcome"] == "absent" for row in rows),
        "facts": [_fact(story, row) for row in rows[:MOST_OMITTED]],
    }


def _fact(story: Story, row: Mapping[str, Any]) -> dict[str, Any]:
    claim = story.claims[row["claim"]]
    return {
        "cited": story.cited(claim["sentences"][0]),
        "support": support_line(claim),
        "outcome": "absent" if row["outcome"] == "absent" else "cannot tell, no sentence found",
        "nearest": None if row["nearest"] is None else story.cited(row["nearest"]),
        "similarity": None if row["nearest"] is None else f"{row['nearest']['similarity']:.2f}",
    }


def omitted(story: Story) -> list[dict[str, Any]]:
    """Return, by outlet, the facts that others state and it does not."""
    return [
        {"outlet": outlet, **found}
        for outlet in story.outlets
        if (found := omissions(story, story.compare, outlet.name)) is not None
    ]


def emphases(story: Story, compare: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Return the themes that get more or less room than elsewhere, beyond chance, the strongest first, each with its row."""
    rows = [row for row in compare["emphasis"] if row["significant"] and row["theme"] is not None]
    labels = {theme["id"]: label_name(theme["label"]) for theme in story.themes}
    return [
        (
            row,
            {
                "theme": row["theme"],
                "label": labels[row["theme"]],
                "ratio": f"×{row['ratio']:.1f}",
                "counts": f"{row['count']} of {row['of']} here, {row['count_elsewhere']} of {row['of_elsewhere']} elsewhere",
            },
        )
        for row in sorted(rows, key=lambda row: -abs(row["log_odds"]))
    ]


def emphasised(story: Story) -> list[dict[str, Any]]:
    """Return the themes to which an outlet gives more or less room than the others, beyond chance."""
    return [
        {"outlet": story.outlet[row["outlet"]], **line}
        for row, line in emphases(story, story.compare)
        if row["outlet"] in story.outlet
    ]


def prominence(story: Story) -> dict[str, Any]:
    """Return where each theme first comes in each outlet, and the claims whose places differ most between outlets."""
    places = {(row["theme"], row["outlet"]): row for row in story.compare["prominence"] if row["theme"] is not None}
    contrasts = contrasted(story.compare)
    return {
        "themes": [
            {
                "id": theme["id"],
                "label": label_name(theme["label"]),
                "cells": [_place(story, places.get((theme["id"], outlet.name))) for outlet in story.outlets],
            }
            for theme in story.themes
            if any((theme["id"], outlet.name) in places for outlet in story.outlets)
        ],
        "claims": [
            (story.cited(claim["sentences"][0]), places_words(standing))
            for claim, standing in contrasts[:_MOST_CONTRASTED]
        ],
        "n_claims": len(contrasts),
    }


def _place(story: Story, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "cited": story.cited(row["sentence"]),
        "in_headline": row["headline"] is not None,
        "place": f"{row['place']}/{row['of']}",
        "words": f"{'in a headline, and ' if row['headline'] else ''}first in sentence {row['place']} of {row['of']}",
        "depth": row["depth"],
    }


def breadth(story: Story) -> dict[str, Any] | None:
    """Return how broadly each outlet covers the story, and what the numbers are of."""
    found = story.compare["breadth"]
    rows = [
        {
            "outlet": story.outlet[row["outlet"]],
            "n_sentences": row["n_sentences"],
            "n_themes": row["n_themes"],
            "effective": None if row["effective"] is None else f"{row['effective']:.1f}",
            "rarefied": None if row["rarefied"] is None else f"{row['rarefied']:.1f}",
            "agreed": f"{from_to(row, 'consensus')} of {row['of_consensus']}",
            "shared": f"{from_to(row, 'shared')} of {row['of_shared']}" if row["of_shared"] else "",
            "share": row["n_shared"] / row["of_shared"] if row["of_shared"] else 0.0,
        }
        for row in found
        if row["outlet"] in story.outlet
    ]
    if not rows:
        return None
    size, agreed = found[0]["rarefied_to"], found[0]["of_consensus"]
    return {"rows": rows, "size": size, "has_agreed": bool(agreed), "legend": breadth_legend(story.compare)}


def earliest(story: Story) -> dict[str, Any]:
    """Return who was first: by outlet, and for claims that several state, what is certain before the rest, and of that what most outlets state."""
    by_claim: dict[int, list[Mapping[str, Any]]] = {}
    for row in story.compare["timeline"]:
        by_claim.setdefault(row["claim"], []).append(row)
    widest = sorted(by_claim.values(), key=lambda rows: (not rows[0]["certain"], -len(rows), rows[0]["claim"]))
    return {
        "outlets": [
            {
                **row,
                "outlet": story.outlet[row["outlet"]],
                "lag": "" if row["median_lag_minutes"] is None else lag(row["median_lag_minutes"]),
            }
            for row in story.compare["timeline_outlets"]
            if row["outlet"] in story.outlet
        ],
        "claims": [
            {
                "cited": story.cited(rows[0]["statement"]),
                "order": [
                    {
                        "article": story.article[row["document"]],
                        "lag": _PLACES.get(row["place"]) or lag_between(row),
                    }
                    for row in rows
                ],
                "certain": rows[0]["certain"],
                "earlier": [story.cited(sentence) for sentence in rows[0]["earlier"][:_MOST_EARLIER]],
                "n_earlier": len(rows[0]["earlier"]),
            }
            for rows in widest[:_MOST_TIMED]
        ],
    }
