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

#: Letters behind which a mark may be the apostrophe of a plural.
_PLURAL: Final = frozenset("sSzZxX")

_BEFORE_OPENING: Final = frozenset("([{—–-−/=:>\"“„«‹‘'‚¿¡…、，：")
_AFTER_CLOSING: Final = frozenset(".,;:!?)]}…—–-/\"”“»›’'、，。：；！？")

_GUILLEMETS: Final = re.compile(r"[«‹»›](?=\w)")

#: Words that begin with an apostrophe: rock 'n' roll, the '90s, 'em.
_ELISION: Final = re.compile(
    r"(?:\d0s|\d\d(?!\d)|em|til|tis|twas|cause|bout|round|cos|cuz|n['’])\b|s\b|n\b", re.IGNORECASE
)

_ENDED: Final = re.compile(r"[.!?…。！？؟।॥۔|:;,][\"”’'»›“«‹」』)\]]{0,4}\s*\Z")

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
class _Stretch:
    """A quotation while it is read: what stands inside it, and where it ends once it has closed."""

    start: int
    inner_start: int
    family: int
    paragraph: int
    n_paragraphs: int = 1
    repeated: bool = False
    inner_stop: int = 0
    stop: int = 0
    closed: bool = False
    inside: list[_Stretch] = field(default_factory=list)


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
    # Markup is left out, and every mark stays where it is.
    readable = _MARKUP.sub(lambda match: " " * len(match.group()), text) if "<" in text or "=" in text else text
    marks = [match.span() for match in _MARK.finditer(readable)]
    if not marks:
        return ()
    quotations: list[Quotation] = []
    pending = [(item, 0) for item in _Reader(text, marks).read()]
    while pending:
        item, depth = pending.pop()
        quotations.append(
            Quotation(item.start, item.stop, item.inner_start, item.inner_stop, depth, item.closed, item.n_paragraphs)
        )
        pending += [(nested, depth + 1) for nested in item.inside]
    quotations.sort(key=lambda q: (q.start, -q.stop))
    return tuple(quotations)


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
    ndarray of shape (n_spans,)
        Whether the first word of the sentence stands in a quotation that has words before it, or its last word
        in one that has words after it.

    Notes
    -----
    O(n_characters + n_spans log n_quotations).

    Examples
    --------
    >>> text = "“We came. We stayed,” she said. They left."
    >>> half_quotations(text, [(0, 9), (10, 31), (32, 42)]).tolist()
    [True, True, False]
    """
    outermost = [q for q in find_quotations(text) if q.depth == 0]
    import numpy as np

    halves = np.zeros(len(spans), dtype=bool)
    starts = [q.start for q in outermost]
    for row, span in enumerate(spans):
        for place in span:
            number = bisect_left(starts, place) - 1
            if number >= 0 and place < outermost[number].stop:
                quotation = outermost[number]
                before = _WORD.search(text, quotation.inner_start, place)
                halves[row] |= before is not None and _WORD.search(text, place, quotation.inner_stop) is not None
    return halves


class _Reader:
    """One pass over the marks of a text, paragraph by paragraph."""

    def __init__(self, text: str, marks: list[tuple[int, int]]) -> None:
        self.text = text
        self.marks = marks
        self.paragraphs = _paragraphs(text)
        # German and Danish books quote with »…«: most of the marks that stand before a word show it.
        inwards = [mark in "»›" for mark in _GUILLEMETS.findall(text)]
        # Of as many either way the first shows it.
        self.inwards = 2 * sum(inwards) > len(inwards) - any(inwards[:1])
        self.stack: list[_Stretch] = []
        self.found: list[_Stretch] = []

    def read(self) -> list[_Stretch]:
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
                and not self.text[last.stop : end].strip(" .,;:!?…")
            )
            if item is outer and swallowed and last is not None:
                # Russian writes one closing mark for two that would meet.
                last.stop = last.inner_stop
                self._close(item, last.inner_stop, last.inner_stop + 1, closed=True)
            elif item is outer and item.family != _SINGLE and not contradicted:
                self._close(item, end, end, closed=False)
            else:
                (self.stack[-1].inside if self.stack else self.found).extend(item.inside)

    def _opens_again(self, item: _Stretch, paragraph: int, following: int) -> bool:
        """Whether the next paragraph begins with the mark that opened a quotation, and this one ends a sentence."""
        if following >= len(self.marks):
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
            self.stack.append(_Stretch(start, stop, family, paragraph))
        elif any(item.family == family for item in self.stack):
            while self.stack[-1].family != family:
                given_up = self.stack.pop()
                self.stack[-1].inside.extend(given_up.inside)
            self._close(self.stack.pop(), start, stop, closed=True)

    def _close(self, item: _Stretch, inner_stop: int, stop: int, *, closed: bool) -> None:
        item.inner_stop, item.stop, item.closed = inner_stop, stop, closed
        (self.stack[-1].inside if self.stack else self.found).append(item)

    def _opens(self, k: int, last: int, family: int) -> bool | None:
        """Whether a mark opens (True) or closes (False); None where it is an apostrophe, an inch, a minute."""
        start, stop = self.marks[k]
        mark = self.text[start:stop]
        before = self.text[start - 1] if start else "\n"
        after = self.text[stop] if stop < len(self.text) else "\n"
        is_open = any(item.family == family for item in self.stack)
        if family in (_GUILLEMET, _SMALL_GUILLEMET):
            return (mark in "«‹") != self.inwards
        if family == _SINGLE:
            return self._single_opens(k, last, before, after)
        if mark in ('"', "''") and "\u05d0" <= before <= "\u05ea" and after.isalpha():
            # Hebrew writes its abbreviations with such a mark before the last letter.
            return None
        if mark == "‘‘":
            return True
        opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        closing = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
        if opening != closing:
            return opening and not (mark == "”" and is_open and before in _BEFORE_OPENING)
        return mark != "”" and not is_open

    def _single_opens(self, k: int, last: int, before: str, after: str) -> bool | None:
        if not self.stack or self.stack[-1].family != _SINGLE:
            starts = before.isspace() or before in _BEFORE_OPENING
            if self.text[self.marks[k][0]] == "’" or not starts or _ELISION.match(self.text, self.marks[k][1]):
                return None
            return True if after.isalnum() or after in '[($£€…“".«¡¿#@' else None
        if (
            before.isspace()
            or after.isalnum()
            or (before in _PLURAL and after.isspace() and self._closes_later(k, last))
        ):
            return None
        return False

    def _closes_later(self, k: int, last: int) -> bool:
        """Whether a better closing single mark follows before another opens, or the outer quotation ends."""
        for start, stop in self.marks[k + 1 : min(last, k + 1 + _LOOK_AHEAD)]:
            before, after = self.text[start - 1], self.text[stop : stop + 1]
            family = _FAMILY[self.text[start:stop]]
            if family != _SINGLE:
                if any(item.family == family for item in self.stack):
                    return False
            elif before.isspace():
                return False
            elif not (before.isalnum() and after.isalnum()) and before not in _PLURAL:
                return True
        return False


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches that a quotation does not leave unannounced: lines, or blocks between empty lines in wrapped text."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        lines.append((position, position + len(line)))
        position += len(line)
    words = [text[start:stop].strip() for start, stop in lines]
    pairs = [(a, b) for a, b in pairwise(words) if a and b]
    # A small letter shows that a sentence goes on; a script without capitals does not show it, and its headings would pass for such lines.
    goes_on = [not _ENDED.search(a) and b[:1].islower() for a, b in pairs]
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
