"""From files, folders and streams to a corpus: one file a format, one table from suffix to reader."""

from __future__ import annotations

from .sources import FORMATS, read

__all__ = ["FORMATS", "read"]
