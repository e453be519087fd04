"""How far people who labelled the same sentences agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from .clusters import adjusted_mutual_information, adjusted_rand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two labellers agree; names of themes and facts are each labeller's own and are not compared.

    Attributes
    ----------
    n_both : int
        Sentences that both give a theme.
    themes_adjusted_rand, themes_adjusted_mutual_information : float or None
        Over these sentences; None where there are fewer than two.
    no_theme_kappa : float or None
        Cohen's kappa of whether a sentence has a theme at all; None where both say the same of all.
    facts_f1 : float or None
        Pairs of sentences that state the same fact, over all that either puts together; None where neither does any.
    """

    n_both: int
    themes_adjusted_rand: float | None
    themes_adjusted_mutual_information: float | None
    no_theme_kappa: float | None
    facts_f1: float | None


def label_agreement(
    themes: Sequence[tuple[str | None, str | None]], facts: Sequence[tuple[str | None, str | None]]
) -> Agreement:
    """Compare two labellers, sentence by sentence.

    Parameters
    ----------
    themes, facts : sequences of pairs
        What the first and the second say of each sentence, None for none.

    Returns
    -------
    Agreement

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement.

    Examples
    --------
    >>> found = label_agreement([("a", "x"), ("a", "x"), ("b", "y"), (None, None)], [("1", "1"), ("1", "1"), (None, "2"), (None, "2")])
    >>> found.themes_adjusted_rand, found.no_theme_kappa, round(found.facts_f1 or 0, 2)
    (1.0, 1.0, 0.67)
    """
    both = [(a, b) for a, b in themes if a is not None and b is not None]
    ours, theirs = (np.unique([pair[side] for pair in both], return_inverse=True)[1] for side in (0, 1))
    enough = len(both) > 1
    return Agreement(
        n_both=len(both),
        themes_adjusted_rand=adjusted_rand(ours, theirs) if enough else None,
        themes_adjusted_mutual_information=adjusted_mutual_information(ours, theirs) if enough else None,
        no_theme_kappa=_kappa([(a is None, b is None) for a, b in themes]),
        facts_f1=pair_f1(facts),
    )


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    if not pairs:
        return None
    first, second = (sum(said) / len(pairs) for said in zip(*pairs, strict=True))
    by_chance = first * second + (1 - first) * (1 - second)
    return None if by_chance == 1 else (sum(a == b for a, b in pairs) / len(pairs) - by_chance) / (1 - by_chance)


def krippendorff_alpha(counts: NDArray[np.float64]) -> float | None:
    """Krippendorff's alpha for names: how far any number of labellers agree beyond chance, whoever left something out.

    Parameters
    ----------
    counts : ndarray of shape (n_items, n_names)
        How many labellers gave each item each name. Items that fewer than two labelled count nothing.

    Returns
    -------
    float or None
        1 = they agree in all, 0 = as by chance; None where nothing is labelled twice, or all of it alike by one name.

    Notes
    -----
    O(n_items * n_names).

    References
    ----------
    Krippendorff, K. (2019). Content analysis: An introduction to its methodology (4th ed.), chapter 12. Sage.

    Examples
    --------
    >>> krippendorff_alpha(np.array([[2.0, 0], [2, 0], [0, 2], [1, 1]])).__round__(3)
    0.533
    """
    counts, apart = _twice_labelled(counts)
    n = float(counts.sum())
    by_chance = n * n - float((counts.sum(axis=0) ** 2).sum())
    return None if by_chance <= 0 else 1 - (n - 1) * float(apart.sum()) / by_chance


def _twice_labelled(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The items that two and more labelled, others as zeros, and how far apart the labels of each are."""
    labelled = counts.sum(axis=1)
    counts = np.where(labelled[:, None] > 1, counts, 0.0)
    apart = (labelled**2 - (counts**2).sum(axis=1)) / np.maximum(labelled - 1, 1)
    return counts, np.where(labelled > 1, apart, 0.0)


#: Articles from which something is said of others.
_FEWEST_ARTICLES: Final = 3

#: Draws of articles behind an interval, and its ends.
_DRAWS: Final = 2_000
_ENDS: Final = (2.5, 97.5)


def alpha_interval(
    counts: NDArray[np.float64], article_of: NDArray[np.intp], *, random_state: int = 0
) -> tuple[float, float] | None:
    """Find the 95 % interval of Krippendorff's alpha by drawing articles: the sentences of one are no independent draws.

    Parameters
    ----------
    counts : ndarray of shape (n_items, n_names)
        As for `krippendorff_alpha`.
    article_of : ndarray of shape (n_items,)
    random_state : int

    Returns
    -------
    (float, float) or None
        None for fewer than three articles, which say nothing of others, or where most draws have no alpha.

    Notes
    -----
    A percentile bootstrap, as Hayes & Krippendorff do it by items. O(n_items * n_names + n_draws * n_articles * n_names).

    References
    ----------
    Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data.
    Communication Methods and Measures, 1(1).
    """
    articles, place = np.unique(article_of, return_inverse=True)
    if len(articles) < _FEWEST_ARTICLES:
        return None
    random = np.random.default_rng(random_state)
    drawn = random.multinomial(len(articles), np.full(len(articles), 1 / len(articles)), size=_DRAWS).astype(np.float64)
    # What an article adds to either side of alpha is the same in every draw.
    counts, apart = _twice_labelled(counts)
    of_names = np.zeros((len(articles), counts.shape[1]))
    np.add.at(of_names, place, counts)
    totals = drawn @ of_names
    n = totals.sum(axis=1)
    by_chance = n * n - (totals**2).sum(axis=1)
    known = by_chance > 0
    if 2 * known.sum() < _DRAWS:
        return None
    found = 1 - (n[known] - 1) * (drawn @ np.bincount(place, apart, len(articles)))[known] / by_chance[known]
    low, high = np.percentile(found, _ENDS)
    return float(low), float(high)


def pair_f1(labels: Sequence[tuple[str | None, str | None]]) -> float | None:
    """F1 of the pairs of items that two labellers put together; None where neither puts any together.

    Parameters
    ----------
    labels : sequence of pairs
        What the first and the second say of each item, None for with nothing.

    Notes
    -----
    O(n_items): pairs are counted, not made.

    Examples
    --------
    >>> pair_f1([("1", "1"), ("1", "1"), ("1", "2")])
    0.5
    """

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    ours = pairs(Counter(a for a, _ in labels if a is not None))
    theirs = pairs(Counter(b for _, b in labels if b is not None))
    both = pairs(Counter((a, b) for a, b in labels if a is not None and b is not None))
    return 2 * both / (ours + theirs) if ours + theirs else None
