"""Results as compressed JSON, written a row at a time: what is kept of a large one never stands in memory twice."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Rows that are written together.
_ROWS: Final = 1_000

#: Depth at which long lists are looked for: the tables of a record, and those of the parts of one.
_DEPTH: Final = 2


def pack(value: Any, largest: int, progress: Callable[[int, int], None] | None = None) -> bytes | None:
    """Write a value as compressed JSON.

    Parameters
    ----------
    value : object
        What JSON can hold; any sequence is a list.
    largest : int
        Bytes beyond which it is given up.
    progress : callable, optional
        Called with the number of rows written, and of all; of a value without long lists, never.

    Returns
    -------
    bytes, or None where it would take more

    Notes
    -----
    Memory: that of the result, and of a thousand rows of a long list.

    Examples
    --------
    >>> unpack(pack({"rows": [1, 2.5, "é"]}, 1_000)), pack("no room", 3)
    ({'rows': [1, 2.5, 'é']}, None)
    """
    packer, pieces, size = zlib.compressobj(1), [], 0
    done, n_rows = 0, _rows_of(value, _DEPTH)
    for n, text in _written(value, _DEPTH):
        if progress is not None and n:
            progress(done, n_rows)
        pieces.append(packer.compress(text.encode("ascii")))
        size += len(pieces[-1])
        done += n
        if size > largest:
            break
    if progress is not None and n_rows:
        progress(n_rows, n_rows)
    if size > largest:
        return None
    pieces.append(packer.flush())
    return b"".join(pieces) if size + len(pieces[-1]) <= largest else None


def unpack(packed: bytes) -> Any:
    """Read what `pack` wrote."""
    return json.loads(zlib.decompress(packed))


def _rows_of(value: Any, depth: int) -> int:
    """Rows of the long lists of a value."""
    if depth and isinstance(value, Mapping):
        return sum(_rows_of(item, depth - 1) for item in value.values())
    return len(value) if _is_long(value) else 0


def _is_long(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and len(value) > _ROWS


def _written(value: Any, depth: int) -> Iterator[tuple[int, str]]:
    """A value as JSON: pieces, and how many rows of long lists each holds."""
    if depth and isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        sign = "{"
        for key, item in value.items():
            yield 0, f"{sign}{_json(key)}:"
            yield from _written(item, depth - 1)
            sign = ","
        yield 0, "}" if value else "{}"
    elif _is_long(value):
        for start in range(0, len(value), _ROWS):
            some = list(value[start : start + _ROWS])
            yield len(some), ("," if start else "[") + _json(some)[1:-1]
        yield 0, "]"
    else:
        yield 0, _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=list)
