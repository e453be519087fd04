"""Work spread over the workers of a Dask cluster.

A task is a function of this program, one part, and what all parts are given. The scheduler runs a task again, elsewhere, when the worker
that had it is lost; nothing that cannot be made again lives on a worker. That is why the model of a worker is no Dask
actor, whose state goes with its worker for good: it is unpacked by the first task that needs it, and held for the next.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import islice
from operator import getitem
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from ..cache import code_digest
from ..errors import EngineError
from .local import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

#: Parts handed out ahead of those that are done, a worker: enough that none waits for the next, few enough to be held in memory.
_AHEAD: Final = 4

#: How long to wait for a scheduler, and for the first worker, in seconds.
_PATIENCE: Final = 10.0
_WORKER_PATIENCE: Final = 30.0

#: One part at a time in a process: the tokenizers of the models are not made for threads.
_WORKING: Final = Lock()


@lru_cache(maxsize=4)
def _held(packed: bytes) -> Any:
    """What tasks are given, unpacked once a process: a model stays loaded from one part to the next."""
    from distributed.protocol.pickle import loads

    return loads(packed)


def _task(code: str, packed: bytes, function: Callable[[Any, Any], Any], part: Any) -> Any:
    """What a worker does."""
    if code_digest() != code:
        from socket import gethostname

        raise EngineError(
            f"the worker on {gethostname()} has another version of summarize than this program, and would give other results; "
            "install the same one in both places and start the worker again"
        )
    with _WORKING:
        return function(_held(packed), part)


class DaskEngine(Engine):
    """The workers of a Dask cluster.

    Parameters
    ----------
    address : str, optional
        Of the scheduler; without one, a cluster of processes is started on this machine when there is work, and ended by `close`.
    n_workers : int, optional
        Of such a cluster; one a processor by default.

    Notes
    -----
    A worker that is lost costs the parts that it had in hand, which others do again. A part that has cost four workers is given up.
    """

    spreads = True

    def __init__(self, address: str | None = None, *, n_workers: int | None = None) -> None:
        self.address = address
        self._n_workers = n_workers
        self._client: Any = None
        self._cluster: Any = None
        self._quiet = ExitStack()

    def map(
        self, function: Callable[[Any, Any], Any], parts: Iterable[Any], *, given: Any = None
    ) -> Iterator[tuple[int, Any]]:
        """Do a function to every part, on any worker.

        Raises
        ------
        EngineError
            If the cluster cannot be reached, or loses a worker over the same part four times.
        """
        numbered = enumerate(parts)
        first = next(numbered, None)
        if first is None:
            return
        client = self._connected()
        packed = _packed(given)
        number_of: dict[str, int] = {}

        def submitted(number: int, part: Any) -> Any:
            future = client.submit(_task, code_digest(), packed, function, part, pure=False)
            number_of[future.key] = number
            return future

        ahead = _AHEAD * max(1, len(client.nthreads())) - 1
        futures = [submitted(*first), *(submitted(*item) for item in islice(numbered, ahead))]
        for future, result in self._as_ready(futures, lambda: next((submitted(*item) for item in numbered), None)):
            yield number_of.pop(future.key), result

    def shuffle(
        self,
        split: Callable[[Any, Any], Sequence[Any]],
        parts: Sequence[Any],
        join: Callable[[Any, Sequence[Any]], Any],
        *,
        n_buckets: int,
        given: Any = None,
    ) -> Iterator[tuple[int, Any]]:
        """Divide every part into buckets, and join each bucket; the pieces go from worker to worker and not through this process."""
        if not parts:
            yield from ((bucket, join(given, [])) for bucket in range(n_buckets))
            return
        client = self._connected()
        code, packed = code_digest(), _packed(given)
        pieces = [client.submit(_task, code, packed, split, part, pure=False) for part in parts]
        bucket_of: dict[str, int] = {}
        futures = []
        for bucket in range(n_buckets):
            fallen = [client.submit(getitem, piece, bucket, pure=False) for piece in pieces]
            future = client.submit(_task, code, packed, join, fallen, pure=False)
            bucket_of[future.key] = bucket
            futures.append(future)
        del pieces, fallen
        for future, result in self._as_ready(futures, lambda: None):
            yield bucket_of.pop(future.key), result

    def _as_ready(self, futures: list[Any], more: Callable[[], Any]) -> Iterator[tuple[Any, Any]]:
        """Results as they become ready, another future being asked for after each; what is left is cancelled at the end."""
        from concurrent.futures import CancelledError

        from distributed import as_completed
        from distributed.comm import CommClosedError
        from distributed.scheduler import KilledWorker

        waiting = {future.key: future for future in futures}
        ready = as_completed(futures, loop=self._client.loop)
        # The iterator holds them from here on; one that is done is let go, and its worker forgets the result.
        futures.clear()
        try:
            while waiting:
                try:
                    future = next(ready)
                    result = future.result()
                except KilledWorker as error:
                    raise EngineError(
                        f"four workers in turn were lost over the same part of the work ({error.last_worker}); they may lack memory: "
                        "give each more, 2 GiB at least (dask worker --memory-limit), and run again"
                    ) from error
                except (CancelledError, CommClosedError, StopIteration) as error:
                    raise EngineError(
                        f"the connection to the Dask scheduler at {self.address or 'this machine'} was lost; see whether it still runs, and run again: "
                        "what was embedded is kept"
                    ) from error
                del waiting[future.key]
                follower = more()
                if follower is not None:
                    waiting[follower.key] = follower
                    ready.add(follower)
                yield future, result
        finally:
            if waiting and self._client is not None:
                self._client.cancel(list(waiting.values()))

    def _connected(self) -> Any:
        """The client, connected at the first call."""
        if self._client is None:
            from distributed.utils import silence_logging_cmgr

            # What a user needs to know of a failure is in the error; the rest are tracebacks of threads behind it.
            self._quiet.enter_context(silence_logging_cmgr(logging.CRITICAL))
            try:
                self._client = self._reached() if self.address is not None else self._started()
            except BaseException:
                self.close()
                raise
        return self._client

    def _reached(self) -> Any:
        from distributed import Client, Security

        secured = str(self.address).startswith("tls://")
        if secured and Security().get_connection_args("client").get("ssl_context") is None:
            raise EngineError(
                f"{self.address} asks for a certificate and none was named; name the files in DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
                "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY (docs/scaling.md)"
            )
        try:
            client = Client(self.address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {self.address} ({error}); start one with `dask scheduler` and name the address that it "
                "prints, or leave out --engine"
            ) from error
        try:
            client.wait_for_workers(1, timeout=_WORKER_PATIENCE)
        except TimeoutError as error:
            client.close()
            raise EngineError(
                f"the Dask scheduler at {self.address} has no workers; start some with "
                f"`dask worker {self.address} --nthreads 1`, on machines where summarize is installed"
            ) from error
        return client

    def _started(self) -> Any:
        from dask.system import CPU_COUNT
        from distributed import Client, LocalCluster

        with _interrupts_for_us_alone():
            self._cluster = LocalCluster(
                n_workers=self._n_workers or CPU_COUNT,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        return Client(self._cluster, set_as_default=False)

    def close(self) -> None:
        """Leave the cluster; end it, where it was started here."""
        client, cluster = self._client, self._cluster
        self._client = self._cluster = None
        if client is not None:
            client.close()
        if cluster is not None:
            cluster.close()
        self._quiet.close()


def _packed(given: Any) -> bytes:
    from distributed.protocol.pickle import dumps

    return bytes(dumps(given))


@contextmanager
def _interrupts_for_us_alone() -> Iterator[None]:
    """Let the processes that are started inside never hear Ctrl-C, and this one hear it at the end.

    A terminal says it to all of its processes, and it is for this one to end the others. A thread hands the signals that it has blocked on to
    the threads and processes that it starts, those that replace a lost worker included.
    """
    import signal
    from multiprocessing import resource_tracker

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started by the first process otherwise, it would unblock the signal for the next.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
