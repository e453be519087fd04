"""Evidence that a document is agency copy, by where in it the agency is named.

A byline, a copyright line and a dateline say that the text is the agency's; a line at the end says that it holds some of it.
"The minister told AFP" says where a quotation comes from, and nothing about the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..corpus import Corpus

__all__ = ["TIERS", "Syndication", "find_syndication"]

#: Where the agency is named, strongest evidence first.
TIERS: Final = ("byline", "copyright", "dateline", "body")

_AGENCIES: Final = (
    r"Reuters|Thomson\ Reuters|AP|Associated\ Press|The\ Associated\ Press|AFP|Agence\ France-Presse|Agence\ France\ Presse|UPI|DPA|dpa|"
    r"Deutsche\ Presse-Agentur|PA|PA\ Media|Press\ Association|EFE|ANSA|APA|Belga|ANP|TT|Ritzau|NTB|STT|PAP|CTK|ČTK|MTI|Lusa|"
    r"Xinhua|TASS|ТАСС|Interfax|Интерфакс|RIA\ Novosti|РИА\ Новости|Ukrinform|Укринформ|Interfax-Ukraine|UNIAN|Kyodo|Kyodo\ News|Jiji|"
    r"Yonhap|PTI|Press\ Trust\ of\ India|ANI|IANS|Anadolu|Anadolu\ Agency|AAP|Canadian\ Press|The\ Canadian\ Press|Bloomberg|"
    r"Bloomberg\ News|CNN\ Wire|TNS|Tribune\ News\ Service|Kazinform|KUNA|SPA|WAM|MENA|IRNA|Bernama|Antara"
)

#: Characters at either end of a text in which a line of credit stands.
_HEAD: Final = 400
_TAIL: Final = 400


@dataclass(frozen=True, slots=True)
class Syndication:
    """Where a document names an agency as its source.

    Attributes
    ----------
    document : int
    agency : str
        As the document writes it.
    tier : str
        ``"byline"``, ``"copyright"``, ``"dateline"`` or ``"body"``.
    span : tuple of (start, stop)
        The words that say so.
    """

    document: int
    agency: str
    tier: str
    span: tuple[int, int]


def _patterns(agencies: str) -> dict[str, re.Pattern[str]]:
    # Agencies are written as they write themselves: "spa" and "pa" are words.
    agencies = f"(?-i:{agencies})"
    name = rf"(?P<agency>{agencies})"
    person = r"(?-i:[^\W\d_a-z][\w.’'\-]+(?:\ [^\W\d_a-z][\w.’'\-]+){0,3})"
    return {
        "byline": re.compile(
            rf"^[ \t]*(?:by|from|source:|von|par|por)?[ \t]*(?:{person}(?:,\ |\ for\ |\ \|\ |\ -\ |\ of\ |/))?(?:the\ )?{name}[ \t]*\.?[ \t]*$",
            re.MULTILINE | re.IGNORECASE,
        ),
        "copyright": re.compile(
            # A credit of a picture names a person beside the agency, or says so.
            rf"(?<!image\ )(?<!photo\ )(?<!picture\ )(?:©|\(c\)|\bcopyright\b)(?:[\s,.©:-]|\(c\)|\d{{4}}|\bby\b|\bthe\b)*"
            rf"(?<![^\W_]){name}(?![^\W_])",
            re.IGNORECASE,
        ),
        "dateline": re.compile(
            rf"^[ \t]*[^\W\d_][^\n()]{{0,60}}\((?P<agency>{agencies})\)[ \t]*(?:[-–—:]|$)", re.MULTILINE
        ),
        "body": re.compile(
            rf"(?:with\ (?:files|reporting|material)\ from|\b(?:additional|further)\ reporting\ by|\bcontributed\ to\ this\ report|"
            rf"\bis\ published\ from\ a\ syndicated\ feed|\bmaterial\ from)[^\n]{{0,60}}?(?<![^\W_]){name}(?![^\W_])|"
            rf"^[ \t]*[\[(](?P<agency_alone>{agencies})[\])][ \t]*$|"
            rf"(?<![^\W_])(?P<agency_first>{agencies})(?![^\W_])\ contributed\ to\ this\ (?:report|story|article)",
            re.IGNORECASE | re.MULTILINE,
        ),
    }


def find_syndication(corpus: Corpus) -> tuple[Syndication, ...]:
    """Find the documents that name an agency, or another outlet of the corpus, as the author of their text.

    The strongest evidence of each document counts. An outlet that names itself is no evidence.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    tuple of Syndication
        At most one a document, in order.
    """
    named = sorted(set(corpus.outlets), key=lambda outlet: (-len(outlet), outlet))
    patterns = _patterns("|".join((*(re.escape(outlet) for outlet in named), _AGENCIES)))
    found = []
    for i, document in enumerate(corpus.documents):
        for tier in TIERS:
            evidence = _first(patterns[tier], tier, document.text, document.outlet)
            if evidence is not None:
                found.append(Syndication(i, evidence[0], tier, evidence[1]))
                break
    return tuple(found)


def _first(pattern: re.Pattern[str], tier: str, text: str, outlet: str) -> tuple[str, tuple[int, int]] | None:
    tail = max(0, len(text) - _TAIL)
    for match in pattern.finditer(text):
        at_head, at_tail = match.start() < _HEAD, match.start() >= tail
        if not {"byline": at_head, "dateline": at_head, "body": at_tail}.get(tier, at_head or at_tail):
            continue
        agency = next(value for name, value in match.groupdict().items() if value and name.startswith("agency"))
        if not _names_itself(agency, outlet):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            return agency, (start, match.end())
    return None


def _names_itself(agency: str, outlet: str) -> bool:
    """Whether an outlet is the agency named: by name, by its address, or by its initials."""
    ours, theirs = outlet.casefold(), agency.casefold().removeprefix("the ")
    initials = "".join(word[0] for word in outlet.removeprefix("The ").replace("-", " ").split())
    return ours.removeprefix("the ") == theirs or f".{theirs}." in f".{ours}." or initials.casefold() == theirs
