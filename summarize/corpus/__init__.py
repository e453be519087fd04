"""The values that flow through the pipeline: documents, sentences, the corpus and its audit, embeddings.

One invariant holds everywhere: **row i of every array is** ``corpus.sentences[i]``. Identity is the index, never
the text: coverage of one story is full of the same wire sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..arguments import columns_of, shown
from ..counts import counted
from ..dates import instant_of, is_day_first
from ..errors import InputError
from .documents import (
    MIN_CHARACTERS,
    Document,
    Dropped,
    Provenance,
    document_from_record,
    names_no_outlet,
    told_apart,
)
from .embeddings import Embeddings, read_only
from .gathering import gather
from .outlets import ARTICLE_ALONE, as_called, called_alike, nearest_called, outlets_alike
from .spans import spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ..arguments import DateOrder

__all__ = [
    "ARTICLE_ALONE",
    "MIN_CHARACTERS",
    "Audit",
    "Corpus",
    "Document",
    "Dropped",
    "Embeddings",
    "PartOf",
    "Provenance",
    "Sentence",
    "as_called",
    "called_alike",
    "document_from_record",
    "names_no_outlet",
    "nearest_called",
    "outlets_alike",
    "read_only",
    "remarks",
]


#: Outlets that a notebook shows.
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document: ``text == corpus.documents[document].text[start:stop]``."""

    document: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class PartOf:
    """The story that a corpus is of a mixed one: its number and label, and how many stories and documents there are."""

    id: int
    label: str
    n_stories: int
    n_documents: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What happened on the way in: nothing is lost in silence; of a story, on the way of the whole corpus that it is a part of."""

    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    story: PartOf | None = None


def _order(document: Document) -> tuple[bool, float, str, str, str, str]:
    # What is written decides before names do: neither an outlet's place in the alphabet nor how a file is called says anything of the story.
    instant = instant_of(document.published)
    return (instant is None, instant or 0.0, document.title, document.text, document.outlet, document.id)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Corpus:
    """Documents in canonical order, their sentences, and the audit of how they came in.

    Two are equal if they hold the same. ``len(corpus)``, ``for document in corpus``, ``corpus[0]`` and ``corpus["its id"]`` are of the documents.

    Documents stand by time of publication, then by title and text, whatever order they were given in; so no result
    depends on the order of the input, nor on what its files and outlets are called.

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
    _places: tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]] | None = field(
        init=False, default=None
    )

    def __repr__(self) -> str:
        sizes = ((self.documents, "document"), (self.outlets, "outlet"), (self.sentences, "sentence"))
        return f"Corpus({', '.join(counted(len(things), name) for things, name in sizes)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        mine, theirs = ((c.documents, c.sentences, c.audit) for c in (self, other))
        return self is other or mine == theirs

    def __hash__(self) -> int:
        # Of equal corpora the ids are equal, and a hash need not tell more apart.
        return hash((len(self.sentences), *(document.id for document in self.documents)))

    def __post_init__(self) -> None:
        object.__setattr__(self, "outlets", tuple(sorted({d.outlet for d in self.documents})))

    @property
    def document_of(self) -> NDArray[np.intp]:
        """Index of each sentence's document, shape (n_sentences,)."""
        return self._placed()[0]

    @property
    def outlet_of(self) -> NDArray[np.intp]:
        """Index into `outlets` of each sentence's outlet, shape (n_sentences,)."""
        return self._placed()[1]

    @property
    def position_of(self) -> NDArray[np.intp]:
        """0-based place of each sentence in its own document, shape (n_sentences,)."""
        return self._placed()[2]

    @property
    def outlet_of_document(self) -> NDArray[np.intp]:
        """Index into `outlets` of each document's outlet, shape (n_documents,)."""
        return self._placed()[3]

    def _placed(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Document, outlet and position of every sentence, and outlet of every document, made when they are first asked for: a corpus that is only read waits for no NumPy."""
        if self._places is None:
            import numpy as np

            index = {outlet: i for i, outlet in enumerate(self.outlets)}
            outlets = np.array([index[d.outlet] for d in self.documents], dtype=np.intp)
            document_of = np.array([s.document for s in self.sentences], dtype=np.intp)
            n_sentences = np.bincount(document_of, minlength=len(self.documents))
            first = np.cumsum(n_sentences) - n_sentences
            position_of = np.arange(len(document_of)) - first[document_of]
            places = (
                read_only(document_of),
                read_only(outlets[document_of]),
                read_only(position_of),
                read_only(outlets),
            )
            object.__setattr__(self, "_places", places)
            return places
        return self._places

    @classmethod
    def collect(
        cls, items: Iterable[Document | Dropped], *, notes: Sequence[str] = (), dates: str | None = None
    ) -> Corpus:
        """Gather what reading gave into a corpus in canonical order, without sentences yet.

        Of versions of one article, which have one id and one outlet, the latest is kept, then the longest; the others are in
        the audit. Articles of several outlets, or of several files that number theirs alike, are told apart, and the outlet or
        the file is put before their id. Documents that name no outlet stand each for itself, to 30 of them. Outlets
        that differ in case, width, unseen characters or a leading article alone are one, spelt as most documents spell it. Dates of numbers are read in the order of day and month that the others of their file show.

        Parameters
        ----------
        items : iterable of Document or Dropped
        notes : sequence of str
            Remarks for the audit, beside those of the documents.
        dates : {"day-first", "month-first"}, optional
            How to read dates of numbers whose order no other date of their file shows.
        """
        dropped: list[Dropped] = []
        read: list[Document] = []
        for item in items:
            if isinstance(item, Dropped):
                dropped.append(item)
            else:
                read.append(item)
        documents = sorted(told_apart(gather(read, dropped, day_first=is_day_first(dates))), key=_order)
        audit = Audit(tuple(sorted(dropped, key=_dropped_order)), (*notes, *remarks(documents)))
        return cls(tuple(documents), audit=audit)

    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, object]],
        *,
        columns: Mapping[str, str] | None = None,
        dates: DateOrder | None = None,
    ) -> Corpus:
        """Build a corpus from records already in memory.

        Parameters
        ----------
        records : iterable of mappings
            Each with at least a text, under the field names or aliases of INTERFACE (``text``, ``body``, ...).
        columns : mapping of str to str, optional
            ``{field: key}`` where your records name a field otherwise.
        dates : {"day-first", "month-first"}, optional
            How to read dates of numbers, such as 03/02/2025, whose order no other date shows; else they are left out.

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
        columns_of(columns)
        items = [document_from_record(record, columns=columns) for record in _mappings(records)]
        corpus = cls.collect(items, dates=dates)
        if not corpus.documents:
            reasons = sorted({f"{d.reason}: {d.detail}" for d in corpus.audit.dropped})
            raise InputError(
                f"none of {len(items)} records is a usable document; {'; '.join(reasons) or 'there were none'}"
            )
        return corpus

    def with_sentences(self, spans: Mapping[str, Iterable[tuple[int, int]]]) -> Corpus:
        """Return the corpus with sentences of your own, instead of those that `summarize.segment` finds.

        Parameters
        ----------
        spans : mapping of str to iterable of (int, int)
            By id of the document, each ``(start, stop)`` in its text: code points, half-open, in the order of the text, not across each
            other. A document that is not named has no sentences.

        Returns
        -------
        Corpus
            The same documents. Languages that are not declared are told later, as of any corpus: by `summarize.segment`, or in an analysis.

        Raises
        ------
        InputError
            If no document has a sentence.
        ValueError
            If a document is not in the corpus, or a span lies outside of its text, holds no word, or begins before the one before it ends.
        TypeError
            If something else stands where spans should.

        Examples
        --------
        >>> corpus = Corpus.from_records([{"id": "a", "text": "Talks began in Riyadh; they go on."}])
        >>> corpus.with_sentences({"a": [(0, 22), (23, 34)]}).texts
        ['Talks began in Riyadh;', 'they go on.']
        """
        sentences = tuple(Sentence(*place) for place in spanned(self.documents, spans))
        return Corpus(self.documents, sentences, self.audit)

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __getitem__(self, place: int | str) -> Document:
        """Return a document by its place in the canonical order, or by its id."""
        if not isinstance(place, str):
            try:
                return self.documents[place]
            except (IndexError, TypeError) as error:
                known = f"the id of a document, or its place among {len(self.documents)}"
                raise type(error)(f"expected {known}, got {shown(place)}") from None
        found = next((document for document in self.documents if document.id == place), None)
        if found is None:
            raise KeyError(f"no document {place!r} in the corpus; corpus.documents has their ids")
        return found

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the outlets, with their documents and dates, escaped."""
        from html import escape

        rows = []
        of_outlet: dict[str, list[Document]] = {outlet: [] for outlet in self.outlets}
        for document in self.documents:
            of_outlet[document.outlet].append(document)
        for outlet, documents in list(of_outlet.items())[:_SHOWN]:
            dates = [document.published[:10] for document in documents if document.published]
            span = " – ".join(dict.fromkeys((min(dates), max(dates)))) if dates else ""
            titles = "; ".join(document.title or document.id for document in documents[:3])
            more = "; …" if len(documents) > 3 else ""
            cells = (outlet, str(len(documents)), span, f"{titles}{more}")
            rows.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
        head = "<tr><th>outlet</th><th>documents</th><th>published</th><th>titles</th></tr>"
        kept, hidden = "".join(rows), len(self.outlets) - _SHOWN
        rest = f"<p>{hidden:,} more outlets</p>" if hidden > 0 else ""
        dropped = (
            f"<p>{len(self.audit.dropped):,} inputs left out: corpus.audit.dropped</p>" if self.audit.dropped else ""
        )
        return f"<p>{escape(repr(self))}</p><table><thead>{head}</thead><tbody>{kept}</tbody></table>{rest}{dropped}"

    def text_of(self, sentence: int) -> str:
        """Return the words of sentence `sentence`, verbatim."""
        span = self.sentences[sentence]
        return self.documents[span.document].text[span.start : span.stop]

    def tongue_of(self, sentence: int) -> str:
        """Return the language whose words are looked up in sentence `sentence`; see `Document.tongue`."""
        return self.documents[self.sentences[sentence].document].tongue

    @property
    def texts(self) -> list[str]:
        """The words of every sentence, verbatim; built at each call, O(characters)."""
        return [self.documents[s.document].text[s.start : s.stop] for s in self.sentences]

    @property
    def paragraph_of(self) -> NDArray[np.intp]:
        """Number of each sentence's paragraph, shape (n_sentences,): a line break between two sentences begins another."""
        import numpy as np

        begins = np.zeros(len(self.sentences), dtype=np.intp)
        for i, (before, here) in enumerate(pairwise(self.sentences), start=1):
            same = before.document == here.document
            begins[i] = not same or "\n" in self.documents[here.document].text[before.stop : here.start]
        return np.cumsum(begins)

    @property
    def n_sentences_of(self) -> NDArray[np.intp]:
        """Number of sentences of each document, shape (n_documents,)."""
        import numpy as np

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


def remarks(documents: Iterable[Document]) -> list[str]:
    """Return the notes of documents, one that many of them have once, with the first of these; and which of their outlets may be one."""
    documents = list(documents)
    places: dict[str, list[str]] = {}
    for document in documents:
        for note in document.provenance.notes:
            places.setdefault(note, []).append(document.provenance.path or document.id)
    found = []
    for note, where in places.items():
        others = (
            ""
            if len(where) == 1
            else f" ({len(where)} articles)"
            if len({*where}) == 1
            else f" and {len(where) - 1} more"
        )
        found.append(f"{where[0]}{others}: {note}")
    alike = outlets_alike(documents)
    return found if alike is None else [*found, alike]


def _dropped_order(item: Dropped) -> tuple[str, int, str, str]:
    return (item.path or "", item.line or 0, item.id or "", item.reason)
