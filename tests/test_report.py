"""The report: its record, what the page holds of it, the other exports."""

from __future__ import annotations

import html
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
from summarize.cli import app
from summarize.errors import InputError
from summarize.records import SUMMARIES, VIEWS
from summarize.rendering import REPORT_FORMATS, render, render_report
from summarize.rendering.report.claims import claim_groups
from summarize.rendering.report.embedded import embedded
from summarize.rendering.report.glance import glance
from summarize.rendering.report.matrix import matrix
from summarize.rendering.report.page import to_html
from summarize.rendering.report.story import Story, label_name
from summarize.rendering.reuse import ORIGINALITY_LEGEND, originality_blocks
from summarize.rendering.timeline import TIMELINE_COLUMNS
from summarize.rendering.voices import SAME_WORDS, SPOKE_ALIKE

from .conftest import RECORDS, SmallEncoder
from .reports import HANDLER, HOSTILE, SCRIPT, carried, compared, data_of, report_of

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
        assert carried(data_of(page))["record"] == whole
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
            elif not re.fullmatch(r"#(theme|quoted|carried|timed|first)-\d+", href):
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
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", page)
    assert "\u202e" in json.dumps(carried(data_of(page)), ensure_ascii=False)
    assert "{{ 7 * 7 }}" in page


def test_what_is_in_another_language_says_in_which() -> None:
    said = "« Nous ne signerons rien avant la fin de la semaine », a déclaré la ministre Anne Dupont au port."
    french = [
        {
            "id": o,
            "outlet": o,
            "title": f"Le traité, vu par {o}",
            "text": f"{said} Les barges attendent au port de {o}.",
        }
        for o in ("Courrier", "Dépêche")
    ]
    arabic = HOSTILE[-1]
    for records, language in (
        (french, "fr"),
        ([arabic, {**arabic, "id": "b", "outlet": "المدينة"}, *RECORDS[:1]], "ar"),
    ):
        made = report_of([{"language": language, **record} for record in records])
        page = to_html(made).partition("<h1")[2]
        words = r"[é«]" if language == "fr" else "[\u0621-\u064a]"
        told = re.findall(rf'<(q|blockquote|h3|span class="headline") ?([^>]*)>([^<]*{words}[^<]*)<', page)
        assert {tag[:4] for tag, _, _ in told} >= {"q", "h3", "span"}
        assert [found for found in told if f'lang="{language}"' not in found[1]] == []
        assert page.startswith(f' dir="auto" lang="{language}"')
        labels = [theme["label"] for theme in made["themes"]["themes"]]
        assert all(label_name(label) in page for label in labels)
    assert "lang=" not in "".join(re.findall(r"<q [^>]*>", to_html(report_of())))
    assert label_name("محادثات, الرياض") == "محادثات، الرياض"
    voices = to_html(report_of(french)).partition('id="voices"')[2].partition("</section>")[0]
    assert 'class="said">Nous ne signerons rien' in voices
    assert "“Nous" not in voices


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
    assert "No marks at all." in to_html({**record, "compare": refused})
    for view in ("figures", "likeness"):
        if not record["compare"][view]:
            why = record["compare"]["refused"][view]
            assert f"{why[:1].upper()}{why[1:]}." in to_html(record)


def test_what_a_very_large_corpus_is_limited_to_is_said(record: dict[str, Any]) -> None:
    assert "Not looked at in full" not in to_html(record)
    near = "above 10 sentences <some> at a time"
    limited = {"claims": near, "alignments": f"{near}; the most probable", "figures": near}
    page = to_html(compared(record, limited=limited))
    assert "claims, figures: above 10 sentences &lt;some&gt; at a time; alignments: above 10" in page


def test_one_article_and_one_outlet_make_a_page() -> None:
    record = report_of(RECORDS[:1])
    page = to_html(record)
    assert page.count("<article ") == 1
    shown = page.replace(data_of(page), "")
    assert "One outlet alone" in shown
    assert "There is no other outlet to hold them against" in shown
    for claim in record["compare"]["claims"]:
        assert f'href="{Story(record).cited(claim["sentences"][0]).href}"' in shown
    for untold in ("two thirds of the outlets", 'id="disputed"', "“independent” counts"):
        assert untold not in shown


def test_articles_of_several_stories_are_not_called_one(record: dict[str, Any]) -> None:
    assert "stories" not in re.sub(r"<script.*", "", to_html(record), flags=re.S)
    assert "This looks like 3 stories, and is taken as one." in to_html(record, n_stories=3)
    assert "This looks like 2 stories" in str(render_report(record, "html", n_stories=2))


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
    assert book.sheetnames == ["read", "brief", "sentences", *VIEWS, *SUMMARIES, "about"]
    about = {row[0].value: row[1].value for row in book["about"].rows}
    assert (about["version"], about["model"]) == (hostile["version"], hostile["model"])
    assert book["sentences"].max_row == len(hostile["themes"]["sentences"]) + 1
    # Whether a sentence counts is a truth value, and nothing is a formula.
    assert {cell.data_type for row in book["sentences"].iter_rows(min_row=2) for cell in row} <= {"s", "n", "b"}
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


def test_a_picture_names_its_story_and_has_room_for_its_outlets() -> None:
    long = "The Northern Harbour Evening Chronicle"
    records = [{**r, "outlet": long if r["outlet"] == RECORDS[0]["outlet"] else r["outlet"]} for r in RECORDS]
    made = report_of(records)
    for chart in ("coverage", "timeline", "originality"):
        named = render_report({**made, "title": "Talks by the sea"}, "svg", chart=chart)
        assert isinstance(named, str)
        assert ">Talks by the sea</text>" in named
        assert long[:29] in named
        unnamed = render_report(made, "svg", chart=chart)
        assert isinstance(unnamed, str)
        # The headline stands in its place, with the outlet that printed it.
        article = made["brief"]["sentences"][0]["document"]
        (title,) = (d["title"] for d in made["corpus"]["documents"] if d["id"] == article)
        assert f": {title}</text>" in unnamed


def test_a_workbook_names_the_texts_that_it_is_made_of(record: dict[str, Any]) -> None:
    pytest.importorskip("xlsxwriter")
    from python_calamine import CalamineWorkbook

    written = render_report(record, "xlsx")
    assert isinstance(written, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    about = dict(book.get_sheet_by_name("about").to_python()[1:])
    assert about["fingerprint"] == record["corpus"]["fingerprint"]
    assert about["documents"] == len(record["corpus"]["documents"])


def test_a_sheet_without_rows_has_its_columns_and_the_last_says_why() -> None:
    from python_calamine import CalamineWorkbook

    undated = report_of([{**r, "published": None} for r in RECORDS])
    written = render_report(undated, "xlsx")
    assert isinstance(written, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    (head,) = book.get_sheet_by_name("timeline").to_python()
    assert tuple(head) == TIMELINE_COLUMNS
    about = dict(book.get_sheet_by_name("about").to_python()[1:])
    assert about["no rows, timeline"] == undated["compare"]["refused"]["timeline"]


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


@pytest.mark.usefixtures("small_encoder")
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
        "print([m for m in ('numpy', 'torch', 'sklearn', 'scipy') if m in sys.modules])"
    )
    out = tmp_path / "report.html"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder), str(out)], capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "[]"
    assert out.stat().st_size < 1_500_000 * 17 / 30


def _sentence(record: dict[str, Any], document: str, nth: int) -> dict[str, Any]:
    found = [s for s in record["themes"]["sentences"] if s["document"] == document]
    return {key: found[nth][key] for key in ("document", "outlet", "start", "stop", "text")}


def test_aligned_sentences_show_where_they_differ(record: dict[str, Any]) -> None:
    one, other = _sentence(record, "wire-1", 2), _sentence(record, "post-1", 4)
    begun = {"start": one["start"], "stop": one["start"] + 14}, {"start": other["start"], "stop": other["start"] + 14}
    changed = (
        {"start": one["stop"] - 9, "stop": one["stop"] - 1},
        {"start": other["stop"] - 5, "stop": other["stop"] - 1},
    )
    untold: dict[str, Any] = {"first_telling": [], "second_telling": []}
    row = {
        "first": one,
        "second": other,
        "probability": 0.9,
        "identical": False,
        "same_text": False,
        "marks": ["number", "reporting"],
        "changes": [
            {"kind": "equal", "first": begun[0], "second": begun[1], "marks": [], **untold},
            {
                "kind": "replace",
                "first": changed[0],
                "second": changed[1],
                "marks": ["number"],
                "first_telling": [{**changed[0], "start": changed[0]["stop"] - 3}],
                "second_telling": [],
            },
        ],
    }
    with_rows = compared(record, alignments=[row, {**row, "identical": True}])
    page = to_html(with_rows)
    (section,) = re.findall(r'<section id="aligned".*?</section>', page, re.S)
    assert (
        f'<span class="other">{one["text"][-9:-4]}</span><span class="told">{one["text"][-4:-1]}</span>.</q>' in section
    )
    assert f'<span class="other">{other["text"][-5:-1]}</span>.</q>' in section
    assert "Another number; in one alone: a verb of saying" in section
    assert section.count('class="diff item"') == 1
    nothing = {**row, "marks": []}
    assert "none differs in a number" in to_html(compared(record, alignments=[nothing]))
    unlikely = {**row, "probability": 0.4}
    assert 'class="diff item"' not in to_html(compared(record, alignments=[unlikely]))


def test_figures_that_exclude_each_other_stand_on_one_scale(record: dict[str, Any]) -> None:
    sentence = _sentence(record, "post-1", 2)
    value = {**sentence, "text": "40 barges", "sentence": sentence, "value": 40.0, "low": 40.0, "high": 40.0}
    value |= {"unit": "count", "qualifier": None, "opening": None, "attributed_to": "port authority"}
    range_ = {**value, "text": "20 to 30", "value": None, "low": 20.0, "high": 30.0, "qualifier": "at least"}
    figure = {
        "what": "barges",
        "terms": ["port"],
        "label": "update over time",
        "reasons": ["update over time"],
        "independent": 2,
        "outlets": ["The Post", "Harbour Wire"],
        "conflict": True,
        "against": [[0, 1]],
        "bounds": [],
        "claims": [],
    }
    rows = [{**figure, "values": [value, range_]}, {**figure, "what": "agreed", "conflict": False, "values": [value]}]
    page = to_html(compared(record, figures=rows))
    (section,) = re.findall(r'<section id="figures".*?</section>', page, re.S)
    assert section.index("20 to 30") < section.index("40 barges")
    assert section.count(f'<q dir="auto">{sentence["text"]}</q>') == 2
    assert 'cx="96.0%"' in section
    assert 'x="4.0%" y="5" width="46.0%"' in section
    assert "update over time" in section
    agreed = "Figures that agree (1)"
    assert section.index(agreed) > section.index("<b><bdi>barges</bdi></b>")
    assert section.index("<b><bdi>agreed</bdi></b>") > section.index(agreed)
    alike = to_html(compared(record, figures=rows[1:]))
    assert "None among those that can be compared" in alike


def test_a_cell_without_a_sentence_has_no_interval(record: dict[str, Any]) -> None:
    cells = [{**cell, "low": 0.0, "high": 0.5, "n_articles": 2} for cell in record["compare"]["coverage"]]
    rows = matrix(Story(compared(record, coverage=cells)))
    shown = [cell for row in rows for cell in row["cells"]]
    silent = [cell["outcome"] in ("absent", "cannot_tell") for cell in shown]
    assert {*silent} == {True, False}
    assert [", interval " not in cell["words"] for cell in shown] == silent


def test_likeness_stands_in_the_order_of_its_tree(record: dict[str, Any]) -> None:
    names = [o.name for o in Story(record).outlets]
    item = {
        "kind": "claims",
        "outlets": names,
        "values": [[1.0, 0.1, 0.8], [0.1, 1.0, 0.2], [0.8, 0.2, 1.0]],
        "merges": [
            {"first": [names[0]], "second": [names[2]], "likeness": 0.8},
            {"first": [names[0], names[2]], "second": [names[1]], "likeness": 0.15},
        ],
        "left_out": [{"outlet": "Tiny", "size": 2}],
        "cophenetic": 0.97,
        "refused": None,
        "chance": None,
        "sizes": [9, 9, 9],
    }
    refused = {**item, "kind": "verbatim", "outlets": [], "values": [], "merges": [], "refused": "one outlet only"}
    page = to_html(compared(record, likeness=[item, refused]))
    (section,) = re.findall(r'<section id="likeness".*?</section>', page, re.S)
    places = [section.index(f"<li><bdi>{name}</bdi></li>") for name in (names[0], names[2], names[1])]
    assert places == sorted(places)
    assert section.count("<path") == 2
    assert "One outlet only." in section
    assert "Tiny (2)" in section
    assert "0.80" in section
    two = {
        **item,
        "outlets": names[:2],
        "values": [[1.0, 0.12], [0.12, 1.0]],
        "merges": [],
        "refused": "a tree needs three",
    }
    page = to_html(compared(record, likeness=[two]))
    (section,) = re.findall(r'<section id="likeness".*?</section>', page, re.S)
    assert f"<bdi>{names[0]}</bdi> and <bdi>{names[1]}</bdi>: <b>0.12</b>" in section
    assert "a tree needs three" not in section.lower()


def test_what_is_left_out_stressed_and_first_is_shown(record: dict[str, Any]) -> None:
    outlets = [o.name for o in Story(record).outlets]
    near = {**_sentence(record, "post-1", 0), "similarity": 0.4}
    said = _sentence(record, "wire-1", 0)
    doubted = {"certain": False, "sentence": said, "statement": said, "earlier": [_sentence(record, "post-1", 0)]}
    more: dict[str, Any] = {
        "omissions": [
            {
                "claim": 0,
                "outlet": outlets[0],
                "count": 0,
                "outcome": "absent",
                "elsewhere": 3,
                "nearest": near,
                "perhaps": 0.0,
                "unstated": True,
            },
            {
                "claim": 0,
                "outlet": outlets[1],
                "count": 2,
                "outcome": "covered",
                "elsewhere": 3,
                "nearest": None,
                "unstated": False,
            },
        ],
        "emphasis": [
            {
                "theme": 0,
                "term": None,
                "outlet": outlets[1],
                "count": 5,
                "of": 8,
                "count_elsewhere": 1,
                "of_elsewhere": 9,
            }
            | {"ratio": 3.25, "log_odds": 1.2, "significant": True},
            {"theme": None, "term": "barge", "outlet": outlets[1], "significant": True},
        ],
        "timeline": [
            {"claim": 0, "outlet": outlets[0], "document": "wire-1", "lag_minutes": 0.0, "place": "first", **doubted},
            {"claim": 0, "outlet": outlets[1], "document": "post-1", "lag_minutes": 150.0, "place": "later", **doubted},
        ],
        "timeline_outlets": [
            {"outlet": outlets[0], "n_claims": 1, "n_certain": 0, "n_first": 0, "n_tied": 0, "median_lag_minutes": None}
        ],
        "breadth": [
            {
                "outlet": outlets[0],
                "n_sentences": 8,
                "n_themes": 2,
                "effective": 1.9,
                "rarefied": None,
                "rarefied_to": None,
                "n_shared": 2,
                "of_shared": 3,
                "n_shared_surely": 1,
                "n_consensus_surely": 1,
                "of_consensus_surely": 1,
                "of_shared_surely": 1,
                "n_consensus": 0,
                "of_consensus": 0,
            }
        ],
    }
    page = to_html(compared(record, **more))
    assert "1 fact, 1 absent" in page
    assert "; here absent, the nearest" in page
    more["omissions"][0]["outcome"] = "cannot_tell"
    assert "; here cannot tell, no sentence found" in to_html(compared(record, **more))
    assert "×3.2" in page
    assert "+2 h 30" in page
    assert "(not certain)" in page
    assert "Earlier, perhaps: 1 article" in page
    assert 'id="table-timeline"' in page
    assert "1–2 of 3" in page


def test_what_copies_of_one_text_print_is_not_told_by_one_outlet_alone() -> None:
    wire = (
        "Two work trains collided in a tunnel on Wednesday morning. The authority says that the trains did not derail. "
        "One worker is being treated for his injuries. Firefighters removed one person from the tunnel after the accident."
    )
    copies = [
        {"id": f"w{n}", "outlet": f"Outlet {n}", "title": f"Trains {n}", "published": "2017-12-27", "text": wire}
        for n in range(3)
    ]
    own = {
        "id": "own",
        "outlet": "Own",
        "title": "Snow",
        "published": "2017-12-27",
        "text": "The governor opened a bridge across the river.",
    }
    story = Story(report_of([*copies, own]))
    groups = {group["kind"]: group for group in claim_groups(story)}
    assert not groups["consensus"]["claims"]
    assert not groups["shared"]["claims"]
    assert {len(claim["outlets"]) for claim in groups["copied"]["claims"]} == {3}
    assert {len(claim["outlets"]) for claim in groups["exclusive"]["claims"]} == {1}
    most = glance(story)["supported"]
    assert most["place"] == "copies"
    assert {claim["n_outlets"] for claim in most["claims"]} == {3}
    assert {claim["independent"] for claim in most["claims"]} == {1}
    page = to_html(story.record)
    assert page.index('<h3 id="one-text">Printed by several outlets, as one text') < page.index('<h3 id="only">')
    aside = re.search(r'<aside class="glance".*?</aside>', page, re.S)
    assert aside is not None
    assert "1 claim of one outlet alone" in aside[0]
    assert "What several outlets print is" in page
    nothing = Story(compared(story.record, claims=[]))
    assert glance(nothing)["supported"]["claims"] == []


def test_the_page_says_of_own_words_what_the_terminal_says(record: dict[str, Any]) -> None:
    assert ORIGINALITY_LEGEND in html.unescape(to_html(record))
    *_, told = originality_blocks(record["compare"], True)
    assert ORIGINALITY_LEGEND in str(told)


def test_a_quotation_at_different_lengths_stands_once_with_its_sentences() -> None:
    first, second = "The river is high again and the dam will not hold it for long.", "Nobody here has slept all week."
    third = "We asked the ministry for pumps in March and heard nothing from anybody since."
    other = "We asked the ministry for the pumps in March and we heard nothing from anybody,"
    texts = {
        "A": f"Rain fell. Jane Moss said on Monday: “{first} {third}” Boats left the port.",
        "B": f"Rain fell there. “{first} {second} {other}” Jane Moss told the town. The ferry stopped.",
        "C": f"The dam is old. Paul Roe said on Monday: “{first}” Workers left by bus.",
    }
    made = report_of([{"id": name, "outlet": f"Paper {name}", "text": text} for name, text in texts.items()])
    page = to_html(made).partition('id="voices"')[2].partition("</section>")[0]
    (figure,) = re.findall(r'<figure class="cut item">(.*?)</figure>', page, re.S)
    assert re.findall(r'<blockquote[^>]*><q class="said">(.*?)</q>', figure) == [first, second, other]
    assert f'in other words, <bdi class="o">Paper A</bdi>: <q dir="auto" class="said">{third}</q>' in figure
    # What an outlet does not print leads nowhere, and what it prints to where that stands.
    rows = re.findall(
        r'<li class="s"[^>]*>(?:<a href="([^"]*)">)?<bdi class="o">(.*?)</bdi>.*?<span class="n">(\d+)', figure
    )
    assert {words == "0" for href, _, words in rows if not href} == {True}
    assert {words == "0" for href, _, words in rows if href} == {False}
    assert len({href for href, outlet, _ in rows if outlet == "Paper A" and href}) == 2
    (given,) = re.findall(rf"<h3>{SAME_WORDS}</h3>(.*)", page, re.S)
    assert SPOKE_ALIKE in given
    assert re.findall(r"<b><bdi>(.*?)</bdi></b>", given) == ["Jane Moss", "Paul Roe"]


def test_what_was_left_out_stands_at_one_place_on_the_page_and_in_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_text(json.dumps([*RECORDS, {"outlet": "Harbour Wire", "text": ""}]), encoding="utf-8")
    place = f"item {len(RECORDS) + 1}"
    assert place in " ".join(runner.invoke(app, ["read", str(file)]).stdout.split())
    page = runner.invoke(app, ["report", str(file), "-o", str(tmp_path / "page.html")])
    assert page.exit_code == 0
    assert place in (tmp_path / "page.html").read_text(encoding="utf-8")
