"""Runs of words, numbered: what copies, derivation and originality are counted in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import is_content, token_spans
from ..quotations import find_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["Wording", "held_shares", "longest_common_run", "runs_of", "wordings"]

#: Characters from which words within quotation marks are speech: a shared press conference is not a copied text. A shorter stretch is a
#: name or a turn of phrase, which an author chose to mark.
_SPEECH: Final = 12


@dataclass(frozen=True, eq=False, slots=True)
class Wording:
    """The words of a document as numbers, the same word having the same number in every document.

    Attributes
    ----------
    words : ndarray of shape (n_words,)
    spans : ndarray of shape (n_words, 2)
        Where each stands in the text.
    quoted, content : ndarray of shape (n_words,)
        Which stand inside a quotation, and which are content words.
    """

    words: NDArray[np.int64]
    spans: NDArray[np.intp]
    quoted: NDArray[np.bool_]
    content: NDArray[np.bool_]

    @property
    def masked(self) -> NDArray[np.int64]:
        """The words outside quotations."""
        return self.words[~self.quoted]


def wordings(corpus: Corpus) -> list[Wording]:
    """Number the words of every document."""
    numbers: dict[str, int] = {}
    found: list[Wording] = []
    for document in corpus.documents:
        words, spans = token_spans(document.text)
        language = document.language or "en"
        found.append(
            Wording(
                np.array([numbers.setdefault(word, len(numbers) + 1) for word in words], dtype=np.int64),
                spans,
                _quoted(document.text, spans),
                np.array([is_content(word, language) for word in words], dtype=bool),
            )
        )
    return found


def _quoted(text: str, spans: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which words stand inside a quotation."""
    inside = np.zeros(len(spans), dtype=bool)
    for quotation in find_quotations(text):
        if quotation.depth == 0 and quotation.inner_stop - quotation.inner_start >= _SPEECH:
            first, last = np.searchsorted(spans[:, 0], (quotation.start, quotation.stop))
            inside[first:last] = True
    return inside


def runs_of(words: NDArray[np.int64], length: int) -> NDArray[np.uint64]:
    """One 64-bit number a run of `length` words, by position."""
    if len(words) < length:
        return np.empty(0, dtype=np.uint64)
    numbers = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for k in range(length):
        numbers = numbers * np.uint64(0x9E3779B97F4A7C15) + words[k : len(words) - length + 1 + k].astype(np.uint64)
    return numbers


def held_shares(texts: Sequence[NDArray[np.int64]], length: int) -> list[dict[int, float]]:
    """For each text, the share of its distinct runs that each other text holds, where there is any."""
    import scipy.sparse as sp

    distinct = [np.unique(runs_of(text, length)) for text in texts]
    everything = np.concatenate(distinct) if distinct else np.empty(0, dtype=np.uint64)
    _, columns = np.unique(everything, return_inverse=True)
    rows = np.repeat(np.arange(len(texts)), [len(runs) for runs in distinct])
    shape = (len(texts), int(columns.max()) + 1 if len(columns) else 0)
    holds = sp.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)
    shared = sp.csr_array(holds @ holds.T)
    held: list[dict[int, float]] = []
    for i, runs in enumerate(distinct):
        row = slice(shared.indptr[i], shared.indptr[i + 1])
        pairs = zip(shared.indices[row].tolist(), shared.data[row].tolist(), strict=True)
        held.append({j: n / len(runs) for j, n in pairs if j != i})
    return held


def longest_common_run(first: NDArray[np.int64], second: NDArray[np.int64]) -> tuple[int, int, int]:
    """Longest run of words that two texts share.

    Parameters
    ----------
    first, second : ndarray of shape (n_words,)
        Word numbers, the same word having the same number in both.

    Returns
    -------
    start_in_first, start_in_second, length : int
        The first such run; zeros where they share no word.

    Notes
    -----
    O(n_words log n_words): a run of length l is shared only if one of length l - 1 is, so the length is found by halving.

    Examples
    --------
    >>> longest_common_run(np.array([1, 2, 3, 4]), np.array([9, 2, 3, 4, 8]))
    (1, 1, 3)
    """
    low, high = 0, min(len(first), len(second))
    best = (0, 0, 0)
    while low < high:
        length = (low + high + 1) // 2
        ours, theirs = runs_of(first, length), runs_of(second, length)
        shared = np.flatnonzero(np.isin(ours, theirs))
        if len(shared):
            start = int(shared[0])
            best = (start, int(np.flatnonzero(theirs == ours[start])[0]), length)
            low = length
        else:
            high = length - 1
    return best
