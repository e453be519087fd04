"""Stories: which documents of a mixed corpus are about one event, and which of one story's folder are not."""

from __future__ import annotations

from .finding import Near, Stories, find_stories
from .headlines import headlines
from .strays import LARGEST, Stray, find_strays

__all__ = ["LARGEST", "Near", "Stories", "Stray", "find_stories", "find_strays", "headlines"]
