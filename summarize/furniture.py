"""Page furniture: lines that a page wraps around an article, and that are no part of the story."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .calendars import dated_line

__all__ = ["credited_lines", "ends_sentence", "is_furniture", "linked_lines"]

#: Wording with which a line of a page begins, and a sentence of an article does not.
_OPENING: Final = re.compile(
    r"""
      (?:read\ )?more\s*: | view\ all\b.*\bnewsletters?\b | disclaimer\s*: | required\ field\b | visit\ \S+\.(?:com|org|net)\b
    | credit\ .{3,40}[/,].{3,40}$ | \[[^\]]{1,120}\]$ | subscribe\b | invalid\ email\b | please\ re-?enter\b
    | media\ playback\ is\ (?:not\ |un)supported\b | please\ try\ again\b | an\ error\ has\ occurred\b | advertisement\b | external\ links\b
    | (?:image|photo|video|picture|media)\ (?:caption|copyright|source) | photo(?:graph(?:er|y)?)?s?\s*(?:by\b|:)
    | \(?photo\b.{0,40}[:/] | (?:just|must|now)\ watch(?:ed|ing)?\b | watch\s*:
    | hide\ caption\b | related\b.{0,12}(?:stories|articles|coverage|:) | most\ (?:read|popular)\b | recommended\b | click\ (?:here|to)\b
    | (?:reporting|additional\ reporting|editing|writing)\ (?:by|from)\b | about\ the\ author\b
    | by\ [A-Z][\w.’'-]+(?:\ [A-Z][\w.’'-]+){1,3}$ | add\ .{1,40}\ as\ an\ interest\b | celebrating\ \d+\ years\b
    | this\ (?:story|article|post|page)\ (?:is|was|has|will)\ (?:been\ |be\ |being\ )?(?:updated|developing)\b | more\ now\ on\b | stay\ tuned\b
    | look\ back\ at\ the\ history\b | CLOSE\ [A-Z] | —\ .{2,60}\(@\w+\) | https?://\S+$ | \S+@\S+\.\w+$
    | (?:e-?mail|contact)\ the\ author\b | twitter:\ ?@ | follow\ (?:@\w|[\w.’' -]{2,40}\ (?:on\ (?:facebook|instagram|twitter|x)\b|@\w))
    | (?:also\ read|now\ playing|see\ also|trending(?:\ right)?\ now|up\ next|market\ sectors)\s?: | [^.!?]{0,30}\btop\ deals\s?:$
    | get\ the\ .{1,40}\bnewsletter\b | (?:get|go|join|explore|discover|keep|stay|start)\ .{1,100}\bnewsletters?[.!]?$ | find\ out\ (?:what|how|why|more|who|where)\b | check\ us\ out\ on\b | (?:your|this)\ browser\ does\ not\ support\b
    | for\ more\ .{1,40}\b(?:coverage|information|news|stories)\s?[:,]\ (?:go|https?:|visit|www\.) | read\ more\ (?:about|from|on)\b.*\bhere\b
    | if\ you\ (?:enjoyed|have|liked?)\ (?:a|this)\ (?:article|news\ tip|post|story|tip)\b | interested\ in\ [\w ]{1,30}\?$ | please\ see\ our\ terms\b
    | (?:the\ )?(?:opinions|views)\ expressed\ (?:by|here|in)\b | this\ (?:article|piece|story)\ was\ (?:amended|corrected|first\ published)\b
    | an\ earlier\ version\ (?:of\ this|said|stated|misstated|misspelled|gave|incorrectly|wrongly|named|referred)\b
    | (?:author|editor)[’']?s?[’']?\ note\b | \((?:additional\ )?(?:reporting|writing)\ by\b | [\w.’'-]+(?:\ [\w.’'-]+){1,3},\ (?:byline|host)\s?:
    """,
    re.IGNORECASE | re.VERBOSE,
)

#: Wording that pages use and reporters do not, wherever in the line it stands, in small letters: ignoring case takes twice as long. One
#: word boundary before all of it: the places where a word may begin are few, and looking for sixty wordings at each letter takes
#: five times as long.
_WORDING: Final = re.compile(
    r"""
      \b(?=[a-z])(?:
          all\ rights\ reserved\b | copyright\ \(?c?\)?\s*\d{4} | may\ not\ be\ (?:published|reproduced)\b
        | is\ an?\ (?:new\ )?(?:free\ )?(?:daily|weekly|morning|evening)?\ ?newsletter\ (?:from|by|designed)\b
        | newsletters?\ (?:will|can|helps?|keeps?|brings?)\ (?:keep|bring|help|get|give)?\ ?you\b | everything\ you\ need\ to\ know\ about\b
        | check\ out\ (?:the|our)\ (?:current|full|latest|rest|best)\b
        | continue\ reading\b | read\ more\s*$ | read\ or\ share\ this\b
        | (?:sign|signed)\ up\b.*\b(?:newsletter|updates|email|subscribe)\b | newsletters?\b.*\b(?:sign|subscri|select|view)
        | (?:you\ are|to|for)\ (?:already\ )?subscrib(?:e|ed|ing)\b(?!\ to\ the\ (?:view|idea|notion))
        | verify\ you[’']?re\ not\ a\ robot\b | privacy\ policy\b | terms\ of\ (?:use|service)\b
        | (?:we|this\ site)\ uses?\ cookies\b | accept\ (?:all\ )?cookies\b | enable\ javascript\b
        | (?:email|contact)\ us\b | got\ a\ (?:tip|story)\b | do\ you\ have\ a\ story\b | we\ pay\ for\ (?:videos|your)\b
        | links\ are\ provided\ for\b | enlarge\ (?:this\ )?image\b | toggle\ caption\b
        | (?:getty|afp|reuters|ap)\s*/\s*\w+ | via\ (?:ap|afp|reuters|getty|shutterstock)\b | getty\ images\b | file\ photo\b
        | scroll\ down\ for\b | replay\ more\ videos\b | share\ this\ (?:story|article|page)\b
        | follow\ (?:us|him|her)\b.*\b(?:on|@) | click\ here\b | contributed\ to\ this\ (?:report|story|article)\b
        | a\ version\ of\ this\ article\ appears\b | order\ reprints\b | originally\ (?:appeared|published)\ (?:on|at|in)\b
        | pic\.twitter\.com\b | thank\ you\ for\ subscribing\b | not\ responsible\ for\ the\ content\b
        | not\ necessarily\ (?:represent|reflect)\b | to\ your\ inbox\b | breaking\ news\ alerts\b | homepage\ for\ more\b
        | contributed\ (?:reporting\b|to\ this\ post\b) | would\ like\ to\ hear\ from\ (?:readers|you)\b | share\ (?:it|this)\ with\ (?:a\ friend|your\ friends)\b
        | confidential\ news\ tip\b | transcripts?\ (?:are|is)\ created\ on\ a\ rush\ deadline\b | authoritative\ record\ of\b.*\bprogramming\b
        | this\ text\ may\ not\ be\ in\ its\ final\ form\b | accuracy\ and\ availability\ may\ vary\b | can\ be\ reached\ at\ \S+@ | a\ post\ shared\ by\b.*\(@ | embed\ x\ share\b
      )
    """,
    re.VERBOSE,
)

#: The same with a mark, which few lines have; these begin with it or hold a slash.
_MARKS: Final = ("©", "(editing", "/")
_MARKED: Final = re.compile(r"©\s*\d|\w\s*/\s*(?:getty|afp|reuters|ap)\b|\(editing\ by\b")

#: When the page was changed, and nothing else: "Updated at 9:50 p.m. ET Thursday", "Wire | Updated: 2017-09-15 17:52".
_STAMPED: Final = re.compile(
    r"(?:[\w .]{2,40}\|\s*)?(?:(?:last|first)\s)?(?:updated|modified|published|posted)\b\s?:?\s?"
    r"(?=.*(?:\d|day\b))(?:(?:\d(?:[:./-]?\d)*+(?:st|nd|rd|th)?|[ap]\.?m\b\.?|at|on|of|the|today|local|time|gmt|utc|bst|c?est?|e[sd]?t|[cmp][sd]?t|jst|ist"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\b\.?[\s,|;()-]*)+$",
    re.IGNORECASE,
)

#: The same behind a headline that is repeated above the text, to the minute, as no sentence says it: "Talks end: report Updated: 2025-02-18 21:10 (Wire)".
_STAMPED_BEHIND: Final = re.compile(
    r"\b(?:updated|modified|published|posted)\s?:\s?\d{4}-\d{1,2}-\d{1,2}\ \d{1,2}:\d{2}\b"
)

#: An attribute of a tag, in a page that was saved as text.
_ATTRIBUTE: Final = re.compile(
    r"(?<!\w)(?:href|src|srcset|class|id|style|target|rel|alt|title|data-[\w-]+|on[a-z]+)=[\"'“”][^\"'“”]{0,1000}"
)
_ATTRIBUTED: Final = ('="', "='", "=“", "=”")

#: Characters of the longest line of furniture; a page without full stops is no line, and searching it costs seconds.
_LONGEST: Final = 2_000

#: Characters of a line that holds a date and nothing else.
_LONGEST_DATE: Final = 80

#: Lines of which it is kept whether they are furniture.
_KNOWN: Final = 1 << 14

#: A credit stands alone in brackets; an aside of the reporter's is longer or has a verb.
_BRACKETED: Final = re.compile(r"^[(\[].{1,80}[)\]][.]?$")


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the story: sign-up boxes, credits, links, a date alone, rules of dashes, markup that reading as text left over.

    English wording and marks that need no language. It errs on the side of keeping a sentence.

    Parameters
    ----------
    text : str
        One sentence, as segmented.

    Examples
    --------
    >>> is_furniture("(Jane Roe/Getty Images)"), is_furniture("All rights reserved.")
    (True, True)
    >>> is_furniture("Ministers signed the newsletter's apology on Monday.")
    False
    """
    bare = text.strip()
    return len(bare) <= _LONGEST and _is_furniture(bare)


# Several views ask for every sentence of a story.
@lru_cache(maxsize=_KNOWN)
def _is_furniture(bare: str) -> bool:
    if sum(map(str.isalpha, bare)) < 3:
        return True
    small = bare.lower()
    if _OPENING.match(bare) or _WORDING.search(small):
        return True
    if _STAMPED.match(bare) or _STAMPED_BEHIND.search(small):
        return True
    if len(bare) <= _LONGEST_DATE and dated_line(bare) is not None:
        return True
    if any(mark in small for mark in _MARKS) and _MARKED.search(small):
        return True
    if any(mark in bare for mark in _ATTRIBUTED) and _ATTRIBUTE.search(bare):
        return True
    return bool(_BRACKETED.match(bare)) and len(bare.split()) <= 8


#: How a line ends that stands under a picture, with the photographer, or that embeds somebody's post, with the account.
_CREDITED: Final = re.compile(
    r"""
      \((?!(?:additional\ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)\b)(?:[A-Z][^()/]{1,60}/\s?[A-Z][^()]{1,40}|(?:AP|AFP|EPA|Reuters|Getty|Photo|Picture|Image)\b[^()]{0,60})\)
    | \b(?:Photograph|Photo|Picture|Image|Credit)s?\s?(?:by|:)\s[A-Z][^.!?]{2,60}
    | \bHide\ Caption(?:\ \d+\ of\ \d+)?
    | [—–-]\s?[^()—–]{1,60}\(@\w{1,20}\)(?:\s\w+\.?\s\d{1,2},\s\d{4})?
    | \bpic\.twitter\.com/\w+
    """,
    re.VERBOSE,
)

#: How a line begins that a page puts under a picture with the agency before it: "Reuters The harbour after the fire". An agency may also be
#: what a sentence is about, so that one such line in an article is none, and neither is the title of who heads an office of that name.
_CREDIT_FIRST: Final = re.compile(
    r"(?:AP:Associated\ Press|AFP|EPA|PA|Reuters|REUTERS|Getty(?:\ Images)?(?:\ -\ (?:Getty|Contributor))?|GETTY|Rex\ Features|Alamy|Splash\ News)"
    r"\ (?!(?:Administrator|Chief|Director|Editor|Secretary|Foundation)\b)[A-Z0-9“‘\"']",
    re.VERBOSE,
)
_CREDITED_FIRST: Final = 2

#: Characters of a line under a picture; what is longer is a paragraph that ends with a credit by chance.
_LONGEST_CAPTION: Final = 700


def credited_lines(text: str) -> list[tuple[int, int]]:
    r"""Find the lines that end with a photographer or with the account of a post, or begin, several of them, with an agency: captions, and posts shown whole.

    Parameters
    ----------
    text : str
        An article.

    Returns
    -------
    list of (int, int)
        Start and stop of each, in order.

    Examples
    --------
    >>> credited_lines("Crowds in Riyadh on Monday. (Jane Roe/Meridian Wire)\nTalks began (at last).")
    [(0, 52)]
    >>> credited_lines("Reuters The palace\nTalks began.\nGetty Images The envoys\nReuters said so.")
    [(0, 18), (32, 55)]
    """
    found, begun = [], []
    start = 0
    for line in text.split("\n"):
        bare = line.rstrip()
        if len(bare) <= _LONGEST_CAPTION:
            if any(m.end() == len(bare) for m in _CREDITED.finditer(bare)):
                found.append((start, start + len(bare)))
            elif _CREDIT_FIRST.match(bare):
                begun.append((start, start + len(bare)))
        start += len(line) + 1
    return sorted(found + begun) if len(begun) >= _CREDITED_FIRST else found


#: What stands above the links to other articles, at the end of one; how many lines they are, and how long.
_LINKS: Final = re.compile(
    r"^[ \t]*(?:read more|more reading|further reading|read next|see also|also read|related(?: (?:stories|articles|coverage))?|more on this(?: story)?"
    r"|more stories|recommended)[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_LINKS: Final = 8
_LONGEST_LINK: Final = 200
_LAST_PART: Final = 0.85


def linked_lines(text: str) -> list[tuple[int, int]]:
    r"""Find the headlines of other articles that stand at the end of one under "Read more:".

    Parameters
    ----------
    text : str
        An article.

    Returns
    -------
    list of (int, int)
        Start and stop of each line, in order; none where running text follows, or where they stand before the last part of the article.

    Examples
    --------
    >>> linked_lines("Talks began. " * 30 + "\nRead more:\nA dog was found on a pier\nThe tide, explained")
    [(402, 427), (428, 447)]
    """
    heading = next((m for m in _LINKS.finditer(text) if m.start() >= _LAST_PART * len(text)), None)
    if heading is None:
        return []
    found, start = [], heading.end() + 1
    for line in text[start:].split("\n"):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    fit = len(found) <= _MOST_LINKS and all(stop - start <= _LONGEST_LINK for start, stop in found)
    return found if fit else []


#: How a sentence ends, in the scripts that mark it.
_ENDS: Final = re.compile(r"[.!?…:;,。！？；।॥؟۔·][\"'”’»›“)\]*]*\s*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends with the mark of a sentence, in the scripts that have one.

    Examples
    --------
    >>> ends_sentence("“We agree.”"), ends_sentence("A new palace for Riyadh")
    (True, False)
    """
    return _ENDS.search(text.strip()) is not None
