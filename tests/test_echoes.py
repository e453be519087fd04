"""Echoes: what may state a claim in other words, and what no sentence is on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from summarize.cache import NoCache
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.claims import Claim, Claims, find_claims
from summarize.comparison.counting import count
from summarize.comparison.echoes import (
    ECHO_EVIDENCE,
    echo_evidence,
    find_echoes,
    heard_elsewhere,
    read_echo_model,
)
from summarize.comparison.logistic import Logistic
from summarize.comparison.omissions import find_omissions
from summarize.corpus import Corpus
from summarize.embedding import embed
from summarize.errors import SettingsError
from summarize.segmentation import segment
from summarize.settings import CoverageSettings

from .conftest import SmallEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.corpus import Embeddings

SIGNED = "Ministers of 13 countries signed the grain treaty in Odesa on Monday."
OPERA = "The opera opens its season with a comedy about bakers."
LIGHT = "Volunteers mended the old lighthouse with money from a lottery."


def story(*fifth: str, title: str = "") -> tuple[Corpus, Embeddings, Claims]:
    """Three outlets state one claim; a fourth, E, prints what is given."""
    texts = {"A": (SIGNED, OPERA), "B": (SIGNED, LIGHT), "C": (SIGNED,), "E": fifth}
    corpus = segment(
        Corpus.from_records(
            {
                "id": name,
                "outlet": name,
                "text": "\n".join(lines),
                "language": "en",
                "title": title if name == "E" else "",
            }
            for name, lines in texts.items()
        )
    )
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    signed = [i for i, text in enumerate(corpus.texts) if text == SIGNED]
    alone = [i for i in range(len(corpus.texts)) if i not in signed]
    agreed = Claim(tuple(signed), 3, 3, "consensus", firm=tuple(signed), firm_independent=3)
    items = (agreed, *(Claim((i,), 1, 1, "exclusive", firm=(i,)) for i in alone))
    claim_of = np.zeros(len(corpus.texts), dtype=np.intp)
    claim_of[alone] = np.arange(1, len(alone) + 1)
    return corpus, embeddings, Claims(items, claim_of)


def of_e(corpus: Corpus, embeddings: Embeddings) -> dict[str, float]:
    unit_of = np.array([0 if document.outlet == "E" else -1 for document in corpus.documents])
    said = [[i for i, text in enumerate(corpus.texts) if text == SIGNED]]
    evidence, nearest, *_ = echo_evidence(corpus, embeddings.vectors, said, unit_of)
    assert corpus.outlets[corpus.outlet_of[nearest[0, 0]]] == "E"
    return dict(zip(ECHO_EVIDENCE, evidence[0, 0].tolist(), strict=True))


def test_words_in_two_sentences_in_a_row_and_in_a_headline() -> None:
    corpus, embeddings, _ = story(
        "The grain treaty is signed.", "In Odesa ministers of 13 countries met on Monday.", LIGHT
    )
    halves = of_e(corpus, embeddings)
    assert halves["words_of_two"] > halves["words"]
    assert halves["words_of_all"] == halves["words_of_two"] == pytest.approx(1)
    assert halves["figures"] == 1
    corpus, embeddings, _ = story(OPERA, LIGHT, title="Ministers of 13 countries sign grain treaty in Odesa on Monday")
    assert of_e(corpus, embeddings)["words"] > 0.9
    corpus, embeddings, _ = story(OPERA, LIGHT)
    silent = of_e(corpus, embeddings)
    assert silent["words_of_all"] < 0.2
    assert silent["figures"] == silent["names"] == -1


def rows(
    corpus: Corpus,
    embeddings: Embeddings,
    claims: Claims,
    settings: CoverageSettings | None = None,
    *,
    aligned: bool = False,
) -> dict[str, tuple[str, bool]]:
    counted = count(corpus, np.arange(len(corpus.documents)))
    alignments = find_alignments(corpus, embeddings, np.arange(len(corpus.documents))) if aligned else None
    found = find_omissions(embeddings, claims, counted, settings, alignments=alignments)
    return {corpus.outlets[row.outlet]: (row.outcome, row.unstated) for row in found}


def test_a_silence_is_only_called_where_nothing_published_is_near() -> None:
    assert rows(*story(OPERA, LIGHT))["E"] == ("cannot_tell", True)
    reworded = story("In Odesa ministers of 13 countries signed a treaty on grain.", LIGHT)
    assert rows(*reworded)["E"] == ("cannot_tell", False)
    assert rows(*story(OPERA, LIGHT, title=SIGNED))["E"][1] is False


def test_what_too_few_surely_state_is_no_silence_of_others() -> None:
    corpus, embeddings, claims = story(OPERA, LIGHT)
    first, *others = claims.items
    for n, told in ((3, True), (2, False)):
        agreed = replace(first, firm=first.sentences[:n], firm_independent=n)
        assert bool(rows(corpus, embeddings, Claims((agreed, *others), claims.claim_of))) is told


def test_a_silence_that_could_be_told_is_not_where_the_outlet_may_state_it() -> None:
    always = CoverageSettings(significance=1.0)
    assert rows(*story(OPERA, LIGHT), always)["E"] == ("absent", True)
    assert rows(*story("In Odesa ministers of 13 countries signed a treaty on grain."), always)["E"] == (
        "cannot_tell",
        False,
    )


def test_who_gives_the_figures_of_a_claim_may_state_it_however_unlike_the_words_are() -> None:
    told = "All of 13 envoys were seen in Odesa harbour."
    for texts, figured in (((OPERA, told, LIGHT), True), ((OPERA, told.replace("13", "14"), LIGHT), False)):
        corpus, embeddings, claims = story(*texts)
        unit_of = np.array([0 if document.outlet == "E" else -1 for document in corpus.documents])
        echoes = find_echoes(corpus, embeddings, claims, np.array([0]), unit_of)
        assert bool(echoes.probability[0, 0] == 1) is figured
        assert not figured or corpus.text_of(int(echoes.nearest[0, 0])) == told
        assert rows(corpus, embeddings, claims)["E"] == ("cannot_tell", not figured)
    # A number alone is not what they say of it.
    corpus, embeddings, claims = story(OPERA, "Snow fell on 13 old barns.", LIGHT)
    unit_of = np.array([0 if document.outlet == "E" else -1 for document in corpus.documents])
    assert find_echoes(corpus, embeddings, claims, np.array([0]), unit_of).probability[0, 0] < 1


def test_what_holds_the_claim_or_disputes_it_or_is_aligned_states_it() -> None:
    corpus, embeddings, claims = story("Ministers of 15 countries signed the grain treaty in Odesa on Monday.", LIGHT)
    unit_of = np.arange(len(corpus.documents))
    e = next(d for d, document in enumerate(corpus.documents) if document.outlet == "E")
    free = find_echoes(corpus, embeddings, claims, np.array([0]), unit_of)
    assert free.probability[0].tolist()[:3] == [1, 1, 1]
    disputing = int(np.flatnonzero(corpus.document_of == e)[0])
    items = list(claims.items)
    items[0] = Claim(items[0].sentences, 3, 3, "consensus", (int(claims.claim_of[disputing]),))
    disputed = find_echoes(corpus, embeddings, Claims(tuple(items), claims.claim_of), np.array([0]), unit_of)
    assert disputed.probability[0, e] == 1
    alignments = find_alignments(corpus, embeddings, unit_of)
    assert any(disputing in (item.first, item.second) for item in alignments.items)
    assert find_echoes(corpus, embeddings, claims, np.array([0]), unit_of, alignments).probability[0, e] == 1


def test_of_a_claim_of_two_words_nothing_can_be_told() -> None:
    corpus, embeddings, claims = story("I was wrong.", OPERA, LIGHT)
    short = int(claims.claim_of[corpus.texts.index("I was wrong.")])
    echoes = find_echoes(corpus, embeddings, claims, np.array([short]), np.arange(len(corpus.documents)))
    assert echoes.probability.tolist() == [[1.0] * len(corpus.documents)]


def test_who_published_nothing_has_no_echo() -> None:
    corpus, embeddings, claims = story(OPERA)
    unit_of = np.where(np.arange(len(corpus.documents)) == 0, 1, -1)
    echoes = find_echoes(corpus, embeddings, claims, np.array([0]), unit_of)
    assert (echoes.probability[0, 0], echoes.nearest[0, 0], echoes.similarity[0, 0]) == (0, -1, 0)
    none = find_echoes(corpus, embeddings, claims, np.array([0]), np.full(len(corpus.documents), -1))
    assert none.probability.shape == (1, 0)


def test_the_weights_name_the_evidence_and_rise_with_likeness(tmp_path: Path) -> None:
    model = read_echo_model()
    assert model.program == "benchmarks/omissions.py"
    assert model.measured["precision"] >= 0.95
    low, high = (np.array([[share] * len(ECHO_EVIDENCE)]) for share in (0.1, 0.9))
    assert model.probabilities(low)[0] < 0.05 < 0.9 < model.probabilities(high)[0]
    path = tmp_path / "weights.toml"
    path.write_text('program = "x"\nintercept = 0.0\n[weights]\ncosine = 1.0\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="expected one number each"):
        read_echo_model(path)
    assert Logistic("x", 0.0, dict.fromkeys(ECHO_EVIDENCE, 0.0)).probabilities(high).tolist() == [0.5]


def heard(*fifth: str, said: str = SIGNED, title: str = "") -> float:
    """How probably an outlet that has not the sentence states what those say that have it, E printing what is given."""
    corpus, embeddings, _ = story(*fifth, title=title)
    holders = [i for i, text in enumerate(corpus.texts) if text == said]
    return float(heard_elsewhere(corpus, embeddings.vectors, [holders])[0])


SHORT = "Ministers of 13 countries sign grain treaty in Odesa on Monday"


def test_what_one_text_says_is_looked_for_in_all_that_other_outlets_published() -> None:
    bar = CoverageSettings().unstated_below
    assert heard(OPERA, LIGHT) < bar
    assert heard(OPERA, title=SHORT) > bar
    # Its figure beside some of its words; and what says too little to be looked for.
    assert heard("A treaty of 13 pages lay on the table.") == 1.0
    assert heard("I was wrong.", OPERA, said="I was wrong.") == 1.0
    # Of one outlet there is no elsewhere.
    lone = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": f"{SIGNED}\n{OPERA}", "language": "en"}]))
    vectors = embed(lone.texts, SmallEncoder(), cache=NoCache()).vectors
    assert heard_elsewhere(lone, vectors, [[0], [1]]).tolist() == [0.0, 0.0]
    assert heard_elsewhere(lone, vectors, []).tolist() == []


def test_what_another_outlet_may_state_in_other_words_is_not_exclusive(monkeypatch: pytest.MonkeyPatch) -> None:
    def kind(title: str, bar: float = 0.1) -> str:
        texts = {"A": (SIGNED, OPERA), "B": (LIGHT,)}
        corpus = segment(
            Corpus.from_records(
                {"id": name, "outlet": name, "text": "\n".join(own), "title": title * (name == "B"), "language": "en"}
                for name, own in texts.items()
            )
        )
        embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
        settings = CoverageSettings(unstated_below=bar)
        found = find_claims(corpus, embeddings, np.arange(2), coverage_settings=settings)
        return found.items[int(found.claim_of[0])].kind

    assert kind("") == "exclusive"
    assert kind(SHORT) == "uncertain"
    # The bar is that of omissions; of very many sentences, or outlets, pairs alone are asked.
    assert kind(SHORT, bar=0.9) == "exclusive"
    monkeypatch.setattr("summarize.comparison.claims._HEARD", 1)
    assert kind(SHORT) == "exclusive"
    monkeypatch.setattr("summarize.comparison.claims._HEARD", 100)
    monkeypatch.setattr("summarize.comparison.claims.WHOLE", 2)
    assert kind(SHORT) == "exclusive"
