"""How alike documents are, for telling whether they report one event: headlines, words, names and dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..dates import instant_of
from ..evidence import names_in
from ..lexical import content_stems
from ..terms import count_matrix
from ..timing import followed, portions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus
    from ..timing import Told

#: Articles that share no word with any of the corpus, as if they stood beside it. So the words of the story count in a corpus
#: of one story too, where every article has them, and count for less where very many stories are about the same people.
PRIOR_DOCUMENTS: Final = 100

#: What the likeness of the words is multiplied by to stand in for that of headlines that the model cannot read: about as
#: much more alike the headlines of one event are than its articles.
STAND_IN: Final = 2.0

#: Days over which what a date says falls to 1/e.
DAYS: Final = 5.0

#: Seconds that the passes took of 100,000 sentences: words, names.
_SECONDS: Final = (3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Shares:
    """What each kind of evidence has of the likeness of two documents; they sum to one."""

    headline: float = 1 / 3
    words: float = 1 / 3
    names: float = 1 / 6
    date: float = 1 / 6


@dataclass(frozen=True, eq=False, slots=True)
class StoryEvidence:
    """The documents of a corpus, as stories are found from them.

    Attributes
    ----------
    headlines : ndarray of shape (n_documents, n_dims)
        Unit rows.
    words, names : csr_array of shape (n_documents, n_terms)
        Weighed, unit rows; a row of zeros where a document has none.
    vocabulary : tuple of str
        Stem of each column of the words.
    days : ndarray of shape (n_documents,)
        When each was published, in days; NaN where that is not known.
    readable : ndarray of shape (n_documents,)
        Whether the model knows the language of each headline; to one that does not, all headlines of a language are alike.
    shares : Shares
    """

    headlines: NDArray[np.float32]
    words: csr_array
    names: csr_array
    vocabulary: tuple[str, ...]
    days: NDArray[np.float64]
    readable: NDArray[np.bool_]
    shares: Shares = Shares()

    def of(self, rows: NDArray[np.intp]) -> StoryEvidence:
        """The evidence of some documents alone, in that order."""
        return replace(
            self,
            headlines=self.headlines[rows],
            words=self.words[rows],
            names=self.names[rows],
            days=self.days[rows],
            readable=self.readable[rows],
        )

    def between(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.float32]:
        """Likeness of some documents to some, 0-1, shape (n_rows, n_columns).

        Notes
        -----
        O(n_rows * n_columns * n_dims), and for the words the number of pairs that share one.
        """
        shares = self.shares
        words = (self.words[rows] @ self.words[columns].T).toarray()
        told = np.maximum(self.headlines[rows] @ self.headlines[columns].T, 0)
        if not (self.readable[rows].all() and self.readable[columns].all()):
            told = np.where(self.readable[rows][:, None] & self.readable[columns][None, :], told, STAND_IN * words)
        found = shares.headline * told.astype(np.float64) + shares.words * words
        found += shares.names * (self.names[rows] @ self.names[columns].T).toarray()
        apart = np.abs(self.days[rows][:, None] - self.days[columns][None, :])
        found += shares.date * np.nan_to_num(np.exp(-apart / DAYS), nan=0.0)
        # What cannot be known of a pair leaves its share to the rest.
        named = np.diff(self.names.indptr) > 0
        unknown = shares.names * ~(named[rows][:, None] & named[columns][None, :]) + shares.date * np.isnan(apart)
        found /= 1 - unknown
        return np.asarray(found, dtype=np.float32)


def gather_documents(
    corpus: Corpus,
    headlines: NDArray[np.float32],
    *,
    spoken: Collection[str] | None = None,
    shares: Shares | None = None,
    progress: Told = None,
) -> StoryEvidence:
    """Lay out what stories are found from.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    headlines : ndarray of shape (n_documents, n_dims)
        Unit rows: the vectors of `summarize.events.headlines`.
    spoken : collection of str, optional
        Languages (ISO 639-1) that the model of these vectors knows; all by default.
    shares : Shares, optional
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    StoryEvidence

    Raises
    ------
    ValueError
        If there is not one headline a document.

    Notes
    -----
    O(words of the corpus).
    """
    n_documents = len(corpus.documents)
    if len(headlines) != n_documents:
        raise ValueError(f"headlines ({len(headlines)}) do not match documents ({n_documents})")
    languages = [document.tongue for document in corpus.documents]
    with portions(progress, n_documents, *_SECONDS) as (reading, naming):
        words = [
            content_stems(f"{document.title}\n{document.text}", language)
            for document, language in followed(list(zip(corpus.documents, languages, strict=True)), reading)
        ]
        named: list[list[str]] = [[] for _ in range(n_documents)]
        language_of = [languages[sentence.document] for sentence in corpus.sentences]
        for sentence, names in zip(corpus.sentences, names_in(corpus.texts, language_of, naming), strict=True):
            named[sentence.document].extend(names)
        word_matrix, vocabulary = weighed(words)
        days = np.array([np.nan if (at := instant_of(d.published)) is None else at / 86_400 for d in corpus.documents])
        readable = np.array([spoken is None or language in spoken for language in languages], dtype=bool)
        return StoryEvidence(headlines, word_matrix, weighed(named)[0], vocabulary, days, readable, shares or Shares())


def weighed(documents: Sequence[Sequence[str]]) -> tuple[csr_array, tuple[str, ...]]:
    """Terms of each document by how often it has them and how few others do, beside `PRIOR_DOCUMENTS` that have none.

    Parameters
    ----------
    documents : sequence of sequences of str

    Returns
    -------
    matrix : csr_array of shape (n_documents, n_terms)
        Unit rows.
    vocabulary : tuple of str

    Examples
    --------
    >>> matrix, vocabulary = weighed([["rain"], ["rain", "snow"]])
    >>> vocabulary, round(float((matrix @ matrix.T).toarray()[0, 1]), 2)
    (('rain', 'snow'), 0.66)
    """
    import scipy.sparse as sp

    terms = count_matrix(documents)
    matrix = terms.counts.astype(np.float64)
    holding = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rarity = np.log((len(documents) + PRIOR_DOCUMENTS) / (holding + 0.5))
    matrix.data = (1 + np.log(matrix.data)) * rarity[matrix.indices]
    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    return sp.csr_array(sp.diags_array(1 / np.where(norms > 0, norms, 1)) @ matrix), terms.vocabulary
