"""Names of a package that are imported when they are first asked for.

A second run reads a kept result: importing NumPy, and the rooms that made the result, would take as long as all that it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def names_at(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a package, which looks names up where they are.

    Parameters
    ----------
    package : str
        Its ``__name__``.
    homes : mapping of str to str
        Names, between spaces, by module, as seen from the package. No module may be called as one of them is: Python would find it instead.
    """
    home_of = {name: home for home, names in homes.items() for name in names.split()}

    def attribute(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f".{home_of[name]}", package), name)

    return attribute
