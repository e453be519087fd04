"""How the number of themes hangs on the bar, for ``themes --explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .phrases import percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

CURVE_COLUMNS: Final = ("bar", "themes", "in a theme", "agreement", "")


def curve_rows(choice: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Rows of the curve, one a bar: themes, share of sentences with one, agreement when articles are left out.

    Parameters
    ----------
    choice : mapping
        Of a record of ``themes``.

    Examples
    --------
    >>> point = {"similarity": 0.28, "n_themes": 9, "share": 0.97, "agreement": 0.61}
    >>> curve_rows({"curve": [point], "similarity": 0.28})
    [('0.28', '9', '97%', '0.61', 'chosen')]
    """
    return [
        (
            f"{point['similarity']:.2f}",
            str(point["n_themes"]),
            percent(point["share"]),
            "not measured" if point["agreement"] is None else f"{point['agreement']:.2f}",
            "chosen" if point["similarity"] == choice["similarity"] else "",
        )
        for point in choice["curve"]
    ]


def curve_table(choice: Mapping[str, Any]) -> Table:
    """Lay the rows out for a terminal."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for name in CURVE_COLUMNS:
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for row in curve_rows(choice):
        table.add_row(*row)
    return table
