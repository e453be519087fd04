"""How a result leaves the program: to stdout or a file, whole or not at all, and never over what the user has."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from ..writing import write_file
from .progress import end_display

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "forget_output",
    "goes_to_file",
    "hold_labels",
    "hold_writable",
    "print_pieces",
    "write_bytes",
    "write_pieces",
    "write_text",
]

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


def print_pieces(pieces: Iterable[str] | bytes) -> None:
    """Write a result to stdout, or say why that cannot be; unless it is a file, nothing is said of progress from here on."""
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


def hold_writable(output: Path, sources: Iterable[str]) -> None:
    """Hold that a file may be written, and is neither read from nor would be read as an article by the next run."""
    from ..reading.formats import format_of

    target = Path(os.path.realpath(output))
    if target.is_dir():
        raise InputError(f"{output}: it is a folder; name a file in it with -o")
    if not target.parent.is_dir():
        raise InputError(f"{output}: there is no folder {output.parent}; make it first, or choose another file with -o")
    for source in sources:
        place = Path(os.path.realpath(source))
        if target == place and target.is_file():
            raise InputError(f"{output}: it is read from, and would be lost; choose another file with -o")
        if place not in target.parents or format_of(target.name) is None:
            continue
        if not any(part.startswith(".") for part in target.relative_to(place).parts):
            what = "is one of the articles" if target.exists() else "would be read as an article by the next run"
            raise InputError(
                f"{output}: it lies in the corpus {source} and {what}; choose a file outside of it with -o"
            )


def write_text(path: Path, text: str) -> None:
    """Write a file, or say why it cannot be written."""
    write_pieces(path, (text,))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, or say why it cannot be written."""
    write_file(path, (content,), _REMEDY)


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write a file of pieces, each made when it is written, or say why it cannot be written."""
    write_file(path, (piece.encode("utf-8") for piece in pieces), _REMEDY)


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
