"""Echoes: what an outlet that states a claim nowhere did publish that may say it all the same, in other words or in parts.

Sentences are put into one claim only where it is probable that they state one fact, and of the reworded ones many are left out. So a claim
without a sentence of an outlet is no silence yet. Before one is called, all that the outlet published is held against the claim.
"""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..blocks import row_blocks
from ..evidence import names_in, numbers_in
from ..lexical import content_stems
from ..outside import outside_of
from ..similarity import unit_rows
from ..terms import count_matrix
from ..timing import followed, portions
from .logistic import Logistic, read_weights
from .neighbourhoods import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus, Embeddings
    from ..timing import Told
    from .alignment.values import Alignments
    from .claims import Claims

#: Weights fitted by ``benchmarks/omissions.py``.
SHIPPED = Path(__file__).with_name("echoes.toml")

#: The evidence, in the order of the columns of `echo_evidence`: the highest cosine of one sentence of the claim, and of the middle of all, to a sentence
#: published; the share of the claim's words that one sentence or headline, two in a row, and all that was published hold; its figures and names.
ECHO_EVIDENCE: Final = ("cosine", "cosine_of_middle", "words", "words_of_two", "words_of_all", "figures", "names")

#: Sentences of a claim whose likeness is asked for, the most central first.
_ASKED: Final = 6

#: Share of the likeness that decides which sentence is the nearest; words have the rest. As for aligned sentences.
_MEANING: Final = 0.7

#: Share of a claim's sentences from which what they hold is the claim's.
_COMMON: Final = 0.5

#: Share of a claim's words from which a sentence that gives all its figures may state it, in words however different.
_FIGURED: Final = 0.1

#: Content words without which a claim ("I was wrong.") says too little to be looked for.
_FEWEST_WORDS: Final = 3

#: Seconds that the passes of `find_echoes` took of 100,000 sentences: evidence, what is stated or aligned; and those of the evidence: words, figures,
#: names, what is no running text, comparing.
_SECONDS: Final = (14.0, 1.0)
_EVIDENCE_SECONDS: Final = (1.7, 3.1, 1.0, 0.5, 15.0)


@cache
def read_echo_model(path: Path = SHIPPED) -> Logistic:
    """Read weights of `ECHO_EVIDENCE` from a TOML file; see `read_weights`."""
    return read_weights(Logistic, path, "weights of what may state a claim in other words", ECHO_EVIDENCE)


@dataclass(frozen=True, eq=False, slots=True)
class Echoes:
    """What each unit (an outlet, or an article) published that comes near to each claim.

    Attributes
    ----------
    probability : ndarray of shape (n_claims, n_units)
        That the unit states the claim in other words or in parts. 1 where it holds a sentence of the claim, or one that is aligned
        with one of it or disputes it, or gives all its figures beside some of its words, and for a claim of fewer than three content words, of which nothing
        can be told; 0 where it published nothing.
    stated : ndarray of shape (n_claims, n_units)
        The same by the evidence alone, without what is set to 1.
    nearest : ndarray of shape (n_claims, n_units)
        The sentence that comes nearest, by meaning and by words, one that gives the figures of the claim before others; -1 where nothing was published.
    similarity : ndarray of shape (n_claims, n_units)
        Its cosine to the middle of the claim's sentences; 0 where there is none.
    """

    probability: NDArray[np.float64]
    stated: NDArray[np.float64]
    nearest: NDArray[np.intp]
    similarity: NDArray[np.float64]


def find_echoes(
    corpus: Corpus,
    embeddings: Embeddings,
    claims: Claims,
    chosen: NDArray[np.intp],
    unit_of: NDArray[np.intp],
    alignments: Alignments | None = None,
    progress: Told = None,
    published: Published | None = None,
) -> Echoes:
    """Hold claims against all that each outlet, or one article, published.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    claims : Claims
    chosen : ndarray of shape (n_claims,)
        Claims that are looked at, different from one another.
    unit_of : ndarray of shape (n_documents,)
        Outlet of each document, 0 and up, or another number; -1 for documents that are not looked at.
    alignments : Alignments, optional
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.
    published : Published, optional
        All that was published, and the `chosen`, where they were read before.

    Returns
    -------
    Echoes

    Notes
    -----
    Headings, captions, shorter versions and headlines are looked through too: they are published.
    O(n_claims * n_sentences * n_dims) time, in blocks of claims; with `published` by the sentences of the units alone.
    """
    said = [claims.items[k].sentences for k in chosen.tolist()]
    with portions(progress, len(corpus.sentences), *_SECONDS) as (looking, aligning):
        stated, nearest, similarity, surely = _by_evidence(
            corpus, embeddings.vectors, said, unit_of, looking, published
        )
        probability = stated.copy()
        number = np.full(len(claims.items) + 1, -1)
        number[chosen] = np.arange(len(chosen))
        unit = unit_of[corpus.document_of]

        def states(k: NDArray[np.intp], sentences: NDArray[np.intp]) -> None:
            known = (k >= 0) & (unit[sentences] >= 0)
            probability[k[known], unit[sentences[known]]] = 1.0

        states(number[claims.claim_of], np.arange(len(corpus.sentences)))
        for k in chosen.tolist():
            for other in claims.items[k].disputes:
                sentences = np.array(claims.items[other].sentences, dtype=np.intp)
                states(np.full(len(sentences), number[k]), sentences)
        for item in followed(() if alignments is None else alignments.items, aligning):
            sides = (item.first, *item.first_copies), (item.second, *item.second_copies)
            for here, there in (sides, sides[::-1]):
                for k in {int(number[claims.claim_of[i]]) for i in here}:
                    states(np.full(len(there), k), np.array(there, dtype=np.intp))
        probability[surely] = 1.0
    return Echoes(probability, stated, nearest, similarity)


def heard_elsewhere(corpus: Corpus, vectors: NDArray[np.float32], said: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Say how probably some outlet that has no sentence of a claim states it all the same, in other words or in parts.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    said : sequence of sequences of int
        Sentences of each claim, one at least, the most central first.

    Returns
    -------
    ndarray of shape (n_claims,)
        The highest probability among the outlets that have no sentence of the claim, as for `Echoes`; 0 where there is no such outlet.

    Notes
    -----
    O(n_claims * n_sentences * n_dims) time, and as many small steps as there are outlets, each over all claims; O(n_claims * n_outlets) memory and blocks of claims.
    """
    stated, _, _, surely = _by_evidence(corpus, vectors, said, corpus.outlet_of_document)
    probability = np.where(surely, 1.0, stated)
    for k, sentences in enumerate(said):
        probability[k, corpus.outlet_of[list(sentences)]] = 0.0
    highest: NDArray[np.float64] = probability.max(axis=1, initial=0.0)
    return highest


def _by_evidence(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    said: Sequence[Sequence[int]],
    unit_of: NDArray[np.intp],
    progress: Told = None,
    published: Published | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64], NDArray[np.bool_]]:
    """`Echoes.stated`, `nearest` and `similarity`, and where the claim counts as stated whatever the evidence (its figures are given, or too few of its words tell), each of shape (n_claims, n_units)."""
    evidence, nearest, similarity, figured = echo_evidence(corpus, vectors, said, unit_of, progress, published)
    stated = np.where(nearest >= 0, read_echo_model().probabilities(evidence), 0.0)
    tongue_of = [document.tongue for document in corpus.documents]
    telling = np.array(
        [any(_tells(corpus.text_of(i), tongue_of[corpus.document_of[i]]) for i in own) for own in said], dtype=bool
    )
    return stated, nearest, similarity, figured | (~telling[:, None] & (nearest >= 0))


def echo_evidence(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    said: Sequence[Sequence[int]],
    unit_of: NDArray[np.intp],
    progress: Told = None,
    published: Published | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64], NDArray[np.bool_]]:
    """Lay out what speaks for each unit stating each claim.

    Parameters
    ----------
    corpus : Corpus
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    said : sequence of sequences of int
        Sentences of each claim, one at least, the most central first.
    unit_of : ndarray of shape (n_documents,)
        -1 for documents that are not looked at.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.
    published : Published, optional
        All that was published, and the claims, where they were read before.

    Returns
    -------
    evidence : ndarray of shape (n_claims, n_units, len(ECHO_EVIDENCE))
    nearest : ndarray of shape (n_claims, n_units)
    similarity : ndarray of shape (n_claims, n_units)
    figured : ndarray of shape (n_claims, n_units)
        Whether the nearest sentence gives all figures of the claim, which has some, beside some of its words.
    """
    n_claims, n_units = len(said), int(unit_of.max(initial=-1)) + 1
    evidence = np.zeros((n_claims, n_units, len(ECHO_EVIDENCE)))
    nearest, similarity = np.full((n_claims, n_units), -1), np.zeros((n_claims, n_units))
    figured = np.zeros((n_claims, n_units), dtype=bool)
    if not n_claims or not n_units:
        return evidence, nearest, similarity, figured
    with portions(progress, len(corpus.sentences), *_EVIDENCE_SECONDS) as (*reading, looking, comparing):
        if published is None:
            looked = np.ones(len(corpus.sentences), dtype=bool)
            if len(looked) > WHOLE:
                # Of very many sentences only those that are asked about are read.
                looked = unit_of[corpus.document_of] >= 0
                looked[[i for sentences in said for i in sentences]] = True
            published = Published(corpus, vectors, said, looked, tuple(reading))
        tables = evidence, nearest, similarity, figured
        _compared(published, vectors, unit_of, outside_of(corpus, looking), tables, comparing)
    return tables


def _compared(
    published: Published,
    vectors: NDArray[np.float32],
    unit_of: NDArray[np.intp],
    outside: NDArray[np.bool_],
    tables: tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64], NDArray[np.bool_]],
    progress: Told,
) -> None:
    """Fill the tables of `echo_evidence`, unit by unit."""
    corpus = published.corpus
    evidence, nearest, similarity, figured = tables
    n_claims, n_units = nearest.shape
    begins = np.cumsum([0, *map(len, published.asked)])
    wanted = vectors[list(chain.from_iterable(published.asked))]
    for u in followed(range(n_units), progress):
        documents = np.flatnonzero(unit_of == u)
        own = np.flatnonzero(np.isin(corpus.document_of, documents))
        if not len(own):
            continue
        # Taken once: there are the more blocks of claims, the more the unit published.
        mine = vectors[own].T
        giving = published.with_figures(own)
        by_one, by_two, by_title, by_all = (
            held.T.tocsr()
            for held in (
                published.holds[own],
                published.in_a_row(own),
                published.titles[documents],
                published.of_all(own, documents),
            )
        )
        for rows in row_blocks(n_claims, 8 * (4 + _ASKED) * len(own)):
            some = range(rows.start, rows.stop)
            cosines = wanted[begins[rows.start] : begins[rows.stop]].dot(mine).max(axis=1)
            best = np.maximum.reduceat(cosines, begins[rows] - begins[rows.start])
            middle = published.middles[rows] @ mine
            single = published.share(rows, by_one)
            likeness = np.round(_MEANING * middle + (1 - _MEANING) * single, 6)
            # What is shown is running text, where there is any; a caption counts as evidence all the same.
            likeness[:, outside[own] & ~outside[own].all()] = -np.inf
            for k in giving.keys() & {*some}:
                row, places = k - rows.start, giving[k]
                likeness[row, places] += 2.0 * (single[row, places] >= _FIGURED)
            place = np.argmax(likeness, axis=1)
            figured[rows, u] = likeness[np.arange(len(place)), place] > 1
            nearest[rows, u] = own[place]
            similarity[rows, u] = np.round(middle[np.arange(len(place)), place], 6)
            held = np.maximum(single.max(axis=1), published.share(rows, by_title).max(axis=1))
            evidence[rows, u, :5] = np.column_stack(
                (
                    np.round(best, 6),
                    np.round(middle.max(axis=1), 6),
                    held,
                    np.maximum(published.share(rows, by_two).max(axis=1, initial=0), held),
                    published.share(rows, by_all)[:, 0],
                )
            )
        evidence[:, u, 5] = published.shares_of(published.figures, published.claim_figures, own)
        evidence[:, u, 6] = published.shares_of(published.names, published.claim_names, own, documents)


class Published:
    """Words, figures and names of what claims say and of what was published; rare words weigh more.

    Parameters
    ----------
    corpus, vectors, said
        As in `echo_evidence`.
    looked : ndarray of shape (n_sentences,), optional
        Sentences that are read, those of the claims among them; all by default.
    progress : tuple of three callables or None, optional
        What the reading of words, figures and names calls with the number of sentences done, and of all.

    Notes
    -----
    O(characters of the corpus) time: whoever asks article after article makes it once.
    """

    def __init__(
        self,
        corpus: Corpus,
        vectors: NDArray[np.float32],
        said: Sequence[Sequence[int]],
        looked: NDArray[np.bool_] | None = None,
        progress: tuple[Told, ...] = (None, None, None),
    ) -> None:
        import scipy.sparse as sp

        reading, numbering, naming = progress
        self.corpus = corpus
        n = len(corpus.sentences)
        looked = np.ones(n, dtype=bool) if looked is None else looked
        self.asked = [list(sentences[:_ASKED]) for sentences in said]
        middles = [vectors[sentences].mean(axis=0) for sentences in self.asked]
        self.middles = unit_rows(np.array(middles, dtype=np.float32).reshape(len(said), vectors.shape[1]))
        languages = [document.tongue for document in corpus.documents]
        of = [languages[d] for d in corpus.document_of.tolist()]
        texts = [text if reads else "" for text, reads in zip(corpus.texts, looked.tolist(), strict=True)]
        titles = [document.title for document in corpus.documents]
        each = list(zip([*texts, *titles], [*of, *languages], strict=True))
        stems = [content_stems(text, own) for text, own in followed(each, reading)]
        every = count_matrix(stems).counts
        every = sp.csr_array((np.ones(every.nnz), every.indices, every.indptr), shape=every.shape)
        self.holds, self.titles = every[:n], every[n:]
        held_by = np.bincount(self.holds.indices, minlength=every.shape[1])
        rarity = np.log((looked.sum() + 1) / (held_by + 0.5))
        rows = np.repeat(np.arange(len(said)), [len(sentences) for sentences in said])
        shares = np.repeat([1 / len(sentences) for sentences in said], [len(sentences) for sentences in said])
        members = sp.csr_array((shares, (rows, [i for sentences in said for i in sentences])), shape=(len(said), n))
        # A word weighs as much as the share of the claim's sentences that hold it.
        self.words = sp.csr_array(members @ self.holds @ sp.diags_array(np.maximum(rarity, 0)))
        self.totals = np.maximum(np.asarray(self.words.sum(axis=1), dtype=np.float64), 1e-9)
        self.figures = [frozenset(numbers_in(text)) for text in followed(texts, numbering)]
        self.names = names_in(texts, of, naming)
        self.title_names = names_in(titles, languages)
        self.claim_figures = [_common([self.figures[i] for i in sentences]) for sentences in said]
        self.claim_names = [_common([self.names[i] for i in sentences]) for sentences in said]

    def of_claims(self, places: NDArray[np.intp]) -> Published:
        """The same of some of the claims alone, by their places."""
        part = copy(self)
        part.middles, part.words, part.totals = self.middles[places], self.words[places], self.totals[places]
        part.asked = [self.asked[k] for k in places.tolist()]
        part.claim_figures = [self.claim_figures[k] for k in places.tolist()]
        part.claim_names = [self.claim_names[k] for k in places.tolist()]
        return part

    def share(self, rows: slice, held: csr_array) -> NDArray[np.float64]:
        """Share of the words of some claims that each column of words holds, shape (n_claims, n_columns)."""
        return np.asarray((self.words[rows] @ held).toarray() / self.totals[rows, None], dtype=np.float64)

    def with_figures(self, own: NDArray[np.intp]) -> dict[int, NDArray[np.intp]]:
        """Which of some sentences, by their place among them, give all figures of each claim that has some, by its number."""
        places: dict[float, set[int]] = {}
        for place, i in enumerate(own.tolist()):
            for figure in self.figures[i]:
                places.setdefault(figure, set()).add(place)
        giving = (k for k, wanted in enumerate(self.claim_figures) if wanted and wanted <= places.keys())
        found = {k: set.intersection(*(places[figure] for figure in self.claim_figures[k])) for k in giving}
        return {k: np.array(sorted(some), dtype=np.intp) for k, some in found.items() if some}

    def in_a_row(self, own: NDArray[np.intp]) -> csr_array:
        """Words of every two sentences that follow one another in a document."""
        first = own[:-1][np.diff(self.corpus.document_of[own]) == 0]
        return self.holds[first].maximum(self.holds[first + 1])

    def of_all(self, own: NDArray[np.intp], documents: NDArray[np.intp]) -> csr_array:
        """Words of all sentences and headlines together, in one row."""
        import scipy.sparse as sp

        held = np.union1d(self.holds[own].indices, self.titles[documents].indices)
        return sp.csr_array((np.ones(len(held)), (np.zeros_like(held), held)), shape=(1, self.holds.shape[1]))

    def shares_of(
        self,
        items: Sequence[frozenset[Any]],
        wanted: Sequence[frozenset[Any]],
        own: NDArray[np.intp],
        documents: NDArray[np.intp] | None = None,
    ) -> NDArray[np.float64]:
        """Figures or names of each claim that stand in sentences, or in the headlines of documents, less those that do not, as a share; 0 without any."""
        held = frozenset().union(*(items[i] for i in own.tolist()))
        if documents is not None:
            held = held.union(*(self.title_names[d] for d in documents.tolist()))
        return np.array([(2 * len(some & held) - len(some)) / len(some) if some else 0.0 for some in wanted])


# Of the sentences of one claim it is asked for article after article.
@lru_cache(maxsize=1 << 14)
def _tells(text: str, language: str) -> bool:
    """Whether a sentence of a claim has the content words by which it can be looked for."""
    return len(content_stems(text, language)) >= _FEWEST_WORDS


def _common(items: Sequence[frozenset[Any]]) -> frozenset[Any]:
    """What half of the sentences hold."""
    held_by = Counter(item for held in items for item in held)
    return frozenset(item for item, n in held_by.items() if n >= _COMMON * len(items))
