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
    from .pipeline.analysis import Analysis, analyse
    from .pipeline.collecting import CollectResult, collect
    from .pipeline.comparing import ComparisonResult, compare
    from .pipeline.evaluations import Evaluation, evaluate
    from .pipeline.intake import ReadResult, audit, read, segment
    from .pipeline.labelling import gold
    from .pipeline.results import ArticleResult, Brief, article, brief
    from .pipeline.rows import Row, View
    from .pipeline.splitting import StoriesResult, stories
    from .pipeline.tuning import Tuning, tune
    from .pipeline.whole import Report, report
    from .records import json_schema
    from .rendering import Table, render
    from .settings import Settings, read_settings
    from .settings.brief import SummarySettings
    from .settings.comparison import AlignmentSettings, ClaimSettings, CopySettings, CoverageSettings, FigureSettings
    from .settings.embedding import EmbeddingSettings
    from .settings.stories import StorySettings
    from .settings.themes import ThemeSettings
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
            "pipeline.analysis": ("Analysis", "analyse"),
            "pipeline.collecting": ("CollectResult", "collect"),
            "pipeline.comparing": ("ComparisonResult", "compare"),
            "pipeline.evaluations": ("Evaluation", "evaluate"),
            "pipeline.intake": ("ReadResult", "audit", "read", "segment"),
            "pipeline.labelling": ("gold",),
            "pipeline.results": ("ArticleResult", "Brief", "article", "brief"),
            "pipeline.rows": ("Row", "View"),
            "pipeline.splitting": ("StoriesResult", "stories"),
            "pipeline.tuning": ("Tuning", "tune"),
            "pipeline.whole": ("Report", "report"),
            "records": ("json_schema",),
            "rendering": ("Table", "render"),
            "settings": ("Settings", "read_settings"),
            "settings.brief": ("SummarySettings",),
            "settings.comparison": (
                "AlignmentSettings",
                "ClaimSettings",
                "CopySettings",
                "CoverageSettings",
                "FigureSettings",
            ),
            "settings.embedding": ("EmbeddingSettings",),
            "settings.stories": ("StorySettings",),
            "settings.themes": ("ThemeSettings",),
            "themes": ("Seed", "Themes", "read_seeds"),
        },
    )


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
