"""Choosing the sentences of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..lexical import word_count
from ..ranking import centroid_scores, contrast_scores
from ..selection import Redundancy, maximum_coverage
from ..similarity import groups_alike, nearest, similarity_spread, top_k
from ..themes.finding import first_showings
from .concepts import find_concepts, worth
from .eligibility import eligibility
from .focus import focus_relevance
from .methods import Material, choose_by
from .ordering import SAME_SIMILARITY, reading_order
from .values import Chosen, Summary, SummarySettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes
    from .concepts import Concepts
    from .focus import Focus

__all__ = ["summarise"]

#: What a sentence cannot cost: it is longer than any budget.
_UNAFFORDABLE: Final = 1 << 40

#: Of more candidates than this, the most promising are looked at; no brief is long enough to reach the others.
_CONSIDERED: Final = 5_000

#: Candidates compared with all sentences to see who else says so; comparing all with all would grow with the square.
_ASKED_FOR_SUPPORT: Final = 1_000

#: Words from which a sentence can tell what sets an outlet apart; a shorter one is unlike all others by saying little.
_TELLING_WORDS: Final = 10

#: Standard deviations above the mean similarity of two sentences from which two say the same, and something like it; and
#: the cosine that is enough in any story.
_REDUNDANT: Final = 2.2
_SUPPORTING: Final = 2.0
_SAME: Final = 0.95

#: Concepts named among the reasons for a sentence.
_SHOWN_CONCEPTS: Final = 8


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
    per_outlet: bool = False,
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
        Words of the whole brief, as white space divides them; with `per_outlet`, of each outlet's part.
    max_sentences : int, optional
        Number of sentences; overrides `max_words`.
    theme : int, optional
        Choose from this theme alone.
    per_theme : bool
        Give each theme its part of the budget, by its size, and order the brief by theme.
    per_outlet : bool
        Choose for each outlet what sets it apart: near to the rest of its own coverage, far from all others'.
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

    Raises
    ------
    ValueError
        If both `per_theme` and `per_outlet` are asked for.

    Notes
    -----
    The default method is budgeted maximum coverage. A concept is a stemmed pair of neighbouring words; it weighs the more
    the more independent documents hold it, the earlier it comes, and where a headline has it. The sum of the concepts
    covered, each once, and of the sentences' own bonus is maximised (see `summarize.selection.maximum_coverage` for cost
    and guarantee).

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.
    """
    if per_theme and per_outlet:
        raise ValueError("a brief is ordered by theme or by outlet, not by both")
    settings = settings or SummarySettings()
    texts = corpus.texts
    by_words = max_sentences is None
    budget = (max_words if max_words is not None else 200) if max_sentences is None else max_sentences
    n_words = np.array([word_count(text) for text in texts], dtype=np.intp)
    lengths = n_words if by_words else np.ones(len(texts), dtype=np.intp)
    first, weights = first_showings(texts)
    allowed = first.copy() if theme is None else first & (themes.labels == theme)
    share_new = None
    story = _Story(corpus, embeddings.vectors, lengths, n_words, weights, group_of[corpus.document_of], settings)
    if known is not None and len(known) and len(texts):
        bar = story.standing_out(settings.known_similarity, _REDUNDANT)
        new = top_k(embeddings.vectors, known, 1)[1][:, 0] < bar
        share_new = float(new.mean())
        allowed &= new
    among = story.promising(allowed, focus) if int(allowed.sum()) > _CONSIDERED else None
    fit = eligibility(corpus, among=among, min_words=settings.min_words, max_words=settings.max_words_a_sentence)
    # Only coverage brings the sentence that another leans on; a ranking takes sentences one by one.
    leaning = fit.leaning & (settings.method == "coverage") & (not per_outlet)
    requires = np.where(leaning, fit.requires, -1)
    readable = fit.standing | leaning
    # Where nothing reads well (verse, lists, an unknown script), an honest line beats an empty page.
    if (allowed & readable & (lengths <= budget)).any():
        allowed &= readable
    else:
        requires = np.full(len(texts), -1)
    relevance = None
    if focus is not None and len(texts):
        relevance = focus_relevance(corpus, embeddings.vectors, focus, allowed, weights) ** 2
        if (allowed & (relevance > 0)).any():
            # What leads up to an answer need not answer itself.
            leading = np.zeros(len(texts), dtype=bool)
            leading[requires[(requires >= 0) & (relevance > 0)]] = True
            allowed &= (relevance > 0) | leading
    story.requires = requires
    story.relevance = relevance
    silent: list[str] = []
    if per_outlet:
        parts = list(story.by_outlet(allowed, budget, silent))
    elif per_theme and theme is None and len(themes.names):
        parts = list(story.by_theme(themes, allowed, budget))
    else:
        parts = [story.choose(allowed, budget)]
    solvers = {part.solver for part in parts} or {settings.method}
    taken = [item for part in parts for item in part.items]
    best = max((item.value for item in taken), default=0.0)
    ranks = {item.sentence: r for r, item in enumerate(sorted(taken, key=lambda t: (-t.value, t.sentence)), start=1)}
    by_sentence = {item.sentence: item for item in taken}
    chosen = []
    for part in parts:
        own = np.array([item.sentence for item in part.items], dtype=np.intp)
        order = reading_order(
            own,
            corpus,
            embeddings.vectors,
            themes.labels,
            story.text_group,
            story.requires,
            same=story.standing_out(SAME_SIMILARITY, _SUPPORTING),
        )
        for i in order.tolist():
            item = by_sentence[i]
            score = round(item.value / best, 6) if best > 0 else 0.0
            leans_on = int(story.requires[i]) if story.requires[i] >= 0 else None
            chosen.append(Chosen(i, score, ranks[i], story.reasons(item), leans_on, item.nearest, item.similarity))
    total = int(sum(n_words[item.sentence] for item in chosen))
    return Summary(tuple(chosen), total, " and ".join(sorted(solvers)), int(allowed.sum()), share_new, tuple(silent))


@dataclass(frozen=True, slots=True)
class _Item:
    """A sentence taken: what it was worth, the concepts it added, and the nearest sentence of another outlet."""

    sentence: int
    value: float
    added: tuple[int, ...] = ()
    nearest: int | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Sentences taken for one part of a brief."""

    items: list[_Item]
    solver: str


class _Story:
    """What every choice from one story needs, computed once."""

    def __init__(
        self,
        corpus: Corpus,
        vectors: NDArray[np.float32],
        lengths: NDArray[np.intp],
        n_words: NDArray[np.intp],
        weights: NDArray[np.float64],
        text_group: NDArray[np.intp],
        settings: SummarySettings,
    ) -> None:
        self.corpus = corpus
        self.vectors = vectors
        self.lengths = lengths
        self.n_words = n_words
        self.weights = weights
        self.text_group = text_group
        self.settings = settings
        self.centrality = centroid_scores(vectors, weights)
        self.mean, self.deviation = similarity_spread(vectors)
        self.apart = Redundancy(vectors, self.standing_out(settings.redundancy, _REDUNDANT))
        self.requires = np.full(len(lengths), -1)
        self.relevance: NDArray[np.float64] | None = None

    def standing_out(self, bar: float, deviations: float) -> float:
        """Raise a bar on the cosine to what stands out in this story.

        In a language that the model hardly knows all sentences are alike, and a fixed bar would take any two for the same.
        """
        return max(bar, min(self.mean + deviations * self.deviation, _SAME))

    @cached_property
    def concepts(self) -> Concepts:
        """The concepts of the story, found when they are first needed."""
        return find_concepts(self.corpus, self.text_group, self.weights)

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """What each concept is worth, given the question if one was asked."""
        return self._chances(self.relevance)

    def _chances(self, relevance: NDArray[np.float64] | None) -> NDArray[np.float64]:
        position_of = self.corpus.position_of
        return worth(self.concepts, position_of, self.text_group, self.centrality, self.settings, relevance=relevance)

    def promising(self, allowed: NDArray[np.bool_], focus: Focus | None) -> NDArray[np.bool_]:
        """Mark the sentences worth most a word, or nearest to the question; of very many, only these are looked at."""
        if focus is not None:
            value = self.vectors.astype(np.float64) @ focus.vector.astype(np.float64)
        else:
            value = self.concepts.contains @ self._chances(None) / np.maximum(self.n_words, self.settings.min_words)
        rows = np.flatnonzero(allowed)
        best = rows[np.lexsort((rows, -np.round(value[rows], 9)))[:_CONSIDERED]]
        found = np.zeros(len(allowed), dtype=bool)
        found[best] = True
        return found

    def choose(self, allowed: NDArray[np.bool_], budget: int) -> _Part:
        """Choose from the sentences allowed."""
        settings = self.settings
        lengths = np.where(allowed, self.lengths, _UNAFFORDABLE)
        candidates = np.flatnonzero(lengths <= budget)
        if len(candidates) == 0:
            return _Part([], settings.method)
        if settings.method == "coverage":
            return self._cover(candidates, lengths, budget)
        indices, scores = choose_by(
            settings.method,
            Material(self.corpus, self.vectors, self.weights, self._relevances()),
            lengths,
            budget,
            redundancy=self.apart.threshold,
            random_state=settings.random_state,
        )
        items = [_Item(i, value) for i, value in zip(indices.tolist(), scores.tolist(), strict=True)]
        return _Part(items, settings.method)

    def _cover(self, candidates: NDArray[np.intp], lengths: NDArray[np.intp], budget: int) -> _Part:
        concepts, weights = self.concepts, self.chances
        held = concepts.contains @ weights
        typical = float(np.median(held[candidates])) or float(held[candidates].mean()) or 1.0
        size = self.n_words / max(float(self.n_words[candidates].mean()), 1.0)
        if self.relevance is not None:
            # Who asks wants the answer, however short, wherever it stands and however far from the middle of the story.
            own = self.settings.lead / size
        else:
            place = 1 / (1.0 + self.corpus.position_of)
            own = self.settings.centrality * np.clip(self.centrality, 0, None) + self.settings.lead * place
            alike = self._alike(candidates, (held + typical * own * size) / self.lengths)
            own += self.settings.support * np.log(alike)
        found = maximum_coverage(
            concepts.contains,
            weights,
            lengths,
            budget,
            bonus=typical * own * size * self._relevances(),
            redundancy=self.apart,
            requires=self.requires,
        )
        seen: set[int] = set()
        items = []
        for i, gain in zip(found.indices.tolist(), found.gains.tolist(), strict=True):
            mine = concepts.of(i)
            added = sorted((c for c in mine if c not in seen), key=lambda c: (-weights[c], c))
            seen.update(mine)
            items.append(_Item(i, float(gain), tuple(added)))
        return _Part(items, found.solver)

    def _relevances(self) -> NDArray[np.float64]:
        return np.ones(len(self.lengths)) if self.relevance is None else self.relevance

    def _alike(self, candidates: NDArray[np.intp], value: NDArray[np.float64]) -> NDArray[np.intp]:
        """Independent texts that say something like each candidate, itself included; of very many, the best are asked."""
        if len(candidates) > _ASKED_FOR_SUPPORT:
            candidates = candidates[np.lexsort((candidates, -np.round(value[candidates], 9)))[:_ASKED_FOR_SUPPORT]]
        alike = np.ones(len(self.lengths), dtype=np.intp)
        alike[candidates] = groups_alike(
            candidates,
            self.vectors,
            self.text_group,
            self.standing_out(self.settings.support_similarity, _SUPPORTING),
            terms=self.concepts.terms,
            term_threshold=self.settings.support_words,
        )
        return alike

    def by_theme(self, themes: Themes, allowed: NDArray[np.bool_], budget: int) -> Iterator[_Part]:
        """Give each theme, largest first, its share of what is left, and room for its best sentence where there is any."""
        sizes = np.bincount(themes.labels[themes.labels >= 0], minlength=len(themes.names))
        left, unserved = budget, int(sizes.sum())
        fresh = allowed.copy()
        if self.settings.method == "coverage":
            value = np.asarray(self.concepts.contains @ self.chances, dtype=np.float64)
        else:
            value = self.centrality * self._relevances()
        for k, size in enumerate(sizes.tolist()):
            mine = fresh & (themes.labels == k)
            share = round(left * size / max(unserved, 1))
            unserved -= size
            if not mine.any() or left <= 0:
                continue
            # Less room than the best sentence needs would be filled by a short one that says little.
            fits = np.flatnonzero(mine & (self.requires < 0) & (self.lengths <= left))
            room = int(self.lengths[fits[np.round(value[fits], 9).argmax()]]) if len(fits) else left
            part = self.choose(mine, min(left, max(share, room)))
            if part.items:
                left -= sum(int(self.lengths[item.sentence]) for item in part.items)
                for item in part.items:
                    fresh[self.apart.barred_by(item.sentence)] = False
                yield part

    def by_outlet(self, allowed: NDArray[np.bool_], budget: int, silent: list[str]) -> Iterator[_Part]:
        """Choose for each outlet what sets it apart, within a budget of its own; name those with nothing of their own."""
        import scipy.sparse as sp

        nothing = sp.csr_array((len(self.lengths), 0))
        for number, outlet in enumerate(self.corpus.outlets):
            own = self.corpus.outlet_of == number
            scores = contrast_scores(self.vectors, own, self.weights)
            rows = np.flatnonzero(own)
            others, similarity = np.full(len(own), -1), np.full(len(own), -np.inf)
            others[rows], similarity[rows] = nearest(self.vectors[rows], self.vectors, allowed=~own)
            # What another outlet prints as well, in these words or nearly, sets nobody apart.
            mine = np.flatnonzero(allowed & own & (similarity < self.apart.threshold))
            if (self.n_words[mine] >= _TELLING_WORDS).any():
                mine = mine[self.n_words[mine] >= _TELLING_WORDS]
            # Of several the upper half counts, the longer the more: a short one is unlike all others by saying little.
            floor = float(np.median(scores[mine])) if len(mine) > 2 else -np.inf
            value = np.zeros(len(own))
            value[mine] = np.clip(scores[mine] - max(floor, -2.0), 0, None) * self.n_words[mine]
            lengths = np.full(len(value), _UNAFFORDABLE)
            lengths[mine] = self.lengths[mine]
            found = maximum_coverage(nothing, np.empty(0), lengths, budget, bonus=value, redundancy=self.apart)
            taken = [i for i in found.indices.tolist() if value[i] > 0]
            if not taken:
                silent.append(outlet)
                continue
            items = [
                _Item(i, float(value[i]), (), int(others[i]), round(float(similarity[i]), 6))
                if others[i] >= 0
                else _Item(i, float(value[i]))
                for i in taken
            ]
            yield _Part(items, "contrast")

    def reasons(self, item: _Item) -> dict[str, Any]:
        """What the score of a sentence is made of."""
        i = item.sentence
        reasons: dict[str, Any] = {
            "position": int(self.corpus.position_of[i]),
            "centrality": round(float(self.centrality[i]), 6),
        }
        if item.added:
            concepts, weights = self.concepts, self.chances
            language = self.corpus.documents[self.corpus.document_of[i]].language or "en"
            written = concepts.written(i, self.corpus.text_of(i), language)
            reasons["concepts"] = [
                {
                    "concept": written[c],
                    "texts": int(concepts.n_texts[c]),
                    "in_headline": bool(concepts.n_headlines[c]),
                    "chance": round(float(weights[c]), 6),
                }
                for c in item.added[:_SHOWN_CONCEPTS]
            ]
            reasons["n_concepts"] = len(item.added)
        return reasons
