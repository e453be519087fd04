from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from summarize.divergence import kl_selection


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
    assert 1 not in kl_selection(counts, target, ones, 3, pairs=np.array([(0, 1)])).indices
    assert kl_selection(counts, np.zeros(3), ones, 2).indices.size == 0
    with pytest.raises(ValueError, match="do not match 3 lengths"):
        kl_selection(counts, target, ones[:3], 2)
