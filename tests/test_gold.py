"""Labels: the sheet written, read back, held against the corpus and against another labeller's."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from typer.testing import CliRunner

import summarize as sm
from summarize.cli import app
from summarize.corpus import Corpus
from summarize.errors import InputError
from summarize.evaluation.agreement import alpha_interval, krippendorff_alpha, label_agreement, pair_f1
from summarize.pipeline.labelling import check_gold, labelled_story
from summarize.reading.labels import read_labels

from .conftest import CORPORA, SHARED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("small_encoder")

runner = CliRunner()


def run(*arguments: object) -> Any:
    return runner.invoke(app, list(map(str, arguments)))


def labelled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sheet as a person fills it: barges, or the treaty, or nothing."""
    filled = []
    for row in rows:
        theme = "barges" if "arge" in row["text"] else "treaty" if "treaty" in row["text"] else "-"
        filled.append({**row, "theme": theme, "fact": "1" if "met at the" in row["text"] else ""})
    return filled


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def sheet(table: Path, tmp_path: Path) -> Path:
    path = tmp_path / "sheet.jsonl"
    assert run("gold", table, "-o", path).exit_code == 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return write(path, labelled(rows))


def test_a_sheet_with_labels_is_not_written_over(sheet: Path, table: Path, tmp_path: Path) -> None:
    before = sheet.read_bytes()
    done = run("gold", table, "-o", sheet)
    assert done.exit_code == 1
    assert "holds the labels of" in done.stderr
    spoilt = tmp_path / "spoilt.csv"
    spoilt.write_text("document,start,stop,theme\na,x,y,talks\n", encoding="utf-8")
    refused = run("gold", table, "-o", spoilt)
    assert (refused.exit_code, "may hold labels" in refused.stderr) == (1, True)
    assert sheet.read_bytes() == before
    empty = tmp_path / "sheet.csv"
    for _ in range(2):
        assert run("gold", table, "-o", empty).exit_code == 0


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_sheet_is_written_and_read_back(ending: str, table: Path, tmp_path: Path) -> None:
    path = tmp_path / f"sheet.{ending}"
    done = run("gold", table, "-o", path)
    assert done.exit_code == 0, done.output
    assert "To label" in done.stdout
    assert "wrote" in done.stderr
    (labels,) = read_labels(path)
    corpus = sm.analyse(sm.read(table)).corpus
    assert [(s.document, s.start, s.stop) for s in labels.spans] == [
        (corpus.documents[s.document].id, s.start, s.stop) for s in corpus.sentences
    ]
    assert not any(span.labelled for span in labels.spans)
    checked = run("gold", table, "--check", path)
    assert f"{len(corpus.sentences)} not labelled yet" in " ".join(checked.stdout.split())


def test_copies_are_counted_as_by_every_command(tmp_path: Path) -> None:
    talks, labels = CORPORA / "riyadh-talks", tmp_path / "labels.csv"
    labels.write_text("document,start,stop,theme\ndnipro-ledger-not-bound,0,20,talks\n", encoding="utf-8")
    commands = (["read"], ["gold", "--speed", "exact", "--profile"], ["gold", "--check", labels])
    found = [json.loads(run(*more, talks, "--json").stdout)["corpus"]["copies"] for more in commands]
    assert found == [3, 3, 3]


def test_a_sheet_says_what_stands_before_and_what_was_found(table: Path) -> None:
    rows = json.loads(run("gold", table, "--json").stdout)["sheet"]
    first = [row for row in rows if row["document"] == "wire-1"]
    assert first[0]["before"] == ""
    assert first[1]["before"] == first[0]["text"]
    assert {row["theme"] for row in rows} == {""}
    # Whoever labels is not told what the program would say, unless that is asked for.
    assert {row["suggestion"] for row in rows} == {""}
    suggested = json.loads(run("gold", table, "--suggest", "--json").stdout)["sheet"]
    assert all(row["suggestion"] for row in suggested)
    refused = run("gold", table, "--seed", "barges")
    assert (refused.exit_code, "add --suggest" in " ".join(refused.stderr.split())) == (2, True)
    assert run("gold", table, "--against-program").exit_code == 2


def test_a_suggestion_of_no_theme_is_none_when_it_is_copied(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    assert run("gold", table, "--suggest", "-o", path).exit_code == 0
    written = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row, name in zip(written, ("-", "'-", "'=treaty", "'treaty'"), strict=False):
        row["theme"] = name
    out = io.StringIO()
    writer = csv.DictWriter(out, list(written[0]))
    writer.writeheader()
    writer.writerows(written)
    path.write_text(out.getvalue(), encoding="utf-8")
    themes = [(span.theme, span.labelled) for span in read_labels(path)[0].spans[:4]]
    assert themes == [(None, True), (None, True), ("=treaty", True), ("'treaty'", True)]


@pytest.mark.parametrize("format", ["text", "markdown", "csv", "json"])
def test_every_format(format: str, table: Path, sheet: Path) -> None:
    for more in ([], ["--check", str(sheet)]):
        done = run("gold", table, *more, "--format", format)
        assert done.exit_code == 0, done.output
        assert done.stdout.strip()
    if format == "csv":
        assert {row["theme"] for row in csv.DictReader(io.StringIO(done.stdout))} == {"barges", "treaty"}


def test_a_spreadsheet_of_another_country(table: Path, sheet: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "sheet.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert [span.theme for span in read_labels(path)[0].spans] == [s.theme for s in read_labels(sheet)[0].spans]
    assert run("gold", table, "--check", path).exit_code == 0


def test_labels_are_laid_over_the_corpus(table: Path, sheet: Path) -> None:
    (labels,) = read_labels(sheet)
    story = labelled_story(sm.read(table), labels)
    assert story.themes == ("barges", "treaty")
    assert len(story.theme_of) == len(story.corpus.sentences) == len(labels.spans)
    for i, theme in enumerate(story.theme_of.tolist()):
        assert (theme == 0) == ("arge" in story.corpus.text_of(i))
    assert -1 in story.theme_of


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("nonsense", "expected one JSON object"),
        ("[1]", "expected an object"),
        ('{"document": "wire-1", "start": 0, "stop": 5}', "there is no theme"),
        ('{"document": "", "start": 0, "stop": 5, "theme": "a"}', "expected the id of a document"),
        ('{"document": "wire-1", "start": "x", "stop": 5, "theme": "a"}', "expected start to be a whole number"),
        ('{"document": "wire-1", "start": 9, "stop": 5, "theme": "a"}', "expected start before stop"),
        ('{"document": "wire-1", "start": 3, "stop": 9, "theme": "a"}', "stands on line 1 too"),
    ],
)
def test_rows_that_cannot_be_used(row: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"document": "wire-1", "start": 0, "stop": 5, "theme": null}\n' + row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2") as caught:
        read_labels(path)
    assert problem in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"document": "gone"}, "no document 'gone' in the corpus"),
        ({"stop": 99_999}, "ends after the text"),
        ({"text": "Other words."}, "columns have moved"),
    ],
)
def test_rows_that_do_not_fit_the_corpus(change: dict[str, Any], problem: str, table: Path, sheet: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    last = [i for i, row in enumerate(rows) if row["document"] == "post-2"][-1]
    rows[last] |= change
    done = run("gold", table, "--check", write(sheet, rows))
    assert done.exit_code == 1
    assert problem in done.stderr
    assert f"line {last + 1}" in done.stderr


def test_files_that_are_not_there(table: Path, tmp_path: Path) -> None:
    for name, problem in (("gone.csv", "no such file of labels"), ("", "expected files of labels")):
        (tmp_path / "empty").mkdir(exist_ok=True)
        done = run("gold", table, "--check", tmp_path / "empty" / name)
        assert done.exit_code == 1
        assert problem in done.stderr
    bad = tmp_path / "bad.csv"
    bad.write_text("document,text\nx,y\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected columns document, start, stop, theme; found: document, text"):
        read_labels(bad)
    bad.write_text("document,start,stop,theme\n", encoding="utf-8")
    with pytest.raises(InputError, match="found none"):
        read_labels(bad)


@pytest.mark.parametrize(
    ("said", "written", "told"),
    [
        (
            "The ministers who came to the café at the harbour on Monday said that they had not signed anything.",
            "The ministers who came to the cafÃ© at the harbour on Monday said that they had not signed anything.",
            "saved in another encoding; save it as CSV UTF-8",
        ),
        ("قال الوزير إن المحادثات انتهت", "??? ?????? ?? ????????? ?????", "saved in another encoding"),
        (
            "The ministers who came to the palace at the harbour on Monday said that they had signed.",
            "The ministers who came to the palace at the harbour on Monday said that they had resigned.",
            "'… said that they had signed.' in the corpus and '… said that they had resigned.' in the file; the corpus has",
        ),
    ],
)
def test_a_sentence_that_is_another_is_quoted_where_it_is_and_an_encoding_named(
    said: str, written: str, told: str, tmp_path: Path
) -> None:
    row = {"document": "a", "start": 0, "stop": len(said), "text": written, "theme": "x"}
    (labels,) = read_labels(write(tmp_path / "sheet.jsonl", [row]))
    with pytest.raises(InputError) as caught:
        labelled_story(Corpus.from_records([{"id": "a", "outlet": "A", "text": said}]), labels)
    assert told in str(caught.value)


@pytest.mark.parametrize("command", ["gold", "tune"])
def test_a_sheet_of_labels_is_no_corpus(command: str, table: Path, sheet: Path, tmp_path: Path) -> None:
    as_csv = tmp_path / "labels.csv"
    assert run("gold", table, "-o", as_csv).exit_code == 0
    quoted = tmp_path / "quoted.csv"
    quoted.write_text('"document";"start";"stop";"theme"\n"a";"0";"9";"x"\n', encoding="utf-8")
    for labels in (as_csv, sheet, quoted):
        done = run(command, labels)
        assert (done.exit_code, "expected a corpus, found labels" in done.stderr) == (1, True)
    folder = tmp_path / "labels"
    folder.mkdir()
    write(folder / "a.jsonl", [{"document": "a", "start": 0, "stop": 9, "theme": "x"}])
    assert "give them with --gold or --check" in run(command, folder).stderr
    (tmp_path / "odd.jsonl").write_text("[1, 2]\n", encoding="utf-8")
    assert "found labels" not in run(command, tmp_path / "odd.jsonl").stderr


def test_names_that_differ_in_case_or_blanks_are_told_of(table: Path, sheet: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert json.loads(run("gold", table, "--check", sheet, "--json").stdout)["names_alike"] == []
    barges = [k for k, row in enumerate(rows) if row["theme"] == "barges"]
    # Blanks around a name are none of it.
    rows[barges[0]]["theme"] = "  barges "
    assert json.loads(run("gold", table, "--check", write(sheet, rows), "--json").stdout)["names_alike"] == []
    other = [{**row, "theme": row["theme"] and row["theme"].replace("barges", "Barges")} for row in rows]
    second = write(tmp_path / "second.jsonl", other)
    found = run("gold", table, "--check", sheet, "--check", second)
    assert "“Barges” and “barges” are 2 themes, by case, marks or spaces alone" in " ".join(found.stdout.split())
    rows[barges[0]]["theme"] = "Barges"
    assert json.loads(run("gold", table, "--check", write(sheet, rows), "--json").stdout)["names_alike"] == [
        ["Barges", "barges"]
    ]


def test_two_labellers(table: Path, sheet: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    other = write(tmp_path / "other.jsonl", [{**row, "theme": row["theme"].replace("barges", "ships")} for row in rows])
    (found,) = json.loads(run("gold", table, "--check", sheet, "--check", other, "--json").stdout)["agreement"]
    # Names are each labeller's own.
    assert found["themes_adjusted_rand"] == 1.0
    assert found["no_theme_kappa"] == 1.0
    assert found["facts_f1"] == 1.0
    assert found["n_shared"] == len(rows)


def test_labellers_who_disagree_and_the_program(table: Path, sheet: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    changed = "barges" if rows[0]["theme"] == "treaty" else "treaty"
    other = [{**rows[0], "theme": changed}, *rows[1:]]
    files = [sheet, write(tmp_path / "second.jsonl", other), write(tmp_path / "third.jsonl", rows[1:])]
    arguments = [more for file in files for more in ("--check", file)]
    found = json.loads(run("gold", table, *arguments, "--against-program", "--json").stdout)
    assert [(a["first"], a["second"]) for a in found["agreement"][-3:]] == [(str(f), "summarize") for f in files]
    assert found["model"]
    together = found["reliability"]
    assert together["labellers"] == sorted(map(str, files))
    assert (together["n_sentences"], together["n_names"], together["n_shared_names"]) == (len(rows), 2, 2)
    assert 0 < together["themes"]["alpha"] < 1
    assert together["themes"]["low"] <= together["themes"]["alpha"] <= together["themes"]["high"]
    (apart,) = found["disagreements"]
    assert (apart["document"], apart["start"], apart["text"]) == tuple(
        rows[0][k] for k in ("document", "start", "text")
    )
    assert apart["themes"] == {str(files[0]): rows[0]["theme"].replace("-", "") or None, str(files[1]): changed}
    shown = " ".join(run("gold", table, *arguments).stdout.split())
    assert "3 labellers" in shown
    assert "Labelled differently: 1 sentence" in shown
    assert found["agreement"][0]["n_shared"] == len(rows)


def test_whether_there_is_a_theme_is_kept_apart_from_which(table: Path, sheet: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    at = next(k for k, row in enumerate(rows) if row["theme"] != "-")
    other = write(tmp_path / "other.jsonl", [{**row, "theme": "-"} if k == at else row for k, row in enumerate(rows)])
    found = json.loads(run("gold", table, "--check", sheet, "--check", other, "--json").stdout)["reliability"]
    assert found["themes"]["alpha"] < found["themed"]["alpha"] == 1
    shown = " ".join(run("gold", table, "--check", sheet, "--check", other).stdout.split())
    assert "the theme by its name, - being one, 0." in shown
    assert "and of sentences that all give a theme 1.00" in shown


def test_what_is_not_shown_of_the_disagreements_is_said(table: Path, sheet: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    other = write(
        tmp_path / "other.jsonl", [{**row, "theme": "treaty" if row["theme"] == "-" else "-"} for row in rows]
    )
    for written in ("text", "markdown"):
        done = run("gold", table, "--check", sheet, "--check", other, "--format", written)
        assert f"{len(rows) - 8} more in the JSON." in done.stdout


def test_a_blind_sheet_takes_the_settings_of_copies(table: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("[copies]\nlink = 0.25\n", encoding="utf-8")
    for more in ([], ["--suggest"]):
        found = json.loads(run("gold", table, "--settings", settings, *more, "--json").stdout)
        assert found["settings"]["copies"]["link"] == 0.25


def test_alpha_as_published() -> None:
    # Four observers, twelve units, some not observed: Krippendorff's own example, 0.743.
    said = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    counts = np.zeros((12, 5))
    for one in said:
        for unit, name in enumerate(one):
            if name != ".":
                counts[unit, int(name) - 1] += 1
    assert krippendorff_alpha(counts) == pytest.approx(0.743, abs=0.0005)
    assert krippendorff_alpha(np.array([[2.0, 0], [2, 0]])) is None
    low, high = alpha_interval(counts, np.arange(12)) or (0, 0)
    assert 0.3 < low < 0.743 < high <= 1
    assert alpha_interval(counts, np.arange(12) % 2) is None


def test_agreement_by_hand() -> None:
    found = label_agreement([("a", "x"), ("a", None), (None, None), (None, "x")], [(None, None)] * 4)
    assert found.n_both == 1
    assert found.themes_adjusted_rand is None
    assert found.no_theme_kappa == pytest.approx(0.0)
    assert found.facts_f1 is None
    assert label_agreement([], []).no_theme_kappa is None
    assert label_agreement([("a", "a")] * 2, []).no_theme_kappa is None
    items = [(str(i % 3), str(i % 2) if i % 5 else None) for i in range(12)]
    together = [
        {(i, j) for i in range(12) for j in range(i) if items[i][k] == items[j][k] is not None} for k in range(2)
    ]
    expected = 2 * len(together[0] & together[1]) / (len(together[0]) + len(together[1]))
    assert pair_f1(items) == pytest.approx(expected)


def test_the_second_labeller_agrees_as_the_notes_say() -> None:
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"{SHARED / 'gold'} is not there: the development data lies outside the project")
    corpus = Corpus.from_records(
        [
            document
            for line in (SHARED / "data" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
            for document in json.loads(line)["documents"]
        ]
    )
    files = [labels for name in ("gold", "gold_second") for labels in read_labels(SHARED / name)]
    pairs = check_gold(corpus, files, cache=sm.NoCache()).to_dict()["agreement"]
    assert len(pairs) == 2
    assert sum(p["themes_adjusted_rand"] or 0 for p in pairs) / 2 == pytest.approx(0.73, abs=0.01)
    assert sum(p["facts_f1"] or 0 for p in pairs) / 2 == pytest.approx(0.88, abs=0.01)
