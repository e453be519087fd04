"""Sentences of two outlets laid beside each other, and figures that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..alignments import pieces, replaced
from ..figures import agreeing, as_written, by_writing, differs, label, named_by
from ..phrases import clipped
from .story import brief_name, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .story import Story

#: Pairs that the page shows, of those that state one fact more probably than not; the record has all.
_MOST_PAIRS: Final = 16
_LIKELY: Final = 0.5

#: Characters of a sentence that gives a figure.
_MOST_GIVEN: Final = 180

#: What a mark of a word diff says of it, where it stands in the place of something else; what one sentence alone has is said to be there alone.
_MARKS: Final = {
    "number": "another number",
    "name": "another name",
    "negation": "a denial",
    "reporting": "another verb of saying",
}
_ALONE: Final = {"number": "a number", "name": "a name", "negation": "a denial", "reporting": "a verb of saying"}


def aligned(story: Story) -> dict[str, Any]:
    """Return the aligned sentences that differ in what matters: those first that have one thing in the place of another, then those most likely to state one fact.

    What is the same word for word, and what two versions of one text have, differs in nothing and is counted only. A sentence
    is shown once, with the likeliest of its partners; two outlets side by side have them all.
    """
    rows = story.compare["alignments"]
    telling = [row for row in rows if row["marks"] and not row["identical"] and not row["same_text"]]
    shown: list[Mapping[str, Any]] = []
    seen: set[tuple[str, int]] = set()
    # What has one thing in the place of another first, as in a terminal.
    for row in sorted(telling, key=lambda row: (not replaced(row), -row["probability"])):
        sides = [story.cited(row[side]) for side in ("first", "second")]
        ends = {(cited.article.id, cited.start) for cited in sides}
        if row["probability"] >= _LIKELY and not ends & seen and all(cited.theme is not None for cited in sides):
            shown.append(row)
            seen |= ends
    return {
        "n": len(rows),
        "n_telling": len(telling),
        "pairs": [
            {
                "sides": [_side(story, row, "first"), _side(story, row, "second")],
                "marks": _differs(row),
            }
            for row in shown[:_MOST_PAIRS]
        ],
    }


def _differs(row: Mapping[str, Any]) -> str:
    """Say what differs between the two of a pair.

    Examples
    --------
    >>> _differs({"marks": ["name", "number"], "changes": [{"kind": "replace", "marks": ["number"]}]})
    'Another number; in one alone: a name'
    """
    there = replaced(row)
    alone = [_ALONE.get(mark, mark) for mark in row["marks"] if mark not in there]
    said = [", ".join(_MARKS.get(mark, mark) for mark in row["marks"] if mark in there)]
    said += [f"in one alone: {', '.join(alone)}"] if alone else []
    return "; ".join(filter(None, said)).capitalize()


def _side(story: Story, row: Mapping[str, Any], side: str) -> dict[str, Any]:
    """A sentence cut where it differs."""
    cut = [{"text": visible(text), "kind": kind} for text, kind in pieces(row, side)]
    return {"cited": story.cited(row[side]), "pieces": [piece for piece in cut if piece["text"]]}


def _around(value: Mapping[str, Any]) -> str:
    """The sentence that gives a figure, or of a long one the stretch that holds it."""
    sentence = value["sentence"]
    return visible(clipped(sentence["text"], _MOST_GIVEN, value["start"] - sentence["start"]))


def differing(story: Story) -> list[dict[str, Any]]:
    """Return the figures of which some exclude each other, or are bounds that differ, each value with its place on one scale in percent."""
    found = []
    for figure in story.compare["figures"]:
        if not differs(figure):
            continue
        ends = [end for value in figure["values"] for end in _ends(value)]
        low, high = min(ends, default=0.0), max(ends, default=0.0)
        span = (high - low) or 1.0
        found.append(
            {
                **dict(zip(("what", "terms"), map(brief_name, named_by(figure)), strict=True)),
                "label": label(figure),
                "values": _values(story, figure["values"], low, span),
            }
        )
    return found


def alike(story: Story) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the figures that several outlets give alike, under what they are called: in independent texts, and in copies of one."""
    names = ("Figures that agree", "Figures that several outlets print in one text")
    return [
        (name, [_alike(story, figure) for figure in figures])
        for name, figures in zip(names, agreeing(story.compare), strict=True)
        if figures
    ]


def _alike(story: Story, figure: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **dict(zip(("what", "terms"), map(brief_name, named_by(figure)), strict=True)),
        "given": [
            (brief_name(as_written(values[0])), [story.cited(value["sentence"]) for value in values])
            for values in by_writing(figure)
        ],
    }


def _ends(value: Mapping[str, Any]) -> list[float]:
    return [float(value[key]) for key in ("low", "value", "high") if value[key] is not None]


def _values(story: Story, values: Sequence[Mapping[str, Any]], low: float, span: float) -> list[dict[str, Any]]:
    """The values, the smallest first; what several sentences give alike stands once, with all of them."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for value in sorted(values, key=lambda value: (min(_ends(value), default=0.0), value["outlet"], value["start"])):
        ends = _ends(value)
        first, last = (4 + 92 * ((end - low) / span) for end in (min(ends, default=low), max(ends, default=low)))
        qualifier = brief_name(value["qualifier"] or "").lower()
        row = found.setdefault(
            (*ends, qualifier),
            {
                "text": brief_name(value["text"]),
                "qualifier": qualifier,
                "x": round(first, 2),
                "width": round(last - first, 2),
                "given": [],
            },
        )
        row["given"].append(
            {
                "cited": story.cited(value["sentence"], words=_around(value)),
                "said_by": None if value["attributed_to"] is None else brief_name(value["attributed_to"]),
            }
        )
    return list(found.values())
