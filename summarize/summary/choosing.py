"""Choosing the sentences of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from ..lexical import bigrams, count_matrix, word_count
from ..ranking import centroid_scores
from ..selection import maximum_coverage, redundant_pairs
from ..similarity import top_k
from ..themes.finding import first_showings
from .eligibility import is_readable
from .focus import focus_relevance
from .methods import BASELINES, Baseline, Material, choose_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes
    from .focus import Focus

__all__ = ["METHODS", "Chosen", "Summary", "SummarySettings", "summarise"]

Method = Literal["coverage"] | Baseline

METHODS: Final[tuple[Method, ...]] = ("coverage", *BASELINES)

#: What a sentence cannot cost: it is longer than any budget.
_UNAFFORDABLE: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """How a brief is chosen.

    Attributes
    ----------
    method : str
        ``"coverage"`` is the one to use; the others, `summarize.summary.BASELINES`, are the known ones to hold it against.
    early : float
        How much more a concept weighs that opens an article: its weight is multiplied by ``1 + early / (1 + position)``.
    centrality, lead : float
        What a sentence's cosine to the middle of the story, and its place in its article, add, in units of the median
        sentence's concepts.
    redundancy : float
        Cosine from which two sentences do not stand in one brief.
    min_words, max_words_a_sentence : int
        Shorter and longer sentences are not chosen.
    known_similarity : float
        Cosine to a sentence of the earlier corpus from which a sentence is not new.
    random_state : int
        For ``"random"``.
    """

    method: Method = "coverage"
    early: float = 3.0
    centrality: float = 1.0
    lead: float = 3.0
    redundancy: float = 0.85
    min_words: int = 5
    max_words_a_sentence: int = 80
    known_similarity: float = 0.8
    random_state: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """One sentence of a brief.

    Attributes
    ----------
    sentence : int
        Index into the corpus.
    score : float
        What it was worth when it was chosen, 1 for the best: under ``"coverage"`` the weight of the concepts that it adds
        to those chosen before it, with its own bonus; under the others the method's score.
    rank : int
        1 = chosen first.
    reasons : mapping of str to object
        What the score is made of.
    """

    sentence: int
    score: float
    rank: int
    reasons: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences chosen, in reading order.

    Attributes
    ----------
    chosen : tuple of Chosen
    n_words : int
    solver : str
        ``"exact"``, ``"greedy"`` or the name of the method.
    n_candidates : int
        Sentences that could have been chosen.
    share_new : float or None
        Share of the sentences that the earlier corpus does not hold; None where there was none.
    """

    chosen: tuple[Chosen, ...]
    n_words: int
    solver: str
    n_candidates: int
    share_new: float | None = None


def summarise(
    corpus: Corpus,
    embeddings: Embeddings,
    themes: Themes,
    group_of: NDArray[np.intp],
    *,
    max_words: int | None = 200,
    max_sentences: int | None = None,
    theme: int | None = None,
    per_theme: bool = False,
    focus: Focus | None = None,
    known: NDArray[np.float32] | None = None,
    settings: SummarySettings | None = None,
) -> Summary:
    """Choose the sentences of a brief.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    themes : Themes
    group_of : ndarray of shape (n_documents,)
        Copy group of each document; a group counts as one document.
    max_words : int or None
        Words of the whole brief, as white space divides them.
    max_sentences : int, optional
        Number of sentences; overrides `max_words`.
    theme : int, optional
        Choose from this theme alone.
    per_theme : bool
        Give each theme its part of the budget, by its size, and order the brief by theme.
    focus : Focus, optional
        A question. Only sentences that are at least half as relevant to it as the best are chosen; concepts weigh by how
        relevant the sentences are that hold them.
    known : ndarray of shape (n_known, n_dims), optional
        Unit vectors of sentences already known; what says the same is not chosen.
    settings : SummarySettings, optional

    Returns
    -------
    Summary
        Empty only where no sentence fits the budget.

    Notes
    -----
    The default method is budgeted maximum coverage. A concept is a stemmed pair of neighbouring words; it weighs the
    number of independent documents that hold it, more where it comes early. The sum of the concepts covered, each once,
    and of the sentences' own bonus is maximised (see `summarize.selection.maximum_coverage` for cost and guarantee).

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.
    """
    settings = settings or SummarySettings()
    texts = corpus.texts
    n_sentences = len(texts)
    by_words = max_sentences is None
    budget = (max_words if max_words is not None else 200) if max_sentences is None else max_sentences
    lengths = (
        np.array([word_count(text) for text in texts], dtype=np.intp) if by_words else np.ones(n_sentences, np.intp)
    )
    first, weights = first_showings(texts)
    allowed = first.copy() if theme is None else first & (themes.labels == theme)
    share_new = None
    if known is not None and len(known) and n_sentences:
        new = top_k(embeddings.vectors, known, 1)[1][:, 0] < settings.known_similarity
        share_new = float(new.mean())
        allowed &= new
    readable = np.array([_can_stand(corpus, i, text, settings) for i, text in enumerate(texts)], dtype=bool)
    # Where nothing reads well (verse, lists, an unknown script), an honest line beats an empty page.
    if (allowed & readable & (lengths <= budget)).any():
        allowed &= readable
    relevance = None
    if focus is not None and n_sentences:
        relevance = focus_relevance(corpus, embeddings.vectors, focus, allowed, weights) ** 2
        if (allowed & (relevance > 0)).any():
            allowed &= relevance > 0
    story = _Story(corpus, embeddings.vectors, texts, lengths, weights, relevance, group_of, settings)
    if per_theme and theme is None and len(themes.names):
        parts = _theme_parts(story, themes, allowed, budget)
    else:
        parts = [story.choose(allowed, budget)]
    solver = parts[0].solver if len({part.solver for part in parts}) == 1 else "exact and greedy"
    taken = [item for part in parts for item in part.items]
    best = max((item[1] for item in taken), default=0.0)
    ranks = {item[0]: rank for rank, item in enumerate(sorted(taken, key=lambda item: (-item[1], item[0])), start=1)}
    ordered = taken if per_theme else sorted(taken, key=lambda item: story.reading_place(item[0]))
    chosen = tuple(
        Chosen(i, round(value / best, 6) if best > 0 else 0.0, ranks[i], story.reasons(i, added))
        for i, value, added in ordered
    )
    n_words = sum(word_count(texts[item.sentence]) for item in chosen)
    return Summary(chosen, n_words, solver, int(allowed.sum()), share_new)


def _can_stand(corpus: Corpus, i: int, text: str, settings: SummarySettings) -> bool:
    language = corpus.documents[corpus.sentences[i].document].language
    return is_readable(text, language, min_words=settings.min_words, max_words=settings.max_words_a_sentence)


@dataclass(frozen=True, slots=True)
class _Part:
    """Sentences taken for one part of a brief: (index, value, concepts added)."""

    items: list[tuple[int, float, list[int]]]
    solver: str


class _Story:
    """What every choice from one story needs, computed once."""

    def __init__(
        self,
        corpus: Corpus,
        vectors: NDArray[np.float32],
        texts: Sequence[str],
        lengths: NDArray[np.intp],
        weights: NDArray[np.float64],
        relevance: NDArray[np.float64] | None,
        group_of: NDArray[np.intp],
        settings: SummarySettings,
    ) -> None:
        self.corpus = corpus
        self.vectors = vectors
        self.lengths = lengths
        self.asked = relevance is not None
        self.relevance = np.ones(len(texts)) if relevance is None else relevance
        self.settings = settings
        self.centrality = centroid_scores(vectors, weights)
        self.weights = weights
        self.text_group = group_of[corpus.document_of]
        if settings.method == "coverage":
            pairs = [
                bigrams(text, corpus.documents[s.document].language or "en")
                for text, s in zip(texts, corpus.sentences, strict=True)
            ]
            concepts = count_matrix(pairs, min_sentences=1)
            self.concepts = concepts.vocabulary
            self.contains: csr_array = (concepts.counts > 0).astype(np.int64)
            self.n_texts, self.concept_weights = self._weigh()

    def _weigh(self) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Independent texts of each concept, and its weight; both of shape (n_concepts,)."""
        n_concepts = self.contains.shape[1]
        entries = self.contains.tocoo()
        text_group = self.text_group[entries.row]
        # For each text that holds a concept, the most relevant of its sentences speaks for it.
        key = text_group.astype(np.int64) * max(n_concepts, 1) + entries.col
        order = np.lexsort((-self.relevance[entries.row], key))
        leading = np.flatnonzero(np.diff(key[order], prepend=-1))
        of_concept = entries.col[order][leading]
        n_texts = np.bincount(of_concept, minlength=n_concepts)
        support = np.bincount(of_concept, weights=self.relevance[entries.row][order][leading], minlength=n_concepts)
        earliest = np.full(n_concepts, np.iinfo(np.intp).max, dtype=np.intp)
        np.minimum.at(earliest, entries.col, self.corpus.position_of[entries.row])
        # In a single text every concept has one text; there, those of several sentences count.
        enough = n_texts >= 2 if len(np.unique(self.text_group)) > 1 else np.ones(n_concepts, dtype=bool)
        return n_texts, np.where(enough, support * (1 + self.settings.early / (1.0 + earliest)), 0.0)

    def reading_place(self, i: int) -> tuple[int, int]:
        """Where a sentence stands in a brief: by its place in its own article, then by publication."""
        return int(self.corpus.position_of[i]), i

    def choose(self, allowed: NDArray[np.bool_], budget: int) -> _Part:
        """Choose from the sentences allowed."""
        settings = self.settings
        lengths = np.where(allowed, self.lengths, _UNAFFORDABLE)
        candidates = np.flatnonzero(lengths <= budget)
        if len(candidates) == 0:
            return _Part([], settings.method)
        if settings.method == "coverage":
            pairs = candidates[redundant_pairs(self.vectors[candidates], settings.redundancy)]
            return self._cover(candidates, lengths, budget, pairs)
        indices, scores = choose_by(
            settings.method,
            Material(self.corpus, self.vectors, self.weights, self.relevance),
            lengths,
            budget,
            redundancy=settings.redundancy,
            random_state=settings.random_state,
        )
        return _Part(
            [(i, value, []) for i, value in zip(indices.tolist(), scores.tolist(), strict=True)], settings.method
        )

    def _cover(
        self, candidates: NDArray[np.intp], lengths: NDArray[np.intp], budget: int, pairs: NDArray[np.intp]
    ) -> _Part:
        held = self.contains @ self.concept_weights
        place = 1 / (1.0 + self.corpus.position_of)
        size = self.lengths / max(float(self.lengths[candidates].mean()), 1.0)
        typical = float(np.median(held[candidates])) or float(held[candidates].mean()) or 1.0
        if self.asked:
            # Who asks wants the answer, wherever it stands and however far from the middle of the story.
            worth = np.full(len(place), self.settings.lead)
        else:
            worth = self.settings.centrality * np.clip(self.centrality, 0, None) + self.settings.lead * place
        bonus = typical * worth * size * self.relevance
        found = maximum_coverage(self.contains, self.concept_weights, lengths, budget, bonus=bonus, pairs=pairs)
        seen: set[int] = set()
        items = []
        for i, gain in zip(found.indices.tolist(), found.gains.tolist(), strict=True):
            own = self.contains.indices[self.contains.indptr[i] : self.contains.indptr[i + 1]].tolist()
            added = [c for c in own if c not in seen and self.concept_weights[c] > 0]
            seen.update(own)
            items.append((i, float(gain), sorted(added, key=lambda c: (-self.concept_weights[c], c))))
        return _Part(items, found.solver)

    def reasons(self, i: int, added: Sequence[int]) -> dict[str, Any]:
        """What the score of sentence `i` is made of."""
        reasons: dict[str, Any] = {
            "position": int(self.corpus.position_of[i]),
            "centrality": round(float(self.centrality[i]), 6),
        }
        if self.settings.method == "coverage":
            reasons["concepts"] = [
                {"concept": " ".join(self.concepts[c]), "texts": int(self.n_texts[c])} for c in added[:8]
            ]
            reasons["n_concepts"] = len(added)
        return reasons


def _theme_parts(story: _Story, themes: Themes, allowed: NDArray[np.bool_], budget: int) -> list[_Part]:
    """Give each theme, largest first, its share of what is left, and at least its best sentence where that fits."""
    parts: list[_Part] = []
    sizes = np.bincount(themes.labels[themes.labels >= 0], minlength=len(themes.names))
    left, unserved = budget, int(sizes.sum())
    for k, size in enumerate(sizes.tolist()):
        mine = allowed & (themes.labels == k)
        share = round(left * size / max(unserved, 1))
        unserved -= size
        if not mine.any() or left <= 0:
            continue
        shortest = int(story.lengths[mine].min())
        part = story.choose(mine, min(left, max(share, shortest)))
        if part.items:
            parts.append(part)
            left -= sum(int(story.lengths[i]) for i, _, _ in part.items)
    return parts or [_Part([], story.settings.method)]
