"""The dateline: place, date and agency that are put before the first words of an article, and are no part of its first sentence."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["dateline_stop"]

_CAPITALS: Final = r"A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ"
_REGION: Final = rf"(?:,\s[{_CAPITALS}][\w.’']*(?:\s[\w.]{{1,12}}){{0,2}}){{0,3}}"
_AGENCY: Final = rf"\([{_CAPITALS}][\w&./ -]{{1,30}}\)"
_DASH: Final = r"\s?(?:—|–|--?)\s"

#: ERIE, Pa. — Snow; RIYADH, Feb. 18 (Meridian Wire) - Talks; Paris (Meridian Wire) – Talks; Feb 18 (Meridian Wire) - Talks; (MW) Talks. A place without
#: an agency is in capitals, and no label such as FILE.
_DATELINE: Final = re.compile(
    rf"\s*(?:(?!FILE\b)(?=[^—–:()-]*[{_CAPITALS}]{{3}})[{_CAPITALS}][{_CAPITALS}.'’]+(?:[\s/-][{_CAPITALS}][{_CAPITALS}.'’]+){{0,4}}{_REGION}(?:\s?{_AGENCY})?{_DASH}"
    rf"|[{_CAPITALS}][\w.'’]+(?:[\s/-][{_CAPITALS}][\w.'’]+){{0,3}}{_REGION}\s{_AGENCY}{_DASH}"
    rf"|(?:[{_CAPITALS}][^\W\d]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\s)?{_AGENCY}{_DASH}|\([A-Z]{{2,8}}\)\s(?=[{_CAPITALS}“\"]))"
)


def dateline_stop(text: str) -> int:
    """Where the dateline at the head of an article ends: place, date and agency before its first words; 0 without one.

    Parameters
    ----------
    text : str
        The first sentence of an article, or its first line.

    Examples
    --------
    >>> text = "RIYADH, Feb. 18 (Meridian Wire) — Talks began on Tuesday."
    >>> text[dateline_stop(text):], dateline_stop("Talks began on Tuesday - at last.")
    ('Talks began on Tuesday.', 0)
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0
