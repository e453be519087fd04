"""Records of copies: texts that are one, what each document took over, and how much of an outlet is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, cast

from .lazy import Rows
from .sentences import SentenceRecord, SpanRecord, span_record

if TYPE_CHECKING:
    from ..comparison.copies import CopyGroup
    from ..comparison.derivation import Derivation
    from ..comparison.syndication import Syndication
    from ..comparison.views import Comparison


class CopyMemberRecord(TypedDict):
    """A document of a copy group, and the member that it shares most with: share of its runs of words found there, longest passage in words.

    All but ``document`` are None where that member is of an outlet that was not asked for.
    """

    document: str
    other: str | None
    share: float | None
    longest_run: int | None


class CopyRecord(TypedDict):
    """A copy group. ``containment``: largest share of one text's word runs found in another; ``longest_run``: words.

    Both are of the whole group, and so is ``tier``, where only some of its outlets were asked for and stand in ``documents``.
    """

    documents: list[str]
    containment: float
    longest_run: int
    tier: Literal["wholly", "partly"]
    titles: list[str]
    passage: SentenceRecord | None
    members: list[CopyMemberRecord]


class PassageRecord(SpanRecord):
    """Characters of a document and their words; ``telling``: whether they are more than a quotation, a name or a caption, which tell of no shared text."""

    text: str
    telling: bool


class SyndicationRecord(SpanRecord):
    """Where a document names an agency as the source of its text; the strongest place."""

    agency: str
    tier: Literal["byline", "copyright", "dateline", "body"]


#: How much of a document stands in what the outlet of ``from`` printed; ``from``: the one document of it that holds most.
#: ``direction``: "earlier" where that was surely published before, "named" where the document names the outlet as its source; "unknown" where the two
#: share a text and nobody can tell who had it first; None without ``from``. ``verbatim``: passages of the document that stand there word for word.
DerivationRecord = TypedDict(
    "DerivationRecord",
    {
        "document": str,
        "from": str | None,
        "containment": float,
        "label": Literal["wholly", "partially", "non"],
        "direction": Literal["earlier", "named", "unknown"] | None,
        "verbatim": list[PassageRecord],
        "syndication": SyndicationRecord | None,
    },
)


class PassageInCommonRecord(SentenceRecord):
    """A passage whose words others print too: surely ``before``, or in an ``unknown`` order."""

    order: Literal["before", "unknown"]


class OriginalityRecord(TypedDict):
    """How much of an outlet's words, quotations, captions and furniture left out, no other outlet surely printed before it.

    ``unordered``: the part of ``share`` that another outlet prints too, in an order that nobody can tell; ``printed``: the passages behind both.
    """

    outlet: str
    characters: int
    share: float
    unordered: float
    printed: list[PassageInCommonRecord]


def copy_records(comparison: Comparison) -> Rows[CopyGroup, CopyRecord]:
    """Records of the copy groups."""
    corpus = comparison.compared.corpus

    def row(group: CopyGroup) -> CopyRecord:
        return cast(
            "CopyRecord",
            {
                "documents": [corpus.documents[i].id for i in group.documents],
                "containment": round(group.containment, 6),
                "longest_run": group.longest_run,
                "tier": group.tier,
                "titles": [corpus.documents[i].title for i in group.documents],
                "passage": span_record(corpus, *group.passage) if group.longest_run else None,
                "members": [
                    {
                        "document": corpus.documents[member.document].id,
                        "other": corpus.documents[member.other].id,
                        "share": round(member.share, 6),
                        "longest_run": member.longest_run,
                    }
                    for member in group.members
                ],
            },
        )

    return Rows(comparison.copies.groups, row)


def _syndication(item: Syndication | None) -> SyndicationRecord | None:
    if item is None:
        return None
    start, stop = item.span
    return cast("SyndicationRecord", {"agency": item.agency, "tier": item.tier, "start": start, "stop": stop})


def derivation_records(comparison: Comparison) -> Rows[Derivation, DerivationRecord]:
    """Records of what each document took over, a row a document."""
    documents = comparison.compared.corpus.documents
    credited = {item.document: item for item in comparison.reuse.syndications}

    def row(item: Derivation) -> DerivationRecord:
        document = documents[item.document]
        return cast(
            "DerivationRecord",
            {
                "document": document.id,
                "from": documents[item.origin].id if item.origin is not None else None,
                "containment": round(item.containment, 6),
                "label": item.label,
                "direction": item.direction,
                "verbatim": [
                    {
                        "start": start,
                        "stop": stop,
                        "text": document.text[start:stop],
                        "telling": (start, stop) in item.telling,
                    }
                    for start, stop in item.verbatim
                ],
                "syndication": _syndication(credited.get(item.document)),
            },
        )

    return Rows(comparison.reuse.derivations, row)


def originality_records(comparison: Comparison) -> list[OriginalityRecord]:
    """Records of how much of each outlet's words is its own."""
    corpus = comparison.compared.corpus
    return [
        {
            "outlet": corpus.outlets[item.outlet],
            "characters": item.characters,
            "share": round(item.share, 6),
            "unordered": round(item.unordered, 6),
            "printed": [{**span_record(corpus, p.document, p.start, p.stop), "order": p.order} for p in item.printed],
        }
        for item in comparison.reuse.originalities
    ]
