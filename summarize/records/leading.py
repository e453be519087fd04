"""Choosing what stands first in a comparison: what most state, figures that differ, what is disputed, what few leave out, what one alone says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ..lexical import tokens
from .alone import WEIGHED, telling_most
from .asked import as_asked
from .glance import IN_PART, is_sole
from .headlines import headlines
from .readable import Readable, stated
from .silent import gaps, unstated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .claims import ClaimRecord
    from .glance import (
        DisputedGlanceRecord,
        FiguresGlanceRecord,
        GlanceRecord,
        StatedRecord,
    )

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
        if not claim["sentences"][0]["firm"]:
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
            sure = claim["surely"]["independent"] > 1
            n_surely += sure
            if not (supported if sure else perhaps).add(claim) and sure and unread is None:
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
    # What several surely state goes before what they perhaps do, though no sentence tells it alone.
    if unread is not None and (
        _texts(unread) > _texts(supported.claims[0]) if supported.claims else bool(perhaps.claims)
    ):
        supported.claims[:] = [unread, *supported.claims][:_MOST]
    figures = _figures(record)
    left_out = gaps(record)
    facts = unstated(record, readable)
    telling = [gap for gap in left_out if gap["example"] is not None and readable.alone(gap["example"])]
    return {
        "headlines": headlines(whole),
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


def _texts(claim: StatedRecord) -> int:
    """How many independent texts state a claim, those weighing more that surely do."""
    from ..comparison.counting import weighed_support

    return weighed_support(claim["surely"]["independent"], claim["independent"])


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
