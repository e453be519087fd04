"""What of some articles earlier articles state already, by the evidence that makes claims."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Final

import numpy as np

from ..corpus import Corpus, Embeddings
from ..timing import portions
from .claims import distinct_wordings
from .figures.context import counted_of
from .figures.exclusion import is_given, tells_no_other
from .neighbourhoods import document_means
from .same_fact import TELLING, each_weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..settings import ClaimSettings
    from ..timing import Told
    from .claims import Claims

#: Cosine of the means of their sentences from which two articles may be of one story (98 of 100 of one story are, and one in eight of others), and sentences of an article
#: below which its mean says little.
_NEAR: Final = 0.5
_FEW: Final = 5

#: Probability from which the figures of an earlier sentence are held against those of a later one.
_SAYING: Final = 0.1


def stated_before(
    corpus: Corpus,
    embeddings: Embeddings,
    known: Corpus,
    known_vectors: NDArray[np.float32],
    claims: Claims,
    settings: ClaimSettings,
    progress: Told = None,
) -> NDArray[np.float64]:
    """Say of each sentence how probably one of earlier articles states the same fact.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    known : Corpus
        The earlier articles, segmented.
    known_vectors : ndarray of shape (n_known, n_dims)
        Unit rows, by the same model.
    claims : Claims
        Of `corpus`: what is known in one wording is known in all that give no other figure.
    settings : ClaimSettings
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Of the earlier sentences with which it was compared the highest probability; 1 where one has the same words and signs, and for page furniture, which
        tells nothing. 0 where those count the same and none gives its figure ("36 people", where they say "at least 30"; `tells_no_other`), and where the one most like it
        gives another particular or is denied by a "not". Any other sentence of a claim is as known as any of the claim's that counts nothing
        otherwise.

    Notes
    -----
    The articles of both are compared as those of one story are for claims: each sentence with the `ClaimSettings.n_neighbours` most like it, weighed
    by `pair_evidence` and `read_same_fact`. Earlier articles that are near to none of the others (`near_documents`) are of other stories, and left out. O(n ** 2 * n_dims) time for the
    n sentences of both up to `WHOLE`, and O(WHOLE * n * n_dims) beyond.
    """
    known, known_vectors = near_documents(corpus, embeddings.vectors, known, known_vectors)
    n_before, n_known = len(known.documents), len(known.sentences)
    later = (replace(sentence, document=sentence.document + n_before) for sentence in corpus.sentences)
    both = Corpus((*known.documents, *corpus.documents), (*known.sentences, *later))
    vectors = Embeddings(np.concatenate((known_vectors, embeddings.vectors)), embeddings.model)
    with portions(progress, len(both.sentences), 1.0, 12.0) as (reading, comparing):
        rows, wording_of = distinct_wordings(both, reading)
        # Page furniture has no wording, and is told of the place behind the last.
        is_before, is_now = np.zeros(len(rows) + 1, dtype=bool), np.zeros(len(rows) + 1, dtype=bool)
        is_before[wording_of[:n_known]] = is_now[wording_of[n_known:]] = True
        best = is_before.astype(np.float64)
        best[-1] = 1.0
        contested = np.zeros_like(best)
        agreeing: dict[int, list[int]] = {}
        disputing: dict[int, list[int]] = {}
        for found in each_weighed(both, vectors, rows, settings, comparing):
            ends = found.near[np.column_stack((found.pairs.first, found.pairs.second))]
            comparable = (found.weights >= TELLING) | (found.disputed & (found.probable >= TELLING))
            for ours, theirs in (ends.T, ends.T[::-1]):
                for k in np.flatnonzero(is_now[ours] & is_before[theirs] & comparable).tolist():
                    i = int(ours[k])
                    held, said = (contested, disputing) if found.disputed[k] else (best, agreeing)
                    held[i] = max(held[i], found.probable[k])
                    if found.probable[k] >= _SAYING:
                        said.setdefault(i, []).append(int(rows[theirs[k]]))
    # A sentence is held against several others.
    figures_of = cache(lambda sentence: counted_of(both, sentence))
    is_news = np.zeros(len(best), dtype=bool)
    for i in np.flatnonzero((np.maximum(best, contested) > 0)[:-1] & is_now[:-1] & ~is_before[:-1]).tolist():
        figures = figures_of(int(rows[i]))
        given, against = ([f for j in said.get(i, ()) for f in figures_of(j)] for said in (agreeing, disputing))
        # Where one gives the figures, it does not matter that another says otherwise.
        backed = bool(figures) and all(is_given(figure, given) for figure in figures)
        told = tells_no_other(figures, [*given, *against]) and (backed or best[i] >= contested[i])
        is_news[i] = not told
    best[is_news] = 0.0
    now = wording_of[n_known:]
    stated: NDArray[np.float64] = best[now]
    for claim in claims.items:
        members = sorted(claim.sentences, key=lambda i: -stated[i])
        if stated[members[0]] == stated[members[-1]]:
            continue
        for place, i in enumerate(members):
            if not is_news[now[i]]:
                own = figures_of(n_known + i)
                saying = (stated[j] for j in members[:place] if tells_no_other(own, figures_of(n_known + j)))
                stated[i] = max(next(saying, 0.0), stated[i])
    return stated


def near_documents(
    corpus: Corpus, vectors: NDArray[np.float32], known: Corpus, known_vectors: NDArray[np.float32]
) -> tuple[Corpus, NDArray[np.float32]]:
    """Leave out the earlier articles that are near to none of the others by the mean of their sentences: of other stories the best of bad neighbours would come first."""
    means, before = (document_means(*side) for side in ((corpus, vectors), (known, known_vectors)))
    near = (known.n_sentences_of < _FEW) | ((before @ means.T).max(axis=1, initial=-1) >= _NEAR)
    number = np.cumsum(near) - 1
    kept = near[known.document_of]
    return Corpus(
        tuple(compress(known.documents, near)),
        tuple(replace(s, document=int(number[s.document])) for s in compress(known.sentences, kept)),
    ), known_vectors[kept]
