"""Who very probably states a claim, laid into a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..comparison.claims import Claim
    from ..corpus import Corpus
    from .sentences import SupportRecord


def outlets_saying(corpus: Corpus, sentences: Iterable[int]) -> list[str]:
    """Return the outlets of some sentences, in the order of their names."""
    return sorted({corpus.outlets[corpus.outlet_of[i]] for i in sentences})


def firm_support(corpus: Corpus, claim: Claim) -> SupportRecord:
    """Record of who very probably states a claim: outlets, and distinct texts among theirs."""
    return {"outlets": outlets_saying(corpus, claim.firm), "independent": claim.firm_independent}
