"""Sentences too alike to stand in one summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Redundancy"]

#: How far below the threshold a cosine may fall by rounding: the last bits of a product decide nothing.
_ROUNDING: Final = 5e-7


@dataclass(frozen=True, eq=False, slots=True)
class Redundancy:
    """A bar on the similarity of two sentences of one summary.

    Attributes
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    threshold : float
        Cosine from which two rows are redundant.
    """

    vectors: NDArray[np.float32]
    threshold: float

    def barred_by(self, i: int) -> NDArray[np.intp]:
        """Sentences that must not stand beside sentence `i`, itself left out; O(n_sentences * n_dims)."""
        alike = self.vectors @ self.vectors[i] >= self.threshold - _ROUNDING
        alike[i] = False
        return np.flatnonzero(alike)

    def pairs(self, among: NDArray[np.intp], *, block: int = 1024) -> NDArray[np.intp]:
        """All redundant pairs of some sentences.

        Parameters
        ----------
        among : ndarray of shape (n_among,)
            Indices, ascending.
        block : int
            Rows compared at a time; memory is O(block * n_among).

        Returns
        -------
        ndarray of shape (n_pairs, 2)
            Each pair once, lower index first, sorted.

        Notes
        -----
        O(n_among ** 2 * n_dims).
        """
        rows_of = self.vectors[among]
        found = [np.empty((0, 2), dtype=np.intp)]
        for start in range(0, len(among), block):
            alike = rows_of[start : start + block] @ rows_of.T >= self.threshold - _ROUNDING
            rows, columns = np.nonzero(alike)
            rows += start
            upper = rows < columns
            found.append(np.column_stack((among[rows[upper]], among[columns[upper]])))
        return np.concatenate(found)
