"""Themes: what the sentences of one story are about, found from the data or seeded by name."""

from __future__ import annotations

from .finding import Choice, Themes, find_themes
from .seeds import Seed, read_seeds

__all__ = ["Choice", "Seed", "Themes", "find_themes", "read_seeds"]
