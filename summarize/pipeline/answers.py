"""What every result can do: its JSON, its table, every format, and how it shows itself in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ..arguments import expect, is_path
from ..writing import REPORT_SUFFIXES, SUFFIXES, write_file

if TYPE_CHECKING:
    import os

    from ..records import TableName
    from ..rendering import Table
    from ..writing import ReportFormat


_Record = TypeVar("_Record", bound=Mapping[str, Any])


class Answer(Generic[_Record]):
    """A result with a record: the fields of the JSON, from which every format is made.

    ``print(result)`` prints what the command prints; in a notebook a result shows itself. Two results are equal if their JSON is.
    """

    if TYPE_CHECKING:
        # For type checkers alone: a property would stand in the way of the fields of those that have one.
        @property
        def record(self) -> _Record:
            """What the JSON holds."""
            ...

    def to_dict(self) -> _Record:
        """Return the JSON of the command, as plain values."""
        from ..records import plain

        return cast("_Record", plain(self.record))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answer) or type(self) is not type(other):
            return NotImplemented
        return self is other or self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        # Of equal results the texts are equal, and a hash need not tell more apart.
        corpus = self.record.get("corpus")
        return hash((type(self).__name__, corpus.get("fingerprint") if isinstance(corpus, Mapping) else None))

    @property
    def _only(self) -> TableName | None:
        """The one view that was asked for, or a table of one, where the result is a comparison."""
        return None

    def render(self, format: ReportFormat = "text", *, width: int = 80) -> str:  # noqa: A002 - the word of the interface
        """Render the result.

        Parameters
        ----------
        format : {"text", "markdown", "json", "csv", "html"}
            ``"html"`` is the page of a report.
        width : int
            Columns of the terminal, for text.

        Returns
        -------
        str

        Raises
        ------
        ValueError
            If the result has no such format; the message names those it has.
        """
        from ..rendering import render

        return render(self.record, format, width=width, only=self._only)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the result to a file, UTF-8, in the format that its name says.

        Parameters
        ----------
        path : str or path
            Ends in ``.json``, ``.csv``, ``.md`` or ``.txt``; for a report in ``.html``, ``.xlsx``, ``.svg`` or ``.png`` too. What is
            there is overwritten.

        Raises
        ------
        ValueError
            If the name says no format that this result has.
        InputError
            If the file cannot be written, or a library that writes it is not installed.
        """
        expect(is_path(path), "the path of a file", path)
        target = Path(path)
        is_report = self.record["command"] == "report"
        suffixes = REPORT_SUFFIXES if is_report else SUFFIXES
        format_ = suffixes.get(target.suffix.casefold())
        if format_ is None:
            names = ", ".join(sorted(suffixes))
            raise ValueError(f"expected a file name that ends in one of {names}, got {target.name!r}")
        if is_report:
            from ..rendering import render_report

            content = render_report(self.record, format_)
        else:
            content = self.render(format_)
        write_file(target, (content if isinstance(content, bytes) else content.encode("utf-8"),))

    def table(self, view: TableName | None = None) -> Table:
        """Return the main table of the result, or of one view of a comparison: the columns and rows of ``--format csv``.

        Parameters
        ----------
        view : str, optional
            A view of a comparison, or ``"voice_outlets"``, ``"timeline_outlets"`` (an outlet a row) or ``"themes"`` (a theme a row, which an analysis has
            too); the one that was asked for, else ``"coverage"``, by default.

        Returns
        -------
        Table
            A sequence of dicts with the columns beside it: ``pandas.DataFrame(table.rows, columns=table.columns)``.

        Raises
        ------
        ValueError
            If there is no such view in this result.
        """
        from ..records import SUMMARIES, VIEWS, report_parts
        from ..records.parts import view_holding
        from ..rendering import table_of

        record = (
            cast("Mapping[str, Any]", report_parts(self.record)["compare"]) if "compare" in self.record else self.record
        )
        there: list[str] = ["themes"] if record["command"] in ("compare", "themes") else []
        if record["command"] == "compare":
            every = (*VIEWS, *(name for name in SUMMARIES if name not in there))
            held = None if self._only is None else view_holding(self._only)
            there = [*(name for name in every if held in (None, view_holding(name))), *there]
        if view is not None and view not in there:
            views = f"a view must be one of {', '.join(there)}" if there else "this result has one table and no views"
            raise ValueError(f"{views}, got {view!r}")
        return table_of(record, view or self._only)

    def __str__(self) -> str:
        return self.render("text")

    def _repr_html_(self) -> str:
        """Return what a notebook shows: short, escaped, with nothing loaded from anywhere."""
        from ..rendering import to_notebook

        return to_notebook(self.record, self._only)
