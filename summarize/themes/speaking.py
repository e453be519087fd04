"""Sentences that speak for a theme: near to its middle, whole, understood alone, of several outlets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks
from ..datelines import dateline_stop
from ..leaning import leans
from ..quotations import find_quotations
from ..similarity import unit_rows, weighted_mean
from ..timing import followed
from ..wholeness import is_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told
    from .evidence import Evidence

#: Content words of a sentence that can speak for its theme: enough to say something, few enough to be read.
SPEAKING_WORDS: Final = (5, 25)

#: Best sentences of a theme from which those are taken that speak for it: of twice as many one in 1,469 is another.
ASKED_TO_SPEAK: Final = 30

#: What a sentence gains as the example of its theme by holding the theme's name at all, which is more than any other can have, and by each term of it.
_EXAMPLE: Final = 4.0
_LABELLED: Final = 0.2

#: Cosine from which a sentence says again what another has said for the theme.
SAYS_THE_SAME: Final = 0.8

#: What a sentence loses that cannot be read alone, and beside that one that is a question, a caption or half a sentence; what one loses that is quoted with nobody
#: named, and what it gains among those beside the example by the label.
_NEEDY: Final = 0.2
_BROKEN: Final = 0.4
_UNNAMED: Final = 0.1
_HOLDING: Final = 0.25

#: Small words that join names, and what else stands between them under a picture: "Jane Roe at the White House on June 29, 2017."
_JOINING: Final = frozenset(
    "a an and at by during for from in near of on or outside the to with center centre above below".split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _members_of(k: int, evidence: Evidence, labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """The sentences of a theme without repeats; all of them where it holds nothing else, as one of the user's own may."""
    members = np.flatnonzero(labels == k)
    told_first = members[evidence.first[members]]
    return told_first if len(told_first) else members


def centralities(evidence: Evidence, labels: NDArray[np.intp], n_themes: int) -> NDArray[np.float64]:
    """How near each sentence is to the middle of its theme, without the story's common direction, shape (n_sentences,); 0 without a theme."""
    mean = weighted_mean(evidence.vectors, evidence.weights)
    central = np.zeros(len(labels))
    for k in range(n_themes):
        members = _members_of(k, evidence, labels)

        def own(block: slice, members: NDArray[np.intp] = members) -> NDArray[np.float32]:
            return unit_rows(evidence.vectors[members[block]] - mean)

        blocks = list(row_blocks(len(members), 3 * 4 * evidence.vectors.shape[1]))
        summed = sum((own(block).sum(axis=0, keepdims=True) for block in blocks), np.zeros_like(mean[None, :]))
        centre = unit_rows(summed)[0]
        for block in blocks:
            central[members[block]] = own(block) @ centre
    return central


def _names_alone(text: str) -> bool:
    """Whether a text has no word but names, numbers and what joins them, as it stands under a picture.

    Examples
    --------
    >>> _names_alone("President Roe at the White House on June 29, 2017."), _names_alone("Jane Roe left the White House.")
    (True, False)
    """
    small = [word for word in _WORD.findall(text) if word[0].islower()]
    return text.isascii() and all(word in _JOINING for word in small)


def _needs_another(text: str, language: str) -> bool:
    """Whether a reader who sees a sentence alone would miss the one before it."""
    return leans(text[dateline_stop(text) :], language)


def _is_broken(text: str) -> bool:
    """Whether a reader who sees a sentence alone would miss the rest of it, or it is a question or a caption."""
    return not is_whole(text[dateline_stop(text) :]) or _names_alone(text)


def _is_unnamed(text: str) -> bool:
    """Whether all of a sentence stands in quotation marks, so that nobody says who speaks."""
    return any(q.start == 0 and q.stop == len(text) for q in find_quotations(text))


def _holds(text: str, term: str) -> bool:
    """Whether a term stands in a text, both folded, and begins a word in scripts that write spaces: "war", not "toward"."""
    return term in text and (not term.isascii() or re.search(rf"\b{re.escape(term)}", text) is not None)


def representatives(
    corpus: Corpus,
    evidence: Evidence,
    labels: NDArray[np.intp],
    central: NDArray[np.float64],
    terms: Sequence[tuple[str, ...]],
    names: Sequence[str],
    n_wanted: int,
    progress: Told,
) -> tuple[tuple[int, ...], ...]:
    """For each theme the sentences that say most of it, one an outlet as long as there are outlets left.

    Without the story's common direction the middle of a theme is what the theme adds to the story; a sentence gains by
    the terms that name the theme, and loses where it is too short to say something or too long to be read. It loses too where it cannot
    be read alone, or is all a quotation, and none repeats another. The first, which readers see as the example, holds a term of the theme's name where a
    sentence that can be read alone does, and rather two than one; the others hold one rather than none.

    Parameters
    ----------
    corpus : Corpus
    evidence : Evidence
    labels : ndarray of shape (n_sentences,)
    central : ndarray of shape (n_sentences,)
        As `centralities` gives it.
    terms : sequence of tuple of str
        Of each theme, best first.
    names : sequence of str
        Its label.
    n_wanted : int
        At most so many sentences a theme.
    progress : callable, optional
        Called with the number of themes done and of all.

    Returns
    -------
    tuple of tuple of int
    """
    chosen: list[tuple[int, ...]] = []
    for k, own_terms in enumerate(followed(terms, progress)):
        members = _members_of(k, evidence, labels)
        sought = [term.casefold() for term in own_terms[:3]]
        label = [term.casefold() for term in own_terms if term in names[k].split(", ")] or sought
        lowered = [evidence.texts[i].casefold() for i in members.tolist()]
        named = np.array([sum(term in text for term in sought) for text in lowered])
        labelled = np.array([sum(_holds(text, term) for term in label) for text in lowered])
        lengths = np.array([len(evidence.words[i]) for i in members.tolist()])
        awkward = (lengths < SPEAKING_WORDS[0]) | (lengths > SPEAKING_WORDS[1])
        scores = np.round(central[members] + 0.1 * named - 0.2 * awkward, 6)
        holding = np.flatnonzero(labelled)
        best = np.argsort(-scores, kind="stable")[:ASKED_TO_SPEAK]
        best = np.union1d(best, holding[np.argsort(-scores[holding], kind="stable")[:ASKED_TO_SPEAK]])
        asked = [(evidence.texts[i], evidence.languages[i]) for i in members[best].tolist()]
        broken = np.array([_is_broken(text) for text, _ in asked])
        needy = broken | np.array([_needs_another(text, language) for text, language in asked])
        unnamed = np.array([_is_unnamed(text) for text, _ in asked])
        scores = np.round(scores[best] - _NEEDY * needy - _BROKEN * broken - _UNNAMED * unnamed, 6)
        scores = np.where(labelled[best] > 0, scores + _HOLDING, scores)
        example = np.where(
            needy | (labelled[best] == 0), scores, scores + _EXAMPLE + _LABELLED * labelled[best]
        ).argmax()
        scores[example] = np.inf
        best = best[np.argsort(-scores, kind="stable")]
        order = members[best].tolist()
        mine: list[int] = []
        while order and len(mine) < n_wanted:
            shown = {int(corpus.outlet_of[i]) for i in mine}
            mine.append(next((i for i in order if int(corpus.outlet_of[i]) not in shown), order[0]))
            alike = np.round(evidence.vectors[order] @ evidence.vectors[mine[-1]], 6) >= SAYS_THE_SAME
            order = [i for i, repeats in zip(order, alike.tolist(), strict=True) if not repeats]
        chosen.append(tuple(mine))
    return tuple(chosen)
