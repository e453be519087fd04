"""Prominence: where in its articles an outlet places a theme or a claim, from the headline to the last line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import content_stems
from .neighbourhoods import WHOLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..themes import Themes
    from .claims import Claims
    from .counting import Counted

__all__ = ["Prominence", "find_prominence"]

#: Sentences at the head of an article that are its lead.
_LEAD: Final = 3

#: A headline states a claim if it has so many words of one of its sentences, and the two are so alike (a cosine, rare words weighing more).
#: Read off the headlines of the demo corpus and six real stories: above, hardly any is wrong; below, many are.
_HEADLINE_WORDS: Final = 3
_HEADLINE_LIKENESS: Final = 0.3

#: Sentences of claims that may hold a word before it no longer leads from a headline to them, in a corpus of more than `WHOLE`.
_TELLING: Final = 400


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


def find_prominence(corpus: Corpus, themes: Themes, claims: Claims, counted: Counted) -> tuple[Prominence, ...]:
    """Find where each theme, and each claim of several outlets, stands in each outlet that has it.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    themes : Themes
    claims : Claims
    counted : Counted
        What counts of the corpus.

    Returns
    -------
    tuple of Prominence
        Themes, then claims; outlets by name.

    Notes
    -----
    A headline has a theme if one of the theme's terms stands in it word for word, and states the claim to whose sentence its words are
    most alike, rare words weighing more: headlines are not among the sentences that are embedded, and words can be looked up.
    O(n_sentences + n_documents * sentences of claims that share a word with a headline).
    """
    headlines = [
        frozenset(content_stems(document.title, document.language or "en")) if counts else frozenset()
        for document, counts in zip(corpus.documents, counted.documents.tolist(), strict=True)
    ]
    themed = _theme_headlines(corpus, themes, headlines)
    stated = _claim_headlines(corpus, claims, counted, headlines)
    shared = [claim.n_outlets > 1 for claim in claims.items]
    labels = np.where(np.append(shared, False)[claims.claim_of], claims.claim_of, -1)
    by_claim = _places(corpus, counted, labels, stated)
    return (
        *_places(corpus, counted, themes.labels, themed),
        *(replace(row, theme=None, claim=row.theme) for row in by_claim),
    )


def _places(
    corpus: Corpus, counted: Counted, labels: NDArray[np.intp], headlines: dict[tuple[int, int], int]
) -> list[Prominence]:
    """The places of each label in each outlet, as if the labels were themes."""
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
    for members in np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(order) else []:
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


def _theme_headlines(corpus: Corpus, themes: Themes, headlines: list[frozenset[str]]) -> dict[tuple[int, int], int]:
    """First document of each theme and outlet whose headline holds a term of the theme."""
    index = {outlet: o for o, outlet in enumerate(corpus.outlets)}
    asked: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {}
    found: dict[tuple[int, int], int] = {}
    for d, document in enumerate(corpus.documents):
        language = document.language or "en"
        if language not in asked:
            asked[language] = _by_first_stem(themes, language)
        for stem in headlines[d]:
            for k, wanted in asked[language].get(stem, ()):
                if wanted <= headlines[d]:
                    found.setdefault((k, index[document.outlet]), d)
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
    corpus: Corpus, claims: Claims, counted: Counted, headlines: list[frozenset[str]]
) -> dict[tuple[int, int], int]:
    """First document of each claim and outlet whose headline is worded like a sentence of the claim, and like no other claim more."""
    languages = [document.language or "en" for document in corpus.documents]
    words: dict[int, frozenset[str]] = {}
    frequency: Counter[str] = Counter()
    shared = {k for k, claim in enumerate(claims.items) if claim.n_outlets > 1}
    running = np.flatnonzero(counted.sentences).tolist()
    for i in running:
        held = frozenset(content_stems(corpus.text_of(i), languages[int(corpus.document_of[i])]))
        frequency.update(held)
        if int(claims.claim_of[i]) in shared:
            words[i] = held
    # A word of every second sentence, such as the name of the story's country, tells nothing about a headline.
    rarity = {word: log(len(running) / n) ** 2 for word, n in frequency.items()}
    unseen = log(max(len(running), 2)) ** 2

    def weight(held: frozenset[str]) -> float:
        return sum(rarity.get(word, unseen) for word in sorted(held))

    size = {i: weight(held) for i, held in words.items()}
    # Sentences under each of their words. In a large corpus a word of very many, which tells no headline from another, leads to none.
    stated: dict[str, list[int]] = {}
    for i, held in words.items():
        for word in held:
            stated.setdefault(word, []).append(i)
    outlets_of = {k: frozenset(int(corpus.outlet_of[i]) for i in claims.items[k].sentences) for k in shared}
    most = _TELLING if len(corpus.sentences) > WHOLE else len(running)
    found: dict[tuple[int, int], int] = {}
    for d in np.flatnonzero(counted.documents).tolist():
        o, headline = int(counted.outlet_of[d]), headlines[d]
        whole = weight(headline)
        likeness: dict[int, float] = {}
        led = {i for word in headline if len(holding := stated.get(word, ())) <= most for i in holding}
        for i in led:
            k = int(claims.claim_of[i])
            common = headline & words[i]
            if len(common) >= _HEADLINE_WORDS and o in outlets_of[k]:
                cosine = round(weight(common) / max(sqrt(whole * size[i]), 1e-9), 6)
                likeness[k] = max(likeness.get(k, 0.0), cosine)
        best = max(likeness.values(), default=0.0)
        for k, cosine in likeness.items():
            if cosine == best >= _HEADLINE_LIKENESS:
                found.setdefault((k, o), d)
    return found
