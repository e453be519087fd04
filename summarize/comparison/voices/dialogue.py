"""Speech that a dash opens at the head of a line, without marks, as Spanish, French, Polish and Russian have it: "—No podemos salir —dijo el ministro"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ...quotations import Quotation
from .frames import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frames import Token
    from .lexicon import Lexicon

_LINE: Final = re.compile(r"\S[^\n]*")
_OPENED: Final = re.compile(r"[—–][ \u00a0]?(?=[¿¡\w])")
_CALLED: Final = re.compile(r"[!?]")
_DASHES: Final = frozenset(("—", "–"))

#: Words from the mark that ends the speech to the verb of speech.
_WORDS: Final = 4


def spoken_lines(text: str, quotations: Sequence[Quotation], lexicon: Lexicon) -> list[Quotation]:
    """Find what is said in lines that a dash opens: up to the dash, or in French the comma, behind which a verb of speech stands.

    A line in which nobody is said to speak is an item of a list. So is one behind a colon or beside another such line that neither asks nor calls and has no
    word of the first or second person: "– 12 muertos en el norte – afirma la policía".

    Parameters
    ----------
    text : str
    quotations : sequence of Quotation
        Those within marks, outermost ones, in order.
    lexicon : Lexicon

    Returns
    -------
    list of Quotation
        In order; the dash is their mark.

    Notes
    -----
    O(n_characters).
    """
    if not lexicon.dialogue:
        return []
    begins, stops = [quotation.start for quotation in quotations], [quotation.stop for quotation in quotations]
    found: list[Quotation] = []
    lines = list(_LINE.finditer(text))
    heads = [_OPENED.match(text, line.start()) for line in lines]
    for number, (line, opened) in enumerate(zip(lines, heads, strict=True)):
        start, stop = line.span()
        # Outermost quotations stand one behind another: one may end behind where a line begins, and that is the first that may begin within it.
        next_one = bisect_right(stops, start)
        if opened is None or (next_one < len(begins) and begins[next_one] < stop):
            continue
        tokens = tokens_of(text, opened.end(), stop, (), 0, lexicon)
        ends = next((k for k in range(1, len(tokens)) if _ends_speech(tokens, k, lexicon)), None)
        if ends is None:
            continue
        listed = any(heads[max(number - 1, 0) : number] + heads[number + 1 : number + 2])
        listed = listed or (number > 0 and lines[number - 1].group().rstrip().endswith(":"))
        if listed and not (_CALLED.search(text, start, stop) or any(t.lower in lexicon.speaking for t in tokens)):
            continue
        found.append(_between(start, opened.end(), tokens[ends - 1].stop))
        again = next((k for k in range(ends + 1, len(tokens) - 1) if tokens[k].text in _DASHES), None)
        first = again and next((k for k in range(again + 1, len(tokens)) if tokens[k].word), None)
        if again and first:
            narrated = next((k for k in range(first + 1, len(tokens)) if _ends_speech(tokens, k, lexicon)), len(tokens))
            found.append(_between(tokens[again].start, tokens[first].start, tokens[narrated - 1].stop))
    return found


def _ends_speech(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a mark ends what is said: a verb of speech follows it, with nothing but auxiliaries and a pronoun before it."""
    if tokens[k].text not in _DASHES and not (lexicon.elision and tokens[k].text == ","):
        return False
    for token in tokens[k + 1 : k + 1 + _WORDS]:
        form = lexicon.forms.get(token.lower)
        if form is not None and form.either_side:
            return True
        if token.lower not in lexicon.helpers and token.lower not in lexicon.pronouns:
            return False
    return False


def _between(start: int, inner_start: int, stop: int) -> Quotation:
    return Quotation(start, stop, inner_start, stop, depth=0, closed=False, n_paragraphs=1)
