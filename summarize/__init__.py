"""Summarize and compare many outlets' coverage of one story: every sentence verbatim, every number traceable.

::

    import summarize as sm

    corpus = sm.read("corpora/riyadh-talks")     # or sm.Corpus.from_records([{"outlet": ..., "text": ...}, ...])
    analysis = sm.analyse(corpus)                # each stage runs when its value is first asked for
    brief = sm.brief(analysis, max_words=100)    # print(brief), brief.text, brief[0].outlet
    comparison = sm.compare(analysis)            # comparison.claims, comparison.table("claims").rows
    sm.report(analysis).save("report.html")

What can go wrong and be repaired is a `SummarizeError`. Nothing is printed or logged, and nothing fetched but by `collect`. ``docs/python.md`` goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .homes import names_at

if TYPE_CHECKING:
    from .cache import Cache, NoCache
    from .comparison import Claims
    from .corpus import Corpus, Document, Embeddings, Sentence
    from .embedding import Encoder
    from .errors import EngineError, InputError, ModelError, SettingsError, SummarizeError
    from .pipeline import (
        Analysis,
        ArticleResult,
        Brief,
        CollectResult,
        ComparisonResult,
        Evaluation,
        ReadResult,
        Report,
        Row,
        StoriesResult,
        Tuning,
        View,
        analyse,
        article,
        audit,
        brief,
        collect,
        compare,
        evaluate,
        gold,
        read,
        report,
        segment,
        stories,
        tune,
    )
    from .records import json_schema
    from .rendering import Table, render
    from .settings import (
        AlignmentSettings,
        ClaimSettings,
        CopySettings,
        CoverageSettings,
        EmbeddingSettings,
        FigureSettings,
        Settings,
        StorySettings,
        SummarySettings,
        ThemeSettings,
        read_settings,
    )
    from .themes import Seed, Themes, read_seeds

__version__: Final = "0.1.0"

__all__ = [
    "AlignmentSettings",
    "Analysis",
    "ArticleResult",
    "Brief",
    "Cache",
    "ClaimSettings",
    "Claims",
    "CollectResult",
    "ComparisonResult",
    "CopySettings",
    "Corpus",
    "CoverageSettings",
    "Document",
    "EmbeddingSettings",
    "Embeddings",
    "Encoder",
    "EngineError",
    "Evaluation",
    "FigureSettings",
    "InputError",
    "ModelError",
    "NoCache",
    "ReadResult",
    "Report",
    "Row",
    "Seed",
    "Sentence",
    "Settings",
    "SettingsError",
    "StoriesResult",
    "StorySettings",
    "SummarizeError",
    "SummarySettings",
    "Table",
    "ThemeSettings",
    "Themes",
    "Tuning",
    "View",
    "analyse",
    "article",
    "audit",
    "brief",
    "collect",
    "compare",
    "evaluate",
    "gold",
    "json_schema",
    "read",
    "read_seeds",
    "read_settings",
    "render",
    "report",
    "segment",
    "stories",
    "tune",
]


# A type checker sees the names above and no others: a `__getattr__` would let every misspelling pass.
if not TYPE_CHECKING:
    # Names are imported when first used: `summarize --help` must not wait for numpy, nor `sm.read` for a model.
    __getattr__ = names_at(
        __name__,
        {
            "cache": ("Cache", "NoCache"),
            "comparison": ("Claims",),
            "corpus": ("Corpus", "Document", "Embeddings", "Sentence"),
            "embedding": ("Encoder",),
            "errors": ("EngineError", "InputError", "ModelError", "SettingsError", "SummarizeError"),
            "pipeline": (
                "Analysis",
                "ArticleResult",
                "Brief",
                "CollectResult",
                "ComparisonResult",
                "Evaluation",
                "ReadResult",
                "Report",
                "Row",
                "StoriesResult",
                "Tuning",
                "View",
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
                "segment",
                "stories",
                "tune",
            ),
            "records": ("json_schema",),
            "rendering": ("Table", "render"),
            "settings": (
                "AlignmentSettings",
                "ClaimSettings",
                "CopySettings",
                "CoverageSettings",
                "EmbeddingSettings",
                "FigureSettings",
                "Settings",
                "StorySettings",
                "SummarySettings",
                "ThemeSettings",
                "read_settings",
            ),
            "themes": ("Seed", "Themes", "read_seeds"),
        },
    )


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
