"""Articles that got into the folder of a story by mistake."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..similarity import unit_rows
from .likeness import Shares, gather_documents

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..timing import Told

#: Documents up to which a corpus is asked; a larger one is an archive, for `summarize.events.find_stories`.
LARGEST: Final = 3_000

#: What headlines, words and names have of the likeness of two articles, their dates nothing: what is written of an event a year later belongs to
#: it; and what the sentences of both have beside all of these.
_SHARES: Final = Shares(headline=5 / 13, words=5 / 13, names=3 / 13, date=0.0)
_SENTENCES: Final = 0.35

#: Articles belong together that are alike by this share of what is usual in the corpus, or by so much in any; and the share where the model
#: does not know their language, and words and names say it alone.
_SHARE: Final = 0.55
_ENOUGH: Final = 0.36
_SHARE_OF_WORDS: Final = 0.4


@dataclass(frozen=True, slots=True)
class Stray:
    """An article that seems to belong to another story.

    Attributes
    ----------
    document : int
    nearest : int
        The article that it is most like, of those that it seems not to belong to.
    likeness : float
        How alike the two are, 0-1.
    usual : float
        The same for most articles of the corpus: the median likeness of an article to the one that it is most like.
    """

    document: int
    nearest: int
    likeness: float
    usual: float


def find_strays(
    corpus: Corpus,
    embeddings: Embeddings,
    headlines: NDArray[np.float32],
    *,
    spoken: Collection[str] | None = None,
    progress: Told = None,
) -> tuple[Stray, ...]:
    """Find the articles of one story's folder that share next to nothing with the others.

    Two articles are alike by headline, words and names (`summarize.events.likeness`, without the date) and by the mean vectors of their
    sentences. An article belongs to the story where a chain of articles leads from it to most of them, each like the next by about half of what is
    usual in this very corpus; so neither an angle that one outlet has alone nor the last article of a long story is a stray. Where no
    such chain holds more than half of the articles the corpus is no one story, and nothing is said.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
        Row i is ``corpus.sentences[i]``.
    headlines : ndarray of shape (n_documents, n_dims)
        Unit rows: the vectors of `summarize.events.headlines`.
    spoken : collection of str, optional
        Languages (ISO 639-1) that the model of these vectors knows; all by default.
    progress : callable, optional
        Called with the number of documents read and of all.

    Returns
    -------
    tuple of Stray
        In the order of the documents. Articles of one language alone are held against each other, from three on.

    Raises
    ------
    ValueError
        If there is not one headline a document.

    Notes
    -----
    O(n_documents ** 2) time and memory, which is why nobody asks beyond `LARGEST`, and O(words of the corpus). Single linkage cut at one bar, so that one near article is enough to
    belong. What it finds and what it raises falsely: ``docs/stories.md``.
    """
    by_language: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, document in enumerate(corpus.documents):
        by_language[document.language].append(number)
    judged = [np.array(rows, dtype=np.intp) for rows in by_language.values() if len(rows) > 2]
    if not judged:
        return ()
    evidence = gather_documents(corpus, headlines, spoken=spoken, shares=_SHARES, progress=progress)
    means = _document_vectors(corpus, embeddings)
    found: list[Stray] = []
    for rows in judged:
        own = means[rows]
        likeness = evidence.between(rows, rows)
        share = _SHARE_OF_WORDS
        # To a model that does not know a language all of its sentences are alike.
        if evidence.readable[rows].all():
            likeness, share = (1 - _SENTENCES) * likeness + _SENTENCES * np.maximum(own @ own.T, 0), _SHARE
        found += [
            Stray(int(rows[one]), int(rows[other]), alike, usual)
            for one, other, alike, usual in _apart(likeness, share)
        ]
    return tuple(sorted(found, key=lambda stray: stray.document))


def _document_vectors(corpus: Corpus, embeddings: Embeddings) -> NDArray[np.float32]:
    """Direction of the sum of each document's sentences, shape (n_documents, n_dims); zeros where it has none."""
    import scipy.sparse as sp

    n_sentences = len(corpus.sentences)
    ones = np.ones(n_sentences, dtype=np.float32)
    places = (corpus.document_of, np.arange(n_sentences))
    return unit_rows(sp.csr_array((ones, places), shape=(len(corpus.documents), n_sentences)) @ embeddings.vectors)


def _apart(likeness: NDArray[np.float32], share: float) -> list[tuple[int, int, float, float]]:
    """Articles from which no chain leads to most, the nearest of those, how alike the two are, and what is usual."""
    from scipy.sparse.csgraph import connected_components

    alike = np.round(likeness.astype(np.float64), 6)
    np.fill_diagonal(alike, -1)
    usual = float(np.median(alike.max(axis=1)))
    _, part_of = connected_components(alike >= min(share * usual, _ENOUGH), directed=False)
    sizes = np.bincount(part_of)
    most = int(sizes.argmax())
    if 2 * sizes[most] <= len(alike):
        return []
    inside = np.flatnonzero(part_of == most)
    outside = np.flatnonzero(part_of != most).tolist()
    nearest = {i: int(inside[alike[i, inside].argmax()]) for i in outside}
    return [(i, j, round(float(alike[i, j]), 4), round(usual, 4)) for i, j in nearest.items()]
