"""The vectorised similarity core: arrays in, arrays out, no n x n matrix kept.

A similarity is a cosine; rows are unit vectors throughout, so that it is a dot product. What a block of rows may take stands in
`summarize.blocks`.
"""

from __future__ import annotations

from .groups import groups_alike
from .neighbours import nearest, top_k
from .profiles import neighbour_profiles
from .vectors import (
    checked_rows,
    common_direction_removed,
    group_means,
    group_sums,
    neighbour_sums,
    similarity_spread,
    smoothed_in_document,
    unit_rows,
    unit_sparse_rows,
    weighted_mean,
)

__all__ = [
    "checked_rows",
    "common_direction_removed",
    "group_means",
    "group_sums",
    "groups_alike",
    "nearest",
    "neighbour_profiles",
    "neighbour_sums",
    "similarity_spread",
    "smoothed_in_document",
    "top_k",
    "unit_rows",
    "unit_sparse_rows",
    "weighted_mean",
]
