"""Parquet tables, where pyarrow is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..corpus import Document, Dropped
from .tables import rows_to_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .origin import Origin

#: Rows that are unpacked at a time.
_ROWS: Final = 1_000


def read_parquet(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a Parquet table, a document a row, some thousand rows at a time."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        detail = "reading Parquet needs pyarrow, which is not installed; run: pip install pyarrow"
        yield Dropped("unreadable", detail, origin.path)
        return
    try:
        table = parquet.ParquetFile(pa.BufferReader(data))
        n_rows = table.metadata.num_rows
        rows = (row for batch in table.iter_batches(_ROWS) for row in batch.to_pylist())
        numbered = origin.told(enumerate(map(_texts, rows), 1), n_rows)
        yield from rows_to_documents(numbered, origin, reader="parquet")
    except (pa.ArrowException, OSError) as error:
        detail = f"expected a Parquet table, found: {' '.join(str(error).split())}; write it again"
        yield Dropped("unparsable", detail, origin.path)
        return
    if not n_rows:
        yield Dropped("empty", "expected rows, found none", origin.path)


def _texts(row: dict[str, object]) -> dict[str, object]:
    """Read cells of bytes as UTF-8: some writers keep text in binary columns."""
    return {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
    }
