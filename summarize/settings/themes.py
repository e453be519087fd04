"""How themes are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from ..configuration import Range, check_values

#: How fine themes are divided.
Granularity: TypeAlias = Literal["coarse", "medium", "fine"]


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """How themes are found.

    Attributes
    ----------
    granularity : {"coarse", "medium", "fine"}
        How alike two groups of sentences must be to be one theme.
    n_themes : int or None
        Number of themes asked for, seeded ones not counted; None takes it from the data.
    neighbour_weight : float
        Weight of a sentence's neighbours in its article, a sentence of median length having 1.
    paragraph_weight : float
        Weight of the mean of its paragraph, the sentence with its neighbours having 1.
    term_share : float
        Share of the similarity that the words decide, 0-1.
    min_share : float
        A theme has at least this share of the sentences, and two.
    min_similarity : float
        A sentence less like the rest of its theme than this belongs to none.
    seed_similarity : float
        A sentence less like a seed than this does not join it.
    n_resamples : int or None
        Resamples of the articles from which stability is measured; None takes 20 to 100, the more the fewer sentences there are. Where there are
        no more choices of two thirds of the articles, each is taken once.
    random_state : int
        For the resampling.
    n_terms : int
        Terms shown a theme.
    n_representative : int
        Sentences shown a theme.
    explain : bool
        Measure what other bars than that of the granularity would have given.
    """

    granularity: Granularity = "medium"
    n_themes: Annotated[int | None, Range(1)] = None
    neighbour_weight: Annotated[float, Range(0)] = 0.25
    paragraph_weight: Annotated[float, Range(0)] = 0.2
    term_share: Annotated[float, Range(0, 1)] = 0.35
    min_share: Annotated[float, Range(0, 1)] = 0.03
    min_similarity: Annotated[float, Range(-1, 1)] = 0.3
    seed_similarity: Annotated[float, Range(-1, 1)] = 0.35
    n_resamples: Annotated[int | None, Range(0)] = None
    random_state: Annotated[int, Range(0)] = 0
    n_terms: Annotated[int, Range(0)] = 6
    n_representative: Annotated[int, Range(0)] = 3
    explain: bool = False

    def __post_init__(self) -> None:
        check_values(self)
