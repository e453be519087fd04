from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from summarize.clustering import cells as cells_module
from summarize.clustering import trees
from summarize.clustering.cells import cells_of, near_cells, near_rows
from summarize.clustering.context import length_weights
from summarize.clustering.groups import Cut, Grouping, evenly_spaced, group_rows, in_size_order, minimum_size
from summarize.clustering.linked import linked_pairs
from summarize.clustering.trees import cut_into, linkage_of, merge_tree
from summarize.similarity import common_direction_removed, smoothed_in_document, unit_rows

from .conftest import contextual


def blobs(
    seed: int = 0, sizes: tuple[int, ...] = (12, 8, 5), d: int = 16, noise: float = 0.25
) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    centres = np.eye(d)[: len(sizes)]
    truth = np.repeat(np.arange(len(sizes)), sizes)
    X = unit_rows((centres[truth] + noise / np.sqrt(d) * random.normal(size=(len(truth), d))).astype(np.float32))
    return common_direction_removed(X), truth


def same_partition(a: np.ndarray, b: np.ndarray) -> bool:
    return len(set(zip(a.tolist(), b.tolist(), strict=True))) == len(set(a.tolist())) == len(set(b.tolist()))


def test_clusters_are_found_without_their_number() -> None:
    X, truth = blobs()
    labels = group_rows(X).cut().labels
    assert same_partition(labels, truth)
    assert np.bincount(labels).tolist() == [12, 8, 5]


@pytest.mark.parametrize("n_clusters", [1, 2, 3])
def test_a_number_can_be_asked_for(n_clusters: int) -> None:
    X, _ = blobs()
    labels = group_rows(X).cut(n_clusters=n_clusters, min_similarity=-1).labels
    assert labels.max() + 1 == n_clusters


def test_a_cluster_larger_than_a_profile_is_deep_stays_whole() -> None:
    X, truth = blobs(sizes=(100, 100, 20))
    assert same_partition(group_rows(X).cut().labels, truth)
    assert not same_partition(group_rows(X, own_share=0).cut().labels, truth)


def test_a_lower_bar_merges_more() -> None:
    X, _ = blobs(sizes=(12, 12, 12, 12), noise=1.5)
    grouping = group_rows(X)
    n_clusters = [int(grouping.cut(similarity=bar, min_similarity=-1).labels.max()) + 1 for bar in (-1.0, 0.21, 0.6)]
    assert n_clusters == sorted(n_clusters)
    assert n_clusters[0] == 1 < n_clusters[-1]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    X, _ = blobs(seed)
    order = np.random.default_rng(seed).permutation(len(X))
    assert same_partition(group_rows(X).cut().labels[order], group_rows(X[order]).cut().labels)


def test_repeats_do_not_found_a_cluster() -> None:
    X, _ = blobs(sizes=(10, 8))
    odd = unit_rows((np.eye(16)[5] - 0.3).astype(np.float32)[None, :])
    both = np.vstack((X, np.repeat(odd, 4, axis=0)))
    founders = np.ones(len(both), dtype=bool)
    founders[-3:] = False
    assert group_rows(both).cut().labels.max() == 2
    assert group_rows(both, founders=founders).cut().labels.max() == 1


def test_what_fits_nowhere_has_no_label() -> None:
    X, truth = blobs(sizes=(10, 8))
    stranger = np.eye(16, dtype=np.float32)[9:10]
    grouping = group_rows(np.vstack((X, stranger)), depths=())
    assert grouping.cut().labels[-1] == -1
    assert same_partition(grouping.cut().labels[:-1], truth)
    assert (grouping.cut(min_similarity=-1).labels >= 0).all()


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_tiny_and_identical_inputs(n: int) -> None:
    X = np.tile(np.eye(4, dtype=np.float32)[0], (n, 1))
    labels = group_rows(X).cut().labels
    assert labels.tolist() == ([-1] * n if n < 2 else [0] * n)
    assert merge_tree(X).shape == (max(n - 1, 0), 4)


def test_the_tree_is_average_linkage() -> None:
    X, _ = blobs(seed=3, noise=1.0)
    tree = merge_tree(X)
    # Against the definition: the height of a merge is the mean distance between the members of both sides.
    members = [[i] for i in range(len(X))]
    for left, right, height, _size in tree.tolist():
        a, b = members[int(left)], members[int(right)]
        assert height == pytest.approx(1 - float((X[a] @ X[b].T).mean()), abs=1e-5)
        members.append(a + b)
    with pytest.raises(ValueError, match="too large"):
        merge_tree(np.zeros((trees.TREE_ROWS + 1, 1), dtype=np.float32))


def test_of_cuts_that_miss_a_number_by_as_much_the_coarsest_is_taken() -> None:
    # Four pairs, which make two halves: there is no cut into three.
    half_of, pair_of = np.arange(8) // 4, np.arange(8) // 2
    distances = np.where(pair_of[:, None] == pair_of, 0.1, np.where(half_of[:, None] == half_of, 0.5, 0.9))
    np.fill_diagonal(distances, 0)
    assert same_partition(cut_into(linkage_of(distances), 3, 2, np.ones(8)), half_of)


def test_last_bits_of_a_product_decide_nothing() -> None:
    less = np.float32(0.9)
    more = np.nextafter(less, np.float32(1))
    # Two pairs, the second more alike by a bit.
    X = np.zeros((4, 4), dtype=np.float32)
    X[[0, 2], [0, 2]] = 1
    X[1, :2], X[3, 2:] = (less, np.sqrt(1 - less**2)), (more, np.sqrt(1 - more**2))
    tree = merge_tree(X)
    assert tree[0, 2] == tree[1, 2]
    assert tree[0, :2].tolist() == [0, 1]
    # A row that is like two groups, the second more by a bit.
    cut = Cut(np.arange(2), np.eye(2, dtype=np.float32), np.arange(2), 0)
    assert cut.assign(np.array([[less, more]])).tolist() == [0]


def test_a_row_goes_to_the_group_that_all_rows_made() -> None:
    # Two pairs are the tree; ten more rows come to the second and draw its middle to the last row, which was nearer to the first.
    angles = np.radians([0, 10, 80, 90, *[50] * 10, 44])
    profiles = np.column_stack((np.cos(angles), np.sin(angles))).astype(np.float32)
    sample = np.arange(4)
    grouping = Grouping(profiles, sample, merge_tree(profiles[sample]), np.ones(15, dtype=bool))
    labels = grouping.cut(similarity=0.5, min_similarity=-1, min_share=0).labels
    assert labels.tolist() == [1, 1, *[0] * 13]


def test_above_its_size_a_sample_is_clustered() -> None:
    X, truth = blobs(sizes=(60, 40, 30))
    grouping = group_rows(X, sample=evenly_spaced(130, 40))
    assert len(grouping.tree) == 39
    assert grouping.profiles.shape == (130, 40 + 16)
    assert same_partition(grouping.cut().labels, truth)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bar", [0.1, 0.35, 0.7])
def test_linked_pairs_are_a_tree_over_all_pairs_cut_at_the_bar(seed: int, bar: float) -> None:
    random = np.random.default_rng(seed)
    n = 24
    weights = np.triu(random.random((n, n)) * (random.random((n, n)) < 0.4), 1)
    first, second = np.nonzero(weights)
    found = linked_pairs(first, second, weights[first, second], n, bar)
    tree = linkage((1 - weights - weights.T)[np.triu_indices(n, 1)], method="average")
    assert same_partition(found, fcluster(tree, 1 - bar, "distance"))
    assert found.tolist() == np.unique(found, return_inverse=True)[1].tolist()
    assert found[0] == 0


def test_linked_pairs_that_are_held_apart_stay_apart_in_any_company() -> None:
    first, second = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert linked_pairs(first, second, np.array([0.9, -np.inf, 0.8]), 3, 0.1).tolist() == [0, 0, 1]
    assert linked_pairs(first, second, np.array([0.9, 0.0, 0.8]), 3, 0.1).tolist() == [0, 0, 0]


def test_linked_pairs_whose_mean_falls_short_by_rounding_merge() -> None:
    assert (0.7 + 0.1) / 2 < 0.4
    first, second = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert linked_pairs(first, second, np.array([0.9, 0.7, 0.1]), 3, 0.4).tolist() == [0, 0, 0]


def test_linked_pairs_of_nothing() -> None:
    none = np.empty(0, dtype=np.intp)
    assert linked_pairs(none, none, np.empty(0), 0, 0.5).tolist() == []
    assert linked_pairs(none, none, np.empty(0), 3, 0.5).tolist() == [0, 1, 2]


def test_context_gathers_neighbours_and_words() -> None:
    X = np.random.default_rng(1).normal(size=(6, 12)).astype(np.float32)
    X, documents = unit_rows(X), np.array([0, 0, 0, 1, 1, 1])
    alone = contextual(X, documents, neighbour_weight=0)
    context = contextual(X, documents, neighbour_weight=0.5)
    assert context[0] @ context[1] > alone[0] @ alone[1]
    terms = sp.csr_array(np.kron(np.ones((6, 1)), [[1.0, 0.0]]))
    words = contextual(X, documents, terms=terms, neighbour_weight=0, term_share=0.5)
    assert words.shape == (6, 14)
    np.testing.assert_allclose(words @ words.T, 0.5 * alone @ alone.T + 0.5, atol=1e-5)


def test_a_paragraph_draws_its_sentences_together() -> None:
    X = unit_rows(np.random.default_rng(2).normal(size=(4, 12)).astype(np.float32))
    documents, paragraphs = np.zeros(4, dtype=int), np.array([0, 0, 0, 1])
    plain = contextual(X, documents, neighbour_weight=0)
    drawn = contextual(X, documents, neighbour_weight=0, paragraph_of=paragraphs, paragraph_weight=0.5)
    assert drawn[0] @ drawn[2] > plain[0] @ plain[2]
    assert drawn[0] @ drawn[1] > plain[0] @ plain[1]


def test_a_short_sentence_leans_on_its_neighbours() -> None:
    X = unit_rows(np.random.default_rng(3).normal(size=(3, 12)).astype(np.float32))
    documents = np.zeros(3, dtype=int)
    even, leaning = (
        smoothed_in_document(X, documents, weight=0.5, own_weights=own)
        for own in (None, length_weights(np.array([10, 1, 10])))
    )
    assert leaning[1] @ X[1] < even[1] @ X[1]
    np.testing.assert_allclose(leaning[0], even[0], atol=1e-6)


def test_many_terms_are_hashed_to_fewer_columns() -> None:
    random = np.random.default_rng(0)
    terms = sp.random_array((5, 9000), density=0.01, random_state=random, format="csr")
    X = contextual(unit_rows(random.normal(size=(5, 4)).astype(np.float32)), np.arange(5), terms=terms)
    assert X.shape == (5, 4 + 1024)


def test_labels_by_size() -> None:
    assert in_size_order(np.array([3, 3, 1, 1, 2])).tolist() == [0, 0, 1, 1, 2]
    assert in_size_order(np.array([], dtype=int)).tolist() == []
    assert minimum_size(100) == 3


def test_rows_that_are_near_share_a_cell_of_bounded_size() -> None:
    X, truth = blobs(sizes=(40, 40, 40, 40), noise=0.5)
    order = np.random.default_rng(1).permutation(len(X))
    cells = near_cells(X[order], np.full(len(X), 3), 120)
    assert same_partition(cells, truth[order])
    assert np.bincount(cells).max() * 3 <= 120


def test_one_cell_holds_what_fits_into_it() -> None:
    X, _ = blobs()
    assert near_cells(X, np.ones(len(X), dtype=np.intp), len(X)).tolist() == [0] * len(X)
    assert near_cells(X[:0], np.ones(0, dtype=np.intp), 3).tolist() == []


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30), st.integers(1, 9))
def test_no_division_is_larger_than_asked_for(seed: int, n_rows: int, largest: int) -> None:
    draw = np.random.default_rng(seed)
    X = unit_rows(draw.standard_normal((n_rows, 3)).astype(np.float32))
    cells = cells_of(X, np.ones(n_rows, dtype=np.intp), largest)
    assert np.bincount(cells).max() <= largest
    assert np.unique(cells, return_index=True)[1].tolist() == sorted(np.unique(cells, return_index=True)[1].tolist())


def test_equal_rows_are_never_parted() -> None:
    X = np.repeat(np.eye(3, dtype=np.float32), 5, axis=0)
    cells = cells_of(X, np.ones(15, dtype=np.intp), 2)
    assert same_partition(cells, np.repeat(np.arange(3), 5))


def test_the_nearest_rows_are_those_of_a_slow_loop() -> None:
    X, _ = blobs(seed=3, noise=2.0)
    near, similarities = near_rows(X, 4)
    every = np.round(X @ X.T, 5)
    for i in range(len(X)):
        others = sorted((j for j in range(len(X)) if j != i), key=lambda j: (-every[i, j], j))
        assert near[i].tolist() == others[:4]
        # A product of single precision that lies between two fifths decimals is rounded up on one processor and down on another.
        assert np.allclose(similarities[i], every[i, others[:4]], atol=1.1e-5)


def test_equal_rows_take_no_more_memory_than_a_block_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "_EVERY", 300)
    monkeypatch.setattr(cells_module, "_CELL", 100)
    X = np.repeat(np.eye(2, dtype=np.float32), 2_000, axis=0)
    tracemalloc.start()
    near, similarities = near_rows(X, 5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert near[[0, 3, 9, 2_000]].tolist() == [
        [1, 2, 3, 4, 5],
        [0, 1, 2, 4, 5],
        [0, 1, 2, 3, 4],
        [2_001, 2_002, 2_003, 2_004, 2_005],
    ]
    assert (similarities == 1).all()
    assert peak < 8 * 2**20


def test_several_divisions_find_most_of_the_nearest_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    X, _ = blobs(sizes=(30,) * 8, noise=1.0)
    exact, _ = near_rows(X, 5)
    monkeypatch.setattr(cells_module, "_EVERY", 60)
    monkeypatch.setattr(cells_module, "_CELL", 60)
    found, similarities = near_rows(X, 5)
    shared = [len(set(a) & set(b)) for a, b in zip(exact.tolist(), found.tolist(), strict=True)]
    assert np.mean(shared) > 4.5
    assert all(len(set(row)) == 5 for row in found.tolist())
    assert (np.diff(similarities, axis=1) <= 0).all()
