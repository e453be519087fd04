"""How files are written: whole or not at all; what their names say of their formats, and which cells of a table a spreadsheet would take for formulas."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from .errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How a result is written, and a report.
Format: TypeAlias = Literal["text", "markdown", "json", "csv"]
ReportFormat: TypeAlias = Literal["html", Format, "xlsx", "svg", "png"]

#: The name of a view of a comparison.
ViewName: TypeAlias = Literal[
    "coverage",
    "claims",
    "copies",
    "derivation",
    "originality",
    "alignments",
    "voices",
    "figures",
    "prominence",
    "timeline",
    "likeness",
    "emphasis",
    "omissions",
    "breadth",
]

#: The name of a table with a row a theme or an outlet, of a comparison; and of any table of one.
SummaryName: TypeAlias = Literal["themes", "voice_outlets", "timeline_outlets"]
TableName: TypeAlias = Literal[ViewName, SummaryName]

#: What stays by outlet where there are groups: to put outlets into a drawer makes no text independent, and no claim agreed.
BY_OUTLET: Final[tuple[TableName, ...]] = (
    *("claims", "figures", "alignments", "copies", "derivation", "originality"),
    "themes",
)

#: The commands whose JSON has a schema, as they stand in the field ``command``; gold-check is ``gold --check``, and article ``compare --article``.
Described: TypeAlias = Literal[
    "read",
    "collect",
    "brief",
    "themes",
    "compare",
    "article",
    "report",
    "stories",
    "evaluate",
    "gold",
    "gold-check",
    "tune",
    "cache",
]

#: What the chart of a picture shows.
Chart: TypeAlias = Literal["coverage", "timeline", "originality"]

#: What a file's name says of its format.
SUFFIXES: Final[dict[str, Format]] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
}

#: The same of a report's.
REPORT_SUFFIXES: Final[dict[str, ReportFormat]] = {
    ".html": "html",
    ".htm": "html",
    **SUFFIXES,
    ".xlsx": "xlsx",
    ".svg": "svg",
    ".png": "png",
}

#: By how it begins a spreadsheet takes a cell for a formula; such a text is written with an apostrophe before it.
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_file(path: str | os.PathLike[str], pieces: Iterable[bytes], remedy: str = "choose another file") -> None:
    """Write a file of pieces, each made when it is written; what was there stays until the new one is whole.

    Parameters
    ----------
    path : str or path
        A link goes on leading where it leads.
    pieces : iterable of bytes
    remedy : str
        What to do where it cannot be written.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not (target.is_file() and os.access(target.parent, os.W_OK)):
            # A pipe, a device, or a file whose folder takes no other.
            with target.open("wb") as file:
                file.writelines(pieces)
        else:
            write_beside(target, pieces)
    except FileNotFoundError as error:
        raise InputError(
            f"{os.fspath(path)}: could not be written: there is no folder {target.parent}; make it first"
        ) from error
    except OSError as error:
        raise InputError(f"{os.fspath(path)}: could not be written: {error.strerror}; {remedy}") from error


def write_beside(target: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the file and put it in its place when whole: what breaks off leaves the file that was there."""
    part = target.with_name(f".summarize-{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
