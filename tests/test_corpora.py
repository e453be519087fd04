"""The demo corpus: that what was written into it is there, and that the program finds it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import summarize as sm

from .conftest import CORPORA, SHARED

FOLDER = CORPORA / "riyadh-talks"
EXPECTED = tomllib.loads((Path(__file__).parent / "riyadh_talks.toml").read_text(encoding="utf-8"))

#: The only words that stand in quotation marks as somebody's speech are those that the seed article reports.
REPORTED = (
    (
        "The issue now is to agree on how to start negotiations on Ukraine, because the American side has not yet appointed "
        "its chief negotiator who could conduct affairs with us,"
    ),
    (
        "Considering the nature of the statements and messages coming from various capitals, we hope for the beginning of "
        "negotiations on the Russian-Ukrainian theme,"
    ),
    (
        "Therefore, it is our mutual interest for our countries to end the war as soon as possible and to achieve a peaceful "
        "agreement as soon as possible,"
    ),
    "Europe is coordinating its actions and will then present a unified approach to resolving the conflict,",
)


@pytest.fixture(scope="module")
def corpus() -> sm.Corpus:
    return sm.read(FOLDER, cache=sm.NoCache())


@pytest.fixture(scope="module")
def analysis(corpus: sm.Corpus, real_encoder: Any) -> sm.Analysis:
    return sm.analyse(corpus, encoder=real_encoder, seeds=list(EXPECTED["seeds"]), cache=sm.NoCache())


def test_it_is_as_large_and_as_mixed_as_it_should_be(corpus: sm.Corpus) -> None:
    assert len(corpus.documents) >= 14
    assert len(corpus.outlets) >= 9
    assert corpus.audit.dropped == ()
    assert {d.provenance.reader for d in corpus.documents} == {"html", "jsonl", "markdown", "text"}
    for document in corpus.documents:
        assert 250 <= len(document.text.split()) <= 700, document.id
        if document.published is not None:
            assert re.match(r"2025-02-1[789]T\d\d:\d\d:\d\d[+-]\d\d:\d\d$", document.published), document.id
    assert sum(d.published is None for d in corpus.documents) <= 2


def test_pages_give_their_article_and_nothing_else(corpus: sm.Corpus) -> None:
    for document in corpus.documents:
        assert not re.search(r"cookie|newsletter|Related|All rights|Subscribe|Imprint", document.text), document.id
        assert document.title not in document.text.splitlines(), document.id
    places = {d.provenance.fields["outlet"] for d in corpus.documents}
    assert {"json-ld", "opengraph", "dublin core", "front matter", "file name"} <= places


def test_nobody_is_quoted_with_other_words(corpus: sm.Corpus) -> None:
    n_quoted = 0
    for document in corpus.documents:
        for run in re.findall(r'"([^"]+)"', document.text):
            n_quoted += 1
            assert any(run.strip(" ,.") in reported for reported in REPORTED), (document.id, run)
    assert n_quoted >= 5


def test_expectations_are_verbatim(corpus: sm.Corpus) -> None:
    texts = {d.id: d.text for d in corpus.documents}
    everything = "\n".join(texts.values())
    for figure in EXPECTED["figures"]:
        for said in figure["said"]:
            assert said["sentence"] in texts[said["document"]]
            assert said["value"] in said["sentence"]
    for item in EXPECTED["exclusive"]:
        assert item["sentence"] in texts[item["document"]]
        assert not any("Dmitriev" in text for name, text in texts.items() if name != item["document"])
    for seed in EXPECTED["seeds"].values():
        assert all(sentence in everything for sentence in seed["core"])
    update = EXPECTED["update"]
    assert all(s in texts[update["later"]] and s not in texts[update["earlier"]] for s in update["new"])
    for omission in EXPECTED["omissions"]:
        mine = " ".join(d.text for d in corpus.documents if d.outlet == omission["outlet"])
        assert mine
        assert not any(word in mine for word in omission["words"])


@pytest.mark.model
def test_the_copies_are_found(analysis: sm.Analysis) -> None:
    ids = [d.id for d in analysis.corpus.documents]
    (expected,) = EXPECTED["copies"]
    every = {expected["original"], *expected["whole"], *expected["abridged"]}
    (group,) = analysis.copies.groups
    assert {ids[i] for i in group.documents} == every
    assert ids[group.documents[0]] == expected["original"]
    derived = {ids[d.document]: d for d in analysis.copies.derivations}
    for name in (*expected["whole"], *expected["abridged"]):
        assert derived[name].label == "wholly"
        assert ids[derived[name].origin or 0] == expected["original"]
    update = EXPECTED["update"]
    assert ids[derived[update["later"]].origin or 0] == update["earlier"]


@pytest.mark.model
@pytest.mark.parametrize("name", list(EXPECTED["seeds"]))
def test_a_seed_gathers_what_a_reader_would_put_there(analysis: sm.Analysis, name: str) -> None:
    record = analysis.to_dict()
    theme = next(t for t in record["themes"] if t["label"] == name)
    gathered = {s["text"] for s in record["sentences"] if s["theme"] == theme["id"]}
    core = EXPECTED["seeds"][name]["core"]
    found = sum(any(sentence in text for text in gathered) for sentence in core)
    assert found >= 0.75 * len(core), [s for s in core if not any(s in text for text in gathered)]
    others = [s for k, seed in EXPECTED["seeds"].items() if k != name for s in seed["core"]]
    assert not [s for s in others if s in gathered]


@pytest.mark.model
@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed article lies outside the project")
@pytest.mark.parametrize("name", list(EXPECTED["seed_article"]))
def test_a_seed_on_the_seed_article(name: str, real_encoder: Any) -> None:
    corpus = sm.read(SHARED / "corpus-seed", cache=sm.NoCache())
    record = sm.analyse(
        corpus, encoder=real_encoder, seeds=list(EXPECTED["seed_article"]), cache=sm.NoCache()
    ).to_dict()
    theme = next(t for t in record["themes"] if t["label"] == name)
    gathered = [s["text"] for s in record["sentences"] if s["theme"] == theme["id"]]
    expected = EXPECTED["seed_article"][name]
    assert sum(any(text.startswith(start) for text in gathered) for start in expected) == len(expected)
    assert len(gathered) <= len(expected) + 1


@pytest.mark.model
def test_the_three_themes_are_also_found_without_seeds(corpus: sm.Corpus, real_encoder: Any) -> None:
    record = sm.analyse(corpus, encoder=real_encoder, cache=sm.NoCache()).to_dict()
    for name, words in (
        ("Kazakh hope", ("Kazakhstan",)),
        ("coordination", ("Paris", "European")),
        ("exclusion", ("Zelensky", "Ukraine")),
    ):
        assert any(word in term for t in record["themes"] for term in t["terms"][:3] for word in words), name


@pytest.mark.model
def test_the_brief_and_the_comparison_read_well(analysis: sm.Analysis) -> None:
    brief = sm.brief(analysis, max_words=150)
    assert len(brief.sentences) >= 4
    assert len({s["outlet"] for s in brief.sentences}) >= 3
    record = sm.compare(analysis).to_dict()
    themes = {t["label"]: t["id"] for t in record["themes"]}
    cells = {(c["theme"], c["outlet"]): c for c in record["coverage"]}
    assert cells[themes["Kazakh hope"], "Steppe Chronicle"]["outcome"] == "covered"
    for omission in EXPECTED["omissions"]:
        assert cells[themes[omission["theme"]], omission["outlet"]]["count"] == 0
    shared = [c for c in record["claims"] if c["kind"] in ("consensus", "shared")]
    assert any("Diriyah Palace" in s["text"] and "hours" in s["text"] for c in shared for s in c["sentences"])


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who was not at the table?", "Ukraine was not at the table."),
        ("What does Hungary think?", "Hungary was not in Paris on Monday"),
        ("How many leaders met in Paris?", "Leaders of ten European countries had met in Paris"),
    ],
)
def test_a_question_draws_its_answer(analysis: sm.Analysis, question: str, answer: str) -> None:
    said = [item["text"] for item in sm.brief(analysis, max_words=80, focus=question).to_dict()["sentences"]]
    assert any(answer in text for text in said), said
