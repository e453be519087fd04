from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.similarity import approximate, nearest, top_k, unit_rows


def rows(seed: int, n: int, d: int = 16) -> np.ndarray:
    draws = np.random.default_rng(seed)
    centres = draws.normal(size=(20, d))
    return unit_rows((centres[draws.integers(0, 20, n)] + 0.5 * draws.normal(size=(n, d))).astype(np.float32))


def test_few_pairs_are_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approximate, "_installed", lambda: True)
    assert not approximate.pays(99_999, 99_999)
    assert approximate.pays(200_000, 200_000)
    # Few queries are not worth a graph, however many rows there are.
    assert not approximate.pays(9_000, 100_000_000)
    monkeypatch.setattr(approximate, "_installed", lambda: False)
    assert not approximate.pays(10**6, 10**6)


def test_without_the_extra_all_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approximate, "EXACT_PAIRS", 0)
    monkeypatch.setattr(approximate, "LEAST_SIDE", 0)
    monkeypatch.setattr(approximate, "_installed", lambda: False)
    X, Q = rows(0, 300), rows(1, 50)
    assert nearest(Q, X)[0].tolist() == top_k(Q, X, 1)[0][:, 0].tolist()


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("faiss", reason='the extra "ann" is not installed')
    monkeypatch.setattr(approximate, "EXACT_PAIRS", 0)
    monkeypatch.setattr(approximate, "LEAST_SIDE", 0)


@pytest.mark.usefixtures("always")
def test_nearly_all_are_the_nearest_and_similarities_are_exact() -> None:
    X, Q = rows(2, 5_000), rows(3, 400)
    allowed = np.arange(5_000) % 3 > 0
    found, similarities = nearest(Q, X, allowed=allowed)
    exact = top_k(Q, X, 1, among=np.flatnonzero(allowed))
    assert allowed[found].all()
    assert (found == exact[0][:, 0]).mean() > 0.97
    np.testing.assert_allclose(similarities, np.einsum("ij,ij->i", Q, X[found]), atol=1e-6)


@pytest.mark.usefixtures("always")
def test_rows_that_are_not_finite_are_refused_where_they_may_be_found() -> None:
    X, Q = rows(2, 300), rows(3, 50)
    X[-1] = np.nan
    assert np.isfinite(nearest(Q, X, allowed=np.arange(300) < 299)[1]).all()
    with pytest.raises(ValueError, match="vectors must be finite; 1 of 300 rows are not, the first is row 299"):
        nearest(Q, X)
    with pytest.raises(ValueError, match="queries must be finite"):
        nearest(X, Q)


@pytest.mark.usefixtures("always")
def test_the_order_of_rows_decides_nothing() -> None:
    X, Q = rows(4, 2_000), rows(5, 200)
    order = np.random.default_rng(6).permutation(2_000)
    plain, moved = nearest(Q, X), nearest(Q, X[order])
    assert order[moved[0]].tolist() == plain[0].tolist()
    assert moved[1].tolist() == plain[1].tolist()


@pytest.mark.usefixtures("always")
def test_copies_hide_nothing_and_the_first_of_them_is_found() -> None:
    X = rows(7, 1_000)
    copied = np.vstack((np.repeat(X[:1], 500, axis=0), X))
    found, _ = nearest(X, copied)
    assert found[0] == 0
    assert (found[1:] == 500 + np.arange(1, 1_000)).mean() > 0.97


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 40), st.integers(1, 9))
def test_few_rows_are_found_as_by_a_slow_loop(seed: int, n: int, n_queries: int) -> None:
    pytest.importorskip("faiss", reason='the extra "ann" is not installed')
    X, Q = rows(seed, n, 4), rows(seed + 1, n_queries, 4)
    found, similarities = approximate.approximate_nearest(Q, X)
    for q in range(n_queries):
        assert similarities[q] == pytest.approx(max(float(Q[q] @ x) for x in X), abs=1e-6)
        assert float(Q[q] @ X[found[q]]) == pytest.approx(similarities[q], abs=1e-6)
