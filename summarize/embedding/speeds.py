"""How fast to embed, and how near to the model's own vectors: four speeds behind the one protocol.

``exact`` is the reference; ``fast`` the fastest route whose vectors are the reference's to within a bar; ``int8`` and
``draft`` trade likeness for time. Each route has an identity of its own, so that its vectors never mix with others in the cache.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from socket import gethostname
from typing import TYPE_CHECKING, Final

from ..cache import Cache
from ..errors import ModelError
from ..timing import stage
from .batches import ALONE, BUDGET, FIXED, ROUNDED
from .conversion import build_draft, build_int8, build_onnx, converted, installed, kept_in
from .encoder import SentenceTransformerEncoder
from .loop import LoopEncoder, Network
from .networks import onnx_network, openvino_network, torch_network
from .probe import REFERENCE, choosing_alone, closeness, kept_choice, probe
from .processor import processor
from .sample import SENTENCES, known_vectors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..settings import Speed
    from .encoder import Encoder

#: Mean cosine to the reference below which a model in eight bits is refused.
INT8_MEAN: Final = 0.99

#: A graphics processor wants larger batches than the caches of a processor hold.
_LARGE: Final = replace(FIXED, budget=4 * BUDGET)

#: Batches of each library.
_SHAPES: Final = {"onnx": ROUNDED, "openvino": FIXED, "cuda": _LARGE, "mps": _LARGE}


def _exporters(reference: SentenceTransformerEncoder) -> tuple[str, ...]:
    """The distributions whose versions decide what a converted model is."""
    return ("torch", "transformers", "onnx") if reference.plain_bert is None else ("onnx",)


def at_speed(encoder: Encoder, speed: Speed, folder: Path | None) -> Encoder:
    """Return an encoder of the same model at another speed.

    Parameters
    ----------
    encoder : Encoder
        One of your own has no other speeds and comes back as it is.
    speed : {"exact", "fast", "int8", "draft"}
    folder : Path, optional
        Where converted models and the choice of a route are kept. Without one nothing is measured that could not be remembered: ``fast`` is the
        model by ONNX Runtime where it is a plain BERT, else ``exact``; and converted models go with the process.

    Returns
    -------
    Encoder
        Its identity is known, its model not yet loaded.

    Raises
    ------
    ModelError
        If a library is missing, or the model cannot be loaded or converted.
    ValueError
        If there is no such speed.

    Notes
    -----
    The first call for a model measures (``fast``) or converts (``int8``, ``draft``), which takes seconds to a minute; later
    ones read a small file.
    """
    if not isinstance(encoder, SentenceTransformerEncoder) or speed == "exact":
        return encoder
    home = kept_in(folder)
    if speed == "fast":
        return _fast(encoder, home) if folder is not None else _unmeasured(encoder, home)
    if speed == "int8":
        return _int8(encoder, home)
    if speed == "draft":
        return _draft(encoder, home)
    raise ValueError(f"speed must be exact, fast, int8 or draft, got {speed!r}")


def _fast(reference: SentenceTransformerEncoder, home: Path) -> Encoder:
    every: dict[str, Callable[[], Encoder]] = {**_every_route(reference, home), REFERENCE: lambda: reference}
    chosen = kept_choice(home, reference)
    # Another version of this program knew other routes.
    if chosen is None or chosen not in every:
        with stage("choosing the fastest encoder"), choosing_alone(home):
            # Another program may have chosen while this one waited, and its choice holds for both.
            chosen = kept_choice(home, reference)
            if chosen is None or chosen not in every:
                chosen = probe(home, reference, routes(reference, home), known_vectors(reference.identity))
    return every[chosen]()


def _unmeasured(reference: SentenceTransformerEncoder, home: Path) -> Encoder:
    """The route that gives the reference's own vectors on every processor, where it takes less to convert the model than to load its libraries."""
    return reference if reference.plain_bert is None else _every_route(reference, home)["onnx float32"]()


def routes(reference: SentenceTransformerEncoder, home: Path) -> dict[str, Callable[[], Encoder]]:
    """Return the routes that this machine may be able to run, those with the reference's own vectors first.

    Parameters
    ----------
    reference : SentenceTransformerEncoder
    home : Path
        See `summarize.embedding.conversion.kept_in`.

    Returns
    -------
    dict of str to callable
        Makes the encoder, which loads at its first sentence; each has an identity of its own. None loads PyTorch but for a
        graphics processor: loading it takes longer than a story takes without it.
    """
    have_openvino = installed("openvino")["openvino"] is not None
    able = {
        "onnx float32": True,
        "openvino float32": have_openvino,
        "openvino bfloat16": have_openvino and processor().bfloat16,
        **_graphics(),
    }
    return {name: make for name, make in _every_route(reference, home).items() if able[name]}


def _graphics() -> dict[str, bool]:
    """Which graphics processors PyTorch finds; where it was built without, it is not loaded to say so."""
    if (installed("torch")["torch"] or "+cpu").endswith("+cpu"):
        return {"cuda float16": False, "mps float16": False}
    import torch

    return {
        "cuda float16": torch.cuda.is_available(),
        "mps float16": torch.backends.mps.is_available(),
    }


def _every_route(reference: SentenceTransformerEncoder, home: Path) -> dict[str, Callable[[], Encoder]]:
    def loop(name: str, load: Callable[[], Network]) -> Callable[[], Encoder]:
        engine, dtype = name.split(" ")
        identity = f"{reference.identity}+{dtype}-{engine}"
        recipe = (_arrived, (name, reference, home, identity))
        return lambda: LoopEncoder(identity, load, shapes=_SHAPES[engine], recipe=recipe)

    def exported() -> Path:
        return converted(home, "onnx", reference, _exporters(reference), build_onnx)[0]

    loads: dict[str, Callable[[], Network]] = {
        "onnx float32": lambda: onnx_network(exported(), "model.onnx"),
        "openvino float32": lambda: openvino_network(exported(), dtype="f32"),
        "openvino bfloat16": lambda: openvino_network(exported(), dtype="bf16"),
        "cuda float16": partial(torch_network, reference, device="cuda", dtype="float16"),
        "mps float16": partial(torch_network, reference, device="mps", dtype="float16"),
    }
    return {name: loop(name, load) for name, load in loads.items()}


def _int8(reference: SentenceTransformerEncoder, home: Path) -> Encoder:
    folder, digest = converted(home, "int8", reference, (*_exporters(reference), "onnxruntime"), _build_checked_int8)
    identity = f"{reference.identity}+int8@{digest}"
    recipe = (_arrived, ("int8", reference, home, identity))
    return LoopEncoder(identity, lambda: onnx_network(folder, "model.int8.onnx"), shapes=ALONE, recipe=recipe)


def _build_checked_int8(reference: SentenceTransformerEncoder, folder: Path) -> None:
    build_int8(reference, folder)
    trial = LoopEncoder("trial", lambda: onnx_network(folder, "model.int8.onnx"), shapes=ALONE)
    known = known_vectors(reference.identity)
    mean, _ = closeness(trial.encode(SENTENCES), reference.encode(SENTENCES) if known is None else known)
    if mean < INT8_MEAN:
        raise ModelError(
            f"{reference.identity} in eight bits comes to a mean cosine of {mean:.4f} to itself, and {INT8_MEAN} is asked "
            "for; take the speed fast"
        )


def _draft(reference: SentenceTransformerEncoder, home: Path) -> Encoder:
    from .static import StaticEncoder

    if installed("model2vec")["model2vec"] is None:
        raise ModelError(
            'the speed draft needs model2vec, which is not installed; run: pip install "summarize[draft]", or take the speed fast'
        )
    folder, digest = converted(home, "static", reference, ("model2vec", "transformers"), build_draft)
    identity = f"{reference.identity}+draft@{digest}"
    return StaticEncoder(folder, identity, (_arrived, ("draft", reference, home, identity)))


def _arrived(route: str, reference: SentenceTransformerEncoder, home: Path, identity: str) -> Encoder:
    """An encoder in another process, perhaps on another machine, where its model is converted if it is not there."""
    if not home.is_dir():
        with Cache.default() as cache:
            home = kept_in(cache.folder)
    if route in ("int8", "draft"):
        encoder = _int8(reference, home) if route == "int8" else _draft(reference, home)
    else:
        encoder = _every_route(reference, home)[route]()
    if encoder.identity != identity:
        raise ModelError(
            f"{gethostname()} makes {encoder.identity} of the model, and {identity} is asked for; have the same libraries on every "
            "machine of the cluster, or take the speed exact"
        )
    return encoder
