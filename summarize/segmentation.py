"""From text to sentence spans, exact to the character, and the language of a document.

A text is cut into units first: a line is one, unless the text is hard-wrapped, where a paragraph is. Within a unit nupunkt
divides English and sentencex the other languages; a few rules then mend what both get wrong in news. How the libraries
were chosen is measured in ``benchmarks/segmentation.py``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Protocol

from .corpus import Corpus, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["UNDETERMINED", "Memo", "detect_language", "segment", "sentence_spans"]

#: ISO 639-2 for a text whose language cannot be told.
UNDETERMINED: Final = "und"

#: Letters below which a guess of the language is a guess.
_ENOUGH_LETTERS: Final = 20

#: Characters from which a language is told; more do not change the answer.
_SAMPLE: Final = 5_000

#: A line that does not end here goes on, in a hard-wrapped text. Closing marks may follow.
_TERMINAL: Final = re.compile(r"[.!?…。！？।؟:;][\"'”’»›“)\]]*\s*$")

_BULLET: Final = re.compile(r"\s*(?:[•‣▪●◦*–—-]|\d{1,2}[.)])\s+\S")

_WRAPPED_WIDTH: Final = 100

#: Titles and ranks that stand before a name; a sentence does not end in one.
_TITLE: Final = re.compile(
    r"(?:^|[\s(\"“‘'«„])(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Adm|Cmdr|Brig|Rev|Hon|Pres|Amb"
    r"|Mme|Mlle|MM|Hr|Fr|Ing|Mgr|prof|dr|Dipl|г|ул|им|т|ст)\.$"
)

#: A single French "M." or an initial ("J. R. Roe"); in English nupunkt knows them.
_INITIAL: Final = re.compile(r"(?:^|[\s.\-])[^\W\d_]\.$")

#: A day before its month in the languages that write "18. února", "18. Februar".
_ORDINAL: Final = re.compile(r"(?:^|\s)\d{1,2}\.$")

#: Abbreviations that end a sentence as often as not; what follows decides.
_OPEN_ENDED: Final = re.compile(
    r"\b(?:[ap]\.m|U\.S|U\.K|U\.N|E\.U|D\.C|Inc|Corp|Ltd|Co|Jr|Sr|St|Ave|etc)\.[\"”’)]*\s+"
    r"(?=[\"“‘']?(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|By|For|Nobody|No|Not|This|That|These|Those|His|Her|Its"
    r"|Their|There|When|While|After|Before|As|If|What|Who|How|Why|Both|Some|Many|Most|Since|So|Still|Now|Then)\s)"
)

_OPENING: Final = "“‘«„‹([\"'"


class Memo(Protocol):
    """Something that keeps a computed value on disk."""

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        """Return the value of `compute`, computed once for a stage and a key."""
        ...


def sentence_spans(text: str, language: str | None = "en") -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Parameters
    ----------
    text : str
    language : str or None
        ISO 639-1 code; English rules where it is unknown.

    Returns
    -------
    list of (int, int)
        Half-open code point offsets into `text`: sorted, disjoint, without white space at either end, and together
        holding every character of the text that is not white space.

    Notes
    -----
    Linear in the length of the text.

    Examples
    --------
    >>> text = "Lt. Col. Roe left at 6 a.m. Nobody spoke."
    >>> [text[start:stop] for start, stop in sentence_spans(text)]
    ['Lt. Col. Roe left at 6 a.m.', 'Nobody spoke.']
    """
    spans: list[tuple[int, int]] = []
    for start, stop in _units(text):
        unit = text[start:stop]
        for a, b in _mended(unit, _boundaries(unit, language), language):
            a, b = _trimmed(unit, a, b)
            if a < b:
                spans.append((start + a, start + b))
    return spans


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of text that no sentence crosses: lines, or paragraphs where lines are only wrapped."""
    block: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        span = (position, position + len(line))
        position = span[1]
        if line.strip():
            block.append(span)
        elif block:
            yield from _parts(text, block)
            block = []
    if block:
        yield from _parts(text, block)


def _parts(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    lines = [text[start:stop] for start, stop in block]
    going_on = [
        not _TERMINAL.search(line) and not _BULLET.match(line) and not _BULLET.match(following)
        for line, following in pairwise(lines)
    ]
    # Wrapped text breaks mid-sentence more often than not, and near one width; a list of headings has short lines.
    longest = max(len(line.rstrip()) for line in lines)
    long_enough = sum(len(line.rstrip()) > 0.6 * longest for line in lines[:-1]) >= 0.6 * (len(lines) - 1)
    wrapped = 40 <= longest <= _WRAPPED_WIDTH and long_enough and sum(going_on) > 0.5 * len(going_on) and len(lines) > 2
    if not wrapped:
        yield from block
        return
    start = block[0][0]
    for (_, stop), following, line in zip(block, block[1:], lines[1:], strict=False):
        if _BULLET.match(line):
            yield start, stop
            start = following[0]
    yield start, block[-1][1]


def _boundaries(unit: str, language: str | None) -> list[tuple[int, int]]:
    if language in ("en", UNDETERMINED, None):
        import nupunkt

        return list(nupunkt.sent_spans(unit))
    import sentencex

    spans: list[tuple[int, int]] = []
    position = 0
    for piece in sentencex.segment(language, unit):
        # The library hands back pieces of text; each is looked for from where the last one ended.
        found = unit.find(piece, position)
        if found < 0:
            continue
        spans.append((found, found + len(piece)))
        position = found + len(piece)
    return spans


def _mended(unit: str, spans: list[tuple[int, int]], language: str | None) -> list[tuple[int, int]]:
    english = language in ("en", UNDETERMINED, None)
    joined: list[tuple[int, int]] = []
    end = 0
    for start, stop in spans:
        # Nothing may fall between two spans: a gap goes to the sentence before it.
        start, end = (end, stop) if joined else (0, stop)
        left = unit[joined[-1][0] : joined[-1][1]].rstrip() if joined else ""
        right = unit[start:stop].lstrip()
        if joined and _belongs_together(left, right, english=english):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    if joined and end < len(unit):
        joined[-1] = (joined[-1][0], len(unit))
    if not joined and unit.strip():
        joined = [(0, len(unit))]
    return [part for span in joined for part in _divided(unit, *span)] if english else joined


def _belongs_together(left: str, right: str, *, english: bool) -> bool:
    if not left or not right:
        return True
    if not any(c.isalnum() for c in right) or left[-1] in "“‘«„‹([":
        return True
    if _TITLE.search(left) and not right[0].islower():
        return True
    if not english and (_INITIAL.search(left) or (_ORDINAL.search(left) and right[0].isalpha())):
        return True
    # A question or a cry inside a sentence: "Why?" he asked.
    return right[0].islower() and left[-1] in "\"”’»'!?…"


def _divided(unit: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut an English sentence after an abbreviation that ended one, told by a word that begins one."""
    for match in _OPEN_ENDED.finditer(unit, start, stop):
        yield start, match.end()
        start = match.end()
    yield start, stop


def _trimmed(unit: str, start: int, stop: int) -> tuple[int, int]:
    piece = unit[start:stop]
    return start + len(piece) - len(piece.lstrip()), stop - (len(piece) - len(piece.rstrip()))


def detect_language(text: str) -> str:
    """Tell the language of a document.

    Parameters
    ----------
    text : str
        The whole document; its beginning decides.

    Returns
    -------
    str
        ISO 639-1 code, or `UNDETERMINED` for too little text.

    Examples
    --------
    >>> detect_language("12:30"), detect_language("The leaders of ten countries met in Paris on Monday.")
    ('und', 'en')
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return UNDETERMINED
    import py3langid

    language, _ = py3langid.classify(sample)
    return str(language)


def segment(corpus: Corpus, *, memo: Memo | None = None) -> Corpus:
    """Divide every document into sentences, and fill in the languages that were not declared.

    Parameters
    ----------
    corpus : Corpus
        As read; one that has sentences already is returned as it is.
    memo : Memo, optional
        Keeps the spans of each document.

    Returns
    -------
    Corpus
    """
    if corpus.sentences:
        return corpus
    documents = []
    sentences: list[Sentence] = []
    for number, document in enumerate(corpus.documents):

        def compute(text: str = document.text, declared: str | None = document.language) -> list[Any]:
            language = declared or detect_language(text)
            return [language, sentence_spans(text, language)]

        key = sha256(f"{document.language}\n{document.text}".encode("utf-8", "surrogatepass")).hexdigest()
        language, spans = compute() if memo is None else memo.memo("segmentation", key, compute)
        documents.append(replace(document, language=language))
        sentences.extend(Sentence(number, start, stop) for start, stop in spans)
    return Corpus(tuple(documents), tuple(sentences), corpus.audit)
