"""The records that a command answers with: what ``--json`` prints, what ``.to_dict()`` returns, what every format shows.

One record a result, and every rendering is made from it, so that text, Markdown, CSV and JSON cannot disagree.
Here is what several rooms ask for; the record of a command, and what makes it, is in the file of its name.
"""

from __future__ import annotations

from ..writing import TableName, ViewName
from .describing import json_schema
from .lazy import plain
from .report import report_parts
from .schema import SUMMARIES, VIEWS

__all__ = ["SUMMARIES", "VIEWS", "TableName", "ViewName", "json_schema", "plain", "report_parts"]
