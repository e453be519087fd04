"""A model distilled into one vector a word piece."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from ..similarity import unit_rows
from ..timing import stage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from .loop import Recipe


class StaticEncoder:
    """A static model: the mean of the vectors of a sentence's word pieces.

    Parameters
    ----------
    folder : Path
        As `summarize.embedding.conversion.build_draft` leaves it.
    identity : str
    recipe : (callable, tuple)
        What makes it again in another process, and its arguments.
    """

    def __init__(self, folder: Path, identity: str, recipe: Recipe) -> None:
        self.identity = identity
        self._recipe = recipe
        self._folder = folder
        self._model: Any = None
        self._pieces: NDArray[np.float32]

    def __reduce__(self) -> Recipe:
        """What travels to another process is how the encoder is made, and not the model."""
        return self._recipe

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit rows of shape (n_texts, n_dims).

        A text of which the model knows no word piece has the same even vector as any other such text.
        """
        from scipy.sparse import csr_array

        if self._model is None:
            from model2vec import StaticModel

            with stage("loading the model"):
                self._model = StaticModel.from_pretrained(str(self._folder), force_download=False)
                self._model.tokenizer.no_truncation()
                self._pieces = self._model.embedding
        pieces = self._model.tokenize(list(texts))
        # One product for all texts: the model's own loop over them takes as long as the tokenizer.
        bounds = np.cumsum([0, *map(len, pieces)])
        columns = np.fromiter(chain.from_iterable(pieces), np.int32, bounds[-1])
        counts = csr_array((np.ones(len(columns), np.float32), columns, bounds), shape=(len(pieces), len(self._pieces)))
        vectors = counts @ self._pieces
        vectors[~vectors.any(axis=1)] = 1.0
        return unit_rows(vectors)
