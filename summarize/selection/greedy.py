"""Greedy choices: in a given order, by relevance against novelty, by divergence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..similarity import checked_rows
from .values import Selection

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from .redundancy import Redundancy

#: Sentences of the highest bounds that are reckoned anew together at first.
_REVIEWED: Final = 256

#: What is added to a summary's count of every word, so that a word it lacks costs much and not everything.
_SMOOTHING: Final = 0.1


def fill_in_order(
    order: NDArray[np.intp],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    redundancy: Redundancy | None = None,
) -> NDArray[np.intp]:
    """Take sentences in a given order as long as they fit, passing over those that do not.

    Parameters
    ----------
    order : ndarray of shape (n_candidates,)
        Indices, best first.
    lengths : ndarray of shape (n_sentences,)
        Cost of each sentence.
    budget : int
        Largest total cost.
    redundancy : Redundancy, optional
        Which sentences must not be chosen together.

    Returns
    -------
    ndarray of shape (n_selected,)
        In the order taken.

    Notes
    -----
    O(n_candidates * n_selected), and a comparison with those taken for each sentence that still fits.
    """
    taken: list[int] = []
    left = budget
    waiting = order[lengths[order] <= left]
    place = 0
    while place < len(waiting):
        i = int(waiting[place])
        place += 1
        # Only what could be taken is compared with what was, so that the rest of a long order costs nothing.
        if redundancy is None or not redundancy.bars_beside(i, taken):
            taken.append(i)
            left -= int(lengths[i])
            waiting = waiting[place:][lengths[waiting[place:]] <= left]
            place = 0
    return np.array(taken, dtype=np.intp)


def maximal_marginal_relevance(
    vectors: NDArray[np.float32],
    relevance: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    trade_off: float = 0.7,
) -> NDArray[np.intp]:
    """Take, again and again, the sentence most relevant and least like those already taken.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    relevance : ndarray of shape (n_sentences,)
    lengths : ndarray of shape (n_sentences,)
    budget : int
    trade_off : float
        1 = relevance alone, 0 = novelty alone.

    Returns
    -------
    ndarray of shape (n_selected,)
        In the order taken.

    Notes
    -----
    Lazy: a sentence taken costs O(n_sentences) to find the best bounds, and O(n_dims) for each sentence whose bound has to be
    reckoned anew, which are few.

    References
    ----------
    Carbonell, J., & Goldstein, J. (1998). The use of MMR, diversity-based reranking. SIGIR.
    """
    checked_rows("vectors", vectors)
    # What is known of each sentence's redundancy: its closest among the first so many taken. As more are taken it only grows,
    # so what was reckoned before is a bound on what a sentence is worth, and only the best by their bounds are reckoned anew.
    closest, seen = np.zeros(len(vectors)), np.zeros(len(vectors), dtype=np.intp)
    bounds = np.where(lengths <= budget, trade_off * relevance, -np.inf)
    taken: list[int] = []
    left = budget
    while True:
        best = int(bounds.argmax()) if len(bounds) else 0
        if len(bounds) == 0 or bounds[best] == -np.inf:
            return np.array(taken, dtype=np.intp)
        n_reviewed = _REVIEWED
        while seen[best] < len(taken):
            leading = bounds > -np.inf
            if n_reviewed < len(bounds):
                leading &= bounds > np.partition(bounds, -n_reviewed)[-n_reviewed]
            # Twice as many at the next try, so that few tries are made however close the bounds lie.
            n_reviewed *= 2
            stale = np.flatnonzero(leading & (seen < len(taken)))
            stale = np.append(stale, best) if not leading[best] else stale
            for known in np.unique(seen[stale]).tolist():
                rows = stale[seen[stale] == known]
                closest[rows] = np.maximum(closest[rows], (vectors[rows] @ vectors[taken[known:]].T).max(axis=1))
            seen[stale] = len(taken)
            bounds[stale] = trade_off * relevance[stale] - (1 - trade_off) * closest[stale]
            best = int(bounds.argmax())
        taken.append(best)
        left -= int(lengths[best])
        bounds[best] = -np.inf
        bounds[lengths > left] = -np.inf


def kl_selection(
    counts: csr_array,
    target: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    redundancy: Redundancy | None = None,
) -> Selection:
    """Take, again and again, the sentence that brings the words of the summary nearest to those of the story.

    Near is the Kullback-Leibler divergence of the story's distribution of words from the summary's.

    Parameters
    ----------
    counts : csr_array of shape (n_sentences, n_words)
        How often each sentence holds each word.
    target : ndarray of shape (n_words,)
        How often the story holds each; not negative, and positive somewhere.
    lengths : ndarray of shape (n_sentences,)
    budget : int
    redundancy : Redundancy, optional
        Which sentences must not be chosen together.

    Returns
    -------
    Selection
        In the order taken; gains are what each sentence takes off the divergence, negative where it adds to it.

    Notes
    -----
    O(nonzeros) a sentence taken. Departs from the paper in filling the budget, where the paper stops when no sentence
    lowers the divergence; the paper does not name its smoothing.

    References
    ----------
    Haghighi, A., & Vanderwende, L. (2009). Exploring content models for multi-document summarization. NAACL.
    """
    n_sentences, n_words = counts.shape
    if len(target) != n_words or len(lengths) != n_sentences:
        raise ValueError(f"counts {counts.shape} do not match {len(lengths)} lengths and a target of {len(target)}")
    total = float(target.sum())
    free = lengths <= budget
    if total <= 0 or not free.any():
        return Selection(np.empty(0, dtype=np.intp), np.empty(0), "greedy")
    share = target / total
    rows = np.repeat(np.arange(n_sentences), np.diff(counts.indptr))
    columns, entries = counts.indices, counts.data.astype(np.float64)
    sizes = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    summary = np.full(n_words, _SMOOTHING)

    def divergence(words: NDArray[np.float64]) -> float:
        held = share > 0
        return float(share[held] @ np.log(share[held] * words.sum() / words[held]))

    now = divergence(summary)
    taken: list[int] = []
    gains: list[float] = []
    left = budget
    while free.any():
        # Only the words of a sentence move, and the sum of all: the rest of the divergence is common to all sentences.
        moved = share[columns] * np.log1p(entries / summary[columns])
        then = np.log(summary.sum() + sizes) - np.bincount(rows, weights=moved, minlength=n_sentences)
        best = int(np.where(free, np.round(then, 12), np.inf).argmin())
        taken.append(best)
        start, stop = counts.indptr[best], counts.indptr[best + 1]
        summary[columns[start:stop]] += entries[start:stop]
        after = divergence(summary)
        gains.append(now - after)
        now = after
        left -= int(lengths[best])
        free[best] = False
        free &= lengths <= left
        if redundancy is not None:
            free[redundancy.barred_by(best)] = False
    return Selection(np.array(taken, dtype=np.intp), np.array(gains), "greedy")
