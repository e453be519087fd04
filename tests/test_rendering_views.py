"""Alignments and figures in every format, at every width, with twelve outlets and text that means harm."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from rich.cells import cell_len

import summarize as sm
from summarize.cache import NoCache
from summarize.corpus import Corpus
from summarize.rendering import render
from summarize.rendering.figures import by_writing, differs, named_by, words_around
from summarize.rendering.phrases import span

from .conftest import SmallEncoder

NASTY = (
    "The [red]minister[/red] of *the town* | left at once with <b>6</b> barges.",
    "=SUM(A1:A9) begins like a formula in view of some programs of the harbour.",
    "انتهت المحادثات في الرياض يوم الثلاثاء دون التوصل إلى اتفاق نهائي بين الوفدين.",
    "A " + "verylongwordwithoutspaces" * 12 + " runs past every margin of the harbour.",
)


def story(n_outlets: int) -> Corpus:
    return Corpus.from_records(
        {
            "id": f"outlet-{k}/article",
            "outlet": f"The Outlet of Town {k}",
            "published": f"2025-03-0{1 + k % 3}T1{k % 10}:00:00+00:00",
            "language": "en",
            "text": (
                f"{('Six', 'Nine', 'About six')[k % 3]} people died when a fire swept through the old grain harbour of Ostrava on Sunday. "
                f"{NASTY[k % len(NASTY)]} "
                f"Captain {chr(65 + k)}na of the tug number{k} said that word{k} other{k} thing{k} had never happened there before."
            ),
        }
        for k in range(n_outlets)
    )


@pytest.fixture(scope="module")
def analysis() -> sm.Analysis:
    return sm.analyse(story(12), encoder=SmallEncoder(), cache=NoCache())


@pytest.fixture(scope="module")
def records(analysis: sm.Analysis) -> dict[str, Any]:
    two = sm.compare(analysis, outlets=["The Outlet of Town 0", "The Outlet of Town 1"])
    return {"all": sm.compare(analysis).to_dict(), "two": two.to_dict()}


@pytest.mark.parametrize("width", [40, 60, 69, 70, 80, 160])
@pytest.mark.parametrize("which", ["all", "two"])
@pytest.mark.parametrize("view", ["alignments", "figures", None])
def test_no_line_is_wider_than_the_terminal(records: dict[str, Any], which: str, view: str | None, width: int) -> None:
    text = render(records[which], "text", width=width, only=view)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "\x1b" not in text


def test_a_conflict_is_shown_with_both_sides_and_no_verdict(records: dict[str, Any]) -> None:
    assert any(figure["conflict"] for figure in records["all"]["figures"])
    text = " ".join(render(records["all"], "text", only="figures").split())
    assert "• Nine — The Outlet of Town" in text
    assert "• Six — The Outlet of Town" in text
    assert "No side is taken." in text


def test_what_one_text_gives_is_no_agreement(records: dict[str, Any]) -> None:
    record = records["all"]
    figure = {**record["figures"][0], "conflict": False, "against": [], "bounds": [], "label": None, "reasons": []}
    for independent, size in (
        (1, "1 without a second outlet or text that gives it"),
        (2, "0 that differ, 1 that agree"),
    ):
        changed = {**record, "figures": [{**figure, "independent": independent}]}
        assert ("Figures that agree (1)" in render(changed, "text")) == (independent > 1)
        whole = render(changed, "text", only="figures")
        assert ("Figures that agree (1)" in whole) == (independent > 1)
        assert ("Figures that several outlets print in one text (1)" in whole) == (independent < 2)
        assert size in " ".join(render(changed, "text").split())


def test_what_differs_stands_in_brackets(records: dict[str, Any]) -> None:
    assert "[Nine] people died" in " ".join(render(records["all"], "text", only="alignments").split())
    assert "(number)" in render(records["all"], "markdown", only="alignments")


def test_two_outlets_stand_side_by_side_with_all_that_they_say(records: dict[str, Any]) -> None:
    columns = records["two"]["columns"]
    assert columns["outlets"] == ["The Outlet of Town 0", "The Outlet of Town 1"]
    said = [row[side]["text"] for row in columns["rows"] for side in ("first", "second") if row[side]]
    assert len(said) == len(set(said))
    assert sum("people died" in text for text in said) == 2
    wide = render(records["two"], "text", width=100, only="alignments")
    assert any("[Six] people" in line and "[Nine] people" in line for line in wide.splitlines())
    narrow = render(records["two"], "text", width=60, only="alignments")
    assert "↔ The Outlet of Town 1: [Nine] people" in narrow
    assert records["all"]["columns"] is None
    # Where nothing is of both, the whole comparison lists none, and there is no table of a head alone.
    lone = [{**row, side: None} for row in columns["rows"] for side in ("first", "second")]
    whole = render({**records["two"], "columns": {**columns, "rows": lone}}, "text", width=100)
    assert not re.search(r"^The Outlet of Town 0 +The Outlet of Town 1$", whole, re.MULTILINE)


def test_outlets_are_shown_in_the_order_named_and_named_twice_once(analysis: sm.Analysis) -> None:
    names = ["the outlet of town 3", "The Outlet of Town 2", "The Outlet of Town 3"]
    columns = sm.compare(analysis, outlets=names).to_dict()["columns"]
    assert columns is not None
    assert columns["outlets"] == ["The Outlet of Town 3", "The Outlet of Town 2"]


@pytest.mark.parametrize("view", ["alignments", "figures"])
def test_csv_holds_each_row_and_its_spans(records: dict[str, Any], view: str) -> None:
    texts = {d.id: d.text for d in story(12).documents}
    for record in records.values():
        rows = list(csv.DictReader(io.StringIO(render(record, "csv", only=view))))
        assert rows
        for row in rows:
            if view == "figures":
                assert texts[row["document"]][int(row["start"]) : int(row["stop"])] == row["quantity"]
            for side in ("first", "second") if view == "alignments" else ():
                if row[f"{side}_document"]:
                    piece = texts[row[f"{side}_document"]][int(row[f"{side}_start"]) : int(row[f"{side}_stop"])]
                    assert row[f"{side}_text"] in (piece, f"'{piece}")


def test_json_of_one_view_holds_its_tables_alone(records: dict[str, Any]) -> None:
    found = json.loads(render(records["two"], "json", only="alignments"))
    assert {"alignments", "columns"} <= set(found)
    assert "figures" not in found
    spans = [c["first"] for item in found["alignments"] for c in item["changes"]]
    assert all(span["start"] <= span["stop"] for span in spans)


def test_markdown_shows_article_text_as_it_is(records: dict[str, Any]) -> None:
    markdown = render(records["two"], "markdown", only="alignments")
    assert "\\[red\\]minister" in markdown
    assert "\\| left" in markdown


def test_one_outlet_alone_says_why_there_is_nothing() -> None:
    record = sm.compare(sm.analyse(story(1), encoder=SmallEncoder(), cache=NoCache())).to_dict()
    assert record["refused"]["alignments"] == "there is one outlet alone"
    assert record["refused"]["figures"] == "there is one article alone"
    assert "there is one outlet alone" in " ".join(render(record, "text", only="alignments").split())


@pytest.mark.parametrize(
    ("text", "number", "terms", "around"),
    [
        (
            "Strikes in Kunduz earlier this month left 32 civilians dead.",
            "32",
            ["Kunduz", "month", "left"],
            "Kunduz earlier this month left",
        ),
        ("In Kunduz the strikes of the last month left 32 dead.", "32", ["Kunduz", "left"], "Kunduz … left"),
        ("The strikes killed men of Kunduz and 32 fled.", "32", ["killed", "Kunduz"], "killed … Kunduz"),
        ("The court fined 22 men, among them Morsi.", "22", ["fined", "Morsi"], "fined … Morsi"),
        ("The court fined 22 men.", "22", ["fined", "Morsi"], "fined, Morsi"),
        ("The court fined 22 men.", "22", [], ""),
    ],
)
def test_a_figure_is_named_by_words_as_a_sentence_has_them(
    text: str, number: str, terms: list[str], around: str
) -> None:
    start = 100 + text.index(number)
    value = {
        "start": start,
        "stop": start + len(number),
        "sentence": {"start": 100, "stop": 100 + len(text), "text": text},
    }
    assert words_around({"what": "men", "terms": terms, "values": [value]}) == around


@pytest.mark.parametrize(
    ("what", "unit", "given", "terms", "expected"),
    [
        ("percent", "percent", "25%", ["new", "tariffs"], ("new tariffs", "")),
        ("USD", "USD", "$34bn", ["new", "tariffs"], ("new tariffs", "")),
        ("miles", "metre", "497 miles", ["new", "tariffs"], ("new tariffs", "")),
        # One word, none, a name, or words from here and there say nothing of what it is.
        ("miles", "metre", "497 miles", ["Of", "the"], ("Of the new tariffs …", "")),
        ("percent", "percent", "25%", ["told"], ("Of the new tariffs …", "")),
        ("USD", "USD", "$34bn", [], ("Of the new tariffs …", "")),
        ("miles", "metre", "497 miles", ["tariffs", "told"], ("Of the new tariffs …", "")),
        ("years of age", "year of age", "68", [], ("Of the new tariffs …", "")),
        ("years of age", "year of age", "68", ["tariffs"], ("years of age", "tariffs")),
        ("men", "count", "22 men", ["tariffs"], ("men", "tariffs")),
    ],
)
def test_a_measure_is_named_by_what_it_is_of(
    what: str, unit: str, given: str, terms: list[str], expected: tuple[str, str]
) -> None:
    sentence = {"start": 0, "stop": 40, "text": f"Of the new tariffs up to {given} were told."}
    value = {"start": 25, "stop": 25 + len(given), "text": given, "unit": unit, "sentence": sentence}
    value["qualifier"] = "up to"
    assert named_by({"what": what, "terms": terms, "values": [value]}) == expected


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        # Not beyond brackets and quotation marks; a name is not cut, and words that lead on are left out.
        ("Length: 9m (30 ft) Load for the Old Pier: 40 tons (36t) Full width", "40 tons", "Load for the Old Pier …"),
        ("Each was fined 300 marks ($160) in May.", "$160", "Each was fined 300 marks …"),
        ("He wrote: “Run 40 miles in wet boots” and left.", "40 miles", "Run … in wet boots"),
        (
            "A van ran 2 miles along the Quay des Deux Ponts before it burned.",
            "2 miles",
            "A van ran … along the Quay des Deux Ponts",
        ),
        (
            "A buoy sank in the bay 9 miles (14 km) east of Cape Roe.",
            "9 miles",
            "A buoy sank in the bay … east of Cape Roe",
        ),
        ("A crew, which found the wreck 9 miles out, fled.", "9 miles", "found the wreck … out"),
        (
            "Bo Roe crossed the old harbour within 9 miles of the pier.",
            "9 miles",
            "Bo Roe crossed the old harbour within … of the pier",
        ),
        ("Dams ended 9 miles, and are closed.", "9 miles", "Dams ended …"),
        # Where there is no more than a word, the unit is left.
        ("He said no: “9 miles”, and left.", "9 miles", "miles"),
        ("Dams, 9 miles of them, are closed.", "9 miles", "miles"),
        (f"{'港口' * 40}9 miles{'大坝' * 40}。", "9 miles", f"{'港口' * 20} … {'大坝' * 20}"),
    ],
)
def test_a_name_in_place_ends_where_the_words_do(text: str, given: str, expected: str) -> None:
    start = text.index(given)
    sentence = {"start": 0, "stop": len(text), "text": text}
    value = {"start": start, "stop": start + len(given), "text": given, "unit": "metre", "qualifier": None}
    figure = {"what": "miles", "terms": [], "values": [{**value, "sentence": sentence}]}
    assert named_by(figure) == (expected, "")


@pytest.mark.parametrize("terms", [["سد", "المدينة"], ["बाँध", "बंदरगाह"], ["old", "harbour"]])
def test_a_name_is_of_small_letters_or_of_a_script_without_capitals(terms: list[str]) -> None:
    text = f"{' '.join(terms)} 9 km"
    sentence = {"start": 0, "stop": len(text), "text": text}
    value = {"start": text.index("9"), "stop": len(text), "text": "9 km", "unit": "metre", "qualifier": None}
    figure = {"what": "km", "terms": terms, "values": [{**value, "sentence": sentence}]}
    assert named_by(figure) == (" ".join(terms), "")


def test_markdown_names_whose_each_sentence_of_a_figure_is(records: dict[str, Any]) -> None:
    page = render(records["all"], "markdown", only="figures")
    several = [values for figure in filter(differs, records["all"]["figures"]) for values in by_writing(figure)]
    assert max(map(len, several)) > 1
    for value in (value for values in several for value in values):
        line = next(line for line in page.splitlines() if f"`{span(value)}`" in line)
        assert line.startswith("    - ")
        assert line.endswith(f"({value['outlet']}, `{span(value)}`)")


def test_markdown_says_where_a_dated_sentence_stands(records: dict[str, Any]) -> None:
    said = records["all"]["timeline"][0]["statement"]
    assert f"({said['outlet']}, `{span(said)}`)" in render(records["all"], "markdown", only="timeline")
