"""What themes are found from: the sentences of a story as arrays, and their grouping for any part of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..clustering.context import Contexts, length_weights
from ..clustering.groups import group_rows
from ..datelines import dateline_stop
from ..engine import Engine, in_order
from ..furniture import is_furniture
from ..lexical import counted_stems
from ..outside import outside_article
from ..terms import count_matrix
from ..timing import followed, portions
from ..wording import edges, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..clustering.groups import Grouping
    from ..corpus import Corpus, Embeddings
    from ..settings import ThemeSettings
    from ..timing import Told

#: Sentences that are read together, a twentieth of a second of work.
_PORTION: Final = 2_048

#: Seconds that the passes of `gather` took of 100,000 sentences: words, articles, repetitions.
_SECONDS: Final = (10.0, 1.5, 2.0)

#: Depths of the two passes of neighbour profiles, as shares of the sentences.
DEPTHS: Final = (0.05, 0.06)

#: Steps in which sentences are grouped: each pass, and the tree.
GROUPING_STEPS: Final = len(DEPTHS) + 1


@dataclass(frozen=True, eq=False, slots=True)
class Evidence:
    """The sentences of a story, as themes are found from them.

    Attributes
    ----------
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    document_of, paragraph_of : ndarray of shape (n_sentences,)
    texts, languages : tuple of str
    words : tuple of tuple of str
        Stems of the content words of each sentence.
    in_story : ndarray of shape (n_sentences,)
        False for what is no running text of its article.
    showing : ndarray of shape (n_sentences,)
        Alike for those that are one sentence shown again (`first_showings`).
    first : ndarray of shape (n_sentences,)
        True for the first showing of a sentence of the story.
    weights : ndarray of shape (n_sentences,)
        One over the number of showings; 0 outside the story.
    """

    vectors: NDArray[np.float32]
    document_of: NDArray[np.intp]
    paragraph_of: NDArray[np.intp]
    texts: tuple[str, ...]
    languages: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    in_story: NDArray[np.bool_]
    showing: NDArray[np.intp]
    first: NDArray[np.bool_]
    weights: NDArray[np.float64]

    def part(self, rows: NDArray[np.intp]) -> Evidence:
        """The evidence of some sentences alone, shape (n_rows,) in ascending order."""
        some = rows.tolist()
        return Evidence(
            vectors=self.vectors[rows],
            document_of=self.document_of[rows],
            paragraph_of=self.paragraph_of[rows],
            texts=tuple(self.texts[i] for i in some),
            languages=tuple(self.languages[i] for i in some),
            words=tuple(self.words[i] for i in some),
            in_story=self.in_story[rows],
            showing=self.showing[rows],
            first=self.first[rows],
            weights=self.weights[rows],
        )

    def contexts(
        self,
        rows: NDArray[np.intp],
        settings: ThemeSettings,
        progress: Told = None,
    ) -> Contexts:
        """Vectors of some sentences in which their themes stand apart, found from those alone, and made when they are taken.

        Parameters
        ----------
        rows : ndarray of shape (n_rows,)
            In ascending order.
        settings : ThemeSettings
        progress : callable, optional
            As for `summarize.clustering.Contexts`.

        Returns
        -------
        Contexts
        """
        words = [self.words[i] for i in rows.tolist()]
        return Contexts(
            self.vectors,
            self.document_of[rows],
            rows=rows,
            terms=count_matrix(words, min_sentences=2).tf_idf(),
            weights=self.weights[rows],
            own_weights=length_weights(np.array([len(own) for own in words], dtype=np.intp)),
            paragraph_of=self.paragraph_of[rows],
            neighbour_weight=settings.neighbour_weight,
            paragraph_weight=settings.paragraph_weight,
            term_share=settings.term_share,
            progress=progress,
        )

    def grouping(
        self,
        rows: NDArray[np.intp],
        context: NDArray[np.float32],
        sample: NDArray[np.intp] | None = None,
        step: Callable[[], None] | None = None,
    ) -> Grouping:
        """Group some sentences by what they are near to.

        Parameters
        ----------
        rows : ndarray of shape (n_rows,)
        context : ndarray of shape (n_rows, n_columns)
            Their contextual vectors.
        sample : ndarray of shape (n_sample,), optional
        step : callable, optional
            As in `summarize.clustering.group_rows`: called `GROUPING_STEPS` times.

        Returns
        -------
        Grouping
        """
        return group_rows(context, founders=self.first[rows], depths=DEPTHS, sample=sample, step=step)


def first_showings(texts: Sequence[str], progress: Told = None) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Mark the first of each set of identical sentences, and give all of a set the weight of one.

    Parameters
    ----------
    texts : sequence of str
    progress : callable, optional
        Called with the number of sentences looked at and of all.

    Returns
    -------
    first : ndarray of shape (n_sentences,)
        True for the first showing of a sentence (`summarize.wording`); an agency's dateline does not make another. One that begins or ends with other marks is another: of half a
        quotation, or a heading, and a whole sentence of the same words, one is fit to be shown.
    weights : ndarray of shape (n_sentences,)
        One over the number of showings.
    """
    return _once(_showings(texts, progress))


def _once(showing: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """What `first_showings` returns, of what `_showings` does."""
    first = np.zeros(len(showing), dtype=bool)
    first[np.unique(showing, return_index=True)[1]] = True
    return first, 1 / np.bincount(showing)[showing] if len(showing) else np.empty(0)


def _showings(texts: Sequence[str], progress: Told = None) -> NDArray[np.intp]:
    """Number the sets of identical sentences (`first_showings`), shape (n_sentences,); `progress` is called with the number of sentences looked at and of all."""
    bare = (text[dateline_stop(text) :] for text in followed(texts, progress))
    keys = ((wording(text), *edges(text)) for text in bare)
    place: dict[tuple[str, str, str], int] = {}
    return np.array([place.setdefault(key, len(place)) for key in keys], dtype=np.intp)


def gather(
    corpus: Corpus,
    embeddings: Embeddings,
    engine: Engine | None = None,
    progress: Told = None,
) -> Evidence:
    """Lay out what the themes of a story are found from.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
        Row i is ``corpus.sentences[i]``.
    engine : Engine, optional
        Where words are stemmed and furniture is looked for; in this process by default.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Evidence

    Raises
    ------
    ValueError
        If embeddings do not match the sentences.
    """
    if len(embeddings.vectors) != len(corpus.sentences):
        raise ValueError(f"embeddings ({len(embeddings.vectors)}) do not match sentences ({len(corpus.sentences)})")
    texts = corpus.texts
    languages = [corpus.tongue_of(i) for i in range(len(texts))]
    parts = (
        (texts[start : start + _PORTION], languages[start : start + _PORTION])
        for start in range(0, len(texts), _PORTION)
    )
    read: list[tuple[int, tuple[str, ...], bool]] = []
    with portions(progress, len(texts), *_SECONDS) as (reading, looking, searching):
        for part in in_order((engine or Engine()).map(_read, parts)):
            read.extend(part)
            if reading is not None:
                reading(len(read), len(texts))
        words = tuple(stemmed for _, stemmed, _ in read)
        outside = outside_article(
            texts,
            corpus.document_of,
            n_words=np.array([n_words for n_words, _, _ in read], dtype=np.intp),
            n_content=np.array([len(stemmed) for stemmed in words], dtype=np.intp),
            furniture=np.array([furniture for _, _, furniture in read], dtype=bool),
            progress=looking,
        )
        showing = _showings(texts, searching)
    first, weights = _once(showing)
    return Evidence(
        vectors=embeddings.vectors,
        document_of=corpus.document_of,
        paragraph_of=corpus.paragraph_of,
        texts=tuple(texts),
        languages=tuple(languages),
        words=words,
        in_story=~outside,
        showing=showing,
        first=first & ~outside,
        weights=np.where(outside, 0.0, weights),
    )


def _read(given: None, part: tuple[Sequence[str], Sequence[str]]) -> list[tuple[int, tuple[str, ...], bool]]:  # noqa: ARG001 - the engine's
    """Of each of some sentences how many words it has, the stems of its content words, and whether it is page furniture."""
    read: list[tuple[int, tuple[str, ...], bool]] = []
    for text, language in zip(*part, strict=True):
        n_words, stemmed = counted_stems(text, language)
        read.append((n_words, tuple(stemmed), is_furniture(text)))
    return read
