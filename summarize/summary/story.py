"""A story to choose from: what the sentences hold, how alike they are, and what is taken of them for each part of a brief."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..evidence import names_in
from ..lexical import is_content, tokens
from ..ranking import centroid_scores, contrast_scores
from ..selection import Contained, Redundancy, Worded, maximum_coverage
from ..similarity import groups_alike, nearest, similarity_spread
from .belonging import of_the_news, of_the_story, shared_themes
from .concepts import find_concepts, worth
from .methods import Material, choose_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus
    from ..settings import SummarySettings
    from ..themes import Themes
    from ..timing import Told
    from .concepts import Concepts
    from .focus import Focus

#: What a sentence cannot cost: it is longer than any budget.
_UNAFFORDABLE: Final = 1 << 40

#: Of more candidates than this, the most promising are looked at; no brief is long enough to reach the others.
CONSIDERED: Final = 5_000

#: Candidates compared with all sentences to see who else says so; comparing all with all would grow with the square.
_ASKED_FOR_SUPPORT: Final = 1_000

#: Words from which a sentence can tell what sets an outlet apart; a shorter one is unlike all others by saying little.
_TELLING_WORDS: Final = 10

#: Standard deviations above the mean similarity of two sentences from which two say the same, something like it, and what may hold what
#: the other tells; and the cosine that is enough in any story.
REDUNDANT: Final = 2.2
SUPPORTING: Final = 2.0
_CONTAINING: Final = 1.2
_SAME: Final = 0.95

#: What the best answer to a question is worth beside its concepts, in units of the median sentence's concepts.
_ANSWER: Final = 4.0

#: Share of what the best chosen answer is worth below which another only fills the budget.
_ANSWERING: Final = 0.65

#: Sentences of mean length for which there must be room in a brief that tells something of each theme that nearly all outlets have.
_ROOMY: Final = 4

#: Who reports what stands before: "…, said Reuters", "…, according to the BBC on Monday", "…, the BBC said".
_REPORTED: Final = re.compile(
    r",[”\"’']? (?:(?:said|says|reported|reports|according to) [^,;:]*"
    r"|(?!(?:and|but|who|which|while)\b)[^,;:]{1,60} (?:said|says|reported|reports)(?: on \w+)?[.”\"’']*)\Z"
)

#: Concepts named among the reasons for a sentence.
_SHOWN_CONCEPTS: Final = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence taken: what it was worth, the concepts it added, the nearest sentence of another outlet, and whether its theme counted too."""

    sentence: int
    value: float
    added: tuple[int, ...] = ()
    nearest: int | None = None
    similarity: float | None = None
    for_theme: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences taken for one part of a brief."""

    items: list[Item]
    solver: str


class Story:
    """What every choice from one story needs, computed once; `progress` is told while the concepts are found."""

    def __init__(
        self,
        corpus: Corpus,
        vectors: NDArray[np.float32],
        by_words: bool,
        n_words: NDArray[np.intp],
        weights: NDArray[np.float64],
        text_group: NDArray[np.intp],
        settings: SummarySettings,
        claim_of: NDArray[np.intp] | None = None,
        corroboration: NDArray[np.float64] | None = None,
        opposed: NDArray[np.intp] | None = None,
        progress: Told = None,
    ) -> None:
        self.corpus = corpus
        self.vectors = vectors
        self.by_words = by_words
        self.lengths = n_words if by_words else np.ones_like(n_words)
        self.n_words = n_words
        self.weights = weights
        self.text_group = text_group
        self.settings = settings
        self.claim_of = claim_of
        self.corroboration = corroboration
        self.opposed = opposed
        self._progress = progress
        self.centrality = centroid_scores(vectors, weights)
        self.mean, self.deviation = similarity_spread(vectors)
        self.requires = np.full(len(n_words), -1)
        self.relevance: NDArray[np.float64] | None = None
        self.answers: NDArray[np.float64] | None = None

    def standing_out(self, bar: float, deviations: float) -> float:
        """Raise a bar on the cosine to what stands out in this story.

        In a language that the model hardly knows all sentences are alike, and a fixed bar would take any two for the same.
        """
        return max(bar, min(self.mean + deviations * self.deviation, _SAME))

    @cached_property
    def apart(self) -> Redundancy:
        """What may not stand together; the known methods bar likeness in meaning alone."""
        bar = self.standing_out(self.settings.redundancy, REDUNDANT)
        if self.settings.method != "coverage":
            return Redundancy(self.vectors, bar)
        # What raises the one bar raises the other.
        worded = Worded(self.concepts.terms, self.settings.redundancy_with_words + bar - self.settings.redundancy)
        return Redundancy(self.vectors, bar, worded, self._contained(), *self._restated())

    def _contained(self) -> Contained | None:
        """What tells little beside another; None where a question was asked, whose answers all share its words."""
        if self.relevance is not None:
            return None
        threshold = self.standing_out(self.settings.contained_similarity, _CONTAINING)
        return Contained(self._weighed(), self.corpus.document_of, self.settings.contained, threshold)

    def _weighed(self) -> csr_array:
        """What each content word of each sentence weighs, the fewer sentences hold it the more, shape (n_sentences, n_words)."""
        weighed = self.concepts.terms.copy()
        held_by = np.bincount(weighed.indices, minlength=weighed.shape[1])
        weighed.data = np.log((weighed.shape[0] + 1) / (held_by[weighed.indices] + 0.5))
        return weighed

    def _restated(self) -> tuple[NDArray[np.intp] | None, csr_array | None]:
        """Which claim each sentence states, and as a symmetric matrix what else must not stand together: what contradicts one another.

        Where a question was asked, sentences of one claim that each name somebody or something else are two answers: one rider won a stage, another all. Who
        reports it is no answer. Those that name the same keep one claim; names are compared once for all that have them.
        """
        if self.relevance is None or self.claim_of is None:
            return self.claim_of, self._pairs(self.opposed)
        corpus = self.corpus
        languages = [corpus.tongue_of(i) for i in range(len(corpus.sentences))]
        names = names_in([_REPORTED.sub("", text) for text in corpus.texts], languages)
        of_claim: defaultdict[int, defaultdict[frozenset[str], list[int]]] = defaultdict(lambda: defaultdict(list))
        for i in np.flatnonzero((self.relevance > 0) & (self.claim_of >= 0)).tolist():
            of_claim[int(self.claim_of[i])][names[i]].append(i)
        alike = np.full(len(self.claim_of), -1)
        for number, rows in enumerate(rows for named in of_claim.values() for rows in named.values()):
            alike[rows] = number
        same = [
            pair
            for named in of_claim.values()
            for one, other in combinations(named, 2)
            if one <= other or other <= one
            for pair in product(named[one], named[other])
        ]
        opposed = np.empty((0, 2), dtype=np.intp) if self.opposed is None else self.opposed
        return alike, self._pairs(np.concatenate((opposed, np.array(same, dtype=np.intp).reshape(-1, 2))))

    def _pairs(self, pairs: NDArray[np.intp] | None) -> csr_array | None:
        """Pairs of sentences as a symmetric matrix; None where there is none."""
        if pairs is None or len(pairs) == 0:
            return None
        import scipy.sparse as sp

        rows, columns = np.concatenate((pairs, pairs[:, ::-1])).T
        return sp.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(self.lengths),) * 2)

    @cached_property
    def concepts(self) -> Concepts:
        """The concepts of the story, found when they are first needed."""
        return find_concepts(self.corpus, self.text_group, self.weights, self._progress)

    @cached_property
    def belonging(self) -> NDArray[np.bool_]:
        """Which sentences are of the story, shape (n_sentences,)."""
        return of_the_story(self.concepts, self.centrality, self.weights, self.text_group)

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
        best = rows[np.lexsort((rows, -np.round(value[rows], 9)))[:CONSIDERED]]
        found = np.zeros(len(allowed), dtype=bool)
        found[best] = True
        return found

    def choose(self, allowed: NDArray[np.bool_], budget: int, labels: NDArray[np.intp] | None = None) -> Part:
        """Choose from the sentences allowed; given the theme of each sentence, so that a longer brief tells something of what nearly all outlets have."""
        settings = self.settings
        lengths = np.where(allowed, self.lengths, _UNAFFORDABLE)
        candidates = np.flatnonzero(lengths <= budget)
        if len(candidates) == 0:
            return Part([], settings.method)
        if settings.method == "coverage":
            roomy = budget >= _ROOMY * float(self.lengths[candidates].mean())
            return self._cover(candidates, lengths, budget, labels if roomy else None)
        indices, scores = choose_by(
            settings.method,
            Material(self.corpus, self.vectors, self.weights, self._relevances()),
            lengths,
            budget,
            redundancy=self.apart.threshold,
            random_state=settings.random_state,
        )
        items = [Item(i, value) for i, value in zip(indices.tolist(), scores.tolist(), strict=True)]
        return Part(items, settings.method)

    def _cover(
        self,
        candidates: NDArray[np.intp],
        lengths: NDArray[np.intp],
        budget: int,
        labels: NDArray[np.intp] | None,
    ) -> Part:
        import scipy.sparse as sp

        concepts, weights = self.concepts, self.chances
        held = concepts.contains @ weights
        typical = float(np.median(held[candidates])) or float(held[candidates].mean()) or 1.0
        size = self.n_words / max(float(self.n_words[candidates].mean()), 1.0)
        if self.relevance is not None:
            # Who asks wants the answer, however short, wherever it stands and however far from the middle of the story.
            own = _ANSWER / size
        else:
            place = np.where(of_the_news(self.corpus, concepts), 1 / (1.0 + self.corpus.position_of), 0)
            own = self.settings.centrality * np.clip(self.centrality, 0, None) + self.settings.lead * place
            affordable = np.where(self.belonging, lengths, _UNAFFORDABLE)
            lengths = affordable if (affordable <= budget).any() else lengths
        alike = self._alike(candidates, (held + typical * own * size) * self._relevances() / self.lengths)
        own += self.settings.support * np.log(alike)
        # A theme is a concept like others: it counts once, however many sentences are of it.
        of_theme = sp.csr_array((len(size), 0)) if labels is None else shared_themes(self.corpus, labels)
        parts = sp.csr_array(sp.hstack((concepts.contains, of_theme)))
        worths = np.append(weights, np.full(of_theme.shape[1], self.settings.shared_theme * typical))
        found = maximum_coverage(
            parts,
            worths,
            lengths,
            budget,
            bonus=typical * own * size * self._relevances(),
            redundancy=self.apart,
            requires=self.requires,
        )
        seen: set[int] = set()
        items = []
        for i, gain in self._worth_their_words(found.indices, found.gains):
            fresh = [c for c in parts.indices[parts.indptr[i] : parts.indptr[i + 1]].tolist() if c not in seen]
            seen.update(fresh)
            added = sorted((c for c in fresh if c < len(weights)), key=lambda c: (-weights[c], c))
            # What its theme is worth to the brief does not make it the news.
            for_theme = sum(float(worths[c]) for c in fresh if c >= len(weights))
            items.append(Item(i, float(gain) - for_theme, tuple(added), for_theme=for_theme > 0))
        return Part(items, found.solver)

    def _worth_their_words(self, indices: NDArray[np.intp], gains: NDArray[np.float64]) -> list[tuple[int, float]]:
        """Leave out what only fills the budget, and nothing that stays leans on it: it adds little a word, or answers nothing of what was asked, or far less than another.

        The best sum takes anything for the last words. Of a number of sentences none is left out for what it adds.
        """
        worth_it = np.ones(len(indices), dtype=bool)
        if self.answers is not None and len(indices):
            answers = self.answers[indices]
            worth_it = (answers > 0) & (answers >= (_ANSWERING * answers.max() if self.by_words else 0))
        elif self.by_words and len(indices):
            mean = gains.sum() / self.n_words[indices].sum()
            worth_it = gains >= self.settings.least_gain * mean * self.n_words[indices]
        while (needed := ~worth_it & np.isin(indices, self.requires[indices[worth_it]])).any():
            worth_it |= needed
        return list(zip(indices[worth_it].tolist(), gains[worth_it].tolist(), strict=True))

    def _relevances(self) -> NDArray[np.float64]:
        return np.ones(len(self.lengths)) if self.relevance is None else self.relevance

    def _alike(self, candidates: NDArray[np.intp], value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Independent texts that say something like each candidate, or probably state it, itself included; of very many, the best are asked.

        Words that are alike miss a fact that each tells in its own; what is expected of a pair misses a language that the evidence does not read.
        """
        if len(candidates) > _ASKED_FOR_SUPPORT:
            candidates = candidates[np.lexsort((candidates, -np.round(value[candidates], 9)))[:_ASKED_FOR_SUPPORT]]
        alike = np.ones(len(self.lengths)) if self.corroboration is None else self.corroboration.copy()
        worded = groups_alike(
            candidates,
            self.vectors,
            self.text_group,
            self.standing_out(self.settings.support_similarity, SUPPORTING),
            terms=self.concepts.terms,
            term_threshold=self.settings.support_words,
        )
        alike[candidates] = np.maximum(alike[candidates], worded)
        return alike

    def by_theme(self, themes: Themes, allowed: NDArray[np.bool_], budget: int) -> Iterator[Part]:
        """Choose half of the budget as for any brief, then the best of each theme that has nothing yet, largest first, and the rest as the half.

        A brief made of parts alone leaves the news out: each theme's best sentence tells of its corner. The theme of what is worth most goes first.
        """
        labels = themes.labels
        # What leans on a sentence of another theme would stand without it.
        fresh = allowed & (labels >= 0) & ((self.requires < 0) | (labels[self.requires] == labels))
        if self.settings.method == "coverage":
            if self.relevance is None:
                # A theme that is foreign to the story has no part in its brief.
                fresh &= self.belonging
            value = np.asarray(self.concepts.contains @ self.chances, dtype=np.float64)
        else:
            value = self.centrality * self._relevances()
        parts: list[Part] = []
        requires = self.requires

        def take(mine: NDArray[np.bool_], room: int) -> int:
            parts.append(self.choose(mine, room))
            taken = [item.sentence for item in parts[-1].items]
            for i in taken:
                fresh[self.apart.barred_by(i)] = False
            fresh[taken] = False
            # What leans on a sentence that is there needs it no more.
            self.requires = np.where(np.isin(self.requires, taken), -1, self.requires)
            return int(self.lengths[taken].sum())

        left = budget - take(fresh, math.ceil(budget / 2))
        for k in range(len(themes.names)):
            mine = fresh & (labels == k)
            if not mine.any() or left <= 0 or any(labels[item.sentence] == k for part in parts for item in part.items):
                continue
            # Less room than the best sentence needs would be filled by a short one that says little.
            fits = np.flatnonzero(mine & (self.requires < 0) & (self.lengths <= left))
            left -= take(mine, int(self.lengths[fits[np.round(value[fits], 9).argmax()]]) if len(fits) else left)
        take(fresh, left)
        self.requires = requires
        told: dict[int, list[tuple[Item, str]]] = defaultdict(list)
        for part in parts:
            for item in part.items:
                told[int(labels[item.sentence])].append((item, part.solver))
        first = min(told, key=lambda k: (-max(item.value for item, _ in told[k]), k), default=0)
        for k in sorted(told, key=lambda k: (k != first, k)):
            yield Part([item for item, _ in told[k]], " and ".join(sorted({solver for _, solver in told[k]})))

    def by_outlet(self, allowed: NDArray[np.bool_], budget: int, silent: list[str]) -> Iterator[Part]:
        """Choose for each outlet what sets it apart, within a budget of its own; name those with nothing of their own."""
        import scipy.sparse as sp

        nothing = sp.csr_array((len(self.lengths), 0))
        # What is foreign to the story sets an outlet apart most, and tells nothing of it.
        belonging = allowed & self.belonging
        for number, outlet in enumerate(self.corpus.outlets):
            own = self.corpus.outlet_of == number
            scores = contrast_scores(self.vectors, own, self.weights)
            rows = np.flatnonzero(own)
            others, similarity = np.full(len(own), -1), np.full(len(own), -np.inf)
            others[rows], similarity[rows] = nearest(self.vectors[rows], self.vectors, allowed=~own)
            # What another outlet prints as well, in these words or nearly, or states in other words, sets nobody apart.
            mine = np.flatnonzero(belonging & own & (similarity < self.apart.threshold) & ~self._stated_by(~own))
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
                Item(i, float(value[i]), (), int(others[i]), round(float(similarity[i]), 6))
                if others[i] >= 0
                else Item(i, float(value[i]))
                for i in taken
            ]
            yield Part(items, "contrast")

    def _stated_by(self, others: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Mark the sentences whose claim one of some sentences states too, shape (n_sentences,)."""
        if self.claim_of is None:
            return np.zeros(len(self.lengths), dtype=bool)
        return (self.claim_of >= 0) & np.isin(self.claim_of, self.claim_of[others])

    def reasons(self, item: Item) -> dict[str, Any]:
        """What the score of a sentence is made of."""
        i = item.sentence
        reasons: dict[str, Any] = {} if self.answers is None else {"answers": round(float(self.answers[i]), 6)}
        reasons |= {
            "position": int(self.corpus.position_of[i]),
            "centrality": round(float(self.centrality[i]), 6),
        }
        if item.added:
            concepts, weights = self.concepts, self.chances
            language = self.corpus.documents[self.corpus.document_of[i]].language or "en"
            written = concepts.written(i, self.corpus.text_of(i), language)
            # "grain treaty" tells a reader something; "the treaty", and what a comma parts, are worth no less and tell nothing.
            telling = [
                c for c in item.added if c in written and all(is_content(w, language) for w in tokens(written[c]))
            ]
            reasons["concepts"] = [
                {
                    "concept": written[c],
                    "texts": int(concepts.n_texts[c]),
                    "in_headline": bool(concepts.n_headlines[c]),
                    "chance": round(float(weights[c]), 6),
                }
                for c in telling[:_SHOWN_CONCEPTS]
            ]
            reasons["n_concepts"] = len(item.added)
        if item.for_theme:
            reasons["theme_of_nearly_all"] = True
        return reasons
