"""Sentences of two outlets laid beside each other, and figures that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .story import brief_name, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .story import Story

__all__ = ["aligned", "differing"]

#: Pairs and figures that the page shows; the record has all.
_MOST_PAIRS: Final = 16

#: What a mark of a word diff says of it.
_MARKS: Final = {
    "number": "another number",
    "name": "another name",
    "negation": "a denial",
    "reporting": "another verb of saying",
}


def aligned(story: Story) -> dict[str, Any]:
    """Return the aligned sentences that differ in what matters, those most likely to state one fact first.

    What is the same word for word, and what two versions of one text have, differs in nothing and is counted only.
    """
    rows = story.compare["alignments"]
    telling = [row for row in rows if row["marks"] and not row["identical"] and not row["same_text"]]
    telling.sort(key=lambda row: -row["probability"])
    return {
        "n": len(rows),
        "n_telling": len(telling),
        "pairs": [
            {
                "sides": [_side(story, row, "first"), _side(story, row, "second")],
                "marks": ", ".join(_MARKS.get(mark, mark) for mark in row["marks"]),
            }
            for row in telling[:_MOST_PAIRS]
        ],
    }


def _side(story: Story, row: Mapping[str, Any], side: str) -> dict[str, Any]:
    """A sentence cut where it differs: each piece with whether it does, and whether that is marked."""
    sentence = row[side]
    text = story.article[sentence["document"]].text
    pieces: list[dict[str, Any]] = []
    at = sentence["start"]
    for change in row["changes"]:
        span = change[side]
        if change["kind"] == "equal" or span["start"] >= span["stop"]:
            continue
        pieces += [
            _piece(text[at : span["start"]], ""),
            _piece(text[span["start"] : span["stop"]], "told" if change["marks"] else "other"),
        ]
        at = span["stop"]
    pieces.append(_piece(text[at : sentence["stop"]], ""))
    return {"cited": story.cited(sentence), "pieces": [piece for piece in pieces if piece["text"]]}


def _piece(text: str, kind: str) -> dict[str, Any]:
    return {"text": visible(text), "kind": kind}


def differing(story: Story) -> list[dict[str, Any]]:
    """Return the figures of which some exclude each other, each value with its place on one scale in percent."""
    found = []
    for figure in story.compare["figures"]:
        if not figure["conflict"]:
            continue
        ends = [end for value in figure["values"] for end in _ends(value)]
        low, high = min(ends, default=0.0), max(ends, default=0.0)
        span = (high - low) or 1.0
        found.append(
            {
                "what": brief_name(figure["what"]),
                "terms": ", ".join(brief_name(term) for term in figure["terms"][:4]),
                "label": figure["label"],
                "values": [_value(story, value, low, span) for value in _by_size(figure["values"])],
            }
        )
    return found


def _ends(value: Mapping[str, Any]) -> list[float]:
    return [float(value[key]) for key in ("low", "value", "high") if value[key] is not None]


def _by_size(values: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(values, key=lambda value: (min(_ends(value), default=0.0), value["outlet"], value["start"]))


def _value(story: Story, value: Mapping[str, Any], low: float, span: float) -> dict[str, Any]:
    ends = _ends(value)
    first, last = (4 + 92 * ((end - low) / span) for end in (min(ends, default=low), max(ends, default=low)))
    return {
        "text": brief_name(value["text"]),
        "qualifier": None if value["qualifier"] is None else brief_name(value["qualifier"]),
        "said_by": None if value["attributed_to"] is None else brief_name(value["attributed_to"]),
        "cited": story.cited(value["sentence"]),
        "x": round(first, 2),
        "width": round(last - first, 2),
    }
