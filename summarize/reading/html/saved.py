"""Pages that a browser saved with their pictures into one file: MHTML (Chrome, Edge, Opera) and web archives (Safari)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..origin import UnusableError
from .reader import read_html
from .stamp import Stamp, stamped

if TYPE_CHECKING:
    from ...corpus import Document, Dropped
    from ..origin import Origin

_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))

_ADDRESS: Final = re.compile(r"https?://[\x21-\x7e]+")


def read_mhtml(data: bytes, origin: Origin) -> list[Document | Dropped]:
    """Read the page out of MHTML (RFC 2557): the first that stands in it, others being its frames.

    Parameters
    ----------
    data : bytes
    origin : Origin

    Returns
    -------
    list of Document or Dropped
    """
    from email import message_from_bytes, policy

    message: Any = message_from_bytes(data, policy=policy.default)
    page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    if page is None:
        detail = "expected a page that a browser saved as MHTML, found none in it; save the page again, complete or as one file"
        raise UnusableError("unparsable", detail)
    address = message["Snapshot-Content-Location"] or page["Content-Location"] or ""
    content = page.get_payload(decode=True) or b""
    return _page(content, str(address), page.get_content_charset(), origin)


def read_web_archive(data: bytes, origin: Origin) -> list[Document | Dropped]:
    """Read the page out of a web archive of Safari.

    Parameters
    ----------
    data : bytes
    origin : Origin

    Returns
    -------
    list of Document or Dropped
    """
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        archive = plistlib.loads(data)
        page = archive["WebMainResource"]
        content, kind = bytes(page["WebResourceData"]), page.get("WebResourceMIMEType", "text/html")
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        content, kind = b"", ""
    if kind not in _PAGES:
        detail = "expected a web archive that Safari saved, with a page in it, found none; save the page again, as page source"
        raise UnusableError("unparsable", detail)
    return _page(content, str(page.get("WebResourceURL", "")), page.get("WebResourceTextEncodingName"), origin)


def _page(content: bytes, address: str, charset: object, origin: Origin) -> list[Document | Dropped]:
    """Read a page as if it had been saved alone, with the address and the encoding that stood beside it."""
    found = _ADDRESS.fullmatch(address.strip())
    named = charset if isinstance(charset, str) else None
    return read_html(stamped(content, Stamp(found[0] if found else "", charset=named)), origin)
