"""The claims as text, Markdown and CSV: what is agreed or shared, what one outlet alone states, and what is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..records import IN_PART, as_shown, glance_of, is_sole
from ..records.support import surely
from .markup import escaped
from .phrases import (
    CLAIM_KINDS,
    SOLE_CLAIMS,
    disputes,
    firm_first,
    kind_shown,
    names_saying,
    one_line,
    part_shown,
    perhaps,
    shown,
    span,
    support,
    surely_several,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .page import Page

#: Claims that are agreed or shared and shown among other views, below those of the overview.
SHOWN_CLAIMS: Final = 5

CLAIM_COLUMNS: Final = tuple(
    """
    id kind independent disputes outlet document start stop text n_outlets firm n_surely independent_surely
    """.split()
)

#: Kinds of claims, those of a few outlets that were asked for included.
_KINDS: Final = {
    **CLAIM_KINDS,
    IN_PART: "In part: said by one of these outlets, or by several in one text, and also by outlets not shown",
}

#: A claim, and the sentence that it is shown by.
_Told: TypeAlias = "tuple[Mapping[str, Any], Mapping[str, Any]]"


def claims_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write the claims by kind, and those disputed; among other views what several outlets state."""
    if not page.whole:
        _next_claims(page, record)
        return
    sole, record = is_sole(record), as_shown(record)
    of_kind: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in _KINDS}
    for claim in record["claims"]:
        of_kind["exclusive" if sole else kind_shown(claim)].append(claim)
    for kind, meaning in _KINDS.items():
        if not of_kind[kind]:
            continue
        name, _, explained = (SOLE_CLAIMS if sole else meaning).partition(": ")
        page.heading(f"{name} ({len(of_kind[kind])})")
        page.paragraph(f"{explained[:1].upper()}{explained[1:]}.", style="dim")
        for claim in of_kind[kind]:
            _claim(page, claim, claim["sentences"][0])
    against = disputes([claim for claim in record["claims"] if claim["disputes"]])
    if against:
        page.heading(f"Disputed ({len(against)})")
        page.paragraph("Worded alike, with another number, day or name, or a denial. No side is taken.", style="dim")
    for pair in against:
        for mark, claim in zip("•↔", pair, strict=True):
            first = claim["sentences"][0]
            page.paragraph(f"{mark} {told(first)} — {', '.join(map(one_line, claim['outlets']))}", hang=2)


def _next_claims(page: Page, record: Mapping[str, Any]) -> None:
    """Write what several outlets surely state in independent texts, best supported first, without what stands in the overview."""
    from ..records.readable import Readable

    above = {stated["claim"] for stated in glance_of(record)["supported"]["claims"]}
    record = as_shown(record)
    readable = Readable(record)
    # First what one sentence tells, then what needs its article.
    read: list[_Told] = []
    untold: list[_Told] = []
    several = [claim for claim in record["claims"] if surely_several(claim) and claim["id"] not in above]
    for claim in several:
        if len(read) < SHOWN_CLAIMS and (sentence := readable.sentence(claim)) is not None:
            read.append((claim, sentence))
        elif len(untold) < SHOWN_CLAIMS:
            untold.append((claim, claim["sentences"][0]))
    chosen = [*read, *untold][:SHOWN_CLAIMS]
    if chosen:
        besides = " besides" if above else ""
        page.heading(
            f"Agreed or shared{besides}{part_shown(len(chosen), len(several), 'claims') or f' ({len(chosen)})'}"
        )
    for claim, by in chosen:
        _claim(page, claim, by)


def _claim(page: Page, claim: Mapping[str, Any], sentence: Mapping[str, Any]) -> None:
    """Write a claim by a sentence that tells it, with its outlets; on a page of its own with every sentence that states it."""
    page.paragraph(f"• {told(sentence)}", hang=2)
    source = f"{one_line(sentence['outlet'])}, {span(sentence)}"
    if len(claim["outlets"]) > 1:
        source = f"{support(claim)}: {names_saying(claim)}; here {source}"
    page.paragraph(source, indent=2, hang=2, style="dim")
    if page.whole:
        for other in (other for other in firm_first(claim) if other is not sentence):
            source = f"{perhaps(other)}{one_line(other['outlet'])}, {span(other)}"
            page.paragraph(f"{source}: {shown(other['text'])}", indent=4, hang=2)


def claims_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the claims by kind as lists, and those disputed."""
    sole, record = is_sole(record), as_shown(record)
    for kind, meaning in ({"": SOLE_CLAIMS} if sole else _KINDS).items():
        mine = [c for c in record["claims"] if sole or kind_shown(c) == kind]
        if not mine:
            continue
        yield f"### {meaning} ({len(mine)})"
        for claim in mine:
            head = support(claim)
            stated = [f"{escaped(told(s))} ({escaped(s['outlet'])}, `{span(s)}`)" for s in firm_first(claim)]
            # What one sentence says needs no line that counts it.
            lines = (stated[0],) if len(stated) == 1 else (head, *(f"  - {line}" for line in stated))
            yield "\n".join((f"- {lines[0]}", *lines[1:]))
    against = disputes(record["claims"])
    if against:
        yield f"### Disputed: worded alike, with another number, day or name, or one denies the other ({len(against)})"
        sides = [
            " ↔ ".join(
                f"{escaped(told(claim['sentences'][0]))} ({', '.join(map(escaped, claim['outlets']))})"
                for claim in pair
            )
            for pair in against
        ]
        yield "\n".join(f"- {side}" for side in sides)


def claim_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a claim and sentence; see `CLAIM_COLUMNS`."""
    for claim in record["claims"]:
        facts = {
            "id": claim["id"],
            "kind": claim["kind"],
            "independent": claim["independent"],
            "disputes": "; ".join(map(str, claim["disputes"])),
            "n_outlets": len(claim["outlets"]),
            "n_surely": len(surely(claim)["outlets"]),
            "independent_surely": surely(claim)["independent"],
        }
        yield from ({**facts, **sentence} for sentence in claim["sentences"])
