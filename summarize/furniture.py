"""Page furniture: lines that a page wraps around an article, and that are no part of the story."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .calendars import dated_byline, dated_line
from .shipped import shipped

#: Wording of pages with a mark, which few lines have; these begin with it or hold a slash.
_MARKS: Final = ("©", "(editing", "/")
_MARKED: Final = re.compile(r"^©|©\s*\d|\w\s*/\s*(?:getty|afp|reuters|ap)\b|\(editing\ by\b")

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

#: Characters of a line that shows what a picture does.
_LONGEST_SHOWN: Final = 140

#: Characters of the longest line of furniture; a page without full stops is no line, and searching it costs seconds.
_LONGEST: Final = 2_000

#: Lines of which it is kept whether they are furniture.
_KNOWN: Final = 1 << 14

#: Three letters; a line of fewer is a rule of dashes, a number or a bullet.
_LETTERS: Final = re.compile(r"(?:[\W\d_]*+[^\W\d_]){3}")

#: A credit stands alone in brackets; an aside of the reporter's is longer, or several words that end as a sentence does and say what somebody did.
_BRACKETED: Final = re.compile(
    r"^[(\[](?!(?=.*\b(?:is|are|was|has|had|did|(?!from\b|compil|contribut|edit|report|translat)[a-zà-ÿ]{4,})\b)(?:\S+\s){3,}\S+[.!?][)\]]$).{1,80}[)\]][.]?$"
)


@lru_cache(maxsize=1)
def _wording() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line of a page begins with, whatever the case and in brackets too, and what it holds, in small letters, in any language: ``furniture.toml``.

    Before all that it may hold stands one word boundary: the places where a word may begin are few, and looking for it at each letter takes five times as long.
    """
    tables = shipped("furniture.toml").values()
    begins, corrections, holds = (
        "|".join(dict.fromkeys(words for table in tables for words in table[kind]))
        for kind in ("begins", "corrections", "holds")
    )
    corrects = rf"[\W_]*(?:{corrections})\s*(?:\([^()]*\)\s*)?(?:[:—–]|-\s|$)"
    ends = r"(?:(?!\w)|(?<!\w))"
    return re.compile(rf"[(\[]?(?:{begins}|{corrects}){ends}", re.IGNORECASE), re.compile(rf"\b(?=\w)(?:{holds}){ends}")


def begins_box(text: str) -> bool:
    """Whether a line begins as boxes, credits and links of a page do, so that what stands behind it on the same line is no sentence of the article either.

    Examples
    --------
    >>> begins_box("Related: A family was lost in the snow."), begins_box("The newsletter will keep you posted.")
    (True, False)
    """
    return _wording()[0].match(text.strip().replace("'", "’")) is not None


#: Headlines of other articles run together, each behind two words and more in capitals: "BABY BOMBERS Who are they? STONED TO DEATH Two killed ...". One of
#: them is longer than abbreviations are: "the US EPA said".
_HEADLINES: Final = re.compile(
    r"(?:(?<!\w)(?=[A-Z'’‘\"“”\s]*?[A-Z]{5})[A-Z]{2,}(?:['’]?\s['‘\"“]?[A-Z]{2,}['’\"”]?)+\s['‘\"“]?[A-Z]?[a-z].*?){3}"
)


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the story: corrections, sign-up boxes, credits, links, headlines run together, a date alone, rules of dashes.

    Wording of pages in seventeen languages (``furniture.toml``), and marks that need none. It errs on the side of keeping a sentence.

    Parameters
    ----------
    text : str
        One sentence, as segmented.

    Examples
    --------
    >>> is_furniture("(Jane Roe/Getty Images)"), is_furniture("All rights reserved."), is_furniture("Fe de errores: son 60 millones.")
    (True, True, True)
    >>> is_furniture("Ministers signed the newsletter's apology on Monday.")
    False
    """
    bare = text.strip()
    return len(bare) <= _LONGEST and _is_furniture(bare)


# Several views ask for every sentence of a story.
@lru_cache(maxsize=_KNOWN)
def _is_furniture(bare: str) -> bool:
    if _LETTERS.match(bare) is None or _HEADLINES.search(bare) is not None:
        return True
    curly = bare.replace("'", "’")
    small = curly.lower()
    begins, holds = _wording()
    if begins.match(curly) or holds.search(small):
        return True
    if _STAMPED.match(bare) or (":" in bare and _STAMPED_BEHIND.search(small)):
        return True
    if dated_line(bare) is not None or dated_byline(bare) is not None:
        return True
    if any(mark in small for mark in _MARKS) and _MARKED.search(small):
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

#: The same without brackets, behind the end of a sentence: "... on Friday. Jane Roe/Reuters", "... officer. Jane Roe / The Post via AP", "... la estación. / T. ROE", "© DPA".
_CREDITED_LAST: Final = re.compile(
    r"(?<=[.!?\"”’)]) (?:(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w.’'-]*|[A-Z][\w.’'-]*[a-z][\w.’'-]*|[A-Z]{5,})\s?/"
    r"\s?[A-Z][\w.’'-]*(?:(?:\s?/\s?|\s|\svia\s)[A-Z][\w.’'-]*){0,6}(?:,\s(?i:file))?(?<!\.)$"
    r"|(?<=[.!?\"”’)]) [/©]\s?(?:(?![ß-öø-ÿά-ώа-џא-ۿ])[^\W\d_a-z][\w.’'-]*(?:\s?/\s?|\s|$)){1,6}$"
)

#: How a line begins that a page puts under a picture with the agency before it: "Reuters The harbour after the fire". An agency may also be
#: what a sentence is about, so that one such line in an article is none, and neither is the title of who heads an office of that name.
_CREDIT_FIRST: Final = re.compile(
    r"(?:AP:Associated\ Press|AFP|EPA|PA|Reuters|REUTERS|Getty(?:\ Images)?(?:\ -\ (?:Getty|Contributor))?|GETTY|Rex\ Features|Alamy|Splash\ News)"
    r"\ (?!(?:Administrator|Chief|Director|Editor|Secretary|Foundation)\b)[A-Z0-9“‘\"']",
    re.VERBOSE,
)
_CREDITED_FIRST: Final = 2

#: A page that plays a film in its text leaves the name of a button before what stands under it, all on one line: "CLOSE The ferry sank. Its crew was saved. (Feb. 3) AP".
_UNDER_FILM: Final = re.compile(r"CLOSE (?![A-Z]+:)(?=[A-Z].*[a-z])")

#: Characters of a line under a picture; what is longer is a paragraph that ends with a credit by chance.
_LONGEST_CAPTION: Final = 700


def credited_lines(text: str) -> list[tuple[int, int]]:
    r"""Find the lines that end with a photographer or with the account of a post, or begin with a button of a film or, several of them, with an agency: captions, and posts shown whole.

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
    start, end = 0, len(text.rstrip())
    for line in text.split("\n"):
        bare = line.rstrip()
        if len(bare) <= _LONGEST_CAPTION:
            stop = start + len(bare)
            last = _CREDITED_LAST.search(bare) if "/" in bare or "©" in bare else None
            if _UNDER_FILM.match(bare) or any(m.end() == len(bare) for m in _CREDITED.finditer(bare)):
                found.append((start, stop))
            elif last is not None:
                # Behind the last words of an article stands who took the picture above the first.
                found.append((start if stop < end else start + last.start() + 1, stop))
            elif _CREDIT_FIRST.match(bare):
                begun.append((start, stop))
        start += len(line) + 1
    return sorted(found + begun) if len(begun) >= _CREDITED_FIRST else found


#: A line that shows what a picture does, and states nothing: a name, or a noun, and where or when. "Ambulances at Harbour Square after the fire of 2005."
_SHOWN: Final = re.compile(
    r"(?!(?:An?|The|In|At|On|By|For|From|After|Before|During|Since|With|Among|But|And|No|Not|So|This|That|There|Here|Welcome|Back|Only|Just|More|Most|All)\b)"
    r"(?:[A-Z][\w’'-]*(?:\.(?=[A-Z]))?\ ){1,6}(?:after|at|before|beside|during|inside|in|near|on|outside)\ .{3,120}$"
)
_SMALL_WORD: Final = re.compile(r"[a-z][\w’'-]*")
_LINKING: Final = frozenset(
    """
    a an and after at before beside by during for from her his in inside its near of on or outside s the their to
    with
    """.split()
)
_NAMED_BEFORE: Final = re.compile(r"(?:\b(?:a|an|and|her|his|its|of|the|their)|\b(?:1[89]|20)\d\d) $")
_MOST_NOUNS: Final = 3


def is_shown(line: str) -> bool:
    """Whether an English line says what a picture shows, and has no verb with which it could state anything.

    Every small word in it is one that links others, or stands behind an article, an "and" or a year as nouns do.

    Examples
    --------
    >>> is_shown("Ambulances at Harbour Square, Riyadh after the May 7, 2005 bombings."), is_shown("Harbour Square after the fire and flood.")
    (True, True)
    >>> is_shown("Police in Riyadh arrest two men."), is_shown("Jane Roe, 18, from Riyadh."), is_shown("Ministers in Riyadh on Monday agreed.")
    (False, False, False)
    """
    bare = line.strip()
    if len(bare) > _LONGEST_SHOWN or _SHOWN.match(bare) is None:
        return False
    small = [m for m in _SMALL_WORD.finditer(bare) if m.start() == 0 or not bare[m.start() - 1].isalnum()]
    nouns = [m for m in small if m.group() not in _LINKING]
    return len(nouns) <= _MOST_NOUNS and all(_NAMED_BEFORE.search(bare, 0, m.start()) for m in nouns)


#: A line that is not empty, without the spaces around it.
_LINE: Final = re.compile(r"\S(?:.*\S)?")

#: What stands above the links to other articles, at the end of one; how many lines they are, and how long.
_LINKS: Final = re.compile(
    r"^[ \t]*(?:read more|more reading|further reading|read next|see also|also read|related(?: (?:stories|articles|coverage))?|more on this(?: story)?"
    r"|more stories|recommended)[ \t]*(?::|\.\.\.|…)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_LINKS: Final = 8
_LONGEST_LINK: Final = 200
_LAST_PART: Final = 0.85


def linked_lines(text: str) -> list[tuple[int, int]]:
    r"""Find the headlines of other articles that stand at the end of one under "Read more:", or each behind a dash under a heading of the page that speaks of others.

    Parameters
    ----------
    text : str
        An article.

    Returns
    -------
    list of (int, int)
        Start and stop of each line, in order; without dashes none where running text follows, or where they stand before the last part of the article.

    Examples
    --------
    >>> linked_lines("Talks began. " * 30 + "\nRead more:\nA dog was found on a pier\nThe tide, explained")
    [(402, 427), (428, 447)]
    """
    heading = next((m for m in _LINKS.finditer(text) if m.start() >= _LAST_PART * len(text)), None)
    if heading is None:
        return _dashed_lines(text)
    found, start = [], heading.end() + 1
    for line in text[start:].split("\n"):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    fit = len(found) <= _MOST_LINKS and all(stop - start <= _LONGEST_LINK for start, stop in found)
    return found if fit else _dashed_lines(text)


#: Lines that begin with one dash or dot each, under a line of their own.
_DASHED: Final = re.compile(r"^[ \t]*+(\S.*)\n\s*+((?:[•*·—–-][ \t]*+[^\s•*·—–-].*(?:\n\s*+|$)){2,})", re.MULTILINE)


#: What a heading says over links to other articles, and one over the points of its own does not.
_OTHERS: Final = re.compile(
    r"\b(?:also|latest|looking|more|most|other|popular|read|recommended|related|stories|trending)\b", re.IGNORECASE
)


def _dashed_lines(text: str) -> list[tuple[int, int]]:
    """Lines of a list, wherever it stands, under a heading of the page that speaks of other articles, most of them no whole sentences: "More great stories from the Wire"."""
    found: list[tuple[int, int]] = []
    for listed in _DASHED.finditer(text):
        if _OTHERS.search(listed[1]) and is_furniture(listed[1]):
            lines = [line.span() for line in _LINE.finditer(text, listed.start(2), listed.end(2))]
            unended = [not ends_sentence(text[start:stop]) for start, stop in lines]
            found.extend(lines if 2 * sum(unended) > len(lines) else ())
    return found


#: How a line begins that says who wrote the article, and among how many of its last lines it stands.
_WRITER: Final = re.compile(
    r"(?!The\b|.*\b(?:sa(?:id|ys)|t(?:ells|old)|was|were)\b)(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}) (?:is (?:[\w’'&-]+ ){0,8}?(?i:analyst|author|blogger|columnist|contributor|correspondent|editor|fellow|journalist|reporter|writer)\b"
    r"|(?:covers|writes about|reports on) [^.!?]{3,80}(?: for [A-Z]|\. (?:Follow|Reach|[HS]e can be reached)))"
)
_LAST_LINES: Final = 3


def writer_lines(text: str) -> list[tuple[int, int]]:
    r"""Find the lines at the end of an English article that tell of somebody whom it names nowhere else, and whose work is to write: its author.

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
    >>> writer_lines("By Jane Roe\nTalks began.\nJane Roe is a senior editor at Dam Watch. She holds a degree.")
    [(25, 86)]
    >>> writer_lines("Jane Roe spoke.\nTalks began.\nJane Roe is a senior editor at Dam Watch.")
    []
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    found = []
    for start, stop in lines[2:][-_LAST_LINES:]:
        writer = _WRITER.match(text, start, stop) if stop - start <= _LONGEST_CAPTION else None
        if writer is None:
            continue
        surname = writer["name"].split()[-1]
        named = (text[a:b] for a, b in lines if a != start)
        if not any(surname in line and not line.startswith(("By ", "by ", "BY ")) for line in named):
            found.append((start, stop))
    return found


#: How a sentence ends, in the scripts that mark it.
_ENDS: Final = re.compile(r"[.!?…:;,。！？；।॥؟۔·][\"'”’»›“«‹」』）)\]*\s]*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends with the mark of a sentence, in the scripts that have one.

    Examples
    --------
    >>> ends_sentence("“We agree.”"), ends_sentence("A new palace for Riyadh")
    (True, False)
    """
    return _ENDS.search(text.strip()) is not None
