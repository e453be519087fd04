"""Choosing sentences within a budget: from arrays to indices, knowing nothing of news.

Every function is deterministic. Where a greedy choice meets equals, the lower index wins; of equal optimal sets, the
exact programme gives one, always the same.
"""

from __future__ import annotations

from .coverage import maximum_coverage
from .greedy import fill_in_order, kl_selection, maximal_marginal_relevance
from .redundancy import Contained, Redundancy, Worded
from .values import Selection

__all__ = [
    "Contained",
    "Redundancy",
    "Selection",
    "Worded",
    "fill_in_order",
    "kl_selection",
    "maximal_marginal_relevance",
    "maximum_coverage",
]
