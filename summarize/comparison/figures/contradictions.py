"""Which sentences contradict one another by a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...corpus import Corpus
    from .values import Figures


def contradicting(corpus: Corpus, figures: Figures) -> NDArray[np.intp]:
    """Pairs of sentences of which a reader would ask which is right: they give figures for one thing that exclude each other, or other bounds of it.

    Parameters
    ----------
    corpus : Corpus
    figures : Figures

    Returns
    -------
    ndarray of shape (n_pairs, 2)
        Each pair once, lower index first. Sentences of one article are none: it explains itself.
    """
    pairs = set()
    for figure in figures.items:
        # "23 defendants" and "22 other defendants" may both be true.
        if not (figure.conflict or figure.bounds) or figure.label == "scope differs":
            continue
        for x, y in figure.excluding().union(figure.bounds):
            i, j = sorted((figure.values[x].sentence, figure.values[y].sentence))
            if corpus.document_of[i] != corpus.document_of[j]:
                pairs.add((i, j))
    return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
