"""The view of figures: conflicts first, with what may explain them and no verdict."""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph, place
from .phrases import PROMISING, date, one_line, part_shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block

#: Figures that are shown among other views.
SHOWN_AGREED: Final = 4

#: Words between two that are named which are shown too, what stands for others, and what is neither number nor stop.
_BETWEEN: Final = 2
_LEFT_OUT: Final = " … "
_WORDS: Final = re.compile(r"[^\d,;:.!?()\[\]“”\"]*")

#: Units of what is counted and not measured, terms from which on they say of what, letters of the longest small word in a name, words around a figure of
#: which they do not say it, words more where these would end within a name, and characters of the longest: what stands between two spaces may be a clause.
_COUNTED: Final = ("count", "vote")
_NAME: Final = 2
_SMALL: Final = 3
_AHEAD: Final = 5
_AFTER: Final = 4
_MORE: Final = 3
_LONGEST: Final = 40

#: Marks at the ends of these words, what they do not go beyond, and what a figure may be given in again: "(735 miles)".
_MARKS: Final = " .,;:!?'’-–—"
_STOPS: Final = re.compile(r"[()\[\]“”\"„«»‘;（）。，、：；「」]|:(?!\d)|(?<!\w)['’]|\s[-–—]+\s|—|[.!?…]$")
_PART: Final = re.compile(r",(?!\d)")
_AGAIN: Final = re.compile(r"^\s*\([^()]*\)")

#: Said where figures are given, and none differ.
NONE_DIFFER: Final = (
    "None among those that can be compared: given for one thing, in articles of one time, and not many times as large."
)

FIGURE_COLUMNS: Final = tuple(
    """
    figure what terms conflict label outlet document start stop quantity qualifier value low high unit counted
    attributed_to published independent text sentence_start sentence_stop
    """.split()
)


def figure_name(figure: Mapping[str, Any]) -> str:
    """Say what is counted, with the words around it."""
    what, around = named_by(figure)
    return f"{what}{f' ({around})' if around else ''}"


def named_by(figure: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is counted and the words around it; of a measure, share or sum whose unit stands in the figure these words alone: "new tariffs", of 25 percent.

    Where these are one word, somebody's or some place's name, or words from here and there, they do not say it, and the words stand in their place that
    the article has right around the figure, if these are two at least that tell something.
    """
    what, around, first = one_line(figure["what"]), words_around(figure), figure["values"][0]
    aged = first["unit"] == "year of age" and around
    # Many scripts have no capitals.
    said = any(word == word.lower() and any(map(str.isalpha, word)) and len(word) > _SMALL for word in around.split())
    says = said and len(figure["terms"]) >= _NAME and _LEFT_OUT not in around
    if first["unit"] not in _COUNTED and not (aged or says) and (in_place := _in_place(first)):
        return in_place, ""
    in_figure = what.casefold() in first["text"].casefold() or first["unit"].isupper() or first["unit"] == "percent"
    return (around, "") if around and first["unit"] != "count" and in_figure else (what, around)


def words_around(figure: Mapping[str, Any]) -> str:
    """Return the words that most sentences have around a figure, as one of them has them: in its order, what stands between two left out."""
    if not figure["terms"]:
        return ""
    value, places = max(
        ((value, _places(value, figure["terms"])) for value in figure["values"]), key=lambda found: len(found[1])
    )
    if len(places) < len(figure["terms"]):
        return one_line(", ".join(figure["terms"]))
    text, number = value["sentence"]["text"], value["start"] - value["sentence"]["start"]
    said = ""
    for before, (start, stop) in zip((None, *places), places, strict=False):
        between = text[before[1] : start] if before is not None else ""
        near = len(between.split()) <= _BETWEEN and _WORDS.fullmatch(between) is not None
        near = near and figure["what"].casefold() not in between.casefold().split()
        apart = before is not None and (not near or before[1] <= number < start)
        said += f"{_LEFT_OUT if apart else between}{text[start:stop]}"
    return one_line(said)


def _in_place(value: Mapping[str, Any]) -> str:
    """Return the words around a figure as its sentence has them, the figure itself left out: "would observe … of mourning"; nothing where they tell too little."""
    text, start, qualifier = value["sentence"]["text"], value["sentence"]["start"], value["qualifier"] or ""
    before = text[: value["start"] - start].rstrip().removesuffix(qualifier).rstrip()
    behind = _AGAIN.sub("", text[value["stop"] - start :].removeprefix(f" {qualifier}" if qualifier else ""))
    # What stands behind "Height: 70 m" is another's.
    near = "" if before.endswith(":") else _PART.split(_STOPS.split(behind)[0])[0]
    ahead = _near(_STOPS.split(before.rstrip(" ([:"))[-1].split()[::-1], _AHEAD)[::-1]
    after = _near(near.split(), _AFTER)
    if sum(_tells(word) and len(word) >= _SMALL for word in (*ahead, *after)) < _NAME:
        return ""
    said = (*(word[-_LONGEST:] for word in ahead), _LEFT_OUT, *(word[:_LONGEST] for word in after))
    return one_line(" ".join(said)).strip(_MARKS)


def _near(words: Sequence[str], most: int) -> Sequence[str]:
    """Return the first of the words from a figure on: none that only leads to others at their end, and a name to its own."""
    n = most
    while n < min(len(words), most + _MORE) and words[n][0].isupper() and words[n - 1][-1].isalnum():
        n += 1
    n = min(n, len(words))
    while n and not _tells(words[n - 1]):
        n -= 1
    return words[:n]


def _tells(word: str) -> bool:
    """Whether a word is no number, does not end what stands before it, and is none that leads to others."""
    return any(map(str.isalpha, word)) and not word.endswith(",") and word.strip(_MARKS) not in PROMISING


def _places(value: Mapping[str, Any], terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the sentence of a figure, each at its place nearest to the number; without those that do not."""
    text = value["sentence"]["text"]
    number = value["start"] - value["sentence"]["start"]
    found: set[tuple[int, int]] = set()
    for term in terms:
        spans = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE)]
        found.update(sorted(spans, key=lambda span: abs(span[0] - number))[:1])
    return sorted(found)


def as_written(value: Mapping[str, Any]) -> str:
    """Return the figure with what opens it, as the article has it."""
    qualifier = one_line(value["qualifier"] or "")
    words = one_line(value["text"])
    if not qualifier:
        return words
    text = value["sentence"]["text"]
    place = value["start"] - value["sentence"]["start"]
    return f"{qualifier} {words}" if value["qualifier"] in text[:place] else f"{words} {qualifier}"


def _who(value: Mapping[str, Any]) -> str:
    said = f", {one_line(value['attributed_to'])}" if value["attributed_to"] else ""
    return f"{one_line(value['outlet'])} ({date(value['published'])}{said})"


def differs(figure: Mapping[str, Any]) -> bool:
    """Whether some of its values exclude each other, or are bounds that differ."""
    return bool(figure["conflict"] or figure["bounds"])


def label(figure: Mapping[str, Any]) -> str:
    """Say what may explain that a figure differs, and of bounds that both may hold."""
    others = [reason for reason in figure["reasons"] if reason != figure["label"]]
    said = f"{figure['label']}{'; perhaps: ' + ', '.join(others) if others else ''}"
    return said if figure["conflict"] else f"{said}; both may hold"


def by_writing(figure: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    """Return the values of a figure by what is written, each outlet once; those that exclude each other first."""
    against = {k for pair in figure["against"] or figure["bounds"] for k in pair}
    by_words: dict[str, dict[str, Mapping[str, Any]]] = {}
    for k in sorted(range(len(figure["values"])), key=lambda k: (k not in against, k)):
        value = figure["values"][k]
        by_words.setdefault(as_written(value).casefold(), {}).setdefault(value["outlet"], value)
    return [list(by_outlet.values()) for by_outlet in by_words.values()]


def not_shown(record: Mapping[str, Any], item: Mapping[str, Any]) -> int:
    """How many values a figure has that are written otherwise than those which stand at a glance."""
    above = {as_written(value).casefold() for value in item["values"]}
    return len(by_writing(record["figures"][item["figure"]])) - len(above)


def _given(figure: Mapping[str, Any]) -> str:
    """Who gives what, for figures that agree: "four and a half hours: A, B; more than four hours: C"."""
    return "; ".join(
        f"{as_written(values[0])}: {', '.join(v['outlet'] for v in values)}" for values in by_writing(figure)
    )


def agreeing(record: Mapping[str, Any]) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Return the figures that several outlets give alike in independent texts, and those in copies of one text, on which nobody agrees."""
    several = [figure for figure in filterfalse(differs, record["figures"]) if len(figure["outlets"]) > 1]
    agreed, copied = ([f for f in several if (f["independent"] > 1) == wanted] for wanted in (True, False))
    return agreed, copied


def figures_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell the figures that differ and those that agree; among other views the latter, for those that differ stand in the overview."""
    conflicts = list(filter(differs, record["figures"])) if whole else []
    if whole:
        yield Heading(f"Figures that differ ({len(conflicts)})" if conflicts else "Figures that differ")
        yield Paragraph(
            "Figures that exclude each other, beyond rounding, or tolls of which one is a lower bound and both may hold, with what may "
            "explain it. No side is taken."
            if conflicts
            else NONE_DIFFER,
            "dim",
        )
    for figure in conflicts:
        sides = []
        for values in by_writing(figure):
            words = ((as_written(values[0]), "bold"), (f" — {'; '.join(map(_who, values))}", ""))
            first, *others = (((shown(v["sentence"]["text"]), ""), *place(v, v["outlet"])) for v in values)
            sides.append(Item(words, [first, *(Paragraph(said, "markdown") for said in others)]))
        yield Gap()
        yield Item(((figure_name(figure), "bold"), (f" — {label(figure)}", "")), sides, mark=("", ""))
    agreed, copied = agreeing(record)
    alike = agreed[: None if whole else SHOWN_AGREED]
    if agreed:
        yield Heading(f"Figures that agree{part_shown(len(alike), len(agreed), 'figures') or f' ({len(agreed)})'}")
    yield from map(_agreed, alike)
    # What copies of one text give alike stands only where all figures do.
    if copied and whole:
        yield Heading(f"Figures that several outlets print in one text ({len(copied)})")
        yield from map(_agreed, copied)


def _agreed(figure: Mapping[str, Any]) -> Item:
    return Item(((figure_name(figure), "bold"), (f" — {_given(figure)}", "")))


def figures_size(record: Mapping[str, Any]) -> str:
    """Say how many figures differ, agree, and have no second witness."""
    rows = record["figures"]
    differing = sum(map(differs, rows))
    copied = sum(row["independent"] < 2 and not differs(row) for row in rows)
    agreed = len(rows) - differing - copied
    said = f"{differing} that {'differs' if differing == 1 else 'differ'}, {agreed} that {'agrees' if agreed == 1 else 'agree'}"
    lone = f"{copied} without a second outlet or text that gives {'it' if copied == 1 else 'them'}"
    return lone if copied == len(rows) else f"{said}; {lone}" if copied else said


def figure_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a value, for a table; see `FIGURE_COLUMNS`."""
    return [
        {
            **value,
            "figure": number,
            "quantity": value["text"],
            "text": value["sentence"]["text"],
            "sentence_start": value["sentence"]["start"],
            "sentence_stop": value["sentence"]["stop"],
            "what": figure["what"],
            "terms": "; ".join(figure["terms"]),
            "conflict": figure["conflict"],
            "label": figure["label"],
        }
        for number, figure in enumerate(record["figures"])
        for value in figure["values"]
    ]
