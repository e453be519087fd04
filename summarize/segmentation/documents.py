"""The documents of a corpus: their languages and their sentences."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from ..corpus import Corpus, Sentence
from ..engine import work_ahead
from ..lexical import has_words
from .spans import UNDETERMINED, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..cache import Memo
    from ..corpus import Document
    from ..engine import Engine
    from ..timing import Told

#: Letters below which a guess of the language is wrong more often than one time in twenty.
_ENOUGH_LETTERS: Final = 30

#: Letters up to which a guess of a language in Latin letters of which no words are known is mostly wrong: English headlines are taken for Nigerian Pidgin.
_SHORT: Final = 200
_LATIN: Final = "LATIN"

#: Documents that a worker divides at a time, some tenths of a second of work.
_PORTION: Final = 64

#: Characters from which a language is told; more do not change the answer.
_SAMPLE: Final = 5_000


def detect_language(text: str) -> str:
    """Tell the language of a document.

    Parameters
    ----------
    text : str
        The whole document; its beginning decides.

    Returns
    -------
    str
        ISO 639-1 code, or `UNDETERMINED` where there are fewer than 30 letters, or fewer than 200 of what is taken for a language without known words.

    Examples
    --------
    >>> detect_language("12:30"), detect_language("The leaders of ten countries met in Paris on Monday.")
    ('und', 'en')
    """
    sample = text[:_SAMPLE]
    n_letters = sum(map(str.isalpha, sample))
    if n_letters < _ENOUGH_LETTERS:
        return UNDETERMINED
    import py3langid

    language = str(py3langid.classify(sample)[0])
    doubtful = n_letters < _SHORT and not has_words(language) and _script(sample) == _LATIN
    return UNDETERMINED if doubtful else language


def segment(
    corpus: Corpus,
    *,
    memo: Memo | None = None,
    engine: Engine | None = None,
    progress: Told = None,
) -> Corpus:
    """Divide every document into sentences, and fill in the languages that were not declared; what is too short to tell has that of most others in its letters.

    Parameters
    ----------
    corpus : Corpus
        As read; one that has sentences already keeps them.
    memo : Memo, optional
        Keeps language and spans of each document, by a digest of its text and declared language. What it has is not
        computed, and the libraries are not imported.
    engine : Engine, optional
        Where documents are divided; in this process by default.
    progress : callable, optional
        Called with the number of documents done and of all.

    Returns
    -------
    Corpus
        The same documents in the same order, with sentences.

    Examples
    --------
    >>> corpus = Corpus.from_records([{"text": "Talks began in Riyadh on Tuesday. They will go on."}])
    >>> [segment(corpus).text_of(row) for row in range(2)]
    ['Talks began in Riyadh on Tuesday.', 'They will go on.']
    """
    if corpus.sentences:
        return _told(corpus, memo)
    if engine is not None:
        items = ((_key(document), (document.text, document.language)) for document in corpus.documents)
        n_documents = len(corpus.documents)
        ahead = None if progress is None else lambda done: progress(done, n_documents)
        memo = work_ahead(engine, memo, "segmentation", _divided, items, portion=_PORTION, progress=ahead)
    documents: list[Document] = []
    divided: list[Sequence[tuple[int, int]]] = []
    for document in corpus.documents:
        compute = partial(_divided, (document.text, document.language))
        language, spans = compute() if memo is None else memo.memo("segmentation", _key(document), compute)
        documents.append(document if document.language else replace(document, language=language))
        divided.append(spans)
        if progress is not None and (len(documents) % _PORTION == 0 or len(documents) == len(corpus.documents)):
            progress(len(documents), len(corpus.documents))
    for number, language in _of_most(corpus.documents, documents).items():
        documents[number] = document = replace(documents[number], language=language)
        compute = partial(_divided, (document.text, language))
        divided[number] = (compute() if memo is None else memo.memo("segmentation", _key(document), compute))[1]
    sentences = [Sentence(number, start, stop) for number, spans in enumerate(divided) for start, stop in spans]
    return Corpus(tuple(documents), tuple(sentences), corpus.audit)


def _of_most(given: Sequence[Document], documents: Sequence[Document]) -> dict[int, str]:
    """The language of each document that is too short to tell: that of more than half of those that are known, where these are in its letters."""
    unknown = [
        number
        for number, (before, document) in enumerate(zip(given, documents, strict=True))
        if not before.language and document.language == UNDETERMINED
    ]
    known = Counter(d.language for d in documents if d.language not in (None, UNDETERMINED))
    language, n = min(known.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if not unknown or not language or 2 * n <= known.total():
        return {}
    letters = _script(next(d.text for d in documents if d.language == language))
    return {number: language for number in unknown if _script(documents[number].text) == letters}


def _script(text: str) -> str:
    """The script of most letters, as Unicode names it; empty without letters."""
    names = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text[:_SHORT] if c.isalpha())
    return min(names, key=lambda name: (-names[name], name), default="")


def _told(corpus: Corpus, memo: Memo | None) -> Corpus:
    """A corpus with sentences of its own and the languages that were not declared; the same where all were."""
    if all(document.language for document in corpus.documents):
        return corpus

    def language_of(document: Document) -> str:
        compute = partial(detect_language, document.text)
        return compute() if memo is None else str(memo.memo("language", _key(document), compute))

    documents = [
        document if document.language else replace(document, language=language_of(document))
        for document in corpus.documents
    ]
    for number, language in _of_most(corpus.documents, documents).items():
        documents[number] = replace(documents[number], language=language)
    return Corpus(tuple(documents), corpus.sentences, corpus.audit)


def _key(document: Document) -> str:
    return sha256(f"{document.language}\n{document.text}".encode("utf-8", "surrogatepass")).hexdigest()


def _divided(item: tuple[str, str | None]) -> list[Any]:
    """Language and spans of a text, whose language may be declared."""
    text, declared = item
    language = declared or detect_language(text)
    return [language, sentence_spans(text, language)]
