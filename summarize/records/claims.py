"""Records of claims: one fact, and the sentences that state it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, cast

from .lazy import Rows
from .sentences import SentenceRecord, sentence_record
from .support import firm_support, outlets_saying

if TYPE_CHECKING:
    from ..comparison.claims import Claim
    from ..comparison.views import Comparison
    from .sentences import SupportRecord


class ClaimSentenceRecord(SentenceRecord):
    """A sentence of a claim. ``firm``: it very probably states what the first does; else perhaps."""

    firm: bool


class ClaimRecord(TypedDict):
    """One fact and the sentences that state it; ``independent``: distinct texts among them.

    ``surely``: those of the outlets, and of the texts, of which a firm sentence states it. ``disputes``: ids of claims that are worded like this one and come to
    another number or another particular (a day, a time, a name), or deny it.
    """

    id: int
    sentences: list[ClaimSentenceRecord]
    outlets: list[str]
    independent: int
    surely: SupportRecord
    kind: Literal["consensus", "shared", "exclusive", "uncertain"]
    disputes: list[int]


def claim_records(comparison: Comparison) -> Rows[int, ClaimRecord]:
    """Records of all claims, in the order of their ids; the last of a claim's sentences are those that only perhaps state it."""
    corpus = comparison.compared.corpus
    claims = comparison.claims.items

    def row(number: int) -> ClaimRecord:
        claim: Claim = claims[number]
        firm = frozenset(claim.firm)
        return cast(
            "ClaimRecord",
            {
                "id": number,
                "sentences": [{**sentence_record(corpus, i), "firm": i in firm} for i in claim.sentences],
                "outlets": outlets_saying(corpus, claim.sentences),
                "independent": claim.independent,
                "surely": firm_support(corpus, claim),
                "kind": claim.kind,
                "disputes": list(claim.disputes),
            },
        )

    return Rows(range(len(claims)), row)
