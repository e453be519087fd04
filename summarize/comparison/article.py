"""One article, and in its margin what the others say: also, otherwise, or not at all; then what it does not report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ..similarity import nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from .alignment import Alignments
    from .claims import Claims
    from .figures import Figures, FigureValue

__all__ = ["ArticleSentence", "MarkedArticle", "Missing", "OtherFigure", "mark_article"]

Status = Literal["disputed", "said_also", "only_here", "uncertain", "furniture"]

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
    """

    value: FigureValue
    other: FigureValue
    label: str


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """A sentence of the article and its margin.

    Attributes
    ----------
    sentence : int
    status : str
        ``"disputed"``, ``"said_also"``, ``"only_here"``, ``"uncertain"`` (something like it stands elsewhere) or
        ``"furniture"`` (page wording, which says nothing).
    claim : int or None
    said_by : tuple of int
        Sentences of other outlets that say the same, one an outlet.
    independent : int
        Distinct other texts among all that say the same; copies of this article are none.
    disputed_by : tuple of int
        Sentences of other outlets that are worded alike and come to another number or deny it.
    figures : tuple of OtherFigure
    nearest : int or None
        What another outlet says in another text that comes nearest, for what nobody else says.
    similarity : float or None
        Its cosine.
    """

    sentence: int
    status: Status
    claim: int | None
    said_by: tuple[int, ...]
    independent: int
    disputed_by: tuple[int, ...]
    figures: tuple[OtherFigure, ...]
    nearest: int | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A claim that several texts report and this article does not.

    Attributes
    ----------
    claim : int
    sentence : int
        One that states it.
    elsewhere : bool
        Whether another article of the same outlet reports it.
    nearest : int
        The sentence of the article that comes nearest.
    similarity : float
        Its cosine.
    """

    claim: int
    sentence: int
    elsewhere: bool
    nearest: int
    similarity: float


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
        Consensus first, then what most texts report.
    """

    document: int
    copies: tuple[int, ...]
    sentences: tuple[ArticleSentence, ...]
    missing: tuple[Missing, ...]


def mark_article(
    corpus: Corpus,
    embeddings: Embeddings,
    group_of: NDArray[np.intp],
    claims: Claims,
    alignments: Alignments,
    figures: Figures,
    document: int,
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
    return MarkedArticle(
        document,
        tuple(int(d) for d in copies if d != document),
        tuple(margin.sentence(i) for i in margin.own.tolist()),
        margin.missing(),
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
                    if corpus.document_of[i] == document:
                        self.aligned[i] += there
        self.figures: dict[int, list[OtherFigure]] = defaultdict(list)
        for figure in figures.items:
            for pair in figure.against:
                for x, y in (pair, pair[::-1]):
                    value, other = figure.values[x], figure.values[y]
                    if corpus.document_of[value.sentence] == document:
                        self.figures[value.sentence].append(OtherFigure(value, other, figure.label or ""))
        outlets = corpus.outlet_of
        elsewhere = (self.text_of != group_of[document]) & ~np.isin(outlets, outlets[self.own])
        allowed = elsewhere & (claims.claim_of >= 0)
        self.nearest, self.similarities = nearest(vectors[self.own], vectors, allowed=allowed)

    def sentence(self, i: int) -> ArticleSentence:
        """Return a sentence with its margin."""
        claim = int(self.claims.claim_of[i])
        if claim < 0:
            return ArticleSentence(i, "furniture", None, (), 0, (), (), None, None)
        item = self.claims.items[claim]
        outlet = self.corpus.outlet_of[i]
        also = [j for j in (*item.sentences, *self.aligned[i]) if self.corpus.outlet_of[j] != outlet]
        against = [
            j for k in item.disputes for j in self.claims.items[k].sentences if self.corpus.outlet_of[j] != outlet
        ]
        figures = tuple(self.figures[i])
        others = {int(self.text_of[j]) for j in also} - {int(self.text_of[i])}
        said_by = self._one_an_outlet(also)
        # An outlet that updates its own story is no second witness.
        independent = min(len(others), len(said_by))
        if against or figures:
            status: Status = "disputed"
        elif others:
            status = "said_also"
        else:
            status = "uncertain" if item.kind == "uncertain" else "only_here"
        place = int(i - self.own[0])
        near = int(self.nearest[place])
        alone = status in ("only_here", "uncertain") and near >= 0
        return ArticleSentence(
            i,
            status,
            claim,
            said_by,
            independent,
            self._one_an_outlet(against),
            figures,
            near if alone else None,
            round(float(self.similarities[place]), 6) if alone else None,
        )

    def _one_an_outlet(self, sentences: list[int]) -> tuple[int, ...]:
        """The first sentence of each outlet, in the order given, which puts the most central first."""
        first: dict[int, int] = {}
        for j in sentences:
            first.setdefault(int(self.corpus.outlet_of[j]), j)
        return tuple(first[outlet] for outlet in sorted(first))

    def missing(self) -> tuple[Missing, ...]:
        """Claims of several texts that no sentence of the article states or is aligned with."""
        told = set(self.claims.claim_of[self.own].tolist())
        told |= {int(self.claims.claim_of[j]) for i in self.own.tolist() for j in self.aligned[i]}
        own = [i for i in self.own.tolist() if self.claims.claim_of[i] >= 0]
        if not own:
            return ()
        outlet = self.corpus.outlet_of[own[0]]
        wanted = [
            (k, item)
            for k, item in enumerate(self.claims.items)
            if item.kind in _KINDS and k not in told and any(self.corpus.outlet_of[j] != outlet for j in item.sentences)
        ]
        wanted.sort(key=lambda pair: (_KINDS[pair[1].kind], pair[0]))
        if not wanted:
            return ()
        by_others = [[j for j in item.sentences if self.corpus.outlet_of[j] != outlet] for _, item in wanted]
        near, similarity = nearest(self.vectors[[sentences[0] for sentences in by_others]], self.vectors[own])
        return tuple(
            Missing(k, sentences[0], len(sentences) < len(item.sentences), own[at], round(cosine, 6))
            for (k, item), sentences, at, cosine in zip(
                wanted, by_others, near.tolist(), similarity.tolist(), strict=True
            )
        )
