"""Oracles: the extract that scores best when the references are known. A ceiling, never a method.

What is maximised is the number of ROUGE hits: for each reference and each n-gram, the smaller of its counts in the extract and
in the reference, summed over both. All references count alike and their sum is fixed, so that this maximises the pooled recall.
N-grams are counted within a sentence; ROUGE also counts those that two neighbouring sentences of a summary happen to form,
which an oracle does not look for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: Nodes that branch and bound may open; a bound on nodes gives one answer on every machine.
NODE_LIMIT: Final = 5_000


@dataclass(frozen=True, eq=False, slots=True)
class Oracle:
    """An extract chosen with the references in sight.

    Attributes
    ----------
    indices : ndarray of shape (n_selected,)
        Sorted.
    hits : int
        What was maximised.
    proven : bool
        Whether no extract can have more.
    """

    indices: NDArray[np.intp]
    hits: int
    proven: bool


def rouge_counts(
    sentences: Sequence[Sequence[str]], references: Sequence[Sequence[str]]
) -> tuple[csr_array, NDArray[np.int64]]:
    """Count the pairs of words of the references, in the sentences and in the references.

    Parameters
    ----------
    sentences : sequence of sequences of str
        Tokens of each sentence, as `summarize.evaluation.rouge_tokens` gives them.
    references : sequence of sequences of str
        Tokens of each whole reference.

    Returns
    -------
    counts : csr_array of shape (n_sentences, n_grams)
    wanted : ndarray of shape (n_references, n_grams)

    Raises
    ------
    TypeError
        If one of either is a string, whose letters would be taken for its words.

    Examples
    --------
    >>> counts, wanted = rouge_counts([["envoys", "met"], ["talks"]], [["envoys", "met", "again"]])
    >>> counts.toarray().tolist(), wanted.tolist()
    ([[1, 0], [0, 0]], [[1, 1]])
    """
    import scipy.sparse as sp

    for name, texts in (("sentences", sentences), ("references", references)):
        if any(isinstance(words, str) for words in texts):
            raise TypeError(f"{name} are lists of words, and a string was given: write rouge_tokens(text)")
    grams = [Counter(pairwise(words)) for words in references]
    column = {gram: j for j, gram in enumerate(sorted(set().union(*grams)))}
    wanted = np.zeros((len(references), len(column)), dtype=np.int64)
    for row, found in zip(wanted, grams, strict=True):
        for gram, count in found.items():
            row[column[gram]] = count
    entries = [(i, column[gram]) for i, words in enumerate(sentences) for gram in pairwise(words) if gram in column]
    rows, columns = np.array(entries, dtype=np.intp).reshape(-1, 2).T
    counts = sp.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(sentences), len(column)))
    counts.sum_duplicates()
    return counts, wanted


def _hits(counts: NDArray[np.int64], wanted: NDArray[np.int64]) -> int:
    return int(np.minimum(counts, wanted).sum())


def greedy_oracle(counts: csr_array, wanted: NDArray[np.int64], lengths: NDArray[np.intp], budget: int) -> Oracle:
    """Take, again and again, the sentence that adds most hits, as long as one adds any.

    Parameters
    ----------
    counts : csr_array of shape (n_sentences, n_grams)
    wanted : ndarray of shape (n_references, n_grams)
        Both as `rouge_counts` gives them.
    lengths : ndarray of shape (n_sentences,)
    budget : int
        Largest total length.

    Returns
    -------
    Oracle
        Of equals the lower index.

    Notes
    -----
    O(n_references * nonzeros) a sentence taken.

    References
    ----------
    Nallapati, R., Zhai, F., & Zhou, B. (2017). SummaRuNNer. AAAI: the greedy extractive labels.
    """
    n_sentences, n_grams = counts.shape
    rows = np.repeat(np.arange(n_sentences), np.diff(counts.indptr))
    columns, entries = counts.indices, counts.data
    covered: NDArray[np.int64] = np.zeros(n_grams, dtype=np.int64)
    free = lengths <= budget
    taken: list[int] = []
    left = budget
    while free.any():
        before = np.minimum(covered, wanted)
        added = (np.minimum(covered[columns] + entries, wanted[:, columns]) - before[:, columns]).sum(axis=0)
        gain = np.where(free, np.bincount(rows, weights=added, minlength=n_sentences), -1)
        best = int(gain.argmax())
        if gain[best] <= 0:
            break
        taken.append(best)
        span = slice(counts.indptr[best], counts.indptr[best + 1])
        covered[columns[span]] += entries[span]
        left -= int(lengths[best])
        free[best] = False
        free &= lengths <= left
    return Oracle(np.array(sorted(taken), dtype=np.intp), _hits(covered, wanted), proven=False)


def exact_oracle(counts: csr_array, wanted: NDArray[np.int64], lengths: NDArray[np.intp], budget: int) -> Oracle:
    """Find the extract with the most hits of all that fit the budget.

    Parameters
    ----------
    counts : csr_array of shape (n_sentences, n_grams)
    wanted : ndarray of shape (n_references, n_grams)
        Both as `rouge_counts` gives them.
    lengths : ndarray of shape (n_sentences,)
    budget : int
        Largest total length.

    Returns
    -------
    Oracle
        Not proven where the solver opened all its nodes; then the better of what it found and of the greedy choice.

    Notes
    -----
    A 0/1 programme for HiGHS: the k-th showing of an n-gram in the extract hits as many references as hold it k times
    or more, which never grows with k, so that one variable for each showing needs no order among them. They may stay
    continuous: with the sentences whole, their best values are 0 or 1.

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP: the oracle of section 4.
    """
    import scipy.sparse as sp
    from scipy.optimize import Bounds, LinearConstraint, milp

    greedy = greedy_oracle(counts, wanted, lengths, budget)
    fits = np.flatnonzero(lengths <= budget)
    held = sp.csc_array(counts[fits])
    if held.nnz == 0:
        return Oracle(np.empty(0, dtype=np.intp), 0, proven=True)
    n_fit = len(fits)
    available = np.minimum(np.asarray(held.sum(axis=0)).ravel(), wanted.max(axis=0))
    gram_of = np.repeat(np.arange(len(available)), available)
    showing = np.arange(len(gram_of)) - np.repeat(np.cumsum(available) - available, available) + 1
    worth = (wanted[:, gram_of] >= showing).sum(axis=0)
    n_showings = len(gram_of)
    grams, row = np.unique(gram_of, return_inverse=True)
    showings = sp.csr_array((np.ones(n_showings), (row, np.arange(n_showings))), shape=(len(grams), n_showings))
    covered = sp.hstack((-held[:, grams].T.astype(np.float64), showings), format="csr")
    cost = sp.csr_array(np.concatenate((lengths[fits], np.zeros(n_showings)))[None, :])
    answer = milp(
        -np.concatenate((np.zeros(n_fit), worth)),
        integrality=np.concatenate((np.ones(n_fit), np.zeros(n_showings))),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(cost, ub=budget), LinearConstraint(covered, ub=0)],
        # Hits are whole numbers: a gap below one hit is none.
        options={"mip_rel_gap": 0.9 / max(int(worth.sum()), 1), "node_limit": NODE_LIMIT},
    )
    if answer.x is None:
        return greedy
    chosen = fits[answer.x[:n_fit] > 0.5]
    hits = _hits(np.asarray(counts[chosen].sum(axis=0)).ravel(), wanted)
    proven = answer.status == 0
    return Oracle(chosen, hits, proven) if hits >= greedy.hits else greedy
