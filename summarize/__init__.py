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
    from .cache import Cache as Cache
    from .cache import NoCache as NoCache
    from .comparison.claims import Claims as Claims
    from .corpus import Corpus as Corpus
    from .corpus import Document as Document
    from .corpus import Embeddings as Embeddings
    from .corpus import Sentence as Sentence
    from .embedding import Encoder as Encoder
    from .errors import EngineError as EngineError
    from .errors import InputError as InputError
    from .errors import ModelError as ModelError
    from .errors import SettingsError as SettingsError
    from .errors import SummarizeError as SummarizeError
    from .pipeline.analysis import Analysis as Analysis
    from .pipeline.analysis import analyse as analyse
    from .pipeline.collecting import CollectResult as CollectResult
    from .pipeline.collecting import collect as collect
    from .pipeline.comparing import ComparisonResult as ComparisonResult
    from .pipeline.comparing import compare as compare
    from .pipeline.evaluations import Evaluation as Evaluation
    from .pipeline.evaluations import evaluate as evaluate
    from .pipeline.intake import ReadResult as ReadResult
    from .pipeline.intake import audit as audit
    from .pipeline.intake import read as read
    from .pipeline.intake import segment as segment
    from .pipeline.labelling import gold as gold
    from .pipeline.results import ArticleResult as ArticleResult
    from .pipeline.results import Brief as Brief
    from .pipeline.results import article as article
    from .pipeline.results import brief as brief
    from .pipeline.rows import Row as Row
    from .pipeline.rows import View as View
    from .pipeline.splitting import StoriesResult as StoriesResult
    from .pipeline.splitting import stories as stories
    from .pipeline.tuning import Tuning as Tuning
    from .pipeline.tuning import tune as tune
    from .pipeline.whole import Report as Report
    from .pipeline.whole import report as report
    from .records import json_schema as json_schema
    from .rendering import Table as Table
    from .rendering import render as render
    from .settings import Settings as Settings
    from .settings import read_settings as read_settings
    from .settings.brief import SummarySettings as SummarySettings
    from .settings.comparison import AlignmentSettings as AlignmentSettings
    from .settings.comparison import ClaimSettings as ClaimSettings
    from .settings.comparison import CopySettings as CopySettings
    from .settings.comparison import CoverageSettings as CoverageSettings
    from .settings.comparison import FigureSettings as FigureSettings
    from .settings.embedding import EmbeddingSettings as EmbeddingSettings
    from .settings.stories import StorySettings as StorySettings
    from .settings.themes import ThemeSettings as ThemeSettings
    from .themes import Seed as Seed
    from .themes import Themes as Themes
    from .themes import read_seeds as read_seeds

__version__: Final = "0.1.0"

# A type checker sees the names above and no others, each of which stands below too: a `__getattr__` would let every misspelling pass.
if not TYPE_CHECKING:
    _HOMES = {
        "cache": "Cache NoCache",
        "comparison.claims": "Claims",
        "corpus": "Corpus Document Embeddings Sentence",
        "embedding": "Encoder",
        "errors": "EngineError InputError ModelError SettingsError SummarizeError",
        "pipeline.analysis": "Analysis analyse",
        "pipeline.collecting": "CollectResult collect",
        "pipeline.comparing": "ComparisonResult compare",
        "pipeline.evaluations": "Evaluation evaluate",
        "pipeline.intake": "ReadResult audit read segment",
        "pipeline.labelling": "gold",
        "pipeline.results": "ArticleResult Brief article brief",
        "pipeline.rows": "Row View",
        "pipeline.splitting": "StoriesResult stories",
        "pipeline.tuning": "Tuning tune",
        "pipeline.whole": "Report report",
        "records": "json_schema",
        "rendering": "Table render",
        "settings": "Settings read_settings",
        "settings.brief": "SummarySettings",
        "settings.comparison": "AlignmentSettings ClaimSettings CopySettings CoverageSettings FigureSettings",
        "settings.embedding": "EmbeddingSettings",
        "settings.stories": "StorySettings",
        "settings.themes": "ThemeSettings",
        "themes": "Seed Themes read_seeds",
    }
    __all__ = sorted(name for names in _HOMES.values() for name in names.split())
    # Names are imported when first used: `summarize --help` must not wait for numpy, nor `sm.read` for a model.
    __getattr__ = names_at(__name__, _HOMES)

    def __dir__() -> list[str]:
        return sorted([*__all__, "__version__"])
