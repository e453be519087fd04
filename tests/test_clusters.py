from __future__ import annotations

import tracemalloc
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.evaluation.clusters import adjusted_mutual_information, adjusted_rand, b_cubed, singled_out

LABELS = st.lists(st.integers(-1, 4), min_size=2, max_size=20)


@given(LABELS, st.randoms(use_true_random=False))
def test_rand_against_counting_pairs(reference: list[int], random: np.random.Generator) -> None:
    labels = reference.copy()
    random.shuffle(labels)
    ours, theirs = singled_out(reference), singled_out(labels)
    pairs = list(combinations(range(len(ours)), 2))
    together = sum(ours[i] == ours[j] and theirs[i] == theirs[j] for i, j in pairs)
    in_ours = sum(comb(n, 2) for n in np.bincount(ours).tolist())
    in_theirs = sum(comb(n, 2) for n in np.bincount(theirs).tolist())
    chance = in_ours * in_theirs / len(pairs)
    ceiling = (in_ours + in_theirs) / 2
    expected = 1.0 if ceiling == chance else (together - chance) / (ceiling - chance)
    assert adjusted_rand(reference, labels) == pytest.approx(expected)


@given(LABELS, LABELS)
def test_b_cubed_against_a_slow_loop(reference: list[int], labels: list[int]) -> None:
    n = min(len(reference), len(labels))
    ours, theirs = singled_out(reference[:n]), singled_out(labels[:n])
    precision = np.mean([np.mean(ours[theirs == theirs[i]] == ours[i]) for i in range(n)])
    recall = np.mean([np.mean(theirs[ours == ours[i]] == theirs[i]) for i in range(n)])
    found = b_cubed(reference[:n], labels[:n])
    assert found[:2] == pytest.approx((precision, recall))
    assert found[2] == pytest.approx(2 * precision * recall / (precision + recall))


def test_many_clusters_take_no_table_of_all_with_all() -> None:
    alone = np.full(3_000, -1)
    tracemalloc.start()
    assert b_cubed(alone, alone) == (1, 1, 1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**20


def test_an_unlabelled_item_is_alone() -> None:
    assert adjusted_rand([0, 0, 1, 1], [0, 0, -1, -1]) < 1
    assert adjusted_mutual_information([0, 0, 1, 1], [4, 4, 2, 2]) == pytest.approx(1)
    assert b_cubed([0, 1, 2], [-1, -1, -1]) == (1, 1, 1)
    assert b_cubed([], []) == (1, 1, 1)
    with pytest.raises(ValueError, match="of one length"):
        b_cubed([0, 1], [0])
