from __future__ import annotations

import numpy as np

from summarize.terms import count_matrix


def test_counts_do_not_depend_on_the_order_of_sentences() -> None:
    sentences = [["b", "a", "b"], ["c"], [], ["a"]]
    terms = count_matrix(sentences)
    assert terms.vocabulary == ("a", "b", "c")
    assert terms.counts.toarray().tolist() == [[1, 2, 0], [0, 0, 1], [0, 0, 0], [1, 0, 0]]
    shuffled = count_matrix(sentences[::-1])
    assert shuffled.vocabulary == terms.vocabulary
    assert (shuffled.counts.toarray()[::-1] == terms.counts.toarray()).all()
    assert count_matrix(sentences, min_sentences=2).vocabulary == ("a",)


def test_tf_idf_against_the_formula() -> None:
    weights = count_matrix([["a", "a", "b"], ["a"], []]).tf_idf().toarray()
    idf_a, idf_b = np.log(4 / 3) + 1, np.log(4 / 2) + 1
    row = np.array([(1 + np.log(2)) * idf_a, idf_b])
    np.testing.assert_allclose(weights[0], row / np.linalg.norm(row))
    np.testing.assert_allclose(weights[1], [1, 0])
    assert not weights[2].any()
    assert count_matrix([]).tf_idf().shape == (0, 0)
