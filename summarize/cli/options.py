"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..arguments import DateOrder
from ..settings.embedding import Speed
from ..writing import Format
from .progress import begin_profile

CorpusArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="CORPUS...",
        help="Folders, files of text, Markdown, HTML, DOCX, RTF or PDF, tables of documents (JSONL, JSON, CSV, Parquet, XLSX), or - for stdin.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object (short for --format json).")]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How to write the result.  [default: as the name of the file ends, else text]"),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        callback=lambda path: None if path == Path("-") else path,
        help="Write to this file instead of stdout.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="A sentence-transformers model on this machine, by folder or name.  [default: the packaged all-MiniLM-L6-v2]",
    ),
]
SpeedOption = Annotated[
    Speed | None,
    typer.Option(
        "--speed",
        help="How to embed: exact (float32), fast (as good, measured once on this processor), int8 (a little less good), "
        "draft (a first look).  [default: fast]",
    ),
]


def _known_engine(name: str) -> str:
    from ..engine import engine_named

    try:
        engine_named(name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return name


EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="local|dask[=ADDRESS]",
        callback=_known_engine,
        help="Where the work is done: in this process, by processes on this machine (dask), or by the workers of a cluster.",
    ),
]
ProfileOption = Annotated[
    bool, typer.Option("--profile", callback=begin_profile, help="Say on stderr where the time went.")
]
SettingsOption = Annotated[Path | None, typer.Option("--settings", help="TOML file with a table a stage.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notices on stderr.")]
NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Neither read nor write the cache on disk; fast is then ONNX Runtime in float32, not measured.",
    ),
]
RandomStateOption = Annotated[
    int | None,
    typer.Option(
        "--random-state",
        min=0,
        help="Seed of what is drawn at random (resampling, --method random).  [default: as the settings say, else 0]",
    ),
]
MapOption = Annotated[
    list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Read a field from this column.")
]
DatesOption = Annotated[
    DateOrder | None,
    typer.Option(
        "--dates",
        help="How to read dates such as 03/02/2025 where no other date of their file shows it.  [default: leave them out]",
    ),
]
StoryOption = Annotated[
    str | None,
    typer.Option(
        "--story",
        metavar="N|NAME",
        help="Of a corpus of many stories this one: its number in summarize stories, or a part of its headline.",
    ),
]
GroupsOption = Annotated[
    Path | None,
    typer.Option(
        "--groups", help='TOML file of your own groups of outlets: NAME = ["OUTLET", ...], or "*" for all others.'
    ),
]
SeedOption = Annotated[
    list[str] | None, typer.Option("--seed", metavar="NAME", help="A theme of your own, by name; repeatable.")
]
SeedsOption = Annotated[
    Path | None, typer.Option("--seeds", help="TOML file of themes: name, description, examples, without.")
]
