"""What stands in the place of an article: a page that asks for consent, for a login or for money; and where a text was cut off."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple
from unicodedata import normalize

#: Characters of the longest such page; what is longer is not asked.
_LONGEST: Final = 5_000
#: Share of the letters that stand in sentences of the wall, where there is nothing else.
_MOST: Final = 0.8
#: Different wordings that ask for something, without which short articles about subscriptions would be taken for walls.
_FEWEST: Final = 2
#: Characters of a box at the end of a text, and of a button or a price in it.
_LONGEST_TAIL: Final = 600
_LONGEST_BUTTON: Final = 60

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…:])\s+|\n+")
#: Numbers and accents, without which wordings are found. Faster on whole texts than asking each letter what it is.
_ASIDE: Final = re.compile(r"\d[\d.,]*\s?|[\u0300-\u036f]+")
_WORD: Final = re.compile(r"\w+")

#: What services put where they cut a text: "… [+2143 chars]".
_CUT: Final = re.compile(r"\[\+\s?\d[\d.,]*\s?(?:chars|characters)\]\s*$")

#: Reasons for leaving an input out.
CONSENT: Final = "consent page"
PAYWALL: Final = "paywall"


class Ending(NamedTuple):
    """How a text ends that is not whole.

    Attributes
    ----------
    start : int
        Where begins what is no part of the article.
    is_cut : bool
        Whether it says that there is more of the article.
    """

    start: int
    is_cut: bool


@lru_cache(maxsize=1)
def _table() -> dict[str, set[str]]:
    rows = tomllib.loads((files(__package__) / "walls.toml").read_text(encoding="utf-8")).values()
    return {kind: {w for row in rows for w in row[kind]} for kind in ("consent", "paywall", "behind", "words")}


def _asking() -> set[str]:
    return _table()["consent"] | _table()["paywall"] | _table()["behind"]


@lru_cache(maxsize=1)
def _wordings() -> dict[str, re.Pattern[str]]:
    kinds = {**_table(), "asks": _asking(), "any": _asking() | _table()["words"]}
    return {
        kind: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wordings, key=len, reverse=True)))})(?!\w)")
        for kind, wordings in kinds.items()
    }


@lru_cache(maxsize=1)
def _rarest() -> frozenset[str]:
    """The longest word of each wording that asks for something: a text without any of them needs no further look."""
    return frozenset(max(_WORD.findall(wording), key=len) for wording in _asking())


def _plain(text: str) -> str:
    return _ASIDE.sub("", normalize("NFD", text.casefold())).replace("’", "'")


def _is_all_wall(plain: str, fewest: int) -> bool:
    """Whether a text has nearly all its letters in sentences of a wall, and asks for something in so many wordings."""
    if fewest and _rarest().isdisjoint(_WORD.findall(plain)):
        return False
    wordings = _wordings()
    if len({*wordings["asks"].findall(plain)}) < fewest:
        return False
    sizes = [(sum(map(str.isalpha, s)), wordings["any"].search(s) is not None) for s in _SENTENCE_END.split(plain)]
    return sum(size for size, found in sizes if found) >= _MOST * sum(size for size, _ in sizes)


def wall_of(text: str) -> str | None:
    """Tell a page that holds no article, but asks for consent, a login or a subscription.

    Parameters
    ----------
    text : str

    Returns
    -------
    str or None
        ``"consent page"`` or ``"paywall"``; None for an article.

    Examples
    --------
    >>> wall_of("This article is for subscribers only. Subscribe now for 1 euro a month. Already a subscriber? Log in.")
    'paywall'
    >>> wall_of("The publisher has lost a tenth of its subscribers. A subscription will be 15 euros per month.")
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    if not _is_all_wall(plain, _FEWEST):
        return None
    n_consent, n_paid = (
        sum(len(_wordings()[kind].findall(plain)) for kind in kinds) for kinds in (("consent",), ("paywall", "behind"))
    )
    return CONSENT if n_consent >= n_paid else PAYWALL


def ending_of(text: str) -> Ending | None:
    r"""Find where a text goes over into a box that asks for a subscription, or was cut off by a service.

    Parameters
    ----------
    text : str
        An article, a paragraph a line.

    Examples
    --------
    >>> ending_of("Talks began in Riyadh.\nThis article is for subscribers only.\nAlready a subscriber? Log in.")
    Ending(start=22, is_cut=True)
    >>> ending_of("Talks began in Riyadh, where the… [+2143 chars]").is_cut, ending_of("Talks began.")
    (True, None)
    """
    mark = _CUT.search(text)
    if mark is not None:
        return Ending(mark.start(), is_cut=True)
    start = len(text)
    while (line := text.rfind("\n", 0, start)) >= 0 and len(text) - line <= _LONGEST_TAIL:
        bare = text[line:start].strip()
        # A button has a word of the wall at least; a paragraph that may be the last of the article asks for something.
        if bare and not _is_all_wall(_plain(bare), int(len(bare) > _LONGEST_BUTTON)):
            break
        start = line
    if start == len(text):
        return None
    plain = _plain(text[start:])
    is_cut = _wordings()["behind"].search(plain) is not None
    return Ending(start, is_cut) if is_cut or len({*_wordings()["asks"].findall(plain)}) >= _FEWEST else None
