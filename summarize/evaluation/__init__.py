"""Scoring summaries against references: strings and arrays in, numbers out."""

from __future__ import annotations

from .bootstrap import Interval, mean_interval, paired_difference
from .measures import COVERED, claim_share, redundancy, reference_coverage
from .oracle import Oracle, exact_oracle, greedy_oracle, rouge_counts
from .rouge import MEASURES, Score, rouge, rouge_tokens

__all__ = [
    "COVERED",
    "MEASURES",
    "Interval",
    "Oracle",
    "Score",
    "claim_share",
    "exact_oracle",
    "greedy_oracle",
    "mean_interval",
    "paired_difference",
    "redundancy",
    "reference_coverage",
    "rouge",
    "rouge_counts",
    "rouge_tokens",
]
