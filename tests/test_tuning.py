"""The search of settings: with labels and without, its honest figure, its file and its pictures."""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from typer.testing import CliRunner

import summarize as sm
from summarize.cli import app
from summarize.corpus import Corpus
from summarize.errors import InputError
from summarize.pipeline.trials import bench_of, try_settings
from summarize.pipeline.tuning import SPACE, WORTH, _chosen, _left_out
from summarize.reading.labels import LabelledSpan, Labels
from summarize.rendering.tuning_pictures import map_svg, page_html, tradeoff_svg
from summarize.settings import ThemeSettings, read_settings

from .conftest import RECORDS, SmallEncoder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("small_encoder")

runner = CliRunner()


def _labels(name: str, suffix: str = "") -> Labels:
    corpus = sm.analyse(Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache()).corpus
    spans = []
    for i, sentence in enumerate(corpus.sentences):
        text = corpus.text_of(i)
        theme = "barges" if "arge" in text else "treaty" if "treaty" in text else None
        document = corpus.documents[sentence.document].id + suffix
        spans.append(LabelledSpan(document, sentence.start, sentence.stop, theme, None, True, text, i + 1))
    return Labels(name, tuple(spans))


@pytest.fixture
def two_stories() -> tuple[Corpus, list[Labels]]:
    records = [*RECORDS, *({**record, "id": f"{record['id']}b"} for record in RECORDS)]
    return Corpus.from_records(records), [_labels("one"), _labels("two", "b")]


def _tune(corpus: Corpus, **more: Any) -> Any:
    return sm.tune(corpus, encoder=SmallEncoder(), cache=sm.NoCache(), **{"n_trials": 6, **more})


def test_without_labels() -> None:
    seen: list[tuple[str, int, int]] = []
    record = _tune(Corpus.from_records(RECORDS), progress=lambda *step: seen.append(step)).to_dict()
    assert record["criterion"] == "stability and silhouette"
    assert len(record["trials"]) == 6
    assert record["left_out"] == []
    given = ThemeSettings()
    assert record["trials"][0]["settings"] == {name: getattr(given, name) for name in SPACE}
    for trial in record["trials"]:
        assert trial["adjusted_rand"] is None
        expected = trial["share"] * (trial["silhouette"] + (trial["agreement"] or 0)) / 2
        assert trial["score"] == pytest.approx(expected, abs=1e-5)
    assert record["best"] == max(range(6), key=lambda k: (record["trials"][k]["score"], -k))
    assert seen[-1] == ("trying settings", 6, 6)


def test_the_seed_decides() -> None:
    corpus = Corpus.from_records(RECORDS)
    assert _tune(corpus).to_dict() == _tune(corpus).to_dict()
    first, second = (_tune(corpus, random_state=k).to_dict()["trials"][1]["settings"] for k in (0, 1))
    assert first != second


def test_with_labels_each_story_is_left_out(two_stories: tuple[Corpus, list[Labels]]) -> None:
    corpus, labels = two_stories
    record = _tune(corpus, labels=labels).to_dict()
    assert record["criterion"] == "labels"
    assert [story["name"] for story in record["stories"]] == ["one", "two"]
    assert [item["story"] for item in record["left_out"]] == ["one", "two"]
    for story, item in enumerate(record["left_out"]):
        others = [trial["scores"][1 - story] for trial in record["trials"]]
        assert others[item["trial"]] == max(others)
        assert item["score"] == record["trials"][item["trial"]]["scores"][story]
        assert item["given"] == record["trials"][0]["scores"][story]
    assert {d["id"] for d in record["corpus"]["documents"]} == {d.id for d in corpus.documents}


def test_a_story_labelled_twice_is_one_story(two_stories: tuple[Corpus, list[Labels]]) -> None:
    corpus, (first, second) = two_stories
    again = Labels("again", first.spans[:-1])
    alone = _tune(corpus, labels=[first, again]).to_dict()
    # Left out, the story would still be there by the other labeller.
    assert (alone["left_out"], [s["name"] for s in alone["stories"]]) == ([], ["one and again"])
    assert alone["stories"][0]["n_labellers"] == 2
    assert "1 story with labels by several people" in sm.render(alone, "markdown")
    found = _tune(corpus, labels=[first, second, again]).to_dict()
    assert sorted(item["story"] for item in found["left_out"]) == ["one and again", "two"]
    apart = [_tune(corpus, labels=[labels]).to_dict() for labels in (first, again)]
    for trial, by_one, by_other in zip(alone["trials"], *(part["trials"] for part in apart), strict=True):
        assert trial["score"] == pytest.approx((by_one["score"] + by_other["score"]) / 2, abs=1e-5)
    assert "on labels of one, again" in alone["toml"]


def test_files_that_overlap_are_one_story_with_all_of_its_articles(two_stories: tuple[Corpus, list[Labels]]) -> None:
    corpus, (first, _) = two_stories
    ids = list(dict.fromkeys(span.document for span in first.spans))
    parts = [
        Labels(name, tuple(span for span in first.spans if span.document in chosen))
        for name, chosen in (("a", ids[:3]), ("b", ids[1:]))
    ]
    record = _tune(corpus, labels=parts).to_dict()
    (story,) = record["stories"]
    assert story["n_documents"] == len(record["corpus"]["documents"]) == len(ids)
    assert story["n_sentences"] == len(first.spans)
    assert record["corpus"]["fingerprint"] == _tune(corpus, labels=[first]).to_dict()["corpus"]["fingerprint"]


def test_what_is_chosen_must_hold_on_the_story_left_out() -> None:
    # Trial 1 is best on the first story alone; what is best on the other does badly there.
    scores = np.array([[0.4, 0.4], [0.9, 0.1], [0.1, 0.8]])
    honest = _left_out(scores)
    assert honest == [(2, 0.1, 0.4), (1, 0.1, 0.4)]
    assert _chosen(scores, 1, honest, WORTH) == 0
    better = np.array([[0.4, 0.4], [0.5, 0.5]])
    assert _chosen(better, 1, _left_out(better), WORTH) == 1
    hardly = np.array([[0.4, 0.4], [0.4 + WORTH / 2, 0.4 + WORTH / 2]])
    assert _chosen(hardly, 1, _left_out(hardly), WORTH) == 0
    assert _chosen(better[:, :1], 1, None, WORTH) == 1


def test_labels_that_say_nothing(two_stories: tuple[Corpus, list[Labels]]) -> None:
    corpus, (first, _) = two_stories
    one = Labels("x.csv", tuple(span for span in first.spans if span.theme != "barges"))
    with pytest.raises(InputError, match="expected sentences of at least two themes"):
        _tune(corpus, labels=[one])


def test_a_perfect_division_scores_one() -> None:
    analysis = sm.analyse(Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache())
    plain = bench_of("x", analysis.corpus, analysis.embeddings, None)
    found = sm.analyse(analysis.corpus, encoder=SmallEncoder(), cache=sm.NoCache()).themes.labels
    told = bench_of("x", analysis.corpus, analysis.embeddings, found.copy())
    trial = try_settings(told, ThemeSettings(), random_state=0)
    assert trial.score == trial.adjusted_rand == 1.0
    assert trial.of_labelled == 1.0
    assert try_settings(plain, ThemeSettings(), random_state=0).adjusted_rand is None


def test_no_search_without_time(two_stories: tuple[Corpus, list[Labels]]) -> None:
    record = _tune(two_stories[0], n_trials=50, max_seconds=-1).to_dict()
    assert len(record["trials"]) == 1
    with pytest.raises(ValueError, match="n_trials must be positive"):
        _tune(two_stories[0], n_trials=0)


def test_without_optuna(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "optuna":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError, match=r"pip install \"summarize\[tune\]\""):
        _tune(Corpus.from_records(RECORDS))


def test_the_file_is_taken_by_every_command(tmp_path: Path) -> None:
    table = tmp_path / "corpus.jsonl"
    table.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    settings, folder = tmp_path / "settings.toml", tmp_path / "pictures"
    done = runner.invoke(
        app,
        ["tune", str(table), "--trials", "4", "-o", str(settings), "--pictures", str(folder), "--random-state", "3"],
    )
    assert done.exit_code == 0, done.output
    assert "Settings tried" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["map.svg", "tradeoff.svg", "tune.html"]
    assert isinstance(read_settings(settings).themes, ThemeSettings)
    for command in ("themes", "brief", "compare", "read", "stories", "gold"):
        again = runner.invoke(app, [command, str(table), "--settings", str(settings)])
        assert again.exit_code == 0, again.output


def test_the_file_keeps_what_was_set_before(tmp_path: Path) -> None:
    given = tmp_path / "given.toml"
    given.write_text('[brief]\nmethod = "lead"\n[themes]\nn_representative = 5\n', encoding="utf-8")
    written = tmp_path / "written.toml"
    written.write_text(
        _tune(Corpus.from_records(RECORDS), n_trials=2, settings=read_settings(given)).toml, encoding="utf-8"
    )
    again = read_settings(written)
    assert again.brief.method == "lead"
    assert again.themes.n_representative == 5


@pytest.mark.parametrize("format", ["text", "markdown", "csv", "json"])
def test_every_format(format: str, tmp_path: Path) -> None:
    table = tmp_path / "corpus.jsonl"
    table.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    done = runner.invoke(app, ["tune", str(table), "--trials", "3", "--format", format])
    assert done.exit_code == 0, done.output
    assert "granularity" in done.stdout
    if format == "text":
        assert max(map(len, done.stdout.splitlines())) <= 80
        assert "…" not in done.stdout


def test_pictures_are_well_formed(two_stories: tuple[Corpus, list[Labels]]) -> None:
    corpus, labels = two_stories
    hostile = Labels("<script>&\"'", labels[0].spans)
    record = _tune(corpus, labels=[hostile, labels[1]]).to_dict()
    for svg in (tradeoff_svg(record), map_svg(record)):
        root = ET.fromstring(svg)
        assert root.tag.endswith("svg")
    assert tradeoff_svg(record).count("<circle") >= len(record["trials"])
    page = page_html(record)
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_one_theme_and_one_trial_can_be_drawn() -> None:
    record = _tune(Corpus.from_records(RECORDS[:1]), n_trials=1).to_dict()
    ET.fromstring(tradeoff_svg(record))
    ET.fromstring(map_svg(record))
