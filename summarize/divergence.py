"""Choosing sentences whose words, taken together, are spread as the story's are: from arrays to indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .selection import Selection

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["kl_selection"]


def kl_selection(
    counts: csr_array,
    target: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    pairs: NDArray[np.intp] | None = None,
    smoothing: float = 0.1,
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
    pairs : ndarray of shape (n_pairs, 2), optional
        Sentences that must not be chosen together.
    smoothing : float
        What is added to the summary's count of every word, so that a word it lacks costs much and not everything.

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
    summary = np.full(n_words, float(smoothing))
    barred = np.empty((0, 2), dtype=np.intp) if pairs is None else pairs

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
        free[barred[barred[:, 0] == best, 1]] = False
        free[barred[barred[:, 1] == best, 0]] = False
    return Selection(np.array(taken, dtype=np.intp), np.array(gains), "greedy")
