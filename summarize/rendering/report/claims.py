"""What the outlets agree on, what they dispute, and what only one of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ...records.glance import is_sole
from ...records.readable import Readable, own_figures
from ..phrases import CLAIM_KINDS, counted, disputes, firm_first, kind_shown, more_perhaps, perhaps, perhaps_named
from .story import brief_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...records.claims import ClaimRecord
    from ...records.sentences import SentenceRecord
    from .story import Story


def support_line(value: Mapping[str, Any]) -> str:
    """Say who says it, as a badge does, who surely does first; of one text of one outlet nothing more is to be said.

    Examples
    --------
    >>> support_line({"outlets": ["A", "B", "C"], "independent": 3, "surely": {"outlets": ["A", "B"], "independent": 2}})
    '2 outlets and perhaps 1 more · 2 independent'
    """
    sure = value["surely"]
    if len(value["outlets"]) == value["independent"] == 1:
        return "1 outlet"
    return f"{counted(len(sure['outlets']), 'outlet')}{more_perhaps(value)} · {sure['independent']} independent"


def wordings(story: Story, sentences: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return who says it in which words: words that several print stand once, with all of them; ``perhaps``: they may say something else."""
    found: dict[str, dict[str, Any]] = {}
    for sentence in sentences:
        cited = story.cited(sentence)
        row = found.setdefault(cited.text, {"text": cited.text, "perhaps": bool(perhaps(sentence)), "printed": []})
        row["printed"].append(cited)
    return list(found.values())


def _claim(story: Story, claim: Mapping[str, Any], told_by: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A claim with a sentence that tells it, its first where there is no better one."""
    sentences = firm_first(claim)
    lead = sentences[0] if told_by is None else told_by
    own = own_figures(cast("ClaimRecord", claim), cast("SentenceRecord", lead))
    return {
        "id": claim["id"],
        "kind": claim["kind"],
        "lead": story.cited(lead),
        "told": told_by is not None,
        "own": ", ".join(brief_name(figure["text"]) for figure in own),
        "wordings": wordings(story, sentences),
        "outlets": [story.outlet[name] for name in claim["outlets"]],
        "perhaps": [story.outlet[name] for name in perhaps_named(claim)],
        "independent": claim["surely"]["independent"],
        "support": support_line(claim),
        "disputed": bool(claim["disputes"]),
    }


def _by_outlet(claim: Mapping[str, Any]) -> tuple[int, bool, int, int]:
    """Outlet by outlet, what can be read by itself before the rest, each in the order of the articles."""
    lead = claim["lead"]
    return lead.article.outlet.number, not claim["told"], lead.article.number, lead.start


def claim_groups(story: Story) -> list[dict[str, Any]]:
    """Return the claims of each kind, those first that one sentence tells by itself, the best supported before the others; what only one text says stands by its outlet.

    Of one outlet alone there is one kind, "sole": its claims, the most central first.
    """
    if is_sole(story.compare):
        return [{"kind": "sole", "claims": [_claim(story, c) for c in story.compare["claims"]]}]
    groups = []
    readable = Readable(story.compare)
    for kind in CLAIM_KINDS:
        # The uncertain are only counted: the script lists them when it is asked to.
        told_by = readable.sentence if kind != "uncertain" else lambda _: None
        claims = [_claim(story, c, told_by(c)) for c in story.compare["claims"] if kind_shown(c) == kind]
        if kind in ("consensus", "shared", "perhaps", "copied"):
            claims.sort(key=lambda c: not c["told"])
        else:
            claims.sort(key=_by_outlet)
        groups.append({"kind": kind, "claims": claims})
    return groups


def disputed(story: Story) -> list[dict[str, Any]]:
    """Return the claims that are worded alike and come to another number, day or name, or deny one another, in pairs."""
    return [{"sides": [_claim(story, one), _claim(story, other)]} for one, other in disputes(story.compare["claims"])]
