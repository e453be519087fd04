from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from summarize.comparison.voices.spoken import spoken_by
from summarize.configuration import load_toml
from summarize.corpus import Corpus
from summarize.embedding.models import DEFAULT
from summarize.lexical import is_content, stems
from summarize.segmentation import segment
from summarize.summary import Focus, questions
from summarize.summary.focus import focus_relevance, names_not_shown, nobody_speaking, words_not_held
from summarize.summary.forms import with_forms
from summarize.summary.questions import (
    answering_kind,
    forms_of_place,
    kind_asked,
    place_adjectives,
    speaker_asked,
    whose_words,
)

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
        ("What did O'Hale say?", "en", "speaker"),
        ("What did O’Hale say?", "en", "speaker"),
        ("What did Roe Sr. say?", "en", "speaker"),
        ("What  did Roe say?", "en", "speaker"),
        ("How did the claim end?", "en", None),
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
    ],
)
def test_what_holds_what_is_asked_for(question: str, text: str, language: str, fits: bool) -> None:
    assert answering_kind(question, ["They met there.", text], [language] * 2)[1] == fits


@pytest.mark.parametrize(
    ("question", "text", "language", "fits"),
    [
        ("What does Iran say?", "Iranian officials have blamed a storm.", "en", True),
        ("What does Iran say?", "It was a storm, said the Iranians.", "en", True),
        ("What does Iran say?", "“It was a storm,” said the Iranian minister.", "en", True),
        ("What does Iran say?", "The envoy said Iran sank it.", "en", False),
        ("What does Iran say?", "Envoys told reporters that Iran sank it.", "en", False),
        ("How did Roe respond?", "Jane Roe, asked on Monday, left. “No,” the mayor said.", "en", False),
        ("How did Roe respond?", "Il a dit que Roe said no.", "fr", False),
        ("What did Roe say?", "Jane Roe, the mayor of Orsund, calls it a storm.", "en", True),
        ("What did Roe say?", "“It was a storm,” said mayor Jane Roe.", "en", True),
        ("What did Roe tell the crews?", "Roe noted a storm.", "en", True),
        ("What did Roe say?", "Envoys blamed Roe when he said it was a storm.", "en", False),
        ("What did Roe say?", "A friend of Roe said it was a storm.", "en", False),
        ("What does Iran say?", "The government of Iran said it was a storm.", "en", True),
        ("What does Iran say?", "Iran's envoy said it was a storm.", "en", True),
        ("What did the Ministry of Piers say?", "The Ministry of Piers said it was a storm.", "en", True),
        ("What did the mayor of Orsund say?", "The mayor of Orsund said it was a storm.", "en", True),
        ("What did the Orsund Post say?", "The Orsund Post said it was a storm.", "en", True),
        ("What did the Orsund Post say?", "Orsund said it was a storm.", "en", False),
        ("How did oil demand respond?", "Oil companies responded.", "en", False),
        ("What did O'Hale say?", "Ann O’Hale said it was a storm.", "en", True),
        ("What did Roe Sr. say?", "John Roe Sr. said it was a storm.", "en", True),
        ("What did Roe say?", "Roe was condemned by the mayor.", "en", False),
        ("What did Roe say?", "Roe has been praised by Moss.", "en", False),
        ("What did Roe say?", "Roe, 30, was described as kind.", "en", False),
        ("What did Roe say?", "Roe was asked to leave.", "en", False),
        ("What did Roe say?", "Roe was calling it a storm.", "en", True),
        ("What did Roe say?", "Roe was quoted as saying no.", "en", True),
        ("What did Roe say?", "Roe posted bail.", "en", False),
        ("What did Roe say?", "Roe was heard on the radio saying no.", "en", True),
        ("What did Roe say?", "Roe continued the journey.", "en", False),
        ("What did Roe say?", "“It is over,” Roe continued.", "en", True),
        ("What did Roe say?", "Roe recalled that it was over.", "en", True),
        ("What did Roe say?", "A friend of Jane Roe said it was a storm.", "en", False),
        ("What did Roe say?", "Secretary of State Jane Roe said it was a storm.", "en", True),
        ("What did Roe say?", "Roe's friend said it was a storm.", "en", False),
        ("What did Roe say?", "Roe’s spokeswoman said it was a storm.", "en", True),
        ("What did Roe say?", "“A storm,” said Roe's friend.", "en", False),
        ("What did Roe say?", "The captain who sank Roe said it was a storm.", "en", False),
        ("What did Roe say?", "“It is over,” said a guard after Roe left.", "en", False),
        ("What did Roe say?", "“It is over,” said a captain about Roe.", "en", False),
    ],
)
def test_whose_words_a_sentence_has(question: str, text: str, language: str, fits: bool) -> None:
    assert bool(spoken(question, text, language=language)) == fits


@pytest.mark.parametrize("name", ["Scott", "Dana", "Albany", "Indiana", "Roman", "iran"])
def test_a_name_that_begins_as_a_country_does_has_no_adjective_of_it(name: str) -> None:
    assert place_adjectives(name) == ()


def test_adjectives_of_places_are_those_of_the_table() -> None:
    places = ("Niger", "Nigeria", "Spain", "Britain", "Argentina")
    adjectives = [("nigerien",), ("nigerian",), ("spanish",), ("british",), ("argentine", "argentinian")]
    assert [place_adjectives(place) for place in places] == adjectives


def test_an_adjective_of_a_place_meets_its_name() -> None:
    assert forms_of_place("Kazakh") == ("kazakhstan",)
    asked = "What do Kazakh envoys hope?"
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": "Envoys of Kazakhstan hope for talks."}]))
    assert words_not_held(corpus, asked) == []


def test_an_adjective_of_two_places_is_of_both_and_a_bird_is_of_none() -> None:
    assert forms_of_place("Burmese") == ("burma", "myanmar")
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": "Envoys ate turkey at noon."}]))
    assert words_not_held(corpus, "Turkish envoys?") == ["Turkish"]


def test_others_words_are_left_out_only_where_somebody_is_named_in_full() -> None:
    told = "The captain came back to the grain barge in the bay, and then said: no."
    said = "The captain of the other barge said no."
    assert all(worded("What did the captain say?", told, said))
    # Who asks what somebody demanded asks what he did as well.
    assert [
        whose_words(question)
        for question in (
            "What did the Grain Bureau say?",
            "What did the captain say?",
            "What did Roe demand?",
            "What did Roe say today?",
        )
    ] == ["the Grain Bureau", None, None, None]
    bureau, other = "The Velm Grain Bureau said no.", "The Tide Bureau said no."
    first, second = worded("What did the Velm Grain Bureau say?", bureau, other)
    assert first >= 0.7 > second
    first, second = worded("What did Jane Velm Roe say?", "Mayor Roe came to the bay of Velm.", "No, Roe said.")
    assert second >= 0.7 > first == 0.0


def test_where_nothing_but_words_is_asked_for_what_else_is_told_of_who_said_them_answers_nothing() -> None:
    said, told = "Roe said that the pier would be closed.", "Roe came with the mayor to see the pier of the harbour."
    assert relevances("What did Roe say?", said, told)[1] == 0.0
    assert relevances("What did Roe say about the harbour?", said, told)[1] > 0.0


def test_who_is_quoted_by_another_word_is_whom_a_question_asks_for() -> None:
    told = "Mayor Jane Roe came to the pier."
    hers = "“The ferry will not sail before spring,” she added."
    his = "“The grain rots in the bay,” said Sam Roe of the bureau."
    records = [
        {"id": "a", "outlet": "A", "language": "en", "text": f"{told} {hers}"},
        {"id": "b", "outlet": "B", "language": "en", "text": his},
    ]
    corpus = segment(Corpus.from_records(records))
    assert corpus.texts == [told, hers, his]

    def quoting(whom: str) -> list[int]:
        return np.flatnonzero(spoken_by(corpus, whom).quoted).tolist()

    assert quoting("Jane Roe") == quoting("Mayor Jane Roe") == [1]
    assert quoting("Sam Roe") == [2]
    # Two are called Roe, and either may be meant; nobody Moss.
    assert quoting("Roe") == [1, 2]
    assert quoting("Jane Moss") == []

    # All three are as near to the question.
    vectors = np.eye(3, dtype=np.float32)

    def answers(question: str, quoted: np.ndarray | None) -> list[float]:
        focus = Focus(question, np.full(3, 3**-0.5, dtype=np.float32), quoted)
        return [float(value) for value in focus_relevance(corpus, vectors, focus, np.ones(3, dtype=bool))]

    question = "What did Jane Roe say?"
    assert answers(question, None)[1] == 0.0
    first, second, _ = answers(question, spoken_by(corpus, "Jane Roe").quoted)
    assert second >= 0.7 > first == 0.0
    assert [
        speaker_asked(question)
        for question in (
            "What did Jane Roe say?",
            "What did Roe Jr. say?",
            "What did she say?",
            "WHAT DID SHE SAY?",
            "Who is Roe?",
        )
    ] == ["Jane Roe", "Roe Jr.", None, None, None]
    # What is shown and is none of her words is told to be none.
    focus = Focus(question, vectors[0], spoken_by(corpus, "Jane Roe").quoted)
    assert [nobody_speaking(corpus, focus, shown) for shown in ([0], [0, 1], [])] == ["Jane Roe", None, None]
    assert nobody_speaking(corpus, Focus(question, vectors[0]), [0, 1]) == "Jane Roe"
    assert nobody_speaking(corpus, Focus("Where is Jane Roe?", vectors[0]), [0]) is None
    # Whoever asks how she responded is not told that nobody "responds".
    assert words_not_held(corpus, "How did Jane Roe respond to the whale?") == ["whale"]
    assert words_not_held(corpus, "Did whales respond?") == ["whales", "respond"]


@pytest.mark.parametrize(
    ("whom", "meant"),
    [
        ("Sergei Karst", {"Sergey Karst"}),
        ("Foreign Minister Karst", {"Sergey Karst"}),
        # Who speaks with another speaks; whoever is called by him does not.
        ("Moss", {"Ida Moss", "Ada Velm and Ida Moss"}),
        ("Ada Velm", {"Ada Velm and Ida Moss"}),
        ("the mother of Ida Moss", set()),
        ("friends of Ida Moss", {"Friends of Ida Moss"}),
        ("the Grain Bureau", {"The Grain Bureau"}),
        ("Velm Times", {"Velm Times"}),
        # A son is not his father, and a title may be of another.
        ("Sergei Karst Jr.", set()),
        ("Ms. Karst", set()),
        ("Mr. Sergei Karst", {"Sergey Karst"}),
    ],
)
def test_who_is_meant_by_a_name_in_a_question(whom: str, meant: set[str]) -> None:
    names = (
        "Sergey Karst",
        "Ida Moss",
        "Ada Velm and Ida Moss",
        "Friends of Ida Moss",
        "The Grain Bureau",
        "Velm Times",
        "An article in the Velm Times",
    )
    texts = [f"{name} said: “The ferry of the bay will sail again at noon.”" for name in names]
    records = [{"id": name, "outlet": name, "text": text} for name, text in zip(names, texts, strict=True)]
    corpus = segment(Corpus.from_records(records))
    assert len(corpus.sentences) == len(texts)
    found = np.flatnonzero(spoken_by(corpus, whom).quoted)
    assert {corpus.documents[corpus.document_of[i]].id for i in found.tolist()} == meant


def asked(corpus: Corpus, question: str, vector: np.ndarray) -> Focus:
    whom = speaker_asked(question)
    found = None if whom is None else spoken_by(corpus, whom, place_adjectives(whom.split()[-1]))
    return Focus(question, vector, *(() if found is None else (found.quoted, found.reported)))


def spoken(question: str, *texts: str, language: str = "en") -> list[int]:
    """Which sentences have words of whom a question asks for."""
    record = {"id": "a", "outlet": "A", "language": language, "text": "\n".join(("Envoys slept until noon.", *texts))}
    corpus = segment(Corpus.from_records([record]))
    focus = asked(corpus, question, np.ones(1, dtype=np.float32))
    if focus.quoted is None or focus.reported is None:
        return []
    return [int(i) for i in np.flatnonzero(focus.quoted | focus.reported)]


@pytest.mark.parametrize(
    ("question", "texts", "whose"),
    [
        ("What did Roe say?", ["Mayor Jane Roe came to the pier.", "She said that no ferry would sail."], [2]),
        ("What did Jane Roe say?", ["Mayor Jane Roe and Jo Field said that the ferry sank."], [1]),
        ("What did the mayor say?", ["The mayor, Jane Roe, said that it sank.", "She added that crews slept."], [1, 2]),
        ("What did North Korea say?", ["South Korean officials said that a ferry sank."], []),
        ("What did North Korea say?", ["North Korean officials said that a ferry sank."], [1]),
        ("What did Velm Bank say?", ["Former Velm Bank clerk Jane Roe said that the ferry sank."], []),
        (
            "What did Velm Bank say?",
            ["Velm Bank spokeswoman Jane Roe said it sank.", "She added that crews slept."],
            [1, 2],
        ),
        (
            "What did Jane Roe say?",
            ["Roe's office said that the ferry sank.", "Jane Roe added that crews slept."],
            [1, 2],
        ),
        ("What did Jane Roe say?", ["Ann Roe said that it sank.", "Jane Roe said that it sailed."], [2]),
        # Who speaks of him, or against him, does not speak for him.
        (
            "What did Roe say?",
            ["A lawyer for the victims of Roe said that it sank.", "The campaign against Roe said no."],
            [],
        ),
        ("What did Roe say?", ["A lawyer for Roe's accuser said no.", "Roe's former chief said that it sank."], []),
        (
            "What did Roe say?",
            ["A spokesman for Mayor Jane Roe said no.", "The Roe campaign said that it sank."],
            [1, 2],
        ),
        (
            "What did Roe say?",
            ["Roe painted the boat red.", "Roe attacked the sale as a farce.", "Roe agreed to sell."],
            [2],
        ),
        ("What did Roe say?", ["Roe broke a rule cited in the log of the harbour.", "Roe waited on the pier."], []),
        ("What did most say?", ["Most of the crews said that the ferry sank."], []),
        ("What did Roe say?", ["Roe was the last to announce a sale.", "Roe apologized to the crews."], [2]),
        # Others speak in the main clause, or tell what he did not say.
        ("What did Roe say?", ["After Roe called it a wreck, Jo Field replied that it sails."], []),
        ("What did Roe say?", ["Jo Field said that Roe had not complained of the ferry."], []),
        ("What did Roe say?", ["Crews slept after Roe announced that nine states lost the ferry."], [1]),
        ("What did Roe say?", ["Crews slept after Roe announced a sale, according to Jo Field."], [1]),
        ("What did Roe say?", ["Jo Field said that Roe had told him of the ferry."], [1]),
        # Nothing is told.
        ("What did Roe say?", ["But Roe stood up and objected.", "No, Roe said."], [2]),
        (
            "What did Roe say?",
            ["Roe must report to the office of the harbour.", "Roe could not agree but said no."],
            [2],
        ),
        ("What did Roe say?", ["Roe had called the meeting.", "Roe called the meeting a farce."], [2]),
        ("What did Roe say?", ["Roe left the pier, and crews of nine barges were on it questioning the sale."], []),
        # An office of a body, and who is called by one.
        ("What did Velm Bank say?", ["Jane Roe, president of Velm Bank, said that the ferry sank."], [1]),
        ("What did Velm Bank say?", ["Jane Roe, former president of Velm Bank, said that it sank."], []),
        ("What did the Velm Council say?", ["Velm Council secretary Jane Roe said that it sank."], [1]),
        ("What did the Velm Council spokesman say?", ["Velm Council spokesman Jo Field said that it sank."], [1]),
    ],
)
def test_reports_are_of_whom_they_name_by_any_word(question: str, texts: list[str], whose: list[int]) -> None:
    assert spoken(question, *texts) == whose


def test_who_is_quoted_in_another_language_is_quoted() -> None:
    texts = ("Jo Moss visitait le port.", "« Nous ne vendrons jamais le bac », a déclaré Jo Moss.")
    assert spoken("What did Jo Moss say?", *texts, language="fr") == [2]


def relevances(question: str, *texts: str, language: str = "en") -> list[float]:
    record = {"id": "a", "outlet": "A", "language": language, "text": "\n".join(texts)}
    corpus = segment(Corpus.from_records([record]))
    assert len(corpus.sentences) == len(texts)
    encoder = SmallEncoder()
    every = np.ones(len(texts), dtype=bool)
    focus = asked(corpus, question, encoder.encode([question])[0])
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


def worded(question: str, *texts: str, corroboration: list[float] | None = None) -> list[float]:
    """Relevance of sentences that all are as near to the question by their vectors."""
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": "\n".join(texts)}]))
    assert len(corpus.sentences) == len(texts)
    vectors = np.eye(len(texts), dtype=np.float32)
    focus = asked(corpus, question, np.full(len(texts), len(texts) ** -0.5, dtype=np.float32))
    every = np.ones(len(texts), dtype=bool)
    stated = None if corroboration is None else np.array(corroboration)
    return [float(value) for value in focus_relevance(corpus, vectors, focus, every, corroboration=stated)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Where do thieves sell?", "Nine thefts, many sellers."),
        # "Won" is a function word of English lists, since they divide "won't".
        ("Who won?", "Moss was the winner."),
        ("Who was the winner?", "Moss won by a length."),
        ("What did the bank spend?", "A bank spent nine crowns."),
        ("Who bought the brewery?", "A bank will buy the brewery."),
        ("How many deaths were there?", "Nine died in the storm."),
        ("Whom did the thieves rob?", "Moss was robbed by a thief."),
        ("When did the collision happen?", "Two barges collided at noon."),
    ],
)
def test_other_forms_of_a_word_answer(question: str, text: str) -> None:
    first, second = worded(question, text, "Crews waited in the bay of Orsund.")
    assert first > second


def test_a_word_that_another_form_of_it_holds_is_held() -> None:
    text = "Nine died at noon. They flew home."
    corpus = segment(Corpus.from_records([{"outlet": "A", "language": "en", "text": text}]))
    assert words_not_held(corpus, "Whose deaths, and whose flight to the moon?") == ["moon"]
    # What was founded was not found; German has no table.
    assert (
        with_forms("Who lost?", ["Crews founded a club.", "Sie lost."], ["en", "de"])[1][0] == "Crews founded a club."
    )
    assert with_forms("Wer win?", ["Der winner."], ["de"]) == ("Wer win?", ["Der winner."])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was personal data stolen?", "Nine people had data stolen."),
        ("Was it critical?", "They criticized it."),
        ("What did Jane Heard do?", "They hear it."),
        ("Who rises?", "A rose."),
        ("Who bit?", "A bite of it."),
    ],
)
def test_another_word_of_the_same_stem_or_a_name_is_no_form(question: str, text: str) -> None:
    assert with_forms(question, [text], ["en"]) == (question, [text])


def test_no_form_is_of_two_words() -> None:
    table = load_toml(Path(questions.__file__).with_name("forms.toml"), "forms of words")["en"]
    families = [forms.split() for entries in table.values() for forms in entries]
    assert all(len(forms) > 1 and any(is_content(word, "en") for word in forms) for forms in families)
    of_stem: dict[str, list[str]] = {}
    for forms in families:
        for stem in stems(forms, "en"):
            assert of_stem.setdefault(stem, forms) is forms, stem


def test_all_that_somebody_says_answers_what_he_said() -> None:
    quoted = "“We sail at noon with the grain,” Moss said."
    texts = (quoted, "Moss said barges of Karst would wait for rain.", "Crews of Velm waited in the bay.")
    told, reported, neither = worded("What did Moss say?", *texts)
    assert told > reported >= 0.7 > neither
    assert worded("What did Moss say about noon?", *texts)[1] < 0.7


def test_what_several_texts_state_is_the_better_answer() -> None:
    texts = ("Moss has won the race.", "Roe has won the race.")
    assert worded("Who won the race?", *texts)[0] == pytest.approx(1.0)
    first, second = worded("Who won the race?", *texts, corroboration=[1.0, 3.0])
    assert second == 1.0 > first
