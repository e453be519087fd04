"""How a result leaves the program: to stdout or a file, whole or not at all, and never over what the user has."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import typer

from ..errors import InputError
from ..writing import write_file
from .progress import end_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: A file that is read beside the corpus, or a folder and the endings of what is read in it, None for all that lies there.
Beside: TypeAlias = tuple[str | Path, frozenset[str] | None]

#: Endings of what is read in a folder of labels, and in a folder of stories.
LABELS: Final = frozenset((".csv", ".jsonl"))
STORIES: Final = frozenset((".jsonl",))

#: Names that promise what only another command writes, or none.
PROMISES: Final = frozenset(
    """
    .htm .html .pdf .docx .odt .rtf .xls .xlsx .ods .png .svg .jsonl .ndjson .toml .tsv .xml .parquet .yaml .yml
    """.split()
)

#: What to do where a file cannot be written.
_REMEDY: Final = "choose another file with -o"


def forget_output() -> None:
    """Send what may still be buffered for stdout nowhere, so that the end of the program does not fail over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def goes_to_file() -> bool:
    """Whether stdout is a file, so that what is said on a terminal stands in nobody's way."""
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:
        return False


def deliver(output: Path | None, pieces: Iterable[str] | bytes) -> None:
    """Write a result to a file, each piece made when it is written, or to stdout, or say why that cannot be.

    On stdout, unless that is a file, nothing is said of progress from here on.

    Raises
    ------
    InputError
        If the file, or standard output, cannot be written.
    """
    if output is not None:
        write_file(output, (pieces,) if isinstance(pieces, bytes) else (piece.encode() for piece in pieces), _REMEDY)
        return
    if not goes_to_file():
        end_display()
    try:
        if isinstance(pieces, bytes):
            sys.stdout.buffer.write(pieces)
        else:
            sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_output()
        raise InputError(
            f"standard output: could not be written: {error.strerror}; name a file on another disk with -o"
        ) from error


def hold_writable(output: Path, sources: Iterable[str], beside: Iterable[Beside] = ()) -> None:
    """Hold that a file may be written, and is neither read from nor would be read by the next run.

    Parameters
    ----------
    output : Path
    sources : iterable of str
        What is read as a corpus.
    beside : iterable of Beside
        What is read besides.

    Raises
    ------
    InputError
        If it may not, or there is no folder for it.
    """
    if output.is_dir():
        raise InputError(f"{output}: it is a folder; name a file in it with -o")
    if not Path(os.path.realpath(output)).parent.is_dir():
        raise InputError(f"{output}: there is no folder {output.parent}; make it first, or choose another file with -o")
    hold_unread(output, sources, beside)


def hold_unread(output: Path, sources: Iterable[str], beside: Iterable[Beside] = (), remedy: str = _REMEDY) -> None:
    """Hold that a file is none of those that are read, by whatever name, and would not be read by the next run.

    Parameters
    ----------
    output, sources, beside
        As for `hold_writable`.
    remedy : str
        What to do where it is.

    Raises
    ------
    InputError
        If it is.
    """
    from ..reading.formats import format_of
    from ..reading.sources import STDIN, list_sources

    target = Path(os.path.realpath(output))
    corpora = [source for source in sources if source != STDIN]
    for source in corpora:
        place = Path(os.path.realpath(source))
        if _is_same(target, place):
            raise InputError(f"{output}: it is read from, and would be lost; {remedy}")
        if place not in target.parents or format_of(target.name) is None:
            continue
        if not any(part.startswith(".") for part in target.relative_to(place).parts):
            what = "is one of the articles" if target.exists() else "would be read as an article by the next run"
            raise InputError(f"{output}: it lies in the corpus {source} and {what}; {remedy}, outside of the corpus")
    files = [file.path for file in list_sources(corpora).files] if corpora and target.is_file() else []
    for path, endings in beside:
        place = Path(os.path.realpath(path))
        if place in target.parents and (endings is None or target.suffix.casefold() in endings):
            raise InputError(f"{output}: it lies in {path}, which is read from; {remedy}, outside of it")
        inside = place.rglob("*") if endings and place.is_dir() else ()
        files += [place, *(file for file in inside if file.suffix.casefold() in (endings or ()))]
    if any(_is_same(target, file) for file in files if file is not None):
        raise InputError(f"{output}: it is read from, and would be lost; {remedy}")


def _is_same(target: Path, file: Path) -> bool:
    """Whether two names are of one file: links, hard or soft, and names in another case among them."""
    try:
        return target.is_file() and target.samefile(file)
    except OSError:
        # What is not there is no file that could be lost.
        return False


def hold_one_format(json: bool, named: str | None) -> None:
    """Hold that ``--json`` and ``--format`` do not name two formats."""
    if json and named is not None and named != "json":
        raise typer.BadParameter(f"--format {named} is another format; leave out one of them", param_hint="--json")


def unlike_its_name(output: Path, written: str, suffixes: Mapping[str, str]) -> str:
    """What to say of a file whose name promises another format than the one asked for, which it holds; empty where it does not."""
    ending = output.suffix.casefold()
    promised = suffixes.get(ending)
    if promised == written or (promised is None and ending not in PROMISES):
        return ""
    return f", which holds {written}, as asked, and not what {ending} says"


def hold_labels(path: Path) -> None:
    """Hold that a sheet takes no labels away: they are hours of somebody's work."""
    from ..reading.labels import read_labels

    if not path.is_file() or not path.stat().st_size:
        return
    try:
        n_labelled = sum(span.labelled for labels in read_labels(path) for span in labels.spans)
        if not n_labelled:
            return
        found = f"holds the labels of {n_labelled} sentences"
    except InputError:
        found = "is there already, and may hold labels"
    raise InputError(f"{path}: it {found}, which would be lost; choose another file with -o, or move it away")
