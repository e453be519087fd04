"""``summarize collect``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .interrupts import ended
from .run import Run
from .shared import takes_run

#: Names a list of addresses on standard input.
_STDIN = "-"


@takes_run(
    {"json", "format", "model", "settings_file", "quiet", "profile", "no_cache", "random_state"},
    hidden=("model", "settings_file", "random_state"),
)
def command(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Folder to collect into.")],
    addresses: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL|FEED...",
            help="Web addresses of articles, feeds (RSS, Atom) or sitemaps, or - for a list of them on stdin, one a line.",
        ),
    ] = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", metavar="FILE", help="Take addresses from a file too, one a line; # begins a comment. Repeatable."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="The first N wanted entries of each feed.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Only entries of feeds from this day on, and those without a date."
        ),
    ] = None,
    match: Annotated[
        list[str] | None,
        typer.Option(
            "--match",
            metavar="WORDS",
            help="Only entries of feeds with all these words, or beginnings of words, in headline or summary; given again: or all those.",
        ),
    ] = None,
    refresh: Annotated[
        bool,
        typer.Option(
            "--refresh",
            help="Ask for pages that are in the folder again; earlier versions are kept in FOLDER/.collect.",
        ),
    ] = False,
    delay: Annotated[
        float,
        typer.Option(
            "--delay",
            min=0,
            metavar="SECONDS",
            help="Between two requests to one site; more where its robots.txt asks for it.",
        ),
    ] = 1.0,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="For connecting, and for an answer to come.")
    ] = 20.0,
    contact: Annotated[
        str,
        typer.Option(
            "--contact",
            metavar="ADDRESS",
            help="A mail address or page of yours, told to the servers beside the program's name.",
        ),
    ] = "",
    private_host: Annotated[
        list[str] | None,
        typer.Option(
            "--private-host",
            metavar="HOST",
            help="A host of your own network that may be fetched from, such as an agency's receiver. All other private "
            "addresses stay closed, so that no page can lead into your network. Repeatable.",
        ),
    ] = None,
    *,
    run: Run,
) -> None:
    """Fetch coverage from the web into a folder that the other commands take as a corpus.

    Pages are saved as they came, with address and hour; what is there already is not fetched again, so the same line can be run every hour.
    robots.txt is obeyed. This is the only command that goes online; it needs pip install ".[fetch]".

    No model is used and nothing is drawn at random: --model, --settings and --random-state are taken, as by every command, and change nothing.

    Example: summarize collect https://courier.example/feed.xml --match "Riyadh talks" -o talks
    """
    from ..pipeline import collecting

    try:
        with run.store() as store:
            record = collecting.collect(
                *_named(addresses or [], lists or []),
                folder=folder,
                limit=limit,
                since=since,
                match=match or (),
                refresh=refresh,
                delay_seconds=delay,
                timeout_seconds=timeout,
                contact=contact,
                private_hosts=private_host or (),
                cache=store,
                progress=run.progress(),
            ).record
    except KeyboardInterrupt as interrupt:
        kept = f"what was saved in {folder} so far is whole, and the next run goes on from there"
        raise ended(interrupt, kept) from None
    run.emit(record)


def _named(addresses: list[str], lists: list[Path]) -> list[str]:
    """The addresses of the command line, of standard input and of files, in this order."""
    named: list[str] = []
    for address in addresses:
        named += _lines(sys.stdin.read()) if address == _STDIN else [address]
    for path in lists:
        if str(path) == _STDIN:
            named += _lines(sys.stdin.read())
            continue
        try:
            named += _lines(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            words = getattr(error, "strerror", None) or "it is not UTF-8"
            raise typer.BadParameter(f"{path}: {words}", param_hint="--from") from error
    return named


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
