"""Outlets side by side: one file a view, each its own small value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..homes import names_at

if TYPE_CHECKING:
    from .alignment import (
        Alignment,
        Alignments,
        Change,
        ColumnRow,
        Columns,
        find_alignments,
        find_columns,
    )
    from .article import ArticleSentence, Margins, MarkedArticle, Missing, OtherFigure
    from .breadth import Breadth, find_breadth
    from .claims import Claim, Claims, find_claims
    from .clocks import Clock, clocks_of
    from .copies import Copies, CopyGroup, CopyMember, find_copies
    from .counting import Counted, count, counted_documents
    from .coverage import Cell, coverage_matrix
    from .derivation import Derivation
    from .emphasis import Emphases, Emphasis, find_emphases
    from .figures import Figure, Figures, FigureValue, contradicting, find_figures, quantities_in
    from .figures.exclusion import supporters
    from .groups import Groups, by_group, group_outlets, read_groups
    from .honesty import Honesty, honesty_of
    from .known import stated_before
    from .likeness import Likeness, find_likeness
    from .omissions import Omission, find_omissions
    from .originality import Originality
    from .prominence import Prominence, find_prominence
    from .reuse import TextReuse, find_text_reuse
    from .statements import Statement, find_statements
    from .syndication import Syndication
    from .timeline import Timeline, find_timeline
    from .views import Compared, Comparison, Found
    from .voices import OutletVoices, Quote, SharedQuotation, Speaker, Voice, Voices, find_voices

__all__ = [
    "Alignment",
    "Alignments",
    "ArticleSentence",
    "Breadth",
    "Cell",
    "Change",
    "Claim",
    "Claims",
    "Clock",
    "ColumnRow",
    "Columns",
    "Compared",
    "Comparison",
    "Copies",
    "CopyGroup",
    "CopyMember",
    "Counted",
    "Derivation",
    "Emphases",
    "Emphasis",
    "Figure",
    "FigureValue",
    "Figures",
    "Found",
    "Groups",
    "Honesty",
    "Likeness",
    "Margins",
    "MarkedArticle",
    "Missing",
    "Omission",
    "Originality",
    "OtherFigure",
    "OutletVoices",
    "Prominence",
    "Quote",
    "SharedQuotation",
    "Speaker",
    "Statement",
    "Syndication",
    "TextReuse",
    "Timeline",
    "Voice",
    "Voices",
    "by_group",
    "clocks_of",
    "contradicting",
    "count",
    "counted_documents",
    "coverage_matrix",
    "find_alignments",
    "find_breadth",
    "find_claims",
    "find_columns",
    "find_copies",
    "find_emphases",
    "find_figures",
    "find_likeness",
    "find_omissions",
    "find_prominence",
    "find_statements",
    "find_text_reuse",
    "find_timeline",
    "find_voices",
    "group_outlets",
    "honesty_of",
    "quantities_in",
    "read_groups",
    "stated_before",
    "supporters",
]

__getattr__ = names_at(
    __name__,
    {
        "alignment": ("Alignment", "Alignments", "Change", "ColumnRow", "Columns", "find_alignments", "find_columns"),
        "article": ("ArticleSentence", "Margins", "MarkedArticle", "Missing", "OtherFigure"),
        "breadth": ("Breadth", "find_breadth"),
        "claims": ("Claim", "Claims", "find_claims"),
        "clocks": ("Clock", "clocks_of"),
        "copies": ("Copies", "CopyGroup", "CopyMember", "find_copies"),
        "counting": ("Counted", "count", "counted_documents"),
        "coverage": ("Cell", "coverage_matrix"),
        "derivation": ("Derivation",),
        "emphasis": ("Emphases", "Emphasis", "find_emphases"),
        "figures": ("Figure", "Figures", "FigureValue", "contradicting", "find_figures", "quantities_in"),
        "figures.exclusion": ("supporters",),
        "groups": ("Groups", "by_group", "group_outlets", "read_groups"),
        "honesty": ("Honesty", "honesty_of"),
        "known": ("stated_before",),
        "likeness": ("Likeness", "find_likeness"),
        "omissions": ("Omission", "find_omissions"),
        "originality": ("Originality",),
        "prominence": ("Prominence", "find_prominence"),
        "reuse": ("TextReuse", "find_text_reuse"),
        "statements": ("Statement", "find_statements"),
        "syndication": ("Syndication",),
        "timeline": ("Timeline", "find_timeline"),
        "views": ("Compared", "Comparison", "Found"),
        "voices": ("OutletVoices", "Quote", "SharedQuotation", "Speaker", "Voice", "Voices", "find_voices"),
    },
)
