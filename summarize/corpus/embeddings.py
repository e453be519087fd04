"""The vectors of a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` as a contiguous array whose write flag is cleared."""
    import numpy as np

    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Embeddings:
    """One unit vector a sentence.

    Attributes
    ----------
    vectors : ndarray of shape (n_sentences, n_dims), float32
        Finite, unit rows, read-only.
    model : str
        Identity of the model that made them: name and digest of its weights.
    """

    vectors: NDArray[np.float32]
    model: str

    def __repr__(self) -> str:
        return f"Embeddings({self.vectors.shape[0]} sentences, {self.vectors.shape[1]} dimensions, model {self.model})"

    def __post_init__(self) -> None:
        import numpy as np

        vectors = self.vectors
        if vectors.ndim != 2:
            raise ValueError(f"vectors must have shape (n_sentences, n_dims), got {vectors.shape}")
        vectors = read_only(vectors.astype(np.float32, copy=False))
        # Without a square of every component in memory; the norm of a row that is not finite is not.
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        if not np.isfinite(norms).all():
            raise ValueError(f"vectors must be finite; {int((~np.isfinite(norms)).sum())} rows are not")
        if len(norms) and np.abs(norms - 1).max() > 1e-3:
            raise ValueError(
                f"rows must have length 1; row {int(np.abs(norms - 1).argmax())} has {norms[np.abs(norms - 1).argmax()]:.4f}"
            )
        object.__setattr__(self, "vectors", vectors)
