"""The claims: what is agreed or shared, what one outlet alone states, and what is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..records.glance import IN_PART, is_sole
from ..records.shown import as_shown, glance_of
from ..wholeness import is_beside_the_story
from .blocks import Heading, Item, Paragraph, cited
from .phrases import (
    CLAIM_KINDS,
    SOLE_CLAIMS,
    counted,
    disputes,
    firm_first,
    kind_shown,
    names_saying,
    part_shown,
    perhaps,
    shown,
    support,
    surely_several,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block, Run

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

#: The same beside a number, in the order told.
_SIZED: Final = {
    "consensus": "agreed",
    "shared": "shared",
    "perhaps": "perhaps agreed",
    "exclusive": "only here",
    "uncertain": "uncertain",
    IN_PART: "shared with outlets not shown",
    "copied": "that several print as one text",
}

#: A claim, and the sentence that it is shown by.
_Told: TypeAlias = "tuple[Mapping[str, Any], Mapping[str, Any]]"


def claims_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell the claims by kind, and those disputed; among other views what several outlets state."""
    if not whole:
        yield from _next_claims(record)
        return
    sole, record = is_sole(record), as_shown(record)
    of_kind: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in _KINDS}
    for claim in record["claims"]:
        of_kind["exclusive" if sole else kind_shown(claim)].append(claim)
    for kind, meaning in _KINDS.items():
        if of_kind[kind]:
            name, _, explained = (SOLE_CLAIMS if sole else meaning).partition(": ")
            yield Heading(f"{name} ({len(of_kind[kind])})")
            yield Paragraph(f"{explained[:1].upper()}{explained[1:]}.", "dim")
        yield from (_item(claim, claim["sentences"][0], True) for claim in of_kind[kind])
    against = disputes([claim for claim in record["claims"] if claim["disputes"]])
    if against:
        yield Heading(f"Disputed ({len(against)})")
        yield Paragraph("Worded alike, with another number, day or name, or a denial. No side is taken.", "dim")
    for pair in against:
        one, other = (f"{told(c['sentences'][0])} — {', '.join(c['outlets'])}" for c in pair)
        yield Item(one, [Item(other, mark=("↔ ", ""))])


def _next_claims(record: Mapping[str, Any]) -> Iterator[Block]:
    """Tell what several outlets surely state in independent texts, best supported first, without what stands in the overview; what is beside the story is counted only."""
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
        elif len(untold) < SHOWN_CLAIMS and not is_beside_the_story(claim["sentences"][0]["text"]):
            untold.append((claim, claim["sentences"][0]))
    chosen = [*read, *untold][:SHOWN_CLAIMS]
    if chosen:
        besides = " besides" if above else ""
        part = part_shown(len(chosen), len(several), "claims") or f" ({len(chosen)})"
        yield Heading(f"Agreed or shared{besides}{part}")
    yield from (_item(claim, by, False) for claim, by in chosen)


def _item(claim: Mapping[str, Any], sentence: Mapping[str, Any], whole: bool) -> Item:
    """Tell a claim by a sentence that tells it, with its outlets; where it stands whole with every sentence that states it, each wording once."""
    said_by = f"{support(claim)}: {names_saying(claim)}; here " if len(claim["outlets"]) > 1 else ""
    printed = {told(sentence): [sentence]}
    for other in firm_first(claim) if whole else ():
        if other is not sentence:
            printed.setdefault(told(other), []).append(other)
    here, *others = printed.values()
    lines = [_printing(same, perhaps(same[0]), f": {shown(same[0]['text'])}") for same in others]
    return Item(
        told(sentence), [Paragraph(_printing(here, said_by), "dim", 2), *(Paragraph(x, "", 2, 4) for x in lines)]
    )


def _printing(sentences: Sequence[Mapping[str, Any]], before: str, after: str = "") -> tuple[Run, ...]:
    """Name all who print the same words, and where these stand."""
    first, *copies = sentences
    return (*cited(first, before), *(run for copy in copies for run in cited(copy, "; ")), (after, ""))


def claims_size(record: Mapping[str, Any]) -> str:
    """Say how many claims of each kind there are, and how many pairs are disputed."""
    if is_sole(record):
        return f"{counted(len(record['claims']), 'claim')} of one outlet alone"
    n = dict.fromkeys(_SIZED, 0)
    disputing = 0
    for claim in as_shown(record)["claims"]:
        n[kind_shown(claim)] += 1
        disputing += sum(other > claim["id"] for other in claim["disputes"])
    said = ", ".join(f"{n[kind]} {word}" for kind, word in _SIZED.items() if n[kind])
    return f"{said}; {counted(disputing, 'pair')} disputed" if disputing else said


def claim_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a claim and sentence; see `CLAIM_COLUMNS`."""
    for claim in record["claims"]:
        facts = {
            "id": claim["id"],
            "kind": claim["kind"],
            "independent": claim["independent"],
            "disputes": "; ".join(map(str, claim["disputes"])),
            "n_outlets": len(claim["outlets"]),
            "n_surely": len(claim["surely"]["outlets"]),
            "independent_surely": claim["surely"]["independent"],
        }
        yield from ({**facts, **sentence} for sentence in claim["sentences"])
