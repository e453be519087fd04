"""Figures: what is counted, and where outlets come to other numbers.

Number words, units and signs stand in ``words.toml``; what is no figure (a date, a time, a name) is left alone.
"""

from __future__ import annotations

from .quantities import quantities_in
from .values import LABELS, Figure, Figures, FigureValue, Quantity
from .view import find_figures

__all__ = [
    "LABELS",
    "Figure",
    "FigureValue",
    "Figures",
    "Quantity",
    "find_figures",
    "quantities_in",
]
