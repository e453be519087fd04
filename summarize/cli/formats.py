"""The formats of a result, and what options and the name of a file say of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import typer

__all__ = ["PROMISES", "SUFFIXES", "Format", "hold_one_format"]


class Format(StrEnum):
    """How a result is written."""

    text = "text"
    markdown = "markdown"
    json = "json"
    csv = "csv"


#: What a file's name says of its format.
SUFFIXES: Final = {
    ".txt": Format.text,
    ".md": Format.markdown,
    ".markdown": Format.markdown,
    ".json": Format.json,
    ".csv": Format.csv,
}

#: Names that promise what only another command writes, or none.
PROMISES: Final = frozenset(
    [
        ".htm",
        ".html",
        ".pdf",
        ".docx",
        ".odt",
        ".rtf",
        ".xls",
        ".xlsx",
        ".ods",
        ".png",
        ".svg",
        ".jsonl",
        ".ndjson",
        ".toml",
        ".tsv",
        ".xml",
        ".parquet",
        ".yaml",
        ".yml",
    ]
)


def hold_one_format(json: bool, named: StrEnum | None) -> None:
    """Hold that ``--json`` and ``--format`` do not name two formats."""
    if json and named is not None and named.value != Format.json.value:
        raise typer.BadParameter(
            f"--format {named.value} is another format; leave out one of them", param_hint="--json"
        )
