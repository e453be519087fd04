"""What this processor can do, read without loading anything."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

_FACTS: Final = Path("/proc/cpuinfo")

#: Device files of NVIDIA's and AMD's drivers.
_ACCELERATORS: Final = (Path("/dev/nvidiactl"), Path("/dev/kfd"))

#: Flags of processors that multiply in bfloat16: in tiles (AMX), or in vectors, which pays less or not at all.
_BFLOAT16: Final = frozenset({"amx_bf16", "avx512_bf16"})


@dataclass(frozen=True, slots=True)
class Processor:
    """A processor, as far as it decides which encoder is fast.

    Attributes
    ----------
    name : str
    n_cores : int
        That this process may use: what the system lets it, and ``OMP_NUM_THREADS`` where it says fewer.
    bfloat16 : bool
        Whether it has instructions for it; without them, it is slower than float32 by far.
    accelerated : bool
        Whether a graphics processor stands beside it, as far as its device files say.
    """

    name: str
    n_cores: int
    bfloat16: bool
    accelerated: bool = False


def parse_processor(text: str, n_cores: int) -> Processor:
    r"""Read what Linux says about a processor.

    Examples
    --------
    >>> parse_processor("model name\t: Some CPU\nflags\t\t: fpu amx_bf16\n", 2)
    Processor(name='Some CPU', n_cores=2, bfloat16=True, accelerated=False)
    """
    facts: dict[str, str] = {}
    for line in text.splitlines():
        name, sign, value = line.partition(":")
        if sign:
            facts.setdefault(name.strip(), value.strip())
    name = facts.get("model name") or platform.processor() or platform.machine()
    return Processor(name, n_cores, not _BFLOAT16.isdisjoint(facts.get("flags", "").split()))


@lru_cache(maxsize=1)
def processor() -> Processor:
    """Return this machine's processor; where there is no ``/proc/cpuinfo``, its name alone."""
    try:
        text = _FACTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    found = parse_processor(text, _allowed())
    return replace(found, accelerated=any(path.exists() for path in _ACCELERATORS))


def _allowed() -> int:
    n_cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    # It may be a list, of which the first is for what stands outermost.
    wanted = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return min(n_cores, int(wanted)) if wanted.isdecimal() and int(wanted) else n_cores
