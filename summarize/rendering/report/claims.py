"""What the outlets agree on, what they dispute, and what only one of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...records import is_sole
from ..phrases import CLAIM_KINDS, counted, disputes, firm_first, perhaps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .story import Cited, Story

__all__ = ["claim_groups", "disputed", "support_line"]


def support_line(outlets: Sequence[str], independent: int) -> str:
    """Say who says it, as a badge does; of one text of one outlet nothing more is to be said."""
    if len(outlets) == independent == 1:
        return "1 outlet"
    return f"{counted(len(outlets), 'outlet')} · {independent} independent"


def _claim(story: Story, claim: Mapping[str, Any]) -> dict[str, Any]:
    sentences = firm_first(claim)
    cited = [story.cited(s) for s in sentences]
    # The same words in several outlets are shown once, with all who print them.
    wordings: dict[str, list[Cited]] = {}
    for sentence in cited:
        wordings.setdefault(sentence.text, []).append(sentence)
    return {
        "id": claim["id"],
        "kind": claim["kind"],
        "lead": cited[0],
        "wordings": list(wordings.items()),
        "loose": {c.text for c, s in zip(cited, sentences, strict=True) if perhaps(s)},
        "n_sentences": len(cited),
        "outlets": [story.outlet[name] for name in claim["outlets"]],
        "independent": claim["independent"],
        "support": support_line(claim["outlets"], claim["independent"]),
        "disputed": bool(claim["disputes"]),
        "copied": f"the same text in {counted(len(claim['outlets']), 'outlet')}" if len(claim["outlets"]) > 1 else "",
    }


def claim_groups(story: Story) -> list[dict[str, Any]]:
    """Return the claims of each kind, the best supported first; what only one text says stands by its outlet.

    Of one outlet alone there is one kind, "sole": its claims, the most central first.
    """
    if is_sole(story.as_compared):
        return [{"kind": "sole", "claims": [_claim(story, c) for c in story.compare["claims"]]}]
    groups = []
    for kind in CLAIM_KINDS:
        claims = [_claim(story, c) for c in story.compare["claims"] if c["kind"] == kind]
        if kind in ("exclusive", "uncertain"):
            claims.sort(key=lambda c: (c["lead"].article.outlet.number, c["lead"].article.number, c["lead"].start))
        groups.append({"kind": kind, "claims": claims})
    return groups


def disputed(story: Story) -> list[dict[str, Any]]:
    """Return the claims that are worded alike and come to another number or deny one another, in pairs."""
    return [{"sides": [_claim(story, one), _claim(story, other)]} for one, other in disputes(story.compare["claims"])]
