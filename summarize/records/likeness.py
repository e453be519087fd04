"""Records of the likeness of outlets: three matrices, each with its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..comparison.likeness import Likeness


class MergeRecord(TypedDict):
    """Two groups of outlets put together at the mean likeness between their members."""

    first: list[str]
    second: list[str]
    likeness: float


class TooLittleRecord(TypedDict):
    """An outlet with too little text to be compared: so many sentences with a theme, claims, or runs of words."""

    outlet: str
    size: int


class LikenessRecord(TypedDict):
    """How alike outlets are in one respect; the three are never blended.

    ``values``: row and column ``i`` are ``outlets[i]``, 0-1; ``sizes``: sentences with a theme, claims, or runs of five words of each;
    ``chance``: for themes, what two samples of one mix of as many articles would show on average; ``merges``: the tree by average linkage,
    most alike first; ``cophenetic``: how well it keeps the matrix; ``refused``: why there is no matrix or no tree.
    """

    kind: Literal["themes", "claims", "verbatim"]
    outlets: list[str]
    sizes: list[int]
    values: list[list[float]]
    chance: list[list[float]] | None
    left_out: list[TooLittleRecord]
    merges: list[MergeRecord]
    cophenetic: float | None
    refused: str | None


def likeness_records(outlets: Sequence[str], rows: Sequence[Likeness]) -> list[LikenessRecord]:
    """Return one record a matrix."""
    return [
        cast(
            "LikenessRecord",
            {
                "kind": row.kind,
                "outlets": [outlets[o] for o in row.outlets],
                "sizes": list(row.sizes),
                "values": row.values.tolist(),
                "chance": None if row.chance is None else row.chance.tolist(),
                "left_out": [{"outlet": outlets[o], "size": size} for o, size in row.left_out],
                "merges": [
                    {
                        "first": [outlets[o] for o in merge.first],
                        "second": [outlets[o] for o in merge.second],
                        "likeness": merge.likeness,
                    }
                    for merge in row.merges
                ],
                "cophenetic": row.cophenetic,
                "refused": row.refused,
            },
        )
        for row in rows
    ]


def likeness_among(record: LikenessRecord, outlets: Collection[str]) -> LikenessRecord:
    """Return the part of a matrix that is about some outlets. The tree is left out: it is a tree of all."""
    kept = [k for k, name in enumerate(record["outlets"]) if name in outlets]
    chance = record["chance"]
    return {
        **record,
        "outlets": [record["outlets"][k] for k in kept],
        "sizes": [record["sizes"][k] for k in kept],
        "values": [[record["values"][i][j] for j in kept] for i in kept],
        "chance": None if chance is None else [[chance[i][j] for j in kept] for i in kept],
        "left_out": [item for item in record["left_out"] if item["outlet"] in outlets],
        "merges": [],
        "cophenetic": None,
        "refused": record["refused"] or "the tree is one of all outlets, and not of some",
    }
