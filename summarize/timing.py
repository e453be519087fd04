"""Where the time goes: stages time themselves while someone is looking, and cost nothing otherwise."""

from __future__ import annotations

import itertools
import time
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    #: Called with the work done and all of it; None where nobody is told.
    Told = Callable[[int, int], None] | None

    #: Called with the stage, the work done and all the work.
    Progress = Callable[[str, int, int], None]

_Item = TypeVar("_Item")

#: Reports that a loop makes at most: more are not seen, and cost time.
_REPORTS: Final = 500


class Profile:
    """Seconds of each stage, without those of the stages inside it.

    Parameters
    ----------
    entered : callable, optional
        Called with the name of a stage that is shown when it begins, and with the one around it, or None, when it ends.
    counted : callable, optional
        Called with the name of a stage that counts its work (`counting`), the work done and all of it.

    Attributes
    ----------
    seconds : dict of str to float
        By stage, in the order in which they were first entered.
    """

    def __init__(
        self,
        entered: Callable[[str | None], None] | None = None,
        counted: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.seconds: dict[str, float] = {}
        self.counted = counted
        self._entered = entered
        self._open: list[tuple[str, bool]] = []
        self._since = time.perf_counter()

    def enter(self, name: str, shown: bool = True) -> None:
        """Begin a stage, inside the one that is open."""
        self._charge()
        self._open.append((name, shown))
        self.seconds.setdefault(name, 0.0)
        if shown and self._entered is not None:
            self._entered(name)

    def leave(self) -> None:
        """End the stage that was begun last."""
        self._charge()
        _, shown = self._open.pop()
        if shown and self._entered is not None:
            self._entered(next((name for name, told in reversed(self._open) if told), None))

    def _charge(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1][0]] += now - self._since
        self._since = now


_LOOKING: Final[ContextVar[Profile | None]] = ContextVar("summarize_profile", default=None)


@contextmanager
def profiled(profile: Profile) -> Iterator[Profile]:
    """Let the stages inside time themselves.

    Examples
    --------
    >>> with profiled(Profile()) as found:
    ...     with stage("reading"):
    ...         pass
    >>> list(found.seconds)
    ['reading']
    """
    token = _LOOKING.set(profile)
    try:
        yield profile
    finally:
        _LOOKING.reset(token)


@contextmanager
def stage(name: str, *, shown: bool = True) -> Iterator[None]:
    """Mark a stage of the work.

    Parameters
    ----------
    name : str
    shown : bool
        Whether it is worth telling those who wait; not where it is one of many that are short.
    """
    profile = _LOOKING.get()
    if profile is None:
        yield
        return
    profile.enter(name, shown)
    try:
        yield
    finally:
        profile.leave()


def counting(name: str) -> Callable[[int, int], None] | None:
    """What a stage calls with its work done and all of it, that is given nobody to tell; None while nobody is looking."""
    profile = _LOOKING.get()
    return None if profile is None or profile.counted is None else partial(profile.counted, name)


def steps(n_steps: int, n_items: int, progress: Callable[[int, int], None] | None) -> Callable[[], None]:
    """Return what to call after each step of a stage that goes through all its items in each of them.

    Parameters
    ----------
    n_steps : int
        Of about the same length.
    n_items : int
    progress : callable, optional
        Called with the share of the items that the steps done come to, and the number of all; now with none.

    Examples
    --------
    >>> told = []
    >>> step = steps(2, 100, lambda done, total: told.append((done, total)))
    >>> step(), step(), told
    (None, None, [(0, 100), (50, 100), (100, 100)])
    """
    done = itertools.count()

    def step() -> None:
        if progress is not None:
            progress(min(next(done), n_steps) * n_items // n_steps, n_items)

    step()
    return step


def followed(items: Sequence[_Item], progress: Callable[[int, int], None] | None) -> Iterator[_Item]:
    """Go through items, and say now and then how many are done.

    Parameters
    ----------
    items : sequence
    progress : callable, optional
        Called with the number of items done and of all, from none to all of them.

    Examples
    --------
    >>> told = []
    >>> list(followed("ab", lambda done, total: told.append((done, total)))), told
    (['a', 'b'], [(0, 2), (1, 2), (2, 2)])
    """
    if progress is None:
        yield from items
        return
    step = max(1, len(items) // _REPORTS)
    for done, item in enumerate(items):
        if done % step == 0:
            progress(done, len(items))
        yield item
    progress(len(items), len(items))


@contextmanager
def portions(
    progress: Callable[[int, int], None] | None, n_items: int, *seconds: float
) -> Iterator[tuple[Callable[[int, int], None] | None, ...]]:
    """Count a stage of several passes as one work, of which each pass has its portion.

    A pass reports its own work done and all of its own; whoever waits sees one number that only grows, from none of the items to all of
    them, and the time left that is reckoned from it is that of the stage.

    Parameters
    ----------
    progress : callable, optional
        Called with the share of the items that the work done comes to, and the number of all: with none at the beginning, and with all of
        them once, at the end, however many passes there turned out to be.
    n_items : int
    *seconds : float
        How long each pass takes, in any unit: their ratios are what counts.

    Yields
    ------
    tuple of callable or None
        What each pass calls with its work done and all of it; None where nobody is told.

    Notes
    -----
    A pass that reports may be divided into portions itself.

    Examples
    --------
    >>> told = []
    >>> with portions(lambda done, total: told.append((done, total)), 100, 3, 1) as (reading, comparing):
    ...     texts = list(followed("ab", reading))
    ...     comparing(1, 2)
    >>> told
    [(0, 100), (37, 100), (75, 100), (87, 100), (100, 100)]
    """
    if progress is None:
        yield (None,) * len(seconds)
        return
    furthest, whole = 0, sum(seconds) or 1.0

    def told(before: float, own: float, done: int, total: int) -> None:
        nonlocal furthest
        now = int(n_items * (before + own * done / max(total, 1)) / whole)
        # What is told of all is told when the stage is over, not when its last pass counts its last item.
        if furthest < now < n_items:
            furthest = now
            progress(now, n_items)

    if n_items:
        progress(0, n_items)
    yield tuple(partial(told, sum(seconds[:k]), own) for k, own in enumerate(seconds))
    progress(n_items, n_items)
