from __future__ import annotations

import numpy as np
import pytest

from summarize.corpus import Corpus
from summarize.lexical import is_content, tokens
from summarize.outside import captions_of, furniture_mask, outside_article
from summarize.segmentation import segment
from tests.test_furniture import LINES


def outside(*documents: list[str]) -> list[bool]:
    texts = [text for document in documents for text in document]
    words = [tokens(text) for text in texts]
    found = outside_article(
        texts,
        np.repeat(np.arange(len(documents)), [len(document) for document in documents]),
        np.array([len(own) for own in words]),
        np.array([sum(is_content(word, "en") for word in own) for own in words]),
        furniture_mask(texts),
    )
    return [bool(value) for value in found]


STORY = [
    "Ministers from ten countries met at the old harbour palace on Monday.",
    "The talks lasted more than four hours and ended without a signature.",
    "A second round will be held in the capital next week, the ministry said.",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_page_is_outside_wherever_it_stands(line: str) -> None:
    assert outside([*STORY, line]) == [False, False, False, True]
    assert outside([line, *STORY]) == [True, False, False, False]


@pytest.mark.parametrize(
    ("heading", "over"), [("Harbour Top Deals:", True), ("Lesen Sie auch:", True), ("The ministry said:", False)]
)
def test_links_under_a_heading_of_the_page_are_outside(heading: str, over: bool) -> None:
    links = ["What the tide does to old piers and to new ones", "How a dog came to live on the pier in the harbour"]
    assert outside([*STORY, heading, *links, *STORY])[3:] == [over, over, over, False, False, False]


def test_the_mask_follows_the_rows() -> None:
    assert furniture_mask(["Advertisement", "Talks began."]).tolist() == [True, False]
    assert furniture_mask([]).shape == (0,)


def test_headings_and_credits_end_without_a_mark() -> None:
    assert outside(["'Not a treaty'", *STORY, "Ana Roe"]) == [True, False, False, False, True]
    # Where a document's sentences have no marks at all, that says nothing.
    bare = [text.rstrip(".") for text in STORY]
    assert outside(["Not a treaty", *bare]) == [False] * 4


def test_a_line_in_capitals_is_a_heading_where_others_are_not_set_so() -> None:
    assert outside([*STORY, "MINISTER SAYS THE PORT OF THE CAPITAL WILL NOT BE CLOSED ON MONDAY, WHATEVER COMES"])[-1]
    assert outside([text.upper() for text in STORY]) == [False] * 3


def test_a_list_of_links_has_no_function_words() -> None:
    links = "Harbour palace grain treaty ministers talks signature"
    assert outside([*STORY, links])[-1]
    assert outside([*STORY, f"{links.title()}."])[-1]
    assert not outside([*STORY, "Minister Ama Owusu received Moss yesterday."])[-1]
    names = "Abena Mensah, Kofi Owusu, Ama Boateng, Yaw Asante signed."
    assert not outside([*STORY, names])[-1]


def test_a_gallery_is_left_out_from_its_first_picture_to_its_last() -> None:
    gallery = [
        "1/3 Barges wait in the bay at dawn, as they have since February.",
        "Captains say that crews are leaving.",
        "2/3 The port authority counts the barges from a tower on the pier.",
        "3/3 The old harbour palace, where the ministers met on Monday.",
    ]
    assert outside([STORY[0], *gallery, *STORY[1:]]) == [False, True, True, True, True, False, False]


def test_the_pictures_of_a_gallery_stand_under_pictures() -> None:
    text = "\n".join(
        (STORY[0], *(f"{k}/3 The old harbour, where {k} boats lie at anchor." for k in (1, 2, 3)), STORY[1])
    )
    corpus = segment(Corpus.from_records([{"id": "a", "outlet": "A", "text": text}]))
    found = [corpus.text_of(i).split()[0] for i in np.flatnonzero(captions_of(corpus)).tolist()]
    assert found == ["1/3", "2/3", "3/3"]


def test_numbers_that_do_not_count_up_are_no_gallery() -> None:
    votes = [
        "The council had 12 of 20 seats filled before the vote was called on Monday.",
        "In the end 9 of 20 members voted for the treaty that the ministers wanted.",
        "It would have needed 11 of 20 to be sent to the capital for a signature.",
    ]
    assert outside(votes) == [False] * 3


def test_links_at_the_end_are_no_text_of_the_article() -> None:
    body = "The ship sank at dawn in the old harbour, and nine sailors were saved. " * 12
    text = f"{body.strip()}\n\nRead more:\nA dog was found frozen on the pier.\nThe tide, explained."
    corpus = segment(Corpus.from_records([{"outlet": "Post", "language": "en", "text": text}]))
    links = [corpus.text_of(i) for i in np.flatnonzero(captions_of(corpus)).tolist()]
    assert links == ["A dog was found frozen on the pier.", "The tide, explained."]
    for kept in (
        "Read more:\n" + body.replace(". ", ".\n"),
        f"{body}\nRead more:\n{'The tide came in and ' * 10}went.",
    ):
        assert not captions_of(segment(Corpus.from_records([{"outlet": "Post", "language": "en", "text": kept}]))).any()


def _captions(text: str) -> list[str]:
    corpus = segment(Corpus.from_records([{"text": text, "language": "en"}]))
    return [corpus.text_of(i) for i in np.flatnonzero(captions_of(corpus)).tolist()]


def test_a_line_that_is_mostly_a_box_of_the_page_is_one() -> None:
    body = "\n".join(STORY)
    box = "Let our news meet your inbox. The news that matters, every morning. This site is protected by recaptcha."
    assert "The news that matters, every morning." in _captions(f"{body}\n{box}")
    links = "Related: A family was lost in the snow. They were found 4 days later."
    assert "They were found 4 days later." in _captions(f"{body}\n{links}")
    # Behind the news it says nothing of what stands before it.
    news = "Ten people died in the harbour of Paris on Monday when a ferry sank."
    for behind in ("Get the Harbour newsletter.", "Subscribe to the Wire.", "Editing by Jane Roe", "Foto: Roe"):
        assert news not in _captions(f"{body}\n{news} {behind}")
    # A credit behind a paragraph, and a date before it, are no box.
    assert not set(STORY) & set(_captions(f"{STORY[0]} {STORY[1]} (Editing by Jane Roe)\n{STORY[2]}"))
    assert not set(STORY) & set(_captions(f"{STORY[0]} {STORY[1]} (Editing by Jane Roe)"))
    assert not set(STORY) & set(_captions(f"Tuesday, January 18, 2005. {STORY[0]}\n{STORY[2]}"))


def test_what_a_picture_shows_is_a_caption() -> None:
    shown = "Ambulances at Harbour Square after the 2005 bombings."
    assert _captions(f"{shown}\n{STORY[0]}") == [shown]


def test_what_stands_under_a_film_is_a_caption() -> None:
    under = ["CLOSE The ferry sank in the bay.", "Its crew was saved on Monday.", "Nobody was hurt."]
    assert _captions(f"{STORY[0]}\n{' '.join(under)}\n{STORY[1]}") == under
    assert _captions(f"CLOSE CALL\n{STORY[0]}") == []


def test_a_long_line_without_a_function_word_is_of_another_language() -> None:
    foreign = "Hier erfahrt ihr beim Hafenboten, wie ihr bald Fische kaufen könnt."
    assert outside([*STORY, foreign, "Crown Prince Tom Moss received Roe on Monday."]) == [False] * 3 + [True, False]
