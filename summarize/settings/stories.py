"""How a mixed corpus is divided into stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..configuration import Range, check_values


@dataclass(frozen=True, slots=True)
class StorySettings:
    """How a mixed corpus is divided into stories.

    Attributes
    ----------
    bar : float
        Two groups of documents are one story if they are this many times as alike as each is within itself, 0-1.
    margin : float
        The documents of a story are more alike than the nearest others by this much at least.
    """

    bar: Annotated[float, Range(0, 1)] = 0.45
    margin: Annotated[float, Range(-1, 1)] = 0.12

    def __post_init__(self) -> None:
        check_values(self)
