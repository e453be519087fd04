"""Aligned sentences: the array core against a slow version, the word diff, copies, columns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from summarize.alignment import mutual_nearest
from summarize.cache import NoCache
from summarize.comparison.alignment.difference import Differ, matching_words
from summarize.comparison.alignment.finding import find_alignments, find_columns, read_calibration
from summarize.comparison.alignment.named import Name
from summarize.comparison.alignment.values import Alignments, Change, Columns
from summarize.comparison.claims import Claim, Claims
from summarize.comparison.figures.quantities import quantities_in
from summarize.comparison.figures.values import Figure, Figures, FigureValue
from summarize.corpus import Corpus, Embeddings
from summarize.embedding import embed
from summarize.segmentation import segment
from summarize.settings import AlignmentSettings
from summarize.similarity import unit_rows
from summarize.terms import count_matrix

from .conftest import SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

#: With the small encoder words are all that there is; the bar is lower than for meaning.
LOOSE = AlignmentSettings(probability=0.2)


def corpus_of(texts: dict[str, list[str]], **more: Any) -> tuple[Corpus, Embeddings]:
    """A corpus of {outlet: [text, ...]}, segmented, with vectors."""
    records = [
        {
            "id": f"{outlet}-{k}",
            "outlet": outlet,
            "text": text,
            "published": f"2025-01-0{k + 1}T06:0{turn}:00Z",
            "language": "en",
            **more,
        }
        for turn, (outlet, own) in enumerate(texts.items())
        for k, text in enumerate(own)
    ]
    corpus = segment(Corpus.from_records(records))
    return corpus, embed(corpus.texts, SmallEncoder(), cache=NoCache())


def slow(X: np.ndarray, groups: Sequence[int], k: int) -> list[tuple[int, int]]:
    """The margin of Artetxe and Schwenk, pair by pair."""
    n = len(X)
    S = X @ X.T

    def mean(i: int, group: int) -> float:
        near = sorted((S[i, j] for j in range(n) if groups[j] == group), reverse=True)[:k]
        return float(np.mean(near))

    def margin(i: int, j: int) -> float:
        scale = (mean(i, groups[j]) + mean(j, groups[i])) / 2
        return round(float(S[i, j]) / max(scale, 0.05), 5)

    def best(i: int, group: int) -> int:
        return max((j for j in range(n) if groups[j] == group), key=lambda j: (margin(i, j), -j))

    return sorted(
        (i, best(i, g)) for i in range(n) for g in set(groups) if groups[i] < g and best(best(i, g), groups[i]) == i
    )


@given(st.integers(2, 4), st.integers(1, 5), st.integers(1, 4), st.integers(0, 10_000))
def test_the_core_is_the_slow_version(n_groups: int, per_group: int, k: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    X = unit_rows((random.random((n_groups * per_group, 6)) + 0.1).astype(np.float32))
    groups = random.permutation(np.repeat(np.arange(n_groups), per_group))
    found = mutual_nearest(X, groups, n_neighbours=k, block=3)
    assert sorted(zip(found.first.tolist(), found.second.tolist(), strict=True)) == slow(X, groups.tolist(), k)
    assert (found.margins > 0).all()


def test_words_are_mixed_in_by_their_share() -> None:
    X = unit_rows(np.array([[1, 0], [1, 0.1], [1, 0.2]], dtype=np.float32))
    terms = count_matrix([["grain"], ["barge"], ["grain"]]).tf_idf()
    groups = np.array([0, 1, 1])
    assert mutual_nearest(X, groups).second.tolist() == [1]
    assert mutual_nearest(X, groups, terms=terms, weight_of_terms=0.5).second.tolist() == [2]


def test_the_core_says_what_does_not_match() -> None:
    X = np.eye(3, dtype=np.float32)
    with pytest.raises(ValueError, match=r"groups \(2\) or terms \(3\) do not match vectors \(3\)"):
        mutual_nearest(X, np.array([0, 1]))
    with pytest.raises(ValueError, match="n_neighbours must be positive, got 0"):
        mutual_nearest(X, np.array([0, 0, 1]), n_neighbours=0)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_one_group_or_none_has_no_pair(n: int) -> None:
    assert len(mutual_nearest(np.eye(3, dtype=np.float32)[:n], np.zeros(n, dtype=np.intp)).first) == 0


@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd"), max_size=9))
def test_the_common_subsequence_is_a_longest_one(first: list[str], second: list[str]) -> None:
    table = np.zeros((len(first) + 1, len(second) + 1), dtype=int)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            table[i + 1, j + 1] = table[i, j] + 1 if a == b else max(table[i, j + 1], table[i + 1, j])
    pairs = matching_words(first, second)
    assert len(pairs) == table[-1, -1]
    assert all(first[i] == second[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


def changes(first: str, second: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    corpus, _ = corpus_of(
        {
            "A": [first + " Something else entirely was reported elsewhere."],
            "B": [second + " Nothing like it stood in this one."],
        }
    )
    i = next(k for k, text in enumerate(corpus.texts) if text == first)
    j = next(k for k, text in enumerate(corpus.texts) if text == second)
    texts = [corpus.documents[corpus.document_of[k]].text for k in (i, j)]
    return [
        (c.kind, texts[0][slice(*c.first)], texts[1][slice(*c.second)], c.marks) for c in Differ(corpus).changes(i, j)
    ]


def test_a_changed_number_is_marked() -> None:
    found = changes(
        "Police said that six people died in the harbour.", "Police said that nine people died in the harbour."
    )
    assert ("replace", "six", "nine", ("number",)) in found


def test_a_number_in_words_is_the_same_number() -> None:
    found = changes("Two dozen barges waited in the harbour.", "24 barges waited in the harbour.")
    assert not any(marks for *_, marks in found)


def test_another_currency_is_another_number() -> None:
    found = changes("The port paid $500 for the barge.", "The port paid €500 for the barge.")
    assert ("replace", "$500", "€500", ("number",)) in found


def test_name_negation_and_reporting_verb_are_marked() -> None:
    assert ("replace", "Lavrov", "Rubio", ("name",)) in changes(
        "On Tuesday Lavrov left the palace early.", "On Tuesday Rubio left the palace early."
    )
    marks = {
        m for *_, found in changes("The farmers were paid for it.", "The farmers were not paid for it.") for m in found
    }
    assert marks == {"negation"}
    marks = {
        m
        for *_, found in changes("The ministry said the deal was near.", "The ministry claimed the deal was near.")
        for m in found
    }
    assert marks == {"reporting"}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        # A capital for the place of a word makes no name, nor does who speaks in a transcript.
        ("Restoring embassies comes first of all.", "Embassy staffing comes first of all.", ([], [])),
        ("ROE: The ferry sank off Karst at noon.", "The ferry sank off Karst at noon.", ([], [])),
        ("(CNN) Scores of people left the palace.", "Dozens of people left the palace.", ([], [])),
        # Hours and days by what they are.
        ("The ferry sank at 5:10 a.m. on March 10.", "The ferry sank at 5.10am on 10 March 2025.", ([], [])),
        (
            "The ferry sank at 5:10 a.m. on Monday.",
            "The ferry sank at 6.10am on Friday.",
            (["5:10 a.m.", "Monday"], ["6.10am", "Friday"]),
        ),
        ("It began in the 1970s, said Roe.", "It began in the 1980s, said Roe.", (["1970s"], ["1980s"])),
        # The same person, place or body in part or otherwise, and others of one surname.
        ("Then President Volodymyr Zelensky left Kyiv.", "Then Zelensky left Kyiv.", ([], [])),
        ("Then Gen. Keith Kellogg left the palace.", "Then the envoy Keith Kellogg left the palace.", ([], [])),
        ("Then Sergei Roldugin left Iran.", "Then Sergey Roldugin left an Iranian port.", ([], [])),
        ("Then the International Committee of the Red Cross left.", "Then the ICRC left at noon.", ([], [])),
        (
            "Then they met Michelle Obama there.",
            "Then they met Barack Obama there.",
            (["Michelle Obama"], ["Barack Obama"]),
        ),
        (
            "Then the United States left the palace.",
            "Then the British left the palace.",
            (["United States"], ["British"]),
        ),
        # Numbers, hours and persons that have changed places, each by what it is of.
        (
            "The plan covers 40 villages and costs 30 percent more.",
            "The plan covers 30 villages and costs 40 percent more.",
            (["40", "30 percent"], ["30", "40 percent"]),
        ),
        (
            "Then 40 villages and 30 schools burned.",
            "Then 30 villages and 40 schools burned.",
            (["40", "30"], ["30", "40"]),
        ),
        (
            "They won by 3 goals on 5 May at home.",
            "They won by 5 goals on 3 May at home.",
            (["3", "5 May"], ["5", "3 May"]),
        ),
        (
            "It opened at 5:10 a.m. and closed at 7:20 p.m. on that day.",
            "It opened at 5:10 p.m. and closed at 7:20 a.m. on that day.",
            (["5:10 a.m", "7:20 p.m"], ["5:10 p.m", "7:20 a.m"]),
        ),
        (
            "Then Ann Smith met the mayor Bob Brown.",
            "Then Bob Smith met the mayor Ann Brown.",
            (["Ann Smith", "Bob Brown"], ["Bob Smith", "Ann Brown"]),
        ),
        # No day that both give is one, and a year that both give is.
        ("The shop sold it on Monday there.", "The shop sold it on May 12 there.", (["Monday"], ["May 12"])),
        ("The ferry sank in 2016 off Karst.", "The ferry sank on 3 May 2016 off Karst.", ([], ["3 May 2016"])),
        # Names are not found in words without a capital.
        ("The witness Ivan Smith left.", "The witness who is here left.", (["Ivan Smith"], [])),
        ("The witness Jane Rose left.", "The witness left as she rose.", (["Jane Rose"], [])),
        ("The witness Alan Thompson left.", "The witness left at noon.", (["Alan Thompson"], [])),
        ("The witness Ursula Smith left the US.", "The old witness left the US at noon.", (["Ursula Smith"], [])),
        # A first word belongs to the name that the corpus writes it in, and what sounds like a title to the body.
        ("North Karst signed the treaty.", "South Karst signed the treaty.", (["North Karst"], ["South Karst"])),
        (
            "Then the North Aerospace Defense Command left.",
            "Then the soldiers left the old palace.",
            (["North Aerospace Defense Command"], []),
        ),
        ("Then the Karst Defense Minister Moss left.", "Then Moss left the old palace.", (["Karst"], [])),
        ("Then the Karst Minister of Defence Lee Moss left.", "Then Karst saw that he had left.", (["Lee Moss"], [])),
        # Words of denial that the other has too deny nothing more.
        (
            "It was not lifted, and nobody shouldn't know.",
            "It was not lifted, they say.",
            (["nobody", "shouldn't"], []),
        ),
    ],
)
def test_what_differs_is_marked_whole_and_nothing_else(
    first: str, second: str, told: tuple[list[str], list[str]]
) -> None:
    # Which words are names is read from the rest of the corpus.
    more = "The embassies of Karst wait. The states of Zelensky wait. They saw Obama, the British and the ICRC."
    more += " Ships of North Karst and of South Karst wait, to the north and the south."
    corpus, _ = corpus_of({"A": [first], "B": [second], "C": [more]})
    assert corpus.texts[:2] == [first, second]
    found = Differ(corpus).changes(0, 1)
    for text, want, spans in zip(
        (first, second),
        told,
        ([s for c in found for s in c.first_telling], [s for c in found for s in c.second_telling]),
        strict=True,
    ):
        assert [text[slice(*span)] for span in spans] == want


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("US", "Ursula Smith", False),
        ("US", "United States", True),
        ("North Korea", "North Korean Army", True),
        ("North Korea", "South Korean Army", False),
        ("China", "Chinese", True),
        ("France", "French", True),
        ("Germans", "Germany", True),
        ("Lebanon", "Lebanese", True),
        ("Niger", "Nigerian", False),
        ("Kazakhstan", "Kazakh", True),
        ("Austria", "Australian", False),
    ],
)
def test_names_are_one_by_known_initials_and_as_adjectives_of_a_place(one: str, other: str, same: bool) -> None:
    first, second = (Name(0, 0, tuple(words.casefold().split())) for words in (one, other))
    assert first.is_one_with(second) == second.is_one_with(first) == same


def test_the_words_that_tell_are_named_within_a_longer_change() -> None:
    one, other = "Eight barges waited quietly in Odesa.", "Some said that ten barges left."
    corpus, _ = corpus_of({"A": [one], "B": [other]})
    texts = [document.text for document in corpus.documents]
    for change in Differ(corpus).changes(0, 1):
        for text, span, telling in (
            (texts[0], change.first, change.first_telling),
            (texts[1], change.second, change.second_telling),
        ):
            assert all(span[0] <= start < stop <= span[1] for start, stop in telling)
            assert {text[start:stop] for start, stop in telling} <= {
                "Eight barges",
                "Odesa",
                "said",
                "ten barges",
                "Eight",
                "ten",
            }
    told = [texts[0][slice(*t)] for c in Differ(corpus).changes(0, 1) for t in c.first_telling]
    assert "quietly" not in " ".join(told)
    assert "Odesa" in told


def test_a_deed_is_no_report() -> None:
    found = changes("Police shot the driver of the truck.", "The driver of the truck died at once.")
    assert not any("reporting" in marks for *_, marks in found)


def test_a_name_that_moved_is_no_change() -> None:
    found = changes("Lavrov said that talks will go on.", "Talks will go on, Lavrov said.")
    assert not any("name" in marks or "reporting" in marks for *_, marks in found)


def test_what_does_not_correspond_is_only_here_and_only_there() -> None:
    first = "Weinstein denied it after the long meeting of both sides in the palace."
    second = "Weinstein denied it because some others knew about Rubio."
    found = changes(first, second)
    assert [(kind, one, other) for kind, one, other, _ in found] == [
        ("equal", "Weinstein denied it", "Weinstein denied it"),
        ("delete", "after the long meeting of both sides in the palace", ""),
        ("insert", "", "because some others knew about Rubio"),
    ]
    assert found[2][3] == ("name",)


def test_a_verb_of_reporting_is_no_place_for_a_thing() -> None:
    found = changes("The core will land there, Musk said.", "The core will land there on a barge.")
    assert not any(kind == "replace" for kind, *_ in found)


def test_long_stretches_of_the_same_words_in_another_form_correspond() -> None:
    found = changes(
        "Police said that harassed women were sheltered by volunteers.",
        "Police said that harassing a woman who shelters is a crime.",
    )
    assert any(kind == "replace" and "women" in one and "woman" in other for kind, one, other, _ in found)


def test_every_word_stands_in_one_step() -> None:
    first, second = "One two the three of four five.", "Six two of the three four seven."
    found = changes(first, second)
    assert " ".join(piece for _, piece, _, _ in found if piece) == first.rstrip(".")
    assert " ".join(piece for _, _, piece, _ in found if piece) == second.rstrip(".")


@pytest.mark.parametrize("text", ["", "9" * 20_000, "a " * 20_000, "\u202eقتل ٢٥ شخصا", "🎉🎉", "x" * 50_000])
def test_hostile_sentences_are_compared(text: str) -> None:
    corpus = Corpus.from_records(
        [
            {"id": "a", "outlet": "A", "text": f"A first sentence that is plain. {text}", "language": "en"},
            {"id": "b", "outlet": "B", "text": f"{text} A second sentence that is plain.", "language": "ar"},
        ]
    )
    corpus = segment(corpus)
    differ = Differ(corpus)
    for i in range(len(corpus.sentences)):
        assert all(isinstance(change, Change) for change in differ.changes(0, i))


STORY = {
    "A": [
        "Ten ministers met at the harbour palace on Monday. Farmers wait for the grain treaty. Six barges sank in the storm."
    ],
    "B": ["Eight ministers met at the harbour palace on Monday. The opera opens its season in autumn."],
    "C": ["Six barges sank in the storm. Schools stay closed because of the flood along the river."],
}


def pairs(corpus: Corpus, found: Alignments) -> set[tuple[str, str]]:
    return {(corpus.text_of(item.first), corpus.text_of(item.second)) for item in found.items}


def test_sentences_of_two_outlets_are_aligned_and_told_apart() -> None:
    corpus, embeddings = corpus_of(STORY)
    found = find_alignments(corpus, embeddings, np.arange(3), LOOSE)
    assert (
        "Ten ministers met at the harbour palace on Monday.",
        "Eight ministers met at the harbour palace on Monday.",
    ) in pairs(corpus, found)
    assert ("Six barges sank in the storm.", "Six barges sank in the storm.") in pairs(corpus, found)
    numbers = [item for item in found.items if any("number" in c.marks for c in item.changes)]
    assert len(numbers) == 1


def test_the_order_of_the_input_changes_nothing() -> None:
    corpus, embeddings = corpus_of(STORY, published="2025-01-01")
    other, others = corpus_of(dict(reversed(STORY.items())), published="2025-01-01")
    assert pairs(corpus, find_alignments(corpus, embeddings, np.arange(3), LOOSE)) == pairs(
        other, find_alignments(other, others, np.arange(3), LOOSE)
    )


def test_copies_count_once_and_are_not_aligned_with_themselves() -> None:
    wire = (
        "Ministers from ten countries met at the old harbour palace on Monday to discuss the grain treaty. "
        "The talks lasted more than four hours and ended without a signature. "
        "A second round of talks will be held in the capital next week, the host ministry said."
    )
    edited = wire.replace("more than four hours and ended", "five hours and ended")
    other = "Ministers from ten countries met at the old harbour palace on Monday. Nobody expected rain at the opera."
    corpus, embeddings = corpus_of({"Wire": [wire], "Paper": [wire], "Sheet": [edited], "Post": [other]})
    group_of = np.array([int(document.outlet == "Post") for document in corpus.documents])
    found = find_alignments(corpus, embeddings, group_of, LOOSE)
    same_text = [item for item in found.items if item.same_text]
    assert [{mark for c in item.changes for mark in c.marks} for item in same_text] == [{"number"}]
    with_post = [
        i
        for i in found.items
        if "Post" in {corpus.documents[corpus.document_of[s]].outlet for s in (i.first, i.second)}
    ]
    assert len(with_post) == 1
    assert len(with_post[0].first_copies) + len(with_post[0].second_copies) == 2


def test_one_outlet_alone_has_no_alignment() -> None:
    corpus, embeddings = corpus_of({"A": STORY["A"] + STORY["B"]})
    assert find_alignments(corpus, embeddings, np.arange(2)).items == ()


def test_misfitting_arrays_are_named() -> None:
    corpus, embeddings = corpus_of(STORY)
    with pytest.raises(ValueError, match=r"copy groups \(1\)"):
        find_alignments(corpus, embeddings, np.arange(1))


def test_columns_hold_every_sentence_of_both_once() -> None:
    corpus, embeddings = corpus_of(STORY)
    outlets = [corpus.outlets.index(name) for name in ("A", "B")]
    found: Columns = find_columns(corpus, embeddings, (outlets[0], outlets[1]), LOOSE)
    firsts = [row.first for row in found.rows if row.first is not None]
    seconds = [row.second for row in found.rows if row.second is not None]
    assert firsts == sorted(firsts)
    assert sorted(firsts) == np.flatnonzero(corpus.outlet_of == outlets[0]).tolist()
    assert sorted(seconds) == np.flatnonzero(corpus.outlet_of == outlets[1]).tolist()
    both = [row for row in found.rows if row.first is not None and row.second is not None]
    assert [corpus.text_of(row.first or 0)[:3] for row in both] == ["Ten"]


def test_columns_pair_what_a_claim_joins_or_a_figure_is_given_in() -> None:
    story = {
        "A": [
            "The delegations met for four and a half hours at the palace in Karst. Grain prices rose sharply in the autumn."
        ],
        "B": [
            "While ministers posed at the palace a shorter meeting was about money. It took them all of 4.5 hours. Corn became dearer."
        ],
    }
    corpus, embeddings = corpus_of(story)
    met, prices, money, took, corn = range(5)

    def value(sentence: int) -> FigureValue:
        begin, end = corpus.sentences[sentence].start, corpus.sentences[sentence].stop
        (quantity,) = quantities_in(corpus.documents[corpus.document_of[sentence]].text, "en", begin, end)
        return FigureValue(sentence, quantity, None, "", independent=True)

    figure = Figure("hours", (), (value(met), value(took)), (), 2, conflict=False, against=(), label=None, reasons=())
    claim = Claim((prices, corn), 2, 2, "shared", firm=(prices,))
    claims = Claims((claim,), np.array([-1, 0, -1, -1, 0]))
    bar = AlignmentSettings(probability=0.01)
    rows = find_columns(corpus, embeddings, (0, 1), bar).rows
    assert (met, money) in {(row.first, row.second) for row in rows}
    rows = find_columns(corpus, embeddings, (0, 1), bar, claims, Figures((figure,))).rows
    assert {(row.first, row.second): row.perhaps for row in rows} == {
        (met, took): True,
        (prices, corn): True,
        (None, money): False,
    }
    # What an outlet gives twice is no sign of either sentence.
    often = Figures((replace(figure, values=(*figure.values, replace(value(took), sentence=corn))),))
    rows = find_columns(corpus, embeddings, (0, 1), bar, None, often).rows
    assert (met, took) not in {(row.first, row.second) for row in rows}


def test_columns_put_a_sentence_beside_itself_and_then_beside_the_nearest_of_its_claim() -> None:
    short = "Six people died in the fire at the old grain harbour on Monday."
    long = "In all six people died on Monday in the fire at the old grain harbour, officials said."
    other = "Officials in the town said that in all six died in that fire."
    corpus, embeddings = corpus_of({"A": [f"{short} {long}"], "B": [f"{long} {short} {other}"]})
    claim = Claim((0, 1, 2, 3, 4), 2, 2, "shared", firm=(0, 1, 2, 3, 4))
    # Nothing is aligned so surely, so that only the claim joins them.
    settings = AlignmentSettings(probability=1.0)
    rows = find_columns(corpus, embeddings, (0, 1), settings, Claims((claim,), np.zeros(5, dtype=np.intp))).rows
    assert {(row.first, row.second) for row in rows} == {(0, 3), (1, 2), (None, 4)}
    # The same words are sure, whatever the claim is of them.
    loose = Claims((replace(claim, firm=(4,)),), np.zeros(5, dtype=np.intp))
    rows = find_columns(corpus, embeddings, (0, 1), settings, loose).rows
    assert [row.perhaps for row in rows if row.first is not None] == [False, False]
    corpus, embeddings = corpus_of({"A": [short], "B": [f"{other} {long}"]})
    claim = Claim((0, 1, 2), 2, 2, "shared", firm=(0, 1, 2))
    rows = find_columns(corpus, embeddings, (0, 1), settings, Claims((claim,), np.zeros(3, dtype=np.intp))).rows
    assert {(row.first, row.second) for row in rows} == {(0, 2), (None, 1)}


def test_the_calibration_is_read_and_rises_with_the_margin() -> None:
    calibration = read_calibration()
    assert calibration.program == "benchmarks/alignment.py"
    assert all(weight > 0 for weight in calibration.weights.values())
    assert calibration.measured["precision"] >= 0.69


def test_similarities_held_and_made_anew_align_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    vectors = unit_rows(random.normal(size=(60, 8)).astype(np.float32))
    group_of = np.repeat(np.arange(3), 20)
    terms = count_matrix([[f"w{k}" for k in random.integers(0, 30, 5)] for _ in range(60)]).tf_idf()
    found = []
    for block_bytes in (1 << 20, 0):
        monkeypatch.setattr("summarize.alignment.BLOCK_BYTES", block_bytes)
        aligned = mutual_nearest(vectors, group_of, terms=terms, weight_of_terms=0.3, block=16)
        found.append([aligned.first.tolist(), aligned.second.tolist(), aligned.margins.tolist()])
    assert found[0] == found[1]
    assert found[0][0]


def test_aligned_pairs_do_not_hang_on_the_number_of_threads() -> None:
    random = np.random.default_rng(0)
    X = unit_rows((random.normal(size=(400, 384)) + 1.2).astype(np.float32))
    group_of = np.arange(400) // 80
    found = []
    for n_threads in (1, 2):
        with threadpool_limits(limits=n_threads, user_api="blas"):
            pairs = mutual_nearest(X, group_of)
        found.append([column.tolist() for column in (pairs.first, pairs.second, pairs.similarities, pairs.margins)])
    assert found[0] == found[1]
