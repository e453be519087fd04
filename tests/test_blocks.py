"""Blocks on a terminal and in Markdown: what is styled, cut and left out, and that no text of an article is taken for markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize.rendering.blocks import (
    Excerpt,
    Heading,
    Item,
    Matrix,
    Paragraph,
    SideBySide,
    Table,
    Verbatim,
    place,
)
from summarize.rendering.markdown import markdown_of
from summarize.rendering.phrases import one_line, shown
from summarize.rendering.text import text_of

if TYPE_CHECKING:
    from summarize.rendering.blocks import Block

LONG = "The ministers met for four hours in the harbour palace on Monday, and left for the airport without a word. " * 3


def texts_of(markdown: str) -> list[str]:
    """What a reader of the page sees, an inline stretch each."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert not any(token.type in ("html_block", "hr", "blockquote_open") for token in tokens)
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    assert {child.type for children in inline for child in children} <= {
        *("text", "strong_open", "strong_close", "code_inline", "text_special"),
    }
    return ["".join(child.content for child in children) for children in inline]


@given(st.text(st.sampled_from(list("ab1 .)-+=*_`[]()<>|#~!&;:\\\n\x1b\u202e")), min_size=1, max_size=24))
@example("1. first")
@example("- a dash")
@example("---")
@example("2)")
@example("AT&T &amp; &#38;")
@example("[1]: https://a.example")
@example("<b>tags</b> & **stars**")
def test_markdown_shows_the_words_of_an_article_as_they_are(words: str) -> None:
    line = one_line(words)
    blocks: list[Block] = [
        Paragraph(words),
        Item(((words, "bold"), (" b", "")), [words]),
        Table(("x", "y"), [(words, "1")]),
        SideBySide(("x", "y"), [(words, "")]),
    ]
    if line:
        assert [" ".join(text.split()) for text in texts_of(markdown_of(blocks))] == [
            *(line, f"{line} b", line, "x", "y", line, "1", "x", "y", line, ""),
        ]


def test_what_is_marked_for_one_page_is_written_there_alone() -> None:
    sentence = {"document": "post/first", "start": 3, "stop": 9}
    blocks: list[Block] = [
        Paragraph((("both", ""), (" here", "terminal"), (" there", "bold markdown"), *place(sentence))),
        Heading("Sources", "terminal"),
        Item("first", ["said", Paragraph("more", "markdown")], mark=("[1] ", "cyan"), note=1),
        Table(("who", "n", "of"), [("A", "1", "2")], dropped=(2,)),
        Verbatim(lambda width: [f"  {width}  columns"]),
    ]
    assert text_of(blocks, width=50) == (
        "both here\n\nSources\n───────\n[1] first\n    said\nwho  n\nA    1\n\n  50  columns\n"
    )
    assert markdown_of(blocks) == (
        "both **there** (`post/first[3:9]`)\n\n[^1]: first, said, more\n\n"
        "| who | n | of |\n| --- | ---: | ---: |\n| A | 1 | 2 |\n\n```\n  100  columns\n```\n"
    )


def test_an_excerpt_is_cut_on_a_terminal_around_its_place() -> None:
    words: Any = (("against: ", ""), Excerpt(LONG, 2, LONG.index("airport")), (" — Post", "dim"))
    text = text_of([Item(words)], width=80)
    assert len(text.splitlines()) == 2
    assert "airport" in text
    assert text.count("[…]") == 2
    assert shown(LONG) in markdown_of([Item(words)])


@pytest.mark.parametrize(("width", "rows"), [(120, "whole"), (72, "short")])
def test_a_matrix_is_the_fullest_that_fits_with_its_legend(width: int, rows: str) -> None:
    heads = ("theme", *(f"Outlet {k}" for k in range(6)))
    choices = [([["Grain", *[cell] * 6]], legend) for cell, legend in (("12% 4 of 30", "whole"), ("12%", "short"))]
    assert text_of([Matrix(heads, choices)], width=width).endswith(f"\n\n{rows}\n")
    assert markdown_of([Matrix(heads, choices)]).endswith("\n\nwhole\n")


def test_colours_are_on_the_words_that_have_them() -> None:
    coloured = text_of(
        [Item((("Nine", "bold"), (" — ", ""), ("Post", "dim code"))), Paragraph("said", "dim")], colour=True
    )
    assert coloured == "• \x1b[1mNine\x1b[0m — \x1b[2mPost\x1b[0m\n\x1b[2msaid\x1b[0m\n"


def test_of_a_view_among_others_markdown_shows_the_first_lines_and_items() -> None:
    whole, cut = (markdown_of([Item("x", ["y"] * n)], "claims") for n in (8, 9))
    assert whole.count("- y") == 8
    assert cut == "- x\n" + "  - y\n" * 7 + "  - and 2 more\n"
    assert markdown_of([Item("x")] * 7, "claims") == "- x\n" * 6 + "\n6 of 7 shown; all with `--only claims`.\n"


def test_a_sentence_that_one_of_two_alone_has_is_marked_on_a_narrow_page() -> None:
    pair = SideBySide(("A", "B"), [("one", ""), ("", "two"), ("three", "four")])
    assert text_of([pair], width=60) == "• A alone: one\n• B alone: two\n• A: three\n↔ B: four\n"


def test_lines_under_an_item_stand_as_far_in_as_they_say() -> None:
    text = text_of([Item("x", [Paragraph("y", indent=4), Paragraph("z")])])
    assert text == "• x\n    y\n  z\n"


def test_a_sentence_without_spaces_begins_beside_its_mark() -> None:
    text = text_of([Item("港口的渡轮明天不再出发" * 6, ["渡轮"])], width=40)
    assert text.splitlines()[0] == "• 港口的渡轮明天不再出发港口的渡轮明天不"
    assert all(line.startswith("  ") for line in text.splitlines()[1:])
