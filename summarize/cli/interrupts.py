"""Ctrl-C and SIGTERM: both end a command in the same way, each with the exit status that shells expect of it."""

from __future__ import annotations

import signal
import threading
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

import typer

from .progress import end_display

if TYPE_CHECKING:
    from types import FrameType

#: Exit status of a command that Ctrl-C ended: 128 and the number of the signal.
_INTERRUPTED: Final = 130


#: Whether the command embeds, and keeps what it embeds.
KEEPS: Final[ContextVar[bool]] = ContextVar("summarize_keeps", default=False)


class Terminated(KeyboardInterrupt):
    """SIGTERM, raised where Ctrl-C would have been: what tidies up after the one does so after the other."""

    status: Final = 143


def heed_termination() -> None:
    """Let SIGTERM end the program as Ctrl-C does; left alone where whoever started it, or embeds it, decided otherwise."""
    ours = threading.current_thread() is threading.main_thread()
    if ours and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated


def ended(interrupt: KeyboardInterrupt, kept: str) -> typer.Exit:
    """Empty the line of progress, say on stderr that the command was ended and what of its work is kept.

    Parameters
    ----------
    interrupt : KeyboardInterrupt
    kept : str
        A clause.

    Returns
    -------
    typer.Exit
        To be raised: with 130 after Ctrl-C, with 143 after SIGTERM.
    """
    end_display()
    terminated = isinstance(interrupt, Terminated)
    typer.echo(f"\nsummarize: {'terminated' if terminated else 'interrupted'}; {kept}", err=True)
    return typer.Exit(Terminated.status if terminated else _INTERRUPTED)
