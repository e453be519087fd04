"""What documents are called on a page for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from .phrases import is_digest, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Characters of a digest that tell it from the others.
_SHORT_ID: Final = 8


def document_names(documents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Name each document by its outlet and a short form of its id: the end of a path, the beginning of a digest, where that is no other's.

    Examples
    --------
    >>> documents = [{"id": "wire/talks-end", "outlet": "Wire"}, {"id": "35d763403c74114d72f2b100e9af43", "outlet": "Post"}]
    >>> list(document_names(documents).values())
    ['Wire (talks-end)', 'Post (35d76340)']
    """
    short = {d["id"]: _short(d["id"]) for d in documents}
    uses = Counter(short.values())
    return {
        d["id"]: f"{one_line(d['outlet'])} ({short[d['id']] if uses[short[d['id']]] == 1 else one_line(d['id'])})"
        for d in documents
    }


def _short(name: str) -> str:
    end = one_line(name.rstrip("/").rpartition("/")[2])
    return end[:_SHORT_ID] if is_digest(end) else end


def lone_outlet(theme: Mapping[str, Any], n_outlets: int) -> str:
    """Name the outlet that has all sentences of a theme, of several, as an aside to their number; "" where another has some too, or there is no other.

    What stands in one outlet may be its own angle, and may be what that page says under every article.

    Examples
    --------
    >>> lone_outlet({"outlets": {"Wire": 4}}, 3), lone_outlet({"outlets": {"Wire": 4, "Post": 1}}, 3), lone_outlet({"outlets": {"Wire": 4}}, 1)
    (' (Wire)', '', '')
    """
    return f" ({one_line(next(iter(theme['outlets'])))})" if len(theme["outlets"]) == 1 < n_outlets else ""


def labels_of(record: Mapping[str, Any]) -> dict[int, str]:
    """Return the labels of the themes, by their ids."""
    return {theme["id"]: theme["label"] for theme in record["themes"]}


def outlets_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the outlet of each document, by its id."""
    return {document["id"]: document["outlet"] for document in record["corpus"]["documents"]}


def n_outlets_of(record: Mapping[str, Any]) -> int:
    """Return how many outlets were read."""
    return len(set(outlets_of(record).values()))
