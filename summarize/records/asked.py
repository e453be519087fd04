"""Rows of a comparison as the outlets have them that were asked for: their sentences alone; what is counted stays counted over all outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .voices import as_printed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


def claims_of(claims: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Claims that outlets state, each with their sentences."""
    for claim in claims:
        sentences = [sentence for sentence in claim["sentences"] if sentence["outlet"] in shown]
        if sentences:
            yield {**claim, "sentences": sentences}


def themes_of(themes: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Themes, each with those of its telling sentences that are theirs."""
    for theme in themes:
        yield {**theme, "representative": [s for s in theme["representative"] if s["outlet"] in shown]}


def copies_of(copies: Sequence[Mapping[str, Any]], documents: Collection[str], alone: bool) -> Iterator[dict[str, Any]]:
    """Copy groups of several documents of theirs, cut to these; of an outlet that is shown alone its groups as they are."""
    for group in copies:
        kept = [place for place, document in enumerate(group["documents"]) if document in documents]
        if alone and kept:
            yield {**group}
        elif len(kept) > 1:
            passage = group["passage"]
            yield {
                **group,
                "documents": [group["documents"][place] for place in kept],
                "titles": [group["titles"][place] for place in kept],
                "passage": passage if passage is not None and passage["document"] in documents else None,
                "members": [m for m in group["members"] if {m["document"], m["other"]} <= {*documents}],
            }


def quotations_of(quotations: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Shared quotations as they print them, in the words of the one that prints most."""
    for quotation in quotations:
        quotes = [quote for quote in quotation["quotes"] if quote["outlet"] in shown]
        if quotes:
            outlets = {outlet: n for outlet, n in quotation["outlets"].items() if outlet in shown}
            longest = max(quotes, key=lambda quote: outlets[quote["outlet"]])
            yield {**quotation, "outlets": outlets, "quotes": quotes, "text": as_printed(quotes, longest["document"])}


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
