"""What is done in blocks and by samples, held against the same done whole."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from summarize import blocks
from summarize.clustering.context import Contexts
from summarize.clustering.groups import Description, described_rows, group_rows, in_size_order
from summarize.corpus import Corpus, Embeddings, Sentence
from summarize.evaluation.clusters import adjusted_rand
from summarize.ranking import centroid_scores
from summarize.settings import ThemeSettings
from summarize.similarity import groups_alike, similarity_spread, unit_rows, weighted_mean
from summarize.terms import Terms
from summarize.themes import Seed, Themes, find_themes, finding
from summarize.themes.partition import SpreadPartition

from .conftest import contextual, rows

if TYPE_CHECKING:
    from collections.abc import Iterator


@given(st.integers(0, 1000), st.integers(0, 40), st.integers(1, 2000))
def test_means_in_blocks_are_the_means(seed: int, n: int, block_bytes: int) -> None:
    X, weights = rows(seed, n), np.random.default_rng(seed).random(n)

    def every() -> list[float]:
        return [*weighted_mean(X, weights).tolist(), *similarity_spread(X), *centroid_scores(X, weights).tolist()]

    whole = every()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        assert every() == pytest.approx(whole, abs=1e-6)


@given(st.integers(0, 1000), st.integers(1, 30), st.integers(1, 3000))
def test_groups_alike_against_a_slow_loop(seed: int, n: int, block_bytes: int) -> None:
    draws = np.random.default_rng(seed)
    X, group_of = rows(seed, n, 2), draws.integers(0, 5, n)
    terms = Terms(sp.csr_array(draws.poisson(0.7, (n, 5))), tuple(range(5))).tf_idf()
    T, asked = terms.toarray(), np.flatnonzero(draws.random(n) < 0.7)
    slow = [
        len({group_of[i], *(group_of[j] for j in range(n) if X[i] @ X[j] >= 0.8 and T[i] @ T[j] >= 0.4)}) for i in asked
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        found = groups_alike(asked, X, group_of, 0.8, terms=terms, term_threshold=0.4)
    assert found.tolist() == slow


@given(st.integers(0, 1000), st.lists(st.integers(1, 6), max_size=9), st.integers(1, 60_000), st.booleans())
def test_contexts_of_some_rows_are_those_of_all(
    seed: int, paragraphs: list[int], block_bytes: int, in_paragraphs: bool
) -> None:
    draws = np.random.default_rng(seed)
    paragraph_of = np.repeat(np.arange(len(paragraphs)), paragraphs)
    n = len(paragraph_of)
    X, document_of = rows(seed, n + 3), paragraph_of // 2
    terms = Terms(sp.csr_array(draws.poisson(0.5, (n, 7))), tuple(range(7))).tf_idf()
    weights, own, kept = draws.random(n), 0.5 + draws.random(n), np.sort(draws.permutation(n + 3)[:n])
    asked = np.flatnonzero(draws.random(n) < 0.4)
    weight = 0.2 if in_paragraphs else 0.0
    whole = contextual(
        X[kept], document_of, terms=terms, weights=weights, own_weights=own, paragraph_of=paragraph_of,
        paragraph_weight=weight,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", block_bytes)
        some = Contexts(
            X, document_of, rows=kept, terms=terms, weights=weights, own_weights=own, paragraph_of=paragraph_of,
            paragraph_weight=weight,
        ).take(asked)  # fmt: skip
    np.testing.assert_allclose(some, whole[asked], atol=1e-5)


@given(
    st.integers(0, 1000),
    st.integers(1, 40),
    st.integers(1, 20),
    st.sampled_from([(), (0.3,), (0.05, 0.06)]),
    st.floats(0, 1),
)
def test_rows_described_by_a_sample_are_as_those_described_with_it(
    seed: int, n: int, n_sample: int, depths: tuple[float, ...], own_share: float
) -> None:
    X = rows(seed, n)
    sample = np.sort(np.random.default_rng(seed).permutation(n)[:n_sample])
    whole = described_rows(X, depths=depths, own_share=own_share, sample=sample)
    some = Description(X[sample], depths=depths, own_share=own_share).of(X)
    np.testing.assert_allclose(some, whole, atol=1e-4)


@given(st.integers(0, 1000), st.integers(2, 60))
def test_an_open_cut_gives_its_own_rows_what_they_have(seed: int, n: int) -> None:
    grouping = group_rows(rows(seed, n))
    cut = grouping.cut(min_similarity=-1)
    assert cut.assign(grouping.profiles).tolist() == cut.labels.tolist()


@given(st.lists(st.integers(-1, 6), max_size=30), st.integers(1, 4))
def test_size_order_against_a_slow_loop(labels: list[int], least: int) -> None:
    kept = [k for k in set(labels) if k >= 0 and labels.count(k) >= least]
    order = sorted(kept, key=lambda k: (-labels.count(k), labels.index(k)))
    slow = [order.index(k) if k in order else -1 for k in labels]
    assert in_size_order(np.array(labels, dtype=np.intp), least).tolist() == slow


def story(n_documents: int) -> tuple[Corpus, Embeddings]:
    """Articles about four things, of which each sentence names one."""
    draws = np.random.default_rng(0)
    things = ("barges", "vaccines", "strikes", "harvest")
    about = draws.integers(0, 4, (n_documents, 9))
    documents = [
        {
            "id": f"d{d}",
            "outlet": f"outlet {d % 3}",
            "published": f"2025-02-{1 + d % 28:02}",
            "text": " ".join(
                f"The {things[k]} were discussed by {draws.integers(2, 99)} people." for k in about[d]
            ),
        }
        for d in range(n_documents)
    ]  # fmt: skip
    corpus = Corpus.from_records(documents)
    sentences, vectors = [], []
    centres = np.eye(4, 16) + 0.5
    for d, document in enumerate(corpus.documents):
        start = 0
        for part in document.text.split(". "):
            stop = min(start + len(part) + 1, len(document.text))
            sentences.append(Sentence(d, start, stop))
            k = next(k for k, thing in enumerate(things) if thing in part)
            vectors.append(centres[k] + 0.2 * draws.normal(size=16))
            start = stop + 1
    segmented = Corpus(corpus.documents, tuple(sentences), corpus.audit)
    return segmented, Embeddings(unit_rows(np.array(vectors, dtype=np.float32)), "drawn")


SETTINGS = ThemeSettings(n_resamples=3, neighbour_weight=0.0, paragraph_weight=0.0)


@pytest.fixture
def small_cores() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "SpreadPartition", partial(SpreadPartition, core_rows=150))
        patch.setattr(finding, "LARGE_ROWS", 200)
        patch.setattr(finding, "NAMING_ROWS", (80, 10))
        patch.setattr(blocks, "BLOCK_BYTES", 2**20)
        yield


def truth(corpus: Corpus) -> np.ndarray:
    things = ("barges", "vaccines", "strikes", "harvest")
    return np.array([next(k for k, thing in enumerate(things) if thing in text) for text in corpus.texts])


@pytest.mark.usefixtures("small_cores")
def test_themes_of_a_part_are_those_of_the_whole() -> None:
    corpus, embeddings = story(60)
    done: list[tuple[int, int]] = []
    found = find_themes(
        corpus, embeddings, settings=replace(SETTINGS, explain=True), progress=lambda *count: done.append(count)
    )
    assert adjusted_rand(truth(corpus), found.labels) > 0.95
    assert {name.split(",")[0] for name in found.names} == {"barges", "vaccines", "strikes", "harvest"}
    assert (
        np.bincount(found.labels[found.labels >= 0]).tolist()
        == sorted(np.bincount(found.labels[found.labels >= 0]))[::-1]
    )
    n = len(corpus.sentences)
    assert (done[0], done[-1], done == sorted(set(done))) == ((0, n), (n, n), True)
    at_bar = next(point for point in found.choice.curve if point.similarity == 0.21)
    assert at_bar.n_themes == 4
    assert at_bar.agreement is not None
    assert at_bar.agreement > 0.8
    assert all(found.labels[i] == k for k, chosen in enumerate(found.representatives) for i in chosen)


@pytest.mark.usefixtures("small_cores")
def test_a_core_of_all_sentences_gives_the_very_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, embeddings = story(40)
    monkeypatch.setattr(finding, "SpreadPartition", SpreadPartition)
    spread = find_themes(corpus, embeddings, settings=SETTINGS)
    monkeypatch.setattr(finding, "LARGE_ROWS", 10_000)
    whole = find_themes(corpus, embeddings, settings=SETTINGS)
    assert spread.labels.tolist() == whole.labels.tolist()
    assert spread.stability == whole.stability


@pytest.mark.usefixtures("small_cores")
def test_seeds_gather_in_very_many_sentences_too() -> None:
    corpus, embeddings = story(60)
    about_strikes = embeddings.vectors[truth(corpus) == 2][:1]

    def seeded() -> Themes:
        return find_themes(corpus, embeddings, seeds=[Seed("strikes")], seed_vectors=about_strikes, settings=SETTINGS)

    found = seeded()
    theme = found.names.index("strikes")
    assert found.seeded[theme]
    assert adjusted_rand(truth(corpus), found.labels) > 0.9
    assert seeded().labels.tolist() == found.labels.tolist()
