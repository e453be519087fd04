"""Records that are made as they are looked at: a table nobody asks for is not built, and the rows of a long one stand nowhere together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Item = TypeVar("_Item")
_Row = TypeVar("_Row")


class Rows(Sequence[_Row], Generic[_Item, _Row]):
    """Rows of a table, each made from its item when it is looked at, and not kept.

    Parameters
    ----------
    items : sequence
    make : callable
        Returns the row of an item.

    Examples
    --------
    >>> rows = Rows((1, 2, 3), lambda n: {"square": n * n})
    >>> len(rows), rows[-1], list(rows[:2])
    (3, {'square': 9}, [{'square': 1}, {'square': 4}])
    """

    def __init__(self, items: Sequence[_Item], make: Callable[[_Item], _Row]) -> None:
        self._items = items
        self._make = make

    def __reduce__(self) -> tuple[type[list[_Row]], tuple[list[_Row]]]:
        """A copy, in another process or not, has its rows made."""
        return list, (list(self),)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[_Row]:
        return map(self._make, self._items)

    @overload
    def __getitem__(self, place: int) -> _Row: ...

    @overload
    def __getitem__(self, place: slice) -> Rows[_Item, _Row]: ...

    def __getitem__(self, place: int | slice) -> _Row | Rows[_Item, _Row]:
        if isinstance(place, slice):
            return Rows(self._items[place], self._make)
        return self._make(self._items[place])


class LazyRecord(Mapping[str, Any]):
    """A record whose fields are made when they are first looked at, and kept.

    Parameters
    ----------
    makers : mapping of str to callable
        What makes each field, in their order.

    Examples
    --------
    >>> record = LazyRecord({"cheap": lambda: 1, "dear": lambda: 1 / 0})
    >>> list(record), record["cheap"]
    (['cheap', 'dear'], 1)
    """

    def __init__(self, makers: Mapping[str, Callable[[], Any]]) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        """A copy, in another process or not, has its fields made."""
        return dict, (dict(self),)

    def __getitem__(self, field: str) -> Any:
        if field not in self._made:
            self._made[field] = self._makers[field]()
        return self._made[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def changed(self, **makers: Callable[[], Any]) -> LazyRecord:
        """Return the record with other fields in the place of some, made no earlier than these."""
        return LazyRecord({**{field: partial(self.__getitem__, field) for field in self._makers}, **makers})


#: What JSON holds as it is: most of a record, and soonest told by its very type.
_AS_IT_IS: Final = frozenset((str, int, bool, type(None)))


def plain(value: Any) -> Any:
    """Return what the JSON of a value says, as plain dicts and lists: all fields and rows made, numbers rounded to six decimals.

    A number that JSON cannot hold is None.

    Examples
    --------
    >>> plain(LazyRecord({"share": lambda: 2 / 3, "rows": lambda: Rows((1, 2), lambda n: {"n": n})}))
    {'share': 0.666667, 'rows': [{'n': 1}, {'n': 2}]}
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, dict | Mapping):
        return {str(key): item if type(item) in _AS_IT_IS else plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | Rows):
        return [item if type(item) in _AS_IT_IS else plain(item) for item in value]
    return value
