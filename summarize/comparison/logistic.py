"""Evidence weighed by a logistic regression whose weights stand in a readable file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..configuration import fill, load_toml
from ..errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


def logistic(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of log-odds, of the same shape; to six places, so that the last bits of a sum decide nothing.

    Examples
    --------
    >>> logistic(np.array([0.0, 2.0])).tolist()
    [0.5, 0.880797]
    """
    return np.asarray(np.round(1 / (1 + np.exp(-log_odds)), 6), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights of the evidence.

    Attributes
    ----------
    program : str
        What fitted them.
    intercept : float
    weights : dict
        One a piece of evidence, in the order of its columns.
    measured : dict
        What the fit reached on stories that it had not seen.
    """

    program: str
    intercept: float
    weights: dict[str, float]
    measured: dict[str, Any] = field(default_factory=dict)

    def probabilities(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability of each case, shape (...), from evidence of shape (..., n_weights).

        Raises
        ------
        ValueError
            If there is not one column a weight.
        """
        if not evidence.ndim or evidence.shape[-1] != len(self.weights):
            raise ValueError(
                f"evidence of shape {evidence.shape} does not have the {len(self.weights)} columns {', '.join(self.weights)}"
            )
        return logistic(evidence @ np.array(list(self.weights.values())) + self.intercept)


_Weights = TypeVar("_Weights", bound=Logistic)


def read_weights(kind: type[_Weights], path: Path, what: str, evidence: Sequence[str]) -> _Weights:
    """Read weights from a TOML file.

    Parameters
    ----------
    kind : type
        `Logistic`, or one with more to it.
    path : Path
    what : str
        What they are, for the error.
    evidence : sequence of str
        What must be weighed, in the order of its columns.

    Raises
    ------
    SettingsError
        If the file is not there, or does not weigh exactly that.
    """
    content = load_toml(path, what)
    model = fill(kind, content, str(path))
    wrong = sorted(set(model.weights) ^ set(evidence))
    if wrong:
        raise SettingsError(f"{path}: [weights]: expected one number each for {', '.join(evidence)}; see {wrong[0]}")
    return fill(kind, {**content, "weights": {name: model.weights[name] for name in evidence}}, str(path))
