"""What was collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph
from .phrases import counted, date, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

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
    return f"{record['folder']}: {', '.join(parts)}"


def _feed_line(feed: Mapping[str, Any]) -> str:
    parts = [f"{feed['n_chosen']} of {counted(feed['n_entries'], 'entry', 'entries')}"]
    parts += [f"{n} {reason}" for reason, n in feed["left_out"].items()]
    if feed["unusable"]:
        parts.append(f"{len(feed['unusable'])} without a usable address, the first {feed['unusable'][0]}")
    if feed["outcome"] == "unchanged":
        parts.append("unchanged since the last run")
    return "; ".join(parts)


def collected_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell what was collected, by outcome."""
    yield Heading(_head(record))
    for feed in record["feeds"]:
        title = (one_line(feed["title"]) or "untitled", "bold")
        yield Item((title, (f" {feed['url']}", "")), [_feed_line(feed)], mark=("", ""))
    for outcome, heading in _HEADINGS.items():
        # Of those that were there, the ones that came under another address tell something.
        listed = [p for p in record["pages"] if p["outcome"] == outcome and (outcome in _LISTED or p["detail"])]
        if listed:
            yield Heading(heading)
        for item in listed:
            if outcome in ("failed", "there"):
                why = item["detail"] if item["reason"] is None else f"{item['reason']}: {item['detail']}"
                yield Item(item["url"], [why])
                continue
            facts = (f" · {counted(item['n_words'] or 0, 'word')}", "")
            under = [Paragraph(item["title"])] if item["title"] else []
            under.append(Paragraph(((item["path"], "code"), facts), "dim"))
            if item["detail"]:
                under.append(Paragraph(item["detail"], "dim"))
            yield Item(((item["outlet"] or "", "bold"), (f", {date(item['published'])}", "")), under, mark=("", ""))
    yield Gap()
    folder = record["folder"]
    yield Paragraph(
        f"Next: summarize stories {folder}, for which stories are in it, or read, compare, brief, report."
        if record["pages"]
        else "No entry was wanted, and nothing was fetched: ask for more with other words of --match, or an earlier day of --since.",
        "dim",
    )
