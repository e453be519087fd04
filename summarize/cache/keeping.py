"""What keeps results and vectors: the protocols that other rooms ask for, and the one that keeps nothing."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from ..timing import stage as timed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Contents(TypedDict):
    """What a cache holds. ``models``: vectors of each model; ``stages``: results of each stage."""

    path: str | None
    bytes: int
    models: list[dict[str, Any]]
    stages: dict[str, int]


class Memo(Protocol):
    """Something that keeps results: `Cache`, or `NoCache` that keeps nothing."""

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        """Return the kept result of `compute`, or compute and keep it."""
        ...


class Store(Memo, Protocol):
    """Something that keeps vectors too."""

    @property
    def folder(self) -> Path | None:
        """Folder of models converted on this machine; None where nothing is kept."""
        ...

    def vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Find kept vectors, as little-endian float32 bytes by key."""
        ...

    def store_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        ...


class NoCache:
    """Keeps nothing: every result is computed, every sentence embedded."""

    notices: tuple[str, ...] = ()
    folder: None = None

    def vectors(self, model: str, keys: Sequence[str]) -> dict[str, bytes]:  # noqa: ARG002 - the protocol's
        """Return nothing: no vector is kept."""
        return {}

    def store_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Forget the vectors."""

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:  # noqa: ARG002 - the protocol's
        """Compute the result."""
        with timed(stage, shown=False):
            return compute()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Digest of the package's own source, and of the weights and words that it reads.

    A result is the work of this very program: after any change to it, older results are not read. A version number would
    do for releases, and mislead everyone who works on the program itself.
    """
    digest = sha256()
    root = Path(__file__).parent.parent
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.toml"))):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
