"""An encoder with batches of its own, whose shapes no company decides, whatever runs the model over them.

Its identity is known before anything is loaded, NumPy included: a second run needs no more of it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final

from .batches import ROUNDED, divide, pad
from .processor import processor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from .batches import Shapes
    from .encoder import Encoder

    #: Word pieces and mask, both of shape (n_rows, n_longest).
    Batch = tuple[NDArray[np.int64], NDArray[np.int64]]

    #: A batch to vectors of shape (n_rows, n_dims).
    Run = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float32]]

    #: What makes an encoder in another process: a function of a module, and its arguments.
    Recipe = tuple[Callable[..., Any], tuple[Any, ...]]

#: Batches that run at once, at most.
_MOST_AT_ONCE: Final = 8


def at_once() -> tuple[int, int]:
    """Batches that run at once on the processor, and the threads of each."""
    n_batches = min(processor().n_cores, _MOST_AT_ONCE)
    return n_batches, processor().n_cores // n_batches


@dataclass(frozen=True, slots=True)
class Network:
    """A loaded model.

    Attributes
    ----------
    tokenizer : tokenizers.Tokenizer
        Cuts off what the model does not read, and pads nothing.
    filling : int
        The word piece that fills a batch up.
    run : callable
        Takes batches, and gives the vectors of each in their order.
    """

    tokenizer: Any
    filling: int
    run: Callable[[Sequence[Batch]], list[NDArray[np.float32]]]

    @property
    def limit(self) -> int | None:
        """Word pieces at which the tokenizer cuts off."""
        return (self.tokenizer.truncation or {}).get("max_length")


def in_threads(run: Run, n_at_once: int) -> Callable[[Sequence[Batch]], list[NDArray[np.float32]]]:
    """Return a function that runs batches, some at once.

    Parameters
    ----------
    run : callable
        Takes a batch.
    n_at_once : int
        Batches that may run at once, each in a thread of its own; one that is alone runs in the caller's.

    Returns
    -------
    callable
        Raises what ``run`` raises.
    """

    def run_all(batches: Sequence[Batch]) -> list[NDArray[np.float32]]:
        if min(n_at_once, len(batches)) < 2:
            return [run(*batch) for batch in batches]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(min(n_at_once, len(batches))) as threads:
            return list(threads.map(run, *zip(*batches, strict=True)))

    return run_all


class LoopEncoder:
    """An encoder with batches of its own.

    Parameters
    ----------
    identity : str
        Says which vectors these are.
    load : callable
        Gives the network; called at the first sentence.
    shapes : Shapes
        Of its batches: those for which what runs the model gives the same row whatever stands in the others.
    recipe : (callable, tuple), optional
        What makes this encoder again in another process, and its arguments; one without it cannot be sent there.
    """

    def __init__(
        self,
        identity: str,
        load: Callable[[], Network],
        *,
        shapes: Shapes = ROUNDED,
        recipe: Recipe | None = None,
    ) -> None:
        self.identity = identity
        self._recipe = recipe
        self._load = load
        self._shapes = shapes
        self._network: Network | None = None
        self._lock = Lock()

    def __reduce__(self) -> Recipe:
        """What travels to another process is how the encoder is made, and not the network."""
        if self._recipe is None:
            raise TypeError(f"the encoder {self.identity} has no recipe, so it cannot be sent to another process")
        return self._recipe

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit rows of shape (n_texts, n_dims), each the same whatever the others are; threads that ask at once are served in turn.

        Raises
        ------
        ModelError
            If the model cannot be loaded.
        """
        import numpy as np

        from ..similarity import unit_rows

        with self._lock:
            network = self._opened()
            rows = [encoding.ids for encoding in network.tokenizer.encode_batch(list(texts))]
            if not rows:
                return np.zeros((0, 0), dtype=np.float32)
            # The longest first, so that the threads end at about the same time.
            batches = list(divide([len(row) for row in rows], self._shapes, network.limit))[::-1]
            found = network.run([pad([rows[i] for i in batch.rows], network.filling, batch.shape) for batch in batches])
        vectors = np.empty((len(rows), found[0].shape[1]), dtype=np.float32)
        for batch, part in zip(batches, found, strict=True):
            vectors[batch.rows] = part[: len(batch.rows)]
        return unit_rows(vectors)

    def open(self) -> None:
        """Load the model; whoever asks for vectors meanwhile waits for it.

        Raises
        ------
        ModelError
            If it cannot be loaded.
        """
        with self._lock:
            self._opened()

    def _opened(self) -> Network:
        if self._network is None:
            self._network = self._load()
        return self._network


def open_beside(encoder: Encoder) -> None:
    """Begin to load an encoder's model while the caller does other work, where there is a core for it; what prevents it is said when vectors are asked for."""
    if not isinstance(encoder, LoopEncoder) or processor().n_cores < 2:
        return

    def load() -> None:
        with suppress(Exception):
            encoder.open()

    Thread(target=load).start()
