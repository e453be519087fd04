from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from summarize.configuration import load_toml
from summarize.corpus import Corpus
from summarize.embedding.models import DEFAULT
from summarize.segmentation import segment
from summarize.summary import Focus, questions
from summarize.summary.focus import focus_relevance, names_not_shown, words_not_held
from summarize.summary.questions import answering_kind, kind_asked, place_adjectives

from .conftest import SmallEncoder


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("How many barges came?", "en", "number"),
        ("What was the score?", "en", "number"),
        ("Which day did they meet?", "en", "when"),
        ("Where’s the ferry?", "en", "where"),
        ("What did they say when they met?", "en", None),
        ("What does the WHO say?", "en", "speaker"),
        ("How did the harbour of Orsund respond on Monday?", "en", "speaker"),
        ("What did the harbour cost?", "en", None),
        ("What does it say?", "en", None),
        ("Wie viele Menschen starben?", "de", "number"),
        ("D’où venaient-ils ?", "fr", "where"),
        ("¿Cuando se reunieron?", "es", "when"),
        ("Где встретились министры?", "ru", "where"),
        ("Where?", "xx", None),
    ],
)
def test_a_question_says_what_it_asks_for(question: str, language: str, kind: str | None) -> None:
    assert kind_asked(question, language) == kind


def test_every_phrase_of_the_table_asks_for_what_it_stands_under() -> None:
    table = load_toml(Path(questions.__file__).with_name("questions.toml"), "words of questions")
    for language, rows in table.items():
        for kind in ("number", "when", "where"):
            for phrase in rows[kind]:
                assert kind_asked(f"{phrase.capitalize()}?", language) == kind, (language, phrase)
        for phrase, says in product(rows.get("speaker", ()), rows.get("says", ())):
            assert kind_asked(f"{phrase.capitalize()} Roe {says}?", language) == "speaker", (language, phrase, says)
        for said in rows.get("said", ()):
            assert answering_kind("What did Roe say?", [f"Roe {said} it"], [language]).all(), (language, said)
        for phrase in rows["times"]:
            question = f"{rows['when'][0]}?"
            assert answering_kind(question, [f"{phrase} x"], [language]).all(), (language, phrase)


@pytest.mark.parametrize(
    ("question", "text", "language", "fits"),
    [
        ("Where did they meet?", "They met near Orsund.", "en", True),
        ("Where did they meet?", "They met on Tuesday.", "en", False),
        ("Where is Iran's navy?", "They met in Iran.", "en", False),
        ("How old is she?", "She is 67.", "en", True),
        ("How many died?", "They met here, and about 2,000 died.", "en", True),
        ("How old is she?", "She came in 2018.", "en", False),
        ("When did it sink?", "It sank at 5:10.", "en", True),
        ("When did it sink?", "It sank two years ago.", "en", True),
        ("When did it sink?", "It sank last week.", "en", True),
        ("When did it sink?", "It may sink, and they march.", "en", False),
        ("When did it sink?", "It sank in May.", "en", True),
        ("When did it sink?", "It sank with 2,000 tonnes, worth $1900.", "en", False),
        ("Quand a-t-il coulé ?", "Il a coulé mardi.", "fr", True),
        ("When did it sink?", "Il a coulé mardi.", "fr", True),
        ("What of the ferry?", "It sank in May.", "en", False),
        ("What does Iran say?", "Iranian officials have blamed a storm.", "en", True),
        ("What does Iran say?", "It was a storm, said the Iranians.", "en", True),
        ("What does Iran say?", "“It was a storm,” said the Iranian minister.", "en", True),
        ("What does Iran say?", "The envoy said Iran sank it.", "en", False),
        ("What does Iran say?", "Envoys told reporters that Iran sank it.", "en", False),
        ("How did Roe respond?", "Jane Roe, asked on Monday, left. “No,” the mayor said.", "en", False),
        ("How did Roe respond?", "Il a dit que Roe said no.", "fr", False),
    ],
)
def test_what_holds_what_is_asked_for(question: str, text: str, language: str, fits: bool) -> None:
    assert answering_kind(question, ["They met there.", text], [language] * 2)[1] == fits


@pytest.mark.parametrize("name", ["Scott", "Dana", "Albany", "Indiana", "Roman", "iran"])
def test_a_name_that_begins_as_a_country_does_has_no_adjective_of_it(name: str) -> None:
    assert place_adjectives(name) == ()


def test_adjectives_of_places_are_those_of_the_table() -> None:
    places = ("Niger", "Nigeria", "Spain", "Britain", "Argentina")
    adjectives = [("nigerien",), ("nigerian",), ("spanish",), ("british",), ("argentine", "argentinian")]
    assert [place_adjectives(place) for place in places] == adjectives


def relevances(question: str, *texts: str, language: str = "en") -> list[float]:
    record = {"id": "a", "outlet": "A", "language": language, "text": "\n".join(texts)}
    corpus = segment(Corpus.from_records([record]))
    assert len(corpus.sentences) == len(texts)
    encoder = SmallEncoder()
    every = np.ones(len(texts), dtype=bool)
    focus = Focus(question, encoder.encode([question])[0])
    found = focus_relevance(corpus, encoder.encode(texts), focus, every, model=DEFAULT.identity)
    return [float(value) for value in found]


def test_of_two_answers_alike_the_one_of_the_asked_kind_comes_first() -> None:
    told = "The ferry with the grain sank off the old pier."
    first, second = relevances("When did the ferry sink?", told, told.replace("sank", "sank on Tuesday"))
    assert second > first > 0
    first, second = relevances("What of the ferry?", told, told.replace("sank", "sank on Tuesday"))
    assert first > second > 0


@pytest.mark.parametrize(
    ("question", "answered"),
    [("qqqq zzzz xxxx ferry?", False), ("qqqq ferry sank?", True), ("The lemon sank?", True)],
)
def test_one_word_of_several_answers_no_question(question: str, answered: bool) -> None:
    assert any(relevances(question, "The ferry sank.", "Captains of barges waited in the bay.")) == answered


def test_a_model_tells_of_no_answer_in_a_language_that_it_does_not_know() -> None:
    texts = ("La péniche attendait dans la baie.", "Le bac a coulé.")
    assert any(relevances("Le bac a coulé ?", *texts, language="fr"))
    near = relevances("La péniche attendait-elle hier dans le port ou à quai ?", *texts)
    assert any(near)
    assert not any(relevances("La péniche attendait-elle hier dans le port ou à quai ?", *texts, language="fr"))
    assert any(
        relevances("La péniche attendait hier dans le port ou à quai ?", "La péniche attendait ici.", language="")
    )


def test_an_adjective_of_a_place_speaks_of_the_place() -> None:
    texts = ["Iranian crews left the harbour.", "Envoys slept until noon."]
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": " ".join(texts)}]))
    assert words_not_held(corpus, "What of Iran and Peru?") == ["Peru"]
    assert names_not_shown(corpus, "What of Iran?", [0]) == []
    vectors, between = np.eye(2, dtype=np.float32), np.full(2, 0.5**0.5, dtype=np.float32)
    relevance = focus_relevance(corpus, vectors, Focus("Iran", between), np.ones(2, dtype=bool))
    assert relevance[0] > relevance[1]
