"""What is computed an item at a time and kept: what is missing is computed by the workers, before it is asked for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..cache import Memo
    from .local import Engine


class Ahead:
    """Values that are there already, before a memo that may have others.

    Parameters
    ----------
    values : dict of str to object
    memo : Memo, optional
        Keeps the values when they are asked for.
    """

    def __init__(self, values: dict[str, Any], memo: Memo | None) -> None:
        self._values = values
        self._memo = memo

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        """Return the value that is there, or the memo's, or compute it."""

        def found() -> Any:
            return self._values[key] if key in self._values else compute()

        return found() if self._memo is None else self._memo.memo(stage, key, found)


def work_ahead(
    engine: Engine,
    memo: Memo | None,
    stage: str,
    function: Callable[[Any], Any],
    items: Iterable[tuple[str, Any]],
    *,
    portion: int,
    progress: Callable[[int], None] | None = None,
) -> Memo | None:
    """Let the workers compute what a memo lacks; the stage then goes on as if all had been kept from an earlier run.

    Parameters
    ----------
    engine : Engine
        One without workers does nothing: what is missing is computed when it is asked for.
    memo : Memo, optional
    stage : str
    function : callable
        ``function(item)`` gives the value.
    items : iterable of (str, object)
        Keys and items; taken as they are needed.
    portion : int
        Items sent together.
    progress : callable, optional
        Called with the number of items done.

    Returns
    -------
    Memo or None
        What to ask from here on.
    """
    if not engine.spreads:
        return memo
    values: dict[str, Any] = {}
    keys_of: list[list[str]] = []
    asked: set[str] = set()

    def missing() -> Iterator[tuple[str, Any]]:
        for key, item in items:
            if key not in asked and not _is_kept(memo, stage, key):
                asked.add(key)
                yield key, item

    def portions() -> Iterator[list[Any]]:
        left = missing()
        while some := list(islice(left, portion)):
            keys_of.append([key for key, _ in some])
            yield [item for _, item in some]

    for number, found in engine.map(_each, portions(), given=function):
        values.update(zip(keys_of[number], found, strict=True))
        if progress is not None:
            progress(len(values))
    return Ahead(values, memo)


def _each(function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    return [function(item) for item in items]


class _AbsentError(Exception):
    """A memo does not have what was asked for."""


def _is_kept(memo: Memo | None, stage: str, key: str) -> bool:
    def absent() -> Any:
        raise _AbsentError

    if memo is None:
        return False
    try:
        memo.memo(stage, key, absent)
    except _AbsentError:
        return False
    return True
