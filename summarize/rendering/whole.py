"""A report in every format: the page, the formats of the other commands one after another, a workbook, a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from ..writing import ReportFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)


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
    from ..records import report_parts
    from ..records.report import by_group

    if format == "html":
        from .report import to_html

        return to_html(record, live=live, n_stories=n_stories)
    if format == "xlsx":
        from .spreadsheet import to_xlsx

        return to_xlsx(record)
    if format in ("svg", "png"):
        from .pictures import to_png, to_svg

        return to_svg(record, chart) if format == "svg" else to_png(record, chart)
    if format == "json":
        from .json import to_json

        return to_json(record)
    if format == "csv":
        from .csv import to_csv

        return to_csv(by_group(record) or report_parts(record)["compare"])
    if format == "markdown":
        from .markdown import to_markdown

        return "\n".join(map(to_markdown, report_parts(record).values()))
    if format == "text":
        from .text import to_text

        return "\n".join(to_text(part, width=width, colour=colour) for part in report_parts(record).values())
    raise ValueError(f"format must be one of {', '.join(REPORT_FORMATS)}, got {format!r}")
