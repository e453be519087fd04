"""Sentences too alike to stand in one summary."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks
from ..similarity import checked_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: How far below the threshold a cosine may fall by rounding: the last bits of a product decide nothing.
_ROUNDING: Final = 5e-7

#: Bytes of a pair that is compared: its cosines, whether it is redundant, and where it stands.
_PAIR_BYTES: Final = 40


@dataclass(frozen=True, eq=False, slots=True)
class Worded:
    """A bar on likeness in meaning and in words together.

    Attributes
    ----------
    terms : csr_array of shape (n_sentences, n_terms)
        Unit rows or zeros, none negative.
    threshold : float
        Sum of the cosine of the vectors and that of the terms from which two rows are redundant, if they share a term.
    """

    terms: csr_array
    threshold: float


@dataclass(frozen=True, eq=False, slots=True)
class Contained:
    """A bar on what a short row tells anew beside a long one of another document.

    "A truck plowed into a crowd on the boardwalk" holds little that "Scores were killed when a truck plowed through a crowd" does not, though
    the cosine of the two, of unlike length, is small. An article seldom repeats itself, so rows of one document are not held against one another.

    Attributes
    ----------
    weighted : csr_array of shape (n_sentences, n_terms)
        What each term of a row weighs, not negative; the rarer the more.
    document_of : ndarray of shape (n_sentences,)
    share : float
        Weight of the terms that two rows share, as a share of the lighter row's, from which the two are redundant.
    threshold : float
        Cosine of the vectors that it takes as well.
    """

    weighted: csr_array
    document_of: NDArray[np.intp]
    share: float
    threshold: float
    holds: csr_array = field(init=False)
    totals: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "holds", (self.weighted != 0).astype(np.float64))
        object.__setattr__(self, "totals", np.asarray(self.weighted.sum(axis=1), dtype=np.float64).ravel())

    def reached(
        self,
        shared: NDArray[np.float64],
        rows: NDArray[np.intp],
        others: NDArray[np.intp],
        cosines: NDArray[np.float32],
    ) -> NDArray[np.bool_]:
        """Whether pairs of rows reach the bar by the weight that they share, shape (n_pairs,)."""
        lighter = np.minimum(self.totals[rows], self.totals[others])
        reached: NDArray[np.bool_] = (shared > 0) & (shared >= self.share * lighter - _ROUNDING)
        reached &= cosines >= self.threshold - _ROUNDING
        reached &= self.document_of[rows] != self.document_of[others]
        return reached


@dataclass(frozen=True, eq=False, slots=True)
class Redundancy:
    """A bar on the similarity of two sentences of one summary.

    Attributes
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    threshold : float
        Cosine from which two rows are redundant.
    worded : Worded, optional
        A bar for rows that share words as well.
    contained : Contained, optional
        A bar for a row that tells little which one of another document does not.
    claim_of : ndarray of shape (n_sentences,), optional
        What each row states, -1 for nothing; two that state the same are redundant, however they put it.
    opposed : csr_array of shape (n_sentences, n_sentences), optional
        1 where two rows must not stand together because they contradict one another; symmetric.
    """

    vectors: NDArray[np.float32]
    threshold: float
    worded: Worded | None = None
    contained: Contained | None = None
    claim_of: NDArray[np.intp] | None = None
    opposed: csr_array | None = None

    def __post_init__(self) -> None:
        checked_rows("vectors", self.vectors)

    def barred_by(self, i: int) -> NDArray[np.intp]:
        """Sentences that must not stand beside sentence `i`, itself left out; O(n_sentences * n_dims)."""
        alike = self._alike(slice(i, i + 1), slice(None))[0]
        alike[i] = False
        return np.flatnonzero(alike)

    def bars_beside(self, i: int, taken: Sequence[int]) -> bool:
        """Whether sentence `i` must not stand beside one of those taken; O(n_taken * n_dims)."""
        if not taken:
            return False
        others = np.array(taken, dtype=np.intp)
        return bool(self._alike(slice(i, i + 1), others[others != i]).any())

    def pairs(self, among: NDArray[np.intp]) -> NDArray[np.intp]:
        """All redundant pairs of some sentences.

        Parameters
        ----------
        among : ndarray of shape (n_among,)
            Indices, ascending.

        Returns
        -------
        ndarray of shape (n_pairs, 2)
            Each pair once, lower index first, sorted.

        Notes
        -----
        O(n_among ** 2 * n_dims) time, in blocks of a constant size (`summarize.blocks`).
        """
        found = [np.empty((0, 2), dtype=np.intp)]
        for block in row_blocks(len(among), _PAIR_BYTES * len(among)):
            rows, columns = np.nonzero(self._alike(among[block], among))
            rows += block.start
            upper = rows < columns
            found.append(np.column_stack((among[rows[upper]], among[columns[upper]])))
        return np.concatenate(found)

    def bars(self, rows: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether each row is redundant with the other at the same place, shape (n_rows,); O(n_rows * n_dims)."""
        cosines = np.einsum("ij,ij->i", self.vectors[rows], self.vectors[others])
        alike: NDArray[np.bool_] = cosines >= self.threshold - _ROUNDING
        if self.worded is not None:
            shared = self.worded.terms[rows].multiply(self.worded.terms[others]).sum(axis=1)
            alike |= (shared > 0) & (cosines + shared >= self.worded.threshold - _ROUNDING)
        if self.contained is not None:
            both = self.contained.weighted[rows].multiply(self.contained.holds[others]).sum(axis=1)
            alike |= self.contained.reached(np.asarray(both, dtype=np.float64), rows, others, cosines)
        if self.claim_of is not None:
            alike |= (self.claim_of[rows] == self.claim_of[others]) & (self.claim_of[rows] >= 0)
        if self.opposed is not None:
            against = self.opposed[rows].tocoo()
            alike[against.row[others[against.row] == against.col]] = True
        return alike

    def _alike(self, rows: NDArray[np.intp] | slice, columns: NDArray[np.intp] | slice) -> NDArray[np.bool_]:
        """Which rows are redundant with which others, shape (n_rows, n_columns)."""
        cosines = self.vectors[rows] @ self.vectors[columns].T
        alike: NDArray[np.bool_] = cosines >= self.threshold - _ROUNDING
        if self.worded is not None:
            shared = (self.worded.terms[rows] @ self.worded.terms[columns].T).tocoo()
            both = cosines[shared.row, shared.col] + shared.data
            near = both >= self.worded.threshold - _ROUNDING
            alike[shared.row[near], shared.col[near]] = True
        if self.contained is not None:
            every = np.arange(len(self.vectors))
            held = (self.contained.weighted[rows] @ self.contained.holds[columns].T).tocoo()
            i, j = held.row, held.col
            alike[i, j] |= self.contained.reached(held.data, every[rows][i], every[columns][j], cosines[i, j])
        if self.claim_of is not None:
            stated, others = self.claim_of[rows], self.claim_of[columns]
            alike |= (stated[:, None] == others) & (stated[:, None] >= 0)
        if self.opposed is not None:
            against = self.opposed[rows][:, columns].tocoo()
            alike[against.row, against.col] = True
        return alike
