"""Records of prominence: where a theme or a claim stands in an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from .lazy import Rows
from .sentences import sentence_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.prominence import Prominence
    from ..corpus import Corpus
    from .sentences import SentenceRecord


class HeadlineRecord(TypedDict):
    """A headline and its document."""

    document: str
    title: str


class ProminenceRecord(TypedDict):
    """Where a theme or a claim (by id, the other is None) stands in an outlet.

    ``place`` of ``of``: number of its earliest sentence in the article, from 1; ``depth``: (place - 1/2) / of. ``headline``: the
    headline that has it. ``weighted_share``: of the outlet's sentences, sentence i weighing 1 / log2(1 + i).
    """

    theme: int | None
    claim: int | None
    outlet: str
    headline: HeadlineRecord | None
    in_lead: bool
    place: int
    of: int
    depth: float
    share: float
    weighted_share: float
    sentence: SentenceRecord


def prominence_records(
    corpus: Corpus, outlets: Sequence[str], rows: Sequence[Prominence]
) -> Rows[Prominence, ProminenceRecord]:
    """Return one record a theme or claim and outlet."""

    def record(row: Prominence) -> ProminenceRecord:
        titled = None if row.in_headline is None else corpus.documents[row.in_headline]
        return {
            "theme": row.theme,
            "claim": row.claim,
            "outlet": outlets[row.outlet],
            "headline": None if titled is None else {"document": titled.id, "title": titled.title},
            "in_lead": row.in_lead,
            "place": row.place,
            "of": row.of,
            "depth": row.depth,
            "share": row.share,
            "weighted_share": row.weighted_share,
            "sentence": sentence_record(corpus, row.sentence),
        }

    return Rows(rows, record)
