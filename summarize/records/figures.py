"""Records of figures: what is counted, and what the documents give for it."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, TypedDict

from .lazy import Rows
from .sentences import sentence_record, span_of
from .support import outlets_saying

if TYPE_CHECKING:
    from ..comparison.figures.values import Figure, Figures, FigureValue
    from ..corpus import Corpus
    from .sentences import SentenceRecord, SpanRecord


class FigureValueRecord(TypedDict):
    """A figure as one sentence gives it; ``start``, ``stop`` and ``text``: number and unit.

    ``value``: in units of ``unit``, None for a range; ``low``, ``high``: what it leaves open, None where it has no end;
    ``counted``: the noun; ``qualifier``: words that open it, and ``opening`` how; ``attribution``: who says so there;
    ``independent``: False where an earlier version of the text gives a figure for it too.
    """

    document: str
    outlet: str
    start: int
    stop: int
    text: str
    sentence: SentenceRecord
    value: float | None
    low: float | None
    high: float | None
    unit: str
    counted: str | None
    qualifier: str | None
    opening: str | None
    attribution: SpanRecord | None
    attributed_to: str | None
    published: str | None
    independent: bool


class FigureRecord(TypedDict):
    """One thing counted by several documents. ``what``: the noun or the unit; ``terms``: words around it that most share.

    ``conflict``: some exclude each other beyond rounding, and ``against`` lists those pairs of places in ``values``;
    ``bounds`` lists those that leave room for each other and are of other numbers ("at least six" killed, "at least two").
    ``label`` is the likeliest reason and ``reasons`` all that may be one: update over time, different attribution, scope differs,
    unexplained. ``claims``: ids of the claims whose sentences give it; ``independent``: distinct texts, an outlet and its versions once.
    """

    what: str
    terms: list[str]
    claims: list[int]
    outlets: list[str]
    independent: int
    values: list[FigureValueRecord]
    conflict: bool
    label: str | None
    reasons: list[str]
    against: list[list[int]]
    bounds: list[list[int]]


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None


def _value(corpus: Corpus, value: FigureValue) -> FigureValueRecord:
    sentence, quantity = corpus.sentences[value.sentence], value.quantity
    document = corpus.documents[sentence.document]

    def words(span: tuple[int, int] | None) -> str | None:
        return None if span is None else document.text[span[0] : span[1]]

    return {
        "document": document.id,
        "outlet": document.outlet,
        "start": quantity.start,
        "stop": quantity.stop,
        "text": document.text[quantity.start : quantity.stop],
        "sentence": sentence_record(corpus, value.sentence),
        "value": quantity.value,
        "low": _finite(quantity.low),
        "high": _finite(quantity.high),
        "unit": quantity.unit,
        "counted": words(quantity.counted),
        "qualifier": words(quantity.qualifier),
        "opening": quantity.opening or None,
        "attribution": span_of(value.attribution),
        "attributed_to": words(value.attribution),
        "published": document.published,
        "independent": value.independent,
    }


def figure_records(corpus: Corpus, figures: Figures) -> Rows[Figure, FigureRecord]:
    """Return one record a thing counted."""

    def row(figure: Figure) -> FigureRecord:
        return {
            "what": figure.what,
            "terms": list(figure.terms),
            "claims": list(figure.claims),
            "outlets": outlets_saying(corpus, (value.sentence for value in figure.values)),
            "independent": figure.independent,
            "values": [_value(corpus, value) for value in figure.values],
            "conflict": figure.conflict,
            "label": figure.label,
            "reasons": list(figure.reasons),
            "against": [list(pair) for pair in figure.against],
            "bounds": [list(pair) for pair in figure.bounds],
        }

    return Rows(figures.items, row)
