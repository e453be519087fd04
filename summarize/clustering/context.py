"""Vectors in which the themes of one story stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import cost_blocks, row_blocks
from ..similarity import group_means, smoothed_in_document, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Contexts", "contextual_vectors", "length_weights"]

#: Arrays as large as the rows of a block that are held while their context is made.
_COPIES: Final = 8


def contextual_vectors(
    vectors: NDArray[np.float32],
    document_of: NDArray[np.intp],
    *,
    terms: csr_array | None = None,
    weights: NDArray[np.float64] | None = None,
    own_weights: NDArray[np.float64] | None = None,
    paragraph_of: NDArray[np.intp] | None = None,
    neighbour_weight: float = 0.35,
    paragraph_weight: float = 0.0,
    term_share: float = 0.2,
) -> NDArray[np.float32]:
    """Vectors in which the themes of one story stand apart.

    Removes the story's common direction, adds each sentence's neighbours in its own document and the mean of its
    paragraph, removes the direction that the smoothing brought back, and mixes in the words themselves.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows; sentences of a document stand together, in order.
    document_of : ndarray of shape (n_sentences,)
    terms : csr_array of shape (n_sentences, n_terms), optional
        Tf-idf with unit rows.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the common direction; copies may count less.
    own_weights : ndarray of shape (n_sentences,), optional
        Weight of a sentence beside its neighbours, as `length_weights` gives it; 1 by default.
    paragraph_of : ndarray of shape (n_sentences,), optional
        Needed where `paragraph_weight` is not 0.
    neighbour_weight : float
        Weight of a neighbour.
    paragraph_weight : float
        Weight of the paragraph's mean, the sentence with its neighbours having 1.
    term_share : float
        Share of the similarity that the terms decide, 0-1.

    Returns
    -------
    ndarray of shape (n_sentences, n_dims + n_kept_terms)
        Unit rows. Terms are reduced by a fixed random projection where that makes them narrower.

    Notes
    -----
    O(n_sentences * (n_dims + n_kept_terms)).
    """
    contexts = Contexts(
        vectors,
        document_of,
        terms=terms,
        weights=weights,
        own_weights=own_weights,
        paragraph_of=paragraph_of,
        neighbour_weight=neighbour_weight,
        paragraph_weight=paragraph_weight,
        term_share=term_share,
    )
    return contexts.take(np.arange(len(vectors)))


class Contexts:
    """The contextual vectors of many rows, made for some of them at a time: see `contextual_vectors`.

    Parameters
    ----------
    vectors : ndarray of shape (n_vectors, n_dims)
        Unit rows.
    document_of : ndarray of shape (n_rows,)
        And so of what follows, as in `contextual_vectors`.
    rows : ndarray of shape (n_rows,), optional
        Which of the vectors are the rows, ascending; all by default. They are not copied.

    Notes
    -----
    Two passes over the vectors for the two means, when it is made; after that only the rows asked for, their neighbours and the
    rest of their paragraphs are looked at. Memory is O(rows asked for) and a block (`summarize.blocks`).
    """

    def __init__(
        self,
        vectors: NDArray[np.float32],
        document_of: NDArray[np.intp],
        *,
        rows: NDArray[np.intp] | None = None,
        terms: csr_array | None = None,
        weights: NDArray[np.float64] | None = None,
        own_weights: NDArray[np.float64] | None = None,
        paragraph_of: NDArray[np.intp] | None = None,
        neighbour_weight: float = 0.35,
        paragraph_weight: float = 0.0,
        term_share: float = 0.2,
    ) -> None:
        self._vectors, self._document_of, self._rows = vectors, document_of, rows
        self._own_weights = own_weights
        self._paragraph_of = paragraph_of if paragraph_weight else None
        self._neighbour_weight, self._paragraph_weight = neighbour_weight, np.float32(paragraph_weight)
        self._term_share = term_share if terms is not None and terms.shape[1] else 0.0
        self._terms = _narrowed(terms) if terms is not None and self._term_share else None
        n_rows = len(document_of)
        self.n_columns = vectors.shape[1] + (0 if self._terms is None else self._terms.shape[1])
        # A row by itself is its own paragraph where paragraphs do not matter.
        units = np.arange(n_rows) if self._paragraph_of is None else self._paragraph_of
        units = np.cumsum(np.diff(units, prepend=-1) != 0)
        self._begins = np.searchsorted(units, units, side="left")
        self._stops = np.searchsorted(units, units, side="right")
        self._means = [np.zeros(vectors.shape[1], dtype=np.float32)] * 2
        share = np.ones(n_rows) if weights is None else weights
        total = float(share.sum())
        for k in range(2 if total > 0 else 0):
            summed = np.zeros(vectors.shape[1])
            for block in row_blocks(n_rows, _COPIES * 4 * self.n_columns):
                found = self._raw(np.arange(block.start, block.stop)) if k == 0 else self._smoothed(block)
                summed += share[block] @ found.astype(np.float64)
            self._means[k] = (summed / total).astype(np.float32)

    def take(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Contextual vectors of some rows.

        Parameters
        ----------
        rows : ndarray of shape (n_asked,)
            Row numbers, ascending.

        Returns
        -------
        ndarray of shape (n_asked, n_columns)
            Unit rows.
        """
        found = np.empty((len(rows), self.n_columns), dtype=np.float32)
        # What is looked at for a row: its paragraph, unless the row before it is of the same, and a neighbour on each side.
        fresh = np.diff(self._begins[rows], prepend=-1) != 0
        seen = np.where(fresh, self._stops[rows] - self._begins[rows] + 2, 0).astype(np.float64)
        for block in cost_blocks(_COPIES * 4 * self.n_columns * seen):
            found[block] = self._block(rows[block])
        return found

    def _block(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        around, place = self._around(rows)
        smoothed = unit_rows(self._in_context(self._centred(around), around)[place] - self._means[1])
        if self._terms is None:
            return smoothed
        words = self._in_context(np.asarray(self._terms[around].toarray(), dtype=np.float32), around)[place]
        share = self._term_share
        return unit_rows(np.hstack((np.float32((1 - share) ** 0.5) * smoothed, np.float32(share**0.5) * words)))

    def _smoothed(self, block: slice) -> NDArray[np.float32]:
        around, place = self._around(np.arange(block.start, block.stop))
        return self._in_context(self._centred(around), around)[place]

    def _around(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows with their paragraphs and the neighbours of these, ascending, and where among them the rows stand."""
        begins, first = np.unique(self._begins[rows], return_index=True)
        last = len(self._document_of)
        edges = np.zeros(last + 1, dtype=np.int64)
        np.add.at(edges, np.maximum(begins - 1, 0), 1)
        np.add.at(edges, np.minimum(self._stops[rows[first]] + 1, last), -1)
        around = np.flatnonzero(np.cumsum(edges[:-1]) > 0)
        return around, np.searchsorted(around, rows)

    def _raw(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        return self._vectors[rows if self._rows is None else self._rows[rows]]

    def _centred(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        return unit_rows(self._raw(rows) - self._means[0])

    def _in_context(self, values: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
        # Of a document only what stands together is together.
        apart = (np.diff(rows) > 1) | (np.diff(self._document_of[rows]) != 0)
        together = np.concatenate(([0], np.cumsum(apart))) if len(rows) else np.empty(0, dtype=np.intp)
        own = None if self._own_weights is None else self._own_weights[rows]
        smoothed = smoothed_in_document(values, together, weight=self._neighbour_weight, own_weights=own)
        if self._paragraph_of is None:
            return smoothed
        return unit_rows(smoothed + self._paragraph_weight * group_means(values, self._paragraph_of[rows]))


def length_weights(lengths: NDArray[np.intp]) -> NDArray[np.float64]:
    """How much a sentence says for itself, beside its neighbours: the square root of its length against the median.

    "He declined to comment." says little of what it is about; the sentence before it says more.

    Parameters
    ----------
    lengths : ndarray of shape (n_sentences,)
        Content words of each sentence.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Between 1/2 and the square root of 2.

    Examples
    --------
    >>> length_weights(np.array([10, 40, 10, 0])).round(2).tolist()
    [1.0, 1.41, 1.0, 0.5]
    """
    middle = max(float(np.median(lengths)), 1.0) if len(lengths) else 1.0
    return np.sqrt(np.clip(lengths / middle, 0.25, 2.0))


def _narrowed(terms: csr_array, width: int = 1024) -> csr_array:
    """Terms hashed to `width` signed columns where there are more."""
    n_terms = terms.shape[1]
    if n_terms <= width:
        return terms
    import scipy.sparse as sp

    random = np.random.default_rng(0)
    sign = random.choice(np.array([-1.0, 1.0]), n_terms)
    projection = sp.csr_array((sign, (np.arange(n_terms), random.integers(0, width, n_terms))), shape=(n_terms, width))
    return sp.csr_array(terms @ projection)
