"""A plain BERT written down as an ONNX graph, from its weights: no PyTorch is loaded to convert it, and none to run it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ..errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from .bert import PlainBert

#: ONNX operator set that has all operations whole, the curve of the inner layer among them, and the version of the file format that
#: the runtimes of its time read.
_OPERATORS: Final = 20
_FORMAT: Final = 10

#: Name of the file of the weights.
WEIGHTS: Final = "weights.bin"

#: What is added to the likeness of a word piece that only fills a batch up: nothing is left of it. OpenVINO in bfloat16 knows this number by
#: sight, as it does the sum over the word pieces below; said otherwise both are rounded more, to a mean cosine of 0.9999 for 1.0000.
_NOTHING: Final = float(np.finfo(np.float32).min)

_INPUTS: Final = ("input_ids", "attention_mask")


def write_graph(bert: PlainBert, path: Path) -> None:
    """Write a model that takes word pieces and mask, both int64 of shape (n_rows, n_longest), and gives unit rows of shape (n_rows, width).

    Parameters
    ----------
    bert : PlainBert
    path : Path
        Of the file; the weights stand in another beside it, ``WEIGHTS``, which runtimes map into memory and need not copy: a model is open in
        a third of the time.

    Raises
    ------
    ModelError
        If the weights are not those of such a network.

    Notes
    -----
    Half a second for 23 million weights, which are in memory twice.

    References
    ----------
    Devlin, J., et al. (2019). BERT: Pre-training of deep bidirectional transformers for language understanding. NAACL.

    Reimers, N., & Gurevych, I. (2019). Sentence-BERT: Sentence embeddings using Siamese BERT-networks. EMNLP.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        graph = _Graph(load_file(str(bert.weights)), bert.epsilon)
        _network(graph, bert)
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise ModelError(
            f"{bert.weights}: expected the weights of a BERT as its config.json describes it: {error}"
        ) from error
    free = ["row", "piece"]
    made = helper.make_graph(
        graph.nodes,
        "bert",
        [helper.make_tensor_value_info(name, TensorProto.INT64, free) for name in _INPUTS],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["row", bert.width])],
        list(graph.constants.values()),
    )
    opset = [helper.make_opsetid("", _OPERATORS)]
    onnx.save_model(
        helper.make_model(made, opset_imports=opset, ir_version=_FORMAT),
        path,
        save_as_external_data=True,
        location=WEIGHTS,
    )


@dataclass(slots=True)
class _Graph:
    """Operations in their order; a value is known by its name."""

    weights: dict[str, NDArray[np.float32]]
    epsilon: float
    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)

    def constant(self, name: str, values: Any) -> str:
        """Put numbers into the graph, once a name."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def places(self, *values: int) -> str:
        """Put whole numbers into the graph, which name axes and shapes."""
        return self.constant(f"[{','.join(map(str, values))}]", np.array(values, dtype=np.int64))

    def number(self, value: float) -> str:
        """Put one number into the graph."""
        return self.constant(str(value), np.float32(value))

    def weight(self, name: str) -> str:
        """Put a table of the file into the graph."""
        return self.constant(name, self.weights[name])

    def apply(self, operation: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        """Add an operation and return the name of its value."""
        name = name or f"{operation}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], name=name, **attributes))
        return name

    def dense(self, value: str, name: str, scale: float = 1.0) -> str:
        """A product with a table, and its bias, both scaled."""
        factor = np.float32(scale)
        table = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T * factor)
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"] * factor)
        return self.apply("Add", self.apply("MatMul", value, table), bias)

    def normal(self, value: str, name: str) -> str:
        """A value normalised, each word piece by itself."""
        tables = [self.weight(f"{name}.{kind}") for kind in ("weight", "bias")]
        return self.apply("LayerNormalization", value, *tables, axis=-1, epsilon=self.epsilon)


def _network(graph: _Graph, bert: PlainBert) -> None:
    measures = {
        "embeddings.word_embeddings": (bert.n_pieces, bert.width),
        "embeddings.position_embeddings": (bert.n_places, bert.width),
        "embeddings.token_type_embeddings": (bert.n_kinds, bert.width),
        "encoder.layer.0.intermediate.dense": (bert.inner_width, bert.width),
    }
    for name, shape in measures.items():
        found = graph.weights[f"{name}.weight"].shape
        if found != shape:
            raise ValueError(f"{name} has shape {found}, and not {shape}")
    apply = graph.apply
    pieces, mask = _INPUTS
    kind = graph.weights["embeddings.token_type_embeddings.weight"][0]
    places = graph.constant("places", graph.weights["embeddings.position_embeddings.weight"] + kind)
    longest = apply("Shape", pieces, start=1, end=2)
    read = apply(
        "Add",
        apply("Gather", graph.weight("embeddings.word_embeddings.weight"), pieces),
        apply("Slice", places, graph.places(0), longest, graph.places(0)),
    )
    value = graph.normal(read, "embeddings.LayerNorm")
    counted = apply("Cast", mask, to=TensorProto.FLOAT)
    outside = apply("Sub", graph.number(1.0), apply("Unsqueeze", counted, graph.places(1, 2)))
    bias = apply("Mul", outside, graph.number(_NOTHING))
    for layer in range(bert.n_layers):
        value = _layer(graph, bert, f"encoder.layer.{layer}", value, bias)
    # The mean over the word pieces is the sum, where only its direction counts.
    kept = apply("Mul", value, apply("Unsqueeze", counted, graph.places(2)))
    total = apply("ReduceSum", kept, graph.places(1), keepdims=0)
    apply("LpNormalization", total, name="vectors", axis=-1, p=2)


def _layer(graph: _Graph, bert: PlainBert, layer: str, value: str, bias: str) -> str:
    apply = graph.apply
    size = bert.width // bert.n_heads

    def heads(name: str, order: Sequence[int], scale: float = 1.0) -> str:
        projected = graph.dense(value, f"{layer}.attention.self.{name}", scale)
        return apply("Transpose", apply("Reshape", projected, graph.places(0, 0, bert.n_heads, size)), perm=list(order))

    # Scaled before the product, which has fewer numbers.
    likeness = apply("MatMul", heads("query", (0, 2, 1, 3), size**-0.5), heads("key", (0, 2, 3, 1)))
    shares = apply("Softmax", apply("Add", likeness, bias), axis=-1)
    seen = apply("Transpose", apply("MatMul", shares, heads("value", (0, 2, 1, 3))), perm=[0, 2, 1, 3])
    seen = graph.dense(apply("Reshape", seen, graph.places(0, 0, bert.width)), f"{layer}.attention.output.dense")
    told = graph.normal(apply("Add", seen, value), f"{layer}.attention.output.LayerNorm")
    inner = apply("Gelu", graph.dense(told, f"{layer}.intermediate.dense"))
    return graph.normal(apply("Add", graph.dense(inner, f"{layer}.output.dense"), told), f"{layer}.output.LayerNorm")
