"""Labels that people read: the phrases that set a theme apart from the rest of its story."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .phrases import Phrases

__all__ = ["distinctive_phrases"]


def distinctive_phrases(
    phrases: Phrases,
    labels: NDArray[np.intp],
    n_labels: int,
    *,
    document_of: NDArray[np.intp],
    counted: NDArray[np.bool_],
    n_phrases: int,
    prior_strength: float = 0.1,
) -> list[tuple[str, ...]]:
    """For each theme the phrases that it uses more than the rest of the story, best first.

    Parameters
    ----------
    phrases : Phrases
    labels : ndarray of shape (n_sentences,)
        -1 = no theme; such sentences count among the rest.
    n_labels : int
    document_of : ndarray of shape (n_sentences,)
    counted : ndarray of shape (n_sentences,)
        Sentences that count; repeats of a sentence do not.
    n_phrases : int
        At most so many a theme.
    prior_strength : float
        Size of the prior (alpha_0) as a share of the sentences counted.

    Returns
    -------
    list of tuple of str
        Written as the texts write them; no phrase shares a word with another of its list.

    Notes
    -----
    Counts sentences, not words, so that one sentence that repeats a word does not speak twice. Longer phrases win over
    their parts where both are as distinctive. O(total number of phrases).

    References
    ----------
    Monroe, B., Colaresi, M., & Quinn, K. (2008). Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict. Political Analysis.
    """
    n_counted = max(int(counted.sum()), 1)
    kept = counted[phrases.sentences]
    sentences, numbers = phrases.sentences[kept], phrases.numbers[kept]
    total = np.bincount(numbers, minlength=len(phrases.fitness))
    found: list[tuple[str, ...]] = []
    for k in range(n_labels):
        own = labels[sentences] == k
        n_inside = int((counted & (labels == k)).sum())
        ranked = _ranked(phrases, numbers[own], document_of[sentences[own]], total, n_inside, n_counted, prior_strength)
        found.append(_written(ranked, phrases, n_phrases))
    return found


def _ranked(
    phrases: Phrases,
    numbers: NDArray[np.intp],
    documents: NDArray[np.intp],
    total: NDArray[np.intp],
    n_inside: int,
    n_counted: int,
    prior_strength: float,
) -> NDArray[np.intp]:
    """Phrases of one theme by their log-odds against the rest, in standard errors, weighed by their fitness as labels.

    Parameters
    ----------
    phrases : Phrases
    numbers, documents : ndarray of shape (n_held,)
        Phrase and document, once for each sentence of the theme that holds the phrase.
    total : ndarray of shape (n_phrases,)
        Sentences of the story that hold each phrase.
    n_inside, n_counted : int
        Sentences of the theme, and of the story.
    prior_strength : float
        As in `distinctive_phrases`.

    Returns
    -------
    ndarray of shape (n_ranked,)
    """
    order = np.lexsort((documents, numbers))
    found, begins, count = np.unique(numbers[order], return_index=True, return_counts=True)
    first, last = documents[order[begins]], documents[order[begins + count - 1]]
    # A phrase of one sentence, or of one article where the theme has several, is an accident of that text.
    several = len(np.unique(documents)) > 1
    seen_twice = (count > 1) & ((first != last) | (not several))

    n_outside, prior_size = max(n_counted - n_inside, 1), prior_strength * n_counted
    prior, rest = prior_size * total[found] / n_counted, total[found] - count
    ours = (count + prior) / (n_inside + prior_size - count - prior + 1e-9)
    theirs = (rest + prior) / (n_outside + prior_size - rest - prior + 1e-9)
    length = np.where(count > 1, 1 + 0.25 * (phrases.stems.n_words[found] - 1), 1 / phrases.stems.n_words[found])
    weight = length * np.where(seen_twice, 1.0, 0.3) * phrases.fitness[found]
    more = (ours > theirs) & (theirs > 0)
    # NumPy takes logarithms as the processor has instructions for; the last bit may decide which of two phrases is first.
    odds = np.array([math.log(ratio) for ratio in (ours[more] / theirs[more]).tolist()])
    score = odds / np.sqrt(1 / (count + prior) + 1 / (rest + prior))[more] * weight[more]
    # Phrases are numbered in the order of their stems, so equals stay in it.
    best = np.argsort(-score, kind="stable")
    n_fit = np.count_nonzero(score > 0)
    return found[more][best[:n_fit] if n_fit else best]


def _same(word: str, other: str) -> bool:
    """Whether two stems are one word to a reader: Russia and Russian, consul and consulate."""
    short, long = sorted((word, other), key=len)
    return (long.startswith(short) and len(short) >= max(4, len(long) - 3)) or word == other


def _written(ranked: NDArray[np.intp], phrases: Phrases, n_phrases: int) -> tuple[str, ...]:
    """The first phrases that share no word with one another, as the texts write them most."""
    chosen: list[int] = []
    taken: list[str] = []
    for phrase in ranked.tolist():
        if len(chosen) == n_phrases:
            break
        stems = phrases.stems.of(phrase)
        if not any(_same(word, other) for word in stems for other in taken):
            chosen.append(phrase)
            taken.extend(stems)
    return tuple(" ".join(phrases.surfaces.of(phrase)) for phrase in chosen)
