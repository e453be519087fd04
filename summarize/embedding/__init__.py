"""From sentences to vectors: encoders behind one protocol, and each sentence embedded once."""

from __future__ import annotations

from .embed import embed, normalised
from .encoder import Encoder, SentenceTransformerEncoder, resolve
from .models import spoken_by
from .speeds import at_speed

__all__ = [
    "Encoder",
    "SentenceTransformerEncoder",
    "at_speed",
    "embed",
    "normalised",
    "resolve",
    "spoken_by",
]
