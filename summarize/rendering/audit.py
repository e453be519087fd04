"""What was read as text, Markdown and CSV: documents, outlets, and what was left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import escaped, table
from .page import fitted, show_rows
from .phrases import counted, date, documents_line, one_line, origin, place_in_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .page import Page

READ_COLUMNS: Final = tuple(
    """
    status id outlet title published url language n_sentences n_words reader path line reason detail
    """.split()
)


def read_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write what was read of each outlet and document, and what was left out."""
    page.heading(f"Read: {documents_line(record, 'listed below')}")
    rows = [(o["outlet"], o["documents"], o["sentences"], o["words"], date(o["first"])) for o in record["outlets"]]
    show_rows(page, ("outlet", "documents", "sentences", "words", "from"), rows, words=(0, 4), ratio=0)
    page.heading("Documents")
    for document in record["documents"]:
        page.paragraph(((one_line(document["outlet"]), "bold"), (f", {date(document['published'])}", "")))
        if document["title"]:
            page.paragraph(fitted(document["title"], page.width - 2), indent=2)
        place = document["path"] or document["id"]
        words = f"{one_line(document['id'])} · {counted(document['n_words'], 'word')} · {document['language']} · {one_line(place)}{place_in_file(document)}"
        page.paragraph(words, indent=2, style="dim")
        by_place: dict[str, list[str]] = {}
        for name, where in document["fields"].items():
            if name != "text":
                by_place.setdefault(one_line(where), []).append(name)
        origins = "; ".join(origin(names, where) for where, names in by_place.items())
        if origins:
            page.paragraph(origins, indent=2, style="dim")
    dropped = record["corpus"]["dropped"]
    page.heading("Left out")
    if not dropped:
        page.paragraph("Nothing was dropped.")
    for item in dropped:
        where = one_line(item.get("path") or item.get("id") or "?") + place_in_file(item)
        page.paragraph(f"• {where}: {item['reason']}: {one_line(item['detail'])}", hang=2)
    if record["corpus"]["notes"]:
        page.heading("Notes")
        for note in record["corpus"]["notes"]:
            page.paragraph(f"• {one_line(note)}", hang=2)


def read_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the same as tables and lists."""
    yield "# What was read"
    yield documents_line(record, "listed below") + "."
    rows = [
        [
            escaped(o["outlet"]),
            str(o["documents"]),
            str(o["sentences"]),
            str(o["words"]),
            date(o["first"]),
            date(o["last"]),
        ]
        for o in record["outlets"]
    ]
    yield table(("outlet", "documents", "sentences", "words", "first", "last"), rows, numbers=(1, 2, 3))
    rows = [
        [f"`{one_line(d['id'])}`", escaped(d["outlet"]), escaped(d["title"]), date(d["published"]), str(d["n_words"])]
        for d in record["documents"]
    ]
    yield table(("document", "outlet", "title", "published", "words"), rows, numbers=(4,))
    dropped = record["corpus"]["dropped"]
    if not dropped:
        yield "Nothing was dropped."
    else:
        yield "## Dropped"
        yield "\n".join(
            f"- {escaped(d.get('path') or d.get('id') or '?')}"
            + escaped(place_in_file(d))
            + f": {escaped(d['reason'])}: {escaped(d['detail'])}"
            for d in dropped
        )
    if record["corpus"]["notes"]:
        yield "## Notes"
        yield "\n".join(f"- {escaped(note)}" for note in record["corpus"]["notes"])


def read_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a document, then one a place that was left out; see `READ_COLUMNS`."""
    for status, documents in (("read", record["documents"]), ("dropped", record["corpus"]["dropped"])):
        yield from ({**document, "status": status} for document in documents)
