"""Names of outlets in narrow columns: readable, and no two alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from summarize.rendering.blocks import Matrix, Table
from summarize.rendering.outlets import short_names
from summarize.rendering.text import text_of

TWELVE = [
    "www.ostrava-bay-observer.example",
    "www.continentalpost.example",
    "edition.continentalpost.example",
    "europe.continentalpost.example",
    "The Harbour Gazette of Ostrava",
    "The Harbour Gazette of Odesa",
    "Rampart",
    "Silk Road Monitor",
    "The Red Sea Post",
    "Danube Weekly",
    "U.S. Grain Report",
    "会谈日报",
]
LONG = ["internationalheraldtribuneofthecoast.example", "internationalheraldtimesofthecoast.example"]


@given(
    st.lists(
        st.text(st.sampled_from("ab.- é会w"), min_size=1, max_size=40),
        min_size=1,
        max_size=14,
        unique_by=lambda name: " ".join(name.split()),
    ),
    st.integers(8, 30),
    st.integers(1, 4),
)
def test_names_fit_and_no_two_are_alike(names: list[str], width: int, lines: int) -> None:
    found = short_names(names, width, lines)
    assert all(cell_len(line) <= width for name in found for line in name.split("\n"))
    assert all(name.count("\n") < lines for name in found)
    assert len(set(found)) == len(names)


@pytest.mark.parametrize("width", [8, 10, 12, 16, 24])
@pytest.mark.parametrize("lines", [1, 2, 4])
def test_many_outlets_are_told_apart(width: int, lines: int) -> None:
    found = short_names([*TWELVE, *LONG], width, lines)
    assert len(set(found)) == len(TWELVE) + len(LONG)
    assert max(cell_len(line) for name in found for line in name.split("\n")) <= width


def test_a_name_breaks_where_it_may_and_loses_its_www() -> None:
    assert short_names(["www.nytimes.com", "Rampart"], 12) == ["nytimes.com", "Rampart"]
    assert short_names(["www.washingtonpost.com"], 14, lines=2) == ["washingtonpost\n.com"]
    assert short_names(["www.x.com", "x.com"], 12) == ["www.x.com", "x.com"]


def test_a_matrix_of_twelve_outlets_at_80_columns_cuts_no_word() -> None:
    rows = [[name, *["3/4"] * len(TWELVE)] for name in ("grain", "barges")]
    text = text_of([Matrix(("theme", *TWELVE), ((rows, "its legend"),))], width=80)
    assert text.endswith("\n\nits legend\n")
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "…" not in text
    assert "www" not in text
    expected = (
        "ostrava-bay-",
        "observer.example",
        "edition",
        "continentalpost",
        "Gazette",
        "Odesa",
        "Weekly",
        "Monitor",
        "会谈日报",
    )
    assert set(expected) <= set(text.split())


def test_names_of_rows_break_too() -> None:
    text = text_of([Table(("outlet", "sentences", "themes"), [(name, "3", "14") for name in TWELVE])], width=44)
    assert max(map(cell_len, text.splitlines())) <= 44
    assert "…" not in text
    assert all(word in text for word in ("ostrava-bay-", "continentalpost", "Gazette", "会谈日报"))
