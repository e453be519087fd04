"""Labels that people read: the phrases that set a theme apart from the rest of its story."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from .whole import alike, joined_name, whole_name, whole_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .phrases import Phrases

#: Size of the prior (alpha_0) of the log-odds, as a share of the sentences counted.
_PRIOR: Final = 0.1

#: Phrases of a theme that are looked at closely, best first.
_LOOKED_AT: Final = 60

#: Power of how near to the middle of its theme the sentences of a phrase stand.
_CENTRAL: Final = 0.75

#: What a phrase gains by standing in a headline.
_IN_HEADLINE: Final = 1.15

#: What one small word by itself keeps of its score, that stands in one, two or three sentences of a theme: it may be of an idiom.
_LONE: Final = (0.5, 0.75, 0.9, 1.0)

#: What a phrase of one, two and three words keeps that stands in one sentence.
_SEEN_ONCE: Final = np.array([1.0, 0.8, 0.6])

#: Letters of the longest word that is often an abbreviation where it stands in capitals beside another.
_ABBREVIATED: Final = 5

#: Who asks for a network, "CNN's Erin Burnett", is not what the story is about.
_PRESENTER: Final = re.compile(r"[A-Z]{2,5}['’]s [A-Z]")

#: What stands before one who is asked, or writes, and is not what the story is about: "according to NBC".
_ASKED: Final = re.compile(
    r"(?:\b[Aa]ccording to|\bciting|\bcited by|\b[Rr]eport(?:s|ed)? by|\b[Pp]ublished (?:by|in)|\b[Ii]nterview with)(?: [Tt]he)? \Z"
)
_TOLD: Final = re.compile(r"\btold(?: [Tt]he)? \Z")

#: Who is told, or reports, is such a one where nothing of what was told or reported follows: "told Congress that", "reported three cases" may be the story.
_CLOSED: Final = r"(?:[,.;!?\"”]|$| (?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
_TOLD_CLOSED: Final = re.compile(rf"(?: [A-Z]\w*){{0,3}}(?:{_CLOSED}| in an (?:e-?mail|interview)\b)")
_REPORTS: Final = re.compile(rf" (?:(?:first|also|has|had) )?(?:reported|reports)(?:{_CLOSED}| that\b)")
_BEFORE: Final = 40

_WORD: Final = re.compile(r"[\w’'.-]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of a theme, as its texts write it.

    Attributes
    ----------
    written : str
        A name or a fixed phrase whole.
    score : float
        By how much it speaks for the theme.
    sentences : frozenset of int
        Which of the theme hold it.
    """

    written: str
    score: float
    sentences: frozenset[int]


def theme_terms(
    phrases: Phrases,
    labels: NDArray[np.intp],
    n_labels: int,
    *,
    document_of: NDArray[np.intp],
    counted: NDArray[np.bool_],
    n_phrases: int,
    centrality: NDArray[np.float64] | None = None,
    headlines: Sequence[str] = (),
) -> list[list[Term]]:
    """For each theme the phrases that it uses more than the rest of the story, and which of its sentences hold them, best first.

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
    centrality : ndarray of shape (n_sentences,), optional
        How near each sentence is to the middle of its theme; all are as near by default.
    headlines : sequence of str, optional
        What stands in one of them speaks louder.

    Returns
    -------
    list of list of Term
        Written as the texts write them, names whole; no phrase shares a word with another of its list, or is it without its gaps or
        its first letters.

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
    near = np.ones(len(labels)) if centrality is None else centrality
    headed = " | ".join(" ".join(_WORD.findall(headline)) for headline in headlines).casefold().join("  ")
    found: list[list[Term]] = []
    for k in range(n_labels):
        own = labels[sentences] == k
        n_inside = int((counted & (labels == k)).sum())
        ranked, scores = _ranked(phrases, numbers[own], document_of[sentences[own]], total, n_inside, n_counted)
        holding, of, mean = (
            sentences[own],
            numbers[own],
            max(float(near[counted & (labels == k)].mean()), 1e-9) if n_inside else 1.0,
        )
        weighed: list[tuple[float, int, list[int]]] = []
        for phrase, score in zip(ranked.tolist()[:_LOOKED_AT], scores.tolist(), strict=False):
            held = holding[of == phrase].tolist()
            surface = " ".join(phrases.surfaces.of(phrase))
            weight = float(np.clip(np.mean(near[held]) / mean, 0.5, 1.5)) ** _CENTRAL
            weight *= _IN_HEADLINE if f" {surface.casefold()} " in headed else 1.0
            if surface.islower() and " " not in surface:
                weight *= _LONE[min(len(held), len(_LONE)) - 1]
            weighed.append((round(score * weight, 6), phrase, held))
        weighed.sort(key=lambda row: -row[0])
        found.append(_written(weighed, phrases, n_phrases))
    return found


def _ranked(
    phrases: Phrases,
    numbers: NDArray[np.intp],
    documents: NDArray[np.intp],
    total: NDArray[np.intp],
    n_inside: int,
    n_counted: int,
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
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

    Returns
    -------
    phrases : ndarray of shape (n_ranked,)
    scores : ndarray of shape (n_ranked,)
    """
    order = np.lexsort((documents, numbers))
    found, begins, count = np.unique(numbers[order], return_index=True, return_counts=True)
    first, last = documents[order[begins]], documents[order[begins + count - 1]]
    # A phrase of one sentence, or of one article where the theme has several, is an accident of that text.
    several = len(np.unique(documents)) > 1
    seen_twice = (count > 1) & ((first != last) | (not several))

    n_outside, prior_size = max(n_counted - n_inside, 1), _PRIOR * n_counted
    prior, rest = prior_size * total[found] / n_counted, total[found] - count
    ours = (count + prior) / (n_inside + prior_size - count - prior + 1e-9)
    theirs = (rest + prior) / (n_outside + prior_size - rest - prior + 1e-9)
    length = np.where(
        count > 1, 1 + 0.25 * (phrases.stems.n_words[found] - 1), _SEEN_ONCE[phrases.stems.n_words[found] - 1]
    )
    weight = length * np.where(seen_twice, 1.0, 0.3) * phrases.fitness[found]
    more = ours > theirs
    # NumPy takes logarithms as the processor has instructions for; the last bit may decide which of two phrases is first.
    odds = np.array([math.log(ratio) for ratio in (ours[more] / theirs[more]).tolist()])
    score = odds / np.sqrt(1 / (count + prior) + 1 / (rest + prior))[more] * weight[more]
    # Phrases are numbered in the order of their stems, so equals stay in it.
    best = np.argsort(-score, kind="stable")
    n_fit = np.count_nonzero(score > 0)
    best = best[:n_fit] if n_fit else best
    return found[more][best], score[best]


def _same(word: str, other: str) -> bool:
    """Whether two stems are one word to a reader: Russia and Russian, consul and consulate."""
    short, long = sorted((word, other), key=len)
    return (long.startswith(short) and len(short) >= max(4, len(long) - 3)) or word == other


def _is_source(name: str, texts: Sequence[str]) -> bool:
    """Whether a name stands in most places of some texts as that of who is asked, or who reports.

    Examples
    --------
    >>> _is_source("NBC", ["The planets are real, Dai told NBC.", "NBC reported that."]), _is_source("Equifax", ["Moss told Equifax to leave.", "Equifax reported losses."])
    (True, False)
    """
    if not name[0].isupper():
        return False
    places = [
        (text, text[max(place.start() - _BEFORE, 0) : place.start()], place.end())
        for text in texts
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    asked = sum(
        _ASKED.search(before) is not None
        or _REPORTS.match(text, stop) is not None
        or (_TOLD.search(before) is not None and _TOLD_CLOSED.match(text, stop) is not None)
        for text, before, stop in places
    )
    return 2 * asked > len(places)


def _written(weighed: Sequence[tuple[float, int, list[int]]], phrases: Phrases, n_phrases: int) -> list[Term]:
    """The first phrases that share no word with one another, as the texts write them most, names and fixed phrases whole.

    Parameters
    ----------
    weighed : sequence of (float, int, list of int)
        Score, phrase and the sentences of the theme that hold it, best first.
    phrases : Phrases
    n_phrases : int
    """
    chosen: list[Term] = []
    taken: list[str] = []
    for score, phrase, held in weighed:
        if len(chosen) == n_phrases:
            break
        # "Foster-care" is of foster and of care.
        stems = [part for stem in phrases.stems.of(phrase) for part in {stem, *stem.split("-")}]
        if any(_same(word, other) for word in stems for other in taken):
            continue
        surface = " ".join(phrases.surfaces.of(phrase))
        texts = [phrases.text_of(i) for i in held]
        whole = whole_name(surface, texts, phrases.language_of(held[0]))
        # A line in capitals is a heading, as is "UPDATES BELOW", and "N Out" the end of "Wild 'N Out".
        if (
            whole is None
            or re.match(r"[A-Z] ", whole)
            or (whole.isupper() and " " in whole and max(map(len, whole.split())) > _ABBREVIATED)
            or _PRESENTER.match(whole)
            or _is_source(whole, texts)
        ):
            continue
        if all(phrases.language_of(i) == "en" for i in held):
            whole = whole_phrase(whole, texts)
        more = [word.casefold() for word in whole.split() if word not in surface.split()]
        if any(_same(word, other) for word in more for other in taken) or any(
            alike(whole, other.written) for other in chosen
        ):
            continue
        taken.extend((*stems, *more))
        term = Term(whole, score, frozenset(held))
        parts = [
            (k, name)
            for k, other in enumerate(chosen)
            if (name := joined_name(other.written, whole, texts)) is not None
        ]
        if parts:
            # "Shapiro" and "Ari" are one.
            k, name = parts[0]
            chosen[k] = Term(name, chosen[k].score, chosen[k].sentences | term.sentences)
        else:
            chosen.append(term)
    return chosen
