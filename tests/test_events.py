"""Mixed corpora divided into stories: the array core, the evidence, the command and what takes one story."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import summarize as sm
from summarize.cli import app
from summarize.clustering.standing import blocks_of, standing_groups
from summarize.corpus import Corpus
from summarize.errors import InputError
from summarize.evaluation.clusters import adjusted_rand
from summarize.events import find_stories, headlines
from summarize.events import finding as rooms
from summarize.events.finding import story_labels
from summarize.events.likeness import gather_documents
from summarize.rendering.phrases import documents_line
from summarize.segmentation import segment
from summarize.settings import StorySettings
from summarize.similarity import unit_rows

from .conftest import CORPORA, RECORDS, SHARED, SmallEncoder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("small_encoder")

runner = CliRunner()

FLOOD: list[dict[str, Any]] = [
    {
        "id": f"flood-{k}",
        "outlet": outlet,
        "title": title,
        "published": f"2025-07-1{k}T09:00:00+00:00",
        "text": text,
    }
    for k, (outlet, title, text) in enumerate(
        [
            (
                "Harbour Wire",
                "Dam breaks above Velm after storm",
                (
                    "The Orlin dam above Velm broke on Thursday after two days of storm. Rescuers in boats took families from "
                    "the roofs of Velm. Mayor Ilse Torvald said that the Orlin dam was inspected in May."
                ),
            ),
            (
                "The River Ledger",
                "Velm under water after dam breaks",
                (
                    "Families waited on roofs in Velm after the Orlin dam broke in the storm. Boats of rescuers reached the "
                    "last street at night. Mayor Torvald asked why the inspection of the dam in May found nothing."
                ),
            ),
            (
                "Capital Brief",
                "Inspection of broken Velm dam questioned",
                (
                    "Mayor Ilse Torvald of Velm wants the papers of the May inspection of the Orlin dam. The dam broke in the "
                    "storm and put Velm under water. Rescuers with boats are still looking for families."
                ),
            ),
        ]
    )
]

CHESS: list[dict[str, Any]] = [
    {
        "id": "chess",
        "outlet": "Capital Brief",
        "title": "Girl of twelve wins chess open",
        "published": "2024-01-05",
        "text": "A pupil of twelve beat three grandmasters at the winter chess open. Her bishop ending was studied by all.",
    }
]

MIXED = [*RECORDS, *FLOOD, *CHESS]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in MIXED), encoding="utf-8")
    return path


def _split(records: list[dict[str, Any]]) -> sm.StoriesResult:
    return sm.stories(Corpus.from_records(records), encoder=SmallEncoder(), cache=sm.NoCache())


def _block(sizes: list[int], within: float, between: float) -> np.ndarray:
    group = np.repeat(np.arange(len(sizes)), sizes)
    return np.where(group[:, None] == group[None, :], within, between).astype(np.float32)


def _groups(similar: np.ndarray, **more: Any) -> list[int]:
    return [int(k) for k in standing_groups(similar, bar=0.45, margin=0.12, reference=0.2, **more)]


def test_groups_stand_out_from_what_surrounds_them() -> None:
    assert _groups(_block([3, 2], 0.5, 0.05)) == [0, 0, 0, 1, 1]
    # The same likeness between two documents joins them where nothing else is near, and not in a crowd of equals.
    assert _groups(_block([6], 0.3, 0)) == [0] * 6
    crowd = _block([2] * 12, 0.6, 0.3)
    assert len(set(_groups(crowd[:2, :2]))) == 1
    assert len(set(_groups(crowd))) == 1
    two_crowds = np.where(_block([24, 24], 1, 0) > 0, np.tile(crowd, (2, 2)), 0.02).astype(np.float32)
    assert len(set(_groups(two_crowds))) == 2


def test_few_that_are_near_do_not_surround_a_pair() -> None:
    # Fifteen places around it: what six near ones leave empty counts as wholly unlike.
    pair = _block([2], 0.6, 0)
    for n_near, groups in ((6, 1), (15, 2)):
        assert len(set(_groups(pair, outside=np.full((2, n_near), 0.5, dtype=np.float32)))) == groups


def test_a_large_group_is_not_cut_up() -> None:
    for size in (2, 20, 200):
        assert set(_groups(_block([size], 0.35, 0))) == {0}
        assert len(set(_groups(_block([size, size], 0.35, 0.05)))) == 2


def test_a_story_of_two_near_halves_is_not_cut_up() -> None:
    # Too unlike for the bar, and each too near to the other to stand out: what stands out is the whole.
    halves = _block([40, 40], 0.45, 0.25)
    np.fill_diagonal(halves, 1)
    noisy = halves * np.random.default_rng(0).uniform(0.85, 1.15, halves.shape)
    assert len(set(_groups(((noisy + noisy.T) / 2).astype(np.float32)))) <= 2
    loose = _block([40, 40], 0.3, 0.19)
    assert len(set(standing_groups(loose, bar=0.8, margin=0.12, reference=0.2).tolist())) == 1


def test_what_lies_outside_counts() -> None:
    similar = _block([2], 0.25, 0)
    assert _groups(similar) == [0, 0]
    assert _groups(similar, outside=np.full((2, 15), 0.24, dtype=np.float32)) == [0, 1]
    assert _groups(similar, outside=np.zeros((2, 0), dtype=np.float32)) == [0, 0]


def test_no_rows_one_row_and_equal_rows() -> None:
    assert _groups(np.zeros((0, 0), dtype=np.float32)) == []
    assert _groups(np.ones((1, 1), dtype=np.float32)) == [0]
    assert _groups(np.ones((4, 4), dtype=np.float32)) == [0, 0, 0, 0]
    assert _groups(np.zeros((3, 3), dtype=np.float32)) == [0, 1, 2]


@given(st.integers(0, 1000), st.integers(2, 14))
def test_groups_do_not_depend_on_the_order_of_rows(seed: int, n_rows: int) -> None:
    random = np.random.default_rng(seed)
    rows = unit_rows(random.random((n_rows, 4)).astype(np.float32) ** 3)
    similar = rows @ rows.T
    similar = (similar + similar.T) / 2
    order = random.permutation(n_rows)
    assert adjusted_rand(np.array(_groups(similar))[order], _groups(similar[np.ix_(order, order)])) == 1.0


def test_blocks_keep_to_their_size_and_hold_every_row_once() -> None:
    random = np.random.default_rng(0)
    near = np.array([random.permutation(40)[:6] for _ in range(40)])
    similar = random.random((40, 6)).astype(np.float32)
    blocks = blocks_of(near, similar, largest=9)
    assert max(map(len, blocks)) <= 9
    assert sorted(np.concatenate(blocks).tolist()) == list(range(40))
    assert len(blocks_of(near, np.zeros_like(similar), largest=9)) == 40


def test_a_mixed_corpus_is_divided() -> None:
    record = _split(MIXED).to_dict()
    assert [sorted(story["documents"]) for story in record["stories"]] == [
        sorted(r["id"] for r in RECORDS),
        ["flood-0", "flood-1", "flood-2"],
    ]
    assert [item["document"] for item in record["alone"]] == ["chess"]
    flood = record["stories"][1]
    assert flood["label"] in [r["title"] for r in FLOOD]
    assert {"Velm", "dam"} & set(flood["terms"])
    assert (flood["first"], flood["last"]) == ("2025-07-10T09:00:00+00:00", "2025-07-12T09:00:00+00:00")
    assert flood["nearest"] is not None
    assert flood["nearest"]["id"] == 0
    assert flood["likeness"] > flood["nearest"]["likeness"]


def test_order_decides_nothing() -> None:
    assert _split(MIXED).to_dict() == _split(MIXED[::-1]).to_dict()


def test_one_story_one_document_and_identical_documents() -> None:
    assert [s["n_documents"] for s in _split(RECORDS).to_dict()["stories"]] == [4]
    assert _split(CHESS).to_dict()["stories"] == []
    same = [{**FLOOD[0], "id": str(k), "outlet": str(k)} for k in range(3)]
    record = _split(same).to_dict()
    assert [s["n_documents"] for s in record["stories"]] == [3]
    assert record["corpus"]["copies"] == 2


def test_a_story_is_a_corpus() -> None:
    found = _split(MIXED)
    by_number, by_name, by_term = (
        found.corpus(1),
        found.corpus("velm"),
        found.corpus(_split(MIXED).to_dict()["stories"][1]["terms"][0]),
    )
    ids = {d.id for d in by_number.documents}
    assert ids == {r["id"] for r in FLOOD}
    assert ids == {d.id for d in by_name.documents} == {d.id for d in by_term.documents}
    assert "3 of 8 documents" in by_number.audit.notes[-1]
    whole = segment(Corpus.from_records(MIXED))
    cut = sm.stories(whole, encoder=SmallEncoder(), cache=sm.NoCache()).corpus(1)
    assert [cut.text_of(i) for i in range(3)] == [
        t for i, t in enumerate(whole.texts) if whole.documents[whole.document_of[i]].id == cut.documents[0].id
    ]


def test_what_is_noted_and_left_out_is_told_of_the_story_it_belongs_to() -> None:
    rows = [{**row, "published": "nobody knows"} if k == 0 else row for k, row in enumerate(MIXED)]
    whole = Corpus.from_records([*rows, {"outlet": "Post", "text": ""}])
    found = sm.stories(whole, encoder=SmallEncoder(), cache=sm.NoCache())
    noted = [story for story in range(len(found)) if any("nobody knows" in n for n in found.corpus(story).audit.notes)]
    assert len(noted) == 1
    record: dict[str, Any] = dict(
        sm.compare(sm.analyse(found.corpus(0), encoder=SmallEncoder(), cache=sm.NoCache())).to_dict()
    )
    part = record["corpus"]["story"]
    assert (part["id"], part["n_stories"], part["n_documents"]) == (0, len(found), len(whole.documents))
    line = documents_line(record)
    assert f"(story 0 of {len(found)})" in line
    assert "of the whole corpus 1 left out" in line


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [("9", "there is no story 9"), ("zeppelin", "no story matches 'zeppelin'"), ("", "needs a number or a name")],
)
def test_a_story_that_is_not_there(wanted: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        _split(MIXED).corpus(wanted)
    assert "1  " in str(caught.value)


def test_a_name_of_two_stories_lists_them() -> None:
    found = _split([*MIXED, *({**r, "id": f"{r['id']}b", "title": f"Velm {r['title']}"} for r in RECORDS)])
    with pytest.raises(InputError, match="more than one story"):
        found.corpus("e")


def test_headlines_that_are_none() -> None:
    corpus = segment(Corpus.from_records([{**r, "outlet": "X", "title": "Live updates"} for r in FLOOD]))
    assert headlines(corpus) == [r["text"].partition(". ")[0] + "." for r in FLOOD]
    corpus = segment(Corpus.from_records([{**r, "title": ""} for r in FLOOD]))
    assert headlines(corpus)[0].startswith("The Orlin dam above Velm broke")


def test_a_model_that_does_not_know_the_language() -> None:
    corpus = segment(Corpus.from_records(MIXED))
    # All headlines alike, as a model finds those of a language that it does not know.
    blind = np.tile(unit_rows(np.ones((1, 8), dtype=np.float32)), (len(MIXED), 1))
    found = find_stories(corpus, blind, spoken={"fi"})
    assert [len(np.flatnonzero(found.labels == k)) for k in range(2)] == [4, 3]


def test_many_documents_are_compared_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = segment(Corpus.from_records(MIXED))
    vectors = SmallEncoder().encode(headlines(corpus))
    evidence = gather_documents(corpus, vectors)
    whole = story_labels(evidence, StorySettings())
    monkeypatch.setattr(rooms, "WHOLE", 5)
    monkeypatch.setattr(rooms, "N_NEAR", 4)
    monkeypatch.setattr(rooms, "BLOCK", 3)
    seen: list[tuple[int, int]] = []
    found = find_stories(corpus, vectors, progress=lambda done, total: seen.append((done, total)))
    assert np.array_equal(found.labels, whole)
    assert seen[-1] == (len(MIXED), len(MIXED))


def test_very_many_documents_are_divided_among_those_that_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = segment(Corpus.from_records(MIXED))
    vectors = SmallEncoder().encode(headlines(corpus))
    whole = find_stories(corpus, vectors)
    monkeypatch.setattr(rooms, "EVERY", 5)
    monkeypatch.setattr(rooms, "WHOLE", 5)
    seen: list[tuple[int, int]] = []
    found = find_stories(corpus, vectors, progress=lambda done, total: seen.append((done, total)))
    assert np.array_equal(found.labels, whole.labels)
    assert (found.central, found.terms, found.likeness) == (whole.central, whole.terms, whole.likeness)
    assert list(found.alone) == list(whole.alone)
    assert seen == sorted(seen)
    assert seen[-1] == (len(MIXED), len(MIXED))


def test_vectors_must_match() -> None:
    corpus = segment(Corpus.from_records(MIXED))
    with pytest.raises(ValueError, match=r"headlines \(1\) do not match documents \(8\)"):
        find_stories(corpus, np.ones((1, 4), dtype=np.float32))


@pytest.mark.parametrize("format", ["text", "markdown", "csv", "json"])
def test_the_command_in_every_format(format: str, table: Path) -> None:
    done = runner.invoke(app, ["stories", str(table), "--format", format])
    assert done.exit_code == 0, done.output
    for record in MIXED:
        assert format == "text" or record["id"] in done.stdout
    assert "Girl of twelve wins chess open" in done.stdout


@pytest.mark.parametrize("command", ["brief", "themes", "compare", "read"])
def test_every_command_takes_one_story(command: str, table: Path) -> None:
    done = runner.invoke(app, [command, str(table), "--story", "Velm", "--json"])
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert {d["id"] for d in record["corpus"]["documents"]} == {r["id"] for r in FLOOD}
    assert "number 1" in record["corpus"]["notes"][-1]
    failed = runner.invoke(app, [command, str(table), "--story", "zeppelin"])
    assert failed.exit_code == 1
    assert "no story matches" in failed.stderr


def test_a_mixed_corpus_says_so(table: Path, tmp_path: Path) -> None:
    assert "looks like 2 stories" in runner.invoke(app, ["themes", str(table)]).stderr
    assert "looks like" not in runner.invoke(app, ["themes", str(table), "--quiet"]).stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("summarize.cli.run.LOOKED_AT", 3)
        said = runner.invoke(app, ["themes", str(table)]).stderr
    assert "documents are taken as one story" in said
    assert "looks like" not in said
    single = tmp_path / "one.jsonl"
    single.write_text("".join(json.dumps(r) + "\n" for r in RECORDS), encoding="utf-8")
    assert "looks like" not in runner.invoke(app, ["themes", str(single)]).stderr


def test_as_many_stories_are_said_as_are_listed_and_nearest_is_explained_where_it_stands(tmp_path: Path) -> None:
    bees = [
        {**FLOOD[k], "id": f"bees-{k}", "title": title, "text": text}
        for k, (title, text) in enumerate(
            [
                (
                    "Bees swarm over Quarrel market",
                    "Bees swarmed over the Quarrel market. A beekeeper smoked the swarm into a box.",
                ),
                (
                    "Swarm of bees closes Quarrel market",
                    "The Quarrel market closed as bees swarmed. A beekeeper took the swarm in a box.",
                ),
            ]
        )
    ]
    path = tmp_path / "three.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in [*MIXED, *bees]), encoding="utf-8")
    listed = runner.invoke(app, ["stories", str(path)]).stdout
    assert "3 stories" in listed
    assert "looks like 3 stories" in runner.invoke(app, ["themes", str(path)]).stderr
    for form in ("text", "markdown"):
        shown = runner.invoke(app, ["stories", str(path), "--format", form]).stdout
        assert ("Nearest:" in shown) == ("nearest: " in shown if form == "text" else "(0." in shown)


def test_settings_decide(table: Path, tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text("[stories]\nmargin = 0.9\n")
    done = runner.invoke(app, ["stories", str(table), "--settings", str(settings), "--json"])
    assert json.loads(done.stdout)["stories"] == []


@pytest.mark.model
def test_the_demo_corpus_is_one_story(real_encoder: Any) -> None:
    record = sm.stories(sm.read(CORPORA / "riyadh-talks"), encoder=real_encoder).to_dict()
    assert [s["n_documents"] for s in record["stories"]] == [17]
    assert record["alone"] == []


@pytest.mark.model
def test_real_stories_thrown_together(real_encoder: Any) -> None:
    path = SHARED / "data" / "stories.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is not there: the development data lies outside the project")
    records, origin = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        for document in story["documents"]:
            records.append(document)
            origin[document["id"]] = story["id"]
    found = sm.stories(Corpus.from_records(records), encoder=real_encoder).to_dict()
    label = {name: s["id"] for s in found["stories"] for name in s["documents"]}
    ids = [d["id"] for d in found["corpus"]["documents"]]
    truth = np.unique([origin[name] for name in ids], return_inverse=True)[1]
    assert adjusted_rand(truth, [label.get(name, -1) for name in ids]) >= 0.9


def _strays(records: list[dict[str, Any]]) -> list[str]:
    record = sm.analyse(Corpus.from_records(records), encoder=SmallEncoder(), cache=sm.NoCache()).to_dict()
    return [stray["document"] for stray in record["corpus"]["strays"]]


def test_an_article_of_another_story_is_told_and_nothing_else() -> None:
    assert _strays([*FLOOD, *CHESS]) == ["chess"]
    assert _strays([*CHESS, *FLOOD[::-1]]) == ["chess"]
    assert _strays(FLOOD) == []
    assert _strays(RECORDS) == []


def test_of_two_articles_and_of_equal_halves_none_is_a_stray() -> None:
    assert _strays([FLOOD[0], *CHESS]) == []
    assert _strays([*FLOOD, *RECORDS[:3]]) == []


def test_an_article_in_another_language_is_not_held_against_the_others() -> None:
    text = (
        "Der Staudamm von Orlin ist am Donnerstag gebrochen. Rettungskräfte holten Familien von den Dächern der Stadt."
    )
    german = {"id": "german", "outlet": "Anzeiger", "title": "Staudamm gebrochen", "text": text, "language": "de"}
    assert _strays([*FLOOD, german]) == []


def test_a_stray_is_told_wherever_themes_and_comparisons_are_shown() -> None:
    numbers = ("ten", "nine", "six", "five")
    chess = {**CHESS[0], "text": " ".join(CHESS[0]["text"].replace("twelve", number) for number in numbers)}
    analysis = sm.analyse(Corpus.from_records([*FLOOD, chess]), encoder=SmallEncoder(), cache=sm.NoCache())
    comparison, report = sm.compare(analysis), sm.report(analysis)
    shown: Any = ((analysis, ("text", "markdown")), (comparison, ("text", "markdown")), (report, ("html",)))
    for result, formats in shown:
        for name in formats:
            page = " ".join(result.render(name).split())
            assert "1 article seems to belong to another story" in page
            assert "Girl of twelve wins chess open (Capital Brief, chess)" in page
    (stray,) = comparison.to_dict()["corpus"]["strays"]
    assert stray == analysis.to_dict()["corpus"]["strays"][0]
    assert stray["likeness"] < stray["usual"]
    assert stray["nearest"].startswith("flood")
    for theme in analysis.to_dict()["themes"]:
        own = [s for s in analysis.to_dict()["sentences"] if s["theme"] == theme["id"]]
        assert theme["n_documents"] == len({s["document"] for s in own})
        assert theme["n_stray"] == sum(s["document"] == "chess" for s in own)


def test_without_a_model_for_headlines_and_in_an_archive_nobody_is_a_stray(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = segment(Corpus.from_records([*FLOOD, *CHESS]))
    vectors = SmallEncoder().encode(corpus.texts)
    assert sm.analyse(corpus, embeddings=vectors, cache=sm.NoCache()).strays == ()
    monkeypatch.setattr("summarize.events.LARGEST", 3)
    assert _strays([*FLOOD, *CHESS]) == []


@pytest.mark.model
def test_strays_laid_into_real_stories_are_told(real_encoder: Any) -> None:
    path = SHARED / "data" / "stories.jsonl"
    if not path.is_file():
        pytest.skip(f"{path} is not there: the development data lies outside the project")
    stories = [json.loads(line)["documents"] for line in path.read_text(encoding="utf-8").splitlines()]
    random = np.random.default_rng(5)
    n_told = n_others = 0
    for _ in range(12):
        own, other = random.choice(len(stories), 2, replace=False).tolist()
        corpus = Corpus.from_records([*stories[own], {**random.choice(stories[other]), "id": "laid in"}])
        names = {corpus.documents[s.document].id for s in sm.analyse(corpus, encoder=real_encoder).strays}
        n_told += "laid in" in names
        n_others += len(names - {"laid in"})
    assert n_told >= 11
    # One of the stories holds two pages that are no articles.
    assert n_others <= 2
