"""Sentences that lean on the one before them: "He said so", "However, talks went on", "“We agree,” she added"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from .shipped import shipped

_HEAD: Final = r"[\"“”„«»‹›‘’'(\[\s–—-]*"

#: Words in quotation marks, straight or curly. None holds another opening mark, so that marks which nothing closes are passed in one go.
QUOTED: Final = re.compile(r"„[^„“”]*[“”]|“[^“”]*”|\"[^\"]*\"|«[^«»]*»")

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
    r"|If|Once|Asked|Speaking|Without|Under|To|According)\b"
)
_TOLD_AFTER: Final = re.compile(r"[^,;:]{1,80}, (?:[a-z-]+ ){0,3}[A-Z]")

#: What "them" and "they" may stand for in the same sentence.
_SEVERAL: Final = re.compile(
    r"\b(?!(?:was|has|is|does|this|its|his|as|us|yes|plus|always|perhaps|besides|towards)\b)[\w’'-]{2,}(?<![su])s\b"
    r"|\b(?:people|\w*men|\w*women|children|police|staff|crew|crowd|team|family|couple|pair|group|public|company|firm|government|majority|media|everyone|everybody"
    r"|administration|agency|army|campaign|club|congress|enforcement|navy|office|party|personnel|spokes\w+|union"
    r"|anyone|anybody|someone|somebody|nobody|each|who|whoever|those|both|all|some|many|several|others|and|or|two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_THEM: Final = re.compile(r"\bthem(?:selves)?\b")
_THEIR: Final = re.compile(r"\b[Tt]he(?:y|irs?)\b")

#: "Seen by The Courier, they are small" tells of no courier.
_PAPER: Final = re.compile(r"(?<=[a-z] )The [A-Z][\w’'-]*")

#: "With their help, teachers left": who they are stands right after.
_SEVERAL_AFTER: Final = re.compile(r"[^,;:]{1,80}, (?:[a-z-]+ ){0,3}(?:[A-Z]|[a-z-]+s\b)")

#: "His other hand", "the other train", "the second one": where no first one stands before it, an earlier sentence has it.
_OTHER: Final = re.compile(
    r"\b(?:(?:his|her) other|the second one|the other (?!than\b|hand\b|side\b|day\b|way\b|end\b))\b"
)
_FIRST_ONE: Final = re.compile(r"\b(?:one|two|both|each|first|another|other|either|neither|on|while)\b", re.IGNORECASE)

#: A line of a transcript begins with the name of who speaks.
_SPEAKER: Final = re.compile(r"[A-Z][A-Z .’'-]{1,40}: (?=\S)")

#: Who a pronoun within the same sentence may stand for: a name, or a word for a person.
_NAME: Final = re.compile(
    r"(?<![\w’'])(?!(?:The|An?|In|On|At|By|For|From|To|With|But|And|As|After|Before|When|While|Since|If|Although|Though|Because|During"
    r"|Asked|Based|Born|Built|Called|Known|Made|Seen|Taken|Despite|Even|Like|Once|Until|Unless|Whether|Without|Under|Over|Among|Through|Throughout|Following|Things|One|Two|Three|Some|Several|Many|Most|All|Each|Another|What|Who|How|Why|Where"
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


class _Rules(NamedTuple):
    """How the sentences of a language lean: by how they begin, marks and all or without them, and by what stands within."""

    lead: re.Pattern[str]
    head: re.Pattern[str]
    inside: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> dict[str, _Rules]:
    """The patterns of ``leaning.toml``, by language. An initial ("А. Петров") opens none. "Añadió que" and "«No», añadió" do not say whose words these are."""
    rules = {}
    for language, table in shipped("leaning.toml").items():
        lead = rf"{_HEAD}(?!{'|'.join(table['spared'])})(?:{'|'.join(table['openings'])})(?![\w’-]|(?<=\b\w)\.)"
        if "says" in table:
            said = rf"(?:{table['says']})"
            lead += rf"|{_HEAD}{said},? (?:{table['that']})(?!\w)"
            lead += rf"|[«“„\"][^»“”\"]*[»“”\"],? ?{said} ?[.,:;]|[—–-][^—–]*[—–] ?{said} ?[—–.,:;]"
        head, inside = (re.compile("|".join(table.get(name, ["(?!)"]))) for name in ("heads", "inside"))
        rules[language] = _Rules(re.compile(lead, re.IGNORECASE), head, inside)
    return rules


def leans(text: str, language: str | None) -> bool:
    """Whether a sentence points back at one before it, so that a reader who sees it alone asks who, or what.

    It does when it opens with a pronoun, a demonstrative or a linking word, when it opens with a verb of saying in a language that leaves out the "he",
    and when it is a quotation and does not say whose. Where ``leaning.toml`` says so also when it takes up what was told of before ("The second was", "In the clip,"); in English when a "he" or "she" of the
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
    rules = _rules().get(language)
    if rules is None:
        return False
    head = re.sub(rf"^{_HEAD}", "", text)
    reported = QUOTED.sub(lambda match: " " * len(match.group()), text)
    if rules.lead.match(text.replace("'", "’")) or rules.head.match(head) or rules.inside.search(reported):
        return True
    speaker = _SPEAKER.match(head)
    if speaker and leans(head[speaker.end() :], language):
        return True
    return language == "en" and _unanswered(reported)


def _unanswered(reported: str) -> bool:
    """Whether a "he", "her", "they", "them" or "the other" of the reporter's, quotations left out, has nobody and nothing before it in the sentence."""
    them, other = _THEM.search(reported), _OTHER.search(reported)
    if them and not _SEVERAL.search(reported, 0, them.start()):
        return True
    their = _THEIR.search(reported)
    before = "" if their is None else _PAPER.sub("", reported[: their.start()])
    if their and not (_SEVERAL.search(before) or _NAME.search(before)):
        told_after = _BEGINS_BELOW.match(reported) and _SEVERAL_AFTER.match(reported, their.start())
        if "," in before or not told_after:
            return True
    if other and not _FIRST_ONE.search(reported, 0, other.start()):
        return True
    pronoun = _PRONOUN.search(reported)
    if pronoun is None:
        return False
    before = reported[: pronoun.start()]
    if "," not in before and _BEGINS_BELOW.match(reported) and _TOLD_AFTER.match(reported, pronoun.start()):
        return False
    before = _NOBODY.sub("", before)
    return not (_NAME.search(before) or _PERSON.search(before))
