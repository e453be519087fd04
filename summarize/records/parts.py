"""How the parts of a comparison's record stand in it, whatever makes them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from .lazy import LazyRecord
from .schema import HEAD, MORE_TABLES, VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .glance import GlanceRecord

#: The view of each table; what is of several views belongs to none of them.
_VIEW_OF: Final[dict[str, str | None]] = {
    **{view: view for view in VIEWS},
    **{table: view for view, tables in MORE_TABLES.items() for table in tables},
    "columns": "alignments",
    "glance": None,
}

#: The views, in the order in which what was refused is told.
_REFUSED: Final = tuple("alignments figures coverage emphasis omissions voices prominence timeline likeness".split())


def laid_out(
    head: Callable[[], Mapping[str, Any]],
    themes: Callable[[], Sequence[Any]],
    view: Callable[[str], Mapping[str, Any]],
    views: Sequence[str] = VIEWS,
) -> LazyRecord:
    """Put the parts of a comparison's record in their places; each is made once, when a field of it is first looked at.

    Parameters
    ----------
    head, themes : callable
        Make what all views stand under, and the records of the themes.
    view : callable
        Makes the record of a view (``ViewRecord``).
    views : sequence of str
        Those of which is told why they are empty, or at which part of the corpus they look.
    """
    head, themes, view = cache(head), cache(themes), cache(view)

    def of_view(name: str, table: str) -> Any:
        return view(name)["tables"][table]

    def told(kind: str, among: Sequence[str]) -> dict[str, str]:
        return {name: why for name in among if name in views and (why := view(name)[kind]) is not None}

    def of_head(field: str) -> Any:
        return head()[field]

    makers: dict[str, Callable[[], Any]] = {field: partial(of_head, field) for field in HEAD}
    makers["themes"] = themes
    makers |= {name: partial(of_view, name, name) for name in VIEWS}
    makers["columns"] = lambda: None
    makers |= {table: partial(of_view, name, table) for name, tables in MORE_TABLES.items() for table in tables}
    makers["refused"] = partial(told, "refused", _REFUSED)
    makers["limited"] = partial(told, "limited", VIEWS)
    return with_glance(LazyRecord(makers))


def with_glance(record: LazyRecord) -> LazyRecord:
    """Return a comparison's record with what stands first in it, made from its views when it is looked at."""

    def glance() -> GlanceRecord:
        from .leading import at_a_glance

        return at_a_glance(record)

    return record.changed(glance=glance)


def view_holding(table: str) -> str:
    """Return the view that a table is of; the list of themes is of none, and stands for itself.

    Examples
    --------
    >>> [view_holding(table) for table in ("voices", "voice_outlets", "themes")]
    ['voices', 'voices', 'themes']
    """
    return _VIEW_OF.get(table) or table


def of_view(record: Mapping[str, Any], only: str | None) -> Mapping[str, Any]:
    """Return a record without the tables of other views than the one that a table is of, none of which is made."""
    if only is None:
        return record
    view = view_holding(only)
    fields = [field for field in record if _VIEW_OF.get(field, view) == view]
    return LazyRecord({field: partial(record.__getitem__, field) for field in fields})
