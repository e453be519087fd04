"""The records that a command answers with: what ``--json`` prints, what ``.to_dict()`` returns, what every format shows.

One record a result, and every rendering is made from it, so that text, Markdown, CSV and JSON cannot disagree.
"""

from __future__ import annotations

from .alignments import AlignmentRecord, ChangeRecord, ColumnRowRecord, ColumnsRecord, columns_record
from .article import (
    ArticleRecord,
    ArticleSentenceRecord,
    MarkedArticleRecord,
    MissingRecord,
    OtherFigureRecord,
    marked_article_record,
)
from .breadth import BreadthRecord
from .build import (
    article_record,
    brief_record,
    corpus_record,
    read_record,
    stray_records,
    theme_records,
    themes_record,
)
from .claims import ClaimRecord, ClaimSentenceRecord
from .collected import CollectRecord, FeedRecord, PageRecord, collect_record, collected_corpus
from .compare import ViewRecord, compare_head, compare_record, view_record
from .copies import (
    CopyMemberRecord,
    CopyRecord,
    DerivationRecord,
    OriginalityRecord,
    PassageRecord,
    SyndicationRecord,
)
from .coverage import CellRecord
from .describing import DESCRIBED, json_schema
from .emphasis import EmphasisRecord
from .evaluation import (
    EvaluationRecord,
    FiguresRecord,
    StoryFiguresRecord,
    chosen_record,
    evaluation_record,
)
from .figures import FigureRecord, FigureValueRecord
from .glance import (
    AloneGlanceRecord,
    AloneOutletRecord,
    DisputedGlanceRecord,
    FigureGlanceRecord,
    FiguresGlanceRecord,
    GapGlanceRecord,
    GapRecord,
    GlanceRecord,
    OwnFigureRecord,
    SilentRecord,
    StatedRecord,
    SupportedGlanceRecord,
    glance_of,
    is_sole,
)
from .gold import (
    AgreementRecord,
    AlphaRecord,
    DisagreementRecord,
    GoldCheckRecord,
    GoldRecord,
    GoldRowRecord,
    LabelFileRecord,
    ReliabilityRecord,
    gold_check_record,
    gold_record,
)
from .honesty import HonestyRecord, MissedRecord
from .lazy import LazyRecord, Rows, plain
from .likeness import LikenessRecord, MergeRecord, TooLittleRecord, likeness_among
from .omissions import OmissionRecord
from .parts import laid_out, of_view, with_glance
from .prominence import HeadlineRecord, ProminenceRecord
from .report import (
    ArticleTextRecord,
    GroupedRecord,
    MarginRecord,
    PlaceRecord,
    ReportRecord,
    ThemeMapRecord,
    margin_record,
    report_parts,
    report_record,
)
from .schema import *  # noqa: F403 - the schema is this room's public face, name by name
from .schema import __all__ as _schema
from .sentences import NearestRecord, SentenceRecord, SpanRecord, sentence_record
from .stories import AloneRecord, NearStoryRecord, StoriesRecord, StoryRecord, stories_record
from .timeline import ClockRecord, TimedRecord, TimelineOutletRecord
from .tuning import HonestRecord, MapRecord, TriedRecord, TunedStoryRecord, TuneRecord, tune_record
from .voices import (
    PrintedRecord,
    QuoteRecord,
    SharedQuotationRecord,
    VoiceOutletRecord,
    VoiceRecord,
)

__all__ = [
    "DESCRIBED",
    "OwnFigureRecord",
    "json_schema",
    *_schema,
    "CellRecord",
    "ClaimRecord",
    "ClaimSentenceRecord",
    "CopyMemberRecord",
    "CopyRecord",
    "DerivationRecord",
    "NearestRecord",
    "OriginalityRecord",
    "PassageRecord",
    "SentenceRecord",
    "SpanRecord",
    "SyndicationRecord",
    "ArticleTextRecord",
    "CollectRecord",
    "FeedRecord",
    "PageRecord",
    "collect_record",
    "collected_corpus",
    "AlignmentRecord",
    "ArticleRecord",
    "ArticleSentenceRecord",
    "ChangeRecord",
    "ColumnRowRecord",
    "ColumnsRecord",
    "FigureRecord",
    "FigureValueRecord",
    "GroupedRecord",
    "MarginRecord",
    "MarkedArticleRecord",
    "MissingRecord",
    "OtherFigureRecord",
    "article_record",
    "margin_record",
    "marked_article_record",
    "columns_record",
    "EvaluationRecord",
    "FiguresRecord",
    "PlaceRecord",
    "AgreementRecord",
    "AlphaRecord",
    "DisagreementRecord",
    "AloneGlanceRecord",
    "AloneOutletRecord",
    "AloneRecord",
    "DisputedGlanceRecord",
    "FigureGlanceRecord",
    "FiguresGlanceRecord",
    "GapGlanceRecord",
    "GapRecord",
    "GlanceRecord",
    "SilentRecord",
    "StatedRecord",
    "SupportedGlanceRecord",
    "glance_of",
    "is_sole",
    "GoldCheckRecord",
    "GoldRecord",
    "GoldRowRecord",
    "HonestRecord",
    "LabelFileRecord",
    "ReliabilityRecord",
    "MapRecord",
    "NearStoryRecord",
    "PrintedRecord",
    "QuoteRecord",
    "ReportRecord",
    "SharedQuotationRecord",
    "StoriesRecord",
    "StoryFiguresRecord",
    "ThemeMapRecord",
    "StoryRecord",
    "TriedRecord",
    "TuneRecord",
    "TunedStoryRecord",
    "VoiceOutletRecord",
    "VoiceRecord",
    "BreadthRecord",
    "EmphasisRecord",
    "HonestyRecord",
    "MissedRecord",
    "LikenessRecord",
    "MergeRecord",
    "TooLittleRecord",
    "OmissionRecord",
    "HeadlineRecord",
    "ProminenceRecord",
    "ClockRecord",
    "TimedRecord",
    "TimelineOutletRecord",
    "brief_record",
    "chosen_record",
    "compare_head",
    "compare_record",
    "corpus_record",
    "evaluation_record",
    "likeness_among",
    "laid_out",
    "of_view",
    "with_glance",
    "LazyRecord",
    "Rows",
    "ViewRecord",
    "gold_check_record",
    "gold_record",
    "read_record",
    "report_parts",
    "report_record",
    "sentence_record",
    "stories_record",
    "stray_records",
    "theme_records",
    "themes_record",
    "tune_record",
    "view_record",
    "plain",
]
