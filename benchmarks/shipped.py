"""The settings under which the other programs here measure: those shipped, on vectors that are the same on every machine.

``--speed fast``, the default, may take another precision on another processor; what that changes is measured by ``speed.py``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import summarize as sm
from summarize.settings import EmbeddingSettings

__all__ = ["EXACT", "QUICK", "model_identity"]

EXACT: Final = sm.Settings(embedding=EmbeddingSettings("exact"))

#: The same without the resamples that tell how firmly themes stand.
QUICK: Final = replace(EXACT, themes=replace(EXACT.themes, n_resamples=0))


def model_identity() -> str:
    """What every table says of the model."""
    return sm.analyse(
        sm.Corpus.from_records([{"text": "The talks in the palace ended."}]), settings=EXACT
    ).encoder.identity
