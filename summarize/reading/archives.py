"""ZIP archives: the files in them, read as if they had been unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from ..corpus import Dropped
from .encoding import MAX_UNPACKED_BYTES
from .formats import format_of, read_bytes, stem_of
from .sources import is_litter, said_by_place, unknown_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Document
    from .origin import Origin

#: Files of an archive; more are no corpus that somebody packed.
_MOST_FILES: Final = 100_000

#: In the flags of a file that is locked with a password.
_LOCKED: Final = 1


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
    One file is held at a time, and all together unpack to no more than `MAX_UNPACKED_BYTES`, whatever the archive says of itself.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield Dropped("unparsable", f"expected a ZIP archive, found: {error}; pack it again", origin.path, origin.id)
        return
    members = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member.filename)]
    if len(members) > _MOST_FILES:
        detail = f"it holds {len(members):,} files, at most {_MOST_FILES:,} are read; unpack it, and name the folder"
        yield Dropped("unreadable", detail, origin.path, origin.id)
        return
    if not members:
        yield Dropped("empty", "expected an archive of articles, found no files in it", origin.path, origin.id)
    # Who packs a folder has its name above all files; it says no more of them than the archive's own.
    tops = {PurePosixPath(member.filename).parts[0] for member in members}
    n_above = int(len(tops) == 1 and all(len(PurePosixPath(member.filename).parts) > 1 for member in members))
    left = MAX_UNPACKED_BYTES
    for member in origin.told(sorted(members, key=lambda m: m.filename), len(members)):
        parts = PurePosixPath(member.filename).parts[n_above:]
        inside = replace(
            origin,
            path=f"{origin.path}/{member.filename}",
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
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError) as error:
            yield Dropped("unparsable", f"it cannot be unpacked: {error}; pack it again", inside.path, inside.id)
            continue
        left -= len(content)
        if left < 0:
            detail = f"the archive unpacks to more than {MAX_UNPACKED_BYTES >> 20} MiB; unpack it, and name the folder"
            yield Dropped("unreadable", detail, inside.path, inside.id)
            return
        yield from read_bytes(content, inside, suffix)


def _is_litter(name: str) -> bool:
    return any(map(is_litter, PurePosixPath(name).parts))
