"""The wording of a sentence: what two sentences have in common that are the same one, printed twice."""

from __future__ import annotations

import unicodedata
from typing import Final

from .evidence import is_question
from .lexical import signed_tokens

__all__ = ["contrary", "edges", "wording"]

#: What the wording of a question ends with; a sign that stands nowhere else.
_ASKED: Final = "?"


def wording(text: str) -> str:
    """What a sentence says, so that two which say the same in the same words are one: its words, its numbers with their signs, and whether it asks.

    White space, case, punctuation and the marks of a quotation make no other sentence. A currency, a plus or minus before a
    number, a sign of percent and a question mark do.

    Parameters
    ----------
    text : str
        One sentence; without its dateline, where that is to make no other.

    Returns
    -------
    str
        Words and signs, divided by spaces.

    Examples
    --------
    >>> wording("It fell to -15, he said."), wording("“It fell to 15”, he said."), wording("$5 or £5?")
    ('it fell to - 15 he said', 'it fell to 15 he said', '$ 5 or £ 5 ?')
    """
    said = signed_tokens(text)
    if is_question(text):
        said.append(_ASKED)
    return " ".join(said) or " ".join(text.casefold().split())


def edges(text: str) -> tuple[str, str]:
    """What stands before the first and behind the last letter or digit of a sentence: of two showings one may end it, or open a quotation.

    Examples
    --------
    >>> edges("“Talks began."), edges("Talks began")
    (('“', '.'), ('', ''))
    """
    places = [i for i, c in enumerate(text) if c.isalnum()]
    return (text[: places[0]].strip(), text[places[-1] + 1 :].strip()) if places else (text.strip(), "")


def contrary(one: str, other: str) -> bool:
    """Whether two wordings are the same words with signs by which they cannot both be right: with a minus and without one, or with another currency.

    Parameters
    ----------
    one, other : str
        As `wording` gives them.

    Notes
    -----
    A plus says no more than no sign; and where a currency is named once and not the other time, or a share of a hundred, it may be left out.

    Examples
    --------
    >>> said = [wording(text) for text in ("It cost $5.", "It cost £5.", "It cost 5.", "It fell to 5.", "It fell to -5.", "It fell to +5.")]
    >>> contrary(said[0], said[1]), contrary(said[0], said[2]), contrary(said[3], said[4]), contrary(said[3], said[5])
    (True, False, True, False)
    """
    ours, theirs = _signs_of(one), _signs_of(other)
    if [word for word, _, _ in ours] != [word for word, _, _ in theirs]:
        return False
    return any(
        minus != negative or (currency and money and currency != money)
        for (_, minus, currency), (_, negative, money) in zip(ours, theirs, strict=True)
    )


def _signs_of(said: str) -> list[tuple[str, bool, str]]:
    """The words of a wording, of each whether a minus stands before it, and which currency."""
    found: list[tuple[str, bool, str]] = []
    signs: list[str] = []
    for word in said.split():
        if word[0].isalnum():
            currency = "".join(sign for sign in signs if unicodedata.category(sign[0]) == "Sc")
            found.append((word, "-" in signs, currency))
            signs = []
        else:
            signs.append(word)
    return found
