"""Which models are a plain BERT with mean pooling, as the default one is: such a network is written down from its weights, without the libraries of the model."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

_WEIGHTS: Final = "model.safetensors"

#: What sentence-transformers calls the parts of such a model, in their order; a last one that brings to unit length may lack.
_PARTS: Final = (("Transformer", "Pooling"), ("Transformer", "Pooling", "Normalize"))


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
