"""Records as JSON: one UTF-8 object."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from ..records.lazy import Rows, plain
from ..records.parts import of_view
from ..timing import portions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..timing import Told

#: Rows of one list above which each stands on a line of its own: indented, the sentences of a million would take minutes to write.
_MANY: Final = 10_000

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

#: Rows that are handed on together.
_CHUNK: Final = 1_000


def json_pieces(record: Mapping[str, Any], only: str | None = None, progress: Told = None) -> Iterator[str]:
    """Write a record as one JSON object, a piece at a time; the rows of a long list are made as they are written.

    Keys stand in the order of the record, floats are rounded to six decimals, and a number that JSON cannot hold is null.
    A list of more than 10,000 rows is written a row a line. A lone surrogate, which a broken source may hold, is written as its escape, so that the output is valid UTF-8.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison; the other views are left out.
    progress : callable, optional
        Called with the number of rows written and of all.
    """
    # Before the first piece is written all is there that could fail.
    kept = dict(of_view(record, only).items())
    n_rows = sum(map(_rows_of, kept.values()))
    sign, sizes = "{", [_size_of(value) for value in kept.values()] if progress is not None else [0] * len(kept)
    with portions(progress if n_rows else None, n_rows, *sizes) as each:
        for (key, value), told in zip(kept.items(), each, strict=True):
            yield escaped(f"{sign}\n  {json.dumps(str(key), ensure_ascii=False)}: ")
            n_done = 0
            for n, piece in _written(value):
                yield escaped(piece)
                n_done += n
                if told is not None and n:
                    told(n_done, len(value))
            sign = ","
    yield "\n}\n" if kept else "{}\n"


def escaped(text: str) -> str:
    """Return JSON with lone surrogates as their escapes, which UTF-8 can hold."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _size_of(value: Any) -> int:
    """About how many characters a table has, by a row in its middle: those of one table take ten times as long to write as those of another."""
    n_rows = _rows_of(value)
    return n_rows * len(json.dumps(plain(value[n_rows // 2]))) if n_rows else 0


def _rows_of(value: Any) -> int:
    return len(value) if isinstance(value, list | Rows) else 0


def _written(value: Any) -> Iterator[tuple[int, str]]:
    """A value of the record as JSON, indented as part of it: pieces, and how many rows each holds."""
    n_rows = _rows_of(value)
    if not n_rows:
        yield 0, json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False).replace("\n", "\n  ")
        return
    indent, before = 2 if n_rows <= _MANY else None, "[\n    "
    for start in range(0, n_rows, _CHUNK):
        some = value[start : start + _CHUNK]
        rows = (json.dumps(plain(row), ensure_ascii=False, indent=indent, allow_nan=False) for row in some)
        yield len(some), before + ",\n    ".join(row.replace("\n", "\n    ") for row in rows)
        before = ",\n    "
    yield 0, "\n  ]"
