"""Outlets side by side: one file a view, each its own small value."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..settings import CoverageSettings
from .alignment import (
    Alignment,
    Alignments,
    Change,
    ColumnRow,
    Columns,
    find_alignments,
    find_columns,
)
from .article import ArticleSentence, MarkedArticle, Missing, OtherFigure, mark_article
from .breadth import Breadth, find_breadth
from .claims import Claim, Claims, find_claims
from .copies import Copies, CopyGroup, find_copies
from .counting import Counted, count, counted_documents
from .coverage import Cell, coverage_matrix
from .derivation import Derivation, Originality
from .emphasis import Emphases, Emphasis, find_emphases
from .figures import Figure, Figures, FigureValue, find_figures, quantities_in
from .groups import Groups, by_group, group_outlets, read_groups
from .honesty import Honesty, honesty_of
from .likeness import Likeness, find_likeness
from .neighbourhoods import LARGEST, WHOLE
from .omissions import MOST, Omission, find_omissions
from .prominence import Prominence, find_prominence
from .syndication import Syndication
from .timeline import Timeline, find_timeline
from .voices import OutletVoices, Quote, SharedQuotation, Speaker, Voice, Voices, find_voices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..corpus import Corpus, Embeddings
    from ..settings import AlignmentSettings, FigureSettings
    from ..themes import Themes

__all__ = [
    "Alignment",
    "Alignments",
    "ArticleSentence",
    "Breadth",
    "Cell",
    "Change",
    "Claim",
    "Claims",
    "ColumnRow",
    "Columns",
    "Comparison",
    "Copies",
    "CopyGroup",
    "Counted",
    "Derivation",
    "Emphases",
    "Emphasis",
    "Figure",
    "FigureValue",
    "Figures",
    "Groups",
    "Honesty",
    "Likeness",
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
    "Syndication",
    "Timeline",
    "Voice",
    "Voices",
    "by_group",
    "compare",
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
    "find_timeline",
    "find_voices",
    "group_outlets",
    "honesty_of",
    "mark_article",
    "quantities_in",
    "read_groups",
]

_NO_THEMES: Final = "no themes were found in so little text"
_ONE_TEXT: Final = "every outlet prints the same texts, and there is nothing to hold one against"


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """Outlets side by side.

    Attributes
    ----------
    corpus : Corpus
        As it was compared: with the user's groups in the place of outlets, where there are any. The outlets of all views but
        claims and copies are indices into its outlets.
    coverage : tuple of Cell
    emphases : Emphases
    claims : Claims
    omissions : tuple of Omission
    copies : Copies
    alignments : Alignments
    voices : Voices
    figures : Figures
    prominence : tuple of Prominence
    timeline : Timeline
    likeness : tuple of Likeness
    breadth : tuple of Breadth
    refused : mapping of str to str
        Views left empty, and why.
    limited : mapping of str to str
        Views that look at a part only of a very large corpus, and at which.
    """

    corpus: Corpus
    coverage: tuple[Cell, ...]
    emphases: Emphases
    claims: Claims
    omissions: tuple[Omission, ...]
    copies: Copies
    alignments: Alignments
    voices: Voices
    figures: Figures
    prominence: tuple[Prominence, ...]
    timeline: Timeline
    likeness: tuple[Likeness, ...]
    breadth: tuple[Breadth, ...]
    refused: Mapping[str, str]
    limited: Mapping[str, str]


def compare(
    corpus: Corpus,
    embeddings: Embeddings,
    themes: Themes,
    copies: Copies,
    claims: Claims,
    settings: CoverageSettings | None = None,
    groups: Groups | None = None,
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
    settings : optional
    groups : Groups, optional
        The user's own groups. Themes, claims, copies, alignments and figures are those of the outlets all the same: to put
        outlets into a drawer makes no text independent, and no claim agreed.
    alignment_settings : optional
    figure_settings : optional

    Returns
    -------
    Comparison
    """
    settings = settings or CoverageSettings()
    refused: dict[str, str] = {}
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
    if groups is not None:
        corpus = by_group(corpus, groups)
    counted = count(corpus, copies.group_of)
    cells = coverage_matrix(corpus, embeddings, themes, counted, settings)
    emphases = find_emphases(corpus, themes, counted, settings)
    if not themes.names:
        refused["coverage"] = _NO_THEMES
    if not emphases.themes and not emphases.terms:
        refused["emphasis"] = "; ".join((*([] if themes.names else [_NO_THEMES]), *emphases.notes)) or _ONE_TEXT
    omissions = find_omissions(corpus, embeddings, claims, counted, settings)
    if not omissions:
        refused["omissions"] = (
            f"no claim is stated by {settings.min_elsewhere} independent texts, so that leaving one out would say something"
        )
    voices = find_voices(corpus, copies.group_of)
    if not voices.items:
        refused["voices"] = "nothing stands within quotation marks in the articles supplied, titles of works left out"
    prominence = find_prominence(corpus, themes, claims, counted)
    if not prominence:
        refused["prominence"] = "there is no theme, and no claim of several outlets, to be placed"
    timeline = find_timeline(corpus, claims)
    if timeline.refused is not None:
        refused["timeline"] = timeline.refused
    likeness = find_likeness(corpus, themes, claims, counted)
    if not any(item.outlets for item in likeness):
        refused["likeness"] = "; ".join(f"{item.kind}: {item.refused}" for item in likeness)
        likeness = ()
    breadth = find_breadth(corpus, themes, claims, counted)
    return Comparison(
        corpus=corpus,
        coverage=cells,
        emphases=emphases,
        claims=claims,
        omissions=omissions,
        copies=copies,
        alignments=alignments,
        voices=voices,
        figures=figures,
        prominence=prominence,
        timeline=timeline,
        likeness=likeness,
        breadth=breadth,
        refused=MappingProxyType(refused),
        limited=MappingProxyType(_limited(corpus, alignments, omissions)),
    )


def _limited(corpus: Corpus, alignments: Alignments, omissions: tuple[Omission, ...]) -> dict[str, str]:
    """Views that look at a part of so large a corpus, and at which."""
    limited: dict[str, str] = {}
    if len(corpus.sentences) > WHOLE:
        near = f"above {WHOLE:,} sentences those of articles that are alike are compared, some {LARGEST:,} at a time"
        limited = dict.fromkeys(("claims", "alignments", "figures"), near)
        if len({omission.claim for omission in omissions}) == MOST:
            limited["omissions"] = f"the {MOST:,} best supported claims alone"
    if alignments.n_left_out:
        most = f"the most probable pairs alone, {alignments.n_left_out:,} others are left out"
        limited["alignments"] = "; ".join((*filter(None, (limited.get("alignments"),)), most))
    return limited
