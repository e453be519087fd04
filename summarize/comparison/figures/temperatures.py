"""Temperatures below zero: before any other quantity a dash is seldom a sign."""

from __future__ import annotations

import re
from typing import Final

#: What makes a temperature one below zero, and characters before it in which that stands.
_BELOW: Final = re.compile(r"(?:^|(?<=[\s(\[]))(?:[-−–]|(?:minus|moins|menos|meno|min) )$", re.IGNORECASE)
_BEFORE: Final = 8


def below_zero(text: str, begin: int, start: int) -> tuple[int, int] | None:
    """Span of the sign before a temperature; None where it has none.

    Parameters
    ----------
    text : str
    begin, start : int
        Where the sentence begins, and the number, in `text`.

    Examples
    --------
    >>> below_zero("It fell to -15 degrees.", 0, 12), below_zero("It fell to minus 15 °C.", 0, 17), below_zero("between 5-15 °C", 0, 10)
    ((11, 12), (11, 17), None)
    """
    ahead = max(begin, start - _BEFORE)
    found = _BELOW.search(text[ahead:start])
    return None if found is None else (ahead + found.start(), start)
