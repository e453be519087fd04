"""Which words of a text were taken over word for word from another.

A long run of words that both hold was taken over, wherever it stands. A short one was if what stands around it was: whoever
rewrites a sentence keeps its names and its turns, and whoever writes about the same thing uses the same words by chance. So each
word is weighed by the run that it stands in and by how much of its surroundings one stretch of the other text holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from .logistic import Logistic, read_weights
from .runs import Wording, runs_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

#: The evidence of a word, in the order of the columns of `verbatim_evidence`.
EVIDENCE: Final = ("longest_run", "content", "held_around", "held_there", "log_length")

#: Weights fitted by ``benchmarks/comparison.py``.
SHIPPED: Final = Path(__file__).with_name("verbatim.toml")

#: Lengths of the runs that are looked for, beside single words; the longest that holds a word counts.
_LENGTHS: Final = (2, 3, 4, 6, 9, 12)

#: Words in a stretch of the text, a sentence or so, and of the other, which may have said it at greater length; half of each also
#: belongs to the next.
_STRETCH: Final = 24
_THEIR_STRETCH: Final = 40

#: What a content word weighs against one that every text holds, where a stretch is looked for.
_CONTENT_WEIGHT: Final = 5

#: Words of a text beyond which its length says no more; few of the labelled articles are longer.
_LONGEST: Final = 1000

#: Pairs of stretches compared at a time.
_BLOCK: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Verbatim(Logistic):
    """Weights by which the surroundings of a word decide whether it was taken over.

    Attributes
    ----------
    bar : float
        Probability from which a word counts as taken over; 0-1.
    """

    bar: float = field(kw_only=True)

    def probabilities(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each word, shape (n_words,), from evidence of shape (n_words, len(EVIDENCE)); 0 where the other text lacks it."""
        # No zero-argument super(): a class with slots is made twice.
        found = Logistic.probabilities(self, evidence)
        return np.where(evidence[:, EVIDENCE.index("longest_run")] > 0, found, 0.0)

    def taken(self, document: Wording, origin: Wording) -> NDArray[np.bool_]:
        """Which words of a document were taken over from `origin`, shape (n_words,)."""
        return np.asarray(self.probabilities(verbatim_evidence(document, origin)) >= self.bar)


@cache
def read_verbatim(path: Path = SHIPPED) -> Verbatim:
    """Read weights of `EVIDENCE` from a TOML file; see `read_weights`."""
    return read_weights(Verbatim, path, "weights of the evidence that a word was taken over", EVIDENCE)


def verbatim_evidence(document: Wording, origin: Wording) -> NDArray[np.float64]:
    """Lay out, word by word, what says that a document took it over.

    Parameters
    ----------
    document, origin : Wording

    Returns
    -------
    ndarray of shape (n_words, len(EVIDENCE))
        Logarithm of one plus the length of the longest run around the word that `origin` holds (of 1, 2, 3, 4, 6, 9 or 12 words), 0
        where it holds not even the word; 1 for a content word; the share of the words around it that one stretch of `origin` holds,
        content words weighing five times as much; 1 where that stretch holds the word too; logarithm of the length of the document in
        words.

    Notes
    -----
    O(n log n) in the words of both for the runs. Stretches are compared all with all that share a word, by one product of sparse
    matrices: linear in the length of `origin` for each stretch of the document.
    """
    n_words = len(document.words)
    evidence = np.empty((n_words, len(EVIDENCE)))
    number, places, theirs = _known(document, origin)
    evidence[:, 0] = np.log1p(_longest_run(document, origin, number, places, theirs))
    evidence[:, 1] = document.content
    evidence[:, 2], evidence[:, 3] = _held_around(document, len(origin.words), number, places, theirs)
    evidence[:, 4] = np.log(min(n_words, _LONGEST))
    return evidence


def passages_of(
    document: Wording, origin: Wording, taken: NDArray[np.bool_], shortest: int = 1
) -> tuple[tuple[int, int], ...]:
    """Divide the words taken over into passages, each of which stands in the origin as one run of words.

    Parameters
    ----------
    document, origin : Wording
    taken : ndarray of shape (n_words,)
        Which words of the document were taken over; every one stands in `origin`.
    shortest : int, optional
        Words in a passage, at least; shorter ones are left out.

    Returns
    -------
    tuple of (start, stop)
        Half-open, in words, ascending. Each is as long as it can be from its beginning.

    Notes
    -----
    O(number of passages * words of `origin`).
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], taken.astype(np.int8), [0])))).tolist()
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        first = start
        while first < end:
            stop = first + _begins(document.words[first:end], origin.words)
            if stop - first >= shortest:
                found.append((first, stop))
            first = stop
    return tuple(found)


def _begins(words: NDArray[np.int64], text: NDArray[np.int64]) -> int:
    """How many of some words, from the first on, stand in a text as one run; 1 at least."""
    places = np.flatnonzero(text == words[0])
    length = 1
    while length < len(words):
        places = places[places + length < len(text)]
        places = places[text[places + length] == words[length]]
        if len(places) == 0:
            break
        length += 1
    return length


def _known(document: Wording, origin: Wording) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The document's words numbered anew from 0; where the origin has one of them; and which one it is there."""
    vocabulary, number = np.unique(document.words, return_inverse=True)
    # A table by number is read faster than a sorted list is searched; the origin may be thirty texts. Negative numbers are no words.
    number_of = np.full(int(vocabulary[-1]) + 1, -1)
    number_of[vocabulary] = np.arange(len(vocabulary))
    places = np.flatnonzero((origin.words >= 0) & (origin.words < len(number_of)))
    theirs = number_of[origin.words[places]]
    return number, places[theirs >= 0], theirs[theirs >= 0]


def _longest_run(
    document: Wording, origin: Wording, number: NDArray[np.intp], starts: NDArray[np.intp], theirs: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Length of the longest run around each word that the origin holds, shape (n_words,)."""
    longest = np.isin(number, theirs).astype(np.intp)
    for length in _LENGTHS:
        own = runs_of(document.words, length)
        starts = starts[: np.searchsorted(starts, len(origin.words) - length, side="right")]
        if len(own) == 0:
            break
        # A run is shared only if the shorter one at its beginning is, so ever fewer beginnings are left.
        distinct, run = np.unique(own, return_inverse=True)
        wanted = runs_of(origin.words, length)[starts]
        place = np.minimum(np.searchsorted(distinct, wanted), len(distinct) - 1)
        same = distinct[place] == wanted
        held = np.zeros(len(distinct), dtype=bool)
        held[place[same]] = True
        starts, held = starts[same], held[run]
        for k in range(length):
            longest[k : k + len(held)][held] = length
    return longest


def _held_around(
    document: Wording, n_theirs: int, number: NDArray[np.intp], places: NDArray[np.intp], theirs: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Share of the words around each word that the best stretch of the origin holds, and whether it holds the word itself."""
    n_words = int(number.max()) + 1
    first = np.unique(number, return_index=True)[1]
    stretches = _stretches(theirs, places, _THEIR_STRETCH, n_theirs, n_words)
    own = _stretches(number, np.arange(len(number)), _STRETCH, len(number), n_words)
    # Whole numbers, so that no order of summing changes which stretch is best.
    weight = np.where(document.content[first], _CONTENT_WEIGHT, 1)
    weighted = own.copy()
    weighted.data = weight[own.indices]
    best, most = _best(weighted, stretches)
    share_of = most / np.asarray(weighted.sum(axis=1)).ravel()
    held = (own * stretches[best]).tocoo()
    keys = np.sort(held.coords[0].astype(np.int64) * n_words + held.coords[1])
    share, there = np.zeros(len(number)), np.zeros(len(number), dtype=bool)
    for rows in _rows_of(np.arange(len(number)), _STRETCH, own.shape[0]):
        share = np.maximum(share, share_of[rows])
        wanted = rows * n_words + number
        if len(keys):
            there |= keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
    return share, there


def _rows_of(places: NDArray[np.intp], length: int, n_stretches: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The two overlapping stretches that hold each place of a text; the same one twice at its ends."""
    half = places // (length // 2)
    return np.maximum(half - 1, 0), np.minimum(half, n_stretches - 1)


def _stretches(
    words: NDArray[np.intp], places: NDArray[np.intp], length: int, n_places: int, n_words: int
) -> csr_array:
    """Which overlapping stretch of a text of `n_places` words holds which word of a vocabulary of `n_words`."""
    import scipy.sparse as sp

    step = length // 2
    n_halves = max(2, -(-n_places // step))
    indptr = np.searchsorted(places, np.arange(n_halves + 1) * step)
    halves = sp.csr_array((np.ones(len(words), dtype=np.int64), words, indptr), shape=(n_halves, n_words))
    held = halves[:-1] + halves[1:]
    held.sum_duplicates()
    held.data[:] = 1
    return held


def _best(weighted: csr_array, theirs: csr_array) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """For each row the stretch of the other text that holds most of it, the first of equals, and how much it holds."""
    block = max(1, _BLOCK // theirs.shape[0])
    by_word = theirs.T.tocsr()
    best, most = [], []
    for start in range(0, weighted.shape[0], block):
        together = (weighted[start : start + block] @ by_word).toarray()
        best.append(together.argmax(axis=1))
        most.append(together.max(axis=1))
    return np.concatenate(best), np.concatenate(most)
