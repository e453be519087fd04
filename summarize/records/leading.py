"""Choosing what stands first in a comparison: what most state, figures that differ, what is disputed, what few leave out, what one alone says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, Any, Final, cast

from ..lexical import tokens
from .alone import WEIGHED, telling_most
from .asked import claims_of, themes_of
from .glance import IN_PART, group_of, is_sole, outlets_shown
from .readable import Readable, stated
from .support import surely

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from .claims import ClaimRecord
    from .glance import (
        DisputedGlanceRecord,
        FiguresGlanceRecord,
        GapRecord,
        GlanceRecord,
        SilentRecord,
        StatedRecord,
        UnstatedRecord,
    )
    from .schema import SupportRecord
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

#: How figures differ, and by what share two of them may and be one, rounded.
_DIFFERING: Final = ("against", "bounds")
_ROUNDING: Final = 0.005

#: What stands for a day that is not known.
_NO_DAY: Final = "9999-12-31"

#: Items of each kind.
_MOST: Final = 3
_MOST_PAIRS: Final = 2
_MOST_GAPS: Final = 2

#: Letters of the words by which two sentences are compared.
_SHORT: Final = 3


def at_a_glance(record: Mapping[str, Any]) -> GlanceRecord:
    """Say what a reader should see of a comparison before all else; sentences are those of its views, verbatim.

    Parameters
    ----------
    record : mapping
        Record of a comparison; ``corpus``, ``themes``, ``claims``, ``figures`` and ``coverage`` are looked at.

    Returns
    -------
    GlanceRecord
        Of a few outlets that were asked for, what stands between these: they alone are counted, cited and shown to differ.

    Notes
    -----
    One pass over each view; of the claims no more are kept than are shown, those that are disputed, sixty of each outlet alone, of which `telling_most` chooses, and, where no
    claim is of several texts, those that several outlets print.
    """
    whole, record = record, as_asked(record)
    readable = Readable(record)
    supported, perhaps = _Shown(readable), _Shown(readable)
    copied: list[ClaimRecord] = []
    disputed: dict[int, ClaimRecord] = {}
    of_one: dict[str, list[StatedRecord]] = {}
    unread: StatedRecord | None = None
    central, sole = _Shown(readable), is_sole(record)
    alone: Counter[str] = Counter()
    n_supported = n_surely = n_copied = 0
    for claim in record["claims"]:
        # What the outlets shown only perhaps state leads nowhere.
        if not claim["sentences"][0].get("firm", True):
            continue
        if claim["disputes"]:
            disputed[claim["id"]] = claim
        if claim["kind"] == IN_PART:
            continue
        if sole:
            central.add(claim)
            continue
        several = len(claim["outlets"]) > 1
        if claim["kind"] in ("consensus", "shared"):
            n_supported += 1
            sure = surely(claim)["independent"] > 1
            n_surely += sure
            if not (supported if sure else perhaps).add(claim) and unread is None:
                unread = readable.at_all(claim)
        elif several:
            n_copied += 1
            if not n_supported:
                copied.append(claim)
        elif claim["kind"] == "exclusive":
            (outlet,) = claim["outlets"]
            alone[outlet] += 1
            mine = of_one.setdefault(outlet, [])
            if len(mine) < WEIGHED and (sentence := readable.sentence(claim)) is not None:
                mine.append(stated(claim, sentence))
    printed = _Shown(readable)
    for claim in sorted(copied, key=lambda claim: -len(claim["outlets"])):
        printed.add(claim)
    if unread is not None and supported.claims and _texts(unread) > _texts(supported.claims[0]):
        supported.claims[:] = [unread, *supported.claims][:_MOST]
    figures = _figures(record)
    left_out = gaps(record)
    facts = _unstated(record, readable)
    telling = [gap for gap in left_out if gap["example"] is not None and readable.alone(gap["example"])]
    return {
        "supported": {
            "kind": "independent" if n_supported or not n_copied else "copies",
            "n": n_supported or n_copied,
            "n_surely": n_surely,
            # What several perhaps state is shown only where there is nothing that they surely do.
            "claims": (supported.claims or perhaps.claims) if n_supported else printed.claims,
        },
        "figures": figures,
        "disputed": _disputed(disputed, _told(record, figures)),
        "left_out": {
            "n": len(left_out),
            "gaps": telling[: max(_MOST_GAPS - len(facts), 0)],
            "n_facts": len(facts),
            "facts": facts[:_MOST_GAPS],
        },
        "alone": {
            "n": alone.total(),
            "outlets": [
                {"outlet": outlet, "n": n}
                for outlet, n in sorted(alone.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
            ],
            "claims": central.claims or telling_most(whole, of_one),
        },
    }


def as_asked(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record as the outlets that were asked for have it: sentences, values and examples of theirs, and support among them.

    Of one that is shown alone the support is counted over all, for there is nobody else to support it.
    """
    shown = outlets_shown(record)
    documents = [d for d in record["corpus"]["documents"] if d["outlet"] in shown]
    if len(documents) == len(record["corpus"]["documents"]):
        return record
    support = support_among(record, shown)

    def claims() -> Iterator[ClaimRecord]:
        for claim in claims_of(record["claims"], shown):
            if len(shown) > 1:
                sentences = claim["sentences"]
                several = support(sentences)
                # What others hold too is nobody's alone, and one text of two supports nothing; yet it may be disputed.
                supported = several["independent"] > 1 or claim["kind"] not in ("consensus", "shared")
                in_part = len(claim["outlets"]) > 1 and not (supported and len(several["outlets"]) > 1)
                firm = [s for s in sentences if s.get("firm", True)]
                kind = IN_PART if in_part else claim["kind"]
                claim |= {**several, "surely": support(firm), "kind": kind}
            yield cast("ClaimRecord", claim)

    return {
        **{name: record[name] for name in ("settings", "coverage", "omissions") if name in record},
        "corpus": {**record["corpus"], "documents": documents},
        "themes": list(themes_of(record["themes"], shown)),
        "claims": sorted(claims(), key=_support, reverse=True) if len(shown) > 1 else list(claims()),
        "figures": figures_among(record) if len(shown) > 1 else record["figures"],
    }


def figures_among(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the figures as the outlets that were asked for give them: their values, and what of these excludes each other.

    Parameters
    ----------
    record : mapping
        Of a comparison: ``settings``, ``corpus``, ``copies`` and ``figures``.

    Notes
    -----
    Pairs name those alone that are each other's best match, of all outlets. Where no pair is of outlets that are shown, a number of theirs is held against another as the same
    numbers of others are; and of figures that exclude each other those of theirs that have no number in common.
    """
    shown = outlets_shown(record)
    support = support_among(record, shown)
    found: list[Mapping[str, Any]] = []
    for figure in record["figures"]:
        values = {n: value for n, value in enumerate(figure["values"]) if value["outlet"] in shown}
        place = {n: k for k, n in enumerate(values)}
        pairs = {kind: [[place[n] for n in pair] for pair in _pairs(figure, kind, values)] for kind in _DIFFERING}
        if figure["conflict"] and not any(pairs.values()):
            pairs["against"] = [
                [place[x], place[y]]
                for x, y in combinations(values, 2)
                if values[x]["outlet"] != values[y]["outlet"] and _apart(values[x], values[y])
            ]
        theirs = {**support(values.values()), "values": [*values.values()]}
        why: dict[str, Any] = {} if any(pairs.values()) else {"label": None, "reasons": []}
        found.append({**figure, **theirs, **pairs, **why, "conflict": bool(pairs["against"])})
    return found


def _pairs(figure: Mapping[str, Any], kind: str, shown: Mapping[int, Mapping[str, Any]]) -> list[list[int]]:
    """Pairs of places of values that are shown; where none is left, those of their outlets that give the numbers of a pair."""
    kept = [list(pair) for pair in figure[kind] if shown.keys() >= {*pair}]
    numbers = {frozenset(_number(figure["values"][n]) for n in pair) for pair in figure[kind]}
    return kept or [
        [x, y]
        for x, y in (combinations(shown, 2) if numbers else ())
        if shown[x]["outlet"] != shown[y]["outlet"] and {_number(shown[x]), _number(shown[y])} in numbers
    ]


def _number(value: Mapping[str, Any]) -> tuple[float | None, ...]:
    return value["value"], value["low"], value["high"]


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two figures leave no number open in common, rounding allowed for."""
    (low, high), (begin, end) = (
        (-inf if value["low"] is None else value["low"], inf if value["high"] is None else value["high"])
        for value in (one, other)
    )
    return bool(max(low, begin) > min(high, end) + _ROUNDING * abs(min(high, end)))


def support_among(
    record: Mapping[str, Any], shown: Collection[str]
) -> Callable[[Collection[Mapping[str, Any]]], SupportRecord]:
    """Return how sentences of some outlets are counted: by outlet, and by independent text among their documents.

    Parameters
    ----------
    record : mapping
        Of a comparison; ``corpus`` and ``copies`` are looked at.
    shown : collection of str
        Names of the outlets.
    """
    # Most comparisons show all, and need not wait for the room that counts.
    from ..comparison.counting import independent_texts

    # A text and an outlet by number, as they are counted.
    documents = [d for d in record["corpus"]["documents"] if d["outlet"] in shown]
    text_of = {document["id"]: n for n, document in enumerate(documents)}
    text_of |= {d: -1 - n for n, copies in enumerate(record["copies"]) for d in copies["documents"]}
    number = {name: n for n, name in enumerate(sorted(shown))}

    def support(sentences: Collection[Mapping[str, Any]]) -> SupportRecord:
        names = [s["outlet"] for s in sentences]
        texts = independent_texts([text_of[s["document"]] for s in sentences], [number[name] for name in names])
        return {"outlets": sorted(set(names)), "independent": texts}

    return support


def _texts(claim: StatedRecord) -> tuple[int, int]:
    """Independent texts that surely state a claim, and all that may."""
    return surely(claim)["independent"], claim["independent"]


def _support(claim: ClaimRecord) -> tuple[int, int, int, int]:
    """Texts and outlets that surely state a claim, and all that may: the best supported comes first."""
    sure = surely(claim)
    return sure["independent"], len(sure["outlets"]), claim["independent"], len(claim["outlets"])


class _Shown:
    """The first claims that can be read by one sentence, of which no two say nearly the same."""

    def __init__(self, readable: Readable) -> None:
        self._readable = readable
        self._words: list[frozenset[str]] = []
        self.claims: list[StatedRecord] = []

    def add(self, claim: ClaimRecord) -> bool:
        """Keep a claim, if there is room for it and it says something else; return whether a sentence can tell it."""
        if len(self.claims) == _MOST:
            return True
        sentence = self._readable.sentence(claim)
        if sentence is None:
            return False
        words = frozenset(word for word in tokens(sentence["text"]) if len(word) > _SHORT)
        if all(2 * len(words & said) < min(len(words), len(said)) for said in self._words):
            self._words.append(words)
            self.claims.append(stated(claim, sentence))
        return True


def _figures(compare: Mapping[str, Any]) -> FiguresGlanceRecord:
    differing = [(k, figure) for k, figure in enumerate(compare["figures"]) if figure["conflict"] or figure["bounds"]]
    return {
        "n": len(differing),
        "figures": [
            {
                "figure": k,
                "conflict": figure["conflict"],
                "what": figure["what"],
                "terms": figure["terms"],
                "label": figure["label"],
                "reasons": figure["reasons"],
                "values": [figure["values"][place] for place in _widest(figure)],
            }
            for k, figure in differing[:_MOST]
        ],
    }


def _widest(figure: Mapping[str, Any]) -> list[int]:
    """The pair of values that are furthest apart, of those that exclude each other, or else of the bounds."""

    def apart(pair: list[int]) -> float:
        one, other = (figure["values"][place]["value"] or 0.0 for place in pair)
        return abs(float(one) - float(other))

    return max(figure["against"] or figure["bounds"], key=apart)


def _told(compare: Mapping[str, Any], shown: FiguresGlanceRecord) -> set[int]:
    """Claims of which a figure that is shown tells already that they differ."""
    return {claim for item in shown["figures"] for claim in compare["figures"][item["figure"]]["claims"]}


def _disputed(claims: Mapping[int, ClaimRecord], told: set[int]) -> DisputedGlanceRecord:
    pairs = [
        (claim, claims[other])
        for claim in claims.values()
        for other in claim["disputes"]
        if claim["id"] < other and other in claims and _are_two(claim, claims[other])
    ]
    telling = [pair for pair in pairs if not {pair[0]["id"], pair[1]["id"]} <= told]
    return {
        "n": len(pairs),
        "pairs": [[stated(claim, claim["sentences"][0]) for claim in pair] for pair in telling[:_MOST_PAIRS]],
    }


def _are_two(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether it is the outlets shown that dispute: not one with itself, where others hold one of the claims against it."""
    return IN_PART not in (one["kind"], other["kind"]) or len({*one["outlets"], *other["outlets"]}) > 1


def _unstated(compare: Mapping[str, Any], readable: Readable) -> list[UnstatedRecord]:
    """Facts that more than half of the outlets surely state, in three independent texts and more, and on which others have no sentence, the widest stated first.

    Not of outlets of a few sentences, and none of whose articles are as late as the first that states it.
    """
    of = {cell["outlet"]: cell["of"] for cell in compare["coverage"]}
    # Of groups the rows of coverage and omissions are, where there are any, and claims of outlets.
    groups = group_of(compare)
    days: dict[str, list[str]] = {}
    for document in compare["corpus"]["documents"]:
        day = (document.get("published") or _NO_DAY)[: len(_NO_DAY)]
        days.setdefault(groups[document["outlet"]], []).append(day)
    day_of = {document["id"]: document.get("published") or "" for document in compare["corpus"]["documents"]}
    silent: dict[int, list[Mapping[str, Any]]] = {}
    for row in compare.get("omissions") or ():
        if row["unstated"] and row.get("perhaps", 1.0) < _PERHAPS and of.get(row["outlet"], 0) >= ENOUGH:
            silent.setdefault(row["claim"], []).append(row)
    found: list[UnstatedRecord] = []
    for claim in compare["claims"] if silent else ():
        if claim["id"] not in silent:
            continue
        sure = surely(claim)
        saying = {groups.get(outlet, outlet) for outlet in sure["outlets"]}
        if 2 * len(saying) <= len(days) or sure["independent"] < _FEWEST_TEXTS:
            continue
        first = min(day_of.get(s["document"], "")[: len(_NO_DAY)] for s in claim["sentences"] if s.get("firm", True))
        rows = [row for row in silent[claim["id"]] if max(days[row["outlet"]]) >= first]
        sentence = readable.sentence(claim)
        if rows and sentence is not None:
            told = [{"outlet": r["outlet"], "of": of[r["outlet"]], "outcome": r["outcome"]} for r in rows]
            found.append({"fact": stated(claim, sentence), "silent": cast("list[SilentRecord]", told)})
    return sorted(found, key=lambda row: (-len(row["fact"]["surely"]["outlets"]), row["fact"]["claim"]))


def gaps(compare: Mapping[str, Any]) -> list[GapRecord]:
    """Return the themes that more than half of the outlets carry and the others leave without a sentence, the widest carried first.

    Of those that carry it half and more, and two at least, cover it and do not speak of it in passing alone; a theme of which one outlet has most is none. It is a way to read the table of coverage, not a verdict: each outlet stands with its number of sentences and the outcome of
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
        told = [cell for cell in silent if cell["of"] >= ENOUGH and not cell.get("mentioned", True)]
        carried, covering = (
            sum(cell["count"] > 0 for cell in cells),
            sum(cell["outcome"] == "covered" for cell in cells),
        )
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
