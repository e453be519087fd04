"""Record of a comparison, part by part: what all views stand under, and each view by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from .alignments import alignment_records
from .breadth import breadth_records
from .build import head_record
from .claims import claim_records
from .copies import copy_records, derivation_records, originality_records
from .coverage import coverage_records
from .emphasis import emphasis_records
from .figures import figure_records
from .likeness import likeness_records
from .omissions import omission_records
from .prominence import prominence_records
from .timeline import clock_records, timeline_outlet_records, timeline_records
from .voices import disputed_quotation_records, shared_quotation_records, voice_outlet_records, voice_records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..comparison.views import Comparison
    from .schema import Record


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
        "tables": _MADE_BY[view](comparison),
        "refused": comparison.refusal(view),
        "limited": comparison.limit(view),
    }


def _voices(comparison: Comparison) -> dict[str, Any]:
    corpus, voices = comparison.corpus, comparison.voices
    return {
        "voices": voice_records(corpus, voices),
        "voice_outlets": voice_outlet_records(corpus, voices),
        "shared_quotations": shared_quotation_records(corpus, voices),
        "disputed_quotations": disputed_quotation_records(corpus, voices),
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
_MADE_BY: Final[dict[str, Callable[[Comparison], dict[str, Any]]]] = {
    "coverage": lambda c: {"coverage": coverage_records(c)},
    "claims": lambda c: {"claims": claim_records(c)},
    "copies": lambda c: {"copies": copy_records(c)},
    "derivation": lambda c: {"derivation": derivation_records(c)},
    "originality": lambda c: {"originality": originality_records(c)},
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
