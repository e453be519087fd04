"""The order in which lines are read: lines one below the other into blocks, blocks column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .glyphs import Line

#: How far below its own a line's next one begins, at most, in heights of its type.
_WIDEST_LEADING: Final = 0.9

#: By how much sizes of type differ that are one.
SAME_SIZE: Final = 0.12

#: How far two lines, or blocks, reach into each other's columns without standing in them, in heights of their type.
_TOUCH: Final = 0.5

#: Blocks of a page above which its own order is taken: lists of figures have a thousand, pages of a newspaper some dozens.
_MOST_BLOCKS: Final = 300


@dataclass(frozen=True, slots=True)
class Block:
    """Lines one below the other, in one size of type.

    Attributes
    ----------
    lines : tuple of Line
        From top to bottom.
    left, right, top, bottom : float
        In points.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the type of its first line, in points."""
        return self.lines[0].size


def blocks_in_order(lines: Sequence[Line]) -> list[Block]:
    """Put the lines of a page into blocks, and these into the order in which they are read.

    A line joins the one above where each is the other's only neighbour, so that a heading across two columns belongs to
    neither. Of two blocks the upper is read first where they stand one above the other; the left one is where they stand side
    by side, or in columns that do; where each would have to come first, as with a heading across both between them, the upper one does.

    Parameters
    ----------
    lines : sequence of Line
        Of one page.

    Returns
    -------
    list of Block

    Notes
    -----
    O(n_blocks²) but for what reaches across columns: a page of a newspaper takes milliseconds, one of 300 blocks a third of a second.

    References
    ----------
    Breuel, T. M. (2003). High performance document layout analysis. Symposium on Document Image Understanding Technology.
    """
    return _ordered(_blocks(lines))


def _across(one: Line | Block, other: Line | Block) -> bool:
    """Whether two share a column."""
    return min(one.right, other.right) - max(one.left, other.left) > _TOUCH * min(one.size, other.size)


def _blocks(lines: Sequence[Line]) -> list[Block]:
    order = sorted(range(len(lines)), key=lambda i: (lines[i].top, lines[i].left, i))
    below: dict[int, list[int]] = {i: [] for i in order}
    above: dict[int, list[int]] = {i: [] for i in order}
    for rank, i in enumerate(order):
        line = lines[i]
        for j in order[rank + 1 :]:
            other = lines[j]
            if other.top > line.bottom + _WIDEST_LEADING * line.size:
                break
            if other.bottom <= line.bottom + 0.3 * line.size or not _across(line, other):
                continue
            below[i].append(j)
            above[j].append(i)
    after = {
        i: found[0]
        for i, found in below.items()
        if len(found) == 1
        and above[found[0]] == [i]
        and abs(lines[i].size - lines[found[0]].size) <= SAME_SIZE * max(lines[i].size, lines[found[0]].size)
    }
    follows = set(after.values())
    blocks = []
    for i in range(len(lines)):
        if i in follows:
            continue
        chain = [i]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        blocks.append(_block([lines[j] for j in chain]))
    return blocks


def _block(lines: Sequence[Line]) -> Block:
    return Block(
        tuple(lines),
        min(line.left for line in lines),
        max(line.right for line in lines),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
    )


def _ordered(blocks: Sequence[Block]) -> list[Block]:
    n = len(blocks)
    if n > _MOST_BLOCKS:
        return list(blocks)
    # Sets of blocks as bits of whole numbers: most questions below are one operation on them.
    across = [sum(1 << j for j, other in enumerate(blocks) if _across(one, other)) for one in blocks]
    level = [
        sum(1 << j for j, other in enumerate(blocks) if min(one.bottom, other.bottom) > max(one.top, other.top))
        for one in blocks
    ]
    before = [0] * n
    for i, one in enumerate(blocks):
        for j, other in enumerate(blocks):
            if across[i] >> j & 1:
                above = (one.top + one.bottom, i) < (other.top + other.bottom, j)
            else:
                # What is only further left and below, without a column beside the other, is not before it.
                above = one.right - other.left <= _TOUCH * min(one.size, other.size) and bool(
                    across[i] & ~across[j] & level[j]
                )
            before[j] |= above << i
    left = (1 << n) - 1
    ordered = []
    while left:
        free = next((i for i in range(n) if left >> i & 1 and not before[i] & left), None)
        if free is None:
            # Where blocks overlap, each may have to stand before another: then the upper one goes first.
            rest = [i for i in range(n) if left >> i & 1]
            free = min(rest, key=lambda i: (blocks[i].top, blocks[i].left, i))
        left &= ~(1 << free)
        ordered.append(blocks[free])
    return ordered
