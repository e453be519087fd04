"""Which document has the text of which, word for word where, and how much of an outlet's text is its own.

A rewritten text keeps short runs of its original's words. How much it keeps, and of how long a text, decides by weights
fitted to labelled articles whether it derives from another text wholly, partially or not. Which of the two had it first is
another question, and mostly nobody can tell: see `direction`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..configuration import fill, load_toml
from ..timing import followed
from .runs import Holdings, Wording, holdings
from .sharing import shared_by_workers
from .verbatim import passages_of, read_verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..engine import Engine
    from ..timing import Told
    from .direction import Direction, Order

#: How much a document derives from another, least first.
LABELS: Final = ("non", "partially", "wholly")

#: Weights fitted by ``benchmarks/comparison.py``.
SHIPPED: Final = Path(__file__).with_name("derivation.toml")

#: Words in a run, for derivation: short, because a rewritten text keeps short runs only.
_RUN_LENGTH: Final = 3

#: Outlets, by what they share with a document, that are looked at as its source.
_OUTLETS: Final = 5

#: Documents of one such outlet, by the same, that are read as one text: what many others hold beside them is turns of the language.
_TAKES: Final = 30

#: Documents that may hold a run before it no longer tells whom to read.
_TELLING: Final = 400

#: Words of a passage, at least, of a text that does not derive: two who write of one thing name it alike.
SHORTEST: Final = 3

#: Words of a text beyond which its length says no more; few of the labelled articles are longer.
_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Derivation:
    """How much of a document stands, run by run, in what one outlet printed before it, or may have.

    Attributes
    ----------
    document : int
    origin : int or None
        The document that holds most of it, of the outlet that does; None where no document shares a run that was not printed after it.
    containment : float
        Share of the document's runs of three words that the documents of the outlet of `origin` hold.
    label : str
        ``"wholly"``, ``"partially"`` or ``"non"``.
    direction : str or None
        ``"earlier"`` where `origin` was surely published before, ``"named"`` where the document names its outlet as a source, else
        ``"unknown"``: the two share a text, and which of them had it first, or whether a third had, is not known. None without an
        `origin`.
    verbatim : tuple of (start, stop)
        Passages of the document that stand word for word in what the outlet of `origin` printed: also lone words, kept where a sentence was
        rewritten. A text that does not derive may hold some too; of it those of three words and more are named.
    telling : tuple of (start, stop)
        Those of `verbatim` from which it can be told that a text is shared (`telling_among`).
    """

    document: int
    origin: int | None
    containment: float
    label: str
    direction: Direction | None = None
    verbatim: tuple[tuple[int, int], ...] = ()
    telling: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reuse:
    """Weights by which a document's words, runs and length decide its label: a multinomial logistic regression.

    Attributes
    ----------
    program : str
        What fitted them.
    weights : dict
        For each label, one number for each of ``intercept``, ``words``, ``runs`` and ``log_length``.
    measured : dict
        What the fit reached on stories that it had not seen.
    """

    program: str
    weights: dict[str, dict[str, float]]
    measured: dict[str, float]

    def label(self, evidence: NDArray[np.float64]) -> str:
        """Label of the largest weight for evidence of shape (3,)."""
        keys = ("intercept", "words", "runs", "log_length")
        table = np.array([[self.weights[label][key] for key in keys] for label in LABELS])
        return LABELS[int(np.argmax(np.round(table @ np.concatenate(([1.0], evidence)), 9)))]


@cache
def read_reuse(path: Path = SHIPPED) -> Reuse:
    """Read weights from a TOML file.

    Raises
    ------
    SettingsError
        If the file is not there or is no such file.
    """
    return fill(Reuse, load_toml(path, "weights of the evidence that a text derives from another"), str(path))


def reuse_evidence(document: Wording, origin: Wording) -> NDArray[np.float64]:
    """Shares of a document's distinct words and runs that `origin` holds, and the logarithm of its length in words."""
    both = [document.words, origin.words]
    shares = [holdings(both, length).shares(0, [[1]])[0] for length in (1, _RUN_LENGTH)]
    return _evidence(shares[0], shares[1], len(document.words))


def _evidence(words: float, runs: float, n_words: int) -> NDArray[np.float64]:
    return np.array([words, runs, np.log(min(max(n_words, 1), _LONGEST))])


def derivations_of(
    texts: Sequence[Wording],
    order: Order,
    model: Reuse | None = None,
    engine: Engine | None = None,
    progress: Told = None,
) -> tuple[Derivation, ...]:
    """Name for each document the other one that holds most of it, and say how much it derives from it, if it was there first.

    What one outlet printed counts as one text: an agency sends its story in many takes, and a paper makes one article of
    them. Outlets that the document names, and those that surely printed before it, are looked at first; others, whose order is not known,
    only where it derives from none of these.

    Parameters
    ----------
    texts : sequence of Wording
        One a document.
    order : Order
        Of the same documents.
    model : Reuse, optional
        The shipped weights by default.
    engine : Engine, optional
        Where the runs that documents share are counted; in this process by default.
    progress : callable, optional
        Called with the number of documents done, and of all.

    Returns
    -------
    tuple of Derivation

    Notes
    -----
    Whom to read is found by the runs that at most 400 documents hold, O(total number of runs) times that; then linear in the
    number of documents.

    References
    ----------
    Clough, P., Gaizauskas, R., Piao, S., & Wilks, Y. (2002). METER: MEasuring TExt Reuse. ACL.
    """
    numbers = [text.words for text in texts]
    sources = _Sources(texts, holdings(numbers, 1), holdings(numbers, _RUN_LENGTH), order, model or read_reuse())
    if engine is not None and engine.spreads:
        rows = shared_by_workers(numbers, _RUN_LENGTH, engine, most=_TELLING)
    else:
        rows = sources.runs.shared(most=_TELLING)
    found = []
    for i, (others, shared) in zip(followed(range(len(texts)), progress), rows, strict=True):
        best = sources.best(i, others, shared)
        if best is None:
            found.append(Derivation(i, None, 0.0, "non"))
            continue
        source = _joined([texts[j] for j in best.takes])
        taken = read_verbatim().taken(texts[i], source)
        words_of = passages_of(texts[i], source, taken, SHORTEST if best.label == "non" else 1)
        # Both stand in order: of those that share as much the earliest.
        origin = best.takes[int(np.argmax(shared[np.searchsorted(others, best.takes)]))]
        spans = texts[i].spans
        passages = tuple((int(spans[first, 0]), int(spans[stop - 1, 1])) for first, stop in words_of)
        found.append(Derivation(i, origin, best.containment, best.label, best.direction, passages))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Source:
    """Documents of one outlet, read as one text, that may be the source of another document."""

    takes: tuple[int, ...]
    direction: Direction
    containment: float
    label: str

    @property
    def rank(self) -> tuple[int, bool, float]:
        """Which of several to name: what it derives from most; of these what it names, if it derives at all; of these what holds most."""
        return LABELS.index(self.label), self.direction == "named" and self.label != "non", self.containment


@dataclass(frozen=True, eq=False, slots=True)
class _Sources:
    """Finds the source of each document."""

    texts: Sequence[Wording]
    words: Holdings
    runs: Holdings
    order: Order
    model: Reuse

    def best(self, document: int, others: NDArray[np.intp], shared: NDArray[np.intp]) -> _Source | None:
        """The likeliest source among documents that share so many runs with it; None where none can be one."""
        named, earlier, unknown = self.order.sources(document, others)
        known = [
            *self._read(document, others[named], shared[named], "named"),
            *self._read(document, others[earlier], shared[earlier], "earlier"),
        ]
        best = max(known, key=lambda source: source.rank, default=None)
        if best is not None and best.label != "non":
            return best
        # The first of those that are as good.
        every = (*known, *self._read(document, others[unknown], shared[unknown], "unknown"))
        return max(every, key=lambda source: source.rank, default=None)

    def _read(
        self, document: int, others: NDArray[np.intp], shared: NDArray[np.intp], direction: Direction
    ) -> list[_Source]:
        likely = _likely(others, shared, self.order.outlet_of)
        n_words = len(self.texts[document].words)
        shares = zip(likely, self.words.shares(document, likely), self.runs.shares(document, likely), strict=True)
        return [
            _Source(tuple(takes), direction, runs, self.model.label(_evidence(words, runs, n_words)))
            for takes, words, runs in shares
        ]


def _likely(documents: NDArray[np.intp], shared: NDArray[np.intp], outlet_of: NDArray[np.intp]) -> list[list[int]]:
    """Documents to read as the source of one that shares runs with them: those of the outlets that share most, each list in order."""
    outlets = outlet_of[documents]
    total = np.bincount(outlets, weights=shared)
    first = np.full(len(total), np.iinfo(np.intp).max)
    np.minimum.at(first, outlets, documents)
    best = np.lexsort((first, -total))[:_OUTLETS]
    takes = []
    for outlet in best[total[best] > 0].tolist():
        mine = outlets == outlet
        order = np.lexsort((documents[mine], -shared[mine]))[:_TAKES]
        takes.append(sorted(documents[mine][order].tolist()))
    return takes


def _joined(texts: Sequence[Wording]) -> Wording:
    """Several texts as one, no run leading from one to the next."""
    # A number that no word has stands between two texts, another one each time.
    between = [np.array([-1 - k], dtype=np.int64) for k in range(len(texts))]
    words = np.concatenate([part for text, gap in zip(texts, between, strict=True) for part in (text.words, gap)])
    none = np.zeros(len(words), dtype=bool)
    return Wording(words, np.zeros((len(words), 2), dtype=np.intp), none, none)
