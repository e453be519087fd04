"""Which document derives from which, word for word where, and how much of an outlet's text is its own.

A rewritten text keeps short runs of its original's words. How much it keeps, and of how long a text, decides by weights
fitted to labelled articles whether it derives from an earlier text wholly, partially or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..configuration import fill, load_toml
from .runs import Wording, holdings, runs_of
from .sharing import shared_by_workers
from .verbatim import passages_of, read_verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..engine import Engine

__all__ = [
    "LABELS",
    "SHIPPED",
    "SHORTEST",
    "Derivation",
    "Originality",
    "Reuse",
    "derivations_of",
    "originalities",
    "read_reuse",
    "reuse_evidence",
]

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

#: Documents that may hold a run before it no longer tells whom to read, in a corpus of more.
_TELLING: Final = 400

#: Words of a passage, at least, of a text that does not derive: two who write of one thing name it alike.
SHORTEST: Final = 3

#: Words of a text beyond which its length says no more; few of the labelled articles are longer.
_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Derivation:
    """How much of a document stands, run by run, in what one outlet printed before.

    Attributes
    ----------
    document : int
    origin : int or None
        The earlier document that holds most of it, of the outlet that does; None where no earlier document shares a run.
    containment : float
        Share of the document's runs of three words that the earlier documents of the outlet of `origin` hold.
    label : str
        ``"wholly"``, ``"partially"`` or ``"non"``.
    verbatim : tuple of (start, stop)
        Passages of the document that were taken over word for word: also lone words, kept where a sentence was rewritten. A text that
        does not derive may hold some too; of it those of three words and more are named.
    """

    document: int
    origin: int | None
    containment: float
    label: str
    verbatim: tuple[tuple[int, int], ...] = ()


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
        Share of them that stand in no run of words that an earlier document of another outlet holds; 0-1.
    """

    outlet: int
    characters: int
    share: float


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
    corpus: Corpus,
    texts: Sequence[Wording],
    model: Reuse | None = None,
    engine: Engine | None = None,
    done: Callable[[int], None] | None = None,
) -> tuple[Derivation, ...]:
    """Name for each document the earlier one that holds most of it, and say how much it derives from it.

    What one outlet printed before counts as one text: an agency sends its story in many takes, and a paper makes one article
    of them.

    Parameters
    ----------
    corpus : Corpus
        Documents in the order of their publication.
    texts : sequence of Wording
    model : Reuse, optional
        The shipped weights by default.
    engine : Engine, optional
        Where the runs that documents share are counted; in this process by default.
    done : callable, optional
        Called with the number of documents done, as often as it grows.

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
    model = model or read_reuse()
    numbers = [text.words for text in texts]
    words, runs = holdings(numbers, 1), holdings(numbers, _RUN_LENGTH)
    index = {outlet: o for o, outlet in enumerate(corpus.outlets)}
    outlet_of = np.array([index[document.outlet] for document in corpus.documents], dtype=np.intp)
    most = _TELLING if len(texts) > _TELLING else None
    workers = engine if engine is not None and engine.spreads else None
    found = []
    for i, (others, shared) in enumerate(
        shared_by_workers(numbers, _RUN_LENGTH, workers, most=most) if workers else runs.shared(most=most)
    ):
        if done is not None:
            done(i)
        earlier = others < i
        likely = _likely(others[earlier], shared[earlier], outlet_of)
        if not likely:
            found.append(Derivation(i, None, 0.0, "non"))
            continue
        weighed = zip(runs.shares(i, likely), likely, strict=True)
        containment, takes = max(weighed, key=lambda item: item[0])
        label = model.label(_evidence(words.shares(i, [takes])[0], containment, len(numbers[i])))
        source = _joined([texts[j] for j in takes])
        taken = read_verbatim().taken(texts[i], source)
        words_of = passages_of(texts[i], source, taken, SHORTEST if label == "non" else 1)
        # Both stand in order: of those that share as much the earliest.
        origin = takes[int(np.argmax(shared[np.searchsorted(others, takes)]))]
        spans = texts[i].spans
        passages = tuple((int(spans[first, 0]), int(spans[stop - 1, 1])) for first, stop in words_of)
        found.append(Derivation(i, origin, containment, label, passages))
    if done is not None:
        done(len(texts))
    return tuple(found)


def _likely(documents: NDArray[np.intp], shared: NDArray[np.intp], outlet_of: NDArray[np.intp]) -> list[list[int]]:
    """Documents to read as the source of one that shares runs with them: those of the outlets that share most, each list in order."""
    if len(documents) == 0:
        return []
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
    if len(texts) == 1:
        return texts[0]
    # A number that no word has stands between two texts, another one each time.
    between = [np.array([-1 - k], dtype=np.int64) for k in range(len(texts))]
    words = np.concatenate([part for text, gap in zip(texts, between, strict=True) for part in (text.words, gap)])
    none = np.zeros(len(words), dtype=bool)
    return Wording(words, np.zeros((len(words), 2), dtype=np.intp), none, none)


def originalities(corpus: Corpus, texts: Sequence[Wording], run_length: int) -> tuple[Originality, ...]:
    """Measure for each outlet the share of its words that no other outlet printed before it in such a run.

    Quotations are left out: who quotes the same speech copies nobody.

    Notes
    -----
    O(n log n) in the number of runs: each run belongs to the document that held it first.
    """
    runs = [runs_of(text.masked, run_length) for text in texts]
    everything = np.concatenate(runs) if runs else np.empty(0, dtype=np.uint64)
    holder = np.repeat(np.arange(len(texts)), [len(found) for found in runs])
    # Documents stand in the order of publication, so the first place of a run is its first printing.
    _, first, inverse = np.unique(everything, return_index=True, return_inverse=True)
    source = holder[first][inverse] if len(everything) else holder
    index = {outlet: o for o, outlet in enumerate(corpus.outlets)}
    outlet_of = np.array([index[document.outlet] for document in corpus.documents], dtype=np.intp)
    borrowed = outlet_of[source] != outlet_of[holder]
    total, own = np.zeros(len(corpus.outlets)), np.zeros(len(corpus.outlets))
    place = 0
    for i, text in enumerate(texts):
        spans = text.spans[~text.quoted]
        taken = np.zeros(len(spans), dtype=bool)
        mine = borrowed[place : place + len(runs[i])]
        for k in range(run_length):
            taken[k : k + len(mine)] |= mine
        place += len(runs[i])
        lengths = spans[:, 1] - spans[:, 0]
        total[outlet_of[i]] += lengths.sum()
        own[outlet_of[i]] += lengths[~taken].sum()
    return tuple(
        Originality(o, int(total[o]), float(own[o] / total[o]) if total[o] else 1.0) for o in range(len(corpus.outlets))
    )
