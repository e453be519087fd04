"""Record of one article with what the others say in its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypedDict, cast

from .schema import Record
from .sentences import SentenceRecord, near_record, sentence_record
from .support import firm_support, outlets_saying

if TYPE_CHECKING:
    from ..comparison.article import MarkedArticle, OtherFigure, SameFigure
    from ..comparison.claims import Claims
    from ..comparison.figures.values import FigureValue
    from ..corpus import Corpus
    from .sentences import NearestRecord, SupportRecord


#: Characters between a number and what it counts, up to which it is shown with it.
_NEAR: Final = 24


class OtherFigureRecord(TypedDict):
    """A figure of the sentence and one elsewhere that excludes it, with the sentence that gives it; ``update``: that is no dispute, for the number changed as time went on, or both are of one outlet."""

    quantity: str
    other: str
    label: str
    update: bool
    sentence: SentenceRecord


class SameFigureRecord(TypedDict):
    """A figure of the sentence with what it counts, as written, and other ``outlets`` that give it alike, whatever else they say of it."""

    quantity: str
    outlets: list[str]


class ArticleSentenceRecord(SentenceRecord):
    """A sentence of the article and its margin.

    ``outlets``: other outlets that say the same, in ``independent`` distinct other texts, one sentence an outlet in ``said_by``; ``surely``: those
    of them that very probably do, the others perhaps;
    ``copied_by``: those of them that say it in a copy or a version of this text alone; ``disputed_by``: sentences that deny it or come to
    another number, day or name, and stand not in ``said_by``; ``nearest``: for what nobody else says. ``copied``: elsewhere only in copies; ``updated``: given otherwise by an update alone.
    ``same_figures``: those that outlets give alike which are not among ``outlets``.
    """

    status: Literal["disputed", "updated", "said_also", "copied", "only_here", "uncertain", "no_claim", "furniture"]
    claim: int | None
    outlets: list[str]
    surely: list[str]
    independent: int
    copied_by: list[str]
    said_by: list[SentenceRecord]
    disputed_by: list[SentenceRecord]
    figures: list[OtherFigureRecord]
    nearest: NearestRecord | None
    same_figures: list[SameFigureRecord]


class MissingRecord(TypedDict):
    """A claim of several texts on which no sentence of the article is.

    ``elsewhere``: whether another article of the outlet states it; ``sentence``: a citation; ``nearest``: what the article says that comes nearest;
    ``perhaps``: probability that it states it all the same, in other words.
    """

    claim: int
    kind: Literal["consensus", "shared"]
    outlets: list[str]
    independent: int
    surely: SupportRecord
    elsewhere: bool
    sentence: SentenceRecord
    nearest: NearestRecord
    perhaps: float


class MarkedArticleRecord(TypedDict):
    """One article: ``sentences``, all of it, in order; ``missing``: what the others report and it has no sentence on, consensus first.

    ``n_perhaps``: further claims of theirs that it may state in other words; ``n_later``: and that are news of a later day; ``copies``: documents that are the same text; ``counts``:
    sentences by status.
    """

    document: str
    outlet: str
    title: str
    published: str | None
    url: str
    copies: list[str]
    counts: dict[str, int]
    sentences: list[ArticleSentenceRecord]
    missing: list[MissingRecord]
    n_perhaps: int
    n_later: int


class ArticleRecord(Record):
    """``summarize compare --article ID``."""

    article: MarkedArticleRecord


def _figure(corpus: Corpus, figure: OtherFigure) -> OtherFigureRecord:
    def words(value: FigureValue) -> str:
        sentence, quantity = corpus.sentences[value.sentence], value.quantity
        begin = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start
        text = corpus.documents[sentence.document].text
        return text[min(begin, quantity.start) : max(quantity.stop, begin)]

    return {
        "quantity": words(figure.value),
        "other": words(figure.other),
        "label": figure.label,
        "update": figure.update,
        "sentence": sentence_record(corpus, figure.other.sentence),
    }


def same_figure_record(corpus: Corpus, figure: SameFigure) -> SameFigureRecord | None:
    """Return the record of a figure with its noun; None for a number whose noun does not stand behind it, which says nothing by itself.

    Parameters
    ----------
    corpus : Corpus
    figure : SameFigure

    Returns
    -------
    SameFigureRecord or None
    """
    quantity = figure.value.quantity
    text = corpus.documents[corpus.document_of[figure.value.sentence]].text
    counted, stop = quantity.counted, quantity.stop
    if counted is not None and stop <= counted[0] <= stop + _NEAR:
        stop = counted[1]
    elif quantity.unit == "count":
        return None
    return {
        "quantity": text[quantity.start : stop],
        "outlets": [corpus.outlets[corpus.outlet_of[j]] for j in figure.others],
    }


def marked_article_record(corpus: Corpus, article: MarkedArticle, claims: Claims) -> MarkedArticleRecord:
    """Return the record of an article with its margin."""
    document = corpus.documents[article.document]
    sentences: list[ArticleSentenceRecord] = []
    counts: dict[str, int] = dict.fromkeys(
        ("said_also", "copied", "disputed", "updated", "only_here", "uncertain", "no_claim", "furniture"), 0
    )
    for item in article.sentences:
        counts[item.status] += 1
        sentences.append(
            {
                **sentence_record(corpus, item.sentence),
                "status": item.status,
                "claim": item.claim,
                "outlets": [corpus.outlets[corpus.outlet_of[j]] for j in item.said_by],
                "surely": [corpus.outlets[corpus.outlet_of[j]] for j in item.surely],
                "independent": item.independent,
                "copied_by": [corpus.outlets[corpus.outlet_of[j]] for j in item.copied_by],
                "said_by": [sentence_record(corpus, j) for j in item.said_by],
                "disputed_by": [sentence_record(corpus, j) for j in item.disputed_by],
                "figures": [_figure(corpus, figure) for figure in item.figures],
                "nearest": near_record(corpus, item.nearest, item.similarity),
                "same_figures": [
                    found for figure in item.same_figures if (found := same_figure_record(corpus, figure))
                ],
            }
        )
    return {
        "document": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "url": document.url,
        "copies": [corpus.documents[d].id for d in article.copies],
        "counts": counts,
        "sentences": sentences,
        "missing": [
            {
                "claim": item.claim,
                "kind": cast("Literal['consensus', 'shared']", claims.items[item.claim].kind),
                "outlets": outlets_saying(corpus, claims.items[item.claim].sentences),
                "independent": claims.items[item.claim].independent,
                "surely": firm_support(corpus, claims.items[item.claim]),
                "elsewhere": item.elsewhere,
                "sentence": sentence_record(corpus, item.sentence),
                "nearest": {**sentence_record(corpus, item.nearest), "similarity": item.similarity},
                "perhaps": item.perhaps,
            }
            for item in article.missing
        ],
        "n_perhaps": article.n_perhaps,
        "n_later": article.n_later,
    }
