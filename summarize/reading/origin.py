"""What a reader is given: the bytes of one file, and what its place says about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ..corpus import Dropped, Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Memo", "Origin"]


class Memo(Protocol):
    """Something that keeps a computed value on disk."""

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        """Return the value of `compute`, computed once for a stage and a key."""
        ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Where some bytes come from.

    Attributes
    ----------
    path : str
        As shown to the user.
    default_id : str
        Id of a document that has none of its own.
    outlet : str or None
        What folder or file name say of the outlet.
    outlet_from : str
        ``"folder"`` or ``"file name"``.
    columns : mapping of str to str
        The user's own ``{field: column}``.
    memo : Memo or None
        Where slow work is kept.
    """

    path: str
    default_id: str | None = None
    outlet: str | None = None
    outlet_from: str = "file name"
    columns: Mapping[str, str] = field(default_factory=dict)
    memo: Memo | None = None

    def provenance(
        self,
        reader: str,
        *,
        line: int | None = None,
        fields: Mapping[str, str] | None = None,
        notes: tuple[str, ...] = (),
    ) -> Provenance:
        """Say how a document was read."""
        named = {"default outlet": self.outlet_from, **(fields or {})}
        return Provenance(reader, self.path, line, named, notes)

    def drop(self, reason: str, detail: str, *, line: int | None = None) -> Dropped:
        """Leave these bytes, or one line of them, out."""
        return Dropped(reason, detail, path=self.path, line=line)
