"""Embedding each distinct sentence once, through the cache."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import numpy as np

from ..corpus import Embeddings
from ..engine import Engine
from ..errors import ModelError
from ..similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from ..cache import Store
    from ..timing import Told
    from .encoder import Encoder

#: Sentences encoded and kept at a time: what a killed run loses at most.
PORTION: Final = 512

#: Vectors asked of the cache at a time: those of a million sentences stand in memory once and not twice.
ASKED: Final = 10_000


def normalised(text: str) -> str:
    r"""Return what is embedded of a sentence: composed characters, white space collapsed.

    Examples
    --------
    >>> normalised("  Talks\n began. ")
    'Talks began.'
    """
    # A lone surrogate, which broken JSON can hold, is no character and no tokenizer takes it.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFC", whole).split())


def embed(
    texts: Sequence[str],
    encoder: Encoder,
    *,
    cache: Store,
    progress: Told = None,
    engine: Engine | None = None,
) -> Embeddings:
    """Embed sentences; those known to the cache are not encoded again.

    Parameters
    ----------
    texts : sequence of str
    encoder : Encoder
    cache : Store
        `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the number of new sentences done, from 0, and of all new ones.
    engine : Engine, optional
        Where new sentences are encoded; in this process by default. The portions are the same everywhere.

    Returns
    -------
    Embeddings
        Row i is ``texts[i]``, the same in any order of the texts.

    Raises
    ------
    ValueError
        If a text is empty, or the encoder returns another number of rows than it was given.
    ModelError
        If the model returns vectors that are not finite, or zero.

    Notes
    -----
    New sentences are encoded in portions, similar lengths together, and each portion is kept when it is done: a run
    that is interrupted goes on from there. The encoders of this package give a sentence the same vector, to the last bit, whatever
    is embedded with it, so what the cache holds of other articles is what this run would compute. Of another encoder the last bits
    may differ; the stages round their similarities.
    """
    wanted = [normalised(text) for text in texts]
    empty = next((i for i, text in enumerate(wanted) if not text), None)
    if empty is not None:
        raise ValueError(f"text {empty} is empty; only sentences can be embedded")
    keys = [sha256(text.encode("utf-8")).hexdigest()[:32] for text in wanted]
    rows = _Rows(keys)
    vectors = np.empty((len(keys), 0), dtype="<f4")
    new: dict[str, str] = {}
    # In the order in which the cache holds them: neighbours lie on one page of it, and a million are read in a quarter of the time.
    in_order = sorted(rows.distinct)
    for start in range(0, len(in_order), ASKED):
        asked = in_order[start : start + ASKED]
        found = cache.vectors(encoder.identity, asked)
        width = 4 * vectors.shape[1] or _common_width(found)
        known = [key for key in asked if width and len(found.get(key, b"")) == width]
        if known:
            vectors = _with_width(vectors, width // 4)
            kept = np.frombuffer(b"".join(found[key] for key in known), dtype="<f4").reshape(len(known), -1)
            rows.fill(vectors, known, kept)
        new.update((key, wanted[rows.first(key)]) for key in set(asked).difference(known))
    # Sorted by length so that little is padded, then by text so that the portions do not depend on the order given.
    order = sorted(new, key=lambda key: (len(new[key]), new[key]))
    if order and progress is not None:
        progress(0, len(order))
    n_done = 0
    portions = _in_turn([order[start : start + PORTION] for start in range(0, len(order), PORTION)])
    texts_of = ([new[key] for key in portion] for portion in portions)
    for number, fresh in (engine or Engine()).map(_encode_portion, texts_of, given=encoder):
        portion = portions[number]
        cache.store_vectors(encoder.identity, {key: row.tobytes() for key, row in zip(portion, fresh, strict=True)})
        vectors = _with_width(vectors, fresh.shape[1])
        rows.fill(vectors, portion, fresh)
        if progress is not None:
            n_done += len(portion)
            progress(n_done, len(order))
    return Embeddings(vectors, encoder.identity)


class _Rows:
    """Where the vector of each distinct key belongs."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.number: dict[str, int] = {}
        number_of = np.array([self.number.setdefault(key, len(self.number)) for key in keys], dtype=np.intp)
        self.distinct = list(self.number)
        self._rows = np.argsort(number_of, kind="stable")
        self._starts = np.searchsorted(number_of[self._rows], np.arange(len(self.distinct) + 1))

    def first(self, key: str) -> int:
        """The first row of a key."""
        return int(self._rows[self._starts[self.number[key]]])

    def fill(self, vectors: NDArray[np.float32], keys: Sequence[str], found: NDArray[np.float32]) -> None:
        """Put the vectors of some keys into all of their rows."""
        numbers = np.array([self.number[key] for key in keys], dtype=np.intp)
        starts, counts = self._starts[numbers], self._starts[numbers + 1] - self._starts[numbers]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        vectors[self._rows[np.repeat(starts, counts) + within]] = np.repeat(found, counts, axis=0)


def _with_width(vectors: NDArray[np.float32], n_dims: int) -> NDArray[np.float32]:
    """Vectors of that many dimensions: how many there are is known when the first is."""
    if vectors.shape[1] == n_dims:
        return vectors
    if vectors.shape[1]:
        raise ModelError(
            f"the model gives vectors of {n_dims} dimensions and those kept of it have {vectors.shape[1]}; empty the cache with "
            "summarize cache --clear"
        )
    return np.empty((len(vectors), n_dims), dtype="<f4")


def _in_turn(portions: list[list[str]]) -> list[list[str]]:
    """Short and long sentences in turn, so that the rate so far says how long the rest will take.

    Examples
    --------
    >>> _in_turn([["a"], ["bb"], ["ccc"], ["dddd"]])
    [['a'], ['dddd'], ['bb'], ['ccc']]
    """
    half = (len(portions) + 1) // 2
    pairs = zip_longest(portions[:half], reversed(portions[half:]))
    return [portion for pair in pairs for portion in pair if portion is not None]


def _common_width(found: dict[str, bytes]) -> int:
    """Bytes of a kept vector; one of another length is damaged and is embedded again."""
    widths = [len(vector) for vector in found.values()]
    return max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0


def _encode_portion(encoder: Encoder, texts: list[str]) -> NDArray[np.float32]:
    """Encode some sentences, in whatever process this is."""
    named = f"the vectors of {encoder.identity}"

    def refuse(what: str, _rows: NDArray[np.intp], text: str) -> ModelError:
        # A row of a portion is no place that the user knows.
        return ModelError(
            f"{named}: that of {text!r} is {what}; choose another model, or mend the encoder if it is yours"
        )

    return unit_vectors(encoder.encode(texts), texts, named, refuse)


def unit_vectors(
    given: ArrayLike,
    texts: Sequence[str],
    named: str,
    refuse: Callable[[str, NDArray[np.intp], str], Exception],
    remedy: str = "",
) -> NDArray[np.float32]:
    """Hold vectors against the texts that they are of, and bring their rows to length 1.

    Parameters
    ----------
    given : array_like of shape (n_texts, n_dims)
        Of any length and precision.
    texts : sequence of str
    named : str
        What they are, for the error.
    refuse : callable
        Given what is wrong, the rows of which it is, and the beginning of the first one's text: what is raised where rows are not finite, or zero.
    remedy : str
        What to do where there is not one row a text.

    Returns
    -------
    ndarray of shape (n_texts, n_dims)

    Raises
    ------
    ValueError
        If there is not one real row of numbers a text.
    """
    try:
        vectors = np.asarray(given)
        if vectors.dtype not in (np.float32, np.float64) and not np.iscomplexobj(vectors):
            vectors = vectors.astype(np.float64)
    except (TypeError, ValueError) as problem:
        raise ValueError(
            f"{named} must be rows of numbers, all of one length, one for each of {len(texts)} texts"
        ) from problem
    if np.iscomplexobj(vectors):
        raise ValueError(
            f"{named} must be real numbers, got complex ones; give .real, or a row for each part, as is meant"
        )
    if vectors.ndim != 2 or len(vectors) != len(texts) or not vectors.shape[1]:
        raise ValueError(f"{named} must have one row a text, shape ({len(texts)}, n_dims), got {vectors.shape}{remedy}")
    largest = np.abs(vectors).max(axis=1, initial=0)
    for wrong, what in ((~np.isfinite(largest), "not finite"), (largest == 0, "zero")):
        rows = np.flatnonzero(wrong)
        if len(rows):
            raise refuse(what, rows, " ".join(texts[rows[0]].split())[:60])
    # Rows may be of any length, and squares of what is very long or short do not fit float32; powers of two change no digit.
    vectors = np.ldexp(vectors, -np.frexp(largest)[1][:, None]).astype(np.float32)
    return np.ascontiguousarray(unit_rows(vectors), dtype="<f4")
