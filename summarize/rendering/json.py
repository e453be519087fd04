"""Records as JSON: one UTF-8 object."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

from ..records.schema import VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["to_json"]

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
    A lone surrogate, which a broken source may hold, is written as its escape, so that the output is valid UTF-8.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison; the other views are left out.
    """
    kept = {k: v for k, v in record.items() if only is None or k not in _VIEW_OF or _VIEW_OF[k] == only}
    text = json.dumps(_plain(kept), ensure_ascii=False, indent=2, allow_nan=False)
    return "".join(c if not 0xD800 <= ord(c) <= 0xDFFF else f"\\u{ord(c):04x}" for c in text) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
