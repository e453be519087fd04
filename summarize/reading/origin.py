"""What every reader is told, and the one way from a record to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from ..calendars import dated_head
from ..corpus import Document, Dropped, Provenance, document_from_record
from ..corpus.fields import no_column, pick_fields

if TYPE_CHECKING:
    from ..cache import Memo
    from ..timing import Told

#: Rows of a table after which it is said how far reading has come.
_TOLD: Final = 500

_Row = TypeVar("_Row")


class UnusableError(Exception):
    """What a reader finds to be no document: the reason and the words of the `Dropped` that stands in its place, and the line.

    Raised where nothing of the input can be used; `formats.read_bytes` passes it on.
    """

    def __init__(self, reason: str, detail: str, line: int | None = None) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.line = reason, detail, line


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from, and what the path says about the document in them.

    Attributes
    ----------
    path : str
        As named to the user; ``"-"`` for standard input.
    id : str or None
        The id of a document that has none of its own; rows of a table get a digest instead.
    outlet : str or None
        The outlet that the folder or the file's name gives.
    outlet_from : str
        ``"folder"`` or ``"file name"``.
    columns : mapping of str to str
        The user's own ``{field: column}``.
    memo : Memo or None
        Keeps extracted pages.
    progress : callable or None
        A table's reader calls it with the rows, or lines, done and with all; a PDF's with the pages.
    published : str or None
        The day that the file's or the folder's name gives: it dates a file that is one article and has no date of its own.
    published_from : str
        ``"file name"`` or ``"folder"``.
    """

    path: str
    id: str | None = None
    outlet: str | None = None
    outlet_from: str = "path"
    columns: Mapping[str, str] = field(default_factory=dict)
    memo: Memo | None = None
    progress: Told = None
    published: str | None = None
    published_from: str = "path"

    def told(self, rows: Iterable[_Row], n_rows: int) -> Iterator[_Row]:
        """Pass rows on, saying now and then how far they have come."""
        for n_done, row in enumerate(rows, 1):
            yield row
            if self.progress is not None and (n_done % _TOLD == 0 or n_done == n_rows):
                self.progress(n_done, n_rows)


#: Takes the bytes of one input and where they come from; gives documents, and what it had to leave out.
Reader = Callable[[bytes, Origin], Iterable[Document | Dropped]]


def to_document(
    record: Mapping[str, object],
    origin: Origin,
    *,
    reader: str,
    default_id: str | None = None,
    line: int | None = None,
    labels: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
    place: str = "",
) -> Document | Dropped:
    """Turn a record that a reader found into a document, or into the reason why it is none.

    Parameters
    ----------
    record : mapping of str to object
    origin : Origin
    reader : str
        Name of the format.
    default_id : str, optional
    line : int, optional
        1-based line or row.
    labels : mapping of str to str, optional
        For names of the record that are no columns, where their value came from.
    notes : tuple of str
    place : str
        The line, row or item in words.
    """
    named = {"default outlet": origin.outlet_from, **(labels or {})}
    columns = {name: column for name, column in origin.columns.items() if column in record}
    # Of a table or an export the name says when it was made, and what stands at the head of a text is the article's own.
    dated = origin.published is None or line is not None
    if not dated:
        found = pick_fields(record, columns)[0]
        headed = dated_head(found.get("text", ""))
        dated = "published" in found or (headed is not None and headed.line.is_sound)
    if origin.published is not None and not dated:
        record, named["published"] = {**record, "published": origin.published}, origin.published_from
    provenance = Provenance(reader, origin.path, line, named, tuple(notes), place=place)
    return document_from_record(
        record,
        default_id=default_id,
        default_outlet=origin.outlet,
        provenance=provenance,
        columns=columns,
    )


def missing_column(field: str, column: str, found: Iterable[object]) -> str:
    """Say that a table has no such column, and which it has."""
    return f"{no_column(field, column)}; the columns are: {', '.join(map(str, found)) or 'none'}"
