"""Numbers in running text: digits with their separators, number words, fractions, each with the pieces it stands on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .spelled import spelled_at

if TYPE_CHECKING:
    from .lexicon import QuantityWords
    from .pieces import Pieces

_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}

#: Digits of the longest number; what is longer is a telephone number, an identifier or a mistake.
_LONGEST: Final = 15

#: Parts of a million that are said for numbers.
_PARTS: Final = {"third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0}

_DOZEN: Final = 12.0
_THOUSAND: Final = 1000.0
_MILLION: Final = 1e6

#: Groups of three digits behind spaces that make one number in a language that writes commas or full stops there.
_GROUPS: Final = 2

#: Multiples that "a" may stand before; "k" and "m" stand only behind digits.
_LEAST_MULTIPLE_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number, on pieces `first` to `last`, half-open.

    Attributes
    ----------
    value : float
    step : float
        What its last written place weighs: 1 for 57, 0.1 for 4.5, 100,000 for "1.2 million", 1,000 for 4,000.
    in_words : bool
        Whether no digit is in it.
    multiplied : float
        Product of the multiples in it, 1 if there is none.
    about : bool
        Whether it is about so many: "une trentaine".
    """

    value: float
    step: float
    first: int
    last: int
    in_words: bool
    multiplied: float
    about: bool = False


def value_of_digits(text: str, decimal_comma: bool) -> tuple[float, float] | None:
    """Read digits with separators.

    Parameters
    ----------
    text : str
    decimal_comma : bool
        Whether the language writes 1,5 for one and a half.

    Returns
    -------
    value, step : float
        `step` is what the last written place weighs. None for what is no single number, such as a date or a version, and for
        more digits than any figure has.

    Examples
    --------
    >>> value_of_digits("4,000", False), value_of_digits("4,5", True), value_of_digits("1.234.567", True)
    ((4000.0, 1000.0), (4.5, 0.1), (1234567.0, 1.0))
    >>> value_of_digits("17.02.2018", False) is None, value_of_digits("9" * 400, False) is None
    (True, True)
    """
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text.replace("،", ","))
    parts = re.split(r"\D", text)
    marks = [c for c in text if not c.isdecimal()]
    if sum(map(len, parts)) > _LONGEST:
        return None
    # In Arabic the decimal sign and that of the thousands are signs of their own.
    decimal = "٫" if "٫" in marks else "," if decimal_comma else "."
    has_decimals = bool(marks) and marks[-1] == decimal
    if decimal_comma and len(marks) == 1 and marks[0] == "." and len(parts[-1]) != 3:
        has_decimals = True
    if len(marks) == 1 and parts[-1] == "000" and 0 < len(parts[0]) <= 3 and parts[0][0] != "0":
        # "10,000" is ten thousand in whatever language: nobody writes three zeros behind a decimal sign.
        has_decimals, decimal = False, ""
    groups, grouping = (parts[:-1], marks[:-1]) if has_decimals else (parts, marks)
    if len(groups) > 1:
        even = len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups[1:-1])
        if not even or len(set(grouping)) > 1 or grouping[0] == decimal:
            return None
    elif not has_decimals and len(groups[0]) > 1 and groups[0][0] == "0":
        return None
    whole = "".join(groups)
    if has_decimals:
        return float(f"{whole}.{parts[-1]}"), 10.0 ** -len(parts[-1])
    zeros = len(whole) - len(whole.rstrip("0")) if int(whole) >= 100 else 0
    return float(whole), 10.0**zeros


def number_at(pieces: Pieces, i: int, words: QuantityWords) -> Number | None:
    """Read the number that begins with a piece.

    Parameters
    ----------
    pieces : Pieces
    i : int
    words : QuantityWords

    Returns
    -------
    Number or None
        None where none begins.

    Examples
    --------
    >>> from summarize.comparison.figures.lexicon import quantity_words
    >>> from summarize.comparison.figures.pieces import Pieces
    >>> def read(text):
    ...     found = number_at(Pieces(text, 0, len(text)), 0, quantity_words("en"))
    ...     return None if found is None else (found.value, found.step)
    >>> read("two hundred and fifty-one"), read("four and a half"), read("half a dozen"), read("1.2 million"), read("table")
    ((251.0, 1.0), (4.5, 0.5), (6.0, 1.0), (1200000.0, 100000.0), None)
    """
    piece = pieces[i]
    if piece.digits:
        return _in_digits(pieces, i, words)
    if words.spelled:
        return _spelled(pieces, i, words)
    # "A quarter of a million", "nearly quarter of a million".
    k = i + (piece.lower in words.small or piece.lower in ("a", "an"))
    part = _PARTS.get(pieces.at(k).removesuffix("s"), 0.0)
    if part and [pieces.at(k + 1), pieces.at(k + 2)] == ["of", "a"] and _word_multiple(pieces, k + 3, words):
        multiple = words.multiples[pieces[k + 3].lower]
        share = words.small.get(piece.lower, 1.0) / part
        return Number(multiple * share, multiple / 10, i, k + 4, True, multiple)
    if piece.lower in words.small:
        return _in_words(pieces, i, words)
    if piece.lower == "half" and pieces.at(i + 1) == "a" and _word_multiple(pieces, i + 2, words):
        multiple = words.multiples[pieces[i + 2].lower]
        return Number(multiple / 2, multiple / 10 if multiple > 12.0 else 1.0, i, i + 3, True, multiple)
    if piece.lower in ("a", "an") and _word_multiple(pieces, i + 1, words):
        return _in_words(pieces, i, words)
    return None


def _spelled(pieces: Pieces, i: int, words: QuantityWords) -> Number | None:
    """A number in words of a language that says how they are put together, and "un million", "une trentaine"."""
    if pieces[i].lower in words.articles:
        collective = words.collectives.get(pieces.at(i + 1), 0.0)
        if collective:
            return Number(collective, 1.0, i, i + 2, True, collective, collective != _DOZEN)
    read = spelled_at(pieces, i, words)
    if read is None:
        return None
    value, last, product = read
    about = pieces.at(last - 1) in words.collectives and product != _DOZEN
    step = product if product >= _THOUSAND and pieces[last - 1].lower in words.multiples else 1.0
    return Number(value, step if value.is_integer() else 0.5, i, last, True, product, about)


def _word_multiple(pieces: Pieces, i: int, words: QuantityWords) -> bool:
    word = pieces.at(i)
    return len(word) >= _LEAST_MULTIPLE_WORD and word in words.multiples


def _in_digits(pieces: Pieces, i: int, words: QuantityWords) -> Number | None:
    digits, last = pieces[i].text, i + 1
    if len(digits) <= 3:
        # 10 000, with plain spaces; where that is not the custom, 1 000 000 alone.
        stop = last
        while stop < len(pieces) and len(pieces[stop].text) == 3 and pieces[stop].digits:
            if pieces.text[pieces[stop - 1].stop : pieces[stop].start] != " ":
                break
            stop += 1
        if words.decimal_comma or stop - last >= _GROUPS:
            digits, last = "".join(piece.text for piece in pieces[i:stop]), stop
    read = value_of_digits(digits, words.decimal_comma)
    if read is None:
        return None
    value, step = read
    if pieces.at(last) in _FRACTIONS and pieces.adjacent(last):
        value, step, last = value + _FRACTIONS[pieces[last].text], 0.25, last + 1
    return _multiplied(Number(value, step, i, last, False, 1.0), pieces, words)


def _multiplied(number: Number, pieces: Pieces, words: QuantityWords) -> Number:
    """Take the multiples behind a number into it."""
    value, step, last, product = number.value, number.step, number.last, 1.0
    if pieces.at(last) in words.scales and pieces.adjacent(last + 1) and pieces.at(last + 1) in words.signs:
        # "2 M€", "10 M$".
        multiple = words.scales[pieces.at(last)]
        return Number(value * multiple, step * multiple, number.first, last + 1, number.in_words, multiple)
    while last < len(pieces) and pieces[last].lower in words.multiples and product < 1e12:
        adjacent = pieces.adjacent(last)
        if len(pieces[last].text) < _LEAST_MULTIPLE_WORD and not adjacent and pieces[last].lower in ("k", "m"):
            break
        multiple = words.multiples[pieces[last].lower]
        value, step, product, last = value * multiple, step * multiple, product * multiple, last + 1
        # The full stop of "2 Mio. Menschen" belongs to the number, and that at the end of a sentence does not.
        if (
            pieces[last - 1].lower in words.sets["short"]
            and pieces.at(last) == "."
            and pieces.adjacent(last)
            and last + 1 < len(pieces)
            and (pieces[last + 1].word or pieces[last + 1].text in words.signs)
        ):
            last += 1
    if product == 12.0:
        step = number.step
    return Number(value, step, number.first, last, number.in_words, product)


def _in_words(pieces: Pieces, i: int, words: QuantityWords) -> Number:
    # "A hundred" is one of them.
    total, current, last, product = 0.0, words.small.get(pieces[i].lower, 1.0), i + 1, 1.0
    step = 1.0
    while last < len(pieces):
        lower = pieces[last].lower
        joint = lower == "-" or (lower == "and" and current % 100 == 0 and product >= 100)
        place = last + 1 if joint else last
        following = pieces.at(place)
        room = 10 if current % 100 >= 20 and current % 10 == 0 else 100 if current % 100 == 0 and current + total else 0
        if following in words.small and 0 < words.small[following] < room:
            current, last, step = current + words.small[following], place + 1, 1.0
        elif not joint and _word_multiple(pieces, last, words):
            multiple = words.multiples[lower]
            if multiple >= 1000:
                # "Two thousand million" multiplies what stands there.
                total = total + max(current, 1.0) * multiple if current or not total else total * multiple
                current = 0.0
            else:
                current *= multiple
            step, product, last = multiple, product * multiple, last + 1
        else:
            break
        if total + current > 10.0**_LONGEST:
            break
    value = total + current
    for half in (("and", "a", "half"), ("-", "and", "-", "a", "-", "half")):
        if tuple(pieces.at(last + k) for k in range(len(half))) != half:
            continue
        if product == 1.0 or product == _DOZEN or product >= _MILLION:
            # "Four and a half", "a million and a half".
            value, step, last = value + product / 2, product / 2, last + len(half)
        if product == 1.0 and _word_multiple(pieces, last, words):
            product = words.multiples[pieces[last].lower]
            value, step, last = value * product, step * product, last + 1
        break
    return Number(value, 1.0 if product == 12.0 else step, i, last, True, product)
