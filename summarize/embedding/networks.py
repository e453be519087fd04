"""The ways to run a model over batches of word pieces: ONNX Runtime, OpenVINO, and PyTorch on graphics processors.

Each gives a `Network`, and `summarize.embedding.loop.LoopEncoder` makes an encoder of it. ONNX Runtime and OpenVINO need no PyTorch once the
model is converted, and start in a fraction of the time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..timing import stage
from .layers import build_layers, mean_vectors
from .loop import Network, at_once, in_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from .encoder import SentenceTransformerEncoder
    from .layers import PlainBert
    from .loop import Batch


def tokenizer_of(model: Any) -> tuple[Any, int]:
    """Return the tokenizer of a sentence-transformers model, which cuts off where the model does, and its padding."""
    from tokenizers import Tokenizer

    # A copy: the model's own goes on padding for those who call it.
    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.enable_truncation(int(model.max_seq_length or 512))
    return tokenizer, int(model.tokenizer.pad_token_id or 0)


def with_head(model: Any) -> Any:
    """Return a module that takes word pieces and mask, and gives sentence vectors: pooling and all that follows inside."""
    import torch

    def forward(self: Any, input_ids: Any, attention_mask: Any) -> Any:
        found = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
        return torch.nn.functional.normalize(found["sentence_embedding"], dim=-1)

    headed: Any = type("Headed", (torch.nn.Module,), {"forward": forward})()
    headed.model = model
    return headed.eval()


def torch_network(reference: SentenceTransformerEncoder, *, device: str = "cpu", dtype: str = "float32") -> Network:
    """Run the reference's own model in PyTorch, on another device or in another precision.

    Parameters
    ----------
    reference : SentenceTransformerEncoder
    device, dtype : str
        As PyTorch names them.

    Raises
    ------
    ModelError
        If the model cannot be loaded.
    """
    import copy

    import torch

    model = reference.model()
    tokenizer, filling = tokenizer_of(model)
    if dtype != "float32" or str(model.device.type) != device:
        model = copy.deepcopy(model).to(device=device, dtype=getattr(torch, dtype))
    return _network_by(tokenizer, filling, with_head(model), device)


def layers_network(
    reference: SentenceTransformerEncoder, bert: PlainBert, *, device: str = "cpu", dtype: str = "float32"
) -> Network:
    """Run a plain BERT by PyTorch's own layers; see `summarize.embedding.layers`.

    Parameters
    ----------
    reference : SentenceTransformerEncoder
    bert : PlainBert
        Of the reference.
    device, dtype : str
        As PyTorch names them.

    Raises
    ------
    ModelError
        If the weights are damaged.
    """
    with stage("loading the model"):
        import torch

        reference.check_weights()
        layers = build_layers(bert).to(device=device, dtype=getattr(torch, dtype))
    return _network_by(bert.open_tokenizer(), bert.filling, partial(mean_vectors, layers), device)


def _network_by(tokenizer: Any, filling: int, vectors: Callable[[Any, Any], Any], device: str) -> Network:
    import numpy as np
    import torch

    def run(pieces: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        with torch.inference_mode():
            found = vectors(torch.from_numpy(pieces).to(device), torch.from_numpy(mask).to(device))
        return np.asarray(found.float().cpu().numpy(), dtype=np.float32)

    # A graphics processor is full with one batch.
    return Network(tokenizer, filling, in_threads(run, 1))


def _tokenizer_in(folder: Path) -> tuple[Any, int]:
    import json

    from tokenizers import Tokenizer

    filling = json.loads((folder / "padding.json").read_text(encoding="utf-8"))
    return Tokenizer.from_file(str(folder / "tokenizer.json")), int(filling)


def onnx_network(folder: Path, name: str) -> Network:
    """Run a converted model in ONNX Runtime, on the processor.

    Parameters
    ----------
    folder : Path
        As `summarize.embedding.conversion` leaves it.
    name : str
        Its file in there.
    """
    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    n_batches, options.intra_op_num_threads = at_once()
    # Its threads spin while they wait, which takes the processor from others and wins nothing here.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

    def run(pieces: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        (found,) = session.run(None, {"input_ids": pieces, "attention_mask": mask})
        return np.asarray(found, dtype=np.float32)

    return Network(*_tokenizer_in(folder), in_threads(run, n_batches))


def openvino_network(folder: Path, name: str, *, dtype: str = "f32") -> Network:
    """Run a converted model in OpenVINO, on the processor.

    Parameters
    ----------
    folder, name
        As for `onnx_network`.
    dtype : {"f32", "bf16"}
        The precision of its products.
    """
    import numpy as np
    import openvino

    core = openvino.Core()
    n_batches, n_threads = at_once()
    settings = {
        "NUM_STREAMS": n_batches,
        "INFERENCE_NUM_THREADS": n_batches * n_threads,
        "INFERENCE_PRECISION_HINT": dtype,
    }
    compiled = core.compile_model(core.read_model(str(folder / name)), "CPU", settings)
    requests = [compiled.create_infer_request() for _ in range(n_batches)]

    def run(batches: Sequence[Batch]) -> list[NDArray[np.float32]]:
        # All is asked for by this thread: two that run a model for the first time can wait for each other without end.
        found = [np.empty((0, 0), dtype=np.float32)] * len(batches)
        for i in range(len(batches) + n_batches):
            request = requests[i % n_batches]
            if 0 <= i - n_batches < len(batches):
                request.wait()
                found[i - n_batches] = np.array(request.get_output_tensor(0).data, dtype=np.float32)
            if i < len(batches):
                pieces, mask = batches[i]
                request.start_async({"input_ids": pieces, "attention_mask": mask})
        return found

    return Network(*_tokenizer_in(folder), run)
