"""Particulars: days, times, years, ordinal numbers and scores in which sentences worded alike contradict each other; what tells two apart."""

from __future__ import annotations

import numpy as np
import pytest

from summarize.comparison.claims import find_claims
from summarize.comparison.corroboration import surely_said
from summarize.comparison.opposition import opposing, telling_apart
from summarize.comparison.pairs import Pairs
from summarize.comparison.particulars import particulars_in
from summarize.corpus import Corpus, Embeddings
from summarize.segmentation import segment

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
    ("en", "The ferry sank on {} morning off Port Verrin.", "Tuesday", "Wednesday"),
    ("en", "The ferry sank on {} off Port Verrin.", "March 3", "March 4"),
    ("en", "The ferry sent a distress call at {}", "8:15 a.m.", "9:40 a.m."),
    ("en", "The ferry sent a distress call at {}", "8:15 a.m.", "8:15 p.m."),
    ("en", "The ferry was built in {} at a yard in Orsund.", "1987", "1978"),
    ("en", "It was the {} accident of the ferry this year.", "third", "4th"),
    ("en", "Port Verrin beat Orsund {} in the final.", "2-1", "3-1"),
    ("en", "The council voted {} to close the harbour.", "54-46", "52–48"),
    ("en", "The crew {} the alarm before the ferry sank.", "sounded", "failed to sound"),
    ("en", "It fell to {} in Orsund overnight.", "-5", "5"),
    ("en", "The inquiry will be held on {} in Orsund.", "Monday, Jan. 8,", "Tuesday, Jan. 9,"),
    ("en", "The captain, {}, was rescued off Port Verrin.", "34", "43"),
    ("de", "Die Fähre sank am {} vor Port Verrin.", "Dienstag", "Mittwochmorgen"),
    ("de", "Die Fähre sank um {} vor Port Verrin.", "8.15 Uhr", "9.40 Uhr"),
    ("fr", "Le ferry a coulé {} devant Port-Verrin.", "mardi", "mercredi"),
    ("fr", "Renner a remporté la {} étape de la course.", "13eme", "15eme"),
    ("cs", "Renner vyhrál {} etapu závodu.", "13.", "15."),
    ("es", "El ferry se hundió el {} frente a Puerto Verrin.", "3 de marzo", "4 de marzo"),
]


@pytest.mark.parametrize(("language", "form", "first", "second"), CONTRADICTIONS)
def test_what_contradicts_is_found_whichever_comes_first(language: str, form: str, first: str, second: str) -> None:
    texts = form.format(first), form.format(second)
    assert opposing(pair(*texts, language), 0, 1)
    assert opposing(pair(texts[1], texts[0], language), 0, 1)
    assert not opposing(pair(texts[0], texts[0], language), 0, 1)


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        ("The ferry sank on {} off Port Verrin.", "March 3", "Tuesday"),
        ("The ferry sank on {} off Port Verrin.", "March 3", "3 March"),
        ("The ferry sank on {} off Port Verrin.", "March 3", "March 3, 2026"),
        ("The ferry sank on {} off Port Verrin.", "Tuesday, March 3,", "Tuesday"),
        ("The ferry sank {} off Port Verrin.", "on Tuesday, and was found on Wednesday", "on Wednesday"),
        ("The ferry called for help at {} on the way.", "8:15 a.m.", "8.15"),
        ("The ferry called for help at {} on the way.", "8 a.m.", "8:15 a.m."),
        ("The ferry called for help at {} on the way.", "8:15 p.m. local time", "19:15 GMT"),
        ("The ferry called for help at {} on the way.", "8:15 p.m.", "20:15"),
        ("The ferry called for help at {} on the way.", "8:15 p.m.", "8:15"),
        ("The ferry lost {} boats on the way to the pier.", "12", "some"),
        ("Port Verrin and Orsund parted {} in the final.", "2-1", "1-2"),
        ("The ferry sank in fog, police said {} in a statement.", "Tuesday", "Wednesday"),
        ("The company {} respond to a request for comment.", "did not", "declined to"),
        ("The ferry sank in the {} off Port Verrin.", "second hour", "third minute"),
        ("They walked along {} with the children of the school.", "Black Friday", "a Monday"),
        # Of so few words it may be another thing.
        ("Internationally recognised refugees, {}", "4", "5"),
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


def test_one_article_explains_itself() -> None:
    texts = "The ferry sank on Tuesday off Port Verrin.", "The ferry sank on Wednesday off Port Verrin."
    corpus = segment(Corpus.from_records([{"outlet": "A", "text": " ".join(texts), "language": "en"}]))
    assert not opposing(corpus, 0, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Up to 2,000 people stood in line at the old pier.", "Up to 2,010 people stood in line at the old pier."),
        ("The fair runs on March 3-5 at the old pier.", "The fair runs on March 4-6 at the old pier."),
        ("In March 3,000 people stood at the old pier.", "In March 4,000 people stood at the old pier."),
        (
            "The Sunday Times said so of the old ferry at the pier.",
            "The Monday Times said so of the old ferry at the pier.",
        ),
    ],
)
def test_what_may_be_a_quantity_a_name_or_a_range_is_no_particular(first: str, second: str) -> None:
    assert not opposing(pair(first, second), 0, 1)


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


def test_another_week_is_another_time() -> None:
    texts = "The ferry sank on Tuesday off Port Verrin.", "The ferry sank on Wednesday off Port Verrin."
    for date, disputed in ((PUBLISHED, True), ("2026-05-03", False)):
        corpus = pair(*texts, published=(PUBLISHED, date))
        claims = find_claims(corpus, Embeddings(SmallEncoder(96).encode(corpus.texts), "small"), np.arange(2))
        assert bool(claims.items[0].disputes) is disputed
        assert [claim.n_outlets for claim in claims.items] == [1, 1]


@pytest.mark.parametrize(
    ("first", "second", "language", "apart"),
    [
        ("The flood drove 2.6 million people out.", "The flood displaced some 2.3 million.", "en", True),
        ("At least two died and 90 were hurt.", "It killed at least six, and hurt 120.", "en", True),
        ("Since 2009 it drove 2.6 million out.", "It displaced 2.3 million since 2009.", "en", True),
        ("Renner spun on lap 13 of the race.", "In lap 14 Renner spins again.", "en", True),
        ("The station was launched in 2011.", "The mission of the station ended in 2016.", "en", True),
        ("The wreck was found early on Tuesday.", "They found the old wreck on Friday.", "en", True),
        ("Le navire a été trouvé mardi.", "On a trouvé le vieux navire vendredi.", "fr", True),
        ("They found it at 5:10 a.m. below the pier.", "It was found around 5.10am.", "en", False),
        ("The crater is 100 metres (328 feet) wide.", "A crater of some 330 feet.", "en", False),
        ("They met for 90 minutes on the pier.", "They met at the palace by the pier.", "en", False),
        ("They met at the palace on March 3.", "They met at the palace on Tuesday.", "en", False),
        ("Two died there and 90 were hurt.", "Two died there on lap 13 in 2016.", "en", True),
        ("They won in the tenth inning, 8-7.", "It is the first title they won, 8-7.", "en", False),
        ("They won the fourth game, 8-7.", "They won the tenth game there, 8-7.", "en", True),
        ("Two died there on lap 13 of it.", "Two died at the pier in 2016.", "en", False),
        ("They took more than 270 girls on 2 trucks.", "They took 276 girls of 14 villages.", "en", False),
        (
            "It took 11 hours to kill 84 people, 10 of them young.",
            "It drove for two miles and killed 84 people.",
            "en",
            False,
        ),
        ("The old 328-foot tower fell off the pier.", "The old 100-metre tower fell there.", "en", False),
        ("The fire at the pier lasted two days.", "The old pier burned for 48 hours.", "en", False),
        ("Between 80 and 90 people died there.", "Some 84 people died at the old pier.", "en", False),
        ("The fire at the pier lasted three days.", "The old pier burned for 48 hours.", "en", True),
        ("More than 273 people died at the pier.", "It killed 900 people on the old pier.", "en", True),
        ("Two days on 40 people died at the pier.", "In two days 90 people burned there.", "en", True),
        ("The 2 boats sank with 3 men and 40 crates.", "Of 2 boats with 3 men 90 barrels left.", "en", False),
        ("The 2 boats sank with 3 men and 40 crates.", "Of 2 boats with 3 men 90 crates left.", "en", True),
    ],
)
def test_numbers_and_days_tell_sentences_apart_where_each_gives_its_own(
    first: str, second: str, language: str, apart: bool
) -> None:
    corpus = pair(first, second, language)
    assert telling_apart(corpus, 0, 1) == telling_apart(corpus, 1, 0) == apart
    one, ranks = np.array([0]), np.zeros((1, 2), dtype=np.intp)
    pairs = Pairs(one, np.array([1]), ranks, ranks, np.zeros((1, 2)), np.array([[0.5, 0.3]]))
    assert surely_said(corpus, np.arange(2), pairs, np.array([0.9]), 0.6, 0.4).tolist() == [[not apart, False]]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "Am 234. Tag kam er", [(234,)]),
        ("de", "Am 1234. Tag kam er", []),
        ("de", "Am 1.234. Tag kam er", []),
        ("en", "It was her 1,234th game and her 3rd goal", [(3,)]),
    ],
)
def test_the_end_of_a_longer_number_is_no_ordinal(language: str, text: str, values: list[tuple[int]]) -> None:
    assert [found.value for found in particulars_in(text, language) if found.kind == "ordinal"] == values
