"""What PDFium says of the letters of a page, put together into lines: the one file that knows the library."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final
from unicodedata import bidirectional, category

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: How PDFium marks a hyphen at the end of a line, by its release.
_HYPHEN_MARKS: Final = frozenset((0x02, 0xFFFE))

#: Printers' ligatures that PDFium leaves whole.
_LIGATURES: Final = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}

#: Share of the lower of two letters by which they overlap in height, where they stand in one line: an exponent does, the next line does not.
_SAME_LINE: Final = 0.55

#: The widest gap within a line, in heights of its letters: what the stream of the page has one after the other, and what has to be put together.
_WIDEST_GAP: Final = 1.5
_WIDEST_JOINT: Final = 0.7
#: From here on a gap is a space.
_SPACE: Final = 0.15
#: In a line read from the right: between letters that the stream of the page has in one word, and in two. Some letters end far before the next.
_SPACE_IN_WORD: Final = 0.6
_SPACE_OF_WORDS: Final = 0.05

#: Heights of a letter by which the baselines of one line differ.
_SAME_BASELINE: Final = 0.05

#: Radians by which a line may lean; what leans more stands at the edge of a picture or is a stamp across the page.
_UPRIGHT: Final = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """Letters side by side, on a page seen upright, measured in points from its top left corner.

    Attributes
    ----------
    text : str
    left, right : float
    top, bottom : float
        Of the type, not of the ink; ``bottom - top`` is taken for the size.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the type, in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes
    ----------
    width, height : float
        In points.
    lines : tuple of Line
        In the order of the page's own stream.
    n_letters, n_nameless : int
        Letters drawn, and those of them whose font does not say which letters they are.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    n_letters: int
    n_nameless: int


@dataclass(slots=True)
class _Growing:
    """A line to which letters are added."""

    text: list[str]
    left: float
    right: float
    top: float
    bottom: float
    places: list[tuple[float, float]]
    last: int = -1
    from_right: bool = False

    def add(self, letter: str, left: float, right: float) -> None:
        """Add a letter, or a space, which stands nowhere in particular."""
        self.text.append(letter)
        self.places.append((left, right))
        self.from_right = self.from_right or _reads_from_right(letter)

    def is_near(self, left: float, right: float, size: float, widest: float) -> bool:
        """Whether what stands there is not too far to the side to go on in this line."""
        return max(left - self.right, self.left - right) <= widest * max(self.bottom - self.top, size)

    def is_level(self, top: float, bottom: float) -> bool:
        """Whether what stands there is as high on the page as this line."""
        height = min(self.bottom - self.top, bottom - top)
        return min(self.bottom, bottom) - max(self.top, top) >= _SAME_LINE * height

    def line(self) -> Line:
        letters = _as_read(self.text, self.places, self.bottom - self.top) if self.from_right else self.text
        text = " ".join("".join(letters).split())
        return Line(text, self.left, self.right, self.top, self.bottom)


def read_page(page: Any) -> Page:
    """Read the lines of a page.

    Parameters
    ----------
    page : pypdfium2.PdfPage

    Notes
    -----
    About 2 µs a letter.
    """
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        growing, n_letters, n_nameless = _grow(page, text_page)
    finally:
        text_page.close()
    lines = [line for each in growing if (line := each.line()).text]
    return Page(width, height, tuple(_put_together(lines)), n_letters, n_nameless)


def _grow(page: Any, text_page: Any) -> tuple[list[_Growing], int, int]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    place = _Upright(page)
    lines: list[_Growing] = []
    current: _Growing | None = None
    n_letters = n_nameless = 0
    for i in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if code in (0x0A, 0x0D):
            current = None
            continue
        letter = _letter(code)
        if letter == "":
            n_nameless += 1
            n_letters += 1
            continue
        if letter.isspace():
            if current is not None:
                current.add(" ", current.left, current.right)
            continue
        n_letters += 1
        if not pdfium.FPDFText_GetLooseCharBox(text_page, i, reference):
            continue
        left, right, top, bottom = place.of(box)
        if not place.is_inside(left, right, top, bottom):
            continue
        if current is not None and current.is_near(left, right, bottom - top, _WIDEST_GAP):
            is_level = current.is_level(top, bottom)
            # Of a font that does not give its height PDFium says that of the ink, and beside a high letter a low one is not level.
            if is_level or place.baselines_apart(text_page, current.last, i) < _SAME_BASELINE * (bottom - top):
                current.add(letter, left, right)
                current.last = i
                current.left, current.right = min(current.left, left), max(current.right, right)
                if not is_level:
                    current.top, current.bottom = min(current.top, top), max(current.bottom, bottom)
                elif bottom - top > current.bottom - current.top:
                    current.top, current.bottom = top, bottom
                continue
        # Asked once a line: letters of a line that leans or stands on end do not stand side by side, and each begins one.
        if not place.is_upright(pdfium.FPDFText_GetCharAngle(text_page, i)):
            current = None
            continue
        current = _Growing([], left, right, top, bottom, [], i)
        current.add(letter, left, right)
        lines.append(current)
    return lines, n_letters, n_nameless


def _reads_from_right(letter: str) -> bool:
    return not letter.isascii() and bidirectional(letter[0]) in ("R", "AL")


def _as_read(text: Sequence[str], places: Sequence[tuple[float, float]], size: float) -> list[str]:
    """Letters of a line in Arabic or Hebrew in the order in which they are read: files hold some words of it as they are seen.

    They are taken by their place from right to left, and what is read from the left, such as figures, is turned again. A
    hyphen parts two figures, each of which is turned by itself.
    """
    drawn = [i for i, letter in enumerate(text) if not letter.isspace()]
    word = list(accumulate(letter.isspace() for letter in text))
    from_left = {"L", "EN", "AN", "CS", "ET"}
    ordered = sorted(drawn, key=lambda i: (-places[i][1], i))
    letters: list[str] = []
    turned: list[str] = []
    for before, i in pairwise([ordered[0], *ordered]):
        gap = places[before][0] - places[i][1] > size * (_SPACE_IN_WORD if word[before] == word[i] else _SPACE_OF_WORDS)
        is_turned = bidirectional(text[i][0]) in from_left
        if gap and turned and is_turned:
            turned.append(" ")
        elif turned and not is_turned:
            letters.extend(_turned(turned))
            turned = []
        if gap and not turned:
            letters.append(" ")
        (turned if is_turned else letters).append(text[i])
    return [*letters, *_turned(turned)]


def _turned(letters: list[str]) -> list[str]:
    """What is read from the left, given from the right; marks at its ends belong to the sentence around it."""
    first, stop = 0, len(letters)
    while first < stop and bidirectional(letters[first][0]) in ("ES", "CS"):
        first += 1
    while stop > first and bidirectional(letters[stop - 1][0]) in ("ES", "CS"):
        stop -= 1
    return [*letters[:first], *reversed(letters[first:stop]), *letters[stop:]]


class _Upright:
    """A page's coordinates, in which up is up and which begin at its lower left, to those of a page as it is seen."""

    def __init__(self, page: Any) -> None:
        self._quarters = page.get_rotation() // 90 % 4
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self._width, self._height = page.get_size()

    def of(self, box: Any) -> tuple[float, float, float, float]:
        """Left, right, top and bottom."""
        if self._quarters == 0:
            return box.left - self._left, box.right - self._left, self._top - box.top, self._top - box.bottom
        if self._quarters == 1:
            return box.bottom - self._bottom, box.top - self._bottom, box.left - self._left, box.right - self._left
        if self._quarters == 2:
            return self._right - box.right, self._right - box.left, box.bottom - self._bottom, box.top - self._bottom
        return self._top - box.top, self._top - box.bottom, self._right - box.right, self._right - box.left

    def is_inside(self, left: float, right: float, top: float, bottom: float) -> bool:
        """Whether something stands on the page, and not beside it, where nobody sees it."""
        return right > 0 and left < self._width and bottom > 0 and top < self._height and bottom > top

    def baselines_apart(self, text_page: Any, one: int, other: int) -> float:
        """How much lower one letter's baseline is than another's, or higher."""
        import pypdfium2.raw as pdfium

        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for i in (one, other):
            pdfium.FPDFText_GetCharOrigin(text_page, i, ctypes.byref(x), ctypes.byref(y))
            found.append(x.value if self._quarters % 2 else y.value)
        return abs(found[0] - found[1])

    def is_upright(self, angle: float) -> bool:
        """Whether a letter that is turned clockwise by so many radians on its page stands upright as the page is seen."""
        turned = (angle + self._quarters * math.pi / 2) % (2 * math.pi)
        return min(turned, 2 * math.pi - turned) < _UPRIGHT or angle < 0


def _letter(code: int) -> str:
    """What stands for a letter of the page; nothing for what is no letter."""
    if code in _HYPHEN_MARKS:
        return "-"
    letter = chr(code)
    if letter in _LIGATURES:
        return _LIGATURES[letter]
    if letter == "\xad":
        # Left at the end of a line, where it says that the word goes on.
        return letter
    return "" if category(letter) in ("Cc", "Co", "Cn", "Cs") or letter == "\ufffd" else letter


def _put_together(lines: list[Line]) -> Iterator[Line]:
    """Put together what stands side by side in one line, though the stream has other things between."""
    by_place = sorted(range(len(lines)), key=lambda i: (lines[i].top, lines[i].left, i))
    taken: set[int] = set()
    joined: dict[int, Line] = {}
    for rank, i in enumerate(by_place):
        if i in taken:
            continue
        group = [i]
        reach = lines[i]
        grown = True
        while grown:
            grown = False
            for j in _near(by_place, rank, lines, reach):
                if j not in taken and j not in group and _joins(reach, lines[j]):
                    group.append(j)
                    reach = _around((reach, lines[j]))
                    grown = True
        taken.update(group)
        first = min(group)
        joined[first] = lines[i] if len(group) == 1 else _as_one([lines[j] for j in group])
    for i in sorted(joined):
        yield joined[i]


def _near(by_place: list[int], rank: int, lines: list[Line], reach: Line) -> list[int]:
    near = []
    for j in by_place[rank + 1 :]:
        if lines[j].top > reach.bottom:
            break
        near.append(j)
    return near


def _joins(one: Line, other: Line) -> bool:
    growing = _Growing([], one.left, one.right, one.top, one.bottom, [])
    overlaps = min(one.right, other.right) - max(one.left, other.left) > 0.3 * min(one.size, other.size)
    is_near = growing.is_near(other.left, other.right, other.size, _WIDEST_JOINT)
    return not overlaps and is_near and growing.is_level(other.top, other.bottom)


def _around(lines: Iterable[Line]) -> Line:
    lines = list(lines)
    tallest = max(lines, key=lambda line: line.size)
    return Line("", min(line.left for line in lines), max(line.right for line in lines), tallest.top, tallest.bottom)


def _as_one(lines: list[Line]) -> Line:
    from_right = (
        sum(bidirectional(c) in ("R", "AL") for line in lines for c in line.text)
        > sum(c.isalpha() for line in lines for c in line.text) // 2
    )
    lines = sorted(lines, key=lambda line: -line.right if from_right else line.left)
    text = lines[0].text
    for before, line in pairwise(lines):
        gap = before.left - line.right if from_right else line.left - before.right
        text += (" " if gap > _SPACE * line.size else "") + line.text
    around = _around(lines)
    return Line(text, around.left, around.right, around.top, around.bottom)
