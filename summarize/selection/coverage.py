"""Budgeted maximum coverage: exact by integer programming, or lazily greedy."""

from __future__ import annotations

import heapq
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .values import Selection

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from .redundancy import Redundancy

#: Above this many sentences the exact programme is not tried: HiGHS needs seconds, and then minutes.
EXACT_SENTENCES: Final = 600

#: Nodes that branch and bound may open. A bound on nodes, unlike one on seconds, gives one answer on every machine.
NODE_LIMIT: Final = 2_000

#: The exact programme is solved to within this share of the optimum.
RELATIVE_GAP: Final = 1e-4


def maximum_coverage(
    contains: csr_array | NDArray[Any],
    weights: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    *,
    bonus: NDArray[np.float64] | None = None,
    redundancy: Redundancy | None = None,
    requires: NDArray[np.intp] | None = None,
    solver: str = "auto",
) -> Selection:
    """Choose the sentences whose concepts, each counted once, weigh most.

    Parameters
    ----------
    contains : csr_array of shape (n_sentences, n_concepts), or ndarray
        Nonzero where a sentence holds a concept.
    weights : ndarray of shape (n_concepts,)
        Not negative.
    lengths : ndarray of shape (n_sentences,)
        Cost of each sentence, positive.
    budget : int
        Largest total cost.
    bonus : ndarray of shape (n_sentences,), optional
        What a sentence is worth whatever the others say. Not negative.
    redundancy : Redundancy, optional
        Which sentences must not be chosen together.
    requires : ndarray of shape (n_sentences,), optional
        The sentence without which each must not be chosen, a lower index; -1 for none. What that one requires is
        required too.
    solver : {"auto", "exact", "greedy"}
        ``"auto"`` is exact up to `EXACT_SENTENCES` sentences that fit the budget.

    Returns
    -------
    Selection

    Raises
    ------
    ValueError
        If shapes do not match, or something is negative, zero or required that must not be.

    Notes
    -----
    Exact: the 0/1 programme by HiGHS, O(nonzeros) variables and constraints; bounded where it had opened `NODE_LIMIT` nodes before the
    best was proven, and then the better of what it had found and of the greedy choice. Greedy: lazy evaluation, each step takes
    the largest gain per cost, a sentence together with those that it requires; against the best set without
    `redundancy` and `requires` it reaches at least (1 - 1/e)/2 together with the best single sentence, O(nonzeros log n_sentences) in
    practice.

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.

    Khuller, S., Moss, A., & Naor, J. (1999). The budgeted maximum coverage problem. Information Processing Letters.

    Leskovec, J., et al. (2007). Cost-effective outbreak detection in networks. KDD.
    """
    import scipy.sparse as sp

    n_sentences = contains.shape[0]
    if len(lengths) != n_sentences or contains.shape[1] != len(weights):
        raise ValueError(f"contains {contains.shape} does not match {len(lengths)} lengths and {len(weights)} weights")
    value = np.zeros(n_sentences) if bonus is None else bonus.astype(np.float64)
    if not (lengths > 0).all():
        raise ValueError(f"lengths must be positive, got {lengths.min()}")
    for name, worths in (("weights", weights), ("bonus", value)):
        if not (worths >= 0).all():
            raise ValueError(f"{name} must not be negative, got {worths.min()}")
    # A zero that is stored is not held, and what is stored twice is held once.
    held = sp.csr_array(contains) != 0
    needs = np.full(n_sentences, -1) if requires is None else requires
    if (needs >= np.arange(n_sentences)).any():
        raise ValueError("a sentence can only require one of a lower index")
    if solver not in ("auto", "exact", "greedy"):
        raise ValueError(f"solver must be auto, exact or greedy, got {solver!r}")
    n_candidates = int((lengths <= budget).sum())
    if n_candidates == 0:
        return Selection(np.empty(0, dtype=np.intp), np.empty(0), "exact")
    chosen, proven = None, False
    if solver == "exact" or (solver == "auto" and n_candidates <= EXACT_SENTENCES):
        chosen, proven = _solve(held, weights, lengths, budget, value, redundancy, needs)
    greedy = _Greedy(held, weights, lengths, budget, value, redundancy, needs)
    if chosen is not None:
        indices, gains = greedy.choose(chosen)
        if proven:
            return Selection(indices, gains, "exact")
    every, every_gain = greedy.choose(np.flatnonzero(lengths <= budget))
    if chosen is None:
        return Selection(every, every_gain, "greedy")
    better = every_gain.sum() > gains.sum()
    return Selection(*((every, every_gain) if better else (indices, gains)), "bounded")


def _solve(
    held: csr_array,
    weights: NDArray[np.float64],
    lengths: NDArray[np.intp],
    budget: int,
    bonus: NDArray[np.float64],
    redundancy: Redundancy | None,
    requires: NDArray[np.intp],
) -> tuple[NDArray[np.intp] | None, bool]:
    """Best set of indices, None where the solver reached no answer within its nodes; and whether it is proven to be the best."""
    import scipy.sparse as sp
    from scipy.optimize import Bounds, LinearConstraint, milp

    fits = np.flatnonzero(lengths <= budget)
    place = np.full(len(lengths), -1)
    place[fits] = np.arange(len(fits))
    by_concept = sp.csc_array(held[fits])
    spread = np.diff(by_concept.indptr)
    # A concept of a single sentence is worth the same as a bonus to it, and needs no variable of its own.
    own = bonus[fits] + by_concept[:, spread == 1] @ weights[spread == 1]
    shared = sp.csc_array(by_concept[:, spread > 1], dtype=np.float64)
    shared_weights = weights[spread > 1]
    n_fit, n_shared = shared.shape
    cost = sp.csr_array(np.concatenate((lengths[fits], np.zeros(n_shared)))[None, :])
    constraints = [LinearConstraint(cost, ub=budget)]
    if n_shared:
        covered = sp.hstack((-shared.T, sp.eye_array(n_shared)), format="csr")
        constraints.append(LinearConstraint(covered, ub=0))
    both = place[redundancy.pairs(fits)] if redundancy is not None else np.empty((0, 2), dtype=np.intp)
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
    return (None if answer.x is None else fits[answer.x[:n_fit] > 0.5]), answer.status == 0


class _Greedy:
    """The lazy greedy choice: a sentence, with all that it requires, by its gain a word."""

    def __init__(
        self,
        held: csr_array,
        weights: NDArray[np.float64],
        lengths: NDArray[np.intp],
        budget: int,
        bonus: NDArray[np.float64],
        redundancy: Redundancy | None,
        requires: NDArray[np.intp],
    ) -> None:
        self.held = held
        self.weights = weights.astype(np.float64)
        self.lengths = lengths
        self.budget = budget
        self.bonus = bonus
        self.redundancy = redundancy
        self.requires = requires

    def _begin(self) -> None:
        self.left_weights = self.weights.copy()
        self.left = self.budget
        self.taken: list[int] = []
        self.gains: list[float] = []
        self.done: set[int] = set()

    def choose(self, candidates: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return indices in the order taken, and what each added."""
        self._begin()
        self.chains = self._chains(candidates)
        # All gains at once: a call a sentence would cost more than all that follows.
        alone = self.bonus + self.held @ self.weights
        value = {i: float(alone[i]) if len(chain) == 1 else self._gain(chain) for i, chain in self.chains.items()}
        if not value:  # nothing fits, or the exact programme took nothing because nothing is worth anything
            return np.empty(0, dtype=np.intp), np.empty(0)
        heap = [(-gain / int(self.lengths[self.chains[i]].sum()), i) for i, gain in value.items()]
        heapq.heapify(heap)
        depends: dict[int, list[int]] = {}
        for i, chain in self.chains.items():
            for j in chain[:-1]:
                depends.setdefault(j, []).append(i)
        while heap:
            _, i = heapq.heappop(heap)
            group = [] if i in self.done else self._fresh(i)
            if not group or self.lengths[group].sum() > self.left:
                continue
            # Gains only shrink, so an entry that is still the best after its own update is the best of all.
            updated = self._entry(i)
            if heap and updated > heap[0]:
                heapq.heappush(heap, updated)
                continue
            if self._barred(group):
                continue
            self._take(group)
            # What leaned on a sentence just taken costs less now than its entry says.
            for k in {k for j in group for k in depends.get(j, ()) if k not in self.done}:
                heapq.heappush(heap, self._entry(k))
        best_alone = max(value, key=lambda i: (value[i], -i))
        if value[best_alone] > sum(self.gains):
            self._begin()
            self._take(self.chains[best_alone])
        return np.array(self.taken, dtype=np.intp), np.array(self.gains, dtype=np.float64)

    def _chains(self, candidates: NDArray[np.intp]) -> dict[int, list[int]]:
        """Each candidate that can be taken, with all that it requires before it, lowest first."""
        allowed = np.zeros(len(self.lengths), dtype=bool)
        allowed[candidates] = True
        chains = {}
        for i in candidates.tolist():
            chain = [i]
            while (needed := int(self.requires[chain[-1]])) >= 0:
                chain.append(needed)
            if len(chain) == 1 or (allowed[chain].all() and self.lengths[chain].sum() <= self.budget):
                chains[i] = chain[::-1]
        if self.redundancy is not None:
            pairs = [(i, a, b) for i, chain in chains.items() for a, b in combinations(chain, 2)]
            if pairs:
                of, first, second = np.array(pairs, dtype=np.intp).T
                for i in set(of[self.redundancy.bars(first, second)].tolist()):
                    del chains[i]
        return chains

    def _fresh(self, i: int) -> list[int]:
        return [j for j in self.chains[i] if j not in self.done]

    def _barred(self, group: list[int]) -> bool:
        """Whether one of a group says what was taken; only what could be taken next is ever asked."""
        return self.redundancy is not None and any(self.redundancy.bars_beside(j, self.taken) for j in group)

    def _entry(self, i: int) -> tuple[float, int]:
        group = self._fresh(i)
        return (-self._gain(group) / int(self.lengths[group].sum()), i)

    def _held(self, i: int) -> NDArray[np.intp]:
        held: NDArray[np.intp] = self.held.indices[self.held.indptr[i] : self.held.indptr[i + 1]]
        return held

    def _gain(self, group: list[int]) -> float:
        held = self._held(group[0]) if len(group) == 1 else np.unique(np.concatenate([self._held(j) for j in group]))
        return float(self.bonus[group].sum() + self.left_weights[held].sum())

    def _take(self, group: list[int]) -> None:
        for j in group:
            self.gains.append(self._gain([j]))
            self.taken.append(j)
            self.done.add(j)
            self.left -= int(self.lengths[j])
            self.left_weights[self._held(j)] = 0
