from __future__ import annotations

import numpy as np
import pytest

from summarize.corpus import Corpus
from summarize.segmentation import segment
from summarize.summary import Focus
from summarize.summary.focus import focus_relevance
from summarize.summary.questions import answering_kind, kind_asked

from .conftest import SmallEncoder


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("How many barges came?", "en", "number"),
        ("What was the score?", "en", "number"),
        ("Which day did they meet?", "en", "when"),
        ("Which country sent them?", "en", "where"),
        ("Which bank paid?", "en", "who"),
        ("Who said when they met?", "en", "who"),
        ("What does Hungary think?", "en", None),
        ("Wie viele Menschen starben?", "de", "number"),
        ("Pourquoi ont-ils signé ?", "fr", "why"),
        ("¿Cuándo se reunieron?", "es", "when"),
        ("Где встретились министры?", "ru", "where"),
        ("מי חתם?", "he", "who"),
        ("कितने लोग मारे गए?", "hi", "number"),
        ("Who?", "xx", None),
    ],
)
def test_a_question_says_what_it_asks_for(question: str, language: str, kind: str | None) -> None:
    assert kind_asked(question, language) == kind


@pytest.mark.parametrize(
    ("question", "text", "language", "fits"),
    [
        ("Who led them?", "They were led by Lee Moss.", "en", True),
        ("Who led the talks in Orsund?", "In Orsund they were led by a minister.", "en", False),
        ("Where did they meet?", "They met near Orsund.", "en", True),
        ("How old is she?", "She is 67.", "en", True),
        ("How old is she?", "She came in 2018.", "en", False),
        ("When did it sink?", "It sank at 5:10.", "en", True),
        ("When did it sink?", "It sank two years ago.", "en", True),
        ("When did it sink?", "It may sink, and they march.", "en", False),
        ("When did it sink?", "It sank in May.", "en", True),
        ("Why did it sink?", "It sank because of the ice.", "en", True),
        ("Why did it sink?", "It sank in the bay.", "en", False),
        ("Quand a-t-il coulé ?", "Il a coulé mardi.", "fr", True),
        ("What of the ferry?", "It sank in May.", "en", False),
    ],
)
def test_what_holds_what_is_asked_for(question: str, text: str, language: str, fits: bool) -> None:
    assert answering_kind(question, ["They met there.", text], [language] * 2)[1] == fits


def relevances(question: str, *texts: str) -> list[float]:
    record = {"id": "a", "outlet": "A", "language": "en", "text": "\n".join(texts)}
    corpus = segment(Corpus.from_records([record]))
    assert len(corpus.sentences) == len(texts)
    encoder = SmallEncoder()
    every = np.ones(len(texts), dtype=bool)
    found = focus_relevance(corpus, encoder.encode(texts), Focus(question, encoder.encode([question])[0]), every)
    return [float(value) for value in found]


def test_of_two_answers_alike_the_one_of_the_asked_kind_comes_first() -> None:
    told = "The ferry with the grain sank off the old pier."
    first, second = relevances("When did the ferry sink?", told, told.replace("sank", "sank on Tuesday"))
    assert second > first > 0
    first, second = relevances("What of the ferry?", told, told.replace("sank", "sank on Tuesday"))
    assert first > second > 0


@pytest.mark.parametrize(
    ("question", "answered"),
    [("qqqq zzzz xxxx ferry?", False), ("qqqq ferry sank?", True)],
)
def test_one_word_of_several_answers_no_question(question: str, answered: bool) -> None:
    assert any(relevances(question, "The ferry sank.", "Captains of barges waited in the bay.")) == answered
