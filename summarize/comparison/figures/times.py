"""Times: whether two sentences may give figures of one time."""

from __future__ import annotations

import re
from typing import Final

NAMED_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")

_DAY: Final = 86_400.0


def of_one_time(instants: tuple[float | None, float | None], texts: tuple[str, str], days: float) -> bool:
    """Whether two articles are published within so many days, and two sentences of them do not name other years.

    Parameters
    ----------
    instants : (float or None, float or None)
        When each article was published, in seconds; one without a date may be of any time.
    texts : (str, str)
        The sentence of each.
    days : float

    Examples
    --------
    >>> week = 7 * 86_400.0
    >>> of_one_time((0.0, week), ("12 died.", "45 died."), 7), of_one_time((0.0, 2 * week), ("12 died.", "45 died."), 7)
    (True, False)
    >>> of_one_time((0.0, None), ("12 died in 2023.", "45 died in 2024."), 7)
    False
    """
    first, second = instants
    if first is not None and second is not None and abs(first - second) > days * _DAY:
        return False
    ours, theirs = (set(NAMED_YEAR.findall(text)) for text in texts)
    return not ours or not theirs or bool(ours & theirs)
