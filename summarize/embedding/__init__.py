"""From sentences to vectors: encoders behind one protocol, and each sentence embedded once."""

from __future__ import annotations

from .embed import embed, normalised
from .encoder import Encoder, SentenceTransformerEncoder
from .models import resolve, spoken_by

__all__ = ["Encoder", "SentenceTransformerEncoder", "embed", "normalised", "resolve", "spoken_by"]
