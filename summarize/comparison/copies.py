"""Copy groups: which documents are one text, wholly or in part.

First of all views, because every count of "independent" rests on it. Documents are compared by their runs of words, by
containment rather than resemblance: an abridged copy shares all of its own runs and few of the original's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..engine import Engine
from ..settings import CopySettings
from ..timing import followed, portions
from .runs import Wording, longest_common_run, runs_of, wordings
from .sharing import held_shares, shares_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told

#: Seconds that the passes took of 100,000 sentences: words, comparing, describing what is one text.
_SECONDS: Final = (8.0, 2.0, 4.0)


#: Numbers in the shortest form; the share of them from which two notices are one; and how often an outlet prints a form at least.
_FEWEST_NUMBERS: Final = 4
_SAME_NUMBERS: Final = 0.5
_FILLED_IN: Final = 3


@dataclass(frozen=True, slots=True)
class CopyMember:
    """What a document of a copy group shares with the member that it shares most with.

    Attributes
    ----------
    document, other : int
    share : float
        Share of the document's runs of words that the other holds; 0-1. A long text holds much of a short one, and this of it little.
    longest_run : int
        Words of the longest passage that the two share word for word.
    """

    document: int
    other: int
    share: float
    longest_run: int


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
    members : tuple of CopyMember
        One a document, in the same order.
    """

    documents: tuple[int, ...]
    containment: float
    longest_run: int
    tier: str
    passage: tuple[int, int, int]
    members: tuple[CopyMember, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Copies:
    """Copy groups of a corpus.

    Attributes
    ----------
    group_of : ndarray of shape (n_documents,)
        Number of each document's group; a document that nobody copied has one of its own.
    groups : tuple of CopyGroup
        Those of two and more, in the order of their first document.
    """

    group_of: NDArray[np.intp]
    groups: tuple[CopyGroup, ...]

    @property
    def n_repeats(self) -> int:
        """Documents that repeat an earlier one."""
        return sum(len(group.documents) - 1 for group in self.groups)


def find_copies(
    corpus: Corpus,
    settings: CopySettings | None = None,
    engine: Engine | None = None,
    progress: Told = None,
) -> Copies:
    """Find documents that are one text.

    Parameters
    ----------
    corpus : Corpus
        Documents in the order of their publication.
    settings : CopySettings, optional
    engine : Engine, optional
        Where words are told apart and runs are counted; in this process by default.
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    Copies

    Notes
    -----
    O(total number of runs) to index them and O(pairs of documents sharing a run) to compare. Quotations are masked
    before the comparison. Notices by one form (the same words, three times and more in one outlet, with other numbers in them) are no copies
    of each other where fewer than half of their numbers are the same. Links are made pair by pair and then closed (connected components).

    References
    ----------
    Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences.
    """
    settings = settings or CopySettings()
    engine = engine or Engine()
    with portions(progress, len(corpus.documents), *_SECONDS) as (reading, comparing, grouping):
        texts = wordings(corpus, engine, reading)
        held = _shares(texts, settings, engine, comparing)
        _part_forms(corpus, texts, held)
        return _grouped(texts, held, settings, grouping)


def _shares(texts: list[Wording], settings: CopySettings, engine: Engine, progress: Told) -> list[dict[int, float]]:
    """For each document, the share of its runs that each other one holds, where it is enough to tell."""
    masked = [text.masked for text in texts]
    least = min(settings.link, settings.wholly)
    held = held_shares(masked, settings.run_length, least=least, engine=engine, progress=progress)
    short = [i for i, text in enumerate(texts) if len(text.words) < settings.short_text]
    if short:
        # Few texts are short, and runs of few words are shared by very many: only those of the short ones are compared.
        for i, shares in shares_of(short, masked, settings.short_run_length, least=least):
            held[i] = shares
    return held


def _part_forms(corpus: Corpus, texts: list[Wording], held: list[dict[int, float]]) -> None:
    """Forget what notices share that are one form filled in again and again: the same words with other numbers in them.

    O(words of the documents that share much), and O(pairs of one form).
    """
    by_words: dict[bytes, list[tuple[int, NDArray[np.int64]]]] = {}
    for document in (i for i, shares in enumerate(held) if shares):
        text, wording = corpus.documents[document].text, texts[document]
        numeric = np.array([text[start].isdigit() for start in wording.spans[:, 0].tolist()], dtype=bool)
        if numeric.sum() >= _FEWEST_NUMBERS:
            form = np.where(numeric, 0, wording.words).tobytes()
            by_words.setdefault(form, []).append((document, wording.words[numeric]))
    for notices in by_words.values():
        documents = np.array([document for document, _ in notices], dtype=np.intp)
        numbers = np.array([own for _, own in notices])
        outlets = [corpus.documents[document].outlet for document, _ in notices]
        if not _is_form(outlets, numbers):
            continue
        for document, own in notices:
            for other in documents[(numbers == own).mean(axis=1) < _SAME_NUMBERS].tolist():
                held[document].pop(other, None)


def _is_form(outlets: list[str], numbers: NDArray[np.int64]) -> bool:
    """Whether some outlet prints the same words with other numbers often enough that they are no versions of one article."""
    filled_in: dict[str, list[NDArray[np.int64]]] = {}
    for outlet, own in zip(outlets, numbers, strict=True):
        found = filled_in.setdefault(outlet, [])
        if all((own == other).mean() < _SAME_NUMBERS for other in found):
            found.append(own)
        if len(found) == _FILLED_IN:
            return True
    return False


def _grouped(
    texts: list[Wording],
    held: list[dict[int, float]],
    settings: CopySettings,
    progress: Told,
) -> Copies:
    """The documents that hold enough of each other, put together."""
    import scipy.sparse as sp
    from scipy.sparse.csgraph import connected_components

    n_documents = len(texts)
    links = [(i, j) for i in range(n_documents) for j, share in held[i].items() if share >= settings.link]
    rows, columns = (np.array([pair[side] for pair in links], dtype=np.intp) for side in (0, 1))
    graph = sp.csr_array((np.ones(len(links)), (rows, columns)), shape=(n_documents, n_documents))
    components = connected_components(graph, directed=False)[1] if n_documents else np.empty(0, dtype=np.intp)
    # Numbered by first appearance, so that a group's number does not hang on the library's way of walking the graph.
    _, first, inverse = np.unique(components, return_index=True, return_inverse=True)
    group_of = np.argsort(np.argsort(first))[inverse]
    near = _nearest(held, group_of)
    members_of = np.split(np.argsort(group_of, kind="stable"), np.cumsum(np.bincount(group_of))[:-1])
    several = [own.tolist() for own in members_of if len(own) > 1]
    groups = [_describe(own, near, texts, settings) for own in followed(several, progress)]
    return Copies(group_of, tuple(groups))


@dataclass(frozen=True, eq=False, slots=True)
class _Nearest:
    """For each document what it and one other of its group have of each other.

    Attributes
    ----------
    either, both : ndarray of shape (n_documents,)
        The largest such share: either way round, and both ways. Containment of a pair is that of its shorter text, whichever way round it is
        read.
    own : ndarray of shape (n_documents, 2)
        The largest share that another holds of it, and what it holds of that one.
    other : ndarray of shape (n_documents,)
        The first such document; -1 for a document without a group.
    """

    either: NDArray[np.float64]
    both: NDArray[np.float64]
    own: NDArray[np.float64]
    other: NDArray[np.intp]

    def note(self, document: int, other: int, share: float, back: float) -> None:
        """Take a pair into account, for one of its two."""
        self.either[document] = max(self.either[document], share, back)
        self.both[document] = max(self.both[document], min(share, back))
        if (share, back, -other) > (*self.own[document].tolist(), -self.other[document]):
            self.own[document], self.other[document] = (share, back), other


def _nearest(held: list[dict[int, float]], group_of: NDArray[np.intp]) -> _Nearest:
    n = len(held)
    near = _Nearest(np.zeros(n), np.zeros(n), np.zeros((n, 2)), np.full(n, -1))
    for i, shares in enumerate(held):
        for j, share in shares.items():
            if group_of[i] == group_of[j]:
                back = held[j].get(i, 0.0)
                # Where j holds i's runs below the bar, i's row alone knows of the pair.
                near.note(i, j, share, back)
                near.note(j, i, back, share)
    return near


def _describe(members: list[int], near: _Nearest, texts: list[Wording], settings: CopySettings) -> CopyGroup:
    place, start, length = longest_common_run([texts[i].words for i in members])
    owner = members[place]
    spans = texts[owner].spans
    passage = (owner, int(spans[start, 0]), int(spans[start + length - 1, 1])) if length else (owner, 0, 0)
    # Wholly is said of texts that hold each other, not of an extract: most of either must stand in the other.
    weakest, both_ways = float(near.either[members].min()), float(near.both[members].min())
    return CopyGroup(
        tuple(members),
        weakest,
        length,
        "wholly" if both_ways >= settings.wholly else "partly",
        passage,
        tuple(_member(i, int(near.other[i]), texts, settings) for i in members),
    )


def _member(document: int, other: int, texts: list[Wording], settings: CopySettings) -> CopyMember:
    ours, theirs = texts[document], texts[other]
    is_short = min(len(ours.words), len(theirs.words)) < settings.short_text
    length = settings.short_run_length if is_short else settings.run_length
    own = np.unique(runs_of(ours.masked, length))
    share = float(np.isin(own, runs_of(theirs.masked, length)).mean()) if len(own) else 0.0
    return CopyMember(document, other, share, longest_common_run([ours.words, theirs.words])[2])
