"""What few of several outlets leave out: facts that most surely state, and themes that most cover, with those who say nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from ..comparison.clocks import day_of, is_later_news
from ..lexical import tokens
from .glance import group_of
from .readable import Readable, stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .glance import GapRecord, SilentRecord, UnstatedRecord
    from .sentences import SentenceRecord

#: Sentences of an outlet whose silence on a theme is worth a glance.
ENOUGH: Final = 15

#: Share of a theme's sentences from which it is one outlet's own.
_OWN: Final = 0.75

#: Outlets that must cover a theme which others are said to leave out, whoever else speaks of it in passing.
_COVERING: Final = 2

#: Probability that an outlet states a fact in other words from which nothing is said of it.
_PERHAPS: Final = 0.05

#: Independent texts that must surely state a fact before others are said to lack it.
_FEWEST_TEXTS: Final = 3


def unstated(compare: Mapping[str, Any], readable: Readable) -> list[UnstatedRecord]:
    """Facts that more than half of the outlets surely state, in three independent texts and more, and on which others have no sentence, the widest stated first.

    Not of outlets of a few sentences, nor where it is later news than all their articles (`is_later_news`); a record does not tell the date of a file from
    that of its article.
    """
    of = {cell["outlet"]: cell["of"] for cell in compare["coverage"]}
    # Of groups the rows of coverage and omissions are, where there are any, and claims of outlets.
    groups = group_of(compare)
    day_in = {document["id"]: day_of(document["published"]) for document in compare["corpus"]["documents"]}
    days: dict[str, list[str | None]] = {}
    for document in compare["corpus"]["documents"]:
        days.setdefault(groups[document["outlet"]], []).append(day_in[document["id"]])
    silent: dict[int, list[Mapping[str, Any]]] = {}
    for row in compare["omissions"]:
        if row["unstated"] and row["perhaps"] < _PERHAPS and of.get(row["outlet"], 0) >= ENOUGH:
            silent.setdefault(row["claim"], []).append(row)
    found: list[UnstatedRecord] = []
    for claim in compare["claims"] if silent else ():
        if claim["id"] not in silent:
            continue
        sure = claim["surely"]
        saying = {groups.get(outlet, outlet) for outlet in sure["outlets"]}
        if 2 * len(saying) <= len(days) or sure["independent"] < _FEWEST_TEXTS:
            continue
        stating = [day_in.get(s["document"]) for s in claim["sentences"] if s["firm"]]
        rows = [row for row in silent[claim["id"]] if not is_later_news(stating, days[row["outlet"]])]
        sentence = readable.sentence(claim)
        if rows and sentence is not None:
            told = [{"outlet": r["outlet"], "of": of[r["outlet"]], "outcome": r["outcome"]} for r in rows]
            found.append({"fact": stated(claim, sentence), "silent": cast("list[SilentRecord]", told)})
    return sorted(found, key=lambda row: (-len(row["fact"]["surely"]["outlets"]), row["fact"]["claim"]))


def gaps(compare: Mapping[str, Any]) -> list[GapRecord]:
    """Return the themes that more than half of the outlets carry and the others leave without a sentence, the widest carried first.

    An outlet carries it that has a sentence of it, and anywhere a word that it is called by. Of those that carry it half and more, and two at least, cover it and do not speak of it in passing alone; a theme of which one outlet has most is none. It is a way to read the table of coverage, not a verdict: each outlet stands with its number of sentences and the outcome of
    its cell. Outlets of a few sentences leave out most themes and are counted only; one that uses a word that the theme is called by may
    well speak of it in a sentence of another theme, and is left out.

    Parameters
    ----------
    compare : mapping
        Record of a comparison.
    """
    readable = Readable(compare)
    cells_of: dict[int, list[Mapping[str, Any]]] = {}
    for cell in compare["coverage"]:
        cells_of.setdefault(cell["theme"], []).append(cell)
    found: list[GapRecord] = []
    for theme in compare["themes"]:
        cells = cells_of.get(theme["id"], [])
        silent = sorted((cell for cell in cells if not cell["count"]), key=lambda cell: -cell["of"])
        told = [cell for cell in silent if cell["of"] >= ENOUGH and not cell["mentioned"]]
        # Who has sentences near to the theme, and no word that it is called by, cannot be told to have it where others are told to lack such a word.
        carrying = [cell for cell in cells if cell["count"] and cell["mentioned"]]
        carried, covering = len(carrying), sum(cell["outcome"] == "covered" for cell in carrying)
        most, n = max((cell["count"] for cell in cells), default=0), sum(cell["count"] for cell in cells)
        if not told or 2 * carried <= len(cells) or most > _OWN * n:
            continue
        if covering < max(_COVERING, carried / 2):
            continue
        found.append(
            {
                "theme": theme["id"],
                "label": theme["label"],
                "carried": carried,
                "of": len(cells),
                "silent": [{"outlet": c["outlet"], "of": c["of"], "outcome": c["outcome"]} for c in told],
                "n_scarce": sum(cell["of"] < ENOUGH for cell in silent),
                "example": _example(theme, readable),
            }
        )
    return sorted(found, key=lambda row: (-row["carried"] / row["of"], row["theme"]))


def _example(theme: Mapping[str, Any], readable: Readable) -> SentenceRecord | None:
    """The first sentence of a theme that uses a word that it is called by, one that can be read alone before the others; None without one."""
    phrases = filter(None, map(tokens, theme["label"].split(",")))
    heads = [phrase[-1] for phrase in phrases]
    naming = [s for s in theme["representative"] if any(head in s["text"].casefold() for head in heads)]
    return next((sentence for sentence in naming if readable.alone(sentence)), next(iter(naming), None))
