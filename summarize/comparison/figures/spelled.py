"""Numbers in words, in the languages for which ``words.toml`` says how they are put together: whole, or not at all.

All below a thousand, and whole thousands of languages that write them in one word, are spelled once by the rules of the language and looked up, the longest first: so of "dix-sept", "treinta y dos" or "four and a half" no
part is taken for the number. Hyphens and spaces tell nothing apart.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .lexicon import QuantityWords
    from .pieces import Pieces

#: Pieces of the longest number below a thousand, hyphens included: "neuf-cent-quatre-vingt-dix-neuf".
_LONGEST: Final = 9

_THOUSAND: Final = 1000.0
_HUNDRED: Final = 100.0
_DOZEN: Final = 12.0


def spelled_at(pieces: Pieces, i: int, words: QuantityWords) -> tuple[float, float, int, float, bool] | None:
    """Read the number in words that begins with a piece.

    Parameters
    ----------
    pieces : Pieces
    i : int
    words : QuantityWords

    Returns
    -------
    value, step, last, product, about : float, float, int, float, bool
        With what its last place weighs, the piece after it, the product of what multiplies it, and whether it is about so many. None where none begins, where
        the piece is the rest of another number, and where what begins is not wholly understood.
    """
    # Of most words the first letters say that no number begins with them.
    begins = pieces[i].lower in words.sets["articles"] or words.hint.match(pieces.text, pieces[i].start) is not None
    if not words.spelled or not begins or _is_rest(pieces, i, words):
        return None
    total, multiplied, last, place, limit = 0.0, 1.0, i, i, inf
    while True:
        part, after = _below(pieces, place, words)
        # "Un" stands for one only before a million or a dozen.
        if part is None and pieces.at(place) in words.sets["articles"]:
            following = pieces.at(place + 1)
            if following in words.collectives or _multiple(following, words) >= _THOUSAND:
                part, after = 1.0, place + 1
        multiple = _multiple(pieces.at(after), words) if after == i or pieces.follows(after) else 0.0
        bare = last == i and pieces.at(after) == words.thousand
        if _THOUSAND <= multiple < limit and (part is not None or bare):
            total += (1.0 if part is None else part) * multiple
            multiplied, limit, last = multiplied * multiple, multiple, after + 1
            place = last + (pieces.at(last) == "-" or pieces.at(last) in words.links)
            if place > last and not pieces.follows(place):
                place = last
        elif part is None and last > i and after == last and multiple > limit == _THOUSAND:
            # "Dos mil millones": so many thousands of millions.
            total, multiplied, limit = total * multiple, multiplied * multiple, multiple
            last = place = after + 1
        else:
            break
    if part is not None:
        total, last, limit = total + part, after, inf
    if last == i:
        return None
    place = last + (pieces.at(last) == "-")
    collective = words.collectives.get(pieces.at(place), 0.0) if multiplied == 1.0 else 0.0
    if collective:
        total, last, multiplied = total * collective, place + 1, collective
    # "Half a" is no number alone.
    if 0.0 < total < 1.0 or _goes_on(pieces, last, words):
        return None
    if limit < inf:
        step = limit if (total / limit).is_integer() else limit / 10
    elif collective:
        step = 1.0
    else:
        step = last_place(f"{total:.0f}") if total.is_integer() else 0.5
    return total, step, last, multiplied, bool(collective) and collective != _DOZEN


def last_place(digits: str) -> float:
    """What the last written place of a whole number weighs: 1,000 of 4,000, 1 of 50."""
    return 10.0 ** (len(digits) - len(digits.rstrip("0"))) if int(digits) >= _HUNDRED else 1.0


def _multiple(word: str, words: QuantityWords) -> float:
    """By what a word multiplies a number in words; letters ("k") do not."""
    return words.multiples.get(word, 0.0) if len(word) > 2 else 0.0


def _below(pieces: Pieces, i: int, words: QuantityWords) -> tuple[float | None, int]:
    """The longest number below a thousand from a piece on, and the piece after it."""
    found: tuple[float | None, int] = None, i
    said = ""
    for k in range(i, min(i + _LONGEST, len(pieces))):
        if k > i and not pieces.follows(k):
            break
        if pieces[k].text != "-":
            said += pieces[k].lower
            value = words.spelled.get(said)
            if value is not None:
                found = value, k + 1
    return found


def _is_word(pieces: Pieces, i: int, words: QuantityWords) -> bool:
    """Whether a piece is a word for a number."""
    word = pieces.at(i)
    return word in words.spelled or word in words.small or _multiple(word, words) >= _HUNDRED


def _is_rest(pieces: Pieces, i: int, words: QuantityWords) -> bool:
    """Whether a word for a number goes on with the one before it: the "sept" of "mille-sept", the "dos" of "treinta y dos"; or is that of "pour cent"."""
    if not pieces.follows(i):
        return False
    before = i - 1
    if (pieces.at(before), pieces.at(i)) in words.percent:
        return True
    if pieces.at(before) == "-":
        return _is_word(pieces, before - 1, words)
    if pieces.at(before) in words.joints:
        value = words.small.get(pieces.at(before - 1), 0.0)
        return 20 <= value < 100 and value % 10 == 0 and words.small.get(pieces.at(i), 10.0) < 10
    return _is_word(pieces, before, words)


def _goes_on(pieces: Pieces, last: int, words: QuantityWords) -> bool:
    """Whether a word for a number stands right behind another, which is then not understood."""
    place = last + (pieces.at(last) == "-")
    return pieces.follows(last) and pieces.follows(place) and _is_word(pieces, place, words)
