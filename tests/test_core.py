"""The numpy core held against slow loops written from what each function says it does."""

from __future__ import annotations

import math
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarize import blocks
from summarize.clustering.context import length_weights
from summarize.clustering.groups import described_rows, evenly_spaced, self_similarity
from summarize.clustering.linked import linked_pairs
from summarize.clustering.standing import blocks_of
from summarize.ranking import contrast_scores
from summarize.selection import Redundancy
from summarize.similarity import group_means, smoothed_in_document, unit_rows, weighted_mean
from summarize.themes import finding
from summarize.themes.seeds import seed_similarities
from summarize.themes.stability import Partition, drawn_rows, stability_margins, theme_overlaps, theme_stability

from .conftest import contextual, rows

if TYPE_CHECKING:
    from numpy.typing import NDArray


def slow_unit(row: list[float]) -> list[float]:
    length = math.sqrt(sum(value * value for value in row))
    return [value / length if length else 0.0 for value in row]


def slow_mean(X: list[list[float]], weights: list[float]) -> list[float]:
    total = sum(weights)
    return [sum(w * row[k] for w, row in zip(weights, X, strict=True)) / total if total else 0.0 for k in range(4)]


@given(st.lists(st.floats(0, 2**30, allow_subnormal=False), max_size=40), st.integers(1, 2**31))
def test_blocks_hold_every_row_once_and_no_more_than_they_may(costs: list[float], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", most)
        found = list(blocks.cost_blocks(np.array(costs)))
        even = list(blocks.row_blocks(len(costs), 2**20))
    for parts in (found, even):
        assert [i for part in parts for i in range(part.start, part.stop)] == list(range(len(costs)))
    assert all(len(range(p.start, p.stop)) == 1 or sum(costs[p]) <= most * (1 + 1e-9) for p in found)
    assert all(p.stop - p.start <= max(1, most // 2**20) for p in even)


@given(st.integers(0, 1000), st.integers(1, 20))
def test_units_and_means(seed: int, n: int) -> None:
    draws = np.random.default_rng(seed)
    X, weights = draws.integers(-2, 3, (n, 4)).astype(np.float32), draws.integers(0, 3, n).astype(float)
    np.testing.assert_allclose(unit_rows(X), [slow_unit(row) for row in X.tolist()], atol=1e-6)
    np.testing.assert_allclose(weighted_mean(X, weights), slow_mean(X.tolist(), weights.tolist()), atol=1e-6)


@given(st.integers(0, 1000), st.lists(st.integers(1, 5), min_size=1, max_size=6), st.floats(0, 1))
def test_smoothing_and_group_means(seed: int, sizes: list[int], weight: float) -> None:
    group_of = np.repeat(np.arange(len(sizes)), sizes)
    X, own = rows(seed, len(group_of), 4), 0.5 + np.random.default_rng(seed).random(len(group_of))
    slow = []
    for i in range(len(X)):
        row = own[i] * X[i].astype(float)
        for j in (i - 1, i + 1):
            if 0 <= j < len(X) and group_of[i] == group_of[j]:
                row = row + weight * X[j]
        slow.append(slow_unit(row.tolist()))
    found = smoothed_in_document(X, group_of, weight=weight, own_weights=own)
    np.testing.assert_allclose(found, slow, atol=1e-4)
    means = [X[group_of == k].astype(float).mean(axis=0) for k in group_of]
    np.testing.assert_allclose(group_means(X, group_of), means, atol=1e-6)


@given(st.integers(0, 1000), st.lists(st.integers(1, 4), min_size=1, max_size=5), st.floats(0, 1), st.floats(0, 1))
def test_contexts(seed: int, sizes: list[int], neighbour: float, paragraph: float) -> None:
    paragraph_of = np.repeat(np.arange(len(sizes)), sizes)
    document_of, n = paragraph_of // 2, len(paragraph_of)
    X, weights = rows(seed, n, 4), np.random.default_rng(seed).random(n).tolist()
    mean = slow_mean(X.tolist(), weights)
    raw = [slow_unit([a - b for a, b in zip(row, mean, strict=True)]) for row in X.tolist()]
    inside = []
    for i in range(n):
        row = np.array(raw[i])
        for j in (i - 1, i + 1):
            if 0 <= j < n and document_of[i] == document_of[j]:
                row = row + neighbour * np.array(raw[j])
        row = np.array(slow_unit(row.tolist()))
        if paragraph:
            same = [raw[j] for j in range(n) if paragraph_of[j] == paragraph_of[i]]
            row = np.array(slow_unit((row + paragraph * np.mean(same, axis=0)).tolist()))
        inside.append(row.tolist())
    second = slow_mean(inside, weights)
    left = [[a - b for a, b in zip(row, second, strict=True)] for row in inside]
    found = contextual(
        X,
        document_of,
        weights=np.array(weights),
        paragraph_of=paragraph_of,
        neighbour_weight=neighbour,
        paragraph_weight=paragraph,
        term_share=0.0,
    )
    for row, slow in zip(found, left, strict=True):
        # What is nothing but a rounding has no direction.
        if math.hypot(*slow) > 1e-3:
            np.testing.assert_allclose(row, slow_unit(slow), atol=1e-3)


@given(st.integers(0, 1000), st.integers(1, 12))
def test_descriptions(seed: int, n: int) -> None:
    X = rows(seed, n, 4)
    S = np.round((X @ X.T).astype(float) * 1e5)
    near = np.zeros((n, n))
    for i in range(n):
        for rank, j in enumerate(sorted(range(n), key=lambda j: (-S[i, j], j))):
            near[i, j] = math.exp(-rank / 2.5) if rank < 13 else 0.0
    slow = unit_rows(np.hstack((0.75**0.5 * unit_rows(near.astype(np.float32)), 0.5 * X)))
    np.testing.assert_allclose(described_rows(X, depths=(0.05,)), slow, atol=1e-3)


@given(st.integers(0, 1000), st.integers(1, 15))
def test_contrast(seed: int, n: int) -> None:
    X, own = rows(seed, n, 4), np.random.default_rng(seed).random(n) < 0.5
    mean = slow_mean(X.tolist(), [1.0] * n)
    without = np.array([slow_unit([a - b for a, b in zip(row, mean, strict=True)]) for row in X.tolist()])
    scores = contrast_scores(X, own)
    middle = without[own].mean(axis=0).tolist() if own.any() else [1.0] * 4
    # A mean that is nothing but a rounding has no direction.
    assume(math.hypot(*middle) > 1e-3)
    middle = slow_unit(middle)
    for i in range(n):
        others = [float(without[i] @ without[j]) for j in range(n) if not own[j]]
        slow = float(without[i] @ middle) - max(others, default=0.0) if own[i] else -math.inf
        assert scores[i] == pytest.approx(slow, abs=1e-4)


@given(st.integers(0, 1000), st.integers(0, 15))
def test_likeness_to_the_rest_of_a_cluster(seed: int, n: int) -> None:
    X, labels = rows(seed, n, 4), np.random.default_rng(seed).integers(-1, 3, n)
    slow = []
    for i in range(n):
        rest = [X[j].astype(float) for j in range(n) if j != i and labels[j] == labels[i] >= 0]
        slow.append(float(X[i] @ slow_unit(np.sum(rest, axis=0).tolist())) if rest else -1.0)
    np.testing.assert_allclose(self_similarity(X, labels), np.array(slow), atol=1e-4)


@given(st.integers(0, 1000), st.integers(1, 12), st.integers(1, 9))
def test_tight_groups(seed: int, n: int, bar_in_tenths: int) -> None:
    draws = np.random.default_rng(seed)
    # Distinct weights, so that no tie decides.
    W = np.zeros((n, n))
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    for (i, j), weight in zip(pairs, draws.permutation(len(pairs)) / max(len(pairs), 1), strict=True):
        W[i, j] = W[j, i] = weight if draws.random() < 0.6 else 0.0
    groups, bar = [[i] for i in range(n)], bar_in_tenths / 10
    while True:
        means = [
            (round(float(np.mean([W[i, j] for i in a for j in b])), 9), a, b)
            for k, a in enumerate(groups)
            for b in groups[k + 1 :]
        ]
        best = max(means, key=lambda item: item[0], default=(0.0, [], []))
        if best[0] < bar:
            break
        groups = [group for group in groups if group not in best[1:]] + [best[1] + best[2]]
    listed = [(i, j) for i, j in pairs if W[i, j] > 0]
    first, second = (np.array([pair[side] for pair in listed], dtype=np.intp) for side in (0, 1))
    found = linked_pairs(first, second, W[first, second], n, bar)
    assert {frozenset(np.flatnonzero(found == k).tolist()) for k in set(found.tolist())} == set(map(frozenset, groups))


@given(st.integers(0, 1000), st.integers(2, 20), st.integers(1, 20))
def test_blocks_of_near_rows(seed: int, n: int, largest: int) -> None:
    draws = np.random.default_rng(seed)
    near, similar = draws.integers(0, n, (n, 3)), draws.random((n, 3)).astype(np.float32)
    slow = [{i} for i in range(n)]
    order = sorted(
        (-round(float(similar[i, k]), 6), min(i, int(near[i, k])), max(i, int(near[i, k])))
        for i in range(n)
        for k in range(3)
    )
    for _, i, j in order:
        a, b = (next(block for block in slow if row in block) for row in (i, j))
        if a is not b and len(a) + len(b) <= largest:
            slow = [block for block in slow if block not in (a, b)] + [a | b]
    found = blocks_of(near, similar, largest=largest)
    assert [block.tolist() for block in found] == sorted((sorted(block) for block in slow), key=lambda block: block[0])


@given(st.integers(0, 60), st.integers(1, 40))
def test_spacing(n: int, n_wanted: int) -> None:
    found = evenly_spaced(n, n_wanted).tolist()
    assert len(found) == min(n, n_wanted)
    assert found == sorted(set(found))
    if len(found) > 1:
        assert (found[0], found[-1]) == (0, n - 1)
        gaps = np.diff(found)
        assert gaps.max() - gaps.min() <= 1


@given(st.lists(st.integers(0, 40), max_size=20))
def test_weights_of_lengths(lengths: list[int]) -> None:
    middle = max(float(np.median(lengths)), 1.0) if lengths else 1.0
    slow = [math.sqrt(min(max(length / middle, 0.25), 2.0)) for length in lengths]
    np.testing.assert_allclose(length_weights(np.array(lengths, dtype=np.intp)), slow)


@given(st.integers(0, 1000), st.integers(1, 20))
def test_what_stands_beside_what(seed: int, n: int) -> None:
    apart = Redundancy(rows(seed, n, 4), 0.6)
    taken = np.flatnonzero(np.random.default_rng(seed).random(n) < 0.3).tolist()
    for i in range(n):
        slow = any(i in apart.barred_by(j).tolist() for j in taken)
        assert apart.bars_beside(i, taken) == slow


@given(st.integers(0, 1000), st.integers(1, 12), st.integers(1, 3))
def test_seeds(seed: int, n: int, n_seeds: int) -> None:
    X, named, draws = rows(seed, n, 4), rows(seed + 1, n_seeds, 4), np.random.default_rng(seed)
    paragraph_of, shares = np.sort(draws.integers(0, 4, n)), draws.random((n, n_seeds))
    mean = slow_mean(X.tolist(), [1.0] * n)
    own = np.array([slow_unit([a - b for a, b in zip(row, mean, strict=True)]) for row in X.tolist()])
    slow = np.zeros((n, n_seeds))
    for k in range(n_seeds):
        about = np.array(slow_unit([a - b for a, b in zip(named[k].tolist(), mean, strict=True)]))
        best = sorted(range(n), key=lambda i: (-float(own[i] @ about), i))[:2]
        found = sum((max(float(own[i] @ about), 0.0) * own[i] for i in best), np.zeros(4)) / len(best)
        about = np.array(slow_unit((about + found).tolist()))
        for i in range(n):
            beside = [j for j in (i - 1, i + 1) if 0 <= j < n and paragraph_of[j] == paragraph_of[i]]
            gained = sum(float(own[j] @ about) for j in beside) / 2
            slow[i, k] = float(own[i] @ about) + 0.6 * gained + 0.1 * shares[i, k]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", 100)
        scores = seed_similarities(X, named, paragraph_of=paragraph_of, word_shares=shares)
    if n > 1:
        np.testing.assert_allclose(scores, slow, atol=1e-3)


def as_given(labels: NDArray[np.intp], _: float | None) -> NDArray[np.intp]:
    return labels


@given(st.lists(st.integers(-1, 3), min_size=1, max_size=20), st.integers(0, 1000))
def test_stability(labels: list[int], seed: int) -> None:
    draws = np.random.default_rng(seed)
    samples = []
    for _ in range(3):
        some = np.flatnonzero(draws.random(len(labels)) < 0.7)
        given_labels = draws.integers(-1, 3, len(some))
        samples.append((some, given_labels, Partition(some, partial(as_given, given_labels))))
    slow: list[float | None] = []
    for k in range(4):
        overlaps = []
        for some, theirs, _ in samples:
            mine = {int(i) for i in some if labels[i] == k}
            groups = [{int(i) for i, label in zip(some, theirs, strict=True) if label == g} for g in range(3)]
            if len(mine) > 1:
                overlaps.append(max((len(mine & g) / len(mine | g) for g in groups), default=0.0))
        slow.append(float(np.mean(overlaps)) if overlaps else None)
    found = theme_stability(theme_overlaps(np.array(labels), 4, [sample for _, _, sample in samples]))
    for ours, by_hand in zip(found, slow, strict=True):
        assert (ours is None) == (by_hand is None)
        assert ours is None or by_hand is None or ours == pytest.approx(by_hand, abs=1e-4)


def test_few_choices_of_articles_are_all_taken_and_leave_nothing_to_chance() -> None:
    document_of = np.repeat(np.arange(5), 2)

    def drawn(n_resamples: int, random_state: int) -> list[tuple[int, ...]]:
        rows = drawn_rows(
            document_of, np.ones(10, dtype=bool), n_documents=5, n_resamples=n_resamples, random_state=random_state
        )
        return [tuple(np.unique(document_of[own]).tolist()) for own in rows]

    assert drawn(20, 0) == drawn(20, 7) == list(combinations(range(5), 3))
    assert len(drawn(9, 0)) == 9
    assert drawn(9, 0) != drawn(9, 7)


@given(st.integers(2, 40), st.integers(0, 1000))
def test_margins_of_stability(n: int, seed: int) -> None:
    overlaps = np.random.default_rng(seed).random(n).tolist()
    mean = sum(overlaps) / n
    error = (sum((own - mean) ** 2 for own in overlaps) / (n - 1) / n) ** 0.5
    (margin,) = stability_margins([overlaps], every=False)
    assert margin == pytest.approx(2 * error, abs=1e-4)


@given(st.lists(st.tuples(st.booleans(), st.integers(-1, 3)), max_size=60), st.integers(1, 9), st.integers(0, 4))
def test_sentences_that_name_themes(drawn: list[tuple[bool, int]], n_wanted: int, least: int) -> None:
    first = np.array([is_first for is_first, _ in drawn], dtype=bool)
    labels = np.array([label for _, label in drawn], dtype=np.intp)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "NAMING_ROWS", (n_wanted, least))
        marked = finding.naming_rows(first, labels, 4)
    assert not (marked & ~first).any()
    assert marked.sum() >= min(n_wanted, first.sum())
    for k in range(4):
        own = first & (labels == k)
        assert (marked & own).sum() >= min(least, own.sum())
