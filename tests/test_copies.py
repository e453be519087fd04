from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.comparison import CopySettings, find_copies
from summarize.comparison.copies import longest_common_run
from summarize.corpus import Corpus

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
            {"id": f"d{i}", "outlet": f"Outlet {i}", "published": f"2025-03-0{i + 1}", "text": text}
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
    rewritten = LONG[:150] + " " + OTHER
    found = find_copies(corpus_of(LONG, OTHER, LONG, rewritten)).derivations
    assert [(d.origin, d.label) for d in found[:3]] == [(None, "non"), (None, "non"), (0, "wholly")]
    assert found[3].origin == 1
    assert found[3].label == "wholly"
    assert 0.44 <= found[3].containment < 1


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


def slow_longest_run(a: list[int], b: list[int]) -> int:
    best = 0
    for i in range(len(a)):
        for j in range(len(b)):
            k = 0
            while i + k < len(a) and j + k < len(b) and a[i + k] == b[j + k]:
                k += 1
            best = max(best, k)
    return best


@given(st.lists(st.integers(1, 4), max_size=25), st.lists(st.integers(1, 4), max_size=25))
def test_longest_run_against_a_slow_loop(a: list[int], b: list[int]) -> None:
    start_a, start_b, length = longest_common_run(np.array(a, dtype=np.int64), np.array(b, dtype=np.int64))
    assert length == slow_longest_run(a, b)
    assert a[start_a : start_a + length] == b[start_b : start_b + length]


@pytest.mark.parametrize("texts", [(LONG,), (LONG, OTHER)])
def test_nothing_copied(texts: tuple[str, ...]) -> None:
    copies = find_copies(corpus_of(*texts))
    assert copies.groups == ()
    assert copies.group_of.tolist() == list(range(len(texts)))
