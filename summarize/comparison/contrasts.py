"""Outlets held against one another in counts: log-odds with a prior, and what they are worth as draws of articles. Arrays alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from .sampling import article_size, discoveries, intra_article_correlation

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: Articles of one side that must hold a word before it is judged: a word of one article is that article's.
_MIN_ARTICLES: Final = 2

#: Weight of the prior of a label that nobody has: so small that it says nothing, and not zero.
_NOWHERE: Final = 1e-9

#: Articles of an outlet from which their own spread is looked at.
_OWN_SPREAD: Final = 3


@dataclass(frozen=True, eq=False)
class Articles:
    """Articles as counts; those without text are left out.

    Attributes
    ----------
    counts : ndarray or csr_array of shape (n_articles, n_labels)
        Sentences about each theme, or showings of each word.
    totals : ndarray of shape (n_articles,)
        Sentences, or content words; every article has some.
    outlet_of, group_of : ndarray of shape (n_articles,)
        Outlet and copy group of each.
    """

    counts: NDArray[np.float64] | csr_array
    totals: NDArray[np.intp]
    outlet_of: NDArray[np.intp]
    group_of: NDArray[np.intp]

    @cached_property
    def table(self) -> csr_array:
        """The counts, of which most are none: an article has few of all words."""
        import scipy.sparse as sp

        return sp.csr_array(self.counts)

    @cached_property
    def _texts(self) -> tuple[NDArray[np.intp], csr_array]:
        """Text of each article, and which labels each text holds."""
        import scipy.sparse as sp

        names, text_of = np.unique(self.group_of, return_inverse=True)
        cells = self.table.tocoo()
        holds = sp.csr_array((np.ones(cells.nnz), (text_of[cells.row], cells.col)), shape=(len(names), cells.shape[1]))
        holds.data[:] = 1
        return text_of, holds

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """How often all articles have each label, shape (n_labels,)."""
        return np.asarray(self.table.sum(axis=0), dtype=np.float64)

    @cached_property
    def longest_first(self) -> NDArray[np.intp]:
        """The articles, the longest first."""
        order: NDArray[np.intp] = np.argsort(-self.totals, kind="stable")
        return order

    def once(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Of the chosen articles that are one text the longest: a wire text that four outlets print says no more than one does."""
        order = self.longest_first[chosen[self.longest_first]]
        _, first = np.unique(self.group_of[order], return_index=True)
        kept = np.zeros(len(self.totals), dtype=bool)
        kept[order[first]] = True
        return kept

    def sides(self, outlet: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Articles of an outlet, and those of the others that it does not print too, each text once."""
        ours = self.outlet_of == outlet
        return ours, self.once(~np.isin(self.group_of, self.group_of[ours]))

    def sums_of(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """How often some articles have each label, shape (n_labels,). Counts are whole, so what the rest have can be taken away."""
        if 2 * chosen.sum() > len(chosen):
            return self.sums - self.sums_of(~chosen)
        return np.asarray(self.table[np.flatnonzero(chosen)].sum(axis=0), dtype=np.float64)

    def articles_with(self, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Some articles that hold each label, shape (n_labels,)."""
        return np.bincount(self.table[np.flatnonzero(chosen)].indices, minlength=self.table.shape[1])

    def texts_with(self, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Independent texts that hold each label, shape (n_labels,), of articles chosen so that a text is chosen whole or not at all."""
        text_of, holds = self._texts
        wanted = np.zeros(holds.shape[0], dtype=bool)
        wanted[text_of[chosen]] = True
        if 2 * wanted.sum() > len(wanted):
            every = np.bincount(holds.indices, minlength=holds.shape[1])
            return every - np.bincount(holds[np.flatnonzero(~wanted)].indices, minlength=holds.shape[1])
        return np.bincount(holds[np.flatnonzero(wanted)].indices, minlength=holds.shape[1])


@dataclass(frozen=True, eq=False, slots=True)
class Differences:
    """Each outlet against the others.

    Attributes
    ----------
    outlets : ndarray of shape (n_outlets,)
        Those that have text, and others to be held against.
    own, elsewhere : ndarray of shape (n_outlets, n_labels)
        Counts of the two sides.
    n_own, n_elsewhere : ndarray of shape (n_outlets,)
        Their totals.
    ratio, log_odds, z, p_values : ndarray of shape (n_outlets, n_labels)
        As of `log_odds`; the probability is NaN where a cell was not tested.
    significant : ndarray of shape (n_outlets, n_labels)
        What stays under the false discovery rate over all cells.
    pooled : ndarray of shape (n_labels,)
        Share in all texts, of which the prior is made.
    effects, effects_elsewhere : ndarray of shape (n_outlets, n_labels)
        Design effect by which counts and totals of each side are divided first.
    least_variances : ndarray of shape (n_outlets, n_labels)
        What the variance of the outlet's own log-odds is at least.
    freedom : int
        Degrees of freedom of the Student's t that z is held against.
    """

    outlets: NDArray[np.intp]
    own: NDArray[np.intp]
    elsewhere: NDArray[np.intp]
    n_own: NDArray[np.intp]
    n_elsewhere: NDArray[np.intp]
    ratio: NDArray[np.float64]
    log_odds: NDArray[np.float64]
    z: NDArray[np.float64]
    p_values: NDArray[np.float64]
    significant: NDArray[np.bool_]
    pooled: NDArray[np.float64]
    effects: NDArray[np.float64]
    effects_elsewhere: NDArray[np.float64]
    least_variances: NDArray[np.float64]
    freedom: int


def log_odds(
    ours: NDArray[np.float64],
    n_ours: NDArray[np.float64],
    theirs: NDArray[np.float64],
    n_theirs: NDArray[np.float64],
    prior: NDArray[np.float64],
    alpha_0: float,
    least_variance: NDArray[np.float64] | float = 0.0,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Difference of two shares as log-odds with an informative Dirichlet prior.

    Parameters
    ----------
    ours, n_ours, theirs, n_theirs : ndarray of shape (n,)
        Counts and totals of the two sides.
    prior : ndarray of shape (n,)
        Share expected.
    alpha_0 : float
        Weight of the prior, in the unit of the totals.
    least_variance : ndarray of shape (n,), optional
        What the variance of our log-odds is at least.

    Returns
    -------
    ratio, difference, z : ndarray of shape (n,)

    References
    ----------
    Monroe, B., Colaresi, M., & Quinn, K. (2008). Fightin' words. Political Analysis 16(4).

    Examples
    --------
    >>> counts = [np.array([float(n)]) for n in (6, 20, 10, 100)]
    >>> ratio, _, z = log_odds(*counts, np.array([0.13]), 5.0)
    >>> ratio.round(2).tolist(), z.round(1).tolist()
    ([2.62], [2.4])
    """
    # What is nowhere at all is as rare on both sides.
    alpha = np.maximum(alpha_0 * prior, _NOWHERE)
    first, second = ours + alpha, theirs + alpha
    n_first, n_second = n_ours + alpha_0, n_theirs + alpha_0
    # A theme that is all that anybody writes about has no odds; half a sentence is left to the rest.
    rest_first, rest_second = np.maximum(n_first - first, 0.5), np.maximum(n_second - second, 0.5)
    difference = np.log(first / rest_first) - np.log(second / rest_second)
    error = np.sqrt(np.maximum(1 / first, least_variance) + 1 / second)
    return (first / n_first) / (second / n_second), difference, difference / error


def freedom_within(articles: Articles) -> int:
    """Articles beyond one an outlet: what the spread between articles of one outlet is taken from."""
    return len(articles.totals) - len(np.unique(articles.outlet_of))


def theme_differences(articles: Articles, alpha_0: float, rate: float) -> Differences:
    """Hold the themes of each outlet against those of the others.

    Counts are divided by the design effect of the intra-article correlation, by the size of each side's articles. A theme's
    correlation is taken to be at least the mean one, themes weighing by their variance: that of a single theme is a rough guess.
    """
    rho = intra_article_correlation(articles.table.toarray(), articles.totals, articles.outlet_of)
    share = articles.sums / max(articles.sums.sum(), 1)
    spread = share * (1 - share)
    rho = np.maximum(rho, (rho * spread).sum() / max(spread.sum(), 1e-9))
    within, n_outlets = freedom_within(articles), len(np.unique(articles.outlet_of))
    # One article an outlet, or little more: the correlation comes from all articles, and so does its freedom.
    freedom = within if within >= n_outlets else len(articles.totals) - 1

    def effect(side: NDArray[np.bool_]) -> NDArray[np.float64]:
        worth: NDArray[np.float64] = 1 + (article_size(articles.totals[side]) - 1) * rho
        return worth

    return differences(articles, effect, freedom, alpha_0, rate)


def term_differences(
    articles: Articles, alpha_0: float, rate: float, min_elsewhere: int, own_names: NDArray[np.bool_]
) -> Differences:
    """Hold the words of each outlet against those of the others.

    Parameters
    ----------
    articles : Articles
    alpha_0, rate : float
    min_elsewhere : int
        Independent texts elsewhere that must hold a word before its being less used is judged.
    own_names : ndarray of shape (n_outlets, n_terms)
        Words that are an outlet's own name, by the number of the outlet; they are not judged there.
    """
    spread = overdispersion(articles)
    found = differences(articles, lambda _: spread, freedom_within(articles), alpha_0, rate)
    tested = np.zeros(found.z.shape, dtype=bool)
    for row, o in enumerate(found.outlets.tolist()):
        ours, others = articles.sides(o)
        if ours.sum() >= _MIN_ARTICLES:
            more = (found.z[row] > 0) & (articles.articles_with(ours) >= _MIN_ARTICLES)
            less = (found.z[row] < 0) & (articles.texts_with(others) >= min_elsewhere)
            tested[row] = (more | less) & ~own_names[o]
    p_values = np.where(tested, found.p_values, np.nan)
    return replace(found, p_values=p_values, significant=discoveries(p_values.ravel(), rate).reshape(p_values.shape))


def differences(
    articles: Articles,
    effect: Callable[[NDArray[np.bool_]], NDArray[np.float64]],
    freedom: int,
    alpha_0: float,
    rate: float,
) -> Differences:
    """Hold each outlet against the others, counts being divided by what a draw of articles makes of them.

    Parameters
    ----------
    articles : Articles
    effect : callable
        Returns the design effect of each label for one side, shape (n_labels,); 1 and more.
    freedom : int
        Degrees of freedom behind that effect, by which z is held against Student's t.
    alpha_0 : float
        Size of the prior, whose shares are those of all texts.
    rate : float
        False discovery rate.
    """
    from scipy.special import stdtr

    texts = articles.once(np.ones(len(articles.totals), dtype=bool))
    pooled = articles.sums_of(texts) / articles.totals[texts].sum()
    outlets = [o for o in np.unique(articles.outlet_of).tolist() if articles.sides(o)[1].any()]
    shape = (len(outlets), articles.table.shape[1])
    counts = np.zeros((2, *shape))
    totals = np.zeros((2, len(outlets)), dtype=np.intp)
    weighed, effects, least = np.zeros((3, *shape)), np.ones((2, *shape)), np.zeros(shape)
    freedom = max(freedom, 1)
    for row, o in enumerate(outlets):
        worth = []
        for k, side in enumerate(articles.sides(o)):
            counts[k, row] = articles.sums_of(side)
            totals[k, row] = articles.totals[side].sum()
            effects[k, row] = effect(side)
            worth += [counts[k, row] / effects[k, row], totals[k, row] / effects[k, row]]
        least[row] = _variance_between(articles, articles.sides(o)[0], worth[1], pooled, alpha_0)
        weighed[:, row] = log_odds(worth[0], worth[1], worth[2], worth[3], pooled, alpha_0, least[row])
    p_values = 2 * stdtr(freedom, -np.abs(weighed[2]))
    own, elsewhere = counts.astype(np.intp)
    return Differences(
        outlets=np.array(outlets, dtype=np.intp),
        own=own,
        elsewhere=elsewhere,
        n_own=totals[0],
        n_elsewhere=totals[1],
        ratio=weighed[0],
        log_odds=weighed[1],
        z=weighed[2],
        p_values=p_values,
        significant=discoveries(p_values.ravel(), rate).reshape(shape),
        pooled=pooled,
        effects=effects[0],
        effects_elsewhere=effects[1],
        least_variances=least,
        freedom=freedom,
    )


def _variance_between(
    articles: Articles,
    ours: NDArray[np.bool_],
    n_worth: NDArray[np.float64],
    prior: NDArray[np.float64],
    alpha_0: float,
) -> NDArray[np.float64]:
    """Variance of an outlet's log-odds as its own articles show it, from three articles on; else 0, which bounds nothing.

    That all articles together vary little does not help an outlet whose one article is all about the theme.
    """
    counts, totals = articles.table[np.flatnonzero(ours)], articles.totals[ours].astype(np.float64)
    n_articles = len(totals)
    if n_articles < _OWN_SPREAD:
        return np.zeros(counts.shape[1])
    share = np.asarray(counts.sum(axis=0)) / totals.sum()
    # The sum of the squares of what counts are beyond their share of the article, without an article that has none.
    squares = np.asarray(counts.power(2).sum(axis=0)) - 2 * share * (totals @ counts) + share**2 * (totals**2).sum()
    variance = np.maximum(squares, 0) / totals.mean() ** 2 / (n_articles * (n_articles - 1))
    smoothed = (share * n_worth + alpha_0 * prior) / (n_worth + alpha_0)
    found: NDArray[np.float64] = variance / np.maximum(smoothed * (1 - smoothed), 1e-9) ** 2
    return found


def overdispersion(articles: Articles) -> NDArray[np.float64]:
    """How many times more a word's counts vary between the articles of an outlet than chance would have it; at least 1.

    Pearson's statistic of a Poisson count, over its degrees of freedom.

    References
    ----------
    McCullagh, P., & Nelder, J. A. (1989). Generalized Linear Models, section 6.2. Chapman & Hall.
    """
    import scipy.sparse as sp

    table, totals = articles.table, articles.totals.astype(np.float64)
    strata, stratum = np.unique(articles.outlet_of, return_inverse=True)
    member = sp.csr_array(
        (np.ones(len(stratum)), (stratum, np.arange(len(stratum)))), shape=(len(strata), len(stratum))
    )
    sums = (member @ table).toarray()
    # Of the squares only what an article has: the rest follows from the sums of its outlet.
    squares = (1 / totals) @ table.power(2) - (sums**2 / (member @ totals)[:, None]).sum(axis=0)
    rate = articles.sums / totals.sum()
    statistic = np.divide(np.maximum(squares, 0), rate, out=np.zeros(len(rate)), where=rate > 0)
    effect: NDArray[np.float64] = np.maximum(statistic / max(freedom_within(articles), 1), 1.0)
    return effect
