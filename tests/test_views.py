"""Prominence, timeline, likeness, breadth, honesty and groups, on corpora small enough to be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import exp, log
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.comparison.breadth import find_breadth, rarefied_entropy
from summarize.comparison.claims import Claim, Claims
from summarize.comparison.counting import count
from summarize.comparison.groups import Groups, by_group, group_outlets, read_groups
from summarize.comparison.honesty import fewest_covering, honesty_of
from summarize.comparison.likeness import chance_likeness, find_likeness, mix_likeness, sampling_divergence
from summarize.comparison.prominence import find_prominence
from summarize.comparison.timeline import find_timeline
from summarize.corpus import Corpus, Sentence
from summarize.errors import SettingsError
from summarize.themes import Choice, Themes

from .conftest import in_turn, sure_claims

if TYPE_CHECKING:
    from pathlib import Path


def laid_out(articles: list[dict[str, Any]], n_themes: int = 2) -> tuple[Corpus, Themes, Claims]:
    """A corpus whose sentences are given with theme and claim: {"outlet", "title", "published", "lines": [(text, theme, claim)]}."""
    records = [
        {"id": f"d{k}", "text": "\n".join(line[0] for line in a["lines"]), **{n: a[n] for n in a if n != "lines"}}
        for k, a in enumerate(articles)
    ]
    corpus = Corpus.from_records(in_turn([{**r, "language": "en"} for r in records]))
    lines_of = {f"d{k}": a["lines"] for k, a in enumerate(articles)}
    sentences: list[Sentence] = []
    labels: list[int] = []
    claim_of: list[int] = []
    for d, document in enumerate(corpus.documents):
        start = 0
        for text, theme, claim in lines_of[document.id]:
            sentences.append(Sentence(d, start, start + len(text)))
            labels.append(theme)
            claim_of.append(claim)
            start += len(text) + 1
    corpus = Corpus(corpus.documents, tuple(sentences), corpus.audit)
    claims = []
    for number in range(max(claim_of) + 1):
        members = tuple(np.flatnonzero(np.array(claim_of) == number).tolist())
        n_outlets = len({int(corpus.outlet_of[i]) for i in members})
        agreed = n_outlets >= 2 / 3 * len(corpus.outlets)
        kind = "consensus" if agreed and n_outlets > 1 else "shared" if n_outlets > 1 else "exclusive"
        claims.append(Claim(members, n_outlets, n_outlets, kind, firm=members, firm_independent=n_outlets))
    themes = Themes(
        np.array(labels),
        tuple(f"theme {k}" for k in range(n_themes)),
        (("grain treaty",), ("barges",), *[()] * (n_themes - 2))[:n_themes],
        (None,) * n_themes,
        (False,) * n_themes,
        ((),) * n_themes,
        Choice("", None, 0, ()),
    )
    return corpus, themes, sure_claims(tuple(claims), np.array(claim_of))


def article(outlet: str, *lines: tuple[str, int, int], title: str = "", published: str | None = None) -> dict[str, Any]:
    return {
        "outlet": outlet,
        "lines": lines,
        **({"title": title} if title else {}),
        **({"published": published} if published else {}),
    }


SIGNED = "Ministers of ten countries signed the grain treaty in the harbour palace on Monday."
WAITED = "Forty barges waited in the bay for the end of the talks."


def test_where_a_claim_stands() -> None:
    corpus, themes, claims = laid_out(
        [
            article(
                "A",
                ("Talks ended late on Monday evening.", 0, 0),
                (SIGNED, 0, 1),
                title="Ten countries sign grain treaty",
            ),
            article("B", *[(f"Barges number {k} lay in the bay all day.", 1, 2 + k) for k in range(9)], (SIGNED, 0, 1)),
        ]
    )
    rows = {
        (r.theme, r.claim, corpus.outlets[r.outlet]): r
        for r in find_prominence(themes, claims, count(corpus, np.arange(2)))
    }
    ours, theirs = rows[None, 1, "A"], rows[None, 1, "B"]
    assert (ours.place, ours.of, ours.depth, ours.in_lead, ours.in_headline) == (2, 2, 0.75, True, 0)
    assert (theirs.place, theirs.of, theirs.depth, theirs.in_lead, theirs.in_headline) == (10, 10, 0.95, False, None)
    theme = rows[0, None, "B"]
    weights = 1 / np.log2(1 + np.arange(1, 11))
    assert theme.share == 0.1
    assert theme.weighted_share == pytest.approx(weights[9] / weights.sum())
    assert rows[0, None, "A"].in_headline == 0
    assert (None, 0, "A") not in rows, "a claim of one outlet has no other place to be held against"


@pytest.mark.parametrize(("of_barges", "headline"), [(1, None), (4, 1)])
def test_a_headline_has_the_theme_that_holds_its_word_far_more_often_than_any_other(
    of_barges: int, headline: int | None
) -> None:
    # Of four sentences of the treaty one speaks of barges, and of four of the bay one, or all.
    treaty = [(f"Ministers signed page {k} of the treaty.", 0, k) for k in range(3)]
    bay = [(f"{'Barges' if k < of_barges else 'Tugs'} number {k} lay in the bay.", 1, 5 + k) for k in range(4)]
    corpus, themes, claims = laid_out(
        [article("A", *treaty, ("Barges carry the grain.", 0, 4)), article("B", *bay, title="Barges wait for grain")]
    )
    rows = find_prominence(themes, claims, count(corpus, np.arange(2)))
    assert [r.in_headline for r in rows if (r.theme, r.outlet) == (1, 1)] == [headline]


@pytest.mark.parametrize(("title", "headline"), [("Grain waits", None), ("Grain and the treaty", 0)])
def test_two_terms_may_say_together_what_neither_says_alone(title: str, headline: int | None) -> None:
    ours = [(f"Page {k} of the treaty is on grain.", 0, k) for k in range(3)]
    both = [(f"Grain and the treaty lay in bay {k}.", 1, 3 + k) for k in range(2)]
    theirs = [*both, ("More grain came.", 1, 5), ("Another treaty came.", 1, 6)]
    corpus, themes, claims = laid_out([article("A", *ours, title=title), article("B", *theirs)])
    themes = replace(themes, terms=(("grain", "treaty"), ("bay",)))
    rows = find_prominence(themes, claims, count(corpus, np.arange(2)))
    assert [r.in_headline for r in rows if (r.theme, r.outlet) == (0, 0)] == [headline]


@pytest.mark.parametrize(
    ("title", "headline"),
    [("EU sells ferry", 0), ("NB sells ferry", None), ("EU SELLS FERRY", None), ("E.U. SELLS FERRY", 0)],
)
def test_a_headline_may_give_a_name_by_its_letters(title: str, headline: int | None) -> None:
    sold = [("The Eastern Union sells the ferry.", 0, 0), ("Rain fell on the bay.", 0, -1), ("A dog barked.", 0, -1)]
    corpus, themes, claims = laid_out([article("A", *sold, title=title), article("B", *sold)])
    rows = find_prominence(themes, claims, count(corpus, np.arange(2)))
    assert [r.in_headline for r in rows if (r.claim, r.outlet) == (0, 0)] == [headline]


def test_furniture_has_no_place_and_a_headline_states_one_claim() -> None:
    corpus, themes, claims = laid_out(
        [
            article(
                "A",
                ("Advertisement", -1, -1),
                (SIGNED, 0, 0),
                ("The grain treaty is signed by ten.", 0, 1),
                title="Ten countries sign the grain treaty",
            ),
            article("B", (SIGNED, 0, 0), ("The grain treaty is signed by ten.", 0, 1)),
        ]
    )
    rows = [
        r for r in find_prominence(themes, claims, count(corpus, np.arange(2))) if r.claim is not None and r.outlet == 0
    ]
    assert [(r.place, r.of) for r in rows] == [(1, 2), (2, 2)]
    assert [r.in_headline for r in rows] == [0, None]


@pytest.mark.parametrize(
    ("title", "text", "stated"),
    [
        ("Ten countries sign the grain treaty", SIGNED, True),
        ("Nine countries sign the grain treaty", SIGNED, False),
        ("Ten countries do not sign the grain treaty", SIGNED, False),
        ("Will ten countries sign the grain treaty?", SIGNED, False),
        ("Storm keeps barges and ministers from the harbour, and the grain treaty waits for spring", SIGNED, False),
        (
            "Ten sign treaty",
            SIGNED + " " + WAITED.rstrip(".") + " while captains, farmers, bakers and millers argued.",
            False,
        ),
    ],
)
def test_a_headline_states_what_its_own_article_says_with_its_figures(title: str, text: str, stated: bool) -> None:
    other = [(f"Barges number {k} lay in the bay all day.", 1, 1 + k) for k in range(6)]
    corpus, themes, claims = laid_out(
        [article("A", (text, 0, 0), *other, title=title), article("B", (SIGNED, 0, 0), title="Opera opens")]
    )
    rows = find_prominence(themes, claims, count(corpus, np.arange(2)))
    assert [r.in_headline for r in rows if r.claim == 0] == [0 if stated else None, None]


def test_a_headline_is_not_held_against_the_sentences_of_others() -> None:
    corpus, themes, claims = laid_out(
        [
            article("A", ("It was signed at last.", 0, 0), title="Ten countries sign the grain treaty"),
            article("B", (SIGNED, 0, 0), (WAITED, 1, 1)),
        ]
    )
    rows = find_prominence(themes, claims, count(corpus, np.arange(2)))
    assert all(r.in_headline is None for r in rows if r.claim is not None)


HOURS = ("2025-03-03T18:00:00+00:00", "2025-03-03T20:30:00+01:00", "2025-03-03T13:00:20-05:00")


def timed(*published: str | None) -> tuple[Corpus, Claims]:
    articles = [{**article(chr(65 + k), (SIGNED, 0, 0)), "published": hour} for k, hour in enumerate(published)]
    corpus, _, claims = laid_out(articles)
    return corpus, claims


def test_lags_go_over_time_zones_and_ties_are_real() -> None:
    corpus, claims = timed(*HOURS)
    found = find_timeline(corpus, claims)
    assert [(corpus.outlets[t.outlet], t.lag_minutes, t.certain) for t in found.items] == [
        ("A", 0, True),
        ("C", 0, True),
        ("B", 90, True),
    ]
    assert [(o.n_first, o.n_tied) for o in found.outlets] == [(0, 1), (0, 0), (0, 1)]
    assert found.refused is None


@pytest.mark.parametrize(
    ("published", "places", "certain", "reason"),
    [
        (None, ["first", "later"], False, "no date"),
        ("2025-03-03", ["perhaps", "perhaps", "later"], False, "a date without an hour"),
        ("2025-03-05", ["first", "later", "later"], True, "a date without an hour"),
        ("2025-03-03T17:00:00", ["perhaps", "perhaps", "later"], False, "an hour without a time zone"),
    ],
)
def test_what_has_no_hour_is_named_and_may_have_come_before(
    published: str | None, places: list[str], certain: bool, reason: str
) -> None:
    corpus, claims = timed(*HOURS[:2], published)
    found = find_timeline(corpus, claims)
    assert {t.certain for t in found.items} == {certain}
    assert [clock.reason for clock in found.clocks if corpus.documents[clock.document].id == "d2"] == [reason]
    assert [t.place for t in found.items] == places


def test_a_timeline_of_dates_is_refused_with_the_reason() -> None:
    found = find_timeline(*timed("2025-03-03", "2025-03-03", HOURS[0]))
    assert found.items == ()
    assert found.refused is not None
    assert "2 have a date without an hour" in found.refused


def test_mixes_of_themes() -> None:
    p, q = np.array([0.5, 0.25, 0.25]), np.array([0.1, 0.1, 0.8])
    middle = (p + q) / 2
    divergence = sum(0.5 * x * np.log2(x / m) for side in (p, q) for x, m in zip(side, middle, strict=True))
    assert mix_likeness(np.array([p, q]))[0, 1] == pytest.approx(1 - divergence)


def three_outlets(n: int = 12) -> tuple[Corpus, Themes, Claims]:
    words = [
        "harbour",
        "palace",
        "treaty",
        "barges",
        "grain",
        "ministers",
        "river",
        "captains",
        "port",
        "authority",
        "week",
        "storm",
    ]
    random = np.random.default_rng(0)

    def line(k: int) -> str:
        return " ".join(random.permutation(words)[:9]) + f" number {k} of them."

    common = [(line(k), 0, k) for k in range(n)]
    own = [[(line(100 * o + k), 1, n + o * n + k) for k in range(n)] for o in range(3)]
    return laid_out(
        [
            article("A", *common),
            article("B", *common),
            article("C", *own[0]),
            article("D", ("One line only, about the barges.", 1, 3 * n)),
        ]
    )


def test_three_matrices_and_their_trees() -> None:
    corpus, themes, claims = three_outlets()
    by_themes, by_claims, by_words = find_likeness(themes, claims, count(corpus, np.arange(4)))
    for item in (by_themes, by_claims, by_words):
        assert item.outlets == (0, 1, 2)
        assert item.left_out[0][0] == 3
        assert item.values[0, 1] == 1
        assert item.values[0, 2] < 0.1
        assert item.merges[0].first == (0,)
        assert item.merges[0].second == (1,)
        assert item.merges[1].likeness == pytest.approx((item.values[0, 2] + item.values[1, 2]) / 2, abs=1e-6)
        assert item.cophenetic == pytest.approx(1)
        assert not item.values.flags.writeable
    assert by_themes.chance is not None
    # Articles of one theme each: a sentence more of one tells nothing more, and there is one of each outlet.
    assert by_themes.chance[0, 1] == pytest.approx(1 - 1 / (8 * log(2)) * 2, abs=1e-6)


def test_likeness_is_refused_where_too_little_can_be_compared() -> None:
    corpus, themes, claims = laid_out([article("A", (SIGNED, 0, 0)), article("B", (WAITED, 1, 1))])
    for item in find_likeness(themes, claims, count(corpus, np.arange(2))):
        assert item.refused is not None
        assert "two outlets with at least" in item.refused
        assert item.outlets == ()
        assert len(item.left_out) == 2
    corpus, themes, claims = three_outlets()
    two = by_group(corpus, Groups({"AB": ("A", "B")}))
    item = find_likeness(themes, claims, count(two, np.arange(4)))[0]
    assert (item.refused, item.merges) == ("a tree needs three outlets", ())


@pytest.mark.parametrize("alike", [6, 1e6])
def test_two_samples_of_one_mix_show_what_chance_is_said_to_be(alike: float) -> None:
    # Eight articles of twelve sentences for each of two outlets; the smaller `alike`, the more an article keeps to its own themes.
    random = np.random.default_rng(0)
    shares, outlet_of = np.array([0.3, 0.25, 0.2, 0.15, 0.1]), np.repeat([0, 1], 8)
    found, said = [], []
    for _ in range(300):
        articles = np.array([random.multinomial(12, own) for own in random.dirichlet(shares * alike, 16)]).astype(float)
        mixes = np.array([articles[outlet_of == o].sum(axis=0) for o in (0, 1)]) / 96
        found.append(mix_likeness(mixes)[0, 1])
        said.append(chance_likeness(sampling_divergence(articles, outlet_of))[0, 1])
    assert np.mean(found) == pytest.approx(np.mean(said), abs=0.004)
    # Sentences drawn one by one would show 0.985.
    assert (np.mean(found) < 0.975) == (alike < 100)


@pytest.mark.parametrize(("n_themes", "alike"), [(5, 1), (11, 1), (11, 3), (11, 20)])
def test_so_do_single_articles_that_keep_to_themes_of_their_own(n_themes: int, alike: float) -> None:
    # Forty outlets of one article of fifteen sentences.
    random = np.random.default_rng(1)
    articles = np.array(
        [random.multinomial(15, own) for own in random.dirichlet(np.full(n_themes, alike / n_themes), 40)]
    ).astype(float)
    pairs = np.triu_indices(40, 1)
    seen = mix_likeness(articles / 15)[pairs].mean()
    said = chance_likeness(sampling_divergence(articles, np.arange(40)))[pairs].mean()
    assert said == pytest.approx(seen, abs=0.05)


def slow_entropy(counts: tuple[int, ...], size: int) -> float:
    items = [k for k, n in enumerate(counts) for _ in range(n)]
    total = []
    for drawn in combinations(items, size):
        shares = [drawn.count(k) / size for k in set(drawn)]
        total.append(-sum(p * log(p) for p in shares))
    return sum(total) / len(total)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4).filter(lambda c: 0 < sum(c) <= 10), st.data())
def test_rarefied_breadth_against_every_draw(counts: list[int], data: Any) -> None:
    size = data.draw(st.integers(1, sum(counts)))
    assert rarefied_entropy(np.array(counts), size) == pytest.approx(slow_entropy(tuple(counts), size), abs=1e-9)


def test_breadth_is_held_against_the_smallest() -> None:
    lines = [(f"The treaty has clause number {k} on barges.", k % 2, k) for k in range(20)]
    corpus, themes, claims = laid_out([article("A", *lines), article("B", *lines[:9]), article("C", lines[0])])
    a, b, c = find_breadth(themes, claims, count(corpus, np.arange(3)))
    assert a.effective == pytest.approx(2)
    assert (a.rarefied_to, b.rarefied_to) == (9, 9)
    assert a.rarefied is not None
    assert a.rarefied < 2
    assert b.rarefied == pytest.approx(exp(-(5 / 9 * log(5 / 9) + 4 / 9 * log(4 / 9))))
    assert c.rarefied is None
    assert (a.n_consensus, a.of_consensus, b.n_consensus, c.n_consensus) == (9, 9, 9, 1)
    assert (c.n_shared, c.of_shared) == (1, 9)
    # What one text alone surely states is surely stated by it, and surely agreed by nobody.
    items = tuple(replace(item, firm=item.firm[:1], firm_independent=1) for item in claims.items)
    rows = find_breadth(themes, replace(claims, items=items), count(corpus, np.arange(3)))
    assert (a.n_shared_surely, sum(row.n_shared_surely for row in rows)) == (9, 9)
    assert (a.n_consensus_surely, sum(row.n_consensus_surely for row in rows)) == (9, 9)
    assert (a.of_shared_surely, a.of_consensus_surely) == (9, 9)
    assert {(row.of_shared_surely, row.of_consensus_surely) for row in rows} == {(0, 0)}


@given(st.lists(st.frozensets(st.integers(0, 6), min_size=1), max_size=7))
def test_the_fewest_outlets_against_every_choice(choices: list[frozenset[int]]) -> None:
    sizes = [n for n in range(8) for chosen in combinations(range(7), n) if all(set(chosen) & c for c in choices)]
    found = fewest_covering(choices)
    assert len(found) == min(sizes)
    assert all(found & choice for choice in choices)


def test_what_stands_behind_a_summary() -> None:
    corpus, _, claims = laid_out(
        [
            article("A", (SIGNED, 0, 0), (WAITED, 1, 1)),
            article("B", (SIGNED, 0, 0), (WAITED, 1, 1)),
            article("C", ("Captains of the barges left the bay.", 1, 2)),
        ]
    )
    found = honesty_of(corpus, [0, 4], claims, None)
    assert dict(found.sentences_of) == {0: 1, 2: 1}
    assert (len(found.enough), found.consensus, found.missed) == (2, 2, (1,))
    assert 2 in found.enough
    assert found.silent == ()


def test_what_a_summary_perhaps_states_in_other_words_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, _, claims = laid_out(
        [article("A", (SIGNED, 0, 0), (WAITED, 1, 1)), article("B", (SIGNED, 0, 0), (WAITED, 1, 1))]
    )
    assert honesty_of(corpus, [0], claims, None).missed == (1,)
    monkeypatch.setattr(Claims, "probability", lambda *_: 0.5)
    assert honesty_of(corpus, [0], claims, None).missed == ()


def test_themes_of_most_outlets_that_a_summary_has_no_sentence_of_are_named() -> None:
    corpus, themes, claims = laid_out(
        [
            article("A", (SIGNED, 0, 0), (WAITED, 1, 1), ("Captains of the barges left the bay.", 2, 2)),
            article("B", (SIGNED, 0, 0), (WAITED, 1, 1), ("Captains of the tugs left it too.", 2, 3)),
            article("C", ("Rain fell on the bay all day.", 2, 4), ("A gull sat on the pier.", 3, 5)),
        ],
        n_themes=4,
    )
    assert honesty_of(corpus, [0], claims, themes).silent == (2, 1)
    assert honesty_of(corpus, [0, 6], claims, themes).silent == (1,)


def test_of_two_outlets_no_theme_is_one_of_most() -> None:
    corpus, themes, claims = laid_out([article("A", (SIGNED, 0, 0), (WAITED, 1, 1)), article("B", (WAITED, 1, 1))])
    assert honesty_of(corpus, [0], claims, themes).silent == ()


def test_who_perhaps_states_a_sentence_is_not_enough_for_it() -> None:
    corpus, _, claims = laid_out(
        [
            article("A", (SIGNED, 0, 0)),
            article("B", ("Ministers of ten countries came to the palace.", 0, 0), (WAITED, 1, 1)),
        ]
    )
    perhaps = Claims(claims.items, claims.claim_of)
    assert [corpus.outlets[o] for o in honesty_of(corpus, [0, 2], perhaps, None).enough] == ["A", "B"]


def test_who_gives_another_number_is_not_enough_for_a_summary() -> None:
    corpus, _, claims = laid_out(
        [
            article("A", ("At least two people were killed on Monday.", 0, 0)),
            article("B", ("At least six people were killed on Monday.", 0, 0)),
        ]
    )
    assert [corpus.outlets[o] for o in honesty_of(corpus, [1], claims, None).enough] == ["B"]


OUTLETS = ("Meridian Wire", "Ostrava Bay Observer", "Rampart")


def test_groups_are_read_and_the_rest_stands_where_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "groups.toml"
    path.write_text('Agencies = ["meridian wire"]\n"All others" = "*"\n', encoding="utf-8")
    groups = read_groups(path, OUTLETS)
    assert [groups.of(outlet) for outlet in OUTLETS] == ["Agencies", "All others", "All others"]
    assert groups.to_dict() == {"Agencies": ["Meridian Wire"], "All others": "*"}
    assert [group_outlets({"X": ["Rampart"]}, OUTLETS).of(outlet) for outlet in OUTLETS] == [*OUTLETS[:2], "X"]
    assert groups.absent == {}


def test_groups_may_name_outlets_that_this_story_lacks() -> None:
    groups = group_outlets({"Agencies": ["Delta Wire", "Meridian Wire"], "Papers": ["Rampard", "Rampart"]}, OUTLETS)
    assert groups.to_dict() == {"Agencies": ["Meridian Wire"], "Papers": ["Rampart"]}
    assert groups.absent == {"Delta Wire": None, "Rampard": "Rampart"}
    with pytest.raises(SettingsError, match="B: no outlet 'Delta Wire'"):
        group_outlets({"A": ["Rampart"], "B": ["Delta Wire"]}, OUTLETS)


def test_a_name_in_a_group_may_be_misspelt_with_an_article_and_without() -> None:
    groups = group_outlets(
        {"A": ["*Rampart", "Rampart", "The Ramparts", "Harbor Post", "Postal Wire"]}, ("The Harbour Post", "Rampart")
    )
    assert groups.absent == {
        "*Rampart": "Rampart",
        "The Ramparts": "Rampart",
        "Harbor Post": "The Harbour Post",
        "Postal Wire": None,
    }


def test_outlets_of_groups_are_found_with_an_article_and_without() -> None:
    outlets = ("Harbour Post", "Il Ledger", "The River Sun", "River Sun", "www.wire.example")
    groups = group_outlets({"A": ["The Harbour Post", "harbour post", "Ledger"], "B": ["wire.example"]}, outlets)
    assert groups.to_dict() == {"A": ["Harbour Post", "Il Ledger"], "B": ["www.wire.example"]}
    # One that another group names outright is that group's, as in a file of several stories.
    groups = group_outlets({"A": ["The Harbour Post", "River Sun"], "B": ["Harbour Post"]}, outlets)
    assert groups.named == {"A": ("River Sun",), "B": ("Harbour Post",)}
    assert groups.absent == {"The Harbour Post": "Harbour Post"}
    # Another article is another name, two capitals are none, and a name that stands there as it is written is that outlet's.
    groups = group_outlets({"A": ["The Ledger", "River Sun", "DE Harbour Post"]}, outlets)
    assert (groups.named, [*groups.absent]) == ({"A": ("River Sun",)}, ["The Ledger", "DE Harbour Post"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('Agencies = ["Meridian Wires"]', "did you mean 'Meridian Wire'"),
        ('A = ["Rampart"]\nB = ["Rampart"]', "Rampart is in A and in B"),
        ('A = "Rampart"', "expected a list of outlets"),
        ("A = []", "expected a list of outlets"),
        ("A = [1]", "expected a list of outlets"),
        ("", "no group is named"),
        ('A = "*"\nB = "*"', "both take all other outlets"),
        ('Rampart = ["Meridian Wire"]', "Rampart is an outlet of its own too"),
        ("A = [", "groups.toml"),
    ],
)
def test_what_is_wrong_with_groups_is_said(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "groups.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=message.replace("[", r"\[")) as error:
        read_groups(path, OUTLETS)
    assert "groups.toml" in str(error.value)


def test_a_corpus_by_group_keeps_its_sentences() -> None:
    corpus, _, _ = three_outlets()
    grouped = by_group(corpus, Groups({"Both": ("A", "B")}, "Rest"))
    assert grouped.outlets == ("Both", "Rest")
    assert grouped.texts == corpus.texts
    assert [d.id for d in grouped.documents] == [d.id for d in corpus.documents]
