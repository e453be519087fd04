"""How sure a mean over stories is, and a difference between two systems on the same stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


#: Share of resamples within an interval.
_LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its bootstrap interval.

    Attributes
    ----------
    mean, low, high : float
    p_value : float or None
        Of a difference: twice the share of resamples in which its sign is the other or none, one resample counted as
        such beside those drawn, so that it is never 0; at most 1.
    """

    mean: float
    low: float
    high: float
    p_value: float | None = None


def _figures(name: str, values: ArrayLike) -> NDArray[np.float64]:
    figures = np.asarray(values, dtype=np.float64)
    if figures.ndim != 1 or len(figures) == 0:
        raise ValueError(f"{name} must be one figure a story, of at least one, got an array of shape {figures.shape}")
    return figures


def _resampled_means(values: NDArray[np.float64], n_resamples: int, random_state: int) -> NDArray[np.float64]:
    if n_resamples < 1:
        raise ValueError(f"n_resamples must be at least 1, got {n_resamples}")
    draws = np.random.default_rng(random_state)
    means = np.empty(n_resamples)
    # A block at a time, so that memory does not grow with the number of resamples.
    for start in range(0, n_resamples, 1000):
        rows = draws.integers(len(values), size=(min(1000, n_resamples - start), len(values)))
        means[start : start + len(rows)] = values[rows].mean(axis=1)
    return means


def mean_interval(values: ArrayLike, *, n_resamples: int = 10_000, random_state: int = 0) -> Interval:
    """Mean over stories with its percentile bootstrap interval.

    Parameters
    ----------
    values : array-like of shape (n_stories,)
        One figure a story; at least one.
    n_resamples : int
    random_state : int

    Raises
    ------
    ValueError
        If there is no figure, or no resample.

    Notes
    -----
    O(n_stories * n_resamples).

    References
    ----------
    Efron, B., & Tibshirani, R. (1993). An introduction to the bootstrap.

    Examples
    --------
    >>> mean_interval([0.2, 0.2, 0.2])
    Interval(mean=0.2, low=0.2, high=0.2, p_value=None)
    """
    array = _figures("values", values)
    return _interval(array, _resampled_means(array, n_resamples, random_state))


def _interval(values: NDArray[np.float64], means: NDArray[np.float64], p_value: float | None = None) -> Interval:
    low, high = np.quantile(means, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    # Rounded, so that the mean of equal figures is that figure.
    return Interval(round(float(values.mean()), 12), round(float(low), 12), round(float(high), 12), p_value)


def paired_difference(
    ours: ArrayLike, theirs: ArrayLike, *, n_resamples: int = 10_000, random_state: int = 0
) -> Interval:
    """Mean difference of two systems over the same stories, with its paired bootstrap interval and p-value.

    The p-value is no less than that of as many fair coins that all fall on one side: 0.5 for two stories, 0.002 for ten.

    Parameters
    ----------
    ours, theirs : array-like of shape (n_stories,)
        Figures of the two systems, story by story.
    n_resamples : int
    random_state : int

    Raises
    ------
    ValueError
        If the two are not of the same stories, there is none, or no resample.

    References
    ----------
    Koehn, P. (2004). Statistical significance tests for machine translation evaluation. EMNLP.

    Examples
    --------
    >>> paired_difference([0.3, 0.4, 0.5], [0.2, 0.3, 0.4]).p_value
    0.25
    """
    first, second = _figures("ours", ours), _figures("theirs", theirs)
    if first.shape != second.shape:
        raise ValueError(f"paired figures are of the same stories, got {first.shape} and {second.shape}")
    differences = first - second
    means = _resampled_means(differences, n_resamples, random_state)
    against = (means <= 0).sum() if round(float(differences.mean()), 12) > 0 else (means >= 0).sum()
    # Resamples of two stories that go one way all go that way; that both do so by chance is still even odds.
    least = 2.0 ** (1 - len(differences))
    p_value = min(1.0, max(least, 2 * (1 + int(against)) / (1 + n_resamples)))
    return _interval(differences, means, p_value)
