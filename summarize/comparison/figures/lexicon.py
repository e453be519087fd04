"""The words by which quantities are read: from ``words.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from ...calendars import months_of, weekdays_of, without_accents
from ...shipped import shipped
from .spelling import below_thousand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: How what stands before a number opens it.
Opening = Literal["at least", "more than", "at most", "fewer than", "nearly", "about"]

_TABLE: Final = "comparison/figures/words.toml"

_OPENINGS: Final[Mapping[str, Opening]] = {
    "at_least": "at least",
    "more": "more than",
    "at_most": "at most",
    "fewer": "fewer than",
    "nearly": "nearly",
    "about": "about",
}


_BEHIND: Final[Mapping[str, Opening]] = {
    "behind_at_least": "at least",
    "behind_more": "more than",
    "behind_fewer": "fewer than",
    "behind_about": "about",
}

#: The base unit of each dimension.
_BASES: Final = {
    "time": "second",
    "length": "metre",
    "speed": "kilometre an hour",
    "area": "square metre",
    "weight": "kilogram",
    "data": "megabyte",
    "frequency": "megahertz",
    "power": "kilowatt",
    "magnitude": "magnitude",
    "pound": "pound",
    "temperature": "degree Celsius",
}

_MILLION: Final = 1e6

_SETS: Final = (
    *(
        "parts",
        "numbered",
        "skipped",
        "determiners",
        "plural",
        "one_of",
        "lesser",
        "including",
        "ends",
        "prefixed",
        "breaks",
    ),
    *("placed", "persons", "clock_not", "articled"),
    *("phrasal", "superseded", "lengths", "sizes", "money"),
    *(
        "articles",
        "partitive",
        "copulas",
        "votes",
        "aged",
        "per",
        "past",
        "lasting",
        "ago_before",
        "ago",
        "fates",
        "toll_at",
        "toll_verbs",
    ),
    *("up_to", "either", "between", "joined", "changing", "short"),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is of: a dimension (``"time"``, ``"money"``, ...), the base unit or currency, how many of it one is, and how many none is, as in degrees."""

    dimension: str
    base: str
    factor: float
    offset: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class QuantityWords:
    """The words of one language; units and currencies are read in all.

    Attributes
    ----------
    known : bool
        Whether it has words of its own.
    decimal_comma : bool
    small, multiples : mapping of str to float
        Number words below a hundred; words by which a number is multiplied.
    spelled : mapping of str to float
        Numbers below a thousand as they are put together, without spaces and hyphens.
    thousand : str
        The word that is a thousand without one before it: "mille".
    joints : frozenset of str
        Words between tens and ones.
    links : frozenset of str
        Words behind thousands and millions.
    collectives : mapping of str to float
        Nouns for so many: "douzaine", "trentaine"; all but the dozen are about so many.
    nouns : frozenset of str
        These, and words for a million and more: nouns, behind which what is counted stands with "of".
    opening : re.Pattern or None
        What ends before a number and opens it, in the group named for how.
    openings : mapping of str to str
        Case folded words to how they open.
    behind : mapping of str to re.Pattern
        How what begins after a number, and before what it counts, opens it.
    out_of : frozenset of tuple of str
        What stands between the numbers of a fraction.
    scale : re.Pattern or None
        What ends before a number and makes it a magnitude.
    clock_before : re.Pattern or None
        What ends before a number and makes it a time of day.
    percent, points : frozenset of tuple of str
    sets : mapping of str to frozenset of str
        The sets of words that are named in ``words.toml``, empty where the language has none.
    months : frozenset of str
        Without accents; what is two words without the space between.
    units : mapping of str to Unit
        By the word, as written and case folded.
    scales : mapping of str to float
        Letters by which a number is multiplied right before a sign of currency.
    every_scale : frozenset of str
        Words by which a number is multiplied in any language, of three letters and more.
    signs : mapping of str to Unit
        Signs of currency, longest first.
    alike : mapping of str to str
        For a noun that counts the same as others, the first of them.
    outcomes : mapping of str to int
        Row of each word for what became of those counted.
    hint : re.Pattern
        Finds a digit or a number word; a text without either holds no quantity.
    """

    known: bool
    decimal_comma: bool
    small: Mapping[str, float]
    multiples: Mapping[str, float]
    spelled: Mapping[str, float]
    thousand: str
    joints: frozenset[str]
    links: frozenset[str]
    collectives: Mapping[str, float]
    nouns: frozenset[str]
    opening: re.Pattern[str] | None
    openings: Mapping[str, Opening]
    behind: Mapping[Opening, re.Pattern[str]]
    out_of: frozenset[tuple[str, ...]]
    scale: re.Pattern[str] | None
    clock_before: re.Pattern[str] | None
    percent: frozenset[tuple[str, ...]]
    points: frozenset[tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]
    months: frozenset[str]
    units: Mapping[str, Unit]
    signs: Mapping[str, Unit]
    scales: Mapping[str, float]
    every_scale: frozenset[str]
    alike: Mapping[str, str]
    outcomes: Mapping[str, int]
    hint: re.Pattern[str]


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    units: dict[str, Unit] = {}
    for dimension, entries in shipped(_TABLE)["units"].items():
        for factor, *words in map(str.split, entries):
            step, _, offset = factor.partition("+")
            unit = Unit(dimension, _BASES[dimension], float(step), float(offset or 0.0))
            for word in (word.replace("_", " ") for word in words):
                units[word] = unit
                if len(word) > 2:
                    units.setdefault(word.casefold(), unit)
    signs: dict[str, Unit] = {}
    for currency, words in shipped(_TABLE)["money"].items():
        unit = Unit("money", currency, 1.0)
        for word in (word.replace("_", " ") for word in words):
            if word.endswith(("$", "€", "£", "¥", "₹", "₦", "₽", "₴", "₩", "₪", "₺", "Rs", "Rs.")):
                signs[word] = unit
            else:
                units[word] = unit
                units.setdefault(word.casefold(), unit)
    return units, dict(sorted(signs.items(), key=lambda item: -len(item[0])))


def _named(rows: Iterable[str], units: Mapping[str, Unit]) -> dict[str, Unit]:
    """Units by their words in one language, each row behind a word that is known."""
    return {
        form: units[known.replace("_", " ")]
        for known, *words in map(str.split, rows)
        for word in words
        for form in (word.replace("_", " "), word.replace("_", " ").casefold())
    }


@lru_cache(maxsize=1)
def _every_scale() -> frozenset[str]:
    tables = [table for table in shipped(_TABLE).values() if isinstance(table, dict)]
    return frozenset(word for table in tables for word in _values(table.get("multiples", ())) if len(word) > 2)


def _values(entries: Iterable[str]) -> dict[str, float]:
    return {entry.split()[0].casefold(): float(entry.split()[1]) for entry in entries}


def _folded(value: Any) -> Any:
    """A word of a table, or each of several, case folded."""
    if isinstance(value, list):
        return list(map(_folded, value))
    return value.casefold() if isinstance(value, str) else value


@lru_cache(maxsize=32)
def quantity_words(language: str) -> QuantityWords:
    """Return the words of a language; one without a list has units, signs and digits.

    Examples
    --------
    >>> words = quantity_words("en")
    >>> words.small["twelve"], words.units["miles"].dimension, words.signs["€"].base
    (12.0, 'length', 'EUR')
    >>> quantity_words("xx").small
    {}
    """
    table = shipped(_TABLE).get(language, {})
    openings = {word: how for key, how in _OPENINGS.items() for word in table.get(key, ())}
    units, signs = _units()
    small, multiples = _values(table.get("small", ())), _values(table.get("multiples", ()))
    collectives = _values(table.get("collectives", ()))
    ways = {key: _folded(value) for key, value in table.get("ways", {}).items()}
    spelled = below_thousand(small, ways) if ways else {}
    hundreds = [entry.split()[0] for entry in ways.get("hundreds", ())]
    numbers = (entry.split()[0] for key in ("small", "multiples", "collectives") for entry in table.get(key, ()))
    known = {*numbers, *hundreds, *ways.get("one", ())}
    if ways.get("elided"):
        known |= {word[:-1] for word, value in small.items() if value >= 20}
    numerals = "|".join(map(re.escape, sorted(known, key=lambda word: (-len(word), word))))
    # Where words are written onto one another, a number need not end with the one that it begins with.
    edge = "" if ways.get("reversed") or ways.get("elided") else r"\b"
    initials = "".join(map(re.escape, sorted({word[0] for word in known})))
    phrases = [
        {tuple(entry.casefold().split()) for entry in table.get(key, ())} for key in ("percent", "points", "out_of")
    ]
    return QuantityWords(
        known=bool(table),
        decimal_comma=language in shipped(_TABLE)["decimal_comma"],
        small=small,
        multiples=multiples,
        spelled=spelled,
        thousand=ways.get("thousand", ""),
        joints=frozenset({ways.get("joint", ""), ways.get("and_one", "")} - {""}),
        links=frozenset(ways.get("links", ())),
        collectives=collectives,
        nouns=frozenset(
            {*collectives, *(word for word, value in multiples.items() if value >= _MILLION and len(word) > len("mio"))}
        ),
        opening=_pattern(openings, r"(?<!\w)(?:{})[\s(\"'“‘]*\Z"),
        openings=openings,
        scale=_pattern(table.get("magnitude", ()), r"(?<!\w)(?:{})[\s‑-]*\Z"),
        clock_before=_pattern(table.get("clock_before", ()), r"(?<!\w)(?:{})\s\Z"),
        behind={
            how: pattern
            for key, how in _BEHIND.items()
            if (pattern := _pattern(table.get(key, ()), r"\A[\s‑-]+(?:{})(?!\w)")) is not None
        },
        percent=frozenset(phrases[0]),
        points=frozenset(phrases[1]),
        out_of=frozenset(phrases[2]),
        sets={name: frozenset(map(str.casefold, table.get(name, ()))) for name in _SETS}
        | {
            "weekdays": frozenset(weekdays_of(language)),
            "clock": frozenset((*table.get("clock", ()), *shipped(_TABLE)["zones"])),
            "plural": frozenset((*table.get("plural", ()), *table.get("persons", ()))),
        },
        months=frozenset(
            prefix + without_accents(name)
            for name in months_of(language)
            for prefix in ("", *table.get("prefixed", ()))
        ),
        units=units | _named(table.get("named", ()), units),
        signs=signs,
        scales=_values(shipped(_TABLE)["scales"]),
        every_scale=_every_scale(),
        alike={word: row.split()[0] for row in table.get("alike", ()) for word in row.split()},
        outcomes={word: k for k, row in enumerate(table.get("outcomes", ())) for word in row.split()},
        # Most words begin with another letter, and no alternative need be tried.
        hint=re.compile(rf"\d|\b(?=[{initials}])(?:{numerals}){edge}" if numerals else r"\d", re.IGNORECASE),
    )


def _pattern(words: Iterable[str], form: str) -> re.Pattern[str] | None:
    """Make a pattern of words, longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return None
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(form.replace("{}", f"({alternatives})"), re.IGNORECASE)
