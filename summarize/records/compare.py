"""Record of a comparison, part by part: what all views stand under, and each view by itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast

from .alignments import alignment_records
from .breadth import breadth_records
from .build import head_record, theme_records
from .emphasis import emphasis_records
from .figures import figure_records
from .lazy import Rows, plain
from .likeness import likeness_records
from .omissions import omission_records
from .parts import laid_out
from .prominence import prominence_records
from .sentences import near_record, sentence_record, span_record
from .timeline import clock_records, timeline_outlet_records, timeline_records
from .voices import shared_quotation_records, voice_outlet_records, voice_records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..comparison import Cell, Claim, Comparison, CopyGroup, Derivation, Syndication
    from .schema import (
        CellRecord,
        ClaimRecord,
        CompareRecord,
        CopyRecord,
        DerivationRecord,
        OriginalityRecord,
        Record,
        SyndicationRecord,
    )

__all__ = ["ViewRecord", "compare_head", "compare_record", "view_record"]


class ViewRecord(TypedDict):
    """One view: its tables, why it is empty, and at which part of a very large corpus it looks."""

    tables: dict[str, Any]
    refused: str | None
    limited: str | None


def compare_head(comparison: Comparison, settings: Mapping[str, Any], model: str) -> Record:
    """What all views of a comparison stand under."""
    corpus = comparison.compared.corpus
    head = head_record("compare", corpus, settings, model, comparison.copies)
    if comparison.groups is not None:
        for document, grouped in zip(head["corpus"]["documents"], comparison.corpus.documents, strict=True):
            document["group"] = grouped.outlet
    return head


def view_record(view: str, comparison: Comparison) -> ViewRecord:
    """Return the record of one view, for which no other view is made unless it is made from it.

    Long tables are `Rows`: their rows are made when they are looked at.
    """
    return {
        "tables": _TABLES[view](comparison),
        "refused": comparison.refusal(view),
        "limited": comparison.limit(view),
    }


def compare_record(comparison: Comparison, settings: Mapping[str, Any], model: str) -> CompareRecord:
    """Record of ``summarize compare``, all of it; a view that has nothing to show is an empty list, and ``refused`` says why."""
    compared = comparison.compared
    record = laid_out(
        lambda: compare_head(comparison, settings, model),
        lambda: theme_records(compared.corpus, compared.themes),
        lambda view: view_record(view, comparison),
    )
    return cast("CompareRecord", plain(record))


def _coverage(comparison: Comparison) -> dict[str, Any]:
    from ..comparison.mentions import Mentions

    outlets = comparison.corpus.outlets
    mentions, names = Mentions(comparison.corpus), comparison.compared.themes.names

    def row(cell: Cell) -> CellRecord:
        record = {
            **asdict(cell),
            "outlet": outlets[cell.outlet],
            "nearest": near_record(comparison.compared.corpus, cell.nearest, cell.similarity),
            "mentioned": cell.count > 0 or mentions.any_of(names[cell.theme], cell.outlet),
        }
        del record["similarity"]
        return cast("CellRecord", record)

    return {"coverage": Rows(comparison.coverage, row)}


def _claims(comparison: Comparison) -> dict[str, Any]:
    corpus = comparison.compared.corpus
    claims = comparison.claims.items

    def row(number: int) -> ClaimRecord:
        claim: Claim = claims[number]
        firm = frozenset(claim.firm)
        return cast(
            "ClaimRecord",
            {
                "id": number,
                "sentences": [{**sentence_record(corpus, i), "firm": i in firm} for i in claim.sentences],
                "outlets": sorted({corpus.outlets[corpus.outlet_of[i]] for i in claim.sentences}),
                "independent": claim.independent,
                "kind": claim.kind,
                "disputes": list(claim.disputes),
            },
        )

    return {"claims": Rows(range(len(claims)), row)}


def _copies(comparison: Comparison) -> dict[str, Any]:
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

    return {"copies": Rows(comparison.copies.groups, row)}


def _syndication(item: Syndication | None) -> SyndicationRecord | None:
    if item is None:
        return None
    start, stop = item.span
    return cast("SyndicationRecord", {"agency": item.agency, "tier": item.tier, "start": start, "stop": stop})


def _derivation(comparison: Comparison) -> dict[str, Any]:
    documents = comparison.compared.corpus.documents
    credited = {item.document: item for item in comparison.copies.syndications}

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
                    {"start": start, "stop": stop, "text": document.text[start:stop]} for start, stop in item.verbatim
                ],
                "syndication": _syndication(credited.get(item.document)),
            },
        )

    return {"derivation": Rows(comparison.copies.derivations, row)}


def _originality(comparison: Comparison) -> dict[str, Any]:
    outlets = comparison.compared.corpus.outlets
    records: list[OriginalityRecord] = [
        {
            "outlet": outlets[item.outlet],
            "characters": item.characters,
            "share": round(item.share, 6),
            "unordered": round(item.unordered, 6),
        }
        for item in comparison.copies.originalities
    ]
    return {"originality": records}


def _voices(comparison: Comparison) -> dict[str, Any]:
    corpus, voices = comparison.corpus, comparison.voices
    return {
        "voices": voice_records(corpus, voices),
        "voice_outlets": voice_outlet_records(corpus, voices),
        "shared_quotations": shared_quotation_records(corpus, voices),
    }


def _emphasis(comparison: Comparison) -> dict[str, Any]:
    return {
        "emphasis": emphasis_records(comparison.corpus.outlets, comparison.emphases),
        "emphasis_notes": list(comparison.emphases.notes),
        "emphasis_words_tested": comparison.emphases.n_terms,
    }


def _timeline(comparison: Comparison) -> dict[str, Any]:
    corpus, outlets, timeline = comparison.compared.corpus, comparison.corpus.outlets, comparison.timeline
    return {
        "timeline": timeline_records(corpus, outlets, timeline),
        "timeline_outlets": timeline_outlet_records(outlets, timeline),
        "timeline_documents": clock_records(corpus, timeline),
        "timeline_unordered": timeline.n_unordered,
    }


#: What makes the tables of each view.
_TABLES: Final[dict[str, Callable[[Comparison], dict[str, Any]]]] = {
    "coverage": _coverage,
    "claims": _claims,
    "copies": _copies,
    "derivation": _derivation,
    "originality": _originality,
    "alignments": lambda c: {"alignments": alignment_records(c.compared.corpus, c.alignments)},
    "voices": _voices,
    "figures": lambda c: {"figures": figure_records(c.compared.corpus, c.figures)},
    "prominence": lambda c: {
        "prominence": prominence_records(c.compared.corpus, c.corpus.outlets, c.prominence),
    },
    "timeline": _timeline,
    "likeness": lambda c: {"likeness": likeness_records(c.corpus.outlets, c.likeness)},
    "emphasis": _emphasis,
    "omissions": lambda c: {"omissions": omission_records(c.compared.corpus, c.corpus.outlets, c.omissions)},
    "breadth": lambda c: {"breadth": breadth_records(c.corpus.outlets, c.breadth)},
}
