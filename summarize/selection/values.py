"""What a choice is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class Selection:
    """Sentences chosen.

    Attributes
    ----------
    indices : ndarray of shape (n_selected,)
        Best first: in the order in which a greedy choice takes them.
    gains : ndarray of shape (n_selected,)
        What each adds to those before it.
    solver : str
        ``"exact"``, ``"greedy"``, or ``"bounded"``: the exact search ended at its bound before it had proven that there is no better.
    """

    indices: NDArray[np.intp]
    gains: NDArray[np.float64]
    solver: str
