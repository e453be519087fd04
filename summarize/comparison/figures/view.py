"""The view: figures that several documents give for the same thing, and where they exclude each other.

Precision goes first, because an editor will check each. Two quantities are held against each other only where unit, noun and
what became of those counted agree, the sentences are near, and the words around the numbers are; and a conflict is reported
only where neither article gives the other's figure for the same thing anywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from ...clustering.components import Components
from ...evidence import names_in
from ...lexical import stems
from ...outside import furniture_mask
from ...settings import FigureSettings
from ...terms import count_matrix
from ...timing import followed, portions
from ..counting import check_sizes, independent_texts
from ..neighbourhoods import each_neighbourhood
from ..pairs import unspoken
from ..voices.lexicon import lexicon_of
from ..voices.reports import is_source, reports_in
from .context import Occurrence, counted_in, likeness
from .exclusion import (
    agreeing_parts,
    apart,
    bounded,
    given_in_parts,
    listed_alike,
    matches,
    much_alike,
    of_one_person,
    of_one_thing,
    of_one_time,
    one_grown_age,
)
from .lexicon import quantity_words
from .names import called
from .reasons import reasons_for
from .values import Figure, Figures, FigureValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ...corpus import Corpus, Embeddings
    from ...timing import Told
    from ..alignment.values import Alignments
    from ..claims import Claims

#: Sentences compared at a time.
_BLOCK: Final = 512

#: Seconds that the passes took of 100,000 sentences: names, furniture, quantities, comparing, weighing what differs, laying out.
_SECONDS: Final = (1.0, 3.0, 9.0, 5.0, 0.5, 3.0)

#: Share of the words around two numbers that both have, and how many that are no names of the whole story, from which they are of the same thing: in sentences that are
#: near, for those of whom the same became, and for measures; in sentences of one claim or aligned `of_one_thing` says it.
_OF_NEAR: Final = (0.5, 2)
_OF_ONE_OUTCOME: Final = (0.3, 1)
_OF_MEASURES: Final = (0.5, 3)

#: The same, and how many names both sentences hold, for sentences nearly as near that tell of the same place or persons; a name
#: that more than this share of the sentences holds tells nothing apart.
_OF_ONE_PLACE: Final = (0.2, 1)
_NAMES: Final = 2
_COMMON: Final = 0.2
_COSINE_OF_PLACE: Final = 0.55

#: Cosine from which sentences are looked at, and from which figures that agree are put together; how many times as large one of
#: these may be ("more than four hours" agrees with nine and says nothing of it); or the words around them that they share.
_LEAST: Final = 0.35
_AGREEING: Final = 0.5
_AGREEING_RATIO: Final = 1.25
_OF_AGREEING: Final = (0.4, 2)

#: Size of counts in near sentences from which they are one count and its revision, and how many times the smaller the larger may be.
_REVISED: Final = 1000.0
_REVISED_RATIO: Final = 1.3

#: Cosine, and how many times as large one may be, from which two counts of twenty and more are one, whatever words stand around them.
_CLOSE_COSINE: Final = 0.45
_CLOSE_RATIO: Final = 1.1

#: Days between articles up to which "eight days after" is the same time in both.
_ONE_DAY: Final = 0.5

#: Size of a count, a percentage or a number of years from which it is no chance that two articles give the same; seconds of a year.
_TELLING: Final = 20.0
_YEAR_LONG: Final = 31_557_600.0


def find_figures(
    corpus: Corpus,
    embeddings: Embeddings,
    group_of: NDArray[np.intp],
    claims: Claims,
    alignments: Alignments,
    settings: FigureSettings | None = None,
    *,
    progress: Told = None,
) -> Figures:
    """Find what several documents count, and where they come to other numbers.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    claims : Claims
    alignments : Alignments
    settings : FigureSettings, optional
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Figures

    Notes
    -----
    O(n ** 2 * n_dims) time in blocks for the n sentences that hold quantities, and O(pairs of near ones).
    """
    check_sizes(corpus, embeddings, group_of)
    with portions(progress, len(corpus.sentences), *_SECONDS) as (*searching, comparing, weighing, laying_out):
        finder = _Finder(corpus, embeddings, group_of, claims, alignments, settings, tuple(searching))
        return finder.figures(comparing, weighing, laying_out)


class _Finder:
    def __init__(
        self,
        corpus: Corpus,
        embeddings: Embeddings,
        group_of: NDArray[np.intp],
        claims: Claims,
        alignments: Alignments,
        settings: FigureSettings | None,
        progress: tuple[Told, ...],
    ) -> None:
        naming, marking, searching = progress
        self.corpus, self.vectors, self.group_of, self.claims = corpus, embeddings.vectors, group_of, claims
        self.foreign = unspoken(corpus, embeddings.model).tolist()
        self.settings = settings or FigureSettings()
        self.document_of = corpus.document_of.tolist()
        names = names_in(corpus.texts, [corpus.documents[d].tongue for d in self.document_of], naming)
        held_by = Counter(name for found in names for name in found)
        # Stems of the names of the story itself, in each of its languages, which tell no two figures of it apart.
        languages = {document.tongue for document in corpus.documents}
        self.everywhere = frozenset(
            stem
            for name, n in held_by.items()
            if n > _COMMON * len(names)
            for stem in {name, *(stem for language in languages for stem in stems([name], language))}
        )
        self.names = [frozenset(n for n in found if held_by[n] <= _COMMON * len(names)) for found in names]
        self.aligned = {(item.first, item.second) for item in alignments.items}
        self.items: list[Occurrence] = []
        self.of_sentence: dict[int, list[int]] = {}
        self.of_document: dict[int, list[int]] = defaultdict(list)
        for i in followed(np.flatnonzero(~furniture_mask(corpus.texts, marking)).tolist(), searching):
            sentence = corpus.sentences[i]
            document = corpus.documents[sentence.document]
            found = counted_in(i, document.text, sentence.start, sentence.stop, document.tongue)
            if found:
                self.of_sentence[i] = list(range(len(self.items), len(self.items) + len(found)))
                self.of_document[sentence.document] += self.of_sentence[i]
                self.items += found

    def figures(self, comparing: Told, weighing: Told, laying_out: Told) -> Figures:
        """Find pairs, close them, and label what conflicts; each of these three is told how far it is."""
        agreeing: list[tuple[int, int]] = []
        differing: list[tuple[int, int]] = []
        for i, j, cosine in self._near_sentences(comparing):
            for a, b in self._matches(i, j, cosine):
                first, second = self.items[a], self.items[b]
                if bounded(first, second) or not first.quantity.agrees(second.quantity):
                    differing.append((a, b))
                elif self._concur(a, b):
                    agreeing.append((a, b))
        differing = [pair for pair in followed(differing, weighing) if self._is_best(*pair) and not self._stated(*pair)]
        pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair in differing:
            pairs[pair[0]].append(pair)
        figures = [
            figure
            for members in followed(list(self._groups(agreeing, differing)), laying_out)
            if (figure := self._figure(members, [p for k in sorted(members) for p in pairs.get(k, ())])) is not None
        ]
        figures.sort(
            key=lambda f: (
                not f.conflict,
                not f.bounds,
                -len({int(self.corpus.outlet_of[value.sentence]) for value in f.values}),
                f.values[0].sentence,
                f.values[0].quantity.start,
            )
        )
        return Figures(tuple(figures))

    def _concur(self, a: int, b: int) -> bool:
        return self.items[a].quantity.concurs(self.items[b].quantity)

    def _groups(
        self, agreeing: Sequence[tuple[int, int]], differing: Sequence[tuple[int, int]]
    ) -> Iterator[frozenset[int]]:
        """Quantities of one figure: all that hangs together where some differ, else what says the same."""
        disputed = {k for pair in differing for k in pair}
        connected, members_of = Components(len(self.items)), defaultdict(list)
        for pair in (*agreeing, *differing):
            connected.join(*pair)
        for k in sorted({k for pair in (*agreeing, *differing) for k in pair}):
            members_of[connected.root(k)].append(k)
        for members in map(frozenset, members_of.values()):
            if members & disputed:
                yield members
            else:
                yield from agreeing_parts(sorted(members), self._concur)

    def _near_sentences(self, progress: Told) -> Iterator[tuple[int, int, float]]:
        """Pairs of sentences of different documents that may give a figure for the same thing, and their cosine."""
        every = np.array(sorted(self.of_sentence), dtype=np.intp)
        for near, told in each_neighbourhood(self.corpus, self.vectors, every, progress):
            yield from self._near_among(every[near], told)

    def _near_among(self, rows: NDArray[np.intp], progress: Told) -> Iterator[tuple[int, int, float]]:
        claim = self.claims.claim_of[rows]
        document = self.corpus.document_of[rows]
        counted = self._counted_in(rows)
        for start in followed(range(0, len(rows), _BLOCK), progress):
            block = slice(start, min(start + _BLOCK, len(rows)))
            cosines = self.vectors[rows[block]] @ self.vectors[rows].T
            wanted = np.round(cosines, 6) >= _LEAST
            wanted |= (claim[block, None] == claim[None]) & (claim[block, None] >= 0)
            wanted &= document[block, None] < document[None]
            wanted &= (counted[block] @ counted.T).toarray() > 0
            for x, y in zip(*np.nonzero(wanted), strict=True):
                yield int(rows[start + x]), int(rows[y]), float(cosines[x, y])

    def _counted_in(self, rows: NDArray[np.intp]) -> csr_array:
        """What the quantities of each sentence are of, nouns, and units of measures, shape (n_rows, n_things): two sentences that share none are not compared."""
        items = [[self.items[k] for k in self.of_sentence[i]] for i in rows.tolist()]
        held = [
            [
                thing
                for item in own
                for thing in (sorted(item.heads) if item.quantity.unit == "count" else [f" {item.quantity.unit}"])
            ]
            for own in items
        ]
        return count_matrix(held).counts

    def _bond(self, i: int, j: int) -> bool:
        """Whether two sentences state or dispute one claim, or are aligned."""
        claim = int(self.claims.claim_of[i])
        stated = claim >= 0 and claim == int(self.claims.claim_of[j])
        return stated or self._disputed(i, j) or (i, j) in self.aligned

    def _disputed(self, i: int, j: int) -> bool:
        """Whether the claims of two sentences dispute each other."""
        claim = int(self.claims.claim_of[i])
        return claim >= 0 and int(self.claims.claim_of[j]) in self.claims.items[claim].disputes

    def _matches(self, i: int, j: int, cosine: float) -> Iterator[tuple[int, int]]:
        """Quantities of two sentences that are of the same thing, each the other's best."""
        ours, theirs = self.of_sentence[i], self.of_sentence[j]
        for x, y in matches([self.items[a] for a in ours], [self.items[b] for b in theirs]):
            if self._same(ours[x], theirs[y], self._bond(i, j), cosine, i, j):
                yield ours[x], theirs[y]

    def _same(self, a: int, b: int, bond: bool, cosine: float, i: int, j: int) -> bool:
        first, second = self.items[a], self.items[b]
        # To a model, any two sentences of a language that it does not know are alike.
        if (self.foreign[i] or self.foreign[j]) and not (first.near & second.near) - self.everywhere:
            return False
        if first.quantity.agrees(second.quantity) and not bounded(first, second):
            if apart(first, second) > _AGREEING_RATIO:
                return False
            if bond:
                return True
            near = likeness(first, second), len((first.near & second.near) - self.everywhere)
            if one_grown_age(first, second):
                return self._of_one_time(i, j)
            enough = near[1] >= _OF_AGREEING[1] and first.quantity.unit == "count"
            if self._is_common(first) and not (enough or (near[1] and self._of_one_time(i, j))):
                return False
            told = near[1] > 0 or first.quantity.written_alike(second.quantity)
            return (cosine >= _AGREEING and told) or (near[0] >= _OF_AGREEING[0] and near[1] >= _OF_AGREEING[1])
        if self._is_one_count(first, second, cosine):
            # Of two attacks with 24 and 28 dead, a month apart, neither is the revision of the other.
            large = min(abs(item.quantity.written[0]) for item in (first, second)) >= _REVISED
            return self._of_one_time(i, j, self.settings.revision_days if large else None)
        if first.since != second.since or (first.since and not self._of_one_time(i, j, _ONE_DAY)):
            return False
        # One of two sentences of a claim may leave out what became of those that both count.
        if (first.outcome != second.outcome and not bond) or not self._of_one_time(i, j):
            return False
        share, n_shared = likeness(first, second), len((first.near & second.near) - self.everywhere)

        def alike(bars: tuple[float, int]) -> bool:
            return share >= bars[0] and n_shared >= bars[1]

        # Of claims that dispute each other the sentences are worded alike, and twelve dead and 45 are of one thing.
        if apart(first, second) > self.settings.ratio and not (self._disputed(i, j) and much_alike(first, second)):
            return False
        if first.quantity.unit == "year of age":
            documents = [self.corpus.documents[self.document_of[k]] for k in (i, j)]
            return of_one_person((first, second), documents) and (bond or cosine >= _AGREEING)
        is_toll = first.quantity.unit == "count" and first.outcome is not None and first.outcome == second.outcome
        if bond and (is_toll or of_one_thing(first, second)):
            return True
        if first.quantity.unit != "count":
            return alike(_OF_MEASURES)
        if listed_alike(*([self.items[k] for k in self.of_sentence[n]] for n in (i, j))):
            return True
        place = cosine >= _COSINE_OF_PLACE and len(self.names[i] & self.names[j]) >= _NAMES
        return (
            (cosine >= self.settings.cosine and alike(_OF_NEAR))
            or (place and alike(_OF_ONE_PLACE))
            or (first.outcome is not None and alike(_OF_ONE_OUTCOME))
        )

    def _is_common(self, item: Occurrence) -> bool:
        """Whether two articles may well give one number for different things: three runs, eight months, 6 percent."""
        quantity = item.quantity
        step = 2.0 * quantity.rounding
        if quantity.unit not in ("count", "percent", "second") or not 0.0 < step <= _YEAR_LONG:
            return False
        size = abs(quantity.written[0])
        return (size / step if quantity.unit == "second" else size) < _TELLING

    def _is_one_count(self, first: Occurrence, second: Occurrence, cosine: float) -> bool:
        """Whether two counts that lie close together are one, and one of them its revision: of thousands in near sentences, of whom the same is done to, or a tenth apart.

        "143 million people", "145.5 million"; "following 668 people", "he followed 688 people"; "halted after 20 laps", "21 laps completed".
        """
        least = min(abs(item.quantity.written[0]) for item in (first, second))
        done = bool(first.verb) and first.verb == second.verb and cosine >= _AGREEING
        close = cosine >= _CLOSE_COSINE and apart(first, second) <= _CLOSE_RATIO and first.part == second.part
        return (
            first.quantity.unit == "count"
            and first.outcome == second.outcome
            and apart(first, second) <= _REVISED_RATIO
            and ((least >= _TELLING and (done or close)) or (least >= _REVISED and cosine >= self.settings.cosine))
        )

    def _of_one_time(self, i: int, j: int, days: float | None = None) -> bool:
        """Whether two articles are of one week, or of so many days, and two sentences do not name other years."""
        return of_one_time(self.corpus, i, j, days or self.settings.days)

    def _is_best(self, a: int, b: int) -> bool:
        """Whether neither article counts the same elsewhere in nearer words, or in words as near to a nearer number."""
        first, second = self.items[a], self.items[b]
        own = likeness(first, second), -apart(first, second)
        for item, other in ((first, second), (second, first)):
            for c in self.of_document[self.document_of[other.sentence]]:
                rival = self.items[c]
                if item.comparable(rival) and (likeness(item, rival), -apart(item, rival)) > own:
                    return False
        return True

    def _stated(self, a: int, b: int) -> bool:
        """Whether one of two articles gives the other's figure too, at once or in parts: then it is no conflict between them."""
        for here, there in ((a, b), (b, a)):
            other = self.items[there]
            sentence = self.items[here].sentence
            for c in self.of_document[self.document_of[sentence]]:
                item = self.items[c]
                if item.comparable(other) and item.quantity.repeats(other.quantity) and not self._superseded(item):
                    return True
            if given_in_parts([self.items[c] for c in self.of_sentence[sentence]], other):
                return True
        return False

    def _superseded(self, item: Occurrence) -> bool:
        """Whether a figure is given as one that no longer holds: "earlier reports had put the well at 40 m"."""
        text = self.corpus.text_of(item.sentence).casefold()
        return any(words in text for words in quantity_words(self.corpus.tongue_of(item.sentence)).sets["superseded"])

    def _figure(self, members: frozenset[int], differing: Sequence[tuple[int, int]]) -> Figure | None:
        order = sorted(members, key=lambda k: (self.items[k].sentence, self.items[k].quantity.start))
        seen: set[int] = set()
        values = []
        for k in order:
            group = int(self.group_of[self.document_of[self.items[k].sentence]])
            values.append(self._value(self.items[k], group not in seen))
            seen.add(group)
        if len({self.document_of[v.sentence] for v in values}) < 2:
            return None
        place = {k: n for n, k in enumerate(order)}
        open_ended = {pair for pair in differing if bounded(*(self.items[k] for k in pair))}
        against, bounds = (
            tuple(sorted((min(place[a], place[b]), max(place[a], place[b])) for a, b in pairs))
            for pairs in (set(differing) - open_ended, open_ended)
        )
        told_apart = [(values[x], values[y], self.items[order[x]], self.items[order[y]]) for x, y in against or bounds]
        documents = [self.document_of[v.sentence] for v in values]
        reasons = reasons_for(self.corpus, told_apart, self.settings.hours)
        claims = sorted({int(self.claims.claim_of[v.sentence]) for v in values} - {-1})
        outlets = [int(self.corpus.outlet_of[v.sentence]) for v in values]
        return Figure(
            *called(self.corpus, [self.items[k] for k in order], agreed=not told_apart),
            tuple(values),
            tuple(claims),
            independent_texts([int(self.group_of[d]) for d in documents], outlets),
            bool(against),
            against,
            reasons[0] if reasons else None,
            reasons,
            bounds,
        )

    def _value(self, item: Occurrence, independent: bool) -> FigureValue:
        sentence = self.corpus.sentences[item.sentence]
        document = self.corpus.documents[sentence.document]
        lexicon = lexicon_of(document.tongue)
        reports = reports_in(document.text, sentence.start, sentence.stop, lexicon)
        if not reports:
            return FigureValue(item.sentence, item.quantity, None, "", independent)
        # The cue before the number governs it, else the one behind it.
        before = [report for report in reports if report.start < item.quantity.start]
        report = before[-1] if before else reports[0]
        # What stands between a speaker and the verb tells of the speaker: "Ivo Roe, a 31-year-old immigrant, pledged".
        describes = report.speaker[0] <= item.quantity.start < report.start
        if describes or not is_source(document.text[slice(*report.speaker)], lexicon):
            return FigureValue(item.sentence, item.quantity, None, "", independent)
        return FigureValue(item.sentence, item.quantity, report.speaker, report.name, independent)
