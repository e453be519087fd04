"""English: nupunkt, and the rules that mend it."""

from __future__ import annotations

import re
from typing import Final

from ..datelines import dateline_stop
from .mending import LINK, joins_anywhere, mended

#: What nupunkt takes for the end of a sentence: "Lt. Col. Roe", "Pfc. Roe", "then-Gov. Roe", "Maj.-Gen. Roe", "see e.g. The Post", "Roe vs. The State".
_NEVER_LAST: Final = re.compile(
    r"(?:^|[\s(\[\"“‘'])(?:[A-Za-z]{2,7}\.?-){0,2}(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sens?|Reps?|Govs?|Gens?|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Pfc|Spc|Adm|Cmdr|Brig"
    r"|Rev|Hon|Pres|Amb|Atty|Supt|Insp|Det|Mme|Mlle|Msgr|Messrs|e\.g|i\.e|cf|vs?)\.\Z"
)

#: "• Jan. 8", where the bullet hides the month.
_MONTH: Final = re.compile(r"(?:\b|[^\w\s])(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\Z")

#: "an I.E.D. or a bullet", "(R-Calif.) and": an abbreviation before a small letter.
_ABBREVIATED: Final = re.compile(r"(?:\b(?:[A-Za-z]\.){1,5}|-[A-Z][a-z]{2,5}\.)[)\"”’]{0,2}\Z")

#: Not: "Was he wrong?" Mr. Roe replied: "No." Nor: "Why?" He said it was late.
#: “Great people!” Trump tweeted. "Where are we pointing them?" Mr. Harris said.
_ASKED: Final = re.compile(r"[?!][\"”’']{1,2}\Z")
_ATTRIBUTION: Final = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.\s)?(?!(?:He|She|They|It|I|We|You|But|And|The)\s)(?:[A-Z][\w’'-]*\.?\s){1,3}(?:said|says|asked|asks|wrote|writes|added|adds|tweeted"
    r"|told|replied|shouted|cried|joked|quipped|continued|exclaimed|posted)(?=[.,]|\s(?:on|in|at|to|as|of|after|during|when|with"
    r"|reporters|CNN|Reuters|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)|\Z)"
)

#: nupunkt ends a sentence in "U.S. Secretary".
_NATION: Final = re.compile(r"\bU\.[KNS]\.\Z")

#: Words that begin a sentence and seldom stand in a name.
_BEGINNING: Final = (
    r"(?=[\"“‘'(]{0,2}(?:The|An?|He|She|It|They|We|I|You|But|And|In|On|At|By|For|From|To|With|Nobody|No|Not|This|That|These|Those"
    r"|His|Her|Its|Their|Our|My|There|Here|When|While|After|Before|Since|As|If|What|Who|How|Why|Where|Both|Some|Many|Most|All|One"
    r"|Another|Each|Several|Two|Even|According|During|Because|Just"
    r"|So|Still|Now|Then|Also|Plus|However|Instead|Meanwhile|Officials|Police|Ministers|Authorities|Witnesses|Protesters"
    r"|Investigators|Prosecutors|Lawmakers|Residents|Democrats|Republicans|Critics|Shares)(?:[’'][a-z]+)?[\s,])"
)

_BEGINS: Final = re.compile(_BEGINNING)

_ZONE: Final = (
    r"(?![\"“(]?(?:[A-Z]{2,5}\b|[A-Z][a-z]+day\b|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Eastern|Pacific|Central|Mountain"
    r"|Atlantic|Greenwich|British|Moscow|Beijing|Local))"
)

#: Places where a sentence ends and nupunkt does not see it; a cut goes where the match ends.
_CUTS: Final = (
    # He left at 6 a.m. Nobody spoke. But not: at 10 p.m. ET, at 5 p.m. Monday.
    re.compile(rf"\b[ap]\.m\.[\"”’)]?\s+(?=[\"“(]?[A-Z]){_ZONE}"),
    # It has been a trying week for J.T. On Friday he left. Talks in the U.S. The deal. Outside Downing St. Officials said.
    re.compile(
        rf"\b(?:(?:[A-Z]\.){{2,4}}|Inc\.|Corp\.|Ltd\.|Co\.|Jr\.|Sr\.|(?<=[a-z]\s)St\.|Ave\.|Blvd\.|Rd\.|etc\.)[\"”’)]?\s+{_BEGINNING}"
    ),
    # It hit the wall. Raikkonen sat there. Before a name nupunkt takes rare words for abbreviations.
    re.compile(
        r"\b(?<![.&’'-])(?!(?:approx|apt|art|assn|assoc|asst|blvd|dept|elev|govt|incl|intl|misc|natl|resp|univ"
        r"|al|ca|cf|ch|co|col|dr|eds?|est|etc|ex|figs?|ft|gen|gov|hrs?|inc|jr|lbs?|lt|ltd|min|mrs?|ms|mt|nos?|op|oz|pp|pt|rd|rep|sec|sen|sq|sr|st|viz|vols?|vs)\.)[a-z]{2,}\.[\"”’)]?\s+(?=[\"“‘'(]{0,2}(?:[AI]|[A-Z][a-z]+(?:-[\w-]+)?)[\s,’'])"
    ),
    # He will be in Iowa. Plus, he won: nor are rare names abbreviations.
    re.compile(rf"\b[A-Z][a-z]{{3,}}\.[\"”’)]?\s+{_BEGINNING}"),
    # The answer is no. His songs are better. But not: No. 10, No. Ten.
    re.compile(r"\bno\.[\"”’]?\s+(?=[\"“]?[A-Z])"),
    # The first to throw in a World Series. (Jane Roe/The Post)
    re.compile(r"\b(?:[a-z]{4,}|[A-Z][a-z]{5,})[.!?][\"”’]?\s+(?=[(\[][\"“]?[A-Z])"),
    # Lost quotations: launched this week.The satellite was. But not: news.Example.com, Node.Js
    re.compile(r"(?<![\w.@/:#’'-])[a-z’'-]{3,30}[.!?][\"”’]?(?=[\"“]?[A-Z][a-z’']{0,20}(?:[ ,]|-[a-z]))"),
    re.compile(rf"[!?][\"”’]?\s+(?={LINK.pattern})"),
    # A credit after a caption: at the Capitol in Washington, D.C. Jane Roe/Getty Images
    re.compile(
        r"\.\s+(?=(?:[A-Z][\w’'.-]{1,20}\s){1,3}?[A-Z]?[\w’'.-]{0,20}\s?/\s?(?:Getty|AP|AFP|EPA|Reuters|REUTERS)\b)"
    ),
)


def english_cuts(unit: str) -> list[int]:
    """Find where the sentences of an English unit begin, the first left out."""
    import nupunkt

    cuts = [start for start, _ in nupunkt.sent_spans(unit)]
    cuts += [match.end() for pattern in _CUTS for match in pattern.finditer(unit)]
    dateline = dateline_stop(unit)
    cuts = [cut for cut in cuts if cut > dateline]
    return mended(unit, cuts, _joins_english)


def _joins_english(left: str, right: str) -> bool:
    if joins_anywhere(left, right) or _NEVER_LAST.search(left):
        return True
    if _NATION.search(left) and not _BEGINS.match(right):
        return True
    if right[0].isdigit() and _MONTH.search(left):
        return True
    if right[0].islower() and _ABBREVIATED.search(left):
        return True
    return bool(_ASKED.search(left) and _ATTRIBUTION.match(right))
