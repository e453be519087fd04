"""Labels that people read: the phrases that set a theme apart from the rest of its story."""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import is_content, stems, token_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["Phrases", "distinctive_phrases", "phrases_of"]

#: Longest phrase, in words.
MAX_WORDS: Final = 3

#: A phrase that stands as a whole, and as a noun, in less than these shares of its showings is no label.
LEAST_WHOLE: Final = 0.25
LEAST_NOUN: Final = 0.5

#: When, and not what: no label.
_WHEN: Final = (
    """minute minutes hour hours day days week weeks month months year years time times today earlier later"""
)
_MONTHS: Final = (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr)
_CALENDAR: Final = frozenset({"", *map(str.casefold, _MONTHS), *_WHEN.split(), "a.m", "p.m"})

#: English words that say something behind another word, "credit file", "safety issue", and nothing alone.
_NOTHING_ALONE: Final = """additional alive bad bit case couple end fact good hand head idea important issue issues kind lot matter
news number part people person place point question questions reason scene set side single someone something somebody sort
special thing things way ways word words wrong"""
_HOLLOW: Final = frozenset(_NOTHING_ALONE.split())

#: Between two words of one phrase stands white space and nothing else.
_JOINTS: Final = frozenset(" \t\n\r\u00a0\u202f")

_says_what = lru_cache(maxsize=100_000)(is_content)

_POSSESSIVE: Final = re.compile(r"['’]s$")

#: Words that stand inside a name or a noun phrase: Bank of England, ministère de la défense.
_LINKS: Final = frozenset({"of", "de", "del", "della", "di", "da", "do", "du", "des", "von", "van", "der", "al", "bin"})

#: What stands before a noun and seldom before a verb, and the reverse; in English, where they tell most of the two apart.
_NOUNS_FOLLOW: Final = """a an the this these those my your his her its our their each every some any no another such many
several few most of in on at for from with by into over under between among against about during without through per via"""
_VERBS_FOLLOW: Final = """that to will would can could should must may might shall not n't don't didn't doesn't won't i we he
she they it you who which is are was were be been being am has have had having do does did also never already just"""
_BEFORE_NOUNS: Final = frozenset(_NOUNS_FOLLOW.split())
_BEFORE_VERBS: Final = frozenset(_VERBS_FOLLOW.split())
_BEFORE_EITHER: Final = _BEFORE_NOUNS | _BEFORE_VERBS


@dataclass(frozen=True, eq=False, slots=True)
class Phrases:
    """The phrases of every sentence.

    Attributes
    ----------
    of : tuple of frozenset of tuple of str
        For each sentence the stems of its phrases, each once.
    surfaces : dict of tuple of str to Counter
        How each phrase is written, and how often.
    fitness : dict of tuple of str to float
        How often it stands as a whole noun phrase and not as a part of one or as a verb, 0-1.
    """

    of: tuple[frozenset[tuple[str, ...]], ...]
    surfaces: dict[tuple[str, ...], Counter[str]]
    fitness: dict[tuple[str, ...], float]


@dataclass(slots=True)
class _Showings:
    """What was seen of one phrase, over the whole story: as a whole, inside a sentence, and there as a name."""

    n: int = 0
    whole: float = 0.0
    inside: int = 0
    name: int = 0


@dataclass(slots=True)
class _Word:
    """What stood before a word, over the whole story."""

    noun: int = 0
    verb: int = 0

    def nounness(self, word: str) -> float:
        """Share of its showings as a noun, 0-1; a word in -ed or -ing has to prove it."""
        doubt = 3 if word.endswith(("ed", "ing")) else 0
        return (self.noun + 1) / (self.noun + self.verb + 1 + doubt)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence as words: which could begin or end a phrase, which are capitalised, which are joined to the next."""

    text: str
    language: str
    words: list[str]
    spans: list[tuple[int, int]]
    good: list[bool]
    capital: list[bool]
    joined: list[bool]

    @classmethod
    def read(cls, text: str, language: str) -> _Line:
        words, found = token_spans(text)
        spans = [(start, stop) for start, stop in found.tolist()]
        capital = [text[start].isupper() for start, _ in spans]
        good = [
            _says_what(word, language)
            and not word[0].isdigit()
            and word not in _CALENDAR
            and not (language == "en" and word.endswith("ly") and not capital[j])
            for j, word in enumerate(words)
        ]
        gaps = [text[before[1] : after[0]] for before, after in pairwise(spans)]
        joined = [gap != "" and set(gap) <= _JOINTS for gap in gaps]
        for j in range(len(words) - 1):
            # New York, United States: a stop word that is written as a part of a name is one.
            if j and joined[j] and capital[j] and capital[j + 1] and words[j] not in _BEFORE_EITHER:
                either = good[j] or good[j + 1]
                good[j], good[j + 1] = (either and len(word) > 1 for word in words[j : j + 2])
        return cls(text, language, words, spans, good, capital, joined)

    def runs(self) -> Iterator[tuple[int, int]]:
        """First word and the word after the last of each run that could be a noun phrase."""
        for start in range(len(self.words)):
            if not self.good[start]:
                continue
            yield start, start + 1
            for last in range(start + 1, min(start + MAX_WORDS, len(self.words))):
                if not self.joined[last - 1]:
                    break
                if self.good[last]:
                    yield start, last + 1
                elif self.words[last] not in _LINKS:
                    break

    def written(self, start: int, stop: int) -> str:
        stretch = self.text[self.spans[start][0] : self.spans[stop - 1][1]]
        return stretch if stop - start == 1 else " ".join(stretch.split())

    def wholeness(self, start: int, stop: int) -> float:
        """1 for a run that no content word touches; less where one does: before it, or after it, where it may be its verb."""
        if start > 1 and self.words[start - 1] in _LINKS and self.capital[start - 2] and self.capital[start]:
            # Secretary of State: what follows its link is no name of its own.
            return 0.0
        if start and self.joined[start - 1] and self.good[start - 1] and self.capital[start - 1] >= self.capital[start]:
            return 0.0
        if self.words[stop - 1].endswith(("'s", "’s")):
            # "Kazakhstan's" names Kazakhstan; "limit children's" is no phrase.
            return 1.0 if stop - start == 1 else 0.0
        touched = stop < len(self.words) and self.joined[stop - 1] and self.good[stop]
        if touched and self.capital[stop - 1]:
            # The middle of a name is no end; a name before a small word may be its subject.
            return 0.0 if self.capital[stop] else 0.7
        return 0.5 if touched else 1.0


def _squashed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


#: Parts of a host's name that many hosts have.
_NO_NAMES: Final = frozenset({"www", "com", "co", "org", "net", "gov", "ac", "edu"})


def _squashed_names(outlet: str) -> set[str]:
    """An outlet's name without its gaps: "Daily Mail" and www.dailymail.co.uk are both "dailymail", edition.cnn.com is "cnn"."""
    labels = [label for label in outlet.split(".")[:-1] if label not in _NO_NAMES] if " " not in outlet else []
    names = (outlet, *labels[-1:])
    return {_squashed(name).removeprefix("the") for name in names}


def phrases_of(corpus: Corpus, counted: NDArray[np.bool_]) -> Phrases:
    """Find the runs of one to three words of each sentence that could be noun phrases.

    Such a run begins and ends with a content word, and between them stand content words or a link such as *of*; dates
    and numbers are left out, and so is an outlet's own name: it says who writes, not what about. Without a tagger, the
    words around a run tell whether it is a whole phrase and a noun: it is whole where no content word touches it (a name, where
    no other name does), and in English it is a noun after articles and prepositions, a verb after pronouns and
    auxiliaries.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    counted : ndarray of shape (n_sentences,)
        Sentences that are read; the others have no phrases.

    Returns
    -------
    Phrases

    Notes
    -----
    O(number of words).
    """
    surfaces: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    showings: dict[tuple[str, ...], _Showings] = defaultdict(_Showings)
    seen_words: dict[str, _Word] = defaultdict(_Word)
    found: list[frozenset[tuple[str, ...]]] = []
    own_names = {name for outlet in corpus.outlets for name in _squashed_names(outlet)}
    for i, sentence in enumerate(corpus.sentences):
        if not counted[i]:
            found.append(frozenset())
            continue
        line = _Line.read(corpus.text_of(i), corpus.documents[sentence.document].language or "en")
        if line.language == "en":
            for before, word, joined in zip(line.words, line.words[1:], line.joined, strict=False):
                if joined and before in _BEFORE_EITHER:
                    seen_words[word].noun += before in _BEFORE_NOUNS
                    seen_words[word].verb += before in _BEFORE_VERBS
        stemmed = stems(line.words, line.language)
        plain = [_squashed(_POSSESSIVE.sub("", word)) if not word.isalnum() else word for word in line.words]
        mine: set[tuple[str, ...]] = set()
        for start, stop in line.runs():
            if line.language == "en" and stop - start == 1 and _POSSESSIVE.sub("", line.words[start]) in _HOLLOW:
                continue
            if "".join(plain[start:stop]).removeprefix("the") in own_names:
                continue
            surface = line.written(start, stop)
            if not surface[-2:].isalpha():
                surface = _POSSESSIVE.sub("", surface)
            key = tuple(stemmed[start:stop])
            mine.add(key)
            written = surfaces[key]
            # The first word of a sentence is cased by its place; any other showing of the phrase speaks louder.
            written[surface] = written.get(surface, 0) + (1 if start == 0 else 100)
            seen = showings[key]
            seen.n += 1
            seen.whole += line.wholeness(start, stop)
            if start > 0:
                seen.inside += 1
                seen.name += line.capital[start] and line.capital[stop - 1]
        found.append(frozenset(mine))
    fitness: dict[tuple[str, ...], float] = {}
    for key, seen in showings.items():
        ends = _most_written(surfaces[key]).casefold().split()
        fitness[key] = _fitness(seen, min(seen_words[word].nounness(word) for word in (ends[0], ends[-1])))
    return Phrases(tuple(found), dict(surfaces), fitness)


def _most_written(surfaces: Counter[str]) -> str:
    return min(surfaces.items(), key=lambda item: (-item[1], item[0]))[0]


def _fitness(seen: _Showings, nounness: float) -> float:
    """How often a phrase stands as a whole and is no verb; 0 where it seldom does either."""
    whole = (seen.whole + 0.25) / (seen.n + 0.5)
    noun = 1.0 if seen.name > seen.inside / 2 else nounness
    return whole * noun if whole >= LEAST_WHOLE and noun >= LEAST_NOUN else 0.0


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
    found: list[tuple[str, ...]] = []
    for k in range(n_labels):
        n_inside = int((counted & (labels == k)).sum())
        ranked = _ranked(inside[k], total, documents[k], n_inside, n_counted, phrases, prior_strength)
        found.append(_written(ranked, phrases, n_phrases))
    return found


def _ranked(
    inside: Counter[tuple[str, ...]],
    total: Counter[tuple[str, ...]],
    documents: dict[tuple[str, ...], set[int]],
    n_inside: int,
    n_counted: int,
    phrases: Phrases,
    prior_strength: float,
) -> list[tuple[str, ...]]:
    """Phrases of one theme by their log-odds against the rest, in standard errors, weighed by their fitness as labels."""
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
        z = math.log(ours / theirs) / math.sqrt(1 / (count + prior) + 1 / (rest + prior))
        # A phrase of one sentence, or of one article where the theme has several, is an accident of that text.
        seen_twice = count > 1 and (not several or len(documents[key]) > 1)
        length = 1 + 0.25 * (len(key) - 1) if count > 1 else 1 / len(key)
        weight = length * (1.0 if seen_twice else 0.3) * phrases.fitness[key]
        scored.append((z * weight, key))
    scored.sort(key=lambda item: (-item[0], item[1]))
    return [key for score, key in scored if score > 0] or [key for _, key in scored]


def _same(word: str, other: str) -> bool:
    """Whether two stems are one word to a reader: Russia and Russian, consul and consulate."""
    short, long = sorted((word, other), key=len)
    return (long.startswith(short) and len(short) >= max(4, len(long) - 3)) or word == other


def _written(ranked: Sequence[tuple[str, ...]], phrases: Phrases, n_phrases: int) -> tuple[str, ...]:
    """The first phrases that share no word with one another, as the texts write them most."""
    chosen: list[tuple[str, ...]] = []
    for key in ranked:
        if not any(_same(word, theirs) for other in chosen for word in key for theirs in other):
            chosen.append(key)
        if len(chosen) == n_phrases:
            break
    return tuple(_most_written(phrases.surfaces[key]) for key in chosen)
