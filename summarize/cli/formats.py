"""The formats of a result, and what options and the name of a file say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


#: Names that promise what only another command writes, or none.
PROMISES: Final = frozenset(
    """
    .htm .html .pdf .docx .odt .rtf .xls .xlsx .ods .png .svg .jsonl .ndjson .toml .tsv .xml .parquet .yaml .yml
    """.split()
)


def hold_one_format(json: bool, named: str | None) -> None:
    """Hold that ``--json`` and ``--format`` do not name two formats."""
    if json and named is not None and named != "json":
        raise typer.BadParameter(f"--format {named} is another format; leave out one of them", param_hint="--json")


def unlike_its_name(output: Path, written: str, suffixes: Mapping[str, str]) -> str:
    """What to say of a file whose name promises another format than the one asked for, which it holds; empty where it does not."""
    ending = output.suffix.casefold()
    promised = suffixes.get(ending)
    if (promised is None and ending not in PROMISES) or (promised is not None and promised == written):
        return ""
    return f", which holds {written}, as asked, and not what {ending} says"
