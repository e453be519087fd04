from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner

import summarize as sm
import summarize.embedding
from summarize.cli import app
from summarize.cli.notices import reading_notices
from summarize.records import SUMMARIES, VIEWS
from summarize.rendering.themes import EACH_THEME_COLUMNS, THEME_COLUMNS
from summarize.rendering.views import TABLES
from summarize.rendering.views import VIEWS as WRITTEN
from summarize.settings.themes import Granularity
from summarize.themes.partition import MERGE_SIMILARITY

from .conftest import RECORDS

pytestmark = pytest.mark.usefixtures("small_encoder")

runner = CliRunner()


def answer(*arguments: str | Path, **options: Any) -> Any:
    done = runner.invoke(app, [*map(str, arguments), "--json"], **options)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize("command", ["brief", "themes", "compare", "read"])
def test_json_is_one_object_on_stdout(command: str, table: Path) -> None:
    record = answer(command, table)
    assert (record["schema"], record["command"]) == (1, command)
    assert {d["id"] for d in record["corpus"]["documents"]} == {r["id"] for r in RECORDS}


@pytest.mark.parametrize("command", ["brief", "themes", "compare", "read", "cache"])
@pytest.mark.parametrize("format", ["text", "markdown", "csv", "json"])
def test_every_command_in_every_format(command: str, format: str, table: Path) -> None:
    corpus = [] if command == "cache" else [str(table)]
    done = runner.invoke(app, [command, *corpus, "--format", format])
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()
    assert "\x1b" not in done.stdout
    if format == "csv":
        assert len(list(csv.reader(io.StringIO(done.stdout)))) > (0 if command == "cache" else 1)
    # Of a comparison a table is one view.
    assert ("this is the table of coverage" in done.stderr) == (command == "compare" and format == "csv")


def test_the_command_line_takes_all_granularities() -> None:
    assert sorted(get_args(Granularity)) == sorted(MERGE_SIMILARITY)


def test_every_view_is_written() -> None:
    assert sorted(WRITTEN) == sorted(VIEWS)
    assert sorted(TABLES) == sorted((*VIEWS, *SUMMARIES))


def test_a_table_of_themes_is_of_sentences_or_of_themes(table: Path) -> None:
    columns = {}
    for rows in (None, "sentences", "themes"):
        asked = [] if rows is None else ["--rows", rows]
        done = runner.invoke(app, ["themes", str(table), "--format", "csv", *asked])
        assert ("--rows themes gives a row a theme" in done.stderr) == (rows is None)
        columns[rows] = next(csv.reader(io.StringIO(done.stdout)))
    assert columns[None] == columns["sentences"] == list(THEME_COLUMNS)
    assert columns["themes"] == list(EACH_THEME_COLUMNS)
    refused = runner.invoke(app, ["themes", str(table), "--rows", "themes"])
    assert (refused.exit_code, "add --format csv" in refused.stderr) == (2, True)


@pytest.mark.parametrize("only", SUMMARIES)
def test_compare_shows_a_table_of_a_row_an_outlet_or_a_theme(only: str, table: Path) -> None:
    for form in ("text", "markdown", "csv", "json"):
        done = runner.invoke(app, ["compare", str(table), "--only", only, "--format", form])
        assert done.exit_code == 0, done.output
        assert done.stdout.strip()


def test_stdin_reads_as_the_file(table: Path) -> None:
    for command in ("brief", "themes"):
        from_file = answer(command, table)
        from_stdin = answer(command, "-", input=table.read_bytes())
        assert from_stdin["sentences"] == from_file["sentences"]


def test_options_of_brief(table: Path) -> None:
    assert answer("brief", table, "--words", "30")["n_words"] <= 30
    assert len(answer("brief", table, "--sentences", "2")["sentences"]) == 2
    assert answer("brief", table, "--method", "lead")["solver"] == "lead"
    assert answer("brief", table, "--focus", "fee for barges")["settings"]["focus"] == "fee for barges"
    assert answer("brief", table, "--known", str(table))["sentences"] == []
    per_theme = answer("brief", table, "--per-theme")
    themes = [s["theme"] for s in per_theme["sentences"]]
    assert themes[1:] == sorted(themes[1:])
    explained = runner.invoke(app, ["brief", str(table), "--explain"]).stdout
    assert "why: rank" in explained
    curve = runner.invoke(app, ["themes", str(table), "--explain"]).stdout
    assert "agreement" in curve
    assert curve.count(" used\n") == 1
    assert "one for all stories" in " ".join(curve.split())
    asked = runner.invoke(app, ["themes", str(table), "--explain", "--n-themes", "1", "--seed", "barges"]).stdout
    assert " used\n" not in asked
    assert "1 theme was asked for beside the seed." in asked
    assert "No bar is used, since a number was asked for." in asked
    assert "why: rank" not in runner.invoke(app, ["brief", str(table)]).stdout


def test_options_of_themes(table: Path, tmp_path: Path) -> None:
    assert len(answer("themes", table, "--n-themes", "1")["themes"]) == 1
    fine, coarse = (answer("themes", table, "--granularity", g)["choice"] for g in ("fine", "coarse"))
    assert fine["rule"] != coarse["rule"]
    seeded = answer("themes", table, "--seed", "barges port authority fee")["themes"]
    assert [t["label"] for t in seeded if t["seeded"]] == ["barges port authority fee"]
    seeds = tmp_path / "seeds.toml"
    seeds.write_text('[[seed]]\nname = "barges at anchor pay a fee to the port authority"\n')
    assert any(t["seeded"] for t in answer("themes", table, "--seeds", seeds)["themes"])


def test_options_of_compare(table: Path) -> None:
    found = answer("compare", table, "--outlets", "Harbour Wire,The River Ledger")
    assert {c["outlet"] for c in found["coverage"]} == {"Harbour Wire", "The River Ledger"}
    again = answer("compare", table, "--outlets", "The River Ledger", "--outlets", "harbour wire")
    assert again["coverage"] == found["coverage"]
    only = runner.invoke(app, ["compare", str(table), "--only", "copies"]).stdout
    assert "Copies" in only
    assert "Who covers what" not in only
    assert "claims" not in answer("compare", table, "--only", "coverage")


def test_groups_of_outlets(table: Path, tmp_path: Path) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text('Inland = ["The River Ledger"]\nCoast = "*"\n', encoding="utf-8")
    record = answer("compare", table, "--groups", groups)
    assert {row["outlet"] for row in record["breadth"]} == {"Inland", "Coast"}
    assert {row["outlet"] for row in record["originality"]} == {r["outlet"] for r in RECORDS}
    coast = answer("compare", table, "--groups", groups, "--outlets", "coast")
    assert {row["outlet"] for row in coast["breadth"]} == {"Coast"}
    for name in ("Harbour Wire", "coast,the river ledger"):
        inside = runner.invoke(app, ["compare", str(table), "--groups", str(groups), "--outlets", name])
        assert inside.exit_code == 1
        assert " is in '" in inside.stderr
        assert inside.stderr.endswith("; name groups: Coast, Inland\n")
    by_article = runner.invoke(app, ["compare", str(table), "--groups", str(groups), "--article", RECORDS[0]["id"]])
    assert (by_article.exit_code, "leave out --only, --outlets and --groups" in by_article.stderr) == (2, True)
    for view, told in (("claims", True), ("originality", True), ("figures", True), ("breadth", False)):
        shown = runner.invoke(app, ["compare", str(table), "--groups", str(groups), "--only", view])
        assert (shown.exit_code, f"{view} is by outlet, with --groups too" in shown.stderr) == (0, told)
        assert "by outlet, with --groups" not in shown.stdout
    by_group = runner.invoke(app, ["compare", str(table), "--groups", str(groups), "--only", "coverage"]).stdout
    said = " ".join(by_group.split())
    assert "Share of the group's sentences and their number; versions of one text count once within a group" in said
    groups.write_text(
        'Inland = ["River Ledger", "Harbour Wires", "Delta Wire", "Far Sun"]\nCoast = "*"\n', encoding="utf-8"
    )
    done = runner.invoke(app, ["compare", str(table), "--groups", str(groups), "--only", "breadth", "--format", "json"])
    lacking = "names 3 outlets that the corpus lacks, left out of their groups: 'Harbour Wires' (did you mean 'Harbour Wire'?), 'Delta Wire', 'Far Sun'\n"
    assert (done.exit_code, f"{groups} {lacking}" in done.stderr) == (0, True)
    settings = json.loads(done.stdout)["settings"]
    assert settings["groups"] == {"Inland": ["The River Ledger"], "Coast": "*"}
    assert settings["groups_absent"] == ["Delta Wire", "Far Sun", "Harbour Wires"]
    groups.write_text('Inland = ["River Ledgers"]\n', encoding="utf-8")
    done = runner.invoke(app, ["compare", str(table), "--groups", str(groups)])
    assert done.exit_code == 1
    assert str(groups) in done.stderr
    assert "did you mean 'The River Ledger'?" in done.stderr


def test_settings_decide_and_are_shown(table: Path, tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text('[themes]\ngranularity = "coarse"\n')
    record = answer("themes", table, "--settings", settings)
    assert record["settings"]["themes"]["granularity"] == "coarse"
    settings.write_text("[themes]\nsize = 3\n")
    done = runner.invoke(app, ["themes", str(table), "--settings", str(settings)])
    assert done.exit_code == 1
    assert "no such key: size" in done.stderr


def test_a_random_state_draws_anew(table: Path) -> None:
    drawn = {
        str(
            [
                s["text"]
                for s in answer("brief", table, "--method", "random", "--sentences", "2", "--random-state", str(n))[
                    "sentences"
                ]
            ]
        )
        for n in range(5)
    }
    assert len(drawn) > 1


def test_output_goes_to_the_file(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.md"
    done = runner.invoke(app, ["brief", str(table), "--format", "markdown", "-o", str(out)])
    assert done.stdout == ""
    assert f"wrote {out}" in done.stderr
    assert out.read_text(encoding="utf-8").startswith("# Brief")
    nowhere = runner.invoke(app, ["brief", str(table), "-o", str(tmp_path / "no" / "where.txt")])
    assert nowhere.exit_code == 1
    assert "there is no folder" in nowhere.stderr
    folder = runner.invoke(app, ["brief", str(table), "-o", str(tmp_path)])
    assert (folder.exit_code, "it is a folder" in folder.stderr) == (1, True)
    assert "# Brief" in runner.invoke(app, ["brief", str(table), "--format", "markdown", "-o", "-"]).stdout


def test_a_name_that_promises_another_format_is_refused_before_any_work(table: Path, tmp_path: Path) -> None:
    for command, name in (("brief", "a.html"), ("compare", "a.xlsx"), ("themes", "a.jsonl"), ("read", "a.toml")):
        done = runner.invoke(app, [command, str(table), "-o", str(tmp_path / name)])
        assert done.exit_code == 2
        assert "it is written as one of .txt" in done.stderr
        assert not (tmp_path / name).exists()


def test_no_input_is_written_over_and_no_result_becomes_an_article(table: Path, tmp_path: Path) -> None:
    before = table.read_bytes()
    link = tmp_path / "link.jsonl"
    link.symlink_to(table)
    for arguments in (
        ["read", table, "-o", table],
        ["read", table, "-o", link],
        ["brief", link, "--format", "csv", "-o", table],
    ):
        done = runner.invoke(app, list(map(str, arguments)))
        assert done.exit_code == 1
        assert "it is read from, and would be lost" in done.stderr
    assert table.read_bytes() == before
    folder = tmp_path / "corpus"
    (folder / "courier").mkdir(parents=True)
    article = folder / "courier" / "talks.txt"
    article.write_text("The talks in the palace ended on Tuesday.", encoding="utf-8")
    places: tuple[tuple[str, Path, str], ...] = (
        ("brief", folder / "brief.md", "would be read as an article by the next run"),
        ("report", folder / "courier" / "report.html", "would be read as an article"),
        ("brief", article, "is one of the articles"),
    )
    for command, name, why in places:
        done = runner.invoke(app, [command, str(folder), "-o", str(name)])
        assert (done.exit_code, why in done.stderr) == (1, True), done.stderr
    assert [path.name for path in folder.rglob("*.*")] == ["talks.txt"]
    for unread in (".brief.md", "brief"):
        assert runner.invoke(app, ["brief", str(folder), "-o", str(folder / unread)]).exit_code == 0


def test_no_file_that_an_option_names_is_written_over(table: Path, tmp_path: Path) -> None:
    rows = [{"document": r["id"], "start": 0, "stop": 30, "theme": "talks"} for r in RECORDS]
    contents = {
        "labels.csv": "document,start,stop,theme\n" + "".join(f"{r['document']},0,30,talks\n" for r in rows),
        "labels/a.jsonl": "".join(json.dumps(row) + "\n" for row in rows),
        "groups.toml": f'Some = ["{RECORDS[0]["outlet"]}"]\nOthers = "*"\n',
        "seeds.toml": '[[seed]]\nname = "barges"\n',
        "settings.toml": "[brief]\nrandom_state = 5\n",
        "known.json": json.dumps(RECORDS[:1]),
        "model/modules.json": "[]",
        "stories.jsonl": json.dumps({"id": "s", "documents": RECORDS, "references": ["Talks."]}) + "\n",
    }
    files = {name: tmp_path / name for name in contents}
    for name, content in contents.items():
        files[name].parent.mkdir(exist_ok=True)
        files[name].write_text(content, encoding="utf-8")
    (tmp_path / "soft").symlink_to(files["settings.toml"])
    (tmp_path / "hard").hardlink_to(files["settings.toml"])
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "talks.jsonl").symlink_to(table)
    settings, labels = ["--settings", files["settings.toml"]], files["labels.csv"]
    for arguments, output in (
        (["gold", table, "--check", labels], labels),
        (["gold", table, "--check", tmp_path / "labels"], files["labels/a.jsonl"]),
        (["gold", table, "--check", tmp_path / "labels"], tmp_path / "labels" / "agreement.csv"),
        (["tune", table, "--gold", labels, "--format", "csv"], labels),
        (["compare", table, "--groups", files["groups.toml"]], files["groups.toml"]),
        (["report", table, "--groups", files["groups.toml"]], files["groups.toml"]),
        (["themes", table, "--seeds", files["seeds.toml"]], files["seeds.toml"]),
        (["stories", table, *settings], files["settings.toml"]),
        (["compare", table, *settings], tmp_path / "labels" / ".." / "settings.toml"),
        (["brief", table, *settings], tmp_path / "soft"),
        (["brief", table, *settings], tmp_path / "hard"),
        (["brief", table, "--known", files["known.json"]], files["known.json"]),
        (["read", table, "--model", tmp_path / "model"], files["model/modules.json"]),
        (["evaluate", files["stories.jsonl"]], files["stories.jsonl"]),
        (["brief", tmp_path / "linked"], table),
    ):
        done = runner.invoke(app, [*map(str, arguments), "--format", "text", "-o", str(output)])
        assert done.exit_code == 1, (arguments, done.output)
        assert f"{output}: it " in done.stderr
        assert "read from" in done.stderr
        assert {name: file.read_text(encoding="utf-8") for name, file in files.items()} == contents
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("talks.txt", "tune.html"):
        (folder / name).write_text("The talks in the palace ended on Tuesday.", encoding="utf-8")
    done = runner.invoke(app, ["tune", str(folder), "--pictures", str(folder)])
    assert (done.exit_code, "tune.html: it lies in the corpus" in done.stderr) == (1, True)
    assert sorted(path.name for path in folder.iterdir()) == ["talks.txt", "tune.html"]
    beside = runner.invoke(app, ["brief", str(table), *map(str, settings), "-o", str(tmp_path / "labels" / "brief.md")])
    assert beside.exit_code == 0


def test_what_breaks_off_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    from summarize.cli.output import deliver

    file = tmp_path / "result.txt"
    file.write_text("before", encoding="utf-8")
    file.chmod(0o640)

    def pieces() -> Any:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(file, pieces())
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("result.txt", "before")]
    deliver(file, ["whole"])
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("whole", 0o640)


def test_the_random_state_of_the_settings_holds_where_none_is_given(table: Path, tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text("\ufeff[brief]\nrandom_state = 5\n[themes]\nrandom_state = 6\n", encoding="utf-8")
    own = answer("brief", table, "--settings", settings)["settings"]
    assert (own["brief"]["random_state"], own["themes"]["random_state"]) == (5, 6)
    given = answer("brief", table, "--settings", settings, "--random-state", "7")["settings"]
    assert (given["brief"]["random_state"], given["themes"]["random_state"]) == (7, 7)
    assert runner.invoke(app, ["themes", str(table), "--random-state", "-1"]).exit_code == 2


def test_outlets_that_are_none_are_refused(table: Path) -> None:
    done = runner.invoke(app, ["compare", str(table), "--outlets", " , "])
    assert (done.exit_code, "names no outlet" in done.stderr) == (2, True)


def test_an_outlet_with_a_comma_in_its_name_can_be_shown(tmp_path: Path) -> None:
    rows = [dict(RECORDS[k], id=str(k), outlet=name) for k, name in enumerate(("Smith, Jones & Co", "Smith", "Post"))]
    table = tmp_path / "t.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for asked, shown in (
        (["smith, jones & co"], {"Smith, Jones & Co"}),
        (["Post,Smith, Jones & Co"], {"Post", "Smith, Jones & Co"}),
        (["Smith,Post"], {"Smith", "Post"}),
        (["Smith", "Smith, Jones & Co"], {"Smith", "Smith, Jones & Co"}),
    ):
        options = [word for name in asked for word in ("--outlets", name)]
        assert {row["outlet"] for row in answer("compare", table, "--only", "breadth", *options)["breadth"]} == shown
    done = runner.invoke(app, ["compare", str(table), "--outlets", "Smith, Jones"])
    assert done.exit_code == 1
    assert "no such outlet: Jones; the outlets are: Post; Smith; Smith, Jones & Co" in done.stderr


def test_articles_without_an_outlet_or_a_date_are_told_of(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    rows = [{"text": f"The talks in palace {n} ended on Tuesday.", "date": "03/02/2025"} for n in range(2)]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = runner.invoke(app, ["brief", str(table)])
    assert "2 of 2 documents name no outlet, and each stands for itself" in done.stderr
    assert "--map outlet=COLUMN" in done.stderr
    assert "2 dates were not read, first " in done.stderr
    assert "say --dates day-first or --dates month-first" in done.stderr
    assert runner.invoke(app, ["brief", str(table), "--quiet"]).stderr == ""


def test_outlets_that_may_be_one_are_told_of(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    rows = [
        {"outlet": f"Post{end}", "text": f"The talks{end} in the palace ended."} for end in ("", " Online", " Weekly")
    ]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said = "'Post' (1 document) and 'Post Online' (1 document); 'Post' (1 document) and 'Post Weekly' (1 document)"
    for command in ("read", "brief"):
        assert said in runner.invoke(app, [command, str(table)]).stderr
    assert said in answer("read", table)["corpus"]["notes"][0]


def test_the_order_of_day_and_month_can_be_said(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    rows = [{"id": str(n), "text": f"The talks in palace {n} ended.", "date": f"0{n}/05/2025"} for n in (3, 4)]
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def read_by(command: str, *options: str) -> list[str | None]:
        return sorted(d["published"] or "" for d in answer(command, table, *options)["corpus"]["documents"])

    for command in ("read", "brief"):
        # One cache: what is kept of the one order is not read for another.
        assert read_by(command) == ["", ""]
        assert read_by(command, "--dates", "day-first") == ["2025-05-03", "2025-05-04"]
        assert read_by(command, "--dates", "month-first") == ["2025-03-05", "2025-04-05"]
    done = runner.invoke(app, ["brief", str(table), "--dates", "day-first"])
    assert "dates were not read" not in done.stderr
    assert runner.invoke(app, ["read", str(table), "--dates", "european"]).exit_code == 2


def test_options_that_exclude_each_other_are_refused(table: Path, tmp_path: Path) -> None:
    for arguments, both in (
        (["brief", table, "--json", "--format", "csv"], ("--json", "--format csv")),
        (["report", table, "--json", "--format", "html"], ("--json", "--format html")),
        (["cache", "--json", "--format", "text"], ("--json", "--format text")),
        (["brief", table, "--words", "5", "--sentences", "1"], ("--words", "--sentences")),
        (["brief", table, "--per-theme", "--per-outlet"], ("--per-theme", "--per-outlet")),
        (["report", table, "--chart", "timeline"], ("--chart", "--format svg")),
        (["gold", table, "--check", table, "--seed", "barges"], ("--check", "--seed")),
    ):
        done = runner.invoke(app, [*map(str, arguments)])
        assert (done.exit_code, done.stdout) == (2, "")
        assert all(option in done.stderr for option in both)
    assert json.loads(runner.invoke(app, ["brief", str(table), "--json", "--format", "json"]).stdout)
    csv_named = tmp_path / "brief.csv"
    assert runner.invoke(app, ["brief", str(table), "--json", "-o", str(csv_named)]).exit_code == 0
    assert json.loads(csv_named.read_text(encoding="utf-8"))["command"] == "brief"


def test_the_name_of_the_file_says_the_format(table: Path, tmp_path: Path) -> None:
    def written(name: str, *options: str) -> str:
        file = tmp_path / name
        assert runner.invoke(app, ["brief", str(table), "-o", str(file), *options]).exit_code == 0
        return file.read_text(encoding="utf-8")

    assert json.loads(written("a.json"))["command"] == "brief"
    assert written("a.md").startswith("# Brief")
    assert not written("b.md", "--format", "text").startswith("# Brief")
    assert not written("a.brief").startswith(("#", "{"))
    refused = runner.invoke(app, ["report", str(table), "-o", str(tmp_path / "a.pdf")])
    assert refused.exit_code == 2
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("options", [["brief", "--focus", " "], ["themes", "--seed", ""]])
def test_what_has_no_word_is_refused(options: list[str], table: Path) -> None:
    done = runner.invoke(app, [options[0], str(table), *options[1:]])
    assert done.exit_code == 1
    assert "such as" in done.stderr


def test_the_clean_corpus_reads_back(table: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean.jsonl"
    done = runner.invoke(app, ["read", str(table), "-o", str(clean)])
    assert done.exit_code == 0
    assert "Documents" in done.stdout
    assert answer("brief", clean)["sentences"] == answer("brief", table)["sentences"]


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("paper,words\nCourier,The talks in the palace ended on Tuesday.\n", encoding="utf-8")
    record = answer("read", path, "--map", "outlet=paper", "--map", "text=words")
    assert record["documents"][0]["outlet"] == "Courier"
    bad = runner.invoke(app, ["read", str(path), "--map", "outlet"])
    assert bad.exit_code == 2
    assert "expected FIELD=COLUMN" in bad.stderr


def test_what_was_left_out_is_said_on_stderr(table: Path) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "text": ""}\n{broken\n')
    done = runner.invoke(app, ["brief", str(table)])
    assert done.exit_code == 0
    assert "2 inputs were left out, first " in done.stderr
    assert "corpus.jsonl, line 5: empty" in done.stderr
    assert runner.invoke(app, ["brief", str(table), "--quiet"]).stderr == ""


def test_exit_codes(tmp_path: Path, table: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    failed = runner.invoke(app, ["brief", str(empty)])
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "it holds no files" in failed.stderr
    assert runner.invoke(app, ["brief", str(table), "--no-such-option"]).exit_code == 2
    assert runner.invoke(app, ["brief", str(table), "--words", "0"]).exit_code == 2
    assert runner.invoke(app, ["brief"]).exit_code == 2
    missing = runner.invoke(app, ["brief", str(tmp_path / "corpus.json")])
    assert missing.exit_code == 1
    assert "did you mean" in missing.stderr
    assert "corpus.jsonl?" in missing.stderr


def test_the_cache_is_shown_and_cleared(table: Path) -> None:
    answer("brief", table)
    kept = json.loads(runner.invoke(app, ["cache", "--json"]).stdout)
    # Of nine sentences, three headlines, and the phrases that themes could be called by.
    assert kept["models"] == [{"model": "small", "vectors": 9 + 3 + 18}]
    assert kept["stages"]["brief"] == 1
    cleared = json.loads(runner.invoke(app, ["cache", "--clear", "--json"]).stdout)
    assert (cleared["models"], cleared["stages"]) == ([], {})
    assert "It is empty." in runner.invoke(app, ["cache"]).stdout


def test_without_the_cache_nothing_is_kept(table: Path) -> None:
    runner.invoke(app, ["brief", str(table), "--no-cache"])
    assert json.loads(runner.invoke(app, ["cache", "--json"]).stdout)["models"] == []


def test_help_has_an_example_and_the_version_shows() -> None:
    for command in ("brief", "themes", "compare", "report", "serve", "read", "cache"):
        done = runner.invoke(app, [command, "--help"])
        assert done.exit_code == 0
        assert f"Example: summarize {command}" in " ".join(done.stdout.split())
    assert runner.invoke(app, ["--version"]).stdout.startswith("summarize 0.")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summarize", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        cwd=Path(__file__).parent.parent,
    )


@pytest.mark.model
def test_the_program_itself(table: Path) -> None:
    done = run("brief", str(table), "--words", "60", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["n_words"] <= 60
    again = run("brief", str(table), "--words", "60", "--json")
    assert again.stdout == done.stdout
    assert again.stderr == ""
    closed = subprocess.run(
        f'"{sys.executable}" -m summarize themes "{table}" | head -1',
        shell=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert "Traceback" not in closed.stderr


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("read '{table}' > /dev/full", 1, "standard output: could not be written: No space left"),
        ("read '{table}' --json > /dev/full", 1, "standard output: could not be written: No space left"),
        ("read '{table}' >&-", 1, "standard output: could not be written: Bad file descriptor"),
        ("read '{table}' -o '{out}' >&-", 0, "wrote"),
        ("read - <&-", 1, "standard input: nothing usable"),
        ("read '{table}' 2>&-", 0, ""),
        ("read nowhere 2>&-", 1, ""),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_streams_that_are_full_or_closed(line: str, code: int, said: str, table: Path, tmp_path: Path) -> None:
    command = line.format(table=table, out=tmp_path / "out.txt")
    done = subprocess.run(
        f'"{sys.executable}" -W error -m summarize {command}',
        shell=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_an_interrupt_while_the_program_starts_is_no_traceback() -> None:
    code = (
        "import sys, signal, builtins, summarize.__main__ as program\n"
        "whole = builtins.__import__\n"
        "def importing(name, *rest):\n"
        "    if name.startswith('typer'): raise KeyboardInterrupt\n"
        "    return whole(name, *rest)\n"
        "builtins.__import__ = importing\n"
        "program.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent.parent
    )
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.skipif(os.name != "posix", reason="sends SIGTERM")
@pytest.mark.parametrize(
    ("chosen", "status"), [("signal.SIG_DFL", 143), ("signal.SIG_IGN", 0), ("lambda *_: sys.exit(7)", 7)]
)
def test_sigterm_ends_as_ctrl_c_does_unless_somebody_decided_otherwise(chosen: str, status: int) -> None:
    code = (
        "import os, signal, sys, summarize.__main__ as program, summarize.cli.read as read\n"
        f"signal.signal(signal.SIGTERM, {chosen})\n"
        "read.Run.read = lambda *_: (os.kill(os.getpid(), signal.SIGTERM), sys.exit(0))\n"
        "program.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "read", "corpora/riyadh-talks"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    kept = "summarize: terminated; nothing was written"
    assert (done.returncode, done.stderr.strip()) == (status, kept if status == 143 else "")


@pytest.mark.skipif(os.name != "posix", reason="sends SIGTERM")
def test_sigterm_before_a_command_runs_is_no_traceback() -> None:
    code = (
        "import os, signal, sys, summarize.__main__ as program, summarize.cli\n"
        "sys.modules['summarize.cli.app'].app = lambda: os.kill(os.getpid(), signal.SIGTERM)\n"
        "program.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent.parent
    )
    assert (done.returncode, done.stderr) == (143, "")


@pytest.mark.parametrize(
    ("beside", "printed"),
    [
        ("atexit.register(print, 'at exit')", ["at exit"]),
        # Somebody still works: the program waits for them.
        ("threading.Thread(target=lambda: (threading.main_thread().join(), print('late'))).start()", ["late"]),
    ],
)
def test_a_program_that_is_done_ends_at_once_and_leaves_nothing_undone(beside: str, printed: list[str]) -> None:
    code = (
        "import atexit, os, threading, summarize.__main__ as program\n"
        # Nobody is there to see it go where the program ends at once.
        f"class Seen:\n    def __del__(self, write=os.write): write(2, b'taken down')\nseen = Seen()\n{beside}\n"
        "program.main()\n"
    )
    for words, status in ((["--version"], 0), (["read", "nosuch"], 1)):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=Path(__file__).parent.parent
        )
        said = [] if status else [f"summarize {summarize.__version__}"]
        assert (done.returncode, done.stdout.splitlines()) == (status, said + printed)
        assert ("taken down" in done.stderr) == ("late" in printed)
        assert ("nosuch" in done.stderr) == (status == 1)


def test_a_cache_that_cannot_be_used_is_said_and_survived(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("SUMMARIZE_CACHE", str(blocked))
    done = runner.invoke(app, ["brief", str(table)])
    assert done.exit_code == 0
    assert "cannot be used" in done.stderr
    assert "--no-cache" in done.stderr


def test_an_interrupt_is_130_and_says_what_is_kept(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarize.embedding.embed", interrupted)
    for options, kept in (([], True), (["--no-cache"], False)):
        done = runner.invoke(app, ["brief", str(table), *options])
        assert done.exit_code == 130
        assert ("what was embedded so far is kept" in done.stderr) is kept
        assert ("nothing was written" in done.stderr) is not kept


def test_an_interrupt_of_gold_says_what_is_kept_where_something_is(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    for name in ("gold", "check_gold"):
        monkeypatch.setattr(f"summarize.pipeline.labelling.{name}", interrupted)
    labels = tmp_path / "labels.csv"
    labels.write_text(f"document,start,stop,theme\n{RECORDS[0]['id']},0,30,talks\n")
    check = ["--check", str(labels)]
    for options, kept in (([], False), (["--suggest"], True), (check, False), ([*check, "--against-program"], True)):
        done = runner.invoke(app, ["gold", str(table), *options])
        assert done.exit_code == 130
        assert ("what was embedded so far is kept" in done.stderr) is kept


def test_a_choice_that_is_none_is_told_with_the_nearest(table: Path) -> None:
    for option, given, meant in (("--only", "covrage", "coverage"), ("--format", "txt", "text")):
        done = runner.invoke(app, ["compare", str(table), option, given])
        assert done.exit_code == 2
        told = " ".join(done.stderr.split())
        assert f"'{given}' is not one of" in told
        assert f"Did you mean '{meant}'?" in told
        assert "Value error" not in told
    assert "Did you mean" not in runner.invoke(app, ["compare", str(table), "--only", "zzz"]).stderr


def test_a_file_that_holds_another_format_than_its_name_says_is_told(table: Path, tmp_path: Path) -> None:
    for name, options, told in (
        ("x.json", ("--format", "csv"), ", which holds csv, as asked, and not what .json says"),
        ("x.csv", ("--json",), ", which holds json, as asked, and not what .csv says"),
        ("x.json", ("--json",), ""),
        ("x.out", ("--json",), ""),
        ("x.csv", (), ""),
    ):
        done = runner.invoke(app, ["brief", str(table), "-o", str(tmp_path / name), *options])
        assert done.exit_code == 0, done.output
        assert f"wrote {tmp_path / name}{told}\n" in done.stderr
    done = runner.invoke(app, ["report", str(table), "-o", str(tmp_path / "r.html"), "--json"])
    assert f"wrote {tmp_path / 'r.html'}, which holds json, as asked, and not what .html says\n" in done.stderr


def test_two_ways_to_choose_the_number_of_themes_are_one_too_many(table: Path) -> None:
    done = runner.invoke(app, ["themes", str(table), "--n-themes", "4", "--granularity", "fine"])
    assert done.exit_code == 2
    assert "--granularity is another way" in done.stderr
    done = runner.invoke(app, ["themes", str(table), "--n-themes", "1", "--explain"])
    assert "1 theme was asked for" in done.stdout


def test_a_theme_without_a_name_is_none(table: Path) -> None:
    done = runner.invoke(app, ["brief", str(table), "--theme", " "])
    assert done.exit_code == 1
    assert "a theme is named by its number, its label or a part of it, got ' '" in done.stderr


def test_the_help_names_every_exit_code() -> None:
    assert "143 terminated" in " ".join(runner.invoke(app, ["--help"]).stdout.split())


def test_a_language_of_which_nothing_is_known_is_told_of() -> None:
    from summarize.cli.notices import language_notices
    from summarize.embedding.models import DEFAULT

    def said(*languages: str | None, model: str | None = DEFAULT.identity) -> list[str]:
        documents = [{"language": language} for language in languages]
        return list(language_notices({"model": model, "corpus": {"documents": documents}}))

    assert said("en", "und", None, "fr", "ta") == []
    assert said("te", "en", "kn", "te")[0].startswith("3 of 4 documents are in a language (kn, te) of which neither")
    assert said("te", "en")[0].startswith("1 of 2 documents is in a language (te) ")
    # Of a model of one's own it is not known what it knows, and a command without one finds nothing by meaning.
    assert said("te", model="another@0123") == said("te", model=None) == []
    assert list(language_notices({"command": "cache"})) == []


def test_outlets_that_are_one_but_for_an_article_are_told_of() -> None:
    names = ("The Harbour Post", "Harbour Post", "Harbour Post", "harbour post")
    rows = [{"id": f"{i}", "outlet": name, "text": f"Talks began, writes number {i}."} for i, name in enumerate(names)]
    (notice,) = reading_notices(sm.Corpus.from_records(rows))
    assert notice.startswith(
        "the outlet 'The Harbour Post' is read as 'Harbour Post': they differ in a leading article alone; if these are two, "
    )


def test_only_an_encoding_that_was_guessed_is_told_of(tmp_path: Path) -> None:
    words = "Les ministres se sont réunis au café de la gare, et ils ont parlé du traité pendant neuf heures. " * 3
    (tmp_path / "a.txt").write_bytes(words.encode("cp1252"))
    page = f"<html><head><meta charset='windows-1252'><title>A</title></head><body><p>{words}</p></body></html>"
    (tmp_path / "b.html").write_bytes(page.encode("cp1252"))
    told = [list(reading_notices(sm.read(tmp_path / name))) for name in ("a.txt", "b.html")]
    assert [sum("encoding of" in notice for notice in notices) for notices in told] == [1, 0]
