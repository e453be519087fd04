"""What is put before the first words: the place, date and agency of an article, the hour of an entry in a live blog. It is no part of the sentence."""

from __future__ import annotations

import re
from typing import Final

from .calendars import run_in_stop

#: Capitals of the alphabets that have them, as the inside of a class of characters.
_CAPITALS: Final = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, map(chr, range(0x100, 0x557))))

#: ", Pa."; ", Feb. 18"; ", 3. März"; ", 12 de mayo".
_DAY: Final = r"\d{1,2}(?:\.|er|º)?\s(?:de\s)?[^\W\d_]{3,10}\.?"
_REGION: Final = rf"(?:,\s(?:[{_CAPITALS}][\w.’']*(?:\s[\w.]{{1,12}}){{0,2}}|{_DAY})){{0,3}}"

#: Agencies and channels that also put their name in brackets behind a place, and no dash behind it.
_KNOWN: Final = "AFP|ANI|ANSA|AP|BBC|CBS|CNN|ČTK|EFE|NBC|PTI|RNS|Reuters|TASS|UPI|VOA|Xinhua"
_SMALL: Final = "afp|ap|apa|ddp|dpa|epd|kna|rtr|sda|sid"

#: (Meridian Wire); and behind a place (dpa), (dpa/lnw), of agencies that are known: "(left)" or "(spd)" stands behind a person. Behind a place that is
#: not in capitals all are known, or call themselves an agency, or have the day before them: "(Labour)" or "(SPD)" stands behind a person too.
_AGENCY: Final = rf"\([{_CAPITALS}][\w&./ -]{{1,30}}\)"
_AGENCY_BEHIND: Final = rf"(?:{_AGENCY}|\((?:{_SMALL})(?:[/-]\w{{2,4}})*\))"
_DATED: Final = rf",\s(?:[{_CAPITALS}][^\W\d_]{{2,8}}\.?\s\d{{1,2}}|{_DAY})\s{_AGENCY}"
_NAMED: Final = rf"(?:\s\((?:(?:{_KNOWN}|{_SMALL})(?:[/-]\w{{2,7}})*|(?:[\w&./-]+\s){{0,3}}(?:Wire|News|Press|Agency|Agentur))\)|{_DATED})"
_DASH: Final = r"\.?\s?(?:—|–|--?)\s"

#: القاهرة، 12 مايو (رويترز) - and नई दिल्ली (भाषा) - in scripts without capitals: letters, their marks, and the marks that Hebrew writes within a word. A
#: person with party or club looks the same, so the agencies are those that are known.
_CASELESS: Final = r"\u0590-\u05f4\u0620-\u065f\u0670-\u06d3\u0900-\u0963\u0980-\u0dff\"'"
_CASELESS_AGENCY: Final = r"\((?:رويترز|أ ف ب|واس|وام|بترا|סוכנות הידיעות|רויטרס|भाषा|पीटीआई|एएनआई)\)"
_CASELESS_LINE: Final = (
    rf"[{_CASELESS}]+(?:[\s-][{_CASELESS}]+){{0,3}}(?:[,،]?\s\d{{1,2}}\s[{_CASELESS}]+)?\s?{_CASELESS_AGENCY}{_DASH}"
)

#: Whoever is called by its first letters is no place: "Associated Press (AP) President Roe".
_ITSELF: Final = r"(?!(?:Associated Press|British Broadcasting|Columbia Broadcasting|United Press)\b)"
_WORD: Final = rf"[{_CAPITALS}][\w.’'-]+"
_PLACE: Final = rf"{_WORD}(?:\s{_WORD}){{0,2}}"

#: ERIE, Pa. — Snow; RIYADH, Feb. 18 (Meridian Wire) - Talks; Paris (Meridian Wire) – Talks; Feb 18 (Meridian Wire) - Talks; (MW) Talks. A place without
#: an agency is in capitals, and no label such as FILE. Paris (AP) Talks; Paris, France -- Talks, of one
#: word, since "Jane Roe, Mayor" looks the same.
_DATELINE: Final = re.compile(
    rf"\s*(?:(?!FILE\b)(?=[^—–:()-]*[{_CAPITALS}]{{3}})[{_CAPITALS}][{_CAPITALS}.'’]+(?:[\s/-][{_CAPITALS}][{_CAPITALS}.'’]+){{0,4}}{_REGION}(?:\s?{_AGENCY_BEHIND})?{_DASH}"
    rf"|[{_CAPITALS}][\w.'’]+(?:[\s/-][{_CAPITALS}][\w.'’]+){{0,3}}{_REGION}{_NAMED}{_DASH}|{_CASELESS_LINE}"
    rf"|(?:[{_CAPITALS}][^\W\d]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\s)?{_AGENCY}{_DASH}|\([A-Z]{{2,8}}\)\s(?=[{_CAPITALS}“\"])"
    rf"|{_ITSELF}(?:{_PLACE}{_REGION}\s\((?:{_KNOWN})\)\s(?=[{_CAPITALS}“\"])|{_WORD},\s{_PLACE}\s(?:—|--)\s(?=[{_CAPITALS}])))"
)

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
    found = _DATELINE.match(text) or _ENTERED.match(text)
    return found.end() if found else run_in_stop(text)
