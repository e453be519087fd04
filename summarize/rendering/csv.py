"""Records as CSV: one table, as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from .evaluation import evaluation_rows
from .gold import gold_rows
from .reuse import DERIVATION_COLUMNS, derivation_rows
from .stories import STORY_COLUMNS, story_rows
from .tuning import tried_rows
from .voices import VOICE_COLUMNS, voice_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["to_csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(record: Mapping[str, Any], only: str | None = None) -> str:
    """Write the main table of a record: sentences of a brief or of the themes, documents read, methods evaluated, one view.

    A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula; such a text gets an apostrophe
    before it. All other texts are verbatim.

    Parameters
    ----------
    record : mapping
    only : str, optional
        The view of a comparison; ``"coverage"`` by default.
    """
    command = record["command"]
    rows: list[dict[str, Any]]
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
        ]
    elif command == "themes":
        labels = {t["id"]: t["label"] for t in record["themes"]}
        rows = [{**s, "label": labels.get(s["theme"], "")} for s in record["sentences"]]
        names = ["document", "outlet", "start", "stop", "theme", "label", "text"]
    elif command == "read":
        rows = [{**d, "status": "read"} for d in record["documents"]]
        rows += [{**d, "status": "dropped"} for d in record["corpus"]["dropped"]]
        names = ["status", "id", "outlet", "title", "published", "url", "language", "n_sentences", "n_words", "reader"]
        names += ["path", "line", "reason", "detail"]
    elif command == "evaluate":
        rows = evaluation_rows(record)
        names = list(dict.fromkeys(name for row in rows for name in row))
    elif command == "stories":
        rows, names = story_rows(record), list(STORY_COLUMNS)
    elif command == "gold":
        rows, names = gold_rows(record)
    elif command == "tune":
        rows = tried_rows(record)
        names = list(rows[0])
    elif command == "compare":
        rows, names = _view_rows(record, only or "coverage")
    else:
        rows = [{"kind": "model", "name": m["model"], "count": m["vectors"]} for m in record["models"]]
        rows += [{"kind": "result", "name": stage, "count": n} for stage, n in record["stages"].items()]
        names = ["kind", "name", "count"]
    return _write(names, rows)


def _brief_row(sentence: Mapping[str, Any], labels: Mapping[Any, str]) -> dict[str, Any]:
    support = sentence["support"]
    return {
        **sentence,
        "label": labels.get(sentence["theme"], ""),
        "outlets": "; ".join(support["outlets"]),
        "independent": support["independent"],
    }


def _view_rows(record: Mapping[str, Any], view: str) -> tuple[list[dict[str, Any]], list[str]]:
    if view == "coverage":
        labels = {t["id"]: t["label"] for t in record["themes"]}
        rows = []
        for cell in record["coverage"]:
            nearest = cell["nearest"] or {}
            extra = {f"nearest_{k}": nearest.get(k) for k in ("document", "start", "stop", "similarity", "text")}
            rows.append({**cell, "label": labels[cell["theme"]], **extra})
        names = ["theme", "label", "outlet", "count", "of", "share", "low", "high", "n_articles", "outcome", "p_value"]
        return rows, [*names, *(f"nearest_{k}" for k in ("document", "start", "stop", "similarity", "text"))]
    if view == "claims":
        rows = [
            {
                "id": c["id"],
                "kind": c["kind"],
                "independent": c["independent"],
                "disputes": "; ".join(map(str, c["disputes"])),
                **s,
            }
            for c in record["claims"]
            for s in c["sentences"]
        ]
        return rows, ["id", "kind", "independent", "disputes", "outlet", "document", "start", "stop", "text"]
    if view == "copies":
        rows = []
        for number, group in enumerate(record["copies"]):
            passage = (group["passage"] or {}).get("text")
            facts = {k: group[k] for k in ("containment", "longest_run", "tier")}
            for document, title in zip(group["documents"], group["titles"], strict=True):
                rows.append({"group": number, "document": document, "title": title, **facts, "passage": passage})
        return rows, ["group", "document", "title", "tier", "containment", "longest_run", "passage"]
    if view == "voices":
        return voice_rows(record), list(VOICE_COLUMNS)
    if view == "derivation":
        return derivation_rows(record), list(DERIVATION_COLUMNS)
    rows = [dict(row) for row in record[view]]
    return rows, list(dict.fromkeys(name for row in rows for name in row)) or [view]


def _write(names: list[str], rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([[_cell(row.get(name)) for name in names] for row in rows])
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool | dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value if isinstance(value, int | str) else str(value)
