"""Runs of words, numbered: what copies, derivation and originality are counted in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..engine import Engine, in_order
from ..lexical import is_content, token_spans
from ..quotations import find_quotations
from ..recent import Recent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus

    #: Distinct words by first showing, which of them are content words, the place of each word among them, spans, which are quoted.
    _Words = tuple[list[str], NDArray[np.bool_], NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]
    from ..timing import Told

#: Runs are numbered by a polynomial in this; odd, so that it divides.
_BASE: Final = 0x9E3779B97F4A7C15

#: Words of a run up to which the polynomial is reckoned word by word.
_SHORT_RUN: Final = 8

#: Values of the part of a number that is looked up first; a power of two, and a table that stays near the processor.
_N_PARTS: Final = 1 << 16

#: Documents whose words are told apart together, a tenth of a second of work.
_PORTION: Final = 64

#: Characters of the largest corpus whose words are kept, five bytes for each.
_KEPT: Final = 10_000_000

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


def wordings(corpus: Corpus, engine: Engine | None = None, progress: Told = None) -> list[Wording]:
    """Number the words of every document.

    Parameters
    ----------
    corpus : Corpus
    engine : Engine, optional
        Where words are told apart; in this process by default. They are numbered here, by their first showing.
    progress : callable, optional
        Called with the number of documents done, and of all, as often as a portion of them is.

    Notes
    -----
    O(n_characters). Copies, text reuse and likeness ask for those of one corpus in turn: the last ones are kept, where they are of no more than
    `_KEPT` characters.
    """
    n_characters = sum(len(document.text) for document in corpus.documents)
    if n_characters > _KEPT:
        return _wordings(corpus, engine, progress)
    found = _RECENT.of(corpus, lambda: _wordings(corpus, engine, progress))
    if progress is not None:
        progress(len(found), len(found))
    return list(found)


def _wordings(corpus: Corpus, engine: Engine | None, progress: Told) -> list[Wording]:
    told_apart = (engine or Engine()).map(_words_of, _portions(corpus))
    numbers: dict[str, int] = {}
    found: list[Wording] = []
    for portion in in_order(told_apart):
        for vocabulary, content, places, spans, quoted in portion:
            own = np.array([numbers.setdefault(word, len(numbers) + 1) for word in vocabulary], dtype=np.int64)
            found.append(Wording(own[places], spans, quoted, content[places]))
        if progress is not None:
            progress(len(found), len(corpus.documents))
    return found


def _portions(corpus: Corpus) -> Iterator[list[tuple[str, str]]]:
    """Texts and languages, some documents at a time."""
    for start in range(0, len(corpus.documents), _PORTION):
        yield [(d.text, d.tongue) for d in corpus.documents[start : start + _PORTION]]


def _words_of(given: None, texts: Sequence[tuple[str, str]]) -> list[_Words]:  # noqa: ARG001 - the engine's
    """Tell the words of some texts apart."""
    return [_words(text, language) for text, language in texts]


def _words(text: str, language: str) -> _Words:
    words, spans = token_spans(text)
    place: dict[str, int] = {}
    places = np.array([place.setdefault(word, len(place)) for word in words], dtype=np.intp)
    content = np.array([is_content(word, language) for word in place], dtype=bool)
    return list(place), content, places, spans, _quoted(text, spans)


def _quoted(text: str, spans: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which words stand inside a quotation."""
    inside = np.zeros(len(spans), dtype=bool)
    for quotation in find_quotations(text):
        if quotation.inner_stop - quotation.inner_start >= _SPEECH:
            first, last = np.searchsorted(spans[:, 0], (quotation.start, quotation.stop))
            inside[first:last] = True
    return inside


def runs_of(words: NDArray[np.int64], length: int) -> NDArray[np.uint64]:
    """One 64-bit number a run of `length` words, by position.

    Notes
    -----
    O(n_words * length), and O(n_words) for a run of more than eight words: a polynomial in `_BASE` modulo 2 ** 64, where division by an
    odd base is exact, so that a run is the difference of two sums of all words before.
    """
    if len(words) < length:
        return np.empty(0, dtype=np.uint64)
    n = len(words) - length + 1
    if length > _SHORT_RUN:
        falling = np.full(len(words), pow(_BASE, -1, 1 << 64), dtype=np.uint64)
        falling[0] = 1
        sums = np.zeros(len(words) + 1, dtype=np.uint64)
        np.cumsum(words.astype(np.uint64) * np.multiply.accumulate(falling), out=sums[1:])
        rising = np.full(n, _BASE, dtype=np.uint64)
        rising[0] = pow(_BASE, length - 1, 1 << 64)
        return (sums[length:] - sums[:n]) * np.multiply.accumulate(rising)
    unsigned = words.astype(np.uint64)
    numbers = unsigned[:n]
    for k in range(1, length):
        numbers = numbers * np.uint64(_BASE) + unsigned[k : n + k]
    return numbers


def held_among(own: NDArray[Any], theirs: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of some distinct ascending numbers stand among others, shape (n_own,).

    Notes
    -----
    O(n_own log n_own + n_theirs): the others, which may be many times more, are looked up by a part of the number first, and by the whole
    number only where that fits.
    """
    held = np.zeros(len(own), dtype=bool)
    part = own.dtype.type(_N_PARTS - 1)
    fits = np.zeros(_N_PARTS, dtype=bool)
    fits[own & part] = True
    theirs = theirs[fits[theirs & part]]
    place = np.minimum(np.searchsorted(own, theirs), len(own) - 1)
    held[place[own[place] == theirs]] = True
    return held


_RECENT: Final = Recent[list[Wording]](size=1)


@dataclass(frozen=True, eq=False, slots=True)
class Holdings:
    """Which text holds which of all distinct runs.

    Attributes
    ----------
    holds : csr_array of shape (n_texts, n_runs)
        1 where a text holds a run, however often.
    """

    holds: csr_array

    def shares(self, text: int, others: Sequence[Sequence[int]]) -> list[float]:
        """Share of a text's runs that each of several sets of others hold together; O(n_own log n_own + n_theirs)."""
        indices, indptr = self.holds.indices, self.holds.indptr
        own = indices[indptr[text] : indptr[text + 1]]
        if len(own) == 0:
            return [0.0] * len(others)
        every = np.array([other for some in others for other in some], dtype=np.intp)
        sizes = indptr[every + 1] - indptr[every]
        stops = np.cumsum(sizes)
        theirs = indices[np.repeat(indptr[every] - stops + sizes, sizes) + np.arange(sizes.sum())]
        ends = np.concatenate(([0], stops))[np.cumsum([0, *map(len, others)])]
        return [float(held_among(own, theirs[start:stop]).mean()) for start, stop in pairwise(ends.tolist())]

    def counts(self) -> NDArray[np.intp]:
        """Distinct runs of each text, shape (n_texts,)."""
        counts: NDArray[np.intp] = np.diff(self.holds.indptr)
        return counts

    def shared(
        self, *, most: int | None = None, block: int = 256, rows: Sequence[int] | None = None
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """For each text in turn, the texts that share a run with it, itself included, and how many they share.

        Parameters
        ----------
        most : int, optional
            Runs that more texts hold than this are passed over: they are turns of the language, or one text many times over.
        block : int
            Texts compared at a time; memory is O(block * n_texts).
        rows : sequence of int, optional
            These texts alone are compared with all.

        Notes
        -----
        O(pairs of texts sharing a run), counted once for each run that they share; with `most`, O(most * total number of runs).
        """
        holds = self.holds
        if most is not None:
            frequency = np.bincount(holds.indices, minlength=holds.shape[1])
            holds = holds[:, np.flatnonzero(frequency <= most)]
        by_run = holds.T.tocsr()
        asked = holds if rows is None else holds[np.asarray(rows, dtype=np.intp)]
        for start in range(0, asked.shape[0], block):
            together = asked[start : start + block] @ by_run
            for i in range(together.shape[0]):
                row = slice(together.indptr[i], together.indptr[i + 1])
                order = np.argsort(together.indices[row])
                yield together.indices[row][order], together.data[row][order]


def holdings(texts: Sequence[NDArray[np.int64]], length: int) -> Holdings:
    """Index the distinct runs of some texts.

    Parameters
    ----------
    texts : sequence of ndarray of shape (n_words,)
        Words as numbers.
    length : int
        Words in a run; a run of one is a word.

    Notes
    -----
    O(n log n) in the total number of words.
    """
    import scipy.sparse as sp

    distinct = [np.unique(runs_of(text, length)) for text in texts]
    everything = np.concatenate(distinct) if distinct else np.empty(0, dtype=np.uint64)
    numbers, columns = np.unique(everything, return_inverse=True)
    indptr = np.concatenate(([0], np.cumsum([len(runs) for runs in distinct], dtype=np.int64)))
    ones = np.ones(len(columns), dtype=np.int32)
    return Holdings(sp.csr_array((ones, columns.astype(np.int64), indptr), shape=(len(texts), len(numbers))))


def longest_common_run(texts: Sequence[NDArray[np.int64]]) -> tuple[int, int, int]:
    """Longest run of words that two of the texts share.

    Parameters
    ----------
    texts : sequence of ndarray of shape (n_words,)
        Word numbers, the same word having the same number in all.

    Returns
    -------
    text, start, length : int
        The first text that holds such a run, and where it begins there first; zeros where no two share a word.

    Notes
    -----
    O(n log n log n) in the number of words of all texts, however many pairs there are: a run of length l is shared only if one of
    length l - 1 is, so the length is found by halving, and each length by sorting the runs of all.

    Examples
    --------
    >>> longest_common_run([np.array([8, 1, 2, 3, 4]), np.array([9, 2, 3, 4, 8]), np.array([7, 1])])
    (0, 2, 3)
    """
    low, high = 0, sorted(map(len, texts))[-2] if len(texts) > 1 else 0
    best = (0, 0, 0)
    while low < high:
        length = (low + high + 1) // 2
        runs = [runs_of(text, length) for text in texts]
        everything = np.concatenate(runs)
        holder = np.repeat(np.arange(len(texts)), [len(own) for own in runs])
        order = np.lexsort((holder, everything))
        same = (np.diff(everything[order]) == 0) & (np.diff(holder[order]) != 0)
        if same.any():
            # Sorted by holder within a run: the one before a change is not the last text that holds it.
            shared = np.isin(everything, everything[order][1:][same])
            first = int(np.flatnonzero(shared)[0])
            text = int(holder[first])
            best = (text, first - int(np.searchsorted(holder, text)), length)
            low = length
        else:
            high = length - 1
    return best
