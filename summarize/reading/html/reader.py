"""From a page's bytes to a document."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from ...calendars import dated_head
from ...dates import parse_published
from ..encoding import decode
from ..origin import Origin, UnusableError, to_document
from .body import extract_body
from .metadata import read_metadata
from .stamp import browser_stamp, unstamped

if TYPE_CHECKING:
    from ...corpus import Document, Dropped

#: In ``<meta charset=...>``, ``<meta http-equiv content="...; charset=...">`` and ``<?xml encoding=...?>``.
_DECLARED: Final = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD_BYTES: Final = 4096

#: Under which extracted pages are kept.
STAGE: Final = "html"


def read_html(data: bytes, origin: Origin) -> list[Document | Dropped]:
    """Read a page as one document.

    The article is extracted once for each content: with a memo, a page seen before costs no parsing.
    """

    def compute() -> dict[str, Any]:
        return extract_page(data)

    page = compute() if origin.memo is None else origin.memo.memo(STAGE, page_key(data), compute)
    if not page["text"]:
        detail = "no article was found on the page; save the page of the article itself, or its text as .txt"
        raise UnusableError("empty", detail)
    record: dict[str, object] = {"text": page["text"]}
    labels = {"text": page["text_from"]}
    for name, (value, place) in page["fields"].items():
        # What a folder or a file's name says goes before a guess.
        if name != "outlet" or place != "heuristics" or origin.outlet is None:
            record[name], labels[name] = value, place
    record.update({c: page["meta"][c] for c in origin.columns.values() if c in page["meta"] and c not in record})
    return [to_document(record, origin, reader="html", default_id=origin.id, labels=labels, notes=tuple(page["notes"]))]


def page_key(data: bytes) -> str:
    """Under which the article of a page is kept: another release of the extractor may find another text."""
    return f"{sha256(data).hexdigest()}-{version('trafilatura')}"


def extract_page(data: bytes) -> dict[str, Any]:
    """Read all that a page gives, in plain types that JSON can hold.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    dict
        ``text`` (empty where there is no article), ``text_from``, ``fields`` ({field: [value, place]}),
        ``meta`` ({name: content} of every meta element) and ``notes``.
    """
    from lxml import etree
    from lxml import html as lxml_html

    stamp, page = unstamped(data)
    stamp = stamp or browser_stamp(page)
    match = _DECLARED.search(page[:_HEAD_BYTES])
    declared = match[1].decode("ascii") if match else None
    # What the server says goes before what the page says, as in a browser.
    decoded = decode(page, declared=(stamp.charset if stamp is not None else None) or declared)
    nothing: dict[str, Any] = {
        "text": "",
        "text_from": "",
        "fields": {},
        "meta": {},
        "notes": list(decoded.notes),
    }
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        # As UTF-8 again: what the page declares is then overruled, and lxml takes bytes whatever they declare.
        tree = lxml_html.document_fromstring(decoded.text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return nothing
    metadata = read_metadata(tree, stamp)
    text, text_from = extract_body(tree, headlines=metadata.headlines, written=metadata.body)
    fields = dict(metadata.fields)
    headed = dated_head(text)
    if headed is not None and headed.line.is_sound:
        fields.setdefault("published", (headed.line.day, "a line of its own"))
        # Another day than that of publication is news, and no line of the page's.
        if (parse_published(fields["published"][0]) or "")[:10] == headed.line.day:
            text = f"{text[: headed.start].rstrip()}\n{text[headed.stop :].lstrip()}".strip()
    return nothing | {
        "text": text,
        "text_from": text_from,
        "fields": {name: list(found) for name, found in fields.items()},
        "meta": dict(metadata.meta),
    }
