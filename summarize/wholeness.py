"""Whether a sentence begins and ends like one, and is no part of the page around the article."""

from __future__ import annotations

import re
from typing import Final

from .furniture import is_furniture
from .lexical import letter_count, word_count
from .quotations import find_quotations

__all__ = ["is_whole"]

#: A question tells nothing, but for one that somebody is quoted with. The Greek question mark looks like a semicolon.
_ENDS: Final = re.compile(r"(?:[.!…。！।։።۔]|[?？؟;;](?=[\"'”’»›“]))[\"'”’»›“)\]]*$")

#: What stands under a picture, and not in an article.
_CAPTION: Final = re.compile(
    r"\b(?:is|are|was|were) (?:seen|pictured|shown|photographed) (?:here|in|on|at|during|with|after|before|as|near|outside)\b"
    r"|^(?:an?|am|this|the|undated|file|handout)\b.{0,30}\b(?:image|photo|photograph|picture|footage)\b.{0,60}"
    r"\b(?:shows?|taken|released|provided|obtained|made)\b|^grab from\b|^FILE\b|(?-i:[a-z] Image [A-Z][a-z])"
    r"|, (?:at )?(?:cent(?:er|re)|left|right|second from (?:left|right)|top|bottom|foreground|background)[,.;)]"
    r"|^(?:facebook|twitter|pinterest|email|share)\s(?:facebook|twitter|pinterest|email|share)\b",
    re.IGNORECASE,
)

#: A photographer dates a picture in full, with the weekday and the year, or numbers the players in it; a reporter of the day
#: does neither. "The verdict was read on Saturday, Dec. 23, 2017, the court said" reports, and stays.
_DATED_PICTURE: Final = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})"
    r"|\([0-9]{1,2}\)(?:,? [a-z]+ly)? (?:[a-z]+(?:s|ing)|is|are) "
)
_REPORTED: Final = re.compile(
    r"\b(?:said|says|told|announced|reported|according to|wrote|confirmed|ruled|declared|was|were|had)\b"
)

#: That somebody did not answer the paper is owed to the reader of an article, and tells nothing of the story.
_UNANSWERED: Final = re.compile(
    r"\b(?:respond(?:ed)?|return(?:ed)?|repl(?:y|ied)|answer(?:ed)?)\b.{0,40}\brequests? for (?:\w+ )?comment\b"
    r"|\b(?:reached out to|contacted)\b.{1,80}\bfor (?:\w+ )?comment\b"
    r"|\bnot (?:\w+ )?(?:be )?(?:available|reached) for (?:\w+ )?comment\b",
    re.IGNORECASE,
)

#: What announces a piece, or says who wrote it, and tells nothing of the story.
_ANNOUNCED: Final = re.compile(
    r"^(?:here(?:['’]s| is| are) )?(?:what|everything|all|how much) (?:we|you)(?: need to|['’]ve| have)? (?:know|learned)\b(?! (?:is|was)\b)"
    r"|^(?:here(?:['’]s| is| are) )?what to (?:know|expect|watch)\b",
    re.IGNORECASE,
)
_PRESENTED: Final = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){2,4}is an? (?:[\w’'-]+ ){0,6}"
    r"(?:writer|reporter|correspondent|columnist|contributor|freelancer|enthusiast|blogger|journalist)\b(?! (?:who|whose)\b)"
    r"|^[A-Z]{2,5}[’']s (?:[A-Z][\w.’'-]+ ){2,4}(?:talks|talked|speaks|spoke) (?:to|with)\b"
)

#: "The soundtrack: a song." is a line of a list.
_LISTED: Final = re.compile(
    r"^The (?:[a-z-]+ )?(?!\w+(?:ed|es): |(?:said|says|wrote|writes|told|read|reads): )[a-z-]+: "
)

#: A straight mark that quotes; Hebrew writes abbreviations with one between letters.
_STRAIGHT: Final = re.compile(r'(?<![\u05d0-\u05ea])"|"(?![\u05d0-\u05ea])')

_PAIRS: Final = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def is_whole(text: str, *, min_words: int = 5, max_words: int = 80) -> bool:
    """Whether a sentence begins like one and ends like one, and is no part of the page around the article.

    Its quotation marks and brackets are closed, single ones at its head included; it is no caption, no question, no aside in brackets, no line of a list, no announcement of the piece itself, and no word of who
    did not answer the paper.

    Parameters
    ----------
    text : str
        Without its dateline.
    min_words, max_words : int
        As `summarize.lexical.word_count` counts them.

    Examples
    --------
    >>> is_whole("Leaders of ten countries met in Paris on Monday.")
    True
    >>> is_whole("and met in Paris on Monday."), is_whole("Photo: Meridian Wire / Getty Images.")
    (False, False)
    """
    bare = text.strip()
    if not min_words <= word_count(bare) <= max_words or not _ENDS.search(bare):
        return False
    first = next((c for c in bare if c.isalnum()), "")
    if not first or first.islower():
        return False
    if any(bare.count(left) != bare.count(right) for left, right in _PAIRS) or len(_STRAIGHT.findall(bare)) % 2:
        return False
    if bare[0] in "'‘" and not any(quotation.start == 0 for quotation in find_quotations(bare)):
        return False
    if bare[0] == "(" and bare[-1] == ")":
        return False
    if is_furniture(bare) or _UNANSWERED.search(bare) or _ANNOUNCED.match(bare) or _PRESENTED.match(bare):
        return False
    if _LISTED.match(bare):
        return False
    if _CAPTION.search(bare) or (_DATED_PICTURE.search(bare) and not _REPORTED.search(bare)):
        return False
    # A line in capitals is a heading.
    return letter_count(bare) >= 0.6 * len(bare.replace(" ", "")) and not bare.isupper()
