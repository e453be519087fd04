"""Records of emphasis: themes and words to which an outlet gives more or less than the others."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.emphasis import Emphases


class EmphasisRecord(TypedDict):
    """A theme (by id) or a word in an outlet, held against the others.

    ``count`` of ``of`` sentences, or showings of content words; ``ratio``: share here over share elsewhere, both drawn towards the
    pooled share by a prior of ``alpha_0``; ``significant``: under the false discovery rate over all cells of its kind.
    ``tested``: how many cells these are, of which of words those alone are listed that differ at 5 % by themselves.
    ``pooled``, ``design_effect``, ``design_effect_elsewhere``, ``least_variance`` and ``freedom`` are what else the numbers are made of.
    """

    theme: int | None
    term: str | None
    outlet: str
    count: int
    of: int
    count_elsewhere: int
    of_elsewhere: int
    ratio: float
    log_odds: float
    z: float
    p_value: float
    significant: bool
    alpha_0: float
    basis: Literal["outlet", "two articles", "this article"]
    pooled: float
    design_effect: float
    design_effect_elsewhere: float
    least_variance: float
    freedom: int
    tested: int


def emphasis_records(outlets: Sequence[str], emphases: Emphases) -> list[EmphasisRecord]:
    """Return one record a theme and outlet, then one a word and outlet."""
    return [
        cast("EmphasisRecord", {**asdict(row), "outlet": outlets[row.outlet], "tested": tested})
        for rows, tested in ((emphases.themes, len(emphases.themes)), (emphases.terms, emphases.n_terms))
        for row in rows
    ]
