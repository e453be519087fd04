"""The languages by what columns and pages call them: two letters, three, their English name or their own."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from .calendars import without_accents

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What stands behind a language: its script or country, or a remark in brackets.
_FURTHER: Final = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    rows = tomllib.loads((files(__package__) / "languages.toml").read_text(encoding="utf-8"))
    named = {without_accents(name): code for code, names in rows.items() for name in names.split(", ")}
    return named | {code: code for code in rows}


@lru_cache(maxsize=1 << 8)
def language_code(written: str) -> str | None:
    """Return the ISO 639-1 code of what a document says of its language; None where that names none.

    Examples
    --------
    >>> language_code("eng"), language_code("Deutsch"), language_code("pt_BR"), language_code("English (UK)"), language_code("N/A")
    ('en', 'de', 'pt', 'en', None)
    """
    whole = without_accents(" ".join(written.split()))
    return _codes().get(whole) or _codes().get(_FURTHER.split(whole, maxsplit=1)[0])
