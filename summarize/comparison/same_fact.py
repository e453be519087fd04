"""How probable it is that two sentences state the same fact: a logistic regression whose weights stand in a readable file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .logistic import Logistic, read_weights
from .pairs import EVIDENCE

#: Weights fitted by ``benchmarks/claims.py``.
SHIPPED = Path(__file__).with_name("same_fact.toml")


@cache
def read_same_fact(path: Path = SHIPPED) -> Logistic:
    """Read weights of `EVIDENCE` from a TOML file; see `read_weights`."""
    return read_weights(Logistic, path, "weights of the evidence that two sentences state the same fact", EVIDENCE)
