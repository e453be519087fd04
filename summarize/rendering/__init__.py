"""From records to strings: text for a terminal, Markdown, JSON, CSV, and the page of a report. Every format shows what the record says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, get_args, runtime_checkable

from ..arguments import whole_number
from ..homes import names_at
from ..writing import Format, ReportFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .notebook import to_notebook
    from .tables import Table, table_of

__all__ = ["FORMATS", "REPORT_FORMATS", "Table", "render", "render_pieces", "render_report", "table_of", "to_notebook"]

__getattr__ = names_at(__name__, {"notebook": "to_notebook", "tables": "Table table_of"})


@runtime_checkable
class _Result(Protocol):
    """Something with a record."""

    def to_dict(self) -> Any:
        """Return the record."""
        ...


FORMATS: Final[tuple[Format, ...]] = get_args(Format)
REPORT_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)


def render(
    record: Mapping[str, Any] | _Result,
    format: str = "text",  # noqa: A002 - the word of the interface
    *,
    width: int = 80,
    colour: bool = False,
    only: str | None = None,
) -> str:
    """Render the record of a result.

    Parameters
    ----------
    record : mapping or result
        What ``to_dict()`` returns, or the result itself.
    format : {"text", "markdown", "json", "csv", "html"}
        ``"html"`` is the page of a report, which `render_report` also writes as a workbook or a picture.
    width : int
        Columns of the terminal, for text.
    colour : bool
        Whether text may use ANSI colours; they never carry meaning alone.
    only : str, optional
        One view of a comparison; CSV holds one table and takes ``"coverage"`` by default.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If there is no such format.
    TypeError
        If what is given is no record.
    """
    given: object = record.to_dict() if isinstance(record, _Result) else record
    if not isinstance(given, Mapping) or "command" not in given:
        kind = type(given).__name__
        raise TypeError(f"expected the record of a result, as in render(brief, 'text'), got {kind}")
    record = given
    if format == "text":
        width = whole_number("width", width)
    is_report = record["command"] == "report"
    formats = (*FORMATS, "html") if is_report else FORMATS
    if format not in formats:
        more = "; render_report, or save, writes its workbook and pictures" if is_report else ""
        raise ValueError(f"format must be one of {', '.join(formats)}, got {format!r}{more}")
    if is_report:
        return str(render_report(record, format, width=width, colour=colour))
    return "".join(render_pieces(record, format, width=width, colour=colour, only=only))


def render_pieces(
    record: Mapping[str, Any],
    format: str,  # noqa: A002 - the word of the interface
    *,
    width: int = 80,
    colour: bool = False,
    only: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[str]:
    """Render a record as `render` does, a piece at a time: JSON and CSV of very many rows never stand in memory whole.

    Parameters
    ----------
    record, format, width, colour, only
        As in `render`.
    progress : callable, optional
        Called with the number of rows written and of all; of JSON, which takes longest.

    Yields
    ------
    str

    Raises
    ------
    ValueError
        If there is no such format.
    """
    if format == "json":
        from .json import json_pieces

        yield from json_pieces(record, only, progress)
    elif format == "csv":
        from .csv import csv_pieces

        yield from csv_pieces(record, only)
    elif format == "markdown":
        from .markdown import to_markdown

        yield to_markdown(record, only)
    elif format == "text":
        from .text import to_text

        yield to_text(record, width=width, colour=colour, only=only)
    else:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, got {format!r}")


def render_report(
    record: Mapping[str, Any],
    format: str = "html",  # noqa: A002 - the word of the interface
    *,
    width: int = 80,
    colour: bool = False,
    chart: str = "coverage",
    live: bool = False,
    n_stories: int = 1,
) -> str | bytes:
    """Render the record of a report.

    Parameters
    ----------
    record : mapping
        What ``report(...).to_dict()`` returns.
    format : {"html", "text", "markdown", "json", "csv", "xlsx", "svg", "png"}
        ``"csv"`` is the table of coverage, by the user's own groups where there are some; ``"xlsx"`` holds all tables.
    width, colour
        As in `render`, for text.
    chart : str
        What ``"svg"`` and ``"png"`` draw.
    live : bool
        For ``"html"``: the page asks the server that it came from whether it is still the newest.
    n_stories : int
        For ``"html"``: how many stories the articles look like; the page says so where it is more than one.

    Returns
    -------
    str, or bytes for ``"xlsx"`` and ``"png"``

    Raises
    ------
    InputError
        If a library that writes it is not installed, or a chart has nothing to show.
    ValueError
        If there is no such format.
    """
    if format == "html":
        from .report.page import to_html

        return to_html(record, live=live, n_stories=n_stories)
    if format == "xlsx":
        from .spreadsheet import to_xlsx

        return to_xlsx(record)
    if format in ("svg", "png"):
        from .pictures import to_png, to_svg

        return to_svg(record, chart) if format == "svg" else to_png(record, chart)
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(REPORT_FORMATS)}, got {format!r}")
    from ..records import report_parts
    from ..records.report import by_group

    parts: Iterable[Mapping[str, Any]]
    if format == "json":
        parts = (record,)
    elif format == "csv":
        parts = (by_group(record) or report_parts(record)["compare"],)
    else:
        parts = report_parts(record).values()
    return "\n".join("".join(render_pieces(part, format, width=width, colour=colour)) for part in parts)
