"""The names of months and weekdays, and lines that hold a date and nothing else: "Samedi 8 janvier 2005", "יום שלישי, ה12 ביולי, 2005"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MONTHS", "DatedHead", "DatedLine", "dated_head", "dated_line", "run_in_stop", "without_accents"]

#: Names of the months, January first.
_MONTHS: Final = (
    "january jan januar janvier enero gennaio janeiro januari января stycznia ledna leden січня ιανουαρίου ιανουάριος يناير كانونالثاني ינואר जनवरी",
    "february feb februar février febrero febbraio fevereiro februari февраля lutego února únor лютого φεβρουαρίου φεβρουάριος فبراير شباط פברואר फरवरी फ़रवरी",
    "march mar märz mars marzo março maart марта marca března březen березня μαρτίου μάρτιος مارس آذار מרץ מרס मार्च",
    "april apr avril abril aprile апреля kwietnia dubna duben квітня απριλίου απρίλιος أبريل نيسان אפריל अप्रैल",
    "may mai mayo maggio maio mei maj мая maja května květen травня μαΐου μάιος مايو أيار מאי मई",
    "june jun juni juin junio giugno junho июня czerwca června červen червня ιουνίου ιούνιος يونيو يونيه حزيران יוני जून",
    "july jul juli juillet julio luglio julho июля lipca července červenec липня ιουλίου ιούλιος يوليو يوليه تموز יולי जुलाई",
    "august aug août agosto augustus augusti августа sierpnia srpna srpen серпня αυγούστου αύγουστος أغسطس آب אוגוסט अगस्त",
    "september sept sep septembre septiembre settembre setembro сентября września září вересня σεπτεμβρίου σεπτέμβριος سبتمبر أيلول ספטמבר सितंबर सितम्बर",
    "october oct oktober octobre octubre ottobre outubro октября października října říjen жовтня οκτωβρίου οκτώβριος أكتوبر تشرينالأول אוקטובר अक्टूबर अक्तूबर",
    "november nov novembre noviembre novembro ноября listopada listopadu listopad листопада νοεμβρίου νοέμβριος نوفمبر تشرينالثاني נובמבר नवंबर नवम्बर",
    "december dec dezember décembre diciembre dicembre dezembro декабря grudnia prosince prosinec грудня δεκεμβρίου δεκέμβριος ديسمبر كانونالأول דצמבר दिसंबर दिसम्बर",
)

#: Names of the weekdays, Monday first.
_WEEKDAYS: Final = (
    "monday mon montag lundi lunes lunedì segunda maandag poniedziałek pondělí понедельник понеділок δευτέρα الاثنين שני सोमवार",
    "tuesday tue tues dienstag mardi martes martedì terça dinsdag wtorek úterý вторник вівторок τρίτη الثلاثاء שלישי मंगलवार",
    "wednesday wed mittwoch mercredi miércoles mercoledì quarta woensdag środa středa среда середа τετάρτη الأربعاء רביעי बुधवार",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì quinta donderdag czwartek čtvrtek четверг четвер πέμπτη الخميس חמישי गुरुवार गुरूवार बृहस्पतिवार",
    "friday fri freitag vendredi viernes venerdì sexta vrijdag piątek pátek пятница пʼятниця παρασκευή الجمعة שישי शुक्रवार",
    "saturday sat samstag sonnabend samedi sábado sabato zaterdag sobota суббота субота σάββατο السبت שבת शनिवार",
    "sunday sun sonntag dimanche domingo domenica zondag niedziela neděle воскресенье неділя κυριακή الأحد ראשון रविवार इतवार",
)

#: What stands between the parts of a date, and what some languages put behind the name of a weekday or a year.
_BETWEEN: Final = frozenset(
    [
        "de",
        "del",
        "di",
        "of",
        "the",
        "den",
        "der",
        "le",
        "el",
        "il",
        "am",
        "dne",
        "dnia",
        "em",
        "on",
        "feira",
        "יום",
        "ה",
        "في",
        "και",
        "г",
        "года",
        "року",
        "р",
        "r",
        "roku",
    ]
)

#: The day as a number, as an ordinal, and with the article that Hebrew writes on to it.
_DAY: Final = re.compile(r"ה?(\d{1,2})(?:st|nd|rd|th|er|º|ª)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HOUR: Final = re.compile(r"\d{1,2}[:h]\d{2}(?::\d{2})?|[ap]m|gmt|utc")

#: What Hebrew writes on to the name of a month: "in", "of". And a number that Hindi writes on to it.
_PREFIXED: Final = re.compile(r"^[בל]")
_WRITTEN_ON: Final = re.compile(r"(?<=[\u0900-\u097f])(?=\d)")

#: What parts the words of such a line, zero-width spaces and the Arabic comma among it.
_PARTED: Final = re.compile(r"[\s,،;|/()\u200b-\u200f–—-]+|\.(?!\d)|(?<=\d)\.(?=\d{4})")

#: Two words that are one month in the Levant.
_TWO_WORDS: Final = re.compile(r"\b(كانون|تشرين)\s+(?=ال)")

#: Characters of the longest such line, words of an agency in brackets or of a place in capitals.
_LONGEST: Final = 80
_LONGEST_PLACE: Final = 4
_AGENCY: Final = re.compile(r"\(([^()]{2,40})\)")

#: A date that runs into the text without a line break: it has its weekday, and the text goes on with a capital.
_RUN_IN: Final = re.compile(r"\s*([^\n]{8,44}?(?<!\d)(?:19|20)\d\d)(?!\d)\.?[ \t]{0,2}(?=[^\W\d_])")

#: Characters of a text in which its first two lines are looked for.
_SIGHT: Final = 2_000

#: A line that may stand above the date: a headline.
_LONGEST_HEADING: Final = 200
_SENTENCE: Final = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*$")


def without_accents(word: str) -> str:
    """Return a word in small letters and without what is put upon its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def _numbered(names: tuple[str, ...], first: int) -> Mapping[str, int]:
    found = {without_accents(name): number for number, row in enumerate(names, first) for name in row.split()}
    return MappingProxyType(found)


#: The month, 1 to 12, that a name without accents says.
MONTHS: Final = _numbered(_MONTHS, 1)
_WEEKDAY_OF: Final = _numbered(_WEEKDAYS, 0)


class DatedLine(NamedTuple):
    """What a line says that holds a date and nothing else.

    Attributes
    ----------
    day : str
        ISO 8601.
    weekday : bool or None
        Whether the weekday that it names is that of the day; None where it names none.
    """

    day: str
    weekday: bool | None


class DatedHead(NamedTuple):
    """The date with which a text begins: what it says, and where it stands."""

    line: DatedLine
    start: int
    stop: int


@lru_cache(maxsize=1 << 12)
def dated_line(line: str) -> DatedLine | None:
    """Return the day that a line states, where it holds a full date and nothing else but weekday, hour, place and agency.

    The month is written in words, in one of fifteen languages. A place is in capitals, and an agency in brackets.

    Parameters
    ----------
    line : str

    Examples
    --------
    >>> dated_line("Samedi 8 janvier 2005").day, dated_line("मंगलवार, 12 जुलाई 2005").day, dated_line("PARIS, 8 January 2005 (AFP)").day
    ('2005-01-08', '2005-07-12', '2005-01-08')
    >>> dated_line("On 8 January 2005 talks began"), dated_line("January 2005"), dated_line("Attacks of 8 January 2005")
    (None, None, None)
    """
    bare = line.strip()
    if len(bare) > _LONGEST or sum(map(str.isdecimal, bare)) < 5:
        return None
    bare = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare)
    agency = _AGENCY.search(bare)
    if agency is not None:
        bare = bare.replace(agency[0], " ")
    bare = _WRITTEN_ON.sub(" ", _TWO_WORDS.sub(r"\1", bare))
    days: list[int] = []
    months: set[int] = set()
    years: list[int] = []
    weekdays: set[int] = set()
    places: list[str] = []
    for written in filter(None, _PARTED.split(bare)):
        word = without_accents(written)
        day, month = _DAY.fullmatch(word), MONTHS.get(word, MONTHS.get(_PREFIXED.sub("", word)))
        if day is not None:
            days.append(int(day[1]))
        elif _YEAR.fullmatch(word):
            years.append(int(word))
        elif month is not None:
            months.add(month)
        elif word in _WEEKDAY_OF:
            weekdays.add(_WEEKDAY_OF[word])
        elif word not in _BETWEEN and not _HOUR.fullmatch(word):
            places.append(written)
    if (len(days), len(months), len(years)) != (1, 1, 1) or len(weekdays) > 1 or len(places) > _LONGEST_PLACE:
        return None
    if not all(place.isupper() and len(place) > 1 for place in places):
        return None
    try:
        found = date(years[0], months.pop(), days[0])
    except ValueError:
        return None
    return DatedLine(found.isoformat(), weekdays == {found.weekday()} if weekdays else None)


def dated_head(text: str) -> DatedHead | None:
    r"""Find the date that stands alone on the first line of a text, or on the second, under a headline; or, with its weekday, before the first words.

    Parameters
    ----------
    text : str
        An article.

    Examples
    --------
    >>> dated_head("Aid for Aceh\nTuesday, January 18, 2005\nTalks began.")
    DatedHead(line=DatedLine(day='2005-01-18', weekday=True), start=13, stop=38)
    >>> dated_head("Saturday, March 26, 2005 Up to four times as many").line.day, dated_head("Saturday, March 26, 2005 was a good day.")
    ('2005-03-26', None)
    """
    begin = 0
    seen = 0
    for line in text[:_SIGHT].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = begin + len(line) - len(line.lstrip())
            found = dated_line(bare) if len(bare) <= _LONGEST else None
            if found is not None:
                rest = text[begin + len(line) :]
                return DatedHead(found, start, start + len(bare)) if rest.strip() else None
            stop = run_in_stop(line)
            if stop:
                written = line[:stop].strip().rstrip(".")
                ran = dated_line(written)
                return None if ran is None else DatedHead(ran, start, start + len(written))
            seen += 1
            if seen == 2 or len(bare) > _LONGEST_HEADING or _SENTENCE.search(bare):
                return None
        begin += len(line)
    return None


def run_in_stop(line: str) -> int:
    """Where the date ends that stands before the first words of a line, with its weekday; 0 without any.

    Examples
    --------
    >>> run_in_stop("Saturday, March 26, 2005 Up to four"), run_in_stop("Saturday, March 26, 2005 was a good day.")
    (25, 0)
    """
    found = _RUN_IN.match(line)
    if found is None or not line[found.end()].isupper():
        return 0
    said = dated_line(found[1])
    return found.end() if said is not None and said.weekday is not None else 0
