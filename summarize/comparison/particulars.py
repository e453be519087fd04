"""Particulars: days, times of day, years, ordinal numbers and scores, in which sentences worded alike contradict each other.

They are no quantities, and one in the place of another says that two sentences worded alike tell not the same. Precision goes first: a weekday in a name and a
range of days are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from ..calendars import months_of, weekdays_of
from ..evidence import intervals_in
from ..lexical import token_spans
from ..shipped import shipped
from .figures.quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TABLE: Final = "comparison/particulars.toml"

#: What a particular is of.
Kind = Literal["day", "clock", "year", "ordinal", "score"]

#: Before the kind: what stands among the words of a sentence for a particular.
_MARK: Final = "\0"

#: Minutes of an hour and of half a day.
_HOUR: Final = 60
_HALF_DAY: Final = 720

#: Part of the larger by which two numbers are apart that are one, rounded or converted: 328 and 330 feet; and how far "at least" and "up to" reach.
ONE_NUMBER: Final = 0.01
_OPEN: Final = 0.1

#: Units in which a number is what is written, where the other sentence may leave them away.
_AS_WRITTEN: Final = frozenset(("count", "percent", "percentage points", "year of age"))

#: Sentences whose particulars are remembered.
_KNOWN: Final = 1 << 14
_YEAR: Final = r"1[5-9]\d\d|20\d\d"
_LONE_YEAR: Final = re.compile(rf"(?<![\w.,$€£/-])(?:{_YEAR})(?![\w%/]|[.,]\d|[-–]\w|\s?[-–]\s?\d)")
_ISO: Final = re.compile(rf"(?<![\w-])(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NUMERIC: Final = re.compile(rf"(?<![\w.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{_YEAR})\b")
_OF_TWELVE: Final = re.compile(r"(?<![\w:.])(\d{1,2})(?:[:.]([0-5]\d))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_OF_DAY: Final = re.compile(r"(?<![\w:.$€£-])([01]?\d|2[0-3])[:h]([0-5]\d)(?![\w:]|-)")
_SCORE: Final = re.compile(r"(?<![\w.,:/$€£–-])(\d{1,3})[-–](\d{1,3})(?![\w%:/–-]|[.,]\d)")

#: What stands before "third of" and makes it a share.
_SHARE: Final = re.compile(r"\b(?:a|one) $", re.IGNORECASE)

#: A word with a capital behind a space.
_CAPITAL: Final = re.compile(r" (?=[^\W\d_])(?!\w+\s\d)[^\Wa-zß-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Particular:
    """A particular: its span in the text, and its value.

    By the kind: weekday (0 is Monday), month, day and year, of which any may be None; minutes of the day, and whether the half of the day is known; the year; the
    number; the two numbers of a score.
    """

    kind: Kind
    start: int
    stop: int
    value: tuple[Any, ...]

    def repeats(self, other: Particular) -> bool:
        """Whether two are one, as far as both say: "Monday" and "March 10", 5:10 and "5.10pm"; two scores in either order."""
        if self.kind != other.kind:
            return False
        if self.kind == "day":
            return all(None in parts or parts[0] == parts[1] for parts in zip(self.value, other.value, strict=True))
        return self.minutes_from(other) == 0 if self.kind == "clock" else sorted(self.value) == sorted(other.value)

    def is_comparable(self, other: Particular) -> bool:
        """Whether two of a kind give one part at least of the same: a weekday and a date give none."""
        return any(None not in parts for parts in zip(self.value, other.value, strict=True))

    def is_given_by(self, other: Particular) -> bool:
        """Whether another is the same in what both say, and both say something of one; a date with its year gives the year too."""
        if self.kind == "year" and other.kind == "day":
            return bool(self.value[0] == other.value[3])
        return self.kind == other.kind and self.is_comparable(other) and self.repeats(other)

    def minutes_from(self, other: Particular) -> int:
        """Minutes between two times of day, of the same half where that of one is not known."""
        whole = 2 * _HALF_DAY if self.value[1] and other.value[1] else _HALF_DAY
        apart: int = (self.value[0] - other.value[0]) % whole
        return min(apart, whole - apart)


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """A sentence as it is held against another: its words case folded, a mark in the place of each particular; these by that place; whether it names the clock of its times; least and most of its numbers that are no part of a particular, measures by their dimension."""

    words: tuple[str, ...]
    particulars: Mapping[int, Particular]
    zoned: bool
    numbers: tuple[tuple[str, float, float], ...]


def _any(words: Iterable[str]) -> str:
    """An alternative of words, longest first, of which none matches where there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"


@dataclass(frozen=True, eq=False, slots=True)
class _Patterns:
    """The patterns of one language, and the ordinals by their words."""

    dates: tuple[re.Pattern[str], ...]
    weekdays: re.Pattern[str]
    hours: re.Pattern[str]
    ordinals: re.Pattern[str]
    ranks: Mapping[str, int]
    zones: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    table = shipped(_TABLE).get(language, {})
    names = [
        [form for word in words for form in ((word.capitalize(), word.upper()) if table.get("capital") else (word,))]
        for words in (months_of(language), weekdays_of(language))
    ]
    months, weekdays = map(_any, names)
    suffixes = _any(table.get("suffixes", ()))
    dotted = r"|(\d{1,3})\.(?=\s[^\W\d_])" if table.get("dotted") else "|(?!)()"
    year = rf"(?:,?\s(?:de\s|del\s)?(?P<year>{_YEAR})\b)?"
    ranks = {word: k for k, row in enumerate(table.get("ordinals", ()), start=1) for word in row.split("/")}
    day_first = rf"(?<![\w.,–-])(?P<day>\d{{1,2}})(?:{suffixes}|\.)?(?:\s(?:of|de|di))?\s(?P<name>{months})\b\.?{year}"
    month_first = rf"\b(?P<name>{months})\.?\s(?P<day>\d{{1,2}})(?:{suffixes})?(?!\w|[:.,]\d|\s?[-–]\s?\d){year}"
    # "Dienstagmorgen" is a Tuesday, "Friday's" no day of an event.
    within = r"(?=(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?\b)" if language == "de" else r"\b"
    return _Patterns(
        dates=(_ISO, _NUMERIC, re.compile(day_first), *((re.compile(month_first),) if language == "en" else ())),
        weekdays=re.compile(rf"\b({weekdays}){within}(?!['’-])"),
        hours=re.compile(
            rf"(?<![\w:.])(\d{{1,2}})(?:[:.]([0-5]\d))?\s?(?:{_any(table.get('hours', ()))})\b", re.IGNORECASE
        ),
        ordinals=re.compile(
            rf"(?<!\d[.,])\b(?:(?:({_any(ranks)})|(\d{{1,3}})(?:{suffixes}))(?![\w-]){dotted})", re.IGNORECASE
        ),
        ranks=ranks,
        zones=re.compile(rf"\b(?:{_any(shipped(_TABLE)['zones'])})\b"),
    )


def particulars_in(text: str, language: str) -> tuple[Particular, ...]:
    """Find the particulars of a sentence, in order.

    Examples
    --------
    >>> [(p.kind, p.value) for p in particulars_in("It sank on March 10 at 5.10am.", "en")]
    [('day', (None, 3, 10, None)), ('clock', (310, True))]
    """
    return tuple(said_in(text, language).particulars.values())


@lru_cache(maxsize=_KNOWN)
def said_in(text: str, language: str) -> Said:
    """Read the particulars of a sentence. O(characters)."""
    patterns = _patterns(language)
    found = [*_days(text, patterns, language), *_clocks(text, patterns)]
    # No part of a quantity is read as anything else, but for votes, which are scores.
    quantities = ((q.start, q.stop) for q in quantities_in(text, language) if q.unit != "vote")
    taken = [*((item.start, item.stop) for item in found), *quantities]
    years = (Particular("year", *match.span(), (int(match.group()),)) for match in _LONE_YEAR.finditer(text))
    others = (*_ordinals(text, patterns), *_scores(text, language), *years)
    found += [item for item in others if all(item.stop <= start or stop <= item.start for start, stop in taken)]
    found.sort(key=lambda item: item.start)
    words: list[str] = []
    particulars: dict[int, Particular] = {}
    place = 0
    for begin, end in token_spans(text)[1].tolist():
        while place < len(found) and found[place].start < end and found[place].stop > begin:
            particulars[len(words)] = found[place]
            words.append(_MARK + found[place].kind)
            place += 1
        if not any(item.start < end and begin < item.stop for item in found):
            words.append(text[begin:end].casefold())
    numbers = tuple(_bounds_in(_without(text, ((item.start, item.stop) for item in found)), language))
    return Said(tuple(words), particulars, patterns.zones.search(text) is not None, numbers)


def _days(text: str, patterns: _Patterns, language: str) -> Iterator[Particular]:
    months, weekdays = months_of(language), weekdays_of(language)
    stop = 0
    for match in sorted((m for pattern in patterns.dates for m in pattern.finditer(text)), key=lambda m: m.span()):
        said = match.groupdict()
        month = months[said["name"].casefold()] if "name" in said else int(said["month"])
        if match.start() >= stop and 1 <= int(said["day"]) <= 31 and 1 <= month <= 12:
            stop = match.end()
            yield Particular(
                "day", *match.span(), (None, month, int(said["day"]), int(said["year"]) if said["year"] else None)
            )
    for match in patterns.weekdays.finditer(text):
        if not _in_name(text, match.start(), match.end()):
            yield Particular("day", *match.span(), (weekdays[match[1].casefold()], None, None, None))


def _in_name(text: str, start: int, stop: int) -> bool:
    """Whether a weekday stands beside a word with a capital: "Black Friday", "the Sunday Times"."""
    before = text[:start].split()
    ahead = len(before) > 1 and text[start - 1] == " " and before[-1][0].isupper() and before[-1].isalpha()
    return (ahead and text[start].isupper()) or _CAPITAL.match(text, stop) is not None


def _clocks(text: str, patterns: _Patterns) -> Iterator[Particular]:
    stop = 0
    every = (m for pattern in (_OF_TWELVE, patterns.hours, _OF_DAY) for m in pattern.finditer(text))
    for match in sorted(every, key=lambda m: (m.start(), -m.end())):
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3] if match.re is _OF_TWELVE else ""
        if match.start() >= stop and hour <= 24 and (not half or 1 <= hour <= 12):
            stop = match.end()
            minutes = (hour % 12 if half else hour) * _HOUR + minute + _HALF_DAY * (half in ("p", "P"))
            yield Particular("clock", *match.span(), (minutes, bool(half) or hour > 12))


def _ordinals(text: str, patterns: _Patterns) -> Iterator[Particular]:
    for match in patterns.ordinals.finditer(text):
        # "A third of the shops" is a share.
        if _SHARE.search(text[: match.start()]) and text.startswith(" of ", match.end()):
            continue
        rank = patterns.ranks[match[1].casefold()] if match[1] else int(match[2] or match[3])
        yield Particular("ordinal", *match.span(), (rank,))


def _scores(text: str, language: str) -> Iterator[Particular]:
    for match in _SCORE.finditer(text):
        if text[: match.start()].rstrip(" .").rpartition(" ")[2].casefold() not in months_of(language):
            yield Particular("score", *match.span(), (int(match[1]), int(match[2])))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with a comma in the place of each of some spans, in order."""
    kept, place = [], 0
    for start, stop in spans:
        kept.append(text[place : max(place, start)])
        place = max(place, stop)
    return " , ".join((*kept, text[place:]))


def _bounds_in(text: str, language: str) -> Iterator[tuple[str, float, float]]:
    """Dimension of each number of a text, empty for counts and bare ones, and the least and the most that it is."""
    quantities = quantities_in(text, language)
    for quantity in quantities:
        bare = quantity.unit in _AS_WRITTEN or quantity.unit.isupper()
        yield "" if bare else quantity.unit, *_near_to(*quantity.written, quantity.low, quantity.high)
    spans = ((min(q.start, *(q.qualifier or ()), q.stop), q.stop) for q in quantities)
    for value, low, high in intervals_in(_without(text, spans)):
        yield "", *_near_to(value, value, low, high)


def _near_to(first: float, last: float, low: float, high: float) -> tuple[float, float]:
    """What a number leaves open, as far as "at least" and "up to" reach: 300 at most of "more than 273", which hardly is what another calls 900."""
    return max(low, first - _OPEN * abs(first)), min(high, last + _OPEN * abs(last))
