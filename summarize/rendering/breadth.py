"""Breadth as text, Markdown and CSV: over how many themes an outlet spreads itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import named_rows
from .page import named_table
from .phrases import whose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .page import Page

BREADTH_COLUMNS: Final = tuple(
    """
    outlet n_sentences n_themes effective rarefied rarefied_to n_consensus of_consensus n_shared of_shared
    """.split()
)


def _head(record: Mapping[str, Any]) -> list[str]:
    first = record["breadth"][0]
    size = first["rarefied_to"]
    head = [whose(record), "sentences", "themes", "breadth"]
    head += [] if size is None else [f"at {size}"]
    head += ["agreed claims"] if first["of_consensus"] else []
    return [*head, "shared claims"]


def _rows(record: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    size = record["breadth"][0]["rarefied_to"]
    rows = []
    for row in sorted(record["breadth"], key=lambda r: (-(r["rarefied"] or 0), -(r["effective"] or 0), r["outlet"])):
        cells = [str(row["n_sentences"]), str(row["n_themes"]), _value(row["effective"])]
        cells += [] if size is None else [_value(row["rarefied"])]
        cells += [f"{row['n_consensus']}/{row['of_consensus']}"] if row["of_consensus"] else []
        rows.append((row["outlet"], [*cells, f"{row['n_shared']}/{row['of_shared']}"]))
    return rows


def _value(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _legend(record: Mapping[str, Any]) -> str:
    first = record["breadth"][0]
    size = first["rarefied_to"]
    said = "Sentences with a theme, and themes touched. Breadth: as many themes of equal size would be as mixed."
    if size is not None:
        said += f" At {size}: the same for {size} sentences of each, so that length alone makes nobody broad; empty below eight."
    said += " Shared claims: of several independent texts."
    if not first["of_consensus"]:
        said += " No claim is stated by two thirds of the outlets."
    return said


def breadth_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write the breadth of each outlet, broadest first."""
    page.heading("How broad")
    page.show(named_table(page.width, _head(record), _rows(record)))
    page.gap()
    page.paragraph(_legend(record), style="dim")


def breadth_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the same as a table."""
    yield named_rows(_head(record), _rows(record))
    yield _legend(record)


def breadth_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row an outlet; see `BREADTH_COLUMNS`."""
    return [dict(row) for row in record["breadth"]]
