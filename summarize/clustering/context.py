"""Vectors in which the themes of one story stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import cost_blocks, row_blocks, rows_within
from ..similarity import (
    group_means,
    group_sums,
    neighbour_sums,
    smoothed_in_document,
    unit_rows,
    unit_sparse_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: Arrays as large as the rows of a block that are held while their context is made.
_COPIES: Final = 8

#: Columns that terms are hashed to.
_WIDTH: Final = 1024


class Contexts:
    """Vectors in which the themes of one story stand apart, of many rows, made for some of them at a time.

    Removes the story's common direction, adds each sentence's neighbours in its own document and the mean of its
    paragraph, removes the direction that the smoothing brought back, and mixes in the words themselves.

    Parameters
    ----------
    vectors : ndarray of shape (n_vectors, n_dims)
        Unit rows.
    document_of : ndarray of shape (n_rows,)
        Rows of a document stand together, in order.
    rows : ndarray of shape (n_rows,), optional
        Which of the vectors are the rows, ascending; all by default. They are not copied.
    terms : csr_array of shape (n_rows, n_terms), optional
        Tf-idf with unit rows.
    weights : ndarray of shape (n_rows,), optional
        Weight of each sentence in the common direction; copies may count less.
    own_weights : ndarray of shape (n_rows,), optional
        Weight of a sentence beside its neighbours, as `length_weights` gives it; 1 by default.
    paragraph_of : ndarray of shape (n_rows,), optional
        Needed where `paragraph_weight` is not 0.
    neighbour_weight : float
        Weight of a neighbour.
    paragraph_weight : float
        Weight of the paragraph's mean, the sentence with its neighbours having 1.
    term_share : float
        Share of the similarity that the terms decide, 0-1.
    progress : callable, optional
        Called with the share of the rows that the work done for the two means comes to, and the number of all.

    Notes
    -----
    Two passes over the vectors for the two means, when it is made; after that only the rows asked for, their neighbours and the
    rest of their paragraphs are looked at. Memory is O(rows asked for) and a block (`summarize.blocks`), and another where what the second
    pass makes fits into one and is held.
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
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._vectors, self._document_of, self._rows = vectors, document_of, rows
        self._own_weights = own_weights
        self._paragraph_of = paragraph_of if paragraph_weight else None
        self._neighbour_weight, self._paragraph_weight = neighbour_weight, np.float32(paragraph_weight)
        self._term_share = term_share if terms is not None and terms.shape[1] else 0.0
        self._terms = _narrowed(terms).astype(np.float32) if terms is not None and self._term_share else None
        n_rows = len(document_of)
        self.n_columns = vectors.shape[1] + (0 if self._terms is None else self._terms.shape[1])
        # A row by itself is its own paragraph where paragraphs do not matter.
        units = np.arange(n_rows) if self._paragraph_of is None else self._paragraph_of
        units = np.cumsum(np.diff(units, prepend=-1) != 0)
        self._begins = np.searchsorted(units, units, side="left")
        self._stops = np.searchsorted(units, units, side="right")
        self._means = [np.zeros(vectors.shape[1], dtype=np.float32)] * 2
        self._held: NDArray[np.float32] | None = None
        share = np.ones(n_rows) if weights is None else weights
        if share.sum() > 0:
            n_held = n_rows if n_rows <= rows_within(4 * vectors.shape[1]) else 0
            held = np.empty((n_held, vectors.shape[1]), dtype=np.float32)
            for k, of in enumerate((self._raw, self._smoothed)):
                summed = np.zeros(vectors.shape[1])
                for block in row_blocks(n_rows, _COPIES * 4 * self.n_columns):
                    found = of(np.arange(block.start, block.stop))
                    summed += share[block] @ found.astype(np.float64)
                    if k == 1 and n_held:
                        held[block] = found
                    if progress is not None:
                        progress((k * n_rows + block.stop) // 2, n_rows)
                self._means[k] = (summed / float(share.sum())).astype(np.float32)
            self._held = held if n_held else None

    def take(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Contextual vectors of some rows.

        Parameters
        ----------
        rows : ndarray of shape (n_asked,)
            Row numbers, ascending.

        Returns
        -------
        ndarray of shape (n_asked, n_columns)
            Unit rows. Terms are reduced by a fixed random projection where that makes them narrower.
        """
        found = np.empty((len(rows), self.n_columns), dtype=np.float32)
        # What is looked at for a row: its paragraph, unless the row before it is of the same, and a neighbour on each side.
        fresh = np.diff(self._begins[rows], prepend=-1) != 0
        seen = np.where(fresh, self._stops[rows] - self._begins[rows] + 2, 0).astype(np.float64)
        for block in cost_blocks(_COPIES * 4 * self.n_columns * seen):
            found[block] = self._block(rows[block])
        return found

    def _block(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        smoothed = unit_rows((self._smoothed(rows) if self._held is None else self._held[rows]) - self._means[1])
        if self._terms is None:
            return smoothed
        return _side_by_side(smoothed, self._words(rows, self._terms), self._term_share)

    def _smoothed(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Vectors of rows in their context, with the direction that it brings back."""
        around, place = self._around(rows)
        values = unit_rows(self._raw(around) - self._means[0])
        together, own_weights = self._together(around)
        found = smoothed_in_document(values, together, weight=self._neighbour_weight, own_weights=own_weights)
        if self._paragraph_of is not None:
            found = unit_rows(found + self._paragraph_weight * group_means(values, self._paragraph_of[around]))
        return found[place]

    def _words(self, rows: NDArray[np.intp], terms: csr_array) -> csr_array:
        """The terms of rows in their context, by the same steps; of all terms a few are not 0 there."""
        around, place = self._around(rows)
        values = terms[around]
        together, own_weights = self._together(around)
        found = neighbour_sums(together, weight=self._neighbour_weight, own_weights=own_weights) @ values
        found = unit_sparse_rows(found)
        if self._paragraph_of is not None:
            sums, sizes = group_sums(self._paragraph_of[around])
            means = sums @ values
            means.data /= np.repeat(sizes, np.diff(means.indptr)).astype(np.float32)
            means.data *= self._paragraph_weight
            found = unit_sparse_rows(found + means[np.repeat(np.arange(len(sizes)), sizes)])
        return found[place]

    def _together(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float64] | None]:
        """Which of some rows stand together, as numbers, and their own weights; of a document only what stands together is together."""
        apart = (np.diff(rows) > 1) | (np.diff(self._document_of[rows]) != 0)
        together = np.concatenate(([0], np.cumsum(apart))) if len(rows) else np.empty(0, dtype=np.intp)
        return together, None if self._own_weights is None else self._own_weights[rows]

    def _around(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows with their paragraphs and the neighbours of these, ascending, and where among them the rows stand."""
        begins, first = np.unique(self._begins[rows], return_index=True)
        starts = np.maximum(begins - 1, 0)
        stops = np.minimum(self._stops[rows[first]] + 1, len(self._document_of))
        # Neighbours of two paragraphs may be the same rows: each part begins where the one before it ends at the earliest.
        starts[1:] = np.maximum(starts[1:], stops[:-1])
        sizes = stops - starts
        around = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        return around, np.searchsorted(around, rows)

    def _raw(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        return self._vectors[rows if self._rows is None else self._rows[rows]]


def _side_by_side(vectors: NDArray[np.float32], terms: csr_array, term_share: float) -> NDArray[np.float32]:
    """Unit rows of which the terms decide a share of the similarity."""
    n_rows, n_dims = vectors.shape
    row_of = np.repeat(np.arange(n_rows), np.diff(terms.indptr))
    left = np.float32((1 - term_share) ** 0.5) * vectors
    right = np.float32(term_share**0.5) * terms.data
    squares = np.einsum("ij,ij->i", left, left, dtype=np.float64)
    squares += np.bincount(row_of, np.square(right, dtype=np.float64), minlength=n_rows)
    norms = np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
    found = np.zeros((n_rows, n_dims + terms.shape[1]), dtype=np.float32)
    np.divide(left, norms[:, None], out=found[:, :n_dims])
    found[row_of, n_dims + terms.indices] = right / norms[row_of]
    return found


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


def _narrowed(terms: csr_array) -> csr_array:
    """Terms hashed to signed columns where there are more than are looked at."""
    n_terms = terms.shape[1]
    if n_terms <= _WIDTH:
        return terms
    import scipy.sparse as sp

    random = np.random.default_rng(0)
    sign = random.choice(np.array([-1.0, 1.0]), n_terms)
    projection = sp.csr_array(
        (sign, (np.arange(n_terms), random.integers(0, _WIDTH, n_terms))), shape=(n_terms, _WIDTH)
    )
    return sp.csr_array(terms @ projection)
