"""``summarize themes``."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    CorpusArgument,
    DatesOption,
    EngineOption,
    FormatOption,
    JsonOption,
    MapOption,
    ModelOption,
    NoCacheOption,
    OutputOption,
    ProfileOption,
    QuietOption,
    RandomStateOption,
    Run,
    SeedOption,
    SeedsOption,
    SettingsOption,
    SpeedOption,
    StoryOption,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ..themes import Seed

__all__ = ["register", "seeds_of"]


class Granularity(StrEnum):
    """How alike the sentences of a theme are."""

    coarse = "coarse"
    medium = "medium"
    fine = "fine"


def seeds_of(names: list[str] | None, file: Path | None) -> list[str | Seed]:
    """Seeds named on the command line, then those of the file."""
    if file is None:
        return list(names or [])
    from ..themes import read_seeds

    return [*(names or []), *read_seeds(file)]


def _themes(
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
    story: StoryOption = None,
    json: JsonOption = False,
    format: FormatOption = None,  # noqa: A002 - the option is called --format
    output: OutputOption = None,
    model: ModelOption = None,
    speed: SpeedOption = None,
    engine: EngineOption = "local",
    settings: SettingsOption = None,
    column: MapOption = None,
    dates: DatesOption = None,
    quiet: QuietOption = False,
    profile: ProfileOption = False,  # noqa: ARG001 - its callback begins it
    no_cache: NoCacheOption = False,
    random_state: RandomStateOption = None,
) -> None:
    """Show what the coverage is about: themes with labels, sizes, stability and outlets.

    Example: summarize themes corpora/riyadh-talks --seed "European coordination"
    """
    run = Run(
        json=json,
        format=format,
        output=output,
        model=model,
        settings_file=settings,
        quiet=quiet,
        no_cache=no_cache,
        random_state=random_state,
        columns=column,
        story=story,
        speed=speed,
        engine=engine,
        dates=dates,
        files=(seeds,),
    )
    chosen = run.settings()
    if n_themes is not None:
        chosen = replace(chosen, themes=replace(chosen.themes, n_themes=n_themes))
    if granularity is not None:
        chosen = replace(chosen, themes=replace(chosen.themes, granularity=granularity.value))
    if explain:
        chosen = replace(chosen, themes=replace(chosen.themes, explain=True))
    with run.store() as store:
        record = run.analyse(corpus, store, seeds_of(seed, seeds), chosen).to_dict()
    run.emit(record)


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("themes", short_help="What the coverage is about: labels, sizes, stability, outlets.")(_themes)
