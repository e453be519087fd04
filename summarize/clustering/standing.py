"""Groups that stand out from what surrounds them: the tree of merges, and a cut of its own for every branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from .components import Components
from .trees import linkage_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Nearest rows outside a group that are its surroundings; those that are not there count as wholly unlike.
N_OUTSIDE: Final = 15


def standing_groups(
    similarities: NDArray[np.float32],
    *,
    bar: float,
    margin: float,
    reference: float,
    outside: NDArray[np.float32] | None = None,
) -> NDArray[np.intp]:
    """Divide rows into the largest groups that hold together and stand out from what surrounds them.

    Average linkage gives a tree. A branch stands out if its rows are more alike than the nearest rows outside by at least
    `margin`. One that stands out is a group if it holds together, its two halves being at least `bar` times as alike as each is
    within itself, measured from the likeness of those outside; or if neither of its halves would stand out, so that nothing
    smaller could be meant. The highest such branches are the groups. So no one similarity has to serve everywhere:
    where many groups are about nearly the same, the surroundings are near and the bar is high; where a group stands
    alone, it may be as loose as it likes.

    Parameters
    ----------
    similarities : ndarray of shape (n_rows, n_rows)
        Symmetric; the diagonal is not read.
    bar : float
        0-1. What is 1 joins only halves as alike as each within itself.
    margin : float
        Least mean similarity of a group beyond that of its surroundings.
    reference : float
        Similarity that two rows of one group usually have: counts as one pair more within each half, so that a single row,
        which has no pairs, has a likeness within itself too.
    outside : ndarray of shape (n_rows, n_outside), optional
        Similarities to further rows, which are in no group here.

    Returns
    -------
    ndarray of shape (n_rows,)
        A group number for every row, by first appearance.

    Notes
    -----
    O(n_rows ** 2) memory; time O(n_rows ** 2 log n_rows) for the tree, and for each branch that could be a group the product of
    its size with itself. Similarities are rounded, so that the last bits of a product decide nothing.

    Examples
    --------
    >>> S = np.array([[1, 0.5, 0.1], [0.5, 1, 0.1], [0.1, 0.1, 1]], dtype=np.float32)
    >>> standing_groups(S, bar=0.4, margin=0.1, reference=0.3).tolist()
    [0, 0, 1]
    """
    n_rows = len(similarities)
    if n_rows < 2:
        return np.zeros(n_rows, dtype=np.intp)
    similar = np.asarray(np.round(similarities.astype(np.float64), 6), dtype=np.float64)
    np.fill_diagonal(similar, -np.inf)
    tree = linkage_of(np.maximum(1 - similar, 0))
    order, begins, stops = _slices(tree, n_rows)
    pairs, total = _within(tree, n_rows, stops - begins)
    near = np.argsort(-similar, axis=1, kind="stable")[:, : n_rows - 1]
    values = np.take_along_axis(similar, near, axis=1)
    labels = np.full(n_rows, -1)
    around: dict[int, float] = {}

    def stands_out(node: int) -> bool:
        if pairs[node] == 0 or round(total[node] / pairs[node] - margin, 6) < 0:
            # Surroundings only make it harder, and cost most: what fails without them need not be asked with them.
            return False
        if node not in around:
            around[node] = _surroundings(order[begins[node] : stops[node]], near, values, outside)
        return bool(round(total[node] / pairs[node] - around[node] - margin, 6) >= 0)

    for k in range(n_rows - 2, -1, -1):
        node = n_rows + k
        members = order[begins[node] : stops[node]]
        if labels[members[0]] >= 0 or not stands_out(node):
            continue
        halves = tree[k, :2].astype(np.intp)
        own = (reference + np.maximum(total[halves] - around[node] * pairs[halves], 0)) / (1 + pairs[halves])
        beyond = 1 - tree[k, 2] - around[node]
        # Compared in millionths: what is equal but for the last bits of a sum is equal.
        together = round(beyond - bar * float(np.sqrt(own[0] * own[1])), 6) >= 0
        if together or not (stands_out(int(halves[0])) or stands_out(int(halves[1]))):
            labels[members] = members.min()
    labels = np.where(labels >= 0, labels, np.arange(n_rows))
    first = np.unique(labels, return_index=True)[1]
    place = np.zeros(n_rows, dtype=np.intp)
    place[np.sort(labels[first])] = np.arange(len(first))
    return np.asarray(place[labels], dtype=np.intp)


def _slices(tree: NDArray[np.float64], n_rows: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """An order of the rows in which every branch is a slice, and where each branch begins and stops."""
    begins = np.zeros(n_rows + len(tree), dtype=np.intp)
    sizes = np.concatenate([np.ones(n_rows, dtype=np.intp), tree[:, 3].astype(np.intp)])
    for k in range(len(tree) - 1, -1, -1):
        first, second = tree[k, :2].astype(np.intp)
        begins[first] = begins[n_rows + k]
        begins[second] = begins[n_rows + k] + sizes[first]
    order = np.empty(n_rows, dtype=np.intp)
    order[begins[:n_rows]] = np.arange(n_rows)
    return order, begins, begins + sizes


def _within(
    tree: NDArray[np.float64], n_rows: int, sizes: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Number of pairs within each branch, and the sum of their similarities."""
    pairs = sizes * (sizes - 1) / 2
    total = np.zeros(len(sizes))
    for k, (first, second, height, _) in enumerate(tree.tolist()):
        i, j = int(first), int(second)
        total[n_rows + k] = total[i] + total[j] + (1 - height) * sizes[i] * sizes[j]
    return pairs, total


def _surroundings(
    members: NDArray[np.intp],
    near: NDArray[np.intp],
    values: NDArray[np.float64],
    outside: NDArray[np.float32] | None,
) -> float:
    """Mean similarity of the members to the nearest rows that are none."""
    # The nearest outside are among the first so many, however the members stand among them.
    n_read = min(near.shape[1], len(members) - 1 + N_OUTSIDE)
    inside = np.zeros(len(near), dtype=bool)
    inside[members] = True
    apart = ~inside[near[members, :n_read]]
    found = np.where(apart & (np.cumsum(apart, axis=1) <= N_OUTSIDE), np.maximum(values[members, :n_read], 0), 0)
    if outside is None or outside.shape[1] == 0:
        return float(found.sum() / (N_OUTSIDE * len(members)))
    every = np.hstack([found, np.maximum(outside[members], 0)])
    nearest = -np.sort(-every, axis=1)[:, :N_OUTSIDE]
    return float(nearest.sum() / (N_OUTSIDE * len(members)))


def blocks_of(
    neighbours: NDArray[np.intp],
    similarities: NDArray[np.float32],
    *,
    largest: int,
    sizes: NDArray[np.intp] | None = None,
) -> list[NDArray[np.intp]]:
    """Divide many rows into blocks that can be compared whole: the most similar are put together first.

    Parameters
    ----------
    neighbours : ndarray of shape (n_rows, n_neighbours)
    similarities : ndarray of shape (n_rows, n_neighbours)
        A pair that is not similar at all (0 or less) joins nothing.
    largest : int
        Two blocks that together are larger than this are not joined.
    sizes : ndarray of shape (n_rows,), optional
        What each row adds to the size of its block; 1 by default.

    Returns
    -------
    list of ndarray
        Row numbers of each block, ascending; blocks by their first row.

    Notes
    -----
    O(n_pairs log n_pairs).

    Examples
    --------
    >>> near, similar = np.array([[1], [0], [3], [2]]), np.array([[0.9], [0.9], [0.4], [0.4]], dtype=np.float32)
    >>> [block.tolist() for block in blocks_of(near, similar, largest=2)]
    [[0, 1], [2, 3]]
    """
    n_rows = len(neighbours)
    first = np.repeat(np.arange(n_rows), neighbours.shape[1])
    second, weight = neighbours.ravel(), np.round(similarities.ravel(), 6)
    low, high = np.minimum(first, second), np.maximum(first, second)
    kept = np.lexsort((high, low, -weight))[: int((weight > 0).sum())]
    blocks, size = Components(n_rows), [1] * n_rows if sizes is None else sizes.tolist()
    for i, j in zip(low[kept].tolist(), high[kept].tolist(), strict=True):
        a, b = blocks.root(i), blocks.root(j)
        if a != b and size[a] + size[b] <= largest:
            blocks.join(a, b)
            size[min(a, b)] = size[a] + size[b]
    roots = np.array([blocks.root(i) for i in range(n_rows)], dtype=np.intp)
    return [np.flatnonzero(roots == block) for block in np.unique(roots)]
