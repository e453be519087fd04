"""Particulars: days, times, years, ordinal numbers, scores, names and opposites in which sentences worded alike contradict each other."""

from __future__ import annotations

import numpy as np
import pytest

from summarize.comparison import find_claims
from summarize.comparison.particulars import contradicting, opposing
from summarize.comparison.particulars.reading import told_in
from summarize.corpus import Corpus, Embeddings
from summarize.segmentation import segment
from summarize.settings import FigureSettings

from .conftest import SmallEncoder

#: Tuesday.
PUBLISHED = "2026-03-03T08:00:00+00:00"


def pair(
    first: str, second: str, language: str = "en", published: tuple[str | None, str | None] = (PUBLISHED, PUBLISHED)
) -> Corpus:
    """Two articles of one sentence each."""
    corpus = segment(
        Corpus.from_records(
            {"outlet": outlet, "text": text, "language": language, "published": date}
            for outlet, text, date in zip("AB", (first, second), published, strict=True)
        )
    )
    assert len(corpus.sentences) == 2
    return corpus


CONTRADICTIONS = [
    ("en", "The ferry sank on {} morning off Port Verrin.", "Tuesday", "Wednesday", "day"),
    ("en", "The ferry sank on {} off Port Verrin.", "March 3", "March 4", "day"),
    ("en", "The ferry sank on {} off Port Verrin.", "3 March 2026", "Wednesday", "day"),
    ("en", "The ferry sank in {} off Port Verrin.", "March 2024", "May 2024", "day"),
    ("en", "The ferry sent a distress call at {}", "8:15 a.m.", "9:40 a.m.", "clock"),
    ("en", "The ferry sent a distress call at {}", "8:15 a.m.", "8:15 p.m.", "clock"),
    ("en", "The ferry was built in {} at a yard in Orsund.", "1987", "1978", "year"),
    ("en", "It was the {} accident of the ferry this year.", "third", "4th", "ordinal"),
    ("en", "Port Verrin beat Orsund {} in the final.", "2-1", "3-1", "score"),
    ("en", "The council voted {} to close the harbour.", "54-46", "52–48", "score"),
    ("en", "{} of the passengers could not swim, the coast guard said.", "Half", "A third", "fraction"),
    ("en", "The operator will pay {} to the families.", "$3 million", "€3 million", "sum"),
    ("en", "The fare rose by {} after the accident.", "5 percent", "5 percentage points", "share"),
    ("en", "Of the 24 crew members, {} survived.", "17", "nineteen", "number"),
    ("en", "{} of the 24 crew members survived.", "Seventeen", "Nineteen", "number"),
    ("en", "The captain was identified as {}.", "Paul Renner", "Karl Doss", "name"),
    ("en", "Ticket prices {} after the accident, the operator said.", "rose", "fell", "opposite"),
    ("en", "The court {} the captain of negligence.", "convicted", "acquitted", "opposite"),
    ("en", "{} hurt in the accident, police said.", "Nobody was", "Several people were", "negation"),
    ("en", "The {} was questioned by police in the evening.", "captain, 41,", "44-year-old captain", "age"),
    ("de", "Die Fähre sank am {} vor Port Verrin.", "Dienstag", "Mittwochmorgen", "day"),
    ("de", "Die Fähre sank um {} vor Port Verrin.", "8.15 Uhr", "9.40 Uhr", "clock"),
    ("de", "Die Quote stieg um {} auf 40 Prozent.", "3 Prozent", "3 Prozentpunkte", "share"),
    ("fr", "Le ferry a coulé {} devant Port-Verrin.", "mardi", "mercredi", "day"),
    ("fr", "La fréquentation a baissé de {} après l'accident.", "5 %", "5 points", "share"),
    ("es", "El ferry se hundió el {} frente a Puerto Verrin.", "3 de marzo", "4 de marzo", "day"),
]


@pytest.mark.parametrize(("language", "form", "first", "second", "kind"), CONTRADICTIONS)
def test_what_contradicts_is_found_whichever_comes_first(
    language: str, form: str, first: str, second: str, kind: str
) -> None:
    texts = form.format(first), form.format(second)
    assert opposing(pair(*texts, language), 0, 1) == kind
    assert opposing(pair(texts[1], texts[0], language), 0, 1) == kind
    assert not opposing(pair(texts[0], texts[0], language), 0, 1)


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        ("The ferry sank on {} off Port Verrin.", "March 3", "Tuesday"),
        ("The ferry sank on {} off Port Verrin.", "March 3", "3 March"),
        ("The ferry sank on {} off Port Verrin.", "March 3", "March 3, 2026"),
        ("The ferry sank on {} off Port Verrin.", "Tuesday, March 3,", "Tuesday"),
        ("The ferry sank {} off Port Verrin.", "yesterday", "Monday"),
        ("The ferry sank {} off Port Verrin.", "on Tuesday, and was found on Wednesday", "on Wednesday"),
        ("The ferry called for help at {} on the way.", "8:15 a.m.", "8.15"),
        ("The ferry called for help at {} on the way.", "8 a.m.", "8:15 a.m."),
        ("The ferry called for help at {} on the way.", "8:15 p.m. local time", "19:15 GMT"),
        ("The ferry called for help at {} on the way.", "8:15 p.m.", "20:15"),
        ("Port Verrin and Orsund parted {} in the final.", "2-1", "1-2"),
        ("{} of the passengers could not swim, the coast guard said.", "Half", "More than a third"),
        ("The operator will pay {} to the families.", "$3.2 million (€3 million)", "€3 million"),
        ("The operator will pay {} to the families.", "$3 million", "HK$3 million"),
        ("The man was identified by officers as {} on the quay.", "Omar Sayed", "Omar al-Sayed"),
        ("The man was identified by officers as {} on the quay.", "Sergei Lavrow", "Sergey Lavrov"),
        ("The man was identified by officers as {} on the quay.", "Lavrov", "Sergey Lavrov"),
        ("There were {} on board, the coast guard said.", "exactly 100 people", "exactly 97 people"),
        ("At least {} people were killed on board, the coast guard said.", "six", "two"),
        ("The shop sold the Pixel {} in the first week of the sale.", "2", "3"),
        ("The ferry sank in fog, police said {} in a statement.", "Tuesday", "Wednesday"),
        ("The company {} respond to a request for comment.", "did not", "declined to"),
        ("They walked along {} with the children of the school.", "Black Friday", "a Monday"),
    ],
)
def test_what_leaves_room_or_may_be_written_so_is_no_contradiction(form: str, first: str, second: str) -> None:
    texts = form.format(first), form.format(second)
    assert not opposing(pair(*texts), 0, 1)
    assert not opposing(pair(texts[1], texts[0]), 0, 1)


def test_a_day_of_another_sentence_is_no_contradiction() -> None:
    first = "Divers went down to the wreck of the ferry on Tuesday."
    second = "The families of the crew met with officials and the mayor on Wednesday."
    assert not opposing(pair(first, second), 0, 1)


def test_two_who_are_both_known_are_two_persons() -> None:
    first = "Officers said the first to be found on the quay was Paul Renner."
    second = "Officers said the first to be found on the quay was Karl Doss."
    assert not opposing(
        pair("Captain Paul Renner said the sea was calm.", "Captain Karl Doss said the sea was calm."), 0, 1
    )
    assert opposing(pair(first, second), 0, 1) == "name"
    corpus = segment(
        Corpus.from_records(
            {"outlet": outlet, "text": text, "language": "en"}
            for outlet, text in (("A", first), ("B", f"{second} Paul Renner came later."))
        )
    )
    assert not opposing(corpus, 0, 1)


def test_relative_days_are_those_of_their_articles() -> None:
    first, second = "The ferry sank yesterday off Port Verrin.", "The ferry sank on Friday off Port Verrin."
    assert opposing(pair(first, second), 0, 1) == "day"
    assert not opposing(pair(first, second, published=("2026-03-07", PUBLISHED)), 0, 1)
    assert not opposing(pair(first, second, published=(None, None)), 0, 1)


def test_one_article_explains_itself_and_another_week_is_another_time() -> None:
    texts = "The ferry sank on Tuesday off Port Verrin.", "The ferry sank on Wednesday off Port Verrin."
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": " ".join(texts), "language": "en"}]))
    assert not opposing(corpus, 0, 1)
    later = pair(*texts, published=(PUBLISHED, "2026-05-03"))
    assert opposing(later, 0, 1)
    assert not contradicting(later, 0, 1, FigureSettings())
    assert contradicting(pair(*texts), 0, 1, FigureSettings())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He may march on Friday.", ["day"]),
        ("From March 3-5 the ferries stood still.", []),
        ("Up to 2,000 people stood in line.", []),
        ("A 12-year-old and 3-5 dogs left.", []),
        ("The Sunday Times said so in 2015.", ["year"]),
        ("The 9.30 train left at 20:15.", ["clock"]),
    ],
)
def test_what_may_be_a_word_a_name_or_a_range_is_no_particular(text: str, kinds: list[str]) -> None:
    assert [particular.kind for particular in told_in(text, "en").particulars.values()] == kinds


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "The ferry sank on Tuesday morning off Port Verrin.",
            "The ferry sank on Wednesday morning off Port Verrin.",
        ),
        (
            "en",
            "The operator will pay $3 million to the families.",
            "The operator will pay €3 million to the families.",
        ),
        (
            "en",
            "The crew sounded the alarm before the ferry sank.",
            "The crew failed to sound the alarm before the ferry sank.",
        ),
        (
            "de",
            "Der Kapitän der Fähre wurde am Montag von der Polizei im Hafen festgenommen.",
            "Der Kapitän der Fähre wurde am Montag von der Polizei im Hafen nicht festgenommen.",
        ),
        ("fr", "Le capitaine a été arrêté lundi matin.", "Le capitaine n'a pas été arrêté lundi matin."),
        (
            "es",
            "El capitán del ferry fue detenido el lunes por la policía en el puerto.",
            "El capitán del ferry nunca fue detenido el lunes por la policía en el puerto.",
        ),
    ],
)
def test_what_contradicts_is_disputed_and_no_claim_of_two(language: str, first: str, second: str) -> None:
    corpus = pair(first, second, language)
    vectors = SmallEncoder(96).encode(corpus.texts)
    claims = find_claims(corpus, Embeddings(vectors, "small"), np.arange(len(corpus.documents)))
    ours, theirs = (claims.items[int(k)] for k in claims.claim_of[:2])
    assert (ours.n_outlets, theirs.n_outlets) == (1, 1)
    assert ours.disputes == (int(claims.claim_of[1]),)
    assert theirs.disputes == (int(claims.claim_of[0]),)
