"""Aligned sentences: what two outlets say alike, and word by word where they differ."""

from __future__ import annotations

from .finding import find_alignments, find_columns
from .values import Alignment, Alignments, Change, ColumnRow, Columns

__all__ = [
    "Alignment",
    "Alignments",
    "Change",
    "ColumnRow",
    "Columns",
    "find_alignments",
    "find_columns",
]
