"""Stories: which documents of a mixed corpus are about one event."""

from __future__ import annotations

from .finding import Near, Stories, find_stories
from .headlines import headlines

__all__ = ["Near", "Stories", "find_stories", "headlines"]
