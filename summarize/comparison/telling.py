"""Which shared words tell of a shared text: not quotations, captions, names and the short turns that any two who write of one event have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ..lexical import CAPITAL_NOUNS
from ..outside import outside_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from .runs import Wording

#: Words of a passage that count from which it tells of a shared text, and content words among them that are no part of a name. The model that labels a text was
#: fitted where the source was known; two who write of one event without knowing of each other share names and titles of up to six words.
_WORDS: Final = 7
_NAMELESS: Final = 3


class Telling(NamedTuple):
    """What the words of a document can tell of a shared text.

    Attributes
    ----------
    counted : ndarray of shape (n_words,)
        Words outside quotations, in running text of the article.
    nameless : ndarray of shape (n_words,)
        Those of them that are content words and no part of a name.
    """

    counted: NDArray[np.bool_]
    nameless: NDArray[np.bool_]

    def tells(self, words: NDArray[np.intp]) -> bool:
        """Whether it can be told from a passage of these words, given by their places, that a text is shared."""
        return bool(self.counted[words].sum() >= _WORDS and self.nameless[words].sum() >= _NAMELESS)


def telling_of(corpus: Corpus, texts: Sequence[Wording]) -> list[Telling]:
    """Tell of the words of each document which count.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    texts : sequence of Wording
        One a document, in order.

    Notes
    -----
    O(number of words and sentences).
    """
    outside = np.flatnonzero(outside_of(corpus))
    document_of = corpus.document_of[outside]
    found = []
    for d, (document, text) in enumerate(zip(corpus.documents, texts, strict=True)):
        counted = ~text.quoted
        for i in outside[np.searchsorted(document_of, d) : np.searchsorted(document_of, d, side="right")].tolist():
            span = corpus.sentences[i]
            counted[slice(*np.searchsorted(text.spans[:, 0], (span.start, span.stop)))] = False
        nouns = document.language in CAPITAL_NOUNS
        capital = np.array([document.text[start].isupper() for start in text.spans[:, 0].tolist()], dtype=bool)
        found.append(Telling(counted, counted & text.content & (nouns | ~capital)))
    return found
