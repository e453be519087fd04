"""What is shown on stderr while the work goes on, and where the time went when it is done."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..timing import Profile

__all__ = ["Line", "begin_profile", "profile_table", "remaining"]

#: Returns to the beginning of the line and empties it.
CLEAR: Final = "\r\x1b[K"

#: A rate is not shown before this many seconds: it would be a guess.
_SETTLED: Final = 1.0


def remaining(seconds: float) -> str:
    """Say how long something will take, no more precisely than it is known.

    Examples
    --------
    >>> remaining(4.2), remaining(75), remaining(7300)
    ('5 s', '1 min 15 s', '2 h 1 min')
    """
    whole = int(-(-seconds // 1))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class Line:
    """A line on a terminal that rewrites itself: stage, work done, rate, time left.

    Parameters
    ----------
    write : callable
        Takes the text.
    clock : callable, optional
        Seconds.
    """

    def __init__(self, write: Callable[[str], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._write = write
        self._clock = clock
        self._stage = ""
        self._first = 0
        self._since = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage has come; when it is done, the line is emptied."""
        now = self._clock()
        if stage != self._stage or done <= self._first:
            self._stage, self._first, self._since = stage, done, now
        if done >= total:
            self._stage = ""
            self._write(CLEAR)
            return
        text = f"{CLEAR}{stage}: {done:,} of {total:,}"
        seconds = now - self._since
        if seconds >= _SETTLED and done > self._first:
            rate = (done - self._first) / seconds
            text += f", {rate:,.0f}/s, {remaining((total - done) / rate)} left"
        self._write(text)


def begin_profile(context: typer.Context, wanted: bool) -> bool:
    """Let the stages time themselves; say where the time went when the command ends, if that is wanted.

    On a terminal, the name of the stage stands on the line while nothing counts its work.
    """
    from ..timing import Profile, profiled

    begun = time.perf_counter()
    starting = time.process_time()

    def entered(name: str | None) -> None:
        if sys.stderr.isatty() and not context.params.get("quiet"):
            sys.stderr.write(CLEAR + (f"{name} ..." if name is not None else ""))
            sys.stderr.flush()

    profile: Profile = context.with_resource(profiled(Profile(entered)))
    if wanted:
        context.call_on_close(
            lambda: typer.echo(profile_table(profile, time.perf_counter() - begun, starting), err=True)
        )
    return wanted


def profile_table(profile: Profile, seconds: float, starting: float) -> str:
    """Lay out where the time went.

    Parameters
    ----------
    profile : Profile
    seconds : float
        From the first option read to the end.
    starting : float
        Before that: what Python and the imports took of the processor, in seconds.

    Returns
    -------
    str
        A line a stage, longest first.

    Examples
    --------
    >>> from summarize.timing import Profile
    >>> print(profile_table(Profile(), 0.9, 0.1))
    summarize: 1.00 s
         0.90 s   90.0 %  everything else
         0.10 s   10.0 %  starting the program
    """
    rows = {"starting the program": starting, **profile.seconds}
    rows["everything else"] = max(0.0, seconds - sum(profile.seconds.values()))
    total = max(sum(rows.values()), 1e-9)
    ordered = sorted(rows.items(), key=lambda row: -row[1])
    lines = [f"{each:9.2f} s  {100 * each / total:5.1f} %  {name}" for name, each in ordered]
    return "\n".join((f"summarize: {total:.2f} s", *lines))
