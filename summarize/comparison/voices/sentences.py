"""The sentences of one quotation, and how much of each the outlets print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, Final

from ...clustering import Components
from ...lexical import token_spans, word_count
from .values import SharedSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .values import Quote

#: The end of a sentence within a quotation.
_END: Final = re.compile(r"[.!?…][\"”’')]*\s+(?=[\"“‘'(\[]?[^\W_a-z])")

#: What may stand behind the mark that ends a sentence.
_MARKS: Final = " \u00a0\n\"”’')"

#: Runs of so many words tell that two sentences are one, where they make up this share of the shorter one's.
_RUN: Final = 3
_PART: Final = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in one document: the first quotation of its utterance, its stretches, and its words."""

    quote: Quote
    stretches: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    n_words: int


def alike(first: Sequence[object], second: Sequence[object]) -> bool:
    """Whether runs of three words and more that two sequences share in order make up most of the shorter one.

    Examples
    --------
    >>> alike("I have a feeling that it is very bad".split(), "I have a feeling that something is very bad".split())
    True
    """
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= _RUN) >= _PART * min(len(first), len(second)) > 0


def sentences_of(
    utterances: Sequence[Sequence[Quote]], texts: Sequence[str], outlet_of: Sequence[int], longest: int
) -> tuple[SharedSentence, ...]:
    """Divide the utterances of one quotation into sentences, and say how much of each an outlet prints in one place.

    Parameters
    ----------
    utterances : sequence of sequences of Quote
        The stretches that each cue holds together.
    texts : sequence of str
        Of the documents.
    outlet_of : sequence of int
        Outlet of each document.
    longest : int
        The document whose order the sentences are in.

    Returns
    -------
    tuple of SharedSentence

    Notes
    -----
    O(sentences squared) of one quotation.
    """
    pieces = [piece for own in utterances for piece in pieces_of(own, texts[own[0].document])]
    pieces.sort(key=lambda piece: (piece.quote.document != longest, piece.quote.document, piece.stretches))
    components = Components(len(pieces))
    for i, j in combinations(range(len(pieces)), 2):
        if pieces[i].quote.document != pieces[j].quote.document and alike(pieces[i].words, pieces[j].words):
            components.join(i, j)
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


def pieces_of(quotes: Sequence[Quote], text: str) -> list[Piece]:
    """The sentences of one utterance; one that a cue divides goes on behind it ("We came," he said, "to stay.")."""
    parts: list[list[tuple[int, int]]] = []
    for number, quote in enumerate(quotes):
        start, stop = quote.inner
        between = text[quotes[number - 1].content[1] : quote.content[0]].rstrip(_MARKS) if number else "."
        goes_on = between[-1:] not in (".", "!", "?", ":")
        ends = [match.end() for match in _END.finditer(text, start, stop)]
        for a, b in zip([start, *ends], [*ends, stop], strict=True):
            if goes_on:
                parts[-1].append((a, b))
            else:
                parts.append([(a, b)])
            goes_on = False
    found = []
    for own in parts:
        words = tuple(word for a, b in own for word in token_spans(text[a:b])[0])
        if words:
            found.append(Piece(quotes[0], tuple(own), words, sum(word_count(text[a:b]) for a, b in own)))
    return found
