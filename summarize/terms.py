"""Terms counted: the sparse matrices that the stages count in, and how many words of a query a text holds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any

import numpy as np

from .lexical import MARKS, content_stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array


def word_shares(query: str, texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.float64]:
    """Share of the content words of a query that each text holds, rare words counting more.

    Parameters
    ----------
    query : str
        A question or a name.
    texts, languages : sequences of str
        The texts, and the ISO 639-1 code of each; the query is stemmed as each text is.

    Returns
    -------
    ndarray of shape (n_texts,)
        Between 0 and 1. A word that no text holds tells nothing about any of them, and is left out.

    Examples
    --------
    >>> word_shares("Kazakh hope", ["Astana hopes.", "Kazakh oil, Kazakh hope.", "Rain."], ["en"] * 3).round(2).tolist()
    [0.4, 1.0, 0.0]
    """
    asked = {language: sorted(set(content_stems(query, language))) for language in set(languages)}
    column = {stem: k for k, stem in enumerate(sorted({stem for stems in asked.values() for stem in stems}))}
    holds = np.zeros((len(texts), len(column)), dtype=bool)
    wanted = np.zeros_like(holds)
    for i, (text, language) in enumerate(zip(texts, languages, strict=True)):
        own = set(content_stems(text, language))
        for stem in asked[language]:
            wanted[i, column[stem]] = True
            holds[i, column[stem]] = stem in own
    rarity = np.where(holds.any(axis=0), np.log1p(len(texts) / np.maximum(holds.sum(axis=0), 1)), 0.0)
    total = (wanted * rarity).sum(axis=1)
    shares: NDArray[np.float64] = np.divide(
        (holds * rarity).sum(axis=1), total, out=np.zeros(len(texts)), where=total > 0
    )
    return shares


def unheld_words(query: str, texts: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Content words of a query that no text holds in any form, as they are written, in order.

    Parameters
    ----------
    query : str
    texts, languages : sequences of str
        The texts, and the ISO 639-1 code of each; a word that one of these languages, or English, has as a function word is no content word.

    Returns
    -------
    list of str

    Notes
    -----
    O(total number of words), ended where every word was found.

    Examples
    --------
    >>> unheld_words("What did the Pope hope?", ["Kazakhs hoped.", "Rain."], ["en", "en"])
    ['Pope']
    """
    spoken = sorted({*languages, "en"})
    asked = {
        word: stems
        for word in dict.fromkeys(re.findall(rf"\w(?:\S*[\w{MARKS}])?", query))
        if all((stems := {language: set(content_stems(word, language)) for language in spoken}).values())
    }
    for text, language in zip(texts, languages, strict=True):
        if not asked:
            break
        own = set(content_stems(text, language))
        asked = {word: stems for word, stems in asked.items() if not stems[language] & own}
    return list(asked)


@dataclass(frozen=True, eq=False, slots=True)
class Terms:
    """Which sentence holds which term, how often.

    Attributes
    ----------
    counts : csr_array of shape (n_sentences, n_terms)
    vocabulary : tuple
        Term of each column, sorted; so that the columns do not depend on the order of the sentences.
    """

    counts: csr_array
    vocabulary: tuple[Any, ...]

    def tf_idf(self) -> csr_array:
        """Sublinear tf-idf with unit rows; a sentence without terms has a row of zeros.

        Returns
        -------
        csr_array of shape (n_sentences, n_terms)
        """
        import scipy.sparse as sp

        weights = self.counts.astype(np.float64)
        n_sentences = weights.shape[0]
        frequency = np.bincount(weights.indices, minlength=weights.shape[1])
        weights.data = (1 + np.log(weights.data)) * (np.log((1 + n_sentences) / (1 + frequency)) + 1)[weights.indices]
        norms = np.sqrt(weights.multiply(weights).sum(axis=1))
        return sp.csr_array(sp.diags_array(1 / np.where(norms > 0, norms, 1)) @ weights)


def count_matrix(sentences: Sequence[Sequence[Any]], *, min_sentences: int = 1) -> Terms:
    """Count terms a sentence.

    Parameters
    ----------
    sentences : sequence of sequences
        The terms of each sentence: stems, bigrams, anything sortable and hashable.
    min_sentences : int
        Terms of fewer sentences are left out.

    Returns
    -------
    Terms

    Notes
    -----
    O(total number of terms) time and memory.
    """
    import scipy.sparse as sp

    # Numbered as they come; the sorting of the vocabulary gives each its column.
    number: defaultdict[Any, int] = defaultdict(count().__next__)
    numbers = np.fromiter(map(number.__getitem__, chain.from_iterable(sentences)), dtype=np.intp)
    rows = np.repeat(np.arange(len(sentences)), [len(terms) for terms in sentences])
    ones: NDArray[np.int64] = np.ones(len(rows), dtype=np.int64)
    counts = sp.csr_array((ones, (rows, numbers)), shape=(len(sentences), len(number)))
    counts.sum_duplicates()
    held_by = np.bincount(counts.indices, minlength=len(number))
    vocabulary = tuple(sorted(term for term, column in number.items() if held_by[column] >= min_sentences))
    counts = counts[:, np.array([number[term] for term in vocabulary], dtype=np.intp)]
    counts.sort_indices()
    return Terms(counts, vocabulary)
