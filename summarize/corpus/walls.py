"""What stands in the place of an article: a page that asks for consent, for a login or for money; and where a text was cut off."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from ..shipped import shipped

#: Characters of the longest such page; what is longer is not asked.
_LONGEST: Final = 5_000
#: Share of the letters that stand in sentences of the wall, where there is nothing else.
_MOST: Final = 0.8
#: Different wordings that ask for something, without which short articles about subscriptions would be taken for walls.
_FEWEST: Final = 2
#: Sentences from which on it may be advice to readers.
_FEWEST_TOLD: Final = 3
#: Characters of a box at the end of a text, and of a button or a price in it.
_LONGEST_TAIL: Final = 600
_LONGEST_BUTTON: Final = 60

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_NUMBER: Final = re.compile(r"\d[\d.,]*(?<=\d)")
_ACCENTS: Final = re.compile(r"[\u0300-\u036f]+")
_AROUND_WORDS: Final = ".,;:!?…()[]\"'“”„«»‹›·•|–—-¿¡ "
#: What no line of a wall holds, and no button.
_QUOTED: Final = re.compile(r"[\"“”„«»‹›]")
_ENDS: Final = re.compile(r"\s*(?:[^\w\s]|$)")
_STOPPED: Final = re.compile(r"[.!?…]\W*$")

#: What services put where they cut a text: "… [+2143 chars]".
_CUT: Final = re.compile(r"\[\+\s?\d[\d.,]*\s?(?:chars|characters)\]\s*$")

#: Reasons for leaving an input out.
CONSENT: Final = "consent page"
PAYWALL: Final = "paywall"


@lru_cache(maxsize=1)
def _table() -> dict[str, set[str]]:
    rows = shipped("corpus/walls.toml").values()
    return {
        kind: {w for row in rows for w in row[kind]}
        for kind in ("consent", "paywall", "behind", "words", "speaks", "spoken")
    }


def _asking() -> set[str]:
    return _table()["consent"] | _table()["paywall"] | _table()["behind"]


@lru_cache(maxsize=1)
def _wordings() -> dict[str, re.Pattern[str]]:
    table = _table()
    kinds = {"asks": _asking(), "reader": table["speaks"] | table["spoken"]}
    kinds |= {kind: table[kind] for kind in ("behind", "words", "speaks")}
    return {
        kind: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wordings, key=len, reverse=True)))})(?!\w)")
        for kind, wordings in kinds.items()
    }


@lru_cache(maxsize=1)
def _rarest() -> frozenset[str]:
    """The longest word of each wording that asks for something: a text without any of them needs no further look."""
    return frozenset(max(wording.split(), key=len) for wording in _asking())


def _plain(text: str) -> str:
    """Text in which wordings are found, or nothing where there is none that asks for something. About 40 µs for 3,000 characters."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _ACCENTS.sub("", normalize("NFD", plain)).replace("’", "'")
    # A number stays one: "for 2,000 subscribers" is no "for subscribers".
    # In little more than half the time of an expression that finds words.
    words = (word.strip(_AROUND_WORDS) for word in {*plain.split()})
    return "" if _rarest().isdisjoint(words) else _NUMBER.sub("0", plain)


def _asked(plain: str) -> set[str]:
    """The wordings that ask the reader for something, where a text is made of that: else none.

    Half its sentences ask, and nearly all its letters stand in sentences of the wall. What asks speaks of itself, to the reader or of the article,
    or begins with the asking: "log in", and not "users were asked to log in".
    """
    wordings = _wordings()
    found: set[str] = set()
    n_asking = size = size_of_wall = 0
    sentences = _SENTENCE_END.split(plain)
    for sentence in sentences:
        n_letters = sum(map(str.isalpha, sentence))
        size += n_letters
        if wordings["reader"].search(sentence) or wordings["asks"].match(sentence.lstrip(_AROUND_WORDS)):
            asks = wordings["asks"].findall(sentence)
            found.update(asks)
            n_asking += bool(asks)
            size_of_wall += n_letters if asks or wordings["words"].search(sentence) else 0
    return found if 2 * n_asking >= len(sentences) and size_of_wall >= _MOST * size else set()


def _is_of_itself(plain: str) -> bool:
    """Whether what asks is the page, and no advice such as "Reject all cookies on sites you visit".

    Of three sentences and more one that asks says who speaks ("our", "this article"), is a button without a full stop, or says that there is more to
    read, and not of what: "To continue reading, log in", and not "To continue reading the terms".
    """
    wordings = _wordings()
    sentences = [sentence.strip().lstrip(_AROUND_WORDS) for sentence in _SENTENCE_END.split(plain)]
    return len(sentences) < _FEWEST_TOLD or any(
        (wordings["asks"].search(sentence) and wordings["speaks"].search(sentence))
        or wordings["asks"].fullmatch(sentence)
        or any(_ENDS.match(sentence, found.end()) for found in wordings["behind"].finditer(sentence))
        for sentence in sentences
    )


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
    if len(text) > _LONGEST or not (plain := _plain(text)):
        return None
    asked = _asked(plain.strip())
    if len(asked) < _FEWEST or not _is_of_itself(plain.strip()):
        return None
    if len(asked & _table()["consent"]) * 2 >= len(asked):
        return CONSENT
    # Without it, it may tell readers how to sign up for something else.
    return PAYWALL if asked & _table()["behind"] else None


def ending_of(text: str) -> int | None:
    r"""Find where a text goes over into a box that asks to log in or to pay for the rest, or was cut off by a service.

    Parameters
    ----------
    text : str
        An article, a paragraph a line.

    Returns
    -------
    int or None
        Where begins what is no part of the article; None where it is whole.

    Examples
    --------
    >>> ending_of("Talks began in Riyadh.\nThis article is for subscribers only.\nAlready a subscriber? Log in.")
    22
    >>> ending_of("Talks began in Riyadh, where the… [+2143 chars]"), ending_of("Talks began.")
    (34, None)
    """
    mark = _CUT.search(text)
    if mark is not None:
        return mark.start()
    asked: set[str] = set()
    start = stop = len(text)
    while (line := text.rfind("\n", 0, stop)) >= 0 and len(text) - line <= _LONGEST_TAIL:
        bare = text[line:stop].strip()
        stop = line
        if _QUOTED.search(bare):
            break
        found = _asked(_plain(bare))
        asked |= found
        if found:
            start = line
        elif bare and (len(bare) > _LONGEST_BUTTON or _STOPPED.search(bare)):
            break
    is_wall = len(asked) >= _FEWEST and asked & _table()["behind"] and _is_of_itself(_plain(text[start:]).strip())
    return start if is_wall else None
