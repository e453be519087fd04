"""Files of word processors: DOCX where python-docx is installed, RTF where striprtf is; one article, or what a press database exports."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from .encoding import MAX_UNPACKED_BYTES, RICH_TEXT, decode
from .exports import exported_articles
from .origin import UnusableError, to_document
from .text import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..corpus import Document, Dropped
    from .origin import Origin

#: Names of the styles in which a document's own title stands.
_TITLE_STYLES: Final = ("Title", "Heading 1")

#: How a document of the old kind begins, and one that is locked with a password.
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"


def read_word(data: bytes, origin: Origin) -> Iterable[Document | Dropped]:
    """Read a document of a word processor (DOCX): one article, or the articles that a press database has put into it."""
    import docx
    from docx.opc.exceptions import OpcError

    if data.startswith(_OLD_OR_LOCKED):
        detail = "it is locked with a password, or a document of the old kind; save it as .docx without a password"
        raise UnusableError("unreadable", detail)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnusableError(
                "unreadable", f"it unpacks to more than {MAX_UNPACKED_BYTES >> 20} MiB; save it in parts"
            )
        paragraphs = [
            ("" if each.style is None else str(each.style.name), each.text)
            for each in _paragraphs(docx.Document(io.BytesIO(data)))
        ]
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        found = " ".join(str(error).split())[:200]
        detail = f"expected a document of a word processor (DOCX), found: {found}; save it again, or as text"
        raise UnusableError("unparsable", detail) from error
    # A break within a paragraph is a line of its own.
    lines = [line for _, text in paragraphs for line in text.split("\n")]
    first = next(((style, text) for style, text in paragraphs if text.strip()), ("", ""))
    title = " ".join(first[1].split()) if first[0] in _TITLE_STYLES else ""
    return _documents(lines, origin, "word", title)


def _paragraphs(holder: Any) -> Iterator[Any]:
    """Paragraphs of a document, or of a cell, in their order, those of its tables among them."""
    from docx.table import Table

    for item in holder.iter_inner_content():
        if isinstance(item, Table):
            # Kept, and not only counted: what is let go may lend its number to another.
            seen: dict[int, Any] = {}
            for row in item.rows:
                for cell in row.cells:
                    # Cells that were joined are named once for each of their places.
                    if id(cell._tc) not in seen:
                        seen[id(cell._tc)] = cell._tc
                        yield from _paragraphs(cell)
        else:
            yield item


def read_rich_text(data: bytes, origin: Origin) -> Iterable[Document | Dropped]:
    """Read a file in rich text (RTF): one article, or the articles that a press database has put into it."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(RICH_TEXT):
        detail = "expected rich text (RTF), found no {\\rtf at its beginning; save it again, or as text"
        raise UnusableError("unparsable", detail)
    try:
        text = rtf_to_text(decode(data).text, errors="replace")
    except (ValueError, LookupError, IndexError, KeyError) as error:
        detail = f"expected rich text (RTF), found: {' '.join(str(error).split())}; save it again, or as text"
        raise UnusableError("unparsable", detail) from error
    return _documents(text.split("\n"), origin, "rtf", "")


def _documents(lines: Sequence[str], origin: Origin, reader: str, title: str) -> Iterable[Document | Dropped]:
    articles = exported_articles(lines, origin, reader=reader)
    if articles is not None:
        return articles
    text = "\n\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise UnusableError("empty", "expected an article, found nothing; save it again, or leave it out")
    label = "style"
    if title:
        text = text.removeprefix(title).lstrip() if text.startswith(title) else text
    else:
        title, text = split_title(text)
        label = "first line"
    record: dict[str, object] = {"text": text, **({"title": title} if title else {})}
    labels = {"text": "file", "title": label}
    return [to_document(record, origin, reader=reader, default_id=origin.id, labels=labels)]
