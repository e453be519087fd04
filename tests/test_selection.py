from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import blocks
from summarize.selection import (
    Contained,
    Redundancy,
    Worded,
    coverage,
    fill_in_order,
    greedy,
    kl_selection,
    maximal_marginal_relevance,
    maximum_coverage,
)
from summarize.similarity import unit_rows


def problem(seed: int, n: int, m: int) -> tuple[sp.csr_array, np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    contains = sp.csr_array((random.random((n, m)) < 0.3).astype(np.int64))
    weights = random.integers(1, 6, m).astype(float)
    return contains, weights, random.integers(1, 6, n), random.random(n).round(2)


def alike(*pairs: tuple[int, int], n: int) -> Redundancy:
    """Sentences of which just these are redundant: each its own direction, and its twin the same."""
    X = np.eye(n, dtype=np.float32)
    for i, j in pairs:
        X[j] = X[i]
    return Redundancy(X, 0.9)


def value(contains: sp.csr_array, weights: np.ndarray, bonus: np.ndarray, chosen: list[int]) -> float:
    covered = contains.toarray()[chosen].any(axis=0) if chosen else np.zeros(len(weights), dtype=bool)
    return float(weights[covered].sum() + bonus[chosen].sum())


def best_by_trying_all(
    contains: sp.csr_array,
    weights: np.ndarray,
    lengths: np.ndarray,
    bonus: np.ndarray,
    budget: int,
    pairs: set[tuple[int, int]],
    requires: np.ndarray | None = None,
) -> float:
    best = 0.0
    for size in range(contains.shape[0] + 1):
        for chosen in combinations(range(contains.shape[0]), size):
            fits = lengths[list(chosen)].sum() <= budget
            whole = requires is None or all(requires[i] < 0 or requires[i] in chosen for i in chosen)
            if fits and whole and not any(pair in pairs for pair in combinations(chosen, 2)):
                best = max(best, value(contains, weights, bonus, list(chosen)))
    return best


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(1, 12), st.integers(1, 15))
def test_exact_coverage_is_the_best_of_all(seed: int, n: int, m: int, budget: int) -> None:
    contains, weights, lengths, bonus = problem(seed, n, m)
    apart = alike((0, 1), n=n) if n > 1 else None
    found = maximum_coverage(contains, weights, lengths, budget, bonus=bonus, redundancy=apart, solver="exact")
    chosen = found.indices.tolist()
    assert lengths[chosen].sum() <= budget
    assert not {0, 1} <= set(chosen) or n < 2
    best = best_by_trying_all(contains, weights, lengths, bonus, budget, {(0, 1)})
    assert value(contains, weights, bonus, chosen) == pytest.approx(best, rel=1e-3)
    assert found.gains.sum() == pytest.approx(value(contains, weights, bonus, chosen))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 12), st.integers(1, 15))
def test_greedy_coverage_keeps_its_guarantee(seed: int, n: int, m: int, budget: int) -> None:
    contains, weights, lengths, bonus = problem(seed, n, m)
    found = maximum_coverage(contains, weights, lengths, budget, bonus=bonus, solver="greedy")
    best = best_by_trying_all(contains, weights, lengths, bonus, budget, set())
    assert lengths[found.indices].sum() <= budget
    assert value(contains, weights, bonus, found.indices.tolist()) >= (1 - 1 / np.e) / 2 * best - 1e-9
    assert len(set(found.indices.tolist())) == len(found.indices)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(1, 12), st.integers(1, 15))
def test_nothing_is_chosen_without_what_it_requires(seed: int, n: int, m: int, budget: int) -> None:
    contains, weights, lengths, bonus = problem(seed, n, m)
    random = np.random.default_rng(seed)
    requires = np.array([max(int(random.integers(-3, i + 1)) - 1, -1) for i in range(n)])
    apart = Redundancy(unit_rows(random.normal(size=(n, 3)).astype(np.float32)), 0.6)
    pairs = {(i, j) for i, j in apart.pairs(np.arange(n)).tolist()}
    best = best_by_trying_all(contains, weights, lengths, bonus, budget, pairs, requires)
    for solver in ("exact", "greedy"):
        found = maximum_coverage(
            contains,
            weights,
            lengths,
            budget,
            bonus=bonus,
            redundancy=apart,
            requires=requires,
            solver=solver,
        )
        chosen = found.indices.tolist()
        assert lengths[chosen].sum() <= budget
        assert all(requires[i] < 0 or requires[i] in chosen for i in chosen)
        assert not pairs & set(combinations(sorted(chosen), 2))
        assert found.gains.sum() == pytest.approx(value(contains, weights, bonus, chosen))
        if solver == "exact":
            assert value(contains, weights, bonus, chosen) == pytest.approx(best, rel=1e-3)


def test_a_pair_that_leans_on_each_other_is_taken_whole_when_it_is_worth_it() -> None:
    contains = sp.csr_array(np.array([[1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]]))
    weights = np.array([1.0, 4, 4, 3])
    requires = np.array([-1, 0, -1])
    for solver in ("exact", "greedy"):
        found = maximum_coverage(contains, weights, np.array([1, 1, 1]), 2, requires=requires, solver=solver)
        assert found.indices.tolist() == [0, 1]
    with pytest.raises(ValueError, match="lower index"):
        maximum_coverage(contains, weights, np.array([1, 1, 1]), 2, requires=np.array([1, -1, -1]))


def test_concepts_may_stand_in_an_array() -> None:
    contains, weights, lengths, _ = problem(1, 6, 9)
    found = maximum_coverage(contains.toarray(), weights, lengths, 6)
    assert found.indices.tolist() == maximum_coverage(contains, weights, lengths, 6).indices.tolist()


def test_the_solver_says_which_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    contains, weights, lengths, _ = problem(1, 6, 9)
    assert maximum_coverage(contains, weights, lengths, 6).solver == "exact"
    monkeypatch.setattr(coverage, "EXACT_SENTENCES", 3)
    assert maximum_coverage(contains, weights, lengths, 6).solver == "greedy"


def test_a_search_that_ended_before_its_proof_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    contains = sp.csr_array((random.random((60, 150)) < 0.08).astype(np.int64))
    weights, lengths = random.random(150), random.integers(8, 40, 60)
    alone = maximum_coverage(contains, weights, lengths, 120, solver="greedy")
    monkeypatch.setattr(coverage, "NODE_LIMIT", 1)
    found = maximum_coverage(contains, weights, lengths, 120)
    assert found.solver == "bounded"
    assert found.gains.sum() >= alone.gains.sum()
    # Where the search found something worse than the greedy choice, that one is given.
    worst = np.array([int(lengths.argmax())])
    monkeypatch.setattr(coverage, "_solve", lambda *_: (worst, False))
    found = maximum_coverage(contains, weights, lengths, 120)
    assert (found.solver, found.indices.tolist()) == ("bounded", alone.indices.tolist())


def test_the_best_single_sentence_is_taken_where_it_is_worth_more_than_all_that_were() -> None:
    # By gain a word the short one goes first, and leaves no room for the long one, which is worth fifty times as much.
    found = maximum_coverage(sp.csr_array(np.eye(2)), np.array([2.0, 100.0]), np.array([1, 100]), 100, solver="greedy")
    assert (found.indices.tolist(), found.gains.tolist()) == ([1], [100.0])


def test_a_cosine_that_falls_short_by_rounding_is_redundant_still() -> None:
    X = unit_rows(np.array([[1, 0], [0.8, 0.6]], dtype=np.float32))
    short = 0.8 + 3e-7
    assert Redundancy(X, short).bars_beside(1, [0])
    assert Redundancy(X, short).pairs(np.arange(2)).tolist() == [[0, 1]]
    assert not Redundancy(X, 0.8 + 3e-6).bars_beside(1, [0])


def test_coverage_of_nothing() -> None:
    contains, weights, lengths, _ = problem(1, 4, 5)
    assert maximum_coverage(contains, weights, lengths, 0).indices.size == 0
    with pytest.raises(ValueError, match="does not match 3 lengths and 5 weights"):
        maximum_coverage(contains, weights, lengths[:3], 5)
    with pytest.raises(ValueError, match="solver must be"):
        maximum_coverage(contains, weights, lengths, 5, solver="fast")


@pytest.mark.parametrize(
    ("name", "weights", "lengths", "bonus"),
    [("lengths", 1, 0, 0), ("weights", -1, 1, 0), ("weights", np.nan, 1, 0), ("bonus", 1, 1, -1)],
)
def test_coverage_refuses_what_it_cannot_weigh(name: str, weights: float, lengths: int, bonus: float) -> None:
    held = sp.csr_array(np.eye(2))
    with pytest.raises(ValueError, match=name):
        maximum_coverage(held, np.array([1.0, weights]), np.array([1, lengths]), 1, bonus=np.array([0.0, bonus]))


@pytest.mark.parametrize("solver", ["exact", "greedy"])
def test_a_zero_that_is_stored_is_not_held(solver: str) -> None:
    contains = sp.csr_array((np.array([1, 0, 1]), np.array([0, 1, 1]), np.array([0, 2, 3])), shape=(2, 2))
    found = maximum_coverage(contains, np.array([6.0, 5]), np.array([1, 1]), 2, solver=solver)
    assert found.gains.tolist() == [6, 5]


def test_coverage_counts_a_concept_once() -> None:
    contains = sp.csr_array(np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]]))
    found = maximum_coverage(contains, np.array([3.0, 3, 1]), np.array([1, 1, 1]), 2)
    assert set(found.indices.tolist()) in ({0, 2}, {1, 2})
    assert sorted(found.gains.tolist()) == [1, 6]


@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(1, 9000))
def test_redundant_pairs_against_a_slow_loop(seed: int, n: int, block_bytes: int) -> None:
    X = unit_rows(np.random.default_rng(seed).normal(size=(n, 3)).astype(np.float32))
    slow = [(i, j) for i in range(n) for j in range(i + 1, n) if float(X[i] @ X[j]) >= 0.8]
    apart = Redundancy(X, 0.8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        found = [tuple(pair) for pair in apart.pairs(np.arange(n)).tolist()]
    assert [sorted((i, j)) for i in range(n) for j in apart.barred_by(i).tolist() if i < j] == [list(p) for p in found]
    close = {(i, j) for i in range(n) for j in range(i + 1, n) if abs(float(X[i] @ X[j]) - 0.8) < 1e-5}
    assert set(found) - close == set(slow) - close
    assert found == sorted(found)


def test_fill_in_order_passes_over_what_does_not_fit() -> None:
    lengths = np.array([5, 3, 4, 1])
    assert fill_in_order(np.array([0, 2, 1, 3]), lengths, 8).tolist() == [0, 1]
    apart = alike((0, 1), n=4)
    assert fill_in_order(np.array([0, 2, 1, 3]), lengths, 8, redundancy=apart).tolist() == [0, 3]


def test_mmr_passes_over_a_twin() -> None:
    X = unit_rows(np.array([[1, 0.1], [1, 0.1], [0.1, 1]], dtype=np.float32))
    taken = maximal_marginal_relevance(X, np.array([1.0, 0.99, 0.5]), np.array([1, 1, 1]), 2, trade_off=0.5)
    assert taken.tolist() == [0, 2]
    assert maximal_marginal_relevance(X, np.ones(3), np.array([9, 9, 9]), 2).size == 0
    greedy = maximal_marginal_relevance(X, np.array([1.0, 0.99, 0.5]), np.array([1, 1, 1]), 2, trade_off=1)
    assert greedy.tolist() == [0, 1]


def slow_mmr(X: np.ndarray, relevance: np.ndarray, lengths: np.ndarray, budget: int, trade_off: float) -> list[int]:
    """The paper's greedy choice, every sentence reckoned anew at each step."""
    taken: list[int] = []
    while True:
        left = budget - sum(int(lengths[i]) for i in taken)
        free = [i for i in range(len(X)) if i not in taken and lengths[i] <= left]
        if not free:
            return taken
        closest = {i: max([0.0, *(float(X[i] @ X[j]) for j in taken)]) for i in free}
        worth = {i: trade_off * relevance[i] - (1 - trade_off) * closest[i] for i in free}
        taken.append(min(free, key=lambda i: (-worth[i], i)))


@given(st.integers(0, 10_000), st.integers(0, 30), st.integers(0, 40), st.integers(1, 9), st.sampled_from([0, 0.5, 1]))
def test_lazy_mmr_against_a_slow_loop(seed: int, n: int, budget: int, reviewed: int, trade_off: float) -> None:
    # Values that floats hold exactly, and few of them: many ties, which must fall to the lower index.
    draws = np.random.default_rng(seed)
    X = (draws.integers(-1, 2, size=(n, 4)) / 2).astype(np.float32)
    relevance, lengths = draws.integers(0, 4, n) / 4, draws.integers(1, 6, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(greedy, "_REVIEWED", reviewed)
        taken = maximal_marginal_relevance(X, relevance, lengths, budget, trade_off=trade_off)
    assert taken.tolist() == slow_mmr(X, relevance, lengths, budget, trade_off)


def test_where_all_bounds_lie_close_few_tries_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    partition = np.partition

    def counted(values: np.ndarray, place: int) -> np.ndarray:
        tries.append(place)
        return partition(values, place)

    X = unit_rows(np.random.default_rng(0).normal(size=(64, 3)).astype(np.float32))
    monkeypatch.setattr(greedy, "_REVIEWED", 1)
    monkeypatch.setattr(np, "partition", counted)
    taken = maximal_marginal_relevance(X, np.linspace(1, 1.01, 64), np.ones(64, dtype=np.intp), 8, trade_off=0.1)
    # Of 64 no more than six tries each, as many as doublings reach them all.
    assert len(taken) == 8
    assert len(tries) <= 6 * 7


@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(0, 40))
def test_filling_in_order_against_a_slow_loop(seed: int, n: int, budget: int) -> None:
    draws = np.random.default_rng(seed)
    apart = Redundancy(unit_rows(draws.normal(size=(n, 3)).astype(np.float32)), 0.7)
    order, lengths = draws.permutation(n), draws.integers(1, 9, n)
    slow: list[int] = []
    for i in order.tolist():
        fits = lengths[i] <= budget - sum(int(lengths[j]) for j in slow)
        if fits and not any(j in apart.barred_by(i).tolist() for j in slow):
            slow.append(i)
    assert fill_in_order(order, lengths, budget, redundancy=apart).tolist() == slow


def slow_kl(counts: np.ndarray, target: np.ndarray, lengths: np.ndarray, budget: int, smoothing: float) -> list[int]:
    """The paper's greedy choice, the whole divergence computed for each sentence at each step."""

    def divergence(chosen: list[int]) -> float:
        summary = [smoothing + sum(int(counts[i, w]) for i in chosen) for w in range(len(target))]
        total = 0.0
        for w, wanted in enumerate(target / target.sum()):
            if wanted > 0:
                total += wanted * math.log(wanted / (summary[w] / sum(summary)))
        return total

    taken: list[int] = []
    while True:
        left = budget - sum(int(lengths[i]) for i in taken)
        free = [i for i in range(len(lengths)) if i not in taken and lengths[i] <= left]
        if not free:
            return taken
        taken.append(min(free, key=lambda i: (round(divergence([*taken, i]), 9), i)))


@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(1, 7), st.integers(0, 15))
def test_kl_against_a_slow_loop(seed: int, n: int, m: int, budget: int) -> None:
    draws = np.random.default_rng(seed)
    counts = draws.poisson(0.7, (n, m))
    counts[0, 0] = 1
    lengths = draws.integers(1, 6, n)
    target = counts.sum(axis=0).astype(float)
    found = kl_selection(sp.csr_array(counts), target, lengths, budget)
    assert found.indices.tolist() == slow_kl(counts, target, lengths, budget, 0.1)
    assert lengths[found.indices].sum() <= budget


def test_kl_takes_what_the_story_is_about_and_no_twin() -> None:
    counts = sp.csr_array(np.array([[2, 1, 0], [2, 1, 0], [0, 0, 1], [0, 1, 1]]))
    target = np.array([10.0, 5, 3])
    ones = np.ones(4, dtype=int)
    assert kl_selection(counts, target, ones, 1).indices.tolist() == [0]
    assert 1 not in kl_selection(counts, target, ones, 3, redundancy=alike((0, 1), n=4)).indices
    assert kl_selection(counts, np.zeros(3), ones, 2).indices.size == 0
    with pytest.raises(ValueError, match="do not match 3 lengths"):
        kl_selection(counts, target, ones[:3], 2)


def test_words_in_common_lower_the_bar() -> None:
    X = unit_rows(np.array([[1, 0], [1, 0.8], [1, 0.8], [0, 1]], dtype=np.float32))
    terms = sp.csr_array(np.array([[1.0, 0], [1, 0], [0, 1], [1, 0]]))
    plain, worded = Redundancy(X, 0.95), Redundancy(X, 0.95, Worded(terms, 1.7))
    assert plain.barred_by(0).tolist() == []
    assert worded.barred_by(0).tolist() == [1]
    assert worded.pairs(np.arange(4)).tolist() == [[0, 1], [1, 2]]
    assert worded.bars(np.array([0, 0, 1]), np.array([1, 2, 2])).tolist() == [True, False, True]


def test_one_claim_is_stated_once() -> None:
    X = unit_rows(np.eye(4, dtype=np.float32))
    apart = Redundancy(X, 0.95, claim_of=np.array([2, -1, 2, -1]))
    assert apart.barred_by(0).tolist() == [2]
    assert apart.barred_by(1).tolist() == []
    assert apart.pairs(np.arange(4)).tolist() == [[0, 2]]
    assert apart.bars(np.array([0, 1, 2]), np.array([2, 3, 0])).tolist() == [True, False, True]


def test_what_a_short_row_tells_little_anew_beside_one_of_another_document_is_redundant() -> None:
    X = unit_rows(np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 1.1], [-1.0, 0.2]], dtype=np.float32))
    # Half of what the second row weighs is the first's; so it is of the third, of the first's own document, and of the fourth, far from it in meaning.
    short = [1.0, 0.0, 0.0, 1.0]
    contained = Contained(
        sp.csr_array(np.array([[1.0, 1.0, 1.0, 0.0], short, short, short])), np.array([0, 1, 0, 2]), 0.5, 0.1
    )
    apart = Redundancy(X, 1.1, contained=contained)
    assert apart.barred_by(0).tolist() == [1]
    assert apart.pairs(np.arange(4)).tolist() == [[0, 1], [1, 2]]
    assert apart.bars(np.array([0, 0, 0, 1]), np.array([1, 2, 3, 2])).tolist() == [True, False, False, True]
    assert not apart.bars_beside(3, [0, 1, 2])
    assert Redundancy(X, 1.1, contained=replace(contained, share=0.6)).pairs(np.arange(4)).tolist() == [[1, 2]]
