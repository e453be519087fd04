"""From sentences to vectors: encoders behind one protocol, and each sentence embedded once."""

from __future__ import annotations

from .embed import embed, normalised
from .encoder import Encoder, SentenceTransformerEncoder, resolve
from .models import spoken_by
from .networks import open_beside
from .speeds import at_speed

__all__ = [
    "Encoder",
    "SentenceTransformerEncoder",
    "at_speed",
    "embed",
    "normalised",
    "open_beside",
    "resolve",
    "spoken_by",
]
