"""The sentences of one quotation, and how much of each the outlets print."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from ...clustering.components import Components
from ...lexical import token_spans, word_count
from .values import SharedSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .values import Quote

#: What may stand behind the mark that ends a sentence.
_MARKS: Final = " \u00a0\n\"”’')"

#: Runs of so many words tell that two sentences are one, where they make up this share of the shorter one's.
_RUN: Final = 3
_PART: Final = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in one document: the quotation in which it begins, its stretches, its words, and the runs by which another may be like it."""

    quote: Quote
    stretches: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    n_words: int
    runs: frozenset[tuple[str, ...]]


def alike(first: Sequence[object], second: Sequence[object]) -> bool:
    """Whether two sequences are one, or runs of three words and more that they share in order make up most of the shorter one.

    Examples
    --------
    >>> alike("I have a feeling that it is very bad".split(), "I have a feeling that something is very bad".split())
    True
    """
    if first == second:
        return True
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    shorter = min(len(first), len(second))
    return sum(b.size for b in blocks if b.size >= _RUN) >= _PART * shorter > 0


def are_alike(first: Piece, second: Piece) -> bool:
    """The same of two sentences, those that share too few runs for it told apart at once: of so many words in runs of three and more a third at least begin one."""
    enough = _PART * min(len(first.words), len(second.words))
    return _RUN * len(first.runs & second.runs) >= enough and alike(first.words, second.words)


def sentences_of(pieces: Sequence[Piece], outlet_of: Sequence[int], longest: int) -> tuple[SharedSentence, ...]:
    """Put the sentences of one quotation together, and say how much of each an outlet prints in one place.

    Parameters
    ----------
    pieces : sequence of Piece
    outlet_of : sequence of int
        Outlet of each document.
    longest : int
        The document whose order the sentences are in.

    Returns
    -------
    tuple of SharedSentence

    Notes
    -----
    Only those are compared that share a run of three words.
    """
    pieces = sorted(pieces, key=lambda piece: (piece.quote.document != longest, piece.quote.document, piece.stretches))
    components = Components(len(pieces))
    holding: dict[tuple[str, ...], list[int]] = {}
    for i, piece in enumerate(pieces):
        for j in sorted({j for run in piece.runs for j in holding.get(run, ())}):
            if pieces[j].quote.document != piece.quote.document and are_alike(pieces[j], piece):
                components.join(j, i)
        for run in piece.runs:
            holding.setdefault(run, []).append(i)
    groups: dict[int, list[Piece]] = {}
    for i, piece in enumerate(pieces):
        groups.setdefault(components.root(i), []).append(piece)
    found = []
    for group in groups.values():
        printed: dict[int, tuple[int, tuple[tuple[int, int], ...], int]] = {}
        for piece in sorted(group, key=lambda piece: -piece.n_words):
            printed.setdefault(outlet_of[piece.quote.document], (piece.quote.document, piece.stretches, piece.n_words))
        found.append(SharedSentence(printed))
    return tuple(found)


def pieces_of(quotes: Sequence[Quote], text: str, starts: Sequence[int]) -> list[Piece]:
    """The sentences of one utterance; one that a cue divides goes on behind it ("We came," he said, "to stay.").

    Parameters
    ----------
    quotes : sequence of Quote
        The stretches that a cue holds together.
    text : str
        Of their document.
    starts : sequence of int
        Where the sentences of the document begin, in order.
    """
    parts: list[tuple[Quote, list[tuple[int, int]]]] = []
    for number, quote in enumerate(quotes):
        start, stop = quote.inner
        between = text[quotes[number - 1].content[1] : quote.content[0]].rstrip(_MARKS) if number else "."
        goes_on = between[-1:] not in (".", "!", "?", ":")
        ends = starts[bisect_right(starts, start) : bisect_left(starts, stop)]
        for a, b in zip([start, *ends], [*ends, stop], strict=True):
            if goes_on:
                parts[-1][1].append((a, b))
            else:
                parts.append((quote, [(a, b)]))
            goes_on = False
    found = []
    for quote, own in parts:
        words = tuple(word for a, b in own for word in token_spans(text[a:b])[0])
        if words:
            runs = frozenset((words, *zip(words, words[1:], words[2:], strict=False)))
            found.append(Piece(quote, tuple(own), words, sum(word_count(text[a:b]) for a, b in own), runs))
    return found
