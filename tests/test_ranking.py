from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from summarize import blocks
from summarize.ranking import (
    centroid_scores,
    lead_scores,
    lexrank_scores,
    random_scores,
    textrank_scores,
    thresholded_lexrank_scores,
    turn_scores,
    walks,
)
from summarize.similarity import unit_rows
from summarize.terms import Terms

from .conftest import rows


def slow_lexrank(X: np.ndarray, damping: float = 0.85) -> list[float]:
    """The paper's walk with the whole matrix, one entry at a time."""
    n = len(X)
    similarity = [[(1 + float(X[i].astype(float) @ X[j].astype(float))) / 2 for j in range(n)] for i in range(n)]
    degree = [sum(row) for row in similarity]
    scores = [1 / n] * n
    for _ in range(500):
        flow = [
            damping * sum(scores[j] * similarity[j][i] / degree[j] for j in range(n)) + (1 - damping) / n
            for i in range(n)
        ]
        scores = [value / sum(flow) for value in flow]
    return scores


@given(st.integers(0, 1000), st.integers(1, 12), st.sampled_from([1, 100, 2**20]))
def test_lexrank_against_the_whole_matrix(seed: int, n: int, block_bytes: int) -> None:
    X = rows(seed, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walks, "_CACHE_BYTES", block_bytes)
        np.testing.assert_allclose(lexrank_scores(X), slow_lexrank(X), atol=1e-6)


@given(st.integers(0, 1000), st.integers(1, 30))
def test_lexrank_sums_to_one_and_follows_the_rows(seed: int, n: int) -> None:
    X = rows(seed, n)
    order = np.random.default_rng(seed).permutation(n)
    scores = lexrank_scores(X)
    assert abs(scores.sum() - 1) < 1e-9
    np.testing.assert_allclose(lexrank_scores(X[order]), scores[order], atol=1e-8)


def test_lexrank_prefers_the_middle() -> None:
    X = unit_rows(np.array([[1, 0], [1, 0.1], [1, -0.1], [0, 1]], dtype=np.float32))
    assert lexrank_scores(X).argmin() == 3
    assert lexrank_scores(X[:0]).shape == (0,)


def test_restarts_can_be_weighted() -> None:
    X = rows(1, 5)
    weights = np.array([10.0, 1, 1, 1, 1])
    assert lexrank_scores(X, weights=weights)[0] > lexrank_scores(X)[0]


@pytest.mark.parametrize("weights", [[0, 0, 0], [1, 1], [2, -1, 1], [np.nan, 1, 1]])
def test_restarts_need_a_weight_somewhere(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights must be 3 numbers"):
        lexrank_scores(np.eye(3, dtype=np.float32), weights=np.array(weights))
    with pytest.raises(ValueError, match="weights must be 3 numbers"):
        thresholded_lexrank_scores(sp.eye_array(3).tocsr(), weights=np.array(weights))


def test_centroid_is_the_cosine_to_the_mean() -> None:
    X = rows(2, 10)
    mean = X.mean(axis=0)
    np.testing.assert_allclose(centroid_scores(X), X @ mean / np.linalg.norm(mean), atol=1e-6)
    opposite = np.array([[1, 0], [-1, 0]], dtype=np.float32)
    assert centroid_scores(opposite).tolist() == [0, 0]


def words(seed: int, n: int, m: int = 9) -> sp.csr_array:
    """How often each of n sentences holds each of m words; some hold none."""
    draws = np.random.default_rng(seed)
    return sp.csr_array(draws.poisson(0.5, (n, m)))


def slow_walk(links: list[list[float]], damping: float = 0.85) -> list[float]:
    """PageRank on weighted links, one entry at a time; who stands where nothing leads on starts anew."""
    n = len(links)
    degree = [sum(row) for row in links]
    scores = [1 / n] * n
    for _ in range(500):
        lost = sum(scores[j] for j in range(n) if degree[j] == 0)
        scores = [
            (1 - damping) / n
            + damping * (lost / n + sum(scores[j] * links[j][i] / degree[j] for j in range(n) if degree[j] > 0))
            for i in range(n)
        ]
    return scores


@given(
    st.integers(0, 1000),
    st.integers(1, 12),
    st.sampled_from([0.05, 0.1, 0.3]),
    st.integers(1, 900),
    st.integers(0, 300),
)
def test_thresholded_lexrank_against_a_slow_loop(
    seed: int, n: int, threshold: float, block_bytes: int, held_bytes: int
) -> None:
    tf_idf = Terms(words(seed, n), tuple(range(9))).tf_idf()
    X = tf_idf.toarray()
    links = [[float(sum(X[i] * X[j]) > threshold) for j in range(n)] for i in range(n)]
    with pytest.MonkeyPatch.context() as patch:
        # Small blocks, of which some are kept and the others found anew at each step.
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        patch.setattr(walks, "HELD_BYTES", held_bytes)
        found = thresholded_lexrank_scores(tf_idf, threshold=threshold)
    np.testing.assert_allclose(found, slow_walk(links), atol=1e-7)


@given(st.integers(0, 1000), st.integers(1, 12), st.integers(1, 900))
def test_textrank_against_a_slow_loop(seed: int, n: int, block_bytes: int) -> None:
    counts = words(seed, n)
    rows = counts.toarray()
    sizes = rows.sum(axis=1)

    def similarity(i: int, j: int) -> float:
        shared = sum(1 for a, b in zip(rows[i], rows[j], strict=True) if a and b)
        total = math.log(sizes[i]) + math.log(sizes[j]) if shared else 0
        return shared / total if i != j and total else 0.0

    links = [[similarity(i, j) for j in range(n)] for i in range(n)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        found = textrank_scores(counts, sizes)
    np.testing.assert_allclose(found, slow_walk(links), atol=1e-7)


@given(st.integers(0, 1000), st.integers(1, 20))
def test_walks_sum_to_one_and_follow_the_rows(seed: int, n: int) -> None:
    counts = words(seed, n)
    sizes = counts.toarray().sum(axis=1)
    tf_idf = Terms(counts, tuple(range(9))).tf_idf()
    order = np.random.default_rng(seed).permutation(n)
    for scores, moved in (
        (textrank_scores(counts, sizes), textrank_scores(counts[order], sizes[order])),
        (thresholded_lexrank_scores(tf_idf), thresholded_lexrank_scores(tf_idf[order])),
    ):
        assert abs(scores.sum() - 1) < 1e-9
        np.testing.assert_allclose(moved, scores[order], atol=1e-8)


def test_walks_over_nothing() -> None:
    empty = sp.csr_array((0, 3))
    assert textrank_scores(empty, np.empty(0, dtype=int)).shape == (0,)
    assert thresholded_lexrank_scores(empty).shape == (0,)
    without_words = sp.csr_array((3, 0))
    np.testing.assert_allclose(textrank_scores(without_words, np.zeros(3, dtype=int)), [1 / 3] * 3)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(0, 1000))
def test_lead_and_turns_against_slow_loops(sizes: list[int], seed: int) -> None:
    document_of = np.repeat(np.arange(len(sizes)), sizes)
    position_of = np.concatenate([np.arange(size) for size in sizes])
    age = np.random.default_rng(seed).integers(0, 3, len(sizes)).astype(float)
    by_lead, by_turns = [], []
    for document in sorted(range(len(sizes)), key=lambda d: (age[d], d)):
        by_lead += [i for i in range(len(document_of)) if document_of[i] == document]
    for position in range(max(sizes)):
        by_turns += [i for i in range(len(document_of)) if position_of[i] == position]
    assert np.argsort(-lead_scores(document_of, position_of, age)).tolist() == by_lead
    assert np.argsort(-turn_scores(position_of)).tolist() == by_turns


def test_an_undated_document_leads_last() -> None:
    scores = lead_scores(np.array([0, 1]), np.array([0, 0]), np.array([np.inf, 5.0]))
    assert scores.tolist() == [1, 2]


def test_random_scores_are_drawn_anew_by_their_seed_alone() -> None:
    assert random_scores(5, 1).tolist() == random_scores(5, 1).tolist()
    assert random_scores(5, 1).tolist() != random_scores(5, 2).tolist()
