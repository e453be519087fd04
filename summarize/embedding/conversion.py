"""Models converted on this machine: built once, kept beside the cache with their checksums, built again when anything changed.

A converted model is a folder ``NAME-DIGEST``, the digest being that of all that decided it: the model's identity, the kind of
conversion, and the versions of the libraries and the code that made it. It is built in a folder of another name and renamed when it is
whole, so that an interrupted build leaves nothing that could be taken for a model.
"""

from __future__ import annotations

import atexit
import json
import logging
import shutil
import tempfile
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import ModelError
from ..timing import stage
from .models import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .encoder import SentenceTransformerEncoder

logger = logging.getLogger("summarize")

_SEAL: Final = "made.json"

#: The files of this program that decide what a converted model is.
_PROGRAM: Final = (Path(__file__), Path(__file__).with_name("graph.py"))

#: ONNX operator set: old enough for every runtime of the last years, and it has all that these models need.
_OPERATORS: Final = 17


def installed(*distributions: str) -> dict[str, str | None]:
    """Versions of distributions, None for those that are not installed; nothing is imported."""
    return {name: _version(name) for name in distributions}


@cache
def _version(distribution: str) -> str | None:
    # All that is installed is gone through for each answer.
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


@lru_cache(maxsize=1)
def _passing() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="summarize-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def kept_in(folder: Path | None) -> Path:
    """Return the folder of converted models: the cache's, or one that goes with the process where there is no cache."""
    return _passing() if folder is None else folder


def converted(
    home: Path,
    name: str,
    reference: SentenceTransformerEncoder,
    made_by: Sequence[str],
    build: Callable[[SentenceTransformerEncoder, Path], None],
) -> tuple[Path, str]:
    """Return a converted model, built now if it is not there, not whole, or of another model or other libraries.

    Parameters
    ----------
    home : Path
        See `kept_in`.
    name : str
        Kind of conversion.
    reference : SentenceTransformerEncoder
    made_by : sequence of str
        Distributions whose versions decide it.
    build : callable
        Writes the model's files into an empty folder.

    Returns
    -------
    tuple of (Path, str)
        The folder, and twelve digits of the digest of its content.

    Raises
    ------
    ModelError
        If it cannot be built or written.
    """
    facts = {
        "model": reference.identity,
        "kind": name,
        "made_by": installed(*made_by),
        # A version would do for releases, and mislead everyone who works on the program itself.
        "program": [digest_of(path) for path in _PROGRAM],
    }
    key = sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
    folder = home / f"{name}-{key}"
    seal = _seal_of(folder)
    if seal is not None:
        return folder, seal
    # Without a cache it goes with the process.
    kept = "for this run alone" if _passing.cache_info().currsize and home == _passing() else "once on this machine"
    logger.info("building the %s model of %s, %s", name, reference.identity, kept)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home, prefix="building-") as place:
            built = Path(place) / "model"
            built.mkdir()
            with stage(f"building the {name} model"):
                build(reference, built)
            files = {path.name: digest_of(path) for path in sorted(built.iterdir())}
            (built / _SEAL).write_text(json.dumps({**facts, "files": files}, indent=2) + "\n", encoding="utf-8")
            # Another program may have built it meanwhile, and may be reading it.
            if _seal_of(folder) is None:
                shutil.rmtree(folder, ignore_errors=True)
                built.replace(folder)
    except OSError as error:
        raise ModelError(
            f"the {name} model could not be kept in {home} ({error}); name another folder in SUMMARIZE_CACHE"
        ) from error
    return folder, _seal_of(folder) or _digest(files)


def _digest(files: dict[str, str]) -> str:
    return sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]


def _seal_of(folder: Path) -> str | None:
    """Digest of a model's files where they are what was written, else None."""
    try:
        files = json.loads((folder / _SEAL).read_text(encoding="utf-8"))["files"]
        whole = all(digest_of(folder / name) == digest for name, digest in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return _digest(files) if whole else None


def build_onnx(reference: SentenceTransformerEncoder, folder: Path) -> None:
    """Write ``model.onnx`` with pooling and normalisation inside, and the tokenizer beside it.

    A plain BERT is written down from its weights, without PyTorch; any other model is traced.
    """
    bert = reference.plain_bert
    if bert is not None:
        from .graph import write_graph

        reference.check_weights()
        write_graph(bert, folder / "model.onnx")
        _keep_tokenizer(bert.open_tokenizer(), bert.filling, folder)
    else:
        _trace(reference, folder)


def _keep_tokenizer(tokenizer: Any, filling: int, folder: Path) -> None:
    # Written here: of a full disk the library's own writer says so in an exception that is no OSError.
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=True), encoding="utf-8", newline="\n")
    (folder / "padding.json").write_text(json.dumps(filling), encoding="utf-8")


def _trace(reference: SentenceTransformerEncoder, folder: Path) -> None:
    import copy
    import warnings

    import torch

    from .networks import tokenizer_of, with_head

    model = reference.model()
    if model.device.type != "cpu":
        model = copy.deepcopy(model).to("cpu")
    _keep_tokenizer(*tokenizer_of(model), folder)
    example = torch.ones(2, 8, dtype=torch.int64)
    free: dict[str, Any] = {name: {0: "row", 1: "piece"} for name in ("input_ids", "attention_mask")}
    with warnings.catch_warnings():
        # Tracing warns of shapes that become constants, and of itself as the older way; the probe holds its vectors to the bar.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            with_head(model),
            (example, example),
            str(folder / "model.onnx"),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={**free, "vectors": {0: "row"}},
            opset_version=_OPERATORS,
            dynamo=False,
        )


def build_int8(reference: SentenceTransformerEncoder, folder: Path) -> None:
    """Write ``model.int8.onnx``: weights in eight bits, a scale a channel; activations are scaled as they come."""
    from .graph import WEIGHTS
    from .runtimes import onnx_runtime

    onnx_runtime()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    build_onnx(reference, folder)
    whole = folder / "model.onnx"
    root = logging.getLogger()
    level = root.level
    # It advises on the root logger to prepare the model in a way that changes nothing for these.
    root.setLevel(logging.ERROR)
    try:
        quantize_dynamic(whole, folder / "model.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
    finally:
        root.setLevel(level)
    whole.unlink()
    (folder / WEIGHTS).unlink(missing_ok=True)


def build_draft(reference: SentenceTransformerEncoder, folder: Path) -> None:
    """Write a static model: one vector a word piece, got from the model, its main directions kept.

    References
    ----------
    Tulkens, S., & van Dongen, T. (2024). Model2Vec: fast state-of-the-art static embeddings. Zenodo.
    """
    import contextlib
    import os

    from model2vec.distill import distill

    from .encoder import offline_and_quiet

    with offline_and_quiet(), Path(os.devnull).open("w") as nowhere, contextlib.redirect_stderr(nowhere):
        model = distill(str(reference.folder), device="cpu", quantize_to="float32")
        model.save_pretrained(str(folder))
