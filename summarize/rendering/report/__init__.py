"""The report as one self-contained page; what it shows is what the record says."""

from __future__ import annotations

from .embedded import embedded, restored
from .page import to_html

__all__ = ["embedded", "restored", "to_html"]
