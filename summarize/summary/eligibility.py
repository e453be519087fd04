"""Which sentences can stand in front of a reader, alone or behind the one that they lean on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..corpus import read_only
from ..datelines import dateline_stop
from ..evidence import is_question
from ..leaning import QUOTED, leans
from ..lexical import is_content, tokens, word_count
from ..outside import captions_of
from ..quotations import half_quotations, unquoted
from ..timing import followed
from ..wholeness import is_whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told

#: "We", "I", "me" and "my" of nobody who is quoted are the paper's, or a company's whose post stands among the articles: who sees the sentence
#: alone asks who speaks. "Our galaxy" is everybody's.
_OWN_VOICE: Final = re.compile(
    r"\b(?:[Ww]e|[Mm]y|me)\b|(?:^|[,;:–—-] |\b[a-z]+ )I(?:['’](?:m|ve|d|ll))?(?= [a-z])|\bhere['’]s (?:all|everything|what|how) you\b|\b[Hh]ere['’]s hoping\b"
)

#: Share of the sentences in the writer's own voice from which that is how the story is told, as in blogs and diaries.
_TOLD_IN_OWN_VOICE: Final = 0.25

#: Words up to which what follows a question is its answer: "According to Mr. Roe, a lot."
_ANSWER_WORDS: Final = 10

#: "A writer asked Ms Roe about the account." tells what was asked, and how somebody answers it in the sentence behind. What is asked of somebody who is to do something, or
#: in a clause ("when asked whether"), is no such question.
_ASKED: Final = re.compile(
    r"(?<!when )(?<!if )(?<!who )(?<!that )(?<!which )(?<!been )(?<!being )(?<!after )(?<!not )(?<!ever )(?<!none )(?<!he )(?<!she )(?<!they )(?<!repeatedly )"
    r"\basked(?: (?!to\b)[\w’'.-]+){0,6}? (?:about|whether|if|why|how|what|when|where|who)\b"
)
_REPLY: Final = re.compile(
    r"\b(?:said|says|told|tells|writes|wrote|repl(?:ied|ies)|respond(?:ed|s)|answer(?:ed|s)?|declined|refused|denied|expressed|indicated|pointed)\b"
)
_REPLIED: Final = re.compile(
    r"^\W*(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:said|says|told|tells|did not|didn[’']t)\b|\b(?:replied|replies|responded|responds|answered|answers?)\b|^\s*[\"“]"
)

#: An entry of a live blog that is marked as new begins with its heading, and a page saved as text runs it into the first sentence.
_ENTRY_HEADING: Final = re.compile(r"\d.*\bUPDATE")

#: Words from which an English sentence has function words: what has none, and is no list, is of another language or a row of links. "Um" and "er" are
#: words of other languages too.
_FUNCTIONAL_WORDS: Final = 12
_FILLERS: Final = frozenset({"um", "er"})
_LISTING_COMMAS: Final = 3

#: What an English article puts before an item of a list; elsewhere a dash begins what somebody says.
_ITEM_MARKS: Final = ("—", "–", "•")

#: Place in an article up to which its headline may be said again, and letters of words that it may leave small.
_HEAD: Final = 2
_SMALL: Final = 4

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
    progress: Told = None,
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
        begins = dateline_stop(text)
        shown = text[begins:]
        language = corpus.documents[sentence.document].language
        whole[i] = (
            is_whole(shown, min_words=min_words, max_words=max_words)
            and not _ENTRY_HEADING.search(text, 0, begins)
            and not _repeats_headline(corpus, i)
        )
        if whole[i] and (language or "en") == "en":
            voiced[i] = _in_own_voice(shown)
            whole[i] = not _foreign(shown) and not _left_open(corpus, i) and not shown.lstrip().startswith(_ITEM_MARKS)
        leaning[i] = whole[i] and (leans(shown, language) or _answers(corpus, i))
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


def _answers(corpus: Corpus, i: int) -> bool:
    """Whether a sentence is short and follows a question in its article."""
    return (
        i > 0
        and corpus.document_of[i] == corpus.document_of[i - 1]
        and is_question(corpus.text_of(i - 1))
        and word_count(corpus.text_of(i)) <= _ANSWER_WORDS
    )


def _left_open(corpus: Corpus, i: int) -> bool:
    """Whether an English sentence tells what somebody was asked, and the one behind it what the answer was: the question alone leads astray."""
    if i + 1 == len(corpus.sentences) or corpus.document_of[i] != corpus.document_of[i + 1]:
        return False
    asked = QUOTED.sub("", corpus.text_of(i))
    found = _ASKED.search(asked)
    if found is None or " that " in asked[: found.start()] or _REPLY.search(asked, found.end()):
        return False
    return _REPLIED.search(corpus.text_of(i + 1)) is not None


def _repeats_headline(corpus: Corpus, i: int) -> bool:
    """Whether a sentence at the head of an article is its headline, or a part of it, in capitals as headlines are: a page saved as text begins with it.

    What has a longer word in small letters is a sentence, although the headline has the same words.
    """
    if corpus.position_of[i] > _HEAD or any(
        len(word) > _SMALL and word.islower() for word in corpus.text_of(i).split()
    ):
        return False
    title = corpus.documents[corpus.sentences[i].document].title
    said, headline = ("".join(filter(str.isalnum, words.casefold())) for words in (corpus.text_of(i), title))
    return said in headline


def _foreign(text: str) -> bool:
    """Whether what stands in an English article is not English: a helpline's notice, a row of links."""
    words = [word for word in tokens(text) if word.isalpha()]
    return (
        len(words) >= _FUNCTIONAL_WORDS
        and text.count(",") < _LISTING_COMMAS
        and all(is_content(word, "en") or word in _FILLERS for word in words)
    )


def _in_own_voice(text: str) -> bool:
    """Whether who writes an English sentence speaks of himself, or to the reader of the page; what is quoted does not count."""
    return unquoted(_OWN_VOICE, text) is not None


def _unfit(corpus: Corpus, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sentences that begin or end in the middle of a quotation, or stand under a picture or in a post that is shown whole.

    Shape (n_sentences,); told of documents with one asked.
    """
    unfit = np.zeros(len(corpus.sentences), dtype=bool)
    first = 0
    for document, n in zip(corpus.documents, corpus.n_sentences_of.tolist(), strict=True):
        if asked[first : first + n].any():
            spans = [(s.start, s.stop) for s in corpus.sentences[first : first + n]]
            unfit[first : first + n] = half_quotations(document.text, spans)
        first += n
    return unfit | captions_of(corpus, asked)
