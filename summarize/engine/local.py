"""What an engine is, the one that works in this process, and which one is meant by what the user writes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Engine:
    """Does a function to many parts: this one in this process, one after the other; those that spread the work are made from it.

    Functions are those of a module, since they may be run in another process; the same holds for what they are given.

    Attributes
    ----------
    spreads : bool
        Whether there are workers, so that it pays to divide what one process would do in one go.

    Examples
    --------
    >>> list(Engine().map(lambda given, part: given * part, [1, 2], given=10))
    [(0, 10), (1, 20)]
    """

    spreads = False

    def map(
        self, function: Callable[[Any, Any], Any], parts: Iterable[Any], *, given: Any = None
    ) -> Iterator[tuple[int, Any]]:
        """Do ``function(given, part)`` to every part.

        Parameters
        ----------
        function : callable
        parts : iterable
            Taken as they are needed, so that they need not all be in memory.
        given : object, optional
            The same for all parts: an encoder, settings. A worker unpacks it once and holds it.

        Yields
        ------
        number, result
            The number of the part and its result, in the order in which they become ready; every part once.
        """
        for number, part in enumerate(parts):
            yield number, function(given, part)

    def shuffle(
        self,
        split: Callable[[Any, Any], Sequence[Any]],
        parts: Sequence[Any],
        join: Callable[[Any, Sequence[Any]], Any],
        *,
        n_buckets: int,
        given: Any = None,
    ) -> Iterator[tuple[int, Any]]:
        """Divide every part into buckets by a key, and join what fell into one bucket.

        Parameters
        ----------
        split : callable
            ``split(given, part)`` gives `n_buckets` pieces.
        parts : sequence
        join : callable
            ``join(given, pieces)`` takes the pieces of one bucket, in the order of the parts.
        n_buckets : int
        given : object, optional
            As for `map`.

        Yields
        ------
        bucket, result
            In the order in which they become ready.
        """
        pieces = [split(given, part) for part in parts]
        for bucket in range(n_buckets):
            yield bucket, join(given, [piece[bucket] for piece in pieces])

    def close(self) -> None:
        """Give back what was taken; an engine that is asked again afterwards begins anew."""


def in_order(results: Iterable[tuple[int, Any]]) -> Iterator[Any]:
    """Results in the order of their parts; those that come early are held until it is their turn.

    Examples
    --------
    >>> list(in_order([(1, "b"), (0, "a"), (2, "c")]))
    ['a', 'b', 'c']
    """
    early: dict[int, Any] = {}
    turn = 0
    for number, result in results:
        early[number] = result
        while turn in early:
            yield early.pop(turn)
            turn += 1


def side_by_side(
    function: Callable[[Any, Any], Any], parts: Iterable[Any], *, given: Any = None, n_threads: int
) -> Iterator[tuple[int, Any]]:
    """Do ``function(given, part)`` to every part, several at a time, each product of matrices by one thread.

    Small products gain nothing by being divided among threads, and lose much on a processor that has other work: the threads of the
    linear algebra wait for one another without sleeping. Parts side by side wait for nothing.

    Parameters
    ----------
    function : callable
        It leaves alone what other parts may be looking at.
    parts : iterable
        Taken at once.
    given : object, optional
        The same for all parts.
    n_threads : int
        Parts that are done at a time.

    Yields
    ------
    number, result
        In the order of the parts.

    Examples
    --------
    >>> list(side_by_side(lambda given, part: given * part, [1, 2], given=10, n_threads=2))
    [(0, 10), (1, 20)]
    """
    from concurrent.futures import ThreadPoolExecutor

    from threadpoolctl import threadpool_limits

    limit = partial(threadpool_limits, limits=1, user_api="blas")
    # Where the linear algebra is OpenMP's, a limit holds in the thread that sets it alone.
    with limit(), ThreadPoolExecutor(n_threads, initializer=limit) as threads:
        yield from enumerate(threads.map(lambda part: function(given, part), parts))


def engine_named(name: str) -> Engine:
    """Return the engine of a name; nothing is started or connected before there is work for it.

    Parameters
    ----------
    name : str
        ``"local"``; ``"dask"`` for a cluster of processes on this machine, one a processor, which ends with the engine; or
        ``"dask=ADDRESS"`` for the cluster of the scheduler at an address.

    Raises
    ------
    ValueError
        If there is no such engine.
    EngineError
        If its library is not installed.

    Examples
    --------
    >>> engine_named("local").spreads
    False
    """
    kind, _, address = name.partition("=")
    if name == "local":
        return Engine()
    if kind != "dask" or name == "dask=":
        raise ValueError(
            f"no engine {name!r}; say local, dask (processes on this machine), or dask=ADDRESS (the scheduler of a cluster, "
            "such as dask=tcp://10.0.0.5:8786)"
        )
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        raise EngineError(
            'the engine dask needs distributed, which is not installed; run: pip install "summarize[cluster]", or leave out --engine'
        )
    from .cluster import DaskEngine

    return DaskEngine(address or None)
