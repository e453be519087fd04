"""Sentence spans of one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .english import english_cuts
from .others import other_cuts
from .units import LIST_MARK, units

if TYPE_CHECKING:
    from collections.abc import Iterator

#: ISO 639-2 for a text whose language cannot be told.
UNDETERMINED: Final = "und"

#: Characters from which a script is told.
_SAMPLE: Final = 5_000

#: White space, control characters, soft hyphens, byte order marks, what has no width, and halves of pairs
#: that a damaged file left behind.
_BLANK: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff\ud800-\udfff]")

#: "’ρχισε": where old fonts had an Ά, Greek texts hold an apostrophe.
_CAPITAL_ALPHA: Final = re.compile(r"(?<![\w’'])’(?=[α-ω])")


def sentence_spans(text: str, language: str | None = "en") -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Each sentence of a quotation is one of its own: ``"We came. We saw," he said.`` is two. A line that stands alone is
    one as well, whether or not a full stop ends it: a heading, a caption, an item of a list.

    Parameters
    ----------
    text : str
    language : str or None
        ISO 639-1 code. Where it is None or `UNDETERMINED`, English rules read Latin script and general ones the rest.

    Returns
    -------
    list of (int, int)
        Half-open code point offsets into `text`: sorted, disjoint, without white space or invisible characters at either
        end. They hold every letter and digit; left out is only decoration, such as a line of dashes or the bullet of a list.

    Notes
    -----
    Linear in the length of the text, also where it is a single line.

    Examples
    --------
    >>> text = "Lt. Col. Roe left at 6 a.m. Nobody spoke."
    >>> [text[start:stop] for start, stop in sentence_spans(text)]
    ['Lt. Col. Roe left at 6 a.m.', 'Nobody spoke.']
    """
    # The rules and the libraries read a shadow of equal length in which every blank is a space: a line break in wrapped
    # text, a no-break space after a French quotation mark, a zero-width space after a full stop.
    shadow = _BLANK.sub(" ", text)
    code = (language or UNDETERMINED).casefold().split("-")[0]
    if code == "el":
        shadow = _CAPITAL_ALPHA.sub("Ά", shadow)
    english = _is_latin(shadow) if code == UNDETERMINED else code == "en"
    spans: list[tuple[int, int]] = []
    for start, stop in units(text, shadow):
        unit = shadow[start:stop]
        cuts = english_cuts(unit) if english else other_cuts(unit, code)
        spans.extend((start + a, start + b) for a, b in _between(unit, cuts))
    return spans


def _is_latin(text: str) -> bool:
    """Whether a text of unknown language is written as English is, or in no letters at all."""
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    return 2 * sum(map(str.isascii, letters)) >= len(letters)


def _between(unit: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Turn cuts into trimmed spans; a stretch without a letter or digit goes to the sentence before it."""
    start = stop = 0
    before = 0
    for cut in [*cuts, len(unit)]:
        wordless = not any(map(str.isalnum, unit[before:cut]))
        before, last = cut, before
        if wordless:
            continue
        if stop:
            yield _trimmed(unit, start, last)
            start = last
        stop = cut
    if stop:
        yield _trimmed(unit, start, len(unit))


def _trimmed(unit: str, start: int, stop: int) -> tuple[int, int]:
    piece = unit[start:stop]
    first = len(piece) - len(piece.lstrip())
    mark = LIST_MARK.match(piece, first)
    return start + (mark.end() if mark else first), start + len(piece.rstrip())
