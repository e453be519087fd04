"""Records of sentences and of places in documents: what every other record that cites is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast, overload

if TYPE_CHECKING:
    from ..corpus import Corpus


class SupportRecord(TypedDict):
    """Who says it: outlets, and the number of independent texts (copies counted once)."""

    outlets: list[str]
    independent: int


class SentenceRecord(TypedDict):
    """A verbatim sentence and where it stands; other fields depend on the place."""

    document: str
    outlet: str
    start: int
    stop: int
    text: str


class SpanRecord(TypedDict):
    """A stretch of a document named beside it or above it: code points, half-open."""

    start: int
    stop: int


class NearestRecord(SentenceRecord):
    """The sentence nearest to a theme, or to another sentence. ``similarity``: its cosine to the theme's middle, or to that sentence."""

    similarity: float


def span_record(corpus: Corpus, document: int, start: int, stop: int) -> SentenceRecord:
    """Record of a stretch of a document, verbatim."""
    source = corpus.documents[document]
    return {
        "document": source.id,
        "outlet": source.outlet,
        "start": start,
        "stop": stop,
        "text": source.text[start:stop],
    }


def sentence_record(corpus: Corpus, i: int) -> SentenceRecord:
    """Record of sentence `i` of a corpus, verbatim."""
    sentence = corpus.sentences[i]
    return span_record(corpus, sentence.document, sentence.start, sentence.stop)


@overload
def span_of(span: tuple[int, int]) -> SpanRecord: ...


@overload
def span_of(span: tuple[int, int] | None) -> SpanRecord | None: ...


def span_of(span: tuple[int, int] | None) -> SpanRecord | None:
    """Record of a span, or None where there is none."""
    return None if span is None else {"start": span[0], "stop": span[1]}


def place_record(corpus: Corpus, i: int) -> SpanRecord:
    """Where sentence `i` stands in its document."""
    return {"start": corpus.sentences[i].start, "stop": corpus.sentences[i].stop}


def near_record(corpus: Corpus, i: int | None, similarity: float | None) -> NearestRecord | None:
    """Record of a sentence that is near to something, or None where there is none."""
    if i is None or similarity is None:
        return None
    return cast("NearestRecord", {**sentence_record(corpus, i), "similarity": similarity})
