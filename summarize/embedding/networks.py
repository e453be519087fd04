"""The ways to run a model over batches of word pieces: ONNX Runtime, OpenVINO, and PyTorch on graphics processors.

Each gives a `Network`, and `summarize.embedding.loop.LoopEncoder` makes an encoder of it. ONNX Runtime and OpenVINO need no PyTorch once the
model is converted, and start in a fraction of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .loop import Network, at_once, in_threads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from .encoder import SentenceTransformerEncoder
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


def torch_network(reference: SentenceTransformerEncoder, *, device: str, dtype: str) -> Network:
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

    import numpy as np
    import torch

    model = reference.model()
    tokenizer, filling = tokenizer_of(model)
    if dtype != "float32" or str(model.device.type) != device:
        model = copy.deepcopy(model).to(device=device, dtype=getattr(torch, dtype))
    vectors = with_head(model)

    def run(batches: Sequence[Batch]) -> list[NDArray[np.float32]]:
        # One after the other: a graphics processor is full with one.
        with torch.inference_mode():
            found = [vectors(*(torch.from_numpy(given).to(device) for given in batch)) for batch in batches]
        return [np.asarray(each.float().cpu().numpy(), dtype=np.float32) for each in found]

    return Network(tokenizer, filling, run)


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

    from .runtimes import onnx_runtime

    onnxruntime = onnx_runtime()
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


def openvino_network(folder: Path, *, dtype: str) -> Network:
    """Run a converted model in OpenVINO, on the processor.

    Parameters
    ----------
    folder : Path
        As for `onnx_network`.
    dtype : {"f32", "bf16"}
        The precision of its products.
    """
    import numpy as np

    from .runtimes import openvino_runtime

    openvino = openvino_runtime()
    core = openvino.Core()
    n_batches, n_threads = at_once()
    settings = {
        "NUM_STREAMS": n_batches,
        "INFERENCE_NUM_THREADS": n_batches * n_threads,
        "INFERENCE_PRECISION_HINT": dtype,
    }
    compiled = core.compile_model(core.read_model(str(folder / "model.onnx")), "CPU", settings)
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
