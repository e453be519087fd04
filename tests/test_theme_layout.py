from __future__ import annotations

import numpy as np
import pytest

from summarize.themes.layout import lay_out


def test_what_means_the_like_lies_near() -> None:
    draw = np.random.default_rng(0)
    middles = np.array([[1.0, 0, 0, 0], [0.9, 0.1, 0, 0], [0, 0, 1.0, 0]])
    labels = np.repeat([0, 1, 2], 20)
    vectors = (middles[labels] + draw.normal(0, 0.01, (60, 4))).astype(np.float32)
    places, share = lay_out(vectors, labels)
    near, far = np.linalg.norm(places[0] - places[1]), np.linalg.norm(places[0] - places[2])
    assert near < far / 3
    assert 0.95 < share <= 1


def test_order_of_the_sentences_and_of_none_changes_nothing() -> None:
    draw = np.random.default_rng(1)
    vectors, labels = draw.normal(size=(40, 6)).astype(np.float32), draw.integers(-1, 4, 40)
    order = draw.permutation(40)
    places, share = lay_out(vectors, labels)
    again, same = lay_out(vectors[order], labels[order])
    assert np.allclose(places, again, atol=1e-5)
    assert share == pytest.approx(same)
    without = labels >= 0
    assert np.allclose(lay_out(vectors[without], labels[without])[0], places, atol=1e-5)


@pytest.mark.parametrize("n_themes", [0, 1, 2])
def test_few_themes_have_places(n_themes: int) -> None:
    labels = np.arange(6) % n_themes if n_themes else np.full(6, -1)
    places, share = lay_out(np.eye(6, dtype=np.float32), labels)
    assert places.shape == (n_themes, 2)
    assert share == pytest.approx(1.0)


def test_vectors_and_labels_must_match() -> None:
    with pytest.raises(ValueError, match=r"vectors \(3, 2\) do not match labels \(2,\)"):
        lay_out(np.zeros((3, 2), dtype=np.float32), np.zeros(2, dtype=np.intp))
