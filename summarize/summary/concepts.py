"""Concepts: the pairs of words that a story is made of, and what each is worth to its summary."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from ..datelines import dateline_stop
from ..lexical import is_content, stems, token_spans, tokens
from ..terms import Terms
from ..timing import followed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus
    from ..settings import SummarySettings
    from ..timing import Told


#: What may stand between two words that are read as one: "grain treaty", "U.S.-led".
_JOINED: Final = re.compile(r"\s+|\.?[-‐‑]")


@dataclass(frozen=True, eq=False, slots=True)
class Concepts:
    """Pairs of neighbouring stems, at least one of a content word.

    Attributes
    ----------
    contains : csr_array of shape (n_sentences, n_concepts)
        1 where a sentence holds a concept.
    words : tuple of str
        Every stem once.
    pairs : ndarray of shape (n_concepts, 2)
        The two stems of each concept, as indices into `words`.
    n_texts : ndarray of shape (n_concepts,)
        Independent texts that hold each.
    n_sentences : ndarray of shape (n_concepts,)
        Sentences that hold each, one that is repeated counted once.
    n_headlines : ndarray of shape (n_concepts,)
        Headlines that hold each, one that is repeated counted once.
    terms : csr_array of shape (n_sentences, n_words)
        tf-idf of the content words, unit rows or zeros.
    in_headline : ndarray of bool, shape (n_words,)
        Content words that a headline holds.
    """

    contains: csr_array
    words: tuple[str, ...]
    pairs: NDArray[np.intp]
    n_texts: NDArray[np.intp]
    n_sentences: NDArray[np.float64]
    n_headlines: NDArray[np.intp]
    terms: csr_array
    in_headline: NDArray[np.bool_]

    def of(self, sentence: int) -> list[int]:
        """Concepts of a sentence."""
        indptr = self.contains.indptr
        return list(map(int, self.contains.indices[indptr[sentence] : indptr[sentence + 1]]))

    def written(self, sentence: int, text: str, language: str) -> dict[int, str]:
        """Those concepts of a sentence whose two words no mark but a hyphen parts, as they are written in it."""
        own = {tuple(self.words[w] for w in self.pairs[c].tolist()): c for c in self.of(sentence)}
        composed = unicodedata.normalize("NFC", text)
        words, spans = token_spans(composed)
        found: dict[int, str] = {}
        for i, pair in enumerate(pairwise(stems(words, language))):
            if pair in own:
                (start, stop), (following, last) = spans[i : i + 2].tolist()
                # Of two pairs of letters side by side the second begins with the last letter of the first.
                beside = f"{words[i]}{words[i + 1][1:]}"
                if stop == following:
                    found.setdefault(own[pair], beside)
                elif _JOINED.fullmatch(composed, stop, following):
                    found.setdefault(own[pair], " ".join(composed[start:last].split()))
        return found


def facts(
    concepts: Concepts,
    position_of: NDArray[np.intp],
    text_group: NDArray[np.intp],
    centrality: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Say of each concept what tells whether a human summary holds it.

    Parameters
    ----------
    concepts : Concepts
    position_of, text_group : ndarray of shape (n_sentences,)
        Place of each sentence in its document, and its independent text.
    centrality : ndarray of shape (n_sentences,)
        Cosine of each sentence to the middle of the story.

    Returns
    -------
    ndarray of shape (n_concepts, 4)
        Logarithm of the number of independent texts that hold it; logarithm of their votes, the sum over those texts of one over
        the place of its first showing; whether a headline holds it; mean centrality of its sentences. In a single text,
        where all concepts have one text, the sentences that hold a concept count as texts.
    """
    n_concepts = len(concepts.pairs)
    entries = concepts.contains.tocoo()
    rows, columns = entries.row, entries.col
    single = len(np.unique(text_group)) == 1
    texts = concepts.n_sentences if single else concepts.n_texts
    votes = _sum_of_best(1 / (1.0 + position_of), rows, columns, text_group, n_concepts)
    held = np.bincount(columns, minlength=n_concepts)
    central = np.bincount(columns, weights=centrality[rows], minlength=n_concepts) / np.maximum(held, 1)
    return np.column_stack(
        (np.log(np.maximum(texts, 1)), np.log(np.maximum(votes, 1e-6)), concepts.n_headlines > 0, central)
    ).astype(np.float64)


def worth(
    concepts: Concepts,
    position_of: NDArray[np.intp],
    text_group: NDArray[np.intp],
    centrality: NDArray[np.float64],
    settings: SummarySettings,
    *,
    relevance: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Chance that a human summary holds each concept.

    Parameters
    ----------
    concepts : Concepts
    position_of, text_group, centrality : ndarray of shape (n_sentences,)
        As for `facts`.
    settings : SummarySettings
    relevance : ndarray of shape (n_sentences,), optional
        To a question, 0-1. The chance is then multiplied by the mean relevance of the texts that hold a concept, the most
        relevant sentence of each speaking for it.

    Returns
    -------
    ndarray of shape (n_concepts,)
        Between 0 and 1.

    Notes
    -----
    A logistic model of the `facts`; ``benchmarks/concepts.py`` fits it, and holds the fit of one set of stories against the
    other set.

    References
    ----------
    Li, C., Qian, X., & Liu, Y. (2013). Using supervised bigram-based ILP for extractive summarization. ACL.
    """
    slopes = np.array([settings.agreement, settings.votes, settings.headline, settings.middle])
    odds = settings.constant + facts(concepts, position_of, text_group, centrality) @ slopes
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    if relevance is not None:
        entries = concepts.contains.tocoo()
        answering = _sum_of_best(relevance, entries.row, entries.col, text_group, len(chance))
        chance = chance * answering / np.maximum(concepts.n_texts, 1)
    return chance


def _sum_of_best(
    value: NDArray[np.float64],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    text_group: NDArray[np.intp],
    n_concepts: int,
) -> NDArray[np.float64]:
    """Sum over the texts that hold a concept of the best value among its sentences in each, shape (n_concepts,)."""
    key = text_group[rows].astype(np.int64) * max(n_concepts, 1) + columns
    order = np.lexsort((-value[rows], key))
    leading = order[np.flatnonzero(np.diff(key[order], prepend=-1))]
    return np.asarray(
        np.bincount(columns[leading], weights=value[rows[leading]], minlength=n_concepts), dtype=np.float64
    )


def find_concepts(
    corpus: Corpus,
    text_group: NDArray[np.intp],
    weights: NDArray[np.float64],
    progress: Told = None,
) -> Concepts:
    """Find the concepts of every sentence and of the headlines.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    text_group : ndarray of shape (n_sentences,)
        Independent text of each sentence.
    weights : ndarray of shape (n_sentences,)
        Weight of each sentence: one over the number of its showings.
    progress : callable, optional
        Called with the number of sentences read, and of all.

    Returns
    -------
    Concepts

    Notes
    -----
    O(n_words log n_words) time, O(n_words) memory.

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.
    """
    import scipy.sparse as sp

    languages = [document.language or "en" for document in corpus.documents]
    numbering = _Numbering()
    sentence_words = []
    for i, s in enumerate(followed(corpus.sentences, progress)):
        text = corpus.text_of(i)
        # Where and by whom it was written is no news, and is not shown.
        sentence_words.append(numbering.of(text[dateline_stop(text) :], languages[s.document]))
    titles = {document.title: language for document, language in zip(corpus.documents, languages, strict=True)}
    title_words = [numbering.of(title, language) for title, language in titles.items()]
    rows, first, second = _neighbours(sentence_words)
    titled, titled_first, titled_second = _neighbours(title_words)
    n_words = max(len(numbering.stems), 1)
    keys, columns = np.unique(first * n_words + second, return_inverse=True)
    n_concepts = len(keys)
    contains = sp.csr_array(
        (np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(corpus.sentences), n_concepts)
    )
    contains.sum_duplicates()
    contains.data[:] = 1
    entries = contains.tocoo()
    shown = np.asarray(np.bincount(entries.col, weights=weights[entries.row], minlength=n_concepts), dtype=np.float64)
    holders = np.unique(text_group[entries.row].astype(np.int64) * max(n_concepts, 1) + entries.col)
    headlines = np.unique(np.column_stack((titled_first * n_words + titled_second, titled)), axis=0)[:, 0]
    place = np.searchsorted(keys, headlines)
    known = place < n_concepts
    known[known] = keys[place[known]] == headlines[known]
    in_headline = np.zeros(len(numbering.stems), dtype=bool)
    in_headline[[code // 2 for code in chain.from_iterable(title_words) if code % 2]] = True
    return Concepts(
        contains=contains,
        words=tuple(numbering.stems),
        pairs=np.column_stack((keys // n_words, keys % n_words)).astype(np.intp),
        n_texts=np.bincount(holders % max(n_concepts, 1), minlength=n_concepts),
        n_sentences=shown,
        n_headlines=np.bincount(place[known], minlength=n_concepts),
        terms=Terms(_content(sentence_words, len(numbering.stems)), tuple(numbering.stems)).tf_idf(),
        in_headline=in_headline,
    )


class _Numbering:
    """Stems by number, and which of them are content words; every token is looked up once a language."""

    def __init__(self) -> None:
        self.stems: dict[str, int] = {}
        self._known: dict[str, dict[str, int]] = {}

    def of(self, text: str, language: str) -> list[int]:
        """Twice the number of each word's stem, and one more where it is a content word."""
        known = self._known.setdefault(language, {})
        words = tokens(text)
        for word in words:
            if word not in known:
                (stem,) = stems([word], language)
                known[word] = 2 * self.stems.setdefault(stem, len(self.stems)) + is_content(word, language)
        return [known[word] for word in words]


def _content(texts: Sequence[Sequence[int]], n_words: int) -> csr_array:
    """How often each text holds each content word."""
    import scipy.sparse as sp

    columns = [[code // 2 for code in text if code % 2] for text in texts]
    rows = np.repeat(np.arange(len(texts)), [len(own) for own in columns])
    flat = np.fromiter(chain.from_iterable(columns), dtype=np.intp, count=len(rows))
    counts = sp.csr_array((np.ones(len(rows), dtype=np.int64), (rows, flat)), shape=(len(texts), n_words))
    counts.sum_duplicates()
    return counts


def _neighbours(texts: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Text, first and second stem of each pair of neighbouring words of which at least one is a content word."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    codes = np.fromiter(chain.from_iterable(texts), dtype=np.int64, count=int(sizes.sum()))
    text_of = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    kept = (text_of[1:] == text_of[:-1]) & ((codes[1:] | codes[:-1]) % 2 == 1)
    return text_of[1:][kept], codes[:-1][kept] // 2, codes[1:][kept] // 2
