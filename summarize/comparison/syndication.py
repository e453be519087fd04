"""Evidence that a document is agency copy, by where in it the agency is named.

A byline, a copyright line and a dateline say that the text is the agency's; a line at the end says that it holds some of it.
"The minister told AFP" says where a quotation comes from, and nothing about the text; but where the text shares its words with
AFP's, it says who had them first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..timing import followed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..corpus import Corpus
    from ..timing import Told

#: Where the agency is named, strongest evidence first.
TIERS: Final = ("byline", "copyright", "dateline", "body")

_AGENCIES: Final = (
    r"Reuters|Thomson\ Reuters|AP|Associated\ Press|The\ Associated\ Press|AFP|Agence\ France-Presse|Agence\ France\ Presse|UPI|DPA|dpa|"
    r"Deutsche\ Presse-Agentur|PA|PA\ Media|Press\ Association|EFE|ANSA|APA|Belga|ANP|TT|Ritzau|NTB|STT|PAP|CTK|ČTK|MTI|Lusa|"
    r"Xinhua|TASS|ТАСС|Interfax|Интерфакс|RIA\ Novosti|РИА\ Новости|Ukrinform|Укринформ|Interfax-Ukraine|UNIAN|Kyodo|Kyodo\ News|Jiji|"
    r"Yonhap|PTI|Press\ Trust\ of\ India|ANI|IANS|Anadolu|Anadolu\ Agency|AAP|Canadian\ Press|The\ Canadian\ Press|Bloomberg|"
    r"Bloomberg\ News|CNN\ Wire|TNS|Tribune\ News\ Service|Kazinform|KUNA|SPA|WAM|MENA|IRNA|Bernama|Antara"
)

#: A name in running text: words with capitals. Then what stands before one that a text draws on, and what after it, in English.
_NAME: Final = r"(?-i:[^\W\d_a-z][\w&.’'\-]*(?:\ (?:of\ )?[^\W\d_a-z][\w&.’'\-]*){0,5})"
_BEFORE_NAME: Final = re.compile(
    r"\b(?:according\ to|told|citing|cited\ by|reported\ by|reports?\ (?:by|from|in)|quoted\ by|published\ (?:by|in)|interview\ with)\ (?:the\ )?",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(r"\ (?:(?:first|also|has|had)\ )?(?:reported|reports|writes|wrote)\b")
_BEGINS: Final = re.compile(_NAME)
_ENDS: Final = re.compile(rf"(?<!\w){_NAME}$")

#: Characters of the longest name.
_LONGEST_NAME: Final = 80

#: Parts of an address that name nobody.
_NO_NAMES: Final = frozenset({"www", "edition", "amp", "news", "com", "co", "go", "org", "net"})

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
            rf"(?=[©(c])(?<!image\ )(?<!photo\ )(?<!picture\ )(?:©|\(c\)|\bcopyright\b)(?:[\s,.©:-]|\(c\)|\d{{4}}|\bby\b|\bthe\b)*"
            rf"(?<![^\W_]){name}(?![^\W_])",
            re.IGNORECASE,
        ),
        "dateline": re.compile(
            rf"^[ \t]*[^\W\d_][^\n()]{{0,60}}\((?P<agency>{agencies})\)[ \t]*(?:[-–—:]|$)", re.MULTILINE
        ),
        "body": re.compile(
            rf"(?:with\ (?:files|reporting|material)\ from|\b(?:additional|further)\ reporting\ by|\bcontributed\ to\ this\ report|"
            rf"\bis\ published\ from\ a\ syndicated\ feed|\bmaterial\ from|\b(?:article|report|story)\ (?:is|was)\ (?:adapted\ from|based\ on|compiled\ (?:by|from|with)))[^\n]{{0,60}}?(?<![^\W_]){name}(?![^\W_])|"
            rf"^[ \t]*[\[(](?P<agency_alone>{agencies})[\])][ \t]*$|"
            rf"(?<![^\W_])(?P<agency_first>{agencies})(?![^\W_])\ contributed\ to\ this\ (?:report|story|article)",
            re.IGNORECASE | re.MULTILINE,
        ),
    }


def find_syndication(corpus: Corpus, progress: Told = None) -> tuple[Syndication, ...]:
    """Find the documents that name an agency, or another outlet of the corpus, as the author of their text.

    The strongest evidence of each document counts. An outlet that names itself is no evidence.

    Parameters
    ----------
    corpus : Corpus
    progress : callable, optional
        Called with the number of documents read, and of all.

    Returns
    -------
    tuple of Syndication
        At most one a document, in order.
    """
    named = sorted(set(corpus.outlets), key=lambda outlet: (-len(outlet), outlet))
    patterns = _patterns("|".join((*(re.escape(outlet) for outlet in named), _AGENCIES)))
    found = []
    for i, document in enumerate(followed(corpus.documents, progress)):
        for tier in TIERS:
            evidence = _first(patterns[tier], tier, document.text, document.outlet)
            if evidence is not None:
                found.append(Syndication(i, evidence[0], tier, evidence[1]))
                break
    return tuple(found)


def _first(pattern: re.Pattern[str], tier: str, text: str, outlet: str) -> tuple[str, tuple[int, int]] | None:
    tail = max(0, len(text) - _TAIL)
    start, stop = 0, len(text)
    if tier in ("byline", "dateline"):
        # None leads from one line to the next, so those behind the head need not be looked for; nor those before the tail.
        stop = text.find("\n", _HEAD)
        stop = stop if stop >= 0 else len(text)
    elif tier == "body":
        start = text.rfind("\n", 0, tail) + 1
    for match in pattern.finditer(text, start, stop):
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


def named_outlets(corpus: Corpus, credited: Sequence[Syndication], progress: Told = None) -> tuple[frozenset[int], ...]:
    """Tell for each document which other outlets of the corpus it names as a source: in a credit, or as those who reported what it says.

    Parameters
    ----------
    corpus : Corpus
    credited : sequence of Syndication
        What `find_syndication` found.
    progress : callable, optional
        Called with the number of documents read, and of all.

    Returns
    -------
    tuple of frozenset of int
        Indices into the corpus's outlets, one set a document.

    Notes
    -----
    An outlet is known by its name with or without "the", by its initials, and by its address ("nytimes.com" is "The New York Times").
    O(n_characters).
    """
    outlets = _outlets_by_key(corpus.outlets)
    agency_of = {item.document: item.agency for item in credited}
    found = []
    for i, document in enumerate(followed(corpus.documents, progress)):
        names = [_key(agency_of[i])] if i in agency_of else []
        names += _drawn_on(document.text)
        found.append(
            frozenset(
                o for name in names if (o := outlets.get(name)) is not None and corpus.outlets[o] != document.outlet
            )
        )
    return tuple(found)


def _key(name: str) -> str:
    """A name without spaces, marks, case, "the" and what marks a possessive."""
    bare = name.casefold().removeprefix("the ").removesuffix("'s").removesuffix("’s")
    return "".join(filter(str.isalnum, bare))


def _drawn_on(text: str) -> list[str]:
    """Keys of what a text may name as those who reported what it says.

    Of a run of words with capitals a name is what it begins with where the cue stands before it, what it ends with where the cue stands after it.
    """
    found = []
    for cue in _BEFORE_NAME.finditer(text):
        name = _BEGINS.match(text[cue.end() : cue.end() + _LONGEST_NAME])
        words = name.group().split() if name else []
        found += [_readings(words[: k + 1]) for k in range(len(words))]
    for cue in _AFTER_NAME.finditer(text):
        name = _ENDS.search(text[max(0, cue.start() - _LONGEST_NAME) : cue.start()])
        words = name.group().split() if name else []
        found += [_readings(words[k:]) for k in range(len(words))]
    return [key for keys in found for key in keys]


def _readings(words: Sequence[str]) -> tuple[str, str]:
    """A name in full, and with initials before its last word: "The New York Times" is also "nytimes"."""
    bare = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
    return _key(" ".join(words)), "".join(word[0] for word in bare[:-1]).casefold() + _key(bare[-1])


def _outlets_by_key(outlets: Sequence[str]) -> dict[str, int]:
    """Outlets by what they may be called; what two may be called is left out."""
    found: dict[str, set[int]] = {}
    for o, outlet in enumerate(outlets):
        words = outlet.removeprefix("The ").replace("-", " ").split()
        keys = {_key(outlet), "".join(word[0] for word in words).casefold() if len(words) > 1 else _key(outlet)}
        if "." in outlet and len(words) == 1:
            labels = [label.casefold() for label in outlet.split(".")[:-1]]
            keys |= {_key(label.removeprefix("the")) for label in labels if label not in _NO_NAMES}
            keys |= {label.removesuffix("news") for label in labels if label not in _NO_NAMES}
        for key in keys - {""}:
            found.setdefault(key, set()).add(o)
    # Where one is "nytimes", "the Times" may be it too.
    meant = {key: set(named) for key, named in found.items()}
    for name, named in found.items():
        for start in range(1, len(name)):
            if name[start:] in meant:
                meant[name[start:]] |= named
    return {key: next(iter(named)) for key, named in meant.items() if len(named) == 1}
