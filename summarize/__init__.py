"""Summarize and compare many outlets' coverage of one story: every sentence verbatim, every number traceable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .homes import names_at

if TYPE_CHECKING:
    from .cache import Cache as Cache
    from .cache import NoCache as NoCache
    from .corpus import Corpus as Corpus
    from .corpus import Document as Document
    from .corpus import Embeddings as Embeddings
    from .corpus import Sentence as Sentence
    from .embedding import Encoder as Encoder
    from .errors import CacheError as CacheError
    from .errors import EngineError as EngineError
    from .errors import InputError as InputError
    from .errors import ModelError as ModelError
    from .errors import SettingsError as SettingsError
    from .errors import SummarizeError as SummarizeError
    from .pipeline import Analysis as Analysis
    from .pipeline import ArticleResult as ArticleResult
    from .pipeline import Brief as Brief
    from .pipeline import CollectResult as CollectResult
    from .pipeline import ComparisonResult as ComparisonResult
    from .pipeline import Evaluation as Evaluation
    from .pipeline import ReadResult as ReadResult
    from .pipeline import Report as Report
    from .pipeline import StoriesResult as StoriesResult
    from .pipeline import Tuning as Tuning
    from .pipeline import analyse as analyse
    from .pipeline import article as article
    from .pipeline import audit as audit
    from .pipeline import brief as brief
    from .pipeline import collect as collect
    from .pipeline import compare as compare
    from .pipeline import evaluate as evaluate
    from .pipeline import gold as gold
    from .pipeline import read as read
    from .pipeline import report as report
    from .pipeline import stories as stories
    from .pipeline import tune as tune
    from .rendering import render as render
    from .settings import Settings as Settings
    from .settings import read_settings as read_settings
    from .themes import Seed as Seed
    from .themes import read_seeds as read_seeds

__version__: Final = "0.1.0"

__all__ = [
    "Analysis",
    "ArticleResult",
    "Brief",
    "Cache",
    "CacheError",
    "CollectResult",
    "ComparisonResult",
    "Corpus",
    "Document",
    "Embeddings",
    "Encoder",
    "EngineError",
    "Evaluation",
    "InputError",
    "ModelError",
    "NoCache",
    "ReadResult",
    "Report",
    "Seed",
    "Sentence",
    "Settings",
    "SettingsError",
    "StoriesResult",
    "SummarizeError",
    "Tuning",
    "analyse",
    "article",
    "audit",
    "brief",
    "collect",
    "compare",
    "evaluate",
    "gold",
    "read",
    "read_seeds",
    "read_settings",
    "render",
    "report",
    "stories",
    "tune",
]


# Names are imported when first used: `summarize --help` must not wait for numpy, nor `sm.read` for a model.
__getattr__ = names_at(
    __name__,
    {
        "cache": ("Cache", "NoCache"),
        "corpus": ("Corpus", "Document", "Embeddings", "Sentence"),
        "embedding": ("Encoder",),
        "errors": ("CacheError", "EngineError", "InputError", "ModelError", "SettingsError", "SummarizeError"),
        "pipeline": (
            "Analysis",
            "ArticleResult",
            "Brief",
            "CollectResult",
            "ComparisonResult",
            "Evaluation",
            "ReadResult",
            "Report",
            "StoriesResult",
            "Tuning",
            "analyse",
            "article",
            "audit",
            "brief",
            "collect",
            "compare",
            "evaluate",
            "gold",
            "read",
            "report",
            "stories",
            "tune",
        ),
        "rendering": ("render",),
        "settings": ("Settings", "read_settings"),
        "themes": ("Seed", "read_seeds"),
    },
)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
