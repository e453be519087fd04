"""Pages of a PDF: an article out of letters that have a place, a size, and nothing else."""

from __future__ import annotations

from .reader import read_pdf

__all__ = ["read_pdf"]
