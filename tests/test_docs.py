"""The documents say what the program does: their commands run, every command and option is described."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.core import TyperOption
from typer.main import get_group
from typer.testing import CliRunner

import summarize as sm
import summarize.embedding
from summarize.cli import app
from summarize.records import SUMMARIES, VIEWS, json_schema
from summarize.rendering.collected import COLLECTED_COLUMNS
from summarize.writing import Described

from .conftest import RECORDS, SmallEncoder

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line[2:]
    for page in (README, (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"))
    for block in re.findall(r"```console\n(.*?)```", page, re.S)
    for line in block.splitlines()
    if line.startswith("$ summarize")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_the_readmes_commands_run(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(summarize.embedding, "resolve", lambda model=None: SmallEncoder())
    arguments = shlex.split(line)[1:]
    # The small encoder knows no meaning, so no sentence may join a seed; the theme asked for is then another.
    arguments = ["0" if argument == "Kazakh" else argument for argument in arguments]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 10


PRINTED = re.findall(r"<!-- printed by: (.*?) -->\n```text\n(.*?)\.\.\.\n```", README, re.S)


def test_the_readme_shows_what_three_of_its_commands_print() -> None:
    assert len(PRINTED) == 3
    assert {line for line, _ in PRINTED} <= set(COMMANDS)


@pytest.mark.model
@pytest.mark.parametrize(("line", "shown"), PRINTED)
def test_what_the_readme_shows_is_what_is_printed(line: str, shown: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(line), "--speed", "exact"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.stdout.startswith(shown)


@pytest.mark.model
def test_the_readmes_python_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 3


def test_every_command_is_in_the_readme() -> None:
    commands = get_group(app).commands
    for name, command in commands.items():
        assert f"| `{name}` |" in README
        for parameter in command.params:
            if isinstance(parameter, TyperOption):
                assert parameter.help, f"{name} {parameter.opts} has no help"


def test_the_two_commands_and_the_ci_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"demo:", "test:"} <= {line.split(" ")[0] for line in makefile.splitlines()}
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_links_of_the_documents_lead_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpora/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_corpus_table_is_true() -> None:
    corpus = sm.read(ROOT / "corpora" / "riyadh-talks", cache=sm.NoCache())
    table = (ROOT / "corpora" / "README.md").read_text(encoding="utf-8")
    for document in corpus.documents:
        (row,) = [line for line in table.splitlines() if line.startswith(f"| `{document.id}` |")]
        assert document.outlet in row
        assert row.split("|")[5].strip() == str(len(document.text.split()))


def test_no_path_of_a_machine_stands_anywhere() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".json", ".jsonl", "") and path.is_file():
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) not in text, name


TABLES_PAGE = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def columns_in_the_page(name: str) -> set[str]:
    (section,) = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", TABLES_PAGE, re.S | re.M)
    rows = re.findall(r"^\| (`.*?) \|", section, re.M)
    return {column for row in rows for column in re.findall(r"`(\w+)`", row)}


def test_every_column_of_every_table_is_described() -> None:
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache())
    compared = sm.compare(analysis)
    tables: dict[str, sm.Table] = {view: compared.table(view) for view in VIEWS}
    tables |= {f"compare --only {name}": compared.table(name) for name in SUMMARIES}
    tables |= {
        "read": sm.audit(analysis.source, cache=sm.NoCache()).table(),
        "brief": sm.brief(analysis).table(),
        "themes": analysis.table(),
        "article": sm.article(analysis, "post-1").table(),
        "stories": sm.stories(analysis.source, encoder=SmallEncoder(), cache=sm.NoCache()).table(),
    }
    for name, table in tables.items():
        assert columns_in_the_page(name) == set(table.columns), name
        assert len(table.columns) == len(set(table.columns)), name


def names_in(schema: Any) -> set[str]:
    """Names of all fields that a JSON Schema describes."""
    if isinstance(schema, list):
        return set().union(*map(names_in, schema))
    if not isinstance(schema, dict):
        return set()
    return {*schema.get("properties", {}), *names_in(list(schema.values()))}


def keys_below(value: Any) -> set[str]:
    """Names of all fields of a value."""
    if isinstance(value, list):
        return set().union(*map(keys_below, value))
    return {*value, *keys_below(list(value.values()))} if isinstance(value, dict) else set()


def test_every_field_of_the_json_is_described() -> None:
    analysis = sm.analyse(sm.read(ROOT / "corpora" / "riyadh-talks"), encoder=SmallEncoder(), cache=sm.NoCache())
    named = {
        word
        for page in ("json", "tables")
        for code in re.findall(r"`([^`\n]+)`", (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))
        for word in re.findall(r"\w+", code)
    }
    brief = sm.brief(analysis, focus="Who met in Riyadh?")
    answers: tuple[Any, ...] = (
        *(brief, sm.compare(analysis), analysis, sm.stories(analysis.source, encoder=SmallEncoder())),
        sm.audit(analysis.source),
    )
    for answer in answers:
        # Of what has no type of its own there are names alone.
        for stage in answer.to_dict()["settings"].values():
            assert keys_below(stage) <= named
    for sentence in brief:
        assert keys_below(sentence.reasons) <= named
    for command in get_args(Described):
        assert names_in(json_schema(command)) - named == set(), command
    for part in (getattr(sm.Settings(), field.name) for field in fields(sm.Settings)):
        assert {field.name for field in fields(part)} <= named


def test_every_column_of_the_tables_of_commands_is_described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summarize.embedding, "resolve", lambda model=None: SmallEncoder())
    corpus, stories, sheet = (tmp_path / name for name in ("corpus.jsonl", "stories.jsonl", "sheet.jsonl"))
    corpus.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    reference = "Ten ministers met at the palace. The talks ended without a signature."
    story = {"id": "grain", "documents": RECORDS, "references": [reference]}
    stories.write_text(json.dumps(story) + "\n", encoding="utf-8")
    label = {"document": "wire-1", "start": 0, "stop": 9, "theme": "treaty"}
    sheet.write_text(json.dumps(label) + "\n", encoding="utf-8")
    commands = {
        "gold": (["gold", corpus], ["gold", corpus, "--check", sheet]),
        "evaluate": (["evaluate", stories, "--words", "20"],),
        "tune": (["tune", corpus, "--trials", "1"],),
    }
    for name, lines in commands.items():
        columns: set[str] = set()
        for line in lines:
            done = CliRunner().invoke(app, [*map(str, line), "--format", "csv", "--quiet"])
            assert done.exit_code == 0, done.output
            columns |= set(re.sub(r"rouge_(\d|l|su4)_", "rouge_UNIT_", done.stdout.splitlines()[0]).split(","))
        assert columns_in_the_page(name) == columns, name
    assert columns_in_the_page("collect") == set(COLLECTED_COLUMNS)


@pytest.mark.model
def test_the_python_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.S)
    assert len(blocks) > 5
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_how_to_cite_says_what_the_project_says() -> None:
    import tomllib

    import yaml

    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])
