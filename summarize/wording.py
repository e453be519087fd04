"""The wording of a sentence: what two sentences have in common that are the same one, printed twice."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from .evidence import is_question
from .lexical import signed_tokens

#: What the wording of a question ends with; a sign that stands nowhere else.
_ASKED: Final = "?"

#: Sentences whose wording is remembered.
_KNOWN: Final = 1 << 14


# Claims, emphasis and themes ask for that of every sentence of a story in turn.
@lru_cache(maxsize=_KNOWN)
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
    first = next((i for i, c in enumerate(text) if c.isalnum()), None)
    if first is None:
        return text.strip(), ""
    behind = next(n for n, c in enumerate(reversed(text)) if c.isalnum())
    return text[:first].strip(), text[len(text) - behind :].strip()


def contrary(one: str, other: str) -> bool:
    """Whether two wordings are the same words, a number of which has a minus in the one alone, or another currency in each.

    A plus says no more than no sign.

    Parameters
    ----------
    one, other : str
        As `wording` gives them.

    Examples
    --------
    >>> said = [wording(text) for text in ("It fell to 5.", "It fell to -5.", "It fell to +5.", "It rose to -5.", "It fell to $5.", "It fell to £5.")]
    >>> [contrary(said[0], said[k]) for k in (1, 2, 3, 4)], contrary(said[4], said[5])
    ([True, False, False, False], True)
    """
    ours, theirs = _signed(one), _signed(other)
    return [word for word, _ in ours] == [word for word, _ in theirs] and any(
        ("-" in mine) != ("-" in yours) or (mine != yours and bool(_money(mine)) and bool(_money(yours)))
        for (_, mine), (_, yours) in zip(ours, theirs, strict=True)
    )


def _money(signs: str) -> str:
    """The signs of currency among some signs."""
    return "".join(sign for sign in signs if unicodedata.category(sign) == "Sc")


def _signed(said: str) -> list[tuple[str, str]]:
    """The words of a wording, each with the signs before it."""
    found: list[tuple[str, str]] = []
    signs = ""
    for word in said.split():
        if word[0].isalnum():
            found.append((word, signs))
            signs = ""
        else:
            signs += word
    return found
