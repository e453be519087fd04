"""What of a story is its news, what is foreign to it, and which themes nearly all of its outlets have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus
    from .concepts import Concepts

#: Cosine to the middle of the story under which a sentence is foreign to it if it shares no concept with another text, and if it
#: shares one; and the standard deviations below the mean that it takes as well.
_FAR: Final = (0.4, 0.3, 0.25)
_FAR_DEVIATIONS: Final = (0.5, 0.5, 1.0)

#: How a scene begins that was long ago, in English.
_LONG_AGO: Final = re.compile(
    r"\W*(?:(?:[a-z]+|\d+) (?:years?|months|decades?) ago\b|In (?:19|20)\d\d\b)", re.IGNORECASE
)

#: Share of the outlets, of so many at least, that nearly all have; two agree on too much.
_NEARLY_ALL: Final = 0.85
_SEVERAL: Final = 3


def of_the_news(corpus: Corpus, concepts: Concepts) -> NDArray[np.bool_]:
    """Mark the sentences whose place says how much they tell, shape (n_sentences,).

    "Two years ago, a cellist told a reporter" and "Kris Bryant started to smile" lead into an article by a scene: what begins long ago, or shares
    no content word with any headline, where there are headlines. Told in English, whose words stand in a headline in the form that they have elsewhere.
    """
    english = np.array([(document.language or "en") == "en" for document in corpus.documents])
    headed = np.asarray((concepts.terms != 0) @ concepts.in_headline.astype(np.int64)) > 0
    long_ago = np.array([_LONG_AGO.match(text) is not None for text in corpus.texts], dtype=bool)
    scene = (~headed & bool(headed.any())) | long_ago
    news: NDArray[np.bool_] = ~(scene & english[corpus.document_of])
    return news


def of_the_story(
    concepts: Concepts, centrality: NDArray[np.float64], weights: NDArray[np.float64], text_group: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Mark the sentences that are of the story, shape (n_sentences,).

    An aside of the reporter's ("Stop me if you've heard this one before.") and an article that got into the folder by mistake
    share no concept with another text or a headline, or only one, and are far from the middle of the story. What is far
    and shared, or near and in one text alone, stays; so does all of a single text.
    """
    if len(np.unique(text_group)) < 2:
        return np.ones(len(text_group), dtype=bool)
    known = (concepts.n_texts > 1) | (concepts.n_headlines > 0)
    shared = concepts.contains @ known.astype(np.int64)
    mean = float(np.average(centrality, weights=weights))
    deviation = float(np.sqrt(np.average((centrality - mean) ** 2, weights=weights)))
    tier = np.minimum(shared, len(_FAR) - 1)
    bars = np.minimum(np.array(_FAR)[tier], mean - np.array(_FAR_DEVIATIONS)[tier] * deviation)
    belongs: NDArray[np.bool_] = np.round(centrality - bars, 6) >= 0
    return belongs


def shared_themes(corpus: Corpus, labels: NDArray[np.intp]) -> csr_array:
    """Which sentence is of which theme that nearly all of several outlets have, as ones of shape (n_sentences, n_such_themes)."""
    import scipy.sparse as sp

    n_outlets = len(corpus.outlets)
    if n_outlets < _SEVERAL:
        return sp.csr_array((len(labels), 0))
    rows = np.flatnonzero(labels >= 0)
    of_theme = sp.csr_array((np.ones(len(rows)), (rows, labels[rows])), shape=(len(labels), labels.max(initial=-1) + 1))
    carried = np.unique(np.column_stack((labels[rows], corpus.outlet_of[rows])), axis=0)[:, 0]
    n_carriers = np.bincount(carried, minlength=of_theme.shape[1])
    return of_theme[:, np.flatnonzero(n_carriers >= _NEARLY_ALL * n_outlets)]
