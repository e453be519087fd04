"""A corpus of many events is compared neighbourhood by neighbourhood, and a small one as a whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from summarize.cache import NoCache
from summarize.comparison import emphasis, neighbourhoods, omissions, views
from summarize.comparison.alignment import finding
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.claims import find_claims
from summarize.comparison.copies import find_copies
from summarize.comparison.counting import count
from summarize.comparison.emphasis import find_emphases
from summarize.comparison.figures.view import find_figures
from summarize.comparison.neighbourhoods import document_vectors, in_neighbourhoods
from summarize.comparison.omissions import find_omissions
from summarize.comparison.views import Comparison
from summarize.corpus import Corpus, Embeddings
from summarize.embedding import embed
from summarize.records import VIEWS
from summarize.segmentation import segment
from summarize.settings import CoverageSettings
from summarize.themes import find_themes

from .conftest import RECORDS, SmallEncoder, compared

OTHER = (
    "Surgeons at the children's clinic separated two sisters joined at the hip after 11 hours.",
    "Both girls are breathing without help, the head of the clinic told reporters.",
    "Their parents had travelled from a mountain village to the clinic in November.",
)

#: The same in other words, with another number of hours.
RETOLD = (
    "After 14 hours surgeons at the children's clinic separated two sisters joined at the hip.",
    "The head of the clinic told reporters that both girls are breathing without help.",
    "The province will pay the bill, and the family goes home at Easter.",
)


def _records() -> list[dict[str, Any]]:
    clinic = [
        {"id": "clinic-1", "outlet": "Harbour Wire", "published": "2025-03-04T09:00:00+00:00", "text": " ".join(OTHER)},
        {"id": "clinic-2", "outlet": "Valley Echo", "published": "2025-03-04T10:00:00+00:00", "text": " ".join(RETOLD)},
    ]
    return [*RECORDS, *clinic]


@pytest.fixture
def mixed() -> tuple[Corpus, Embeddings]:
    corpus = segment(Corpus.from_records([{"language": "en", **record} for record in _records()]))
    return corpus, embed(corpus.texts, SmallEncoder(), cache=NoCache())


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound so low that the two events are neighbourhoods of their own."""
    monkeypatch.setattr(neighbourhoods, "WHOLE", 10)
    monkeypatch.setattr(neighbourhoods, "LARGEST", 16)


def test_a_small_corpus_is_one_neighbourhood(mixed: tuple[Corpus, Embeddings]) -> None:
    corpus, embeddings = mixed
    assert neighbourhoods.neighbourhoods(corpus, embeddings.vectors).tolist() == [0] * len(corpus.documents)


@pytest.mark.usefixtures("divided")
def test_articles_on_one_event_share_a_neighbourhood(mixed: tuple[Corpus, Embeddings]) -> None:
    corpus, embeddings = mixed
    found = neighbourhoods.neighbourhoods(corpus, embeddings.vectors)
    where = {document.id: number for document, number in zip(corpus.documents, found.tolist(), strict=True)}
    assert where["clinic-1"] == where["clinic-2"] != where["wire-1"]
    assert where["wire-1"] == where["ledger-1"]


def _compared(corpus: Corpus, embeddings: Embeddings) -> tuple[set[tuple[int, ...]], set[tuple[int, int]], list[Any]]:
    """Claims, aligned sentences and figures of the clinic's articles."""
    clinic = {i for i, s in enumerate(corpus.sentences) if corpus.documents[s.document].id.startswith("clinic")}
    group_of = np.arange(len(corpus.documents))
    claims = find_claims(corpus, embeddings, group_of)
    alignments = find_alignments(corpus, embeddings, group_of)
    figures = find_figures(corpus, embeddings, group_of, claims, alignments)
    assert sorted(i for claim in claims.items for i in claim.sentences) == list(range(len(corpus.sentences)))
    return (
        {tuple(sorted(claim.sentences)) for claim in claims.items if clinic & set(claim.sentences)},
        {(item.first, item.second) for item in alignments.items if item.first in clinic},
        [figure.values for figure in figures.items if figure.values[0].sentence in clinic],
    )


def test_an_event_is_compared_as_it_is_in_a_whole(
    mixed: tuple[Corpus, Embeddings], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, embeddings = mixed
    whole = _compared(corpus, embeddings)
    assert any(len(claim) == 2 for claim in whole[0])
    assert whole[1]
    assert whole[2]
    monkeypatch.setattr(neighbourhoods, "WHOLE", 10)
    monkeypatch.setattr(neighbourhoods, "LARGEST", 16)
    assert len(set(neighbourhoods.neighbourhoods(corpus, embeddings.vectors).tolist())) > 1
    assert _compared(corpus, embeddings) == whole


@pytest.mark.usefixtures("divided")
def test_one_wording_is_one_claim_across_neighbourhoods() -> None:
    wire = [{"language": "en", **record} for record in _records()]
    line = "The weather service expects frost along the river until Sunday morning."
    for record in wire:
        if record["id"] in ("clinic-1", "post-1"):
            record["text"] = f"{record['text']} {line}"
    corpus = segment(Corpus.from_records(wire))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    found = neighbourhoods.neighbourhoods(corpus, embeddings.vectors)
    rows = [i for i in range(len(corpus.sentences)) if corpus.text_of(i) == line]
    assert len({int(found[corpus.document_of[i]]) for i in rows}) == 2
    claims = find_claims(corpus, embeddings, find_copies(corpus).group_of)
    assert len({int(claims.claim_of[i]) for i in rows}) == 1


def test_documents_without_sentences_have_a_place(mixed: tuple[Corpus, Embeddings]) -> None:
    corpus, embeddings = mixed
    kept = [i for i, s in enumerate(corpus.sentences) if s.document != 2]
    thinned = Corpus(corpus.documents, tuple(corpus.sentences[i] for i in kept))
    vectors = document_vectors(thinned, embeddings.vectors[kept])
    assert vectors.shape == (len(corpus.documents), embeddings.vectors.shape[1])
    assert np.isfinite(vectors).all()
    assert in_neighbourhoods(np.empty(0, dtype=np.intp))[0].tolist() == []


def test_a_comparison_says_that_only_near_articles_were_compared(
    mixed: tuple[Corpus, Embeddings], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, embeddings = mixed

    def limited() -> dict[str, str]:
        copies, themes = find_copies(corpus), find_themes(corpus, embeddings)
        claims = find_claims(corpus, embeddings, copies.group_of)
        found = Comparison(compared(corpus, embeddings, themes, copies, claims))
        return {view: why for view in VIEWS if (why := found.limit(view)) is not None}

    assert limited() == {}
    for module in (neighbourhoods, views):
        monkeypatch.setattr(module, "WHOLE", 10)
    monkeypatch.setattr(neighbourhoods, "LARGEST", 16)
    assert sorted(limited()) == ["alignments", "claims", "figures"]


def test_the_most_probable_pairs_are_kept(mixed: tuple[Corpus, Embeddings], monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, embeddings = mixed
    group_of = np.arange(len(corpus.documents))
    every = find_alignments(corpus, embeddings, group_of)
    assert len(every.items) > 2
    assert every.n_left_out == 0
    monkeypatch.setattr(finding, "MOST", 2)
    kept = find_alignments(corpus, embeddings, group_of)
    assert len(kept.items) + kept.n_left_out >= len(every.items)
    assert set(kept.items) <= set(every.items)
    assert min(item.probability for item in kept.items) >= max(
        item.probability for item in every.items if item not in kept.items
    )


def test_omissions_of_a_large_corpus_are_of_the_best_supported_claims(
    mixed: tuple[Corpus, Embeddings], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, embeddings = mixed
    group_of = np.arange(len(corpus.documents))
    claims, counted = find_claims(corpus, embeddings, group_of), count(corpus, group_of)
    settings = CoverageSettings(min_elsewhere=2)
    every = find_omissions(embeddings, claims, counted, settings)
    best = sorted({item.claim for item in every})[:2]
    assert len({item.claim for item in every}) > 2
    monkeypatch.setattr(omissions, "WHOLE", 10)
    monkeypatch.setattr(omissions, "MOST", 2)
    some = find_omissions(embeddings, claims, counted, settings)
    assert [(item.claim, item.outlet, item.count) for item in some] == [
        (item.claim, item.outlet, item.count) for item in every if item.claim in best
    ]


def test_of_very_many_articles_common_words_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(2)
    words = [f"{a}{b}ling" for a in ("har", "tor", "mil", "ken", "sol") for b in ("bo", "vi", "ka", "du", "ra")]
    records = []
    for number in range(24):
        # Each outlet has words of its own that it prefers.
        share = np.ones(len(words))
        share[(number % 3) * 8 : (number % 3) * 8 + 4] = 12
        said = draw.choice(words, 120, p=share / share.sum())
        text = ". ".join(" ".join(said[k : k + 8]).capitalize() for k in range(0, 120, 8))
        records.append({"id": f"a{number}", "outlet": f"Outlet {number % 3}", "language": "en", "text": f"{text}."})
    corpus = segment(Corpus.from_records(records))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    themes, counted = find_themes(corpus, embeddings), count(corpus, np.arange(len(corpus.documents)))
    whole = find_emphases(themes, counted)
    assert any(row.significant for row in whole.terms)
    monkeypatch.setattr(emphasis, "_RARE", 2)
    common = find_emphases(themes, counted)
    assert 0 < common.n_terms <= whole.n_terms
    assert common.notes == ("words are not judged that fewer than 12 articles have",)
