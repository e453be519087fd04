"""What so little text can carry: the article as the unit of sampling, and the control of false discoveries. Arrays alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Articles beyond one an outlet from which their likeness is taken within the outlets, and not over all of them.
_WITHIN: Final = 10


def intra_article_correlation(
    counts: NDArray[np.float64], lengths: NDArray[np.intp], outlet_of: NDArray[np.intp]
) -> NDArray[np.float64]:
    """How much more alike two sentences of one article are in being about a theme than two of different articles.

    Parameters
    ----------
    counts : ndarray of shape (n_articles, n_themes)
        Sentences of each article about each theme.
    lengths : ndarray of shape (n_articles,)
        Sentences of each article.
    outlet_of : ndarray of shape (n_articles,)
        The outlet of each. Articles are compared with those of their own outlet where there are enough of them (ten more
        articles than outlets), so that a difference between outlets is not taken for one between articles; else with all,
        which errs towards saying too little.

    Returns
    -------
    ndarray of shape (n_themes,)
        Between 0 and 1.

    Notes
    -----
    The one-way analysis of variance estimator for yes/no data of unequal groups, nested in the outlets. O(size of counts).

    References
    ----------
    Donner, A., & Koval, J. J. (1980). The estimation of intraclass correlation in the analysis of family data. Biometrics.
    """
    used = lengths > 0
    counts, sizes = counts[used], lengths[used].astype(np.float64)
    stratum = np.unique(outlet_of[used], return_inverse=True)[1]
    if len(sizes) - (stratum.max(initial=-1) + 1) < _WITHIN:
        stratum = np.zeros(len(sizes), dtype=np.intp)
    n_strata, n_articles, total = int(stratum.max(initial=-1)) + 1, len(sizes), sizes.sum()
    if n_articles - n_strata < 1 or total <= n_articles:
        return np.zeros(counts.shape[1])
    size_of = np.bincount(stratum, sizes, minlength=n_strata)
    pooled = np.zeros((n_strata, counts.shape[1]))
    np.add.at(pooled, stratum, counts)
    pooled /= size_of[:, None]
    share = counts / sizes[:, None]
    between = (sizes[:, None] * (share - pooled[stratum]) ** 2).sum(axis=0) / (n_articles - n_strata)
    within = (counts * (1 - share)).sum(axis=0) / (total - n_articles)
    squares = np.bincount(stratum, sizes**2, minlength=n_strata)
    typical = (total - (squares / size_of).sum()) / (n_articles - n_strata)
    spread = between + (typical - 1) * within
    found: NDArray[np.float64] = np.divide(between - within, spread, out=np.zeros(len(spread)), where=spread > 0)
    return np.clip(found, 0, 1)


def article_size(lengths: NDArray[np.intp]) -> float:
    """Sentences of the article in which a sentence drawn at random stands; 1 where there are none.

    Examples
    --------
    >>> article_size(np.array([10, 10])), article_size(np.array([1, 19]))
    (10.0, 18.1)
    """
    total = float(lengths.sum())
    return float((lengths.astype(np.float64) ** 2).sum()) / total if total else 1.0


#: Width of an interval that says nothing.
_EVERYTHING: Final = 0.99


def share_interval(
    counts: NDArray[np.float64], lengths: NDArray[np.intp], level: float, *, prior: float, rho: float
) -> tuple[float, float] | None:
    """Interval of a share by article; None for fewer than two articles, and where it would reach from nothing to all.

    Student's t of a ratio of totals over articles. The error is at least that of as many sentences as the articles are
    worth by their correlation: three articles that happen to agree, or that are all silent, do not make a certainty.

    Parameters
    ----------
    counts, lengths : ndarray of shape (n_articles,)
        Sentences about the theme, and in all; every article has some.
    level : float
        Share of such intervals that should hold the true share.
    prior : float
        The share that is expected, of which one sentence's worth is mixed in for the least error.
    rho : float
        `intra_article_correlation` of the theme.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, section 2.11. Wiley.
    """
    n_articles = len(lengths)
    if n_articles < 2:
        return None
    from scipy.special import stdtrit

    total = float(lengths.sum())
    share = float(counts.sum()) / total
    residual = (counts - share * lengths) / lengths.mean()
    clustered = float((residual**2).sum() / (n_articles * (n_articles - 1)))
    effective = total / (1 + (article_size(lengths) - 1) * rho)
    smoothed = (share * effective + prior) / (effective + 1)
    error = np.sqrt(max(clustered, smoothed * (1 - smoothed) / effective))
    reach = float(stdtrit(n_articles - 1, (1 + level) / 2)) * float(error)
    low, high = max(0.0, share - reach), min(1.0, share + reach)
    return None if high - low >= _EVERYTHING else (low, high)


def basis_of(n_articles: int) -> str:
    """What is judged of an outlet by so many articles: itself from three on."""
    return "outlet" if n_articles > 2 else "two articles" if n_articles == 2 else "this article"


def discoveries(p_values: NDArray[np.float64], rate: float) -> NDArray[np.bool_]:
    """Which of the tests stay significant at a false discovery rate, shape (n_tests,); NaN was not tested.

    References
    ----------
    Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B.

    Examples
    --------
    >>> discoveries(np.array([0.01, np.nan, 0.04, 0.03]), 0.05).tolist()
    [True, False, True, True]
    """
    tested = np.flatnonzero(~np.isnan(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    below = np.flatnonzero(p_values[order] <= rate * np.arange(1, len(order) + 1) / max(len(order), 1))
    found = np.zeros(len(p_values), dtype=bool)
    if len(below):
        found[order[: below[-1] + 1]] = True
    return found
