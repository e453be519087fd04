"""Particulars: days, times, years, ordinal numbers, scores, names, in which sentences worded alike contradict each other."""

from __future__ import annotations

from .opposing import contradicting, opposing

__all__ = ["contradicting", "opposing"]
