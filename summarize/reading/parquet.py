"""Parquet tables, where pyarrow is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .origin import UnusableError
from .tables import rows_to_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Document, Dropped
    from .origin import Origin

#: Rows that are unpacked at a time.
_ROWS: Final = 1_000


def read_parquet(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a Parquet table, a document a row, some thousand rows at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(pa.BufferReader(data))
        n_rows = table.metadata.num_rows
        rows = (row for batch in table.iter_batches(_ROWS) for row in batch.to_pylist())
        numbered = origin.told(enumerate(map(_texts, rows), 1), n_rows)
        yield from rows_to_documents(numbered, origin, reader="parquet")
    except (pa.ArrowException, OSError) as error:
        detail = f"expected a Parquet table, found: {' '.join(str(error).split())}; write it again"
        raise UnusableError("unparsable", detail) from error
    if not n_rows:
        raise UnusableError("empty", "expected rows, found none")


def _texts(row: dict[str, object]) -> dict[str, object]:
    """Read cells of bytes as UTF-8: some writers keep text in binary columns."""
    return {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
    }
