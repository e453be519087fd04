"""Quotations: where they open and close in a text, whatever the marks, and which sentences they cut across.

Marks are read by what stands on either side of them rather than by their shape alone, because the same mark opens in one
language and closes in another, and a straight one does both. An apostrophe is no mark. A mark without its fellow quotes
nothing, with two exceptions: a quotation that goes on in the next paragraph, which repeats the opening mark, and a last
one that nothing contradicts, which ends with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_WORD: Final = re.compile(r"[^\W_]")
_MARK: Final = re.compile(r"''|``|’’|‘‘|[\"“”„‟＂«»‹›‘’‚'`「」『』]")

#: Markup left in a badly saved page: tags, and attributes whose tag is cut off; the marks in them quote nothing.
_MARKUP: Final = re.compile(
    r"</?[A-Za-z][^<>\n]{0,1000}>|(?<![\w=])[A-Za-z][\w:-]{0,40}=(?:\"[^\"<>\n]{0,1000}\"|'[^'<>\n]{0,1000}')"
)

#: Marks by the family in which they open and close each other.
_DOUBLE, _SINGLE, _GUILLEMET, _SMALL_GUILLEMET, _CORNER, _WHITE_CORNER = range(6)
_FAMILY: Final = {
    **dict.fromkeys(("''", "``", "’’", "‘‘", '"', "“", "”", "„", "‟", "＂"), _DOUBLE),
    **dict.fromkeys("‘’‚'`", _SINGLE),
    **dict.fromkeys("«»", _GUILLEMET),
    **dict.fromkeys("‹›", _SMALL_GUILLEMET),
    **dict.fromkeys("「」", _CORNER),
    **dict.fromkeys("『』", _WHITE_CORNER),
}
_ALWAYS_OPEN: Final = frozenset(("„", "‚", "「", "『", "``", "‘‘", "`"))
_ALWAYS_CLOSED: Final = frozenset("」』")

_BEFORE_OPENING: Final = frozenset("([{—–-−/=:>\"“„«‹‘'‚¿¡…、，：")
_AFTER_CLOSING: Final = frozenset(".,;:!?)]}…—–-/\"”“»›’'、，。：；！？")

#: Words that begin with an apostrophe: rock 'n' roll, the '90s, 'em.
_ELISION: Final = re.compile(
    r"(?:\d0s|\d\d(?!\d)|em|til|tis|twas|cause|bout|round|cos|cuz|n['’])\b|s\b|n\b", re.IGNORECASE
)

_ENDED: Final = re.compile(r"[.!?…。！？؟:;,][\"”’'»›“«‹」』)\]]{0,4}\s*\Z")

#: How a line begins that opens a quotation.
_OPENING_LINE: Final = re.compile(rf"(?!['‘](?i:{_ELISION.pattern}))[\"'“‘„«](?=[\w\[])")

#: Quotations open at once.
_DEEPEST: Final = 8

#: Marks looked ahead for a better closing of a single quotation than the plural's apostrophe at hand.
_LOOK_AHEAD: Final = 30


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a text within quotation marks.

    Attributes
    ----------
    start, stop : int
        Half-open, the marks included.
    inner_start, inner_stop : int
        The same without the outer marks; marks repeated at the head of further paragraphs stay.
    depth : int
        0 for an outermost quotation, 1 for one inside it, ...
    closed : bool
        False where the closing mark is missing and the paragraph's end stands for it.
    n_paragraphs : int
        Paragraphs that it goes over.
    """

    start: int
    stop: int
    inner_start: int
    inner_stop: int
    depth: int
    closed: bool
    n_paragraphs: int


@dataclass(slots=True)
class _Open:
    """A quotation that has not closed yet."""

    start: int
    inner_start: int
    family: int
    paragraph: int
    n_paragraphs: int = 1
    inside: list[_Found] = field(default_factory=list)
    repeated: bool = False


@dataclass(slots=True)
class _Found:
    start: int
    stop: int
    inner_start: int
    inner_stop: int
    family: int
    closed: bool
    n_paragraphs: int
    inside: list[_Found]


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of a text, nested ones included.

    Straight, curly, low, angled and corner marks are read, two single marks as a double one, and ‘ ’ where they are not
    apostrophes. A quotation over several paragraphs, each of which opens it again, is one quotation.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of Quotation
        By start; an outer one before those inside it.

    Notes
    -----
    O(n_characters).

    Examples
    --------
    >>> text = "“We said ‘no’ to the ministers’ plan,” he said."
    >>> [(text[q.inner_start : q.inner_stop], q.depth) for q in find_quotations(text)]
    [('We said ‘no’ to the ministers’ plan,', 0), ('no', 1)]
    """
    marks = [match.span() for match in _MARK.finditer(text)]
    if "<" in text or '="' in text or "='" in text:
        markup = [match.span() for match in _MARKUP.finditer(text)]
        starts = [start for start, _ in markup]
        marks = [mark for mark in marks if not _inside(mark[0], markup, starts)]
    if not marks:
        return ()
    found = _Reader(text, marks).read()
    quotations: list[Quotation] = []

    pending = [(item, 0) for item in found]
    while pending:
        item, depth = pending.pop()
        quotations.append(
            Quotation(item.start, item.stop, item.inner_start, item.inner_stop, depth, item.closed, item.n_paragraphs)
        )
        pending += [(nested, depth + 1) for nested in item.inside]
    quotations.sort(key=lambda q: (q.start, -q.stop))
    return tuple(quotations)


def _inside(place: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether a place is in one of some spans that stand in order, and that begin at `starts`."""
    number = bisect_left(starts, place + 1) - 1
    return number >= 0 and place < spans[number][1]


def unquoted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find where words first stand in a text outside its quotations; None where they do not.

    Examples
    --------
    >>> unquoted(re.compile("we"), "“Then we left,” she said.") is None, unquoted(re.compile("we"), "Then we left.").start()
    (True, 5)
    """
    if pattern.search(text) is None:
        return None
    spoken = [(quotation.start, quotation.stop) for quotation in find_quotations(text)]
    found = pattern.finditer(text)
    return next((match for match in found if not any(start <= match.start() < stop for start, stop in spoken)), None)


def half_quotations(text: str, spans: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Tell which sentences begin or end in the middle of a quotation.

    Such a sentence, shown alone, puts words into the mouth of the wrong one, or shows a mark that never closes.

    Parameters
    ----------
    text : str
        The document.
    spans : sequence of (start, stop)
        Its sentences, in order.

    Returns
    -------
    ndarray of shape (n_spans, 2)
        Whether the first word of the sentence stands in a quotation that has words before it, and whether its last word
        stands in one that has words after it.

    Notes
    -----
    O(n_characters + n_spans log n_quotations).

    Examples
    --------
    >>> text = "“We came. We stayed,” she said. They left."
    >>> half_quotations(text, [(0, 9), (10, 31), (32, 42)]).tolist()
    [[False, True], [True, False], [False, False]]
    """
    outermost = [q for q in find_quotations(text) if q.depth == 0]
    import numpy as np

    halves = np.zeros((len(spans), 2), dtype=bool)
    starts = [q.start for q in outermost]
    for row, (start, stop) in enumerate(spans):
        for column, place in enumerate((start, stop)):
            number = bisect_left(starts, place) - 1
            if number >= 0 and place < outermost[number].stop:
                quotation = outermost[number]
                before = _WORD.search(text, quotation.inner_start, place)
                halves[row, column] = bool(before and _WORD.search(text, place, quotation.inner_stop))
    return halves


class _Reader:
    """One pass over the marks of a text, paragraph by paragraph."""

    def __init__(self, text: str, marks: list[tuple[int, int]]) -> None:
        self.text = text
        self.marks = marks
        self.paragraphs = _paragraphs(text)
        self.inwards = {
            _GUILLEMET: _points_inwards(text, "«", "»"),
            _SMALL_GUILLEMET: _points_inwards(text, "‹", "›"),
        }
        self.stack: list[_Open] = []
        self.found: list[_Found] = []

    def read(self) -> list[_Found]:
        """Return the outermost quotations."""
        number = 0
        for paragraph, (_, stop) in enumerate(self.paragraphs):
            first = number
            while number < len(self.marks) and self.marks[number][0] < stop:
                number += 1
            for item in self.stack:
                item.n_paragraphs += 1
                item.repeated = True
            for k in range(first, number):
                self._mark(k, number, paragraph)
            self._end(paragraph, stop, number)
        return self.found

    def _end(self, paragraph: int, stop: int, following: int) -> None:
        """Close or give up what the paragraph leaves open."""
        if not self.stack:
            return
        outer = self.stack[0]
        contradicted = any(item.family == outer.family for item in self.stack[1:]) or (
            outer.paragraph == paragraph and any(item.family == outer.family for item in outer.inside)
        )
        if not contradicted and self._opens_again(outer, paragraph, following):
            for item in self.stack[1:]:
                outer.inside.extend(item.inside)
            del self.stack[1:]
            return
        end = len(self.text[:stop].rstrip())
        last = outer.inside[-1] if outer.inside else None
        while self.stack:
            item = self.stack.pop()
            swallowed = (
                item.family == _GUILLEMET
                and last is not None
                and last.family == _GUILLEMET
                and _only_stops(self.text[last.stop : end])
            )
            if item is outer and swallowed and last is not None:
                # Russian writes one closing mark for two that would meet.
                last.stop = last.inner_stop
                self._close(item, last.inner_stop, last.inner_stop + 1, closed=True)
            elif item is outer and item.family != _SINGLE and not contradicted:
                self._close(item, end, end, closed=False)
            else:
                (self.stack[-1].inside if self.stack else self.found).extend(item.inside)

    def _opens_again(self, item: _Open, paragraph: int, following: int) -> bool:
        """Whether the next paragraph begins with the mark that opened a quotation, and this one ends a sentence."""
        if following >= len(self.marks) or paragraph + 1 >= len(self.paragraphs):
            return False
        mark = slice(*self.marks[following])
        head = self.text[self.paragraphs[paragraph + 1][0] : mark.start]
        start, stop = self.paragraphs[paragraph]
        return (
            not head.strip(" \t\u00a0-–—•")
            and self.text[mark] == self.text[item.start : item.inner_start]
            and bool(_ENDED.search(self.text[max(item.inner_start, start, stop - 40) : stop]))
        )

    def _mark(self, k: int, last: int, paragraph: int) -> None:
        start, stop = self.marks[k]
        mark = self.text[start:stop]
        family = _FAMILY[mark]
        if self.stack and self.stack[0].repeated:
            self.stack[0].repeated = False
            if family == self.stack[0].family:
                return
        opens = self._opens(k, last, family)
        if opens is None:
            return
        if opens:
            if len(self.stack) == _DEEPEST:
                # Nobody nests so deep: the outermost lacks its closing mark.
                self.found.extend(self.stack.pop(0).inside)
            self.stack.append(_Open(start, stop, family, paragraph))
        else:
            self._close_family(family, start, stop)

    def _close_family(self, family: int, start: int, stop: int) -> None:
        if not any(item.family == family for item in self.stack):
            return
        while self.stack[-1].family != family:
            given_up = self.stack.pop()
            self.stack[-1].inside.extend(given_up.inside)
        self._close(self.stack.pop(), start, stop, closed=True)

    def _close(self, item: _Open, inner_stop: int, stop: int, *, closed: bool) -> None:
        quotation = _Found(
            item.start, stop, item.inner_start, inner_stop, item.family, closed, item.n_paragraphs, item.inside
        )
        (self.stack[-1].inside if self.stack else self.found).append(quotation)

    def _opens(self, k: int, last: int, family: int) -> bool | None:
        """Whether a mark opens (True) or closes (False); None where it is an apostrophe, an inch, a minute."""
        start, stop = self.marks[k]
        mark = self.text[start:stop]
        before = self.text[start - 1] if start else "\n"
        after = self.text[stop] if stop < len(self.text) else "\n"
        is_open = any(item.family == family for item in self.stack)
        if family in self.inwards:
            return (mark in "«‹") != self.inwards[family]
        if family == _SINGLE:
            return self._single_opens(k, last, mark, before, after)
        if mark in ('"', "''") and "\u05d0" <= before <= "\u05ea" and after.isalpha():
            # Hebrew writes its abbreviations with such a mark before the last letter.
            return None
        if mark in _ALWAYS_OPEN:
            return True
        if mark in _ALWAYS_CLOSED:
            return False
        opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        closing = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
        if opening != closing:
            if mark == "”" and opening and is_open and before in _BEFORE_OPENING:
                return False
            if closing and not is_open and before.isdigit() and mark in ('"', "''"):
                return None
            return opening
        if mark in "“‟":
            return not (is_open and self.text[self.stack[-1].start] == "„")
        if mark == "”":
            return False
        return not is_open

    def _single_opens(self, k: int, last: int, mark: str, before: str, after: str) -> bool | None:
        start, stop = self.marks[k]
        if before.isalnum() and after.isalnum():
            return None
        open_here = self.stack and self.stack[-1].family == _SINGLE
        if mark in "‘‚`'" and not before.isalnum() and not after.isspace() and not open_here:
            starts = before.isspace() or before in _BEFORE_OPENING
            if not starts or (mark != "‚" and _ELISION.match(self.text, stop)):
                return None
            return True if after.isalnum() or after in '[($£€…“".«¡¿#@' else None
        if mark == "‘" and open_here and before in ".,!?…" and self.text[self.stack[-1].start] == "‚":
            return False
        if not open_here or before.isspace() or after.isalnum():
            return None
        doubtful = before in "sSzZxX" or self.text[start - 2 : start] == "in"
        if doubtful and after.isspace() and self._closes_later(k, last):
            return None
        return False

    def _closes_later(self, k: int, last: int) -> bool:
        """Whether a better closing single mark follows before another opens."""
        for start, stop in self.marks[k + 1 : min(last, k + 1 + _LOOK_AHEAD)]:
            mark = self.text[start:stop]
            before = self.text[start - 1]
            after = self.text[stop] if stop < len(self.text) else "\n"
            if _FAMILY[mark] != _SINGLE:
                # Behind the outer quotation's end nothing can close the inner one.
                if any(item.family == _FAMILY[mark] for item in self.stack) and not before.isspace():
                    return False
                continue
            if before.isalnum() and after.isalnum():
                continue
            if before.isspace() or mark == "‘":
                return False
            if not after.isalnum() and before not in "sSzZxX":
                return True
        return False


def _only_stops(text: str) -> bool:
    return all(c.isspace() or c in ".,;:!?…" for c in text)


def _points_inwards(text: str, left: str, right: str) -> bool:
    """Whether »…« is how the text quotes, as in German and Danish books."""

    def count(opening: str, closing: str) -> int:
        opened = re.findall(rf"(?:^|[\s(]){opening}(?=\w)", text)
        closed = re.findall(rf"(?<=[^\s(]){closing}(?:$|[\s.,;:!?)])", text)
        return len(opened) + len(closed)

    return right in text and left in text and count(right, left) > count(left, right)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches that a quotation does not leave unannounced: lines, or blocks between empty lines in wrapped text."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        lines.append((position, position + len(line)))
        position += len(line)
    words = [text[start:stop].strip() for start, stop in lines]
    pairs = [(a, b) for a, b in pairwise(words) if a and b]
    goes_on = [not _ENDED.search(a) and not b[:1].isupper() for a, b in pairs]
    wrapped = len(pairs) >= 2 and sum(goes_on) * 3 >= len(pairs)
    paragraphs: list[tuple[int, int]] = []
    joined = False
    for (start, stop), line, following in zip(lines, words, [*words[1:], ""], strict=True):
        if joined:
            paragraphs[-1] = (paragraphs[-1][0], stop)
        elif line:
            paragraphs.append((start, stop))
        # A line that opens a quotation goes on with none before it.
        joined = bool(line and following) and (wrapped or not (_ENDED.search(line) or _OPENING_LINE.match(following)))
    return paragraphs
