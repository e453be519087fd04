from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarize.ranking import centroid_scores, lexrank_scores
from summarize.similarity import unit_rows


def rows(seed: int, n: int) -> np.ndarray:
    return unit_rows(np.random.default_rng(seed).normal(size=(n, 6)).astype(np.float32))


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


@given(st.integers(0, 1000), st.integers(1, 12))
def test_lexrank_against_the_whole_matrix(seed: int, n: int) -> None:
    X = rows(seed, n)
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


def test_centroid_is_the_cosine_to_the_mean() -> None:
    X = rows(2, 10)
    mean = X.mean(axis=0)
    np.testing.assert_allclose(centroid_scores(X), X @ mean / np.linalg.norm(mean), atol=1e-6)
    opposite = np.array([[1, 0], [-1, 0]], dtype=np.float32)
    assert centroid_scores(opposite).tolist() == [0, 0]
