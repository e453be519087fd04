"""How many runs of words documents share: counted here, or by workers in a shuffle of the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from .runs import holdings, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ..engine import Engine

    #: Runs, and the text that each stands in, of one bucket.
    _Fallen = tuple[NDArray[np.uint64], NDArray[np.int32]]
    #: Two texts, the first before the second or the same, and the runs that they share.
    _Pairs = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]

__all__ = ["held_shares", "shared_by_workers"]

#: Words whose runs are sent together, and brought together in one bucket.
_WORDS: Final = 1 << 18


def held_shares(
    texts: Sequence[NDArray[np.int64]], length: int, *, least: float, engine: Engine | None = None
) -> list[dict[int, float]]:
    """For each text, the share of its distinct runs that each other text holds, where it is `least` and more.

    Notes
    -----
    As `Holdings.shared`, or `shared_by_workers` where there are workers.
    """
    found: list[dict[int, float]] = []
    if engine is not None and engine.spreads:
        rows, n_distinct = shared_by_workers(texts, length, engine), [len(np.unique(runs_of(t, length))) for t in texts]
    else:
        held = holdings(texts, length)
        rows, n_distinct = held.shared(), held.counts().tolist()
    for i, ((others, shared), n) in enumerate(zip(rows, n_distinct, strict=True)):
        near = (others != i) & (shared >= least * n) if n else np.zeros(len(others), dtype=bool)
        found.append({j: k / n for j, k in zip(others[near].tolist(), shared[near].tolist(), strict=True)})
    return found


def shared_by_workers(
    texts: Sequence[NDArray[np.int64]], length: int, engine: Engine, *, most: int | None = None
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """For each text in turn, the texts that share a run with it, itself included, and how many they share.

    The same as `summarize.comparison.runs.Holdings.shared`, to the last number: each run falls, by its own number, into one bucket,
    so the runs that two texts share are those that they share in each bucket, added up.

    Parameters
    ----------
    texts : sequence of ndarray of shape (n_words,)
        Words as numbers.
    length : int
        Words in a run.
    engine : Engine
    most : int, optional
        Runs that more texts hold than this are passed over.

    Notes
    -----
    O(n log n) in the total number of words and O(pairs of texts sharing a run), counted once for each run that they share, spread over the workers;
    here, O(pairs) time and memory, twelve bytes a pair.
    """
    n_words = sum(map(len, texts))
    n_buckets = n_words // _WORDS + 1
    parts = list(_parts(texts))
    pieces = engine.shuffle(_by_run, parts, _counted, n_buckets=n_buckets, given=(length, n_buckets, most))
    found = [pairs for _, pairs in pieces]
    first, second, counts = (np.concatenate([pairs[k] for pairs in found]) for k in range(3))
    place, row = np.unique(first.astype(np.int64) * len(texts) + second, return_inverse=True)
    total = np.zeros(len(place), dtype=np.int64)
    np.add.at(total, row, counts)
    # A pair was counted once; it stands in the rows of both.
    low, high = np.divmod(place, max(len(texts), 1))
    both = low != high
    rows = np.concatenate([low, high[both]])
    others = np.concatenate([high, low[both]])
    shared = np.concatenate([total, total[both]])
    order = np.lexsort((others, rows))
    starts = np.searchsorted(rows[order], np.arange(len(texts) + 1))
    for i in range(len(texts)):
        mine = order[starts[i] : starts[i + 1]]
        yield others[mine].astype(np.intp), shared[mine].astype(np.intp)


def _parts(texts: Sequence[NDArray[np.int64]]) -> Iterator[tuple[int, list[NDArray[np.int64]]]]:
    """Texts in portions of about as many words, each portion with the number of its first text."""
    first, portion, n_words = 0, [], 0
    for i, text in enumerate(texts):
        portion.append(text)
        n_words += len(text)
        if n_words >= _WORDS:
            yield first, portion
            first, portion, n_words = i + 1, [], 0
    if portion:
        yield first, portion


def _by_run(given: tuple[int, int, int | None], part: tuple[int, list[NDArray[np.int64]]]) -> list[_Fallen]:
    """The distinct runs of each text of a part, in buckets."""
    length, n_buckets, _ = given
    first, texts = part
    distinct = [np.unique(runs_of(text, length)) for text in texts]
    runs = np.concatenate(distinct)
    holders = np.repeat(np.arange(first, first + len(texts), dtype=np.int32), [len(own) for own in distinct])
    # The upper half of the number: in the lower one the last words of a run weigh most.
    bucket = (runs >> np.uint64(32)) % np.uint64(n_buckets)
    order = np.argsort(bucket, kind="stable")
    edges = np.searchsorted(bucket[order], np.arange(n_buckets + 1, dtype=np.uint64))
    return [
        (runs[order[start:stop]], holders[order[start:stop]])
        for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]


def _counted(given: tuple[int, int, int | None], pieces: Sequence[_Fallen]) -> _Pairs:
    """How many runs of a bucket each two texts share, and how many each holds."""
    import scipy.sparse as sp

    most = given[2]
    runs = np.concatenate([piece[0] for piece in pieces] or [np.empty(0, dtype=np.uint64)])
    holders = np.concatenate([piece[1] for piece in pieces] or [np.empty(0, dtype=np.int32)])
    numbers, column, frequency = np.unique(runs, return_inverse=True, return_counts=True)
    if most is not None:
        told = frequency[column] <= most
        holders, column = holders[told], column[told]
    texts, row = np.unique(holders, return_inverse=True)
    shape = (len(texts), len(numbers))
    holds = sp.csr_array((np.ones(len(row), dtype=np.int32), (row, column)), shape=shape)
    upper = sp.triu(holds @ holds.T, format="coo")
    return texts[upper.row], texts[upper.col], upper.data.astype(np.int32)
