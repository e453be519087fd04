"""Embeddings of the user's own: held against the corpus that they are of, and behind the protocol of an encoder."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from ..corpus import Embeddings
from ..errors import InputError
from ..similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from ..corpus import Corpus
    from ..embedding import Encoder


@dataclass(frozen=True, eq=False, slots=True)
class OwnVectors:
    """The encoder of an analysis whose sentences came with their vectors.

    Attributes
    ----------
    identity : str
        Says which vectors these are: their digest is in it.
    n_dims : int
    encoder : Encoder, optional
        Embeds the other texts of an analysis: seeds, a question, what is known.
    model : str
        What the embeddings say they are by.
    default : callable, optional
        Makes the encoder that would have been taken without embeddings: it is taken where there is none, and these are by it.
    """

    identity: str
    n_dims: int
    encoder: Encoder | None
    model: str
    default: Callable[[], Encoder] | None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts that are no sentences of the corpus, shape (n_texts, n_dims).

        Raises
        ------
        InputError
            If there is no encoder beside the embeddings.
        ValueError
            If the encoder's vectors have another number of dimensions than the embeddings.
        """
        encoder = self.encoder
        if encoder is None and self.default is not None:
            # Not kept as the encoder: whether there is one says what is embedded unasked, and must not hang on what was asked before.
            found = self.default()
            encoder = found if found.identity == self.model else None
        if encoder is None:
            raise InputError(
                "seeds, a question and earlier coverage must be embedded as the sentences were, and only embeddings were given; give "
                "the encoder that made them too: summarize.analyse(corpus, embeddings=VECTORS, encoder=ENCODER)"
            )
        vectors = np.asarray(encoder.encode(texts), dtype=np.float32)
        if vectors.ndim == 2 and vectors.shape[1] != self.n_dims:
            raise ValueError(
                f"the encoder gives vectors of {vectors.shape[1]} dimensions and the embeddings have {self.n_dims}; give the one "
                "that made them"
            )
        return vectors


def own_embeddings(
    corpus: Corpus,
    given: ArrayLike | Embeddings,
    encoder: Encoder | None,
    default: Callable[[], Encoder],
) -> tuple[Embeddings, OwnVectors]:
    """Hold embeddings against the sentences that they are of, and bring their rows to length 1.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    given : array_like of shape (n_sentences, n_dims), or Embeddings
    encoder : Encoder, optional
    default : callable
        See `OwnVectors`; asked where `given` is `Embeddings`.

    Returns
    -------
    Embeddings
    OwnVectors

    Raises
    ------
    ValueError
        If there is not one finite, real row other than zero a sentence; the message names the first that is wrong, and its sentence.
    """
    named = given.model if isinstance(given, Embeddings) else "own embeddings" if encoder is None else encoder.identity
    vectors = np.asarray(given.vectors if isinstance(given, Embeddings) else given)
    if np.iscomplexobj(vectors):
        raise ValueError(
            "embeddings must be real numbers, got complex ones; give .real, or a row for each part, as is meant"
        )
    if vectors.dtype not in (np.float32, np.float64):
        vectors = vectors.astype(np.float64)
    n_sentences = len(corpus.sentences)
    if vectors.ndim != 2 or len(vectors) != n_sentences or not vectors.shape[1]:
        raise ValueError(
            f"embeddings must have one row a sentence, shape ({n_sentences}, n_dims), got {vectors.shape}; embed "
            "summarize.segment(corpus).texts, in that order"
        )
    largest = np.abs(vectors).max(axis=1, initial=0)
    for wrong, what in ((~np.isfinite(largest), "not finite"), (largest == 0, "zero")):
        if wrong.any():
            row = int(wrong.argmax())
            text = " ".join(corpus.text_of(row).split())[:60]
            raise ValueError(f"{int(wrong.sum())} rows of the embeddings are {what}, first row {row}, of {text!r}")
    # Rows may be of any length, and squares of what is very long or short do not fit float32; powers of two change no digit.
    vectors = np.ldexp(vectors, -np.frexp(largest)[1][:, None]).astype(np.float32)
    vectors = np.ascontiguousarray(unit_rows(vectors), dtype="<f4")
    identity = f"{named}#{sha256(vectors.tobytes()).hexdigest()[:12]}"
    return Embeddings(vectors, identity), OwnVectors(
        identity, vectors.shape[1], encoder, named, default if isinstance(given, Embeddings) else None
    )
