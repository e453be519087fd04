"""The names of months and weekdays, and lines that hold a date and nothing else: "Samedi 8 janvier 2005", "יום שלישי, ה12 ביולי, 2005"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from .shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What stands between the parts of a date, and what some languages put behind the name of a weekday or a year.
_BETWEEN: Final = frozenset(
    """
    at de del di of the den der le el il am dne dnia em on feira יום ה في και г года року р r roku
    """.split()
)

#: The day as a number, as an ordinal, and with the article that Hebrew writes on to it.
_DAY: Final = re.compile(r"ה?(\d{1,2})(?:st|nd|rd|th|er|º|ª)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HOUR: Final = re.compile(r"\d{1,2}[:h]\d{2}(?::\d{2})?|[ap]m|gmt|utc|[ecmp][sd]t|ces?t|bst")

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

#: A day in numbers whose order is sure, alone on a line but for its hour.
_FIGURES: Final = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)|(?P<e>\d{1,2})\.\s?(?P<n>\d{1,2})\.\s?(?P<v>(?:19|20)\d\d))"
    r"(?:[T,\s–|-]+(?:um\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?Uhr)?)?"
)

#: What stands before a date on one line with it: who wrote, or the outlet. And how a line begins that names who wrote, an hour, or what says that a date follows.
_DIVIDED: Final = re.compile(r"\s*[,|·•]\s+|\s+[–—-]\s+")
_BARS: Final = re.compile(r"\s+[|·•]\s+")
_BYLINE: Final = re.compile(r"(?:by|von|par|por|di|door|af|av)\s+(?=[^\W\d_]{2})", re.IGNORECASE)
CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:h]\d\d(?!\d)|\d\s?[ap]\.?m\b|\sUhr\b", re.IGNORECASE)
DATE_STATED: Final = re.compile(
    r"(?:(?:first\s+)?published|updated|posted|last\s+(?:updated|modified)|date|veröffentlicht|aktualisiert|publié(?:\s+le)?|stand|fecha|data)(?:\s+(?:on|at|am))?\s*:?\s+",
    re.IGNORECASE,
)
_SMALL: Final = frozenset(
    "a and at by d da das de del della der des di die do dos du e el for i in la le les of on the und van von y".split()
)
_LONGEST_BYLINE: Final = 120
_MOST_NAMES: Final = 9

#: A date that runs into the text without a line break: it has its weekday, and the text goes on with a capital, or with a letter of Arabic or Hebrew.
_RUN_IN: Final = re.compile(r"\s*([^\n]{8,44}?(?<!\d)(?:19|20)\d\d)(?!\d)(?:\.|[ \t]?،)?[ \t]{0,2}(?=[^\W\d_])")
_CASELESS: Final = re.compile(r"[\u05d0-\u05ea\u0621-\u064a]")

#: Characters of a text in which its first two lines are looked for.
_SIGHT: Final = 2_000

#: A line that may stand above the date: a headline.
_LONGEST_HEADING: Final = 200
_SENTENCE: Final = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*$")


def without_accents(word: str) -> str:
    """Return a word in small letters and without what is put upon its letters."""
    if word.isascii():
        return word.casefold()
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 5)
def months_of(language: str) -> Mapping[str, int]:
    """Return the months, 1 to 12, by their names in a language (ISO 639-1), in small letters, short ones too; empty where none are known.

    Examples
    --------
    >>> months_of("en")["march"], months_of("en")["sept"], months_of("fr")["juin"], dict(months_of("xx"))
    (3, 9, 6, {})
    """
    return _numbered(language, 1, "months", "short_months")


@lru_cache(maxsize=1 << 5)
def short_months_of(language: str) -> frozenset[str]:
    """Return those names of months that are cut short, and may have a full stop, in small letters.

    Examples
    --------
    >>> "janv" in short_months_of("fr"), "mars" in short_months_of("fr")
    (True, False)
    """
    return frozenset(_numbered(language, 1, "short_months"))


@lru_cache(maxsize=1 << 5)
def weekdays_of(language: str) -> Mapping[str, int]:
    """Return the weekdays, 0 for Monday, by their names in a language (ISO 639-1), in small letters; short ones, such as "sun", are none.

    Examples
    --------
    >>> weekdays_of("de")["sonnabend"], "sun" in weekdays_of("en")
    (5, False)
    """
    return _numbered(language, 0, "weekdays")


def _numbered(language: str, first: int, *kinds: str) -> Mapping[str, int]:
    rows = shipped("calendars.toml").get(language, {})
    # As the table writes them, and as texts do without accents: "ΜΑΪΟΥ", "الاحد".
    named = {
        form: number
        for kind in kinds
        for number, row in enumerate(rows.get(kind, ()), first)
        for name in row.split()
        for form in (name, name.casefold(), without_accents(name))
    }
    return MappingProxyType(named)


@lru_cache(maxsize=1)
def _in_any() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Months and weekdays by their names without accents, in whatever language; of "segunda-feira" the first word."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for language in shipped("calendars.toml"):
        months |= {without_accents(name): number for name, number in months_of(language).items()}
        days = _numbered(language, 0, "weekdays", "short_weekdays")
        weekdays |= {without_accents(name.partition("-")[0]): number for name, number in days.items()}
    return MappingProxyType(months), MappingProxyType(weekdays)


def month_named(word: str) -> int | None:
    """Return the month, 1 to 12, that a word names in any of the languages known, written with accents or without; None for another word.

    Examples
    --------
    >>> month_named("Février"), month_named("fevrier"), month_named("talks")
    (2, 2, None)
    """
    return _in_any()[0].get(without_accents(word))


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

    @property
    def is_sound(self) -> bool:
        """Whether it names no weekday, or that of its day."""
        return self.weekday is not False


class DatedHead(NamedTuple):
    """The date with which a text begins: what it says, and where it stands."""

    line: DatedLine
    start: int
    stop: int


@lru_cache(maxsize=1 << 12)
def dated_line(line: str) -> DatedLine | None:
    """Return the day that a line states, where it holds a full date and nothing else but weekday, hour, place and agency.

    The month is written in words, in one of sixteen languages. A place is in capitals, and an agency in brackets.

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
    figures = _FIGURES.fullmatch(bare)
    if figures is not None:
        parts = (int(figures[a] or figures[b]) for a, b in ("yv", "mn", "de"))
        try:
            return DatedLine(date(*parts).isoformat(), None)
        except ValueError:
            return None
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
    named, named_days = _in_any()
    places: list[str] = []
    for written in filter(None, _PARTED.split(bare)):
        word = without_accents(written)
        day, month = _DAY.fullmatch(word), named.get(word, named.get(_PREFIXED.sub("", word)))
        if day is not None:
            days.append(int(day[1]))
        elif _YEAR.fullmatch(word):
            years.append(int(word))
        elif month is not None:
            months.add(month)
        elif word in named_days:
            weekdays.add(named_days[word])
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


@lru_cache(maxsize=1 << 12)
def dated_byline(line: str) -> DatedLine | None:
    """Return the day of a line that holds beside it who wrote, or the outlet, and nothing else.

    A headline in capitals may end with the day of an event, so what is beside a day is a name only where the line says who wrote ("By"), that a date
    follows ("published") or the hour, or has a bar between them.

    Examples
    --------
    >>> dated_byline("By Max Muster, 6 March 2025").day, dated_byline("Paper Post | 06.03.2025, 14:30 Uhr").day
    ('2025-03-06', '2025-03-06')
    >>> dated_byline("Talks began in Riyadh, 18 February 2025"), dated_byline("Marathon, 8 January 2005, results")
    (None, None)
    >>> dated_byline("World Cup Final, 18 December 2022"), dated_byline("Brexit: 31 January 2020")
    (None, None)
    """
    bare = line.strip()
    if len(bare) > _LONGEST_BYLINE or sum(map(str.isdecimal, bare)) < 5:
        return None
    stated = DATE_STATED.match(bare)
    if stated is not None:
        return dated_line(bare[stated.end() :])
    # Behind bars may stand what is neither: "3 min read".
    parts = _BARS.split(bare)
    said = next(filter(None, map(dated_line, parts[1:])), None)
    if said is not None and _is_of_names(parts[0]):
        return said
    is_signed = _is_signed(bare)
    for divider in _DIVIDED.finditer(bare):
        before, behind = bare[: divider.start()], bare[divider.end() :]
        is_barred = not divider[0].strip(" |·•")
        for names, written in ((before, behind), (behind, before)):
            is_told = is_barred or is_signed or DATE_STATED.match(written)
            said = dated_line(DATE_STATED.sub("", written, count=1)) if is_told and _is_of_names(names) else None
            if said is not None:
                return said
    return None


def _is_signed(line: str) -> bool:
    """Whether a line says who wrote, that a date follows, or the hour, as no headline does."""
    return bool(_BYLINE.match(line) or DATE_STATED.match(line) or CLOCK.search(line))


def _is_of_names(words: str) -> bool:
    """Whether words are names alone, as of an author or an outlet: each begins with a capital, or is a small word that names have."""
    found = _BYLINE.sub("", words).split()
    return (
        0 < len(found) <= _MOST_NAMES
        and all(not word[:1].islower() or word.casefold() in _SMALL for word in found)
        and any(map(str.isalpha, words))
        and not _YEAR.search(words)
    )


def dated_head(text: str) -> DatedHead | None:
    r"""Find the date that stands on the first line of a text, or on the second, under a headline: alone, beside who wrote or the outlet, or, with its weekday, before the first words.

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
            # The first line may be the headline.
            found = dated_line(bare) or (dated_byline(bare) if seen or _is_signed(bare) else None)
            if found is not None:
                rest = text[begin + len(line) :]
                return DatedHead(found, start, start + len(bare)) if rest.strip() else None
            stop = run_in_stop(line)
            if stop:
                written = line[:stop].strip().rstrip(" .،")
                ran = dated_line(written)
                return None if ran is None else DatedHead(ran, start, start + len(written))
            # Who wrote stands between headline and date.
            seen += not (_BYLINE.match(bare) and _is_of_names(bare))
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
    if found is None or not (line[found.end()].isupper() or _CASELESS.match(line, found.end())):
        return 0
    said = dated_line(found[1])
    return found.end() if said is not None and said.weekday is not None else 0
