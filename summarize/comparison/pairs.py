"""Evidence that two sentences state the same fact, pair by pair.

Only near neighbours are looked at, a fixed number a sentence, so that the work after the search grows with the number of
sentences and not with its square. What speaks for a pair is kept apart, number by number, under a name that can be read:
the model that weighs it (`read_same_fact`) is a table of weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..blocks import BLOCK_BYTES
from ..embedding import spoken_by
from ..evidence import is_negated, names_in, numbers_in
from ..lexical import content_stems, stems, tokens
from ..segmentation import UNDETERMINED
from ..similarity import common_direction_removed
from ..terms import count_matrix
from ..timing import steps
from .figures.context import counted_of
from .figures.exclusion import held_apart
from .logistic import Logistic, read_weights
from .particulars import opposing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus
    from .figures.context import Occurrence

#: The evidence, in the order of the columns of `pair_evidence`.
EVIDENCE: Final = tuple(
    """
    cosine words words_of_shorter content_of_shorter content_of_longer word_pairs_of_longer letters longest_run
    longest_run_share shared_names names_of_fewer other_names shared_numbers other_numbers one_negated same_document
    later_position shorter_length longer_length worse_rank worse_rank_in_document better_rank_in_document
    lead_over_rivals
    """.split()
)

#: Weights fitted by ``benchmarks/claims.py``.
SHIPPED: Final = Path(__file__).with_name("same_fact.toml")

#: Share of the words from which two sentences are worded alike, so that another number in one of them is said of the same
#: thing; the share, and how much of the longer the shorter weighs, from which a "not" in one is a denial of the other.
_ALIKE: Final = 0.4
_DENIED: Final = 0.6
_AS_LONG: Final = 0.7

#: Words of a sentence that are searched for its longest common run.
_RUN_WORDS: Final = 64

#: Bytes of the table of where which word stands in some of them, which stays near the processor.
_PLACES_BYTES: Final = 1 << 23

#: Rows compared at a time.
_BLOCK: Final = 512

#: Steps of the evidence that take about as long as one another.
_STEPS: Final = 8

#: Weight at least of what many sentences hold: which small words two sentences share says more than it seems.
_LEAST_IDF: Final = 0.05


@cache
def read_same_fact(path: Path = SHIPPED) -> Logistic:
    """Read weights of `EVIDENCE` from a TOML file; see `read_weights`."""
    return read_weights(Logistic, path, "weights of the evidence that two sentences state the same fact", EVIDENCE)


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
class _Weighted:
    """Which sentence holds which item, and what each item weighs: rare ones more."""

    holds: csr_array
    weighted: csr_array
    totals: NDArray[np.float64]

    @classmethod
    def of(cls, items: Sequence[Sequence[Any]]) -> _Weighted:
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


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
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
    weighted = _Weighted.of(words)
    shared = weighted.shared(first, second)
    shares = np.column_stack([_share(shared, weighted.totals[ours]) for ours in (first, second)])
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


def pair_evidence(
    corpus: Corpus,
    rows: NDArray[np.intp],
    vectors: NDArray[np.float32],
    n_neighbours: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Pairs, NDArray[np.float64], NDArray[np.bool_]]:
    """Find the pairs of sentences that could state the same fact, and what speaks for and against each.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    rows : ndarray of shape (n_rows,)
        Sentences looked at, ascending.
    vectors : ndarray of shape (n_rows, n_dims)
        Their embeddings, unit rows.
    n_neighbours : int
    progress : callable, optional
        Called with the number of rows that the work done comes to, and of all.

    Returns
    -------
    pairs : Pairs
        Numbered within `rows`.
    evidence : ndarray of shape (n_pairs, len(EVIDENCE))
    disputed : ndarray of shape (n_pairs,)
        Pairs worded alike whose figures exclude each other (`held_apart`), that differ in a particular (`opposing`), or of which one denies what the other says.

    Notes
    -----
    O(n_rows ** 2 * n_dims) time for the neighbours, in blocks; the rest O(n_pairs) with sentences of bounded length.
    """
    step = steps(_STEPS, len(rows), progress)
    texts = [" ".join(corpus.text_of(i).split()) for i in rows.tolist()]
    languages = [corpus.documents[d].tongue for d in corpus.document_of[rows].tolist()]
    spoken = [tokens(text) for text in texts]
    words = [stems(said, language) for said, language in zip(spoken, languages, strict=True)]
    content = [content_stems(text, language) for text, language in zip(texts, languages, strict=True)]
    step()
    pairs = candidate_pairs(vectors, corpus.document_of[rows], content, n_neighbours, step)
    first, second = pairs.first, pairs.second
    every, sizes = _Weighted.of(words), np.array([len(said) for said in words], dtype=np.float64)
    shared = every.shared(first, second)
    lengths = np.array([len(set(said)) for said in content], dtype=np.float64)
    pair_shared, _, pair_high = _overlap([list(pairwise(said)) for said in words], first, second)
    step()
    letters_shared, letters_low, letters_high = _overlap([_letter_runs(said) for said in spoken], first, second)
    step()
    named, names_low, _ = _overlap([sorted(n) for n in names_in(texts, languages)], first, second)
    step()
    runs = _longest_runs(words, first, second)
    step()
    same_numbers, other_numbers = _numbers([frozenset(numbers_in(text)) for text in texts], first, second)
    negated = np.array([is_negated(*said) for said in zip(texts, languages, strict=True)], dtype=bool)
    one_negated = negated[first] != negated[second]
    step()
    documents, positions = corpus.document_of[rows], corpus.position_of[rows]
    words_share = _share(2 * shared, every.totals[first] + every.totals[second])
    columns = {
        "cosine": np.einsum("ij,ij->i", vectors[first], vectors[second]),
        "words": words_share,
        "words_of_shorter": _share(shared, np.minimum(every.totals[first], every.totals[second])),
        "content_of_shorter": pairs.held.max(axis=1),
        "content_of_longer": pairs.held.min(axis=1),
        "word_pairs_of_longer": _share(pair_shared, pair_high),
        "letters": _share(2 * letters_shared, letters_low + letters_high),
        "longest_run": np.log1p(runs),
        "longest_run_share": _share(runs, np.minimum(sizes[first], sizes[second])),
        "shared_names": np.log1p(named),
        "names_of_fewer": _share(named, names_low),
        "other_names": (names_low > 0) & (named == 0),
        "shared_numbers": same_numbers,
        "other_numbers": other_numbers,
        "one_negated": one_negated,
        "same_document": documents[first] == documents[second],
        "later_position": np.log1p(np.maximum(positions[first], positions[second])),
        "shorter_length": np.log1p(np.minimum(lengths[first], lengths[second])),
        "longer_length": np.log1p(np.maximum(lengths[first], lengths[second])),
        "worse_rank": np.log1p(pairs.ranks.max(axis=1)),
        "worse_rank_in_document": np.log1p(pairs.ranks_in_document.max(axis=1)),
        "better_rank_in_document": np.log1p(pairs.ranks_in_document.min(axis=1)),
        "lead_over_rivals": pairs.leads.max(axis=1),
    }
    evidence = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in EVIDENCE])
    recount = _recounted(corpus, rows, pairs, words_share >= _ALIKE)
    as_long = _share(
        np.minimum(every.totals[first], every.totals[second]), np.maximum(every.totals[first], every.totals[second])
    )
    denial = one_negated & (words_share >= _DENIED) & (as_long >= _AS_LONG)
    return pairs, evidence, recount | denial


def _overlap(
    items: Sequence[Sequence[Any]], first: NDArray[np.intp], second: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Weight of what each pair shares, and the smaller and the larger of the weights of its sentences."""
    weighted = _Weighted.of(items)
    totals = weighted.totals
    low, high = np.minimum(totals[first], totals[second]), np.maximum(totals[first], totals[second])
    return weighted.shared(first, second), low, high


def _letter_runs(words: Sequence[str], length: int = 4) -> list[str]:
    """Runs of letters across word borders: they see through inflection and spelling."""
    line = f" {' '.join(words)} "
    return [line[i : i + length] for i in range(len(line) - length + 1)]


def _longest_runs(
    words: Sequence[Sequence[str]], first: NDArray[np.intp], second: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Length of the longest run of words that each pair shares, within their first `_RUN_WORDS` words."""
    numbers: dict[str, int] = {}
    table = np.zeros((len(words), _RUN_WORDS), dtype=np.int32)
    for i, said in enumerate(words):
        own = [numbers.setdefault(word, len(numbers) + 1) for word in said[:_RUN_WORDS]]
        table[i, : len(own)] = own
    longest = np.zeros(len(first))
    order = np.argsort(second, kind="stable")
    block = max(1, _PLACES_BYTES // (8 * (len(numbers) + 1)))
    for start in range(0, len(words), block):
        theirs = table[start : start + block]
        # Of each sentence the places of each word, a bit a place.
        places = np.zeros((len(theirs), len(numbers) + 1), dtype=np.uint64)
        for place in range(_RUN_WORDS):
            rows = np.flatnonzero(theirs[:, place])
            places[rows, theirs[rows, place]] |= np.uint64(1 << place)
        begin, end = np.searchsorted(second[order], (start, start + block))
        pairs = order[begin:end]
        agree = places[second[pairs, None] - start, table[first[pairs]]]
        # Runs of a length that end at word a of one and word b of the other = runs one shorter that end before both, where these agree.
        ending, length = agree, 0
        while len(left := np.flatnonzero(ending.any(axis=1))):
            length += 1
            pairs, agree, ending = pairs[left], agree[left], ending[left]
            longest[pairs] = length
            ending = agree[:, length:] & (ending[:, :-1] << np.uint64(1))
    return longest


def _numbers(
    values: Sequence[frozenset[float]], first: NDArray[np.intp], second: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs share a number, and which both have numbers and share none."""
    same, other = (np.zeros(len(first), dtype=bool) for _ in range(2))
    for pair, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if values[i] and values[j]:
            same[pair] = bool(values[i] & values[j])
            other[pair] = not same[pair]
    return same, other


def _recounted(corpus: Corpus, rows: NDArray[np.intp], pairs: Pairs, alike: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the pairs that are worded alike give figures that exclude each other, or differ in a particular; the sentences of the others are not read."""
    figures: dict[int, list[Occurrence]] = {}
    found = np.zeros(len(alike), dtype=bool)
    for pair in np.flatnonzero(alike).tolist():
        both = int(rows[pairs.first[pair]]), int(rows[pairs.second[pair]])
        for i in both:
            if i not in figures:
                figures[i] = counted_of(corpus, i)
        ours, theirs = (figures[i] for i in both)
        found[pair] = held_apart(ours, theirs) or opposing(corpus, *both)
    return found
