"""Records as JSON: one UTF-8 object."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

from ..records.schema import VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["to_json"]

#: Rows of one list above which each stands on a line of its own: indented, the sentences of a million would take minutes to write.
_MANY: Final = 10_000

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

#: The view that each table of a comparison belongs to.
_VIEW_OF: Final = {
    **{view: view for view in VIEWS},
    "columns": "alignments",
    "voice_outlets": "voices",
    "shared_quotations": "voices",
    "emphasis_notes": "emphasis",
    "emphasis_words_tested": "emphasis",
    "timeline_outlets": "timeline",
    "timeline_documents": "timeline",
}


def to_json(record: Mapping[str, Any], only: str | None = None) -> str:
    """Write a record as one JSON object.

    Keys stand in the order of the record, floats are rounded to six decimals, and a number that JSON cannot hold is null.
    A list of more than 10,000 rows is written a row a line. A lone surrogate, which a broken source may hold, is written as its escape, so that the output is valid UTF-8.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison; the other views are left out.
    """
    kept = {k: v for k, v in record.items() if only is None or k not in _VIEW_OF or _VIEW_OF[k] == only}
    if not kept:
        return "{}\n"
    text = ",\n".join(f"  {json.dumps(str(key), ensure_ascii=False)}: {_written(value)}" for key, value in kept.items())
    return "{\n" + _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n}\n"


def _written(value: Any) -> str:
    """A value of the record as JSON, indented as part of it."""
    if isinstance(value, list) and len(value) > _MANY:
        rows = (json.dumps(_plain(row), ensure_ascii=False, allow_nan=False) for row in value)
        return "[\n    " + ",\n    ".join(rows) + "\n  ]"
    return json.dumps(_plain(value), ensure_ascii=False, indent=2, allow_nan=False).replace("\n", "\n  ")


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
