"""The records that a command answers with: what ``--json`` prints, what ``.to_dict()`` returns, what every format shows.

One record a result, and every rendering is made from it, so that text, Markdown, CSV and JSON cannot disagree.
"""

from __future__ import annotations

from .build import brief_record, compare_record, corpus_record, read_record, sentence_record, themes_record
from .evaluation import (
    EvaluationRecord,
    FiguresRecord,
    StoryFiguresRecord,
    chosen_record,
    evaluation_record,
)
from .gold import (
    AgreementRecord,
    GoldCheckRecord,
    GoldRecord,
    GoldRowRecord,
    LabelFileRecord,
    gold_check_record,
    gold_record,
)
from .schema import *  # noqa: F403 - the schema is this room's public face, name by name
from .schema import __all__ as _schema
from .stories import AloneRecord, NearStoryRecord, StoriesRecord, StoryRecord, stories_record
from .tuning import HonestRecord, MapRecord, TriedRecord, TuneRecord, tune_record
from .voices import (
    PrintedRecord,
    QuoteRecord,
    SharedQuotationRecord,
    VoiceOutletRecord,
    VoiceRecord,
)

__all__ = [
    *_schema,
    "AgreementRecord",
    "AloneRecord",
    "EvaluationRecord",
    "FiguresRecord",
    "GoldCheckRecord",
    "GoldRecord",
    "GoldRowRecord",
    "HonestRecord",
    "LabelFileRecord",
    "MapRecord",
    "NearStoryRecord",
    "PrintedRecord",
    "QuoteRecord",
    "SharedQuotationRecord",
    "StoriesRecord",
    "StoryFiguresRecord",
    "StoryRecord",
    "TriedRecord",
    "TuneRecord",
    "VoiceOutletRecord",
    "VoiceRecord",
    "brief_record",
    "chosen_record",
    "compare_record",
    "corpus_record",
    "evaluation_record",
    "gold_check_record",
    "gold_record",
    "read_record",
    "sentence_record",
    "stories_record",
    "themes_record",
    "tune_record",
]
