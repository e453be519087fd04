"""The stages threaded together, and the short path of the Python API.

A stage runs when its value is first asked for, and the record of a whole result is kept on disk: asked for again, on
the same documents with the same settings, it is read and not computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..homes import names_at
from .analysis import Analysis, analyse
from .collecting import CollectResult, collect
from .comparing import ComparisonResult, compare
from .intake import ReadResult, audit, read, segment
from .results import ArticleResult, Brief, article, brief
from .rows import Row, View
from .splitting import StoriesResult, stories
from .whole import Report, report

if TYPE_CHECKING:
    from .evaluations import ORACLES, Evaluation, Trial, evaluate
    from .labelling import check_gold, gold, labelled_story
    from .tuning import Tuning, tune

__all__ = [
    "ORACLES",
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
    "Trial",
    "Tuning",
    "View",
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
    "segment",
    "stories",
    "tune",
]

# Measuring is asked for seldom, and computes as soon as it is imported.
__getattr__ = names_at(
    __name__,
    {
        "evaluations": ("ORACLES", "Evaluation", "Trial", "evaluate"),
        "labelling": ("check_gold", "gold", "labelled_story"),
        "tuning": ("Tuning", "tune"),
    },
)
