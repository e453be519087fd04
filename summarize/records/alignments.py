"""Records of aligned sentences: pairs with their word diffs, and two outlets side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from .lazy import Rows
from .sentences import sentence_record, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.alignment.values import Alignment, Alignments, Change, Columns
    from ..corpus import Corpus
    from .sentences import SentenceRecord, SpanRecord


class ChangeRecord(TypedDict):
    """One step of a word diff, with its span in the document of each sentence; ``delete``: only in the first.

    ``marks``: of what differs, some of number, name, negation, reporting; ``first_telling``, ``second_telling``: the words that have them.
    """

    kind: Literal["equal", "replace", "delete", "insert"]
    first: SpanRecord
    second: SpanRecord
    marks: list[str]
    first_telling: list[SpanRecord]
    second_telling: list[SpanRecord]


class AlignmentRecord(TypedDict):
    """Two sentences of different outlets, each the other's nearest by ratio ``margin``.

    ``probability``: of stating the same fact; ``identical``: word for word; ``same_text``: of two versions of one text;
    ``first_copies``, ``second_copies``: the same sentence in copies; ``marks``: those of all changes.
    """

    first: SentenceRecord
    second: SentenceRecord
    cosine: float
    margin: float
    probability: float
    identical: bool
    same_text: bool
    marks: list[str]
    changes: list[ChangeRecord]
    first_copies: list[SentenceRecord]
    second_copies: list[SentenceRecord]


class ColumnRowRecord(TypedDict):
    """A row of two outlets side by side; a sentence without a partner stands alone. ``perhaps``: the two only perhaps state the same."""

    first: SentenceRecord | None
    second: SentenceRecord | None
    cosine: float | None
    margin: float | None
    probability: float | None
    marks: list[str]
    changes: list[ChangeRecord]
    perhaps: bool


class ColumnsRecord(TypedDict):
    """Two outlets side by side, in the order of the first one's articles."""

    outlets: list[str]
    rows: list[ColumnRowRecord]


def _changes(changes: Sequence[Change]) -> list[ChangeRecord]:
    return [
        {
            "kind": change.kind,
            "first": span_of(change.first),
            "second": span_of(change.second),
            "marks": list(change.marks),
            "first_telling": [span_of(place) for place in change.first_telling],
            "second_telling": [span_of(place) for place in change.second_telling],
        }
        for change in changes
    ]


def _marks(changes: Sequence[Change]) -> list[str]:
    return sorted({mark for change in changes for mark in change.marks})


def alignment_records(corpus: Corpus, alignments: Alignments) -> Rows[Alignment, AlignmentRecord]:
    """Return one record a pair."""

    def row(item: Alignment) -> AlignmentRecord:
        return {
            "first": sentence_record(corpus, item.first),
            "second": sentence_record(corpus, item.second),
            "cosine": item.cosine,
            "margin": item.margin,
            "probability": item.probability,
            "identical": all(change.kind == "equal" for change in item.changes),
            "same_text": item.same_text,
            "marks": _marks(item.changes),
            "changes": _changes(item.changes),
            "first_copies": [sentence_record(corpus, i) for i in item.first_copies],
            "second_copies": [sentence_record(corpus, i) for i in item.second_copies],
        }

    return Rows(alignments.items, row)


def columns_record(corpus: Corpus, columns: Columns) -> ColumnsRecord:
    """Return the record of two outlets side by side."""
    return {
        "outlets": [corpus.outlets[outlet] for outlet in columns.outlets],
        "rows": [
            {
                "first": None if row.first is None else sentence_record(corpus, row.first),
                "second": None if row.second is None else sentence_record(corpus, row.second),
                "cosine": row.cosine,
                "margin": row.margin,
                "probability": row.probability,
                "marks": _marks(row.changes),
                "changes": _changes(row.changes),
                "perhaps": row.perhaps,
            }
            for row in columns.rows
        ],
    }
