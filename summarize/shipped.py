"""The tables of words and names that come with the package: TOML files beside the modules that read them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def shipped(path: str) -> dict[str, Any]:
    """Read a table, once; nothing may be changed in it, for all who ask have the same.

    Parameters
    ----------
    path : str
        As seen from the package.

    Examples
    --------
    >>> shipped("languages.toml")["cy"].split(", ")[0]
    'cym'
    """
    return tomllib.loads((Path(__file__).parent / path).read_text(encoding="utf-8"))
