"""Small tight groups among many rows, from a sparse list of pairs."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def linked_pairs(
    first: NDArray[np.intp], second: NDArray[np.intp], weights: NDArray[np.float64], n_rows: int, bar: float
) -> NDArray[np.intp]:
    """Average linkage over a sparse list of pairs: groups are merged while the mean weight between their members holds.

    Parameters
    ----------
    first, second : ndarray of shape (n_pairs,)
        Row numbers; every pair once.
    weights : ndarray of shape (n_pairs,)
        Likeness of each pair, not negative; a pair that is not listed has none. Minus infinity keeps two rows apart, whatever group
        they come in.
    n_rows : int
    bar : float
        Groups are merged while the mean weight between their members is at least this; above 0.

    Returns
    -------
    ndarray of shape (n_rows,)
        A group number for every row, by first appearance.

    Notes
    -----
    O(n_pairs log n_pairs) for groups of bounded size. The same groups as a tree over all pairs, cut at the bar; of equal
    pairs the one of the lowest rows merges first.

    Examples
    --------
    >>> pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    >>> linked_pairs(*pairs, np.array([0.9, 0.4, 0.4]), 4, 0.5).tolist()
    [0, 0, 1, 2]
    """
    size = dict.fromkeys(range(n_rows), 1)
    members = {i: [i] for i in range(n_rows)}
    between: dict[int, dict[int, float]] = {i: {} for i in range(n_rows)}
    heap: list[tuple[float, int, int]] = []
    for i, j, weight in zip(first.tolist(), second.tolist(), weights.tolist(), strict=True):
        between[i][j] = between[j][i] = weight
        if weight >= bar:
            heap.append((-weight, min(i, j), max(i, j)))
    heapq.heapify(heap)
    # A merged group takes a new number, so that what the heap says of its parts is known to be out of date.
    number = n_rows
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in size or j not in size:
            continue
        joined = between.pop(i)
        for other, weight in between.pop(j).items():
            joined[other] = joined.get(other, 0.0) + weight
        joined.pop(i, None)
        joined.pop(j, None)
        size[number] = size.pop(i) + size.pop(j)
        members[number] = members.pop(i) + members.pop(j)
        between[number] = joined
        for other, weight in joined.items():
            theirs = between[other]
            theirs.pop(i, None)
            theirs.pop(j, None)
            theirs[number] = weight
            mean = round(weight / (size[number] * size[other]), 9)
            if mean >= bar:
                heapq.heappush(heap, (-mean, other, number))
        number += 1
    labels = np.empty(n_rows, dtype=np.intp)
    for group in members.values():
        labels[group] = min(group)
    return np.unique(labels, return_inverse=True)[1]
