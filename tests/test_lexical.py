from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.comparison.figures.pieces import Pieces
from summarize.lexical import (
    MARKS,
    content_stems,
    counted_stems,
    is_content,
    joined_tokens,
    signed_tokens,
    stems,
    token_spans,
    tokens,
    word_count,
)


@given(st.text(alphabet="aB1é’'-.,; \u00a0\n_", max_size=60))
def test_tokens_are_joined_where_white_space_alone_parts_them(text: str) -> None:
    spans = token_spans(text)[1].tolist()
    found = joined_tokens(text)
    assert [word for word, _ in found] == [text[start:stop] for start, stop in spans]
    gaps = [text[stop:start] for (_, stop), (start, _) in pairwise(spans)]
    assert [gap for _, gap in found] == [gap if gap.isspace() else "" for gap in gaps] + [""] * bool(spans)


@given(st.text(max_size=200), st.sampled_from(["en", "de", "fr", "xx"]))
def test_stems_of_content_words_are_those_of_each_step(text: str, language: str) -> None:
    words = tokens(text)
    wanted = stems([word for word in words if is_content(word, language)], language)
    assert counted_stems(text, language) == (len(words), wanted)


@given(st.text(max_size=200))
def test_spans_point_at_the_words(text: str) -> None:
    words, spans = token_spans(text)
    # Of two letters of a script without spaces the first alone is meant, and points are left out of words.
    assert all(
        word.startswith(token_spans(text[a:b])[0][0]) and text[a].isalnum()
        for word, (a, b) in zip(words, spans.tolist(), strict=True)
    )
    assert all(b <= c for (_, b), (c, _) in zip(spans[:-1].tolist(), spans[1:].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Ministers were meeting", "en", ["minist", "meet"]),
        ("les dirigeants européens", "fr", ["dirig", "européen"]),
        ("переговоры в Эр-Рияде", "ru", ["переговор", "эр-рияд"]),
        ("Ожидаемые переговоры", "xx", ["ожидаемые", "переговоры"]),
        ("वार्ता की शुरुआत", "hi", ["वार्त", "शुरुआत"]),
    ],
)
def test_content_stems_in_several_languages(text: str, language: str, expected: list[str]) -> None:
    assert content_stems(text, language) == expected


def test_tokens_keep_what_belongs_together() -> None:
    assert tokens("U.S.-Russia talks: 4.5 hours, $1,200; o’clock.") == [
        "u.s",
        "russia",
        "talks",
        "4.5",
        "hours",
        "1,200",
        "o’clock",
    ]
    # A space lost between two sentences makes no word of two.
    assert tokens("It was.The U.S.A. of J.K.Rowling, z.B. Straße.Über") == [
        "it", "was", "the", "u.s.a", "of", "j.k", "rowling", "z.b", "strasse", "über",
    ]  # fmt: skip
    assert stems(["europe's", "europe’s", "europe"], "en") == ["europ"] * 3
    assert stems(["l’iran", "l'iran", "iran"], "fr") == ["iran"] * 3
    assert len(set(stems(["o’clock", "o'clock"], "en"))) == 1
    # Hebrew: the mark before the last letter of what is cut short, and none that opens a quotation; a preposition before a number or a foreign name.
    assert tokens('צה"ל אמר ב"הארץ" כי דו״חות, ג׳ורג׳') == ['צה"ל', "אמר", "ב", "הארץ", "כי", "דו״חות", "ג׳ורג"]
    assert tokens("ב-26, ה-BBC בתל-אביב") == ["ב", "26", "ה", "bbc", "בתל-אביב"]
    assert not is_content("the", "en")
    assert not any(map(is_content, ("x", "ф", "ό", "ה", "न"), ("en", "ru", "el", "he", "hi")))
    assert all(map(is_content, ("欧", "집"), ("zh", "ko")))


@pytest.mark.parametrize(
    ("language", "function", "content"),
    [
        ("ar", ("ونحن", "وذلك", "فقد", "والعديد"), ("وزير", "ولد", "فتح")),
        ("he", ("והוא", "וגם", "ידי", "ובנוסף"), ("ושר", "שלום")),
        ("fr", ("s'est", "n’avaient", "qu'il"), ("l'iran", "d’accord")),
        ("it", ("c'è",), ("dell'unione",)),
        # Lists of Greek have no accents, and Arabic is written with its hamza and without.
        ("el", ("ήταν", "ωστόσο", "ίδιο"), ("σεισμός",)),
        ("ar", ("أيضا", "ايضا"), ("أحمد",)),
    ],
)
def test_function_words_are_none_of_the_content_however_they_are_written(
    language: str, function: tuple[str, ...], content: tuple[str, ...]
) -> None:
    assert not any(is_content(word, language) for word in function)
    assert all(is_content(word, language) for word in content)


def test_words_are_counted_as_budgets_do() -> None:
    assert word_count("  one two—three\nfour ") == 3


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=200))
def test_words_of_latin_script_are_what_their_spans_hold(text: str) -> None:
    words, spans = token_spans(text)
    assert [text[a:b].casefold() for a, b in spans.tolist()] == words


def test_every_mark_that_is_written_on_a_letter_belongs_to_its_word() -> None:
    inside = re.compile(f"[{MARKS}]")
    for c in map(chr, range(0x10000)):
        if unicodedata.category(c) in ("Mn", "Mc"):
            assert inside.match(c), hex(ord(c))
        elif inside.match(c):
            assert c.isalnum() or unicodedata.category(c) == "Cn", hex(ord(c))


@pytest.mark.parametrize(
    "word",
    [
        "தமிழ்நாடு",
        "প্রধানমন্ত্রী",
        "ప్రధానమంత్రి",
        "ശ്രീലങ്ക",
        "ශ්\u200dරී",
        "भारत",
        "ਪੰਜਾਬ",
        "ប្រទេស"[:2],
    ],
)
def test_vowels_that_are_marks_part_no_word(word: str) -> None:
    assert tokens(f"({word}, {word})") == [unicodedata.normalize("NFC", word)] * 2
    assert next(piece.text for piece in Pieces(word, 0, len(word)) if piece.word) in (
        word,
        word.partition("\u200d")[0],
    )


def test_pointed_words_are_the_same_as_those_without() -> None:
    assert tokens("مُحَمَّد שָׁלוֹם") == ["محمد", "שלום"]
    assert content_stems("قَالَ مُحَمَّد", "ar") == content_stems("قال محمد", "ar")
    assert content_stems("הוא אמר שָׁלוֹם", "he") == content_stems("הוא אמר שלום", "he")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("两国签署15项协议", ["两国", "国签", "签署", "15", "项协", "协议"]),
        ("東京でGDPが増えた。", ["東京", "京で", "gdp", "が増", "増え", "えた"]),
        ("ที่นี่", ["ที่นี่"]),
        ("中国-美国", ["中国", "美国"]),
        ("欧", ["欧"]),
        ("미국과 러시아", ["미국과", "러시아"]),
    ],
)
def test_two_letters_are_a_word_where_no_spaces_are_written(text: str, expected: list[str]) -> None:
    assert tokens(text) == token_spans(text)[0] == expected
    # What stands between the first and the last of some words in a row is all of it.
    spans = token_spans(text)[1].tolist()
    assert [text[stop:start].strip("- ") for (_, stop), (start, _) in pairwise(spans)] == [""] * (len(spans) - 1)


def test_signs_stand_before_the_number_that_they_are_of() -> None:
    assert signed_tokens("It fell to −15, not +3 or 10-20, in 2-3 days; €.5 is 2%.") == [
        "it", "fell", "to", "-", "15", "not", "+", "3", "or", "10", "20", "in", "2", "3", "days", "€", ".", "5", "is", "2", "%",
    ]  # fmt: skip
    assert signed_tokens("-15 people came – 3 left.") == tokens("-15 people came – 3 left.")
