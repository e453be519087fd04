"""The stages threaded together, and the short path of the Python API.

A stage runs when its value is first asked for, and the record of a whole result is kept on disk: asked for again, on
the same documents with the same settings, it is read and not computed.
"""

from __future__ import annotations

from .analysis import Analysis, analyse
from .collecting import CollectResult, collect
from .comparing import ComparisonResult, compare
from .evaluations import ORACLES, Evaluation, Trial, evaluate
from .intake import ReadResult, audit, read
from .labelling import GoldCheck, GoldSheet, LabelledStory, check_gold, gold, labelled_story
from .results import ArticleResult, Brief, article, brief
from .splitting import StoriesResult, stories
from .tuning import Tuning, tune
from .whole import Report, report

__all__ = [
    "ORACLES",
    "Analysis",
    "ArticleResult",
    "Brief",
    "CollectResult",
    "ComparisonResult",
    "Evaluation",
    "GoldCheck",
    "GoldSheet",
    "LabelledStory",
    "ReadResult",
    "Report",
    "StoriesResult",
    "Trial",
    "Tuning",
    "analyse",
    "article",
    "audit",
    "brief",
    "check_gold",
    "collect",
    "compare",
    "evaluate",
    "gold",
    "labelled_story",
    "read",
    "report",
    "stories",
    "tune",
]
