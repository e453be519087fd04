"""Timeline: who published each claim first, and how long after the others did. Only what the clock of the articles can carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from ..corpus import Corpus
    from .claims import Claims

__all__ = ["Clock", "Timed", "Timeline", "TimelineOutlet", "find_timeline"]

#: The easternmost clock: a date, or an hour without a zone, may have been written by it.
_EASTERNMOST: Final = timedelta(hours=14)

_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Clock:
    """When a document was published, as far as it is known.

    Attributes
    ----------
    document : int
    instant : float or None
        Seconds since 1970; None where hour or zone is not known.
    earliest : float or None
        The earliest instant that its date allows; None where it has no date.
    reason : str or None
        Why it has no instant: ``"no date"``, ``"a date without an hour"``, ``"an hour without a time zone"``.
    """

    document: int
    instant: float | None
    earliest: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Timed:
    """One claim in one outlet.

    Attributes
    ----------
    claim, outlet : int
    document : int
        The first document of the outlet that states it, among those with hour and zone.
    lag_minutes : float
        Minutes after the first publication of the claim; 0 for the first, or for several at once.
    certain : bool
        False where a document that states the claim too has no hour or zone and may have come before.
    """

    claim: int
    outlet: int
    document: int
    lag_minutes: float
    certain: bool


@dataclass(frozen=True, slots=True)
class TimelineOutlet:
    """How early an outlet is.

    Attributes
    ----------
    outlet : int
    n_claims : int
        Claims of several outlets that it states at a known time.
    n_first, n_tied : int
        Those that it alone published first, and those that it published first at the same minute as another.
    median_lag_minutes : float
        Over its claims.
    """

    outlet: int
    n_claims: int
    n_first: int
    n_tied: int
    median_lag_minutes: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who published what first, in the versions supplied.

    Attributes
    ----------
    items : tuple of Timed
        Claim by claim, first published first.
    outlets : tuple of TimelineOutlet
        Those with a known time, by name.
    clocks : tuple of Clock
        One a document.
    refused : str or None
        Why there is nothing.
    """

    items: tuple[Timed, ...]
    outlets: tuple[TimelineOutlet, ...]
    clocks: tuple[Clock, ...]
    refused: str | None


def _clock(document: int, published: str | None) -> Clock:
    if published is None:
        return Clock(document, None, None, "no date")
    moment = datetime.fromisoformat(published)
    if len(published) > 10 and moment.tzinfo is not None:
        instant = moment.timestamp()
        return Clock(document, instant, instant, None)
    earliest = (moment.replace(tzinfo=UTC) - _EASTERNMOST).timestamp()
    reason = "a date without an hour" if len(published) == 10 else "an hour without a time zone"
    return Clock(document, None, earliest, reason)


def find_timeline(corpus: Corpus, claims: Claims) -> Timeline:
    """Find for each claim of several outlets who published it first, and the lag of the others.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    claims : Claims

    Returns
    -------
    Timeline

    Notes
    -----
    A document counts with the hour at which the version supplied was published, whatever an earlier version said. Instants
    within the same minute are a tie. O(sum of the claims' sentences).
    """
    clocks = tuple(_clock(d, document.published) for d, document in enumerate(corpus.documents))
    index = {outlet: o for o, outlet in enumerate(corpus.outlets)}
    outlet_of = [index[document.outlet] for document in corpus.documents]
    if len({outlet_of[clock.document] for clock in clocks if clock.instant is not None}) < 2:
        return Timeline((), (), clocks, _refusal(clocks))
    items: list[Timed] = []
    for number, claim in enumerate(claims.items):
        documents = sorted({int(corpus.document_of[i]) for i in claim.sentences})
        known: dict[int, tuple[float, int]] = {}
        for d in documents:
            instant = clocks[d].instant
            if instant is not None:
                known[outlet_of[d]] = min(known.get(outlet_of[d], (np.inf, d)), (instant // _MINUTE, d))
        if len(known) < 2:
            continue
        first = min(minute for minute, _ in known.values())
        certain = not any(_may_precede(clocks[d], (first + 1) * _MINUTE) for d in documents)
        items += [
            Timed(number, o, d, minute - first, certain)
            for o, (minute, d) in sorted(known.items(), key=lambda item: (item[1][0], corpus.outlets[item[0]]))
        ]
    refused = None if items else "no claim is stated by two outlets whose hour and time zone are known"
    return Timeline(tuple(items), _outlets(items), clocks, refused)


def _may_precede(clock: Clock, instant: float) -> bool:
    return clock.instant is None and (clock.earliest is None or clock.earliest < instant)


def _refusal(clocks: tuple[Clock, ...]) -> str:
    """Say how many documents lack what, most frequent first."""
    reasons = [clock.reason for clock in clocks if clock.reason is not None]
    counts = sorted({(-reasons.count(reason), reason) for reason in reasons})
    missing = ", ".join(f"{-n} {'has' if n == -1 else 'have'} {reason}" for n, reason in counts)
    documents = "1 document" if len(clocks) == 1 else f"{len(clocks)} documents"
    return (
        "a lag needs two outlets whose hour and time zone of publication are known "
        f"(published: 2025-02-18T17:40:00+03:00); of {documents} {missing or 'all are of one outlet'}"
    )


def _outlets(items: list[Timed]) -> tuple[TimelineOutlet, ...]:
    first: dict[int, int] = {}
    for item in items:
        first[item.claim] = first.get(item.claim, 0) + (item.lag_minutes == 0)
    found = []
    for outlet in sorted({item.outlet for item in items}):
        mine = [item for item in items if item.outlet == outlet]
        leading = [first[item.claim] for item in mine if item.lag_minutes == 0]
        found.append(
            TimelineOutlet(
                outlet,
                len(mine),
                sum(n == 1 for n in leading),
                sum(n > 1 for n in leading),
                float(np.median([item.lag_minutes for item in mine])),
            )
        )
    return tuple(found)
