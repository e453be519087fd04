"""What is put before the first words: the place, date and agency of an article, the hour of an entry in a live blog. It is no part of the sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .calendars import month_named, run_in_stop, without_accents
from .shipped import shipped

#: Capitals of the alphabets that have them, as the inside of a class of characters.
_CAPITALS: Final = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, map(chr, range(0x100, 0x557))))

#: ", Pa."; ", Feb. 18"; ", 3. März"; ", 12 de mayo".
_DAY: Final = r"\d{1,2}(?:\.|er|º)?\s(?:de\s)?[^\W\d_]{3,10}\.?"
_REGION: Final = rf"(?:,\s(?:[{_CAPITALS}][\w.’']*(?:\s[\w.]{{1,12}}){{0,2}}|{_DAY})){{0,3}}"

#: (Meridian Wire); and behind a place (dpa), (dpa/lnw), of agencies that are known: "(left)" or "(spd)" stands behind a person.
_AGENCY: Final = rf"\([{_CAPITALS}][\w&./ -]{{1,30}}\)"
_AGENCY_BEHIND: Final = rf"(?:{_AGENCY}|\((?:afp|ap|apa|ddp|dpa|epd|kna|rtr|sda|sid)(?:[/-]\w{{2,4}})*\))"
_DASH: Final = r"\.?\s?(?:—|–|--?)\s"

#: القاهرة، 12 مايو (رويترز) - and नई दिल्ली (भाषा) - and بغداد/ واع/ in scripts without capitals: letters, their marks, and the marks that Hebrew writes within a word. A
#: person with party or club looks the same, so the agencies are those that are known, unless a day stands before them.
_CASELESS: Final = r"\u0590-\u05f4\u0620-\u065f\u0670-\u06d3\u0900-\u0963\u0980-\u0dff\"'"
_CASELESS_PLACE: Final = rf"[{_CASELESS}]+(?:[\s-][{_CASELESS}]+){{0,3}}"
_CASELESS_AGENCY: Final = "(?:رويترز|أ ?ف ?ب|واس|واع|وام|وفا|سانا|بترا|סוכנות הידיעות|רויטרס|भाषा|वार्ता|पीटीआई|एएनआई)"
_CASELESS_LINE: Final = rf"{_CASELESS_PLACE}(?:[,،]?\s\d{{1,2}}\s[{_CASELESS}]+)?\s?\({_CASELESS_AGENCY}\){_DASH}|{_CASELESS_PLACE}\s?/\s?{_CASELESS_AGENCY}\s?/\s"

#: Agencies and channels that put a place before their name, and no dash behind it.
_KNOWN: Final = "(?:AFP|ANI|ANSA|AP|BBC|CBS|CNN|ČTK|EFE|NBC|PTI|RNS|Reuters|TASS|UPI|VOA|Xinhua)"

#: Whoever is called by its first letters is no place: "Associated Press (AP) President Roe".
_ITSELF: Final = r"(?!(?:Associated Press|British Broadcasting|Columbia Broadcasting|United Press)\b)"

#: Words within the name of a town: Villaverde del Río, Frankfurt am Main.
_WITHIN: Final = r"(?:de(?:l|s|\s(?:la|las|los))?|d[aiou]|am|an\sder|im|nad|sur|upon)"
_PLACE: Final = rf"[{_CAPITALS}][\w.’'-]+(?:\s(?:{_WITHIN}\s)?[{_CAPITALS}][\w.’'-]+){{0,2}}"

#: Ciudad de México, 14 de junio (AP) —; Paris, le 14 juin 2026.; Praha 14. června (ČTK) -; नई दिल्ली, 14 जून (भाषा): where a comma stands before a day, no agency is
#: needed, and no dash behind it. `_is_of_a_day` asks for a month.
_DATED: Final = (
    rf"(?:{_PLACE}|(?P<caseless>{_CASELESS_PLACE}))(?P<comma>[,،])?\s(?:le\s|den\s|dne\s)?\d{{1,2}}(?:\.|er|º)?\s(?:de\s)?(?P<month>[^\W\d_][^\W\d]{{2,9}}|[{_CASELESS}]{{2,10}})\.?"
    rf"(?:,?\s(?:de\s)?(?:19|20)\d\d)?(?:\s?\((?P<source>[^()\n]{{2,30}})\))?"
    rf"(?P<dash>\.?\s?[—–-]{{1,2}}\s)?(?(dash)|(?(comma)(?(source)[.:]?\s|(?(caseless)(?!)|(?<=[^\W_])[.:]\s))|(?!)))(?=[^\W\d_]|[“\"„«])"
)

#: ERIE, Pa. — Snow; RIYADH, Feb. 18 (Meridian Wire) - Talks; Paris (Meridian Wire) – Talks; Feb 18 (Meridian Wire) - Talks; (MW) Talks. A place without
#: an agency is in capitals, and no label such as FILE. Paris (AP) Talks; Lyon (AFP). Talks; Lima/EFE. Talks; BERLIN taz | Talks; Paris, France -- Talks. What is not
#: in capitals may be a person: `_is_of_a_place`.
_DATELINE: Final = re.compile(
    rf"\s*(?:(?!FILE\b)(?=[^—–:()-]*[{_CAPITALS}]{{3}})[{_CAPITALS}][{_CAPITALS}.'’]+(?:[\s/-][{_CAPITALS}][{_CAPITALS}.'’]+){{0,4}}{_REGION}(?:(?:\s?{_AGENCY_BEHIND})?{_DASH}|\staz\s\|\s)"
    rf"|(?P<behind>[{_CAPITALS}][\w.'’]+(?:[\s/-][{_CAPITALS}][\w.'’]+){{0,3}}){_REGION}\s(?P<agency>{_AGENCY_BEHIND}){_DASH}|{_CASELESS_LINE}"
    rf"|(?:[{_CAPITALS}][^\W\d]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\s)?{_AGENCY}{_DASH}|\([A-Z]{{2,8}}\)\s(?=[{_CAPITALS}“\"])"
    rf"|{_ITSELF}(?:(?P<before>{_PLACE}){_REGION}(?:\s\({_KNOWN}\)(?:\.?\s|{_DASH})|\s?/\s?{_KNOWN}\.\s)(?=[{_CAPITALS}“\"])"
    rf"|(?P<town>{_PLACE}),\s(?P<region>{_PLACE})\s(?:—|--)\s(?=[{_CAPITALS}])))"
)
#: "Am 14. Juni – dem Wahltag – ging er": what says when is no place.
_WHEN: Final = (
    r"(?:A[bm]|Anfang|Mitte|Ende|Bis|Seit|Vom|Zum|Nr|On|By|From|Since|Until|El|Los|Del|Desde|Hasta|Le|Du|Depuis|Dès|Dne|Do|Od|Il|Dal|Op|Em"
    r"|Στις|Από|Έως|في|منذ|حتى|من)\.?\s(?:\d|\w+(?:day|tag|woch)\b)"
)
_DAY_LINE: Final = re.compile(rf"\s*(?!{_WHEN})(?:{_DATED})")
_TOWN_LINE: Final = re.compile(rf"[{_CAPITALS}][\w’'-]+\s{_WITHIN}\s[{_CAPITALS}][\w’'-]+\.?")

_ZONE: Final = r"(?:GMT|UTC|[BC]ST|CES?T|[EMP][SD]?T|CDT|JST|IST|AE?[SD]T)\b"

#: The hour of an entry: 3.54pm; 10:32 GMT; 9:15 p.m. ET. Without "a.m." or a zone a number is a score or a share.
_HOUR: Final = rf"(?:[01]?\d|2[0-3])(?:(?:[.:][0-5]\d)?\s?[ap]\.?\s?m\b\.?(?:\s{_ZONE})?|[.:][0-5]\d\s{_ZONE})"

#: What a live blog, or an article that was changed, puts before what is new: "3.54pm - UPDATE -", "10:32 GMT:", "UPDATE 2:", "Update, Nov. 15, 4pm:", "BREAKING:". It
#: ends with a colon or a dash: "Update 5.50 is out" is of software, and "10am-11am" no entry.
_ENTERED: Final = re.compile(
    rf"\s*(?:\(?{_HOUR}\)?(?:\s?[-–—:]\s?(?:UPDATED?|BREAKING|LATEST)(?:\s\d{{1,2}})?)?\s?(?::|[-–—](?!\s?\d))\s?"
    rf"|(?:UPDATED?|Updated?)(?:\s\d{{1,2}})?(?:,?\s(?:[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?,?\s)?(?:at\s)?{_HOUR})?(?::\s?|\s[-–—]\s)"
    r"|UPDATE\s\d{1,2}\s?[-–—]\s?|(?:BREAKING(?:\sNEWS)?|JUST\sIN|LATEST)(?::\s|\s[-–—]\s))"
    r"(?=\S)"
)

#: Texts whose answer is kept.
_REMEMBERED: Final = 16_384


@lru_cache(maxsize=1)
def _telling() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """First names, last words of towns and words of parties, folded, and states and countries as they are written: ``names.toml``, ``datelines.toml``."""
    names, tables = shipped("names.toml"), dict(shipped("datelines.toml"))
    towns = frozenset(tables.pop("towns").split())
    parties = frozenset(word for table in tables.values() for word in without_accents(table["parties"]).split())
    regions = frozenset(" ".join(r.split()) for table in tables.values() for r in table["regions"].split(","))
    return frozenset(f"{names['women']} {names['men']}".split()), towns, parties, regions


def _is_of_a_place(found: re.Match[str]) -> bool:
    """Whether what may be a dateline begins with a place, and not with a person: "Jane Roe (BBC News) -", "Olaf Scholz (SPD) -", "Roe, Chairman —"."""
    place = found["behind"] or found["before"] or found["town"]
    if place is None:
        return True
    first_names, towns, parties, regions = _telling()
    first, *more = without_accents(place).split()
    agency = re.split(r"[\s/-]+", without_accents(found["agency"] or "").strip("()"))
    return (
        not (more and first in first_names and more[-1] not in towns)
        and parties.isdisjoint(agency)
        and agency[-1] != "news"
        and (found["region"] is None or found["region"] in regions)
    )


def _is_of_a_day(found: re.Match[str]) -> bool:
    """Whether what may be a place and a day names a month, and no second name of the month in brackets, as Arabic writes: "14 يونيو (حزيران)"."""
    return month_named(found["month"]) is not None and month_named(found["source"] or "") is None


# Each stage asks it of the same sentences.
@lru_cache(maxsize=_REMEMBERED)
def dateline_stop(text: str) -> int:
    """Where what is put before the first words ends: place, date and agency, the hour of an entry, the word that it is new; 0 without any.

    Parameters
    ----------
    text : str
        The first sentence of an article or of an entry in a live blog, or its first line.

    Examples
    --------
    >>> text = "RIYADH, Feb. 18 (Meridian Wire) — Talks began on Tuesday."
    >>> text[dateline_stop(text):], dateline_stop("Talks began on Tuesday - at last.")
    ('Talks began on Tuesday.', 0)
    >>> text = "3.54pm - UPDATE - Talks ended."
    >>> text[dateline_stop(text):], dateline_stop("10.30pm last night was too late.")
    ('Talks ended.', 0)
    >>> text = "Saturday, March 26, 2005 Talks ended."
    >>> text[dateline_stop(text):]
    'Talks ended.'
    """
    found = _DATELINE.match(text)
    if found is None or not _is_of_a_place(found):
        found = _DAY_LINE.match(text)
        if found is None or not _is_of_a_day(found):
            found = _ENTERED.match(text)
    return found.end() if found else run_in_stop(text)


def is_dateline(text: str) -> bool:
    """Whether a sentence is place and day and nothing else, or a name that only a town has, as some newspapers begin.

    Examples
    --------
    >>> is_dateline("PIRNAU, 14. Juni."), is_dateline("Villaverde del Río."), is_dateline("Ana llegó."), is_dateline("Talks began in June.")
    (True, True, False, False)
    """
    bare = text.strip()
    return _TOWN_LINE.fullmatch(bare) is not None or dateline_stop(f"{bare} A") > len(bare)
