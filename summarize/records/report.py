"""Record of the report: what the other commands answer, on one corpus, and the articles whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, cast

from .schema import SCHEMA, Record

if TYPE_CHECKING:
    from ..corpus import Corpus
    from .schema import BriefRecord, CompareRecord, ReadRecord, ThemesRecord

__all__ = ["ArticleTextRecord", "PlaceRecord", "ReportRecord", "ThemeMapRecord", "report_record"]

#: What every record begins with; it stands once in a report.
_COMMON = ("schema", "command", "model", "corpus")


class ArticleTextRecord(TypedDict):
    """An article whole; every span of the report counts in its ``text``."""

    id: str
    text: str


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

    ``title``: what the user calls the story, None where it has no name of his.
    """

    version: str
    title: str | None
    read: dict[str, Any]
    brief: dict[str, Any]
    themes: dict[str, Any]
    compare: dict[str, Any]
    theme_map: ThemeMapRecord
    articles: list[ArticleTextRecord]


def report_record(
    corpus: Corpus,
    read: ReadRecord,
    brief: BriefRecord,
    themes: ThemesRecord,
    compare: CompareRecord,
    *,
    theme_map: ThemeMapRecord,
    version: str,
    title: str | None,
) -> ReportRecord:
    """Put the records of one corpus together."""
    parts = {"read": read, "brief": brief, "themes": themes, "compare": compare}
    return cast(
        "ReportRecord",
        {
            "schema": SCHEMA,
            "command": "report",
            "version": version,
            "title": title,
            "settings": {name: part["settings"] for name, part in parts.items()},
            "model": compare["model"],
            "corpus": compare["corpus"],
            **{
                name: {key: value for key, value in part.items() if key not in (*_COMMON, "settings")}
                for name, part in parts.items()
            },
            "theme_map": theme_map,
            "articles": [{"id": document.id, "text": document.text} for document in corpus.documents],
        },
    )
