"""Text reuse: who has whose text, how much of an outlet is its own, and whom the texts name as their source.

Which documents are one text is asked by every view (`copies`); this is asked by those alone that show it, and takes three times as long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..engine import Engine
from ..settings import CopySettings
from ..timing import portions
from .derivation import Derivation, derivations_of
from .direction import order_of
from .originality import Originality, originalities
from .runs import wordings
from .syndication import Syndication, find_syndication
from .telling import telling_of

if TYPE_CHECKING:
    from ..corpus import Corpus
    from ..timing import Told
    from .runs import Wording
    from .telling import Telling

#: Seconds that the passes took of 100,000 sentences: words, credits, outlets named, what each derives from, what is an outlet's own.
_SECONDS: Final = (4.5, 2.2, 0.4, 34.0, 1.3)


@dataclass(frozen=True, slots=True)
class TextReuse:
    """What the documents and outlets of a corpus have from each other.

    Attributes
    ----------
    derivations : tuple of Derivation
        One a document, in order.
    originalities : tuple of Originality
        One an outlet, by name.
    syndications : tuple of Syndication
        Documents that name an agency as the source of their text, in order.
    """

    derivations: tuple[Derivation, ...]
    originalities: tuple[Originality, ...]
    syndications: tuple[Syndication, ...]


def find_text_reuse(
    corpus: Corpus,
    settings: CopySettings | None = None,
    engine: Engine | None = None,
    progress: Told = None,
) -> TextReuse:
    """Find who has whose text.

    Parameters
    ----------
    corpus : Corpus
        Documents in the order of their publication.
    settings : CopySettings, optional
        Of which the length of a run decides.
    engine : Engine, optional
        Where words are told apart and runs are counted; in this process by default.
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    TextReuse

    Notes
    -----
    O(total number of runs) to index them; then linear in the number of documents, each of which is held against those of one outlet.
    """
    engine, run_length = engine or Engine(), (settings or CopySettings()).run_length
    with portions(progress, len(corpus.documents), *_SECONDS) as (reading, crediting, naming, deriving, counting):
        texts = wordings(corpus, engine, reading)
        credited = find_syndication(corpus, crediting)
        order, telling = order_of(corpus, credited, naming), telling_of(corpus, texts)
        return TextReuse(
            tuple(
                replace(found, telling=telling_among(texts[found.document], telling[found.document], found))
                for found in derivations_of(texts, order, engine=engine, progress=deriving)
            ),
            originalities(texts, telling, order, run_length, counting),
            credited,
        )


def telling_among(words: Wording, telling: Telling, found: Derivation) -> tuple[tuple[int, int], ...]:
    """Return those passages of a document that stand in another from which it can be told that the two share a text.

    Parameters
    ----------
    words : Wording
        Of the document.
    telling : Telling
        What its words can tell.
    found : Derivation

    Returns
    -------
    tuple of (start, stop)

    Notes
    -----
    O(words of the document * passages).
    """
    starts, stops = words.spans[:, 0], words.spans[:, 1]
    return tuple(
        (start, stop)
        for start, stop in found.verbatim
        if telling.tells(np.flatnonzero((starts >= start) & (stops <= stop)))
    )
