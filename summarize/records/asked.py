"""Rows of a comparison as the outlets have them that were asked for: their sentences alone.

Who supports a claim, and in which order claims stand, stays counted over all outlets; figures, copies and shared quotations are counted among those shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lexical import tokens
from .voices import as_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from .schema import SupportRecord


def claims_of(claims: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Claims that outlets state, each with their sentences, those first that very probably state it."""
    for claim in claims:
        sentences = [sentence for sentence in claim["sentences"] if sentence["outlet"] in shown]
        sentences.sort(key=lambda sentence: not sentence.get("firm", True))
        if sentences:
            yield {**claim, "sentences": sentences}


def themes_of(themes: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Themes, each with those of its telling sentences that are theirs."""
    for theme in themes:
        yield {**theme, "representative": [s for s in theme["representative"] if s["outlet"] in shown]}


def copies_of(copies: Sequence[Mapping[str, Any]], documents: Collection[str], alone: bool) -> Iterator[dict[str, Any]]:
    """Copy groups of several documents of theirs, cut to these; of an outlet that is shown alone its groups as they are.

    Of a member, what was measured against a document that is not shown is None; what is said of the group is of all of it.
    """
    for group in copies:
        kept = [place for place, document in enumerate(group["documents"]) if document in documents]
        if alone and kept:
            yield {**group}
        elif len(kept) > 1:
            members = [_member(group["members"][place], documents) for place in kept]
            passage = group["passage"]
            yield {
                **group,
                "documents": [group["documents"][place] for place in kept],
                "titles": [group["titles"][place] for place in kept],
                "passage": passage if passage and passage["document"] in documents else None,
                "members": members,
            }


def _member(member: Mapping[str, Any], documents: Collection[str]) -> Mapping[str, Any]:
    """A document of a copy group, without what it shares with one that is not among these."""
    return member if member["other"] in documents else {**dict.fromkeys(member), "document": member["document"]}


def quotations_of(
    quotations: Sequence[Mapping[str, Any]],
    shown: Collection[str],
    support: Callable[[Collection[Mapping[str, Any]]], SupportRecord],
) -> Iterator[dict[str, Any]]:
    """Shared quotations as they print them, in the words of the one that prints most; in how many texts, `support` counts."""
    for quotation in quotations:
        quotes = [quote for quote in quotation["quotes"] if quote["outlet"] in shown]
        if quotes:
            outlets = {outlet: n for outlet, n in quotation["outlets"].items() if outlet in shown}
            longest = max(quotes, key=lambda quote: outlets[quote["outlet"]])
            printed = {tuple(tokens(as_printed(quotes, document))) for document in {q["document"] for q in quotes}}
            yield {
                **quotation,
                "outlets": outlets,
                "quotes": quotes,
                "text": as_printed(quotes, longest["document"]),
                "independent": support(quotes)["independent"],
                "identical": quotation["identical"] or len(printed) == 1,
            }


def timeline_of(
    rows: Sequence[Mapping[str, Any]], named: Collection[str], shown: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Rows of theirs; where nobody of them wrote what all outlets of a claim state, the words of the first of them tell it."""
    said: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        if row["outlet"] in named:
            statement = row["statement"] if row["statement"]["outlet"] in shown else row["sentence"]
            earlier = [sentence for sentence in row["earlier"] if sentence["outlet"] in shown]
            yield {**row, "statement": said.setdefault(row["claim"], statement), "earlier": earlier}


def alignments_of(alignments: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Pairs of two of them, each side by one of theirs that prints it, though others print it too; of an outlet that is shown alone all of its pairs."""
    for item in alignments:
        sides = {side: _side(item, side, shown) for side in ("first", "second")}
        if len(shown) == 1 and any(sides.values()):
            yield {**item}
        elif all(sides.values()):
            moved = {side: found[0]["start"] - item[side]["start"] for side, found in sides.items()}
            yield {
                **item,
                **{side: found[0] for side, found in sides.items()},
                **{f"{side}_copies": found[1:] for side, found in sides.items()},
                "changes": [_moved(change, moved) for change in item["changes"]],
            }


def _side(item: Mapping[str, Any], side: str, shown: Collection[str]) -> list[Mapping[str, Any]]:
    """The sentences of one side that are theirs, and as long as the first, by whose places the differences are told."""
    first = item[side]
    return [
        sentence
        for sentence in (first, *item[f"{side}_copies"])
        if sentence["outlet"] in shown and len(sentence["text"]) == len(first["text"])
    ]


def _moved(change: Mapping[str, Any], by: Mapping[str, int]) -> dict[str, Any]:
    """A step of a word diff with its spans in another document that prints the same sentence."""

    def at(span: Mapping[str, int], side: str) -> dict[str, int]:
        return {"start": span["start"] + by[side], "stop": span["stop"] + by[side]}

    return {
        **change,
        **{side: at(change[side], side) for side in by},
        **{f"{side}_telling": [at(span, side) for span in change[f"{side}_telling"]] for side in by},
    }
