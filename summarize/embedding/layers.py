"""BERT by PyTorch's own layers, for graphics processors: the same network, without the seconds that the transformers library takes to import.

PyTorch alone starts in a fifth of the time of sentence-transformers. Only a plain BERT with mean pooling is read here, as the default model is; `plain_bert` says which models are,
and the probe holds the result against the reference before it is used.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

_WEIGHTS: Final = "model.safetensors"

#: What sentence-transformers calls the parts of such a model, in their order; a last one that brings to unit length may lack.
_PARTS: Final = (("Transformer", "Pooling"), ("Transformer", "Pooling", "Normalize"))

#: Names of the weights of one layer in the file, and in PyTorch's layer.
_LAYER: Final = {
    "attention.output.dense": "self_attn.out_proj",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "linear1",
    "output.dense": "linear2",
    "output.LayerNorm": "norm2",
}


@dataclass(frozen=True, slots=True)
class PlainBert:
    """The measures of a BERT.

    Attributes
    ----------
    weights, tokenizer : Path
    n_layers, n_heads, width, inner_width : int
    n_pieces, n_places, n_kinds : int
        Rows of the three tables that are added up: word pieces, places, kinds of text.
    epsilon : float
        Of the normalisations.
    max_word_pieces : int
        What is longer is cut off.
    filling : int
        The word piece that fills a batch up.
    """

    weights: Path
    tokenizer: Path
    n_layers: int
    n_heads: int
    width: int
    inner_width: int
    n_pieces: int
    n_places: int
    n_kinds: int
    epsilon: float
    max_word_pieces: int
    filling: int

    def open_tokenizer(self) -> Any:
        """Return its tokenizer, which cuts off where the model does and pads nothing."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.tokenizer))
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.max_word_pieces)
        return tokenizer


def plain_bert(folder: Path, max_word_pieces: int | None = None) -> PlainBert | None:
    """Read the measures of a sentence-transformers model, if it is a plain BERT whose vectors are means of its last layer.

    Parameters
    ----------
    folder : Path
    max_word_pieces : int, optional
        Instead of what the model says.

    Returns
    -------
    PlainBert or None
        None for any other model, and where a file is missing or says what is not expected.
    """
    try:
        parts = [str(part["type"]).rpartition(".")[2] for part in _json(folder / "modules.json")]
        config, reading = _json(folder / "config.json"), _json(folder / "sentence_bert_config.json")
        pooling = _json(folder / "1_Pooling" / "config.json")
        modes = {name for name, on in pooling.items() if name.startswith("pooling_mode_") and on}
        plain = (
            tuple(parts) in _PARTS
            and config["model_type"] == "bert"
            and config["hidden_act"] == "gelu"
            and config.get("position_embedding_type", "absolute") == "absolute"
            and modes == {"pooling_mode_mean_tokens"}
            and not reading.get("do_lower_case")
        )
        weights, tokenizer = folder / _WEIGHTS, folder / "tokenizer.json"
        if not plain or not weights.is_file() or not tokenizer.is_file():
            return None
        return PlainBert(
            weights=weights,
            tokenizer=tokenizer,
            n_layers=int(config["num_hidden_layers"]),
            n_heads=int(config["num_attention_heads"]),
            width=int(config["hidden_size"]),
            inner_width=int(config["intermediate_size"]),
            n_pieces=int(config["vocab_size"]),
            n_places=int(config["max_position_embeddings"]),
            n_kinds=int(config["type_vocab_size"]),
            epsilon=float(config["layer_norm_eps"]),
            max_word_pieces=int(max_word_pieces or reading["max_seq_length"]),
            filling=int(config.get("pad_token_id", 0)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def build_layers(bert: PlainBert) -> Any:
    """Build the layers and fill them from the file.

    Parameters
    ----------
    bert : PlainBert

    Returns
    -------
    torch.nn.ModuleDict
        For `mean_vectors`; in float32, on the processor.

    Raises
    ------
    ModelError
        If the weights are not those of such a network.

    References
    ----------
    Devlin, J., et al. (2019). BERT: Pre-training of deep bidirectional transformers for language understanding. NAACL.

    Reimers, N., & Gurevych, I. (2019). Sentence-BERT: Sentence embeddings using Siamese BERT-networks. EMNLP.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file
    from torch import nn

    # On no device: the weights come from the file, and drawing others first would take as long as reading it.
    with torch.device("meta"):
        layer = nn.TransformerEncoderLayer(
            bert.width,
            bert.n_heads,
            bert.inner_width,
            dropout=0.0,
            activation="gelu",
            layer_norm_eps=bert.epsilon,
            batch_first=True,
        )
        network = nn.ModuleDict(
            {
                "pieces": nn.Embedding(bert.n_pieces, bert.width),
                "places": nn.Embedding(bert.n_places, bert.width),
                "kinds": nn.Embedding(bert.n_kinds, bert.width),
                "norm": nn.LayerNorm(bert.width, eps=bert.epsilon),
                "stack": nn.TransformerEncoder(layer, bert.n_layers, enable_nested_tensor=False),
            }
        )
    try:
        network.load_state_dict(_renamed(load_file(str(bert.weights)), bert.n_layers), assign=True)
    except (OSError, KeyError, RuntimeError, ValueError, SafetensorError) as error:
        raise ModelError(
            f"{bert.weights}: expected the weights of a BERT as its config.json describes it: {error}"
        ) from error
    return network.eval()


def mean_vectors(layers: Any, pieces: Any, mask: Any) -> Any:
    """Run the layers over a batch.

    Parameters
    ----------
    layers : torch.nn.ModuleDict
        As `build_layers` gives them.
    pieces, mask : torch.Tensor of shape (n_rows, n_longest)

    Returns
    -------
    torch.Tensor of shape (n_rows, width)
        Unit rows: the mean over the word pieces of each row.
    """
    import torch

    read = layers["pieces"](pieces) + layers["places"].weight[: pieces.shape[1]] + layers["kinds"].weight[0]
    told = layers["stack"](layers["norm"](read), src_key_padding_mask=mask == 0)
    counted = mask[:, :, None].to(told.dtype)
    means = (told * counted).sum(dim=1) / counted.sum(dim=1).clamp(min=1e-9)
    return torch.nn.functional.normalize(means, dim=-1)


def _renamed(found: dict[str, Any], n_layers: int) -> dict[str, Any]:
    """The weights of the file by the names of PyTorch's layers, the three projections of attention in one."""
    import torch

    own = {
        "pieces.weight": found["embeddings.word_embeddings.weight"],
        "places.weight": found["embeddings.position_embeddings.weight"],
        "kinds.weight": found["embeddings.token_type_embeddings.weight"],
    }
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"] = found[f"embeddings.LayerNorm.{kind}"]
        for number in range(n_layers):
            there, here = f"encoder.layer.{number}", f"stack.layers.{number}"
            projections = [found[f"{there}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            own[f"{here}.self_attn.in_proj_{kind}"] = torch.cat(projections)
            for name, ours in _LAYER.items():
                own[f"{here}.{ours}.{kind}"] = found[f"{there}.{name}.{kind}"]
    return own
