"""What a theme is called: of its phrases the two that say together what most of its sentences are about."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from ..similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from .labels import Term

#: Phrases of a theme that are weighed by what they mean, and those of them of which two can be its label.
PHRASES: Final = 24
_CANDIDATES: Final = 10

#: Cosine of a phrase to its theme at which it keeps its score, and the least that is reckoned with: no phrase is nothing to its theme.
_LIKE: Final = 0.25
_UNLIKE: Final = 0.03

#: How much more it counts that a phrase is like what sets its theme apart than that it is like all that the theme says.
_APART_TO_WHOLE: Final = 2

#: What a label keeps whose phrases meet in no sentence of the theme but in two that stand side by side, or nowhere.
_BESIDE: Final = 0.8
_NOWHERE: Final = 0.55

#: What a label of two phrases keeps of which none, one or two are names: who alone says less than who and what.
_OF_NAMES: Final = (1.0, 1.1, 0.85)

#: What a label keeps for each of its phrases by which, or by a part of which, a larger theme is called already.
_USED: Final = 0.6

#: A second phrase of less than this share of the score of a longer one would tell less than none.
_NOISE: Final = 0.1

#: What a label is worth whose phrases stand nowhere in its theme, beside the share of it that they do stand in.
_UNCOVERED: Final = 1.0


def near_first(
    terms: Sequence[Sequence[Term]],
    vectors: NDArray[np.float32],
    labels: NDArray[np.intp],
    mean: NDArray[np.float32],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
) -> list[list[Term]]:
    """Weigh the phrases of each theme by how like they are to it, and put the best first.

    Counts cannot tell which of the nouns of a single sentence is what it is about; the model that embeds the sentences can.

    Parameters
    ----------
    terms : sequence of sequences of Term
        Those of each theme.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    labels : ndarray of shape (n_sentences,)
    mean : ndarray of shape (n_dims,)
        What all sentences of the story have in common.
    embed : callable
        From texts to vectors of the same space, one row a text.

    Returns
    -------
    list of list of Term
        With their new scores.

    Notes
    -----
    One call of `embed`, of `PHRASES` short texts a theme.
    """
    written = sorted({term.written for own in terms for term in own})
    if not written:
        return [list(own) for own in terms]
    X = unit_rows(np.asarray(embed(written), dtype=np.float32))
    apart = unit_rows(X - X.mean(axis=0))
    row = {phrase: k for k, phrase in enumerate(written)}
    found: list[list[Term]] = []
    for k, own in enumerate(terms):
        members = vectors[labels == k]
        rows = [row[term.written] for term in own]
        as_whole = X[rows] @ unit_rows(members.sum(axis=0, keepdims=True))[0]
        as_apart = apart[rows] @ unit_rows(unit_rows(members - mean).sum(axis=0, keepdims=True))[0]
        like = np.maximum(as_whole, 0) + _APART_TO_WHOLE * np.maximum(as_apart, 0)
        weights = np.maximum(like / (1 + _APART_TO_WHOLE), _UNLIKE) / _LIKE
        weighed = [replace(t, score=round(t.score * float(w), 4)) for t, w in zip(own, weights, strict=True)]
        found.append(sorted(weighed, key=lambda term: -term.score))
    return found


def theme_names(
    seeds: Sequence[str | None],
    terms: Sequence[Sequence[Term]],
    *,
    document_of: NDArray[np.intp],
    weights: NDArray[np.float64],
    labels: NDArray[np.intp],
) -> list[tuple[str, ...]]:
    """The phrases that each theme is called by: the name of its seed, or two of its own that no larger theme is called by, or one.

    Two phrases are the better the more they say each, the more of the theme's sentences hold one of them, and where a sentence holds
    both; a person's name and a thing say more than two names. A long phrase is left alone where no other comes near to it.

    Parameters
    ----------
    seeds : sequence of str or None
        Names given to the themes.
    terms : sequence of sequences of Term
        Those of each theme, best first.
    document_of : ndarray of shape (n_sentences,)
    weights : ndarray of shape (n_sentences,)
        How much each sentence speaks for its theme, 0 or more.
    labels : ndarray of shape (n_sentences,)
        -1 = no theme, or not counted.

    Returns
    -------
    list of tuple of str
        Empty for a theme without phrases; no two that are not are the same.
    """
    named: list[tuple[str, ...]] = []
    used: set[str] = set()
    for k, seed in enumerate(seeds):
        if seed is not None:
            named.append((seed,))
            continue
        own = terms[k][:_CANDIDATES]
        whole = max(float(weights[labels == k].sum()), 1e-9)
        best, best_score = tuple[str, ...](), -1.0
        for pair in (*combinations(own, 2), *((term,) for term in own if len(own) == 1 or " " in term.written)):
            written = tuple(term.written for term in pair)
            if set(written) in map(set, named) or _is_noisy(pair):
                continue
            covered = float(weights[sorted(frozenset[int]().union(*(term.sentences for term in pair)))].sum()) / whole
            score = sum(max(term.score, 0.0) ** 0.5 for term in pair) * (_UNCOVERED + covered)
            score *= _meeting(pair, document_of) * _USED ** sum(_is_used(phrase, used) for phrase in written)
            if round(score, 6) > best_score:
                best, best_score = written, round(score, 6)
        named.append(best)
        used.update(phrase.casefold() for phrase in best)
    return named


def _is_used(phrase: str, used: Collection[str]) -> bool:
    """Whether a phrase, or one of several words that holds it or that it holds, is among those in small letters.

    Examples
    --------
    >>> _is_used("Falcon Heavy rocket", {"falcon heavy"}), _is_used("Falcon Heavy rocket", {"rocket"})
    (True, False)
    """
    asked = f" {phrase.casefold()} "
    return any(
        f" {other} " == asked or (" " in other and f" {other} " in asked) or (" " in phrase and asked in f" {other} ")
        for other in used
    )


def _is_name(term: Term) -> bool:
    words = term.written.split()
    return words[0][0].isupper() and words[-1][0].isupper()


def _is_noisy(pair: Sequence[Term]) -> bool:
    """Whether the second of two phrases is next to nothing beside a first that can stand by itself."""
    first, *others = pair
    alone = " " in first.written and not _is_name(first)
    return alone and any(other.score < _NOISE * first.score for other in others)


def _meeting(pair: Sequence[Term], document_of: NDArray[np.intp]) -> float:
    """What a label keeps by what its phrases are, and by where they meet."""
    if len(pair) == 1:
        return 1.0
    one, other = pair
    kept = _OF_NAMES[_is_name(one) + _is_name(other)]
    if one.sentences & other.sentences:
        return kept
    beside = any(
        j in other.sentences and document_of[i] == document_of[j] for i in one.sentences for j in (i - 1, i + 1)
    )
    return kept * (_BESIDE if beside else _NOWHERE)
