"""The order in which chosen sentences read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks
from ..dates import instant_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

#: Cosine from which a sentence of another article says what a chosen one says, and so votes on its place.
SAME_SIMILARITY: Final = 0.6

#: Place in an article up to which a sentence belongs to how it begins: before the first there may be a heading and a name.
_BEGINNING: Final = 2

#: What being worth most weighs where a brief opens, beside the mean cosine to how the articles begin.
_WORTH: Final = 0.3

#: Seconds between two publications from which the news of the one came before the news of the other.
_LATER: Final = 24 * 3600.0

#: Days between the first and the last article of chosen sentences from which they are told day by day, and from which the first is no exception.
_DAYS_APART: Final = 3
_LONG_APART: Final = 7

#: Share of how well the best opening tells what the story is from which the second or third sentence of the oldest article opens such a story: before it may be a
#: heading, or what "the company" means.
_TELLS: Final = 0.7

#: Share of the best answer's worth from which a sentence before it in its article is told before it.
_NEARLY: Final = 0.9

#: What a day between publications weighs, in articles that vote.
_DATE_VOTES: Final = 0.5

#: The quotation with which a sentence begins, and the words up to which it is the title of something.
_OPENING_QUOTATION: Final = re.compile(r"\s*[\"“„«]([^\"”»]+)")
_TITLE_WORDS: Final = 4

#: Titles before a name that say nothing of who somebody is.
TITLES: Final = frozenset({"Mr", "Mrs", "Ms", "Dr"})

#: Capitalised words in a row, what stands before a name and is none of its words, and how a sentence goes on about somebody.
_CAPITALISED: Final = re.compile(r"\b[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z])*\b(?:[’']s\b)?")
_BEFORE_NAMES: Final = frozenset(
    {"The", "A", "An", "In", "On", "At", "By", "For", "From", "But", "And", "As", "After", "When", "While", "If"}
    | TITLES
)
_GOES_ON: Final = re.compile(r",? whose\b| [“\"]?(?:said|says|told|added|was|is|has|had|and|who|will|would)\b")

#: Votes of an introduction: more than there are articles.
_INTRODUCED_VOTES: Final = 1e6


def reading_order(
    chosen: NDArray[np.intp],
    corpus: Corpus,
    vectors: NDArray[np.float32],
    labels: NDArray[np.intp],
    text_group: NDArray[np.intp],
    requires: NDArray[np.intp],
    *,
    value: NDArray[np.float64] | None = None,
    answers: NDArray[np.float64] | None = None,
    same: float = SAME_SIMILARITY,
) -> NDArray[np.intp]:
    """Put chosen sentences in the order in which most articles tell them, theme by theme.

    Each independent article votes on each two sentences, its own or those that say the same: which comes first in it. Where
    articles were published a day apart and more, that votes too. The sentence with most precedence over the rest is
    taken, again and again; then sentences of one theme are drawn to the first of them, or, where their articles are three days apart and more, all are told
    day by day. A sentence that leans on another
    stays right behind it, and one that gives somebody's last name alone behind one that gives all of it. The first of all is
    one with which an article begins, or that stands nearest to where one does, is no quotation and stands behind no chosen first sentence of
    its article; and of such the one that is nearest to how all articles begin (mean cosine) and worth most; where the articles are a week apart and more, the
    oldest that begins one. Or, where a question was asked, the one that answers it best, and the sentences of each article stay in its order.

    Parameters
    ----------
    chosen : ndarray of shape (n_chosen,)
        Indices into the sentences.
    corpus : Corpus
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    labels : ndarray of shape (n_sentences,)
        Theme of each sentence, -1 = none.
    text_group : ndarray of shape (n_sentences,)
        Independent text of each sentence; a group votes once.
    requires : ndarray of shape (n_sentences,)
        The sentence right behind which each must stand, -1 = none.
    value : ndarray of shape (n_chosen,), optional
        What each was chosen for.
    answers : ndarray of shape (n_sentences,), optional
        How relevant each sentence of the corpus is to the question.
    same : float
        Cosine from which a sentence of another article says what a chosen one says.

    Returns
    -------
    ndarray of shape (n_chosen,)
        The same indices, in reading order.

    Notes
    -----
    O(n_chosen * n_sentences * n_dims + n_chosen ** 2 * n_documents), of the documents those that say what a chosen sentence says.

    References
    ----------
    Barzilay, R., Elhadad, N., & McKeown, K. (2002). Inferring strategies for sentence ordering in multidocument news
    summarization. JAIR.

    Cohen, W., Schapire, R., & Singer, Y. (1999). Learning to order things. JAIR.
    """
    if not len(chosen):
        return chosen
    among = set(chosen.tolist())
    heads = np.array([i for i in sorted(among) if int(requires[i]) not in among], dtype=np.intp)
    introduced = _introduced([corpus.text_of(i) for i in heads.tolist()])
    precedence = _precedence(heads, corpus, vectors, text_group, same) + _INTRODUCED_VOTES * (
        introduced.astype(float) - introduced.T
    )
    order = heads[_by_precedence(precedence)].tolist()
    # How an article begins is written to be read first, and names what the rest calls "the attack".
    worth = np.zeros(len(chosen)) if value is None else value / max(float(value.max()), 1e-12)
    beginnings = np.flatnonzero(corpus.position_of == 0)
    beginnings = beginnings[np.unique(text_group[beginnings], return_index=True)[1]]
    begins_so = vectors[chosen] @ vectors[beginnings].mean(axis=0)
    tells_most = dict(zip(chosen.tolist(), np.round(begins_so + _WORTH * worth, 6).tolist(), strict=True))

    waiting = set(heads[introduced.any(axis=0)].tolist())
    begun = set(corpus.document_of[heads[corpus.position_of[heads] == 0]].tolist())

    def opens(i: int) -> tuple[float, ...]:
        if answers is not None:
            return (-round(float(answers[i]), 9), -tells_most[i])
        place = int(corpus.position_of[i])
        follows = place > 0 and int(corpus.document_of[i]) in begun
        return (i in waiting, max(place, _BEGINNING), _is_spoken(corpus.text_of(i)), follows, -tells_most[i])

    opening = min(order, key=opens)
    order.remove(opening)
    order.insert(0, opening)
    theme_at: dict[int, int] = {}
    for place, i in enumerate(order):
        # A sentence without a theme is a block of its own.
        theme_at.setdefault(int(labels[i]) if labels[i] >= 0 else -2 - i, place)
    order.sort(key=lambda i: theme_at[int(labels[i]) if labels[i] >= 0 else -2 - i])
    order = _day_by_day(order, corpus, tells_most) if answers is None else _as_written(order, corpus, answers)
    for a, b in np.argwhere(introduced).tolist():
        # Their themes may have put the last name before the full one.
        first, second = order.index(int(heads[a])), order.index(int(heads[b]))
        if second < first and answers is None:
            order.insert(second, order.pop(first))
    followers = {int(requires[i]): i for i in sorted(among)}
    told: list[int] = []
    for i in order:
        told.append(i)
        while told[-1] in followers:
            told.append(followers[told[-1]])
    return np.array(told, dtype=np.intp)


def _as_written(order: list[int], corpus: Corpus, answers: NDArray[np.float64]) -> list[int]:
    """The best answer, behind what its article tells right before it or answers nearly as well, and of the others those of each article in its order.

    "The spokesman" comes behind what names him; the places of an article's sentences among those of others stay.
    """
    best, others = order[0], order[1:]
    left: dict[int, list[int]] = {}
    for i in sorted(others):
        left.setdefault(int(corpus.document_of[i]), []).append(i)
    others = [left[int(corpus.document_of[i])].pop(0) for i in others]
    leading = [
        i
        for i in others
        if i < best
        and corpus.document_of[i] == corpus.document_of[best]
        and (answers[i] >= _NEARLY * answers[best] or {*range(i, best)} <= {*others})
    ]
    return [*leading, best, *(i for i in others if i not in leading)]


def _day_by_day(order: list[int], corpus: Corpus, tells_most: Mapping[int, float]) -> list[int]:
    """Sentences in the order of their articles' days, where those are some days apart, all but the first; else as they were.

    A story that went on for weeks is not told by theme, nor from its middle: the end of the race would stand before its beginning. So the first is no exception where they
    are a week apart and the oldest is the first sentence of its article, or one of the next that tells nearly as well what the story is.
    """
    when = [instant_of(corpus.documents[corpus.sentences[i].document].published) for i in order]
    known = {i: moment // _LATER for i, moment in zip(order, when, strict=True) if moment is not None}
    apart = max(known.values(), default=0) - min(known.values(), default=0) if len(known) == len(order) else 0
    if apart < _DAYS_APART:
        return order
    by_day = sorted(order, key=known.__getitem__)
    oldest, place = by_day[0], corpus.position_of[by_day[0]]
    tells = tells_most[oldest] >= _TELLS * tells_most[order[0]]
    if apart >= _LONG_APART and (place == 0 or (place <= _BEGINNING and tells)):
        return by_day
    return order[:1] + sorted(order[1:], key=known.__getitem__)


def _introduced(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which sentence gives the full name of somebody whom another calls by the last one alone, shape (n_texts, n_texts)."""
    named = [names_given(text) for text in texts]
    return np.array(
        [[bool(full & (alone - theirs)) for theirs, alone in named] for full, _ in named], dtype=bool
    ).reshape(len(texts), len(texts))


def names_given(text: str) -> tuple[set[str], set[str]]:
    """Last names that a sentence gives with a first name, and those that it gives alone."""
    full, alone = set(), set()
    for run in _CAPITALISED.finditer(text):
        words = run[0].removesuffix("'s").removesuffix("’s").split(" ")
        while words and words[0] in _BEFORE_NAMES:
            words.pop(0)
        if len(words) > 1:
            full.add(words[-1])
        elif words and (run[0].endswith(("'s", "’s")) or _GOES_ON.match(text, run.end())):
            alone.add(words[0])
    return full, alone


def _is_spoken(text: str) -> bool:
    """Whether a sentence begins with a quotation of several words; a title in quotation marks is none."""
    return (quoted := _OPENING_QUOTATION.match(text)) is not None and len(quoted.group(1).split()) > _TITLE_WORDS


def _precedence(
    heads: NDArray[np.intp],
    corpus: Corpus,
    vectors: NDArray[np.float32],
    text_group: NDArray[np.intp],
    same: float,
) -> NDArray[np.float64]:
    """Votes for each sentence before each other, less those against; shape (n_heads, n_heads), antisymmetric."""
    n_heads = len(heads)
    votes = np.zeros((n_heads, n_heads))
    rows_of, alike_of = _knowing(heads, vectors, text_group, same)
    order = np.argsort(text_group[rows_of], kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(text_group[rows_of[order]])) + 1):
        rows, alike = rows_of[places], alike_of[:, places]
        # One article speaks for a group of copies.
        speaks = np.flatnonzero(corpus.document_of[rows] == corpus.document_of[rows[0]])
        best = speaks[alike[:, speaks].argmax(axis=1)]
        known = alike[np.arange(n_heads), best] >= same
        place = corpus.position_of[rows[best]]
        both = known[:, None] & known[None, :]
        votes += np.where(both, np.sign(place[None, :] - place[:, None]), 0)
    when = np.array([instant_of(corpus.documents[d].published) or np.nan for d in corpus.document_of[heads]])
    apart = when[None, :] - when[:, None]
    votes += _DATE_VOTES * np.where(np.abs(apart) >= _LATER, np.sign(apart), 0)
    # Where nobody votes, what stands nearer the head of its article comes first.
    head_first = np.sign(corpus.position_of[heads][None, :] - corpus.position_of[heads][:, None])
    return np.asarray(votes + np.where(votes == 0, 0.25 * head_first, 0))


def _knowing(
    heads: NDArray[np.intp], vectors: NDArray[np.float32], text_group: NDArray[np.intp], same: float
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Sentences of the texts that say what a head says, ascending, and how like the heads they are, shape (n_heads, n_rows).

    All others vote on nothing; of a large corpus that is nearly all of it.
    """

    def likeness(rows: NDArray[np.intp] | slice) -> NDArray[np.float32]:
        return np.asarray(np.round(vectors[heads] @ vectors[rows].T, 6))

    says = np.zeros(len(vectors), dtype=bool)
    for block in row_blocks(len(vectors), 8 * len(heads)):
        says[block] |= (likeness(block) >= same).any(axis=0)
    rows = np.flatnonzero(np.isin(text_group, text_group[says]))
    return rows, likeness(rows)


def _by_precedence(precedence: NDArray[np.float64]) -> NDArray[np.intp]:
    """Take, again and again, what most precedes the rest; of equals the lower index."""
    left = list(range(len(precedence)))
    order = []
    while left:
        within = precedence[np.ix_(left, left)].sum(axis=1)
        order.append(left.pop(int(np.round(within, 9).argmax())))
    return np.array(order, dtype=np.intp)
