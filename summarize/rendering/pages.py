"""What a view asks of a terminal page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

__all__ = ["Page"]


class Page(Protocol):
    """A terminal page in the making."""

    width: int

    def heading(self, words: str) -> None:
        """Write a heading."""

    def paragraph(
        self, words: str | Iterable[tuple[str, str]], *, indent: int = 0, hang: int = 0, style: str = ""
    ) -> None:
        """Write words, or pairs of words and their style, wrapped to the width."""

    def show(self, thing: RenderableType) -> None:
        """Write a table."""

    def gap(self) -> None:
        """Write an empty line."""
