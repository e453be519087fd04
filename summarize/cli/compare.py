"""``summarize compare``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from .options import (
    CorpusArgument,
    Format,
    FormatOption,
    JsonOption,
    MapOption,
    ModelOption,
    NoCacheOption,
    OutputOption,
    QuietOption,
    RandomStateOption,
    Run,
    SeedOption,
    SeedsOption,
    SettingsOption,
    StoryOption,
)
from .themes import seeds_of

__all__ = ["register"]


class View(StrEnum):
    """A view of the comparison."""

    coverage = "coverage"
    claims = "claims"
    copies = "copies"
    derivation = "derivation"
    originality = "originality"
    alignments = "alignments"
    voices = "voices"
    figures = "figures"
    prominence = "prominence"
    timeline = "timeline"
    likeness = "likeness"


def _compare(
    corpus: CorpusArgument,
    only: Annotated[View | None, typer.Option("--only", help="One view alone.", show_default=False)] = None,
    outlets: Annotated[
        str | None, typer.Option("--outlets", metavar="A,B", help="Show these outlets alone.", show_default=False)
    ] = None,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    story: StoryOption = None,
    json: JsonOption = False,
    format: FormatOption = Format.text,  # noqa: A002 - the option is called --format
    output: OutputOption = None,
    model: ModelOption = None,
    settings: SettingsOption = None,
    column: MapOption = None,
    quiet: QuietOption = False,
    no_cache: NoCacheOption = False,
    random_state: RandomStateOption = 0,
) -> None:
    """Lay the outlets side by side: who covers what, who leaves it out, who copied whom.

    Example: summarize compare corpora/riyadh-talks --only coverage --format csv
    """
    from .. import pipeline

    run = Run(json, format, output, model, settings, quiet, no_cache, random_state, column, story)
    with run.store() as store:
        analysis = run.analyse(corpus, store, seeds_of(seed, seeds), run.settings())
        names = [name.strip() for name in outlets.split(",") if name.strip()] if outlets is not None else None
        result = pipeline.compare(analysis, outlets=names)
    run.emit(result.to_dict(), only=None if only is None else only.value)


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("compare")(_compare)
