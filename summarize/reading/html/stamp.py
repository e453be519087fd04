"""What is known of a fetched page and does not stand on it, kept in a comment before its first line.

The address it was fetched from, the hour, the encoding that the server named, what the feed said: with the stamp a page is whole in
itself, wherever its file is moved. All bytes behind the stamp are the server's. A comment before the doctype is allowed in HTML, and
browsers write one of their own into the pages that they save.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_STAMP: Final = re.compile(r"<!-- saved by summarize collect (\{[^\n]*\}) -->\n")

#: What browsers write above a page that they save: the length of its address, and the address.
_SAVED: Final = re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)(https?://[\x21-\x7e]+?)\s*-->")
_SAVED_WITHIN: Final = 2048

#: Marks that stay before all else, and the encoding that they promise for what follows.
_MARKS: Final = (
    (codecs.BOM_UTF8, "ascii"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "ascii"),
)

#: What a stamp may take: addresses are a few hundred bytes, and a broken feed may give longer ones.
MAX_STAMP_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is known of a fetched page.

    Attributes
    ----------
    url : str
        Where the page was found, behind all redirects.
    fetched : str
        When, in ISO 8601 with the zone; empty where a browser did, and did not say.
    also : tuple of str
        Other addresses that lead to the same article.
    charset : str or None
        The encoding that the server named.
    published, title : str or None
        What the feed said.
    feed : str or None
        Address of the feed that named the page.
    etag, modified : str or None
        By which the server tells whether the page has changed.
    """

    url: str
    fetched: str = ""
    also: tuple[str, ...] = ()
    charset: str | None = None
    published: str | None = None
    title: str | None = None
    feed: str | None = None
    etag: str | None = None
    modified: str | None = None


def stamped(page: bytes, stamp: Stamp) -> bytes:
    r"""Put a stamp before a page, behind its byte order mark.

    Examples
    --------
    >>> stamped(b"<p>Talks began.", Stamp("https://courier.example/1", "2025-02-18T14:05:00+00:00")).splitlines()[1]
    b'<p>Talks began.'
    """
    known = json.dumps({name: value for name, value in asdict(stamp).items() if value})
    # Inside a comment two dashes may not stand, and what looks like a tag had better not.
    for sign in ("--", "<", ">"):
        known = known.replace(sign, "".join(f"\\u{ord(c):04x}" for c in sign))
    mark, encoding = next(pair for pair in _MARKS if page.startswith(pair[0]))
    return mark + f"<!-- saved by summarize collect {known} -->\n".encode(encoding) + page[len(mark) :]


def unstamped(data: bytes) -> tuple[Stamp | None, bytes]:
    """Split what `stamped` made into the stamp and the page; a page without a stamp is returned as it is.

    Examples
    --------
    >>> stamp = Stamp("https://courier.example/1", "2025-02-18T14:05:00+00:00", etag='"--><b>"')
    >>> unstamped(stamped(b"<p>Talks began.", stamp)) == (stamp, b"<p>Talks began.")
    True
    """
    mark, encoding = next(pair for pair in _MARKS if data.startswith(pair[0]))
    head = data[len(mark) : MAX_STAMP_BYTES].decode(encoding, "replace")
    found = _STAMP.match(head)
    stamp = _read(found[1]) if found else None
    if found is None or stamp is None:
        return None, data
    return stamp, mark + data[len(mark) + len(found[0].encode(encoding)) :]


def browser_stamp(page: bytes) -> Stamp | None:
    r"""Return what a browser has written into a page that it saved, or None.

    Examples
    --------
    >>> browser_stamp(b"<!DOCTYPE html>\n<!-- saved from url=(0025)https://courier.example/1 -->").url
    'https://courier.example/1'
    """
    found = _SAVED.search(page[:_SAVED_WITHIN])
    return None if found is None else Stamp(found[1].decode("ascii"))


@cache
def _adapter() -> TypeAdapter[Stamp]:
    from pydantic import TypeAdapter

    return TypeAdapter(Stamp)


def _read(known: str) -> Stamp | None:
    """Read the JSON of a stamp; one that somebody changed by hand may be no stamp any more."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(known)
    except ValidationError:
        return None
