"""Grouping the sentences of one story: from arrays to labels, knowing nothing of news.

Within one story every sentence resembles every other, and plain similarities say little. Four steps set the themes
apart: the common direction is removed, each row gains its neighbours in its document, rows are compared by *what they
are near to* instead of by what they are, and groups are merged by average linkage down to one bar. The bar is a mean
similarity of such profiles, which has the same meaning in every story, so the number of clusters follows from the data.
"""

from __future__ import annotations

from .cells import near_cells
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
)
from .linked import linked_pairs
from .standing import blocks_of, standing_groups

__all__ = [
    "SAMPLE_ROWS",
    "Components",
    "Contexts",
    "Description",
    "Grouping",
    "blocks_of",
    "described_rows",
    "evenly_spaced",
    "group_rows",
    "in_size_order",
    "length_weights",
    "linked_pairs",
    "minimum_size",
    "near_cells",
    "standing_groups",
]
