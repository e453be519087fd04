"""Grouping the sentences of one story: from arrays to labels, knowing nothing of news.

Within one story every sentence resembles every other, and plain similarities say little. Four steps set the themes
apart: the common direction is removed, each row gains its neighbours in its document, rows are compared by *what they
are near to* instead of by what they are, and groups are merged by average linkage down to one bar. The bar is a mean
similarity of such profiles, which has the same meaning in every story, so the number of clusters follows from the data.
"""

from __future__ import annotations

from .cells import cells_of, near_cells, near_rows
from .components import Components
from .context import Contexts, length_weights
from .groups import (
    SAMPLE_ROWS,
    Description,
    Grouping,
    described_rows,
    evenly_spaced,
    group_rows,
    in_size_order,
    minimum_size,
    self_similarity,
)
from .linked import linked_pairs
from .standing import blocks_of, standing_groups
from .trees import merge_tree

__all__ = [
    "SAMPLE_ROWS",
    "Components",
    "Contexts",
    "Description",
    "Grouping",
    "blocks_of",
    "cells_of",
    "described_rows",
    "evenly_spaced",
    "group_rows",
    "in_size_order",
    "length_weights",
    "linked_pairs",
    "merge_tree",
    "minimum_size",
    "near_cells",
    "near_rows",
    "self_similarity",
    "standing_groups",
]
