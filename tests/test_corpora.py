"""The demo corpus: that what was written into it is there, and that the program finds it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import summarize as sm
from summarize.comparison.mentions import Mentions

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
    derived = {ids[d.document]: d for d in analysis.reuse.derivations}
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
    told = {s["theme"] for s in brief.sentences}
    carried = {t["id"]: len(t["outlets"]) for t in sm.compare(analysis).to_dict()["themes"]}
    most = {k for k, n in carried.items() if n >= 2 / 3 * 13}
    assert {t["id"] for t in brief.record["honesty"]["silent_themes"]} == most - told
    # What all but one outlet tell is there, beside two sentences on one theme.
    assert {k for k, n in carried.items() if n >= 12} <= told
    for asked in ({"theme": 0}, {"focus": "What of Kazakhstan?"}, {"per_outlet": True}):
        assert sm.brief(analysis, max_words=60, **asked).record["honesty"]["silent_themes"] == []
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


@pytest.fixture(scope="module")
def compared(analysis: sm.Analysis) -> dict[str, Any]:
    return dict(sm.compare(analysis).to_dict())


def _claims_of(record: dict[str, Any], sentence: str) -> list[dict[str, Any]]:
    return [c for c in record["claims"] if any(sentence in s["text"] for s in c["sentences"])]


@pytest.mark.model
def test_every_copy_is_shown_and_no_other(compared: dict[str, Any]) -> None:
    (expected,) = EXPECTED["copies"]
    (group,) = compared["copies"]
    assert group["documents"][0] == expected["original"]
    assert set(group["documents"]) == {expected["original"], *expected["whole"], *expected["abridged"]}
    assert group["tier"] == "partly", "an abridged copy does not hold the whole of the original"
    assert len(set(group["titles"])) == len(group["titles"]), "every copy has a headline of its own"
    derived = {d["document"]: d for d in compared["derivation"] if d["label"] != "non"}
    update = EXPECTED["update"]
    assert set(derived) == {*expected["whole"], *expected["abridged"], update["later"]}
    for name in (*expected["whole"], *expected["abridged"]):
        assert (derived[name]["from"], derived[name]["label"]) == (expected["original"], "wholly")
    owners = {d["id"]: d["outlet"] for d in compared["corpus"]["documents"]}
    own = {row["outlet"]: row["share"] for row in compared["originality"]}
    borrowed = {owners[name] for name in (*expected["whole"], *expected["abridged"])}
    assert max(own[outlet] for outlet in borrowed) < 0.2
    assert min(share for outlet, share in own.items() if outlet not in borrowed) > 0.9


@pytest.mark.model
def test_copies_are_never_independent(compared: dict[str, Any]) -> None:
    (expected,) = EXPECTED["copies"]
    one_text = {expected["original"], *expected["whole"], *expected["abridged"]}
    for claim in compared["claims"]:
        documents = {s["document"] for s in claim["sentences"]}
        assert claim["independent"] <= len(documents - one_text) + bool(documents & one_text)
        if documents <= one_text:
            assert claim["kind"] in ("exclusive", "uncertain")


@pytest.mark.model
def test_the_update_is_found_and_what_is_new_in_it(compared: dict[str, Any]) -> None:
    update = EXPECTED["update"]
    (derived,) = [d for d in compared["derivation"] if d["document"] == update["later"]]
    assert (derived["from"], derived["label"]) == (update["earlier"], "partially")
    kept = [passage["text"] for passage in derived["verbatim"]]
    for sentence in update["new"]:
        assert not any(sentence in passage for passage in kept)
        assert all(
            update["earlier"] != s["document"] for claim in _claims_of(compared, sentence) for s in claim["sentences"]
        )


@pytest.mark.model
def test_every_omission_is_shown_and_no_other_is_claimed(compared: dict[str, Any]) -> None:
    themes = {t["label"]: t["id"] for t in compared["themes"]}
    expected = {(o["outlet"], themes[o["theme"]]) for o in EXPECTED["omissions"]}
    cells = {(c["outlet"], c["theme"]): c for c in compared["coverage"]}
    for key in expected:
        assert cells[key]["count"] == 0
        # One or two articles: so little text may lack a theme by chance, and the cell must say so.
        assert cells[key]["outcome"] in ("absent", "cannot_tell")
        assert cells[key]["nearest"]["outlet"] == key[0]
    assert {key for key, cell in cells.items() if cell["outcome"] == "absent"} <= expected
    assert [row for row in compared["omissions"] if row["outcome"] == "absent"] == []
    carrying = {row["claim"] for row in compared["omissions"]}
    assert all(claim["independent"] >= 3 for claim in compared["claims"] if claim["id"] in carrying)


@pytest.mark.model
def test_every_count_can_be_followed_to_its_sentences(analysis: sm.Analysis, compared: dict[str, Any]) -> None:
    behind = [(row["theme"], row["outlet"]) for row in analysis.to_dict()["sentences"] if row["counted"]]
    for cell in compared["coverage"]:
        assert behind.count((cell["theme"], cell["outlet"])) == cell["count"]


def test_the_exclusive_is_found_and_is_nobody_elses(compared: dict[str, Any]) -> None:
    for item in EXPECTED["exclusive"]:
        (claim,) = _claims_of(compared, item["sentence"])
        assert claim["kind"] in ("exclusive", "uncertain")
        assert {s["document"] for s in claim["sentences"]} == {item["document"]}


@pytest.mark.model
def test_differing_figures_are_no_agreement_and_no_other_dispute_is_made_up(compared: dict[str, Any]) -> None:
    for figure in EXPECTED["figures"]:
        by_value: dict[str, set[int]] = {}
        for said in figure["said"]:
            found = {claim["id"] for claim in _claims_of(compared, said["sentence"])}
            assert found
            by_value.setdefault(said["value"], set()).update(found)
        if figure["conflict"]:
            assert not by_value["Eight"] & by_value["ten"]
    conflicting = [s["sentence"] for f in EXPECTED["figures"] if f["conflict"] for s in f["said"]]
    for claim in compared["claims"]:
        for other in claim["disputes"]:
            pair = [*claim["sentences"], *next(c for c in compared["claims"] if c["id"] == other)["sentences"]]
            assert any(sentence in s["text"] for s in pair for sentence in conflicting), pair


@pytest.mark.model
def test_an_outlet_uses_the_words_of_a_theme_where_all_of_a_phrase_stand_there(
    analysis: sm.Analysis, compared: dict[str, Any]
) -> None:
    labels = {theme["id"]: theme["label"] for theme in compared["themes"]}
    outlets = {outlet: k for k, outlet in enumerate(analysis.corpus.outlets)}
    mentions = Mentions(analysis.corpus)
    told = {
        (mentions.phrase_of(labels[c["theme"]], outlets[c["outlet"]]), c["mentioned"])
        for c in compared["coverage"]
        if c["count"]
    }
    assert told == {(True, True), (False, False)}


@pytest.mark.model
def test_one_article_an_outlet_carries_no_contrast(compared: dict[str, Any]) -> None:
    assert [row for row in compared["emphasis"] if row["significant"]] == []
    assert all(cell["low"] is None for cell in compared["coverage"] if cell["n_articles"] == 1)
    assert compared["emphasis_notes"]


@pytest.mark.model
def test_who_had_it_first(compared: dict[str, Any], corpus: sm.Corpus) -> None:
    unknown = {row["document"] for row in compared["timeline_documents"] if not row["known"]}
    assert unknown == {d.id for d in corpus.documents if d.published is None}
    assert not unknown & {row["document"] for row in compared["timeline"]}
    (expected,) = EXPECTED["copies"]
    copied = {row["document"]: row["lag_minutes"] for row in compared["timeline"]}
    assert min(copied[name] for name in (*expected["whole"], *expected["abridged"])) > 0
    (claim,) = _claims_of(compared, "The delegations met for four and a half hours at the Diriyah Palace")
    first = [row for row in compared["timeline"] if row["claim"] == claim["id"] and row["lag_minutes"] == 0]
    assert [row["document"] for row in first] == [expected["original"]]


@pytest.mark.model
def test_outlets_alike_in_words_are_those_of_one_text(compared: dict[str, Any]) -> None:
    words = next(item for item in compared["likeness"] if item["kind"] == "verbatim")
    (group,) = compared["copies"]
    documents = {d["id"]: d["outlet"] for d in compared["corpus"]["documents"]}
    one_text = {documents[name] for name in group["documents"]}
    for i, first in enumerate(words["outlets"]):
        for j, second in enumerate(words["outlets"][:i]):
            assert (words["values"][i][j] > 0.5) == ({first, second} <= one_text)


@pytest.mark.model
def test_groups_of_the_demo(analysis: sm.Analysis) -> None:
    table = tomllib.loads((CORPORA / "riyadh-talks.groups.toml").read_text(encoding="utf-8"))
    record = sm.compare(analysis, groups=table).to_dict()
    assert {row["outlet"] for row in record["breadth"]} == set(table)
    assert {d["group"] for d in record["corpus"]["documents"]} == set(table)
    assert {c["outlet"] for c in record["coverage"]} == set(table)
    (wire,) = [c for c in record["coverage"] if c["theme"] == 0 and c["outlet"].startswith("The wire")]
    assert wire["n_articles"] == 1, "four outlets that print one text are one article of their group"
    assert record["settings"]["groups"] == table
    assert {s["outlet"] for c in record["claims"] for s in c["sentences"]} == set(analysis.corpus.outlets)
    part = sm.compare(analysis, groups=table, outlets=["All others"]).to_dict()
    assert {c["outlet"] for c in part["coverage"]} == {"All others"}


def test_the_example_of_a_theme_holds_a_term_of_its_name(compared: dict[str, Any]) -> None:
    for theme in compared["themes"]:
        text = theme["representative"][0]["text"].casefold()
        assert theme["seeded"] or any(term in text for term in theme["label"].casefold().split(", ")), theme["label"]
