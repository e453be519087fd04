from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import summarize as sm
from summarize import Corpus
from summarize.cache import NoCache
from summarize.comparison.claims import Claim, Claims
from summarize.comparison.known import near_documents, stated_before
from summarize.embedding import embed
from summarize.segmentation import segment
from summarize.settings import ClaimSettings
from summarize.similarity import unit_rows
from summarize.summary import summarise
from summarize.themes import find_themes

from .conftest import RECORDS, SmallEncoder

if TYPE_CHECKING:
    from summarize.corpus import Embeddings

EARLIER = (
    "At least 30 people died when the ferry Norma sank off the harbour of Tarn on Monday. "
    "The captain of the ferry was detained by the harbour police on the same evening. "
    "Farmers along the river have waited for rain since the spring."
)

SUNK = "{} people died when the ferry Norma sank off the harbour of Tarn on Monday."
QUIET = "The harbour was quiet on the next day."


def probabilities(
    later: str, earlier: str = EARLIER, claims: tuple[Claim, ...] = ()
) -> tuple[Corpus, Embeddings, np.ndarray]:
    """What was read of a later text, and how probably each of its sentences is stated by an earlier one."""
    known = segment(Corpus.from_records([{"id": "before", "outlet": "A", "text": earlier}]))
    corpus = segment(Corpus.from_records([{"id": "after", "outlet": "B", "text": later}]))
    encoder = SmallEncoder()
    embeddings = embed(corpus.texts, encoder, cache=NoCache())
    vectors = embed(known.texts, encoder, cache=NoCache()).vectors
    found = Claims(claims, np.full(len(corpus.sentences), -1))
    return corpus, embeddings, stated_before(corpus, embeddings, known, vectors, found, ClaimSettings())


def test_the_same_words_are_known_for_certain_and_what_nobody_said_is_not() -> None:
    _, _, stated = probabilities(
        "The captain of the ferry was detained by the harbour police on the same evening. "
        "An orchestra from the north will open the new concert hall in April."
    )
    assert stated.tolist() == [1.0, pytest.approx(0.0, abs=0.05)]


@pytest.mark.parametrize(
    ("later", "is_known"),
    [
        ("At least 30 people died on Monday when the ferry Norma sank off the harbour of Tarn.", True),
        ("At least 36 people died on Monday when the ferry Norma sank off the harbour of Tarn.", False),
        ("36 people died on Monday when the ferry Norma sank off the harbour of Tarn.", False),
        ("The captain of the ferry was not detained by the harbour police on the same evening.", False),
    ],
)
def test_a_toll_that_has_risen_and_a_denial_are_news_however_alike(later: str, is_known: bool) -> None:
    _, _, stated = probabilities(later)
    assert (stated >= 0.1).tolist() == [is_known]


def test_what_is_known_in_one_wording_is_known_in_all_that_say_no_other_number() -> None:
    same, risen, other = (
        "At least 30 people died when the ferry Norma sank off the harbour of Tarn on Monday.",
        "The sinking cost 36 people their lives.",
        "Lives were lost in the sinking.",
    )
    claim = Claim((0, 1, 2), 1, 1, "exclusive")
    stated = probabilities(f"{same} {risen} {other}", claims=(claim,))[2]
    assert (stated == 1.0).tolist() == [True, False, True]


def test_a_claim_makes_no_risen_toll_known() -> None:
    plain = "People died when the ferry Norma sank off the harbour of Tarn."
    claim = Claim((0, 1), 1, 1, "exclusive")
    stated = probabilities(f"{SUNK.format(36)} {plain}", f"{SUNK.format(30)} {plain}", claims=(claim,))[2]
    assert stated.tolist() == [0.0, 1.0]


def test_what_is_known_is_told_by_a_mask_of_the_sentences() -> None:
    corpus, embeddings, stated = probabilities(
        "The captain of the ferry was detained by the harbour police on the same evening. "
        "An orchestra from the north will open the new concert hall in April."
    )
    summary = summarise(
        corpus, embeddings, find_themes(corpus, embeddings), np.zeros(1, dtype=int), known=stated >= 0.1
    )
    assert [item.sentence for item in summary.chosen] == [1]
    assert summary.share_new == 0.5


@pytest.mark.parametrize(
    ("earlier", "later", "is_known"),
    [
        ("Many people died when the ferry Norma sank off the harbour of Tarn.", SUNK.format(36), False),
        ("In the sinking of the ferry Norma on Monday, 36 people were killed off Tarn.", SUNK.format(36), True),
        (QUIET, SUNK.format("30") + " 14 were injured in the sinking.", True),
    ],
)
def test_a_figure_is_known_if_an_earlier_sentence_gives_it(earlier: str, later: str, is_known: bool) -> None:
    _, _, stated = probabilities(later, f"{SUNK.format(30)} {earlier}")
    assert (stated[0] >= 0.1) == is_known


def test_a_question_makes_nothing_known() -> None:
    asked = "Did the ferry Norma sink off the harbour of Tarn on Monday because of its captain?"
    said = "The ferry Norma sank off the harbour of Tarn on Monday because of its captain."
    assert probabilities(said, f"{asked} {QUIET}")[2][0] < 0.1 < probabilities(said, f"{said} {QUIET}")[2][0]


def test_articles_of_other_stories_are_left_out_by_the_mean_of_their_sentences() -> None:
    lines = "The harbour is old. The river is long. The bridge is new. The tower is tall. The market is full."
    known = segment(
        Corpus.from_records({"id": f"{k}", "outlet": "A", "text": f"The day {k} came. {lines}"} for k in range(3))
    )
    short = segment(Corpus.from_records([{"id": "9", "outlet": "A", "text": "The old harbour is very old."}]))
    corpus = segment(Corpus.from_records([{"id": "now", "outlet": "B", "text": lines}]))
    ours, like, unlike = (np.eye(3, dtype=np.float32)[[k]] for k in range(3))
    vectors = np.concatenate([np.repeat(v, 6, axis=0) for v in (unlike, ours + like, like)])
    left, kept = near_documents(corpus, np.repeat(ours, 5, axis=0), known, unit_rows(vectors))
    assert [document.id for document in left.documents] == ["1"]
    assert [left.text_of(i) for i in range(6)] == [known.text_of(i) for i in range(6, 12)]
    assert kept.tolist() == unit_rows(vectors)[6:12].tolist()
    # The mean of a line or two says little.
    assert near_documents(corpus, np.repeat(ours, 5, axis=0), short, unlike)[0] == short


def test_page_furniture_counts_as_known() -> None:
    line = "Sign up for our newsletter."
    _, _, stated = probabilities(f"{line} {QUIET}")
    assert stated[0] == 1.0 > stated[1]


def test_nothing_is_known_of_articles_without_a_sentence(encoder: SmallEncoder) -> None:
    analysis = sm.analyse(Corpus.from_records(RECORDS), encoder=encoder)
    brief = sm.brief(analysis, known=Corpus((), ()))
    assert brief.text == sm.brief(analysis).text
    assert brief.to_dict()["share_new"] is None
