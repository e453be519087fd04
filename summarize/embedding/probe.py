"""Which route is fastest on this processor and still gives the model's own vectors: measured once, then remembered."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ..errors import ModelError
from ..writing import write_beside
from .conversion import installed
from .processor import processor
from .sample import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from .encoder import Encoder, SentenceTransformerEncoder

logger = logging.getLogger("summarize")

#: What a route must reach to stand in for the reference: cosines of its vectors to the reference's.
MEAN: Final = 0.999
WORST: Final = 0.995

#: Timings of a route, in turn with the others; the shortest counts, since other programs only ever add time. A route that
#: takes twice as long as the fastest is not timed again.
_REPEATS: Final = 3
_HOPELESS: Final = 2.0

#: A later route must win this much to be taken: less is noise, and the first ones give the reference's own vectors.
_GAIN: Final = 1.1

#: Seconds that a program waits while another chooses: longer than it takes on a processor with much other work.
_PATIENCE: Final = 120.0

#: Its name beside the routes.
REFERENCE: Final = "reference"

#: What decides speed and vectors beside model and processor.
LIBRARIES: Final = ("torch", "sentence-transformers", "transformers", "onnx", "onnxruntime", "openvino")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was measured of a route.

    Attributes
    ----------
    sentences_per_second : float
        0 where it did not run or came out too far from the reference.
    mean, worst : float
        Cosines to the reference.
    reason : str
        Why it is out of the question; empty where it is not.
    """

    sentences_per_second: float
    mean: float
    worst: float
    reason: str


def closeness(found: ArrayLike, reference: ArrayLike) -> tuple[float, float]:
    """Mean and least cosine of unit rows to those of the reference.

    Examples
    --------
    >>> import numpy as np
    >>> closeness(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32))
    (1.0, 1.0)
    """
    import numpy as np

    cosines = np.einsum("ij,ij->i", np.asarray(found), np.asarray(reference), dtype=np.float64)
    return float(cosines.mean()), float(cosines.min())


def _facts(reference: SentenceTransformerEncoder) -> dict[str, object]:
    return {
        "model": reference.identity,
        "processor": asdict(processor()),
        "libraries": installed(*LIBRARIES),
    }


def _file(home: Path, facts: Mapping[str, object]) -> Path:
    return home / f"probe-{sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]}.json"


def kept_choice(home: Path, reference: SentenceTransformerEncoder) -> str | None:
    """Return the route chosen earlier for this model on this processor with these libraries, or None."""
    try:
        kept = json.loads(_file(home, _facts(reference)).read_text(encoding="utf-8"))
        return str(kept["chosen"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def choosing_alone(home: Path) -> Iterator[None]:
    """Hold that no other program on this cache chooses meanwhile: programs that start side by side on a new cache would time one another, and each take a route of its own.

    Where the folder cannot be written, or the other takes too long, nobody is waited for.

    Parameters
    ----------
    home : Path
        Where the choice is kept.

    Notes
    -----
    An empty file of SQLite's beside the choice, locked for as long: it goes with the process that holds it, on every platform.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(home / "choosing.lock", timeout=_PATIENCE, isolation_level=None)
    except (OSError, sqlite3.Error):
        yield
        return
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            # A folder that cannot be written is spoken of where the choice is kept; what is no lock holds nobody up.
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                logger.warning(
                    "another program has been choosing the fastest encoder for long; this one chooses for itself"
                )
        yield


def probe(
    home: Path,
    reference: SentenceTransformerEncoder,
    routes: Mapping[str, Callable[[], Encoder]],
    known: NDArray[np.float32] | None = None,
) -> str:
    """Choose a route, keep the choice, and tell the user.

    Parameters
    ----------
    home : Path
        Where the choice is kept.
    reference : SentenceTransformerEncoder
    routes : mapping of str to callable
        Makes the encoder of a route, the safest first.
    known : ndarray of shape (n_sentences, n_dims), optional
        What the reference makes of `SENTENCES`, where that stands in a file. The reference is then not loaded, and not timed, unless no
        route serves.

    Returns
    -------
    str
        Name of the fastest route whose vectors are the reference's, to within `MEAN` and `WORST`; ``"reference"`` where none is. It is not
        kept where a route could not be tried because of the disk.

    Notes
    -----
    A second, and a few where the reference is not known: the model is loaded, and some fifty built-in sentences are encoded up to
    four times a route.
    """
    wanted = reference.encode(SENTENCES) if known is None else known
    findings: dict[str, Finding] = {}
    running: dict[str, Encoder] = {}
    unstored = ""
    for name, make in routes.items():
        try:
            encoder = make()
            mean, worst = closeness(encoder.encode(SENTENCES), wanted)
        # What a library raises where a device, an instruction or an operator is not there; another route is taken then.
        except (ModelError, RuntimeError, AssertionError, ValueError, OSError, ImportError) as error:
            findings[name] = Finding(0, 0, 0, str(error).splitlines()[0] if str(error) else type(error).__name__)
            if _is_of_storage(error):
                unstored = unstored or f"{name}: {findings[name].reason}"
            continue
        is_close = mean >= MEAN and worst >= WORST
        findings[name] = Finding(0, mean, worst, "" if is_close else "too far from the reference")
        if is_close:
            running[name] = encoder
    seconds = _timed(running if running and known is not None else {REFERENCE: reference, **running})
    for name, needed in seconds.items():
        before = findings.get(name, Finding(0, 1, 1, ""))
        findings[name] = replace(before, sentences_per_second=len(SENTENCES) / needed)
    chosen = _fastest(seconds)
    kept = {**_facts(reference), "chosen": chosen, "routes": {name: asdict(each) for name, each in findings.items()}}
    # What a full disk hindered today works tomorrow, and a choice that is kept is never made again.
    if unstored:
        logger.warning("the fastest encoder is chosen for this run alone, since one could not be tried (%s)", unstored)
    else:
        try:
            write_beside(_file(home, _facts(reference)), (f"{json.dumps(kept, indent=2)}\n".encode(),))
        except OSError as error:
            unstored = str(error)
            logger.warning(
                "the choice of the fastest encoder could not be kept (%s); the next run chooses again", error
            )
    logger.info(
        "--speed fast is %s on this processor (%s): %.0f sentences a second, mean cosine to exact %.4f, worst %.4f%s",
        chosen,
        processor().name,
        findings[chosen].sentences_per_second,
        findings[chosen].mean,
        findings[chosen].worst,
        "" if unstored else "; remembered",
    )
    return chosen


def _is_of_storage(error: BaseException) -> bool:
    """Whether an error, or what it was raised from, is one of a disk: what the system numbers. A library that cannot be loaded has no number."""
    return any(isinstance(each, OSError) and each.errno is not None for each in (error, error.__cause__))


def _timed(encoders: Mapping[str, Encoder]) -> dict[str, float]:
    """Shortest time of each, taken in turn."""
    seconds = dict.fromkeys(encoders, float("inf"))
    for _ in range(_REPEATS):
        bar = _HOPELESS * min(seconds.values())
        for name in [name for name, needed in seconds.items() if needed <= bar]:
            begin = time.perf_counter()
            encoders[name].encode(SENTENCES)
            seconds[name] = min(seconds[name], time.perf_counter() - begin)
    return seconds


def _fastest(seconds: Mapping[str, float]) -> str:
    """The fastest, where an earlier one is not nearly as fast.

    Examples
    --------
    >>> _fastest({"reference": 1.0, "torch": 0.8, "other": 0.79})
    'torch'
    """
    chosen = next(iter(seconds))
    for name, needed in seconds.items():
        if needed * _GAIN < seconds[chosen]:
            chosen = name
    return chosen
