from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import t

from summarize.comparison import Cell, compare, counted_documents, coverage_matrix, find_claims, find_copies
from summarize.comparison.coverage import CoverageSettings, _intra_article_correlation
from summarize.corpus import Corpus, Embeddings, Sentence
from summarize.themes import Choice, Themes


def story(shares: dict[str, list[tuple[int, int]]], d: int = 4) -> tuple[Corpus, Embeddings, Themes]:
    """A corpus whose articles have so many sentences about theme 0, of so many: {outlet: [(about, all), ...]}."""
    records: list[dict[str, Any]] = []
    rows: list[int] = []
    for outlet, articles in shares.items():
        for number, (about, total) in enumerate(articles):
            text = " ".join(f"{outlet} article {number} sentence {k} word{outlet}{number}{k}." for k in range(total))
            records.append({"id": f"{outlet}-{number}", "outlet": outlet, "text": text, "about": about, "all": total})
    corpus = Corpus.from_records(records)
    about_of = {r["id"]: r["about"] for r in records}
    sentences = []
    for i, document in enumerate(corpus.documents):
        position = 0
        for k, piece in enumerate(document.text.split(". ")):
            stop = position + len(piece)
            sentences.append(Sentence(i, position, stop))
            rows.append(0 if k < about_of[document.id] else 1)
            position = stop + 2
    corpus = Corpus(corpus.documents, tuple(sentences), corpus.audit)
    labels = np.array(rows)
    vectors = np.eye(d, dtype=np.float32)[labels]
    n = 2
    themes = Themes(labels, ("zero", "one"), ((),) * n, (None,) * n, (False,) * n, ((),) * n, Choice("", None, 0, ()))
    return corpus, Embeddings(vectors, "exact"), themes


def cells(
    shares: dict[str, list[tuple[int, int]]], settings: CoverageSettings | None = None
) -> dict[tuple[int, str], Cell]:
    corpus, embeddings, themes = story(shares)
    groups = np.arange(len(corpus.documents))
    found = coverage_matrix(corpus, embeddings, themes, groups, settings)
    return {(cell.theme, corpus.outlets[cell.outlet]): cell for cell in found}


def test_counts_stand_beside_shares() -> None:
    found = cells({"A": [(3, 10), (1, 10)], "B": [(5, 5)]})
    cell = found[0, "A"]
    assert (cell.count, cell.of, cell.share, cell.n_articles) == (4, 20, 0.2, 2)
    assert found[1, "A"].count == 16
    assert 0.2 < cell.smoothed < 1
    assert sum(found[k, "B"].count for k in (0, 1)) == found[0, "B"].of == 5


def test_the_interval_is_by_article_and_refused_below_three() -> None:
    found = cells({"A": [(2, 10), (4, 10), (6, 10)], "B": [(5, 10), (5, 10)], "C": [(3, 9)]})
    assert found[0, "B"].low is None
    assert found[0, "C"].high is None
    reach = t.ppf(0.975, 2) * np.std([0.2, 0.4, 0.6], ddof=1) / np.sqrt(3)
    assert found[0, "A"].low == pytest.approx(max(0, 0.4 - reach))
    assert found[0, "A"].high == pytest.approx(min(1, 0.4 + reach))


def test_four_outcomes_of_a_theme() -> None:
    covering = {name: [(10, 20)] for name in "BCDEF"}
    found = cells({"A": [(0, 20)] * 6, "G": [(0, 2)], "H": [(1, 30)], **covering}, CoverageSettings())
    assert found[0, "A"].outcome == "absent"
    assert found[0, "A"].p_value is not None
    assert found[0, "A"].p_value < 0.01
    assert found[0, "G"].outcome == "cannot_tell"
    assert found[0, "H"].outcome == "in_passing"
    assert found[0, "B"].outcome == "covered"
    assert found[0, "A"].nearest is not None


def test_what_too_few_others_carry_cannot_be_left_out() -> None:
    found = cells({"A": [(0, 60)], "B": [(10, 20)], "C": [(10, 20)]})
    assert found[0, "A"].outcome == "cannot_tell"
    assert found[0, "A"].p_value is None


def test_only_late_is_in_passing() -> None:
    corpus, embeddings, themes = story({"A": [(2, 12)], "B": [(2, 12)]})
    labels = themes.labels.copy()
    first = corpus.document_of == 0
    labels[first] = labels[first][::-1]
    late = Themes(
        labels, *(getattr(themes, n) for n in ("names", "terms", "stability", "seeded", "representatives", "choice"))
    )
    found = coverage_matrix(corpus, embeddings, late, np.arange(2))
    assert [cell.outcome for cell in found if cell.theme == 0] == ["in_passing", "covered"]


@pytest.mark.parametrize(("concentration", "low", "high"), [(2.0, 0.2, 0.5), (1e6, 0.0, 0.03)])
def test_intra_article_correlation_is_recovered(concentration: float, low: float, high: float) -> None:
    # Beta-binomial articles: the true correlation is 1 / (concentration + 1).
    random = np.random.default_rng(0)
    shares = random.beta(0.3 * concentration, 0.7 * concentration, 400)
    counts = random.binomial(20, shares).astype(float)
    assert low <= _intra_article_correlation(counts, np.full(400, 20)) <= high


def test_an_absence_is_rarely_called_by_chance() -> None:
    # Two samples of one behaviour: articles whose shares vary as articles do, one outlet with nothing by chance.
    random = np.random.default_rng(1)
    wrong = 0
    for _ in range(40):
        shares = {
            name: [(int(random.binomial(12, random.beta(0.4, 2.0))), 12) for _ in range(2)] for name in "ABCDEFGH"
        }
        wrong += any(cell.outcome == "absent" and cell.theme == 0 for cell in cells(shares).values())
    assert wrong <= 4


def test_intervals_hold_the_true_share_about_as_often_as_they_say() -> None:
    random = np.random.default_rng(2)
    held = total = 0
    for _ in range(60):
        articles = [(int(random.binomial(20, random.beta(3, 7))), 20) for _ in range(5)]
        cell = cells({"A": articles, "B": [(6, 20)]})[0, "A"]
        assert cell.low is not None
        assert cell.high is not None
        held += cell.low <= 0.3 <= cell.high
        total += 1
    assert held / total >= 0.85


def test_versions_within_an_outlet_count_once(corpus: Corpus) -> None:
    counted = counted_documents(corpus, np.array([0, 0, 1, 1]))
    assert counted.tolist() == [True, True, True, False]


def test_claims_and_their_support(corpus: Corpus, embeddings: Embeddings) -> None:
    copies = find_copies(corpus)
    claims = find_claims(corpus, embeddings, copies.group_of)
    claim = claims.items[claims.claim_of[2]]
    texts = {corpus.text_of(i) for i in claim.sentences}
    assert "A second round of talks is planned in the capital next week." in texts
    assert (claim.n_outlets, claim.independent, claim.kind) == (3, 2, "consensus")
    copied = claims.items[claims.claim_of[3]]
    assert copied.independent == 1
    assert copied.kind in ("exclusive", "uncertain")
    everything = sorted(i for item in claims.items for i in item.sentences)
    assert everything == list(range(len(corpus.sentences)))
    assert [c.independent for c in claims.items] == sorted((c.independent for c in claims.items), reverse=True)


def test_claims_want_matching_rows(corpus: Corpus, embeddings: Embeddings) -> None:
    with pytest.raises(ValueError, match="do not match"):
        find_claims(corpus, embeddings, np.zeros(2, dtype=int))


def test_a_comparison_says_what_it_left_out(corpus: Corpus, embeddings: Embeddings) -> None:
    none = Themes(np.full(len(corpus.sentences), -1), (), (), (), (), (), Choice("", None, 0, ()))
    copies = find_copies(corpus)
    found = compare(corpus, embeddings, none, copies, find_claims(corpus, embeddings, copies.group_of))
    assert found.coverage == ()
    assert "no themes" in found.refused["coverage"]
    assert "voices" in found.refused
