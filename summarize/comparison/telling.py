"""Which shared passages tell of a shared text: no quotation, no name and no caption, which two may print who know nothing of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import CAPITAL_NOUNS
from ..outside import outside_of

if TYPE_CHECKING:
    from ..corpus import Corpus
    from .derivation import Derivation
    from .runs import Wording

#: Words of a passage outside quotations and captions from which it tells of a shared text, and content words among them that are no part of a name. The model
#: that labels a text was fitted where the source was known; two who write of one event without knowing of each other share names and titles of up to six words.
_WORDS: Final = 7
_NAMELESS: Final = 3


def telling_among(corpus: Corpus, words: Wording, found: Derivation) -> tuple[tuple[int, int], ...]:
    """Return those passages of a document that stand in another from which it can be told that the two share a text.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    words : Wording
        Of the document.
    found : Derivation

    Returns
    -------
    tuple of (start, stop)

    Notes
    -----
    O(words of the document * passages + sentences of the corpus).
    """
    document = corpus.documents[found.document]
    free = ~words.quoted
    mine = np.flatnonzero(corpus.document_of == found.document) if corpus.sentences else np.empty(0, dtype=np.intp)
    # A corpus that was not divided into sentences has no captions.
    for i in mine[outside_of(corpus)[mine]].tolist() if len(mine) else ():
        span = corpus.sentences[i]
        free[(words.spans[:, 0] >= span.start) & (words.spans[:, 1] <= span.stop)] = False
    nouns = document.language in CAPITAL_NOUNS
    telling = []
    for start, stop in found.verbatim:
        inside = np.flatnonzero((words.spans[:, 0] >= start) & (words.spans[:, 1] <= stop) & free)
        nameless = sum(
            bool(words.content[k]) and (nouns or not document.text[words.spans[k, 0]].isupper())
            for k in inside.tolist()
        )
        if len(inside) >= _WORDS and nameless >= _NAMELESS:
            telling.append((start, stop))
    return tuple(telling)
