"""Labels against labels: how far two ways of dividing the same items agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def singled_out(labels: ArrayLike) -> NDArray[np.intp]:
    """Give each item without a label (-1) one of its own: what was put with nothing is alone.

    Examples
    --------
    >>> singled_out([0, -1, 0, -1]).tolist()
    [0, 1, 0, 2]
    """
    given = np.asarray(labels, dtype=np.intp)
    alone = given < 0
    return np.where(alone, int(given.max(initial=-1)) + np.cumsum(alone), given)


def adjusted_rand(reference: ArrayLike, labels: ArrayLike) -> float:
    """Share of pairs on which two divisions agree, beyond what chance gives: 1 for equal ones, 0 for chance.

    Parameters
    ----------
    reference, labels : array_like of int, shape (n_items,)
        -1 is alone.

    Raises
    ------
    ValueError
        If they are not of one length.

    References
    ----------
    Hubert, L., & Arabie, P. (1985). Comparing partitions. Journal of Classification.

    Examples
    --------
    >>> adjusted_rand([0, 0, 1, 1], [1, 1, 0, 0]), adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1])
    (1.0, -0.5)
    """
    from sklearn.metrics import adjusted_rand_score

    ours, theirs = _paired(reference, labels)
    return float(adjusted_rand_score(ours, theirs))


def adjusted_mutual_information(reference: ArrayLike, labels: ArrayLike) -> float:
    """What one division says about the other, beyond what chance gives: 1 for equal ones, 0 for chance.

    Parameters
    ----------
    reference, labels : array_like of int, shape (n_items,)
        -1 is alone.

    Raises
    ------
    ValueError
        If they are not of one length.

    References
    ----------
    Vinh, N. X., Epps, J., & Bailey, J. (2010). Information theoretic measures for clusterings comparison. JMLR.
    """
    from sklearn.metrics import adjusted_mutual_info_score

    ours, theirs = _paired(reference, labels)
    return float(adjusted_mutual_info_score(ours, theirs))


def b_cubed(reference: ArrayLike, labels: ArrayLike) -> tuple[float, float, float]:
    """Precision, recall and F1, item by item: how pure is each item's cluster, and how much of its class is in it.

    Parameters
    ----------
    reference, labels : array_like of int, shape (n_items,)
        -1 is alone.

    Returns
    -------
    precision, recall, f1 : float
        0-1; of no items all are 1.

    Raises
    ------
    ValueError
        If they are not of one length.

    Notes
    -----
    O(n_items log n_items) time, O(n_items) memory.

    References
    ----------
    Bagga, A., & Baldwin, B. (1998). Entity-based cross-document coreferencing using the vector space model. ACL.

    Examples
    --------
    >>> b_cubed([0, 0, 1, 1], [0, 0, 0, 0])
    (0.5, 1.0, 0.6666666666666666)
    """
    ours, theirs = _paired(reference, labels)
    if len(ours) == 0:
        return 1.0, 1.0, 1.0
    (ours, in_ours), (theirs, in_theirs) = _counted(ours), _counted(theirs)
    both, in_both = _counted(ours * len(in_theirs) + theirs)
    precision = float((in_both[both] / in_theirs[theirs]).mean())
    recall = float((in_both[both] / in_ours[ours]).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def _counted(labels: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Labels without gaps, and how many items have each."""
    _, place, counts = np.unique(labels, return_inverse=True, return_counts=True)
    return place, counts


def _paired(reference: ArrayLike, labels: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    ours, theirs = singled_out(reference), singled_out(labels)
    if ours.shape != theirs.shape:
        raise ValueError(f"reference {ours.shape} and labels {theirs.shape} must be of one length")
    return ours, theirs
