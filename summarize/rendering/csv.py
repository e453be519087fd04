"""Records as CSV: one table, as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
import json
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from ..records.support import surely
from ..writing import FORMULA_SIGNS
from .alignments import ALIGNMENT_COLUMNS, alignment_rows
from .article import ARTICLE_COLUMNS, article_rows
from .breadth import BREADTH_COLUMNS, breadth_rows
from .collected import COLLECTED_COLUMNS, collected_rows
from .coverage import (
    EMPHASIS_COLUMNS,
    OMISSION_COLUMNS,
    coverage_rows,
    emphasis_rows,
    omissions_rows,
)
from .evaluation import evaluation_rows
from .figures import FIGURE_COLUMNS, figure_rows
from .gold import gold_rows
from .likeness import LIKENESS_COLUMNS, likeness_rows
from .prominence import PROMINENCE_COLUMNS, prominence_rows
from .reuse import COPY_COLUMNS, DERIVATION_COLUMNS, ORIGINALITY_COLUMNS, copy_rows, derivation_rows, originality_rows
from .stories import STORY_COLUMNS, story_rows
from .timeline import TIMELINE_COLUMNS, timeline_rows
from .tuning import tried_rows
from .voices import VOICE_COLUMNS, voice_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: Views with a file of their own: what makes their rows, and the columns.
_TABLES: Final = {
    "alignments": (alignment_rows, ALIGNMENT_COLUMNS),
    "breadth": (breadth_rows, BREADTH_COLUMNS),
    "copies": (copy_rows, COPY_COLUMNS),
    "derivation": (derivation_rows, DERIVATION_COLUMNS),
    "emphasis": (emphasis_rows, EMPHASIS_COLUMNS),
    "figures": (figure_rows, FIGURE_COLUMNS),
    "likeness": (likeness_rows, LIKENESS_COLUMNS),
    "omissions": (omissions_rows, OMISSION_COLUMNS),
    "originality": (originality_rows, ORIGINALITY_COLUMNS),
    "prominence": (prominence_rows, PROMINENCE_COLUMNS),
    "timeline": (timeline_rows, TIMELINE_COLUMNS),
    "voices": (voice_rows, VOICE_COLUMNS),
}

#: Rows that are written together.
_CHUNK: Final = 1_000


def to_csv(record: Mapping[str, Any], only: str | None = None) -> str:
    """Write the main table of a record: sentences of a brief or of the themes, documents read, methods evaluated, one view, one article.

    A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula; such a text gets an apostrophe
    before it, but for a dash alone. All other texts are verbatim.

    Parameters
    ----------
    record : mapping
    only : str, optional
        The view of a comparison; ``"coverage"`` by default.
    """
    return "".join(csv_pieces(record, only))


def csv_pieces(record: Mapping[str, Any], only: str | None = None) -> Iterator[str]:
    """Write the main table of a record as `to_csv` does, some rows at a time."""
    yield from csv_of(*table(record, only))


def csv_of(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write the columns and rows of a table as CSV, some rows at a time."""
    cells = ([cell(row.get(name)) for name in names] for row in rows)
    some: list[list[str | int | float]] | list[list[str]] = [list(names)]
    while some:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(some)
        yield out.getvalue().encode("utf-8", "replace").decode("utf-8")
        some = list(islice(cells, _CHUNK))


def table(record: Mapping[str, Any], only: str | None = None) -> tuple[list[str], Iterable[dict[str, Any]]]:
    """Return the main table of a record: the names of its columns, and its rows, which may hold more and are gone through once.

    Parameters
    ----------
    record : mapping
    only : str, optional
        As in `to_csv`.
    """
    command = record["command"]
    rows: Iterable[dict[str, Any]]
    if command == "brief":
        labels = {t["id"]: t["label"] for t in record["themes"]}
        rows = [_brief_row(s, labels) for s in record["sentences"]]
        names = [
            "rank",
            "score",
            "outlet",
            "document",
            "start",
            "stop",
            "theme",
            "label",
            "outlets",
            "independent",
            "text",
            "surely",
            "independent_surely",
        ]
    elif command == "themes":
        labels = {t["id"]: t["label"] for t in record["themes"]}
        rows = ({**s, "label": labels.get(s["theme"], "")} for s in record["sentences"])
        names = ["document", "outlet", "start", "stop", "theme", "label", "text", "counted"]
    elif command == "read":
        taken = ({**d, "status": "read"} for d in record["documents"])
        rows = chain(taken, ({**d, "status": "dropped"} for d in record["corpus"]["dropped"]))
        names = ["status", "id", "outlet", "title", "published", "url", "language", "n_sentences", "n_words", "reader"]
        names += ["path", "line", "reason", "detail"]
    elif command == "evaluate":
        rows = scored = evaluation_rows(record)
        names = list(dict.fromkeys(name for row in scored for name in row))
    elif command == "article":
        rows, names = article_rows(record), list(ARTICLE_COLUMNS)
    elif command == "stories":
        rows, names = story_rows(record), list(STORY_COLUMNS)
    elif command == "collect":
        rows, names = collected_rows(record), list(COLLECTED_COLUMNS)
    elif command == "gold":
        rows, names = gold_rows(record)
    elif command == "tune":
        rows = tried = tried_rows(record)
        names = list(tried[0])
    elif command == "compare":
        rows, names = _view_rows(record, only or "coverage")
    else:
        models = [{"kind": "model", "name": m["model"], "count": m["vectors"]} for m in record["models"]]
        rows = models + [{"kind": "result", "name": stage, "count": n} for stage, n in record["stages"].items()]
        names = ["kind", "name", "count"]
    return names, rows


def _brief_row(sentence: Mapping[str, Any], labels: Mapping[Any, str]) -> dict[str, Any]:
    support = sentence["support"]
    return {
        **sentence,
        "label": labels.get(sentence["theme"], ""),
        "outlets": "; ".join(support["outlets"]),
        "independent": support["independent"],
        "surely": "; ".join(surely(support)["outlets"]),
        "independent_surely": surely(support)["independent"],
    }


def _view_rows(record: Mapping[str, Any], view: str) -> tuple[Iterable[dict[str, Any]], list[str]]:
    if view == "coverage":
        return coverage_rows(record)
    if view == "claims":
        stating = (
            {
                "id": c["id"],
                "kind": c["kind"],
                "independent": c["independent"],
                "disputes": "; ".join(map(str, c["disputes"])),
                "n_outlets": len(c["outlets"]),
                "n_surely": len(surely(c)["outlets"]),
                "independent_surely": surely(c)["independent"],
                **s,
            }
            for c in record["claims"]
            for s in c["sentences"]
        )
        names = ["id", "kind", "independent", "disputes", "outlet", "document", "start", "stop", "text"]
        return stating, [*names, "n_outlets", "firm", "n_surely", "independent_surely"]
    rows_of, columns = _TABLES[view]
    return rows_of(record), list(columns)


def cell(value: Any) -> str | int | float:
    """Return a value as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS) and value != "-":
        return f"'{value}"
    return value if isinstance(value, int | str) else str(value)
