"""How a number of things is said, wherever it is said."""

from __future__ import annotations


def counted(n: int, thing: str, things: str | None = None) -> str:
    """Say a number of things.

    Examples
    --------
    >>> counted(1, "outlet"), counted(2, "copy", "copies")
    ('1 outlet', '2 copies')
    """
    return f"{n} {thing if n == 1 else things or thing + 's'}"
