"""Web pages: the article out of its page, and each field of metadata from the best place that has it."""

from __future__ import annotations

from .reader import read_html
from .saved import read_mhtml, read_web_archive

__all__ = ["read_html", "read_mhtml", "read_web_archive"]
