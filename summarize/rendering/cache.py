"""What the cache holds as text, Markdown and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import table
from .phrases import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .page import Page

CACHE_COLUMNS: Final = ("kind", "name", "count")


def cache_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write how much is kept, and of what."""
    page.paragraph(f"{one_line(record['path'])}: {record['bytes'] / 1e6:.1f} MB")
    for model in record["models"]:
        page.paragraph(f"• {counted(model['vectors'], 'sentence vector')} of {one_line(model['model'])}", hang=2)
    if record["stages"]:
        kept = ", ".join(f"{n} {stage}" for stage, n in record["stages"].items())
        page.paragraph(f"• results kept: {kept}", hang=2)
    if not record["models"] and not record["stages"]:
        page.paragraph("It is empty.")


def cache_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the same as a table."""
    yield "# Cache"
    rows = [["vectors", f"`{m['model']}`", str(m["vectors"])] for m in record["models"]]
    rows += [["results", stage, str(n)] for stage, n in record["stages"].items()]
    yield f"`{record['path']}`, {record['bytes'] / 1e6:.1f} MB"
    yield table(("kind", "of", "number"), rows, numbers=(2,))


def cache_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a model and kind of result; see `CACHE_COLUMNS`."""
    yield from ({"kind": "model", "name": m["model"], "count": m["vectors"]} for m in record["models"])
    yield from ({"kind": "result", "name": stage, "count": n} for stage, n in record["stages"].items())
