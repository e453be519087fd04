"""How sentences become vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from ..configuration import check_values

Speed = Literal["exact", "fast", "int8", "draft"]

SPEEDS: Final[tuple[Speed, ...]] = cast("tuple[Speed, ...]", get_args(Speed))


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """How sentences become vectors.

    Attributes
    ----------
    speed : {"exact", "fast", "int8", "draft"}
        ``exact``: sentence-transformers in float32. ``fast``: the fastest route on this processor whose cosine to it is at least 0.999
        on average and 0.995 at worst. ``int8``: weights in eight bits, at least 0.99 on average. ``draft``: one vector a
        word piece, averaged; for a first look at a large corpus.
    """

    speed: Speed = "fast"

    def __post_init__(self) -> None:
        check_values(self)
