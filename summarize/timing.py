"""Where the time goes: stages time themselves while someone is looking, and cost nothing otherwise."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Profile", "profiled", "stage"]


class Profile:
    """Seconds of each stage, without those of the stages inside it.

    Parameters
    ----------
    entered : callable, optional
        Called with the name of the stage that the program is now in, None where it is in none.

    Attributes
    ----------
    seconds : dict of str to float
        By stage, in the order in which they were first entered.
    """

    def __init__(self, entered: Callable[[str | None], None] | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._entered = entered
        self._open: list[str] = []
        self._since = time.perf_counter()

    def enter(self, name: str) -> None:
        """Begin a stage, inside the one that is open."""
        self._charge()
        self._open.append(name)
        self.seconds.setdefault(name, 0.0)
        self._tell()

    def leave(self) -> None:
        """End the stage that was begun last."""
        self._charge()
        self._open.pop()
        self._tell()

    def _charge(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def _tell(self) -> None:
        if self._entered is not None:
            self._entered(self._open[-1] if self._open else None)


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
def stage(name: str) -> Iterator[None]:
    """Mark a stage of the work."""
    profile = _LOOKING.get()
    if profile is None:
        yield
        return
    profile.enter(name)
    try:
        yield
    finally:
        profile.leave()
