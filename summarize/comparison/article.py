"""One article, and in its margin what the others say: also, otherwise, or not at all; then what it does not report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ..outside import outside_of
from ..settings import CoverageSettings
from ..similarity import nearest
from .clocks import is_later_news
from .echoes import find_echoes
from .figures.exclusion import supporters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from .alignment import Alignments
    from .claims import Claims
    from .figures import Figures, FigureValue

Status = Literal["disputed", "updated", "said_also", "copied", "only_here", "uncertain", "no_claim", "furniture"]

#: Order of what an article does not report.
_KINDS: Final = {"consensus": 0, "shared": 1}


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure of a sentence, and one elsewhere that excludes it.

    Attributes
    ----------
    value, other : FigureValue
    label : str
        Why they may differ.
    update : bool
        Whether they are no dispute: as time went on the number became another, or both are of one outlet.
    """

    value: FigureValue
    other: FigureValue
    label: str
    update: bool


@dataclass(frozen=True, slots=True)
class SameFigure:
    """A figure of a sentence, and sentences of other outlets that give it alike, one an outlet, whatever else they say.

    Attributes
    ----------
    value : FigureValue
    others : tuple of int
    """

    value: FigureValue
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """A sentence of the article and its margin.

    Attributes
    ----------
    sentence : int
    status : str
        ``"disputed"``, ``"updated"`` (given otherwise by an update alone), ``"said_also"``, ``"copied"`` (elsewhere only in copies or versions of this text), ``"only_here"``, ``"uncertain"``
        (something like it stands elsewhere), ``"no_claim"`` (a question, or what else states nothing) or ``"furniture"`` (page wording).
    claim : int or None
    said_by : tuple of int
        Sentences of other outlets that say the same, one an outlet, copies and versions of this article included; none that disputes it
        or gives another number for what it counts (`supporters`).
    surely : tuple of int
        Those of `said_by` that very probably say the same, copies included; the others do perhaps.
    independent : int
        Distinct other texts among all that say the same; copies of this article are none.
    copied_by : tuple of int
        Those of `said_by` that stand in copies or versions of this article, where the outlet says it in no other text.
    disputed_by : tuple of int
        Sentences of other outlets that are worded alike and come to another number or deny it, one an outlet. An outlet may
        say both, in two sentences.
    figures : tuple of OtherFigure
        One an outlet and number.
    nearest : int or None
        What another outlet says in another text that comes nearest, for what nobody else says.
    similarity : float or None
        Its cosine.
    same_figures : tuple of SameFigure
        Figures that outlets give alike which are not among those that say the same; such a sentence is never only here.
    """

    sentence: int
    status: Status
    claim: int | None
    said_by: tuple[int, ...]
    surely: tuple[int, ...]
    independent: int
    copied_by: tuple[int, ...]
    disputed_by: tuple[int, ...]
    figures: tuple[OtherFigure, ...]
    nearest: int | None
    similarity: float | None
    same_figures: tuple[SameFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A claim that several texts report and on which no sentence of this article is.

    Attributes
    ----------
    claim : int
    sentence : int
        One that states it.
    elsewhere : bool
        Whether another article of the same outlet reports it.
    nearest : int
        The sentence of the article that comes nearest, by meaning and by words.
    similarity : float
        Its cosine to the middle of the claim's sentences.
    perhaps : float
        Probability that the article states it all the same, in other words (`find_echoes`).
    """

    claim: int
    sentence: int
    elsewhere: bool
    nearest: int
    similarity: float
    perhaps: float


@dataclass(frozen=True, eq=False, slots=True)
class MarkedArticle:
    """One article with its margin.

    Attributes
    ----------
    document : int
    copies : tuple of int
        Other documents that are the same text.
    sentences : tuple of ArticleSentence
        All of the article, in order.
    missing : tuple of Missing
        Claims of others on which no sentence of the article is; consensus first, then what most texts report.
    n_perhaps : int
        Further claims of others that the article may state in other words.
    n_later : int
        Further claims of others that are news of a later day than the article (`is_later_news`).
    """

    document: int
    copies: tuple[int, ...]
    sentences: tuple[ArticleSentence, ...]
    missing: tuple[Missing, ...]
    n_perhaps: int = 0
    n_later: int = 0


def mark_article(
    corpus: Corpus,
    embeddings: Embeddings,
    group_of: NDArray[np.intp],
    claims: Claims,
    alignments: Alignments,
    figures: Figures,
    document: int,
    settings: CoverageSettings | None = None,
) -> MarkedArticle:
    """Lay what the other outlets say beside one article.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    claims : Claims
    alignments : Alignments
    figures : Figures
    document : int
        Its number in the corpus.
    settings : CoverageSettings, optional
        ``unstated_below``: how improbable it must be that the article states a claim in other words before it is called missing.

    Returns
    -------
    MarkedArticle

    Raises
    ------
    IndexError
        If there is no such document.

    Notes
    -----
    O(n_own_sentences * n_sentences * n_dims) time.
    """
    if not 0 <= document < len(corpus.documents):
        raise IndexError(f"document {document} of {len(corpus.documents)}")
    margin = _Margin(corpus, embeddings.vectors, group_of, claims, alignments, figures, document)
    copies = np.flatnonzero(group_of == group_of[document])
    lacking = _lacking(corpus, embeddings, claims, alignments, document)
    bar = (settings or CoverageSettings()).unstated_below
    unstated = [item for item in lacking if item.perhaps < bar]
    dates = [d.published if d.is_dated else None for d in corpus.documents]
    missing = tuple(
        item
        for item in unstated
        if not is_later_news([dates[corpus.document_of[i]] for i in claims.items[item.claim].firm], [dates[document]])
    )
    return MarkedArticle(
        document,
        tuple(int(d) for d in copies if d != document),
        tuple(margin.sentence(i) for i in margin.own.tolist()),
        missing,
        len(lacking) - len(unstated),
        len(unstated) - len(missing),
    )


class _Margin:
    def __init__(
        self,
        corpus: Corpus,
        vectors: NDArray[np.float32],
        group_of: NDArray[np.intp],
        claims: Claims,
        alignments: Alignments,
        figures: Figures,
        document: int,
    ) -> None:
        self.corpus, self.vectors, self.claims, self.document = corpus, vectors, claims, document
        self.text_of = group_of[corpus.document_of]
        self.own = np.flatnonzero(corpus.document_of == document)
        self.aligned: dict[int, list[int]] = defaultdict(list)
        for item in alignments.items:
            sides = (item.first, *item.first_copies), (item.second, *item.second_copies)
            for here, there in (sides, sides[::-1]):
                for i in here:
                    self.aligned[i] += there
        self.figures: dict[int, list[OtherFigure]] = defaultdict(list)
        for figure in figures.items:
            for pair in sorted(figure.excluding()):
                for x, y in (pair, pair[::-1]):
                    value, other = figure.values[x], figure.values[y]
                    if document == corpus.document_of[value.sentence] != corpus.document_of[other.sentence]:
                        own = corpus.outlet_of[value.sentence] == corpus.outlet_of[other.sentence]
                        update = bool(own or figure.label == "update over time")
                        self.figures[value.sentence].append(OtherFigure(value, other, figure.label or "", update))
        self.alike: dict[int, list[tuple[FigureValue, list[int]]]] = defaultdict(list)
        for figure in figures.items:
            for value in figure.values:
                if corpus.document_of[value.sentence] == document:
                    theirs = [
                        other.sentence
                        for other in figure.values
                        if self.text_of[other.sentence] != group_of[document]
                        and value.quantity.written_alike(other.quantity)
                    ]
                    self.alike[value.sentence].append((value, theirs))
        outlets = corpus.outlet_of
        elsewhere = (self.text_of != group_of[document]) & ~np.isin(outlets, outlets[self.own])
        allowed = elsewhere & (claims.claim_of >= 0)
        self.nearest, self.similarities = nearest(vectors[self.own], vectors, allowed=allowed)

    def sentence(self, i: int) -> ArticleSentence:
        """Return a sentence with its margin."""
        claim = int(self.claims.claim_of[i])
        if claim < 0:
            status: Status = "furniture" if outside_of(self.corpus)[i] else "no_claim"
            return ArticleSentence(i, status, None, (), (), 0, (), (), (), None, None)
        item = self.claims.items[claim]
        outlet = self.corpus.outlet_of[i]
        figures = tuple(self.figures[i])
        updates = {figure.other.sentence for figure in figures if figure.update}
        against = [
            j
            for k in item.disputes
            for j in self.claims.items[k].sentences
            if self.corpus.outlet_of[j] != outlet and updates.isdisjoint(self.claims.items[k].sentences)
        ]
        disputing = {*against, *(figure.other.sentence for figure in figures if not figure.update)}
        # A sentence that is aligned with this one and gives another figure says something else.
        opposed = disputing | updates
        like = [
            j for j in (*item.sentences, *self.aligned[i]) if self.corpus.outlet_of[j] != outlet and j not in opposed
        ]
        # "At least two" may stand in a claim with "at least six", and does not say it.
        also = supporters(self.corpus, i, like)
        sure = frozenset(self.claims.surely(i, also))
        # Another text of an outlet bears witness before its copy of this one, and what surely says the same before what perhaps does.
        also.sort(key=lambda j: (bool(self.text_of[j] == self.text_of[i]), j not in sure))
        others = {int(self.text_of[j]) for j in also} - {int(self.text_of[i])}
        said_by = self._one_an_outlet(also)
        same_figures = self._same_figures(i, said_by)
        copied_by = tuple(j for j in said_by if self.text_of[j] == self.text_of[i])
        # An outlet that updates its own story is no second witness.
        independent = min(len(others), len(said_by) - len(copied_by))
        if opposed:
            status = "disputed" if disputing else "updated"
        elif others:
            status = "said_also"
        elif copied_by:
            status = "copied"
        else:
            status = "uncertain" if like or same_figures or item.kind == "uncertain" else "only_here"
        place = int(i - self.own[0])
        near = int(self.nearest[place])
        alone = status in ("only_here", "uncertain") and near >= 0
        return ArticleSentence(
            i,
            status,
            claim,
            said_by,
            tuple(j for j in said_by if j in sure),
            independent,
            copied_by,
            self._one_an_outlet(against),
            self._one_a_number(figures),
            near if alone else None,
            round(float(self.similarities[place]), 6) if alone else None,
            same_figures,
        )

    def _same_figures(self, i: int, said_by: tuple[int, ...]) -> tuple[SameFigure, ...]:
        """Figures of a sentence that outlets give alike beside those that say the same."""
        saying = {int(self.corpus.outlet_of[j]) for j in (i, *said_by)}
        found = (
            SameFigure(value, self._one_an_outlet([j for j in theirs if self.corpus.outlet_of[j] not in saying]))
            for value, theirs in self.alike[i]
        )
        return tuple(figure for figure in found if figure.others)

    def _one_a_number(self, figures: tuple[OtherFigure, ...]) -> tuple[OtherFigure, ...]:
        """The first that each outlet gives of a number."""
        first: dict[tuple[object, ...], OtherFigure] = {}
        for figure in figures:
            outlet = int(self.corpus.outlet_of[figure.other.sentence])
            first.setdefault((figure.value.quantity.start, outlet, figure.other.quantity.written), figure)
        return tuple(first.values())

    def _one_an_outlet(self, sentences: list[int]) -> tuple[int, ...]:
        """The first sentence of each outlet, in the order given, which puts the most central first."""
        first: dict[int, int] = {}
        for j in sentences:
            first.setdefault(int(self.corpus.outlet_of[j]), j)
        return tuple(first[outlet] for outlet in sorted(first))


def _lacking(
    corpus: Corpus, embeddings: Embeddings, claims: Claims, alignments: Alignments, document: int
) -> tuple[Missing, ...]:
    """Claims of several texts that no sentence of a document states, each with what may state it all the same."""
    own = corpus.document_of == document
    if not (claims.claim_of[own] >= 0).any():
        return ()
    outlet = int(corpus.outlet_of[np.argmax(own)])
    told = set(claims.claim_of[own].tolist())
    wanted = [k for k, item in enumerate(claims.items) if item.kind in _KINDS and k not in told]
    wanted.sort(key=lambda k: (_KINDS[claims.items[k].kind], k))
    alone = np.where(np.arange(len(corpus.documents)) == document, 0, -1)
    echoes = find_echoes(corpus, embeddings, claims, np.array(wanted, dtype=np.intp), alone, alignments)
    found = []
    for place, k in enumerate(wanted):
        by_others = [j for j in claims.items[k].sentences if corpus.outlet_of[j] != outlet]
        found.append(
            Missing(
                k,
                by_others[0],
                len(by_others) < len(claims.items[k].sentences),
                int(echoes.nearest[place, 0]),
                float(echoes.similarity[place, 0]),
                float(echoes.probability[place, 0]),
            )
        )
    return tuple(found)
