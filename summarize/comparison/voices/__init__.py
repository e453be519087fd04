"""Voices: direct quotations, who says them, and which outlet lets whom speak, at what length.

Rules over the words around quotation marks and lists of words by language; no model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...homes import names_at

if TYPE_CHECKING:
    from .speakers import Speaker
    from .values import MIN_WORDS, OutletVoices, Quote, SharedQuotation, Voice, Voices
    from .view import find_voices

__all__ = ["MIN_WORDS", "OutletVoices", "Quote", "SharedQuotation", "Speaker", "Voice", "Voices", "find_voices"]

__getattr__ = names_at(
    __name__,
    {
        "speakers": ("Speaker",),
        "values": ("MIN_WORDS", "OutletVoices", "Quote", "SharedQuotation", "Voice", "Voices"),
        "view": ("find_voices",),
    },
)
