"""Where something stands: spans and sentences as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..corpus import Corpus
    from .schema import SentenceRecord

__all__ = ["sentence_record", "span_record"]


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
