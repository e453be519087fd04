from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from summarize.cache import NoCache
from summarize.comparison.alignment.values import Alignments
from summarize.comparison.claims import Claim, Claims, find_claims
from summarize.comparison.copies import find_copies
from summarize.comparison.counting import count, counted_documents
from summarize.comparison.coverage import Cell, Elsewhere, coverage_matrix
from summarize.comparison.emphasis import Emphases
from summarize.comparison.figures.exclusion import disputing, supporters
from summarize.comparison.figures.view import find_figures
from summarize.comparison.groups import group_outlets
from summarize.comparison.opposition import one_denies, opposing
from summarize.comparison.pair_evidence import EVIDENCE, _longest_runs, read_same_fact
from summarize.comparison.pairs import Pairs, candidate_pairs
from summarize.comparison.same_fact import Firm, linkable, nearness
from summarize.comparison.sampling import intra_article_correlation
from summarize.comparison.views import Comparison
from summarize.corpus import Corpus, Embeddings, Sentence
from summarize.embedding import embed
from summarize.embedding.models import DEFAULT
from summarize.errors import SettingsError
from summarize.segmentation import segment
from summarize.settings import ClaimSettings, CoverageSettings, FigureSettings
from summarize.similarity import common_direction_removed, unit_rows
from summarize.terms import count_matrix
from summarize.themes import Choice, Themes
from summarize.wholeness import states_nothing

from .conftest import SHARED, SmallEncoder, compared, in_turn

if TYPE_CHECKING:
    from pathlib import Path


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
    found = coverage_matrix(embeddings, themes, count(corpus, groups), settings)
    return {(cell.theme, corpus.outlets[cell.outlet]): cell for cell in found}


def test_counts_stand_beside_shares() -> None:
    found = cells({"A": [(3, 10), (1, 10)], "B": [(5, 5)]})
    cell = found[0, "A"]
    assert (cell.count, cell.of, cell.share, cell.n_articles) == (4, 20, 0.2, 2)
    assert found[1, "A"].count == 16
    assert 0.2 < cell.smoothed < 1
    assert sum(found[k, "B"].count for k in (0, 1)) == found[0, "B"].of == 5


def test_the_interval_is_by_article_rough_for_two_long_ones_and_refused_for_one() -> None:
    found = cells(
        {"A": [(2, 10), (4, 10), (6, 10)], "B": [(5, 10), (5, 10)], "C": [(3, 9)], "D": [(51, 100), (49, 100)]}
    )
    assert (found[0, "B"].low, found[0, "B"].high, found[0, "B"].basis) == (None, None, "two articles")
    assert (found[0, "C"].low, found[0, "C"].high, found[0, "C"].basis) == (None, None, "this article")
    assert found[0, "D"].basis == "two articles"
    assert 0 < (found[0, "D"].low or 0) < 0.5 < (found[0, "D"].high or 1) < 1
    assert found[0, "A"].basis == "outlet"
    reach = t.ppf(0.975, 2) * np.std([0.2, 0.4, 0.6], ddof=1) / np.sqrt(3)
    assert found[0, "A"].low == pytest.approx(max(0, 0.4 - reach))
    assert found[0, "A"].high == pytest.approx(min(1, 0.4 + reach))


def test_what_an_article_that_was_cut_off_does_not_say_is_no_absence() -> None:
    corpus, embeddings, themes = story({"A": [(0, 20)] * 6, **{name: [(10, 20)] for name in "BCDEF"}})
    cut = [replace(d, provenance=replace(d.provenance, cut=True)) if d.outlet == "A" else d for d in corpus.documents]
    for documents, outcome in ((corpus.documents, "absent"), (tuple(cut), "cannot_tell")):
        told = Corpus(documents, corpus.sentences)
        found = coverage_matrix(embeddings, themes, count(told, np.arange(len(documents))), CoverageSettings())
        assert next(c.outcome for c in found if (c.theme, told.outlets[c.outlet]) == (0, "A")) == outcome


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


@pytest.mark.parametrize(
    ("late", "elsewhere", "of", "outcome"), [(2, 4, 12, "in_passing"), (2, 2, 12, "covered"), (2, 1, 50, "in_passing")]
)
def test_little_and_only_late_is_in_passing(late: int, elsewhere: int, of: int, outcome: str) -> None:
    corpus, embeddings, themes = story({"A": [(late, of)], "B": [(elsewhere, of)]})
    labels = themes.labels.copy()
    first = corpus.document_of == 0
    labels[first] = labels[first][::-1]
    turned = Themes(
        labels, *(getattr(themes, n) for n in ("names", "terms", "stability", "seeded", "representatives", "choice"))
    )
    found = coverage_matrix(embeddings, turned, count(corpus, np.arange(2)))
    assert next(cell.outcome for cell in found if (cell.theme, cell.outlet) == (0, 0)) == outcome


@pytest.mark.parametrize(("concentration", "low", "high"), [(2.0, 0.2, 0.5), (1e6, 0.0, 0.03)])
def test_intra_article_correlation_is_recovered(concentration: float, low: float, high: float) -> None:
    # Beta-binomial articles: the true correlation is 1 / (concentration + 1).
    random = np.random.default_rng(0)
    shares = random.beta(0.3 * concentration, 0.7 * concentration, 400)
    counts = random.binomial(20, shares).astype(float)
    assert low <= intra_article_correlation(counts[:, None], np.full(400, 20), np.zeros(400, dtype=int))[0] <= high


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


def test_what_an_outlet_prints_again_in_an_update_counts_once() -> None:
    kept = "Envoys left the palace by the harbour on Tuesday evening."
    records = [
        {"id": f"{outlet}{k}", "outlet": outlet, "text": f"{kept} {new} He waited.", "language": "en"}
        for outlet, k, new in (
            ("A", 0, "Nobody spoke of the fishing boats in the bay."),
            ("A", 1, "They agreed to meet again before the summer comes."),
            ("B", 0, "The old bridge stays closed until the month of June."),
        )
    ]
    corpus = segment(Corpus.from_records(in_turn(records)))
    counted = count(corpus, np.arange(3))
    # A short sentence may well be written twice.
    assert [int(n) for n in counted.lengths] == [3, 2, 3]
    assert not counted.sentences[[i for i, text in enumerate(corpus.texts) if text.strip() == kept][1]]


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


def test_a_caption_makes_no_claim_and_speaks_for_none(encoder: SmallEncoder) -> None:
    caption = "Envoys leave the palace by the harbour on Tuesday. (Jane Roe/Meridian Wire)"
    shared = "Envoys left the palace by the harbour on Tuesday."
    records = [
        {"id": "a", "outlet": "A", "text": f"{caption}\n{shared} Nobody spoke of the fishing boats."},
        {"id": "b", "outlet": "B", "text": f"{shared} The bridge stays closed until June."},
        {"id": "c", "outlet": "C", "text": f"Two dogs wait at a door. (John Roe/Meridian Wire)\n{FILLER[0][1]}"},
    ]
    corpus = segment(Corpus.from_records(records))
    claims = find_claims(corpus, embed(corpus.texts, encoder, cache=NoCache()), np.arange(3))
    first = [corpus.texts[claim.sentences[0]] for claim in claims.items]
    assert shared in first
    assert not any(text.startswith(("Two dogs", "Envoys leave")) for text in first)
    assert claims.claim_of[corpus.texts.index("Two dogs wait at a door.")] == -1


def facts(*texts: tuple[str, str], n_dims: int = 96, language: str = "en") -> tuple[Corpus, Claims]:
    """Claims of outlets that print one sentence each."""
    corpus = Corpus.from_records(
        in_turn([{"id": outlet, "outlet": outlet, "text": text, "language": language} for outlet, text in texts])
    )
    whole = tuple(Sentence(i, 0, len(document.text)) for i, document in enumerate(corpus.documents))
    corpus = Corpus(corpus.documents, whole, corpus.audit)
    vectors = SmallEncoder(n_dims).encode(corpus.texts)
    return corpus, find_claims(corpus, Embeddings(vectors, "small"), np.arange(len(texts)))


FILLER = (
    ("X", "Farmers in the northern valley fear for the harvest of wheat and barley."),
    ("Y", "The museum of clocks opened in the former customs house by the harbour."),
    ("Z", "A ferry ran aground in fog near the lighthouse and nobody drowned."),
)


def test_the_same_words_are_one_claim_whatever_their_place() -> None:
    _, claims = facts(("A", "Eight leaders met in Paris."), ("B", "“Eight leaders met in Paris”"), *FILLER)
    assert (claims.items[0].sentences, claims.items[0].independent) == ((0, 1), 2)


@pytest.mark.parametrize(
    ("said", "other", "disputed"),
    [
        (
            "The damage was put at $2.5 billion by the council.",
            "The damage was put at £2.5 billion by the council.",
            True,
        ),
        (
            "The valley cooled to -15 degrees on Tuesday night.",
            "The valley cooled to 15 degrees on Tuesday night.",
            True,
        ),
        (
            "The valley cooled to −15 degrees on Tuesday night.",
            "The valley cooled to +15 degrees on Tuesday night.",
            True,
        ),
        ("The finance minister will resign this week.", "The finance minister will resign this week?", False),
    ],
)
def test_signs_and_a_question_mark_make_another_claim_of_the_same_words(said: str, other: str, disputed: bool) -> None:
    _, claims = facts(("A", said), ("B", f"“{said}”"), ("C", other), *FILLER)
    mine = claims.items[claims.claim_of[0]]
    assert mine.sentences == (0, 1)
    # A question by itself is no claim.
    assert mine.disputes == ((claims.claim_of[2],) if disputed else ())


@pytest.mark.parametrize(
    ("language", "model", "one"),
    [("te", DEFAULT.identity, False), ("en", DEFAULT.identity, True), ("te", "another@0", True)],
)
def test_what_is_alike_to_a_model_that_does_not_know_the_language_is_no_claim(
    language: str, model: str, one: bool
) -> None:
    told = ("Koras mila tonde berin palu sateni.", "Guvan dele rikso hamba noriel vetu.")
    corpus = Corpus.from_records(
        [{"id": o, "outlet": o, "text": t, "language": language} for o, t in zip("AB", told, strict=True)]
    )
    corpus = segment(corpus)
    alike = Embeddings(np.full((2, 4), 0.5, dtype=np.float32), model)
    claims = find_claims(corpus, alike, np.arange(2), ClaimSettings(probability=1e-6))
    assert bool(claims.claim_of[0] == claims.claim_of[1]) is one


@pytest.mark.parametrize(
    ("told", "n_claims", "n_firm"),
    [
        (("Renner opened the harbour fair.", "Renner opened the harbour fair today."), 1, 2),
        (("Renner opened the harbour fair.", "Renner opened the harbour fair, aides told papers."), 1, 1),
        (
            (
                "Renner opened the harbour fair.",
                "Renner told papers, aides, pupils and guests of rising tides and old debts.",
            ),
            2,
            1,
        ),
    ],
)
def test_in_a_language_that_the_model_does_not_know_one_word_makes_no_claim(
    told: tuple[str, str], n_claims: int, n_firm: int
) -> None:
    corpus = segment(
        Corpus.from_records(
            {"id": o, "outlet": o, "text": t, "language": "te"} for o, t in zip("AB", told, strict=True)
        )
    )
    alike = Embeddings(np.full((2, 4), 0.5, dtype=np.float32), DEFAULT.identity)
    claims = find_claims(corpus, alike, np.arange(2), ClaimSettings(probability=1e-6, firm=2e-6))
    assert (len(claims.items), len(claims.items[0].firm)) == (n_claims, n_firm)


def test_a_claim_is_told_by_a_sentence_that_is_understood_alone() -> None:
    talks = "Leaders of eight European countries met in Paris on Monday to discuss sending troops to the border."
    leaning = talks.replace("Leaders", "However, leaders")
    heading = talks.removesuffix(".")
    _, claims = facts(("A", leaning), ("B", heading), ("C", talks), *FILLER)
    assert set(claims.items[0].sentences) == {0, 1, 2}
    assert claims.items[0].sentences[0] == 2


@pytest.mark.parametrize(
    ("shown", "other", "bears_out"),
    [
        ("At least six people were killed in the harbour.", "At least two people were killed in the harbour.", False),
        ("At least two people were killed in the harbour.", "At least six people were killed in the harbour.", True),
        ("More than 200 girls were taken from the school.", "All 276 girls were taken from the school.", True),
        ("All 276 girls were taken from the school.", "More than 200 girls were taken from the school.", False),
        ("All 32 civilians were killed in the raid.", "Up to 32 civilians were killed in the raid.", True),
        ("The boy fell into a well of 40 metres.", "The boy fell into a well of 80 metres.", False),
        ("Roe had three sacks and Doe two sacks.", "Roe led the way with three sacks and Doe had a few.", True),
        ("At least six people were killed in the harbour.", "People were killed in the harbour on Monday.", True),
    ],
)
def test_a_sentence_with_another_number_does_not_bear_out_what_is_shown(
    shown: str, other: str, bears_out: bool
) -> None:
    corpus, _ = facts(("A", shown), ("B", other))
    assert supporters(corpus, 0, [0, 1]) == ([0, 1] if bears_out else [0])


def test_what_is_worded_alike_is_firm_and_what_came_by_its_company_is_not() -> None:
    talks = "European leaders met in Paris on Monday to discuss sending troops to the border."
    _, claims = facts(("A", talks), ("B", talks), ("C", talks.replace("on Monday to", "on Monday, to")), *FILLER)
    claim = claims.items[0]
    assert set(claim.firm) == set(claim.sentences) == {0, 1, 2}
    assert all(claim.firm[0] == claim.sentences[0] for claim in claims.items)
    pairs = Firm(np.array([[0, 1], [1, 2]]), 4)
    assert pairs.holds(0, np.array([0, 1, 2, 3])).tolist() == [True, True, False, False]
    assert pairs.holds(2, np.array([1, 0, 3])).tolist() == [False, False, False]
    assert Firm(np.empty((0, 2), dtype=np.intp), 4).holds(3, np.array([3, 1])).tolist() == [True, False]


def test_who_states_a_part_does_not_say_all_of_it_and_a_claim_is_led_by_what_most_say() -> None:
    part = "European leaders met in Paris on Monday to discuss sending troops to the border."
    whole = part.replace(
        ".",
        ", an idea that generals in Lisbon, Madrid and Warsaw had called reckless, unworkable and ruinous in spring.",
    )
    _, claims = facts(("A", whole), ("B", part), ("C", part.replace("discuss", "speak of")), *FILLER)
    claim = claims.items[0]
    assert set(claim.sentences) == {0, 1, 2}
    assert claim.sentences[0] in {1, 2}
    assert set(claim.firm) == {0, 1, 2}
    assert claims.surely(0, claim.sentences) == [0]
    # Of equals the first, which is the most central.
    one_way = Firm(np.array([[1, 0], [2, 0], [0, 1]]), 3)
    assert [one_way.most_said(np.array(w), np.array(o), 3) for w, o in (([0, 1, 2], [0, 1, 2]), ([0, 0], [0, 1]))] == [
        0,
        0,
    ]
    assert Firm(np.array([[1, 0], [1, 2]]), 3).most_said(np.arange(3), np.arange(3), 3) == 1
    assert Firm(np.array([[1, 0], [1, 2]]), 3).most_said(np.arange(3), np.arange(3), 1) == 0


def test_how_probably_a_sentence_states_what_others_do_is_told_whatever_claims_they_stand_in() -> None:
    talks = "European leaders met in Paris on Monday to discuss sending troops to the border."
    rain = "Heavy rain flooded the harbour of the old town and its three markets on Sunday."
    corpus, claims = facts(("A", talks), ("B", talks.replace("discuss", "speak of")), ("C", rain), ("D", talks))
    first, alike, other, same = (corpus.outlets[o] for o in corpus.outlet_of)
    assert (first, alike, other, same) == ("A", "B", "C", "D")
    assert claims.probability(0, [0]) == claims.probability(0, [2, 3]) == 1.0
    assert 0.3 < claims.probability(0, [1]) == claims.probability(1, [0, 2]) < 1.0
    assert claims.probability(0, [2]) < 0.1
    assert Claims(claims.items, claims.claim_of).probability(0, [1]) == 0.0
    # Furniture is compared with nothing.
    _, claims = facts(("A", talks), ("B", "Sign up for our newsletter."))
    assert claims.probability(0, [1]) == 0.0


def n_firm_outlets(corpus: Corpus, claim: Claim) -> int:
    return len(set(corpus.outlet_of[list(claim.firm)].tolist()))


def test_who_surely_states_a_claim_is_counted_apart_and_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    talks = "European leaders met in Paris on Monday to discuss sending troops to the border."
    rain = "Heavy rain flooded the harbour of the old town and its three markets on Sunday."
    said = [("A", talks), ("B", talks.replace("discuss", "speak of")), ("C", talks.replace("sending", "moving"))]
    flooded = [("D", rain), ("E", rain.replace("Heavy rain", "Rain"))]
    corpus, claims = facts(*said, *flooded, *FILLER)
    assert [(c.n_outlets, n_firm_outlets(corpus, c), c.independent, c.firm_independent) for c in claims.items[:2]] == [
        (3, 3, 3, 3),
        (2, 2, 2, 2),
    ]
    # Of the first claim only the words that are the same bear the first sentence out surely.
    firmly = Firm.holds

    def holds(self: Firm, wording: int, others: Any) -> Any:
        found = firmly(self, wording, others)
        return found & (others == wording) if "Paris" in corpus.text_of(wording) else found

    monkeypatch.setattr(Firm, "holds", holds)
    corpus, claims = facts(*said, *flooded, *FILLER)
    assert [(c.n_outlets, n_firm_outlets(corpus, c), c.independent, c.firm_independent) for c in claims.items[:2]] == [
        (2, 2, 2, 2),
        (3, 1, 3, 1),
    ]
    loose = claims.items[1]
    others = [i for i in loose.sentences if i not in loose.firm]
    assert claims.surely(loose.firm[0], loose.sentences) == list(loose.firm)
    assert claims.surely(others[0], loose.sentences) == [others[0]]
    monkeypatch.undo()
    assert set(claims.surely(others[0], loose.sentences)) == set(loose.sentences)
    assert Claims(claims.items, claims.claim_of).surely(0, [0, 1]) == [0]


def test_two_texts_that_surely_state_a_claim_and_two_that_perhaps_do_go_before_three_that_surely_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talks = "European leaders met in Paris on Monday to discuss sending troops to the border."
    rain = "Heavy rain flooded the harbour of the old town and its three markets on Sunday."
    said = [
        ("ABCD"[k], talks.replace("sending", word)) for k, word in enumerate(("sending", "moving", "taking", "leading"))
    ]
    flooded = [("EFG"[k], rain.replace("Heavy", word)) for k, word in enumerate(("Heavy", "Much", "Late"))]
    firmly = Firm.holds

    def holds(self: Firm, wording: int, others: Any) -> Any:
        found = firmly(self, wording, others)
        return found & (others < 2) if "Paris" in corpus.text_of(wording) else found

    corpus, _ = facts(*said, *flooded, *FILLER)
    monkeypatch.setattr(Firm, "holds", holds)
    corpus, claims = facts(*said, *flooded, *FILLER)
    first, second = claims.items[:2]
    assert (first.firm_independent, first.independent) == (2, 4)
    assert (second.firm_independent, second.independent) == (3, 3)


def test_another_number_is_a_dispute_and_no_match() -> None:
    corpus, claims = facts(
        ("A", "Eight European leaders met in Paris on Monday to discuss sending troops to the border."),
        ("B", "Ten European leaders met in Paris on Monday to discuss sending troops to the border."),
        ("C", "Eight European leaders met in Paris on Monday, to discuss sending troops to that border."),
        *FILLER,
    )
    ours, theirs = claims.items[claims.claim_of[0]], claims.items[claims.claim_of[1]]
    assert {corpus.documents[corpus.document_of[i]].outlet for i in ours.sentences} == {"A", "C"}
    assert ours.disputes == (claims.claim_of[1],)
    assert theirs.disputes == (claims.claim_of[0],)
    assert all(claim.disputes == () for claim in claims.items if claim not in (ours, theirs))


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("en", "The budget for defence of the kingdom rose to {} this year.", ("$9 billion", "$5 billion")),
        ("en", "An earthquake of magnitude {} shook the eastern province at dawn.", ("5.9", "6.4")),
        ("de", "In Berlin gingen am Samstag {} Menschen gegen das Gesetz auf die Straße.", ("2.000", "3.000")),
        ("fr", "À Paris, {} personnes ont manifesté samedi contre la loi.", ("2 000", "3 000")),
        ("de", "{} Menschen starben bei dem Brand in der Nacht zum Montag.", ("Zwölf", "Zwanzig")),
        ("de", "Die Partei kam bei der Wahl auf {} Prozent der Stimmen.", ("12,5", "14,5")),
        ("en", "At the factory {} people have died, the fire brigade said.", ("12", "45")),
        ("en", "On February 18, 2025, {} European leaders met in Paris to speak of troops.", ("eight", "ten")),
        ("ru", "В городе на митинг вышли {} человек, сообщила полиция.", ("2 тыс.", "3 тыс.")),
    ],
)
def test_figures_of_one_thing_are_a_dispute_and_agree_in_no_view(
    language: str, text: str, figures: tuple[str, str]
) -> None:
    said = [text.format(figure) for figure in (*figures, figures[0])]
    corpus, claims = facts(*zip("ABC", said, strict=True), *FILLER, language=language)
    ours, theirs = claims.items[claims.claim_of[0]], claims.items[claims.claim_of[1]]
    assert (set(ours.sentences), set(theirs.sentences)) == ({0, 2}, {1})
    assert (ours.disputes, theirs.disputes) == ((claims.claim_of[1],), (claims.claim_of[0],))
    assert ours.independent == 2
    embeddings = Embeddings(SmallEncoder(96).encode(corpus.texts), "small")
    found = find_figures(corpus, embeddings, np.arange(len(corpus.documents)), claims, Alignments(()))
    assert [figure.conflict for figure in found.items][:1] == [True]
    assert supporters(corpus, 0, [0, 1, 2]) == [0, 2]


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("en", "The budget for defence of the kingdom rose to {} this year.", ("$9 billion", "$8.96 billion")),
        ("en", "At the factory {} people have died, the fire brigade said.", ("at least 12", "20")),
        ("de", "In Berlin gingen am Samstag {} Menschen gegen das Gesetz auf die Straße.", ("rund 2.000", "2.100")),
        ("en", "The bridge over the old river is {} long and has four lanes.", ("12 kilometres", "7.5 miles")),
    ],
)
def test_rounding_and_what_opens_a_number_leave_a_claim_one(language: str, text: str, figures: tuple[str, str]) -> None:
    said = [text.format(figure) for figure in figures]
    _, claims = facts(*zip("AB", said, strict=True), *FILLER, language=language)
    assert claims.claim_of[0] == claims.claim_of[1] >= 0


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (
            "The rocket reached an altitude of 770 km and covered a distance of 3,700 km, the army of the south said.",
            "Moss blamed the north in the strongest words, saying it fell into the sea, roughly 2,000 kilometers east of Port Lyon.",
            False,
        ),
        ("The ship sank 12 kilometres off the harbour.", "The ship sank 17 kilometres off the harbour.", True),
        ("Eight leaders met in the harbour palace.", "Ten leaders met in the old palace.", True),
        ("All of it then did cost $5 million.", "All of it then did cost $7 million.", True),
        ("In 2023, 12 people died at the factory.", "In 2024, 45 people died at the factory.", False),
        ("A man aged 25 years old was arrested.", "A man aged 43 years old was arrested.", False),
        ("Fires took 12 people in the harbour.", "Of those rescued 45 people were sailors.", False),
    ],
)
def test_measures_of_other_things_and_times_are_no_dispute(first: str, second: str, one: bool) -> None:
    records = [{"id": k, "outlet": k, "text": text, "language": "en"} for k, text in (("a", first), ("b", second))]
    corpus = segment(Corpus.from_records(records))
    assert disputing(corpus, 0, 1, FigureSettings()) is one
    assert disputing(corpus, 1, 0, FigureSettings()) is one


def test_what_is_counted_anew_weeks_later_is_held_apart_and_no_dispute() -> None:
    text = "At the factory {} people have died, the fire brigade said."
    days = {"A": "2025-02-18", "B": "2025-03-18"}
    records = [
        {"id": outlet, "outlet": outlet, "text": said, "published": days.get(outlet)}
        for outlet, said in (("A", text.format(12)), ("B", text.format(45)), *FILLER)
    ]
    corpus = segment(Corpus.from_records(records))
    embeddings = Embeddings(SmallEncoder(96).encode(corpus.texts), "small")
    claims = find_claims(corpus, embeddings, np.arange(len(records)))
    places = [next(i for i, said in enumerate(corpus.texts) if number in said) for number in ("12", "45")]
    ours, theirs = (claims.items[claims.claim_of[i]] for i in places)
    assert ours is not theirs
    assert not ours.disputes
    settings = FigureSettings(days=40)
    claims = find_claims(corpus, embeddings, np.arange(len(records)), figure_settings=settings)
    assert claims.items[claims.claim_of[places[0]]].disputes == (claims.claim_of[places[1]],)


def test_what_is_in_dispute_and_what_asks_is_held_apart() -> None:
    pairs = Pairs(
        np.array([0, 0, 1]), np.array([1, 2, 2]), *(np.zeros((3, 2), dtype=np.intp),) * 2, *(np.zeros((3, 2)),) * 2
    )
    asking = np.array([False, False, True])
    weights = linkable(pairs, np.array([0.9, 0.8, 0.2]), np.array([True, False, False]), asking, 0.3)
    assert weights.tolist() == [-np.inf, -np.inf, -np.inf]
    assert linkable(
        pairs, np.array([0.2, 0.8, 0.2]), np.array([True, False, True]), ~asking & asking, 0.3
    ).tolist() == [
        0.0,
        0.8,
        0.0,
    ]


def test_a_denial_is_a_dispute_and_no_match() -> None:
    _, claims = facts(
        ("A", "The delegation will fly to Riyadh on Tuesday for a second round of talks on the treaty."),
        ("B", "The delegation will not fly to Riyadh on Tuesday for a second round of talks on the treaty."),
        *FILLER,
    )
    assert claims.claim_of[0] != claims.claim_of[1]
    assert claims.items[claims.claim_of[0]].disputes == (claims.claim_of[1],)


@pytest.mark.parametrize(
    ("first", "second", "language", "denied"),
    [
        ("Der Minister tritt zurück.", "Der Minister tritt zurück nicht.", "de", True),
        ("The minister left for Paris.", "The minister left for Paris, not Rome.", "en", False),
        ("The minister left for Paris.", "The minister did not quickly leave Lyon.", "en", False),
        ("The minister will leave for Paris.", "The minister did not leave.", "en", True),
        ("The minister will leave for Paris.", "The minister did not leave quietly.", "en", True),
        ("Der Minister tritt zurück.", "Die alte Fähre kam am Montag nicht.", "de", False),
        (
            "The council takes it as advice rather than a decree.",
            "The mayor calls it mere advice, not a decree.",
            "en",
            False,
        ),
        ("The council will wait rather than vote.", "The council will not wait.", "en", True),
        ("Der Rat nimmt es als Rat statt eines Befehls.", "Der Rat nimmt es als Rat, nicht als Befehl.", "de", False),
        (
            "Instead of a vote on Monday the council chose the mayor.",
            "The council did not choose the mayor.",
            "en",
            True,
        ),
        ("The council met Roe rather than Mr. Moss.", "The council did not meet Moss.", "en", False),
        ("The dam cost 2 rather than 3.5 million marks.", "The dam did not cost 3.5 million marks.", "en", False),
        (
            "Rather than resign on Monday, the mayor will sue the paper.",
            "The mayor will not sue the paper.",
            "en",
            True,
        ),
        ("Rather than resign on Monday, the mayor will sue the paper.", "The mayor will not resign.", "en", False),
        ("En lugar de dimitir el ministro demandó al diario.", "El ministro no demandó al diario.", "es", True),
        ("Die Wahl findet am Montag in Velm statt und endet.", "Die Wahl endet an jenem Tag nicht.", "de", True),
    ],
)
def test_what_is_denied_is_told_by_the_words_behind_it_or_before(
    first: str, second: str, language: str, denied: bool
) -> None:
    texts = [
        {"id": str(k), "outlet": str(k), "text": text, "language": language} for k, text in enumerate((first, second))
    ]
    corpus = segment(Corpus.from_records(texts))
    assert one_denies(corpus, 0, 1) is one_denies(corpus, 1, 0) is denied
    assert denied or not opposing(corpus, 0, 1)


@pytest.mark.parametrize(
    "more",
    [
        " without delay.",
        ", and called it a visit, not a mission.",
    ],
)
def test_what_denies_nothing_of_the_other_sentence_is_no_dispute(more: str) -> None:
    said = "The delegation will fly to Riyadh on Tuesday for a second round of talks on the treaty"
    _, claims = facts(("A", f"{said}."), ("B", f"{said}{more}"), *FILLER)
    assert claims.claim_of[0] == claims.claim_of[1]
    assert not claims.items[claims.claim_of[0]].disputes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "It is expected to take three seats, compared to one in 2015.",
            "It is expected to take 32 seats, compared to the 10 it won in 2015.",
        ),
        (
            "The delegation will fly to Riyadh on Tuesday for a second round of talks on the treaty.",
            "The delegation will not fly to Riyadh on Tuesday for a second round of talks on the treaty.",
        ),
    ],
)
def test_an_article_disputes_nothing_that_it_says_itself(first: str, second: str) -> None:
    for articles, disputed in (({"A": first, "B": second}, True), ({"A": f"{first} {second}"}, False)):
        records = [{"id": outlet, "outlet": outlet, "text": text} for outlet, text in (*articles.items(), *FILLER)]
        corpus = segment(Corpus.from_records(in_turn(records)))
        claims = find_claims(
            corpus, Embeddings(SmallEncoder(96).encode(corpus.texts), "small"), np.arange(len(records))
        )
        assert claims.claim_of[0] != claims.claim_of[1]
        assert bool(claims.items[claims.claim_of[0]].disputes) is disputed


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (
            "A man watches the old tower of Port Lyon burn, engulfed in flames, on April 15, 2019.",
            "People watched the old tower of Port Lyon burn, engulfed in flames.",
        ),
        (
            "The harbour office did not return a request for comment by the Courier on the old tower.",
            "The harbour office did not return to the old tower.",
        ),
    ],
)
def test_what_is_beside_the_story_leads_no_claim_that_another_sentence_can(beside: str, said: str) -> None:
    _, claims = facts(("A", beside), ("B", f"“{beside}”"), ("C", said), *FILLER)
    assert claims.items[claims.claim_of[0]].sentences[0] == 2


def test_who_shares_five_words_in_a_row_is_near_however_improbable() -> None:
    evidence = np.zeros((4, len(EVIDENCE)))
    evidence[:, EVIDENCE.index("longest_run")] = np.log1p([4, 5, 9, 9])
    assert nearness(evidence, np.array([0.01, 0.01, 0.01, 0.4]), 0.05).tolist() == [0.01, 0.05, 0.05, 0.4]


@pytest.mark.parametrize("n", [1, 2, 3])
def test_very_few_sentences(n: int) -> None:
    _, claims = facts(*FILLER[:n])
    assert sorted(i for claim in claims.items for i in claim.sentences) == list(range(n))
    assert len(claims.items) == n
    assert {claim.kind for claim in claims.items} <= {"exclusive", "uncertain"}


def slow_ranks(likeness: np.ndarray, document_of: np.ndarray, i: int, j: int) -> tuple[int, int, float]:
    others = [k for k in range(len(likeness)) if k != i]
    rivals = [likeness[i, k] for k in others if document_of[k] == document_of[j] and k != j]
    lead = likeness[i, j] - max(rivals) if rivals else 0.0
    return (
        sum(likeness[i, k] > likeness[i, j] for k in others),
        sum(rival > likeness[i, j] for rival in rivals),
        float(lead),
    )


@pytest.mark.parametrize("block_bytes", [0, 1 << 20])
def test_ranks_against_a_slow_loop(block_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whether the likeness of all is held from one pass to the next or made anew.
    monkeypatch.setattr("summarize.comparison.pairs.BLOCK_BYTES", block_bytes)
    random = np.random.default_rng(4)
    document_of = np.repeat(np.arange(4), (5, 1, 7, 6))
    words = [[f"w{k}" for k in random.integers(0, 12, 6)] for _ in document_of]
    vectors = unit_rows(random.normal(size=(len(document_of), 8)).astype(np.float32))
    pairs = candidate_pairs(vectors, document_of, words, 4)
    terms = count_matrix(words).tf_idf().toarray()
    beyond = common_direction_removed(vectors)
    likeness = np.round((terms.astype(np.float32) @ terms.T.astype(np.float32) + beyond @ beyond.T) / 2, 5)
    nearest = [np.argsort(-np.where(np.arange(19) == i, -9, likeness[i]), kind="stable")[:4] for i in range(19)]
    expected = {tuple(sorted((i, int(j)))) for i, found in enumerate(nearest) for j in found}
    assert set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == expected
    for p, (i, j) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        for side, (a, b) in enumerate(((i, j), (j, i))):
            rank, within, lead = slow_ranks(likeness, document_of, a, b)
            assert (pairs.ranks[p, side], pairs.ranks_in_document[p, side]) == (rank, within)
            assert pairs.leads[p, side] == pytest.approx(lead, abs=2e-5)


def slow_run(a: list[str], b: list[str]) -> int:
    return max(
        (
            k
            for i in range(len(a))
            for j in range(len(b))
            for k in range(1, len(a) + 1)
            if a[i : i + k] == b[j : j + k] and i + k <= len(a) and j + k <= len(b)
        ),
        default=0,
    )


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_longest_runs_of_pairs_against_a_slow_loop(a: list[str], b: list[str]) -> None:
    assert _longest_runs([a, b], np.array([0]), np.array([1])).tolist() == [slow_run(a, b)]


def test_the_weights_name_the_evidence(tmp_path: Path) -> None:
    model = read_same_fact()
    assert model.program == "benchmarks/claims.py"
    assert model.measured["precision"] >= 0.7
    assert set(model.weights) == set(EVIDENCE)
    with pytest.raises(ValueError, match="columns"):
        model.probabilities(np.zeros((2, 3)))
    other = tmp_path / "weights.toml"
    other.write_text('program = "mine"\nintercept = 0.0\n[weights]\ncosine = 1.0\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="expected one number each"):
        read_same_fact(other)


@pytest.mark.model
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the labelled stories lie outside the project")
def test_claims_of_a_labelled_story(real_encoder: Any) -> None:
    name = "former_Facebook_and_Apple_employees"
    lines = (SHARED / "data" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    story = next(s for s in map(json.loads, lines) if s["id"] == name)
    rows = [json.loads(line) for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    corpus = Corpus.from_records(story["documents"])
    index = {d.id: i for i, d in enumerate(corpus.documents)}
    rows.sort(key=lambda r: (index[r["document"]], r["start"]))
    cut = tuple(Sentence(index[r["document"]], r["start"], r["stop"]) for r in rows)
    corpus = Corpus(corpus.documents, cut, corpus.audit)
    vectors = embed(corpus.texts, real_encoder, cache=NoCache())
    found = find_claims(corpus, vectors, find_copies(corpus).group_of).claim_of
    facts_of = np.array([-1 if r["fact"] is None else r["fact"] for r in rows])
    theirs = np.triu((facts_of[:, None] == facts_of) & (facts_of[:, None] >= 0), 1)
    ours = np.triu((found[:, None] == found) & (found[:, None] >= 0), 1)
    assert (ours & theirs).sum() / ours.sum() >= 0.75
    assert 2 * (ours & theirs).sum() / (ours.sum() + theirs.sum()) >= 0.6


def test_claims_want_matching_rows(corpus: Corpus, embeddings: Embeddings) -> None:
    with pytest.raises(ValueError, match="do not match"):
        find_claims(corpus, embeddings, np.zeros(2, dtype=int))


def test_a_comparison_says_what_it_left_out(corpus: Corpus, embeddings: Embeddings) -> None:
    none = Themes(np.full(len(corpus.sentences), -1), (), (), (), (), (), Choice("", None, 0, ()))
    copies = find_copies(corpus)
    found = Comparison(compared(corpus, embeddings, none, copies, find_claims(corpus, embeddings, copies.group_of)))
    assert found.coverage == ()
    assert "no themes" in (found.refusal("coverage") or "")
    assert "quotation marks" in (found.refusal("voices") or "")
    assert (found.refusal("emphasis") or "").startswith("no themes were found")
    assert "3 independent texts" in (found.refusal("omissions") or "")


def test_one_outlet_is_held_against_nobody(encoder: SmallEncoder) -> None:
    text = "The talks in the palace ended on Tuesday. Nobody signed the treaty there."
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": text}]))
    vectors = embed(corpus.texts, encoder, cache=NoCache())
    none = Themes(np.full(len(corpus.sentences), -1), (), (), (), (), (), Choice("", None, 0, ()))
    copies = find_copies(corpus)
    found = Comparison(compared(corpus, vectors, none, copies, find_claims(corpus, vectors, copies.group_of)))
    for view in ("coverage", "emphasis", "omissions", "prominence", "timeline", "likeness", "voices"):
        assert found.refusal(view), view
    assert found.likeness == ()
    assert found.refusal("omissions") == found.refusal("alignments") == "there is one outlet alone"


def test_outlets_that_print_one_text_are_told_so(encoder: SmallEncoder) -> None:
    text = "The talks in the palace ended on Tuesday. Nobody signed the treaty there."
    corpus = segment(Corpus.from_records([{"id": o, "outlet": o, "text": text} for o in "AB"]))
    vectors = embed(corpus.texts, encoder, cache=NoCache())
    labels = Themes(np.full(4, -1), (), (), (), (), (), Choice("", None, 0, ()))
    copies = replace(find_copies(corpus), group_of=np.zeros(2, dtype=np.intp))
    made = compared(corpus, vectors, labels, copies, find_claims(corpus, vectors, copies.group_of))
    found = Comparison(made)
    assert (found.refusal("alignments") or "").startswith("every outlet prints the same texts")
    told = Comparison(compared(corpus, vectors, replace(labels, names=("talks",)), copies, made.claims))
    object.__setattr__(told, "emphases", Emphases((), (), 0, ("words are not judged",)))
    assert (told.refusal("emphasis") or "").startswith("every outlet prints the same texts")


def test_a_group_is_counted_once_where_nothing_can_be_left_out(corpus: Corpus, embeddings: Embeddings) -> None:
    none = Themes(np.full(len(corpus.sentences), -1), (), (), (), (), (), Choice("", None, 0, ()))
    copies = find_copies(corpus)
    made = compared(corpus, embeddings, none, copies, find_claims(corpus, embeddings, copies.group_of))
    found = Comparison(made, groups=group_outlets({"All": "*"}, corpus.outlets))
    assert "3 independent texts of as many groups" in (found.refusal("omissions") or "")


def test_a_text_that_many_print_counts_once_elsewhere() -> None:
    shares = {"A": [(1, 10)], "Wire": [(6, 10)], "B": [(6, 10)], "C": [(6, 10)], "D": [(0, 10)]}
    corpus, embeddings, themes = story(shares)
    one_text = np.array([{"A": 0, "D": 2}.get(document.outlet, 1) for document in corpus.documents])
    copies = replace(find_copies(corpus), group_of=one_text)
    found = Comparison(compared(corpus, embeddings, themes, copies, find_claims(corpus, embeddings, one_text)))
    held = {corpus.outlets[e.outlet]: e for e in found.emphases.themes if e.theme == 0}
    assert (held["A"].count_elsewhere, held["A"].of_elsewhere) == (6, 20)
    assert (held["B"].count_elsewhere, held["B"].of_elsewhere) == (1, 20)
    # The silence of D is held against one text with six sentences in ten, and one with one.
    alone = Elsewhere.of(count(corpus, one_text), count(corpus, one_text).by_document(themes.labels, 2))
    assert alone.shares[corpus.outlets.index("D")][0] == pytest.approx(7 / 20)


def test_elsewhere_is_the_same_in_coverage_and_emphasis() -> None:
    corpus, embeddings, themes = story({"A": [(1, 10)], "Wire": [(6, 12)], "B": [(2, 5)], "D": [(0, 10)]})
    one_text = np.array([{"A": 0, "D": 2}.get(document.outlet, 1) for document in corpus.documents])
    copies = replace(find_copies(corpus), group_of=one_text)
    found = Comparison(compared(corpus, embeddings, themes, copies, find_claims(corpus, embeddings, one_text)))
    held = {(e.theme, e.outlet): e.count_elsewhere / e.of_elsewhere for e in found.emphases.themes}
    assert {(cell.theme, cell.outlet): cell.share_elsewhere for cell in found.coverage} == pytest.approx(held)
    # Of the text that two print the longest version, whole.
    assert held[0, corpus.outlets.index("D")] == pytest.approx(7 / 22)
    assert held[0, corpus.outlets.index("B")] == pytest.approx(1 / 20)


def test_outlets_of_one_text_have_no_emphasis() -> None:
    corpus, embeddings, themes = story({"A": [(3, 10)], "B": [(3, 10)]})
    copies = find_copies(corpus)
    one_text = replace(copies, group_of=np.zeros(2, dtype=int))
    found = Comparison(
        compared(corpus, embeddings, themes, one_text, find_claims(corpus, embeddings, np.zeros(2, dtype=int)))
    )
    assert found.emphases.themes == ()
    assert found.refusal("emphasis")


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("What are the grain papers?", True),
        ("On Monday, the port released a statement:", True),
        ("Here is what we know.", True),
        ("And yet it is.", True),
        ("Poor Harbour.", True),
        ("PIRNAU, 14. Juni.", True),
        ("Villaverde del Río.", True),
        ("Thank you for joining us.", True),
        ("The coach asked in a post: “did you steal them?”", False),
        ("Everything we know about the ship is what the harbour master wrote in his letter to the port.", False),
        ("The ship sank.", False),
        ("It was found in 2011:", False),
    ],
)
def test_what_states_nothing(text: str, nothing: bool) -> None:
    assert states_nothing(text, "en") == nothing


def test_what_states_nothing_makes_no_claim() -> None:
    texts = (
        "The ship sank at dawn in the old harbour. Why did it sink? Nope.",
        "Nine sailors were saved by the harbour pilot.",
    )
    records = [{"outlet": f"Outlet {n}", "language": "en", "text": text} for n, text in enumerate(texts)]
    corpus = segment(Corpus.from_records(records))
    claims = find_claims(corpus, embed(corpus.texts, SmallEncoder(), cache=NoCache()), np.arange(2))
    told = [corpus.text_of(claim.sentences[0]) for claim in claims.items]
    assert sorted(told) == [
        "Nine sailors were saved by the harbour pilot.",
        "The ship sank at dawn in the old harbour.",
    ]
    assert [corpus.text_of(i) for i in np.flatnonzero(claims.claim_of < 0).tolist()] == ["Why did it sink?", "Nope."]
