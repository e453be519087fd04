"""Rows of a result: the dicts of its JSON, whose fields can be reached as attributes too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..records import ViewName
    from .answers import Answer


class Row(dict[str, Any]):
    """A dict of the JSON whose fields are attributes too: ``row.outlet`` is ``row["outlet"]``.

    It equals the plain dict, and whatever reads dicts takes it; to change one, make it a plain dict first, ``dict(row)``: what changed here would not
    change the result. A field that is called as a method of dicts is (``values``), or as a
    word of Python (``from``), is reached by its key alone.

    Examples
    --------
    >>> row = Row(outlet="Courier", count=3)
    >>> row.outlet, row["count"], row == {"outlet": "Courier", "count": 3}
    ('Courier', 3, True)
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"this row has no field {name!r}; its fields are: {', '.join(self)}") from None

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(
            "rows of a result cannot be changed, since the result would not change with them; make a dict of it: dict(row)"
        )

    __setitem__ = __delitem__ = __ior__ = __setattr__ = __delattr__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Row], tuple[dict[str, Any]]]:
        return type(self), (dict(self),)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *filter(str.isidentifier, self)})


class CitedSentence(Row):
    """A verbatim sentence and where it stands.

    Attributes
    ----------
    document : str
        Id of the document.
    outlet : str
    start, stop : int
        Unicode code points in the document's text, half-open.
    text : str
        The words, verbatim.
    """

    __slots__ = ()

    document: str
    outlet: str
    start: int
    stop: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """``(start, stop)``: what to cut the document's text with."""
        return self["start"], self["stop"]

    def __str__(self) -> str:
        return (
            f"{' '.join(self['text'].split())} ({self['outlet']}, {self['document']}[{self['start']}:{self['stop']}])"
        )


class BriefSentence(CitedSentence):
    """A sentence of a brief.

    Attributes
    ----------
    score : float
        0-1, the best of the brief has 1.
    rank : int
        1 is the best-scored; sentences stand in reading order.
    theme : int or None
        Id of its theme.
    support : Row
        ``outlets`` that say the same, and the number of ``independent`` texts among theirs; ``surely``: the same of those that very probably do.
    n_words : int
    """

    __slots__ = ()

    score: float
    rank: int
    theme: int | None
    support: Row
    n_words: int


class ClaimSentence(CitedSentence):
    """A sentence of a claim. ``firm``: it very probably states what the first does; else perhaps."""

    __slots__ = ()

    firm: bool


class ClaimRow(Row):
    """One fact and the sentences that state it.

    Attributes
    ----------
    id : int
    kind : str
        ``"consensus"``, ``"shared"``, ``"exclusive"`` or ``"uncertain"``.
    sentences : list of ClaimSentence
        The firm ones first.
    outlets : list of str
    independent : int
        Distinct texts among them, copies counted once.
    surely : Row
        ``outlets`` of the firm sentences, and the number of ``independent`` texts among theirs.
    disputes : list of int
        Ids of claims worded like this one that come to another number, day, time, name or other particular, or deny it.
    """

    __slots__ = ()

    id: int
    kind: str
    sentences: list[ClaimSentence]
    outlets: list[str]
    independent: int
    surely: Row
    disputes: list[int]


_Item = TypeVar("_Item")


class Rows(list[_Item]):
    """A list of a result, which cannot be changed, as little as its rows can; part of it is another.

    Examples
    --------
    >>> Rows([1, 2, 3])[:2] == [1, 2]
    True
    """

    __slots__ = ()

    if not TYPE_CHECKING:

        def __getitem__(self, place):
            found = super().__getitem__(place)
            return self._like(found) if isinstance(place, slice) else found

    def _like(self, items: Iterable[_Item]) -> Rows[_Item]:
        return Rows(items)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(
            "lists of a result cannot be changed, since the result would not change with them; make a list of it: list(rows)"
        )

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (list(self),)


class View(Rows[Row]):
    """The rows of one view of a result: a list that cannot be changed, which shows itself in a line, and in a notebook as the head of its table.

    Parameters
    ----------
    rows : iterable of Row
    name : str
        The view.
    result : Answer
        What it is a view of.
    """

    __slots__ = ("_name", "_result")

    def __init__(self, rows: Iterable[Row], name: ViewName, result: Answer[Any]) -> None:
        super().__init__(rows)
        self._name = name
        self._result = result

    def _like(self, items: Iterable[Row]) -> View:
        return View(items, self._name, self._result)

    def __reduce__(self) -> tuple[Any, ...]:
        return View, (list(self), self._name, self._result)

    def __repr__(self) -> str:
        n = "1 row" if len(self) == 1 else f"{len(self):,} rows"
        return f"View({self._name!r}, {n}{': ' if self else ''}{', '.join(self[0] if self else ())})"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the first rows of the view's table."""
        return self._result.table(self._name)._repr_html_()


#: What tells a sentence from other rows, and one kind of it from another; the first that fits.
_KINDS: Final[tuple[tuple[frozenset[str], type[Row]], ...]] = (
    (frozenset(("document", "start", "stop", "text", "rank", "support")), BriefSentence),
    (frozenset(("document", "start", "stop", "text", "firm")), ClaimSentence),
    (frozenset(("document", "start", "stop", "text")), CitedSentence),
    (frozenset(("id", "kind", "sentences", "independent", "disputes")), ClaimRow),
)


def rows_of(value: Any) -> Any:
    """Return plain JSON values with a `Row` in the place of each dict.

    Examples
    --------
    >>> rows_of([{"support": {"independent": 2}}])[0].support.independent
    2
    """
    if isinstance(value, dict):
        made = {name: rows_of(item) for name, item in value.items()}
        return next((kind for fields, kind in _KINDS if fields <= value.keys()), Row)(made)
    return Rows(rows_of(item) for item in value) if isinstance(value, list) else value
