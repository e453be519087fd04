"""Scoring summaries against references: strings and arrays in, numbers out."""

from __future__ import annotations

from .bootstrap import mean_interval, paired_difference
from .measures import claim_share, redundancy, reference_coverage
from .oracle import exact_oracle, greedy_oracle, rouge_counts
from .rouge import MEASURES, rouge, rouge_tokens

__all__ = [
    "MEASURES",
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
