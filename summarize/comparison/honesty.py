"""Honesty of a summary: whom it draws on, how few outlets would have sufficed for it, and what most outlets state or write about that it misses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from .figures.exclusion import supporters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..corpus import Corpus
    from ..themes import Themes
    from .claims import Claims

#: Share of the outlets that makes a theme one of most of them; by default that of a consensus (`ClaimSettings.consensus`).
_MOST: Final = 2 / 3

#: Probability of stating what the first sentence of a claim does from which a sentence of another claim tells it: by reading, all of seven were right above, and
#: six of 25 below.
_TOLD: Final = 0.45

#: Outlets of which most are fewer than all.
_SEVERAL: Final = 3

#: Choices tried before the greedy answer is taken for the fewest.
_MOST_TRIED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Honesty:
    """What stands behind a summary.

    Attributes
    ----------
    sentences_of : mapping of int to int
        Sentences drawn from each outlet.
    enough : tuple of int
        The fewest outlets that together surely state every sentence of it, number by number; of several such choices one.
    consensus : int
        Claims that are consensus (`Claim.kind`).
    missed : tuple of int
        Those of them, by number, that no sentence of the summary states, in other words too.
    silent : tuple of int
        Themes of two thirds of the outlets, by number, that no sentence of the summary is of; the one of most outlets first. None of two outlets: nearly
        every theme is of most of them.
    """

    sentences_of: Mapping[int, int]
    enough: tuple[int, ...]
    consensus: int
    missed: tuple[int, ...]
    silent: tuple[int, ...]


def honesty_of(corpus: Corpus, chosen: Sequence[int], claims: Claims, themes: Themes | None) -> Honesty:
    """Say what stands behind a summary.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    chosen : sequence of int
        Its sentences.
    claims : Claims
    themes : Themes or None
        None where not all themes were asked for: nothing is silent then.

    Returns
    -------
    Honesty
    """
    saying: list[frozenset[int]] = []
    stated: set[int] = set()
    for i in chosen:
        number = int(claims.claim_of[i])
        stated.add(number)
        members = claims.surely(i, supporters(corpus, i, claims.items[number].sentences)) if number >= 0 else [i]
        saying.append(frozenset(int(corpus.outlet_of[j]) for j in members))
    agreed = [k for k, claim in enumerate(claims.items) if claim.kind == "consensus"]

    def tells(number: int) -> bool:
        return any(claims.probability(i, claims.items[number].sentences[:1]) >= _TOLD for i in chosen)

    return Honesty(
        dict(sorted(Counter(int(corpus.outlet_of[i]) for i in chosen).items())),
        tuple(sorted(fewest_covering(saying))),
        len(agreed),
        tuple(k for k in agreed if k not in stated and not tells(k)),
        () if themes is None else _silent(corpus, chosen, themes),
    )


def _silent(corpus: Corpus, chosen: Sequence[int], themes: Themes) -> tuple[int, ...]:
    if len(corpus.outlets) < _SEVERAL:
        return ()
    n_outlets = [len(np.unique(corpus.outlet_of[themes.labels == k])) for k in range(len(themes.names))]
    told = {int(themes.labels[i]) for i in chosen}
    silent = (k for k, n in enumerate(n_outlets) if n >= _MOST * len(corpus.outlets) and k not in told)
    return tuple(sorted(silent, key=lambda k: (-n_outlets[k], k)))


def fewest_covering(choices: Sequence[frozenset[int]]) -> frozenset[int]:
    """Smallest set that has a member in every one of some sets.

    Exact by branching on the set with the fewest members left; past a cap on the number of branches, the greedy answer, which is never
    too small.

    Examples
    --------
    >>> sorted(fewest_covering([frozenset({0, 1}), frozenset({1, 2}), frozenset({3})]))
    [1, 3]
    """
    best = _greedily(choices)
    tried = 0
    pending: list[tuple[frozenset[int], list[frozenset[int]]]] = [
        (frozenset(), sorted(set(choices), key=lambda c: (len(c), sorted(c))))
    ]
    while pending and tried < _MOST_TRIED:
        taken, left = pending.pop()
        tried += 1
        if not left:
            best = min(best, taken, key=len)
        elif len(taken) + 1 < len(best):
            narrowest = min(left, key=lambda c: (len(c), sorted(c)))
            pending += [(taken | {member}, [c for c in left if member not in c]) for member in sorted(narrowest)]
    return best


def _greedily(choices: Sequence[frozenset[int]]) -> frozenset[int]:
    left, taken = list(choices), set[int]()
    while left:
        counts = Counter(member for choice in left for member in choice)
        widest = min(counts, key=lambda member: (-counts[member], member))
        left = [choice for choice in left if widest not in choice]
        taken.add(widest)
    return frozenset(taken)
