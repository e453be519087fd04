"""The report: its record, what the page holds of it, the other exports."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import summarize as sm
import summarize.embedding
from summarize.cli import app
from summarize.comparison import VIEWS
from summarize.errors import InputError
from summarize.rendering import REPORT_FORMATS, render, render_report
from summarize.rendering.report import embedded, restored, to_html
from summarize.rendering.report.story import Story

from .conftest import RECORDS, SmallEncoder
from .reports import HANDLER, HOSTILE, SCRIPT, report_of

runner = CliRunner()


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return report_of()


@pytest.fixture(scope="module")
def hostile() -> dict[str, Any]:
    return report_of([*RECORDS, *HOSTILE])


class _Elements(HTMLParser):
    """Start tags with their attributes, and the ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [str(a["id"]) for _, a in self.tags if "id" in a]


def data_of(page: str) -> str:
    (found,) = re.findall(r'<script type="application/json" id="record">(.*?)</script>', page, re.S)
    return str(found)


def test_the_record_holds_what_the_commands_answer(record: dict[str, Any]) -> None:
    analysis = sm.analyse(
        sm.Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache(), seeds=["barges port authority fee"]
    )
    assert record["command"] == "report"
    compare = dict(sm.compare(analysis).to_dict())
    assert record["compare"] == {key: compare[key] for key in record["compare"]}
    assert set(VIEWS) <= set(record["compare"])
    assert record["themes"]["sentences"] == analysis.to_dict()["sentences"]
    assert record["brief"]["sentences"] == sm.brief(analysis).sentences
    assert {a["id"]: a["text"] for a in record["articles"]} == {d["id"]: d["text"] for d in RECORDS}


def test_the_page_and_the_record_are_one(record: dict[str, Any], hostile: dict[str, Any]) -> None:
    for each in (record, hostile):
        page = to_html(each)
        whole = json.loads(render(each, "json"))
        assert restored(data_of(page)) == whole
        assert "<" not in data_of(page)
        assert len(embedded(each)) < len(render(each, "json"))


def test_every_link_within_the_page_leads_somewhere(record: dict[str, Any]) -> None:
    elements = _Elements(to_html(record))
    assert len(elements.ids) == len(set(elements.ids))
    cells = {(c["theme"], c["outlet"]) for c in record["compare"]["coverage"]}
    outlets = [o.name for o in Story(record).outlets]
    for tag, attributes in elements.tags:
        href = attributes.get("href") or ""
        if tag == "a" and href.startswith("#"):
            cell = re.fullmatch(r"#cell-(\d+)-(\d+)", href)
            if cell:
                assert (int(cell[1]), outlets[int(cell[2])]) in cells
            elif not re.fullmatch(r"#theme-\d+", href):
                assert href[1:] in elements.ids, href


def test_every_sentence_of_the_corpus_is_an_anchor(record: dict[str, Any]) -> None:
    ids = set(_Elements(to_html(record)).ids)
    story = Story(record)
    for sentence in record["themes"]["sentences"]:
        assert story.cited(sentence).href[1:] in ids
    anchors = [a.anchor for a in story.articles]
    more = Story(report_of([*RECORDS, HOSTILE[1]]))
    assert set(anchors) < {a.anchor for a in more.articles}


def test_nothing_of_an_article_becomes_markup(hostile: dict[str, Any]) -> None:
    page = to_html(hostile)
    elements = _Elements(page)
    assert SCRIPT not in page
    assert HANDLER not in page
    assert [t for t, _ in elements.tags].count("script") == 2
    assert "img" not in {t for t, _ in elements.tags}
    for _, attributes in elements.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:"))
    outside = [a for t, a in elements.tags if t == "a" and not (a.get("href") or "").startswith("#")]
    assert all(a["rel"] == "noopener noreferrer external" for a in outside)
    shown = page.replace(data_of(page), "")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", shown)
    assert "\u202e" in data_of(page)
    assert "{{ 7 * 7 }}" in shown


def test_the_policy_lets_only_this_page_run(record: dict[str, Any]) -> None:
    page, live = to_html(record), to_html(record, live=True)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "connect-src &#39;none&#39;" in policy[1]
    assert "fetch(" not in page
    assert "connect-src &#39;self&#39;" in live
    assert not re.findall(r"(?:src|href)=\"(?!#)[^\"]*\.(?:js|css|woff2?)\"", page)


def test_a_view_that_is_refused_says_why(record: dict[str, Any]) -> None:
    refused = {
        **record["compare"],
        "voices": [],
        "refused": {**record["compare"]["refused"], "voices": "no marks at all"},
    }
    assert "no marks at all" in to_html({**record, "compare": refused})
    for view in ("figures", "likeness"):
        if not record["compare"][view]:
            assert record["compare"]["refused"][view] in to_html(record)


def test_one_article_and_one_outlet_make_a_page() -> None:
    page = to_html(report_of(RECORDS[:1]))
    assert "Only one outlet" in page or "What was read" in page
    assert page.count("<article ") == 1


def test_the_story_may_have_a_name(record: dict[str, Any]) -> None:
    assert '<h1 dir="auto">Grain &amp; talks</h1>' in to_html(report_of(title="Grain & talks"))
    assert "Headline of" in to_html(record)


@pytest.mark.parametrize("format", REPORT_FORMATS)
def test_every_format(record: dict[str, Any], hostile: dict[str, Any], format: str) -> None:
    for each in (record, hostile):
        content = render_report(each, format)
        assert len(content) > 200
        assert render_report(each, format) == content
    with pytest.raises(ValueError, match="format must be one of html"):
        render_report(record, "pdf")


def test_the_workbook_holds_every_view_as_text(hostile: dict[str, Any]) -> None:
    import openpyxl

    content = render_report(hostile, "xlsx")
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["read", "brief", "sentences", *VIEWS]
    assert book["sentences"].max_row == len(hostile["themes"]["sentences"]) + 1
    assert {cell.data_type for row in book["sentences"].iter_rows(min_row=2) for cell in row} <= {"s", "n"}
    starts = [row[2].value for row in book["sentences"].iter_rows(min_row=2)]
    assert starts == [s["start"] for s in hostile["themes"]["sentences"]]


def test_pictures_stand_alone(record: dict[str, Any], hostile: dict[str, Any]) -> None:
    from xml.etree import ElementTree as ET

    for chart in ("coverage", "timeline", "originality"):
        for each in (record, hostile):
            svg = render_report(each, "svg", chart=chart)
            assert isinstance(svg, str)
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}
            assert "svg" in tags
            assert tags <= {"svg", "title", "desc", "defs", "pattern", "line", "rect", "text", "circle"}
        png = render_report(record, "png", chart=chart)
        assert isinstance(png, bytes)
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
    with pytest.raises(ValueError, match="chart must be one of"):
        render_report(record, "svg", chart="pie")


def test_what_cannot_be_drawn_says_why(record: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    undated = report_of([{**r, "published": None} for r in RECORDS])
    with pytest.raises(InputError, match="no article has a date"):
        render_report(undated, "svg", chart="timeline")
    assert "No article has a date." in to_html(undated)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for name, extra in (("png", "pictures"), ("xlsx", "spreadsheet")):
        with pytest.raises(InputError, match=extra):
            render_report(record, name)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(summarize.embedding, "resolve", lambda model=None: SmallEncoder())
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in RECORDS), encoding="utf-8")
    return path


def test_the_command_writes_what_the_file_is_named(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = {
        "report.html": b"<!doctype html>",
        "report.md": b"# ",
        "report.json": b"{",
        "report.csv": b"theme,label",
        "report.txt": b"Read",
        "report.xlsx": b"PK",
        "report.svg": b"<svg",
        "report.png": b"\x89PNG",
    }
    for name, start in begun.items():
        done = runner.invoke(app, ["report", str(table), "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        assert done.stdout == ""
        assert start in (tmp_path / name).read_bytes()[:2000], name
    to_stdout = runner.invoke(app, ["report", str(table), "--title", "Grain"])
    assert to_stdout.stdout.startswith("<!doctype html>")
    assert json.loads(runner.invoke(app, ["report", str(table), "--json"]).stdout)["command"] == "report"
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", lambda url: opened.append(url))
    runner.invoke(app, ["report", str(table), "-o", str(tmp_path / "report.html"), "--open"])
    assert opened == [(tmp_path / "report.html").as_uri()]
    without = runner.invoke(app, ["report", str(table), "--open"])
    assert without.exit_code == 2
    nowhere = runner.invoke(app, ["report", str(table), "-o", str(tmp_path / "no" / "report.html")])
    assert (nowhere.exit_code, nowhere.stdout) == (1, "")


@pytest.mark.model
def test_a_second_report_needs_no_model(tmp_path: Path) -> None:
    folder = Path(__file__).parent.parent / "corpora" / "riyadh-talks"
    code = (
        "import sys; sys.argv = ['summarize', 'report', sys.argv[1], '-o', sys.argv[2]]\n"
        "from summarize.cli import app\n"
        "app(standalone_mode=False)\n"
        "print([m for m in ('torch', 'sklearn', 'scipy') if m in sys.modules])"
    )
    out = tmp_path / "report.html"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder), str(out)], capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "[]"
    assert out.stat().st_size < 1_500_000 * 17 / 30
