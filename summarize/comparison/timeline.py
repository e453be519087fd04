"""Timeline: who published each claim first, and how long after the others did. Only what the dates of the articles can carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from .clocks import Clock, clocks_of
from .echoes import find_echoes
from .statements import find_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..corpus import Corpus, Embeddings
    from .claims import Claims
    from .statements import Statement

#: Probability that an article states a claim in a sentence which the claim does not hold, from which it may have been earlier.
_PERHAPS: Final = 0.5

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
    n_claims, n_certain : int
        Claims of several outlets that it states and whose order is known in part, and those of which it is certain who was first.
    n_first, n_tied : int
        Of the certain ones, those that it alone published first, and those that it published first in the same minute as another.
    median_lag_minutes : float or None
        Over the certain ones whose lag is known to the minute; None without any.
    """

    outlet: int
    n_claims: int
    n_certain: int
    n_first: int
    n_tied: int
    median_lag_minutes: float | None


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
    progress: Callable[[int, int], None] | None = None,
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
        Called with the number of sentences that the work done comes to, and of all that state claims of several outlets.

    Returns
    -------
    Timeline

    Notes
    -----
    Counted are the sentences of a claim that surely say one thing (`find_statements`), and a document surely came before another if
    the latest minute of its date lies before the other's earliest (`Clock`). A document counts with the date of the version
    supplied, whatever an earlier version said. A claim of which no two outlets can be told apart in time is left out.
    O(sum of the claims' sentences), and O(rows * n_sentences * n_dims) for what stands near them.
    """
    clocks = clocks_of(corpus)
    dated = {document.outlet for document, clock in zip(corpus.documents, clocks, strict=True) if clock.dated}
    if len(dated) < 2:
        return Timeline((), (), clocks, 0, _refusal("an order needs dates of publication in two outlets", clocks))
    statements = find_statements(corpus, claims, progress)
    if not statements:
        return Timeline((), (), clocks, 0, "no two outlets have sentences that surely state the same")
    items: list[Timed] = []
    n_unordered = 0
    near = _near(corpus, claims, embeddings, statements) if embeddings is not None else [()] * len(statements)
    for statement, beside in zip(statements, near, strict=True):
        rows = _rows(corpus, clocks, statement, beside)
        n_unordered += not rows
        items += rows
    refused = None if items else _refusal("the dates of publication leave open who came first", clocks)
    return Timeline(tuple(items), _outlets(items), clocks, n_unordered, refused)


def _near(
    corpus: Corpus, claims: Claims, embeddings: Embeddings, statements: Sequence[Statement]
) -> list[tuple[int, ...]]:
    """For each statement the sentences, one an article, that no claim of it holds and that probably state it all the same."""
    chosen = np.array([statement.claim for statement in statements], dtype=np.intp)
    echoes = find_echoes(corpus, embeddings, claims, chosen, np.arange(len(corpus.documents)))
    likely = (echoes.probability >= _PERHAPS) & (echoes.nearest >= 0)
    return [
        tuple(sorted({*nearest[held].tolist()}.difference(claims.items[statement.claim].sentences)))
        for statement, nearest, held in zip(statements, echoes.nearest, likely, strict=True)
    ]


def _rows(corpus: Corpus, clocks: Sequence[Clock], statement: Statement, near: Sequence[int]) -> list[Timed]:
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
    if not earlier and (tied or alone is not None):
        # Only what would be certain is held against all that stands near.
        earlier = _earlier(corpus, clocks, near, first_high, told)
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
                len(certain),
                sum(item.place == "first" for item in certain),
                sum(item.place == "tied" for item in certain),
                float(np.median(lags)) if lags else None,
            )
        )
    return tuple(found)
