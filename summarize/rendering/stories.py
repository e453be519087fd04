"""The stories of a mixed corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph
from .phrases import counted, date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block

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


def _near(near: Mapping[str, Any] | None) -> str:
    """Name a near story; one that is hardly alike is none to a reader."""
    if near is None or near["likeness"] < NEAR_ENOUGH:
        return ""
    return f"nearest: {near['id']} {near['label']} ({near['likeness']:.2f})"


def stories_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell the stories, and what stands alone."""
    documents = {document["id"]: document for document in record["corpus"]["documents"]}
    n_outlets = len({document["outlet"] for document in documents.values()})
    stories = counted(len(record["stories"]), "story", "stories")
    yield Heading(f"{stories} in {counted(len(documents), 'document')} from {counted(n_outlets, 'outlet')}")
    for story in record["stories"]:
        likeness = story["likeness"]
        tight = "tight" if likeness >= 0.5 else "fair" if likeness >= 0.3 else "loose"
        days = [date(day[:10]) for day in (story["first"], story["last"]) if day is not None]
        time = " to ".join(dict.fromkeys(days)) or "no dates"
        facts = f"{counted(story['n_documents'], 'document')} · {time} · likeness {likeness:.2f} {tight}"
        outlets = [outlet if n == 1 else f"{outlet} ({n})" for outlet, n in story["outlets"].items()]
        more = f" and {len(outlets) - SHOWN_OUTLETS} more" if len(outlets) > SHOWN_OUTLETS else ""
        words = f"words: {', '.join(story['terms'])}" if story["terms"] else ""
        lines = filter(None, (facts, ", ".join(outlets[:SHOWN_OUTLETS]) + more, words, _near(story["nearest"])))
        members = (documents[name] for name in story["documents"])
        listed = (
            (f"{d['outlet']}, {date(d['published'])}{': ' * bool(d['title'])}{d['title']} (", d["id"]) for d in members
        )
        yield Item(
            ((f"{story['id']} ", "bold markdown"), (story["label"], "bold")),
            [*lines, *(Paragraph(((said, ""), (name, "code"), (")", "")), "markdown") for said, name in listed)],
            mark=(f"{story['id']:>3}  ", "cyan"),
        )
        yield Gap()
    alone = record["alone"]
    if alone:
        yield Heading(f"{counted(len(alone), 'document')} that {'stands' if len(alone) == 1 else 'stand'} alone")
    for item in alone:
        said = f"{item['title']} — {item['outlet']}, {date(item['published'])}"
        code = ((" (", "markdown"), (item["document"], "markdown code"), (")", "markdown"))
        yield Item(((said, ""), *code), [_near(item["nearest"])] if _near(item["nearest"]) else [])
    if alone:
        yield Gap()
    if record["stories"]:
        some_near = any(_near(item["nearest"]) for item in (*record["stories"], *alone))
        nearest = " Nearest: the other story that is most alike." if some_near else ""
        yield Paragraph(
            f"Likeness: by headline, words, names and dates, 0 to 1, the mean of two documents.{nearest}", "dim"
        )
        yield Paragraph("One of them: --story NUMBER, or a part of its headline, with any other command.", "dim")


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
