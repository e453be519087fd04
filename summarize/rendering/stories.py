"""The stories of a mixed corpus as text, Markdown and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import escaped, table
from .phrases import counted, date, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .page import Page

#: Outlets named on a terminal; the other formats have all.
SHOWN_OUTLETS: Final = 6

#: Likeness from which another story is shown as near; the record has all.
NEAR_ENOUGH: Final = 0.15

STORY_COLUMNS: Final = tuple(
    """
    story label n_documents likeness document outlet title published central terms nearest_story nearest_label
    nearest_likeness
    """.split()
)


def _head(record: Mapping[str, Any]) -> str:
    documents = record["corpus"]["documents"]
    n_outlets = len({document["outlet"] for document in documents})
    stories = counted(len(record["stories"]), "story", "stories")
    return f"{stories} in {counted(len(documents), 'document')} from {counted(n_outlets, 'outlet')}"


def _span_of_time(story: Mapping[str, Any]) -> str:
    if story["first"] is None:
        return "no dates"
    first, last = date(story["first"][:10]), date(story["last"][:10])
    return first if first == last else f"{first} to {last}"


def _tightness(likeness: float) -> str:
    """How alike the documents of a story are, in a word beside the number."""
    word = "tight" if likeness >= 0.5 else "fair" if likeness >= 0.3 else "loose"
    return f"likeness {likeness:.2f} {word}"


def _near(near: Mapping[str, Any] | None) -> str:
    """Name a near story; one that is hardly alike is none to a reader."""
    if near is None or near["likeness"] < NEAR_ENOUGH:
        return ""
    return f"nearest: {near['id']} {one_line(near['label'])} ({near['likeness']:.2f})"


_LEGEND: Final = "Likeness: by headline, words, names and dates, 0 to 1, the mean of two documents."
_NEAREST: Final = " Nearest: the other story that is most alike."


def stories_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write the stories on a terminal page."""
    page.heading(_head(record))
    for story in record["stories"]:
        mark = f"{story['id']:>3}  "
        page.paragraph(((mark, "cyan"), (one_line(story["label"]), "bold")), hang=len(mark))
        facts = (
            f"{counted(story['n_documents'], 'document')} · {_span_of_time(story)} · {_tightness(story['likeness'])}"
        )
        page.paragraph(facts, indent=len(mark), style="dim")
        outlets = [
            one_line(outlet) if n == 1 else f"{one_line(outlet)} ({n})" for outlet, n in story["outlets"].items()
        ]
        more = f" and {len(outlets) - SHOWN_OUTLETS} more" if len(outlets) > SHOWN_OUTLETS else ""
        page.paragraph(", ".join(outlets[:SHOWN_OUTLETS]) + more, indent=len(mark), style="dim")
        if story["terms"]:
            page.paragraph("words: " + ", ".join(map(one_line, story["terms"])), indent=len(mark), style="dim")
        if _near(story["nearest"]):
            page.paragraph(_near(story["nearest"]), indent=len(mark), style="dim")
        page.gap()
    alone = record["alone"]
    if alone:
        page.heading(f"{counted(len(alone), 'document')} that {'stands' if len(alone) == 1 else 'stand'} alone")
    for item in alone:
        page.paragraph(f"• {one_line(item['title'])} — {one_line(item['outlet'])}, {date(item['published'])}", hang=2)
        if _near(item["nearest"]):
            page.paragraph(_near(item["nearest"]), indent=2, style="dim")
    if alone:
        page.gap()
    if record["stories"]:
        some_near = any(_near(item["nearest"]) for item in (*record["stories"], *alone))
        page.paragraph(_LEGEND + (_NEAREST if some_near else ""), style="dim")
        page.paragraph("One of them: --story NUMBER, or a part of its headline, with any other command.", style="dim")


def stories_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the stories as blocks of Markdown."""
    yield "# Stories"
    yield _head(record) + "."
    rows = [
        [
            str(story["id"]),
            escaped(story["label"]),
            str(story["n_documents"]),
            str(len(story["outlets"])),
            _span_of_time(story),
            f"{story['likeness']:.2f}",
            escaped(", ".join(story["terms"])),
            "" if story["nearest"] is None else f"{story['nearest']['id']} ({story['nearest']['likeness']:.2f})",
        ]
        for story in record["stories"]
    ]
    head = ("id", "story", "documents", "outlets", "published", "likeness", "words", "nearest")
    if rows:
        yield table(head, rows, numbers=(0, 2, 3, 5))
        yield _LEGEND + (_NEAREST if any(story["nearest"] for story in record["stories"]) else "")
    documents = {document["id"]: document for document in record["corpus"]["documents"]}
    for story in record["stories"]:
        yield f"## {story['id']} {escaped(story['label'])}"
        yield "\n".join(f"- {_listed(documents[name])}" for name in story["documents"])
    if record["alone"]:
        yield "## Alone"
        yield "\n".join(
            f"- {_listed(documents[item['document']])}"
            + (f"; {escaped(_near(item['nearest']))}" if _near(item["nearest"]) else "")
            for item in record["alone"]
        )


def _listed(document: Mapping[str, Any]) -> str:
    title = f", *{escaped(document['title'])}*" if document["title"] else ""
    return f"{escaped(document['outlet'])}, {date(document['published'])}{title} (`{one_line(document['id'])}`)"


def story_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a document, for a table; see `STORY_COLUMNS`."""
    documents = {document["id"]: document for document in record["corpus"]["documents"]}

    def row(name: str, nearest: Mapping[str, Any] | None, **facts: Any) -> dict[str, Any]:
        document = documents[name]
        near = nearest or {}
        return {
            **{field: document[field] for field in ("outlet", "title", "published")},
            **facts,
            "document": name,
            "nearest_story": near.get("id"),
            "nearest_label": near.get("label"),
            "nearest_likeness": near.get("likeness"),
        }

    rows: list[dict[str, Any]] = []
    for story in record["stories"]:
        facts: dict[str, Any] = {
            "story": story["id"],
            "terms": "; ".join(story["terms"]),
            **{field: story[field] for field in ("label", "n_documents", "likeness")},
        }
        rows += [row(n, story["nearest"], **facts, central=n == story["central"]) for n in story["documents"]]
    members: Sequence[Mapping[str, Any]] = record["alone"]
    return rows + [row(item["document"], item["nearest"]) for item in members]
