"""What is kept on disk: sentence vectors, and results that are slow to compute again."""

from .database import Cache
from .keeping import Contents, Memo, NoCache, Store, code_digest

__all__ = ["Cache", "Contents", "Memo", "NoCache", "Store", "code_digest"]
