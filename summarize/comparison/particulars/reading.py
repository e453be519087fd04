"""Particulars of a sentence: its days, times of day, years, ordinal numbers, scores, fractions, sums and shares, each with its place among the words.

They are no quantities, and one in the place of another says that two sentences worded alike tell not the same. Precision goes first: a month that may be a word, a
weekday in a name or a range of days is none.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

from ...calendars import months_of, weekdays_of
from ...lexical import token_spans
from ..figures.lexicon import quantity_words
from ..figures.quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..figures.values import Quantity

#: What a particular is of. A share is of percent or of percentage points.
Kind = Literal["day", "clock", "year", "ordinal", "score", "fraction", "sum", "share"]

#: Before the kind: what stands among the words of a sentence for a particular.
MARK: Final = "\0"

#: Sentences whose particulars are remembered.
_KNOWN: Final = 1 << 14

_YEAR: Final = r"1[5-9]\d\d|20\d\d"
_LONE_YEAR: Final = re.compile(rf"(?<![\w.,$€£/-])(?:{_YEAR})(?![\w%/]|[.,]\d|[-–]\w|\s?[-–]\s?\d)")
_NUMERIC: Final = re.compile(
    rf"(?<![\w.])(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?({_YEAR})\b|(?<![\w-])({_YEAR})-(\d\d)-(\d\d)\b"
)
_OF_TWELVE: Final = re.compile(r"(?<![\w:.])(\d{1,2})(?:[:.]([0-5]\d))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_OF_DAY: Final = re.compile(r"(?<![\w:.$€£-])([01]?\d|2[0-3]):([0-5]\d)(?![\w:]|-)")
_SCORE: Final = re.compile(r"(?<![\w.,:/$€£–-])(\d{1,3})[-–](\d{1,3})(?![\w%:/–-]|[.,]\d)")

#: Words for points.
_POINTS: Final = frozenset(("points", "point", "Punkte", "Punkten", "puntos", "punti", "pontos", "punten"))

#: A word with a capital behind a space.
_CAPITAL: Final = re.compile(r" (?=[^\W\d_])(?!\w+\s\d)[^\Wa-zß-öø-ÿ]")

#: Minutes of an hour, and of half a day.
_HOUR: Final = 60
HALF_DAY: Final = 720


@dataclass(frozen=True, slots=True)
class Particular:
    """A particular of a sentence.

    Attributes
    ----------
    kind : str
    start, stop : int
        Its span in the text.
    value : tuple
        By the kind: weekday (0 is Monday), month, day, year and days after that of the article, of which any may be None; minutes of the day, and whether the half of
        the day is known; the year; the number; the two numbers of a score; low and high of a fraction; value and unit of a sum or a share.
    open : bool
        Whether the words before it leave it open: "about 8 a.m.".
    """

    kind: Kind
    start: int
    stop: int
    value: tuple[Any, ...]
    open: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Told:
    """A sentence as it is held against another.

    Attributes
    ----------
    words : tuple of str
        Its words as written; `MARK` and the kind in the place of each particular.
    lower : tuple of str
        The same, case folded.
    particulars : mapping of int to Particular
        By the place among the words.
    counted : mapping of int to Quantity
        By the places of their words, quantities that are no particular.
    zoned : bool
        Whether it names the clock by which its times are given.
    """

    words: tuple[str, ...]
    lower: tuple[str, ...]
    particulars: Mapping[int, Particular]
    counted: Mapping[int, Quantity]
    zoned: bool


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def opposites_of(language: str) -> frozenset[tuple[str, str]]:
    """Pairs of words, case folded, of which the one excludes the other, each pair in both orders."""
    pairs = (row.split() for row in _tables().get(language, {}).get("opposites", ()))
    both = [(a, b) for one, other in pairs for a in one.split("/") for b in other.split("/")]
    return frozenset(both + [(b, a) for a, b in both])


@dataclass(frozen=True, eq=False, slots=True)
class _Patterns:
    """The patterns of one language, None where it has no words for them; each with what its words mean."""

    dates: re.Pattern[str] | None
    months_first: re.Pattern[str] | None
    lone_months: re.Pattern[str] | None
    months: Mapping[str, int]
    weekdays: re.Pattern[str] | None
    days: Mapping[str, int]
    relative: re.Pattern[str] | None
    offsets: Mapping[str, int]
    zones: re.Pattern[str] | None
    hours: re.Pattern[str] | None
    noon: re.Pattern[str] | None
    noons: Mapping[str, int]
    around: re.Pattern[str] | None
    ordinals: re.Pattern[str] | None
    ranks: Mapping[str, int]
    fractions: re.Pattern[str] | None
    shares: Mapping[str, float]


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _pattern(form: str, words: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str] | None:
    found = list(words)
    return re.compile(form.replace("{}", f"({_any(found)})"), flags) if found else None


def _numbered(rows: Iterable[str], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, start=first) for word in row.split("/")}


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    table = _tables().get(language, {})
    capital = bool(table.get("capital"))
    months, days = months_of(language), weekdays_of(language)

    def written(words: Iterable[str]) -> list[str]:
        return [form for word in words for form in ((word.capitalize(), word.upper()) if capital else (word,))]

    suffixes = _any(table.get("suffixes", ())) or "(?!)"
    ahead = _any(table.get("of_month", ())) or "(?!)"
    hours, at = table.get("hours", ()), table.get("hours_at", ())
    ranks, shares = _numbered(table.get("ordinals", ()), 1), table.get("fractions", {})
    any_hour = _any(hours)
    # "20 Uhr" is a time of day, "20 heures" one only behind "à" or before minutes.
    of_hour = (
        (
            rf"(?<![\w:.])(\d{{1,2}})(?:[:.h]([0-5]\d))?\s?(?:{any_hour})(?:\s?([0-5]\d))?\b"
            if not at
            else rf"(?:(?<=\b(?:{_any(at)})\s))(\d{{1,2}})()\s?(?:{any_hour})(?:\s?([0-5]\d))?\b|(?<![\w:.])(\d{{1,2}})()\s?h\s?([0-5]\d)\b"
        )
        if hours
        else "(?!)"
    )
    return _Patterns(
        dates=_pattern(
            rf"(?<![\w.,–-])(\d{{1,2}})(?:{suffixes}|\.)?(?:\s(?:of|de|di))?\s{{}}\b\.?(?:,?\s(?:de\s|del\s)?({_YEAR})\b)?",
            written(months),
        ),
        months_first=_pattern(
            rf"\b{{}}\.?\s(\d{{1,2}})(?:{suffixes})?(?!\w|[:.]\d|\s?[-–]\s?\d)(?:,?\s({_YEAR})\b)?", written(months)
        )
        if language == "en"
        else None,
        lone_months=_pattern(rf"(?:\b(?i:{ahead})[\s-])\s?{{}}\b(?:,?\s(?:de\s|del\s)?({_YEAR})\b)?", written(months)),
        months=months,
        weekdays=_pattern(
            r"\b{}(?=(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?\b)(?!['’-])"
            if language == "de"
            else r"\b{}\b(?![-])",
            written(days),
        ),
        days=days,
        relative=_pattern(r"\b{}\b(?!['’-])", table.get("relative", {}), re.IGNORECASE),
        offsets=table.get("relative", {}),
        zones=_pattern(r"\b{}\b", table.get("zones", ())),
        hours=re.compile(of_hour, re.IGNORECASE) if hours else None,
        noon=_pattern(r"\b{}\b", table.get("noon", {}), re.IGNORECASE),
        noons=table.get("noon", {}),
        around=_pattern(r"\b{}\s+\Z", table.get("around", ()), re.IGNORECASE),
        ordinals=_pattern(rf"\b(?:{{}}|(\d{{1,3}})(?:{suffixes}))(?![\w-])", ranks, re.IGNORECASE),
        ranks=ranks,
        fractions=_pattern(
            r"(?<![\w-]){}(?=\s+(?:of|the|its|their|his|her|der|des|de|d|du|del)\b)", shares, re.IGNORECASE
        ),
        shares=shares,
    )


@lru_cache(maxsize=_KNOWN)
def told_in(text: str, language: str) -> Told:
    """Read the particulars of a sentence.

    Parameters
    ----------
    text : str
        The sentence.
    language : str
        ISO 639-1 code.

    Notes
    -----
    O(characters).

    Examples
    --------
    >>> told = told_in("On Tuesday, March 3, the third ferry sank at 8:15 a.m. and half of them beat Orsund 2-1 in 1987.", "en")
    >>> [(p.kind, p.value) for p in told.particulars.values()]
    [('day', (1, None, None, None, None)), ('day', (None, 3, 3, None, None)), ('ordinal', (3,)), ('clock', (495, True)), ('fraction', (0.5, 0.5)), ('score', (2, 1)), ('year', (1987,))]
    """
    found: list[Particular] = []
    taken: list[tuple[int, int]] = []
    patterns = _patterns(language)
    reading = chain(
        _days(text, patterns),
        _clocks(text, patterns),
        _amounts(text, language),
        _fractions(text, language, patterns),
        _ordinals(text, patterns),
        _scores(text, patterns),
        _years(text),
    )
    for item in reading:
        if all(item.stop <= start or stop <= item.start for start, stop in taken):
            taken.append((item.start, item.stop))
            found.append(item)
    quantities = {q.start: q for q in quantities_in(text, language)}
    others = [quantities[item.start] for item in found if not item.value]
    found = [item for item in found if item.value]
    found.sort(key=lambda item: item.start)
    words: list[str] = []
    particulars: dict[int, Particular] = {}
    spans = token_spans(text)[1]
    counted: dict[int, Quantity] = {}
    place = 0
    for begin, end in spans.tolist():
        while place < len(found) and found[place].start < end and found[place].stop > begin:
            particulars[len(words)] = found[place]
            words.append(MARK + found[place].kind)
            place += 1
        if not any(item.start < end and begin < item.stop for item in found):
            counted |= {len(words): q for q in others if q.start < end and begin < q.stop}
            words.append(text[begin:end])
    zoned = patterns.zones is not None and patterns.zones.search(text) is not None
    return Told(tuple(words), tuple(word.casefold() for word in words), particulars, counted, zoned)


def _days(text: str, patterns: _Patterns) -> Iterator[Particular]:
    for match in _NUMERIC.finditer(text):
        day, month, year, *iso = match.groups()
        if day is None:
            year, month, day = iso
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            yield Particular("day", *match.span(), (None, int(month), int(day), int(year), None))
    for pattern, places in (
        (patterns.dates, (2, 1, 3)),
        (patterns.months_first, (1, 2, 3)),
        (patterns.lone_months, (1, 0, 2)),
    ):
        for match in pattern.finditer(text) if pattern is not None else ():
            month, written_day, written_year = (
                match[places[0]],
                match[places[1]] if places[1] else None,
                match[places[2]],
            )
            day, year = (int(written) if written else None for written in (written_day, written_year))
            if day is None or 1 <= day <= 31:
                start = match.start(places[0]) if day is None else match.start()
                yield Particular("day", start, match.end(), (None, patterns.months[month.casefold()], day, year, None))
    for match in patterns.weekdays.finditer(text) if patterns.weekdays is not None else ():
        if not _in_name(text, match.start(), match.end()):
            yield Particular("day", *match.span(), (patterns.days[match[1].casefold()], None, None, None, None))
    for match in patterns.relative.finditer(text) if patterns.relative is not None else ():
        yield Particular("day", *match.span(), (None, None, None, None, patterns.offsets[match[1].casefold()]))


def _in_name(text: str, start: int, stop: int) -> bool:
    """Whether a weekday stands beside a word with a capital: "Black Friday", "the Sunday Times"."""
    before = text[:start].split()
    if (
        len(before) > 1
        and text[start - 1] == " "
        and before[-1][0].isupper()
        and before[-1].isalpha()
        and text[start].isupper()
    ):
        return True
    return _CAPITAL.match(text, stop) is not None


def _clocks(text: str, patterns: _Patterns) -> Iterator[Particular]:
    for match in _OF_TWELVE.finditer(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        if 1 <= hour <= 12:
            yield _clock(text, match, (hour % 12) * _HOUR + minute + HALF_DAY * (match[3] in "pP"), True, patterns)
    for match in patterns.hours.finditer(text) if patterns.hours is not None else ():
        given = [group for group in match.groups() if group]
        hour, minute = int(given[0]), int(given[1]) if len(given) > 1 else 0
        if hour <= 24 and minute < _HOUR:
            yield _clock(text, match, hour * _HOUR + minute, hour > 12, patterns)
    for match in _OF_DAY.finditer(text):
        yield _clock(text, match, int(match[1]) * _HOUR + int(match[2]), int(match[1]) > 12, patterns)
    for match in patterns.noon.finditer(text) if patterns.noon is not None else ():
        yield _clock(text, match, patterns.noons[match[1].casefold()] * _HOUR, True, patterns)


def _clock(text: str, match: re.Match[str], minutes: int, known: bool, patterns: _Patterns) -> Particular:
    left_open = patterns.around is not None and patterns.around.search(text[: match.start()]) is not None
    return Particular("clock", *match.span(), (minutes, known), left_open)


def _amounts(text: str, language: str) -> Iterator[Particular]:
    """Sums and shares; other quantities too, without a value, so that no part of them is read as anything else."""
    for quantity in quantities_in(text, language):
        span, value = (quantity.start, quantity.stop), quantity.value
        if value is not None and quantity.unit.isupper():
            yield Particular("sum", *span, (value, quantity.unit), bool(quantity.opening))
        elif value is not None and quantity.counted is not None and text[slice(*quantity.counted)] in _POINTS:
            # "5 points" may be of a game, and is no percent in any case.
            yield Particular(
                "share", quantity.start, quantity.counted[1], (value, "percentage points"), bool(quantity.opening)
            )
        elif value is not None and quantity.unit in ("percent", "percentage points"):
            yield Particular("share", *span, (value, quantity.unit), bool(quantity.opening))
        else:
            yield Particular("sum", *span, ())


def _fractions(text: str, language: str, patterns: _Patterns) -> Iterator[Particular]:
    words = quantity_words(language)
    for match in patterns.fractions.finditer(text) if patterns.fractions is not None else ():
        value = patterns.shares[" ".join(match[1].casefold().split())]
        opened = words.opening.search(text[: match.start()]) if words.opening is not None else None
        how = words.openings[" ".join(opened[1].casefold().split())] if opened is not None else ""
        low = 0.0 if how in ("at most", "fewer than") else 0.9 * value if how in ("about", "nearly") else value
        high = 1.0 if how in ("at least", "more than") else 1.1 * value if how == "about" else value
        yield Particular("fraction", *match.span(), (low, high))


def _ordinals(text: str, patterns: _Patterns) -> Iterator[Particular]:
    for match in patterns.ordinals.finditer(text) if patterns.ordinals is not None else ():
        yield Particular(
            "ordinal", *match.span(), (patterns.ranks[match[1].casefold()] if match[1] else int(match[2]),)
        )


def _scores(text: str, patterns: _Patterns) -> Iterator[Particular]:
    for match in _SCORE.finditer(text):
        if text[: match.start()].rstrip(" .").rpartition(" ")[2].casefold() in patterns.months:
            continue
        yield Particular("score", *match.span(), (int(match[1]), int(match[2])))


def _years(text: str) -> Iterator[Particular]:
    for match in _LONE_YEAR.finditer(text):
        yield Particular("year", *match.span(), (int(match.group()),))
