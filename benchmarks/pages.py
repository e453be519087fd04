"""Tables of the documentation, written between marks by the program that measured them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["save", "write_tables"]


def save(path: Path, results: object) -> None:
    """Keep what was measured, as JSON."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def write_tables(page: Path, tables: Mapping[str, str]) -> None:
    """Put each table between its marks, ``<!-- name: begin -->`` and ``<!-- name: end -->``, and print it."""
    text = page.read_text(encoding="utf-8")
    for name, table in tables.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            sys.exit(f"expected one '{begin}' and one '{end}' in {page}; put them back where the table belongs")
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{table}\n{end}{rest.split(end)[1]}"
    page.write_text(text, encoding="utf-8")
    print("\n\n".join(tables.values()))
