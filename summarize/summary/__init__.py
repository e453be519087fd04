"""Summaries: choosing verbatim sentences within a budget, and saying why each is there."""

from __future__ import annotations

from .choosing import METHODS, Chosen, Summary, SummarySettings, summarise
from .eligibility import is_readable

__all__ = ["METHODS", "Chosen", "Summary", "SummarySettings", "is_readable", "summarise"]
