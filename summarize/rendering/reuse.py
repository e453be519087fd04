"""The views of copies, derivation and originality as text, Markdown and CSV: who prints whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .phrases import copied, counted, one_line, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .page import Page

__all__ = [
    "DERIVATION_COLUMNS",
    "copies_text",
    "derivation_markdown",
    "derivation_rows",
    "derivation_text",
    "originality_markdown",
    "originality_text",
]

#: Characters of a passage that are shown; its span and, in JSON and CSV, its words are whole.
SHOWN_CHARACTERS: Final = 160

DERIVATION_COLUMNS: Final = (
    "document",
    "from",
    "containment",
    "label",
    "agency",
    "agency_named_in",
    "passages",
    "characters_verbatim",
    "longest_start",
    "longest_stop",
    "longest",
)

#: What each place of an agency's name says, in words.
_TIERS: Final = {
    "byline": "in the byline",
    "copyright": "in a copyright line",
    "dateline": "in the dateline",
    "body": "as a contributor",
}

_NOTHING: Final = "No document derives from an earlier one."
_ORIGINALITY: Final = (
    "Share of an outlet's words, quotations left out, that stand in no run of five words that another outlet printed before it, among "
    "the articles supplied."
)


def _derived(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return sorted((d for d in record["derivation"] if d["label"] != "non"), key=lambda d: -d["containment"])


def _credited(record: Mapping[str, Any]) -> list[str]:
    return [
        f"{one_line(d['document'])} names {one_line(d['syndication']['agency'])} {_TIERS[d['syndication']['tier']]}"
        for d in record["derivation"]
        if d["syndication"]
    ]


def _longest(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return max(item["verbatim"], key=lambda passage: passage["stop"] - passage["start"], default=None)


def _where(passage: Mapping[str, Any]) -> str:
    return f"[{passage['start']}:{passage['stop']}]"


def _begun(passage: Mapping[str, Any]) -> str:
    words = one_line(passage["text"])
    return words if len(words) <= SHOWN_CHARACTERS else f"{words[:SHOWN_CHARACTERS].rsplit(' ', 1)[0]} […]"


def copies_text(page: Page, record: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the copy groups on a terminal page."""
    page.heading("Copies")
    for group in record["copies"]:
        page.paragraph(f"• {copied(group, documents)}", hang=2)
        titles = list(dict.fromkeys(one_line(title) for title in group["titles"] if title))
        if len(titles) > 1:
            page.paragraph("headlines: " + " / ".join(titles), indent=2, style="dim")


def derivation_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write which documents derive from earlier ones, the longest passage of each, and which name an agency."""
    page.heading("Derived from an earlier text")
    rows = _derived(record)
    if not rows:
        page.paragraph(_NOTHING)
    for item in rows:
        facts = f"{item['label']}, {percent(item['containment'])} of its runs of three words"
        page.paragraph(f"• {one_line(item['document'])} ← {one_line(item['from'])}: {facts}", hang=2)
        passage = _longest(item)
        if passage:
            n_passages = counted(len(item["verbatim"]), "passage")
            page.paragraph(
                f"{n_passages} word for word, the longest {_where(passage)}: {_begun(passage)}", indent=2, style="dim"
            )
    for line in _credited(record):
        page.paragraph(f"• {line}", hang=2)


def derivation_markdown(
    record: Mapping[str, Any],
    table: Callable[..., str],
    escaped: Callable[[str], str],
) -> Iterator[str]:
    """Write the view as Markdown, by the table and the escaping of the page."""
    rows: list[Sequence[str]] = [
        [
            f"`{one_line(d['document'])}`",
            f"`{one_line(d['from'])}`",
            percent(d["containment"]),
            d["label"],
            escaped(_begun(_longest(d) or {"text": ""})),
        ]
        for d in _derived(record)
    ]
    if rows:
        yield table(
            ("document", "earlier text", "shared", "derived", "longest passage word for word"), rows, numbers=(2,)
        )
    else:
        yield _NOTHING
    credited = _credited(record)
    if credited:
        yield "\n".join(f"- {escaped(line)}" for line in credited)


def derivation_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a document, for a table."""
    rows = []
    for item in record["derivation"]:
        named, passage = item["syndication"] or {}, _longest(item) or {}
        rows.append(
            {
                **{key: item[key] for key in ("document", "from", "containment", "label")},
                "agency": named.get("agency"),
                "agency_named_in": named.get("tier"),
                "passages": len(item["verbatim"]),
                "characters_verbatim": sum(p["stop"] - p["start"] for p in item["verbatim"]),
                "longest_start": passage.get("start"),
                "longest_stop": passage.get("stop"),
                "longest": passage.get("text"),
            }
        )
    return rows


def originality_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write how much of each outlet's text is its own."""
    from rich.table import Table
    from rich.text import Text

    page.heading("Own words")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    table.add_column("own", justify="right")
    table.add_column("characters", justify="right")
    table.add_column("outlet", overflow="fold")
    for item in sorted(record["originality"], key=lambda o: (-o["share"], o["outlet"])):
        table.add_row(percent(item["share"]), str(item["characters"]), Text(one_line(item["outlet"])))
    page.show(table)
    page.paragraph(_ORIGINALITY, style="dim")


def originality_markdown(
    record: Mapping[str, Any], table: Callable[..., str], escaped: Callable[[str], str]
) -> Iterator[str]:
    """Write the view as Markdown, by the table and the escaping of the page."""
    rows = [
        [escaped(o["outlet"]), percent(o["share"]), str(o["characters"])]
        for o in sorted(record["originality"], key=lambda o: (-o["share"], o["outlet"]))
    ]
    yield table(("outlet", "own words", "characters"), rows, numbers=(1, 2))
    yield _ORIGINALITY
