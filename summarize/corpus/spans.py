"""Sentences that another program found, held against the texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ..arguments import expect, is_whole
from ..errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .documents import Document

#: What is said where something else stands in their place.
_SPANS: Final = "spans (start, stop) of whole numbers, such as [(0, 22), (23, 34)]"


def spanned(
    documents: Sequence[Document], spans: Mapping[str, Iterable[tuple[int, int]]]
) -> list[tuple[int, int, int]]:
    """Number of the document, start and stop of each sentence, from spans by the ids of the documents; see `Corpus.with_sentences`."""
    expect(isinstance(spans, Mapping), f"{_SPANS}, by the id of the document", spans)
    unknown = sorted(set(spans) - {document.id for document in documents}, key=str)
    if unknown:
        raise ValueError(f"no document {unknown[0]!r} in the corpus; spans are named by the ids of its documents")
    sentences = []
    for number, document in enumerate(documents):
        end = 0
        given = spans.get(document.id, ())
        expect(hasattr(given, "__iter__") and not isinstance(given, str), f"for {document.id} {_SPANS}", given)
        for span in given:
            expect(_is_span(span), f"for {document.id} {_SPANS}", span)
            start, stop = map(int, span)
            where = f"{document.id}[{start}:{stop}]"
            if not 0 <= start < stop <= len(document.text):
                raise ValueError(f"{where} is no span of a text of {len(document.text)} characters")
            if start < end:
                raise ValueError(f"{where} begins before the sentence before it ends, at {end}")
            if not document.text[start:stop].strip():
                raise ValueError(f"{where} holds white space alone")
            sentences.append((number, start, stop))
            end = stop
    if not sentences:
        raise InputError("no document has a sentence; give spans of one at least, or let summarize.segment find them")
    return sentences


def _is_span(given: object) -> bool:
    """Whether something is two whole numbers."""
    return hasattr(given, "__len__") and hasattr(given, "__iter__") and len(given) == 2 and all(map(is_whole, given))
