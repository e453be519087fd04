"""Outlets side by side: one file a view, each its own small value."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .alignment import (
    Alignment,
    Alignments,
    AlignmentSettings,
    Change,
    ColumnRow,
    Columns,
    find_alignments,
    find_columns,
)
from .article import ArticleSentence, MarkedArticle, Missing, OtherFigure, mark_article
from .claims import Claim, Claims, ClaimSettings, find_claims
from .copies import Copies, CopyGroup, CopySettings, find_copies
from .coverage import Cell, CoverageSettings, counted_documents, coverage_matrix
from .derivation import Derivation, Originality
from .figures import Figure, Figures, FigureSettings, FigureValue, find_figures, quantities_in
from .syndication import Syndication
from .voices import OutletVoices, Quote, SharedQuotation, Speaker, Voice, Voices, find_voices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes

__all__ = [
    "VIEWS",
    "Alignment",
    "AlignmentSettings",
    "Alignments",
    "ArticleSentence",
    "Cell",
    "Change",
    "Claim",
    "ClaimSettings",
    "Claims",
    "ColumnRow",
    "Columns",
    "Comparison",
    "Copies",
    "CopyGroup",
    "CopySettings",
    "CoverageSettings",
    "Derivation",
    "Figure",
    "FigureSettings",
    "FigureValue",
    "Figures",
    "MarkedArticle",
    "Missing",
    "Originality",
    "OtherFigure",
    "OutletVoices",
    "Quote",
    "SharedQuotation",
    "Speaker",
    "Syndication",
    "Voice",
    "Voices",
    "compare",
    "counted_documents",
    "coverage_matrix",
    "find_alignments",
    "find_claims",
    "find_columns",
    "find_copies",
    "find_figures",
    "find_voices",
    "mark_article",
    "quantities_in",
]

#: The views of a comparison, in the order shown.
VIEWS: Final = (
    "coverage",
    "claims",
    "copies",
    "derivation",
    "originality",
    "alignments",
    "voices",
    "figures",
    "prominence",
    "timeline",
    "likeness",
)

_NOT_YET: Final = "this version does not compute it yet"


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """Outlets side by side.

    Attributes
    ----------
    coverage : tuple of Cell
    claims : Claims
    copies : Copies
    alignments : Alignments
    voices : Voices
    figures : Figures
    refused : mapping of str to str
        Views left empty, and why.
    """

    coverage: tuple[Cell, ...]
    claims: Claims
    copies: Copies
    alignments: Alignments
    voices: Voices
    figures: Figures
    refused: Mapping[str, str]


def compare(
    corpus: Corpus,
    embeddings: Embeddings,
    themes: Themes,
    copies: Copies,
    claims: Claims,
    settings: CoverageSettings | None = None,
    *,
    alignment_settings: AlignmentSettings | None = None,
    figure_settings: FigureSettings | None = None,
) -> Comparison:
    """Lay the outlets side by side.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    themes : Themes
    copies : Copies
    claims : Claims
    settings : CoverageSettings, optional
    alignment_settings : AlignmentSettings, optional
    figure_settings : FigureSettings, optional

    Returns
    -------
    Comparison
    """
    refused = {view: _NOT_YET for view in VIEWS[5:] if view not in ("alignments", "voices", "figures")}
    cells = coverage_matrix(corpus, embeddings, themes, copies.group_of, settings)
    if not themes.names:
        refused["coverage"] = "no themes were found in so little text"
    voices = find_voices(corpus, copies.group_of)
    if not voices.items:
        refused["voices"] = "nothing stands within quotation marks in the articles supplied, titles of works left out"
    alignments = find_alignments(corpus, embeddings, copies.group_of, alignment_settings)
    if not alignments.items:
        refused["alignments"] = (
            "no two sentences of different outlets are near enough"
            if len(corpus.outlets) > 1
            else "there is one outlet alone"
        )
    figures = find_figures(corpus, embeddings, copies.group_of, claims, alignments, figure_settings)
    if not figures.items:
        refused["figures"] = "no two articles give a figure for the same thing"
    return Comparison(cells, claims, copies, alignments, voices, figures, MappingProxyType(refused))
