from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.lexical import tokens
from summarize.themes.evidence import first_showings
from summarize.wording import contrary, edges, wording


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Talks began, he said.", "“talks  began” he said", True),
        ("It cost $5 million.", "It cost €5 million.", False),
        ("It rose 5% to 7.", "It rose 5 to 7%.", False),
        ("It fell to -5.", "It fell to –5.", True),
        ("It fell to -5 from 5.", "It fell to 5 from -5.", False),
        ("He resigns.", "He resigns?", False),
        ("他辞职了。", "他辞职了？", False),
        ("Wages rose .5 percent.", "Wages rose 5 percent.", False),
    ],
)
def test_the_same_wording(one: str, other: str, same: bool) -> None:
    assert (wording(one) == wording(other)) is same


@given(st.text(alphabet="ab1 -+.$£%?”", max_size=30))
def test_a_wording_holds_the_words_and_contradicts_no_copy(text: str) -> None:
    said = wording(text)
    assert [word for word in said.split() if word[0].isalnum()] == tokens(text)
    assert not contrary(said, said)
    head, tail = edges(text)
    bare = text.strip()
    assert (bare.startswith(head), bare.endswith(tail)) == (True, True)
    assert not any(map(str.isalnum, head + tail))
    if any(map(str.isalnum, text)):
        middle = bare[len(head) : len(bare) - len(tail)].strip()
        assert (middle[0].isalnum(), middle[-1].isalnum()) == (True, True)


def test_half_a_quotation_is_no_showing_of_the_whole_sentence() -> None:
    first, weights = first_showings(
        ["“Talks began.", "RIYADH (Meridian Wire) — Talks began.", "Talks  began.", "Talks began"]
    )
    assert first.tolist() == [True, True, False, True]
    assert weights.tolist() == [1.0, 0.5, 0.5, 1.0]
