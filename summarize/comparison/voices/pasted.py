"""Links to other articles that a page pastes into its sentences, behind the name of somebody."""

from __future__ import annotations

import re
from typing import Final

#: The word by which such a list of headlines ends, with what may hang on it.
_END: Final = re.compile(r" MORE(?=[\s'’,.)]|$)")
#: A name run into the headline behind it: "Jane RoeMayor opens dam".
_JOINT: Final = re.compile(r"(?<=[a-z.])(?=[A-Z][\w’']*\b)")
_NAME: Final = re.compile(r"(?:[A-Z][\w.’'-]*|\([A-Z][\w.’' -]*\))(?: (?:[A-Z][\w.’'-]*|\([A-Z][\w.’' -]*\)))*\Z")
#: Characters that the headlines have at most, and the names before them.
_LONGEST, _NAMES = 500, 80


def without_pasted(text: str) -> str:
    """Put blanks in place of pasted lists of links, so that every other place in the text stays where it is.

    Such a list follows a name, says the name again in full and runs it into the first headline: "Jane Roe Jane Ann RoeMayor opens dam MORE
    said". Its quotations are those of other articles, and its names nobody's here.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as the text.

    Examples
    --------
    >>> without_pasted("Jane Roe Jane Ann RoeMayor: 'All bets are off' MORE said so.").split()
    ['Jane', 'Roe', 'said', 'so.']
    """
    if " MORE" not in text:
        return text
    pieces: list[str] = []
    place = 0
    for end in _END.finditer(text):
        low = max(place, end.start() - _LONGEST, text.rfind("\n", 0, end.start()) + 1)
        start = _start(text, low, end.start())
        if start is not None:
            pieces += (text[place:start], " " * (end.end() - start))
            place = end.end()
    return "".join([*pieces, text[place:]])


def _start(text: str, low: int, stop: int) -> int | None:
    """Where a list begins that ends at a place: at the name that is said again; None where there is none."""
    for joint in _JOINT.finditer(text, low, stop):
        run = _NAME.search(text, max(low, joint.start() - _NAMES), joint.start())
        names = [] if run is None else run.group().split(" ")
        before = names[:-1]
        if run is not None and names[-1] in before:
            # The surname that stands twice: behind the first of them the full name begins.
            behind = len(before) - before[::-1].index(names[-1])
            behind += before[behind : behind + 1] in (["Jr."], ["Sr."])
            return run.start() + len(" ".join(names[:behind])) + 1
    return None
