from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from summarize import Corpus
from summarize.cache import NoCache
from summarize.comparison import Claim, Claims, stated_before
from summarize.embedding import embed
from summarize.segmentation import segment
from summarize.settings import ClaimSettings
from summarize.summary import summarise
from summarize.themes import find_themes

from .conftest import SmallEncoder

if TYPE_CHECKING:
    from summarize.corpus import Embeddings

EARLIER = (
    "At least 30 people died when the ferry Norma sank off the harbour of Tarn on Monday. "
    "The captain of the ferry was detained by the harbour police on the same evening. "
    "Farmers along the river have waited for rain since the spring."
)


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


def test_page_furniture_is_known_from_nowhere() -> None:
    line = "Sign up for our newsletter."
    _, _, stated = probabilities(f"{line} The harbour was quiet on the next day.", f"{line} {EARLIER}")
    assert stated[0] == 0.0
