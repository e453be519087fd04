"""Pairs of sentences that could state the same fact.

Only near neighbours are looked at, a fixed number a sentence, so that the work after the search grows with the number of
sentences and not with its square.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..blocks import BLOCK_BYTES
from ..embedding import spoken_by
from ..segmentation import UNDETERMINED
from ..similarity import common_direction_removed
from ..terms import count_matrix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus

#: Rows compared at a time.
_BLOCK: Final = 512

#: Weight at least of what many sentences hold: which small words two sentences share says more than it seems.
_LEAST_IDF: Final = 0.05


def unspoken(corpus: Corpus, identity: str) -> NDArray[np.bool_]:
    """Which sentences are in a language that the model is known not to know, shape (n_sentences,): any two of them are alike to it."""
    spoken = spoken_by(identity)
    known = {None, UNDETERMINED, *(spoken or ())}
    told = [spoken is not None and document.language not in known for document in corpus.documents]
    return np.array(told, dtype=bool)[corpus.document_of]


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """Pairs of sentences that could state the same fact.

    Attributes
    ----------
    first, second : ndarray of shape (n_pairs,)
        Row numbers, ``first < second``, sorted.
    ranks : ndarray of shape (n_pairs, 2)
        Sentences that are more like `first` than `second` is, and the other way round.
    ranks_in_document : ndarray of shape (n_pairs, 2)
        The same, among the sentences of the other's document.
    leads : ndarray of shape (n_pairs, 2)
        Likeness of the pair, less that of the best rival in the other's document; 0 where there is no rival.
    held : ndarray of shape (n_pairs, 2)
        Share of what the content words of `first` weigh, rare ones more, that `second` holds, and the other way round; 0 where there are none.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    ranks: NDArray[np.intp]
    ranks_in_document: NDArray[np.intp]
    leads: NDArray[np.float64]
    held: NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Weighted:
    """Which sentence holds which item, and what each item weighs: rare ones more."""

    holds: csr_array
    weighted: csr_array
    totals: NDArray[np.float64]

    @classmethod
    def of(cls, items: Sequence[Sequence[Any]]) -> Weighted:
        """Weigh the items of some sentences by how few of these hold each."""
        import scipy.sparse as sp

        counts = count_matrix(items).counts
        holds = sp.csr_array((np.ones(counts.nnz), counts.indices, counts.indptr), shape=counts.shape)
        held_by = np.bincount(holds.indices, minlength=holds.shape[1])
        weights = np.maximum(np.log((len(items) + 1) / (held_by + 0.5)), _LEAST_IDF)
        weighted = sp.csr_array((weights[holds.indices], holds.indices, holds.indptr), shape=holds.shape)
        return cls(holds, weighted, np.asarray(weighted.sum(axis=1), dtype=np.float64))

    def shared(self, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.float64]:
        """Weight of what both sentences of each pair hold."""
        return np.asarray(self.weighted[first].multiply(self.holds[second]).sum(axis=1), dtype=np.float64)


def share_of(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Part of each whole; 0 of nothing."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _likeness(rows: slice, beyond: NDArray[np.float32], terms: csr_array, by_term: csr_array) -> NDArray[np.float32]:
    """Likeness of a block of sentences to all: half by meaning beyond the story's common direction, half by words."""
    likeness: NDArray[np.float32] = (terms[rows] @ by_term).astype(np.float32).toarray()
    likeness += beyond[rows] @ beyond.T
    likeness /= 2
    # Rounded, so that the last bits of a product decide no rank.
    np.round(likeness, 5, out=likeness)
    place = np.arange(len(likeness))
    likeness[place, place + rows.start] = -np.inf
    return likeness


def _blocks(n: int) -> list[slice]:
    return [slice(start, min(start + _BLOCK, n)) for start in range(0, n, _BLOCK)]


def candidate_pairs(
    vectors: NDArray[np.float32],
    document_of: NDArray[np.intp],
    words: Sequence[Sequence[str]],
    n_neighbours: int,
    step: Callable[[], None] | None = None,
) -> Pairs:
    """Pair each sentence with those most like it, and rank each pair among its rivals.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows; sentences of a document stand together.
    document_of : ndarray of shape (n_sentences,)
    words : sequence of sequences of str
        Stems of the content words of each sentence.
    n_neighbours : int
        Neighbours of each sentence; a pair is looked at if either is among the other's.
    step : callable, optional
        Called when the neighbours are found, and when the pairs are ranked.

    Returns
    -------
    Pairs

    Notes
    -----
    O(n_sentences ** 2 * n_dims) time in blocks, O(n_sentences * (block + n_neighbours)) memory; the likeness of all
    is held from one pass to the next where it is no larger than a block may be.
    """
    n = len(vectors)
    terms, beyond = count_matrix(words).tf_idf(), common_direction_removed(vectors)
    k = min(n_neighbours, n - 1)
    if k < 1:
        none = np.empty(0, dtype=np.intp)
        no_ranks = none.reshape(0, 2)
        return Pairs(none, none, no_ranks, no_ranks, np.empty((0, 2)), np.empty((0, 2)))
    chosen, nearest = np.empty((n, k), dtype=np.intp), np.empty((n, k), dtype=np.float32)
    by_term = terms.T.tocsr()
    held: list[NDArray[np.float32]] = []
    for rows in _blocks(n):
        likeness = _likeness(rows, beyond, terms, by_term)
        if n * n * likeness.itemsize <= BLOCK_BYTES:
            held.append(likeness)
        # Those at the bar and above it, in the order of their columns: of equals the first ones are taken.
        row, column = np.nonzero(likeness >= np.partition(likeness, n - k, axis=1)[:, n - k : n - k + 1])
        value = likeness[row, column]
        order = np.lexsort((-value, row))
        first_of_row = np.searchsorted(row, np.arange(len(likeness)))
        best = order[first_of_row[:, None] + np.arange(k)]
        chosen[rows], nearest[rows] = column[best], value[best]
    here = np.repeat(np.arange(n), k)
    codes = np.unique(np.minimum(here, chosen.ravel()) * n + np.maximum(here, chosen.ravel()))
    first, second = np.divmod(codes, n)
    if step is not None:
        step()
    blocks = iter(held) if held else (_likeness(rows, beyond, terms, by_term) for rows in _blocks(n))
    ranks, within, leads = _ranked(first, second, document_of, blocks, nearest)
    if step is not None:
        step()
    weighted = Weighted.of(words)
    shared = weighted.shared(first, second)
    shares = np.column_stack([share_of(shared, weighted.totals[ours]) for ours in (first, second)])
    return Pairs(first, second, ranks, within, leads, shares)


def _ranked(
    first: NDArray[np.intp],
    second: NDArray[np.intp],
    document_of: NDArray[np.intp],
    blocks: Iterator[NDArray[np.float32]],
    nearest: NDArray[np.float32],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Rank each pair among its rivals, by the likeness of each block of sentences to all and that of the nearest of each, largest first."""
    n, n_pairs = len(document_of), len(first)
    starts = np.searchsorted(document_of, document_of, side="left")
    stops = np.searchsorted(document_of, document_of, side="right")
    ranks, within = np.empty((n_pairs, 2), dtype=np.intp), np.empty((n_pairs, 2), dtype=np.intp)
    leads = np.zeros((n_pairs, 2))
    sides = ((first, second), (second, first))
    orders = [np.argsort(ours, kind="stable") for ours, _ in sides]
    for rows in _blocks(n):
        likeness = next(blocks)
        # As many places at the end of each row as a document has sentences at most, where nothing stands.
        padded = np.pad(likeness, ((0, 0), (0, int((stops - starts).max()))), constant_values=-np.inf)
        for side, (ours, theirs) in enumerate(sides):
            begin, end = np.searchsorted(ours[orders[side]], (rows.start, rows.stop))
            for some in range(begin, end, _BLOCK):
                pairs = orders[side][some : min(some + _BLOCK, end)]
                row, other = ours[pairs] - rows.start, theirs[pairs]
                value = likeness[row, other][:, None]
                # All that is nearer than one of the nearest is among them; of the others the whole row is asked.
                ranked = (nearest[ours[pairs]] > value).sum(axis=1)
                far = np.flatnonzero(ranked == nearest.shape[1])
                ranked[far] = (likeness[row[far]] > value[far]).sum(axis=1)
                ranks[pairs, side] = ranked
                first_rival, n_rivals = starts[other, None], (stops - starts)[other, None]
                place = np.arange(int(n_rivals.max()))
                rivals = np.where(place < n_rivals, padded[row[:, None], first_rival + place], -np.inf)
                within[pairs, side] = (rivals > value).sum(axis=1)
                leads[pairs, side] = _leads(value[:, 0], rivals, within[pairs, side])
    return ranks, within, leads


def _leads(value: NDArray[np.float32], rivals: NDArray[np.float32], rank: NDArray[np.intp]) -> NDArray[np.float64]:
    """Likeness of each pair less that of its best rival: for the best of a document the second best, for others the best; 0 without."""
    if rivals.shape[1] < 2:
        return np.zeros(len(value))
    best = np.sort(rivals, axis=1)[:, -2:]
    rival = np.where(rank > 0, best[:, 1], best[:, 0])
    return np.where(np.isfinite(rival), value - np.where(np.isfinite(rival), rival, 0), 0.0).astype(np.float64)
