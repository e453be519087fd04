"""How many independent texts probably state what a sentence states."""

from __future__ import annotations

import numpy as np
import pytest

from summarize.comparison.corroboration import corroboration, surely_said
from summarize.comparison.pairs import Pairs
from summarize.corpus import Corpus
from summarize.segmentation import segment


def slow(wording_of: list[int], text_of: list[int], pairs: list[list[int]], borne: list[list[float]]) -> list[float]:
    """The sum over texts of how far the best sentence of each bears one out, sentence by sentence."""
    chance = {
        pair: p
        for (i, j), ways in zip(pairs, borne, strict=True)
        for pair, p in zip(((i, j), (j, i)), ways, strict=True)
    }
    found = []
    for own, mine in zip(wording_of, text_of, strict=True):
        best = {mine: 1.0}
        for other, text in zip(wording_of, text_of, strict=True):
            if own >= 0 and other >= 0:
                same = 1.0 if own == other else chance.get((own, other), 0.0)
                best[text] = max(best.get(text, 0.0), same)
        found.append(sum(best.values()))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_the_best_of_each_text_is_added_up(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, n_wordings, n_texts = int(rng.integers(1, 25)), 12, 4
    wording_of, text_of = rng.integers(-1, n_wordings, n), rng.integers(0, n_texts, n)
    # Every wording is some sentence's.
    wording_of = np.concatenate((wording_of, np.arange(n_wordings)))
    text_of = np.concatenate((text_of, rng.integers(0, n_texts, n_wordings)))
    first, second = np.triu_indices(n_wordings, 1)
    kept = rng.random(len(first)) < 0.4
    pairs, borne = np.column_stack((first[kept], second[kept])), rng.random((int(kept.sum()), 2))
    found = corroboration(wording_of, text_of, pairs, borne)
    assert found.tolist() == pytest.approx(
        slow(wording_of.tolist(), text_of.tolist(), pairs.tolist(), borne.tolist()), abs=1e-5
    )


def test_furniture_and_no_sentence() -> None:
    none = np.empty((0, 2), dtype=np.intp), np.empty((0, 2))
    assert corroboration(np.array([-1, -1]), np.array([0, 1]), *none).tolist() == [1.0, 1.0]
    assert corroboration(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp), *none).shape == (0,)


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        # Who prints the quotation and more says what the quotation alone does, and not the other way round.
        (
            "“The river has never been so high in this town,” Brook said.",
            "“The river has never been so high in this town,” the mayor said in a letter that the ministry sent out to the villages behind the dam.",
            [True, False],
        ),
        (
            "“We are not leaving this town to the river,” he added.",
            "“We are not leaving this town to the river,” Brook said.",
            [True, True],
        ),
        # A few words are said by many, and words without marks by anybody.
        ("“The river is high,” Brook said.", "“The river is high,” Reed said.", [False, False]),
        (
            "We are not leaving this town to the river.",
            "We are not leaving this town to the river, Brook thought.",
            [False, False],
        ),
        # Whoever says it otherwise does not say it word for word.
        (
            "“We are not leaving this town to the river,” he added.",
            "“We were never leaving this town to the river,” Brook said.",
            [False, False],
        ),
    ],
)
def test_a_quotation_printed_word_for_word_is_surely_one_fact(first: str, second: str, sure: list[bool]) -> None:
    records = [{"id": f"d{k}", "outlet": f"Outlet {k}", "text": text} for k, text in enumerate((first, second))]
    corpus = segment(Corpus.from_records(records))
    one, none = np.array([[0.0, 0.0]]), np.zeros((1, 2), dtype=np.intp)
    pairs = Pairs(np.array([0]), np.array([1]), none, none, one, one)
    assert surely_said(corpus, np.arange(2), pairs, np.array([0.3]), 0.6, 0.4).tolist() == [sure]
