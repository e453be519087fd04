"""Prominence as text, Markdown and CSV: what stands in the headline of one outlet and far down in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import entry, escaped, named_rows
from .page import show_matrix
from .phrases import counted, one_line, span, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .page import Page

#: Outlets of a claim that are named, the highest and the lowest.
SHOWN_OUTLETS: Final = 6

PROMINENCE_COLUMNS: Final = tuple(
    """
    theme claim label outlet headline in_lead place of depth share weighted_share document start stop text
    """.split()
)

_LEGEND: Final = "Where a theme first comes: sentence 3/26 of an article, page furniture left out; H: a term of the theme stands in the headline too."
_CLAIMS: Final = (
    "Claims of several outlets whose places differ most. In the headline: most of the headline of "
    "an article stands in its sentence of the claim, with its figures."
)


def _place(row: Mapping[str, Any]) -> str:
    """Where it stands, in words.

    Examples
    --------
    >>> _place({"headline": None, "outlet": "C", "place": 31, "of": 40})
    'sentence 31 of 40 in C'
    """
    where = "headline" if row["headline"] else f"sentence {row['place']} of {row['of']}"
    return f"{where} in {one_line(row['outlet'])}"


def _height(row: Mapping[str, Any]) -> float:
    return 0.0 if row["headline"] else float(row["depth"])


def _claims(record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Claims of several outlets and their places, highest first; those that differ most between outlets first."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    rows: dict[int, list[Mapping[str, Any]]] = {}
    for row in record["prominence"]:
        if row["claim"] in claims:
            rows.setdefault(row["claim"], []).append(row)
    ranked = [(claims[k], sorted(mine, key=lambda r: (_height(r), r["outlet"]))) for k, mine in rows.items()]
    ranked = [item for item in ranked if len(item[1]) > 1 and item[0]["independent"] > 1]
    return sorted(ranked, key=lambda item: (round(_height(item[1][0]) - _height(item[1][-1]), 6), item[0]["id"]))


def _places(rows: Sequence[Mapping[str, Any]]) -> str:
    if len(rows) <= SHOWN_OUTLETS:
        return "; ".join(map(_place, rows))
    half = SHOWN_OUTLETS // 2
    between = len(rows) - 2 * half
    return "; ".join((*map(_place, rows[:half]), f"{between} between", *map(_place, rows[-half:])))


def _themes(record: Mapping[str, Any]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Outlets, and of each theme its label and a mark for each of them."""
    rows = {(r["theme"], r["outlet"]): r for r in record["prominence"] if r["theme"] is not None}
    outlets = sorted({outlet for _, outlet in rows})
    themes = [t for t in record["themes"] if any((t["id"], outlet) in rows for outlet in outlets)]

    def mark(theme: int, outlet: str) -> str:
        row = rows.get((theme, outlet))
        return "" if row is None else f"{'H ' if row['headline'] else ''}{row['place']}/{row['of']}"

    return outlets, [(one_line(t["label"]), [mark(t["id"], outlet) for outlet in outlets]) for t in themes]


def prominence_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write where each theme first comes in each outlet, and the claims whose places differ most."""
    outlets, themes = _themes(record)
    claims = _claims(record)
    if themes:
        page.heading("How high it stands")
        show_matrix(page, "theme", outlets, themes)
        page.gap()
        page.paragraph(_LEGEND, style="dim")
    if claims:
        page.heading("High here, low there")
        page.paragraph(_CLAIMS, style="dim")
    for claim, rows in claims:
        page.paragraph(f"• {told(claim['sentences'][0])}", hang=2)
        page.paragraph(_places(rows), indent=2, hang=2, style="dim")


def prominence_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the same as a table and a list of all claims of several outlets."""
    outlets, themes = _themes(record)
    if themes:
        yield named_rows(("theme", *map(escaped, outlets)), themes)
        yield _LEGEND
    claims = _claims(record)
    if claims:
        yield f"### High here, low there ({counted(len(claims), 'claim')})"
        yield _CLAIMS
    for claim, standing in claims:
        first = claim["sentences"][0]
        places = "; ".join(f"{_place(row)}, {span(row['sentence'])}" for row in standing)
        yield entry(escaped(told(first)), (places,))


def prominence_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a theme or claim and outlet; see `PROMINENCE_COLUMNS`."""
    labels = {theme["id"]: theme["label"] for theme in record["themes"]}
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
