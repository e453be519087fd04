"""Labels that people read: the phrases that set a theme apart from the rest of its story."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from .forms import squashed
from .words import english_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .phrases import Phrases

__all__ = ["distinctive_phrases"]

#: Share of the showings of a phrase in a theme from which they are a part of one and the same longer name.
_PART_OF_NAME: Final = 0.75

#: Words of the longest name.
_LONGEST_NAME: Final = 6

#: A word of a name, and what may stand between two: "Center for Humane Technology"; "and" joins two names as well, so it must be seen twice.
_NAME_WORD: Final = r"(?:(?:[A-Z]\.)+|(?!I\b)[^\W\d_a-zß-öø-ÿ](?:[\w’'-]*\w(?:['’](?= [A-Z]))?)?)"
_INSIDE: Final = r"(?:of|for|de|del|der|du|da|di|la|von|van)(?: the)?"
_NAMES: Final = tuple(
    (re.compile(rf"(?<!\w)(?<!\w[’'-]){_NAME_WORD}(?:(?: (?:{inside}))? {_NAME_WORD})*"), least)
    for inside, least in ((f"{_INSIDE}|and", 2), (_INSIDE, 1))
)

#: What stands before a name and is no part of it: capitalised for its place, or a title.
_BEFORE_NAMES: Final = re.compile(
    r"\A(?:(?:[Tt]he|An?|In|On|At|By|For|From|To|With|But|And|As|So|After|Before|When|While|Since|If|Although|Though|Because|That|This"
    r"|Its?|His|Her|Thanks|Hello|Mrs?\.?|Ms\.?|Dr\.?|of|for|and) )+"
)


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
    found: list[tuple[str, ...]] = []
    for k in range(n_labels):
        own = labels[sentences] == k
        n_inside = int((counted & (labels == k)).sum())
        ranked = _ranked(phrases, numbers[own], document_of[sentences[own]], total, n_inside, n_counted, prior_strength)
        holding = sentences[own]

        def held_by(phrase: int, of: NDArray[np.intp] = numbers[own], holding: NDArray[np.intp] = holding) -> list[int]:
            return [int(i) for i in holding[of == phrase]]

        found.append(_written(ranked, phrases, held_by, n_phrases))
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


def _written(
    ranked: NDArray[np.intp], phrases: Phrases, held_by: Callable[[int], list[int]], n_phrases: int
) -> tuple[str, ...]:
    """The first phrases that share no word with one another, as the texts write them most, names whole.

    Parameters
    ----------
    ranked : ndarray of shape (n_ranked,)
    phrases : Phrases
    held_by : callable
        From a phrase to the sentences of the theme that hold it.
    n_phrases : int
    """
    chosen: list[str] = []
    taken: list[str] = []
    for phrase in ranked.tolist():
        if len(chosen) == n_phrases:
            break
        stems = phrases.stems.of(phrase)
        if any(_same(word, other) for word in stems for other in taken):
            continue
        surface = " ".join(phrases.surfaces.of(phrase))
        texts = [phrases.text_of(i) for i in held_by(phrase)]
        whole = _whole_name(surface, texts)
        more = [word.casefold() for word in whole.split() if word not in surface.split()]
        if any(_same(word, other) for word in more for other in taken) or any(_alike(whole, other) for other in chosen):
            continue
        taken.extend((*stems, *more))
        parts = [(k, name) for k, other in enumerate(chosen) if (name := _joined_name(other, whole, texts)) is not None]
        if parts:
            # "Shapiro" and "Ari" are one.
            chosen[parts[0][0]] = parts[0][1]
        else:
            chosen.append(whole)
    return tuple(chosen)


def _joined_name(one: str, other: str, texts: Sequence[str]) -> str | None:
    """Two names as the one of which they are halves, where most of the texts that hold the other write them so; None where they do not.

    Examples
    --------
    >>> _joined_name("Shapiro", "Ari", ["Ari Shapiro spoke.", "We heard Ari Shapiro."]), _joined_name("Roe", "Wade", ["It was Roe v. Wade."])
    ('Ari Shapiro', 'Roe v. Wade')
    >>> _joined_name("Paris", "Moss", ["Moss left Paris."]) is None
    True
    """
    if not (one[:1].isupper() and other[:1].isupper()):
        return None
    first, second = re.escape(one), re.escape(other)
    between = r"(?:(?: [A-Z]\.)* | vs?\.? )"
    pair = re.compile(rf"(?<!\w)(?:{first}{between}{second}|{second}{between}{first})(?!\w)")
    found = Counter(match[0] for text in texts if (match := pair.search(text)) is not None)
    if not found or 2 * found.total() <= len(texts):
        return None
    return min(found, key=lambda name: (-found[name], name))


def _alike(phrase: str, other: str) -> bool:
    """Whether two phrases are one with its gaps and without, or a name and its first letters: "super moon", DPRK."""
    initials = {"".join(word[0] for word in one.split() if word[0].isupper()) for one in (phrase, other)}
    shortened = {one for one in (phrase, other) if len(one) > 1 and one.isupper()}
    return squashed(phrase) == squashed(other) or not initials.isdisjoint(shortened)


def _whole_name(surface: str, texts: Sequence[str]) -> str:
    """A phrase with a capital as a part of the name that it is a part of, wherever it stands; any other as it is.

    Examples
    --------
    >>> _whole_name("Humane Technology", ["He runs the Center for Humane Technology.", "The Center for Humane Technology began."])
    'Center for Humane Technology'
    >>> _whole_name("Judea", ["Judea and Samaria", "in Judea and Samaria"]), _whole_name("Judea", ["Judea and Samaria", "in Judea"])
    ('Judea and Samaria', 'Judea')
    """
    words = surface.split()
    if not (words and words[0][0].isupper() and words[-1][0].isupper()):
        return surface
    for names, least in _NAMES:
        runs = (match for text in texts for match in names.finditer(text) if surface in match[0])
        found = Counter(_as_name(match, surface) for match in runs)
        whole, n = found.most_common(1)[0] if found else (surface, 0)
        words = whole.split()
        # "The Red Cross and the Swiss government": an adjective ends no name.
        ends = words[-1].casefold() not in english_words().demonyms
        if n >= max(least, _PART_OF_NAME * found.total()) and ends and len(words) <= _LONGEST_NAME:
            return whole
    return surface


def _as_name(match: re.Match[str], surface: str) -> str:
    """A run of capitalised words around a surface without what stands before a name, or is written so for its place in the sentence."""
    name = _BEFORE_NAMES.sub("", match[0])
    if match.start() == 0 and name == match[0] and not name.startswith(surface):
        name = _BEFORE_NAMES.sub("", re.sub(r"^\S+ (?=(?:of|for) )", "", name))
    name = re.sub("['’]s?$", "", name)
    return name if f" {surface} " in re.sub("['’]s? ", " ", f" {name} ") or f" {surface} " in f" {name} " else surface
