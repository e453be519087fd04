"""The command group: its error boundary, and the way every result leaves the program."""

from __future__ import annotations

import gc
import os
import re
import sys
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

from ..errors import SummarizeError
from . import brief, cache, collect, compare, evaluate, gold, read, report, schema, stories, themes, tune
from .interrupts import KEEPS, ended, heed_termination
from .output import forget_output
from .progress import showing


class _Group(TyperGroup):
    """One error boundary for all commands: what a user can repair is a message and exit code 1, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        KEEPS.set(False)
        try:
            with showing():
                return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = _in_plain_words(error.message)
            raise
        except SummarizeError as error:
            typer.echo(f"summarize: {error}", err=True)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as interrupt:
            kept = "what was embedded so far is kept, and the next run goes on from there"
            raise ended(interrupt, kept if KEEPS.get() else "nothing was written") from None
        except BrokenPipeError:
            # The reader of our output went away (`| head`); nothing is wrong and nobody is left to tell.
            forget_output()
            raise typer.Exit(0) from None


def _in_plain_words(message: str) -> str:
    """What is wrong with a value, without the words of the library that found it; of a choice the one that was probably meant.

    Examples
    --------
    >>> _in_plain_words("Value error, 'covrage' is not one of 'coverage', 'claims'.")
    "'covrage' is not one of 'coverage', 'claims'. Did you mean 'coverage'?"
    """
    message = message.removeprefix("Value error, ")
    found = re.match(r"'(.*?)' is not one of (.*)$", message)
    near = get_close_matches(found[1], re.findall(r"'([^']*)'", found[2]), n=1) if found else []
    return f"{message} Did you mean {near[0]!r}?" if near else message


app = typer.Typer(
    cls=_Group,
    name="summarize",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Begin with: summarize read FOLDER, then summarize compare FOLDER. Each command shows an example: summarize compare --help.\n\n"
        "Exit codes: 0 done, 1 the input could not be processed, 2 usage, 130 interrupted, 143 terminated. SUMMARIZE_CACHE names the folder in which vectors "
        "and results are kept."
    ),
    help=(
        "Summarize and compare many outlets' coverage of one story.\n\n"
        "Writes nothing of its own: every sentence shown is verbatim, with outlet, document and span. Runs offline, but for collect."
    ),
)


def _print_version(value: bool) -> None:
    if value:
        from .. import __version__

        typer.echo(f"summarize {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Show the version."),
) -> None:
    """Options before the command."""


for name, command, said in (
    ("brief", brief.command, "What says most, within a budget, each sentence with its source."),
    ("themes", themes.command, "What the coverage is about: labels, sizes, stability, outlets."),
    ("compare", compare.command, "Outlets side by side: who covers what, and who copied whom."),
    ("report", report.command, "All of it on one page; or a workbook, or a picture."),
    ("serve", report.serve, "The page on this machine, made anew when the corpus changes."),
    ("stories", stories.command, "Which documents of a mixed corpus are about one event."),
    ("read", read.command, "What would be read: the audit, or the corpus as clean JSONL."),
    ("collect", collect.command, "Fetch coverage from the web into a folder."),
    ("evaluate", evaluate.command, "Score methods against reference summaries."),
    ("gold", gold.command, "A sheet for labelling, and labels read back."),
    ("tune", tune.command, "Search the settings of themes on your own corpus."),
    ("schema", schema.command, "The JSON Schema of what a command answers with --json."),
    ("cache", cache.command, "What is kept on disk; --clear empties it."),
):
    app.command(name, short_help=said)(command)


def main() -> None:
    """Run the commands, with standard output for the result alone."""
    # Threads of a model that spin while they wait for one another take the processor from whatever else the machine does, and the
    # first run of a busy machine takes three times as long. To be set before PyTorch is loaded; who has set it is obeyed.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    _open_closed_streams()
    heed_termination()
    if os.isatty(1):
        # Asked before the result gets a descriptor of its own: whoever asks for the width, the help too, would see that of nothing.
        os.environ.setdefault("COLUMNS", str(os.get_terminal_size(1).columns or 80))
    # C libraries print on file descriptor 1 behind Python's back (the solver HiGHS does); stdout is the result alone.
    result = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = os.fdopen(result, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    # The values of a run live to its end and hold no cycles worth looking for: asked each 700 objects, the collector takes a tenth of
    # the time of a second run.
    gc.set_threshold(100_000, 20, 20)
    app()


def _open_closed_streams() -> None:
    """Give a program that was started with closed streams an empty input, a mute stderr and a stdout that refuses."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # For reading only: what is written to it fails, and the error says so.
            os.dup2(os.open(os.devnull, os.O_WRONLY if descriptor == 2 else os.O_RDONLY), descriptor)
    if sys.stdin is None:
        sys.stdin = os.fdopen(0, closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", closefd=False)
