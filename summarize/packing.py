"""Results as compressed JSON, written a row at a time: what is kept of a large one never stands in memory twice."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["pack", "unpack"]

#: Rows that are written together.
_ROWS: Final = 1_000

#: Depth at which long lists are looked for: the tables of a record, and those of the parts of one.
_DEPTH: Final = 2


def pack(value: Any, largest: int) -> bytes | None:
    """Write a value as compressed JSON.

    Parameters
    ----------
    value : object
        What JSON can hold; any sequence is a list.
    largest : int
        Bytes beyond which it is given up.

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
    for text in _written(value, _DEPTH):
        pieces.append(packer.compress(text.encode("ascii")))
        size += len(pieces[-1])
        if size > largest:
            return None
    pieces.append(packer.flush())
    return b"".join(pieces) if size + len(pieces[-1]) <= largest else None


def unpack(packed: bytes) -> Any:
    """Read what `pack` wrote."""
    return json.loads(zlib.decompress(packed))


def _written(value: Any, depth: int) -> Iterator[str]:
    if depth and isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        sign = "{"
        for key, item in value.items():
            yield f"{sign}{_json(key)}:"
            yield from _written(item, depth - 1)
            sign = ","
        yield "}" if value else "{}"
    elif isinstance(value, Sequence) and not isinstance(value, str) and len(value) > _ROWS:
        for start in range(0, len(value), _ROWS):
            yield ("," if start else "[") + _json(list(value[start : start + _ROWS]))[1:-1]
        yield "]"
    else:
        yield _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=list)
