"""ROUGE, held against a kept library where both define the same thing, and counted by hand where only we do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from summarize.evaluation.bootstrap import mean_interval, paired_difference
from summarize.evaluation.oracle import rouge_counts
from summarize.evaluation.rouge import MEASURES, rouge, rouge_tokens

WORDS = st.sampled_from(["envoys", "met", "in", "riyadh", "paris", "leaders", "meeting", "ten", "4.5", "U.S.-led"])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=4).map("\n".join)


class Words:
    """Our tokens for their counts, so that only the counts are compared."""

    def tokenize(self, text: str) -> list[str]:
        return rouge_tokens(text)


THEIRS = {
    "rouge_1": "rouge1",
    "rouge_2": "rouge2",
    "rouge_3": "rouge3",
    "rouge_4": "rouge4",
    "rouge_l": "rougeLsum",
}


@given(summary=LINES, reference=LINES)
def test_one_reference_scores_as_in_the_kept_library(summary: str, reference: str) -> None:
    theirs = RougeScorer(list(THEIRS.values()), tokenizer=Words()).score(reference, summary)
    ours = rouge(summary, [reference])
    for name, other in THEIRS.items():
        assert ours[name].recall == pytest.approx(theirs[other].recall)
        assert ours[name].precision == pytest.approx(theirs[other].precision)
        assert ours[name].f1 == pytest.approx(theirs[other].fmeasure)


@pytest.mark.parametrize(
    "text", ["Ministers' meetings in Riyadh: 4.5 hours", "The U.S.-led talks were generously hosted"]
)
def test_tokens_are_those_of_the_kept_library(text: str) -> None:
    from rouge_score.tokenize import tokenize

    assert len(rouge_tokens(text)) == len(tokenize(text, None))


@given(summary=LINES, references=st.lists(LINES, min_size=1, max_size=3))
def test_scores_are_shares_and_a_copy_is_perfect(summary: str, references: list[str]) -> None:
    for score in rouge(summary, references).values():
        assert 0 <= score.recall <= 1
        assert 0 <= score.precision <= 1
    assert rouge(summary, [summary, summary])["rouge_1"].f1 == pytest.approx(1)
    assert rouge(summary, [summary])["rouge_l"].recall == pytest.approx(1)


def test_counts_are_pooled_over_references() -> None:
    # 2 of 2 words of the first, 1 of 4 of the second; the summary has 3 words, counted once for each reference.
    score = rouge("envoys met again", ["envoys met", "ten leaders met twice"])["rouge_1"]
    assert score.recall == pytest.approx(3 / 6)
    assert score.precision == pytest.approx(3 / 6)


def test_skip_bigrams_span_four_words_and_count_words_alone() -> None:
    # a..g: the pair (a, g) has five words between, all other pairs at most four; 7 words, 21 - 1 pairs.
    letters = "a b c d e f g"
    assert rouge(letters, [letters])["rouge_su4"].recall == pytest.approx(1)
    assert rouge("a g", [letters])["rouge_su4"].recall == pytest.approx(2 / 27)
    assert rouge("a f", [letters])["rouge_su4"].recall == pytest.approx(3 / 27)


def test_the_budget_cuts_before_tokens_are_made() -> None:
    # The first three runs are five tokens.
    score = rouge("U.S.-led talks began Tuesday", ["U.S.-led talks began Tuesday"], max_words=3)["rouge_1"]
    assert score.recall == pytest.approx(1)
    assert rouge("a-b-c d e", ["c x y"], max_words=1)["rouge_1"].recall == pytest.approx(1)


def test_other_scripts_have_words() -> None:
    assert rouge("Λίγοι ηγέτες ήρθαν.", ["Λίγοι ηγέτες έφυγαν."], language="el")["rouge_2"].recall == pytest.approx(
        1 / 2
    )
    assert rouge("", ["x"])["rouge_1"].f1 == 0


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one reference"):
        rouge("a", [])
    with pytest.raises(ValueError, match="max_words must not be negative"):
        rouge("a", ["a"], max_words=-1)
    with pytest.raises(TypeError, match=r"references is a list of strings, .* write \['a b'\]"):
        rouge("a", "a b")
    with pytest.raises(TypeError, match="measures is a list of strings"):
        rouge("a", ["a"], measures="rouge_1")
    with pytest.raises(TypeError, match="references are lists of words"):
        rouge_counts([["a", "b"]], ["a b"])
    with pytest.raises(ValueError, match="rouge_w"):
        rouge("a", ["a"], measures=["rouge_w"])
    with pytest.raises(ValueError, match="same stories"):
        paired_difference([0.1, 0.2], [0.1])
    with pytest.raises(ValueError, match="values must be one figure a story"):
        mean_interval([])
    with pytest.raises(ValueError, match="ours must be one figure a story"):
        paired_difference([], [])
    with pytest.raises(ValueError, match="n_resamples must be at least 1"):
        mean_interval([0.1], n_resamples=0)
    assert set(rouge("a", ["a"])) == set(MEASURES)


def test_intervals_cover_as_they_claim() -> None:
    draws = np.random.default_rng(0)
    hits = 0
    for trial in range(200):
        found = mean_interval(draws.normal(0.3, 0.1, size=40), n_resamples=1000, random_state=trial)
        hits += found.low <= 0.3 <= found.high
    assert 0.89 <= hits / 200 <= 0.98


def test_a_paired_difference_sees_what_two_means_hide() -> None:
    draws = np.random.default_rng(1)
    stories = draws.normal(0.3, 0.1, size=30)
    better = paired_difference(stories + draws.normal(0.01, 0.01, 30), stories)
    assert better.low > 0
    assert better.p_value is not None
    assert better.p_value < 0.01
    same = paired_difference(stories, stories)
    assert (same.mean, same.p_value) == (0, 1)
