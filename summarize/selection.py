"""Choosing sentences within a budget: from arrays to indices, knowing nothing of news.

Every function is deterministic. Where a greedy choice meets equals, the lower index wins; of equal optimal sets, the
exact programme gives one, always the same.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Selection", "fill_in_order", "maximal_marginal_relevance", "maximum_coverage", "redundant_pairs"]

#: Above this many sentences the exact programme is not tried: HiGHS needs seconds, and then minutes.
EXACT_SENTENCES: Final = 600

#: Nodes that branch and bound may open. A bound on nodes, unlike one on seconds, gives one answer on every machine.
NODE_LIMIT: Final = 2_000

#: The exact programme is solved to within this share of the optimum.
RELATIVE_GAP: Final = 1e-4


@dataclass(frozen=True, eq=False, slots=True)
class Selection:
    """Sentences chosen.

    Attributes
    ----------
    indices : ndarray of shape (n_selected,)
        Best first: in the order in which a greedy choice takes them.
    gains : ndarray of shape (n_selected,)
        What each adds to those before it.
    solver : str
        ``"exact"`` or ``"greedy"``.
    """

    indices: NDArray[np.intp]
    gains: NDArray[np.float64]
    solver: str


def redundant_pairs(vectors: NDArray[np.float32], threshold: float, *, block: int = 1024) -> NDArray[np.intp]:
    """Pairs of rows too alike to stand in one summary.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    threshold : float
        Cosine from which two rows are redundant.
    block : int
        Rows compared at a time; memory is O(block * n_sentences).

    Returns
    -------
    ndarray of shape (n_pairs, 2)
        Each pair once, lower index first, sorted.
    """
    pairs = [np.empty((0, 2), dtype=np.intp)]
    for start in range(0, len(vectors), block):
        rows, columns = np.nonzero(vectors[start : start + block] @ vectors.T >= threshold)
        rows += start
        upper = rows < columns
        pairs.append(np.column_stack((rows[upper], columns[upper])))
    return np.concatenate(pairs)


def _neighbours(pairs: NDArray[np.intp], n_sentences: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(n_sentences)]
    for i, j in pairs.tolist():
        found[i].append(j)
        found[j].append(i)
    return found


def fill_in_order(
    order: NDArray[np.intp],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    pairs: NDArray[np.intp] | None = None,
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
    pairs : ndarray of shape (n_pairs, 2), optional
        Sentences that must not be chosen together.

    Returns
    -------
    ndarray of shape (n_selected,)
        In the order taken.
    """
    apart = _neighbours(pairs, len(lengths)) if pairs is not None else None
    barred: set[int] = set()
    taken: list[int] = []
    left = budget
    for i in order.tolist():
        if lengths[i] <= left and i not in barred:
            taken.append(i)
            left -= int(lengths[i])
            if apart is not None:
                barred.update(apart[i])
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
    O(n_sentences * n_dims) a sentence taken.

    References
    ----------
    Carbonell, J., & Goldstein, J. (1998). The use of MMR, diversity-based reranking. SIGIR.
    """
    closest = np.zeros(len(vectors))
    free = lengths <= budget
    taken: list[int] = []
    left = budget
    while free.any():
        score = np.where(free, trade_off * relevance - (1 - trade_off) * closest, -np.inf)
        best = int(score.argmax())
        taken.append(best)
        left -= int(lengths[best])
        closest = np.maximum(closest, vectors @ vectors[best])
        free[best] = False
        free &= lengths <= left
    return np.array(taken, dtype=np.intp)


def maximum_coverage(
    contains: csr_array,
    weights: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    bonus: NDArray[np.float64] | None = None,
    pairs: NDArray[np.intp] | None = None,
    requires: NDArray[np.intp] | None = None,
    solver: str = "auto",
) -> Selection:
    """Choose the sentences whose concepts, each counted once, weigh most.

    Parameters
    ----------
    contains : csr_array of shape (n_sentences, n_concepts)
        Nonzero where a sentence holds a concept.
    weights : ndarray of shape (n_concepts,)
        Not negative.
    lengths : ndarray of shape (n_sentences,)
        Cost of each sentence, positive.
    budget : int
        Largest total cost.
    bonus : ndarray of shape (n_sentences,), optional
        What a sentence is worth whatever the others say. Not negative.
    pairs : ndarray of shape (n_pairs, 2), optional
        Sentences that must not be chosen together.
    requires : ndarray of shape (n_sentences,), optional
        The sentence without which each must not be chosen, a lower index; -1 for none. What that one requires is
        required too.
    solver : {"auto", "exact", "greedy"}
        ``"auto"`` is exact up to `EXACT_SENTENCES` sentences that fit the budget.

    Returns
    -------
    Selection

    Notes
    -----
    Exact: the 0/1 programme by HiGHS, O(nonzeros) variables and constraints. Greedy: lazy evaluation, each step takes
    the largest gain per cost, a sentence together with those that it requires; against the best set without `pairs` and
    `requires` it reaches at least (1 - 1/e)/2 together with the best single sentence, O(nonzeros log n_sentences) in
    practice.

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.

    Khuller, S., Moss, A., & Naor, J. (1999). The budgeted maximum coverage problem. Information Processing Letters.

    Leskovec, J., et al. (2007). Cost-effective outbreak detection in networks. KDD.
    """
    n_sentences = contains.shape[0]
    if len(lengths) != n_sentences or contains.shape[1] != len(weights):
        raise ValueError(f"contains {contains.shape} does not match {len(lengths)} lengths and {len(weights)} weights")
    value = np.zeros(n_sentences) if bonus is None else bonus.astype(np.float64)
    pairs = np.empty((0, 2), dtype=np.intp) if pairs is None else pairs
    needs = np.full(n_sentences, -1) if requires is None else requires
    if (needs >= np.arange(n_sentences)).any():
        raise ValueError("a sentence can only require one of a lower index")
    if solver not in ("auto", "exact", "greedy"):
        raise ValueError(f"solver must be auto, exact or greedy, got {solver!r}")
    n_candidates = int((lengths <= budget).sum())
    if n_candidates == 0:
        return Selection(np.empty(0, dtype=np.intp), np.empty(0), "exact")
    chosen = None
    if solver == "exact" or (solver == "auto" and n_candidates <= EXACT_SENTENCES):
        chosen = _solve(contains, weights, lengths, budget, value, pairs, needs)
    within = np.flatnonzero(lengths <= budget) if chosen is None else chosen
    indices, gains = _greedy(contains, weights, lengths, budget, value, pairs, needs, within)
    return Selection(indices, gains, "greedy" if chosen is None else "exact")


def _solve(
    contains: csr_array,
    weights: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    bonus: NDArray[np.float64],
    pairs: NDArray[np.intp],
    requires: NDArray[np.intp],
) -> NDArray[np.intp] | None:
    """Optimal set of indices, or None where the solver reached no answer within its nodes."""
    import scipy.sparse as sp
    from scipy.optimize import Bounds, LinearConstraint, milp

    fits = np.flatnonzero(lengths <= budget)
    place = np.full(len(lengths), -1)
    place[fits] = np.arange(len(fits))
    held = sp.csc_array(contains[fits] != 0)
    spread = np.diff(held.indptr)
    # A concept of a single sentence is worth the same as a bonus to it, and needs no variable of its own.
    own = bonus[fits] + held[:, spread == 1] @ weights[spread == 1]
    shared = sp.csc_array(held[:, spread > 1], dtype=np.float64)
    shared_weights = weights[spread > 1]
    n_fit, n_shared = shared.shape
    cost = sp.csr_array(np.concatenate((lengths[fits], np.zeros(n_shared)))[None, :])
    constraints = [LinearConstraint(cost, ub=budget)]
    if n_shared:
        covered = sp.hstack((-shared.T, sp.eye_array(n_shared)), format="csr")
        constraints.append(LinearConstraint(covered, ub=0))
    both = place[pairs]
    both = both[(both >= 0).all(axis=1)]
    if len(both):
        rows = np.repeat(np.arange(len(both)), 2)
        ones = np.ones(2 * len(both))
        apart = sp.csr_array((ones, (rows, both.ravel())), shape=(len(both), n_fit + n_shared))
        constraints.append(LinearConstraint(apart, ub=1))
    needy = np.flatnonzero(requires[fits] >= 0)
    if len(needy):
        needed = place[requires[fits[needy]]]
        rows = np.arange(len(needy))
        # x_needy <= x_needed, and never where the needed one does not fit.
        ones = sp.csr_array((np.ones(len(needy)), (rows, needy)), shape=(len(needy), n_fit + n_shared))
        within = needed >= 0
        held_back = (np.ones(int(within.sum())), (rows[within], needed[within]))
        constraints.append(LinearConstraint(ones - sp.csr_array(held_back, shape=ones.shape), ub=0))
    # Concepts may stay continuous: with the sentences whole, their best values are 0 or 1.
    answer = milp(
        -np.concatenate((own, shared_weights)),
        integrality=np.concatenate((np.ones(n_fit), np.zeros(n_shared))),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": RELATIVE_GAP, "node_limit": NODE_LIMIT},
    )
    return None if answer.x is None else fits[answer.x[:n_fit] > 0.5]


def _greedy(
    contains: csr_array,
    weights: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    bonus: NDArray[np.float64],
    pairs: NDArray[np.intp],
    requires: NDArray[np.intp],
    candidates: NDArray[np.intp],
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    indptr, columns = contains.indptr, contains.indices
    left_weights = weights.astype(np.float64).copy()
    allowed = set(candidates.tolist())
    apart = _neighbours(pairs, len(lengths))
    chains: dict[int, list[int]] = {}
    for i in candidates.tolist():
        chain = _with_required(i, requires)
        if allowed.issuperset(chain) and not any(set(apart[j]) & set(chain) for j in chain):
            chains[i] = chain
    depends: dict[int, list[int]] = {}
    for i, chain in chains.items():
        for j in chain[:-1]:
            depends.setdefault(j, []).append(i)
    barred: set[int] = set()
    taken: list[int] = []
    gains: list[float] = []

    def fresh(i: int) -> list[int]:
        return [j for j in chains[i] if j not in done]

    def gain_of(group: list[int]) -> float:
        if len(group) == 1:
            held = columns[indptr[group[0]] : indptr[group[0] + 1]]
        else:
            held = np.unique(np.concatenate([columns[indptr[j] : indptr[j + 1]] for j in group]))
        return float(bonus[group].sum() + left_weights[held].sum())

    def entry(i: int) -> tuple[float, int]:
        group = fresh(i)
        return (-gain_of(group) / int(lengths[group].sum()), i)

    done: set[int] = set()
    alone = {i: gain_of(chain) for i, chain in chains.items() if lengths[chain].sum() <= budget}
    if not alone:  # nothing fits, or the exact programme took nothing because nothing is worth anything
        return np.empty(0, dtype=np.intp), np.empty(0)
    heap = [entry(i) for i in alone]
    heapq.heapify(heap)
    left = budget

    def take(group: list[int]) -> None:
        nonlocal left
        for j in group:
            taken.append(j)
            gains.append(gain_of([j]))
            done.add(j)
            left -= int(lengths[j])
            left_weights[columns[indptr[j] : indptr[j + 1]]] = 0
            barred.update(apart[j])

    while heap:
        best = heapq.heappop(heap)
        i = best[1]
        group = [] if i in done else fresh(i)
        if not group or barred & set(group) or lengths[group].sum() > left:
            continue
        # Gains only shrink, so an entry that is still the best after its own update is the best of all.
        updated = entry(i)
        if heap and updated > heap[0]:
            heapq.heappush(heap, updated)
            continue
        take(group)
        # What leaned on a sentence just taken now costs less than its entry says.
        for j in group:
            for k in depends.get(j, ()):
                if k not in done:
                    heapq.heappush(heap, entry(k))
    best_alone = max(alone, key=lambda i: (alone[i], -i))
    if alone[best_alone] > sum(gains):
        left, left_weights = budget, weights.astype(np.float64).copy()
        taken, gains, done = [], [], set()
        take(chains[best_alone])
    return np.array(taken, dtype=np.intp), np.array(gains, dtype=np.float64)


def _with_required(i: int, requires: NDArray[np.intp]) -> list[int]:
    """A sentence and all that it requires, lowest first."""
    chain = [i]
    while (needed := int(requires[chain[-1]])) >= 0:
        chain.append(needed)
    return chain[::-1]
