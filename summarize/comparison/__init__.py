"""Outlets side by side: one file a view, each its own small value."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .claims import Claim, Claims, ClaimSettings, find_claims
from .copies import Copies, CopyGroup, CopySettings, find_copies
from .coverage import Cell, CoverageSettings, counted_documents, coverage_matrix
from .derivation import Derivation, Originality
from .syndication import Syndication
from .voices import OutletVoices, Quote, SharedQuotation, Speaker, Voice, Voices, find_voices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes

__all__ = [
    "VIEWS",
    "Cell",
    "Claim",
    "ClaimSettings",
    "Claims",
    "Comparison",
    "Copies",
    "CopyGroup",
    "CopySettings",
    "CoverageSettings",
    "Derivation",
    "Originality",
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
    "find_claims",
    "find_copies",
    "find_voices",
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
    voices : Voices
    refused : mapping of str to str
        Views left empty, and why.
    """

    coverage: tuple[Cell, ...]
    claims: Claims
    copies: Copies
    voices: Voices
    refused: Mapping[str, str]


def compare(
    corpus: Corpus,
    embeddings: Embeddings,
    themes: Themes,
    copies: Copies,
    claims: Claims,
    settings: CoverageSettings | None = None,
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

    Returns
    -------
    Comparison
    """
    refused = {view: _NOT_YET for view in VIEWS[5:] if view != "voices"}
    cells = coverage_matrix(corpus, embeddings, themes, copies.group_of, settings)
    if not themes.names:
        refused["coverage"] = "no themes were found in so little text"
    voices = find_voices(corpus, copies.group_of)
    if not voices.items:
        refused["voices"] = "nothing stands within quotation marks in the articles supplied, titles of works left out"
    return Comparison(cells, claims, copies, voices, MappingProxyType(refused))
