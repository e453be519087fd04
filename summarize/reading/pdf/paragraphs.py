"""Lines into paragraphs: which breaks the writer meant, which hyphens the printer put in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from ...furniture import ends_sentence
from .layout import SAME_SIZE, blocks_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .glyphs import Line
    from .layout import Block

#: Of the usual distance between two lines, from where on a wider one begins a paragraph.
_WIDE: Final = 1.25

#: From here on lines are loose, in heights of the type: a sentence that ends there ends its paragraph.
_LOOSE: Final = 1.6

#: Indents of a first line, in heights of the type.
_SMALLEST_INDENT: Final = 0.5
_LARGEST_INDENT: Final = 5.0

#: Lines above and below by which it is told how wide the column is at a place: it runs around pictures.
_AROUND: Final = 4

#: By how much a word must have fitted, in heights of the type: how wide it is, is only reckoned from its letters.
_MARGIN: Final = 0.8

_BULLET: Final = re.compile(r"[•●▪■◦‣–—*]\s|\d{1,2}[.)]\s")
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_BROKEN: Final = re.compile(r"([\w'’-]*\w)([-\u2010\xad])$")
_BEGUN: Final = re.compile(r"\w+")
_DIVIDED: Final = re.compile(r"[\w'’-]*\w[-\u2010\xad]\n\w*")

#: Share of all lines that end in a hyphen, from where on a text is taken for one that divides words.
_DIVIDING: Final = 0.03

#: What stands before a hyphen of its own far more often than before one of the printer's.
_FIRST: Final = (
    "all anti cross ex far full half high ill large left long low mid multi near non north pro right self semi short single so south top vice well wide world year"
    " first second third last one two three four five six seven nine ten"
)
_FIRST_PARTS: Final = frozenset(_FIRST.split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph, joined.

    Attributes
    ----------
    text : str
    size : float
        Height of its type, in points.
    page : int
        0-based, where it begins.
    top : float
        Where it begins on its page, in points from above.
    """

    text: str
    size: float
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its block and its page."""

    line: Line
    block: Block
    page: int
    left: float
    right: float
    leading: float


def paragraphs_of(pages: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[Paragraph]:
    """Read the lines of pages as paragraphs.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Without what runs along the edges.
    widths : sequence of float
        Of the pages, in points.

    Returns
    -------
    list of Paragraph
        In the order in which they are read.

    Notes
    -----
    O(n_lines) beside the order of the blocks (`blocks_in_order`).
    """
    from_right = _reads_from_right(pages)
    placed: list[_Placed] = []
    for number, (lines, width) in enumerate(zip(pages, widths, strict=True)):
        # Seen in a mirror, what is read from the right is read from the left: columns, indents and ends of lines.
        shown = [_mirrored(line, width) for line in lines] if from_right else lines
        placed.extend(_placed(blocks_in_order(shown), number))
    if not placed:
        return []
    # Whether paragraphs of the text begin with an indent, and not behind a gap.
    indents = any(_SMALLEST_INDENT <= _indent(each) <= _LARGEST_INDENT for each in placed)
    groups: list[list[_Placed]] = [[placed[0]]]
    for i, (before, here) in enumerate(pairwise(placed)):
        following = placed[i + 2] if i + 2 < len(placed) else None
        if _breaks(before, here, following, indents=indents):
            groups.append([])
        groups[-1].append(here)
    hyphens = _Hyphens([[each.line.text for each in group] for group in groups])
    return [
        Paragraph(
            hyphens.join([each.line.text for each in group]), group[0].line.size, group[0].page, group[0].line.top
        )
        for group in groups
    ]


def _reads_from_right(pages: Sequence[Sequence[Line]]) -> bool:
    n_letters = n_from_right = 0
    for lines in pages:
        for line in lines:
            n_letters += sum(map(str.isalpha, line.text))
            if not line.text.isascii():
                n_from_right += sum(bidirectional(c) in ("R", "AL") for c in line.text)
    return n_from_right > n_letters / 2


def _mirrored(line: Line, width: float) -> Line:
    return type(line)(line.text, width - line.right, width - line.left, line.top, line.bottom)


def _placed(blocks: Sequence[Block], page: int) -> list[_Placed]:
    gaps = [(b.top - a.top) / a.size for block in blocks for a, b in pairwise(block.lines)]
    usual = median(gaps) if gaps else 1.0
    placed = []
    for block in blocks:
        own = [b.top - a.top for a, b in pairwise(block.lines)]
        # Few lines say little of their distance; those of the page in the same type say more.
        leading = median(own) if len(own) > 2 else min([usual * block.size, *own])
        column = [
            other
            for other in blocks
            if abs(other.size - block.size) <= SAME_SIZE * block.size
            and abs(other.left - block.left) <= _LARGEST_INDENT * block.size
        ]
        left = min(other.left for other in column)
        widest = max(other.right for other in column)
        for i, line in enumerate(block.lines):
            around = [each.right for each in block.lines[max(0, i - _AROUND) : i + _AROUND + 1]]
            right = max(around)
            # Lines that end at all places show no edge: short ones, one below the other.
            if len(around) <= _AROUND or sum(right - each < 2 * line.size for each in around) < len(around) / 2:
                right = widest
            placed.append(_Placed(line, block, page, left, right, leading))
    return placed


def _indent(placed: _Placed) -> float:
    return (placed.line.left - placed.left) / placed.line.size


def _fits(before: _Placed, here: _Placed) -> bool:
    """Whether the first word of a line would have stood in the line before: then somebody has put it into its own."""
    text = here.line.text
    word = len(text.split(" ", 1)[0]) / len(text) * (here.line.right - here.line.left)
    return before.line.right + 0.25 * here.line.size + word < before.right - _MARGIN * here.line.size


def _breaks(before: _Placed, here: _Placed, following: _Placed | None, *, indents: bool) -> bool:
    """Whether a paragraph begins with a line.

    Between blocks a line begins one, or goes on with what the column before had no room for.
    """
    one, other = before.line, here.line
    if abs(one.size - other.size) > SAME_SIZE * max(one.size, other.size) or _BULLET.match(other.text):
        return True
    ended = ends_sentence(one.text) and not one.text.endswith((",", ";"))
    if not ended and (other.text[:1].islower() or _BROKEN.search(one.text) is not None):
        return False
    if before.block is not here.block:
        above = before.page == here.page and one.bottom <= other.top + 0.5 * other.size
        return above or _fits(before, here) or (ended and (not indents or _indent(here) >= _SMALLEST_INDENT))
    gap = other.top - one.top
    # Where every paragraph is a line, all distances are alike.
    is_apart = gap > _WIDE * here.leading or (ended and gap > _LOOSE * one.size)
    is_first = ended or following is None or _indent(following) < _indent(here) - 0.3
    return is_apart or (is_first and _SMALLEST_INDENT <= _indent(here) <= _LARGEST_INDENT) or _fits(before, here)


class _Hyphens:
    """Which hyphens at the ends of lines belong to their words, by what else stands in the document."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._words: Counter[str] = Counter()
        self._compounds: Counter[str] = Counter()
        n_divided = 0
        self._marks = any(line.endswith(("\u2010", "\xad")) for lines in groups for line in lines[:-1])
        for lines in groups:
            # The two parts of a word that is divided are no words of the text.
            text, n = _DIVIDED.subn(" ", "\n".join(lines).casefold())
            n_divided += n
            text = text.replace("\xad", "")
            self._compounds.update(_COMPOUND.findall(text))
            self._words.update(_WORD.findall(_COMPOUND.sub(" ", text)))
        n_lines = sum(len(lines) - 1 for lines in groups)
        self._divides = n_divided > _DIVIDING * n_lines

    def join(self, lines: Sequence[str]) -> str:
        """Join the lines of a paragraph."""
        text = ""
        for i, line in enumerate(lines):
            broken = _BROKEN.search(text) if i else None
            begun = _BEGUN.match(line)
            if broken is None or begun is None:
                # A dash that ends a line has a space before it, or two hyphens stand for one.
                text += (" " if i else "") + line
            elif self._is_printers(broken[1], broken[2], begun[0]):
                text = text[:-1] + line
            else:
                text = f"{text[:-1]}-{line}"
        return " ".join(text.replace("\xad", "").split())

    def _is_printers(self, first: str, mark: str, second: str) -> bool:
        """Whether a hyphen goes when its line is joined with the next.

        Where the printer's have a sign of their own, the plain ones are the writer's.
        """
        if mark in "\u2010\xad":
            # What a typesetting program puts in; a writer's keyboard has the plain one.
            return True
        head = first.rpartition("-")[2]
        if self._marks or not second[0].islower() or not head.isalpha():
            return False
        whole, apart = (head + second).casefold(), f"{head}-{second}".casefold()
        if self._words[whole] != self._compounds[apart]:
            return self._words[whole] > self._compounds[apart]
        if first != head or head.casefold() in _FIRST_PARTS:
            return False
        if self._divides:
            return not (len(second) > 3 < len(head) and self._words[head.casefold()] and self._words[second.casefold()])
        return not (self._words[head.casefold()] or self._words[second.casefold()])
