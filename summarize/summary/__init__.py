"""Summaries: choosing verbatim sentences within a budget, and saying why each is there."""

from __future__ import annotations

from .choosing import summarise
from .eligibility import Eligibility, eligibility
from .focus import Focus, focus_relevance
from .ordering import reading_order
from .values import Chosen, Summary

__all__ = [
    "Chosen",
    "Eligibility",
    "Focus",
    "Summary",
    "eligibility",
    "focus_relevance",
    "reading_order",
    "summarise",
]
