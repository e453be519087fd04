"""What was collected as text, Markdown and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import escaped, table
from .phrases import counted, date, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .page import Page

COLLECTED_COLUMNS: Final = tuple(
    """
    outcome url reason detail document outlet title published n_words path earlier feed address
    """.split()
)

#: Each outcome as a heading; of pages that were there before, their number says enough.
_HEADINGS: Final = {
    "saved": "Saved",
    "changed": "Changed, and saved anew",
    "unchanged": "Asked for again, and unchanged",
    "there": "There already",
    "failed": "Not fetched",
}
_LISTED: Final = ("saved", "changed", "failed")


def _head(record: Mapping[str, Any]) -> str:
    counts = record["counts"]
    parts = [counted(counts["saved"], "page") + " saved"]
    parts += [
        f"{counts[name]} {words}"
        for name, words in (
            ("changed", "changed"),
            ("unchanged", "unchanged"),
            ("there", "there already"),
            ("failed", "not fetched"),
        )
        if counts[name]
    ]
    return f"{one_line(record['folder'])}: {', '.join(parts)}"


def _feed_line(feed: Mapping[str, Any]) -> str:
    parts = [f"{feed['n_chosen']} of {counted(feed['n_entries'], 'entry', 'entries')}"]
    parts += [f"{n} {reason}" for reason, n in feed["left_out"].items()]
    if feed["unusable"]:
        parts.append(f"{len(feed['unusable'])} without a usable address, the first {one_line(feed['unusable'][0])}")
    if feed["outcome"] == "unchanged":
        parts.append("unchanged since the last run")
    return "; ".join(parts)


def _listed(record: Mapping[str, Any], outcome: str) -> list[Mapping[str, Any]]:
    pages = [page for page in record["pages"] if page["outcome"] == outcome]
    # Of those that were there, the ones that came under another address tell something.
    return pages if outcome in _LISTED else [page for page in pages if page["detail"]]


def _next(record: Mapping[str, Any]) -> str:
    folder = one_line(record["folder"])
    if not record["pages"]:
        return "No entry was wanted, and nothing was fetched: ask for more with other words of --match, or an earlier day of --since."
    return f"Next: summarize stories {folder}, for which stories are in it, or read, compare, brief, report."


def collected_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write what was collected on a terminal page."""
    page.heading(_head(record))
    for feed in record["feeds"]:
        page.paragraph(((one_line(feed["title"]) or "untitled", "bold"), (f" {one_line(feed['url'])}", "")), hang=2)
        page.paragraph(_feed_line(feed), indent=2, style="dim")
    for outcome, heading in _HEADINGS.items():
        listed = _listed(record, outcome)
        if listed:
            page.heading(heading)
        for item in listed:
            if outcome in ("failed", "there"):
                why = item["detail"] if item["reason"] is None else f"{item['reason']}: {item['detail']}"
                page.paragraph(f"• {one_line(item['url'])}", hang=2)
                page.paragraph(one_line(why), indent=2, style="dim")
                continue
            outlet = one_line(item["outlet"] or "")
            page.paragraph(((outlet, "bold"), (f", {date(item['published'])}", "")))
            if item["title"]:
                page.paragraph(one_line(item["title"]), indent=2)
            page.paragraph(f"{one_line(item['path'])} · {counted(item['n_words'] or 0, 'word')}", indent=2, style="dim")
            if item["detail"]:
                page.paragraph(one_line(item["detail"]), indent=2, style="dim")
    page.gap()
    page.paragraph(_next(record), style="dim")


def collected_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write what was collected as blocks of Markdown."""
    yield "# What was collected"
    yield escaped(_head(record)) + "."
    if record["feeds"]:
        yield "\n".join(
            f"- {escaped(feed['title'] or 'untitled')}, {escaped(feed['url'])}: {escaped(_feed_line(feed))}"
            for feed in record["feeds"]
        )
    for outcome, heading in _HEADINGS.items():
        listed = _listed(record, outcome)
        if not listed:
            continue
        yield f"## {heading}"
        if outcome in ("failed", "there"):
            yield "\n".join(
                f"- {escaped(item['url'])}: "
                + (f"{escaped(item['reason'])}: " if item["reason"] else "")
                + escaped(item["detail"])
                for item in listed
            )
            continue
        rows = [
            [
                escaped(item["outlet"] or ""),
                escaped(item["title"] or ""),
                date(item["published"]),
                str(item["n_words"] or 0),
                f"`{one_line(item['path'])}`",
            ]
            for item in listed
        ]
        yield table(("outlet", "title", "published", "words", "file"), rows, numbers=(3,))


def collected_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row an address, for a table; see `COLLECTED_COLUMNS`."""
    return [dict(page) for page in record["pages"]]
