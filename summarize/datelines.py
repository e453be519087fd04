"""What is put before the first words: the place, date and agency of an article, the hour of an entry in a live blog. It is no part of the sentence."""

from __future__ import annotations

import re
from typing import Final

from .calendars import run_in_stop

#: Agencies as they write themselves; a regular expression.
AGENCIES: Final = (
    r"Reuters|Thomson\ Reuters|AP|Associated\ Press|The\ Associated\ Press|AFP|Agence\ France-Presse|Agence\ France\ Presse|UPI|DPA|dpa|"
    r"Deutsche\ Presse-Agentur|PA|PA\ Media|Press\ Association|EFE|ANSA|APA|Belga|ANP|TT|Ritzau|NTB|STT|PAP|CTK|ČTK|MTI|Lusa|"
    r"Xinhua|TASS|ТАСС|Interfax|Интерфакс|RIA\ Novosti|РИА\ Новости|Ukrinform|Укринформ|Interfax-Ukraine|UNIAN|Kyodo|Kyodo\ News|Jiji|"
    r"Yonhap|PTI|Press\ Trust\ of\ India|ANI|IANS|Anadolu|Anadolu\ Agency|AAP|Canadian\ Press|The\ Canadian\ Press|Bloomberg|"
    r"Bloomberg\ News|CNN\ Wire|TNS|Tribune\ News\ Service|Kazinform|KUNA|SPA|WAM|MENA|IRNA|Bernama|Antara"
)

#: Capitals of the alphabets that have them, as the inside of a class of characters.
_CAPITALS: Final = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, map(chr, range(0x100, 0x557))))

#: ", Pa."; ", Feb. 18"; ", 3. März"; ", 12 de mayo".
_DAY: Final = r"\d{1,2}(?:\.|er|º)?\s(?:de\s)?[^\W\d_]{3,10}\.?"
_REGION: Final = rf"(?:,\s(?:[{_CAPITALS}][\w.’']*(?:\s[\w.]{{1,12}}){{0,2}}|{_DAY})){{0,3}}"

#: (Meridian Wire); and behind a place that is not in capitals (AFP), (dpa/lnw), of agencies that are known: "(SPD)" stands behind a person.
_AGENCY: Final = rf"\([{_CAPITALS}][\w&./ -]{{1,30}}\)"
_AGENCY_BEHIND: Final = rf"\((?:{AGENCIES}|Keystone-SDA|afp|ap|apa|ddp|epd|kna|rtr|sda|sid)(?:[/-]\w{{2,4}})*\)"
_DASH: Final = r"\.?\s?(?:—|–|--?)\s"

#: القاهرة، 12 مايو (رويترز) - and नई दिल्ली (भाषा) - in scripts without capitals: letters, their marks, and the marks that Hebrew writes within a word. A
#: person with party or club looks the same, so the agencies are those that are known.
_CASELESS: Final = r"\u0590-\u05f4\u0620-\u065f\u0670-\u06d3\u0900-\u0963\u0980-\u0dff\"'"
_CASELESS_AGENCY: Final = r"\((?:رويترز|أ ف ب|واس|وام|بترا|סוכנות הידיעות|רויטרס|भाषा|पीटीआई|एएनआई)\)"
_CASELESS_LINE: Final = (
    rf"[{_CASELESS}]+(?:[\s-][{_CASELESS}]+){{0,3}}(?:[,،]?\s\d{{1,2}}\s[{_CASELESS}]+)?\s?{_CASELESS_AGENCY}{_DASH}"
)

#: Agencies and channels that put a place before their name in brackets, and no dash behind it.
_KNOWN: Final = r"\((?:AFP|ANI|ANSA|AP|CBS|CNN|ČTK|EFE|NBC|PTI|RNS|Reuters|TASS|UPI|VOA|Xinhua)\)"
_PLACE: Final = rf"[{_CAPITALS}][\w.’'-]+(?:\s[{_CAPITALS}][\w.’'-]+){{0,2}}"

#: ERIE, Pa. — Snow; RIYADH, Feb. 18 (Meridian Wire) - Talks; Paris (AFP) – Talks; Feb 18 (Meridian Wire) - Talks; (MW) Talks. A place without
#: an agency is in capitals, and no label such as FILE. Paris (AP) Talks.
_DATELINE: Final = re.compile(
    rf"\s*(?:(?!FILE\b)(?=[^—–:()-]*[{_CAPITALS}]{{3}})[{_CAPITALS}][{_CAPITALS}.'’]+(?:[\s/-][{_CAPITALS}][{_CAPITALS}.'’]+){{0,4}}{_REGION}(?:\s?(?:{_AGENCY}|{_AGENCY_BEHIND}))?{_DASH}"
    rf"|[{_CAPITALS}][\w.'’]+(?:[\s/-][{_CAPITALS}][\w.'’]+){{0,3}}{_REGION}\s{_AGENCY_BEHIND}{_DASH}|{_CASELESS_LINE}"
    rf"|(?:[{_CAPITALS}][^\W\d]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\s)?{_AGENCY}{_DASH}|\([A-Z]{{2,8}}\)\s(?=[{_CAPITALS}“\"])"
    rf"|{_PLACE}{_REGION}\s{_KNOWN}\s(?=[{_CAPITALS}“\"]))"
)

_ZONE: Final = r"(?:UTC|[A-Z]{1,3}T)\b"

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
