"""Records of the breadth of outlets."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.breadth import Breadth


class BreadthRecord(TypedDict):
    """How broadly an outlet covers the story.

    ``effective``: exp of the entropy of its themes; ``rarefied``: the same for ``rarefied_to`` of its sentences, None where it has
    fewer than eight. ``n_consensus`` of ``of_consensus``: consensus claims carried; ``n_shared`` of ``of_shared``: claims of several
    independent texts, those included; ``n_consensus_surely``, ``n_shared_surely``: those of them that it surely states;
    ``of_consensus_surely``, ``of_shared_surely``: of all of them those that several independent texts surely state, whoever they are.
    """

    outlet: str
    n_sentences: int
    n_themes: int
    effective: float | None
    rarefied: float | None
    rarefied_to: int | None
    n_consensus: int
    of_consensus: int
    n_shared: int
    of_shared: int
    n_shared_surely: int
    n_consensus_surely: int
    of_consensus_surely: int
    of_shared_surely: int


def breadth_records(outlets: Sequence[str], rows: Sequence[Breadth]) -> list[BreadthRecord]:
    """Return one record an outlet."""
    return [cast("BreadthRecord", {**asdict(row), "outlet": outlets[row.outlet]}) for row in rows]
