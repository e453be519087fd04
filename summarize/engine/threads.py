"""Parts done side by side in this process, where most of the work is NumPy's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


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
