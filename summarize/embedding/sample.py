"""Sentences on which the routes are held against the reference: of many lengths and kinds, written for it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What the reference makes of the sentences with the packaged model: written by ``benchmarks/sample_vectors.py``, and held against
#: the reference by the tests. Loading the reference for it would double the time of a first run.
VECTORS: Final = Path(__file__).with_name("sample.npz")

SENTENCES: Final = tuple(Path(__file__).with_name("sample.txt").read_text(encoding="utf-8").splitlines())


def facts_of(identity: str) -> str:
    """What the file says of its vectors: the model and the sentences."""
    return sha256("\n".join((identity, *SENTENCES)).encode()).hexdigest()


def known_vectors(identity: str) -> NDArray[np.float32] | None:
    """What the reference makes of `SENTENCES`, shape (n_sentences, n_dims), if it is the model of the file; else None."""
    import numpy as np

    with np.load(VECTORS, allow_pickle=False) as kept:
        return np.asarray(kept["vectors"], dtype=np.float32) if str(kept["facts"]) == facts_of(identity) else None
