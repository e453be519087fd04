"""Sentences that lean on the one before them: "He said so", "However, talks went on", "“We agree,” she added"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from .configuration import load_toml

#: "The 37-year-old lost control" does not say who, "The 37-year-old Finnish driver" neither; "The 38-year-old Palmer" does, and a
#: war is known by its age.
_AGED: Final = re.compile(
    r"The [\w-]+-year-old\b(?! (?:war|conflict|crisis|law|ban|deal|treaty|agreement|company|dispute)\b)((?:,? \S+){0,3})"
)
_DEMONYM: Final = re.compile(r"(?:(?:North|South|New|Sri|Saudi) )?[A-Z][a-z]+(?:ish|an|ese|ch)\b")

#: How a sentence begins that takes up what was told of before: "The second was", "The scene in question", "Because of this", "In the clip".
_TAKEN_UP: Final = re.compile(
    r"The (?:first|second|third|other|others|latter|former) (?:was|is|were|are|came|comes|has|had|will|would)\b"
    r"|The [a-z-]+ in question\b|(?:Because|In spite|In light|In view|As part|On top|Out) of (?:this|that|these|those)\b|(?:Despite|Besides|Contrast|Compare) (?:this|that|these|those)\b"
    r"|In the (?:clip|video|footage|post|tweet|letter|statement|interview|photo|picture|image|note|caption|e-?mail|memo),? [A-Z]"
    r"|In the [a-z]+ (?:was|were) an? |The (?:result|upshot|outcome|answer|reason|problem|difference) (?:is|was|can|could|may|might|will|would)\b"
    r"|(?:In|On|At|By|For|From|To|With|Under|After|Before|Since|During|Through|Of|Like|Beyond|Amid|Against) (?:(?:all|some|most|both|each|any) (?:of )?)?"
    r"(?:this|that|these|those) (?!(?:week|weekend|month|fiscal|year|morning|afternoon|evening|season|summer|spring|fall|autumn|winter|who|which)s?\b)"
    r"|[A-Z][a-z]+ of (?:them|these|those)\b|The [a-z]+ here (?:is|was)\b"
    r"|(?:Now|Today|Soon|Then|Once|By now) (?:it|they|he|she|this|that|these|those)\b|Not that\b"
    r"|Each (?:has|have|had|is|was|will|would|can|could|says?|said)\b"
    r"|(?:Even though|Though|Although|While|Whether|Because|Since|Until|Unless|Once|If|As if|When|Where|As) (?:(?:or not )?they\b|(?:this|these|those)\b(?! (?:week|month|year|season)s?\b))"
    r"|(?:Even though|Though|Although|While|Whether|Because|Until|Unless|Once|If) it\b"
    r"(?! comes to\b|(?:['’]s| is| was| were| has been| remains?| remained| seems?| appears?)(?: \w+){0,2} (?:that|to|if|whether|how|why|when|clear|unclear|true|possible|unknown)\b)"
)

_HEAD: Final = r"[\"“”„«»‹›‘’'(\[\s–—-]*"

#: Words in quotation marks, straight or curly.
QUOTED: Final = re.compile(r"„[^“”]*[“”]|“[^”]*”|\"[^\"]*\"|«[^»]*»")

#: A quotation that nobody in the sentence speaks.
_ONLY_QUOTED: Final = re.compile(
    r"\s*(?:“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘.*[.,!?]’|'.*[.,!?]')[\s.,!?…]*\Z", re.DOTALL
)

_PRONOUN: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]im|[Hh]er)\b")

#: "The Times", "the Red Planet", "the Brazilian Grand Prix" are nobody whom a pronoun stands for.
_NOBODY: Final = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]*(?! [A-Z])|(?:[A-Z][\w’'-]* ){1,3}(?:Prix|Planet|House|States|Times|Post|Journal|Guardian|Court|Cup|Bowl|Series|League"
    r"|Union|Council|Party|Kingdom|Nations|Department|Ministry|Bank|Street|Sea|Ocean|River|Park|Palace|Open|War|Games|Awards?))\b"
)

#: "At the Elysee his hosts waited, and Ms Roe came late" does not say whose; "In his speech, Mr Roe was brief" does, right after.
_BEGINS_BELOW: Final = re.compile(
    r"(?:In|At|On|After|Before|When|While|As|Despite|With|Since|Until|During|From|For|Although|Though|Even|By|Through|Throughout|Following|Like|Unlike|Because"
    r"|If|Once|Asked|Speaking|Without|Under|To)\b"
)
_TOLD_AFTER: Final = re.compile(r"[^,;:]{1,80}, (?:[a-z-]+ ){0,3}[A-Z]")

#: What "them" and "they" may stand for in the same sentence.
_SEVERAL: Final = re.compile(
    r"\b(?!(?:was|has|is|does|this|its|his|as|us|yes|plus|always|perhaps|besides|towards)\b)[\w’'-]{2,}(?<![su])s\b"
    r"|\b(?:people|men|women|children|police|staff|crew|crowd|team|family|couple|pair|group|public|company|firm|government|majority|media|everyone|everybody"
    r"|anyone|anybody|someone|somebody|nobody|each|who|whoever|those|both|all|some|many|several|others|and|or|two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_THEM: Final = re.compile(r"\bthem(?:selves)?\b")

#: "His other hand", "the other train", "contact with both people": where no first one, or no two, stand before it, an earlier sentence has them.
_OTHER: Final = re.compile(r"\b(?:(?:his|her) other|the other (?!than\b|hand\b|side\b|day\b|way\b|end\b))\b")
_BOTH: Final = re.compile(
    r"\bboth (?:boys|brothers|children|drivers|girls|men|officers|patients|people|pilots|players|sisters|suspects|teenagers|victims|women)\b(?! (?:and|of|who)\b)"
)
_TWO: Final = re.compile(r"\b(?:and|[Tt]wo)\b|[A-Z].* [a-z].* [A-Z]")
_FIRST_ONE: Final = re.compile(r"\b(?:one|two|both|each|first|another|other|either|neither|on|while)\b", re.IGNORECASE)

#: "The ministry put the best face on it": a short sentence has little room for what "it" is.
_SHORT_OF_IT: Final = re.compile(
    r"^(?:\S+ ){3,10}(?:about|at|on|over|for|with|of|to|in|from|against|behind|into) it[.!]$"
)

#: "With a red car inside." goes on where the sentence before it ended.
_FRAGMENT: Final = re.compile(
    r"(?:With|Without|From|Like|And|Or|Including|Plus) (?!.*\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|do|does|did|said|says|came|went|took|made|got|goes|comes"
    r"|(?<!-)\w{2,}ed)\b)[^,;:—–]+[.!]$"
)

#: A line of a transcript begins with the name of who speaks.
_SPEAKER: Final = re.compile(r"[A-Z][A-Z .’'-]{1,40}: (?=\S)")

#: What somebody said, and then who: whom it names is spoken of, and is seldom the speaker.
_REPORTED_BY: Final = re.compile(
    r"[,\"”] (?:he|she|they) (?:said|says|added|told|noted|argued|explained|insisted|wrote|went on|continued|recalled|warned|claimed|stated)\b"
)

#: "Several said on Monday" does not say several of whom.
_COUNTED: Final = re.compile(
    r"(?:several|many|some|most|few|two|three|four|five) (?:said|say|told|have|had|has|were|are|also|called|asked|spoke|wanted|believed?|think|thought|fear(?:ed)?)\b",
    re.IGNORECASE,
)

#: Who a pronoun within the same sentence may stand for: a name, or a word for a person.
_NAME: Final = re.compile(
    r"(?<![\w’'])(?!(?:The|An?|In|On|At|By|For|From|To|With|But|And|As|After|Before|When|While|Since|If|Although|Though|Because|During"
    r"|Asked|Despite|Even|Like|Once|Until|Unless|Whether|Without|Under|Over|Among|Through|Throughout|Following|Things|One|Two|Three|Some|Several|Many|Most|All|Each|Another|What|Who|How|Why|Where"
    r"|Finally|Eventually|Initially|Suddenly|Recently|Previously|Currently|Originally|Ultimately|Apparently|Unfortunately|Fortunately|Sadly|Clearly|Obviously|Reportedly|Allegedly|Immediately|Officially|Perhaps|Maybe|Surely|Soon"
    r"|I|We|You|It|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Also|Later|Earlier|Then|Now|Still|Yet|So|Not|No|Yes|That|This|Speaking|Twitter|Facebook|Instagram)"
    r"(?:day)?(?![\w’']))[A-Z][\w’'-]*"
)
_PERSON: Final = re.compile(
    r"\b(?!humans?\b)(?:\w+(?:man|men|woman|women|ist|ists|ian|ians)|people|person|police|president|minister|premier|chief|chancellor|leader|mayor"
    r"|governor|senator|judge|justice|lawyer|attorney|officer|official|director|manager|coach|player|driver|actor|actress|singer"
    r"|author|writer|reporter|teacher|student|doctor|soldier|general|king|queen|prince|princess|pope|bishop|suspect|victim"
    r"|gunman|attacker|defendant|prosecutor|founder|owner|worker|employee|executive|analyst|expert|father|mother|son|daughter"
    r"|brother|sister|husband|wife|boy|girl|man|woman|child|resident|witness|candidate|nominee|ambassador|envoy|negotiator)s?\b",
    re.IGNORECASE,
)


#: What points back from within a sentence: "that sum", "arrived there", "did so".
_INSIDE: Final = re.compile(
    r"\bthere\b(?!['’]s| (?:is|are|was|were|will|has|have|had|would|may|might|can|could|should|seems?|remains?|be|been)\b)"
    r"|\b(?:put|gave|paid|in|on|at|of|for|with|by|from|to|under|after|before|about) (?:that|those) (?!(?:who|which|of|in|from|with|the|he|she"
    r"|it|they|we|day|night|time|week|month|year|is|was|are|were|at|by|on|for|to|not|said)\b)[a-z]+"
    r"|\b(?:these|those) (?!(?:who|which|of|in|from|with|days|are|were|on|at|by|for|to|not|killed|injured|affected|responsible|involved"
    r"|present|already|most|seeking|under|living|close|around|near)\b)[a-z]+"
    r"|^(?i:(?:only|just|a few|several|two|three|some) )?(?i:minutes|hours|days|weeks|months|years|moments) (?:later|earlier|afterwards?|before),"
    r"|\b(?:seconds|minutes|hours|moments) (?:later|earlier)[.!]?$"
    r"|\bof that (?:year|month|week|day|night)\b|\b(?:of|like|about) this (?:size|kind|sort|type|magnitude|nature|scale|one)\b"
    r"|\b(?:at|by|of|from|about|with|after|before|to|for|all|on|in) this[.;,!?]|\ball (?:of )?this\b(?! (?:week|month|year|time|season|winter|summer|spring)\b)"
    r"|\bsuch an? (?:feat|move|step|thing|case|decision|claim|request|proposal)\b(?! as\b)"
    r"|\bthe (?:earlier|previous) (?:report|statement|article|story|version|study|announcement)\b"
    r"|\bthis (?:second|third|latest|same|particular|very) (?!week|month|year|time)[a-z]+"
    r"|, (?:that|those) [a-z]+ (?:seem|look|prove|appear|was|were|is|are|had|has|have|will|would|did|came|turn|fade|grew|became)[a-z]*\b"
    r"|, that(?:['’]s| is| was)\b|\b(?:did|do|does|done|doing|said|say|says) so\b|\bthe (?:latter|former)\b(?! [a-z]*(?:president|minister|chief|leader|prime|secretary"
    r"|head|mayor|governor|official|officer|member|director|adviser|aide|ambassador|senator|employee|student|soldier|wife|husband"
    r"|colony|soviet|yugoslav|king|champion|player|coach|star)\w*)"
)


@lru_cache(maxsize=1)
def _leads() -> dict[str, re.Pattern[str]]:
    """How sentences that point back begin, by language: see ``leaning.toml``. An initial ("А. Петров") opens none. "Añadió que" and "«No», añadió" do not say whose words these are."""
    leads = {}
    for language, table in load_toml(
        Path(__file__).with_name("leaning.toml"), "how sentences lean, by language"
    ).items():
        lead = rf"{_HEAD}(?!{'|'.join(table['spared'])})(?:{'|'.join(table['openings'])})(?![\w’-]|(?<=\b\w)\.)"
        if "says" in table:
            said = rf"(?:{table['says']})"
            lead += rf"|{_HEAD}{said},? (?:{table['that']})(?!\w)"
            lead += rf"|[«“„\"][^»“”\"]*[»“”\"],? ?{said} ?[.,:;]|[—–-][^—–]*[—–] ?{said} ?[—–.,:;]"
        leads[language] = re.compile(lead, re.IGNORECASE)
    return leads


def leans(text: str, language: str | None) -> bool:
    """Whether a sentence points back at one before it, so that a reader who sees it alone asks who, or what.

    It does when it opens with a pronoun, a demonstrative or a linking word, when it opens with a verb of saying in a language that leaves out the "he",
    and when it is a quotation and does not say whose. In English also when it takes up what was told of before ("The second was", "In the clip,"), when a "he" or "she" of the
    reporter's has nobody in the sentence to answer for it or follows what was said ("Britain is ready, he said"), something like "that sum"
    or "arrived there" stands within, or it begins with somebody's age and no name, or with how many of whom it does not say did something.

    Parameters
    ----------
    text : str
        One sentence, without its dateline.
    language : str or None
        ISO 639-1 code; None is taken for English.

    Examples
    --------
    >>> leans("However, talks went on.", "en"), leans("“We agree,” she added.", "en"), leans("Mais il est parti.", "fr")
    (True, True, True)
    >>> leans("Nobody in Paris put that sum on the table.", "en"), leans("Envoys arrived there on Monday.", "en")
    (True, True)
    >>> leans("Some believe it was a sparrow.", "en"), leans("It's time to go.", "en"), leans("It's been a year since it sank.", "en")
    (True, True, False)
    >>> leans("The second was a fire.", "en"), leans("In the clip, Ms Roe waves.", "en"), leans("In the letter that Ms Roe sent, she agrees.", "en")
    (True, True, False)
    >>> leans("“We agree,” Ms Roe added, and she left.", "en"), leans("There were ten leaders in Paris.", "en")
    (False, False)
    """
    if _ONLY_QUOTED.match(text):
        return True
    language = language or "en"
    lead = _leads().get(language)
    if lead is not None and lead.match(text.replace("'", "’")):
        return True
    if language != "en":
        return False
    head = re.sub(rf"^{_HEAD}", "", text)
    if _TAKEN_UP.match(head) or _FRAGMENT.match(head):
        return True
    speaker = _SPEAKER.match(head)
    if speaker and leans(head[speaker.end() :], language):
        return True
    aged = _AGED.match(head)
    if (aged and not re.search("[A-Z]", _DEMONYM.sub("", aged[1]))) or _COUNTED.match(head):
        return True
    reported = QUOTED.sub(lambda match: " " * len(match.group()), text)
    if _INSIDE.search(reported) or _REPORTED_BY.search(reported) or _SHORT_OF_IT.match(reported):
        return True
    return _unanswered(reported)


def _unanswered(reported: str) -> bool:
    """Whether a "he", "her", "them", "both men" or "the other" of the reporter's, quotations left out, has nobody and nothing before it in the sentence."""
    them, other = _THEM.search(reported), _OTHER.search(reported)
    if them and not _SEVERAL.search(reported, 0, them.start()):
        return True
    if other and not _FIRST_ONE.search(reported, 0, other.start()):
        return True
    if (both := _BOTH.search(reported)) and not _TWO.search(reported, 0, both.start()):
        return True
    pronoun = _PRONOUN.search(reported)
    if pronoun is None:
        return False
    before = reported[: pronoun.start()]
    if "," not in before and _BEGINS_BELOW.match(reported) and _TOLD_AFTER.match(reported, pronoun.start()):
        return False
    before = _NOBODY.sub("", before)
    return not (_NAME.search(before) or _PERSON.search(before))
