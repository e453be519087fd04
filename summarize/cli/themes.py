"""``summarize themes``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

import typer

from ..settings.themes import Granularity
from .options import CorpusArgument, SeedOption, SeedsOption
from .run import Run
from .shared import takes_run


@takes_run()
def command(
    corpus: CorpusArgument,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    n_themes: Annotated[
        int | None,
        typer.Option("--n-themes", min=1, help="Number of themes beside the seeds.  [default: from the data]"),
    ] = None,
    granularity: Annotated[
        Granularity | None, typer.Option("--granularity", help="How fine to divide.  [default: medium]")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what other bars would have given, and how firmly it would stand.")
    ] = False,
    rows: Annotated[
        Literal["sentences", "themes"] | None,
        typer.Option("--rows", help="What a row of --format csv is.  [default: sentences]"),
    ] = None,
    *,
    run: Run,
) -> None:
    """Show what the coverage is about: themes with labels, sizes, stability and outlets.

    Example: summarize themes corpora/riyadh-talks --seed "European coordination"
    """
    if n_themes is not None and granularity is not None:
        raise typer.BadParameter(
            "--granularity is another way to choose the number; leave out one of them", param_hint="--n-themes"
        )
    if rows is not None and run.form != "csv":
        raise typer.BadParameter("it says what a row of a table is; add --format csv", param_hint="--rows")
    chosen = run.settings()
    if n_themes is not None:
        chosen = replace(chosen, themes=replace(chosen.themes, n_themes=n_themes))
    if granularity is not None:
        chosen = replace(chosen, themes=replace(chosen.themes, granularity=granularity, n_themes=None))
    if explain:
        chosen = replace(chosen, themes=replace(chosen.themes, explain=True))
    with run.store() as store:
        record = run.analyse(corpus, store, chosen, seed, seeds).to_dict()
    run.emit(record, only="themes" if rows == "themes" else None)
    if rows is None and run.form == "csv":
        run.tell("this is a row a sentence; --rows themes gives a row a theme")
