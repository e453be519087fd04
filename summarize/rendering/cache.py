"""What the cache holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Item, Paragraph
from .phrases import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

CACHE_COLUMNS: Final = ("kind", "name", "count")


def cache_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell how much is kept, and of what."""
    yield Paragraph(((record["path"], "code"), (f": {record['bytes'] / 1e6:.1f} MB", "")))
    for model in record["models"]:
        yield Item(((f"{counted(model['vectors'], 'sentence vector')} of ", ""), (model["model"], "code")))
    if record["stages"]:
        yield Item(f"results kept: {', '.join(f'{n} {stage}' for stage, n in record['stages'].items())}")
    if not record["models"] and not record["stages"]:
        yield Paragraph("It is empty.")


def cache_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a model and kind of result; see `CACHE_COLUMNS`."""
    yield from ({"kind": "model", "name": m["model"], "count": m["vectors"]} for m in record["models"])
    yield from ({"kind": "result", "name": stage, "count": n} for stage, n in record["stages"].items())
