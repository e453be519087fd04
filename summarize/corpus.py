"""The values that flow through the pipeline: documents, sentences, the corpus and its audit, embeddings.

One invariant holds everywhere: **row i of every array is** ``corpus.sentences[i]``. Identity is the index, never
the text: coverage of one story is full of the same wire sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .errors import InputError
from .fields import (
    day_order,
    has_field,
    host_of,
    instant_of,
    is_numeric_date,
    kind_of_field,
    parse_published,
    pick_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = [
    "MIN_CHARACTERS",
    "UNKNOWN_OUTLET",
    "Audit",
    "Corpus",
    "Document",
    "Dropped",
    "Embeddings",
    "Provenance",
    "Sentence",
    "document_from_record",
    "read_only",
]

#: A text with fewer letters and digits than this says nothing that could be compared.
MIN_CHARACTERS: Final = 20

UNKNOWN_OUTLET: Final = "unknown outlet"


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
        1-based line or row within the file, for tables.
    fields : mapping of str to str
        For each field of the document, where its value came from (``"json-ld"``, ``"folder"``, ``"column 'source'"``).
    notes : tuple of str
        What a reader should know, such as bytes that were not valid in the file's encoding.
    numeric_date : str or None
        The date as it was written, where it is one of numbers whose order the other dates of its file may tell.
    """

    reader: str
    path: str | None = None
    line: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    numeric_date: str | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document: ``text == corpus.documents[document].text[start:stop]``."""

    document: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """An input that was left out, and why.

    Attributes
    ----------
    reason : str
        ``"empty"``, ``"too short"``, ``"binary"``, ``"unparsable"``, ``"duplicate id"``, ``"no text field"``,
        ``"vanished"``, ``"unreadable"`` or ``"unknown format"``.
    detail : str
        What was expected, what was found and the next step.
    path, id : str or None
        At least one of them is known.
    line : int or None
        1-based line or row within the file.
    """

    reason: str
    detail: str
    path: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """What happened on the way in: nothing is lost in silence."""

    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` as a contiguous array whose write flag is cleared."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


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
        Fields under their names or aliases (`summarize.fields.ALIASES`).
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
    identity = found.get("id") or default_id or _digest(found)

    def drop(reason: str, detail: str) -> Dropped:
        return Dropped(reason, detail, path=provenance.path, id=identity, line=provenance.line)

    if "text" not in found:
        kind = kind_of_field(record, "text", columns)
        if kind is not None:
            return drop("unparsable", f"its text is {kind}, where words in quotation marks were expected")
        if has_field(record, "text", columns):
            return drop("empty", "its text is empty; nothing to read")
        names = ", ".join(map(str, record)) or "none"
        return drop(
            "no text field",
            f"expected a field 'text' (or body, content, ...), found: {names}; name it with --map text=FIELD",
        )
    text = found["text"]
    n_characters = sum(map(str.isalnum, text[: 50 * MIN_CHARACTERS]))
    if n_characters < MIN_CHARACTERS:
        return drop("too short", f"{n_characters} letters and digits, at least {MIN_CHARACTERS} are needed")
    sources = {name: provenance.fields.get(column, f"column '{column}'") for name, column in origin.items()}
    notes = list(provenance.notes)
    published = parse_published(found["published"]) if "published" in found else None
    numeric_date = found["published"] if is_numeric_date(found.get("published", "")) else None
    # What two orders of day and month make of a date, the other dates of its file may settle.
    may_be_settled = numeric_date is not None and parse_published(numeric_date, day_first=True) is not None
    if "published" in found and published is None and not may_be_settled:
        notes.append(
            f"the date {found['published']!r} could not be read and was left out; write it as 2025-02-18T14:05+03:00"
        )
        numeric_date = None
        del sources["published"]
    outlet = found.get("outlet")
    if outlet is None and default_outlet is not None:
        outlet = default_outlet
        sources["outlet"] = provenance.fields.get("default outlet", "path")
    if outlet is None:
        host = host_of(found.get("url", ""))
        outlet, sources["outlet"] = (host, "host of the url") if host else (UNKNOWN_OUTLET, "nothing names it")
    language = found.get("language")
    return Document(
        id=identity,
        outlet=outlet,
        title=found.get("title", ""),
        text=text,
        published=published,
        url=found.get("url", ""),
        language=language.replace("_", "-").split("-")[0].casefold() if language else None,
        provenance=replace(provenance, fields=sources, notes=tuple(notes), numeric_date=numeric_date),
    )


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


def _dated(documents: Iterable[Document]) -> list[Document]:
    """Read the dates of numbers that the other dates of one file settle, and say of the rest what they may be."""
    documents = list(documents)
    written: dict[str | None, list[str]] = defaultdict(list)
    for document in documents:
        if document.provenance.numeric_date is not None:
            written[document.provenance.path].append(document.provenance.numeric_date)
    orders = {path: day_order(dates) for path, dates in written.items()}
    dated: list[Document] = []
    told: set[str | None] = set()
    for document in documents:
        path, numeric_date = document.provenance.path, document.provenance.numeric_date
        if document.published is None and numeric_date is not None:
            document = _with_date(document, numeric_date, orders[path], is_first=path not in told)
            told.add(path)
        dated.append(document)
    return dated


def _with_date(document: Document, written: str, day_first: bool | None, *, is_first: bool) -> Document:
    provenance = document.provenance
    published = parse_published(written, day_first=day_first)
    fields = dict(provenance.fields)
    if published is not None:
        order = "day" if day_first else "month"
        fields["published"] = f"{fields['published']}, {order} first"
        note = f"dates such as {written!r} are read {order} first, as others beside them must be" if is_first else ""
    else:
        fields.pop("published", None)
        either = (parse_published(written, day_first=first) for first in (True, False))
        note = (
            f"the date {written!r} was left out: it may be {' or '.join(filter(None, either))}, and no other date beside it "
            "tells; write it as 2025-02-18"
        )
    notes = provenance.notes if not note or note in provenance.notes else (*provenance.notes, note)
    return replace(document, published=published, provenance=replace(provenance, fields=fields, notes=notes))


def _digest(found: Mapping[str, str]) -> str:
    return sha256("\x1f".join(f"{name}={value}" for name, value in sorted(found.items())).encode()).hexdigest()[:12]


def _order(document: Document) -> tuple[bool, float, str, str]:
    instant = instant_of(document.published)
    return (instant is None, instant or 0.0, document.outlet, document.id)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Corpus:
    """Documents in canonical order, their sentences, and the audit of how they came in.

    Documents stand by time of publication, then outlet, then id, whatever order they were given in; so no result
    depends on the order of the input.

    Attributes
    ----------
    documents : tuple of Document
    sentences : tuple of Sentence
        In the order of the documents and of their text; empty before segmentation.
    audit : Audit
    outlets : tuple of str
        Every outlet once, sorted by name.
    document_of : ndarray of shape (n_sentences,)
        Index of each sentence's document.
    outlet_of : ndarray of shape (n_sentences,)
        Index into `outlets` of each sentence's outlet.
    position_of : ndarray of shape (n_sentences,)
        0-based place of each sentence in its own document.
    """

    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...] = ()
    audit: Audit = field(default=Audit())
    outlets: tuple[str, ...] = field(init=False)
    document_of: NDArray[np.intp] = field(init=False, repr=False)
    outlet_of: NDArray[np.intp] = field(init=False, repr=False)
    position_of: NDArray[np.intp] = field(init=False, repr=False)

    def __repr__(self) -> str:
        return f"Corpus({len(self.documents)} documents, {len(self.outlets)} outlets, {len(self.sentences)} sentences)"

    def __post_init__(self) -> None:
        outlets = tuple(sorted({d.outlet for d in self.documents}))
        index = {outlet: i for i, outlet in enumerate(outlets)}
        outlet_of_document = np.array([index[d.outlet] for d in self.documents], dtype=np.intp)
        document_of = np.array([s.document for s in self.sentences], dtype=np.intp)
        n_sentences = np.bincount(document_of, minlength=len(self.documents))
        first = np.cumsum(n_sentences) - n_sentences
        place = object.__setattr__
        place(self, "outlets", outlets)
        place(self, "document_of", read_only(document_of))
        place(self, "outlet_of", read_only(outlet_of_document[document_of]))
        place(self, "position_of", read_only(np.arange(len(document_of)) - first[document_of]))

    @classmethod
    def collect(cls, items: Iterable[Document | Dropped], *, notes: Sequence[str] = ()) -> Corpus:
        """Gather what reading gave into a corpus in canonical order, without sentences yet.

        Of versions of one article, which have one id and one outlet, the latest is kept, then the longest; the others are in
        the audit. Articles of several outlets, or of several files that number theirs alike, are told apart, and the outlet or
        the file is put before their id. Dates of numbers are read in the order of day and month that the others of their file show.

        Parameters
        ----------
        items : iterable of Document or Dropped
        notes : sequence of str
            Remarks for the audit, beside those of the documents.
        """
        dropped: list[Dropped] = []
        read: list[Document] = []
        for item in items:
            (dropped if isinstance(item, Dropped) else read).append(item)  # type: ignore[arg-type]
        named: dict[str, list[Document]] = defaultdict(list)
        for document in _dated(read):
            named[document.id].append(document)
        kept: list[Document] = []
        for alike in named.values():
            articles = _articles(alike, dropped) if len(alike) > 1 else alike
            kept += articles if len(articles) == 1 else _renamed(articles, named)
        documents = sorted(kept, key=_order)
        remarks = [f"{d.provenance.path or d.id}: {note}" for d in documents for note in d.provenance.notes]
        audit = Audit(tuple(sorted(dropped, key=_dropped_order)), (*notes, *remarks))
        return cls(tuple(documents), audit=audit)

    @classmethod
    def from_records(
        cls, records: Iterable[Mapping[str, object]], *, columns: Mapping[str, str] | None = None
    ) -> Corpus:
        """Build a corpus from records already in memory.

        Parameters
        ----------
        records : iterable of mappings
            Each with at least a text, under the field names or aliases of INTERFACE (``text``, ``body``, ...).
        columns : mapping of str to str, optional
            ``{field: key}`` where your records name a field otherwise.

        Returns
        -------
        Corpus
            What could not be used is in ``audit.dropped``.

        Raises
        ------
        InputError
            If no record is usable.
        TypeError
            If `records` are no mappings.

        Examples
        --------
        >>> corpus = Corpus.from_records([{"outlet": "Courier", "text": "The talks in Riyadh ended on Tuesday."}])
        >>> corpus.documents[0].outlet, len(corpus.sentences)
        ('Courier', 0)
        """
        items = [document_from_record(record, columns=columns) for record in _mappings(records)]
        corpus = cls.collect(items)
        if not corpus.documents:
            reasons = sorted({f"{d.reason}: {d.detail}" for d in corpus.audit.dropped})
            raise InputError(
                f"none of {len(items)} records is a usable document; {'; '.join(reasons) or 'there were none'}"
            )
        return corpus

    def text_of(self, sentence: int) -> str:
        """Return the words of sentence `sentence`, verbatim."""
        span = self.sentences[sentence]
        return self.documents[span.document].text[span.start : span.stop]

    @property
    def texts(self) -> list[str]:
        """The words of every sentence, verbatim; built at each call, O(characters)."""
        return [self.documents[s.document].text[s.start : s.stop] for s in self.sentences]

    @property
    def paragraph_of(self) -> NDArray[np.intp]:
        """Number of each sentence's paragraph, shape (n_sentences,): a line break between two sentences begins another."""
        begins = np.zeros(len(self.sentences), dtype=np.intp)
        for i, (before, here) in enumerate(pairwise(self.sentences), start=1):
            same = before.document == here.document
            begins[i] = not same or "\n" in self.documents[here.document].text[before.stop : here.start]
        return np.cumsum(begins)

    @property
    def n_sentences_of(self) -> NDArray[np.intp]:
        """Number of sentences of each document, shape (n_documents,)."""
        return np.bincount(self.document_of, minlength=len(self.documents))


def _mappings(records: object) -> list[Mapping[str, object]]:
    """Hold that records are mappings, or say how what was given becomes some."""
    expected = 'expected records such as [{"outlet": "Courier", "text": "..."}]'
    if hasattr(records, "columns"):
        raise TypeError(
            f"{expected}, got a table; give its rows: frame.to_dict('records') of pandas, frame.to_dicts() of polars"
        )
    if isinstance(records, Mapping | str | bytes) or not hasattr(records, "__iter__"):
        raise TypeError(f"{expected}, got {type(records).__name__}; put one record into a list")
    found = list(records)
    for number, record in enumerate(found):
        if not isinstance(record, Mapping):
            raise TypeError(
                f'{expected}, got {type(record).__name__} as record {number}; a text alone is {{"text": ...}}'
            )
    return found


def _articles(alike: Sequence[Document], dropped: list[Dropped]) -> list[Document]:
    """Of documents with one id the latest version of each article; the other versions go to `dropped`."""
    versions: list[list[Document]] = []
    # In an order of their own, so that the order of the input decides nothing.
    for document in sorted(alike, key=_precedence, reverse=True):
        own = next((others for others in versions if any(_is_version(document, other) for other in others)), None)
        if own is None:
            versions.append([document])
            continue
        newer = own[0]
        why = (
            "the same text"
            if newer.text == document.text
            else f"another text, published {newer.published or 'without a date'},"
        )
        detail = f"{why} with this id is kept; give each article an id of its own"
        dropped.append(Dropped("duplicate id", detail, document.provenance.path, document.id, document.provenance.line))
        own.append(document)
    return [own[0] for own in versions]


def _is_version(one: Document, other: Document) -> bool:
    """Whether two documents with one id are one article: not where outlets differ, nor where two files count from one."""
    if one.outlet != other.outlet:
        return False
    if one.provenance.path == other.provenance.path or one.text == other.text:
        return True
    return one.url == other.url if one.url and other.url else bool(one.title) and one.title == other.title


def _renamed(articles: Sequence[Document], taken: Mapping[str, object]) -> list[Document]:
    """Articles that share an id, each with its outlet or its file before it."""
    outlets = [document.outlet for document in articles]
    files = [PurePath(document.provenance.path or "").name.partition(".")[0] for document in articles]
    before = next((names for names in (outlets, files) if all(names) and len({*names}) == len(names)), None)
    ids = [f"{name}/{document.id}" for name, document in zip(before or outlets, articles, strict=True)]
    if before is None or any(identity in taken for identity in ids):
        ids = [
            f"{identity}/{_digest({'text': d.text, 'path': d.provenance.path or ''})}"
            for identity, d in zip(ids, articles, strict=True)
        ]
    renamed = []
    for document, identity in zip(articles, ids, strict=True):
        note = f"another article has the id {document.id!r} too; this one is read as {identity!r}"
        provenance = replace(document.provenance, notes=(*document.provenance.notes, note))
        renamed.append(replace(document, id=identity, provenance=provenance))
    return renamed


def _precedence(document: Document) -> tuple[float, int, str, str, str, str]:
    instant = instant_of(document.published)
    when = float("-inf") if instant is None else instant
    # The rest only makes ties fall the same way in any order of input.
    return (when, len(document.text), document.text, document.outlet, document.title, document.provenance.path or "")


def _dropped_order(item: Dropped) -> tuple[str, int, str, str]:
    return (item.path or "", item.line or 0, item.id or "", item.reason)


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """One unit vector a sentence.

    Attributes
    ----------
    vectors : ndarray of shape (n_sentences, n_dims), float32
        Finite, unit rows, read-only.
    model : str
        Identity of the model that made them: name and digest of its weights.
    """

    vectors: NDArray[np.float32]
    model: str

    def __post_init__(self) -> None:
        vectors = self.vectors
        if vectors.ndim != 2:
            raise ValueError(f"vectors must have shape (n_sentences, n_dims), got {vectors.shape}")
        vectors = read_only(vectors.astype(np.float32, copy=False))
        # Without a square of every component in memory; the norm of a row that is not finite is not.
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        if not np.isfinite(norms).all():
            raise ValueError(f"vectors must be finite; {int((~np.isfinite(norms)).sum())} rows are not")
        if len(norms) and np.abs(norms - 1).max() > 1e-3:
            raise ValueError(
                f"rows must have length 1; row {int(np.abs(norms - 1).argmax())} has {norms[np.abs(norms - 1).argmax()]:.4f}"
            )
        object.__setattr__(self, "vectors", vectors)
