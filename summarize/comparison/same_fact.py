"""How probable it is that two sentences state the same fact: a logistic regression whose weights stand in a readable file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..configuration import fill, load_toml
from ..errors import SettingsError
from .pairs import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["SHIPPED", "SameFact", "read_same_fact"]

#: Weights fitted by ``benchmarks/claims.py``.
SHIPPED = Path(__file__).with_name("same_fact.toml")


@dataclass(frozen=True, slots=True)
class SameFact:
    """Weights of the evidence.

    Attributes
    ----------
    program : str
        What fitted them.
    intercept : float
    weights : dict
        One a name of `EVIDENCE`.
    measured : dict
        What the fit reached on stories that it had not seen.
    """

    program: str
    intercept: float
    weights: dict[str, float]
    measured: dict[str, Any] = field(default_factory=dict)

    def probabilities(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each pair, shape (n_pairs,), from evidence of shape (n_pairs, len(EVIDENCE)).

        Raises
        ------
        ValueError
            If the columns are not those of `EVIDENCE`.
        """
        if evidence.ndim != 2 or evidence.shape[1] != len(EVIDENCE):
            raise ValueError(
                f"evidence of shape {evidence.shape} does not have the {len(EVIDENCE)} columns of EVIDENCE"
            )
        weights = np.array([self.weights[name] for name in EVIDENCE])
        # Rounded, so that the last bits of a sum decide no merge.
        return np.asarray(np.round(1 / (1 + np.exp(-(evidence @ weights + self.intercept))), 6), dtype=np.float64)


@cache
def read_same_fact(path: Path = SHIPPED) -> SameFact:
    """Read weights from a TOML file.

    Raises
    ------
    SettingsError
        If the file is not there, or does not weigh exactly the evidence that there is.
    """
    content: Mapping[str, Any] = load_toml(path, "weights of the evidence that two sentences state the same fact")
    model = fill(SameFact, content, str(path))
    wrong = sorted(set(model.weights) ^ set(EVIDENCE))
    if wrong:
        raise SettingsError(f"{path}: [weights]: expected one number each for {', '.join(EVIDENCE)}; see {wrong[0]}")
    return model
