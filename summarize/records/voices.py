"""Records of the voices: who is quoted by which outlet, and one quotation as several print it."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, TypedDict

from .sentences import span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.voices.values import Quote, SharedSentence, Voices
    from ..corpus import Corpus
    from .sentences import SpanRecord


class QuoteRecord(TypedDict):
    """A quotation. ``text``: without its outer marks, which ``content`` includes; ``speaker``: the phrase that names him there.

    ``evidence``: cue, colon, signature, led (by the sentence before), continued (with the quotation before), elsewhere (by other
    documents that print it), none;
    ``sentence``: the one in which it begins, None where the sentences given have none there; ``independent``: false where an earlier copy of the text, or an earlier article of the outlet word for word, prints it too; ``quotation``: id in ``shared_quotations``, None for what one document prints.
    """

    document: str
    content: SpanRecord
    sentence: SpanRecord | None
    cue: SpanRecord | None
    speaker: SpanRecord | None
    text: str
    verb: str | None
    evidence: str
    n_words: int
    independent: bool
    quotation: int | None


class FirstRecord(TypedDict):
    """Where a speaker is quoted first: sentence `sentence`, counted from 1, `of` so many."""

    document: str
    sentence: int
    of: int


class VoiceRecord(TypedDict):
    """A speaker in an outlet. ``speaker`` and ``kind`` (name, group or role) are None for what is given to nobody by name; ``named``: whether it is a name, and not "the judge" or "the firm".

    ``share``: of the outlet's quoted words; ``independent``: quotes that no earlier copy of the text, nor article of the outlet, prints; ``fragments``:
    quotations of fewer than four words, which count in no number.
    """

    speaker: str | None
    outlet: str
    quotes: list[QuoteRecord]
    kind: str | None
    named: bool
    n_quotes: int
    independent: int
    n_words: int
    share: float
    cues: dict[str, int]
    first: FirstRecord
    fragments: list[QuoteRecord]


class VoiceOutletRecord(TypedDict):
    """Quotation in an outlet. ``n_speakers``: those with a name; ``unattributed``: share of the quoted words given to nobody by name, but to "the judge" or to nobody.

    ``effective_voices``: exp of the entropy of the quoted words over the named speakers; None where none is named. ``independent``, ``independent_words``:
    quotations and their words, those of the same words in several of its articles once.
    """

    outlet: str
    n_words: int
    quoted_words: int
    n_quotes: int
    n_speakers: int
    unattributed: float | None
    effective_voices: float | None
    independent: int
    independent_words: int


class PrintedRecord(TypedDict):
    """A stretch of a shared quotation in one document."""

    outlet: str
    document: str
    content: SpanRecord
    n_words: int
    text: str


class SharedSentenceRecord(TypedDict):
    """One sentence of a shared quotation. ``outlets``: words that each prints of it in one place; ``texts``: these words; ``text``: as the one that prints most has it."""

    text: str
    outlets: dict[str, int]
    texts: dict[str, str]


class GivenRecord(TypedDict):
    """Whom one document gives a quotation to."""

    outlet: str
    document: str
    speaker: str
    content: SpanRecord
    text: str


class DisputedQuotationRecord(TypedDict):
    """The same words, given to different people. ``text``: the shortest printing; ``given``: one a document."""

    text: str
    given: list[GivenRecord]


class SharedQuotationRecord(TypedDict):
    """One quotation in several documents.

    ``outlets``: words that each prints; ``text``: as the document that prints most of it has it, ``[…]`` where a cue divides it;
    ``independent``: distinct texts that print it, copies counted once; ``identical``: all print the same words; ``sentences``: how much of each sentence an outlet prints in one place.
    """

    id: int
    speaker: str | None
    text: str
    outlets: dict[str, int]
    independent: int
    identical: bool
    quotes: list[PrintedRecord]
    sentences: list[SharedSentenceRecord]


def _quote(corpus: Corpus, quote: Quote, sentences: Sequence[tuple[int, int]]) -> QuoteRecord:
    document = corpus.documents[quote.document]
    place = bisect_right(sentences, quote.content[0], key=itemgetter(0)) - 1
    # Sentences of one's own may leave out the words before the quotation.
    own = sentences[place] if place >= 0 and quote.content[0] < sentences[place][1] else None
    return {
        "document": document.id,
        "content": span_of(quote.content),
        "sentence": span_of(own),
        "cue": span_of(quote.cue),
        "speaker": span_of(quote.mention),
        "text": document.text[slice(*quote.inner)].strip(),
        "verb": quote.verb,
        "evidence": quote.evidence,
        "n_words": quote.n_words,
        "independent": quote.independent,
        "quotation": quote.shared,
    }


def voice_records(corpus: Corpus, voices: Voices) -> list[VoiceRecord]:
    """Return one record a speaker and outlet."""
    spans: list[list[tuple[int, int]]] = [[] for _ in corpus.documents]
    for own in corpus.sentences:
        spans[own.document].append((own.start, own.stop))
    records: list[VoiceRecord] = []
    for voice in voices.items:
        document, sentence, n_sentences = voice.position
        records.append(
            {
                "speaker": None if voice.speaker is None else voice.speaker.name,
                "outlet": corpus.outlets[voice.outlet],
                "quotes": [_quote(corpus, quote, spans[quote.document]) for quote in voice.quotes],
                "kind": None if voice.speaker is None else voice.speaker.kind,
                "named": voice.speaker is not None and voice.speaker.named,
                "n_quotes": len(voice.quotes),
                "independent": voice.independent,
                "n_words": voice.n_words,
                "share": voice.share,
                "cues": dict(voice.verbs),
                "first": {"document": corpus.documents[document].id, "sentence": sentence, "of": n_sentences},
                "fragments": [_quote(corpus, quote, spans[quote.document]) for quote in voice.fragments],
            }
        )
    return records


def voice_outlet_records(corpus: Corpus, voices: Voices) -> list[VoiceOutletRecord]:
    """Return one record an outlet."""
    return [
        {
            "outlet": corpus.outlets[row.outlet],
            "n_words": row.n_words,
            "quoted_words": row.n_quoted,
            "n_quotes": row.n_quotes,
            "n_speakers": row.n_speakers,
            "unattributed": row.unattributed,
            "effective_voices": row.effective,
            "independent": row.independent,
            "independent_words": row.n_independent,
        }
        for row in voices.outlets
    ]


def as_printed(printed: list[PrintedRecord], document: str) -> str:
    """Return the stretches of one document, what another of them holds left out."""
    stretches = [item["text"] for item in printed if item["document"] == document]
    bare = [text.rstrip(" .,;:!?…") for text in stretches]
    kept = [
        text
        for k, text in enumerate(stretches)
        if not any(bare[k] in other and (bare[k] != other or j < k) for j, other in enumerate(bare) if j != k)
    ]
    return " […] ".join(kept)


def shared_quotation_records(corpus: Corpus, voices: Voices) -> list[SharedQuotationRecord]:
    """Return one record a quotation that several documents print."""
    records: list[SharedQuotationRecord] = []
    for number, shared in enumerate(voices.shared):
        printed: list[PrintedRecord] = []
        for quote in shared.quotes:
            document = corpus.documents[quote.document]
            printed.append(
                {
                    "outlet": document.outlet,
                    "document": document.id,
                    "content": span_of(quote.content),
                    "n_words": quote.n_words,
                    "text": document.text[slice(*quote.inner)].strip(),
                }
            )
        records.append(
            {
                "id": number,
                "speaker": None if shared.speaker is None else shared.speaker.name,
                "text": as_printed(printed, corpus.documents[shared.longest].id),
                "outlets": {corpus.outlets[outlet]: n for outlet, n in sorted(shared.n_words.items())},
                "independent": shared.independent,
                "identical": shared.identical,
                "quotes": printed,
                "sentences": [_sentence(corpus, sentence) for sentence in shared.sentences],
            }
        )
    return records


def _sentence(corpus: Corpus, sentence: SharedSentence) -> SharedSentenceRecord:
    ranked = sorted(sentence.printed.items(), key=lambda item: (-item[1][2], item[0]))
    texts = {
        corpus.outlets[outlet]: " […] ".join(corpus.documents[document].text[a:b].strip() for a, b in stretches)
        for outlet, (document, stretches, _) in ranked
    }
    outlets = {corpus.outlets[outlet]: n for outlet, (_, _, n) in ranked}
    return {"text": next(iter(texts.values())), "outlets": outlets, "texts": texts}


def disputed_quotation_records(corpus: Corpus, voices: Voices) -> list[DisputedQuotationRecord]:
    """Return one record a quotation that documents give to different people."""
    records: list[DisputedQuotationRecord] = []
    for quotes in voices.disputed:
        given: list[GivenRecord] = [
            {
                "outlet": corpus.documents[quote.document].outlet,
                "document": corpus.documents[quote.document].id,
                "speaker": quote.speaker.name,
                "content": span_of(quote.content),
                "text": corpus.documents[quote.document].text[slice(*quote.inner)].strip(),
            }
            for quote in quotes
            if quote.speaker is not None
        ]
        records.append({"text": min((item["text"] for item in given), key=len), "given": given})
    return records
