"""The folder that a corpus is collected into: which articles lie there, and how another gets in whole.

A page lies in the folder of its site, and says itself where it comes from (see `reading.html.stamp`), so that no list beside the pages
can disagree with them: what somebody deletes is gone, what is moved to another folder is found there, and so is what a browser saved. Feeds, and earlier versions of
articles that changed, lie in a hidden folder, which is not read as part of the corpus.
"""

from __future__ import annotations

import codecs
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from ..reading.html.stamp import MAX_STAMP_BYTES, Stamp, browser_stamp, stamped, unstamped
from ..writing import write_beside
from .addresses import file_of, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HIDDEN: Final = ".collect"
_PAGE: Final = ".html"

#: Holds most stamps whole, and what browsers write.
_HEAD_BYTES: Final = 4096

#: Marks of UTF-16, whose lines end in two bytes.
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page in the folder: where, below the folder, and its stamp."""

    path: str
    stamp: Stamp


class Folder:
    """A folder of collected pages.

    Parameters
    ----------
    path : Path
        Made where it is not there.

    Raises
    ------
    InputError
        If it is no folder, or cannot be read or written.

    Notes
    -----
    Opening it reads the first lines of all pages in it: some 10,000 a second.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._by_key: dict[str, Kept] = {}
        with _at(path):
            path.mkdir(parents=True, exist_ok=True)
            for page in sorted(path.rglob(f"*{_PAGE}")):
                place = page.relative_to(path)
                if any(part.startswith(".") for part in place.parts) or not page.is_file():
                    continue
                with page.open("rb") as file:
                    head = file.read(_HEAD_BYTES)
                    if b"\n" not in head or head.startswith(_WIDE):
                        head += file.read(MAX_STAMP_BYTES)
                stamp = unstamped(head)[0] or browser_stamp(head)
                if stamp is not None:
                    self._know(Kept(place.as_posix(), stamp))

    def find(self, url: str) -> Kept | None:
        """Return the page that is there for an address."""
        return self._by_key.get(key_of(url))

    def read(self, kept: Kept) -> bytes:
        """Read a page, stamp and all."""
        with _at(self.path / kept.path):
            return (self.path / kept.path).read_bytes()

    def add(self, page: bytes, stamp: Stamp, canonical: str) -> Kept:
        """Save a page that is not there, under a name that depends on its address alone.

        Raises
        ------
        InputError
            If it cannot be written.
        """
        names = (file_of(canonical, n_digits) for n_digits in (6, 16, 64))
        path = next((name for name in names if not (self.path / name).exists()), None)
        if path is None:
            raise InputError(f"{self.path / file_of(canonical, 64)}: something else lies there; move it away")
        return self._put(Kept(path, stamp), page)

    def change(self, kept: Kept, page: bytes, stamp: Stamp) -> tuple[Kept, str]:
        """Save another version of a page in its place; return it, and where the earlier one lies now."""
        hour = "".join(filter(str.isalnum, kept.stamp.fetched.partition("+")[0])) or "saved"
        stem = f"{_HIDDEN}/earlier/{kept.path.removesuffix(_PAGE)}.{hour}"
        names = (f"{stem}{f'.{number}' if number else ''}{_PAGE}" for number in range(10_000))
        earlier = next(name for name in names if not (self.path / name).exists())
        self._write(earlier, self.read(kept))
        return self._put(Kept(kept.path, stamp), page), earlier

    def also(self, kept: Kept, url: str) -> Kept:
        """Write into the stamp of a page that another address leads to it, so that it need not be asked again."""
        _, page = unstamped(self.read(kept))
        return self._put(Kept(kept.path, replace(kept.stamp, also=(*kept.stamp.also, url))), page)

    def feed(self, url: str) -> tuple[Stamp, bytes] | None:
        """Return a feed as it was at the last run."""
        path = self.path / self._feed_path(url)
        if not path.is_file():
            return None
        with _at(path):
            stamp, body = unstamped(path.read_bytes())
        return None if stamp is None else (stamp, body)

    def keep_feed(self, url: str, body: bytes, stamp: Stamp) -> None:
        """Keep a feed for the next run, which then need not be sent it again."""
        self._write(self._feed_path(url), stamped(body, stamp))

    def _feed_path(self, url: str) -> str:
        return f"{_HIDDEN}/feeds/{file_of(url, 16).removesuffix(_PAGE)}.xml"

    def _put(self, kept: Kept, page: bytes) -> Kept:
        self._write(kept.path, stamped(page, kept.stamp))
        self._know(kept)
        return kept

    def _know(self, kept: Kept) -> None:
        for url in (kept.stamp.url, *kept.stamp.also):
            try:
                key = key_of(url)
            except (ValueError, KeyError):
                # Somebody wrote the stamp by hand.
                continue
            self._by_key[key] = kept

    def _write(self, place: str, data: bytes) -> None:
        """Write a file whole or not at all."""
        path = self.path / place
        with _at(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_beside(path, (data,))


@contextmanager
def _at(path: Path) -> Iterator[None]:
    """Say to the user what the file system refuses."""
    try:
        yield
    except OSError as error:
        words = error.strerror or str(error)
        raise InputError(f"{path}: it cannot be read or written: {words}; choose another folder with -o") from error
