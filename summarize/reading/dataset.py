"""Reading a data set of stories with reference summaries: one JSON object a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from ..arguments import expect, is_path
from ..corpus import Dropped
from ..errors import InputError
from .encoding import decode
from .tables import json_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHAPE: Final = '{"id": ..., "documents": [{"text": ...}, ...], "references": ["a summary", ...]}'


@dataclass(frozen=True, slots=True)
class ReferencedStory:
    """A story and what people made of it.

    Attributes
    ----------
    id : str
    documents : tuple of mappings
        Records of documents, as `summarize.Corpus.from_records` takes them.
    references : tuple of str
        At least one.
    path : str or None
        File that it was read from.
    line : int
        1-based line of the file, or place among the rows given.
    """

    id: str
    documents: tuple[Mapping[str, object], ...]
    references: tuple[str, ...]
    path: str | None
    line: int


def read_dataset(
    source: str | os.PathLike[str] | Iterable[Mapping[str, Any]],
    *,
    limit: int | None = None,
    stdin: BinaryIO | None = None,
) -> list[ReferencedStory]:
    """Read stories with references.

    Parameters
    ----------
    source : str, path or iterable of mappings
        A JSONL file, a folder of them (``*.jsonl``, recursively, by name), ``"-"``, or rows already in memory.
    limit : int, optional
        Read no more stories than this.
    stdin : binary file, optional
        What ``"-"`` reads; standard input by default.

    Returns
    -------
    list of ReferencedStory
        In the order of the files and their lines.

    Raises
    ------
    InputError
        If there is nothing to read, or a row is not a story with references; the message names file and line.
    """
    several = hasattr(source, "__iter__") and not isinstance(source, Mapping | bytes)
    expect(is_path(source) or several, "the path of a data set, or its rows", source)
    stories = [_story(row, path, line) for row, path, line in islice(_rows(source, stdin), limit)]
    if not stories:
        named = source if isinstance(source, str | os.PathLike) else "the rows given"
        raise InputError(f"{named}: there is no story; expected a line for each: {_SHAPE}")
    return stories


def _rows(
    source: str | os.PathLike[str] | Iterable[Mapping[str, Any]], stdin: BinaryIO | None
) -> Iterator[tuple[object, str | None, int]]:
    if not isinstance(source, str | os.PathLike):
        yield from ((row, None, number) for number, row in enumerate(source, start=1))
        return
    path = Path(source)
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: there is no *.jsonl file in this folder; expected lines like {_SHAPE}")
    for file in files:
        is_stream = str(source) == "-"
        try:
            data = (stdin or sys.stdin.buffer).read() if is_stream else file.read_bytes()
        except FileNotFoundError as error:
            raise InputError(f"{file}: there is no such file; name a JSONL file, a folder of them, or -") from error
        except OSError as error:
            raise InputError(f"{file}: could not be read: {error.strerror}") from error
        shown = "standard input" if is_stream else str(file)
        # Not splitlines: a line of JSON may hold U+2028 and others of its kind.
        yield from ((row, shown, line) for line, row in json_rows(decode(data).text.split("\n"), shown))


def _story(row: object, path: str | None, line: int) -> ReferencedStory:
    """Take a row as a story with references, or say what it lacks."""
    where = f"{path}, line {line}" if path is not None else f"row {line}"
    if isinstance(row, Dropped):
        raise InputError(f"{where}: {row.detail}")
    if not isinstance(row, dict):
        raise InputError(f"{where}: expected an object like {_SHAPE}, found {type(row).__name__}")
    documents, given = row.get("documents"), row.get("references")
    if not isinstance(documents, list) or not documents or not all(isinstance(d, dict) for d in documents):
        raise InputError(
            f'{where}: expected "documents", a list of at least one object with a text; the row has {_named(row)}'
        )
    references = [given] if isinstance(given, str) else given
    if not isinstance(references, list) or not all(isinstance(reference, str) for reference in references):
        references = []
    kept = tuple(reference for reference in references if reference.strip())
    if not kept:
        raise InputError(
            f'{where}: expected "references", a list of at least one summary to score against, each a string; the row has {_named(row)}'
        )
    return ReferencedStory(str(row.get("id") or f"line-{line}"), tuple(documents), kept, path, line)


def _named(row: Mapping[str, object]) -> str:
    return (
        ", ".join(f'"{name}"' + (f" ({len(v)} items)" if isinstance(v, list) else "") for name, v in row.items())
        or "no fields"
    )
