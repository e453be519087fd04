"""What a view says, before it is written: headings, paragraphs, lists and tables, one value for a terminal and for Markdown.

Words are a string or runs, each with styles: ``bold``, ``dim`` and ``cyan`` as a terminal has them, ``code`` for what Markdown sets as code,
``note`` for the number of a footnote; what is marked ``terminal`` or ``markdown`` is written there alone. Nothing is escaped, cut or wrapped
yet: a writer does that, so that no text of an article can be taken for markup anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .phrases import one_line, span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Run: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of which a terminal shows what `lines` lines hold around the place `at`, beside the words around it."""

    text: str
    lines: int = 2
    at: int = 0


Words: TypeAlias = str | tuple[Run | Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the writer knows its level."""

    words: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words by themselves, or under an item: then by default as far in as its words.

    `hang` is the further indent of the lines after the first; for what is `under` it a terminal has no room.
    """

    words: Words
    style: str = ""
    hang: int = 0
    indent: int | None = None
    under: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; bare words under it are dim. A terminal shows the mark, Markdown the number of the footnote that it is, if any."""

    words: Words
    under: Sequence[Words | Paragraph | Item] = ()
    mark: Run = ("• ", "")
    style: str = ""
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line on a terminal."""

    style: str = "terminal"


@dataclass(frozen=True, slots=True)
class Table:
    """Names in the first column, then numbers but for the columns `words`; a terminal has no room for the columns `dropped`.

    Of a table that is `numbered` the columns are the rows, and a terminal puts their numbers in place of their names.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: Collection[int] = (0,)
    dropped: Collection[int] = ()
    numbered: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Outlets across: tables of one head, fullest first, each with its legend; a terminal takes the first that it has room for."""

    head: Sequence[str]
    tables: Sequence[tuple[Sequence[Sequence[str]], str]]
    style: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Sentences in two columns, of which a row may lack one; a narrow page has them under one another."""

    head: tuple[str, str]
    rows: Sequence[tuple[str, str]]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines as they are, drawn for a width in columns."""

    lines: Callable[[int], Sequence[str]]
    style: str = ""


Block: TypeAlias = Heading | Paragraph | Item | Gap | Table | Matrix | SideBySide | Verbatim
Where: TypeAlias = Literal["terminal", "markdown"]


def is_for(style: str, where: Where) -> bool:
    """Return whether what has a style is written in a place."""
    return ("markdown" if where == "terminal" else "terminal") not in style.split()


def runs(words: Words, where: Where) -> Iterator[Run | Excerpt]:
    """Yield the runs that are written in a place, each on one line and without control characters."""
    for run in ((words, ""),) if isinstance(words, str) else words:
        if isinstance(run, Excerpt):
            yield run
        elif is_for(run[1], where) and run[0]:
            text = run[0]
            yield (
                f"{' ' * text[0].isspace()}{one_line(text)}{' ' * (text[-1].isspace() and not text.isspace())}",
                run[1],
            )


def place(sentence: Mapping[str, Any], outlet: str = "") -> tuple[Run, ...]:
    """Say in Markdown where a sentence stands, for which a terminal has no room."""
    return ((f" ({outlet}{', ' * bool(outlet)}", "markdown"), (span(sentence), "markdown code"), (")", "markdown"))


def cited(sentence: Mapping[str, Any], before: str = "", after: str = "") -> tuple[Run, ...]:
    """Name the outlet of a sentence and say where it stands, between other words."""
    return (f"{before}{one_line(sentence['outlet'])}, ", ""), (span(sentence), "code"), (after, "")
