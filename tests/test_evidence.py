from __future__ import annotations

from math import inf

import pytest

from summarize.evidence import differ, figures_in, is_negated, names_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Twenty-one girls were freed.", [21.0]),
        ("It cost $1,250.50 and 3.2 million more.", [1250.5, 3.2e6]),
        ("One said that no one came.", []),
        ("A hundred people and two dozen cars.", [100.0, 24.0]),
        ("Between 20 and 30 percent.", [20.0, 30.0]),
        ("Am 18. Februar kamen 12 Minister.", [18.0, 12.0]),
        ("The G7 met and B52s flew.", []),
        ("", []),
    ],
)
def test_numbers_are_values(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_in(text, "en")] == values


def test_a_number_knows_what_it_counts() -> None:
    found = figures_in("Two people died, and 84 wounded people, 40% of them children, were carried off.", "en")
    assert [(f.value, f.counted) for f in found] == [(2, "peopl"), (84, "wound"), (40, "%")]
    # A comma ends what is counted.
    assert figures_in("In 2016, women came.", "en")[0].counted == ""


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("at least", 50, inf), ("more than", 50, inf), ("up to", 0, 50), ("about", 45, 55), ("the", 50, 50)],
)
def test_words_before_a_number_open_it(qualifier: str, low: float, high: float) -> None:
    (figure,) = figures_in(f"There were {qualifier} 50 men.", "en")
    assert figure.low == pytest.approx(low)
    assert figure.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Eight leaders met.", "Ten leaders met.", True),
        ("At least two people died.", "Six people died.", False),
        ("At least six people died.", "Two people died.", True),
        ("Some 100 people came.", "Exactly 104 people came.", False),
        ("Eight leaders met for 4 hours.", "Eight leaders met for 7 hours.", True),
        ("Eight leaders met.", "It lasted ten hours.", False),
        ("Leaders met.", "Ten leaders met.", False),
    ],
)
def test_figures_that_exclude_each_other(first: str, second: str, expected: bool) -> None:
    figures = [figures_in(text, "en") for text in (first, second)]
    assert differ(*figures) is expected
    assert differ(*reversed(figures)) is expected


def test_names_are_not_first_words() -> None:
    found = names_in(
        ["Talks began. Sergey Lavrov’s plane left Riyadh.", "They met the U.S. side in talks."], ["en"] * 2
    )
    assert found == [frozenset({"sergey", "lavrov", "riyadh"}), frozenset({"u.s"})]
    assert names_in(["Der Minister sah das Haus."], ["de"]) == [frozenset()]


@pytest.mark.parametrize("text", ["It is not so.", "He couldn’t come.", "Nobody came.", "They denied it."])
def test_negation(text: str) -> None:
    assert is_negated(text)
    assert not is_negated("A notable knot.")
