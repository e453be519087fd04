"""Summaries: choosing verbatim sentences within a budget, and saying why each is there."""

from __future__ import annotations

from .choosing import summarise
from .eligibility import Eligibility, eligibility, is_whole
from .focus import Focus, focus_relevance
from .methods import BASELINES
from .ordering import reading_order
from .values import METHODS, Chosen, Summary, SummarySettings

__all__ = [
    "BASELINES",
    "METHODS",
    "Chosen",
    "Eligibility",
    "Focus",
    "Summary",
    "SummarySettings",
    "eligibility",
    "focus_relevance",
    "is_whole",
    "reading_order",
    "summarise",
]
