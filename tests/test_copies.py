from __future__ import annotations

from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.comparison.clocks import clocks_of
from summarize.comparison.copies import find_copies
from summarize.comparison.counting import independent_texts
from summarize.comparison.derivation import LABELS, Derivation, read_reuse
from summarize.comparison.direction import order_of
from summarize.comparison.originality import originalities
from summarize.comparison.reuse import find_text_reuse, telling_among
from summarize.comparison.runs import held_among, holdings, longest_common_run, runs_of, wordings
from summarize.comparison.sharing import held_shares, likely_pairs, shares_of
from summarize.comparison.syndication import find_syndication
from summarize.comparison.telling import telling_of
from summarize.comparison.verbatim import EVIDENCE, passages_of, read_verbatim, verbatim_evidence
from summarize.corpus import Corpus
from summarize.errors import SettingsError
from summarize.segmentation import segment
from summarize.settings import CopySettings

if TYPE_CHECKING:
    from pathlib import Path

LONG = (
    "The committee met for three days in a hotel above the lake and argued about the price of water for the valley. "
    "On the second evening the delegates of the northern towns walked out, and the chair sent a clerk after them with a "
    "new draft in which the price was cut by a third. They came back before midnight and signed the draft in pencil."
)
OTHER = (
    "A museum of clocks opened in the former customs house on Friday, with four hundred clocks and one keeper to wind "
    "them. Visitors are asked to be silent at noon, when all of them strike together for nearly a minute."
)


def corpus_of(*texts: str) -> Corpus:
    return Corpus.from_records(
        [
            {"id": f"d{i}", "outlet": f"Outlet {i}", "published": f"2025-03-0{i + 1}T12:00:00+00:00", "text": text}
            for i, text in enumerate(texts)
        ]
    )


def test_a_copy_is_found_with_its_passage(corpus: Corpus) -> None:
    copies = find_copies(corpus)
    (group,) = copies.groups
    assert [corpus.documents[i].id for i in group.documents] == ["wire-1", "ledger-1"]
    assert (group.tier, group.containment) == ("wholly", 1.0)
    owner, start, stop = group.passage
    assert corpus.documents[owner].text[start:stop] == corpus.documents[0].text.rstrip(".")
    assert group.longest_run == len(corpus.documents[0].text.split())
    assert copies.group_of[0] == copies.group_of[1]
    assert len(set(copies.group_of.tolist())) == 3
    assert copies.n_repeats == 1


def test_an_abridged_copy_is_partly_one_text() -> None:
    copies = find_copies(corpus_of(LONG, LONG[: len(LONG) // 2], OTHER))
    (group,) = copies.groups
    assert group.documents == (0, 1)
    assert group.tier == "partly"
    assert group.containment > 0.9


def test_a_shared_quotation_is_no_copy() -> None:
    quotation = f"“{LONG}”"
    first = f"The chair described the meeting to reporters on the steps: {quotation} She then left by the lake road."
    second = f"Asked how the price had been found, the chair answered at length. {quotation} Nobody asked about pencil."
    assert find_copies(corpus_of(first, second)).groups == ()


def test_derivation_names_the_earlier_text() -> None:
    found = find_text_reuse(corpus_of(LONG, OTHER, LONG, LONG[:150] + " " + OTHER)).derivations
    assert [(d.origin, d.label) for d in found[:3]] == [(None, "non"), (None, "non"), (0, "wholly")]
    assert (found[3].origin, found[3].label) == (1, "wholly")
    assert found[3].containment < 1
    assert found[0].verbatim == ()


def test_the_takes_of_one_outlet_are_one_source() -> None:
    third = LONG.find("On the second")
    records = [
        {"id": "take-1", "outlet": "Wire", "published": "2025-03-01T12:00:00+00:00", "text": LONG[:third]},
        {"id": "take-2", "outlet": "Wire", "published": "2025-03-02T12:00:00+00:00", "text": LONG[third:]},
        {"id": "other", "outlet": "Clock", "published": "2025-03-03T12:00:00+00:00", "text": OTHER},
        {"id": "paper", "outlet": "Paper", "published": "2025-03-04T12:00:00+00:00", "text": LONG},
    ]
    paper = find_text_reuse(Corpus.from_records(records)).derivations[3]
    assert (paper.origin, paper.label) == (1, "wholly")
    # Only the runs that lead over the seam are the paper's own.
    assert 0.95 < paper.containment < 1


def dated(*articles: tuple[str, str | None, str]) -> Corpus:
    return Corpus.from_records(
        [
            {"id": f"d{i}", "outlet": outlet, "published": published, "text": text}
            for i, (outlet, published, text) in enumerate(articles)
        ]
    )


def directions(corpus: Corpus) -> dict[str, tuple[str | None, str | None]]:
    """Origin and direction of each document, by outlet."""
    found = find_text_reuse(corpus).derivations
    outlets = [document.outlet for document in corpus.documents]
    return {outlets[d.document]: (None if d.origin is None else outlets[d.origin], d.direction) for d in found}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2025-03-01T10:00:00+00:00", "2025-03-01T10:01:00+00:00", {"A": (None, None), "B": ("A", "earlier")}),
        ("2025-03-01T13:00:00+03:00", "2025-03-01T10:00:00+00:00", {"A": ("B", "unknown"), "B": ("A", "unknown")}),
        ("2025-03-01", "2025-03-02", {"A": ("B", "unknown"), "B": ("A", "unknown")}),
        ("2025-03-05", "2025-03-01", {"A": ("B", "earlier"), "B": (None, None)}),
        (None, "2025-03-01T10:00:00+00:00", {"A": ("B", "unknown"), "B": ("A", "unknown")}),
        (None, None, {"A": ("B", "unknown"), "B": ("A", "unknown")}),
    ],
)
def test_who_had_a_text_first_is_said_where_dates_prove_it(
    first: str | None, second: str | None, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    corpus = dated(("A", first, LONG), ("B", second, LONG))
    assert directions(corpus) == expected
    assert {d.label for d in find_text_reuse(corpus).derivations if d.origin is not None} == {"wholly"}


@pytest.mark.parametrize(
    "text",
    [
        f"LAKE (Harbour Wire) - {LONG}",
        f"{LONG} The clerk, according to the Harbour Wire, was not paid.",
        f"{LONG} Harbour Wire first reported the walkout.",
    ],
)
def test_a_text_that_names_its_source_is_said_to_have_it_from_there(text: str) -> None:
    for date in ("2025-03-01", None, "2025-02-20T10:00:00+00:00"):
        corpus = dated(("Harbour Wire", "2025-03-01", LONG), ("Post", date, text))
        assert directions(corpus) == {"Harbour Wire": (None, None), "Post": ("Harbour Wire", "named")}
        wire, post = find_text_reuse(corpus).originalities
        assert (wire.share, wire.unordered) == (1.0, 0.0)
        assert post.share < 0.2
        assert post.unordered == 0


def test_two_that_name_each_other_say_nothing_of_who_was_first() -> None:
    corpus = dated(
        ("Harbour Wire", "2025-03-01", f"{LONG} Clock Post reported it."),
        ("Clock Post", "2025-03-01", f"{LONG} Harbour Wire reported it."),
    )
    assert {direction for _, direction in directions(corpus).values()} == {"unknown"}
    assert [round(o.share, 2) for o in find_text_reuse(corpus).originalities] == [1.0, 1.0]


def test_a_source_that_is_known_goes_before_one_that_is_not() -> None:
    corpus = dated(
        ("A", "2025-03-01T10:00:00+00:00", LONG[:240] + " " + OTHER),
        ("B", "2025-03-02T10:00:00+00:00", LONG),
        ("C", "2025-03-02T10:00:00+00:00", LONG),
    )
    assert directions(corpus) == {"A": (None, None), "B": ("A", "earlier"), "C": ("A", "earlier")}


@pytest.mark.parametrize(
    ("outlet", "named"),
    [
        ("The New York Times", "the New York Times"),
        ("www.nytimes.com", "The New York Times"),
        ("www.theguardian.com", "the Guardian"),
        ("edition.cnn.com", "CNN"),
        ("abcnews.go.com", "ABC News"),
        ("Associated Press", "AP"),
    ],
)
def test_outlets_are_known_by_what_others_call_them(outlet: str, named: str) -> None:
    corpus = dated((outlet, None, LONG), ("Other", None, f"{OTHER} The keeper told {named} that he was tired."))
    order = order_of(corpus, ())
    names = {
        d.outlet: {corpus.outlets[o] for o in found} for d, found in zip(corpus.documents, order.named, strict=True)
    }
    assert names == {outlet: set(), "Other": {outlet}}


def test_a_name_that_may_be_that_of_two_is_nobodys() -> None:
    told = f"{OTHER} The keeper told the Times that he was tired."
    for outlets, named in ((("www.thetimes.co.uk",), 1), (("www.thetimes.co.uk", "www.nytimes.com"), 0)):
        corpus = dated(*((outlet, None, LONG) for outlet in outlets), ("Other", None, told))
        assert [len(found) for found in order_of(corpus, ()).named] == [named, *[0] * len(outlets)]


def slow_originality(corpus: Corpus, length: int) -> list[tuple[float, float]]:
    """Share that others did not surely print before, and of it what they print too in an open order, counted run by run."""
    clocks = clocks_of(corpus)
    texts = [document.text.casefold().split() for document in corpus.documents]
    outlets = [document.outlet for document in corpus.documents]
    runs = [{tuple(text[k : k + length]) for k in range(len(text) - length + 1)} for text in texts]
    found = []
    for outlet in corpus.outlets:
        total = own = vague = 0
        mine = [i for i, name in enumerate(outlets) if name == outlet]
        for i in mine:
            states = ["own"] * len(texts[i])
            for k in range(len(texts[i]) - length + 1):
                run = tuple(texts[i][k : k + length])
                ours = [d for d in mine if run in runs[d]]
                theirs = [d for d in range(len(texts)) if outlets[d] != outlet and run in runs[d]]
                if any(all(clocks[d].before(clocks[o]) for o in ours) for d in theirs):
                    states[k : k + length] = ["taken"] * length
                elif not any(all(clocks[o].before(clocks[d]) for d in theirs) for o in ours):
                    states[k : k + length] = ["open" if s == "own" else s for s in states[k : k + length]]
            # A passage of fewer than seven words is a turn that any two have.
            for shared, passage in groupby(range(len(states)), key=[state != "own" for state in states].__getitem__):
                places = list(passage)
                if shared and len(places) < 7:
                    states[places[0] : places[-1] + 1] = ["own"] * len(places)
            for word, state in zip(texts[i], states, strict=True):
                total += len(word)
                own += len(word) * (state != "taken")
                vague += len(word) * (state == "open")
        found.append((own / total, vague / total))
    return found


PRINTED = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from((None, "2025-03-01", "2025-03-02T10:00:00+00:00", "2025-03-04T10:00:00+00:00", "2025-03-06")),
        st.lists(st.sampled_from(("harbour", "treaty", "minister", "lantern")), min_size=4, max_size=16),
    ),
    min_size=1,
    max_size=5,
)


@given(PRINTED)
def test_originality_against_a_slow_loop(drawn: list[tuple[str, str | None, list[str]]]) -> None:
    corpus = dated(*((outlet, published, " ".join(words)) for outlet, published, words in drawn))
    found = originalities(wordings(corpus), telling_of(corpus, wordings(corpus)), order_of(corpus, ()), 3)
    assert np.allclose([(o.share, o.unordered) for o in found], slow_originality(corpus, 3))
    assert all(0 <= o.unordered <= o.share <= 1 for o in found)
    # Both numbers come out of the passages that stand beside them.
    texts = wordings(corpus)
    for o in found:
        letters = {"before": 0, "unknown": 0}
        for p in o.printed:
            spans = texts[p.document].spans[~texts[p.document].quoted]
            inside = spans[(spans[:, 0] >= p.start) & (spans[:, 1] <= p.stop)]
            letters[p.order] += int((inside[:, 1] - inside[:, 0]).sum())
        assert letters["before"] == pytest.approx((1 - o.share) * o.characters)
        assert letters["unknown"] == pytest.approx(o.unordered * o.characters)


def test_a_quotation_parts_what_others_print_too() -> None:
    text = 'The harbour treaty was signed by both ministers on Monday, "and nobody in the town ever wanted it," after nine long hours of talks.'
    corpus = dated(("A", "2025-03-01T10:00:00+00:00", text), ("B", "2025-03-02T10:00:00+00:00", text))
    printed = find_text_reuse(corpus).originalities[1].printed
    assert [corpus.documents[p.document].text[p.start : p.stop].split()[0] for p in printed] == ["The", "after"]


def test_a_text_of_unknown_order_is_charged_to_nobody() -> None:
    for found in find_text_reuse(dated(("A", "2025-03-01", LONG), ("B", "2025-03-02", LONG))).originalities:
        assert (found.share, found.unordered) == (1.0, 1.0)


def test_each_member_of_a_group_says_what_it_shares_and_with_whom() -> None:
    half = LONG[: len(LONG) // 2]
    (group,) = find_copies(corpus_of(LONG, half, LONG + " " + OTHER)).groups
    assert [(m.document, m.other) for m in group.members] == [(0, 2), (1, 0), (2, 0)]
    whole, cut, more = group.members
    assert whole.share == 1
    assert cut.share > 0.95
    assert 0.5 < more.share < 0.9
    assert cut.longest_run < whole.longest_run == more.longest_run == len(LONG.split())


def test_a_copy_derives_wholly_however_long() -> None:
    text = " ".join(f"word{i} other{i % 97} and{i}" for i in range(4000))
    assert [d.label for d in find_text_reuse(corpus_of(text, text)).derivations] == ["non", "wholly"]


def test_passages_stand_word_for_word_in_both() -> None:
    mixed = "A reporter wrote this herself. " + LONG[:112] + " Nobody else had seen it that evening."
    corpus = corpus_of(LONG, mixed)
    derivation = find_text_reuse(corpus).derivations[1]
    passages = [corpus.documents[1].text[start:stop] for start, stop in derivation.verbatim]
    assert LONG.partition(".")[0] in passages
    assert all(passage.casefold() in LONG.casefold() for passage in passages)


def stretches(words: list[str], length: int) -> list[list[str]]:
    halves = [words[k : k + length // 2] for k in range(0, len(words), length // 2)]
    return [a + b for a, b in pairwise([*halves, []] if len(halves) == 1 else halves)]


def slow_evidence(document: list[str], origin: list[str], content: set[str]) -> list[list[float]]:
    """Word by word, as `verbatim_evidence` describes it."""
    theirs = [set(stretch) for stretch in stretches(origin, 40)]
    share, there = [0.0] * len(document), [False] * len(document)
    for k, stretch in enumerate(stretches(document, 24)):
        weight = {word: 5 if word in content else 1 for word in stretch}
        best = max(theirs, key=lambda other: sum(n for word, n in weight.items() if word in other))
        for i in range(12 * k, min(12 * k + 24, len(document))):
            part = sum(n for word, n in weight.items() if word in best) / sum(weight.values())
            share[i] = max(share[i], part)
            there[i] |= document[i] in best
    rows = []
    for i, word in enumerate(document):
        longest = 0
        for length in (1, 2, 3, 4, 6, 9, 12):
            runs = {tuple(origin[j : j + length]) for j in range(len(origin) - length + 1)}
            own = (document[j : j + length] for j in range(max(0, i - length + 1), i + 1))
            longest = length if any(len(run) == length and tuple(run) in runs for run in own) else longest
        rows.append([np.log1p(longest), word in content, share[i], there[i], np.log(len(document))])
    return rows


WORDS = st.lists(
    st.sampled_from(("harbour", "treaty", "minister", "lantern", "the", "of", "and", "with")), min_size=8, max_size=90
)


@given(WORDS, WORDS)
def test_verbatim_evidence_against_a_slow_loop(a: list[str], b: list[str]) -> None:
    document, origin = wordings(corpus_of(" ".join(a), " ".join(b)))
    found = verbatim_evidence(document, origin)
    assert np.allclose(found, slow_evidence(a, b, {"harbour", "treaty", "minister", "lantern"}))


def test_lone_words_count_where_a_sentence_was_rewritten() -> None:
    rewritten = (
        "They argued for three days above the lake about the price of water. Delegates of the northern towns walked out "
        "on the second evening, and a clerk ran after them with a new draft that cut the price by a third."
    )
    document, origin = wordings(corpus_of(rewritten, LONG))
    taken = {rewritten[start:stop] for start, stop in document.spans[read_verbatim().taken(document, origin)].tolist()}
    assert {"argued", "days", "Delegates", "clerk", "cut"} <= taken
    assert "ran" not in taken


def test_a_passage_stands_in_the_origin_as_one_run() -> None:
    a, b = "the clerk signed the draft in pencil before the chair", "signed the draft before midnight in pencil"
    document, origin = wordings(corpus_of(b, a))
    taken = np.array([True, True, True, True, False, True, True])
    assert passages_of(document, origin, taken) == ((0, 3), (3, 4), (5, 7))
    assert passages_of(document, origin, taken, 2) == ((0, 3), (5, 7))


def test_a_text_that_does_not_derive_shows_no_lone_words() -> None:
    quoting = (
        OTHER
        + " "
        + OTHER.upper()
        + " Nobody spoke of water in the north, but the mayor said they signed the draft in pencil."
    )
    derivation = find_text_reuse(corpus_of(LONG, quoting)).derivations[1]
    assert derivation.label == "non"
    assert [quoting[start:stop] for start, stop in derivation.verbatim] == ["signed the draft in pencil"]


def test_weights_of_words_taken_over_name_exactly_the_evidence(tmp_path: Path) -> None:
    model = read_verbatim()
    assert set(model.weights) == set(EVIDENCE)
    assert 0 < model.bar < 1
    file = tmp_path / "verbatim.toml"
    file.write_text('program = "p"\nbar = 0.5\nintercept = 0.0\n[weights]\nluck = 1.0\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="expected one number each"):
        read_verbatim(file)


def test_originality_is_what_no_other_outlet_printed_before() -> None:
    own, half, copied = find_text_reuse(corpus_of(LONG, OTHER + " " + OTHER.upper() + " " + LONG, LONG)).originalities
    assert own.share == 1
    assert 0.2 < half.share < 0.7
    assert copied.share == 0
    assert own.characters == copied.characters > 0
    # What an outlet repeats of itself is its own.
    corpus = Corpus.from_records([{"id": str(i), "outlet": "A", "text": LONG} for i in range(2)])
    assert [o.share for o in find_text_reuse(corpus).originalities] == [1.0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Jane Roe, Associated Press\n\n" + LONG, ("Associated Press", "byline")),
        ("Reuters\n\n" + LONG, ("Reuters", "byline")),
        (LONG + "\n\nCopyright 2025 The Associated Press. All rights reserved.", ("Associated Press", "copyright")),
        (LONG + "\n© 2025 AFP", ("AFP", "copyright")),
        ("RIYADH, Feb. 18 (Reuters) - " + LONG, ("Reuters", "dateline")),
        ("RIYADH (Harbour Wire) — " + LONG, ("Harbour Wire", "dateline")),
        (LONG + " The Associated Press contributed to this report.", ("The Associated Press", "body")),
        (LONG + "\n(Additional reporting by Jane Roe for Reuters)", ("Reuters", "body")),
        (LONG + "\nThis story was compiled from Associated Press material.", ("Associated Press", "body")),
        # Who speaks to an agency, whose picture it is, and who is an agency oneself, say nothing of the text.
        ("The minister told AFP that it was over. " + LONG, None),
        (LONG + "\nImage copyright Reuters", None),
        (LONG + "\n© Jane Roe/AFP", None),
        ("They met at the spa (Reuters) in pa. " + LONG, None),
        ("LAKE (My Own) - " + LONG, None),
    ],
)
def test_an_agency_is_found_where_it_signs(text: str, expected: tuple[str, str] | None) -> None:
    corpus = Corpus.from_records(
        [{"id": "a", "outlet": "My Own", "text": text}, {"id": "b", "outlet": "Harbour Wire", "text": OTHER}]
    )
    i = [d.id for d in corpus.documents].index("a")
    found = [item for item in find_syndication(corpus) if item.document == i]
    assert [(item.agency, item.tier) for item in found] == ([expected] if expected else [])
    for item in found:
        assert item.agency in text[item.span[0] : item.span[1]]


@pytest.mark.parametrize(
    ("outlet", "agency"),
    [("Associated Press", "AP"), ("www.reuters.com", "Reuters"), ("The Canadian Press", "Canadian Press")],
)
def test_an_agency_does_not_syndicate_itself(outlet: str, agency: str) -> None:
    corpus = Corpus.from_records([{"outlet": outlet, "text": f"RIYADH ({agency}) - {LONG}"}])
    assert find_syndication(corpus) == ()


def test_the_weights_of_reuse_are_measured() -> None:
    model = read_reuse()
    assert set(model.weights) == set(LABELS)
    assert model.measured["macro_f1"] >= 0.68
    assert model.label(np.array([0.2, 0.0, np.log(400)])) == "non"


def test_order_of_input_does_not_matter(records: list[dict[str, Any]]) -> None:
    forwards = find_copies(Corpus.from_records(records))
    backwards = find_copies(Corpus.from_records(records[::-1]))
    assert forwards.group_of.tolist() == backwards.group_of.tolist()
    assert forwards.groups == backwards.groups


def test_short_texts_are_compared_by_shorter_runs() -> None:
    short = "The bridge will be closed from Monday for repairs to its lamps."
    assert len(find_copies(corpus_of(short, short + " Buses go round.")).groups) == 1
    strict = CopySettings(short_run_length=5, short_text=0, link=1.0)
    assert find_copies(corpus_of(short + " Ferries run.", short + " Buses go round."), strict).groups == ()


FORM = (
    "Warning {}: wind from the west at {} km/h, gusts of up to {} km/h along the coast, and rain of {} mm on the hills. Rivers may rise "
    "by {} cm before the evening. Drivers are asked to leave their cars at home, and residents of the lower town to keep their cellars "
    "clear until the weather service says otherwise."
)


def notices(*filled: tuple[str, int, int, int, int, int]) -> Corpus:
    return Corpus.from_records(
        [
            {"id": f"n{i}", "outlet": outlet, "published": f"2025-03-0{i + 1}", "text": FORM.format(*numbers)}
            for i, (outlet, *numbers) in enumerate(filled)
        ]
    )


def test_a_form_filled_in_again_and_again_is_no_copy() -> None:
    three = (("Service", 1, 40, 60, 12, 30), ("Service", 2, 55, 80, 7, 45), ("Service", 3, 35, 95, 20, 10))
    assert find_copies(notices(*three)).groups == ()
    # Another outlet's copy of one of them is a copy of that one alone.
    (group,) = find_copies(notices(*three, ("Courier", 2, 55, 80, 7, 45))).groups
    assert (group.documents, group.tier) == ((1, 3), "wholly")
    # One that mends a number of another is a version of it.
    (group,) = find_copies(notices(*three, ("Service", 3, 35, 95, 20, 15))).groups
    assert group.documents == (2, 3)


def test_two_versions_with_other_numbers_are_one_text() -> None:
    # Two takes of an agency, or one in each of three outlets, are no form yet.
    first, second, third = (40, 60, 12, 30, 5), (55, 80, 7, 45, 6), (35, 95, 20, 10, 9)
    assert len(find_copies(notices(("Service", *first), ("Service", *second))).groups) == 1
    assert len(find_copies(notices(("A", *first), ("B", *second), ("C", *third))).groups) == 1


def slow_longest_run(a: list[int], b: list[int]) -> int:
    best = 0
    for i in range(len(a)):
        for j in range(len(b)):
            k = 0
            while i + k < len(a) and j + k < len(b) and a[i + k] == b[j + k]:
                k += 1
            best = max(best, k)
    return best


@given(st.lists(st.lists(st.integers(1, 4), max_size=20), min_size=1, max_size=4))
def test_longest_run_against_a_slow_loop(texts: list[list[int]]) -> None:
    place, start, length = longest_common_run([np.array(text, dtype=np.int64) for text in texts])
    assert length == max((slow_longest_run(a, b) for a, b in combinations(texts, 2)), default=0)
    run = texts[place][start : start + length]
    holders = [i for i, text in enumerate(texts) if run in [text[j : j + length] for j in range(len(text))]]
    assert length == 0 or (len(holders) > 1 and holders[0] == place)


def test_runs_that_too_many_hold_tell_nothing() -> None:
    texts = [np.array(own, dtype=np.int64) for own in ([1, 2, 3], [1, 2, 9], [1, 2, 9, 3])]
    held = holdings(texts, 1)
    assert held.counts().tolist() == [3, 3, 4]
    assert [shared.tolist() for _, shared in held.shared()] == [[3, 2, 3], [2, 3, 3], [3, 3, 4]]
    assert [others.tolist() for others, _ in held.shared(most=2, block=2)] == [[0, 2], [1, 2], [0, 1, 2]]


@given(st.lists(st.integers(-9, 1 << 40), max_size=40), st.integers(1, 40))
def test_runs_are_numbered_the_same_however_long(words: list[int], length: int) -> None:
    numbers = []
    for start in range(len(words) - length + 1):
        number = 0
        for word in words[start : start + length]:
            number = (number * 0x9E3779B97F4A7C15 + word) % 2**64
        numbers.append(number)
    assert runs_of(np.array(words, dtype=np.int64), length).tolist() == numbers


@given(st.sets(st.integers(0, 1 << 20)), st.lists(st.integers(0, 1 << 20)), st.sampled_from((np.int64, np.uint64)))
def test_numbers_held_among_others(own: set[int], theirs: list[int], kind: type[np.generic]) -> None:
    mine = sorted(own | set(theirs[::2]))
    held = held_among(np.array(mine, dtype=kind), np.array(theirs, dtype=kind))
    assert held.tolist() == [number in set(theirs) for number in mine]


TEXTS = st.lists(st.lists(st.integers(1, 4), max_size=20), min_size=1, max_size=8)


@given(TEXTS, st.integers(1, 3), st.lists(st.integers(0, 7), min_size=1, unique=True))
def test_shares_of_some_are_theirs_among_all(texts: list[list[int]], length: int, rows: list[int]) -> None:
    arrays = [np.array(text, dtype=np.int64) for text in texts]
    asked = [i for i in rows if i < len(arrays)] or [0]
    every = held_shares(arrays, length, least=0.3)
    assert dict(shares_of(asked, arrays, length, least=0.3)) == {i: every[i] for i in asked}


@given(TEXTS, st.integers(1, 3))
def test_of_very_many_texts_what_is_found_is_exact(texts: list[list[int]], length: int) -> None:
    arrays = [np.array(text, dtype=np.int64) for text in texts]
    every = held_shares(arrays, length, least=0.5)
    held = holdings(arrays, length)
    first, second = likely_pairs(held, least=0.3, one_of=1)
    found = set(zip(first.tolist(), second.tolist(), strict=True))
    assert {(min(i, j), max(i, j)) for i, shares in enumerate(every) for j in shares} <= found
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("summarize.comparison.sharing.EXACT_TEXTS", 0)
        patched.setattr("summarize.comparison.sharing._PAIRS", 3)
        patched.setattr("summarize.comparison.sharing._COMPARED", 5)
        likely = held_shares(arrays, length, least=0.5)
        some = dict(shares_of(range(len(arrays)), arrays, length, least=0.5))
    assert [some[i] for i in range(len(arrays))] == likely
    assert all(every[i].get(j) == share for i, shares in enumerate(likely) for j, share in shares.items())


def test_copies_of_very_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    # A text that very many print is a chain of near texts; an abridged one and one with a paragraph of its own hang on it.
    draws = np.random.default_rng(0)
    words = [f"word{i}" for i in range(500)]
    texts = [" ".join(draws.choice(words, 120)) for _ in range(30)]
    printed = [texts[0] + f" Reporting {i}." for i in range(40)]
    corpus = Corpus.from_records(
        [
            {"id": f"d{i:03d}", "outlet": f"Outlet {i % 7}", "published": "2025-03-01T12:00:00+00:00", "text": text}
            for i, text in enumerate([*texts, *printed, texts[1][:500], texts[2] + texts[3][:200]])
        ]
    )
    whole = find_copies(corpus)
    assert sorted(len(group.documents) for group in whole.groups) == [2, 2, 41]
    monkeypatch.setattr("summarize.comparison.sharing.EXACT_TEXTS", 10)
    monkeypatch.setattr(likely_pairs, "__kwdefaults__", {"one_of": 4, "window": 8})
    found = find_copies(corpus)
    assert found.group_of.tolist() == whole.group_of.tolist()
    assert [(group.tier, group.passage) for group in found.groups] == [
        (group.tier, group.passage) for group in whole.groups
    ]
    # Not every pair of a chain is compared, so a group may hold together a little less well than it would.
    for ours, exact in zip(found.groups, whole.groups, strict=True):
        assert exact.containment - 0.02 <= ours.containment <= exact.containment


def test_progress_of_copies_is_told_by_documents() -> None:
    told: list[tuple[int, int]] = []
    find_copies(corpus_of(*[f"{OTHER} {i}" for i in range(9)] * 30), progress=lambda *step: told.append(step))
    assert told[0] == (0, 270)
    assert told[-1] == (270, 270)
    assert told == sorted(told)


@pytest.mark.parametrize("texts", [(LONG,), (LONG, OTHER)])
def test_nothing_copied(texts: tuple[str, ...]) -> None:
    copies = find_copies(corpus_of(*texts))
    assert copies.groups == ()
    assert copies.group_of.tolist() == list(range(len(texts)))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=7))
def test_independent_texts_are_the_most_that_share_neither_outlet_nor_text(documents: list[tuple[int, int]]) -> None:
    most = max(
        n
        for n in range(1, len(documents) + 1)
        for some in combinations(documents, n)
        if len({group for group, _ in some}) == len({outlet for _, outlet in some}) == n
    )
    assert independent_texts([group for group, _ in documents], [outlet for _, outlet in documents]) == most


@pytest.mark.parametrize(
    ("shared", "telling"),
    [
        ("The harbour was closed for nine hours while divers searched the hull of the ferry.", True),
        ("“The harbour was closed for nine hours while divers searched the hull of the ferry,” she said.", False),
        ("It was told by United Nations Framework Convention Secretary General Ana Maria Field of Verrin.", False),
        (
            "Ferries lie in the harbour while divers search the hull, on Monday, Feb. 17, 2025. (AP Photo/Ana Field)",
            False,
        ),
    ],
)
def test_quotations_names_and_captions_tell_of_no_shared_text(shared: str, telling: bool) -> None:
    texts = [
        f"A storm hit the coast on Sunday night.\n\n{shared}\n\nSchools stay closed in the whole of the old town.",
        f"Trade came to a stop this week.\n\n{shared}\n\nNobody knows when the next ship with grain will leave.",
    ]
    corpus = segment(Corpus.from_records([{"id": o, "outlet": o, "text": t} for o, t in zip("AB", texts, strict=True)]))
    wording, other = wordings(corpus)
    start = texts[0].index(shared)
    found = Derivation(0, 1, 0.5, "partially", "unknown", ((start, start + len(shared)),))
    assert bool(telling_among(wording, telling_of(corpus, (wording, other))[0], found)) == telling
    # What does not tell of a shared text is an outlet's own, as captions and quotations are nobody's.
    assert [o.unordered > 0 for o in find_text_reuse(corpus).originalities] == [telling] * 2
    days = [("A", "2025-03-01T10:00:00+00:00", texts[0]), ("B", "2025-03-02T10:00:00+00:00", texts[1])]
    assert [o.share < 1 for o in find_text_reuse(segment(dated(*days))).originalities] == [False, telling]


def test_a_caption_parts_what_others_print_too() -> None:
    story = "The harbour treaty was signed by both ministers on Monday after nine long hours of talks."
    last = "Fishermen waited on the quay for news of the quotas until the evening fell over the bay."
    text = f"{story}\n\nPhoto: Ministers shake hands outside the old town hall on Monday (AP Photo/Jane Roe)\n\n{last}"
    corpus = segment(dated(("A", "2025-03-01T10:00:00+00:00", text), ("B", "2025-03-02T10:00:00+00:00", text)))
    printed = find_text_reuse(corpus).originalities[1].printed
    assert [corpus.documents[p.document].text[p.start : p.stop].split()[0] for p in printed] == ["The", "Fishermen"]
