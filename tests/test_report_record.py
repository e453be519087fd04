"""What the page holds of the record, the margins, the groups."""

from __future__ import annotations

import io
import json
import re
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

import summarize as sm
from summarize.cli import app
from summarize.rendering import render, render_report
from summarize.rendering.report.embedded import embedded
from summarize.rendering.report.page import to_html

from .conftest import RECORDS, SmallEncoder
from .reports import carried, data_of, report_of

if TYPE_CHECKING:
    from pathlib import Path

runner = CliRunner()

FIELDS = st.sampled_from(["document", "start", "stop", "text", "n"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.floats(-2, 2).map(lambda x: round(x, 3))
    | st.sampled_from(["a", "Talks began.", "No end.", "\ud800"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(FIELDS, inner, max_size=5), max_leaves=30
).filter(lambda value: '"text": true' not in json.dumps(value))


@given(VALUES)
@settings(max_examples=200, deadline=None)
def test_whatever_a_record_holds_the_page_gives_back(value: Any) -> None:
    record = report_of() | {"title": value}
    assert carried(embedded(record))["record"] == json.loads(render(record, "json"))


def test_the_words_of_sentences_stand_in_their_articles_alone() -> None:
    written = json.loads(zlib.decompress(b64decode(embedded(report_of()))))["record"]
    claims = [sentence for claim in written["compare"]["claims"] for sentence in claim["sentences"]]
    assert {sentence["text"] for sentence in (*written["themes"]["sentences"], *claims)} == {True}


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
    tables = carried(data_of(page))["tables"]
    buttons = re.findall(r'<button[^>]*class="small csv" data-name="([^"]*)"', page)
    assert "coverage-by-group" in buttons
    assert {*buttons} <= tables.keys()
    _, rows = tables["coverage-by-group"]
    assert {row["outlet"] for row in rows} == {"<Wires>", "Rest"}
    assert 'id="groups"' not in to_html(report_of())
    assert carried(data_of(page))["record"] == json.loads(render(record, "json"))


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
