"""Documents of many files into those of a corpus: dates whose order others tell, versions of one article, ids that clash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from ..dates import day_order, instant_of, parse_published
from .documents import Document, Dropped, digest_of
from .outlets import called_alike, spelt_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def gather(documents: Iterable[Document], dropped: list[Dropped], *, day_first: bool | None = None) -> list[Document]:
    """Date documents of one corpus, spell each outlet in one way, keep of each article one version, and give each an id of its own.

    Parameters
    ----------
    documents : iterable of Document
    dropped : list of Dropped
        Older versions are added to it.
    day_first : bool, optional
        Whether the day stands before the month in dates of numbers of which no other date of their file tells.

    Returns
    -------
    list of Document

    Notes
    -----
    O(n_documents), but for those of one id, which are compared with one another.
    """
    named: dict[str, list[_Read]] = defaultdict(list)
    dated = _dated(documents, day_first)
    for before, document in zip(dated, spelt_alike(dated), strict=True):
        named[document.id].append(_Read(document, before.outlet))
    kept: list[Document] = []
    for alike in named.values():
        articles = _articles(alike, dropped) if len(alike) > 1 else alike
        kept += [articles[0].document] if len(articles) == 1 else _renamed(articles, named)
    return kept


class _Read(NamedTuple):
    """A document, and its outlet as its file writes it."""

    document: Document
    outlet: str


def _dated(documents: Iterable[Document], day_first: bool | None) -> list[Document]:
    """Read the dates of numbers that the other dates of one file settle, or the user, and say of the rest what they may be."""
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
            shown = orders[path]
            why = "as asked" if shown is None else "as others beside them must be"
            order = day_first if shown is None else shown
            document = _with_date(document, numeric_date, order, why=why, is_first=path not in told)
            told.add(path)
        dated.append(document)
    return dated


def _with_date(document: Document, written: str, day_first: bool | None, *, why: str, is_first: bool) -> Document:
    provenance = document.provenance
    published = parse_published(written, day_first=day_first)
    fields = dict(provenance.fields)
    if published is not None:
        order = "day" if day_first else "month"
        fields["published"] = f"{fields['published']}, {order} first"
        note = f"dates such as {written!r} are read {order} first, {why}" if is_first else ""
    else:
        fields.pop("published", None)
        either = (parse_published(written, day_first=first) for first in (True, False))
        note = (
            f"the date {written!r} was left out: it may be {' or '.join(filter(None, either))}, and no other date beside it "
            'tells; say --dates day-first or --dates month-first (in Python dates="day-first"), or write it as 2025-02-18'
        )
    notes = provenance.notes if not note or note in provenance.notes else (*provenance.notes, note)
    return replace(document, published=published, provenance=replace(provenance, fields=fields, notes=notes))


def _articles(alike: Sequence[_Read], dropped: list[Dropped]) -> list[_Read]:
    """Of documents with one id the latest version of each article; the other versions go to `dropped`."""
    versions: list[list[_Read]] = []
    # In an order of their own, so that the order of the input decides nothing.
    for read in sorted(alike, key=lambda read: (*_precedence(read.document), read.outlet), reverse=True):
        own = next((others for others in versions if any(_is_version(read, other) for other in others)), None)
        if own is None:
            versions.append([read])
            continue
        document, newer = read.document, own[0].document
        provenance = document.provenance
        why = (
            "the same text"
            if newer.text == document.text
            else f"another text, published {newer.published or 'without a date'},"
        )
        reason, detail = "duplicate id", f"{why} with this id is kept; give each article an id of its own"
        if "id" not in provenance.fields and newer.text == document.text:
            # The id is a digest of what it says: nobody gave it.
            reason, detail = "same text", "another that says the same in every field is kept"
        dropped.append(Dropped(reason, detail, provenance.path, document.id, provenance.line, provenance.place))
        own.append(read)
    return [own[0] for own in versions]


def _is_version(read: _Read, beside: _Read) -> bool:
    """Whether two documents with one id are one article: not where outlets differ, nor where two files, or two names of one outlet, count from one."""
    one, other = read.document, beside.document
    if one.outlet != other.outlet:
        return False
    is_one_count = one.provenance.path == other.provenance.path and called_alike(read.outlet) == called_alike(
        beside.outlet
    )
    if is_one_count or one.text == other.text:
        return True
    return one.url == other.url if one.url and other.url else bool(one.title) and one.title == other.title


def _renamed(read: Sequence[_Read], taken: Mapping[str, object]) -> list[Document]:
    """Articles that share an id, each with its outlet or its file before it."""
    articles = [document for document, _ in read]
    outlets = [document.outlet for document in articles]
    files = [PurePath(document.provenance.path or "").name.partition(".")[0] for document in articles]
    spelt = [outlet for _, outlet in read]
    before = next((names for names in (outlets, files, spelt) if all(names) and len({*names}) == len(names)), None)
    ids = [f"{name}/{document.id}" for name, document in zip(before or outlets, articles, strict=True)]
    if before is None or any(identity in taken for identity in ids):
        ids = [
            f"{identity}/{digest_of({'text': d.text, 'path': d.provenance.path or ''})}"
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
