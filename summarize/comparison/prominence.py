"""Prominence: where in its articles an outlet places a theme or a claim, from the headline to the last line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from ..evidence import is_negated, is_question, numbers_in
from ..lexical import content_stems
from ..timing import followed, portions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..themes import Themes
    from ..timing import Told
    from .claims import Claims
    from .counting import Counted

#: Sentences at the head of an article that are its lead.
_LEAD: Final = 3

#: A headline states the claim of a sentence of its own article if it shares so many words with it, which are so large a share of its own, and of the
#: sentence's by weight, rare words weighing more; and if the two are so alike (a cosine by those weights). Read off 222 headlines of 35
#: real stories: of 48 that state a claim by these bars one is wrong; by the first and the last alone, with sentences of any outlet, 15 of 86.
_HEADLINE_WORDS: Final = 3
_OF_HEADLINE: Final = 0.6
_OF_SENTENCE: Final = 0.17
_HEADLINE_LIKENESS: Final = 0.3

#: A term in a headline says one theme if sentences of it hold the term so many times as often as those of any other; else it says the story.
_OF_ONE_THEME: Final = 1.5

#: Letters that stand for a name, "U.S.", and the words that may spell it out.
_LETTERS: Final = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z]{2,5}\b")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")

#: Years, which a headline may give and a sentence leave out.
_YEARS: Final = range(1900, 2101)

#: Seconds that the passes took of 100,000 sentences: reading, headlines, places of claims, places of themes.
_SECONDS: Final = (6.0, 1.5, 1.5, 0.5)


@dataclass(frozen=True, slots=True)
class Prominence:
    """Where a theme or a claim stands in an outlet.

    Attributes
    ----------
    theme, claim : int or None
        Index of the one or the other.
    outlet : int
    sentence : int
        The sentence of the outlet that brings it up earliest in its article.
    place, of : int
        Its number in the article, from 1, of so many; page furniture is not counted.
    depth : float
        ``(place - 1/2) / of``, 0-1.
    in_headline : int or None
        Document of the outlet whose headline has it.
    in_lead : bool
        Whether it comes in the first three sentences of an article of the outlet.
    weighted_share : float
        Share of the outlet's sentences that are about it, sentence i of an article weighing ``1 / log2(1 + i)``.
    share : float
        The same without weights.
    """

    theme: int | None
    claim: int | None
    outlet: int
    sentence: int
    place: int
    of: int
    depth: float
    in_headline: int | None
    in_lead: bool
    weighted_share: float
    share: float


def find_prominence(
    themes: Themes, claims: Claims, counted: Counted, *, progress: Told = None
) -> tuple[Prominence, ...]:
    """Find where each theme, and each claim of several outlets, stands in each outlet that has it.

    Parameters
    ----------
    themes : Themes
    claims : Claims
    counted : Counted
        What counts of the corpus.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    tuple of Prominence
        Themes, then claims; outlets by name.

    Notes
    -----
    A headline has a theme if one of the theme's terms stands in it word for word, and sentences of no other theme hold that nearly as often. It states the claim of a sentence of its article whose
    words are alike enough, if the two agree in figures and negation, and the headline does not ask: headlines are not among
    the sentences that are embedded, and words can be looked up. O(n_sentences) for each term of a theme that stands in a headline.
    """
    corpus = counted.corpus
    with portions(progress, len(corpus.sentences), *_SECONDS) as (reading, comparing, placing, placing_themes):
        headlines = [
            frozenset(content_stems(document.title, document.tongue)) if counts else frozenset()
            for document, counts in zip(corpus.documents, counted.documents.tolist(), strict=True)
        ]
        running = np.flatnonzero(counted.sentences)
        held = [
            frozenset(content_stems(corpus.text_of(i), corpus.tongue_of(i)))
            for i in followed(running.tolist(), reading)
        ]
        themed = _theme_headlines(corpus, themes, headlines, held, themes.labels[running])
        stated = _claim_headlines(claims, counted, headlines, held, comparing)
        shared = [claim.n_outlets > 1 for claim in claims.items]
        labels = np.where(np.append(shared, False)[claims.claim_of], claims.claim_of, -1)
        by_claim = _places(counted, labels, stated, placing)
        return (
            *_places(counted, themes.labels, themed, placing_themes),
            *(replace(row, theme=None, claim=row.theme) for row in by_claim),
        )


def _places(
    counted: Counted, labels: NDArray[np.intp], headlines: dict[tuple[int, int], int], progress: Told
) -> list[Prominence]:
    """The places of each label in each outlet, as if the labels were themes."""
    corpus = counted.corpus
    kept = np.flatnonzero(counted.sentences)
    weight = 1 / np.log2(2 + counted.place[kept])
    outlet = corpus.outlet_of[kept]
    all_weights, all_counts = np.bincount(outlet, weight), np.bincount(outlet)
    held = labels[kept] >= 0
    rows: list[Prominence] = []
    sentences, weights, outlets = kept[held], weight[held], outlet[held]
    key = labels[sentences] * len(corpus.outlets) + outlets
    depth = (counted.place[sentences] + 0.5) / counted.lengths[corpus.document_of[sentences]]
    order = np.lexsort((sentences, depth, key))
    of_one = np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(order) else []
    for members in followed(of_one, progress):
        best = members[0]
        i, o = int(sentences[best]), int(outlets[best])
        label = int(labels[i])
        rows.append(
            Prominence(
                theme=label,
                claim=None,
                outlet=o,
                sentence=i,
                place=int(counted.place[i]) + 1,
                of=int(counted.lengths[corpus.document_of[i]]),
                depth=float(depth[best]),
                in_headline=headlines.get((label, o)),
                in_lead=bool((counted.place[sentences[members]] < _LEAD).any()),
                weighted_share=float(weights[members].sum() / all_weights[o]),
                share=len(members) / int(all_counts[o]),
            )
        )
    return rows


def _theme_headlines(
    corpus: Corpus,
    themes: Themes,
    headlines: list[frozenset[str]],
    held: list[frozenset[str]],
    labels: NDArray[np.intp],
) -> dict[tuple[int, int], int]:
    """First document of each theme and outlet whose headline holds a term that says the theme; `held` and `labels`: stems and theme of each sentence that counts."""
    sizes = np.bincount(labels[labels >= 0], minlength=len(themes.names))

    @cache
    def said_by(wanted: frozenset[str]) -> int | None:
        holding = np.array(
            [label for label, own in zip(labels.tolist(), held, strict=True) if label >= 0 and wanted <= own],
            dtype=np.intp,
        )
        rates = np.bincount(holding, minlength=len(sizes)) / np.maximum(sizes, 1)
        best = int(rates.argmax())
        return best if rates[best] > _OF_ONE_THEME * np.delete(rates, best).max(initial=0.0) else None

    asked: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {}
    found: dict[tuple[int, int], int] = {}
    for d, document in enumerate(corpus.documents):
        language = document.tongue
        if language not in asked:
            asked[language] = _by_first_stem(themes, language)
        there: dict[int, list[frozenset[str]]] = {}
        for stem in headlines[d]:
            for k, wanted in asked[language].get(stem, ()):
                if wanted <= headlines[d]:
                    there.setdefault(k, []).append(wanted)
        for k, terms in there.items():
            # "Missile" says the story, and so does "Japan"; both may say one theme.
            if any(said_by(wanted) == k for wanted in (*terms, frozenset().union(*terms))):
                found.setdefault((k, int(corpus.outlet_of_document[d])), d)
    return found


def _by_first_stem(themes: Themes, language: str) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """Themes and the stems of their terms, under the first stem of each term."""
    found: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for k, terms in enumerate(themes.terms):
        for term in terms:
            wanted = content_stems(term, language)
            if wanted:
                found.setdefault(wanted[0], []).append((k, frozenset(wanted)))
    return found


def _claim_headlines(
    claims: Claims,
    counted: Counted,
    headlines: list[frozenset[str]],
    held_of: list[frozenset[str]],
    comparing: Told,
) -> dict[tuple[int, int], int]:
    """First document of each claim and outlet whose headline is worded like its sentence of the claim; `held_of`: stems of each sentence that counts."""
    corpus = counted.corpus
    frequency: Counter[str] = Counter()
    words: dict[int, list[tuple[int, frozenset[str]]]] = {}
    running = np.flatnonzero(counted.sentences).tolist()
    for i, held in zip(running, held_of, strict=True):
        frequency.update(held)
        if claims.claim_of[i] >= 0 and claims.items[claims.claim_of[i]].n_outlets > 1:
            words.setdefault(int(corpus.document_of[i]), []).append((i, held))
    # A word of every second sentence, such as the name of the story's country, tells nothing about a headline.
    rarity = {word: log(len(running) / n) ** 2 for word, n in frequency.items()}
    unseen = log(max(len(running), 2)) ** 2

    def weight(held: frozenset[str]) -> float:
        return sum(rarity.get(word, unseen) for word in sorted(held))

    found: dict[tuple[int, int], int] = {}
    for d, sentences in followed(list(words.items()), comparing):
        title = corpus.documents[d].title
        for i, held in sentences:
            headline = _spelled_out(headlines[d], title, corpus.text_of(i), corpus.documents[d].tongue)
            whole, common = weight(headline), headline & held
            if len(common) < max(_HEADLINE_WORDS, _OF_HEADLINE * len(headline)):
                continue
            shared, size = weight(common), max(weight(held), 1e-9)
            cosine = shared / max(sqrt(whole * size), 1e-9)
            alike = cosine >= _HEADLINE_LIKENESS and shared / size >= _OF_SENTENCE
            if alike and _agree(title, corpus.text_of(i), corpus.documents[d].tongue):
                found.setdefault((int(claims.claim_of[i]), int(counted.outlet_of[d])), d)
    return found


def _spelled_out(headline: frozenset[str], title: str, text: str, language: str) -> frozenset[str]:
    """The stems of a headline, names that it gives by their letters written as a sentence writes them; where all is written in capitals, only letters with full stops are.

    Examples
    --------
    >>> title, text = "U.S. to sell dam", "The United States will sell the dam."
    >>> sorted(_spelled_out(frozenset(content_stems(title, "en")), title, text, "en"))
    ['dam', 'sell', 'unit']
    >>> sorted(_spelled_out(frozenset(content_stems("BOAT AT DAM", "en")), "BOAT AT DAM", "Ana Tol owns a dam.", "en"))
    ['boat', 'dam']
    """
    given = sorted({letters for letters in _LETTERS.findall(title) if "." in letters or not title.isupper()})
    words = _WORD.findall(text) if given else []
    for letters in given:
        initials = letters.replace(".", "")
        runs = (words[k : k + len(initials)] for k in range(len(words) - len(initials) + 1))
        named = next((run for run in runs if "".join(word[0] for word in run) == initials), None)
        if named is not None:
            headline = headline - set(content_stems(letters, language)) | set(content_stems(" ".join(named), language))
    return headline


def _agree(title: str, text: str, language: str = "en") -> bool:
    """Whether a sentence has the figures of a headline, denies what it denies, and both state something.

    Examples
    --------
    >>> _agree("Six die in fire", "Six people died in a fire."), _agree("Six die in fire", "Nine died in a fire.")
    (True, False)
    """
    values, there = (set(numbers_in(said)) for said in (title, text))
    # One is a pronoun more often than a number, and is read as none where it is written as a word.
    wanted = {value for value in values if value > 1 and value not in _YEARS}
    return wanted <= there and is_negated(title, language) == is_negated(text, language) and not is_question(title)
