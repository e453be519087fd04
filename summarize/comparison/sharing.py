"""How many runs of words documents share: counted here, or by workers in a shuffle of the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..timing import followed
from .runs import Holdings, holdings, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ..engine import Engine

    #: Runs, and the text that each stands in, of one bucket.
    _Fallen = tuple[NDArray[np.uint64], NDArray[np.int32]]
    #: Two texts, the first before the second or the same, and the runs that they share.
    _Pairs = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
    from ..timing import Told

#: Texts of which every two that share a run are compared; of more, those that are likely to share enough.
EXACT_TEXTS: Final = 20_000

#: Part of the share asked for that a sample of the runs has to show before a pair is compared.
_LIKELY: Final = 0.6

#: Runs of a text of which a sample would say little.
_FEW: Final = 60

#: Pairs whose runs are compared at a time, and holders of runs put beside each other at a time: some tens of megabytes.
_PAIRS: Final = 4_096
_COMPARED: Final = 1 << 21

#: Words whose runs are sent together, and brought together in one bucket.
_WORDS: Final = 1 << 18


def held_shares(
    texts: Sequence[NDArray[np.int64]],
    length: int,
    *,
    least: float,
    engine: Engine | None = None,
    progress: Told = None,
) -> list[dict[int, float]]:
    """For each text, the share of its distinct runs that each other text holds, where it is `least` and more.

    Parameters
    ----------
    texts : sequence of ndarray of shape (n_words,)
        Words as numbers.
    length : int
        Words in a run.
    least : float
        0-1.
    engine : Engine, optional
    progress : callable, optional
        Called with the number of texts compared, and of all.

    Notes
    -----
    As `Holdings.shared`, or `shared_by_workers` where there are workers. Of more than `EXACT_TEXTS` texts, here, and by `likely_pairs`: what is
    given is exact, and some pairs that share little more than `least` may be missing.
    """
    if len(texts) > EXACT_TEXTS:
        return _likely_shares(holdings(texts, length), least=least)
    if engine is not None and engine.spreads:
        rows, n_distinct = shared_by_workers(texts, length, engine), [len(np.unique(runs_of(t, length))) for t in texts]
    else:
        held = holdings(texts, length)
        rows, n_distinct = held.shared(), held.counts().tolist()
    each = zip(followed(range(len(texts)), progress), rows, n_distinct, strict=True)
    return [_shares(i, *row, n, least) for i, row, n in each]


def shares_of(
    rows: Sequence[int], texts: Sequence[NDArray[np.int64]], length: int, *, least: float
) -> Iterator[tuple[int, dict[int, float]]]:
    """The same for some of the texts alone, with their numbers.

    Notes
    -----
    O(n log n) in the total number of words, and O(pairs of those texts with others sharing a run).
    """
    import scipy.sparse as sp

    sought = np.unique(np.concatenate([runs_of(texts[i], length) for i in rows]))
    places = []
    for text in texts:
        runs = np.unique(runs_of(text, length))
        place = np.searchsorted(sought, runs)
        within = place < len(sought)
        places.append(place[within][sought[place[within]] == runs[within]])
    indptr = np.concatenate(([0], np.cumsum([len(own) for own in places], dtype=np.int64)))
    columns = np.concatenate(places)
    held = Holdings(
        sp.csr_array((np.ones(len(columns), dtype=np.int32), columns, indptr), shape=(len(texts), len(sought)))
    )
    if len(rows) > EXACT_TEXTS:
        found = _likely_shares(held, least=least)
        yield from ((i, found[i]) for i in rows)
        return
    counts = held.counts()
    for i, row in zip(rows, held.shared(rows=rows), strict=True):
        yield i, _shares(i, *row, int(counts[i]), least)


def _shares(i: int, others: NDArray[np.intp], shared: NDArray[np.intp], n: int, least: float) -> dict[int, float]:
    """Shares of the `n` runs of a text that others hold, where they are enough."""
    near = (others != i) & (shared >= least * n) if n else np.zeros(len(others), dtype=bool)
    return {j: k / n for j, k in zip(others[near].tolist(), shared[near].tolist(), strict=True)}


def _likely_shares(held: Holdings, *, least: float) -> list[dict[int, float]]:
    """Shares of the pairs that are likely to have as many; each exact."""
    found: list[dict[int, float]] = [{} for _ in range(held.holds.shape[0])]
    counts = held.counts()
    first, second = likely_pairs(held, least=_LIKELY * least)
    for start in range(0, len(first), _PAIRS):
        i, j = first[start : start + _PAIRS], second[start : start + _PAIRS]
        both = held.holds[i].multiply(held.holds[j]).sum(axis=1)
        for a, b in ((i, j), (j, i)):
            enough = both >= least * counts[a]
            shares = both[enough] / counts[a][enough]
            for text, other, share in zip(a[enough].tolist(), b[enough].tolist(), shares.tolist(), strict=True):
                found[text][other] = share
    return found


def likely_pairs(
    held: Holdings, *, least: float, one_of: int = 4, window: int = 100
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of texts of which one probably shares that part of its runs with the other.

    A sample of all runs, and all those of the texts that have few, stand for the rest, the same runs in every text; of a run that very many texts hold each is compared
    with the next ones alone, so that a text printed a thousand times is a chain of near texts and not half a million pairs.

    Parameters
    ----------
    held : Holdings
    least : float
        Share of the runs in the sample, 0-1.
    one_of : int
        Of so many runs one is in the sample.
    window : int
        Texts after a text that it is compared with, among those that hold the same run.

    Returns
    -------
    first, second : ndarray of shape (n_pairs,)
        Ascending, the first below the second.

    Notes
    -----
    O(runs * window / one_of) time at most, and blocks of a constant size.

    References
    ----------
    Manber, U. (1994). Finding similar files in a large file system. USENIX Winter.
    Broder, A. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences.

    Examples
    --------
    >>> from summarize.comparison.runs import holdings
    >>> texts = [np.arange(20), np.arange(5, 25), np.arange(40, 60)]
    >>> [pairs.tolist() for pairs in likely_pairs(holdings(texts, 2), least=0.5)]
    [[0], [1]]
    """
    # Runs are numbered by their hashes, so every fourth of them is a sample that knows nothing of what they say.
    sampled = np.arange(held.holds.shape[1]) % one_of == 0
    sampled[held.holds[held.counts() < _FEW].indices] = True
    sample = held.holds[:, np.flatnonzero(sampled)]
    n_texts = sample.shape[0]
    size = np.diff(sample.indptr)
    text_of = np.repeat(np.arange(n_texts), size)
    # Where each holding stands among those of its run, which are in the order of the texts.
    by_run = np.argsort(sample.indices, kind="stable")
    place = np.empty_like(by_run)
    place[by_run] = np.arange(len(by_run))
    ends = np.cumsum(np.bincount(sample.indices, minlength=sample.shape[1]))
    after = np.minimum(ends[sample.indices] - place - 1, window)
    holders = text_of[by_run]
    compared = np.concatenate(([0], np.cumsum(after)))[sample.indptr]
    firsts, seconds = [np.empty(0, dtype=np.intp)], [np.empty(0, dtype=np.intp)]
    start = 0
    while start < n_texts:
        stop = max(start + 1, int(np.searchsorted(compared, compared[start] + _COMPARED, side="right")) - 1)
        some = slice(sample.indptr[start], sample.indptr[stop])
        n = after[some]
        within = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        others = holders[np.repeat(place[some] + 1, n) + within]
        pairs, shared = np.unique(np.repeat(text_of[some] - start, n) * n_texts + others, return_counts=True)
        own, other = np.divmod(pairs, n_texts)
        own += start
        likely = shared >= least * np.minimum(size[own], size[other])
        firsts.append(own[likely])
        seconds.append(other[likely])
        start = stop
    return np.concatenate(firsts), np.concatenate(seconds)


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
