"""Summaries: choosing verbatim sentences within a budget, and saying why each is there."""

from __future__ import annotations

from .choosing import METHODS, Chosen, Summary, SummarySettings, summarise
from .eligibility import is_readable
from .focus import Focus, focus_relevance
from .methods import BASELINES

__all__ = [
    "BASELINES",
    "METHODS",
    "Chosen",
    "Focus",
    "Summary",
    "SummarySettings",
    "focus_relevance",
    "is_readable",
    "summarise",
]
