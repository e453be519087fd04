"""Figures: what is counted, and where outlets come to other numbers.

Number words, units and signs stand in ``words.toml``; what is no figure (a date, a time, a name) is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...homes import names_at

if TYPE_CHECKING:
    from .exclusion import contradicting
    from .quantities import quantities_in
    from .values import LABELS, Figure, Figures, FigureValue, Quantity
    from .view import find_figures

__all__ = [
    "LABELS",
    "Figure",
    "FigureValue",
    "Figures",
    "Quantity",
    "contradicting",
    "find_figures",
    "quantities_in",
]

__getattr__ = names_at(
    __name__,
    {
        "exclusion": ("contradicting",),
        "quantities": ("quantities_in",),
        "values": ("LABELS", "Figure", "Figures", "FigureValue", "Quantity"),
        "view": ("find_figures",),
    },
)
