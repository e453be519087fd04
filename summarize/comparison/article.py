"""One article, and in its margin what the others say: also, otherwise, or not at all; then what it does not report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ..outside import outside_of
from ..settings import CoverageSettings
from ..similarity import nearest
from .alignment.values import Alignments
from .clocks import day_of, is_later_news
from .echoes import Published, find_echoes
from .figures.exclusion import supporters
from .neighbourhoods import WHOLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from .alignment.values import Alignment
    from .claims import Claims
    from .figures.values import Figure, Figures, FigureValue

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
        (another text may say it in other words, or it says too little to tell), ``"no_claim"`` (a question, or what else states nothing) or ``"furniture"`` (page wording).
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


class Margins:
    """What stands in the margins of the articles of a corpus: read once, and laid beside one article after another.

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
    settings : CoverageSettings, optional
        ``unstated_below``: how improbable it must be that an article states a claim in other words before it is called missing.

    Notes
    -----
    O(characters of the corpus) time; memory by its words.
    """

    def __init__(
        self,
        corpus: Corpus,
        embeddings: Embeddings,
        group_of: NDArray[np.intp],
        claims: Claims,
        alignments: Alignments,
        figures: Figures,
        settings: CoverageSettings | None = None,
    ) -> None:
        self.corpus, self.embeddings, self.group_of, self.claims = corpus, embeddings, group_of, claims
        self.unstated_below = (settings or CoverageSettings()).unstated_below
        self.text_of = group_of[corpus.document_of]
        self.days = [day_of(d.published) if d.is_dated else None for d in corpus.documents]
        self.aligned: dict[int, list[int]] = defaultdict(list)
        self.alignments: dict[int, list[Alignment]] = defaultdict(list)
        for item in alignments.items:
            sides = (item.first, *item.first_copies), (item.second, *item.second_copies)
            for here, there in (sides, sides[::-1]):
                for i in here:
                    self.aligned[i] += there
                    self.alignments[int(corpus.document_of[i])].append(item)
        self.figures: dict[int, list[OtherFigure]] = defaultdict(list)
        self.given: dict[int, list[tuple[FigureValue, Figure]]] = defaultdict(list)
        for figure in figures.items:
            for value in figure.values:
                self.given[value.sentence].append((value, figure))
            for pair in sorted(figure.excluding()):
                for x, y in (pair, pair[::-1]):
                    value, other = figure.values[x], figure.values[y]
                    if corpus.document_of[value.sentence] != corpus.document_of[other.sentence]:
                        own = corpus.outlet_of[value.sentence] == corpus.outlet_of[other.sentence]
                        update = bool(own or figure.label == "update over time")
                        self.figures[value.sentence].append(OtherFigure(value, other, figure.label or "", update))
        #: Claims that an article may lack, the best supported first.
        kinds = [(_KINDS[item.kind], k) for k, item in enumerate(claims.items) if item.kind in _KINDS]
        self.reported = [k for _, k in sorted(kinds)]

    def of(self, document: int) -> MarkedArticle:
        """Lay what the other outlets say beside one article.

        Parameters
        ----------
        document : int
            Its number in the corpus.

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
        corpus = self.corpus
        if not 0 <= document < len(corpus.documents):
            raise IndexError(f"document {document} of {len(corpus.documents)}")
        group, outlets, vectors = self.group_of[document], corpus.outlet_of, self.embeddings.vectors
        own = np.flatnonzero(corpus.document_of == document)
        elsewhere = (self.text_of != group) & ~np.isin(outlets, outlets[own])
        found, similarities = nearest(vectors[own], vectors, allowed=elsewhere & (self.claims.claim_of >= 0))
        near = zip(own.tolist(), found.tolist(), similarities.tolist(), strict=True)
        lacking = self._lacking(document, own)
        unstated = [item for item in lacking if item.perhaps < self.unstated_below]
        missing = tuple(item for item in unstated if not self._is_later(item.claim, document))
        return MarkedArticle(
            document,
            tuple(int(d) for d in np.flatnonzero(self.group_of == group) if d != document),
            tuple(self._sentence(i, *nearest_to) for i, *nearest_to in near),
            missing,
            len(lacking) - len(unstated),
            len(unstated) - len(missing),
        )

    def _is_later(self, claim: int, document: int) -> bool:
        """Whether a claim is news of a later day than an article."""
        stating = self.corpus.document_of[list(self.claims.items[claim].firm)].tolist()
        return is_later_news([self.days[d] for d in stating], [self.days[document]])

    def _sentence(self, i: int, near: int, similarity: float) -> ArticleSentence:
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
            round(similarity, 6) if alone else None,
            same_figures,
        )

    def _same_figures(self, i: int, said_by: tuple[int, ...]) -> tuple[SameFigure, ...]:
        """Figures of a sentence that outlets give alike beside those that say the same."""
        saying = {int(self.corpus.outlet_of[j]) for j in (i, *said_by)}
        found = (
            SameFigure(
                value,
                self._one_an_outlet(
                    [
                        other.sentence
                        for other in figure.values
                        if self.text_of[other.sentence] != self.text_of[i]
                        and self.corpus.outlet_of[other.sentence] not in saying
                        and value.quantity.written_alike(other.quantity)
                    ]
                ),
            )
            for value, figure in self.given[i]
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

    def _lacking(self, document: int, own: NDArray[np.intp]) -> tuple[Missing, ...]:
        """Claims of several texts that no sentence of a document states, each with what may state it all the same."""
        corpus, claims = self.corpus, self.claims
        told = set(claims.claim_of[own].tolist())
        if told <= {-1}:
            return ()
        outlet = int(corpus.outlet_of[own[0]])
        places = np.flatnonzero([k not in told for k in self.reported])
        wanted = [self.reported[place] for place in places.tolist()]
        echoes = find_echoes(
            corpus,
            self.embeddings,
            claims,
            np.array(wanted, dtype=np.intp),
            np.where(np.arange(len(corpus.documents)) == document, 0, -1),
            Alignments(tuple(self.alignments[document])),
            published=None if self._published is None else self._published.of_claims(places),
        )
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

    @cached_property
    def _published(self) -> Published | None:
        if len(self.corpus.sentences) > WHOLE:
            # There each article is held against what its own claims say, by what is rare among that.
            return None
        said = [self.claims.items[k].sentences for k in self.reported]
        return Published(self.corpus, self.embeddings.vectors, said)
