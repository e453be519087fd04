"""One table from suffix to reader, and how the format of what has no name is told."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from ..corpus import Document, Dropped
from ..corpus.fields import no_column
from .encoding import MAX_UNPACKED_BYTES, RICH_TEXT, decode, kind_of_binary
from .origin import UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .origin import Origin, Reader

#: How a note ends on a column of the user's that an input does not have.
_BY_ITS_OWN: Final = "; the field is read by the names of its own"

#: Reader of each suffix, and where it stands: only those that are needed are loaded. Any suffix may be followed by ``.gz``.
FORMATS: Final[Mapping[str, str]] = {
    **dict.fromkeys((".txt", ".text"), "text.read_text"),
    **dict.fromkeys((".md", ".markdown"), "markdown.read_markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html.reader.read_html"),
    **dict.fromkeys((".mhtml", ".mht"), "html.saved.read_mhtml"),
    ".webarchive": "html.saved.read_web_archive",
    **dict.fromkeys((".jsonl", ".ndjson"), "tables.read_jsonl"),
    ".json": "tables.read_json",
    **dict.fromkeys((".csv", ".tsv"), "tables.read_csv"),
    ".parquet": "workbooks.read_parquet",
    ".docx": "word.read_word",
    ".rtf": "word.read_rich_text",
    ".pdf": "pdf.reader.read_pdf",
    ".eml": "mail.read_mail",
    ".zip": "archives.read_archive",
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "workbooks.read_workbook"),
}

#: Readers of text, in which nothing else may stand.
_OF_TEXT: Final = ("text", "markdown", "html.reader", "tables")

#: Libraries that may not be there: their modules, and the names under which they are installed.
_OPTIONAL: Final = {
    "docx": "python-docx",
    "pyarrow": "pyarrow",
    "pypdfium2": "pypdfium2",
    "python_calamine": "python-calamine",
    "striprtf": "striprtf",
}

#: What to do with files that have another's name.
_RENAMED: Final = {
    "a PDF": "rename it to .pdf",
    "a zip archive or office document": "rename it to .docx or .xlsx where it is one, or unpack it",
    "a Parquet table": "rename it to .parquet",
    "gzip data": "rename it to end in .gz",
    "an image": "let its text be recognised, and save that",
}

GZIP: Final = b"\x1f\x8b"
_SIGNS: Final = {b"PAR1": ".parquet", b"%PDF-": ".pdf", RICH_TEXT: ".rtf"}
_ZIP: Final = b"PK\x03\x04"
_WEB_ARCHIVE: Final = b"bplist00"

#: What workbooks, and documents of word processors, have among the names in their archive.
_WORKBOOKS: Final = (b"xl/workbook.", b"application/vnd.oasis.opendocument.spreadsheet")
_WORD: Final = b"word/document"

#: Nothing that was passed is gone back to: a page may begin with very many comments.
_PAGE: Final = re.compile(
    r"(?>\s+|<\?xml\b.*?\?>|<!--.*?-->)*+<(?:!doctype html|html|head|body|article|main|div|p|meta|title|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON: Final = re.compile(r"\s*(?:\{|\[\s*[\[{\]])")
_FRONT_MATTER: Final = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
#: Lines of a mail's head: names with what follows, indented where it goes on.
_MAIL: Final = re.compile(r"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)++\r?\n")
#: What browsers write into the head of a page that they save in one file, and mail programs do not.
_MHTML: Final = re.compile(r"^(?:Snapshot-Content-Location:|From: *<Saved by )", re.MULTILINE | re.IGNORECASE)
_SNIFFED_CHARACTERS: Final = 4096


def format_of(name: str) -> str | None:
    """Suffix of a file's name as it stands in `FORMATS`, or None.

    Examples
    --------
    >>> format_of("wire.JSONL.gz"), format_of("README")
    ('.jsonl', None)
    """
    suffix = PurePath(_unpacked(name)).suffix.casefold()
    return suffix if suffix in FORMATS else None


def stem_of(name: str) -> str:
    """Name of a file without the suffixes that say its format.

    Examples
    --------
    >>> stem_of("courier--1.2.txt"), stem_of("wire.jsonl.gz"), stem_of("v1.0")
    ('courier--1.2', 'wire', 'v1.0')
    """
    suffix = format_of(name)
    return _unpacked(name)[: -len(suffix)] if suffix else name


def _unpacked(name: str) -> str:
    return name[:-3] if name.casefold().endswith(".gz") else name


def read_bytes(data: bytes, origin: Origin, suffix: str | None) -> list[Document | Dropped]:
    """Read the bytes of one input; what its reader refuses is left out, with the reason.

    A column of the user's that no row of an input has is meant for another input: the field is read by the names of its own columns here, and a note says so.

    Parameters
    ----------
    data : bytes
        Unpacked first where they are gzip.
    origin : Origin
    suffix : str or None
        A key of `FORMATS`; None for a stream, whose format is told from its content.

    Returns
    -------
    list of Document or Dropped
        In the order of the input, which is read again for every column of the user's that it lacks.
    """
    found = list(_found(data, origin, suffix))
    slips = {field: slip for field, column in origin.columns.items() if (slip := _lacked(field, column, found))}
    if not slips:
        return found
    columns = {field: column for field, column in origin.columns.items() if field not in slips}
    again = read_bytes(data, replace(origin, columns=columns), suffix)
    if not any(isinstance(item, Document) for item in again):
        return found
    notes = tuple(slip + _BY_ITS_OWN for slip in slips.values())
    return [_noted(item, notes) if isinstance(item, Document) else item for item in again]


def _lacked(field: str, column: str, found: Iterable[Document | Dropped]) -> str | None:
    """What is said of a column of the user's that no row of an input has; None where one has it, or the input has no columns."""
    slip, said = no_column(field, column), []
    for item in found:
        notes = item.provenance.notes if isinstance(item, Document) else (item.detail,)
        # What was read by its own names already, in an archive, need not be again; what was left out for something else tells nothing of its columns.
        note = next((note for note in notes if note.startswith(slip) and not note.endswith(_BY_ITS_OWN)), None)
        if note is not None:
            said.append(note)
        elif isinstance(item, Document):
            return None
    return said[0] if said else None


def _noted(document: Document, notes: tuple[str, ...]) -> Document:
    source = document.provenance
    return replace(document, provenance=replace(source, notes=(*source.notes, *notes)))


def _found(data: bytes, origin: Origin, suffix: str | None) -> Iterator[Document | Dropped]:
    try:
        yield from _read(data, origin, suffix)
    except UnusableError as error:
        yield Dropped(error.reason, error.detail, origin.path, origin.id, error.line)
    except ImportError as error:
        package = _OPTIONAL.get((error.name or "").partition(".")[0])
        if package is None:
            raise
        what = "it" if suffix is None else f"a {suffix} file"
        detail = f"reading {what} needs {package}, which is not installed; run: pip install {package}"
        yield Dropped("unreadable", detail, origin.path, origin.id)


def _read(data: bytes, origin: Origin, suffix: str | None) -> Iterable[Document | Dropped]:
    if data.startswith(GZIP):
        try:
            data = gunzipped(data, MAX_UNPACKED_BYTES)
        except (OSError, EOFError, zlib.error) as error:
            raise UnusableError("unparsable", f"expected a gzip file, found: {error}; pack it again") from error
        if len(data) > MAX_UNPACKED_BYTES:
            detail = f"it unpacks to more than {MAX_UNPACKED_BYTES >> 20} MiB; give it unpacked, in parts"
            raise UnusableError("unreadable", detail)
    if not data.strip(b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"):
        raise UnusableError("empty", "expected an article, found nothing; save it again, or leave it out")
    module, _, function = FORMATS[suffix or sniff(data, origin.columns)].rpartition(".")
    # A NUL byte must not cost a table its thousand rows.
    if module in _OF_TEXT and (kind := kind_of_binary(data, allow_nul=module == "tables")) is not None:
        remedy = _RENAMED.get(kind, "save it as text or HTML, in UTF-8")
        raise UnusableError("binary", f"expected text, found {kind}; {remedy}")
    reader: Reader = getattr(import_module(f"..{module}", __name__), function)
    return reader(data, origin)


def gunzipped(data: bytes, most: int) -> bytes:
    """Unpack gzip, of what unpacks to more than `most` bytes one byte more."""
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as archive:
        return archive.read(most + 1)


def sniff(data: bytes, columns: Mapping[str, str] | None = None) -> str:
    r"""Tell the format of a stream from its beginning; what is nothing else is plain text.

    Parameters
    ----------
    data : bytes
    columns : mapping of str to str, optional
        The user's own ``{field: column}``, by which a table's header is known too.

    Returns
    -------
    str
        A key of `FORMATS`.

    Examples
    --------
    >>> sniff(b'{"text": "Talks began."}'), sniff(b"outlet;text\r\n"), sniff(b"[Update] Talks began.")
    ('.jsonl', '.csv', '.txt')
    """
    for sign, suffix in _SIGNS.items():
        if data.startswith(sign):
            return suffix
    if data.startswith(_ZIP):
        return ".xlsx" if any(place in data for place in _WORKBOOKS) else ".docx" if _WORD in data else ".zip"
    if data.startswith(_WEB_ARCHIVE) and b"WebMainResource" in data:
        return ".webarchive"
    if kind_of_binary(data, allow_nul=True) is not None:
        return ".txt"
    start = decode(data).text[:_SNIFFED_CHARACTERS]
    if _JSON.match(start):
        return ".jsonl"
    if _PAGE.match(start):
        return ".html"
    if _FRONT_MATTER.match(start):
        return ".md"
    head = _MAIL.match(start)
    if head is not None and _MHTML.search(head[0]):
        return ".mhtml"
    if head is not None and all(re.search(rf"^{name}:", head[0], re.M | re.I) for name in ("From", "Date", "Subject")):
        return ".eml"
    from .tables import is_tabular

    return ".csv" if is_tabular(start, columns or {}) else ".txt"
