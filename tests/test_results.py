"""Results in the hands of someone who programs: attributes, tables, notebooks, files, own embeddings, threads."""

from __future__ import annotations

import asyncio
import copy
import csv
import io
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import summarize as sm
from summarize.corpus import Audit
from summarize.pipeline.rows import Row
from summarize.records import SUMMARIES, VIEWS

from .conftest import CORPORA, RECORDS, SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from summarize.writing import Format


@pytest.fixture
def analysis(encoder: SmallEncoder) -> sm.Analysis:
    return sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache())


def results(analysis: sm.Analysis) -> list[Any]:
    return [
        analysis,
        sm.brief(analysis, max_words=40),
        sm.compare(analysis),
        sm.compare(analysis, only="claims"),
        sm.article(analysis, "post-1"),
        sm.audit(analysis.source, cache=sm.NoCache()),
        sm.report(analysis),
        sm.stories(analysis.source, encoder=analysis.encoder, cache=sm.NoCache()),
        sm.gold(analysis),
    ]


def _misspelt(name: Any) -> Any:
    """A name that a type checker would not let pass."""
    return name


def test_errors_of_the_library_speak_python(analysis: sm.Analysis) -> None:
    with pytest.raises(sm.InputError, match=r'name it with columns=\{"text": FIELD\}') as unnamed:
        sm.Corpus.from_records([{"outlet": "A"}])
    with pytest.raises(sm.InputError, match="documents have no field 'nope' to read from a column 'x'") as no_field:
        sm.read(CORPORA / "riyadh-talks", columns={"nope": "x"}, cache=sm.NoCache())
    with pytest.raises(ValueError, match="got per_theme=True and per_outlet=True") as both:
        sm.brief(analysis, per_theme=True, per_outlet=True)
    assert not any("--" in str(found.value) for found in (unnamed, no_field, both))
    for result, formats in ((sm.report(analysis), "csv, html, got 'pdf'; "), (analysis, "csv, got 'pdf'")):
        with pytest.raises(ValueError, match=f"format must be one of text, markdown, json, {formats}"):
            result.render(_misspelt("pdf"))


def test_a_theme_of_a_seed_that_gathers_nothing(encoder: SmallEncoder) -> None:
    seeded = sm.analyse(sm.Corpus.from_records(RECORDS), seeds=["xyzzy"], encoder=encoder, cache=sm.NoCache())
    assert "xyzzy" not in seeded.themes.names
    with pytest.raises(sm.InputError, match="no sentence of these articles is near to the seed 'xyzzy'"):
        sm.brief(seeded, theme="xyzzy")
    with pytest.raises(sm.InputError, match="no theme matches 'plugh'; the themes are: .*--seed, in Python"):
        sm.brief(seeded, theme="plugh")


def test_stories_are_a_sequence(analysis: sm.Analysis) -> None:
    stories = sm.stories(analysis.source, encoder=analysis.encoder, cache=sm.NoCache())
    assert list(stories) == stories.stories == stories.to_dict()["stories"]
    assert [stories[k].id for k in range(len(stories))] == list(range(len(stories)))
    assert stories[-1] == stories.stories[-1]


def test_a_sentence_is_a_dict_with_attributes(analysis: sm.Analysis) -> None:
    brief = sm.brief(analysis, max_words=40)
    assert brief.sentences == brief.to_dict()["sentences"] == list(brief)
    first = brief[0]
    assert isinstance(first, dict)
    document = analysis.corpus[first.document]
    assert document.text[slice(*first.span)] == first.text == first["text"]
    assert (first.outlet, first.support.independent) == (document.outlet, first["support"]["independent"])
    assert {"text", "span", "outlet"} <= set(dir(first))
    assert str(first).endswith(f"({first.outlet}, {first.document}[{first.start}:{first.stop}])")
    with pytest.raises(AttributeError, match="no field 'speaker'; its fields are: document"):
        _ = first.speaker
    assert len(brief) == len(brief.sentences)


def test_a_comparison_has_its_views(analysis: sm.Analysis) -> None:
    found = sm.compare(analysis)
    record: Any = found.to_dict()
    for view in VIEWS:
        assert getattr(found, view) == record[view]
        assert getattr(type(found), view).__doc__
    claim = found.claims[0]
    sentence = claim.sentences[0]
    assert analysis.corpus[sentence.document].text[slice(*sentence.span)] == sentence.text
    with pytest.raises(AttributeError, match="voices was not asked for, claims alone was"):
        _ = sm.compare(analysis, only="claims").voices


def test_rows_survive_copying() -> None:
    row = Row(outlet="Courier", values=[1])
    for again in (pickle.loads(pickle.dumps(row)), copy.deepcopy(row), copy.copy(row)):
        assert again == row
        assert again["values"] == [1]


def test_every_result_introduces_itself(analysis: sm.Analysis) -> None:
    for result in (*results(analysis), analysis.source, analysis.source[0], analysis.embeddings):
        assert len(repr(result)) < 160, repr(result)
        assert "\n" not in repr(result)


def test_notebooks_show_results_short_and_escaped(encoder: SmallEncoder) -> None:
    records = [{**r, "outlet": f"<b>{r['outlet']}</b>", "title": "<script>1</script>"} for r in RECORDS]
    found = sm.analyse(sm.Corpus.from_records(records), encoder=encoder, cache=sm.NoCache())
    for result in (*results(found), found.source, sm.compare(found).table("claims")):
        html = result._repr_html_()
        assert "<script" not in html
        assert "<b>" not in html
        assert "http" not in html
        assert len(html) < 20_000


def test_a_view_shows_itself_in_a_line_and_as_its_table(analysis: sm.Analysis) -> None:
    found = sm.compare(analysis)
    for view in VIEWS:
        rows: Any = getattr(found, view)
        assert list in type(rows).__mro__
        assert repr(rows).startswith(f"View({view!r}, {len(rows):,} row")
        assert len(repr(rows)) < 400
        assert rows._repr_html_() == found.table(view)._repr_html_()
        assert repr(rows[:1]).startswith(f"View({view!r}, {len(rows[:1])} row")
        assert json.loads(json.dumps(rows)) == rows
        for name, given in (("append", (1,)), ("sort", ()), ("__delitem__", (0,)), ("__iadd__", ([1],))):
            with pytest.raises(TypeError, match="cannot be changed"):
                getattr(rows, name)(*given)
        for again in (pickle.loads(pickle.dumps(rows)), copy.deepcopy(rows), copy.copy(rows)):
            assert again == rows
            assert repr(again) == repr(rows)


def test_a_notebook_shows_an_analysis_without_computing(encoder: SmallEncoder) -> None:
    found = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache())
    found._repr_html_()
    repr(found)
    assert encoder.n_encoded == 0


def test_results_are_pickled_and_copied(analysis: sm.Analysis) -> None:
    for result in results(analysis):
        assert pickle.loads(pickle.dumps(result)).to_dict() == result.to_dict()
        assert copy.deepcopy(result).to_dict() == result.to_dict()


def test_every_format_is_that_of_the_record(analysis: sm.Analysis) -> None:
    for result in results(analysis):
        assert json.loads(result.render("json")) == result.to_dict()
        for format_ in ("text", "markdown", "csv"):
            assert result.render(format_) == sm.render(result, format_, only=getattr(result, "only", None))
        assert str(result) == result.render("text")


def test_tables_are_those_of_csv(analysis: sm.Analysis) -> None:
    found = sm.compare(analysis)
    for view in (*VIEWS, *SUMMARIES):
        table = found.table(view)
        printed = list(csv.DictReader(io.StringIO(sm.render(found, "csv", only=view))))
        assert table.to_csv() == sm.render(found, "csv", only=view)
        assert len(table) == len(printed) == len(table.rows)
        assert all(tuple(row) == table.columns for row in table)
        assert [type(row) for row in table[:2]] == [dict] * min(2, len(table))
    assert sm.compare(analysis, only="claims").table().name == "claims"
    assert found.table().name == "coverage"
    starts = found.table("claims").column("start")
    assert all(type(start) is int for start in starts)
    with pytest.raises(KeyError, match="no column 'begin' in claims; the columns are: id"):
        found.table("claims").column("begin")
    with pytest.raises(ValueError, match="must be one of coverage, claims"):
        found.table(_misspelt("covrage"))
    with pytest.raises(ValueError, match="this result has one table"):
        sm.brief(analysis).table("claims")


def test_there_are_tables_of_an_outlet_and_of_a_theme_a_row(analysis: sm.Analysis) -> None:
    found = sm.compare(analysis)
    outlets = sorted({document.outlet for document in analysis.source})
    record: Any = found.to_dict()
    for row, own in zip(found.table("voice_outlets"), record["voice_outlets"], strict=True):
        assert (row["n_quotes"], row["n_once"]) == (own["n_quotes"], own["independent"])
        assert row["share"] == pytest.approx(own["quoted_words"] / own["n_words"])
    assert found.table("voice_outlets").column("outlet") == outlets
    assert found.table("timeline_outlets").rows == tuple(record["timeline_outlets"])
    themes = found.table("themes")
    assert themes.rows == analysis.table("themes").rows
    for row, theme in zip(themes, analysis.to_dict()["themes"], strict=True):
        assert (row["theme"], row["terms"], row["n_outlets"]) == (
            *(theme["id"], "; ".join(theme["terms"])),
            len(theme["outlets"]),
        )
        assert analysis.corpus[row["document"]].text[row["start"] : row["stop"]] == row["text"]
    alone = sm.compare(analysis, only="voice_outlets")
    assert alone.table().name == "voice_outlets"
    assert alone.voices == found.voices
    assert alone.to_dict() == sm.compare(analysis, only="voices").to_dict()
    assert "claims" not in sm.compare(analysis, only="themes").to_dict()
    with pytest.raises(ValueError, match="must be one of voices, voice_outlets, themes, got 'claims'"):
        alone.table("claims")
    grouped = sm.compare(analysis, groups={"All": "*"})
    assert grouped.table("voice_outlets").columns[-1] == "members"
    assert grouped.table("themes").columns == themes.columns


def test_a_result_is_saved_in_the_format_of_the_name(analysis: sm.Analysis, tmp_path: Path) -> None:
    brief = sm.brief(analysis)
    named: tuple[tuple[str, Format], ...] = (
        ("a.json", "json"),
        ("a.csv", "csv"),
        ("a.md", "markdown"),
        ("a.TXT", "text"),
    )
    for name, format_ in named:
        brief.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().decode("utf-8") == brief.render(format_)
    table = sm.compare(analysis).table("claims")
    table.save(tmp_path / "claims.csv")
    assert (tmp_path / "claims.csv").read_bytes().decode("utf-8") == table.to_csv()
    with pytest.raises(ValueError, match=r"ends in \.csv, got 'claims.xlsx'"):
        table.save(tmp_path / "claims.xlsx")
    with pytest.raises(sm.InputError, match="could not be written"):
        table.save(tmp_path / "nowhere" / "claims.csv")
    sm.report(analysis).save(tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(ValueError, match=r"ends in one of \.csv, \.json, \.markdown, \.md, \.txt, got 'a.html'"):
        brief.save(tmp_path / "a.html")
    with pytest.raises(sm.InputError, match="could not be written"):
        brief.save(tmp_path / "nowhere" / "a.json")


def test_a_corpus_is_a_sequence_of_documents(corpus: sm.Corpus) -> None:
    assert len(corpus) == len(list(corpus)) == 4
    assert corpus[0] is corpus.documents[0]
    assert corpus["post-1"].outlet == "Morning Post of Ostrava Bay"
    with pytest.raises(KeyError, match="no document 'post-9'"):
        corpus["post-9"]


def test_own_embeddings_stand_for_the_model(encoder: SmallEncoder) -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    vectors = 3 * encoder.encode(corpus.texts).astype(np.float64)
    theirs = sm.analyse(corpus, embeddings=vectors, cache=sm.NoCache())
    ours = sm.analyse(corpus, encoder=encoder, cache=sm.NoCache())
    record, expected = sm.compare(theirs).to_dict(), sm.compare(ours).to_dict()
    assert record["claims"] == expected["claims"]
    assert record["coverage"] == expected["coverage"]
    assert record["model"] == theirs.embeddings.model
    assert record["model"].startswith("own embeddings#")
    other = sm.analyse(corpus, embeddings=np.roll(vectors, 1, axis=0), cache=sm.NoCache())
    assert other.key != theirs.key
    again = sm.analyse(corpus, embeddings=sm.Embeddings(encoder.encode(corpus.texts), "mine"))
    assert again.embeddings.model.startswith("mine#")


def test_own_embeddings_are_kept_apart_by_the_encoder_beside_them(encoder: SmallEncoder, tmp_path: Path) -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    given, cache = sm.Embeddings(encoder.encode(corpus.texts), "mine"), sm.Cache(tmp_path)

    class Turned(SmallEncoder):
        identity = "turned"

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return np.ascontiguousarray(super().encode(texts)[:, ::-1])

    beside: list[SmallEncoder | None] = [None, encoder, Turned()]
    themed = [sm.analyse(corpus, embeddings=given, encoder=one, cache=cache) for one in beside]
    assert len({analysis.key for analysis in themed}) == 3
    own, other = (analysis.embed_texts(["grain treaty"]).vectors for analysis in themed[1:])
    assert (own != other).any()


@pytest.mark.parametrize("scale", [1e30, 1e-30, 1e200, 1e-200, 1])
def test_own_embeddings_may_be_of_any_length(scale: float, encoder: SmallEncoder) -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    vectors = encoder.encode(corpus.texts).astype(np.float64)
    plain = sm.analyse(corpus, embeddings=vectors, cache=sm.NoCache()).embeddings
    # A power of two changes no digit, any other the last.
    exact = sm.analyse(corpus, embeddings=vectors * 2.0 ** round(np.log2(scale)), cache=sm.NoCache()).embeddings
    assert (plain.vectors == exact.vectors).all()
    found = sm.analyse(corpus, embeddings=vectors * scale, cache=sm.NoCache()).embeddings
    np.testing.assert_allclose(found.vectors, plain.vectors, atol=1e-6)


def test_complex_embeddings_are_refused() -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    with pytest.raises(ValueError, match="must be real numbers"):
        sm.analyse(corpus, embeddings=np.ones((len(corpus.sentences), 3), dtype=complex), cache=sm.NoCache())


def test_an_analysis_of_own_embeddings_travels() -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    given = sm.Embeddings(np.eye(len(corpus.sentences), dtype=np.float32), "a model of the house")
    analysis = sm.analyse(corpus, embeddings=given, cache=sm.NoCache())
    again = pickle.loads(pickle.dumps(analysis))
    assert again.to_dict() == analysis.to_dict()


def test_embeddings_of_the_model_of_the_house_are_taken_with_seeds(
    encoder: SmallEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarize.pipeline.analysis.chosen_encoder", lambda *_: encoder)
    corpus = sm.Corpus.from_records(RECORDS)
    first = sm.analyse(corpus, cache=sm.NoCache())
    again = sm.analyse(corpus, embeddings=first.embeddings, seeds=["grain treaty"], cache=sm.NoCache())
    seeded = sm.analyse(corpus, seeds=["grain treaty"], cache=sm.NoCache())
    assert again.themes.labels.tolist() == seeded.themes.labels.tolist()
    assert again.themes.seeded == seeded.themes.seeded
    assert any(again.themes.seeded)
    other = sm.Embeddings(first.embeddings.vectors, "another model")
    with pytest.raises(sm.InputError, match="only embeddings were given"):
        sm.analyse(corpus, embeddings=other, seeds=["grain treaty"], cache=sm.NoCache()).to_dict()
    vectors = first.embeddings.vectors
    with pytest.raises(sm.InputError, match="only embeddings were given"):
        sm.analyse(corpus, embeddings=vectors, seeds=["grain treaty"], cache=sm.NoCache()).to_dict()


def test_own_themes_stand_for_those_that_would_be_found(encoder: SmallEncoder, tmp_path: Path) -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    found = sm.analyse(corpus, encoder=encoder, cache=sm.NoCache())
    cache, labels = sm.Cache(tmp_path), np.arange(len(corpus.sentences)) % 3 - 1
    own = [sm.analyse(corpus, themes=one, encoder=encoder, cache=cache) for one in (labels, np.roll(labels, 1))]
    assert len({analysis.key for analysis in (found, *own)}) == 3
    assert len({digest for analysis in own for digest in [analysis.to_dict()["settings"]["own_themes"]]}) == 2
    # Whichever negative number says that a sentence has none.
    assert sm.analyse(corpus, themes=np.minimum(labels * 5, labels), encoder=encoder, cache=cache).key == own[0].key
    themed = own[0].themes
    assert themed.labels.max() == 1
    assert {(int(a), int(b)) for a, b in zip(labels, themed.labels, strict=True) if b >= 0} in (
        {(0, 0), (1, 1)},
        {(0, 1), (1, 0)},
    )
    assert (themed.labels[labels < 0] == -1).all()
    assert all(themed.names)
    assert themed.stability == (None, None)
    choice = own[0].to_dict()["choice"]
    assert (choice["rule"], choice["similarity"]) == ("the theme of each sentence was given", None)
    one = sm.brief(own[0], theme=0, max_words=40)
    assert {sentence.theme for sentence in one} == {0}
    assert {row["theme"] for row in sm.compare(own[0], only="coverage").coverage} == {0, 1}
    # What would have been found, given back, is the same in all but what resampling says.
    again = sm.analyse(corpus, themes=found.themes.labels, encoder=encoder, cache=cache)
    assert (again.themes.labels.tolist(), again.themes.names) == (found.themes.labels.tolist(), found.themes.names)


def test_an_own_theme_may_hold_repeated_sentences_alone(encoder: SmallEncoder) -> None:
    told = "Ministers of ten countries met in the old harbour palace."
    records = [{"outlet": name, "text": f"{told} {name} sent a reporter to the harbour."} for name in "ABC"]
    corpus = sm.segment(sm.Corpus.from_records(records))
    repeats = [i for i, text in enumerate(corpus.texts) if text == told][1:]
    labels = [int(i in repeats) for i in range(len(corpus.texts))]
    themes = sm.analyse(corpus, themes=labels, encoder=encoder, cache=sm.NoCache()).themes
    (example,) = next(found for found in themes.representatives if {*found} & {*repeats})
    assert corpus.texts[example] == told


@pytest.mark.parametrize(
    "themes", [[0, 1], np.zeros(16), np.zeros((16, 1), dtype=int), ["a"] * 16, [[0], [1, 2], *[0] * 14]]
)
def test_themes_that_do_not_fit_are_refused(themes: Any, encoder: SmallEncoder) -> None:
    with pytest.raises(ValueError, match=r"a whole number a sentence, shape \(16,\), negative for none, got"):
        sm.analyse(sm.Corpus.from_records(RECORDS), themes=themes, encoder=encoder, cache=sm.NoCache())


def test_own_themes_beyond_the_range_of_whole_numbers_are_refused(encoder: SmallEncoder) -> None:
    themes = np.full(16, 2**63, dtype=np.uint64)
    with pytest.raises(ValueError, match=r"below 2\*\*63, got 9223372036854775808"):
        sm.analyse(sm.Corpus.from_records(RECORDS), themes=themes, encoder=encoder, cache=sm.NoCache())


def test_seeds_and_own_themes_are_not_taken_together(encoder: SmallEncoder) -> None:
    with pytest.raises(ValueError, match="seeds and themes are both given"):
        sm.analyse(sm.Corpus.from_records(RECORDS), themes=[0] * 16, seeds=["x"], encoder=encoder, cache=sm.NoCache())


def test_results_are_equal_if_their_json_is(encoder: SmallEncoder) -> None:
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache())
    whole = sm.brief(analysis)
    again = pickle.loads(pickle.dumps(whole))
    assert again == whole == sm.brief(analysis)
    assert len({again, whole}) == 1
    assert whole != sm.brief(analysis, max_words=20)
    assert whole != sm.compare(analysis)
    compared = sm.compare(analysis)
    assert pickle.loads(pickle.dumps(compared)) == compared != sm.compare(analysis, only="claims")


def test_rows_cannot_be_changed_and_are_copied_as_dicts(encoder: SmallEncoder) -> None:
    row = sm.brief(sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder, cache=sm.NoCache()))[0]
    changes: list[Callable[[], object]] = [
        lambda: row.__setitem__("text", "x"),
        lambda: row.__delitem__("text"),
        lambda: row.update(text="x"),
        lambda: row.pop("text"),
        lambda: setattr(row, "text", "x"),
        lambda: delattr(row, "text"),
        lambda: row.setdefault("new", 1),
        row.popitem,
        row.clear,
    ]
    for change in changes:
        with pytest.raises(TypeError, match="make a dict of it"):
            change()
    again = pickle.loads(pickle.dumps(row))
    assert (type(again), again) == (type(row), row) == (type(copy.deepcopy(row)), copy.copy(row))
    assert json.loads(json.dumps(row)) == row
    changed = dict(row)
    changed["text"] = "x"
    assert row["text"] == row.text != changed["text"]


def test_a_method_of_a_brief_is_that_of_the_settings(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    analysis = sm.analyse(corpus, encoder=encoder, cache=sm.NoCache())
    settings = replace(sm.Settings(), brief=replace(sm.Settings().brief, method="lead"))
    lead = sm.brief(analysis, max_words=40, method="lead")
    assert lead == sm.brief(sm.analyse(corpus, encoder=encoder, settings=settings, cache=sm.NoCache()), max_words=40)
    assert (lead.record["solver"], lead.record["settings"]["brief"]["method"]) == ("lead", "lead")
    assert sm.brief(analysis, max_words=40).record["solver"] == "exact"
    wrong: Any = "leed"
    with pytest.raises(sm.SettingsError, match="method: must be one of coverage, lexrank"):
        sm.brief(analysis, method=wrong)


def test_an_encoder_without_a_name_is_refused() -> None:
    encoder = SmallEncoder()
    encoder.identity = " "
    with pytest.raises(TypeError, match="a str, not empty"):
        sm.analyse(sm.Corpus.from_records(RECORDS), encoder=encoder)


def test_other_texts_need_the_encoder_of_own_embeddings(encoder: SmallEncoder) -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    vectors = encoder.encode(corpus.texts)
    alone = sm.analyse(corpus, embeddings=vectors, cache=sm.NoCache())
    with pytest.raises(sm.InputError, match="encoder that made them too"):
        sm.brief(alone, focus="What of the barges?")
    both = sm.analyse(corpus, embeddings=vectors, encoder=encoder, cache=sm.NoCache())
    ours = sm.analyse(corpus, encoder=encoder, cache=sm.NoCache())
    question = "What of the barges?"
    assert sm.brief(both, focus=question).sentences == sm.brief(ours, focus=question).sentences
    narrow = sm.analyse(corpus, embeddings=vectors[:, :40], encoder=encoder, cache=sm.NoCache())
    with pytest.raises(ValueError, match="96 dimensions and the sentences have vectors of 40"):
        sm.brief(narrow, focus=question)


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        (lambda v: v[:4], r"one row a text, shape \(16, n_dims\), got \(4, 96\)"),
        (lambda v: v[0], "got \\(96,\\)"),
        (lambda v: v[:, :0], "got \\(16, 0\\)"),
        (
            lambda v: np.where(np.arange(16)[:, None] == 3, np.nan, v),
            "1 rows of the embeddings are not finite, first row 3",
        ),
        (
            lambda v: np.where(np.arange(16)[:, None] < 2, 0, v),
            "2 rows of the embeddings are zero, first row 0, of 'Min",
        ),
    ],
)
def test_embeddings_that_do_not_fit_are_refused(spoiled: Any, message: str, encoder: SmallEncoder) -> None:
    corpus = sm.segment(sm.Corpus.from_records(RECORDS))
    with pytest.raises(ValueError, match=message):
        sm.analyse(corpus, embeddings=spoiled(encoder.encode(corpus.texts)), cache=sm.NoCache())


def test_what_is_no_encoder_is_refused() -> None:
    corpus: Any = sm.Corpus.from_records(RECORDS)
    nothing: Any = object()
    with pytest.raises(TypeError, match="expected an encoder, got object"):
        sm.analyse(corpus, encoder=nothing)


def test_own_sentences_are_kept(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    spans = {d.id: [(0, d.text.index("."))] for d in corpus}
    own = corpus.with_sentences(spans)
    told = sm.segment(own)
    # Languages that are not declared are told; the sentences are those given.
    assert (told.sentences, [d.language for d in told]) == (own.sentences, ["en"] * len(own))
    assert sm.segment(told) is told
    found = sm.analyse(own, encoder=encoder, cache=sm.NoCache())
    assert [s["stop"] for s in found.to_dict()["sentences"]] == [d.text.index(".") for d in corpus]


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ({"nobody": [(0, 3)]}, "no document 'nobody'"),
        ({"wire-1": [(0, 9_999)]}, r"wire-1\[0:9999\] is no span of a text of \d+ characters"),
        ({"wire-1": [(4, 4)]}, "is no span"),
        ({"wire-1": [(0, 30), (20, 40)]}, "begins before the sentence before it ends, at 30"),
        ({"wire-1": [(9, 10)]}, "white space alone"),
    ],
)
def test_sentences_that_do_not_fit_are_refused(spans: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sm.Corpus.from_records(RECORDS).with_sentences(spans)


def test_threads_and_tasks_get_the_same(encoder: SmallEncoder) -> None:
    corpus = sm.Corpus.from_records(RECORDS)
    shared = sm.analyse(corpus, encoder=encoder)

    def work(number: int) -> Any:
        found = shared if number % 2 else sm.analyse(corpus, encoder=encoder)
        return sm.brief(found, max_words=40).to_dict(), sm.compare(found).to_dict()

    async def tasks() -> list[Any]:
        return await asyncio.gather(*(asyncio.to_thread(work, number) for number in range(4)))

    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(work, range(4)), *asyncio.run(tasks())]
    assert all(each == found[0] for each in found)


def test_the_library_says_nothing_unasked() -> None:
    code = (
        "import summarize as sm\n"
        f"analysis = sm.analyse(sm.read({str(CORPORA / 'riyadh-talks')!r}))\n"
        "sm.brief(analysis); sm.compare(analysis); sm.stories(analysis.source)"
    )
    done = subprocess.run([sys.executable, "-W", "default", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_type_checker_sees_names_and_fields(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import summarize as sm\n"
        "analysis: sm.Analysis = sm.analyse(sm.read('x'), embeddings=[[1.0]])\n"
        "span: tuple[int, int] = sm.brief(analysis)[0].span\n"
        "texts: list[str] = [s.text for c in sm.compare(analysis).claims for s in c.sentences]\n"
        "rows: tuple[dict[str, object], ...] = sm.compare(analysis).table('claims').rows\n"
        "sm.breif(analysis)\n"
        "sm.brief(analysis).txt\n"
        "sm.compare(analysis, only='claimz')\n"
        "sm.compare(analysis).table('claim')\n",
        encoding="utf-8",
    )
    root = Path(sm.__file__).parent.parent
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(root / "pyproject.toml"), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root)
    found = [line.split(": error: ")[1] for line in done.stdout.splitlines() if ": error: " in line]
    assert len(found) == 4, done.stdout
    assert found[0].startswith('Module has no attribute "breif"')
    assert found[1].startswith('"Brief" has no attribute "txt"')
    assert found[2].startswith('Argument "only" to "compare" has incompatible type "Literal[\'claimz\']"')
    assert found[3].startswith('Argument 1 to "table" of "Answer" has incompatible type "Literal[\'claim\']"')


@pytest.mark.parametrize(
    ("function", "given", "message"),
    [
        ("compare", {"groups": "x.toml"}, "expected groups to be a mapping"),
        ("compare", {"outlets": 3}, "expected outlets to be names of outlets, got 3"),
        ("compare", {"outlets": [3]}, "expected outlets to be names of outlets"),
        ("brief", {"focus": 3}, "expected focus to be a question, got 3"),
        ("analyse", {"seeds": 3}, "expected seeds to be names of themes"),
        ("analyse", {"progress": 3}, "expected progress to be a function"),
        ("read", {"columns": "x"}, "expected columns to be a mapping"),
    ],
)
def test_arguments_of_another_kind_are_refused_by_name(
    function: str, given: dict[str, Any], message: str, analysis: sm.Analysis
) -> None:
    first: Any = {"analyse": analysis.source, "read": "x"}.get(function, analysis)
    with pytest.raises(TypeError, match=message):
        getattr(sm, function)(first, **given)


def test_settings_of_a_stage_are_its_own_kind() -> None:
    given: Any = {"n_themes": 3}
    with pytest.raises(TypeError, match=r"expected themes to be ThemeSettings, got \{'n_themes': 3\}"):
        sm.Settings(themes=given)


def test_a_group_of_an_unknown_outlet_suggests_none_that_is_unlike_it(analysis: sm.Analysis) -> None:
    with pytest.raises(sm.SettingsError, match=r"no outlet 'Nope' in the corpus; the outlets are"):
        sm.compare(analysis, groups={"w": ["Nope"]})


def test_a_corpus_that_travelled_equals_the_one_that_stayed() -> None:
    corpus, other = (
        sm.Corpus.from_records([{"text": f"The talks in Riyadh ended on {day}."}]) for day in ("Monday", "Tuesday")
    )
    again = pickle.loads(pickle.dumps(corpus))
    assert (again == corpus, hash(again) == hash(corpus), corpus == other) == (True, True, False)
    assert corpus != replace(corpus, audit=Audit(notes=("one was left out",)))
    assert repr(corpus) == "Corpus(1 document, 1 outlet, 0 sentences)"


def test_an_analysis_offers_what_is_documented_and_a_cache_its_folder(analysis: sm.Analysis, tmp_path: Path) -> None:
    offered = {name for name in dir(analysis) if not name.startswith("_")}
    assert {"corpus", "themes", "embeddings", "to_dict"} <= offered
    assert offered.isdisjoint(("deciding", "key", "compared"))
    assert repr(sm.Cache(tmp_path)) == f"Cache({str(tmp_path)!r})"
    with pytest.raises(sm.InputError, match="there is no folder .*nowhere; make it first"):
        sm.brief(analysis).save(tmp_path / "nowhere" / "x.md")


def test_a_quotation_that_own_sentences_leave_out_has_none() -> None:
    text = 'The talks ended late. "We will not sign the treaty this week," said Jane Roe, the minister. Barges waited.'
    corpus = sm.Corpus.from_records([{"id": o, "outlet": o, "text": text, "language": "en"} for o in "ab"])
    ends = text.index('"') - 1
    spans = {"a": [(0, ends)], "b": [(0, ends), (ends + 1, len(text))]}
    analysis = sm.analyse(corpus.with_sentences(spans), encoder=SmallEncoder(), cache=sm.NoCache())
    compared = sm.compare(analysis, only="voices")
    found = {q["document"]: q["sentence"] for row in compared.to_dict()["voices"] for q in row["quotes"]}
    assert found == {"a": None, "b": {"start": ends + 1, "stop": len(text)}}
    assert {row["document"]: row["sentence_start"] for row in compared.table("voices").rows} == {
        "a": None,
        "b": ends + 1,
    }


def test_keys_of_a_file_are_shown_without_what_they_do(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(
        json.dumps({"art\x1b[31m*b*": [{"title": "One", "text": ""}, {"text": "Barges waited at the port for long."}]})
    )
    read = sm.audit(sm.read(path))
    assert "\x1b" not in read.render("text")
    assert "*b*" not in read.render("markdown").replace("\\*", "")
