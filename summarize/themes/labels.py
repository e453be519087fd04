"""Labels that people read: the phrases that set a theme apart from the rest of its story."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import is_content, stems, token_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["Phrases", "distinctive_phrases", "phrases_of"]

#: Longest phrase, in words.
MAX_WORDS: Final = 3

_CALENDAR: Final = frozenset(map(str.casefold, (*calendar.day_name, *calendar.month_name, "")))

#: Between two words of one phrase stands white space and nothing else.
_JOINTS: Final = frozenset(" \t\n\r\u00a0\u202f")


@dataclass(frozen=True, eq=False, slots=True)
class Phrases:
    """The phrases of every sentence.

    Attributes
    ----------
    of : tuple of frozenset of tuple of str
        For each sentence the stems of its phrases, each once.
    surfaces : dict of tuple of str to Counter
        How each phrase is written, and how often.
    """

    of: tuple[frozenset[tuple[str, ...]], ...]
    surfaces: dict[tuple[str, ...], Counter[str]]


def _squashed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold())).removeprefix("the")


def _squashed_names(outlet: str) -> set[str]:
    """An outlet's name without its gaps: "Daily Mail" and www.dailymail.co.uk are both "dailymail"."""
    labels = outlet.removeprefix("www.").split(".")
    is_host = len(labels) > 1 and " " not in outlet
    return {_squashed(outlet), *(_squashed(label) for label in labels[:1] if is_host)}


def phrases_of(corpus: Corpus) -> Phrases:
    """Find the runs of one to three words of each sentence that neither begin nor end with a function word, a date or a number.

    An outlet's own name is left out: it says who writes, not what about.

    Parameters
    ----------
    corpus : Corpus
        Segmented.

    Returns
    -------
    Phrases
    """
    surfaces: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    found: list[frozenset[tuple[str, ...]]] = []
    own_names = {name for outlet in corpus.outlets for name in _squashed_names(outlet)}
    for i, sentence in enumerate(corpus.sentences):
        text = corpus.text_of(i)
        language = corpus.documents[sentence.document].language or "en"
        words, spans = token_spans(text)
        good = [is_content(w, language) and not w[0].isdigit() and w not in _CALENDAR for w in words]
        stemmed = stems(words, language)
        mine: set[tuple[str, ...]] = set()
        for start in range(len(words)):
            for stop in range(start + 1, min(start + MAX_WORDS, len(words)) + 1):
                if stop - start > 1 and not set(text[spans[stop - 2, 1] : spans[stop - 1, 0]]) <= _JOINTS:
                    break
                if not (good[start] and good[stop - 1]):
                    continue
                surface = " ".join(text[spans[start, 0] : spans[stop - 1, 1]].split())
                if _squashed(surface) in own_names:
                    continue
                key = tuple(stemmed[start:stop])
                mine.add(key)
                # The first word of a sentence is cased by its place; any other showing of the phrase speaks louder.
                surfaces[key][surface] += 1 if start == 0 else 100
        found.append(frozenset(mine))
    return Phrases(tuple(found), dict(surfaces))


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
        Written as the texts write them; no phrase holds another of its list.

    Notes
    -----
    Counts sentences, not words, so that one sentence that repeats a word does not speak twice. Longer phrases win over
    their parts where both are as distinctive. O(total number of phrases).

    References
    ----------
    Monroe, B., Colaresi, M., & Quinn, K. (2008). Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict. Political Analysis.
    """
    inside: list[Counter[tuple[str, ...]]] = [Counter() for _ in range(n_labels)]
    documents: list[defaultdict[tuple[str, ...], set[int]]] = [defaultdict(set) for _ in range(n_labels)]
    total: Counter[tuple[str, ...]] = Counter()
    for i in np.flatnonzero(counted).tolist():
        total.update(phrases.of[i])
        if labels[i] >= 0:
            inside[labels[i]].update(phrases.of[i])
            for key in phrases.of[i]:
                documents[labels[i]][key].add(int(document_of[i]))
    n_counted = max(int(counted.sum()), 1)
    return [
        _best(
            inside[k],
            total,
            documents[k],
            int((counted & (labels == k)).sum()),
            n_counted,
            phrases.surfaces,
            n_phrases,
            prior_strength,
        )
        for k in range(n_labels)
    ]


def _best(
    inside: Counter[tuple[str, ...]],
    total: Counter[tuple[str, ...]],
    documents: dict[tuple[str, ...], set[int]],
    n_inside: int,
    n_counted: int,
    surfaces: dict[tuple[str, ...], Counter[str]],
    n_phrases: int,
    prior_strength: float,
) -> tuple[str, ...]:
    n_outside = max(n_counted - n_inside, 1)
    prior_size = prior_strength * n_counted
    several = len(set().union(*documents.values())) > 1 if documents else False
    scored: list[tuple[float, tuple[str, ...]]] = []
    for key, count in inside.items():
        prior = prior_size * total[key] / n_counted
        rest = total[key] - count
        ours = (count + prior) / (n_inside + prior_size - count - prior + 1e-9)
        theirs = (rest + prior) / (n_outside + prior_size - rest - prior + 1e-9)
        if ours <= theirs or theirs <= 0:
            continue
        z = np.log(ours / theirs) / np.sqrt(1 / (count + prior) + 1 / (rest + prior))
        # A phrase of one sentence, or of one article where the theme has several, is an accident of that text.
        seen_twice = count > 1 and (not several or len(documents[key]) > 1)
        scored.append((float(z) * (1 + 0.25 * (len(key) - 1)) * (1.0 if seen_twice else 0.3), key))
    scored.sort(key=lambda item: (-item[0], item[1]))
    chosen: list[tuple[str, ...]] = []
    for _, key in scored:
        if not any(set(key) & set(other) for other in chosen):
            chosen.append(key)
        if len(chosen) == n_phrases:
            break
    return tuple(min(surfaces[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in chosen)
