"""Scoring sentences by their place among all others: from arrays to one score a sentence, one paper a function."""

from __future__ import annotations

from .means import centroid_scores, contrast_scores
from .places import lead_scores, random_scores, turn_scores
from .walks import lexrank_scores, textrank_scores, thresholded_lexrank_scores

__all__ = [
    "centroid_scores",
    "contrast_scores",
    "lead_scores",
    "lexrank_scores",
    "random_scores",
    "textrank_scores",
    "thresholded_lexrank_scores",
    "turn_scores",
]
