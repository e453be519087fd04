"""The line that stands for a document: its headline, or its first sentence where it has none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..corpus import Corpus

#: Characters of a first sentence that stands in for a headline.
LONGEST: Final = 200


def headlines(corpus: Corpus) -> list[str]:
    """Headline of each document; its first sentence where it has none, or has one that is no headline.

    A line that one outlet prints over three documents and more ("Live updates", the name of the outlet) says nothing of any
    of them.

    Parameters
    ----------
    corpus : Corpus
        Segmented.

    Returns
    -------
    list of str
        One line a document.
    """
    first: dict[int, int] = {}
    for row, sentence in enumerate(corpus.sentences):
        first.setdefault(sentence.document, row)
    repeated = Counter((d.outlet, d.title.casefold()) for d in corpus.documents)
    lines = []
    for number, document in enumerate(corpus.documents):
        line = document.title
        if not line or repeated[document.outlet, line.casefold()] > 2:
            line = (corpus.text_of(first[number]) if number in first else document.text)[:LONGEST]
        lines.append(" ".join(line.split()))
    return lines
