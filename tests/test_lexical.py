from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.lexical import (
    content_stems,
    counted_stems,
    is_content,
    joined_tokens,
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
    assert [text[a:b].casefold() for a, b in spans.tolist()] == words
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
    assert not is_content("the", "en")
    assert not is_content("x", "en")
    assert is_content("欧", "zh")


@pytest.mark.parametrize(
    ("language", "function", "content"),
    [
        ("ar", ("ونحن", "وذلك", "فقد"), ("وزير", "ولد", "فتح")),
        ("he", ("והוא", "וגם"), ("ושר", "שלום")),
        ("fr", ("s'est", "n’avaient", "qu'il"), ("l'iran", "d’accord")),
        ("it", ("c'è",), ("dell'unione",)),
    ],
)
def test_words_written_together_with_a_function_word(
    language: str, function: tuple[str, ...], content: tuple[str, ...]
) -> None:
    assert not any(is_content(word, language) for word in function)
    assert all(is_content(word, language) for word in content)


def test_words_are_counted_as_budgets_do() -> None:
    assert word_count("  one two—three\nfour ") == 3
