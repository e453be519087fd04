"""What the page carries for its script: the record whole, and the tables that it saves, compressed."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

from ...records import plain, report_parts
from ..csv import cell, table
from ..json import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The views of which the page saves the table.
_SAVED: Final = ("coverage", "derivation", "originality", "timeline", "voices", "likeness", "breadth")


def embedded(record: Mapping[str, Any]) -> str:
    """Write the record of a report, and its tables, as text that may stand in a script element.

    It is JSON, deflated and in base64: ``record`` as `plain` has it, and ``tables``, by name the columns and the rows of what
    the page saves as CSV, as `docs/tables.md` describes it. A ``text`` that stands in its ``document`` from ``start`` to ``stop`` is ``true``: most
    sentences are cited many times, further apart than compression looks back.

    Parameters
    ----------
    record : mapping

    Returns
    -------
    str
    """
    texts = {article["id"]: article["text"] for article in record["articles"]}
    content = {"record": plain(record), "tables": _tables(record)}
    written = json.dumps(_lighter(content, texts), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return b64encode(zlib.compress(escaped(written).encode("utf-8"))).decode("ascii")


def _tables(record: Mapping[str, Any]) -> dict[str, Any]:
    answers, grouped = report_parts(record), record["grouped"]
    tables = {"read": table(answers["read"]), **{view: table(answers["compare"], view) for view in _SAVED}}
    if grouped is not None:
        tables["coverage-by-group"] = table({**answers["compare"], "coverage": grouped["coverage"]})
    return {
        name: [list(columns), [{column: cell(row.get(column)) for column in columns} for row in rows]]
        for name, (columns, rows) in tables.items()
    }


def _lighter(value: Any, texts: Mapping[str, str]) -> Any:
    """A value without the words of its sentences."""
    if isinstance(value, list):
        return [_lighter(item, texts) for item in value]
    if not isinstance(value, dict):
        return value
    light = {key: _lighter(item, texts) for key, item in value.items()}
    if isinstance(value.get("text"), str) and value["text"] == _words_at(value, texts):
        light["text"] = True
    return light


def _words_at(value: Mapping[str, Any], texts: Mapping[str, str]) -> str | None:
    """What stands in an article at the span of a value, where it has one."""
    document, start, stop = (value.get(name) for name in ("document", "start", "stop"))
    if not (isinstance(document, str) and isinstance(start, int) and isinstance(stop, int)):
        return None
    return texts.get(document, "")[start:stop]
