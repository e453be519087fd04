"""Records of the omission of claims."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal, TypedDict, cast

from .lazy import Rows
from .sentences import near_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..comparison.omissions import Omission
    from ..corpus import Corpus
    from .sentences import NearestRecord


class OmissionRecord(TypedDict):
    """A claim (by id) in an outlet. ``count``: its sentences that state it; ``elsewhere``: independent texts of others that surely do.

    ``in_passing``: only in the last third. ``p_value``: probability of the silence by chance, None where it was not tested;
    ``nearest``: what the outlet did publish that comes nearest, with its cosine to the middle of the claim; ``perhaps``: probability that
    the outlet states it all the same, in other words; ``unstated``: whether that is so low that no sentence on it was found;
    such a silence is ``absent`` or, where chance alone may explain it, ``cannot_tell``.
    ``share_elsewhere``, ``correlation``, ``n_effective``: as in coverage.
    """

    claim: int
    outlet: str
    count: int
    outcome: Literal["covered", "in_passing", "absent", "cannot_tell"]
    elsewhere: int
    p_value: float | None
    nearest: NearestRecord | None
    perhaps: float | None
    unstated: bool
    share_elsewhere: float
    correlation: float
    n_effective: float


def omission_records(
    corpus: Corpus, outlets: Sequence[str], rows: Sequence[Omission]
) -> Rows[Omission, OmissionRecord]:
    """Return one record a claim and outlet."""

    def record(row: Omission) -> OmissionRecord:
        nearest = near_record(corpus, row.nearest, row.similarity)
        found = {**asdict(row), "outlet": outlets[row.outlet], "nearest": nearest}
        del found["similarity"]
        return cast("OmissionRecord", found)

    return Rows(rows, record)
