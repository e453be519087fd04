"""Record of the report: what the other commands answer, on one corpus, and the articles whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast

from .article import marked_article_record
from .schema import HEAD, REPORT_PARTS, Record, opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..comparison.article import MarkedArticle
    from ..comparison.claims import Claims
    from ..corpus import Corpus
    from .article import ArticleSentenceRecord, MissingRecord
    from .schema import BriefRecord, CompareRecord, ReadRecord, ThemesRecord

#: Views by the user's own groups of outlets.
BY_GROUP: Final = ("coverage", "emphasis", "omissions", "breadth")

#: Claims that an article lacks which its margin names; ``compare --article`` names them all.
_MOST_MISSING: Final = 8


class ArticleTextRecord(TypedDict):
    """An article whole; every span of the report counts in its ``text``."""

    id: str
    text: str


class MarginRecord(TypedDict):
    """What the others say beside an article, as ``compare --article`` says it; of what it lacks, the best supported.

    ``n_missing``: claims of others that it does not report; ``missing``: the first of them.
    """

    document: str
    copies: list[str]
    counts: dict[str, int]
    sentences: list[ArticleSentenceRecord]
    n_missing: int
    missing: list[MissingRecord]


class GroupedRecord(TypedDict):
    """The views by the user's own groups of outlets, in which ``outlet`` is a group; ``groups``: its outlets."""

    groups: dict[str, list[str]]
    coverage: list[Any]
    emphasis: list[Any]
    omissions: list[Any]
    breadth: list[Any]


class PlaceRecord(TypedDict):
    """Where a theme lies on the plane; nearness is meaning, the axes are none."""

    theme: int
    x: float
    y: float


class ThemeMapRecord(TypedDict):
    """Themes on a plane. ``share``: of the squared distances between them that the plane keeps, 0-1."""

    places: list[PlaceRecord]
    share: float


class ReportRecord(Record):
    """``summarize report``: the answers of ``read``, ``brief``, ``themes`` and ``compare`` without their common fields, and the articles.

    ``title``: what the user calls the story, None where it has no name of his. ``margins``: one an article, in their order.
    ``grouped``: the views by the user's own groups of outlets, None where there are none.
    """

    title: str | None
    read: dict[str, Any]
    brief: dict[str, Any]
    themes: dict[str, Any]
    compare: dict[str, Any]
    theme_map: ThemeMapRecord
    articles: list[ArticleTextRecord]
    margins: list[MarginRecord]
    grouped: GroupedRecord | None


def margin_record(corpus: Corpus, article: MarkedArticle, claims: Claims) -> MarginRecord:
    """Return the margin of an article without what the report says of the article already."""
    shown = marked_article_record(corpus, replace(article, missing=article.missing[:_MOST_MISSING]), claims)
    return {
        "document": shown["document"],
        "copies": shown["copies"],
        "counts": shown["counts"],
        "sentences": shown["sentences"],
        "n_missing": len(article.missing),
        "missing": shown["missing"],
    }


def _grouped(compare: CompareRecord) -> GroupedRecord:
    views: dict[str, Any] = {view: compare.get(view, []) for view in BY_GROUP}
    groups: dict[str, list[str]] = {}
    for document in compare["corpus"]["documents"]:
        members = groups.setdefault(document.get("group", document["outlet"]), [])
        if document["outlet"] not in members:
            members.append(document["outlet"])
    return cast("GroupedRecord", {"groups": {name: sorted(groups[name]) for name in sorted(groups)}, **views})


def report_record(
    corpus: Corpus,
    read: ReadRecord,
    brief: BriefRecord,
    themes: ThemesRecord,
    compare: CompareRecord,
    *,
    theme_map: ThemeMapRecord,
    margins: list[MarginRecord],
    grouped: CompareRecord | None,
    title: str | None,
) -> ReportRecord:
    """Put the records of one corpus together."""
    parts = {"read": read, "brief": brief, "themes": themes, "compare": compare}
    return cast(
        "ReportRecord",
        {
            **opening("report"),
            "title": title,
            "settings": {name: part["settings"] for name, part in parts.items()}
            | ({} if grouped is None else {"report": _grouped_settings(grouped["settings"])}),
            "model": compare["model"],
            "corpus": compare["corpus"],
            **{name: {key: value for key, value in part.items() if key not in HEAD} for name, part in parts.items()},
            "theme_map": theme_map,
            "articles": [{"id": document.id, "text": document.text} for document in corpus.documents],
            "margins": margins,
            "grouped": None if grouped is None else _grouped(grouped),
        },
    )


def report_parts(record: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the records that a report holds, each as its own command answers."""
    common = {key: record[key] for key in HEAD if key not in ("command", "settings")}
    return {
        name: {**common, "command": name, "settings": record["settings"][name], **record[name]} for name in REPORT_PARTS
    }


def _grouped_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked for of groups: which they are, and which outlets of them the corpus lacks, where it lacks any."""
    return {name: settings[name] for name in ("groups", "groups_absent") if name in settings}


def by_group(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the comparison by groups that a report holds, as ``compare --groups`` answers its views; None where there are no groups."""
    grouped = record["grouped"]
    if grouped is None:
        return None
    group_of = {outlet: name for name, outlets in grouped["groups"].items() for outlet in outlets}
    documents = [{**document, "group": group_of[document["outlet"]]} for document in record["corpus"]["documents"]]
    return {
        **report_parts(record)["compare"],
        "corpus": {**record["corpus"], "documents": documents},
        **{view: grouped[view] for view in BY_GROUP},
    }
