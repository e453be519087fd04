"""``summarize stories``."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    SettingsOption,
    SpeedOption,
)

if TYPE_CHECKING:
    import typer

__all__ = ["register"]


def _stories(
    corpus: CorpusArgument,
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
    """Divide a mixed corpus into stories: which documents are about one event, and which stand alone.

    The other commands take one of them with --story. Nothing is drawn at random; --random-state changes nothing.

    Example: summarize stories archive.jsonl
    """
    from .. import pipeline

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
        speed=speed,
        engine=engine,
        dates=dates,
    )
    with run.store() as store:
        found = pipeline.stories(
            run.read(corpus, store),
            model=model,
            settings=run.settings(),
            cache=store,
            progress=run.progress(),
            engine=engine,
        )
    run.emit(found.record)


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("stories", short_help="Which documents of a mixed corpus are about one event.")(_stories)
