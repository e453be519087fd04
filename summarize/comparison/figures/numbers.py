"""Numbers in running text: digits with their separators, number words, fractions, each with the pieces it stands on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .spelled import last_place, spelled_at

if TYPE_CHECKING:
    from .lexicon import QuantityWords
    from .pieces import Pieces

_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}

#: Digits of the longest number; what is longer is a telephone number, an identifier or a mistake.
_LONGEST: Final = 15

#: Characters of a separator and the three digits behind it.
_THOUSANDS: Final = 4

#: Groups of three digits behind spaces that make one number in a language that writes commas there, whatever stands around.
_GROUPS: Final = 2


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
    # In Arabic a comma stands before decimals and between thousands.
    decimal_comma |= text.count("،") == 1 and len(text) - text.index("،") != _THOUSANDS
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
    return float(whole), last_place(whole)


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
    if pieces[i].digits:
        return _in_digits(pieces, i, words)
    read = spelled_at(pieces, i, words)
    if read is None:
        return None
    value, step, last, product, about = read
    return Number(value, step, i, last, True, product, about)


def _grouped(pieces: Pieces, i: int, words: QuantityWords) -> bool:
    """Whether three digits behind a space belong to those before, in a language that writes commas there: "100 000 people", but no "Pixel 2 128 GB" and "18 747s"."""
    before, end = pieces[i - 1] if i else None, pieces[i + 1].stop
    behind = pieces.text[end : min(end + 1, pieces.end)]
    if behind.isalnum() or behind in ("-", "‑") or pieces[i].text[0] == "0":
        return False
    return (
        before is None
        or pieces[i + 1].text == "000"
        or not (before.digits or before.text[0].isupper() or before.lower in words.sets["numbered"])
    )


def _in_digits(pieces: Pieces, i: int, words: QuantityWords) -> Number | None:
    digits, last = pieces[i].text, i + 1
    if len(digits) <= 3:
        # 10 000, with plain spaces.
        stop = last
        while stop < len(pieces) and len(pieces[stop].text) == 3 and pieces[stop].digits:
            if pieces.text[pieces[stop - 1].stop : pieces[stop].start] != " ":
                break
            stop += 1
        if words.decimal_comma or stop - last >= _GROUPS or (stop > last and _grouped(pieces, i, words)):
            digits, last = "".join(piece.text for piece in pieces[i:stop]), stop
    read = value_of_digits(digits, words.decimal_comma)
    if read is None:
        return None
    value, step = read
    if pieces.at(last) in _FRACTIONS and pieces.adjacent(last):
        value, step, last = value + _FRACTIONS[pieces[last].text], 0.25, last + 1
    product = 1.0
    if pieces.at(last) in words.scales and pieces.adjacent(last + 1) and pieces.at(last + 1) in words.signs:
        # "2 M€", "10 M$".
        product, last = words.scales[pieces.at(last)], last + 1
    while pieces.at(last) in words.multiples and product < 1e12:
        if pieces.at(last) in ("k", "m") and not pieces.adjacent(last):
            break
        product, last = product * words.multiples[pieces.at(last)], last + 1
        # The full stop of "2 Mio. Menschen" belongs to the number, and that at the end of a sentence does not.
        if pieces.at(last - 1) in words.sets["short"] and pieces.at(last) == "." and last + 1 < len(pieces):
            last += pieces[last + 1].word or pieces[last + 1].text in words.signs
    return Number(value * product, step * product, i, last, False, product)
