"""Breadth: over how many themes an outlet spreads itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from .blocks import Gap, Heading, Paragraph, Table
from .phrases import counted, whose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

BREADTH_COLUMNS: Final = tuple(
    """
    outlet n_sentences n_themes effective rarefied rarefied_to n_consensus of_consensus n_shared of_shared n_shared_surely
    n_consensus_surely of_consensus_surely of_shared_surely
    """.split()
)


def from_to(row: Mapping[str, Any], kind: Literal["consensus", "shared"]) -> str:
    """Say how many consensus or shared claims an outlet states, surely and perhaps.

    Examples
    --------
    >>> from_to({"n_shared_surely": 21, "n_shared": 35}, "shared")
    '21–35'
    """
    return f"{row[f'n_{kind}_surely']}–{row[f'n_{kind}']}"


def breadth_legend(record: Mapping[str, Any]) -> str:
    """Say what the numbers are of."""
    first = record["breadth"][0]
    size = first["rarefied_to"]
    legend = "Sentences with a theme, and themes touched. Breadth: as many themes of equal size would be as mixed."
    if size is not None:
        legend += f" At {size}: the same for {size} sentences of each, so that length alone makes nobody broad; empty below eight."
    legend += (
        " Shared claims: of several independent texts, from those that it surely states to those that it perhaps does."
    )
    shared, agreed = first["of_shared"], first["of_consensus"]
    if shared:
        of_agreed = f", and {first['of_consensus_surely']} of the {agreed} agreed ones" if agreed else ""
        legend += f" Several texts surely state {first['of_shared_surely']} of the {shared}{of_agreed}."
    return (
        legend if agreed or len(record["breadth"]) < 2 else f"{legend} No claim is stated by two thirds of the outlets."
    )


def breadth_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell the breadth of each outlet, broadest first."""
    first = record["breadth"][0]
    size, agreed = first["rarefied_to"], first["of_consensus"]
    head = [whose(record), "sentences", "themes", "breadth", f"at {size}", "agreed claims", "shared claims"]
    shown = [k for k in range(len(head)) if (k != 4 or size is not None) and (k != 5 or agreed)]
    rows = [
        [
            row["outlet"],
            *(str(row[name]) for name in ("n_sentences", "n_themes")),
            *("" if row[name] is None else f"{row[name]:.1f}" for name in ("effective", "rarefied")),
            f"{from_to(row, 'consensus')}/{row['of_consensus']}",
            f"{from_to(row, 'shared')}/{row['of_shared']}",
        ]
        for row in sorted(record["breadth"], key=lambda r: (-(r["rarefied"] or 0), -(r["effective"] or 0), r["outlet"]))
    ]
    yield Heading("How broad")
    yield Table([head[k] for k in shown], [[row[k] for k in shown] for row in rows])
    yield Gap()
    yield Paragraph(breadth_legend(record), "dim")


def breadth_size(record: Mapping[str, Any]) -> str:
    """Say over how many themes an outlet spreads itself."""
    rows = record["breadth"]
    widths = sorted(row["effective"] for row in rows if row["effective"] is not None)
    said = " to ".join(dict.fromkeys(f"{width:.1f}" for width in (*widths[:1], *widths[-1:])))
    each = "each" if len(rows) > 1 else "which"
    return counted(len(rows), whose(record)) + (f", {each} spreads over {said} themes of one size" if said else "")
