"""``summarize read``."""

from __future__ import annotations

import json as json_lines
from dataclasses import replace
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
    Run,
    SettingsOption,
    SpeedOption,
    StoryOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus

__all__ = ["register"]


def _read(
    corpus: CorpusArgument,
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
    random_state: Annotated[
        int | None, typer.Option("--random-state", hidden=True, help="As in the other commands.")
    ] = None,
) -> None:
    """Show what would be read: documents, outlets, dates, and what was dropped and why.

    A model is needed for --story alone, and nothing is drawn at random; --random-state is taken and changes nothing.

    With -o FILE.jsonl the clean corpus is written there, a document a line, beside the audit on stdout.

    Example: summarize read corpora/riyadh-talks -o clean.jsonl
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
        story=story,
        speed=speed,
        engine=engine,
        dates=dates,
        own_ending=".jsonl",
    )
    with run.store() as store:
        found, chosen = run.read(corpus, store), run.settings()
        if story is not None:
            found = run.one_story(found, store, chosen)
        record = pipeline.audit(found, settings=chosen, cache=store, progress=run.progress(), engine=engine).record
    if output is not None and output.suffix.casefold() == ".jsonl":
        from .output import write_pieces

        write_pieces(output, _jsonl(found))
        run.tell(f"wrote {len(found.documents)} documents to {output}")
        run = replace(run, output=None)
    run.emit(record)


def _jsonl(corpus: Corpus) -> Iterator[str]:
    """The documents under the field names of the interface, empty fields left out, so that they can be read back."""
    for document in corpus.documents:
        row = {
            name: getattr(document, name) for name in ("id", "outlet", "title", "published", "url", "text", "language")
        }
        yield json_lines.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("read", short_help="What would be read: the audit, or the corpus as clean JSONL.")(_read)
