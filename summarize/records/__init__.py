"""The records that a command answers with: what ``--json`` prints, what ``.to_dict()`` returns, what every format shows.

One record a result, and every rendering is made from it, so that text, Markdown, CSV and JSON cannot disagree.
"""

from __future__ import annotations

from ..writing import ViewName
from .alignments import AlignmentRecord, ColumnsRecord, columns_record
from .article import ArticleRecord
from .build import article_record, brief_record, corpus_record, read_record, stray_records, theme_records, themes_record
from .claims import ClaimRecord
from .collected import CollectRecord, collect_record, collected_corpus
from .compare import compare_head, view_record
from .describing import DESCRIBED, json_schema
from .evaluation import EvaluateRecord, FiguresRecord, StoryFiguresRecord, evaluation_record
from .glance import IN_PART, as_shown, glance_of, is_sole, outlets_shown
from .gold import GoldCheckRecord, GoldRecord, gold_check_record, gold_record
from .lazy import LazyRecord, Rows, plain
from .likeness import likeness_among
from .parts import laid_out, of_view, with_glance
from .report import MarginRecord, ReportRecord, ThemeMapRecord, margin_record, report_parts, report_record
from .schema import VIEWS, BriefRecord, CompareRecord, ReadRecord, Record, ThemesRecord, opening
from .sentences import SentenceRecord
from .stories import StoriesRecord, StoryRecord, stories_record
from .tuning import TuneRecord, tune_record

__all__ = [
    "DESCRIBED",
    "IN_PART",
    "VIEWS",
    "AlignmentRecord",
    "ArticleRecord",
    "BriefRecord",
    "ClaimRecord",
    "CollectRecord",
    "ColumnsRecord",
    "CompareRecord",
    "EvaluateRecord",
    "FiguresRecord",
    "GoldCheckRecord",
    "GoldRecord",
    "LazyRecord",
    "MarginRecord",
    "ReadRecord",
    "Record",
    "ReportRecord",
    "Rows",
    "SentenceRecord",
    "StoriesRecord",
    "StoryFiguresRecord",
    "StoryRecord",
    "ThemeMapRecord",
    "ThemesRecord",
    "TuneRecord",
    "ViewName",
    "article_record",
    "as_shown",
    "brief_record",
    "collect_record",
    "collected_corpus",
    "columns_record",
    "compare_head",
    "corpus_record",
    "evaluation_record",
    "glance_of",
    "gold_check_record",
    "gold_record",
    "is_sole",
    "json_schema",
    "laid_out",
    "likeness_among",
    "margin_record",
    "of_view",
    "opening",
    "outlets_shown",
    "plain",
    "read_record",
    "report_parts",
    "report_record",
    "stories_record",
    "stray_records",
    "theme_records",
    "themes_record",
    "tune_record",
    "view_record",
    "with_glance",
]
