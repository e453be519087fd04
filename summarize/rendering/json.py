"""Records as JSON: one UTF-8 object."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

from ..records.schema import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["json_pieces", "to_json"]

#: Rows of one list above which each stands on a line of its own: indented, the sentences of a million would take minutes to write.
_MANY: Final = 10_000

#: Rows that are written together.
_TOGETHER: Final = 1_000

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
    return "".join(json_pieces(record, only))


def json_pieces(
    record: Mapping[str, Any], only: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Iterator[str]:
    """Write the same piece by piece, so that the text of a very large record never stands in memory.

    Parameters
    ----------
    record, only
        As for `to_json`.
    progress : callable, optional
        Called with the rows done of the lists that are written a row a line, and with all of them.

    Yields
    ------
    str
    """
    kept = {k: v for k, v in record.items() if only is None or k not in _VIEW_OF or _VIEW_OF[k] == only}
    if not kept:
        yield "{}\n"
        return
    n_rows = sum(len(value) for value in kept.values() if _is_long(value))
    n_done = 0
    opening = "{\n"
    for key, value in kept.items():
        yield f"{opening}  {json.dumps(str(key), ensure_ascii=False)}: "
        opening = ",\n"
        if not _is_long(value):
            whole = json.dumps(_plain(value), ensure_ascii=False, indent=2, allow_nan=False)
            yield _escaped(whole.replace("\n", "\n  "))
            continue
        before = "[\n    "
        for start in range(0, len(value), _TOGETHER):
            rows = value[start : start + _TOGETHER]
            lines = (json.dumps(_plain(row), ensure_ascii=False, allow_nan=False) for row in rows)
            yield before + _escaped(",\n    ".join(lines))
            before = ",\n    "
            n_done += len(rows)
            if progress is not None:
                progress(n_done, n_rows)
        yield "\n  ]"
    yield "\n}\n"


def _is_long(value: Any) -> bool:
    return isinstance(value, list) and len(value) > _MANY


def _escaped(text: str) -> str:
    """Text with lone surrogates as their escapes."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
