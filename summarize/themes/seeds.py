"""Themes named by the user: read from a file, and matched to sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..arguments import expect, texts_of
from ..blocks import row_blocks
from ..configuration import fill, load_toml
from ..errors import SettingsError
from ..lexical import content_stems
from ..similarity import unit_rows, weighted_mean

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

#: Cosine of a seed to its nearest sentence, and share of its words in one sentence, under which the story does not know it. The
#: names of an annotator's 63 themes are known to 95 % in their own story and to 39 % in six others, where words such as "reaction" stand.
_NEAR: Final = 0.4
_HELD: Final = 0.5

#: What a sentence gains that holds all of a seed's words; best sentences of a seed whose surroundings are those of the seed; share of the
#: similarity to these, beyond that of the mean sentence, that a sentence gains.
_WORD_WEIGHT: Final = 0.1
_N_CARRIERS: Final = 4
_PROFILE_WEIGHT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Seed:
    """A theme that the user names.

    Attributes
    ----------
    name : str
        Its label, and what it is about where nothing else is said.
    description : str
        A sentence that says more.
    examples : tuple of str
        Sentences that belong to it.
    without : tuple of str
        Words that bar a sentence from it.
    """

    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("name", "description"):
            given = getattr(self, name)
            expect(isinstance(given, str), f"the {name} of a seed to be a text", given)
        for name, example in (("examples", "The police came."), ("without", "football")):
            object.__setattr__(self, name, texts_of(name, getattr(self, name), example))


def read_seeds(path: str | os.PathLike[str]) -> tuple[Seed, ...]:
    """Read seeds from a TOML file of ``[[seed]]`` tables.

    Parameters
    ----------
    path : str or path
        Each table has ``name`` and may have ``description``, ``examples`` (a list of sentences) and ``without`` (a list
        of words that bar a sentence).

    Returns
    -------
    tuple of Seed

    Raises
    ------
    SettingsError
        If the file is not there, is no TOML, or a table is not a seed.
    """
    content = load_toml(path, 'a TOML file of [[seed]] tables, each with name = "..."')
    tables = content.get("seed")
    if not isinstance(tables, list) or not tables or set(content) != {"seed"}:
        found = ", ".join(content) or "nothing"
        raise SettingsError(
            f'{path}: expected [[seed]] tables, each with name = "...", and nothing else; found: {found}'
        )
    return tuple(fill(Seed, table, f"{path}: [[seed]] number {number}") for number, table in enumerate(tables, start=1))


def seed_vectors(seeds: Sequence[Seed], encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> NDArray[np.float32]:
    """One unit vector a seed: the mean of its name, its description and its examples.

    Parameters
    ----------
    seeds : sequence of Seed
    encode : callable
        From texts to unit rows.

    Returns
    -------
    ndarray of shape (n_seeds, n_dims)
    """
    texts = [[text for text in (seed.name, seed.description, *seed.examples) if text.strip()] for seed in seeds]
    rows = encode([text for own in texts for text in own])
    stops = np.cumsum([len(own) for own in texts])
    parts = np.split(rows, stops[:-1])
    return unit_rows(np.stack([weighted_mean(part) for part in parts]))


def known_seeds(
    vectors: NDArray[np.float32], seed_vectors: NDArray[np.float32], word_shares: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which seeds a story knows: a sentence is near to them as they stand, or holds their words.

    `seed_similarities` adds the best sentences to a seed, and whatever was asked for, some sentences are the best.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    seed_vectors : ndarray of shape (n_seeds, n_dims)
        Unit rows.
    word_shares : ndarray of shape (n_sentences, n_seeds)
        Share of each seed's words that each sentence holds.

    Returns
    -------
    ndarray of bool, shape (n_seeds,)
    """
    nearest = np.max(
        [(vectors[rows] @ seed_vectors.T).max(axis=0) for rows in row_blocks(len(vectors), 8 * len(seed_vectors))],
        axis=0,
    )
    return np.asarray((np.round(nearest, 6) >= _NEAR) | (word_shares.max(axis=0) >= _HELD))


def seed_similarities(
    vectors: NDArray[np.float32],
    seed_vectors: NDArray[np.float32],
    *,
    paragraph_of: NDArray[np.intp],
    weights: NDArray[np.float64] | None = None,
    word_shares: NDArray[np.float64] | None = None,
    profiles: Callable[[NDArray[np.intp]], NDArray[np.float32]] | None = None,
    profile_bytes: int = 0,
    feedback: int = 2,
    neighbour_weight: float = 0.6,
) -> NDArray[np.float64]:
    """How much each sentence is about each seed, beyond what the whole story has to do with it.

    Sentences and seeds are compared without the story's common direction. A name is short, so its best sentences are
    added to it and the comparison made again (Rocchio). A sentence gains by its neighbours in its own paragraph, by the
    words of the seed that it holds itself, and by being near to what the best sentences of the seed are near to.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    seed_vectors : ndarray of shape (n_seeds, n_dims)
        Unit rows.
    paragraph_of : ndarray of shape (n_sentences,)
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the common direction.
    word_shares : ndarray of shape (n_sentences, n_seeds), optional
        Share of each seed's words that each sentence holds.
    profiles : callable, optional
        From row numbers, ascending, to what these sentences are near to, of shape (n_rows, n_columns), as
        `summarize.clustering.described_rows` gives it.
    profile_bytes : int
        What a row takes while `profiles` makes it; 0 where they lie ready.
    feedback : int
        Best sentences added to a seed; 0 for none.
    neighbour_weight : float
        Share of the neighbours' mean similarity that a sentence gains.

    Returns
    -------
    ndarray of shape (n_sentences, n_seeds)

    References
    ----------
    Rocchio, J. (1971). Relevance feedback in information retrieval. The SMART Retrieval System.
    """
    mean = weighted_mean(vectors, weights)
    seeds = unit_rows(seed_vectors - mean)

    def compared() -> NDArray[np.float32]:
        parts = [unit_rows(vectors[rows] - mean) @ seeds.T for rows in row_blocks(len(vectors), 12 * vectors.shape[1])]
        return np.concatenate([np.empty((0, len(seeds)), dtype=np.float32), *parts])

    similarity = compared()
    n_best = min(feedback, len(vectors))
    if n_best:
        best = np.argsort(-similarity, axis=0, kind="stable")[:n_best]
        strength = np.clip(np.take_along_axis(similarity, best, axis=0), 0, None)
        own = unit_rows(vectors[best.ravel()] - mean).reshape(*best.shape, -1)
        seeds = unit_rows(seeds + np.einsum("ks,ksd->sd", strength, own) / max(n_best, 1))
        similarity = compared()
    result = similarity.astype(np.float64)
    together = (paragraph_of[1:] == paragraph_of[:-1])[:, None]
    gained = np.zeros_like(result)
    gained[1:] += np.where(together, result[:-1], 0) / 2
    gained[:-1] += np.where(together, result[1:], 0) / 2
    result = result + neighbour_weight * gained
    if word_shares is not None:
        result = result + _WORD_WEIGHT * word_shares
    if profiles is not None and len(vectors):
        carriers = np.argsort(-np.round(result, 6), axis=0, kind="stable")[:_N_CARRIERS]
        strength = np.clip(np.take_along_axis(result, carriers, axis=0), 0, None).astype(np.float32)
        asked, place = np.unique(carriers, return_inverse=True)
        middles = unit_rows(np.einsum("ks,ksd->sd", strength, profiles(asked)[place.reshape(carriers.shape)]))
        every = np.arange(len(vectors))
        surroundings = np.concatenate(
            [profiles(every[rows]) @ middles.T for rows in row_blocks(len(vectors), profile_bytes)]
        )
        result = result + _PROFILE_WEIGHT * (surroundings - surroundings.mean(axis=0))
    return result


def seed_labels(
    similarities: NDArray[np.float64], seeds: Sequence[Seed], texts: Sequence[str], *, bar: float
) -> NDArray[np.intp]:
    """Give each sentence to the seed that it is most about, if it is about it enough.

    Parameters
    ----------
    similarities : ndarray of shape (n_sentences, n_seeds)
    seeds : sequence of Seed
    texts : sequence of str
        The sentences, for the words that bar them.
    bar : float
        Least similarity with which a sentence joins a seed.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Index of the seed, -1 = none.
    """
    allowed = similarities.copy()
    for k, seed in enumerate(seeds):
        barring = {stem for word in seed.without for stem in content_stems(word, "en")}
        if barring:
            holds = [not barring.isdisjoint(content_stems(text, "en")) for text in texts]
            allowed[np.array(holds, dtype=bool), k] = -np.inf
    if allowed.shape[1] == 0:
        return np.full(len(allowed), -1)
    best = allowed.argmax(axis=1)
    return np.where(allowed[np.arange(len(allowed)), best] >= bar, best, -1)
