"""Rows that are joined one pair after the other: union-find."""

from __future__ import annotations


class Components:
    """Connected components of rows, each called by the lowest of its rows.

    Paths are halved where they are walked, so that a join or a look-up takes O(log n_rows) on average.

    Parameters
    ----------
    n_rows : int

    References
    ----------
    Tarjan, R. E., & van Leeuwen, J. (1984). Worst-case analysis of set union algorithms. Journal of the ACM 31(2).

    Examples
    --------
    >>> rows = Components(4)
    >>> rows.join(3, 1)
    >>> [rows.root(i) for i in range(4)]
    [0, 1, 2, 1]
    """

    __slots__ = ("_parent",)

    def __init__(self, n_rows: int) -> None:
        self._parent = list(range(n_rows))

    def root(self, row: int) -> int:
        """Lowest row of the component that a row is in."""
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(self, first: int, second: int) -> None:
        """Make one of the components of two rows."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low
