"""Copy groups: which documents are one text, wholly or in part, and which derives from which.

First of all views, because every count of "independent" rests on it. Documents are compared by their runs of words, by
containment rather than resemblance: an abridged copy shares all of its own runs and few of the original's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import token_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["Copies", "CopyGroup", "CopySettings", "Derivation", "find_copies", "longest_common_run"]

#: A quotation of some length, in the marks of the languages read. A shared press conference is not a copied text.
_QUOTATION: Final = re.compile(r'"[^"\n]{12,1000}"|“[^”\n]{12,1000}”|„[^“”\n]{12,1000}[“”]|«[^»\n]{12,1000}»')


@dataclass(frozen=True, slots=True)
class CopySettings:
    """What makes a copy.

    Attributes
    ----------
    run_length : int
        Words in a run that is compared.
    short_run_length, short_text : int
        Words in a run, for texts of fewer than `short_text` words.
    link : float
        Containment from which two documents are one text.
    wholly : float
        Containment from which the shorter is a whole copy.
    derived_run_length : int
        Words in a run, for derivation: shorter, because a rewritten text keeps short runs only.
    derived_wholly, derived_partially : float
        Shares of a document's runs found in an earlier text, from which it derives wholly or partially from it; those
        that divide the METER corpus best.
    """

    run_length: int = 5
    short_run_length: int = 3
    short_text: int = 60
    link: float = 0.5
    wholly: float = 0.85
    derived_run_length: int = 3
    derived_wholly: float = 0.44
    derived_partially: float = 0.1


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents that are one text.

    Attributes
    ----------
    documents : tuple of int
        Indices, in the order of the corpus: the first published comes first.
    containment : float
        Smallest, over the members, of the largest share of a member's runs that another member holds; 0-1.
    longest_run : int
        Words of the longest passage that two members share word for word.
    tier : str
        ``"wholly"`` if every member is a whole copy of another, else ``"partly"``.
    passage : tuple of (document, start, stop)
        That passage in the first member that holds it.
    """

    documents: tuple[int, ...]
    containment: float
    longest_run: int
    tier: str
    passage: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Derivation:
    """How much of a document stands, run by run, in the earlier document that holds most of it.

    Attributes
    ----------
    document : int
    origin : int or None
        None where no earlier document shares a run.
    containment : float
        Share of the document's runs that `origin` holds.
    label : str
        ``"wholly"``, ``"partially"`` or ``"non"``.
    """

    document: int
    origin: int | None
    containment: float
    label: str


@dataclass(frozen=True, eq=False, slots=True)
class Copies:
    """Copy groups of a corpus.

    Attributes
    ----------
    group_of : ndarray of shape (n_documents,)
        Number of each document's group; a document that nobody copied has one of its own.
    groups : tuple of CopyGroup
        Those of two and more, in the order of their first document.
    derivations : tuple of Derivation
        One a document, in order.
    """

    group_of: NDArray[np.intp]
    groups: tuple[CopyGroup, ...]
    derivations: tuple[Derivation, ...]

    @property
    def n_repeats(self) -> int:
        """Documents that repeat an earlier one."""
        return sum(len(group.documents) - 1 for group in self.groups)


def _runs(words: NDArray[np.int64], length: int) -> NDArray[np.uint64]:
    """One 64-bit number a run of `length` words, by position."""
    if len(words) < length:
        return np.empty(0, dtype=np.uint64)
    numbers = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for k in range(length):
        numbers = numbers * np.uint64(0x9E3779B97F4A7C15) + words[k : len(words) - length + 1 + k].astype(np.uint64)
    return numbers


def _held(texts: Sequence[NDArray[np.int64]], length: int) -> list[dict[int, float]]:
    """For each text, the share of its distinct runs that each other text holds, where there is any."""
    import scipy.sparse as sp

    distinct = [np.unique(_runs(text, length)) for text in texts]
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
        ours, theirs = _runs(first, length), _runs(second, length)
        shared = np.flatnonzero(np.isin(ours, theirs))
        if len(shared):
            start = int(shared[0])
            best = (start, int(np.flatnonzero(theirs == ours[start])[0]), length)
            low = length
        else:
            high = length - 1
    return best


def find_copies(corpus: Corpus, settings: CopySettings | None = None) -> Copies:
    """Find documents that are one text.

    Parameters
    ----------
    corpus : Corpus
        Documents in the order of their publication.
    settings : CopySettings, optional

    Returns
    -------
    Copies

    Notes
    -----
    O(total number of runs) to index them and O(pairs of documents sharing a run) to compare. Quotations are masked
    before the comparison. Links are made pair by pair and then closed (connected components).

    References
    ----------
    Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences.

    Clough, P., Gaizauskas, R., Piao, S., & Wilks, Y. (2002). METER: MEasuring TExt Reuse. ACL.
    """
    import scipy.sparse as sp
    from scipy.sparse.csgraph import connected_components

    settings = settings or CopySettings()
    n_documents = len(corpus.documents)
    numbers: dict[str, int] = {}
    words: list[NDArray[np.int64]] = []
    spans: list[NDArray[np.intp]] = []
    masked: list[NDArray[np.int64]] = []
    for document in corpus.documents:
        found, where = token_spans(document.text)
        own = np.array([numbers.setdefault(word, len(numbers) + 1) for word in found], dtype=np.int64)
        words.append(own)
        spans.append(where)
        masked.append(own[~_quoted(document.text, where)])
    long_runs, short_runs = (_held(masked, n) for n in (settings.run_length, settings.short_run_length))
    held = [(short_runs if len(words[i]) < settings.short_text else long_runs)[i] for i in range(n_documents)]
    links = [(i, j) for i in range(n_documents) for j, share in held[i].items() if share >= settings.link]
    rows, columns = (np.array([pair[side] for pair in links], dtype=np.intp) for side in (0, 1))
    graph = sp.csr_array((np.ones(len(links)), (rows, columns)), shape=(n_documents, n_documents))
    components = connected_components(graph, directed=False)[1] if n_documents else np.empty(0, dtype=np.intp)
    # Numbered by first appearance, so that a group's number does not hang on the library's way of walking the graph.
    _, first, inverse = np.unique(components, return_index=True, return_inverse=True)
    group_of = np.argsort(np.argsort(first))[inverse]
    groups = []
    for number in np.flatnonzero(np.bincount(group_of) > 1).tolist():
        members = np.flatnonzero(group_of == number).tolist()
        groups.append(_describe(members, held, words, spans, settings))
    rewritten = _held(words, settings.derived_run_length)
    derivations = tuple(_derive(i, rewritten[i], settings) for i in range(n_documents))
    return Copies(group_of, tuple(groups), derivations)


def _quoted(text: str, spans: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which words stand inside a quotation."""
    inside = np.zeros(len(spans), dtype=bool)
    for match in _QUOTATION.finditer(text):
        inside |= (spans[:, 0] >= match.start()) & (spans[:, 1] <= match.end())
    return inside


def _describe(
    members: list[int],
    held: list[dict[int, float]],
    words: list[NDArray[np.int64]],
    spans: list[NDArray[np.intp]],
    settings: CopySettings,
) -> CopyGroup:
    # Containment of a pair is that of its shorter text, whichever way round it is read.
    def contained(i: int, j: int) -> float:
        return max(held[i].get(j, 0.0), held[j].get(i, 0.0))

    pairs = [(i, j) for i in members for j in members if i < j]
    weakest = min(max(contained(i, j) for j in members if j != i) for i in members)
    runs = [(*longest_common_run(words[i], words[j]), i) for i, j in pairs]
    start, _, length, owner = max(runs, key=lambda run: (run[2], -run[3]))
    passage = (
        (owner, int(spans[owner][start, 0]), int(spans[owner][start + length - 1, 1])) if length else (owner, 0, 0)
    )
    # Wholly is said of texts that hold each other, not of an extract: most of either must stand in the other.
    both_ways = all(
        max(min(held[i].get(j, 0.0), held[j].get(i, 0.0)) for j in members if j != i) >= settings.wholly
        for i in members
    )
    return CopyGroup(tuple(members), weakest, length, "wholly" if both_ways else "partly", passage)


def _derive(document: int, held: dict[int, float], settings: CopySettings) -> Derivation:
    earlier = {j: share for j, share in held.items() if j < document}
    if not earlier:
        return Derivation(document, None, 0.0, "non")
    origin = max(earlier, key=lambda j: (earlier[j], -j))
    share = earlier[origin]
    label = (
        "wholly" if share >= settings.derived_wholly else "partially" if share >= settings.derived_partially else "non"
    )
    return Derivation(document, origin, share, label)
