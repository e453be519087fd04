"""What the outlets agree on, what they dispute, and what only one of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..phrases import CLAIM_KINDS, counted, disputes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .story import Cited, Story

__all__ = ["claim_groups", "disputed", "foremost", "support_line", "supported"]

#: Words of a sentence that can stand by itself.
_FEWEST_WORDS: Final = 8


def support_line(outlets: Sequence[str], independent: int) -> str:
    """Say who says it, as a badge does."""
    return f"{counted(len(outlets), 'outlet')} · {independent} independent"


def _claim(story: Story, claim: Mapping[str, Any]) -> dict[str, Any]:
    cited = [story.cited(s) for s in claim["sentences"]]
    # The same words in several outlets are shown once, with all who print them.
    wordings: dict[str, list[Cited]] = {}
    for sentence in cited:
        wordings.setdefault(sentence.text, []).append(sentence)
    return {
        "id": claim["id"],
        "kind": claim["kind"],
        "lead": cited[0],
        "wordings": list(wordings.items()),
        "n_sentences": len(cited),
        "outlets": [story.outlet[name] for name in claim["outlets"]],
        "independent": claim["independent"],
        "support": support_line(claim["outlets"], claim["independent"]),
        "disputed": bool(claim["disputes"]),
        "copied": f"the same text in {counted(len(claim['outlets']), 'outlet')}" if len(claim["outlets"]) > 1 else "",
    }


def claim_groups(story: Story) -> list[dict[str, Any]]:
    """Return the claims of each kind, the best supported first; what only one text says stands by its outlet."""
    groups = []
    for kind in CLAIM_KINDS:
        claims = [_claim(story, c) for c in story.compare["claims"] if c["kind"] == kind]
        if kind in ("exclusive", "uncertain"):
            claims.sort(key=lambda c: (c["lead"].article.outlet.number, c["lead"].article.number, c["lead"].start))
        groups.append({"kind": kind, "claims": claims})
    return groups


def supported(groups: Mapping[str, Mapping[str, Any]], most: int) -> dict[str, Any]:
    """Return the facts that most outlets state, by what they stand on: two thirds of the outlets, several texts, or copies of one."""
    alone = [claim for kind in ("exclusive", "uncertain") for claim in groups[kind]["claims"] if claim["copied"]]
    for name, place, claims in (
        ("Agreed", "agreed", groups["consensus"]["claims"]),
        ("Most shared", "shared", groups["shared"]["claims"]),
        ("Printed by several, as one text", "copies", sorted(alone, key=lambda claim: -len(claim["outlets"]))),
    ):
        if claims:
            return {"name": name, "place": place, "claims": claims[:most]}
    return {"name": "", "place": "", "claims": []}


def foremost(claims: Sequence[Mapping[str, Any]], most: int) -> list[Cited]:
    """Return the sentences that stand earliest in their articles, one an outlet: what an outlet tells alone and thinks important.

    A line of a few words, or one of no theme, tells nothing.
    """
    telling = [c for claim in claims if (c := claim["lead"]).theme is not None and len(c.text.split()) >= _FEWEST_WORDS]
    found: dict[int, Cited] = {}
    for cited in sorted(telling, key=lambda c: (c.start, c.article.number)):
        found.setdefault(cited.article.outlet.number, cited)
    return list(found.values())[:most]


def disputed(story: Story) -> list[dict[str, Any]]:
    """Return the claims that are worded alike and come to another number or deny one another, in pairs."""
    return [{"sides": [_claim(story, one), _claim(story, other)]} for one, other in disputes(story.compare["claims"])]
