"""Omission of claims: on what an outlet has no sentence though independent texts elsewhere state it, and what that silence is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..settings import CoverageSettings
from ..timing import followed, portions
from .counting import independent_texts
from .coverage import Elsewhere, first_places, silence
from .echoes import find_echoes
from .neighbourhoods import WHOLE
from .sampling import discoveries, intra_article_correlation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Embeddings
    from ..timing import Told
    from .alignment.values import Alignments
    from .claims import Claims
    from .counting import Counted

#: Claims looked at in a corpus of more than `WHOLE` sentences, best supported first.
MOST: Final = 1_000

#: Seconds that the passes took of 100,000 sentences: looking through what the outlets published, weighing what is not there.
_SECONDS: Final = (7.0, 1.0)


@dataclass(frozen=True, slots=True)
class Omission:
    """One claim in one outlet.

    Attributes
    ----------
    claim, outlet : int
        Indices into the claims and the corpus's outlets.
    count : int
        Sentences of the outlet that state it.
    outcome : str
        ``"covered"``, ``"in_passing"``, ``"absent"`` or ``"cannot_tell"``. A claim is mostly one sentence, so only one that comes
        late in the article is in passing. Absent is what has no sentence here, and would have one if chance alone decided.
    elsewhere : int
        Independent texts of other outlets that surely state it.
    p_value : float or None
        Probability of so complete a silence; None where the outlet states it or too few others do.
    nearest : int or None
        Sentence of the outlet nearest to the claim, by meaning and by words; None where the outlet states it.
    similarity : float or None
        Its cosine to the middle of the claim's sentences.
    perhaps : float or None
        Probability that the outlet states the claim all the same, in other words or in parts (`find_echoes`); None where it states it.
    unstated : bool
        Whether no sentence of the outlet was found that is on it: `perhaps` is below ``settings.unstated_below``, and some article of the outlet was read to its end.
        Such a silence is absent or, where chance alone may explain it, cannot be told; any other cannot.
    share_elsewhere, correlation, n_effective : float
        As of a theme in `Cell`, of those elsewhere that surely state it; what `p_value` is made of.
    """

    claim: int
    outlet: int
    count: int
    outcome: str
    elsewhere: int
    p_value: float | None
    nearest: int | None
    similarity: float | None
    perhaps: float | None
    unstated: bool
    share_elsewhere: float
    correlation: float
    n_effective: float


def find_omissions(
    embeddings: Embeddings,
    claims: Claims,
    counted: Counted,
    settings: CoverageSettings | None = None,
    *,
    alignments: Alignments | None = None,
    progress: Told = None,
) -> tuple[Omission, ...]:
    """Say for each claim that enough independent texts surely state what each outlet makes of it.

    Parameters
    ----------
    embeddings : Embeddings
    claims : Claims
    counted : Counted
        What counts of the corpus.
    settings : CoverageSettings, optional
        ``min_elsewhere``: independent texts of other outlets that must surely state a claim before its absence is looked at.
    alignments : Alignments, optional
        An outlet with a sentence that is aligned with one of the claim may state it.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    tuple of Omission
        Claim by claim, outlets by name; of claims that some outlet could have left out.

    Notes
    -----
    As with themes (`coverage_matrix`), and only where nothing that the outlet published may state the claim all the same. Of others those sentences
    count that surely state what the first of the claim does; of the outlet all that are in the claim.
    O(n_claims * n_sentences * n_dims) for the nearest sentences; in a corpus of more than
    `WHOLE` sentences for the `MOST` best supported claims alone, because the lesser ones are many thousands.
    """
    settings = settings or CoverageSettings()
    corpus = counted.corpus
    chosen = _widely_stated(claims, counted, settings.min_elsewhere)
    if len(corpus.sentences) > WHOLE:
        chosen = chosen[:MOST]
    if not len(chosen):
        return ()
    number = np.full(len(claims.items) + 1, -1)
    number[chosen] = np.arange(len(chosen))
    labels = np.where(counted.sentences, number[claims.claim_of], -1)
    table = counted.by_document(labels, len(chosen))
    documents = np.flatnonzero(counted.documents)
    rho = intra_article_correlation(table[documents], counted.lengths[documents], counted.outlet_of[documents])
    first = first_places(counted, labels, len(chosen))
    firm = np.full(len(corpus.sentences), -1)
    for k, claim in enumerate(chosen.tolist()):
        firm[list(claims.items[claim].firm)] = k
    surely = np.where(counted.sentences, firm, -1)
    elsewhere = Elsewhere.of(counted, counted.by_document(surely, len(chosen)))
    found: dict[tuple[int, int], Omission] = {}
    with portions(progress, len(corpus.sentences), *_SECONDS) as (looking, weighing):
        echoes = find_echoes(corpus, embeddings, claims, chosen, counted.outlet_of, alignments, looking)
        for o in followed(range(len(corpus.outlets)), weighing):
            mine = counted.outlet_of == o
            p_values, effective = silence(counted, table, rho, elsewhere, o, settings.min_elsewhere)
            is_whole = not counted.cut[mine].all()
            counts = table[mine].sum(axis=0)
            for k, claim in enumerate(chosen.tolist()):
                silent = bool(counts[k] == 0)
                perhaps, near = float(echoes.probability[k, o]), int(echoes.nearest[k, o])
                found[claim, o] = Omission(
                    claim=claim,
                    outlet=o,
                    count=int(counts[k]),
                    outcome="cannot_tell" if silent else "in_passing" if first[o, k] > settings.late else "covered",
                    elsewhere=int(elsewhere.n_texts[o, k]),
                    p_value=None if np.isnan(p_values[k]) else float(p_values[k]),
                    nearest=near if silent and near >= 0 else None,
                    similarity=float(echoes.similarity[k, o]) if silent and near >= 0 else None,
                    perhaps=perhaps if silent else None,
                    unstated=is_whole and perhaps < settings.unstated_below,
                    share_elsewhere=float(elsewhere.shares[o, k]),
                    correlation=float(rho[k]),
                    n_effective=float(effective[k]),
                )
    rows = [found[key] for key in sorted(found)]
    tested = [np.nan if row.p_value is None or not row.unstated else row.p_value for row in rows]
    absent = discoveries(np.array(tested), settings.significance)
    return tuple(
        replace(row, outcome="absent") if is_absent else row
        for row, is_absent in zip(rows, absent.tolist(), strict=True)
    )


def _widely_stated(claims: Claims, counted: Counted, at_least: int) -> NDArray[np.intp]:
    """Claims that so many independent texts of different outlets surely state, what does not count left out, ascending: best supported first."""
    found = []
    for k, claim in enumerate(claims.items):
        if claim.firm_independent >= at_least:
            documents = counted.corpus.document_of[[i for i in claim.firm if counted.sentences[i]]]
            groups, outlets = counted.group_of[documents].tolist(), counted.outlet_of[documents].tolist()
            if independent_texts(groups, outlets) >= at_least:
                found.append(k)
    return np.array(found, dtype=np.intp)
