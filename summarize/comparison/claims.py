"""Claims: one fact, and the sentences of the outlets that state it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..clustering import contextual_vectors, linked_groups
from ..corpus import read_only
from ..furniture import furniture_mask
from ..lexical import content_stems, count_matrix
from ..ranking import centroid_scores
from ..similarity import top_k

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings

__all__ = ["Claim", "ClaimSettings", "Claims", "find_claims"]


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """When two sentences state the same fact.

    Attributes
    ----------
    similarity : float
        Mean similarity, half by meaning beyond the story's common direction and half by words, down to which groups
        of sentences are merged.
    exclusive_below : float
        A sentence of one text only is exclusive if nothing elsewhere is as similar as this; between the two bars it
        is uncertain.
    term_share : float
        Share of the similarity that the words decide, 0-1.
    consensus : float
        Share of the outlets from which a claim is consensus.
    """

    similarity: float = 0.4
    exclusive_below: float = 0.25
    term_share: float = 0.5
    consensus: float = 2 / 3


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact.

    Attributes
    ----------
    sentences : tuple of int
        The most central to the story first.
    n_outlets : int
    independent : int
        Distinct texts among them: documents that copy one another count once.
    kind : str
        ``"consensus"``, ``"shared"``, ``"exclusive"`` or ``"uncertain"``.
    """

    sentences: tuple[int, ...]
    n_outlets: int
    independent: int
    kind: str


@dataclass(frozen=True, eq=False, slots=True)
class Claims:
    """The claims of a story, best supported first.

    Attributes
    ----------
    items : tuple of Claim
    claim_of : ndarray of shape (n_sentences,)
        Index into `items`; -1 for page furniture, which claims nothing.
    """

    items: tuple[Claim, ...]
    claim_of: NDArray[np.intp]


def find_claims(
    corpus: Corpus, embeddings: Embeddings, group_of: NDArray[np.intp], settings: ClaimSettings | None = None
) -> Claims:
    """Group the sentences that state the same fact, and say how it is supported.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    settings : ClaimSettings, optional

    Returns
    -------
    Claims
        Every sentence of the story belongs to exactly one.

    Notes
    -----
    O(n_sentences ** 2 * n_dims) time in blocks.
    """
    settings = settings or ClaimSettings()
    n_sentences = len(corpus.sentences)
    if len(embeddings.vectors) != n_sentences or len(group_of) != len(corpus.documents):
        raise ValueError(
            f"embeddings ({len(embeddings.vectors)}) or copy groups ({len(group_of)}) do not match "
            f"sentences ({n_sentences}) and documents ({len(corpus.documents)})"
        )
    words = [
        content_stems(corpus.text_of(i), corpus.documents[sentence.document].language or "en")
        for i, sentence in enumerate(corpus.sentences)
    ]
    evidence = contextual_vectors(
        embeddings.vectors,
        corpus.document_of,
        terms=count_matrix(words).tf_idf(),
        neighbour_weight=0,
        term_share=settings.term_share,
    )
    raw = linked_groups(evidence, settings.similarity)
    text_group = group_of[corpus.document_of]
    elsewhere = _nearest_elsewhere(evidence, text_group)
    n_outlets = len(corpus.outlets)
    centrality = np.round(centroid_scores(embeddings.vectors), 6)
    found: list[tuple[tuple[float, ...], Claim]] = []
    in_story = np.flatnonzero(~furniture_mask(corpus.texts))
    order = in_story[np.argsort(raw[in_story], kind="stable")]
    for members in np.split(order, np.flatnonzero(np.diff(raw[order])) + 1) if len(order) else []:
        n_saying = len(np.unique(corpus.outlet_of[members]))
        independent = len(np.unique(text_group[members]))
        if independent > 1 and n_saying > 1:
            kind = "consensus" if n_saying >= settings.consensus * n_outlets else "shared"
        else:
            kind = "exclusive" if float(elsewhere[members].max()) < settings.exclusive_below else "uncertain"
        members = members[np.lexsort((members, -centrality[members]))]
        claim = Claim(tuple(members.tolist()), n_saying, independent, kind)
        found.append(((-independent, -n_saying, -centrality[members[0]], members[0]), claim))
    claims = [claim for _, claim in sorted(found, key=lambda item: item[0])]
    claim_of = np.full(n_sentences, -1)
    for number, claim in enumerate(claims):
        claim_of[list(claim.sentences)] = number
    return Claims(tuple(claims), read_only(claim_of))


def _nearest_elsewhere(vectors: NDArray[np.float32], text_group: NDArray[np.intp]) -> NDArray[np.float32]:
    """Similarity of each sentence to the nearest one of another text, shape (n_sentences,); -1 where there is none."""
    result = np.full(len(vectors), -1, dtype=np.float32)
    for group in np.unique(text_group).tolist():
        ours = np.flatnonzero(text_group == group)
        others = np.flatnonzero(text_group != group)
        if len(others):
            result[ours] = top_k(vectors[ours], vectors[others], 1)[1][:, 0]
    return result
