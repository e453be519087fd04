"""The formats of a result, and what the name of a file says of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["PROMISES", "SUFFIXES", "Format"]


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
