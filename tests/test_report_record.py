"""What the page holds of the record: columns that restore to it, the margins, the groups."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

import summarize as sm
from summarize.cli import app
from summarize.rendering import render, render_report
from summarize.rendering.report import embedded, restored, to_html
from summarize.rendering.report.columns import packed, unpacked

from .conftest import RECORDS, SmallEncoder
from .reports import report_of

if TYPE_CHECKING:
    from pathlib import Path

runner = CliRunner()

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(-2, 2).map(lambda x: round(x, 3))
    | st.text("ab", max_size=2)
)
FIELDS = st.sampled_from(["document", "start", "text", "n", "$", "#", "all", "$spans", "keys"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(FIELDS, inner, max_size=4), max_leaves=30
)
ROWS = st.lists(st.sampled_from(["n", "outlet", "span"]), min_size=1, unique=True).flatmap(
    lambda keys: st.lists(st.fixed_dictionaries(dict.fromkeys(keys, VALUES)), min_size=2, max_size=6)
)


def small(**article: Any) -> dict[str, Any]:
    said = {"document": "a", "outlet": "Courier", "start": 0, "stop": 12, "text": "Talks began."}
    return {
        "corpus": {"documents": [{"id": "a", "outlet": "Courier"}]},
        "articles": [{"id": "a", "text": "Talks began. No end."}],
        "themes": {"sentences": [said, {**said, "start": 13, "stop": 20, "text": "No end."}]},
        **article,
    }


@given(ROWS | VALUES)
@settings(max_examples=200, deadline=None)
def test_whatever_a_record_holds_the_page_gives_back(value: Any) -> None:
    record = small(more={"rows": value})
    assert restored(embedded(record)) == record


@given(st.lists(st.fixed_dictionaries({"a": SCALARS, "b": st.lists(SCALARS, max_size=3)}), max_size=8))
def test_columns_give_their_rows_back(rows: list[Any]) -> None:
    assert json.dumps(unpacked(json.loads(json.dumps(packed(rows))))) == json.dumps(rows)


def test_a_name_that_looks_like_a_reference_is_none() -> None:
    said = small()["themes"]["sentences"][1]
    names = {"document": 3, "text": True, "$": 1, "#": 2, "start": 0, "stop": 4}
    record = small(outlets=names, within={**said, "more": names}, other={**said, "text": "No"}, twice=[said, said])
    assert restored(embedded(record)) == record
    assert embedded(record).count("No end.") == 1


def test_a_row_costs_its_values_and_no_names() -> None:
    rows = [{"outlet": f"The Courier {n % 3}", "significant": False, "count": n} for n in range(300)]
    assert len(embedded(small(rows=rows))) < 3000


def test_the_margin_says_what_the_article_view_says() -> None:
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache())
    record = sm.report(analysis).to_dict()
    assert [margin["document"] for margin in record["margins"]] == [d["id"] for d in record["corpus"]["documents"]]
    for margin in record["margins"]:
        article = sm.article(analysis, margin["document"]).to_dict()["article"]
        for field in ("counts", "copies", "sentences"):
            assert margin[field] == article[field]
        assert margin["missing"] == article["missing"][:8]
        assert margin["n_missing"] == len(article["missing"])


def test_your_groups_stand_side_by_side() -> None:
    outlets = sorted({d["outlet"] for d in RECORDS})
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache())
    groups: dict[str, list[str] | str] = {"<Wires>": [outlets[0]], "Rest": "*"}
    record = sm.report(analysis, groups=groups).to_dict()
    assert record["grouped"] is not None
    assert record["grouped"]["groups"] == {"<Wires>": [outlets[0]], "Rest": outlets[1:]}
    assert record["grouped"]["coverage"] == sm.compare(analysis, groups=groups).to_dict()["coverage"]
    assert record["compare"]["coverage"] == sm.compare(analysis).to_dict()["coverage"]
    assert record["settings"]["report"] == {"groups": {"<Wires>": [outlets[0]], "Rest": "*"}}
    # Tables by group say who is in one, in a workbook too.
    rest = "; ".join(outlets[1:])
    compared = sm.compare(analysis, groups=groups)
    for view in ("coverage", "breadth"):
        assert {row["outlet"]: row["members"] for row in compared.table(view)} == {"<Wires>": outlets[0], "Rest": rest}
    assert compared.table("voices").columns[-1] == compared.table("likeness").columns[-1] == "members"
    assert "members" not in compared.table("claims").columns
    assert "members" not in sm.compare(analysis).table("coverage").columns
    assert str(render_report(record, "csv")) == compared.table("coverage").to_csv()
    workbook = render_report(record, "xlsx")
    assert isinstance(workbook, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    for view in ("coverage", "emphasis", "omissions", "breadth"):
        head, *rows = book.get_sheet_by_name(f"{view} by group").to_python()
        assert (head[-1], {row[-1] for row in rows} <= {outlets[0], rest}) == ("members", True)
    page = to_html(record)
    (section,) = re.findall(r'<section id="groups".*?</section>', page, re.S)
    assert "&lt;Wires&gt;" in section
    assert section.count('class="cell') == 2 * len(record["themes"]["themes"])
    tables = json.loads(re.findall(r'id="tables">(.*?)</script>', page, re.S)[0])
    buttons = re.findall(r'<button[^>]*class="small csv" data-name="([^"]*)"', page)
    assert "coverage-by-group" in buttons
    assert {*buttons} <= tables.keys()
    _, rows = tables["coverage-by-group"]
    assert {row["outlet"] for row in unpacked(rows)} == {"<Wires>", "Rest"}
    assert 'id="groups"' not in to_html(report_of())
    assert restored(re.findall(r'id="record">(.*?)</script>', page, re.S)[0]) == json.loads(render(record, "json"))


@pytest.mark.usefixtures("small_encoder")
def test_the_command_takes_your_groups(table: Path, tmp_path: Path) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text(f'Wires = ["{RECORDS[0]["outlet"]}"]\nRest = "*"\n', encoding="utf-8")
    done = runner.invoke(app, ["report", str(table), "--groups", str(groups), "--json"])
    assert list(json.loads(done.stdout)["grouped"]["groups"]) == ["Rest", "Wires"]
    assert "groups_absent" not in json.loads(done.stdout)["settings"]["report"]
    assert json.loads(runner.invoke(app, ["report", str(table), "--json"]).stdout)["grouped"] is None
    groups.write_text(f'Wires = ["{RECORDS[0]["outlet"]}", "Nobody"]\n', encoding="utf-8")
    picture = runner.invoke(app, ["report", str(table), "--groups", str(groups), "--format", "svg"])
    assert "names 1 outlet that the corpus lacks, left out of their groups: 'Nobody'" in picture.stderr
    assert "svg is by outlet, with --groups too" in picture.stderr
    with_absent = runner.invoke(app, ["report", str(table), "--groups", str(groups), "--json"])
    assert json.loads(with_absent.stdout)["settings"]["report"]["groups_absent"] == ["Nobody"]
    groups.write_text('Wires = ["Nobody"]\n', encoding="utf-8")
    assert runner.invoke(app, ["report", str(table), "--groups", str(groups)]).exit_code != 0
