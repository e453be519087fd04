"""Likeness: three matrices, each with its tree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Paragraph, Table, Verbatim
from .outlets import short_names
from .phrases import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .blocks import Block

LIKENESS_COLUMNS: Final = ("kind", "outlet", "other", "likeness", "chance", "size", "size_other")

_TITLES: Final = {
    "themes": "Alike in the mix of themes",
    "claims": "Alike in what they state",
    "verbatim": "Alike word for word",
}

_MEANINGS: Final = {
    "themes": "In percent: 100 less the Jensen-Shannon divergence of the shares of the themes.",
    "claims": "In percent: claims in both, of claims in either.",
    "verbatim": "In percent: runs of five words in both, of those of the outlet that has fewer; quotations left out.",
}

#: What each size counts, for the outlets left out.
_UNITS: Final = {"themes": "sentences with a theme", "claims": "claims", "verbatim": "runs of words"}

#: Columns of a tree's drawing, where its lines do not crowd.
_TREE_WIDTH: Final = 24

#: Likeness that is shown as 0; outlets that meet there have nothing in common.
_LEAST_DRAWN: Final = 0.005


def _whole_percent(value: float) -> str:
    """Percent, without the sign."""
    return f"{100 * value:.0f}"


def drawn_tree(item: Mapping[str, Any], width: int) -> list[str]:
    """Draw a tree of merges sideways, a line an outlet; the further right two meet, the less alike they are.

    Merges of outlets that have nothing in common are not drawn.

    Parameters
    ----------
    item : mapping
        Record of one kind of likeness.
    width : int
        Columns of the page; a tree that is wider is left out.
    """
    from rich.cells import cell_len

    order = leaf_order(item)
    merges = [merge for merge in item["merges"] if merge["likeness"] >= _LEAST_DRAWN]
    n_tree = min(_TREE_WIDTH, width // 3)
    lowest = min((merge["likeness"] for merge in merges), default=0.0)
    marks: dict[tuple[int, int], str] = {}
    # The row of each group that is still open, and the column that its line has reached.
    place = {(name,): (row, 0) for row, name in enumerate(order)}
    for merge in merges:
        (top, left), (bottom, below) = sorted(place.pop(tuple(merge[side])) for side in ("first", "second"))
        column = max(1 + round((n_tree - 1) * (1 - merge["likeness"]) / max(1 - lowest, 1e-9)), left + 1, below + 1)
        marks.update({(top, x): "─" for x in range(left, column)})
        marks.update({(bottom, x): "─" for x in range(below, column)})
        marks.update({(row, column): "│" for row in range(top + 1, bottom)})
        marks[top, column], marks[bottom, column] = "┬", "┘"
        place[tuple(sorted((*merge["first"], *merge["second"])))] = (top, column + 1)
    n_columns = max((x for _, x in marks), default=-1) + 1
    if not merges or n_columns > width - 14:
        return []
    names = short_names(order, width - n_columns - 1)
    longest = max(map(cell_len, names))
    return [
        f"{name}{' ' * (longest - cell_len(name))} {''.join(marks.get((row, x), ' ') for x in range(n_columns))}".rstrip()
        for row, name in enumerate(names)
    ]


def leaf_order(item: Mapping[str, Any]) -> list[str]:
    """Outlets in an order in which no two lines of the tree cross."""
    orders: dict[tuple[str, ...], list[str]] = {(name,): [name] for name in item["outlets"]}
    order = list(item["outlets"])
    for merge in item["merges"]:
        order = orders.pop(tuple(merge["first"])) + orders.pop(tuple(merge["second"]))
        orders[tuple(sorted(order))] = order
    return order


def chance_words(item: Mapping[str, Any], number: Callable[[float], str]) -> str:
    """Say what samples of one mix would show, as `number` writes it; empty where it was not reckoned."""
    if item["chance"] is None or len(item["outlets"]) < 2:
        return ""
    chances = [value for k, row in enumerate(item["chance"]) for value in row[:k]]
    chance = " to ".join(dict.fromkeys(number(value) for value in (min(chances), max(chances))))
    return f"Two samples of one mix, of as many articles, would show {chance} on average: a pair as like as that does not differ."


def _fit(item: Mapping[str, Any]) -> list[str]:
    """What is to be said of the tree and of who is left out."""
    said = []
    if by_chance := chance_words(item, _whole_percent):
        said.append(by_chance)
    if item["merges"]:
        kept = (
            "all are equally alike"
            if item["cophenetic"] is None
            else f"cophenetic correlation {item['cophenetic']:.2f}"
        )
        said.append(f"Tree by average linkage, {kept}.")
    if item["refused"]:
        said.append(f"{item['refused'][:1].upper()}{item['refused'][1:]}.")
    if item["left_out"]:
        named = ", ".join(f"{o['outlet']} ({o['size']})" for o in item["left_out"])
        said.append(f"Too few {_UNITS[item['kind']]}: {named}.")
    return said


def likeness_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell the three matrices, lower halves in percent, in the order of their trees."""
    for item in record["likeness"]:
        yield Heading(_TITLES[item["kind"]])
        if item["outlets"]:
            order = leaf_order(item)
            at = [item["outlets"].index(name) for name in order]
            halves = [[*(_whole_percent(item["values"][i][j]) for j in at[:row]), "·"] for row, i in enumerate(at)]
            rows = [[name, *half, *[""] * (len(order) - len(half))] for name, half in zip(order, halves, strict=True)]
            yield Table(("", *order), rows, numbered=True)
            if item["merges"]:
                yield Verbatim(partial(drawn_tree, item))
            yield Gap()
        yield Paragraph(" ".join((_MEANINGS[item["kind"]], *_fit(item))), "dim")


def likeness_size(record: Mapping[str, Any]) -> str:
    """Name the two outlets that are most alike by each measure that says anything."""
    said = []
    for row, what in zip(record["likeness"], ("themes", "claims", "words"), strict=False):
        names, values = row["outlets"], row["values"]
        pairs = [(values[i][j], i, j) for i in range(len(names)) for j in range(i)]
        best = max(pairs, key=lambda pair: pair[0], default=None)
        if best is not None:
            said.append(f"{what} {percent(best[0])} ({names[best[2]]} and {names[best[1]]})")
    return f"most alike: {', '.join(said)}" if said else "the mix of themes, the claims, the words"


def likeness_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a kind and pair of outlets; see `LIKENESS_COLUMNS`."""
    return [
        {
            "kind": item["kind"],
            "outlet": outlet,
            "other": other,
            "likeness": item["values"][i][j],
            "chance": None if item["chance"] is None else item["chance"][i][j],
            "size": item["sizes"][i],
            "size_other": item["sizes"][j],
        }
        for item in record["likeness"]
        for i, outlet in enumerate(item["outlets"])
        for j, other in enumerate(item["outlets"])
        if i < j
    ]
