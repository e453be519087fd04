"""The values that flow through the pipeline: documents, sentences, the corpus and its audit, embeddings.

One invariant holds everywhere: **row i of every array is** ``corpus.sentences[i]``. Identity is the index, never
the text: coverage of one story is full of the same wire sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .errors import InputError
from .fields import has_field, host_of, instant_of, kind_of_field, parse_published, pick_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    """

    reader: str
    path: str | None = None
    line: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


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
    if "published" in found and published is None:
        notes.append(
            f"the date {found['published']!r} could not be read and was left out; write it as 2025-02-18T14:05+03:00"
        )
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
        provenance=replace(provenance, fields=sources, notes=tuple(notes)),
    )


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

        Of documents with one id the latest is kept, then the longest; the others are in the audit.

        Parameters
        ----------
        items : iterable of Document or Dropped
        notes : sequence of str
            Remarks for the audit, beside those of the documents.
        """
        kept: dict[str, Document] = {}
        dropped: list[Dropped] = []
        for item in items:
            if isinstance(item, Dropped):
                dropped.append(item)
                continue
            other = kept.get(item.id)
            if other is not None:
                newer, older = sorted((item, other), key=_precedence, reverse=True)
                why = (
                    "the same text"
                    if newer.text == older.text
                    else f"another text, published {newer.published or 'without a date'},"
                )
                detail = f"{why} with this id is kept; give each article an id of its own"
                dropped.append(Dropped("duplicate id", detail, older.provenance.path, older.id, older.provenance.line))
                item = newer
            kept[item.id] = item
        documents = sorted(kept.values(), key=_order)
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

        Examples
        --------
        >>> corpus = Corpus.from_records([{"outlet": "Courier", "text": "The talks in Riyadh ended on Tuesday."}])
        >>> corpus.documents[0].outlet, len(corpus.sentences)
        ('Courier', 0)
        """
        items = [document_from_record(record, columns=columns) for record in records]
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
