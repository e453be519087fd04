"""ZIP archives: the files in them, read as if they had been unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..corpus import Dropped
from .encoding import MAX_UNPACKED_BYTES
from .formats import GZIP, format_of, gunzipped, read_bytes, stem_of
from .origin import UnusableError
from .sources import is_litter, said_by_place, unknown_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Document
    from .origin import Origin

#: In the flags of a file that is locked with a password.
_LOCKED: Final = 1

#: In the flags of a file whose name is UTF-8; others should be of code page 437, as which they are read.
_UTF_8: Final = 1 << 11

#: Parts of a path that name no folder or file.
_NO_PLACES: Final = ("", ".", "..")

#: What is raised over an archive that is damaged: flipped bytes give names that are none, places before the file, methods that are not there.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    RuntimeError,
)


def read_archive(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read every file of a ZIP archive that has a reader, its folders and names saying what they would say outside.

    Parameters
    ----------
    data : bytes
    origin : Origin

    Yields
    ------
    Document or Dropped
        Their path is that of the archive with the path inside behind it. An archive in an archive is left out.

    Notes
    -----
    One file is held at a time, and all together, gzip in them unpacked too, unpack to no more than `MAX_UNPACKED_BYTES`, whatever the archive says of itself.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnusableError("unparsable", f"expected a ZIP archive, found: {error}; pack it again") from error
    named = [(name.split("/"), member) for member in archive.infolist() if not (name := _name_of(member)).endswith("/")]
    placed = [([part for part in parts if part not in _NO_PLACES], member) for parts, member in named]
    members = [(parts, member) for parts, member in placed if parts and not any(map(is_litter, parts))]
    if not members:
        raise UnusableError("empty", "expected an archive of articles, found no files in it; pack it again")
    # Who packs a folder has its name above all files; it says no more of them than the archive's own.
    n_above = int(len({parts[0] for parts, _ in members}) == 1 and all(len(parts) > 1 for parts, _ in members))
    left = MAX_UNPACKED_BYTES
    for whole, member in origin.told(sorted(members, key=lambda each: each[0]), len(members)):
        parts = whole[n_above:]
        inside = replace(
            origin,
            path="/".join((origin.path, *whole)),
            # It is called with the files of the archive, of which it knows how many there are.
            progress=None,
            id="/".join(filter(None, (origin.id, *parts[:-1], stem_of(parts[-1])))),
            **said_by_place(parts[:-1], stem_of(parts[-1])),
        )
        suffix = format_of(parts[-1])
        if suffix is None or suffix == ".zip":
            yield Dropped("unknown format", unknown_format(parts[-1]), inside.path, inside.id)
            continue
        if member.flag_bits & _LOCKED:
            detail = "it is locked with a password; unpack the archive, and name the folder"
            yield Dropped("unreadable", detail, inside.path, inside.id)
            continue
        try:
            with archive.open(member) as file:
                content = file.read(left + 1)
            if content.startswith(GZIP):
                content = gunzipped(content, left)
        except _DAMAGED as error:
            yield Dropped("unparsable", f"it cannot be unpacked: {error}; pack it again", inside.path, inside.id)
            continue
        left -= len(content)
        if left < 0:
            detail = f"the archive unpacks to more than {MAX_UNPACKED_BYTES >> 20} MiB; unpack it, and name the folder"
            yield Dropped("unreadable", detail, inside.path, inside.id)
            return
        yield from read_bytes(content, inside, suffix)


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name of a file in an archive, as who packed it wrote it: macOS writes UTF-8 without the flag that says so, and older programs of Windows part folders as it does."""
    name = member.filename
    if not member.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")
