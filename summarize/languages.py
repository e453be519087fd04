"""The languages by what columns and pages call them: two letters, three, their English name or their own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .calendars import without_accents
from .shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A code with its script or country behind it, as in "zh-Hans-CN".
_TAG: Final = re.compile(r"([a-z]{2,3})(?:[-_/](?:[a-z]{2,4}|\d{3}))+\b")
#: What stands behind the name of a language: its script or country, or a remark.
_FURTHER: Final = re.compile(r"[\W\d_]+")
_REMARK: Final = re.compile(r"\s*[(\[,;/|].*")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    rows = shipped("languages.toml")
    named = {without_accents(name): code for code, names in rows.items() for name in names.split(", ")}
    return named | {code: code for code in rows}


@lru_cache(maxsize=1 << 8)
def language_code(written: str) -> str | None:
    """Return the ISO 639-1 code of what a document says of its language; None where that names none.

    Examples
    --------
    >>> language_code("eng"), language_code("Deutsch"), language_code("pt_BR"), language_code("English (UK)"), language_code("no data")
    ('en', 'de', 'pt', 'en', None)
    """
    whole = without_accents(" ".join(written.split()))
    tag = _TAG.match(whole)
    code = _codes().get(whole) or (_codes().get(tag[1]) if tag is not None else None)
    if code is not None:
        return code
    # "American English" and "English language"; a code among other words is a word: "no data", "it is unknown".
    words = (_REMARK.sub("", whole).rpartition(" ")[2], _FURTHER.split(whole, maxsplit=1)[0])
    return next((_codes()[word] for word in words if word in _codes() and (len(word) > 3 or not word.isascii())), None)
