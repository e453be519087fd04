"""Whether a sentence begins and ends like one, is no part of the page around the article, and states something."""

from __future__ import annotations

import re
from typing import Final

from .datelines import is_dateline
from .evidence import is_question
from .furniture import is_furniture
from .lexical import content_stems, letter_count, word_count
from .quotations import find_quotations

#: A question tells nothing, but for one that somebody is quoted with. The Greek question mark looks like a semicolon.
_ENDS: Final = re.compile(r"(?:[.!…。！।։።۔]|[?？؟;;](?=[\"'”’»›“«‹」』]))[\"'”’»›“«‹」』)\]）]*$")

#: "Well, if Ms Roe loves it....": a sentence that trails off leaves what it means to the reader.
_TRAILS_OFF: Final = re.compile(r"\w\s?(?:\.{3,}|…)$")

#: What stands under a picture, and not in an article.
_CAPTION: Final = re.compile(
    r"\b(?:is|are|was|were) (?:seen|pictured|shown|photographed) (?:(?:here|in|on|at|during|with|after|before|near|outside|as (?:he|she|it|they|police))\b"
    r"|as (?:people|officers|firefighters|rescuers|workers|crews|supporters|protesters|fans|smoke|flames) (?!(?:of|for|who|in|from|and|or|by|with)\b)[a-z])"
    r"|^(?:an?|am|this|the|undated|file|handout)\b.{0,30}\b(?:image|photo|photograph|picture|footage)\b(?:(?!\b(?:ha[ds]|said|says|which)\b).){0,60}"
    r"\b(?:shows?|taken|released|provided|obtained|made)\b|^grab from\b|^FILE\b|(?-i:\b[a-z]+ Image [A-Z][a-z]|[a-z] Image [A-Z][a-z]+ [a-z])"
    r"|, (?:at )?(?:cent(?:er|re)|left|right|second from (?:left|right)|top|bottom|foreground|background)[,.;)]"
    r"|^pictured\b|^(?:facebook|twitter|pinterest|email|share)\s(?:facebook|twitter|pinterest|email|share)\b",
    re.IGNORECASE,
)

#: A photographer dates a picture in full, with the weekday and the year, numbers the players in it, or tells who stands where on a day; a reporter of the day
#: does none of it. "The verdict was read on Saturday, Dec. 23, 2017, the court said" reports, and stays.
_DATED_PICTURE: Final = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})"
    r"|\([0-9]{1,2}\)(?:,? [a-z]+ly)? (?:[a-z]+(?:s|ing)|is|are) "
    r"|\b(?:stands?|sits?|lies?|gathers?|poses?|walks?|rises?|looks? on) (?:next to|near|beside|outside|in front of|behind|around|at|past|by|in|above|over)\b"
    r"[^.]{0,100}\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday)\b"
)
_REPORTED: Final = re.compile(
    r"\b(?:said|says|told|announced|reported|according to|wrote|confirmed|ruled|declared|was|were|had)\b"
)

#: So does who ends in the full date and tells nothing of the past: "A man watches the tower burn in Port Lyon on April 15, 2019." What is past is told
#: with a verb in -ed (but for what hangs behind a comma, ", engulfed in flames"), and what holds from a day with one of these.
_DATED_AT_END: Final = re.compile(
    r"(?:,| on) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\W*$"
)
_PAST_OR_AHEAD: Final = re.compile(
    r"(?<!, )\b[a-z]+ed\b|\b[a-z]+ed (?!(?:in|by|with)\b)"
    r"|\b(?:began|became|came|did|fell|found|gave|got|left|led|lost|made|met|rose|saw|sold|spoke|took|went|won|been|since|until"
    r"|will|would|could|should|begins?|starts?|ends?|expires?|effect|reopens?)\b"
    r"|\b(?:arose|broke|brought|built|chose|cut|drew|drove|fled|flew|fought|froze|grew|held|hit|kept|knew|laid|paid|put|quit|ran|sank|sent|set|shook|shot"
    r"|shut|slew|spent|split|spread|stole|struck|swept|swore|threw|tore|withdrew|woke)\b(?! (?:at|by|for|from|in|of|off|on|up)\b)"
    r"|\b(?:rang out|stood down|broke in|set off|shot at|opens? on|kicks? in|leaves the)\b"
)

#: That somebody did not answer the paper is owed to the reader of an article, and tells nothing of the story.
_UNANSWERED: Final = re.compile(
    r"\b(?:respond(?:ed)?|return(?:ed)?|repl(?:y|ied)|answer(?:ed)?|declin(?:ed|es))\b.{0,40}\brequests? for (?:\w+ )?comment\b"
    r"|\bdeclin(?:ed|es) (?:to )?comment\W*$"
    r"|\b(?:reached out to|contacted)\b.{1,80}\bfor (?:\w+ )?comment\b"
    r"|\bnot (?:\w+ )?(?:be )?(?:available|reached) for (?:\w+ )?comment\b|\bnot (?:\w+ )?(?:get|receive) (?:a|any) (?:response|reply)\b",
    re.IGNORECASE,
)

#: What announces a piece, or says who wrote it, and tells nothing of the story.
_ANNOUNCED: Final = re.compile(
    r"^(?:here(?:['’]s| is| are) )?(?:what|everything|all|how much) (?:we|you)(?: need to|['’]ve| have)? (?:know|learned)\b(?! (?:is|was)\b)"
    r"|^(?:here(?:['’]s| is| are) )?what to (?:know|expect|watch|do)\b"
    r"|^here(?:['’]s| is| are) (?:what|how|who|where|when|why|which|an?|the|some|\w+ (?:ways|things|facts))\b[^:]*$",
    re.IGNORECASE,
)
_PRESENTED: Final = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){2,4}is an? (?:[\w’'-]+ ){0,6}"
    r"(?:writer|reporter|correspondent|columnist|contributor|freelancer|enthusiast|blogger|journalist)\b(?! (?:who|whose)\b)"
    r"|^[A-Z]{2,5}[’']s (?:[A-Z][\w.’'-]+ ){2,4}(?:talks|talked|speaks|spoke) (?:to|with)\b"
)

#: "The soundtrack: a song." and "Jan. 20 — A talk by Ms Roe." are lines of a list, "Nov. 2, 2016 The crowd waits." of a gallery, and so is what holds a bullet.
_LISTED: Final = re.compile(
    r"^The (?:[a-z-]+ )?(?!\w+(?:ed|es): |(?:said|says|wrote|writes|told|read|reads): )[a-z-]+: "
    r"|^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2} [—–-] |^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day [—–-] |.+\s[•●▪]\s"
    r"|^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4} (?:The|An?|[A-Z][a-z]+ [A-Z][a-z]+) "
)

#: "Steelers: Host the Browns on Sunday." is one too, if it is no longer than that.
_LABELLED: Final = re.compile(r"^[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}: ")
_LABELLED_WORDS: Final = 8

#: A heading in capitals that runs into the sentence after it, or the button that opens it: "NOT CONTENT WITH CHIPS Intel has made a pair of glasses."
_HEADED: Final = re.compile(r"(?:(?:[A-Z][A-Z’'-]+ ){3,}(?!I\b)|Show Hide )[A-Z][a-z]")

#: Headlines that a site lays over a name, and a page saved as text runs into the sentence: "Speaker Jane RoeHouse to vote on Monday MORE said".
_OVERLAID: Final = re.compile(
    r"(?:[a-z](?:[A-Z][a-z]|[A-Z]{2})|\b([A-Z][\w’'-]+ [A-Z][\w’'-]+) \1\b).{15,}\bMORE\b", re.DOTALL
)

#: What hands over to what somebody else says, or to a list: "She writes:", "Here are the winners:"; and the words up to which a line with a
#: colon at its end says no more than that.
_HANDS_OVER: Final = re.compile(
    r"^(?:and )?here(?:['’]s| is| are)\b"
    r"|\b(?:says?|said|writes?|wrote|tweet(?:s|ed)|post(?:s|ed)|add(?:s|ed)|ask(?:s|ed)|told \w+|reads?|includes?|following(?: \w+)?|statement|follows)\s*:\W*$",
    re.IGNORECASE,
)
_HANDED_WORDS: Final = 18
_LABEL_WORDS: Final = 8

#: What greets, thanks or leads the reader on.
_COURTESY: Final = re.compile(
    r"^(?:good (?:morning|afternoon|evening|night)\b|hello\b|hi\b|hey\b|welcome (?:back|to (?:the (?:show|program(?:me)?)|our))\b"
    r"|thanks?(?: you)?(?:(?: so| very) much)?(?:[.,!]| for (?:being|coming|having|joining|reading|taking|talking|that|watching)\b)"
    r"|you['’]re welcome\b|(?:good ?)?bye\b|let(?:['’]s| us) (?:take a (?:closer |quick )?look|dive in|begin|get started|start|recap|see)\b)",
    re.IGNORECASE,
)
_COURTEOUS_WORDS: Final = 9

#: Words from which an English sentence, and one of another language, can state something: "Yes.", "Poor Cleveland.", and "Ha muerto."
_STATING_WORDS: Final = {"en": 3}
_STATING_ELSEWHERE: Final = 2

#: Words up to which function words alone state nothing, and up to which an announcement does no more than announce.
_EMPTY_WORDS: Final = 5
_ANNOUNCING_WORDS: Final = 12

_NUMBER: Final = re.compile(r"\d")
_ENDS_OPEN: Final = re.compile(r":\W*$")

#: iPhone, eBay, al-Shabaab, el-Sisi: names that begin small wherever they stand; and an apostrophe for a Greek Ά, "’ρχισε".
_SMALL_NAME: Final = re.compile(r"[\"'“”„«»‘]*(?:[a-z][A-Z]|(?:a[dlnrstz]|el)-[A-Z]|’[α-ω])")

#: Marks that are nothing but marks of quotation: no apostrophe, no minute, no Hebrew abbreviation, which has one between its letters.
_MARK: Final = re.compile(r'[“”„‟＂«»‹›「」『』]|(?<![\u05d0-\u05ea])"|"(?![\u05d0-\u05ea])')

_BRACKETS: Final = ("()", "[]", "（）")


def is_whole(text: str, *, min_words: int = 5, max_words: int = 80) -> bool:
    """Whether a sentence begins like one and ends like one, and is no part of the page around the article.

    It does not trail off; its quotation marks and brackets are closed, single ones at its head included; it is no caption, no question, no aside in brackets, no line of a list, no announcement of the piece itself, has no headlines run into it, and no word of who
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
    >>> is_whole("Speaker Jane RoeHouse to vote on the budget on Monday MORE said that the vote would be on Tuesday.")
    False
    """
    bare = text.strip()
    if not min_words <= word_count(bare) <= max_words or not _ENDS.search(bare) or _TRAILS_OFF.search(bare):
        return False
    first = next((c for c in bare if c.isalnum()), "")
    if not first or (first.islower() and not _SMALL_NAME.match(bare)):
        return False
    if any(bare.count(left) != bare.count(right) for left, right in _BRACKETS) or not _marks_close(bare):
        return False
    if bare[0] in "'‘" and not any(quotation.start == 0 for quotation in find_quotations(bare)):
        return False
    # A bar parts what stands beside one another on a page: a picture's credit, the section, the headline.
    if bare[0] == "|" or (bare[0] == "(" and bare[-1] == ")"):
        return False
    if is_furniture(bare) or is_beside_the_story(bare) or _ANNOUNCED.match(bare) or _PRESENTED.match(bare):
        return False
    if _LISTED.match(bare) or _HEADED.match(bare) or _OVERLAID.search(bare):
        return False
    if _LABELLED.match(bare) and word_count(bare) <= _LABELLED_WORDS:
        return False
    # A line in capitals is a heading.
    return letter_count(bare) >= 0.6 * len(bare.replace(" ", "")) and not bare.isupper()


def is_beside_the_story(text: str) -> bool:
    """Whether an English sentence stands under a picture, or tells that somebody did not answer the paper.

    Examples
    --------
    >>> is_beside_the_story("A man watches the tower burn, engulfed in flames, in Port Lyon on April 15, 2019.")
    True
    >>> is_beside_the_story("The tower burned in Port Lyon on April 15, 2019."), is_beside_the_story("The ban takes effect on April 15, 2019.")
    (False, False)
    >>> is_beside_the_story("The mission is seen as a success."), is_beside_the_story("The footage had been provided to the court.")
    (False, False)
    >>> is_beside_the_story("War broke out on May 3, 2020."), is_beside_the_story("A man shot 12 people dead in Port Lyon on May 3, 2020.")
    (False, False)
    >>> is_beside_the_story("Ms Roe did not respond to the Courier's request for comment."), is_beside_the_story("The Post declined to comment.")
    (True, True)
    """
    if _UNANSWERED.search(text) or _CAPTION.search(text):
        return True
    if _REPORTED.search(text):
        return False
    dated = _DATED_AT_END.search(text) is not None and not _PAST_OR_AHEAD.search(text)
    return dated or _DATED_PICTURE.search(text) is not None


def _marks_close(text: str) -> bool:
    """Whether every mark of quotation in a sentence has its fellow; single ones, which may be apostrophes, are not asked.

    Straight ones alone need only be even in number: pages that lost a space, or have one too many, leave it open which of them opens. A curly one is
    no fellow of a straight one.
    """
    marks = list(_MARK.finditer(text))
    n_straight = sum(mark[0] == '"' for mark in marks)
    if n_straight % 2 or n_straight == len(marks):
        return n_straight % 2 == 0
    found = find_quotations(text)
    fellows = {place for quotation in found for place in (quotation.start, quotation.inner_stop)}
    return all(quotation.closed for quotation in found) and fellows.issuperset(map(re.Match.start, marks))


def states_nothing(text: str, language: str | None) -> bool:
    """Whether a sentence states nothing that somebody else could state too, or deny.

    It asks; it is a word or two, or place and day; it has no word but function words ("And yet it is."); in English also where it greets, announces the piece, or hands over to
    what somebody else says.

    Parameters
    ----------
    text : str
        One sentence.
    language : str or None
        ISO 639-1 code; None is taken for English.

    Examples
    --------
    >>> [states_nothing(text, "en") for text in ("Yes.", "She writes:", "Here's what we know.", "Good morning, Jane.", "But why now?")]
    [True, True, True, True, True]
    >>> states_nothing("Refunds were issued.", "en"), states_nothing("Bitcoin was trading at $6,562:", "en"), states_nothing("Ha muerto.", "es")
    (False, False, False)
    """
    language = language or "en"
    bare = text.strip()
    n_words = word_count(bare)
    # In scripts that write no spaces a sentence is one run of characters.
    if (
        _asks(bare)
        or is_dateline(bare)
        or n_words == len(bare.split()) < _STATING_WORDS.get(language, _STATING_ELSEWHERE)
    ):
        return True
    if n_words <= _HANDED_WORDS and _ENDS_OPEN.search(bare) and not _NUMBER.search(bare):
        return n_words <= _LABEL_WORDS or (language == "en" and _HANDS_OVER.search(bare) is not None)
    if language != "en":
        return False
    if n_words <= _COURTEOUS_WORDS and _COURTESY.match(bare.lstrip("\"“‘'")):
        return True
    if n_words <= _ANNOUNCING_WORDS and _ANNOUNCED.match(bare):
        return True
    return n_words <= _EMPTY_WORDS and not (_NUMBER.search(bare) or content_stems(bare, language))


def _asks(text: str) -> bool:
    """Whether a sentence is a question, and does not tell that somebody asked one: "He asked: “Why?”"."""
    if not is_question(text):
        return False
    quoted = [q for q in find_quotations(text) if q.depth == 0 and q.stop == len(text)]
    return not quoted or quoted[0].start == 0
