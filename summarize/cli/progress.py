"""What is shown on stderr while the work goes on, and where the time went when it is done."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from math import ceil
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..timing import Profile

#: Returns to the beginning of the line and empties it.
CLEAR: Final = "\r\x1b[K"

#: A rate is not shown before this many seconds: it would be a guess.
_SETTLED: Final = 1.0

#: Seconds without a word after which the line says by itself how long the stage has taken so far, and how often it looks whether that is so.
_SILENCE: Final = 1.0
_LOOK: Final = 0.5

#: Shown between two stages.
_UNNAMED: Final = "working"


def _duration(seconds: float) -> str:
    """Whole seconds, minutes or hours that are over.

    Examples
    --------
    >>> _duration(5.9), _duration(75), _duration(7300)
    ('5 s', '1 min 15 s', '2 h 1 min')
    """
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class _Count:
    """How far a counted stage has come, and since when it is counted."""

    def __init__(self, stage: str, done: int, now: float) -> None:
        self.stage, self.first, self.since = stage, done, now
        self.done = self.total = done

    def text(self, now: float) -> str:
        """Work done, rate, time left."""
        text = f"{self.stage}: {self.done:,} of {self.total:,}"
        seconds = now - self.since
        if seconds >= _SETTLED and self.done > self.first:
            rate = (self.done - self.first) / seconds
            text += f", {rate:,.0f}/s, {_duration(ceil((self.total - self.done) / rate))} left"
        return text


class Display:
    """One line on a terminal for a whole command: what is being done, how far it is, how long it will take.

    A counted stage shows its count while there is one, and when that is done the name of the stage around it: as long as the command
    works the line is not empty. Where nothing is reported for a second, a thread draws the line again, with the seconds that the stage has taken so far.

    Parameters
    ----------
    write : callable
        Takes the text.
    clock : callable, optional
        Seconds.
    columns : callable, optional
        The width of the terminal: a line that wrapped could not be written over.
    watched : bool
        Whether a thread draws when nothing is reported; else `tick` is for the caller to call.

    Notes
    -----
    The thread begins with the first stage, looks twice a second whether something is silent, holds nothing that another waits for while it
    sleeps, and ends in `close`. In a process that was forked off the display is mute: its thread is not there, and its lock may be held by nobody.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        clock: Callable[[], float] = time.monotonic,
        columns: Callable[[], int] = lambda: 80,
        *,
        watched: bool = False,
    ) -> None:
        self._write, self._clock, self._columns = write, clock, columns
        self._watched = watched
        self._owner = os.getpid()
        # An interrupt may come while the line is written; what then says so in the same thread must not wait for itself.
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._at_work = False
        self._around: list[tuple[str, float]] = []
        self._count: _Count | None = None
        self._counting = False
        self._begun = self._heard = clock()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a counted stage has come."""
        if self._is_over():
            return
        with self._lock:
            now = self._clock()
            if self._count is None or stage != self._count.stage or done <= self._count.first:
                self._count = _Count(stage, done, now)
            self._count.done, self._count.total = done, total
            self._counting = done < total
            if not self._counting:
                self._count = None
            self._draw(now)

    def entered(self, stage: str | None) -> None:
        """Show a stage that begins, or the one around a stage that ends; None where there is none."""
        if self._is_over() or (stage is None and not self._at_work):
            return
        with self._lock:
            now = self._clock()
            names = [name for name, _ in self._around]
            if stage is None:
                self._around, self._begun = [], now
            elif stage in names:
                del self._around[names.index(stage) + 1 :]
            else:
                self._around.append((stage, now))
            # A stage within a counted one hides the count, which goes on with its next report.
            self._counting = False
            self._draw(now)

    def tick(self) -> None:
        """Draw the line again where nothing was reported for a second."""
        with self._lock:
            now = self._clock()
            if self._at_work and now - self._heard >= _SILENCE and not self._is_over():
                self._put(self._line(now, silent=True))

    def say(self, message: str) -> None:
        """Say something on a line of its own, above the one that rewrites itself."""
        if self._is_over():
            typer.echo(message, err=True)
            return
        with self._lock:
            self._put("")
            typer.echo(message, err=True)
            if self._at_work:
                self._put(self._line(self._clock(), silent=False))

    def rest(self) -> None:
        """Empty the line until another stage begins: the command waits for something."""
        if self._is_over():
            return
        with self._lock:
            if self._at_work:
                self._put("")
            self._at_work, self._around, self._count, self._counting = False, [], None, False

    def close(self) -> None:
        """Empty the line for good; nothing is written after that."""
        if self._is_over():
            return
        self._closed.set()
        if self._thread is not None:
            # It wakes at once. Should the terminal hold up what it writes, nobody waits for it longer than this.
            self._thread.join(_SILENCE)
        if self._at_work:
            self._put("")

    def _is_over(self) -> bool:
        return self._closed.is_set() or os.getpid() != self._owner

    def _draw(self, now: float) -> None:
        """Draw what was reported just now."""
        self._heard, self._at_work = now, True
        if self._watched and self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="summarize-display", daemon=True)
            self._thread.start()
        self._put(self._line(now, silent=False))

    def _line(self, now: float, *, silent: bool) -> str:
        if self._counting and self._count is not None:
            text = self._count.text(now)
            return f"{text}, {_duration(now - self._count.since)} so far" if silent else text
        stage, since = self._around[-1] if self._around else (_UNNAMED, self._begun)
        seconds = now - since
        return f"{stage} ... {_duration(seconds)}" if seconds >= _SETTLED else f"{stage} ..."

    def _put(self, text: str) -> None:
        self._write(CLEAR + text[: max(self._columns() - 1, 1)])

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK):
            self.tick()


def _write_stderr(text: str) -> None:
    """Write to the terminal without Python's buffer, whose lock two threads and a forked process would share."""
    stream = sys.stderr
    try:
        os.write(stream.fileno(), text.encode(stream.encoding or "utf-8", "backslashreplace"))
    except OSError:
        # The terminal was closed, or takes no more just now. What is shown is no result: the work goes on without it.
        return


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


_SHOWN: Final[ContextVar[Display | None]] = ContextVar("summarize_display", default=None)


@contextmanager
def showing() -> Iterator[None]:
    """Let a command show how far it is, where stderr is a terminal; its line is gone when the command ends, however it does."""
    if not sys.stderr.isatty():
        yield
        return
    shown = Display(_write_stderr, columns=_columns, watched=True)
    token = _SHOWN.set(shown)
    try:
        yield
    finally:
        _SHOWN.reset(token)
        shown.close()


def display(quiet: bool) -> Display | None:
    """The display of the command that runs; None where stderr is no terminal, or the command was asked to be quiet."""
    return None if quiet else _SHOWN.get()


def end_display() -> None:
    """Empty the line for good: what comes now goes where it stands."""
    shown = _SHOWN.get()
    if shown is not None:
        shown.close()


def begin_profile(context: typer.Context, wanted: bool) -> bool:
    """Let the stages time themselves; say where the time went when the command ends, if that is wanted.

    On a terminal, the name of the stage stands on the line while nothing counts its work.
    """
    from ..timing import Profile, profiled

    begun = time.perf_counter()
    starting = time.process_time()

    def shown() -> Display | None:
        # Whether it shall be quiet is known when all options are read.
        return display(bool(context.params.get("quiet")))

    def entered(name: str | None) -> None:
        if (line := shown()) is not None:
            line.entered(name)

    def counted(name: str, done: int, total: int) -> None:
        if (line := shown()) is not None:
            line(name, done, total)

    profile: Profile = context.with_resource(profiled(Profile(entered, counted)))
    if wanted:

        def tell() -> None:
            end_display()
            typer.echo(profile_table(profile, time.perf_counter() - begun, starting), err=True)

        context.call_on_close(tell)
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
