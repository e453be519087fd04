"""What was computed last, kept by what it was computed from, for rooms that ask for the same again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Value = TypeVar("_Value")


class Recent(Generic[_Value]):
    """Keeps the values of the keys that were asked for last.

    `functools.lru_cache` with what is computed, and whom it tells of its progress, left out of the key.

    Parameters
    ----------
    size : int
        Values kept at most.

    Examples
    --------
    >>> squares = Recent(size=2)
    >>> [squares.of(n, lambda n=n: n * n) for n in (3, 3, 4)]
    [9, 9, 16]
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, _Value] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, compute: Callable[[], _Value]) -> _Value:
        """Return the value of a key, computed now if it is not kept; two threads may compute the same at once."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = compute()
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value
