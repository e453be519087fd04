"""Themes on a plane: near each other where their sentences mean the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def lay_out(vectors: NDArray[np.float32], labels: NDArray[np.intp]) -> tuple[NDArray[np.float64], float]:
    """Place the middles of themes on the plane that keeps most of what sets them apart.

    Principal components of the themes' mean vectors, each theme with equal weight, without the direction that all share.

    Parameters
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
    labels : ndarray of shape (n_sentences,)
        Theme of each sentence, 0 up, -1 for none.

    Returns
    -------
    places : ndarray of shape (n_themes, 2)
    share : float
        Share of the squared distances between the middles that the plane keeps, 0-1; 1 where there is nothing to keep.

    Raises
    ------
    ValueError
        If vectors and labels do not match.

    Notes
    -----
    The sign of a component means nothing; it is fixed so that the theme that lies furthest out lies on its positive side.
    Time O(n_sentences * n_dims + n_themes^2 * n_dims).

    Examples
    --------
    >>> import numpy as np
    >>> places, share = lay_out(np.eye(3, dtype=np.float32), np.array([0, 1, 1]))
    >>> places.shape, round(share, 6)
    ((2, 2), 1.0)
    """
    if vectors.ndim != 2 or labels.shape != vectors.shape[:1]:
        raise ValueError(f"vectors {vectors.shape} do not match labels {labels.shape}")
    n_themes = int(labels.max(initial=-1)) + 1
    middles = np.zeros((n_themes, vectors.shape[1]))
    for k in range(n_themes):
        middles[k] = vectors[labels == k].mean(axis=0, dtype=np.float64) if (labels == k).any() else 0.0
    middles -= middles.mean(axis=0) if n_themes else 0.0
    left, sizes, _ = np.linalg.svd(middles, full_matrices=False)
    places = np.zeros((n_themes, 2))
    kept = min(2, sizes.size)
    places[:, :kept] = left[:, :kept] * sizes[:kept]
    places = np.round(places, 6)
    for axis in range(kept):
        if n_themes and places[np.abs(places[:, axis]).argmax(), axis] < 0:
            places[:, axis] *= -1
    total = float((sizes**2).sum())
    return places + 0.0, float((sizes[:kept] ** 2).sum() / total) if total > 0 else 1.0
