"""Prominence: what stands in the headline of one outlet and far down in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Heading, Item, Matrix, Paragraph, place
from .naming import labels_of
from .phrases import by_claim, counted, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block

#: Outlets of a claim that are named, the highest and the lowest.
SHOWN_OUTLETS: Final = 6

PROMINENCE_COLUMNS: Final = tuple(
    """
    theme claim label outlet headline in_lead place of depth share weighted_share document start stop text
    """.split()
)


#: How the places of themes, and of claims, are to be read.
PLACES: Final = (
    "Where a theme first comes: sentence 3/26 of an article, page furniture left out; H: a term of the theme stands in the "
    "headline too."
)
CONTRASTS: Final = (
    "Claims of several outlets whose places differ most. In the headline: most of the headline of an article stands in its "
    "sentence of the claim, with its figures."
)


def _place(row: Mapping[str, Any]) -> str:
    """Where it stands, in words.

    Examples
    --------
    >>> _place({"headline": None, "outlet": "C", "place": 31, "of": 40})
    'sentence 31 of 40 in C'
    """
    where = "headline" if row["headline"] else f"sentence {row['place']} of {row['of']}"
    return f"{where} in {row['outlet']}"


def places_words(standing: Sequence[Mapping[str, Any]]) -> str:
    """Say where a claim stands in each outlet, highest first; of many outlets the highest and the lowest."""
    places, half = list(map(_place, standing)), SHOWN_OUTLETS // 2
    if len(places) > SHOWN_OUTLETS:
        places[half:-half] = [f"{len(places) - 2 * half} between"]
    return "; ".join(places)


def _height(row: Mapping[str, Any]) -> float:
    return 0.0 if row["headline"] else float(row["depth"])


def contrasted(record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Claims of several outlets and their places, highest first; those that differ most between outlets first."""
    ranked = [
        (claim, sorted(rows, key=lambda r: (_height(r), r["outlet"])))
        for claim, rows in by_claim(record, "prominence")
        if len(rows) > 1 and claim["independent"] > 1
    ]
    return sorted(ranked, key=lambda item: (round(_height(item[1][0]) - _height(item[1][-1]), 6), item[0]["id"]))


def prominence_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell where each theme first comes in each outlet, and the claims whose places differ most."""
    rows = {(r["theme"], r["outlet"]): r for r in record["prominence"] if r["theme"] is not None}
    outlets = sorted({outlet for _, outlet in rows})
    themes = [t for t in record["themes"] if any((t["id"], outlet) in rows for outlet in outlets)]

    def mark(theme: int, outlet: str) -> str:
        row = rows.get((theme, outlet))
        return "" if row is None else f"{'H ' if row['headline'] else ''}{row['place']}/{row['of']}"

    if themes:
        marks = [[t["label"], *(mark(t["id"], outlet) for outlet in outlets)] for t in themes]
        yield Heading("How high it stands")
        yield Matrix(("theme", *outlets), ((marks, PLACES),))
    claims = contrasted(record)
    if claims:
        yield Heading("High here, low there")
        yield Paragraph(CONTRASTS, "dim")
    for claim, standing in claims:
        first = claim["sentences"][0]
        yield Item(((told(first), ""), *place(first, first["outlet"])), [Paragraph(places_words(standing), "dim", 2)])


def prominence_size(record: Mapping[str, Any]) -> str:
    """Say how many claims and themes have a place."""
    sizes = ((len({row[what] for row in record["prominence"]} - {None}), what) for what in ("claim", "theme"))
    return " and ".join(counted(n, what) for n, what in sizes if n)


def prominence_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a theme or claim and outlet; see `PROMINENCE_COLUMNS`."""
    labels = labels_of(record)
    return [
        {
            **row,
            **row["sentence"],
            "outlet": row["outlet"],
            "label": labels.get(row["theme"]),
            "headline": (row["headline"] or {}).get("title"),
        }
        for row in record["prominence"]
    ]
