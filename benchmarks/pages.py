"""What the programs here share: results kept, tables of the documentation written between marks, the commit measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["commit", "save", "write_tables"]


def commit() -> str:
    """The commit at hand, and whether the program differs from it."""

    def git(*words: str) -> str:
        here = Path(__file__).parent
        return subprocess.run(["git", *words], cwd=here, capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--", "../summarize", "*.py")
    return git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")


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
