"""Which sentences can stand alone in front of a reader."""

from __future__ import annotations

import re
from typing import Final

from ..furniture import is_furniture
from ..lexical import letter_count, word_count

__all__ = ["is_readable"]

_ENDS: Final = re.compile(r"[.!?…。！？।؟;;][\"'”’»›“)\]]*$")

#: Openings that lean on a sentence before them, for the languages in which briefs were read.
_LEANING: Final = {
    "en": re.compile(
        r"^[\"'“‘]?(?:he|she|they|it|this|these|those|his|her|their|its|but|however|meanwhile|also|and|or|so|yet|still|then"
        r"|instead|moreover|nevertheless|therefore|thus|likewise|similarly|otherwise|nor|both|such|another|the latter"
        r"|the former|in addition|as a result|at the same time|for example|for instance|that(?! is why)|that['’]s|it['’]s)\b",
        re.IGNORECASE,
    ),
}

#: What stands under a picture, and not in an article.
_CAPTION: Final = re.compile(
    r"\b(?:is|are|was|were) (?:seen|pictured|shown|photographed) (?:here|in|on|at|during|with|after|before|as|near|outside)\b"
    r"|^(?:an?|am|this|the|undated|file|handout)\b.{0,30}\b(?:image|photo|photograph|picture|footage)\b.{0,60}"
    r"\b(?:shows?|taken|released|provided|obtained|made)\b|^grab from\b|^FILE\b|[a-z] Image [A-Z][a-z]",
    re.IGNORECASE,
)

_PAIRS: Final = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def is_readable(text: str, language: str | None, *, min_words: int = 5, max_words: int = 80) -> bool:
    """Whether a sentence reads as one on its own.

    It begins like a sentence and ends like one, its quotation marks and brackets are closed, it does not lean on a
    sentence before it, and it is no part of the page around the article.

    Parameters
    ----------
    text : str
    language : str or None
        ISO 639-1 code; leaning openings are known for English.
    min_words, max_words : int
        As `summarize.lexical.word_count` counts them.

    Examples
    --------
    >>> is_readable("Leaders of ten countries met in Paris on Monday.", "en")
    True
    >>> is_readable("He said so on Monday in Paris.", "en"), is_readable("Photo: Meridian Wire / Getty Images.", "en")
    (False, False)
    """
    bare = text.strip()
    if not min_words <= word_count(bare) <= max_words or not _ENDS.search(bare):
        return False
    first = next((c for c in bare if c.isalnum()), "")
    if not first or first.islower():
        return False
    if any(bare.count(left) != bare.count(right) for left, right in _PAIRS) or bare.count('"') % 2:
        return False
    if is_furniture(bare) or _CAPTION.search(bare) or letter_count(bare) < 0.6 * len(bare.replace(" ", "")):
        return False
    leaning = _LEANING.get(language or "en")
    return leaning is None or not leaning.match(bare)
