"""From records to strings: text for a terminal, Markdown, JSON, CSV, and the page of a report. Every format shows what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from .whole import REPORT_FORMATS, render_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["FORMATS", "REPORT_FORMATS", "render", "render_pieces", "render_report"]

Format = Literal["text", "markdown", "json", "csv"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def render(
    record: Mapping[str, Any],
    format: str = "text",  # noqa: A002 - the word of the interface
    *,
    width: int = 80,
    colour: bool = False,
    only: str | None = None,
) -> str:
    """Render the record of a result.

    Parameters
    ----------
    record : mapping
        What ``to_dict()`` returns.
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
    """
    if record["command"] == "report" and format in (*FORMATS, "html"):
        return str(render_report(record, format, width=width, colour=colour))
    if format == "json":
        from .json import to_json

        return to_json(record, only)
    if format == "csv":
        from .csv import to_csv

        return to_csv(record, only)
    if format == "markdown":
        from .markdown import to_markdown

        return to_markdown(record, only)
    if format == "text":
        from .text import to_text

        return to_text(record, width=width, colour=colour, only=only)
    raise ValueError(f"format must be one of {', '.join(FORMATS)}, got {format!r}")


def render_pieces(
    record: Mapping[str, Any],
    format: str = "text",  # noqa: A002 - the word of the interface
    *,
    width: int = 80,
    colour: bool = False,
    only: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[str]:
    """Render the same piece by piece: JSON, the one format that holds every sentence, is written as it is made.

    Parameters
    ----------
    record, format, width, colour, only
        As for `render`.
    progress : callable, optional
        Called with the rows of very long lists that are done, and with all of them.

    Yields
    ------
    str
    """
    if format == "json" and record["command"] != "report":
        from .json import json_pieces

        yield from json_pieces(record, only, progress)
    else:
        yield render(record, format, width=width, colour=colour, only=only)
