"""Scoring summaries against references: strings and arrays in, numbers out."""

from __future__ import annotations

from .bootstrap import Interval, mean_interval, paired_difference
from .rouge import MEASURES, Score, rouge, rouge_tokens

__all__ = ["MEASURES", "Interval", "Score", "mean_interval", "paired_difference", "rouge", "rouge_tokens"]
