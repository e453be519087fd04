"""Arguments of the wrong kind, refused where they are given: with what was expected, and what was given."""

from __future__ import annotations

import os
from collections.abc import Mapping
from operator import index
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How dates of numbers are read.
DateOrder: TypeAlias = Literal["day-first", "month-first"]

#: Sides of ROUGE.
Measure: TypeAlias = Literal["recall", "precision", "f1"]

#: Characters of a value that an error shows as it is.
_SHOWN: Final = 80


def shown(given: object) -> str:
    """What was given, for an error: as it is written where that is short and says something, else its kind.

    Examples
    --------
    >>> shown([5]), shown(shown), shown("x" * 100)
    ('[5]', 'function', 'str')
    """
    written = repr(given)
    says_nothing = len(written) > _SHOWN or "\n" in written or written.startswith("<")
    return type(given).__name__ if says_nothing else written


def expect(fits: bool, what: str, given: object, remedy: str = "") -> None:
    """Refuse an argument of another kind than it should be: by its kind where there is something to do about it, else as it is.

    Raises
    ------
    TypeError
        Saying what was expected, and what was given.
    """
    if not fits:
        got = f"{type(given).__name__}; {remedy}" if remedy else shown(given)
        raise TypeError(f"expected {what}, got {got}")


def in_a_list(given: Iterable[Any], what: str) -> list[Any]:
    """One name where several may stand: a string is one, and not its letters. `what` says what they are, where they are none."""
    expect(hasattr(given, "__iter__") and not isinstance(given, Mapping | bytes), what, given)
    return [given] if isinstance(given, str) else list(given)


def texts_of(name: str, given: Iterable[str], example: str) -> tuple[str, ...]:
    """A list of texts; one text alone is refused, because taken as a list it is its letters."""
    what = f"{name} to be a list of texts, such as [{example!r}]"
    expect(not isinstance(given, str), what, given)
    texts: tuple[str, ...] = tuple(in_a_list(given, what))
    expect(all(isinstance(text, str) for text in texts), what, given)
    return texts


def is_whole(given: object) -> bool:
    """Whether something is a whole number; true and false are none."""
    return hasattr(given, "__index__") and not isinstance(given, bool)


def whole_number(name: str, given: Any) -> int:
    """An argument that is a whole number."""
    expect(is_whole(given), f"{name} to be a whole number", given)
    return index(given)


def is_path(given: object) -> bool:
    """Whether something names a file or a folder."""
    return isinstance(given, str | os.PathLike)


def columns_of(given: object) -> None:
    """Refuse what says no columns of fields."""
    expect(given is None or isinstance(given, Mapping), "columns to be a mapping such as {'outlet': 'source'}", given)
