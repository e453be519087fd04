"""Timeline: who published each claim first, and how long after the others did. Only what the dates of the articles can carry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ..blocks import row_blocks
from ..timing import portions
from .clocks import Clock, clocks_of
from .echoes import find_echoes
from .neighbourhoods import WHOLE
from .omissions import MOST
from .opposition import telling_apart
from .statements import find_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..timing import Told
    from .claims import Claims
    from .statements import Statement

#: Probability that an article states a claim in a sentence which the claim does not hold, from which it may have been earlier.
_PERHAPS: Final = 0.5

#: Cosine of its nearest sentence to the one taken at its word below which no article reaches that, whatever words they share.
_NEAREST: Final = 0.5

#: Claims times articles that are held against each other word by word, the best supported claims first: a few seconds.
_PAIRS: Final = 150_000

#: Seconds that the passes took of 100,000 sentences: who states what, what stands near it.
_SECONDS: Final = (7.0, 7.0)

#: Where an outlet stands among those that state a claim: first alone, first in the same minute as another, one of several of whom it is not
#: known which was first, or surely after another.
Place = Literal["first", "tied", "perhaps", "later"]


@dataclass(frozen=True, slots=True)
class Timed:
    """One claim in one outlet.

    Attributes
    ----------
    claim, outlet : int
    document, sentence : int
        The first document of the outlet that surely states it, among those with a date, and the sentence of it that does.
    statement : int
        The sentence of the claim that is taken at its word: what it says is what all listed state.
    place : str
        ``"first"``, ``"tied"``, ``"perhaps"`` or ``"later"``, among the outlets that surely state it.
    lag_low, lag_high : float
        Least and most minutes after the first publication that the dates allow; both 0 for the first.
    certain : bool
        Whether nothing stands in the way of the order told: nothing in `earlier`, and a first that is known.
    earlier : tuple of int
        One sentence of each document that may have come before the first and states the claim, perhaps: in other words, without a date, or
        outside the claim and so near to it that it is the likelier. They count for nothing.
    """

    claim: int
    outlet: int
    document: int
    sentence: int
    statement: int
    place: Place
    lag_low: float
    lag_high: float
    certain: bool
    earlier: tuple[int, ...]

    @property
    def lag_minutes(self) -> float | None:
        """Minutes after the first publication; None where the dates leave it open."""
        return self.lag_low if self.lag_low == self.lag_high else None


@dataclass(frozen=True, slots=True)
class TimelineOutlet:
    """How early an outlet is.

    Attributes
    ----------
    outlet : int
    n_claims : int
        Claims of several outlets that it states and whose order is known in part.
    n_first, n_tied : int
        Of those that are certain, those that it alone published first, and those that it published first in the same minute as another.
    median_lag_minutes : float or None
        Over the certain ones whose lag is known to the minute; None without any.
    n_certain : int
        Claims of which it is certain who was first.
    """

    outlet: int
    n_claims: int
    n_first: int
    n_tied: int
    median_lag_minutes: float | None
    n_certain: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who published what first, in the versions supplied.

    Attributes
    ----------
    items : tuple of Timed
        Claim by claim, first published first.
    outlets : tuple of TimelineOutlet
        Those with a dated row, by name.
    clocks : tuple of Clock
        One a document.
    n_unordered : int
        Claims that several outlets surely state, of which the dates do not tell anything of the order.
    refused : str or None
        Why there is nothing.
    """

    items: tuple[Timed, ...]
    outlets: tuple[TimelineOutlet, ...]
    clocks: tuple[Clock, ...]
    n_unordered: int
    refused: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """An outlet's first publication of a statement: the document shown, and the bounds of the minute over all its documents."""

    document: int
    sentence: int
    earliest: float
    latest: float

    @classmethod
    def of(cls, clocks: Sequence[Clock], places: Sequence[tuple[int, int]]) -> _Entry:
        """Of the documents of an outlet and their sentences."""
        document, sentence = min(places, key=lambda place: (clocks[place[0]].latest, clocks[place[0]].earliest, place))
        mine = [clocks[d] for d, _ in places]
        return cls(document, sentence, min(c.earliest for c in mine), min(c.latest for c in mine))


def find_timeline(
    corpus: Corpus,
    claims: Claims,
    embeddings: Embeddings | None = None,
    *,
    progress: Told = None,
) -> Timeline:
    """Find for each claim of several outlets who published it first, and the lag of the others.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    claims : Claims
    embeddings : Embeddings, optional
        Without these, sentences that no claim holds are not looked through for what may have been earlier.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Timeline

    Notes
    -----
    Counted are the sentences of a claim that surely say one thing (`find_statements`), and a document surely came before another if
    the latest minute of its date lies before the other's earliest (`Clock`). A document counts with the date of the version
    supplied, whatever an earlier version said. A claim of which no two outlets can be told apart in time is left out.
    O(sum of the claims' sentences), and O(n_claims * n_sentences * n_dims) for what may have come before those whose first is certain. That is
    looked for only for the best supported ones, `MOST` in a corpus of more than `WHOLE` sentences; of the others no reworded article is known.
    """
    clocks = clocks_of(corpus)
    dated = {document.outlet for document, clock in zip(corpus.documents, clocks, strict=True) if clock.dated}
    if len(dated) < 2:
        return Timeline((), (), clocks, 0, _refusal("an order needs dates of publication in two outlets", clocks))
    with portions(progress, len(corpus.sentences), *_SECONDS) as (stating, looking):
        statements = find_statements(corpus, claims, stating)
        if not statements:
            return Timeline((), (), clocks, 0, "no claim is worded alike enough in two outlets to say who had it first")
        found = [_rows(corpus, clocks, statement) for statement in statements]
        if embeddings is not None:
            _doubt(corpus, clocks, claims, embeddings, statements, found, looking)
    items = [row for rows in found for row in rows]
    refused = None if items else _refusal("the dates of publication leave open who came first", clocks)
    return Timeline(tuple(items), _outlets(items), clocks, sum(not rows for rows in found), refused)


def _doubt(
    corpus: Corpus,
    clocks: Sequence[Clock],
    claims: Claims,
    embeddings: Embeddings,
    statements: Sequence[Statement],
    found: list[list[Timed]],
    progress: Told,
) -> None:
    """Put new rows in the place of those of which an article that may have come before the first probably states the claim, in no sentence of it."""
    certain = [k for k, rows in enumerate(found) if rows and rows[0].certain]
    if len(corpus.sentences) > WHOLE:
        certain = certain[:MOST]
    firsts = np.array([min(clocks[row.document].latest for row in found[k]) for k in certain])
    leaders = np.array([found[k][0].outlet if found[k][0].place == "first" else -1 for k in certain])
    asked = np.array([statements[k].sentence for k in certain], dtype=np.intp)
    near = _near_before(corpus, clocks, embeddings.vectors, asked, firsts, leaders)
    documents = np.flatnonzero(near.any(axis=0))
    rows = np.flatnonzero(near.any(axis=1))[: _PAIRS // max(1, len(documents))]
    unit_of = np.full(len(corpus.documents), -1)
    unit_of[documents] = np.arange(len(documents))
    chosen = np.array([statements[certain[row]].claim for row in rows.tolist()], dtype=np.intp)
    echoes = find_echoes(corpus, embeddings, claims, chosen, unit_of, progress=progress)
    for place, row in enumerate(rows.tolist()):
        claim = claims.items[int(chosen[place])]
        # Whoever says something else of it, or prints a sentence of the claim, does not state it in other words.
        others = {i for k in claim.disputes for i in claims.items[k].sentences}.union(claim.sentences)
        likely = near[row, documents] & (echoes.stated[place] >= _PERHAPS)
        earlier = tuple(
            i
            for i in echoes.nearest[place, likely].tolist()
            if i not in others and not telling_apart(corpus, int(asked[row]), i)
        )
        if earlier:
            found[certain[row]] = [replace(item, certain=False, earlier=earlier) for item in found[certain[row]]]


def _near_before(
    corpus: Corpus,
    clocks: Sequence[Clock],
    vectors: NDArray[np.float32],
    asked: NDArray[np.intp],
    firsts: NDArray[np.float64],
    leaders: NDArray[np.intp],
) -> NDArray[np.bool_]:
    """Which articles may have come before the first of each row, are of another outlet, and hold a sentence near to that asked; shape (n_rows, n_documents)."""
    earliest = np.array([clock.earliest for clock in clocks])[corpus.document_of]
    near = np.zeros((len(asked), len(clocks)), dtype=bool)
    for rows in row_blocks(len(asked), 8 * len(corpus.sentences)):
        may = earliest < firsts[rows, None]
        may &= (corpus.outlet_of != leaders[rows, None]) & (vectors[asked[rows]] @ vectors.T >= _NEAREST)
        k, i = np.nonzero(may)
        near[k + rows.start, corpus.document_of[i]] = True
    return near


def _rows(corpus: Corpus, clocks: Sequence[Clock], statement: Statement) -> list[Timed]:
    """Rows of a statement, first published first; none where the dates leave the whole order open."""
    places: dict[int, list[tuple[int, int]]] = {}
    for i in statement.firm:
        if clocks[corpus.document_of[i]].dated:
            places.setdefault(int(corpus.outlet_of[i]), []).append((int(corpus.document_of[i]), i))
    entries = {outlet: _Entry.of(clocks, own) for outlet, own in places.items()}
    if len(entries) < 2:
        return []
    first_low = min(entry.earliest for entry in entries.values())
    first_high = min(entry.latest for entry in entries.values())
    leaders = {outlet for outlet, entry in entries.items() if entry.earliest <= first_high}
    tied = len(leaders) > 1 and all(entries[outlet].latest == first_low for outlet in leaders)
    if len(leaders) == len(entries) and not tied:
        return []
    alone = next(iter(leaders)) if len(leaders) == 1 else None
    # That one of several leaders may have been first is told by its place.
    told = set() if tied else leaders
    undated = [i for i in statement.firm if not clocks[corpus.document_of[i]].dated]
    earlier = _earlier(corpus, clocks, (*undated, *statement.loose), first_high, told)
    found = []
    for outlet, entry in entries.items():
        place: Place = "later" if outlet not in leaders else "tied" if tied else "perhaps" if alone is None else "first"
        known = place in ("first", "tied")
        found.append(
            Timed(
                statement.claim,
                outlet,
                entry.document,
                entry.sentence,
                statement.sentence,
                place,
                0.0 if known else max(0.0, entry.earliest - first_high),
                0.0 if known else entry.latest - first_low,
                not earlier and (tied or alone is not None),
                earlier,
            )
        )
    return sorted(found, key=lambda item: (item.lag_low, item.lag_high, corpus.outlets[item.outlet]))


def _earlier(
    corpus: Corpus, clocks: Sequence[Clock], candidates: Sequence[int], first_high: float, told: set[int]
) -> tuple[int, ...]:
    """One of some sentences for each document, of other outlets than some, that may have come before the first."""
    by_document: dict[int, int] = {}
    for i in candidates:
        d = int(corpus.document_of[i])
        if clocks[d].earliest < first_high and int(corpus.outlet_of[i]) not in told:
            by_document.setdefault(d, i)
    return tuple(by_document[d] for d in sorted(by_document))


def _refusal(why: str, clocks: Iterable[Clock]) -> str:
    """Say how many documents lack what, most frequent first."""
    clocks = list(clocks)
    reasons = [clock.reason for clock in clocks if clock.reason is not None]
    counts = sorted({(-reasons.count(reason), reason) for reason in reasons})
    missing = ", ".join(f"{-n} {'has' if n == -1 else 'have'} {reason}" for n, reason in counts)
    documents = "1 document" if len(clocks) == 1 else f"{len(clocks)} documents"
    return f"{why}; of {documents} {missing or 'all are of one outlet'}"


def _outlets(items: Sequence[Timed]) -> tuple[TimelineOutlet, ...]:
    found = []
    for outlet in sorted({item.outlet for item in items}):
        mine = [item for item in items if item.outlet == outlet]
        certain = [item for item in mine if item.certain]
        lags = [item.lag_minutes for item in certain if item.lag_minutes is not None]
        found.append(
            TimelineOutlet(
                outlet,
                len(mine),
                sum(item.place == "first" for item in certain),
                sum(item.place == "tied" for item in certain),
                float(np.median(lags)) if lags else None,
                len(certain),
            )
        )
    return tuple(found)
