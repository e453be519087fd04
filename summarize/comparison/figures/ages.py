"""Ages: whether two may be given for one person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .lexicon import quantity_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...corpus import Document
    from .context import Counted

#: Years by which the ages that are given for one person differ.
_AGES_APART: Final = 2.0

_CALLED: Final = re.compile(r" ([^\W\dA-Z_]+)")


def of_one_person(ages: tuple[Counted, Counted], documents: Sequence[Document]) -> bool:
    """Whether two ages may be of one person: a year or two apart, called the same where both are called anything, one word around them shared.

    Parameters
    ----------
    ages : (Counted, Counted)
    documents : sequence of Document
        The article of each.
    """
    first, second = ages
    years = [age.quantity.value for age in ages]
    if years[0] is None or years[1] is None or abs(years[0] - years[1]) > _AGES_APART:
        return False
    called = {_called(age, document) for age, document in zip(ages, documents, strict=True)} - {""}
    return len(called) <= 1 and len(first.near & second.near) >= 1


def _called(age: Counted, document: Document) -> str:
    """The noun behind an age, "boy" of "six-year-old boy"; empty where there is none."""
    match = _CALLED.match(document.text, age.quantity.stop)
    word = "" if match is None else match[1]
    return "" if word in quantity_words(document.language or "en").sets["ends"] else word
