"""What was read: documents, outlets, and what was left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Heading, Item, Paragraph, Table
from .phrases import counted, date, documents_line, one_line, origin, place_in_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

READ_COLUMNS: Final = tuple(
    """
    status id outlet title published url language n_sentences n_words reader path line reason detail
    """.split()
)


def read_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell what was read of each outlet and document, and what was left out."""
    yield Heading(f"Read: {documents_line(record, 'listed below')}")
    yield Table(
        ("outlet", "documents", "sentences", "words", "from", "to"),
        [
            (
                o["outlet"],
                *(str(o[name]) for name in ("documents", "sentences", "words")),
                date(o["first"]),
                date(o["last"]),
            )
            # Hosts by what stands behind their www., which a narrow page leaves away.
            for o in sorted(record["outlets"], key=lambda o: o["outlet"].removeprefix("www."))
        ],
        words=(0, 4, 5),
        dropped=(5,),
    )
    yield Heading("Documents")
    for document in record["documents"]:
        path = document["path"] or document["id"]
        facts = f" · {counted(document['n_words'], 'word')} · {document['language']} · {path}{place_in_file(document)}"
        under = [Paragraph(document["title"])] if document["title"] else []
        under.append(Paragraph(((document["id"], "code"), (facts, "")), "dim"))
        by_place: dict[str, list[str]] = {}
        for name, where in document["fields"].items():
            if name != "text":
                by_place.setdefault(one_line(where), []).append(name)
        if by_place:
            under.append(Paragraph("; ".join(origin(names, where) for where, names in by_place.items()), "dim"))
        yield Item(((document["outlet"], "bold"), (f", {date(document['published'])}", "")), under, mark=("", ""))
    yield Heading("Left out")
    if not record["corpus"]["dropped"]:
        yield Paragraph("Nothing was dropped.")
    for item in record["corpus"]["dropped"]:
        where = (item.get("path") or item.get("id") or "?") + place_in_file(item)
        yield Item(f"{where}: {item['reason']}: {item['detail']}")
    if record["corpus"]["notes"]:
        yield Heading("Notes")
        yield from map(Item, record["corpus"]["notes"])


def read_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a document, then one a place that was left out; see `READ_COLUMNS`."""
    for status, documents in (("read", record["documents"]), ("dropped", record["corpus"]["dropped"])):
        yield from ({**document, "status": status} for document in documents)
