"""Which document has the text of which, word for word where, and how much of an outlet's text is its own.

A rewritten text keeps short runs of its original's words. How much it keeps, and of how long a text, decides by weights
fitted to labelled articles whether it derives from another text wholly, partially or not. Which of the two had it first is
another question, and mostly nobody can tell: see `direction`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from ..configuration import fill, load_toml
from ..timing import followed, portions
from .runs import Holdings, Wording, holdings, runs_of
from .sharing import shared_by_workers
from .verbatim import passages_of, read_verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ..engine import Engine
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

#: Seconds that the passes of `originalities` took of 100,000 sentences: runs, named sources, what is covered.
_ORIGINALITY_SECONDS: Final = (3.0, 0.5, 1.0)


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
        Passages of the document that stand in the other word for word: also lone words, kept where a sentence was rewritten. A text that
        does not derive may hold some too; of it those of three words and more are named.
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


#: In which order others print what an outlet does: not at all, or in one that nobody can tell, or before.
_ORDERS: Final[tuple[Literal["before", "unknown"] | None, ...]] = (None, "unknown", "before")


class Printed(NamedTuple):
    """A passage of a document, as large as it goes, whose every word stands in runs that others print too: surely before it, or in an order that nobody can tell."""

    document: int
    start: int
    stop: int
    order: Literal["before", "unknown"]


@dataclass(frozen=True, slots=True)
class Originality:
    """How much of an outlet's text no other outlet printed before it.

    Attributes
    ----------
    outlet : int
        Index into the corpus's outlets.
    characters : int
        Characters of its words outside quotations.
    share : float
        Share of them that stand in no run of words that another outlet surely printed before it; 0-1.
    unordered : float
        The part of `share` that stands in runs that another outlet prints too, and nobody can tell which of them had it first; 0-1.
    printed : tuple of Printed
        The passages behind both numbers, as they stand.
    """

    outlet: int
    characters: int
    share: float
    unordered: float
    printed: tuple[Printed, ...]


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
    progress: Callable[[int, int], None] | None = None,
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


def originalities(
    texts: Sequence[Wording], order: Order, run_length: int, progress: Callable[[int, int], None] | None = None
) -> tuple[Originality, ...]:
    """Measure for each outlet the share of its words that no other outlet printed before it in such a run.

    An outlet is charged with a run that another surely printed before any of its own documents did, and with what a document shares with an outlet that it names
    as its source. A run that others print too, in an order that the dates leave open, is told apart and charged to nobody. Quotations
    are left out: who quotes the same speech copies nobody. `progress` is called with the number of documents that the work done comes to, and of all.

    Notes
    -----
    O(n log n) in the number of runs.
    """
    with portions(progress, len(texts), *_ORIGINALITY_SECONDS) as (reading, naming, covering):
        runs = [runs_of(text.masked, run_length) for text in followed(texts, reading)]
        everything = np.concatenate(runs)
        holder = np.repeat(np.arange(len(texts)), [len(found) for found in runs])
        _, number = np.unique(everything, return_inverse=True)
        named = _of_named(number, holder, order, naming)
        taken, unordered = _ordered(number, holder, named, order)
        total, own, vague = (np.zeros(len(order.naming)) for _ in range(3))
        printed: list[list[Printed]] = [[] for _ in order.naming]
        place = 0
        for i, text in enumerate(followed(texts, covering)):
            words = np.flatnonzero(~text.quoted)
            spans = text.spans[words]
            mine = slice(place, place + len(runs[i]))
            place = mine.stop
            charged, open_to = (_covered(which[mine], run_length, len(spans)) for which in (taken, unordered))
            lengths = spans[:, 1] - spans[:, 0]
            outlet = order.outlet_of[i]
            total[outlet] += lengths.sum()
            own[outlet] += lengths[~charged].sum()
            vague[outlet] += lengths[~charged & open_to].sum()
            printed[outlet] += _passages(i, words, spans, np.where(charged, _ORDERS.index("before"), open_to))
    shares = np.divide(own, total, out=np.ones_like(own), where=total > 0)
    parts = np.divide(vague, total, out=np.zeros_like(own), where=total > 0)
    return tuple(
        Originality(o, int(total[o]), float(shares[o]), float(parts[o]), tuple(printed[o]))
        for o in range(len(order.naming))
    )


def _passages(
    document: int, words: NDArray[np.intp], spans: NDArray[np.intp], kind: NDArray[np.intp]
) -> Iterator[Printed]:
    """Words of one kind, a place in `_ORDERS`, that follow each other; a quotation between two parts them."""
    ends = np.flatnonzero((np.diff(kind) != 0) | (np.diff(words) > 1))
    for first, last in zip((0, *(ends + 1).tolist()), (*ends.tolist(), len(words) - 1), strict=True):
        order = _ORDERS[kind[first]] if last >= first else None
        if order is not None:
            yield Printed(document, int(spans[first, 0]), int(spans[last, 1]), order)


def _covered(runs: NDArray[np.bool_], length: int, n_words: int) -> NDArray[np.bool_]:
    """Words that stand in one of these runs, shape (n_words,)."""
    covered = np.zeros(n_words, dtype=bool)
    for k in range(length):
        covered[k : k + len(runs)] |= runs
    return covered


def _of_named(
    number: NDArray[np.intp], holder: NDArray[np.intp], order: Order, progress: Callable[[int, int], None] | None
) -> NDArray[np.bool_]:
    """Which runs a document shares with an outlet that it names as its source, those of its documents left out that name its own."""
    named = np.zeros(len(number), dtype=bool)
    starts = np.searchsorted(holder, np.arange(len(order.outlet_of) + 1))
    # Mostly nobody names back, and what an outlet holds is the same whoever names it.
    held_by: dict[tuple[int, tuple[int, ...]], NDArray[np.intp]] = {}
    for i, outlets in enumerate(followed(order.named, progress)):
        mine = slice(starts[i], starts[i + 1])
        for outlet in sorted(outlets):
            back = order.naming[order.outlet_of[i]]
            key = outlet, tuple(back[order.outlet_of[back] == outlet].tolist())
            if key not in held_by:
                theirs = np.setdiff1d(np.flatnonzero(order.outlet_of == outlet), key[1])
                held_by[key] = np.unique(number[np.isin(holder, theirs)])
            place = np.searchsorted(held_by[key], number[mine])
            within = place < len(held_by[key])
            named[mine][within] |= held_by[key][place[within]] == number[mine][within]
    return named


def _ordered(
    number: NDArray[np.intp], holder: NDArray[np.intp], named: NDArray[np.bool_], order: Order
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which runs another outlet surely printed before, and which others that it may have printed; those of a named source are of the first."""
    n_outlets = len(order.naming)
    # What a document has from an outlet that it names makes it no earlier holder than anybody.
    counted = np.flatnonzero(~named)
    pairs, pair = np.unique(number[counted] * n_outlets + order.outlet_of[holder[counted]], return_inverse=True)
    run = pairs // n_outlets
    earliest, latest = np.full(len(pairs), np.inf), np.full(len(pairs), np.inf)
    np.minimum.at(earliest, pair, order.earliest[holder[counted]])
    np.minimum.at(latest, pair, order.latest[holder[counted]])
    alone = np.bincount(run)[run] == 1
    before = _least_elsewhere(run, latest) < earliest
    after = latest < _least_elsewhere(run, earliest)
    taken, unordered = named.copy(), np.zeros(len(number), dtype=bool)
    taken[counted] = before[pair]
    unordered[counted] = (~alone & ~after)[pair]
    return taken, unordered


def _least_elsewhere(run: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each pair of a run and an outlet the least value among the other outlets of the run; infinite where there is none.

    Examples
    --------
    >>> _least_elsewhere(np.array([0, 0, 0, 1]), np.array([3.0, 1.0, 2.0, 5.0]))
    array([ 1.,  2.,  1., inf])
    """
    order = np.lexsort((values, run))
    first = np.flatnonzero(np.diff(run[order], prepend=-1))
    sizes = np.diff(np.append(first, len(run)))
    least = np.repeat(values[order][first], sizes)
    # The one that holds the least value sees the next.
    second = np.full(len(first), np.inf)
    several = sizes > 1
    second[several] = values[order][first[several] + 1]
    least[first] = second
    found = np.empty_like(values)
    found[order] = least
    return found
