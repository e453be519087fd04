"""Reading: files, folders and streams become documents; nothing is lost in silence.

One file a format, one table from suffix to reader (`FORMATS`). A reader takes bytes and where they come from, and gives
documents and what it had to leave out.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

from ..corpus import Corpus, Document, Dropped
from ..corpus.fields import FIELDS, no_column, no_field
from ..dates import is_day_first
from ..errors import InputError
from .encoding import kind_of_binary
from .formats import FORMATS, read_bytes
from .sources import STDIN, File, list_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from ..cache import Memo
    from ..engine import Engine

__all__ = ["FORMATS", "read"]

_N_NAMED: Final = 5

#: Suffixes of pages. Rows of tables and plain text are sooner read than sent.
_PAGES: Final = (".html", ".htm", ".xhtml")

#: Pages sent together: some hundred kilobytes each, a hundredth of a second of work.
_PORTION: Final = 16


def read(
    *sources: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    stdin: BinaryIO | None = None,
    memo: Memo | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    engine: Engine | None = None,
) -> Corpus:
    """Read a corpus from folders, files and ``"-"``.

    What cannot be used is left out with its reason, and the rest goes on. An outlet is, in this order, what the user's
    column says, the document's own metadata, the first folder below the source that is not called by a day, the file's name
    up to ``--``, the sender of a mail, the host of the address. The day in the name of a file, or of a folder, dates an article
    that has no date of its own, be it only one that stands alone on the first lines of its text.

    Parameters
    ----------
    *sources : str or path
        A folder is read recursively, without hidden files.
    columns : mapping of str to str, optional
        ``{field: column}`` where a table, front matter or a page's meta elements name a field otherwise.
    dates : {"day-first", "month-first"}, optional
        How to read dates of numbers, such as 03/02/2025, whose order no other date of their file shows; else they are left out.
    stdin : binary file, optional
        What ``"-"`` reads; standard input by default.
    memo : Memo, optional
        Keeps the articles extracted from pages.
    progress : callable, optional
        Called with ``"reading"``, the number of inputs done, and of all; within a table with its name and its rows.
    engine : Engine, optional
        Where the articles of web pages are extracted; in this process by default.

    Returns
    -------
    Corpus
        In canonical order, without sentences yet; the same for any order of the sources.

    Raises
    ------
    InputError
        If a source is not there, a named folder or all sources together hold nothing usable, or no document has a
        column that `columns` names.
    ValueError
        If `dates` is something else.

    Notes
    -----
    Time and memory grow with the bytes read; a page costs about 10 ms, a row of a table about 20 µs.
    """
    # Refused before anything is read.
    is_day_first(dates)
    columns = dict(columns or {})
    for field, column in columns.items():
        if field not in FIELDS:
            raise InputError(no_field(field, column))
    listing = list_sources(sources)
    if engine is not None and engine.spreads:
        memo = _pages_ahead(listing.files, memo, engine, progress)
    items: list[Document | Dropped] = list(listing.dropped)
    fruitful: set[str] = set()
    for n_done, file in enumerate(listing.files):
        if progress is not None:
            progress("reading", n_done, len(listing.files))
        rows = None if progress is None else partial(progress, f"reading {file.origin.path}")
        found = list(
            _read_file(replace(file, origin=replace(file.origin, columns=columns, memo=memo, progress=rows)), stdin)
        )
        items.extend(found)
        if any(isinstance(item, Document) for item in found):
            fruitful.add(file.origin.path)
    if progress is not None:
        progress("reading", len(listing.files), len(listing.files))
    _hold_usable(items, fruitful, listing.folders, sources)
    _hold_columns(items, columns)
    return Corpus.collect(items, notes=listing.notes, dates=dates)


def _pages_ahead(
    files: Sequence[File],
    memo: Memo | None,
    engine: Engine,
    progress: Callable[[str, int, int], None] | None = None,
) -> Memo | None:
    """Let the workers extract the articles of the pages that were not read before, all but a hundredth of the work; return with what reading goes on.

    Pages are read here, and sent; the workers need not see the files.
    """
    from ..engine import work_ahead
    from .html.reader import STAGE, extract_page, page_key

    pages = [file.path for file in files if file.path is not None and file.suffix in _PAGES]

    def items() -> Iterator[tuple[str, bytes]]:
        for path in pages:
            try:
                data = path.read_bytes()
            except OSError:
                # Reading comes to the same file, and says why it is left out.
                continue
            if kind_of_binary(data) is None:
                yield page_key(data), data

    def told(done: int) -> None:
        if progress is not None:
            progress("extracting pages", done, len(pages))

    return work_ahead(engine, memo, STAGE, extract_page, items(), portion=_PORTION, progress=told)


def _read_file(file: File, stdin: BinaryIO | None) -> Iterator[Document | Dropped]:
    origin = file.origin
    try:
        data = file.path.read_bytes() if file.path is not None else (stdin or sys.stdin.buffer).read()
    except FileNotFoundError:
        detail = "it was listed and is gone, or is a link that leads nowhere; check what it was, and read again"
        yield Dropped("vanished", detail, origin.path, origin.id)
    except OSError as error:
        yield Dropped(
            "unreadable", f"it cannot be read: {error.strerror}; check its permissions", origin.path, origin.id
        )
    else:
        yield from read_bytes(data, origin, file.suffix)


def _hold_usable(
    items: Sequence[Document | Dropped],
    fruitful: Collection[str],
    folders: Mapping[str, frozenset[str]],
    sources: Sequence[str | os.PathLike[str]],
) -> None:
    """Hold that every named folder, and all sources together, gave a document; `fruitful` are the files that gave one."""
    dropped = [item for item in items if isinstance(item, Dropped)]
    for folder, paths in sorted(folders.items()):
        if paths.isdisjoint(fruitful):
            # The folder itself too, which may be locked.
            inside = [
                item
                for item in dropped
                if item.path is not None and (item.path in paths or PurePosixPath(item.path).is_relative_to(folder))
            ]
            raise InputError(_nothing_usable(folder, inside))
    if not fruitful:
        named = ", ".join("standard input" if os.fspath(s) == STDIN else os.fspath(s) for s in sources)
        raise InputError(_nothing_usable(named, dropped))


def _nothing_usable(name: str, dropped: Sequence[Dropped]) -> str:
    """Say what a source holds, and why none of it can be used."""
    if not dropped:
        return f"{name}: nothing usable, it holds no files; expected files in {', '.join(FORMATS)}"
    counts = Counter(item.reason for item in dropped)
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    lines = [f"{name}: nothing usable, {len(dropped)} left out ({reasons}):"]
    ordered = sorted(dropped, key=lambda item: (item.path or "", item.line or 0))
    lines += [f"  {item.where}: {item.reason}: {item.detail}" for item in ordered[:_N_NAMED]]
    if len(ordered) > _N_NAMED:
        lines.append(f"  and {len(ordered) - _N_NAMED} more")
    return "\n".join(lines)


def _hold_columns(items: Sequence[Document | Dropped], columns: Mapping[str, str]) -> None:
    """Hold that each column of the user's is there in some document: a slip of the pen must not pass for an empty one."""
    documents = [item for item in items if isinstance(item, Document)]
    for field, column in columns.items():
        slip = no_column(field, column)
        lacking = [
            f"{d.provenance.path}: {note}" for d in documents for note in d.provenance.notes if note.startswith(slip)
        ]
        without_columns = sum(d.provenance.line is None for d in documents)
        places = (f"column '{column}'", "front matter", "head of the file")
        used = any(d.provenance.fields.get(field) in places for d in documents)
        if not used and len(lacking) + without_columns == len(documents):
            raise InputError(lacking[0] if lacking else f"{slip}: none of the {len(documents)} documents has it")
