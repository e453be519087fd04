"""The report as one self-contained page; what it shows is what the record says."""

from __future__ import annotations

from .embedded import embedded
from .page import to_html

__all__ = ["embedded", "to_html"]
