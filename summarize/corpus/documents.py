"""Documents: one article as read, where it was read, and the reason why a record is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ..calendars import dated_head
from ..dates import is_numeric_date, parse_published, spreadsheet_day
from ..languages import language_code
from .fields import (
    has_field,
    host_of,
    hour_beside,
    hour_unread,
    kind_of_text,
    names_listed,
    naming_text,
    no_text,
    overlooked,
    pick_fields,
)
from .walls import CONSENT, PAYWALL, ending_of, wall_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A text with fewer letters and digits than this says nothing that could be compared.
MIN_CHARACTERS: Final = 20

#: The outlet of a document that names none; where several name none, each has its own name before it: "talks (unknown outlet)".
UNKNOWN_OUTLET: Final = "unknown outlet"

#: Documents without an outlet that stand each for itself; of more the table has no column of outlets, or not the one that was read.
_EACH_FOR_ITSELF: Final = 30

#: Characters of a headline that names a document without an outlet.
_LONGEST_NAME: Final = 40

_DIGEST: Final = 12

#: Where a date is from that says when a file was made, and not when its article was published.
FILE_MADE: Final = "day on which the PDF was made"

#: What pages ask for that hold no article.
_ASKED: Final = {CONSENT: "for consent to cookies", PAYWALL: "for a login or a subscription"}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document was read, how, and which metadata won.

    Attributes
    ----------
    reader : str
        The reader that read it: ``"html"``, ``"markdown"``, ``"jsonl"``, ...; ``"records"`` for `Corpus.from_records`.
    path : str or None
        The file, as named to the user; None where there was none.
    line : int or None
        1-based line, row or item within the file, for tables.
    place : str
        The same in words: ``"line 3"``, ``"item 3"``, ``"articles[2]"``.
    fields : mapping of str to str
        For each field of the document, where its value came from (``"json-ld"``, ``"folder"``, ``"column 'source'"``).
    notes : tuple of str
        What a reader should know, such as bytes that were not valid in the file's encoding.
    numeric_date : str or None
        The date as it was written, where it is one of numbers whose order the other dates of its file may tell.
    cut : bool
        Whether its text says that there is more of the article: what it does not say may stand there.
    """

    reader: str
    path: str | None = None
    line: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    numeric_date: str | None = None
    cut: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One article, as read.

    Attributes
    ----------
    id : str
        Unique in its corpus.
    outlet : str
        The publisher.
    title : str
        The headline; empty where there was none.
    text : str
        The body. Every span in every output counts Unicode code points in this text, half-open.
    published : str or None
        ISO 8601, with hour and zone only where they were known.
    url : str
        Empty where there was none.
    language : str or None
        ISO 639-1 code, declared or detected; None before segmentation where it was not declared.
    provenance : Provenance
        Where it was read and which metadata won.
    """

    id: str
    outlet: str
    title: str
    text: str
    published: str | None = None
    url: str = ""
    language: str | None = None
    provenance: Provenance = field(default=Provenance("records"))

    @property
    def is_dated(self) -> bool:
        """Whether it says when it was published; a file says when it was made, and that orders nothing."""
        return self.published is not None and self.provenance.fields.get("published") != FILE_MADE

    @property
    def tongue(self) -> str:
        """The language whose words are looked up in it: English where none is known."""
        return self.language or "en"

    def __repr__(self) -> str:
        return f"Document({self.id!r}, outlet={self.outlet!r}, title={self.title!r}, {len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class Dropped:
    """An input that was left out, and why.

    Attributes
    ----------
    reason : str
        ``"empty"``, ``"too short"``, ``"binary"``, ``"unparsable"``, ``"duplicate id"``, ``"same text"``, ``"no text field"``,
        ``"consent page"``, ``"paywall"``, ``"vanished"``, ``"unreadable"`` or ``"unknown format"``.
    detail : str
        What was expected, what was found and the next step.
    path, id : str or None
        At least one of them is known.
    line : int or None
        1-based line, row or item within the file.
    place : str
        The same in words: ``"line 3"``, ``"item 3"``, ``"articles[2]"``.
    """

    reason: str
    detail: str
    path: str | None = None
    id: str | None = None
    line: int | None = None
    place: str = ""

    @property
    def where(self) -> str:
        """The file and the place in it, or the id."""
        place = self.place or (f"line {self.line}" if self.line else "")
        return ", ".join(filter(None, (self.path or self.id, place)))


def document_from_record(
    record: Mapping[str, object],
    *,
    default_id: str | None = None,
    default_outlet: str | None = None,
    provenance: Provenance | None = None,
    columns: Mapping[str, str] | None = None,
) -> Document | Dropped:
    """Turn one record into a document, or into the reason why it is none.

    Parameters
    ----------
    record : mapping of str to object
        Fields under their names or aliases (``fields.toml``).
    default_id : str, optional
        The id of a record that has none; without it a digest of its content, so that it does not depend on the order.
    default_outlet : str, optional
        The outlet of a record that names none; without it the host of its URL, then ``"unknown outlet"``.
    provenance : Provenance, optional
        Where the record was read; the columns that won are added to its `fields`.
    columns : mapping of str to str, optional
        The user's own ``{field: column}``.

    Returns
    -------
    Document or Dropped
    """
    provenance = provenance or Provenance("records")
    whole = {name: _whole(value) for name, value in record.items()}
    if any(value is not record[name] for name, value in whole.items()):
        note = "half a surrogate pair is no character and stands as U+FFFD"
        provenance = replace(provenance, notes=(*provenance.notes, note))
    record = whole
    found, origin = pick_fields(record, columns)
    written = found.get("published", "")
    hour = hour_beside(record, found["published"]) if "published" in found else None
    if hour is not None:
        found["published"] = hour[0]
    identity = found.get("id") or default_id or digest_of(found)

    def drop(reason: str, detail: str) -> Dropped:
        return Dropped(reason, detail, provenance.path, identity, provenance.line, provenance.place)

    if "text" not in found:
        return drop(*_no_text(record, columns, provenance))
    text = found["text"]
    wall = wall_of(text)
    if wall is not None:
        return drop(
            wall,
            f"its text asks {_ASKED[wall]}, and is no article; save the page again as you see it when you read the article",
        )
    # What is a wall as a whole is left out for what it is; else the wall, or a service's mark, goes, and is no word of the article.
    ending = ending_of(text)
    cut = ending is not None
    text = text[:ending].rstrip() if cut else text
    n_characters = sum(map(str.isalnum, text[: 50 * MIN_CHARACTERS]))
    if n_characters < MIN_CHARACTERS:
        return drop("too short", f"{n_characters} letters and digits, at least {MIN_CHARACTERS} are needed")
    sources = {name: provenance.fields.get(column, f"column '{column}'") for name, column in origin.items()}
    if hour is not None:
        sources["published"] += f" and column '{hour[1]}'"
    notes = list(provenance.notes)
    if cut:
        notes.append(
            "its text is the beginning of the article, cut off by who exported it or by a paywall: what is not in it may be in the rest"
        )
    published = parse_published(found["published"]) if "published" in found else None
    if (day := spreadsheet_day(written)) is not None:
        # Behind the day may stand the hour of another column.
        published = published or day
        notes.append("its date is a number, read as the days since 1900 by which spreadsheets keep dates")
    numeric_date = found["published"] if is_numeric_date(found.get("published", "")) else None
    # What two orders of day and month make of a date, the other dates of its file may settle.
    may_be_settled = numeric_date is not None and parse_published(numeric_date, day_first=True) is not None
    if "published" in found and published is None and not may_be_settled:
        notes.append(
            f"the date {found['published']!r} could not be read and was left out; write it as 2025-02-18T14:05+03:00"
        )
        numeric_date = None
        del sources["published"]
    headed = dated_head(text) if published is None and not may_be_settled else None
    if headed is not None and headed.line.is_sound:
        published, sources["published"] = headed.line.day, "the head of the text"
    elif headed is not None:
        written = " ".join(text[headed.start : headed.stop].split())
        notes.append(f"the date {written!r} at the head of the text was left out: that day was another weekday")
    outlet = found.get("outlet")
    if outlet is None and default_outlet is not None:
        outlet = default_outlet
        sources["outlet"] = provenance.fields.get("default outlet", "path")
    notes += [
        f"column {column!r} was not read, and may be {name}: --map {name}={column}, in Python columns={{{name!r}: {column!r}}}"
        for name in ("outlet", "published")
        if name not in found and (column := overlooked(record, name)) is not None
    ]
    if "outlet" in origin and len(names := names_listed(record[origin["outlet"]])) > 1:
        notes.append(
            f"column {origin['outlet']!r} lists {len(names)} outlets, of which the first is read: {found['outlet']}"
        )
    if "published" in found and published is not None and (column := hour_unread(record, published)) is not None:
        notes.append(f"column {column!r} was not read as the hour of the date: write hours as 14:05")
    if outlet is None:
        host = host_of(found.get("url", ""))
        outlet, sources["outlet"] = (host, "host of the url") if host else (UNKNOWN_OUTLET, "nothing names it")
    language = language_code(found.get("language", ""))
    if "language" in found and language is None:
        notes.append(f"the language {found['language']!r} is none that is known; it is told from the text")
        del sources["language"]
    return Document(
        id=identity,
        outlet=outlet,
        title=found.get("title", ""),
        text=text,
        published=published,
        url=found.get("url", ""),
        language=language,
        provenance=replace(provenance, fields=sources, notes=tuple(notes), numeric_date=numeric_date, cut=cut),
    )


def _no_text(
    record: Mapping[str, object], columns: Mapping[str, str] | None, provenance: Provenance
) -> tuple[str, str]:
    """Why a record has no text: the reason, and what was found and what to do."""
    kind = kind_of_text(record, columns)
    in_memory = provenance.path is None and provenance.reader == "records"
    if kind == "bytes":
        return "unparsable", "its text is bytes, where words were expected; decode it"
    if kind is not None:
        return "unparsable", f"its text is {kind}, where words in quotation marks were expected"
    if has_field(record, "text", columns):
        how = naming_text(in_memory)
        return "empty", f"its column of texts is empty here; fill it, or name the column that has the text with {how}"
    return "no text field", no_text(record, columns, in_memory=in_memory)


def names_no_outlet(outlet: str) -> bool:
    """Whether an outlet is the stand-in of documents that name none.

    Examples
    --------
    >>> names_no_outlet("unknown outlet"), names_no_outlet("talks (unknown outlet)"), names_no_outlet("Courier")
    (True, True, False)
    """
    return outlet == UNKNOWN_OUTLET or outlet.endswith(f" ({UNKNOWN_OUTLET})")


def told_apart(documents: Sequence[Document]) -> list[Document]:
    """Let each of several documents that name no outlet stand for itself, as if it were of an outlet of its own.

    Nothing says that two such documents are of one publisher, and taken for one they would be one voice: nothing could be held against anything in
    a folder of plain files. Of more than 30 they are one, since what has no column of outlets has as many as it has rows.

    Parameters
    ----------
    documents : sequence of Document
        With ids of their own.

    Returns
    -------
    list of Document
        Such a document is called by its id, or, where that is a digest, by its headline.
    """
    nameless = [document for document in documents if document.outlet == UNKNOWN_OUTLET]
    if not 1 < len(nameless) <= _EACH_FOR_ITSELF:
        return list(documents)
    uses = Counter(_called(document) for document in nameless)

    def named(document: Document) -> Document:
        called = _called(document)
        return replace(document, outlet=f"{called if uses[called] == 1 else document.id} ({UNKNOWN_OUTLET})")

    return [named(document) if document.outlet == UNKNOWN_OUTLET else document for document in documents]


def _called(document: Document) -> str:
    """What a document is called where no outlet is: its id, its headline where that is a digest."""
    is_digest = len(document.id) == _DIGEST and set(document.id) <= set("0123456789abcdef")
    title = " ".join(document.title.split())
    return title[:_LONGEST_NAME].strip() if is_digest and title else document.id


def _whole(value: object) -> object:
    """Return `value` without lone surrogates, which JSON can hold and no file can.

    One character stands for one, so that offsets stay true.
    """
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return value


def digest_of(found: Mapping[str, str]) -> str:
    """Id of a document that has none: a digest of what it says, so that it does not depend on the order."""
    return sha256("\x1f".join(f"{name}={value}" for name, value in sorted(found.items())).encode()).hexdigest()[
        :_DIGEST
    ]
