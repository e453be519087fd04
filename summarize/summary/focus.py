"""How much of the question that a reader asks each sentence answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..embedding import spoken_by
from ..evidence import names_in
from ..lexical import content_stems
from ..segmentation import UNDETERMINED
from ..similarity import unit_rows, weighted_mean
from ..terms import unheld_words, word_shares
from .forms import with_forms
from .questions import answering_kind, forms_of_place, speaker_asked, whose_words, without_asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus

#: What all of the question's words add, in units of a cosine of one. A question is short: its names and numbers, which
#: say exactly what is asked, weigh little in its vector.
_WORDS: Final = 0.3

#: What a sentence is worth the more that holds what the question asks for: a number, a time, a place; and the words of whom it asks for, since what others say is
#: no answer.
_OF_THE_KIND: Final = 1.4
_SPOKEN: Final = 1.6

#: What a quotation of theirs counts more than a report, and what all that they say is worth at least, beside the best answer, where nothing else is asked for.
_QUOTED: Final = 1.15
_ALL_THEY_SAY: Final = 0.7

#: What a sentence is worth the more, by the logarithm of the independent texts that state the same: most who ask mean the news.
_STATED: Final = 0.2

#: Share of the best answer's relevance below which a sentence does not answer.
_LEAST: Final = 0.5

#: Cosine of the best sentence below which nothing answers: where one holds less than half of the question's content words, half, and more. Questions
#: that articles answer come to 0.45 and more, or hold their words; what they have nothing on comes to 0.35 and half at most.
_NEAR: Final = (0.4, 0.35, -1.0)


@dataclass(frozen=True, slots=True)
class Focus:
    """A question, or words that say what a brief shall be about.

    Attributes
    ----------
    text : str
    vector : ndarray of shape (n_dims,)
        Its unit vector.
    quoted, reported : ndarray of bool, shape (n_sentences,), optional
        Sentences that hold a quotation of whom it asks for (`summarize.summary.questions.speaker_asked`), by whatever word he is named there, and those that tell what
        he says; where it asks for somebody's words.
    """

    text: str
    vector: NDArray[np.float32]
    quoted: NDArray[np.bool_] | None = None
    reported: NDArray[np.bool_] | None = None


def focus_relevance(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    focus: Focus,
    candidates: NDArray[np.bool_],
    weights: NDArray[np.float64] | None = None,
    model: str = "",
    corroboration: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Relevance of each sentence to a question, 1 for the best candidate, 0 for what does not answer it.

    Two cosines count half each: of the vectors as they are, since the model was taught which sentence answers which question, and
    without the story's common direction, in which every sentence resembles every question about the
    story. To them comes the share of the question's content words that the sentence holds, rare words counting more; and two fifths of all that for what
    the question asks for (`answering_kind`), or three fifths where that is somebody's words, more where they are quoted, by his name or another word for him. What several
    texts state is worth more.
    Where nothing but the words of somebody named is asked for, all of them answer that leave no doubt who he is, and where there are any nothing else does.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    focus : Focus
    candidates : ndarray of bool, shape (n_sentences,)
        Sentences that may be chosen; what is relevant enough is measured against the best of them.
    weights : ndarray of shape (n_sentences,), optional
        Weight of each sentence in the common direction.
    model : str
        Identity of the model: in languages that it is known not to know, where any two sentences are alike to it, only words tell that something answers.
    corroboration : ndarray of shape (n_sentences,), optional
        Expected number of independent texts that state what each sentence does, its own among them.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Between 0 and 1; all 0 where nothing answers.
    """
    mean = weighted_mean(vectors, weights)
    beyond = unit_rows(vectors - mean) @ unit_rows((focus.vector - mean)[None, :])[0]
    whole = vectors @ focus.vector
    languages = _languages(corpus)
    spoken = spoken_by(model)
    known = None if spoken is None else {*spoken, UNDETERMINED}
    telling = candidates & np.array([known is None or language in known for language in languages], dtype=bool)
    asked, texts = _as_asked(focus.text, corpus.texts, languages)
    near = float(whole[telling].max(initial=-1.0))
    if near < _NEAR[0] and near < _NEAR[1 + _half_held(asked, texts, languages, candidates)]:
        return np.zeros(len(vectors))
    held = word_shares(asked, texts, languages)
    scores = (np.clip(whole, 0, None) + np.clip(beyond, 0, None)) / 2 + _WORDS * held
    scores *= np.where(answering_kind(focus.text, corpus.texts, languages), _OF_THE_KIND, 1.0)
    quoted, theirs = _spoken(focus, len(scores))
    scores *= np.where(quoted, _QUOTED * _SPOKEN, np.where(theirs, _SPOKEN, 1.0))
    if corroboration is not None:
        scores *= 1 + _STATED * np.log(np.maximum(corroboration, 1.0))
    best = float(scores[candidates].max(initial=0.0))
    if best <= 0:
        return np.zeros(len(scores))
    answers = scores / best
    if whose_words(focus.text) is not None and theirs[candidates].any():
        answers = np.where(theirs, np.maximum(answers, _ALL_THEY_SAY), 0.0)
    return np.where(answers >= _LEAST, answers, 0.0)


def _spoken(focus: Focus, n_sentences: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which sentences quote whom a question asks for, and which have words of his, shape (n_sentences,) each."""
    quoted, reported = (
        np.zeros(n_sentences, dtype=bool) if found is None else found for found in (focus.quoted, focus.reported)
    )
    return quoted, quoted | reported


def words_not_held(corpus: Corpus, question: str) -> list[str]:
    """Content words of a question, but for the verb by which it asks what somebody said, that no article or headline holds, as they are written (`summarize.terms.unheld_words`)."""
    question = without_asking(question)
    titles = [document.title or "" for document in corpus.documents]
    languages = [document.language or "en" for document in corpus.documents]
    languages = [*_languages(corpus), *languages]
    return unheld_words(question, _as_asked(question, [*corpus.texts, *titles], languages)[1], languages)


def _as_asked(question: str, texts: Sequence[str], languages: Sequence[str]) -> tuple[str, list[str]]:
    """A question, and texts with the words of it behind each that holds another form of them: what is Iranian is of Iran."""
    asked, found = with_forms(question, texts, languages)
    for word in dict.fromkeys(re.findall(r"\b[A-Z]\w+", question)):
        if forms := forms_of_place(word):
            # With their capital: nobody is Turkish who eats turkey.
            held = re.compile(rf"\b(?:{'|'.join(f'{form.capitalize()}s?|{form.upper()}S?' for form in forms)})\b")
            found = [f"{text} {word}" if held.search(text) else text for text in found]
    return asked, found


def names_not_shown(corpus: Corpus, question: str, shown: Sequence[int]) -> list[str]:
    """Names in a question that some article has and none of the sentences shown, as they are written."""
    languages = _languages(corpus)
    spoken = [languages[i] for i in shown]
    unheld = unheld_words(question, _as_asked(question, [corpus.text_of(i) for i in shown], spoken)[1], spoken)
    if not any(word[0].isupper() for word in unheld):
        return []
    *named, asked = names_in([*corpus.texts, question], [*languages, "en"])
    known = asked & frozenset().union(*named)
    return [word for word in unheld if re.sub("['’]s$", "", word.casefold()) in known]


def nobody_speaking(corpus: Corpus, focus: Focus, shown: Sequence[int]) -> str | None:
    """Whom a question asks for, where it asks what he said and none of the sentences shown is found to be his words; None where one is, or nothing is shown."""
    whom = speaker_asked(focus.text)
    if whom is None or not whom.split()[-1][0].isupper() or not shown:
        return None
    _, spoken = _spoken(focus, len(corpus.sentences))
    return None if spoken[list(shown)].any() else whom


def _half_held(question: str, texts: Sequence[str], languages: Sequence[str], candidates: NDArray[np.bool_]) -> int:
    """Whether a sentence holds less than half (-1), half (0) or more (1) of the content words of a question, those that none holds among them."""
    asked = {language: set(content_stems(question, language)) for language in set(languages)}
    held = [
        2 * len(wanted & set(content_stems(texts[i], languages[i]))) - len(wanted)
        for i in np.flatnonzero(candidates).tolist()
        if (wanted := asked[languages[i]])
    ]
    return int(np.sign(max(held, default=-1)))


def _languages(corpus: Corpus) -> list[str]:
    return [corpus.documents[sentence.document].language or "en" for sentence in corpus.sentences]
