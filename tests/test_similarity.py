from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from summarize import blocks
from summarize.ranking import centroid_scores, lexrank_scores
from summarize.selection import Redundancy, maximal_marginal_relevance
from summarize.similarity import (
    checked_rows,
    common_direction_removed,
    group_means,
    groups_alike,
    nearest,
    neighbour_profiles,
    neighbours,
    similarity_spread,
    smoothed_in_document,
    top_k,
    unit_rows,
    unit_sparse_rows,
    weighted_mean,
)

from .conftest import rows

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("size", [1e-44, 1e-30, 1, 3e38])
def test_unit_rows_of_any_size_that_single_precision_holds(size: float) -> None:
    X = np.vstack((np.full((1, 400), size), np.eye(1, 400))).astype(np.float32)
    np.testing.assert_allclose(unit_rows(X), np.vstack((np.full((1, 400), 0.05), np.eye(1, 400))), rtol=1e-6)


def test_unit_rows_keep_zeros_and_type() -> None:
    X = unit_rows(np.array([[0, 0], [2, 0], [1, 1]], dtype=np.float32))
    assert X.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(X, axis=1), [0, 1, 1], atol=1e-6)


def test_sparse_rows_are_scaled_as_others_are() -> None:
    X = rows(4, 20, 30) * (np.random.default_rng(4).random((20, 30)) < 0.2)
    X[3] = 0
    found = unit_sparse_rows(sp.csr_array(X))
    assert found.dtype == np.float32
    np.testing.assert_allclose(found.toarray(), unit_rows(X), atol=1e-7)


def test_rows_are_scaled_where_they_stand() -> None:
    X = rows(4, 5) * 3
    want = unit_rows(X)
    assert unit_rows(X, out=X) is X
    np.testing.assert_array_equal(X, want)


def test_very_many_columns_are_ranked_as_few_are() -> None:
    # Too many for a column and its similarity to stand in 32 bits together.
    S = np.random.default_rng(5).uniform(-1, 1, size=(2, 12_000)).astype(np.float32)
    found = neighbour_profiles(S, depth=0.001)
    best = np.argsort(-np.rint(S * 1e5), axis=1, kind="stable")[:, :60]
    assert [np.flatnonzero(row).tolist() for row in found] == np.sort(best, axis=1).tolist()
    assert (np.diff(np.take_along_axis(found, best, axis=1), axis=1) < 0).all()


def test_weighted_mean_counts_copies_as_one() -> None:
    X = rows(0, 3)
    copied = np.vstack((X, X[:1], X[:1]))
    weights = np.array([1 / 3, 1, 1, 1 / 3, 1 / 3])
    np.testing.assert_allclose(weighted_mean(copied, weights), weighted_mean(X), atol=1e-6)
    assert not weighted_mean(X, np.zeros(3)).any()
    assert weighted_mean(X[:0]).shape == (8,)


def test_removing_the_common_direction_leaves_none() -> None:
    X = unit_rows(rows(1, 50) + 5 * rows(2, 1))
    assert (X @ X.T).mean() > 0.9
    left = common_direction_removed(X)
    assert abs((left @ left.T).mean()) < 0.05


def test_smoothing_against_a_slow_loop() -> None:
    X, documents = rows(3, 9), np.array([0, 0, 0, 1, 2, 2, 2, 2, 3])
    slow = X.copy()
    for i in range(9):
        for j in (i - 1, i + 1):
            if 0 <= j < 9 and documents[i] == documents[j]:
                slow[i] += 0.5 * X[j]
    np.testing.assert_allclose(smoothed_in_document(X, documents, weight=0.5), unit_rows(slow), atol=1e-6)
    np.testing.assert_allclose(smoothed_in_document(X, documents, weight=0), X, atol=1e-6)


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 50), st.integers(1, 400), st.booleans())
def test_top_k_against_a_slow_loop(seed: int, n: int, k: int, block_bytes: int, few: bool) -> None:
    # Few distinct values make many ties, which must fall to the lower index; small blocks make many tiles.
    random = np.random.default_rng(seed)
    X = random.integers(-1, 2, size=(n, 3)).astype(np.float32)
    Q = random.integers(-1, 2, size=(7, 3)).astype(np.float32)
    among = np.flatnonzero(random.random(n) < 0.6) if few else np.arange(n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        patch.setattr(neighbours, "_QUERIES", 1 + seed % 8)
        indices, similarities = top_k(Q, X, k, among=among if few else None)
        best, _ = nearest(Q, X, allowed=np.isin(np.arange(n), among))
    for q in range(7):
        slow = sorted(among.tolist(), key=lambda i: (-float(Q[q] @ X[i]), i))[:k]
        assert indices[q].tolist() == slow
        assert similarities[q].tolist() == [float(Q[q] @ X[i]) for i in slow]
        assert best[q] == (slow[0] if slow else -1)


@pytest.mark.parametrize("rising", [False, True])
def test_top_k_takes_no_more_memory_than_a_block_may(rising: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    # Of rows that grow alike, every tile holds better ones than all before it; of zeros all are tied.
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 2**20)
    X = np.zeros((40_000, 2), dtype=np.float32)
    X[:, 0] = np.arange(40_000) if rising else 0
    tracemalloc.start()
    indices, _ = top_k(X[:600] + np.float32(1), X, 5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert indices[0].tolist() == ([39_999, 39_998, 39_997, 39_996, 39_995] if rising else [0, 1, 2, 3, 4])
    assert peak < 4 * 2**20


def test_nearest_looks_only_where_it_may() -> None:
    X = np.eye(4, dtype=np.float32)
    allowed = np.array([False, True, False, True])
    indices, similarities = nearest(X[:1], X, allowed=allowed)
    assert indices.tolist() == [1]
    assert similarities.tolist() == [0]
    nowhere, minus = nearest(X[:2], X, allowed=np.zeros(4, dtype=bool))
    assert nowhere.tolist() == [-1, -1]
    assert np.isneginf(minus).all()
    assert nearest(X, X)[0].tolist() == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="allowed must be 4 booleans"):
        nearest(X, X, allowed=allowed[:3])


def test_nearest_holds_no_copy_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 2**20)
    X = rows(5, 40_000, 64)
    X[7], X[20_000] = X[39_999], X[39_999]
    tracemalloc.start()
    found = [nearest(X[-1:], X, allowed=np.arange(len(X)) >= first)[0].item() for first in (0, 8, 20_001)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [7, 20_000, 39_999]
    assert peak < X.nbytes / 2


@pytest.mark.parametrize("n", [0, 1])
def test_tiny_inputs(n: int) -> None:
    X = rows(0, n)
    assert smoothed_in_document(X, np.zeros(n, dtype=int), weight=0.5).shape == X.shape
    assert common_direction_removed(X).shape == X.shape
    assert top_k(X, X, 3)[0].shape == (n, n)


EYE = np.eye(3, dtype=np.float32)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nearest(EYE, np.vstack((EYE, [[0, np.inf, 0]]))), "vectors must be finite; 1 of 4 rows .* row 3"),
        (lambda: nearest(EYE, EYE * np.nan, allowed=np.array([False, True, False])), "vectors must be finite"),
        (lambda: nearest(EYE[0], EYE), r"rows of one width, .* got \(3,\) and \(3, 3\)"),
        (lambda: nearest(EYE[:, :2], EYE), r"got \(3, 2\) and \(3, 3\)"),
        (lambda: top_k(EYE * np.nan, EYE, 2), "queries must be finite"),
        (lambda: top_k(EYE, EYE * np.nan, 3), "vectors must be finite"),
        (lambda: top_k(EYE[0], EYE, 2), r"got \(3,\) and \(3, 3\)"),
        (lambda: unit_rows(np.array([[1, 1], [np.inf, 1]])), "vectors must be finite; 1 of 2 rows are not, .* row 1"),
        (lambda: unit_rows(EYE[0]), r"vectors must be rows, shape \(n_rows, n_dims\), got \(3,\)"),
        (lambda: neighbour_profiles(EYE * np.nan, depth=0.5), "similarities must be finite"),
        (lambda: lexrank_scores(EYE * np.nan), "vectors must be finite"),
        (lambda: Redundancy(EYE * np.nan, 0.7), "vectors must be finite"),
        (lambda: centroid_scores(EYE * np.nan), "vectors must be finite"),
        (
            lambda: maximal_marginal_relevance(EYE * np.nan, np.ones(3), np.ones(3, dtype=np.intp), 2),
            "vectors must be finite",
        ),
    ],
)
def test_what_are_no_finite_rows_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_rows_whose_sum_is_beyond_single_precision_are_finite() -> None:
    checked_rows("rows", np.full((2, 400), 3e38, dtype=np.float32))


def test_group_means_against_a_slow_loop() -> None:
    X, groups = rows(4, 7), np.array([5, 5, 2, 3, 3, 3, 9])
    slow = np.array([X[groups == g].mean(axis=0) for g in groups])
    np.testing.assert_allclose(group_means(X, groups), slow, atol=1e-6)
    assert group_means(X[:0], groups[:0]).shape == (0, 8)


@given(st.integers(0, 10_000), st.integers(1, 20), st.integers(1, 40))
def test_profiles_against_a_slow_loop(seed: int, n: int, m: int) -> None:
    # Few distinct values make many ties, which must fall to the lower column.
    S = (np.random.default_rng(seed).integers(-3, 4, size=(n, m)) / 3).astype(np.float32)
    slow = np.zeros((n, m), dtype=np.float32)
    for i in range(n):
        for rank, j in enumerate(sorted(range(m), key=lambda j: (-S[i, j], j))):
            slow[i, j] = np.exp(-rank / 2.5) if rank < 13 else 0
    np.testing.assert_allclose(neighbour_profiles(S, depth=0.01), unit_rows(slow), atol=1e-6)


@given(st.integers(0, 1000), st.integers(2, 30))
def test_the_spread_of_similarities_against_the_matrix(seed: int, n: int) -> None:
    X = unit_rows(np.random.default_rng(seed).normal(size=(n, 4)).astype(np.float32))
    pairs = (X.astype(np.float64) @ X.T.astype(np.float64))[~np.eye(n, dtype=bool)]
    assert similarity_spread(X) == pytest.approx((pairs.mean(), pairs.std()), abs=1e-5)
    assert similarity_spread(X[:1]) == (0.0, 0.0)


def test_a_likeness_that_falls_short_by_rounding_counts() -> None:
    X = unit_rows(np.array([[1, 0], [0.8, 0.6]], dtype=np.float32))
    terms = sp.csr_array(np.array([[1.0, 0.0], [0.6, 0.8]]))
    each = np.arange(2)

    def counted(threshold: float, term_threshold: float) -> list[int]:
        return list(groups_alike(each, X, each, threshold, terms=terms, term_threshold=term_threshold))

    assert counted(0.8 + 3e-7, 0.5) == counted(0.7, 0.6 + 3e-7) == [2, 2]
    assert counted(0.8 + 3e-6, 0.5) == counted(0.7, 0.6 + 3e-6) == [1, 1]


def test_what_is_shown_of_the_nearest_does_not_hang_on_the_number_of_threads() -> None:
    random = np.random.default_rng(0)
    X = unit_rows((random.normal(size=(400, 384)) + 1.2).astype(np.float32))
    found = []
    for n_threads in (1, 2):
        with threadpool_limits(limits=n_threads, user_api="blas"):
            found.append([values.tolist() for values in nearest(X[:83], X[100:])])
    assert found[0] == found[1]
    # Nor does which of two equal rows it is.
    Y = unit_rows(random.normal(size=(3000, 384)).astype(np.float32))
    assert nearest(Y[::2] + Y[1::2], np.vstack((Y, Y[::-1])))[0].max() < len(Y)
