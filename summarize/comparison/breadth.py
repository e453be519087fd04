"""Breadth: over how many themes an outlet spreads itself, and how much of what the others agree on it carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..timing import followed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..themes import Themes
    from ..timing import Told
    from .claims import Claims
    from .counting import Counted

#: Sentences with a theme below which an outlet's breadth is not measured, nor all others brought down to its size.
_MIN_SENTENCES: Final = 8


@dataclass(frozen=True, slots=True)
class Breadth:
    """How broadly an outlet covers the story.

    Attributes
    ----------
    outlet : int
    n_sentences : int
        Its sentences that belong to a theme.
    n_themes : int
        Themes that it touches.
    effective : float or None
        exp(H): as many themes of equal size would be as mixed; None where nothing belongs to a theme.
    rarefied : float or None
        The same for `rarefied_to` of its sentences drawn at random, so that a long outlet is not broad by its length alone; None
        below eight sentences.
    rarefied_to : int or None
        The size of the smallest outlet of eight sentences and more.
    n_consensus, of_consensus : int
        Consensus claims that it carries, of all.
    n_shared, of_shared : int
        Claims of several independent texts that it carries, consensus included, of all.
    n_consensus_surely, n_shared_surely : int
        Those of them that it surely states.
    of_consensus_surely, of_shared_surely : int
        Of all of them those that several independent texts surely state, whoever they are.
    """

    outlet: int
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


def _law(drawn: NDArray[np.intp], total: int, n: int, size: int) -> NDArray[np.float64]:
    """Probability that so many of `n`, ascending by ones, are among `size` drawn of `total`, shape (n_drawn,)."""
    from scipy.special import gammaln

    def ways(whole: int, part: NDArray[np.intp] | int) -> NDArray[np.float64]:
        return np.asarray(gammaln(whole + 1) - gammaln(np.add(part, 1)) - gammaln(np.subtract(whole, part) + 1))

    return np.asarray(np.exp(ways(n, drawn) + ways(total - n, size - drawn) - ways(total, size)), dtype=np.float64)


def rarefied_entropy(counts: NDArray[np.intp], size: int) -> float:
    """Entropy in nats that is expected of `size` items drawn from counts without putting any back.

    Parameters
    ----------
    counts : ndarray of shape (n_themes,)
    size : int
        From 1 to the sum of the counts.

    Returns
    -------
    float

    Notes
    -----
    Exact, by the hypergeometric law of each theme's count, and not by drawing. O(n_themes * size), and O(n_themes) where all are drawn.

    Examples
    --------
    >>> round(float(np.exp(rarefied_entropy(np.array([5, 5]), 10))), 3), rarefied_entropy(np.array([5, 5]), 1)
    (2.0, 0.0)
    """
    total = int(counts.sum())

    def expected(n: int) -> float:
        # No more can be drawn of a theme than it has, and no fewer than the others leave; where all are drawn, that is one number.
        drawn = np.arange(max(1, size - (total - n)), min(n, size) + 1)
        term = -(drawn / size) * np.log(drawn / size)
        return float((_law(drawn, total, n, size) * term).sum())

    return sum(map(expected, counts[counts > 0].tolist())) + 0.0


def find_breadth(themes: Themes, claims: Claims, counted: Counted, *, progress: Told = None) -> tuple[Breadth, ...]:
    """Measure the breadth of each outlet.

    Parameters
    ----------
    themes : Themes
    claims : Claims
    counted : Counted
        What counts of the corpus.
    progress : callable, optional
        Called with the number of outlets measured, and of all.

    Returns
    -------
    tuple of Breadth
        One an outlet, by name.

    References
    ----------
    Jost, L. (2006). Entropy and diversity. Oikos 113(2).

    Hurlbert, S. H. (1971). The nonconcept of species diversity. Ecology 52(4).
    """
    corpus = counted.corpus
    table = counted.by_outlet(themes.labels, len(themes.names))
    sizes = table.sum(axis=1)
    large = sizes[sizes >= _MIN_SENTENCES]
    smallest = int(large.min()) if len(large) else None
    carries = [
        {int(corpus.outlet_of[i]) for i in claim.sentences} if claim.kind in ("consensus", "shared") else set()
        for claim in claims.items
    ]
    surely = [{int(corpus.outlet_of[i]) for i in claim.firm} for claim in claims.items]
    agreed = [k for k, claim in enumerate(claims.items) if claim.kind == "consensus"]
    shared = [k for k, held in enumerate(carries) if held]
    borne_out = {k for k in shared if claims.items[k].firm_independent > 1}
    rows = []
    for o, counts in enumerate(followed(list(table), progress)):
        n = int(sizes[o])
        enough = smallest is not None and n >= _MIN_SENTENCES
        rows.append(
            Breadth(
                outlet=o,
                n_sentences=n,
                n_themes=int((counts > 0).sum()),
                effective=float(np.exp(rarefied_entropy(counts, n))) if n else None,
                rarefied=float(np.exp(rarefied_entropy(counts, smallest))) if enough and smallest else None,
                rarefied_to=smallest,
                n_consensus=sum(o in carries[k] for k in agreed),
                of_consensus=len(agreed),
                n_shared=sum(o in carries[k] for k in shared),
                of_shared=len(shared),
                n_shared_surely=sum(o in surely[k] for k in shared),
                n_consensus_surely=sum(o in surely[k] for k in agreed),
                of_consensus_surely=len(borne_out.intersection(agreed)),
                of_shared_surely=len(borne_out),
            )
        )
    return tuple(rows)
