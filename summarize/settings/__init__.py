"""All that decides a result, in one value, and the TOML file that sets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ..arguments import shown
from ..configuration import fill, load_toml
from ..errors import SettingsError
from .brief import BASELINES, METHODS, Method, SummarySettings
from .comparison import AlignmentSettings, ClaimSettings, CopySettings, CoverageSettings, FigureSettings
from .embedding import SPEEDS, EmbeddingSettings, Speed
from .stories import StorySettings
from .themes import ThemeSettings

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

__all__ = [
    "BASELINES",
    "METHODS",
    "SPEEDS",
    "AlignmentSettings",
    "ClaimSettings",
    "CopySettings",
    "CoverageSettings",
    "EmbeddingSettings",
    "FigureSettings",
    "Method",
    "Settings",
    "Speed",
    "StorySettings",
    "SummarySettings",
    "ThemeSettings",
    "read_settings",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of every stage; each stage documents its own.

    Attributes
    ----------
    themes : ThemeSettings
    brief : SummarySettings
    copies : CopySettings
    claims : ClaimSettings
    coverage : CoverageSettings
    alignments : AlignmentSettings
    figures : FigureSettings
    stories : StorySettings
    embedding : EmbeddingSettings
    """

    themes: ThemeSettings = field(default=ThemeSettings())
    brief: SummarySettings = field(default=SummarySettings())
    copies: CopySettings = field(default=CopySettings())
    claims: ClaimSettings = field(default=ClaimSettings())
    coverage: CoverageSettings = field(default=CoverageSettings())
    alignments: AlignmentSettings = field(default=AlignmentSettings())
    figures: FigureSettings = field(default=FigureSettings())
    stories: StorySettings = field(default=StorySettings())
    embedding: EmbeddingSettings = field(default=EmbeddingSettings())

    def __post_init__(self) -> None:
        for name, kind in _KINDS.items():
            if not isinstance(given := getattr(self, name), kind):
                raise TypeError(
                    f"expected {name} to be {kind.__name__}, got {shown(given)}; give {kind.__name__}(NAME=VALUE)"
                )


_KINDS: Final[Mapping[str, type[Any]]] = {
    "themes": ThemeSettings,
    "brief": SummarySettings,
    "copies": CopySettings,
    "claims": ClaimSettings,
    "coverage": CoverageSettings,
    "alignments": AlignmentSettings,
    "figures": FigureSettings,
    "stories": StorySettings,
    "embedding": EmbeddingSettings,
}


def read_settings(path: str | os.PathLike[str]) -> Settings:
    """Read settings from a TOML file with a table a stage; what it does not name keeps its default.

    Parameters
    ----------
    path : str or path
        For example ``[themes]`` with ``granularity = "fine"``.

    Returns
    -------
    Settings

    Raises
    ------
    SettingsError
        If the file is not there, is no TOML, or sets something that does not exist or cannot have that value.
    """
    content = load_toml(path, "a TOML file of settings")
    unknown = sorted(set(content) - set(_KINDS))
    if unknown:
        raise SettingsError(f"{path}: no such table: [{unknown[0]}]; use one of {', '.join(f'[{k}]' for k in _KINDS)}")
    return Settings(**{name: fill(_KINDS[name], table, f"{path}: [{name}]") for name, table in content.items()})
