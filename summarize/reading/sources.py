"""From what the user names to files, and from files to a corpus."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections import Counter
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from ..corpus import Corpus, Dropped
from ..errors import InputError
from .html import read_html
from .origin import Origin
from .tables import read_csv, read_json, read_jsonl, read_parquet
from .text import read_markdown, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..corpus import Document
    from .origin import Memo

    Reader = Callable[[bytes, Origin], Iterator[Document | Dropped]]

__all__ = ["FORMATS", "read"]

#: Reader of each suffix; ``.gz`` after one of them is unpacked first.
FORMATS: Final[Mapping[str, Reader]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
}


def read(
    *sources: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    memo: Memo | None = None,
) -> Corpus:
    """Read a corpus from folders, files and ``"-"``.

    Parameters
    ----------
    *sources : str or path
        A folder is read recursively, hidden files and folders left out.
    columns : mapping of str to str, optional
        ``{field: column}`` where a table names a field otherwise.
    stdin : binary file, optional
        What ``"-"`` reads; standard input by default.
    memo : Memo, optional
        Keeps the articles extracted from pages.

    Returns
    -------
    Corpus
        In canonical order; what could not be used is in its audit.

    Raises
    ------
    InputError
        If a source is not there, or nothing usable was found in all of them.
    """
    if not sources:
        raise InputError("nothing was named to read; give a folder, a file, or - for standard input")
    columns = dict(columns or {})
    items: list[Document | Dropped] = []
    roots = [Path(source) for source in sources if os.fspath(source) != "-"]
    for root in roots:
        if not root.exists():
            raise InputError(_not_there(root))
    files = sorted({(path, root) for root in roots for path in _files(root)}, key=lambda pair: pair[0].as_posix())
    files = list({path.resolve(): (path, root) for path, root in reversed(files)}.values())[::-1]
    ids = _ids(files)
    for path, root in files:
        items.extend(_read_file(path, _origin(path, root, ids[path], columns, memo)))
    n_streams = sum(os.fspath(source) == "-" for source in sources)
    if n_streams > 1:
        raise InputError("standard input (-) was named more than once; it can be read once")
    if n_streams:
        data = (stdin or sys.stdin.buffer).read()
        items.extend(_read_stream(data, Origin("-", "stdin", columns=columns, memo=memo)))
    corpus = Corpus.collect(items)
    if not corpus.documents:
        raise InputError(_nothing_usable(sources, corpus))
    return corpus


def _not_there(path: Path) -> str:
    try:
        beside = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        beside = []
    near = get_close_matches(path.name, beside, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "check the path"
    return f"{path}: there is no such file or folder; {hint}"


def _nothing_usable(sources: tuple[str | os.PathLike[str], ...], corpus: Corpus) -> str:
    named = ", ".join(os.fspath(source) for source in sources)
    dropped = corpus.audit.dropped
    if not dropped:
        return f"{named}: no articles there; expected files ending in {', '.join(FORMATS)}"
    counts = Counter(item.reason for item in dropped)
    reasons = ", ".join(f"{n} {reason}" for reason, n in counts.most_common())
    lines = [f"{named}: nothing usable among {len(dropped)} inputs ({reasons}):"]
    for item in dropped[:5]:
        where = (item.path or item.id or "?") + (f", line {item.line}" if item.line else "")
        lines.append(f"  {where}: {item.reason}: {item.detail}")
    if len(dropped) > 5:
        lines.append(f"  and {len(dropped) - 5} more")
    return "\n".join(lines)


def _files(root: Path) -> list[Path]:
    if not root.is_dir():
        return [root]
    found: list[Path] = []
    seen: set[str] = set()
    for folder, folders, names in os.walk(root, followlinks=True):
        real = os.path.realpath(folder)
        # A link that leads back up would be walked for ever.
        folders[:] = [] if real in seen else sorted(name for name in folders if not name.startswith("."))
        if real not in seen:
            found.extend(Path(folder, name) for name in sorted(names) if not name.startswith("."))
        seen.add(real)
    return found


def _suffix(path: Path) -> str:
    suffixes = [suffix.casefold() for suffix in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes[-1] if suffixes else "")


def _stem(path: Path) -> str:
    name = path.name.removesuffix(".gz")
    suffix = Path(name).suffix
    return name.removesuffix(suffix) if suffix.casefold() in FORMATS else name


def _ids(files: list[tuple[Path, Path]]) -> dict[Path, str]:
    """An id a file that says where it lies and depends neither on the machine nor on the order of the sources."""
    short: dict[Path, str] = {}
    for path, root in files:
        folder = path.parent.relative_to(root).as_posix() if root.is_dir() else "."
        short[path] = _stem(path) if folder == "." else f"{folder}/{_stem(path)}"
    clashes = Counter(short.values())
    with_suffix = {path: short[path] + path.name.removeprefix(_stem(path)) for path, _ in files}
    twice = Counter(with_suffix[path] for path in short if clashes[short[path]] > 1)
    ids: dict[Path, str] = {}
    for path, root in files:
        if clashes[short[path]] == 1:
            ids[path] = short[path]
        elif twice[with_suffix[path]] == 1:
            ids[path] = with_suffix[path]
        else:
            above = root.resolve().name if root.is_dir() else path.resolve().parent.name
            ids[path] = f"{above}/{with_suffix[path]}"
    return ids


def _readable_name(name: str) -> str:
    words = " ".join(name.replace("_", " ").replace("-", " ").split())
    return words.title() if words.islower() and "." not in words else words


def _origin(path: Path, root: Path, identity: str, columns: Mapping[str, str], memo: Memo | None) -> Origin:
    outlet, outlet_from = None, "file name"
    parts = path.relative_to(root).parts if root.is_dir() else (path.name,)
    if len(parts) > 1:
        outlet, outlet_from = _readable_name(parts[0]), "folder"
    elif "--" in _stem(path):
        outlet = _readable_name(_stem(path).partition("--")[0]) or None
    shown = f"{root.name}/{path.relative_to(root).as_posix()}" if root.is_dir() else path.name
    return Origin(shown, identity, outlet, outlet_from, columns, memo)


def _read_file(path: Path, origin: Origin) -> Iterator[Document | Dropped]:
    reader = FORMATS.get(_suffix(path))
    if reader is None:
        detail = f"its name ends in none of {', '.join(FORMATS)}; rename it or leave it out"
        yield origin.drop("unknown format", detail)
        return
    try:
        data = path.read_bytes()
        if path.suffix.casefold() == ".gz":
            data = gzip.decompress(data)
    except FileNotFoundError:
        yield origin.drop(
            "vanished", "it was there when the folder was listed, and gone when it was to be read; run again"
        )
        return
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield origin.drop("unparsable", f"expected a gzip file: {error}")
        return
    except OSError as error:
        yield origin.drop("unreadable", f"it cannot be read: {error.strerror}; check its permissions")
        return
    if not data.strip():
        yield origin.drop("empty", "the file holds nothing")
        return
    yield from reader(data, origin)


def _read_stream(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read standard input, its format told by its beginning."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048]
    if not start:
        yield origin.drop("empty", "nothing came on standard input")
        return
    if data.startswith(b"PAR1"):
        reader: Reader = read_parquet
    elif start.startswith((b"{", b"[")):
        reader = read_json if start.startswith(b"[") else read_jsonl
        if start.startswith(b"{") and start.split(b"\n")[0].strip() in (b"{", b"{ "):
            reader = read_json
    elif start[:1] == b"<" and any(
        mark in start.lower() for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
    ):
        reader = read_html
    elif start.startswith((b"---\n", b"---\r\n", b"+++\n")):
        reader = read_markdown
    elif _looks_like_csv(start):
        reader = read_csv
    else:
        reader = read_text
    yield from reader(data, origin)


def _looks_like_csv(start: bytes) -> bool:
    header = start.split(b"\n")[0].decode("utf-8", "replace").strip().casefold()
    for mark in ",;\t":
        names = {name.strip().strip('"') for name in header.split(mark)}
        if len(names) > 1 and names & {"text", "body", "content"}:
            return True
    return False
