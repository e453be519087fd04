"""Which sentences of a corpus are no running text of their article: what a line alone does not say, its document does."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from .corpus import read_only
from .furniture import begins_box, credited_lines, ends_sentence, is_furniture, is_shown, linked_lines, writer_lines
from .lexical import counted_stems
from .recent import Recent
from .timing import followed, portions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .corpus import Corpus
    from .timing import Told

#: Seconds that the passes of `outside_of` took of 100,000 sentences: words, furniture, articles, captions.
_OUTSIDE_SECONDS: Final = (3.0, 2.0, 2.0, 3.3)

#: A picture of a gallery or a video of a list: its number, and how many there are.
_NUMBERED: Final = re.compile(r"(?<![\w/.,-])(\d{1,3})(?:\s*/\s*|\sof\s)(\d{1,3})(?![\w/%]|[.,]\d)")

#: A line that ends without a mark and has at most so many words is a heading, a credit or a button.
_HEADING_WORDS: Final = 8

#: A line of so many words in capitals is a heading or a link to another article, where fewer than this share of its article are.
_CAPITAL_WORDS: Final = 3
_SHOUTED: Final = 0.5

#: A line is a box of the page from this share of furniture among its sentences, which are no more than so many.
_BOX_SHARE: Final = 0.5
_BOX_SENTENCES: Final = 12

#: In running text at least this share of the words are function words; in a list of links, hardly any.
_FUNCTION_SHARE: Final = 0.15


def furniture_mask(texts: Sequence[str], progress: Told = None) -> NDArray[np.bool_]:
    """Which of the sentences are page furniture, shape (n_sentences,); `progress` is called with the number looked at, and of all."""
    return np.array([is_furniture(text) for text in followed(texts, progress)], dtype=bool)


#: Chance that a line of an article has no function word, below which it is of another language.
_HARDLY: Final = 0.005


def outside_article(
    texts: Sequence[str],
    document_of: NDArray[np.intp],
    n_words: NDArray[np.intp],
    n_content: NDArray[np.intp],
    furniture: NDArray[np.bool_],
    progress: Told = None,
) -> NDArray[np.bool_]:
    """Which of the sentences are no running text of their article: furniture, headings, credits, picture galleries.

    What a line alone does not say, its document does: whether its sentences end with marks at all, whether they are set in
    capitals, and whether a number such as 3/16 counts the pictures of a gallery.

    Parameters
    ----------
    texts : sequence of str
        Sentences, those of a document together and in order.
    document_of : ndarray of shape (n_sentences,)
    n_words, n_content : ndarray of shape (n_sentences,)
        Words of each sentence, and how many of them are no function words. Where the language has no list of function
        words all are content; such a document is judged without them.
    furniture : ndarray of shape (n_sentences,)
        What is page furniture: `furniture_mask`.
    progress : callable, optional
        Called with the number of documents looked through and of all.

    Returns
    -------
    ndarray of shape (n_sentences,)
    """
    outside = furniture.copy()
    unended = np.array([not ends_sentence(text) for text in texts], dtype=bool)
    commas = np.array([text.count(",") for text in texts], dtype=np.intp)
    begins = np.flatnonzero(np.diff(document_of, prepend=-1))
    spans = list(pairwise([*begins.tolist(), len(texts)]))
    for begin, stop in followed(spans, progress):
        rows = np.arange(begin, stop)
        long = rows[n_words[rows] > _HEADING_WORDS]
        if len(long) and unended[long].mean() < 0.5:
            outside[rows] |= unended[rows] & (n_words[rows] <= _HEADING_WORDS)
            # What stands under "Top deals:" and ends with no mark is a link, and so is what stands under a link and ends with none.
            linked = False
            for over, i in pairwise(rows.tolist()):
                linked = bool(unended[i] and (linked or (outside[over] and texts[over].endswith(":"))))
                outside[i] |= linked
        function_share = 1 - n_content[rows] / np.maximum(n_words[rows], 1)
        usual = float(np.median(function_share))
        if usual >= 2 * _FUNCTION_SHARE:
            # A list of names has no function words either, and may be what the story is about; "The prince received Roe on Monday." has a verb. A line
            # of so many words and no function word, as hardly one of its article could be, is of another language.
            listed = unended[rows] | np.array([texts[i].istitle() for i in rows.tolist()], dtype=bool)
            listed |= (function_share == 0) & ((1 - usual) ** n_words[rows] < _HARDLY)
            outside[rows] |= listed & (n_words[rows] >= 6) & (function_share < _FUNCTION_SHARE) & (commas[rows] < 3)
        outside[rows] |= _in_gallery([texts[i] for i in rows.tolist()])
        shouted = np.array([_in_capitals(texts[i]) for i in rows.tolist()], dtype=bool)
        if shouted.mean() < _SHOUTED:
            outside[rows] |= shouted
    return outside


def _in_capitals(text: str) -> bool:
    """Whether a line of several words has no small letter, as headings and links to other articles are set."""
    return text.upper() == text != text.lower() and len(text.split()) >= _CAPITAL_WORDS


def outside_of(corpus: Corpus, progress: Told = None) -> NDArray[np.bool_]:
    """Which sentences of a corpus are no running text of their article, shape (n_sentences,): `outside_article`, `captions_of`.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.
    """
    return _RECENT_OUTSIDE.of(corpus, lambda: _outside(corpus, progress))


#: Claims and the views that count ask for the same corpus.
_RECENT_OUTSIDE: Final = Recent["NDArray[np.bool_]"](size=2)


def _outside(corpus: Corpus, progress: Told) -> NDArray[np.bool_]:
    texts = corpus.texts
    languages = [corpus.documents[d].language or "en" for d in corpus.document_of.tolist()]
    with portions(progress, len(texts), *_OUTSIDE_SECONDS) as (reading, marking, looking, searching):
        each = followed(list(zip(texts, languages, strict=True)), reading)
        counted = [counted_stems(text, language) for text, language in each]
        n_words = np.array([n for n, _ in counted], dtype=np.intp)
        n_content = np.array([len(stemmed) for _, stemmed in counted], dtype=np.intp)
        furniture = furniture_mask(texts, marking)
        outside = outside_article(texts, corpus.document_of, n_words, n_content, furniture, looking)
        return read_only(outside | captions_of(corpus, progress=searching))


def captions_of(corpus: Corpus, among: NDArray[np.bool_] | None = None, progress: Told = None) -> NDArray[np.bool_]:
    """Which sentences stand under a picture, in a gallery, in a post that is shown whole, in a box of the page, or among links, or tell who wrote the article, shape (n_sentences,).

    See `credited_lines`, `linked_lines` and `writer_lines`.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    among : ndarray of shape (n_sentences,), optional
        Look only at documents that hold one of these.
    progress : callable, optional
        Called with the number of documents looked through, and of all.
    """
    captions = np.zeros(len(corpus.sentences), dtype=bool)
    first = 0
    for document, n in followed(list(zip(corpus.documents, corpus.n_sentences_of.tolist(), strict=True)), progress):
        asked = among is None or among[first : first + n].any()
        starts = np.array([sentence.start for sentence in corpus.sentences[first : first + n]], dtype=np.intp)
        text = document.text
        for start, stop in (*credited_lines(text), *linked_lines(text), *writer_lines(text)) if asked else ():
            captions[first + np.searchsorted(starts, start) : first + np.searchsorted(starts, stop)] = True
        if asked:
            texts = [text[s.start : s.stop] for s in corpus.sentences[first : first + n]]
            captions[first : first + n] |= _in_gallery(texts) | _in_boxes(text, starts, texts)
            if (document.language or "en") == "en":
                captions[first : first + n] |= np.array(list(map(is_shown, texts)), dtype=bool)
        first += n
    return captions


def _in_boxes(text: str, starts: NDArray[np.intp], texts: Sequence[str]) -> NDArray[np.bool_]:
    """Sentences of one document whose line is a box of the page: its first is furniture, and most are, or half where the first begins as boxes do.

    "Let our news meet your inbox. The news that matters, every morning." The second sentence alone does not say so.
    """
    inside = np.zeros(len(texts), dtype=bool)
    known = np.array([is_furniture(own) for own in texts], dtype=bool)
    if not known.any():
        return inside
    line_of = np.searchsorted(np.array([i for i, c in enumerate(text) if c == "\n"], dtype=np.intp), starts)
    for line in np.unique(line_of[known]).tolist():
        rows = np.flatnonzero(line_of == line)
        share = known[rows].mean()
        if known[rows[0]] and 1 < len(rows) <= _BOX_SENTENCES:
            inside[rows] = share > _BOX_SHARE or (share == _BOX_SHARE and begins_box(texts[rows[0]]))
    return inside


def _in_gallery(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Sentences of one document from the first numbered picture of a gallery to the last: at least three that count up."""
    inside = np.zeros(len(texts), dtype=bool)
    counts: dict[int, list[tuple[int, int]]] = {}
    for i, text in enumerate(texts):
        for found in _NUMBERED.finditer(text):
            number, total = int(found[1]), int(found[2])
            seen = counts.setdefault(total, [])
            if (seen[-1][0] if seen else 0) < number <= total:
                seen.append((number, i))
    for numbered in counts.values():
        if len(numbered) >= 3:
            inside[numbered[0][1] : numbered[-1][1] + 1] = True
    return inside
