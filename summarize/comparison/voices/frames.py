"""The sentences in which quotations stand, with the quotations taken out: the words that say who is speaking."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ...datelines import dateline_stop
from ...furniture import credited_lines, is_furniture
from .lexicon import is_capital
from .names import POSSESSIVE

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ...quotations import Quotation
    from .lexicon import Lexicon

#: A word with its inner apostrophes, hyphens and full stops; an abbreviation or an initial with its full stop; a number; a mark.
_PATTERN: Final = (
    # At most six letters with a full stop behind them, which few words are.
    r"(?=[^\W\d_]{1,6}\.)(?:(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Lt|Gen|Col|Capt|Maj|Sgt|Cpl|Adm|Cmdr|Rev|Hon|Jr|Sr|St|Del|Supt|Insp|Messrs|Mme|Hr|Fr"
    r"|Sens|Reps|Govs|Atty|Asst|D|R|Nov|Dec|Oct|Sept|Aug|Feb|Jan)\."
    r"|[^\W\d_]\.(?=\s?[^\W\d_]))"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"
    # Vowels of Devanagari are marks that stand within words, and Hebrew abbreviations have one before the last letter.
    r"|[^\W_][\w\u0900-\u0963]*(?:(?:['’\-&./]|(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea]))[^\W_][\w\u0900-\u0963]*)*"
    # "Moss' lawyers"
    r"(?:(?<=s)['’](?=\s[^\W\d_]))?"
    r"|--+|[^\w\s]"
)
_TOKEN: Final = re.compile(_PATTERN)
_TOKEN_WITH_ELISION: Final = re.compile(
    r"(?:[cdjlmnst]|[jlp]usqu|lorsqu|puisqu|qu)['’](?=\w)|" + _PATTERN, re.IGNORECASE
)

#: A pronoun that hangs on its verb: "a-t-il dit", "explique-t-elle".
_ENCLITIC: Final = re.compile(r"-(?:t-)?(ils?|elles?|on)\Z", re.IGNORECASE)

#: Tokens of the longest sentence; a text without full stops is cut, so that the cost stays linear.
_LONGEST: Final = 400


#: Characters in which a dateline ends.
_LONGEST_DATELINE: Final = 200
_DASHES: Final = ("—", "–", "―", "-")

#: A word with a capital and the one behind it, and no third: "Theresa May said".
_TWO_NAMES: Final = re.compile(r"(?<![\w-])([^\W\d_a-z][\w’'-]+)(?=[ \u00a0]([A-Z][a-z]+)(?![\w-]|[ \u00a0][A-Z]))")
#: Texts whose surnames are remembered.
_TEXTS: Final = 256

#: Words before a month.
_BEFORE_MONTHS: Final = frozenset(
    """
    and by during early every from in into last late mid next of or since this through throughout to until
    """.split()
)

#: Words of a sentence that is nothing but a cue, and those among which its verb is.
_CUE_SENTENCE, _CUE_WITHIN = 14, 5


class Token(NamedTuple):
    """A word, a mark, or a whole quotation, which has no words here.

    Attributes
    ----------
    start, stop : int
    text : str
        Empty for a quotation.
    lower : str
        Case folded, without the full stop of an abbreviation; as it is written of a surname that is a small word elsewhere, so that no list of words holds it.
    quotation : int
        Its number, -1 for what is none.
    capital : bool
        Whether it begins with a capital letter, as names do; in a script without them, whether no list of small words holds it.
    """

    start: int
    stop: int
    text: str
    lower: str
    quotation: int
    capital: bool

    @property
    def word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[:1].isalnum()

    @property
    def owner(self) -> bool:
        """Whether it tells whose something is: "Moss's", "Nunes'"."""
        return POSSESSIVE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence outside quotations, whatever full stops stand inside them.

    Attributes
    ----------
    start, stop : int
    paragraph : int
        Number of the line of text in which it begins.
    tokens : tuple of Token
    aside : bool
        Whether it stands under a picture or belongs to the page, so that what is before it and behind it go together.
    """

    start: int
    stop: int
    paragraph: int
    tokens: tuple[Token, ...]
    aside: bool = False


def asides_of(text: str) -> list[tuple[int, int]]:
    r"""Find the lines that stand under a picture or belong to the page, in order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (start, stop)

    Examples
    --------
    >>> asides_of("Moss spoke.\nImage caption The harbour on Monday\nHe left.")
    [(12, 47)]
    """
    found = set(credited_lines(text))
    start = 0
    for line in text.split("\n"):
        if line and is_furniture(line):
            found.add((start, start + len(line.rstrip())))
        start += len(line) + 1
    return sorted(found)


def lies_in(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of several stretches that are in order and do not overlap; O(log n_stretches)."""
    number = bisect_right(stretches, place, key=itemgetter(0)) - 1
    return number >= 0 and place < stretches[number][1]


@lru_cache(maxsize=_TEXTS)
def surnames_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Surnames in a text that are months or other small words elsewhere: "May", where it names a Theresa May; O(n_characters).

    Examples
    --------
    >>> from .lexicon import lexicon_of
    >>> surnames_of("In May Theresa May left. Mark Roe stayed.", lexicon_of("en"))
    frozenset({'May'})
    """
    small = (lexicon.bounds | lexicon.helpers | lexicon.times) if lexicon.language == "en" else frozenset()
    return frozenset(
        name
        for first, name in (match.groups() for match in _TWO_NAMES.finditer(text))
        if name.casefold() in small and first.casefold() in lexicon.first_names - lexicon.small
    )


def is_month(before: str, behind: str) -> bool:
    """Whether what stands around a month says that it is one: "in May", "late May", "3 May", "May 2018"."""
    return before.casefold() in _BEFORE_MONTHS or before[:1].isdigit() or behind[:1].isdigit()


def frames_of(
    text: str,
    quotations: Sequence[Quotation],
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    asides: Sequence[tuple[int, int]],
    *,
    every: bool = False,
) -> list[Frame]:
    """Divide a text into sentences that no quotation crosses.

    Parameters
    ----------
    text : str
    quotations : sequence of Quotation
        Outermost ones, in order.
    sentences : sequence of (start, stop)
        Sentences as they were divided, inside quotations too.
    lexicon : Lexicon
    asides : sequence of (start, stop)
        As `asides_of` finds them.
    every : bool
        Keep all, not only those with a quotation and those before and behind them.

    Returns
    -------
    list of Frame
        Those with a quotation in them, and before each of these the nearest that stands in no aside.

    Notes
    -----
    O(n_characters).
    """
    if not (quotations or every):
        return []
    starts = [q.start for q in quotations]

    def inside(place: int) -> bool:
        number = bisect_right(starts, place - 1) - 1
        return number >= 0 and place < quotations[number].stop

    cuts = [
        start
        for start, stop in sentences
        if not inside(start) and not _takes_up(text, quotations, starts, start, stop, lexicon)
    ]
    paragraphs = [0, *(m.end() for m in re.finditer(r"\n+", text) if not inside(m.end()))]
    # A caption may stand above the paragraph with the dateline.
    behind = (start + dateline_stop(text[start : start + _LONGEST_DATELINE]) for start in paragraphs)
    bounds = sorted({*paragraphs, *behind, *cuts, len(text)})
    spans = [(a, b) for a, b in pairwise(bounds) if not text[a:b].isspace()]

    def is_aside(start: int, stop: int) -> bool:
        return lies_in(stop - len(text[start:stop].lstrip()), asides)

    beside = [bool(asides) and is_aside(*span) for span in spans]
    wanted: set[int] = set(range(len(spans))) if every else set()
    frame_starts = [a for a, _ in spans]
    for place in starts:
        number = bisect_right(frame_starts, place) - 1
        earlier = number - 1
        while earlier > 0 and beside[earlier]:
            earlier -= 1
        wanted.update((number, earlier))
        if number + 1 < len(spans) and text[slice(*spans[number + 1])].lstrip()[:1] in _DASHES:
            # It may be the name that signs the quotation.
            wanted.add(number + 1)
    lines = [m.start() for m in re.finditer(r"\n", text)]
    surnames = surnames_of(text, lexicon)
    frames = []
    number = 0
    for k, (a, b) in enumerate(spans):
        while number < len(quotations) and quotations[number].start < a:
            number += 1
        if k in wanted:
            tokens = tokens_of(text, a, b, quotations, number, lexicon, surnames)
            line = bisect_right(lines, a - 1)
            for first in range(0, len(tokens), _LONGEST):
                piece = tokens[first : first + _LONGEST]
                frames.append(Frame(piece[0].start, piece[-1].stop, line, piece, beside[k]))
    return frames


def _takes_up(
    text: str, quotations: Sequence[Quotation], starts: Sequence[int], start: int, stop: int, lexicon: Lexicon
) -> bool:
    """Whether a sentence is the cue of the question or exclamation before it: "Why?" Moss demanded."""
    number = bisect_right(starts, start - 1) - 1
    if number < 0:
        return False
    quotation = quotations[number]
    if text[quotation.stop : start].strip(" \u00a0") or text[quotation.inner_stop - 1] not in "?!…":
        return False
    words = text[start:stop].split()
    forms = [lexicon.forms.get(word.casefold().rstrip(".,:")) for word in words[:_CUE_WITHIN]]
    # "Am I next?” Moss said later, answering a question about ...", but not "Moss said that".
    at_once = len(words) > 2 and words[0][0].isupper() and words[2].casefold() in lexicon.openers | lexicon.times
    short = len(words) <= _CUE_SENTENCE or (at_once and forms[1] is not None and forms[1].either_side)
    return short and any(form is not None and form.either_side for form in forms[1:])


def tokens_of(
    text: str,
    start: int,
    stop: int,
    quotations: Sequence[Quotation],
    number: int,
    lexicon: Lexicon,
    surnames: Set[str] = frozenset(),
) -> tuple[Token, ...]:
    """Read a stretch of text; `number` is that of the first quotation that may begin in it, and `surnames` are those of `surnames_of`."""
    tokens: list[Token] = []

    pattern = _TOKEN_WITH_ELISION if lexicon.elision else _TOKEN

    def read(a: int, b: int) -> None:
        for match in pattern.finditer(text, a, b):
            pieces = [match.span()]
            if lexicon.elision and (enclitic := _ENCLITIC.search(match.group())):
                split = match.start() + enclitic.start()
                pieces = [(match.start(), split), (match.start() + enclitic.start(1), match.end())]
            for first, last in pieces:
                word = text[first:last]
                folded = word.casefold()
                surname = word in surnames and not is_month(
                    tokens[-1].text if tokens else "", text[last + 1 : last + 2]
                )
                lower = word if surname else folded.rstrip(".")
                named = lexicon.caseless and word[:1].isalpha() and lower not in lexicon.no_names
                tokens.append(Token(first, last, word, lower, -1, named or is_capital(word)))

    place = start
    while number < len(quotations) and quotations[number].start < stop:
        quotation = quotations[number]
        read(place, quotation.start)
        tokens.append(Token(quotation.start, quotation.stop, "", "", number, False))
        place = quotation.stop
        number += 1
    read(place, stop)
    return tuple(tokens)
