"""Rows of a comparison as the outlets have them that were asked for: their sentences alone.

In JSON and CSV who supports a claim, and in which order claims stand, stays counted over all outlets; figures, copies and shared quotations are counted among those shown,
and so are claims where people read them (`as_asked`).
"""

from __future__ import annotations

from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, Any, Final, cast

from ..lexical import tokens
from .glance import IN_PART, outlets_shown
from .voices import as_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from .claims import ClaimRecord
    from .sentences import SupportRecord

#: How figures differ, and by what share two of them may and be one, rounded.
_DIFFERING: Final = ("against", "bounds")
_ROUNDING: Final = 0.005


def claims_of(claims: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Claims that outlets state, each with their sentences, those first that very probably state it."""
    for claim in claims:
        sentences = [sentence for sentence in claim["sentences"] if sentence["outlet"] in shown]
        sentences.sort(key=lambda sentence: not sentence["firm"])
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
                "sentences": list(_sentences_of(quotation["sentences"], shown)),
            }


def _sentences_of(sentences: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Sentences of a quotation as they print them."""
    for sentence in sentences:
        texts = {outlet: text for outlet, text in sentence["texts"].items() if outlet in shown}
        if texts:
            outlets = {outlet: sentence["outlets"][outlet] for outlet in texts}
            yield {"text": next(iter(texts.values())), "outlets": outlets, "texts": texts}


def disputed_of(quotations: Sequence[Mapping[str, Any]], shown: Collection[str]) -> Iterator[dict[str, Any]]:
    """Quotations that they give to different people."""
    for quotation in quotations:
        given = [item for item in quotation["given"] if item["outlet"] in shown]
        if len({item["speaker"] for item in given}) > 1:
            yield {"text": min((item["text"] for item in given), key=len), "given": given}


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


def as_asked(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record as the outlets that were asked for have it: sentences, values and examples of theirs, and support among them.

    Of one that is shown alone the support is counted over all, for there is nobody else to support it.
    """
    shown = outlets_shown(record)
    documents = [d for d in record["corpus"]["documents"] if d["outlet"] in shown]
    if len(documents) == len(record["corpus"]["documents"]):
        return record
    support = support_among(record, shown)

    def claims() -> Iterator[ClaimRecord]:
        for claim in claims_of(record["claims"], shown):
            if len(shown) > 1:
                sentences = claim["sentences"]
                several = support(sentences)
                # What others hold too is nobody's alone, and one text of two supports nothing; yet it may be disputed.
                supported = several["independent"] > 1 or claim["kind"] not in ("consensus", "shared")
                in_part = len(claim["outlets"]) > 1 and not (supported and len(several["outlets"]) > 1)
                firm = [s for s in sentences if s["firm"]]
                kind = IN_PART if in_part else claim["kind"]
                claim |= {**several, "surely": support(firm), "kind": kind}
            yield cast("ClaimRecord", claim)

    return {
        **{name: record[name] for name in ("settings", "coverage", "omissions") if name in record},
        "corpus": {**record["corpus"], "documents": documents},
        "themes": list(themes_of(record["themes"], shown)),
        "claims": sorted(claims(), key=_support, reverse=True) if len(shown) > 1 else list(claims()),
        "figures": figures_among(record) if len(shown) > 1 else record["figures"],
    }


def figures_among(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the figures as the outlets that were asked for give them: their values, and what of these excludes each other.

    Parameters
    ----------
    record : mapping
        Of a comparison: ``settings``, ``corpus``, ``copies`` and ``figures``.

    Notes
    -----
    Pairs name those alone that are each other's best match, of all outlets. Where no pair is of outlets that are shown, a number of theirs is held against another as the same
    numbers of others are; and of figures that exclude each other those of theirs that have no number in common.
    """
    shown = outlets_shown(record)
    support = support_among(record, shown)
    found: list[Mapping[str, Any]] = []
    for figure in record["figures"]:
        values = {n: value for n, value in enumerate(figure["values"]) if value["outlet"] in shown}
        place = {n: k for k, n in enumerate(values)}
        pairs = {kind: [[place[n] for n in pair] for pair in _pairs(figure, kind, values)] for kind in _DIFFERING}
        if figure["conflict"] and not any(pairs.values()):
            pairs["against"] = [
                [place[x], place[y]]
                for x, y in combinations(values, 2)
                if values[x]["outlet"] != values[y]["outlet"] and _apart(values[x], values[y])
            ]
        theirs = {**support(values.values()), "values": [*values.values()]}
        why: dict[str, Any] = {} if any(pairs.values()) else {"label": None, "reasons": []}
        found.append({**figure, **theirs, **pairs, **why, "conflict": bool(pairs["against"])})
    return found


def _pairs(figure: Mapping[str, Any], kind: str, shown: Mapping[int, Mapping[str, Any]]) -> list[list[int]]:
    """Pairs of places of values that are shown; where none is left, those of their outlets that give the numbers of a pair."""
    kept = [list(pair) for pair in figure[kind] if shown.keys() >= {*pair}]
    numbers = {frozenset(_number(figure["values"][n]) for n in pair) for pair in figure[kind]}
    return kept or [
        [x, y]
        for x, y in (combinations(shown, 2) if numbers else ())
        if shown[x]["outlet"] != shown[y]["outlet"] and {_number(shown[x]), _number(shown[y])} in numbers
    ]


def _number(value: Mapping[str, Any]) -> tuple[float | None, ...]:
    return value["value"], value["low"], value["high"]


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two figures leave no number open in common, rounding allowed for."""
    (low, high), (begin, end) = (
        (-inf if value["low"] is None else value["low"], inf if value["high"] is None else value["high"])
        for value in (one, other)
    )
    return bool(max(low, begin) > min(high, end) + _ROUNDING * abs(min(high, end)))


def support_among(
    record: Mapping[str, Any], shown: Collection[str]
) -> Callable[[Collection[Mapping[str, Any]]], SupportRecord]:
    """Return how sentences of some outlets are counted: by outlet, and by independent text among their documents.

    Parameters
    ----------
    record : mapping
        Of a comparison; ``corpus`` and ``copies`` are looked at.
    shown : collection of str
        Names of the outlets.
    """
    # Most comparisons show all, and need not wait for the room that counts.
    from ..comparison.counting import independent_texts

    # A text and an outlet by number, as they are counted.
    documents = [d for d in record["corpus"]["documents"] if d["outlet"] in shown]
    text_of = {document["id"]: n for n, document in enumerate(documents)}
    text_of |= {d: -1 - n for n, copies in enumerate(record["copies"]) for d in copies["documents"]}
    number = {name: n for n, name in enumerate(sorted(shown))}

    def support(sentences: Collection[Mapping[str, Any]]) -> SupportRecord:
        names = [s["outlet"] for s in sentences]
        texts = independent_texts([text_of[s["document"]] for s in sentences], [number[name] for name in names])
        return {"outlets": sorted(set(names)), "independent": texts}

    return support


def _support(claim: ClaimRecord) -> tuple[bool, int, int]:
    """Whether several texts surely state a claim, and how many texts and outlets do: the best supported comes first."""
    from ..comparison.counting import weighed_support

    sure = claim["surely"]
    return (
        sure["independent"] > 1,
        weighed_support(sure["independent"], claim["independent"]),
        weighed_support(len(sure["outlets"]), len(claim["outlets"])),
    )
