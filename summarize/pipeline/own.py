"""Embeddings and themes of the user's own: held against the corpus that they are of, embeddings behind the protocol of an encoder."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from ..corpus import Embeddings
from ..embedding.texts import unit_vectors
from ..errors import InputError

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
        Says which vectors these are: their digest is in it, and which encoder stands beside them.
    encoder : Encoder, optional
        Embeds the other texts of an analysis: seeds, a question, what is known.
    model : str
        What the embeddings say they are by.
    default : callable, optional
        Makes the encoder that would have been taken without embeddings: it is taken where there is none, and these are by it.
    """

    identity: str
    encoder: Encoder | None
    model: str
    default: Callable[[], Encoder] | None

    def encode(self, texts: Sequence[str]) -> ArrayLike:
        """Encode texts that are no sentences of the corpus, a row a text.

        Raises
        ------
        InputError
            If there is no encoder beside the embeddings.
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
        return encoder.encode(texts)


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
    named = given.model if isinstance(given, Embeddings) else "own embeddings"

    def refuse(what: str, rows: NDArray[np.intp], text: str) -> ValueError:
        return ValueError(f"{len(rows)} rows of the embeddings are {what}, first row {rows[0]}, of {text!r}")

    vectors = unit_vectors(
        given.vectors if isinstance(given, Embeddings) else given,
        corpus.texts,
        "the embeddings",
        refuse,
        remedy="; embed summarize.segment(corpus).texts, in that order",
    )
    # What is embedded beside them is kept under this identity too, and decides results.
    beside = "" if encoder is None else f" with {encoder.identity}"
    identity = f"{named}#{sha256(vectors.tobytes()).hexdigest()[:12]}{beside}"
    return Embeddings(vectors, identity), OwnVectors(
        identity, encoder, named, default if isinstance(given, Embeddings) else None
    )


def own_labels(corpus: Corpus, given: ArrayLike) -> NDArray[np.intp]:
    """Hold themes of the user's own against the sentences that they are of.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    given : array_like of shape (n_sentences,)

    Returns
    -------
    ndarray of shape (n_sentences,)
        Read-only; -1 for none.

    Raises
    ------
    ValueError
        If there is not one whole number a sentence.
    """
    n_sentences = len(corpus.sentences)
    try:
        labels = np.asarray(given)
    except ValueError:
        # Rows of several lengths, which NumPy makes no array of.
        labels = np.asarray(given, dtype=object)
    if labels.shape != (n_sentences,) or labels.dtype.kind not in "iu":
        raise ValueError(
            f"themes must be a whole number a sentence, shape ({n_sentences},), negative for none, got {labels.dtype} of shape "
            f"{labels.shape}; label summarize.segment(corpus).texts, in that order"
        )
    if (largest := int(labels.max(initial=0))) > np.iinfo(np.intp).max:
        raise ValueError(f"themes must be below 2**63, got {largest}")
    labels = np.where(labels < 0, -1, labels).astype(np.intp)
    labels.setflags(write=False)
    return labels
