"""What of some articles earlier articles state already, by the evidence that makes claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..corpus import Corpus, Embeddings
from ..timing import portions
from .claims import distinct_wordings
from .figures.exclusion import supporters
from .same_fact import TELLING, each_weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..settings import ClaimSettings
    from ..timing import Told
    from .claims import Claims


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
        Of `corpus`: what is known in one wording is known in all that say no other number.
    settings : ClaimSettings
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Of the earlier sentences with which it was compared the highest probability; 1 where one has the same words and signs. A figure that the earlier one
        does not bear out (`supporters`: "36 people", where it said "at least 30"), another particular, and a denial are no statement of the same fact, however
        alike the sentences are. A sentence of a claim is as known as any of the claim's that bears it out.

    Notes
    -----
    The articles of both are compared as those of one story are for claims: each sentence with the `ClaimSettings.n_neighbours` most like it, weighed
    by `pair_evidence` and `read_same_fact`. O(n ** 2 * n_dims) time for the n sentences of both up to `WHOLE`, and O(WHOLE * n * n_dims) beyond.
    """
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
        best[-1] = 0.0
        contested = np.zeros_like(best)
        for found in each_weighed(both, vectors, rows, settings, comparing):
            ends = found.near[np.column_stack((found.pairs.first, found.pairs.second))]
            for ours, theirs in (ends.T, ends.T[::-1]):
                comparable = (found.weights >= TELLING) | (found.disputed & (found.probable >= TELLING))
                for k in np.flatnonzero(is_now[ours] & is_before[theirs] & comparable).tolist():
                    i, j = int(ours[k]), int(theirs[k])
                    agree = not found.disputed[k] and bool(supporters(both, int(rows[i]), [int(rows[j])]))
                    held = best if agree else contested
                    held[i] = max(held[i], found.probable[k])
    # What the most like of the earlier sentences says otherwise is news, whatever others are a little like it.
    stated: NDArray[np.float64] = np.where(contested > best, 0.0, best)[wording_of[n_known:]]
    for claim in claims.items:
        members = np.array(claim.sentences)
        of_each = stated[members]
        for i in members[of_each < of_each.max()].tolist():
            stated[i] = max(of_each[np.isin(members, supporters(corpus, i, claim.sentences))])
    return stated
