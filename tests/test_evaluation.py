"""Oracles and measures against slow loops, data sets and their errors, and `summarize evaluate` from end to end."""

from __future__ import annotations

import csv
import io
import json
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import summarize as sm
import summarize.embedding
from summarize.cli import app
from summarize.errors import InputError
from summarize.evaluation.measures import claim_share, redundancy, reference_coverage
from summarize.evaluation.oracle import exact_oracle, greedy_oracle, rouge_counts
from summarize.evaluation.rouge import rouge
from summarize.pipeline.evaluations import ORACLES
from summarize.reading.dataset import read_dataset
from summarize.records.evaluation import SURE_FROM
from summarize.rendering import render
from summarize.settings import METHODS
from summarize.similarity import unit_rows

from .conftest import RECORDS, SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = st.sampled_from(["a", "b", "c", "d"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=7)
REFERENCES = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=3)

REFERENCE = (
    "Ministers from ten countries met at the harbour palace and did not sign the grain treaty. "
    "A second round of talks on the treaty will be held next week."
)
ROWS: list[dict[str, Any]] = [
    {
        "id": "grain",
        "documents": RECORDS,
        "references": [REFERENCE, "Barges at anchor pay a fee to the port authority."],
    },
    {
        "id": "barges",
        "documents": RECORDS[2:],
        "references": ["Barges waiting in the bay have doubled since February."],
    },
]


def hits(chosen: tuple[int, ...], sentences: list[list[str]], references: list[list[str]]) -> int:
    """Bigrams of the extract, within sentences, that each reference holds, each as often as both do."""
    total = 0
    for reference in references:
        left = list(pairwise(reference))
        for i in chosen:
            for pair in zip(sentences[i], sentences[i][1:], strict=False):
                if pair in left:
                    left.remove(pair)
                    total += 1
    return total


@given(SENTENCES, REFERENCES, st.integers(0, 14))
def test_the_exact_oracle_is_the_best_of_all_extracts(
    sentences: list[list[str]], references: list[list[str]], budget: int
) -> None:
    lengths = np.array([len(words) for words in sentences])
    counts, wanted = rouge_counts(sentences, references)
    found = exact_oracle(counts, wanted, lengths, budget)
    fitting = [
        chosen
        for size in range(len(sentences) + 1)
        for chosen in combinations(range(len(sentences)), size)
        if sum(len(sentences[i]) for i in chosen) <= budget
    ]
    best = max(hits(chosen, sentences, references) for chosen in fitting)
    assert found.proven
    assert found.hits == best == hits(tuple(found.indices.tolist()), sentences, references)
    assert lengths[found.indices].sum() <= budget


@given(SENTENCES, REFERENCES, st.integers(0, 14))
def test_the_greedy_oracle_against_a_slow_loop(
    sentences: list[list[str]], references: list[list[str]], budget: int
) -> None:
    lengths = np.array([len(words) for words in sentences])
    found = greedy_oracle(*rouge_counts(sentences, references), lengths, budget)
    taken: tuple[int, ...] = ()
    while True:
        now = hits(taken, sentences, references)
        left = budget - sum(len(sentences[i]) for i in taken)
        gains = {
            i: hits((*taken, i), sentences, references) - now
            for i in range(len(sentences))
            if i not in taken and len(sentences[i]) <= left
        }
        best = max(gains, key=lambda i: (gains[i], -i), default=None)
        if best is None or gains[best] <= 0:
            break
        taken = (*taken, best)
    assert found.indices.tolist() == sorted(taken)
    assert found.hits == hits(taken, sentences, references)


def test_hits_are_those_of_rouge() -> None:
    sentences = [["envoys", "met", "envoys", "met"], ["talks", "ended"]]
    references = [["envoys", "met", "twice"], ["talks", "ended", "envoys", "met"]]
    counts, wanted = rouge_counts(sentences, references)
    found = exact_oracle(counts, wanted, np.array([4, 2]), 6)
    text = "\n".join(" ".join(sentences[i]) for i in found.indices)
    score = rouge(text, [" ".join(reference) for reference in references], measures=("rouge_2",))["rouge_2"]
    assert score.recall == pytest.approx(found.hits / wanted.sum())


def test_an_oracle_of_nothing() -> None:
    for oracle in (greedy_oracle, exact_oracle):
        counts, wanted = rouge_counts([["a", "b"]], [["c", "d"]])
        assert oracle(counts, wanted, np.array([2]), 5).indices.size == 0
        counts, wanted = rouge_counts([["a", "b"]], [["a", "b"]])
        assert oracle(counts, wanted, np.array([2]), 1).hits == 0


@given(st.integers(0, 500), st.integers(1, 6), st.integers(1, 6))
def test_measures_against_slow_loops(seed: int, n: int, m: int) -> None:
    draws = np.random.default_rng(seed)
    X, Y = (unit_rows(draws.normal(size=(k, 3)).astype(np.float32)) for k in (n, m))
    nearest = [max(float(x.astype(float) @ y.astype(float)) for x in X) for y in Y]
    share, similarity = reference_coverage(X, Y, threshold=0.5)
    assert similarity == pytest.approx(np.mean(nearest), abs=1e-5)
    assert share == pytest.approx(np.mean([value >= 0.5 for value in nearest]), abs=1e-9)
    others = [max((float(X[i] @ X[j]) for j in range(n) if j != i), default=0.0) for i in range(n)]
    assert redundancy(X) == pytest.approx(np.mean(others), abs=1e-5)


def test_measures_of_nothing() -> None:
    X = np.eye(3, dtype=np.float32)
    assert reference_coverage(X[:0], X) == (0, 0)
    assert redundancy(X[:1]) == 0
    assert claim_share(np.array([0, 1]), [1, 1], np.array([0])) is None
    assert claim_share(np.array([0, -1]), [2], np.array([1], dtype=int)) == 0


def evaluated(**options: Any) -> Any:
    return sm.evaluate(ROWS, encoder=SmallEncoder(), **options).to_dict()


def test_every_method_on_every_story() -> None:
    record = evaluated(words=[20, 40])
    assert [m["method"] for m in record["methods"]] == [*METHODS, *ORACLES] * 2
    for story in record["stories"]:
        documents = {d["id"] for d in story["corpus"]["documents"]}
        for result in story["results"]:
            assert result["n_words"] <= result["words"]
            assert {s["document"] for s in result["sentences"]} <= documents
            assert result["n_sentences"] == len(result["sentences"])
    of = {(m["method"], m["words"]): m for m in record["methods"]}
    for words in (20, 40):
        exact, greedy = (of[f"oracle_{kind}", words]["rouge"]["rouge_2"]["recall"] for kind in ("exact", "greedy"))
        assert exact >= greedy - 0.05  # hits across sentence borders are counted by ROUGE, and not sought
        assert exact >= max(of[method, words]["rouge"]["rouge_2"]["recall"] for method in METHODS) - 0.05
    assert of["coverage", 20]["difference"] is None
    assert of["lead", 20]["difference"]["rouge_1"]["mean"] == pytest.approx(
        of["lead", 20]["rouge"]["rouge_1"]["recall"] - of["coverage", 20]["rouge"]["rouge_1"]["recall"]
    )


def test_means_can_be_followed_to_the_stories() -> None:
    stories: list[dict[str, Any]] = [*ROWS, *({**ROWS[0], "id": f"again-{k}"} for k in range(SURE_FROM))]
    methods = ["lead", "oracle_greedy"]
    record: Any = sm.evaluate(stories, encoder=SmallEncoder(), words=[30], methods=methods, measure="f1").to_dict()
    assert record["against"] == "lead"
    for method in record["methods"]:
        rows = [r for story in record["stories"] for r in story["results"] if r["method"] == method["method"]]
        assert method["rouge"]["rouge_2"]["f1"] == pytest.approx(
            np.mean([r["rouge"]["rouge_2"]["f1"] for r in rows]), abs=1e-6
        )
        assert (
            method["rouge"]["rouge_2"]["low"] <= method["rouge"]["rouge_2"]["f1"] <= method["rouge"]["rouge_2"]["high"]
        )


def test_few_stories_have_no_interval() -> None:
    records: list[Any] = [
        sm.evaluate(
            [{**ROWS[0], "id": f"s{k}"} for k in range(n)],
            encoder=SmallEncoder(),
            words=[30],
            methods=["lead", "random"],
            cache=sm.NoCache(),
        ).to_dict()
        for n in (SURE_FROM - 1, SURE_FROM)
    ]
    for record, sure in zip(records, (False, True), strict=True):
        score, difference = record["methods"][1]["rouge"]["rouge_2"], record["methods"][1]["difference"]["rouge_2"]
        assert [score[name] is not None for name in ("low", "high")] == [sure] * 2
        assert [difference[name] is not None for name in ("low", "high", "p_value")] == [sure] * 3
        assert difference["mean"] is not None
        shown = " ".join(render(record, "text").split())
        assert (f"Of fewer than {SURE_FROM} stories there is no interval and no p." in shown) != sure
        (row, *_) = csv.DictReader(io.StringIO(render(record, "csv")))
        assert (row["rouge_2_low"] != "") == sure


def test_the_order_of_documents_changes_nothing() -> None:
    turned = [{**row, "documents": row["documents"][::-1]} for row in ROWS]
    first, second = (
        sm.evaluate(rows, encoder=SmallEncoder(), words=[30], cache=sm.NoCache()).to_dict() for rows in (ROWS, turned)
    )
    assert first["methods"] == second["methods"]


def test_a_story_is_embedded_once() -> None:
    alone = SmallEncoder()
    # Sentences, and phrases that themes may be called by.
    assert sm.analyse(sm.Corpus.from_records(RECORDS), encoder=alone, cache=sm.NoCache()).themes.names
    encoder = SmallEncoder()
    sm.evaluate(ROWS[:1], encoder=encoder, words=[20, 40, 60])
    assert encoder.n_encoded <= alone.n_encoded + 3  # sentences of the references
    known = SmallEncoder()
    again = sm.evaluate(ROWS[:1], encoder=known, words=[20, 40, 60])
    assert known.n_encoded == 0
    assert again.to_dict()["n_stories"] == 1


def test_what_cannot_be_evaluated_is_refused() -> None:
    with pytest.raises(ValueError, match="methods must be of coverage, .* got leed"):
        evaluated(methods=["leed"])
    with pytest.raises(ValueError, match="measure must be"):
        evaluated(measure="accuracy")
    with pytest.raises(ValueError, match="budgets must be positive"):
        evaluated(words=[0])
    with pytest.raises(InputError, match="row 1: none of 1 records is a usable document"):
        sm.evaluate([{**ROWS[0], "documents": [{"text": "x"}]}], encoder=SmallEncoder())


def test_a_dataset_is_a_file_a_folder_or_a_stream(tmp_path: Path) -> None:
    lines = [json.dumps(row) for row in ROWS]
    (tmp_path / "b.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "a.jsonl").write_text(lines[0], encoding="utf-8-sig")
    (tmp_path / "notes.txt").write_text("no story", encoding="utf-8")
    assert [(s.id, s.line) for s in read_dataset(tmp_path / "b.jsonl")] == [("grain", 1), ("barges", 2)]
    assert [s.id for s in read_dataset(tmp_path)] == ["grain", "barges", "grain"]
    assert [s.id for s in read_dataset(tmp_path, limit=1)] == ["grain"]
    assert [s.id for s in read_dataset("-", stdin=io.BytesIO(lines[1].encode()))] == ["barges"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '{"id": "x", "documents": [{"text": "t"}]}',
            r'line 2: expected "references", .* has "id", "documents" \(1 items\)',
        ),
        ('{"documents": [{"text": "t"}], "references": []}', 'line 2: expected "references", a list of at least one'),
        (
            '{"documents": [{"text": "t"}], "references": [1, "b"]}',
            'line 2: expected "references", a list of at least one',
        ),
        ('{"references": ["a"]}', 'line 2: expected "documents"'),
        ('{"documents": ["t"], "references": ["a"]}', 'line 2: expected "documents"'),
        ("[1]", "line 2: expected an object like"),
        ("{", "line 2: expected one JSON object"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(ROWS[0])}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_dataset(path)


def test_where_there_is_no_dataset_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_dataset(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match=r"there is no \*\.jsonl file"):
        read_dataset(tmp_path)
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is no story"):
        read_dataset(tmp_path)
    with pytest.raises(InputError, match="the rows given: there is no story"):
        read_dataset([])


def test_formats_show_the_same_figures() -> None:
    record = evaluated(words=[30], methods=["coverage", "lead"])
    figure = f"{100 * record['methods'][1]['rouge']['rouge_2']['recall']:.1f}"
    text, markdown = render(record, "text"), render(record, "markdown")
    assert figure in text
    assert f"| lead | {100 * record['methods'][1]['rouge']['rouge_1']['recall']:.1f} | {figure} |" in markdown
    assert "2 stories, 6 documents, 3 reference summaries" in text
    assert max(map(len, text.splitlines())) <= 80
    rows = list(csv.DictReader(io.StringIO(render(record, "csv"))))
    assert [row["method"] for row in rows] == ["coverage", "lead"]
    assert float(rows[1]["rouge_2_recall"]) == pytest.approx(
        record["methods"][1]["rouge"]["rouge_2"]["recall"], abs=1e-6
    )
    assert rows[0]["rouge_2_difference_mean"] == ""
    assert json.loads(render(record, "json"))["stories"][0]["id"] == "grain"


def test_the_rows_of_a_table_are_made_once() -> None:
    class Counted(list[Any]):
        times = 0

        def __iter__(self) -> Iterator[Any]:
            self.times += 1
            return super().__iter__()

    record = evaluated(words=[30], methods=["coverage", "lead"])
    trial = {"number": 0, "settings": {"granularity": 1.0}, "score": 0.5, "scores": []}
    for command, items, made in (
        ("evaluate", "methods", record),
        ("tune", "trials", {"chosen": 0, "trials": [trial]}),
    ):
        counted = Counted(cast("list[Any]", made[items]))
        assert render({**made, "command": command, items: counted}, "csv").count("\r\n") == 1 + len(counted)
        assert counted.times == 1


def test_the_command_line_knows_every_method() -> None:
    assert all(oracle in CliRunner().invoke(app, ["evaluate", "--help"]).stdout for oracle in ORACLES)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summarize.embedding, "resolve", lambda model=None: SmallEncoder())
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    arguments = ["evaluate", str(path), "--words", "20,40", "--words", "60", "--method", "turns", "--limit", "1"]
    done = CliRunner().invoke(app, [*arguments, "--language", "en", "--measure", "precision", "--json"])
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert (record["schema"], record["command"], record["n_stories"]) == (1, "evaluate", 1)
    assert [m["words"] for m in record["methods"]] == [20, 40, 60]
    assert record["settings"]["measure"] == "precision"
    for wrong in (["--words", "many"], ["--words", "0"], ["--method", "leed"]):
        assert CliRunner().invoke(app, ["evaluate", str(path), *wrong]).exit_code == 2
    path.write_text('{"id": "x"}', encoding="utf-8")
    refused = CliRunner().invoke(app, ["evaluate", str(path)])
    assert refused.exit_code == 1
    assert "set.jsonl, line 1: expected" in refused.stderr
