"""The timeline as text, Markdown and CSV: who published a claim first, and how much later the others did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .page import named_table
from .phrases import counted, date, one_line, shown, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .page import Page

__all__ = ["TIMELINE_COLUMNS", "timeline_markdown", "timeline_rows", "timeline_text"]

#: Claims that a terminal shows, and documents without an hour that it names.
SHOWN_CLAIMS: Final = 8
SHOWN_DOCUMENTS: Final = 4

TIMELINE_COLUMNS: Final = ("claim", "outlet", "document", "published", "lag_minutes", "certain", "text")

_HEAD: Final = ("outlet", "claims", "first alone", "first at once", "median lag")
_LEGEND: Final = (
    "Claims of several outlets, by the hour of the version supplied: an earlier version may have stood there before. First at once: at the "
    "same minute as another. Lag: after the first."
)


def lag(minutes: float) -> str:
    """Say a lag.

    Examples
    --------
    >>> lag(0), lag(42), lag(95), lag(3000)
    ('0', '42 min', '1 h 35', '2 d 2 h')
    """
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min" if whole else "0"
    if whole < 24 * 60:
        return f"{whole // 60} h {whole % 60:02}"
    return f"{whole // 1440} d {whole % 1440 // 60} h"


def _claims(record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Claims with their outlets, first published first; those of most independent texts first."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    rows: dict[int, list[Mapping[str, Any]]] = {}
    for row in record["timeline"]:
        if row["claim"] in claims:
            rows.setdefault(row["claim"], []).append(row)
    # A copy comes later by nature; what several independent texts say has a race worth telling.
    return sorted(((claims[k], mine) for k, mine in rows.items()), key=lambda i: (-i[0]["independent"], i[0]["id"]))


def _course(rows: Sequence[Mapping[str, Any]]) -> str:
    """First publication and the lags after it."""
    first = [one_line(row["outlet"]) for row in rows if row["lag_minutes"] == 0]
    later = [f"{one_line(row['outlet'])} +{lag(row['lag_minutes'])}" for row in rows if row["lag_minutes"] > 0]
    opening = f"{date(rows[0]['published'])} {' and '.join(first)}"
    doubt = "" if rows[0]["certain"] else " (a text without an hour states it too and may have come before)"
    return "; ".join((opening, *later)) + doubt


def _unknown(record: Mapping[str, Any], most: int | None = None) -> list[str]:
    """Say which documents have no hour or zone, by reason."""
    by_reason: dict[str, list[str]] = {}
    for row in record["timeline_documents"]:
        if row["reason"] is not None:
            by_reason.setdefault(row["reason"], []).append(one_line(row["document"]))
    said = []
    for reason, names in by_reason.items():
        named = names if most is None else names[:most]
        more = f" and {len(names) - len(named)} more" if len(named) < len(names) else ""
        said.append(f"Not timed, {reason}: {', '.join(named)}{more}.")
    return said


def _outlet_rows(record: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    ranked = sorted(record["timeline_outlets"], key=lambda r: (r["median_lag_minutes"], r["outlet"]))
    return [
        (r["outlet"], [str(r["n_claims"]), str(r["n_first"]), str(r["n_tied"]), lag(r["median_lag_minutes"])])
        for r in ranked
    ]


def timeline_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write how early each outlet is, and the course of the claims that most texts state."""
    page.heading("Who had it first")
    rows = _outlet_rows(record)
    columns = [(head, [cells[k] for _, cells in rows]) for k, head in enumerate(_HEAD[1:])]
    page.show(named_table(page.width, _HEAD[0], [name for name, _ in rows], columns))
    page.gap()
    page.paragraph(_LEGEND, style="dim")
    claims = _claims(record)
    if len(claims) > SHOWN_CLAIMS:
        page.paragraph(f"{SHOWN_CLAIMS} of {counted(len(claims), 'claim')} shown here.", style="dim")
    for claim, course in claims[:SHOWN_CLAIMS]:
        page.paragraph(f"• {shown(claim['sentences'][0]['text'])}", hang=2)
        page.paragraph(_course(course), indent=2, hang=2, style="dim")
    for line in _unknown(record, SHOWN_DOCUMENTS):
        page.paragraph(line, style="dim")


def timeline_markdown(
    record: Mapping[str, Any], escaped: Callable[[str], str], table: Callable[..., str]
) -> Iterator[str]:
    """Write the same as a table and a list of all claims."""
    rows = [[escaped(name), *cells] for name, cells in _outlet_rows(record)]
    yield table(_HEAD, rows, numbers=(1, 2, 3, 4))
    yield _LEGEND
    for claim, course in _claims(record):
        first = claim["sentences"][0]
        yield f"- {escaped(shown(first['text']))} (`{span(first)}`)\n  - {escaped(_course(course))}"
    for line in _unknown(record):
        yield escaped(line)


def timeline_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a claim and outlet; see `TIMELINE_COLUMNS`."""
    texts = {claim["id"]: claim["sentences"][0]["text"] for claim in record["claims"]}
    return [{**row, "text": texts.get(row["claim"])} for row in record["timeline"]]
