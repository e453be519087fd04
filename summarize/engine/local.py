"""What an engine is, and the one that works in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Engine(Protocol):
    """Something that does a function to many parts, here or elsewhere.

    Functions are those of a module, since they may be run in another process; the same holds for what they are given.
    """

    @property
    def spreads(self) -> bool:
        """Whether there are workers, so that it pays to divide what one process would do in one go."""
        ...

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
        ...

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
        ...

    def close(self) -> None:
        """Give back what was taken; an engine that is asked again afterwards begins anew."""
        ...


class LocalEngine:
    """Works in this process, one part after the other.

    Examples
    --------
    >>> list(LocalEngine().map(lambda given, part: given * part, [1, 2], given=10))
    [(0, 10), (1, 20)]
    """

    spreads = False

    def map(
        self, function: Callable[[Any, Any], Any], parts: Iterable[Any], *, given: Any = None
    ) -> Iterator[tuple[int, Any]]:
        """Do a function to every part, in order."""
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
        """Divide every part into buckets, and join each bucket, in order."""
        pieces = [split(given, part) for part in parts]
        for bucket in range(n_buckets):
            yield bucket, join(given, [piece[bucket] for piece in pieces])

    def close(self) -> None:
        """Nothing was taken."""


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
