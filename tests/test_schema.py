"""The JSON Schema of the records: what the commands answer is valid by it."""

from __future__ import annotations

import json
from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, is_typeddict

import pytest
from typer.testing import CliRunner

import summarize as sm
from summarize import records
from summarize.cli import app
from summarize.records import VIEWS, json_schema
from summarize.records.describing import DESCRIBED

from .conftest import RECORDS, SmallEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.records import ViewName

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def problems(value: Any, schema: dict[str, Any], whole: dict[str, Any], place: str = "$") -> list[str]:
    """What of a value is not as the schema says: the part of JSON Schema that is used here."""
    if "$ref" in schema:
        return problems(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, place)
    if "anyOf" in schema:
        tried = [problems(value, each, whole, place) for each in schema["anyOf"]]
        return min(tried, key=len)
    if "const" in schema and value != schema["const"]:
        return [f"{place}: {value!r}, expected {schema['const']!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place}: {value!r}, expected one of {schema['enum']}"]
    kinds = _TYPES.get(schema.get("type", ""), (object,))
    if not isinstance(value, kinds) or (isinstance(value, bool) and schema.get("type") in ("integer", "number")):
        return [f"{place}: {value!r}, expected {schema['type']}"]
    found = []
    if isinstance(value, dict):
        found += [f"{place}: no {name}" for name in schema.get("required", ()) if name not in value]
        known = schema.get("properties", {})
        other = schema.get("additionalProperties", {})
        for name, item in value.items():
            found += problems(item, known.get(name, other), whole, f"{place}.{name}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            found += problems(item, schema.get("items", {}), whole, f"{place}[{number}]")
    return found


def held(result: Any, name: str | None = None) -> None:
    record = result.to_dict()
    schema = json_schema(name or record["command"])
    assert problems(record, schema, schema) == []
    # Every field of the record is described.
    assert record.keys() <= schema["properties"].keys()


@pytest.fixture
def analysis(encoder: SmallEncoder) -> sm.Analysis:
    return sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder)


def test_results_are_valid(analysis: sm.Analysis) -> None:
    nothing = sm.NoCache()
    held(analysis)
    held(sm.brief(analysis))
    held(sm.brief(analysis, per_outlet=True, max_words=40))
    held(sm.compare(analysis))
    held(sm.compare(analysis, outlets="Harbour Wire,Morning Post of Ostrava Bay"))
    held(sm.compare(analysis, groups={"wire": ["Harbour Wire"], "papers": "*"}))
    held(sm.article(analysis, "post-1"))
    held(sm.audit(analysis.source))
    held(sm.report(analysis))
    held(sm.stories(analysis.source, encoder=analysis.encoder))
    held(sm.gold(analysis))
    row = {"id": "story", "documents": RECORDS, "references": ["Ten ministers met at the harbour palace."]}
    held(sm.evaluate([row], words=(20,), methods=("lead", "coverage"), encoder=analysis.encoder, cache=nothing))


@pytest.mark.parametrize("view", VIEWS)
def test_one_view_is_valid(view: ViewName, analysis: sm.Analysis) -> None:
    held(sm.compare(analysis, only=view))


@pytest.mark.parametrize("command", DESCRIBED)
def test_the_command_prints_the_schema(command: str, tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["schema", command])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == json_schema(command)
    file = tmp_path / "schema.json"
    assert CliRunner().invoke(app, ["schema", command, "-o", str(file)]).stdout == ""
    assert file.read_text(encoding="utf-8") == printed.stdout


def test_what_the_cache_holds_is_valid() -> None:
    kept = json.loads(CliRunner().invoke(app, ["cache", "--json"]).stdout)
    schema = json_schema("cache")
    assert problems(kept, schema, schema) == []
    assert kept.keys() == schema["properties"].keys()


def test_what_is_not_described_is_refused() -> None:
    with pytest.raises(ValueError, match="there is a schema for each of read, collect"):
        json_schema("bref")


def test_what_is_wrong_is_found(analysis: sm.Analysis) -> None:
    schema = json_schema("brief")
    record: Any = sm.brief(analysis).to_dict()
    record["sentences"][0]["start"] = "0"
    del record["n_words"]
    assert problems(record, schema, schema) == ["$: no n_words", "$.sentences[0].start: '0', expected integer"]


def test_no_two_records_have_one_name() -> None:
    # Types are found by their name, so that one of two would hide the other.
    modules = [import_module(f"summarize.records.{module.name}") for module in iter_modules(records.__path__)]
    named = Counter(
        name
        for module in modules
        for name, value in vars(module).items()
        if is_typeddict(value) and value.__module__ == module.__name__
    )
    assert [name for name, n in named.items() if n > 1] == []
