"""Wordings that state the same fact: which are put together, which surely are, and which differ in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering.linked import linked_pairs
from ..evidence import is_question
from .corroboration import surely_said
from .figures.exclusion import disputing, published_together
from .neighbourhoods import each_neighbourhood
from .opposition import one_denies, opposing
from .pair_evidence import EVIDENCE, pair_evidence, read_same_fact
from .pairs import Pairs, unspoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus, Embeddings
    from ..settings import ClaimSettings, FigureSettings
    from ..timing import Told

#: The column of the evidence that says what two sentences share of their content words.
_CONTENT: Final = EVIDENCE.index("content_of_longer")

#: The column that says how long a run of words they share, and the run from which neither is said by one text alone.
_RUN: Final = EVIDENCE.index("longest_run")
_TAKEN_OVER: Final = float(np.log1p(5))

#: That share, rare words weighing more, from which two sentences in a language that the model does not know may state one fact, and from which they surely do.
_FOREIGN: Final = 0.2
_SURELY_FOREIGN: Final = 0.4

#: Probability below which a pair tells nothing of how many texts state a fact; most pairs are below it.
TELLING: Final = 0.02


@dataclass(frozen=True, eq=False, slots=True)
class Weighed:
    """The pairs of a neighbourhood that could state one fact, and what was made of each.

    Attributes
    ----------
    near : ndarray of shape (n_near,)
        Wordings of the neighbourhood, ascending; `pairs` are numbered within these.
    pairs : Pairs
    evidence : ndarray of shape (n_pairs, len(EVIDENCE))
    disputed : ndarray of bool, shape (n_pairs,)
        See `pair_evidence`.
    probable : ndarray of shape (n_pairs,)
        Probability of stating the same fact by the evidence alone.
    weights : ndarray of shape (n_pairs,)
        The same as `linkable` has it.
    unknown : ndarray of bool, shape (n_pairs,)
        Pairs in a language that the model is known not to know.
    """

    near: NDArray[np.intp]
    pairs: Pairs
    evidence: NDArray[np.float64]
    disputed: NDArray[np.bool_]
    probable: NDArray[np.float64]
    weights: NDArray[np.float64]
    unknown: NDArray[np.bool_]


def each_weighed(
    corpus: Corpus,
    embeddings: Embeddings,
    rows: NDArray[np.intp],
    settings: ClaimSettings,
    progress: Told,
) -> Iterator[Weighed]:
    """Weigh the pairs of wordings that could state one fact, neighbourhood by neighbourhood.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
        Of its sentences.
    rows : ndarray of shape (n_wordings,)
        A sentence for each wording, ascending.
    settings : ClaimSettings
    progress : callable, optional
        Called with the number of wordings that the work done comes to, and of all.

    Yields
    ------
    Weighed
    """
    model, vectors = read_same_fact(), embeddings.vectors
    foreign = unspoken(corpus, embeddings.model)
    for near, told in each_neighbourhood(corpus, vectors, rows, progress):
        pairs, evidence, disputed = pair_evidence(corpus, rows[near], vectors[rows[near]], settings.n_neighbours, told)
        probable = model.probabilities(evidence)
        # To a model, any two sentences of a language that it does not know are alike.
        unknown = foreign[rows[near][pairs.first]] | foreign[rows[near][pairs.second]]
        probable[unknown & (evidence[:, _CONTENT] < _FOREIGN)] = 0.0
        texts = [corpus.text_of(i) for i in rows[near].tolist()]
        asking = np.array([is_question(text) for text in texts], dtype=bool)
        weights = linkable(pairs, probable, disputed, asking, settings.probability)
        yield Weighed(near, pairs, evidence, disputed, probable, weights, unknown)


def stated_alike(
    corpus: Corpus,
    embeddings: Embeddings,
    rows: NDArray[np.intp],
    text_group: NDArray[np.intp],
    settings: ClaimSettings,
    figures: FigureSettings,
    progress: Told,
) -> tuple[
    tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.intp], Firm, csr_array],
    tuple[NDArray[np.intp], NDArray[np.float64]],
]:
    """Group the wordings that state the same fact, neighbourhood by neighbourhood.

    Returns
    -------
    group : ndarray of shape (n_wordings,)
    elsewhere : ndarray of shape (n_wordings,)
        Nearness of each wording's best match in another text (`nearness`); 0 where none is near.
    opposed : ndarray of shape (n_disputes, 2)
        Wordings that are probably of one fact and differ in it.
    firm : Firm
        Which wordings surely state what others do.
    probable : csr_array of shape (n_wordings, n_wordings)
        Probability of stating one fact, of the pairs that may; symmetric.
    pairs : ndarray of shape (n_pairs, 2)
        Wordings compared that may state one fact, and how far each bears the other out (`corroboration`), shape (n_pairs, 2).
    """
    import scipy.sparse as sp

    group, elsewhere = np.zeros(len(rows), dtype=np.intp), np.zeros(len(rows))
    opposed, n_groups = [np.empty((0, 2), dtype=np.intp)], 0
    firm = [np.empty((0, 2), dtype=np.intp)]
    compared, borne, probable = [np.empty((0, 2), dtype=np.intp)], [np.empty((0, 2))], [np.empty(0)]
    for found in each_weighed(corpus, embeddings, rows, settings, progress):
        near, pairs, evidence, weights = found.near, found.pairs, found.evidence, found.weights
        group[near] = n_groups + linked_pairs(pairs.first, pairs.second, weights, len(near), settings.probability)
        n_groups = int(group[near].max(initial=n_groups - 1)) + 1
        elsewhere[near] = _best_elsewhere(
            pairs, nearness(evidence, found.probable, settings.exclusive_below), text_group[near]
        )
        strong = found.disputed & (found.probable >= settings.probability)
        against = near[np.column_stack((pairs.first[strong], pairs.second[strong]))]
        opposed.append(against[[_opposed(corpus, int(rows[i]), int(rows[j]), figures) for i, j in against.tolist()]])
        sure = surely_said(corpus, rows[near], pairs, weights, settings.firm, settings.held)
        sure[found.unknown & (evidence[:, _CONTENT] < _SURELY_FOREIGN)] = False
        ends = near[np.column_stack((pairs.first, pairs.second))]
        firm.extend((ends[sure[:, 0]], ends[sure[:, 1]][:, ::-1]))
        likely = weights >= TELLING
        compared.append(ends[likely])
        borne.append(weights[likely, None] * pairs.held[likely])
        probable.append(weights[likely])
    ends = np.concatenate(compared)
    both_ways = np.concatenate((ends, ends[:, ::-1])).T
    matrix = sp.csr_array((np.tile(np.concatenate(probable), 2), tuple(both_ways)), shape=(len(rows), len(rows)))
    alike = group, elsewhere, np.concatenate(opposed), Firm(np.concatenate(firm), len(rows)), matrix
    return alike, (ends, np.concatenate(borne))


def _opposed(corpus: Corpus, i: int, j: int, figures: FigureSettings) -> bool:
    """Whether one of two sentences worded alike denies the other, or comes to another number, or particular, of the same thing and time.

    Sentences of one article never do: it tells of two parties, or of two who spoke, and explains itself.
    """
    if corpus.document_of[i] == corpus.document_of[j]:
        return False
    if one_denies(corpus, i, j) or disputing(corpus, i, j, figures):
        return True
    return published_together(corpus, i, j, figures.days) and opposing(corpus, i, j)


class Firm:
    """Pairs of wordings, of shape (n_pairs, 2), the second of which surely states what the first does; kept as one whole number a pair."""

    def __init__(self, pairs: NDArray[np.intp], n_wordings: int) -> None:
        self._n = n_wordings
        self._keys = np.unique(pairs @ [n_wordings, 1])

    def most_said(self, wordings: NDArray[np.intp], outlets: NDArray[np.intp], n_tried: int) -> int:
        """Which of the first few wordings of a claim those of most outlets surely state; of equals the first."""
        if (wordings == wordings[0]).all():
            return 0
        said = [len(np.unique(outlets[self.holds(wording, wordings)])) for wording in wordings[:n_tried].tolist()]
        return int(np.argmax(said))

    def holds(self, wording: int, others: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether each of others surely states what a wording does, or is the same, shape (n_others,)."""
        wanted = wording * self._n + others
        places = np.searchsorted(self._keys, wanted)
        found = places < len(self._keys)
        found[found] = self._keys[places[found]] == wanted[found]
        return np.asarray(found | (others == wording), dtype=bool)


def linkable(
    pairs: Pairs,
    probable: NDArray[np.float64],
    disputed: NDArray[np.bool_],
    asking: NDArray[np.bool_],
    bar: float,
) -> NDArray[np.float64]:
    """What each pair says for putting its two sentences together, shape (n_pairs,).

    The probability that they state one fact; nothing where their figures exclude each other, or one denies the other; and minus infinity,
    which holds them apart in whatever company they come, where they differ so and are probably of one fact, and where
    one of them asks and the other states.

    Parameters
    ----------
    pairs : Pairs
    probable : ndarray of shape (n_pairs,)
    disputed : ndarray of bool, shape (n_pairs,)
    asking : ndarray of bool, shape (n_rows,)
        Sentences that are questions.
    bar : float
        Probability from which a pair is of one fact.
    """
    weights = np.where(disputed, 0.0, probable)
    weights[(disputed & (probable >= bar)) | (asking[pairs.first] != asking[pairs.second])] = -np.inf
    return weights


def nearness(evidence: NDArray[np.float64], probable: NDArray[np.float64], bar: float) -> NDArray[np.float64]:
    """Return how near the two sentences of each pair are, shape (n_pairs,): the probability that they state one fact, and `bar` at least where five words in a row stand in both.

    Parameters
    ----------
    evidence : ndarray of shape (n_pairs, len(EVIDENCE))
    probable : ndarray of shape (n_pairs,)
    bar : float
        Below it one text alone says it.
    """
    return np.maximum(probable, np.where(evidence[:, _RUN] >= _TAKEN_OVER, bar, 0.0))


def _best_elsewhere(pairs: Pairs, near: NDArray[np.float64], text_group: NDArray[np.intp]) -> NDArray[np.float64]:
    """Nearness of each wording's best match in another text, shape (n_wordings,); 0 where none is near."""
    best = np.zeros(len(text_group))
    apart = text_group[pairs.first] != text_group[pairs.second]
    for side in (pairs.first, pairs.second):
        np.maximum.at(best, side[apart], near[apart])
    return best
