"""Dividing sentences into themes at any bar: all of them at once, or, of very many, all by what was found in some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..blocks import row_blocks
from ..clustering.groups import SAMPLE_ROWS, Description, described_rows, evenly_spaced, in_size_order, minimum_size
from ..embedding.processor import processor
from ..engine import side_by_side
from ..timing import portions, steps
from .evidence import DEPTHS, GROUPING_STEPS
from .seeds import seed_labels, seed_similarities
from .stability import Partition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..engine import Engine
    from ..settings import ThemeSettings
    from ..timing import Told
    from .evidence import Evidence
    from .seeds import Seed

#: Mean similarity of neighbour profiles down to which groups are merged, at each granularity.
MERGE_SIMILARITY: Final = {"coarse": 0.13, "medium": 0.21, "fine": 0.35}

#: Sentences that are divided all at once; of more, themes are found in a part, and the others are given to them.
LARGE_ROWS: Final = 20_000

#: Sentences, evenly spaced, in which the themes of more than `LARGE_ROWS` are found.
CORE_ROWS: Final = 10_000

#: Seconds that the passes before all are given a theme took of 100,000 sentences: contexts, the tree of the core.
_SECONDS: Final = (1.0, 3.5)


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """What is asked of the themes.

    Attributes
    ----------
    seeds : tuple of Seed
    seed_vectors : ndarray of shape (n_seeds, n_dims) or None
        Unit rows.
    seed_words : ndarray of shape (n_sentences, n_seeds)
        Share of each seed's words that each sentence holds; minus infinity for a seed that the story does not know.
    settings : ThemeSettings
    """

    seeds: tuple[Seed, ...]
    seed_vectors: NDArray[np.float32] | None
    seed_words: NDArray[np.float64]
    settings: ThemeSettings

    def cut(self, bar: float | None) -> dict[str, Any]:
        """How a tree is cut at a bar, None meaning that of the settings."""
        return {
            "similarity": MERGE_SIMILARITY[self.settings.granularity] if bar is None else bar,
            "n_clusters": self.settings.n_themes if bar is None else None,
            "min_share": self.settings.min_share,
            "min_similarity": self.settings.min_similarity,
        }

    def seeded(
        self,
        evidence: Evidence,
        rows: NDArray[np.intp],
        profiles: Callable[[NDArray[np.intp]], NDArray[np.float32]],
        profile_bytes: int = 0,
    ) -> NDArray[np.intp]:
        """The seed that each of some sentences joins, -1 = none."""
        if self.seed_vectors is None or not self.seeds:
            return np.full(len(rows), -1)
        alike = seed_similarities(
            evidence.vectors[rows],
            self.seed_vectors,
            paragraph_of=evidence.paragraph_of[rows],
            weights=evidence.weights[rows],
            word_shares=self.seed_words[rows],
            profiles=profiles,
            profile_bytes=profile_bytes,
        )
        texts = [evidence.texts[i] for i in rows.tolist()]
        return seed_labels(alike, self.seeds, texts, bar=self.settings.seed_similarity)


def whole_partition(evidence: Evidence, rows: NDArray[np.intp], asked: Asked, progress: Told = None) -> Partition:
    """Some sentences, divided from those alone: seeds by their number, free themes after them.

    Parameters
    ----------
    evidence : Evidence
    rows : ndarray of shape (n_rows,)
        In ascending order.
    asked : Asked
    progress : callable, optional
        Called with the share of the sentences that the work done comes to, and the number of all.

    Returns
    -------
    Partition
    """
    step = steps(1 + GROUPING_STEPS, len(rows), progress)
    context = evidence.contexts(rows, asked.settings).take(np.arange(len(rows)))
    step()
    described = described_rows(context, depths=DEPTHS) if asked.seeds else context
    seeded = asked.seeded(evidence, rows, lambda some: described[some])
    free = seeded < 0
    grouping = evidence.grouping(rows[free], context if free.all() else context[free], step=step)

    def divide(bar: float | None) -> NDArray[np.intp]:
        found = grouping.cut(**asked.cut(bar)).labels
        labels = seeded.copy()
        labels[free] = np.where(found >= 0, found + len(asked.seeds), -1)
        return labels

    return Partition(rows, divide)


def partitions(
    evidence: Evidence,
    draws: Sequence[NDArray[np.intp]],
    asked: Asked,
    bars: Sequence[float],
    *,
    engine: Engine,
    progress: Told = None,
) -> list[Partition]:
    """Divide each of several draws of the sentences, from that draw alone.

    Parameters
    ----------
    evidence : Evidence
    draws : sequence of ndarray of shape (n_rows,)
        Each in ascending order.
    asked : Asked
    bars : sequence of float
        Beside that of the settings.
    engine : Engine
        A worker is sent the evidence of its draw, and sends labels back; without workers the draws are divided by threads.
    progress : callable, optional
        Called with the number of draws done and of all.

    Returns
    -------
    list of Partition
        One a draw, in order; they can be divided at those bars.
    """
    parts = ((evidence.part(rows), asked.seed_words[rows]) for rows in draws)
    given = (asked.seeds, asked.seed_vectors, asked.settings, bars)
    divided = (
        engine.map(_divided, parts, given=given)
        if engine.spreads
        else side_by_side(_divided, parts, given=given, n_threads=processor().n_cores)
    )
    labels: dict[int, dict[float | None, NDArray[np.intp]]] = {}
    for number, found in divided:
        labels[number] = found
        if progress is not None:
            progress(len(labels), len(draws))
    return [Partition(rows, labels[number].__getitem__) for number, rows in enumerate(draws)]


def _divided(
    given: tuple[tuple[Seed, ...], NDArray[np.float32] | None, ThemeSettings, Sequence[float]],
    part: tuple[Evidence, NDArray[np.float64]],
) -> dict[float | None, NDArray[np.intp]]:
    """Labels of all sentences of some evidence at each bar."""
    seeds, seed_vectors, settings, bars = given
    evidence, seed_words = part
    found = whole_partition(evidence, np.arange(len(evidence.texts)), Asked(seeds, seed_vectors, seed_words, settings))
    return {bar: found.divide(bar) for bar in (None, *bars)}


def free_partition(evidence: Evidence, settings: ThemeSettings, rows: NDArray[np.intp]) -> Partition:
    """Some sentences, ready to be divided without seeds, from those alone.

    Parameters
    ----------
    evidence : Evidence
    settings : ThemeSettings
    rows : ndarray of shape (n_rows,)
        In ascending order.

    Returns
    -------
    Partition
    """
    return whole_partition(evidence, rows, Asked((), None, np.zeros((len(evidence.texts), 0)), settings))


class SpreadPartition:
    """Very many sentences, divided by the themes of some evenly spaced ones.

    The core is described and cut as a smaller story would be whole; every other sentence is described by the same neighbours, a
    block at a time, and given to the group of the core that it is most like, under the same bars. Contextual vectors know
    all neighbours and paragraphs, inside the core or not.

    Parameters
    ----------
    evidence : Evidence
    rows : ndarray of shape (n_rows,)
        In ascending order.
    asked : Asked
    core_rows : int
        Sentences in which the themes are found.
    progress : callable, optional
        Called with the share of the sentences that the work done comes to, and the number of all.

    Notes
    -----
    Linear in the sentences: O(n_rows * n_sample * (n_columns + n_sample)) time for the `n_sample` rows of the tree, O(n_rows) memory
    and blocks of a constant size (`summarize.blocks`) beside the core's.
    """

    def __init__(
        self,
        evidence: Evidence,
        rows: NDArray[np.intp],
        asked: Asked,
        *,
        core_rows: int = CORE_ROWS,
        progress: Told = None,
    ) -> None:
        self._rows, self._asked, self._counted = rows, asked, evidence.first[rows]
        with portions(progress, len(rows), *_SECONDS) as (describing, grouping):
            self._contexts = evidence.contexts(rows, asked.settings, describing)
            self._seeded = np.full(len(rows), -1)
            if asked.seeds:
                near = Description(self._contexts.take(evenly_spaced(len(rows), SAMPLE_ROWS)), depths=DEPTHS)
                self._seeded = asked.seeded(
                    evidence, rows, lambda some: near.of(self._contexts.take(some)), near.bytes_a_row
                )
            free = np.flatnonzero(self._seeded < 0)
            # The tree stands over the very rows over which it would stand if all were divided at once.
            tree = evenly_spaced(len(free), SAMPLE_ROWS)
            core = np.union1d(tree, evenly_spaced(len(free), core_rows))
            self._core = free[core]
            step = steps(GROUPING_STEPS, len(core), grouping)
            context = self._contexts.take(self._core)
            self._grouping = evidence.grouping(rows[self._core], context, np.searchsorted(core, tree), step)
            self._description = Description(context[self._grouping.sample], depths=DEPTHS)

    def labels(self, progress: Told = None) -> NDArray[np.intp]:
        """Seeds by their number and free themes after them, -1 = none, shape (n_rows,).

        Parameters
        ----------
        progress : callable, optional
            Called with the number of sentences done and of all.
        """
        cut = self._grouping.cut(**self._asked.cut(None))
        free = self._seeded < 0
        found = np.full(len(free), -1)
        for block in row_blocks(len(free), self._description.bytes_a_row):
            some = np.flatnonzero(free[block]) + block.start
            found[some] = cut.assign(self._description.of(self._contexts.take(some)))
            if progress is not None:
                progress(block.stop, len(free))
        found[self._core] = cut.labels
        # A theme has its share of all sentences, as it has of the core.
        sizes = np.bincount(found[self._counted & (found >= 0)], minlength=int(found.max(initial=-1)) + 1)
        least = minimum_size(int((self._counted & free).sum()), share=self._asked.settings.min_share)
        enough = np.flatnonzero(sizes >= least)
        found = in_size_order(np.where(np.isin(found, enough), found, -1))
        return np.where(found >= 0, found + len(self._asked.seeds), self._seeded)

    def among(self, rows: NDArray[np.intp]) -> Partition:
        """Some of the sentences with the core, ready to be divided at any bar.

        Parameters
        ----------
        rows : ndarray of shape (n_some,)
            A part of the rows that were given.

        Returns
        -------
        Partition
        """
        some = np.union1d(np.searchsorted(self._rows, rows), self._core)
        described = np.concatenate(
            [
                self._description.of(self._contexts.take(some[block]))
                for block in row_blocks(len(some), self._description.bytes_a_row)
            ]
        )
        seeded = self._seeded[some]

        def divide(bar: float | None) -> NDArray[np.intp]:
            found = self._grouping.cut(**self._asked.cut(bar)).assign(described)
            return np.where(seeded >= 0, seeded, np.where(found >= 0, found + len(self._asked.seeds), -1))

        return Partition(self._rows[some], divide)
