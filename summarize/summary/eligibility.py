"""Which sentences can stand in front of a reader, alone or behind the one that they lean on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..corpus import read_only
from ..furniture import captions_of, dateline_stop, is_furniture
from ..leaning import leans
from ..lexical import letter_count, word_count
from ..quotations import find_quotations, half_quotations, said_unquoted
from ..timing import followed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["Eligibility", "eligibility", "is_whole"]

#: A question tells nothing, but for one that somebody is quoted with. The Greek question mark looks like a semicolon.
_ENDS: Final = re.compile(r"(?:[.!…。！।։።۔]|[?？؟;;](?=[\"'”’»›“]))[\"'”’»›“)\]]*$")

#: What stands under a picture, and not in an article.
_CAPTION: Final = re.compile(
    r"\b(?:is|are|was|were) (?:seen|pictured|shown|photographed) (?:here|in|on|at|during|with|after|before|as|near|outside)\b"
    r"|^(?:an?|am|this|the|undated|file|handout)\b.{0,30}\b(?:image|photo|photograph|picture|footage)\b.{0,60}"
    r"\b(?:shows?|taken|released|provided|obtained|made)\b|^grab from\b|^FILE\b|(?-i:[a-z] Image [A-Z][a-z])"
    r"|, (?:at )?(?:cent(?:er|re)|left|right|second from (?:left|right)|top|bottom|foreground|background)[,.;)]"
    r"|^(?:facebook|twitter|pinterest|email|share)\s(?:facebook|twitter|pinterest|email|share)\b",
    re.IGNORECASE,
)

#: A photographer dates a picture in full, with the weekday and the year, or numbers the players in it; a reporter of the day
#: does neither. "The verdict was read on Saturday, Dec. 23, 2017, the court said" reports, and stays.
_DATED_PICTURE: Final = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})"
    r"|\([0-9]{1,2}\)(?:,? [a-z]+ly)? (?:[a-z]+(?:s|ing)|is|are) "
)
_REPORTED: Final = re.compile(
    r"\b(?:said|says|told|announced|reported|according to|wrote|confirmed|ruled|declared|was|were|had)\b"
)

#: That somebody did not answer the paper is owed to the reader of an article, and tells nothing of the story.
_UNANSWERED: Final = re.compile(
    r"\b(?:respond(?:ed)?|return(?:ed)?|repl(?:y|ied)|answer(?:ed)?)\b.{0,40}\brequests? for (?:\w+ )?comment\b"
    r"|\b(?:reached out to|contacted)\b.{1,80}\bfor (?:\w+ )?comment\b"
    r"|\bnot (?:\w+ )?(?:be )?(?:available|reached) for (?:\w+ )?comment\b",
    re.IGNORECASE,
)

#: What announces a piece, or says who wrote it, and tells nothing of the story.
_ANNOUNCED: Final = re.compile(
    r"^(?:here(?:['’]s| is| are) )?(?:what|everything|all|how much) (?:we|you)(?: need to|['’]ve| have)? (?:know|learned)\b(?! (?:is|was)\b)"
    r"|^(?:here(?:['’]s| is| are) )?what to (?:know|expect|watch)\b",
    re.IGNORECASE,
)
_PRESENTED: Final = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){2,4}is an? (?:[\w’'-]+ ){0,6}"
    r"(?:writer|reporter|correspondent|columnist|contributor|freelancer|enthusiast|blogger|journalist)\b(?! (?:who|whose)\b)"
    r"|^[A-Z]{2,5}[’']s (?:[A-Z][\w.’'-]+ ){2,4}(?:talks|talked|speaks|spoke) (?:to|with)\b"
)

#: "We", "I" and "my" of nobody who is quoted are the paper's, or a company's whose post stands among the articles: who sees the sentence
#: alone asks who speaks. "Our galaxy" is everybody's.
_OWN_VOICE: Final = re.compile(
    r"\b(?:[Ww]e|[Mm]y)\b|(?:^|[,;:–—-] |\b[a-z]+ )I(?:['’](?:m|ve|d|ll))?(?= [a-z])|\bhere['’]s (?:all|everything|what|how) you\b"
)

#: Share of the sentences in the writer's own voice from which that is how the story is told, as in blogs and diaries.
_TOLD_IN_OWN_VOICE: Final = 0.25

#: A straight mark that quotes; Hebrew writes abbreviations with one between letters.
_STRAIGHT: Final = re.compile(r'(?<![\u05d0-\u05ea])"|"(?![\u05d0-\u05ea])')

_PAIRS: Final = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))

#: Sentences that may stand before one that leans; a longer chain is a passage, and no extract.
_LONGEST_CHAIN: Final = 2


@dataclass(frozen=True, eq=False, slots=True)
class Eligibility:
    """What may be chosen.

    Attributes
    ----------
    standing : ndarray of bool, shape (n_sentences,)
        Sentences that stand alone.
    leaning : ndarray of bool, shape (n_sentences,)
        Sentences that stand behind the one before them.
    requires : ndarray of shape (n_sentences,)
        The sentence before each leaning one; -1 for the others.
    """

    standing: NDArray[np.bool_]
    leaning: NDArray[np.bool_]
    requires: NDArray[np.intp]


def eligibility(
    corpus: Corpus,
    *,
    among: NDArray[np.bool_] | None = None,
    min_words: int = 5,
    max_words: int = 80,
    progress: Callable[[int, int], None] | None = None,
) -> Eligibility:
    """Tell which sentences read well alone, and which behind the one before them.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    among : ndarray of bool, shape (n_sentences,), optional
        Sentences to tell of; of the others it is not told, and they are neither standing nor leaning.
    min_words, max_words : int
        Shorter and longer sentences are not shown, as `summarize.lexical.word_count` counts.
    progress : callable, optional
        Called with the number of sentences read, and of all that are to be.

    Returns
    -------
    Eligibility

    Notes
    -----
    O(n_characters).
    """
    n_sentences = len(corpus.sentences)
    whole = np.zeros(n_sentences, dtype=bool)
    leaning, voiced = np.zeros(n_sentences, dtype=bool), np.zeros(n_sentences, dtype=bool)
    asked = np.ones(n_sentences, dtype=bool) if among is None else among.copy()
    # What leans must be told of the sentence before it too, and that of the one before it.
    for _ in range(_LONGEST_CHAIN if among is not None else 0):
        asked[:-1] |= asked[1:]
    for i in followed(np.flatnonzero(asked).tolist(), progress):
        sentence = corpus.sentences[i]
        text = corpus.text_of(i)
        shown = text[dateline_stop(text) :]
        language = corpus.documents[sentence.document].language
        whole[i] = is_whole(shown, min_words=min_words, max_words=max_words)
        voiced[i] = whole[i] and (language or "en") == "en" and _in_own_voice(shown)
        leaning[i] = whole[i] and leans(shown, language)
    if voiced.sum() < _TOLD_IN_OWN_VOICE * whole.sum():
        whole &= ~voiced
    whole &= ~_unfit(corpus, whole)
    requires = np.full(n_sentences, -1, dtype=np.intp)
    length = np.zeros(n_sentences, dtype=np.intp)
    for i in np.flatnonzero(whole & leaning).tolist():
        follows = i > 0 and corpus.document_of[i] == corpus.document_of[i - 1]
        if follows and whole[i - 1] and (not leaning[i - 1] or 0 < length[i - 1] < _LONGEST_CHAIN):
            requires[i], length[i] = i - 1, length[i - 1] + 1
    return Eligibility(read_only(whole & ~leaning), read_only(requires >= 0), read_only(requires))


def is_whole(text: str, *, min_words: int = 5, max_words: int = 80) -> bool:
    """Whether a sentence begins like one and ends like one, and is no part of the page around the article.

    Its quotation marks and brackets are closed, single ones at its head included; it is no caption, no question, no aside in brackets, no announcement of the piece itself, and no word of who
    did not answer the paper.

    Parameters
    ----------
    text : str
        Without its dateline.
    min_words, max_words : int
        As `summarize.lexical.word_count` counts them.

    Examples
    --------
    >>> is_whole("Leaders of ten countries met in Paris on Monday.")
    True
    >>> is_whole("and met in Paris on Monday."), is_whole("Photo: Meridian Wire / Getty Images.")
    (False, False)
    """
    bare = text.strip()
    if not min_words <= word_count(bare) <= max_words or not _ENDS.search(bare):
        return False
    first = next((c for c in bare if c.isalnum()), "")
    if not first or first.islower():
        return False
    if any(bare.count(left) != bare.count(right) for left, right in _PAIRS) or len(_STRAIGHT.findall(bare)) % 2:
        return False
    if bare[0] in "'‘" and not any(quotation.start == 0 for quotation in find_quotations(bare)):
        return False
    if bare[0] == "(" and bare[-1] == ")":
        return False
    if is_furniture(bare) or _UNANSWERED.search(bare) or _ANNOUNCED.match(bare) or _PRESENTED.match(bare):
        return False
    if _CAPTION.search(bare) or (_DATED_PICTURE.search(bare) and not _REPORTED.search(bare)):
        return False
    # A line in capitals is a heading.
    return letter_count(bare) >= 0.6 * len(bare.replace(" ", "")) and not bare.isupper()


def _in_own_voice(text: str) -> bool:
    """Whether who writes an English sentence speaks of himself, or to the reader of the page; what is quoted does not count."""
    return said_unquoted(_OWN_VOICE, text)


def _unfit(corpus: Corpus, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sentences that begin or end in the middle of a quotation, or stand under a picture or in a post that is shown whole.

    Shape (n_sentences,); told of documents with one asked.
    """
    unfit = np.zeros(len(corpus.sentences), dtype=bool)
    first = 0
    for document, n in zip(corpus.documents, corpus.n_sentences_of.tolist(), strict=True):
        if asked[first : first + n].any():
            spans = [(s.start, s.stop) for s in corpus.sentences[first : first + n]]
            unfit[first : first + n] = half_quotations(document.text, spans).any(axis=1)
        first += n
    return unfit | captions_of(corpus, asked)
