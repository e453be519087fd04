"""``summarize report`` and ``summarize serve``."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..writing import REPORT_SUFFIXES, Chart, ReportFormat
from .compare import groups_of
from .options import CorpusArgument, GroupsOption, SeedOption, SeedsOption
from .output import PROMISES, deliver, hold_one_format, unlike_its_name
from .progress import display
from .run import Run
from .shared import SHARED, takes_run

if TYPE_CHECKING:
    from ..records.report import ReportRecord


WordsOption = Annotated[int, typer.Option("--words", min=1, help="Words of the brief.")]
TitleOption = Annotated[
    str | None,
    typer.Option(
        "--title",
        metavar="WORDS",
        help="What you call the story.  [default: the headline of the article that begins the brief]",
    ),
]


@takes_run(SHARED - {"format"}, own_endings=PROMISES)
def command(
    corpus: CorpusArgument,
    words: WordsOption = 200,
    title: TitleOption = None,
    open_page: Annotated[bool, typer.Option("--open", help="Show the page in the browser.")] = False,
    chart: Annotated[
        Chart | None, typer.Option("--chart", help="The chart that --format svg or png draws.  [default: coverage]")
    ] = None,
    groups: GroupsOption = None,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        ReportFormat | None,
        typer.Option("--format", help="What to write.  [default: as the name of the file ends, else html]"),
    ] = None,
    *,
    run: Run,
) -> None:
    """Put everything of a story on one self-contained page, or in a workbook, or in a picture.

    Example: summarize report corpora/riyadh-talks -o report.html --open
    """
    from ..rendering import render_report
    from ..timing import stage

    hold_one_format(run.json, format)
    output = run.output
    wanted = "json" if run.json else format or _by_name(output)
    if open_page and (wanted != "html" or output is None):
        raise typer.BadParameter("shows a page that is kept: give it a name with -o report.html", param_hint="--open")
    if chart is not None and wanted not in ("svg", "png"):
        raise typer.BadParameter(
            f"it chooses what a picture shows, and {wanted} is none; say --format svg or png", param_hint="--chart"
        )
    if wanted in ("xlsx", "png") and output is None and sys.stdout.isatty():
        raise typer.BadParameter(f"{wanted} is not for a terminal; name a file with -o", param_hint="--format")
    if groups is not None and wanted in ("svg", "png", "text", "markdown"):
        run.tell(f"{wanted} is by outlet, with --groups too: page, workbook, CSV and JSON have what is by group")
    record = _record(run, corpus, words, title, groups, seed, seeds)
    with stage("laying out the page"):
        content = render_report(record, wanted, chart=chart or "coverage", n_stories=run.n_stories)
    deliver(output, content if isinstance(content, bytes) else (content,))
    if output is not None:
        run.tell(f"wrote {output}{unlike_its_name(output, wanted, REPORT_SUFFIXES)}")
        if open_page:
            typer.launch(output.resolve().as_uri())


def _by_name(output: Path | None) -> ReportFormat:
    if output is None or not output.suffix:
        return "html"
    found = REPORT_SUFFIXES.get(output.suffix.casefold())
    if found is None:
        known = ", ".join(REPORT_SUFFIXES)
        raise typer.BadParameter(
            f"{output.name}: a report is written as one of {known}; name the file so, or say --format", param_hint="-o"
        )
    return found


def _record(
    run: Run,
    corpus: list[str],
    words: int,
    title: str | None,
    groups: Path | None,
    seed: list[str] | None,
    seeds: Path | None,
) -> ReportRecord:
    from ..pipeline import whole

    with run.store() as store:
        analysis = run.analyse(corpus, store, run.settings(), seed, seeds, groups=groups)
        drawers = groups_of(groups, analysis, run)
        record = whole.report(analysis, max_words=words, title=title, groups=drawers).record
    run.tell_languages(record)
    return record


@takes_run(SHARED - {"json", "format", "output", "engine"})
def serve(
    corpus: CorpusArgument,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")
    ] = 8000,
    words: WordsOption = 200,
    title: TitleOption = None,
    open_page: Annotated[bool, typer.Option("--open", help="Show the page in the browser.")] = False,
    groups: GroupsOption = None,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    *,
    run: Run,
) -> None:
    """Show the report on this machine alone, and make it anew when the corpus changes; Ctrl-C stops it.

    The page is served on 127.0.0.1, to this machine's browsers alone, and its address is printed. A page that is open fetches the new one by itself.

    Example: summarize serve corpora/riyadh-talks --open
    """
    from ..errors import InputError
    from ..rendering import render_report
    from ..serving import Server
    from ..timing import stage

    if "-" in corpus:
        raise InputError("standard input cannot be watched; give a folder or a file")

    def build() -> bytes:
        record = _record(run, corpus, words, title, groups, seed, seeds)
        with stage("laying out the page"):
            page = render_report(record, "html", live=True, n_stories=run.n_stories)
        shown = display(run.quiet)
        if shown is not None:
            # From here on it waits for the corpus to change.
            shown.rest()
        return page.encode() if isinstance(page, str) else page

    watched = [Path(source) for source in corpus] + [
        path for path in (groups, seeds, run.settings_file) if path is not None
    ]
    with Server(build, watched, port=port, tell=run.tell) as server:
        # Whoever starts it from a script asks for the address, quiet or not.
        typer.echo(server.address)
        run.tell(f"showing {', '.join(corpus)}; Ctrl-C stops")
        if open_page:
            typer.launch(server.address)
        with suppress(KeyboardInterrupt):
            server.run()
