"""Which documents are held against one another: all of one story, and of very many those that are near.

Sentences that state one fact stand in articles about one event. Up to some thousands of sentences every two are compared; a larger
corpus is many events, and is divided into neighbourhoods of documents that are alike, each compared as one story is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering.cells import near_cells
from ..similarity import common_direction_removed, unit_rows
from ..timing import portions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told

#: Sentences up to which every two are compared.
WHOLE: Final = 10_000

#: Sentences of a neighbourhood, in a larger corpus.
LARGEST: Final = 4_000


def document_vectors(corpus: Corpus, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """What each document is about beyond what all are, unit rows of shape (n_documents, n_dims); zeros for one without sentences."""
    return common_direction_removed(_means(corpus, vectors))


def document_means(corpus: Corpus, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """What each document is about, unit rows of shape (n_documents, n_dims); zeros for one without sentences."""
    return unit_rows(_means(corpus, vectors))


def _means(corpus: Corpus, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of the sentences of each document."""
    sums = np.zeros((len(corpus.documents), vectors.shape[1]), dtype=np.float32)
    counts = corpus.n_sentences_of
    held = counts > 0
    if held.any():
        # Sentences of a document stand together.
        starts = (np.cumsum(counts) - counts)[held]
        sums[held] = np.add.reduceat(vectors, starts, axis=0) / counts[held, None]
    return sums


def neighbourhoods(corpus: Corpus, vectors: NDArray[np.float32]) -> NDArray[np.intp]:
    """Divide the documents of a corpus into neighbourhoods, within which sentences are compared.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.

    Returns
    -------
    ndarray of shape (n_documents,)
        Number of each document's neighbourhood; zeros up to `WHOLE` sentences.

    Notes
    -----
    O(n_sentences * n_dims) time, and for the documents as `near_cells`. Of the pairs of sentences of one story that are found where every
    two are compared, nine of ten are found so too (docs/scaling.md).
    """
    if len(corpus.sentences) <= WHOLE:
        return np.zeros(len(corpus.documents), dtype=np.intp)
    return near_cells(document_vectors(corpus, vectors), corpus.n_sentences_of, LARGEST)


def in_neighbourhoods(neighbourhood_of: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Rows of each neighbourhood, ascending, in the order of their numbers; one without rows where there are none at all.

    Parameters
    ----------
    neighbourhood_of : ndarray of shape (n_rows,)

    Examples
    --------
    >>> [rows.tolist() for rows in in_neighbourhoods(np.array([2, 0, 2]))]
    [[1], [0, 2]]
    """
    order = np.argsort(neighbourhood_of, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(neighbourhood_of[order])) + 1)


def each_neighbourhood(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    rows: NDArray[np.intp],
    progress: Told = None,
) -> Iterator[tuple[NDArray[np.intp], Told]]:
    """Go through the neighbourhoods of some sentences.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    rows : ndarray of shape (n_rows,)
        Sentences looked at.
    progress : callable, optional
        Called with the number of rows done and of all.

    Yields
    ------
    near : ndarray of shape (n_near,)
        Numbers within `rows`, ascending.
    told : callable or None
        What may be called with the work done of this neighbourhood, and all of it.
    """
    parts = in_neighbourhoods(neighbourhoods(corpus, vectors)[corpus.document_of[rows]])
    with portions(progress, len(rows), *map(len, parts)) as told:
        for near, own in zip(parts, told, strict=True):
            yield near, own
            if own is not None:
                own(1, 1)
