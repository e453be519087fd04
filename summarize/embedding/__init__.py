"""From sentences to vectors: encoders behind one protocol, and each sentence embedded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..homes import names_at
from .encoder import Encoder, SentenceTransformerEncoder, resolve
from .loop import open_beside
from .models import spoken_by
from .speeds import at_speed

if TYPE_CHECKING:
    from .texts import embed, normalised

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

__getattr__ = names_at(__name__, {"texts": "embed normalised"})
