"""Records of coverage: how much of each outlet is about each theme."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal, TypedDict, cast

from .lazy import Rows
from .sentences import near_record

if TYPE_CHECKING:
    from ..comparison.coverage import Cell
    from ..comparison.views import Comparison
    from .sentences import NearestRecord


class CellRecord(TypedDict):
    """One theme in one outlet. ``count`` of ``of`` sentences; versions of one text within the outlet counted once.

    ``low`` and ``high``: 95 % interval by article, None for fewer than two articles. ``basis``: "outlet" from three articles on, "two
    articles" (the interval is wide and rough) or "this article". ``p_value``: probability of the
    silence if the outlet gave the theme what the others give it, None where that was not tested. ``mentioned``: whether a word that the
    theme is called by stands anywhere in the outlet's articles, headlines included; of an outlet with sentences of it, all words of a phrase. ``p_value`` is ``(1 - share_elsewhere) **
    n_effective``: the share in what the others print, and what the outlet's sentences are worth by the ``correlation`` of those of an article.
    """

    theme: int
    outlet: str
    count: int
    of: int
    share: float
    low: float | None
    high: float | None
    outcome: Literal["covered", "in_passing", "absent", "cannot_tell"]
    nearest: NearestRecord | None
    smoothed: float
    n_articles: int
    basis: Literal["outlet", "two articles", "this article"]
    p_value: float | None
    mentioned: bool
    share_elsewhere: float
    correlation: float
    n_effective: float


def coverage_records(comparison: Comparison) -> Rows[Cell, CellRecord]:
    """Records of all cells, outlet by outlet within a theme."""
    from ..comparison.mentions import Mentions

    outlets = comparison.corpus.outlets
    mentions, names = Mentions(comparison.corpus), comparison.compared.themes.names

    def row(cell: Cell) -> CellRecord:
        mentioned = mentions.phrase_of if cell.count else mentions.any_of
        record = {
            **asdict(cell),
            "outlet": outlets[cell.outlet],
            "nearest": near_record(comparison.compared.corpus, cell.nearest, cell.similarity),
            "mentioned": mentioned(names[cell.theme], cell.outlet),
        }
        del record["similarity"]
        return cast("CellRecord", record)

    return Rows(comparison.coverage, row)
