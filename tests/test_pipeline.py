from __future__ import annotations

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

import summarize as sm
import summarize.embedding
from summarize.cli import app
from summarize.errors import InputError, ModelError
from summarize.records import VIEWS, ViewName
from summarize.records.schema import MORE_TABLES
from summarize.segmentation import segment

from .conftest import RECORDS, SmallEncoder, sentences_in


@pytest.fixture
def analysis(encoder: SmallEncoder) -> sm.Analysis:
    return sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder)


def test_every_sentence_shown_is_verbatim(analysis: sm.Analysis) -> None:
    texts = {r["id"]: r["text"] for r in RECORDS}
    for record in (analysis.to_dict(), sm.brief(analysis).to_dict(), sm.compare(analysis).to_dict()):
        found = sentences_in(record)
        assert found
        for sentence in found:
            assert texts[sentence["document"]][sentence["start"] : sentence["stop"]] == sentence["text"]


def test_the_themes_record_holds_every_sentence_once(analysis: sm.Analysis) -> None:
    record = analysis.to_dict()
    assert (record["schema"], record["command"], record["model"]) == (1, "themes", "small")
    spans = [(s["document"], s["start"]) for s in record["sentences"]]
    assert len(spans) == len(set(spans)) == 16
    assert record["corpus"]["copies"] == 1
    ids = {t["id"] for t in record["themes"]}
    assert all(s["theme"] is None or s["theme"] in ids for s in record["sentences"])
    for theme in record["themes"]:
        assert sum(theme["outlets"].values()) == theme["n_sentences"]


def test_a_theme_is_of_as_many_sentences_wherever_it_is_told(encoder: SmallEncoder) -> None:
    caption = "Barges at anchor pay a fee to the port authority of the bay. (Jane Roe/Harbour Wire)"
    records = [{**RECORDS[0], "text": f"{RECORDS[0]['text']}\n{caption}"}, *RECORDS[1:]]
    analysis = sm.analyse(sm.Corpus.from_records(records), encoder=encoder)
    compared = sm.compare(analysis).to_dict()
    assert analysis.to_dict()["themes"] == compared["themes"]
    for theme in compared["themes"]:
        cells = {c["outlet"]: c["count"] for c in compared["coverage"] if c["theme"] == theme["id"] and c["count"]}
        assert (cells, sum(cells.values())) == (theme["outlets"], theme["n_sentences"])


@pytest.mark.parametrize("command", ["themes", "brief", "compare", "read", "stories"])
def test_a_result_as_a_dict_is_the_json_of_its_command(
    command: str, encoder: SmallEncoder, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarize.embedding, "resolve", lambda model=None: encoder)
    printed = CliRunner().invoke(app, [command, str(table), "--json", "--quiet"])
    corpus = sm.read(table)
    analysis = sm.analyse(corpus)
    results: dict[str, Any] = {
        "themes": lambda: analysis,
        "brief": lambda: sm.brief(analysis),
        "compare": lambda: sm.compare(analysis),
        "read": lambda: sm.audit(corpus),
        "stories": lambda: sm.stories(corpus),
    }
    assert results[command]().to_dict() == json.loads(printed.stdout)


def test_values_introduce_themselves_in_a_line(analysis: sm.Analysis) -> None:
    assert repr(analysis.corpus) == "Corpus(4 documents, 3 outlets, 16 sentences)"
    for value in (sm.brief(analysis), sm.compare(analysis), sm.audit(analysis.source)):
        assert len(repr(value)) < 200


def test_what_is_no_analysis_is_refused(analysis: sm.Analysis) -> None:
    given: Any = analysis.source
    for ask in (sm.brief, sm.compare, sm.report):
        with pytest.raises(TypeError, match="call summarize.analyse first"):
            ask(given)


def test_a_brief_has_support_and_text(analysis: sm.Analysis) -> None:
    brief = sm.brief(analysis, max_words=60)
    assert brief.text
    assert brief.to_dict()["n_words"] == len(brief.text.split()) <= 60
    for sentence in brief.sentences:
        assert sentence["outlet"] in sentence["support"]["outlets"]
        assert 1 <= sentence["support"]["independent"] <= len(RECORDS)


def test_a_comparison_counts_copies_once(analysis: sm.Analysis) -> None:
    record = sm.compare(analysis).to_dict()
    assert [group["documents"] for group in record["copies"]] == [["wire-1", "ledger-1"]]
    assert all(c["independent"] <= len(c["sentences"]) for c in record["claims"])
    assert {d["document"]: d["label"] for d in record["derivation"]}["ledger-1"] == "wholly"
    assert {c["outlet"] for c in record["coverage"]} == {r["outlet"] for r in RECORDS}


def test_groups_that_are_written_in_python_misspell_no_outlet(analysis: sm.Analysis) -> None:
    with pytest.raises(
        sm.SettingsError, match="groups: no outlet 'Habour Wire' in the corpus; did you mean 'Harbour Wire'?"
    ):
        sm.compare(analysis, groups={"Inland": ["The River Ledger", "Habour Wire"]})
    groups = {"Inland": ["River Ledger", "Delta Wire"]}
    found = sm.compare(analysis, groups=groups, only="breadth").to_dict()
    assert found["settings"]["groups"] == {"Inland": ["The River Ledger"]}
    assert found["settings"]["groups_absent"] == ["Delta Wire"]
    # What is kept for the one run is not told of in the other.
    known = sm.compare(analysis, groups={"Inland": ["River Ledger"]}, only="breadth").to_dict()
    assert "groups_absent" not in known["settings"]


def test_some_outlets_alone(analysis: sm.Analysis) -> None:
    record = sm.compare(analysis, outlets=["harbour wire"]).to_dict()
    assert {c["outlet"] for c in record["coverage"]} == {"Harbour Wire"}
    assert [d["document"] for d in record["derivation"]] == ["wire-1"]
    with pytest.raises(InputError, match="no such outlet: Nowhere; the outlets are: Harbour Wire, "):
        sm.compare(analysis, outlets=["Nowhere"])
    assert sm.compare(analysis, outlets="The Harbour Wire", only="breadth").breadth[0].outlet == "Harbour Wire"
    with pytest.raises(InputError, match="no outlet is named; the outlets are: Harbour Wire, "):
        sm.compare(analysis, outlets=[])
    assert sm.compare(analysis, outlets="The River Ledger, harbour wire").to_dict()["settings"]["outlets"] == [
        "Harbour Wire",
        "The River Ledger",
    ]


def test_one_view_alone_is_that_of_the_whole(analysis: sm.Analysis) -> None:
    every = sm.compare(analysis).to_dict()
    for view in VIEWS:
        found = sm.compare(analysis, only=view).to_dict()
        shared = {"schema", "version", "command", "settings", "model", "corpus", "themes", "refused", "limited"}
        assert found.keys() - {"columns"} == shared | {view, *MORE_TABLES.get(view, ())}
        # Who asks for one view does not wait for the vectors by which strays are told.
        read = {field: value for field, value in every["corpus"].items() if field != "strays"}
        whole: dict[str, Any] = {**every, "corpus": read}
        assert all(value == whole[field] for field, value in found.items() if field != "refused")
        assert found["refused"] == {name: why for name, why in every["refused"].items() if name == view}
        assert sm.render(sm.compare(analysis, only=view).record, "text", only=view) == sm.render(
            every, "text", only=view
        )
    with pytest.raises(ValueError, match=r"a view must be one of coverage, .*, got 'views'"):
        sm.compare(analysis, only=cast("Any", "views"))


@pytest.mark.parametrize(
    ("view", "needless"),
    [
        ("copies", ("embeddings", "themes", "claims", "reuse")),
        ("originality", ("embeddings", "themes", "claims")),
        ("voices", ("embeddings", "themes", "claims", "reuse")),
        ("timeline", ("themes",)),
        ("claims", ("themes", "reuse")),
        ("alignments", ("themes", "claims")),
        ("figures", ("themes",)),
        ("omissions", ("themes",)),
        ("coverage", ("claims", "reuse")),
        ("emphasis", ("claims",)),
    ],
)
def test_one_view_alone_computes_no_other(view: ViewName, needless: tuple[str, ...], encoder: SmallEncoder) -> None:
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache())
    for name in ("text", "csv"):
        assert sm.render(sm.compare(analysis, only=view).record, name, only=view)
    # What was made stands among the values of the analysis and of its comparison.
    assert not {*needless} & analysis.__dict__.keys()
    others = {"coverage", "emphases", "omissions", "voices", "figures", "prominence", "timeline", "likeness", "breadth"}
    own = "emphases" if view == "emphasis" else view
    assert not (others - {own}) & analysis.comparison.__dict__.keys()


def test_a_brief_asks_which_texts_are_one_and_not_who_has_whose(encoder: SmallEncoder) -> None:
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache())
    sm.brief(analysis).to_dict()
    assert {"copies", "reuse"} & analysis.__dict__.keys() == {"copies"}


def test_every_stage_of_a_comparison_goes_up_to_its_end(encoder: SmallEncoder) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    records = [{**record, "published": f"2025-02-1{i}T10:00:00Z"} for i, record in enumerate(RECORDS)]
    analysis = sm.analyse(
        sm.Corpus.from_records(records),
        encoder=encoder,
        progress=lambda name, done, total: told.setdefault(name, []).append((done, total)),
    )
    sm.compare(analysis).to_dict()
    for name in (
        "dividing into sentences",
        "embedding sentences",
        "finding copies",
        "finding text reuse",
        "finding themes",
        "finding claims",
        "counting themes",
        "aligning sentences",
        "reading who stated what",
        "finding voices",
        "finding figures",
    ):
        done, total = told[name][-1]
        assert done == total > 0, name


def test_without_a_cache_a_comparison_reads_the_same(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    kept = sm.compare(sm.analyse(corpus, encoder=encoder))
    fresh = sm.compare(sm.analyse(corpus, encoder=encoder, cache=sm.NoCache()))
    assert fresh.to_dict() == kept.to_dict()
    for name in ("text", "markdown", "json"):
        assert sm.render(fresh.record, name) == sm.render(kept.record, name)


def test_a_theme_by_name_number_or_term(analysis: sm.Analysis) -> None:
    label = analysis.themes.names[0]
    for name in (label, label.upper(), label[:6], "0", 0):
        chosen = sm.brief(analysis, theme=name).sentences
        assert {s["theme"] for s in chosen} == {0}
    for name in ("violins", "²"):
        with pytest.raises(InputError, match=f"no theme matches '{name}'; the themes are: 0 "):
            sm.brief(analysis, theme=name)
    with pytest.raises(InputError, match="there is no theme 99"):
        sm.brief(analysis, theme=99)
    with pytest.raises(InputError, match="more than one theme matches 'r'"):
        sm.brief(analysis, theme="r")
    with pytest.raises(InputError, match="a theme is named by its number, its label or a part of it, got ''"):
        sm.brief(analysis, theme="")


def test_what_is_known_is_left_out(analysis: sm.Analysis) -> None:
    known = sm.Corpus.from_records(RECORDS[:1])
    record = sm.brief(analysis, known=known).to_dict()
    assert record["share_new"] is not None
    assert record["settings"]["known"] == ["wire-1"]
    texts = segment(known).texts
    for sentence in record["sentences"]:
        near = sentence["nearest"]
        assert near is not None
        assert (near["document"], near["text"] in texts) == ("wire-1", True)
        assert -1 <= near["similarity"] < 0.8
    assert "nearest of what is known (" in sm.brief(analysis, known=known).render("text")
    assert not any(s["text"] in RECORDS[0]["text"] for s in record["sentences"])


def test_a_budget_is_positive(analysis: sm.Analysis) -> None:
    with pytest.raises(ValueError, match="a budget must be positive"):
        sm.brief(analysis, max_words=0)


def test_seeds_by_name(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    record = sm.analyse(corpus, encoder=encoder, seeds=["barges port authority fee"]).to_dict()
    (seeded,) = [t for t in record["themes"] if t["seeded"]]
    assert seeded["label"] == "barges port authority fee"
    assert record["settings"]["seeds"][0]["name"] == "barges port authority fee"


def test_a_second_run_encodes_and_computes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    first, second = SmallEncoder(), SmallEncoder()
    once = sm.brief(sm.analyse(corpus, encoder=first)).to_dict()
    monkeypatch.setattr("summarize.summary.summarise", None)
    again = sm.brief(sm.analyse(corpus, encoder=second)).to_dict()
    assert again == once
    assert first.n_encoded > 0
    assert second.n_encoded == 0


def test_one_more_article_embeds_its_own_sentences_headline_and_phrases_alone() -> None:
    first, second = SmallEncoder(), SmallEncoder()
    before, after = (
        sm.analyse(sm.Corpus.from_records(records), encoder=encoder)
        for records, encoder in ((RECORDS[:3], first), (RECORDS, second))
    )
    assert (before.strays, first.n_encoded) == ((), 9 + 3)
    before.to_dict()
    assert (after.strays, second.n_encoded) == ((), 3 + 1)
    after.to_dict()
    # What the themes could be called by is embedded too, but for what was asked of the story before.
    assert first.n_encoded > 9 + 3
    assert 3 + 1 < second.n_encoded <= 3 + 1 + first.n_encoded


def test_without_a_cache_the_answer_is_the_same(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    kept = sm.brief(sm.analyse(corpus, encoder=encoder)).to_dict()
    fresh = sm.brief(sm.analyse(corpus, encoder=encoder, cache=sm.NoCache())).to_dict()
    assert kept == fresh


def test_any_order_gives_the_same(encoder: SmallEncoder) -> None:
    for make in (lambda a: a.to_dict(), lambda a: sm.brief(a).to_dict(), lambda a: sm.compare(a).to_dict()):
        forwards = make(sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache()))
        backwards = make(sm.analyse(sm.Corpus.from_records(RECORDS[::-1]), encoder=encoder, cache=sm.NoCache()))
        assert forwards == backwards


def test_what_files_and_outlets_are_called_decides_nothing(encoder: SmallEncoder) -> None:
    """Of undated articles neither the alphabet of outlets nor that of ids chooses a sentence, its order or what stands for a claim."""

    def told(ids: str, outlets: dict[str, str]) -> tuple[list[str], list[list[str]], list[str]]:
        records = [
            {**record, "id": name, "outlet": outlets[record["outlet"]], "published": None}
            for name, record in zip(ids, RECORDS, strict=True)
        ]
        analysis = sm.analyse(sm.Corpus.from_records(records), encoder=encoder, cache=sm.NoCache())
        claims = sm.compare(analysis).to_dict()["claims"]
        return (
            [s["text"] for s in sm.brief(analysis, max_words=60).to_dict()["sentences"]],
            [[s["text"] for s in claim["sentences"]] for claim in claims],
            [document.title for document in analysis.corpus],
        )

    outlets = sorted({record["outlet"] for record in RECORDS})
    assert told("abcd", dict(zip(outlets, "ABC", strict=True))) == told("dcba", dict(zip(outlets, "CAB", strict=True)))


@pytest.mark.parametrize("records", [RECORDS[:1], [RECORDS[0], {**RECORDS[0], "id": "b", "outlet": "B"}]])
def test_one_document_and_nothing_but_copies(records: list[dict[str, Any]], encoder: SmallEncoder) -> None:
    analysis = sm.analyse(sm.Corpus.from_records(records), encoder=encoder)
    assert sm.brief(analysis).sentences
    assert sm.compare(analysis).to_dict()["corpus"]["copies"] == len(records) - 1


def test_the_audit_names_outlets_and_days() -> None:
    record = sm.audit(sm.Corpus.from_records([*RECORDS, {"id": "x", "text": ""}])).to_dict()
    assert record["dates"] == {"2025-03-03": 2, "2025-03-04": 2}
    assert [o["outlet"] for o in record["outlets"]] == sorted({r["outlet"] for r in RECORDS})
    post = next(o for o in record["outlets"] if o["outlet"].startswith("Morning"))
    assert (post["documents"], post["sentences"]) == (2, 8)
    assert post["first"] == "2025-03-04T06:15:00+01:00"
    assert [d["id"] for d in record["corpus"]["dropped"]] == ["x"]
    assert all(d["n_words"] > 20 and d["language"] == "en" for d in record["documents"])


def test_errors_come_early(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no documents"):
        sm.analyse(sm.Corpus(()))
    with pytest.raises(ModelError, match="nothing is downloaded"):
        sm.analyse(sm.Corpus.from_records(RECORDS), model=str(tmp_path / "no-model"))


@pytest.mark.model
def test_the_real_model_reads_the_story_and_a_warm_run_imports_nothing_heavy() -> None:
    code = (
        f"import sys, json, summarize as sm; records = json.loads({json.dumps(RECORDS)!r})\n"
        "a = sm.analyse(sm.Corpus.from_records(records)); b = sm.brief(a, max_words=50).to_dict(); sm.render(sm.compare(a).record)\n"
        "late = ('numpy', 'torch', 'onnxruntime', 'openvino', 'sklearn', 'scipy', 'snowballstemmer', 'stopwordsiso')\n"
        "late += ('summarize.themes', 'summarize.summary', 'summarize.comparison')\n"
        "print(b['model'], len(b['sentences']), [m for m in late if m in sys.modules])"
    )
    lines = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parent.parent,
        )
        assert done.returncode == 0, done.stderr
        lines.append(done.stdout.strip())
    assert lines[0].startswith("all-MiniLM-L6-v2@53aa51172d14/256")
    # Which of them runs the model depends on the processor and on what is installed.
    assert any(library in lines[0] for library in ("torch", "onnxruntime", "openvino"))
    assert lines[1] == lines[0].partition("[")[0] + "[]"


def test_one_name_is_not_its_letters(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    assert [seed.name for seed in sm.analyse(corpus, encoder=encoder, seeds="palace").seeds] == ["palace"]
    assert sm.analyse(corpus, encoder=encoder, seeds=sm.Seed("palace")).seeds == (sm.Seed("palace"),)
    analysis = sm.analyse(corpus, encoder=encoder)
    outlet = corpus.outlets[0]
    assert sm.compare(analysis, outlets=outlet).to_dict() == sm.compare(analysis, outlets=[outlet]).to_dict()


def test_other_things_than_those_expected_are_refused_with_the_way_to_make_one(analysis: sm.Analysis) -> None:
    anything: Any = "corpora/riyadh-talks"
    call: Any
    for call in (sm.analyse, sm.stories, sm.audit, sm.tune):
        with pytest.raises(TypeError, match="expected a corpus, got str; read it first"):
            call(anything)
    for call in (sm.brief, sm.compare, sm.report, sm.gold):
        with pytest.raises(TypeError, match="expected an analysis, got str; call summarize.analyse first"):
            call(anything)
    given: dict[str, Any]
    for given, said in (
        ({"settings": {}}, "expected settings, got dict"),
        ({"cache": "folder"}, "expected a cache, got str"),
        ({"seeds": [3]}, "expected names of themes"),
    ):
        with pytest.raises(TypeError, match=said):
            sm.analyse(analysis.source, encoder=analysis.encoder, **given)
    for given, said in (
        ({"known": "earlier"}, "expected a corpus of what is known"),
        ({"max_words": "100"}, "expected max_words to be a whole number"),
        ({"max_sentences": 2.5}, "expected max_sentences to be a whole number"),
    ):
        with pytest.raises(TypeError, match=said):
            sm.brief(analysis, **given)
    no_result: Any = analysis.source
    with pytest.raises(TypeError, match=r"as in render\(brief, 'text'\), got Corpus"):
        sm.render(no_result)


def test_what_decides_figures_decides_a_brief_which_holds_contradicting_ones_apart(analysis: sm.Analysis) -> None:
    assert sm.brief(analysis).record["settings"]["figures"]["ratio"] == analysis.settings.figures.ratio


def test_results_may_be_pickled(analysis: sm.Analysis) -> None:
    for result in (sm.brief(analysis), sm.compare(analysis), sm.stories(analysis.source, encoder=analysis.encoder)):
        copy = pickle.loads(pickle.dumps(result))
        assert copy.to_dict() == result.to_dict()


def test_threads_of_one_program_ask_at_once(encoder: SmallEncoder) -> None:
    def work(number: int) -> str:
        return sm.brief(sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder), max_words=30 + number % 3).text

    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(work, range(12)))
    assert texts == [work(number) for number in range(12)]
