"""Word by word: what two sentences share, and what differs in numbers, names, negation and reporting verbs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ...datelines import dateline_stop
from ...evidence import negations_in
from ...lexical import is_content, stems, token_spans
from ..figures.quantities import quantities_in
from ..particulars import particulars_in
from ..voices.lexicon import lexicon_of, plain
from ..voices.reports import reports_in
from .named import Name, Names
from .values import Change, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...corpus import Corpus
    from ...timing import Told
    from ..figures.values import Quantity
    from ..particulars import Particular

#: Signs that belong to the number beside them.
_SIGNS: Final = "$€£¥₹₦₽₴₩₪₺%"

#: Words compared of a "sentence"; a page without full stops is longer.
_LONGEST: Final = 1000

#: Words up to which a stretch stands in the place of the other's, unless only one of the two
#: gives a number or reports; a longer one does if it is at most so many times as long, and the two have this share of the content
#: words of the one with fewer in common, by their stems, as numbers or as verbs of reporting.
_SHORT: Final = 3
_AS_LONG: Final = 3
_KIN: Final = 1 / 3

#: What stands for a word of a number, and for a verb of reporting.
_NUMBER: Final = "#"
_REPORT: Final = "!"


@dataclass(frozen=True, eq=False, slots=True)
class _Said:
    """What is known of a sentence: its words and spans, and what of them is a number, a name, a denial or a report; and its words with a capital."""

    document: int
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    content: tuple[bool, ...]
    kin: tuple[str, ...]
    capitals: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    particulars: tuple[Particular, ...]
    names: tuple[Name, ...]
    negations: tuple[tuple[int, int, str], ...]
    reports: tuple[tuple[int, int, str], ...]


class Differ:
    """The word diffs of one corpus; each sentence is read once.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    progress : callable, optional
        Called while its names are found, with the number of sentences that the work done comes to, and of all.
    """

    def __init__(self, corpus: Corpus, progress: Told = None) -> None:
        self.corpus = corpus
        self.languages = [corpus.tongue_of(i) for i in range(len(corpus.sentences))]
        self.names = Names(corpus, self.languages, progress)
        self._read: dict[int, _Said] = {}

    def changes(self, first: int, second: int) -> tuple[Change, ...]:
        """Compare two sentences.

        Returns
        -------
        tuple of Change
            Every word of both stands in one of them, datelines left out; what stands between two changes without a content word is part of one.
            Stretches that do not correspond are one that is only in the first, and then one that is only in the second.

        Notes
        -----
        O(words of one * words of the other / 64): a longest common subsequence on whole machine words.
        """
        ours, theirs = self._said(first), self._said(second)
        texts = [self.corpus.documents[said.document].text for said in (ours, theirs)]
        alone = [
            [(*_whole(text, start, stop), mark) for start, stop, mark in _alone(said, other)]
            for text, said, other in zip(texts, (ours, theirs), (theirs, ours), strict=True)
        ]
        # Of a name or a number that differs no part is common ground.
        apart = [
            {
                k
                for k, (a, _) in enumerate(said.spans)
                if any(start <= a < stop and mark in ("name", "number") for start, stop, mark in places)
            }
            for said, places in zip((ours, theirs), alone, strict=True)
        ]
        pairs = matching_words(ours.words, theirs.words)
        steps = _steps([(i, j) for i, j in pairs if i not in apart[0] and j not in apart[1]], ours, theirs)
        found = []
        for kind, a, b, c, d in steps:
            here, there = _span(ours, a, b), _span(theirs, c, d)
            if kind == "equal":
                found.append(Change(kind, here, there))
                continue
            telling = [
                [(place, end, mark) for place, end, mark in places if start <= place < stop]
                for places, (start, stop) in zip(alone, (here, there), strict=True)
            ]
            marks = {mark for side in telling for _, _, mark in side}
            first_told, second_told = (
                _joined([(place, min(end, stop)) for place, end, _ in side])
                for side, (_, stop) in zip(telling, (here, there), strict=True)
            )
            found.append(Change(kind, here, there, tuple(sorted(marks)), first_told, second_told))
        return tuple(found)

    def _said(self, i: int) -> _Said:
        if i not in self._read:
            sentence, language = self.corpus.sentences[i], self.languages[i]
            text = self.corpus.documents[sentence.document].text
            begin = sentence.start + dateline_stop(self.corpus.text_of(i))
            _, places = token_spans(text[begin : sentence.stop])
            spans = [_with_sign(text, a + begin, b + begin) for a, b in places[:_LONGEST].tolist()]
            # Words are taken with the sign beside them, so that $5 is not €5.
            signed = [text[a:b].casefold().replace("’", "'") for a, b in spans]
            quantities = tuple(quantities_in(text, language, sentence.start, sentence.stop))
            particulars = tuple(
                replace(p, start=p.start + sentence.start, stop=p.stop + sentence.start)
                for p in particulars_in(self.corpus.text_of(i), language)
                if p.kind != "ordinal"
            )
            counted = [(q.start, q.stop) for q in quantities] + [(p.start, p.stop) for p in particulars]
            reports = reports_in(text, sentence.start, sentence.stop, lexicon_of(language))
            content = tuple(is_content(word, language) for word in signed)
            parts = [part for a, b in spans for part in text[a:b].replace("’", "'").removesuffix("'s").split("-")]
            self._read[i] = _Said(
                sentence.document,
                tuple(signed),
                tuple(spans),
                content,
                tuple(
                    _NUMBER
                    if any(q.start <= a < q.stop for q in quantities)
                    else _REPORT
                    if any(r.start <= a < r.stop for r in reports)
                    else stem
                    if telling
                    else ""
                    for stem, telling, (a, _) in zip(stems(signed, language), content, spans, strict=True)
                ),
                tuple(plain(part).replace(".", "") for part in parts if part[:1].isupper()),
                quantities,
                particulars,
                tuple(
                    replace(name, start=name.start + sentence.start, stop=name.stop + sentence.start)
                    for name in self.names.of(i, [(a - sentence.start, b - sentence.start) for a, b in counted])
                ),
                tuple(
                    (a + sentence.start, b + sentence.start, text[a + sentence.start : b + sentence.start].casefold())
                    for a, b in negations_in(self.corpus.text_of(i), language)
                ),
                tuple((r.start, r.stop, r.verb) for r in reports),
            )
        return self._read[i]


def _with_sign(text: str, start: int, stop: int) -> tuple[int, int]:
    if text[start].isdecimal():
        if start and text[start - 1] in _SIGNS:
            start -= 1
        if text[stop : stop + 1] in tuple(_SIGNS):
            stop += 1
    return start, stop


def matching_words(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Find a longest common subsequence of words.

    Parameters
    ----------
    first, second : sequence of str

    Returns
    -------
    list of (i, j)
        Places of equal words, ascending in both.

    Notes
    -----
    O(n * m / 64) time and memory: the rows of the table are kept as whole numbers, a bit a word, which is 0 where the
    subsequence grows.

    References
    ----------
    Hyyrö, H. (2004). Bit-parallel LCS-length computation revisited. AWOCA.

    Examples
    --------
    >>> matching_words("two men were killed".split(), "three men were not killed".split())
    [(1, 1), (2, 2), (3, 4)]
    """
    every = (1 << len(second)) - 1
    places: dict[str, int] = {}
    for j, word in enumerate(second):
        places[word] = places.get(word, 0) | 1 << j
    row, rows = every, [every]
    for word in first:
        grown = row & places.get(word, 0)
        row = ((row + grown) | (row - grown)) & every
        rows.append(row)
    found: list[tuple[int, int]] = []
    i, j = len(first), len(second)
    while i and j:
        if rows[i] >> (j - 1) & 1:
            j -= 1
        elif first[i - 1] == second[j - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            i -= 1
    return found[::-1]


def _steps(pairs: Sequence[tuple[int, int]], ours: _Said, theirs: _Said) -> list[tuple[Kind, int, int, int, int]]:
    """Steps of the diff: kind and words [a, b) of the first and [c, d) of the second."""
    runs: list[tuple[int, int, int]] = []
    for i, j in pairs:
        if runs and runs[-1][0] + runs[-1][2] == i and runs[-1][1] + runs[-1][2] == j:
            a, c, length = runs[-1]
            runs[-1] = a, c, length + 1
        else:
            runs.append((i, j, 1))
    n, m = len(ours.words), len(theirs.words)
    kept = [
        (a, c, length)
        for a, c, length in runs
        # "of the" between two changes is no common ground; at either end it is.
        if any(ours.content[a : a + length]) or (a == 0 and c == 0) or (a + length == n and c + length == m)
    ]
    steps: list[tuple[Kind, int, int, int, int]] = []
    i = j = 0
    for a, c, length in [*kept, (n, m, 0)]:
        if i < a and j < c and not _correspond(ours, theirs, (i, a), (j, c)):
            steps += [("delete", i, a, j, j), ("insert", a, a, j, c)]
        elif i < a or j < c:
            kind: Kind = "delete" if j == c else "insert" if i == a else "replace"
            steps.append((kind, i, a, j, c))
        if length:
            steps.append(("equal", a, a + length, c, c + length))
        i, j = a + length, c + length
    return steps


def _correspond(ours: _Said, theirs: _Said, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """Whether words [a, b) of one sentence stand in the place of words [c, d) of the other."""
    (a, b), (c, d) = here, there
    first, second = (Counter(filter(None, said.kin[slice(*at)])) for said, at in ((ours, here), (theirs, there)))
    if max(b - a, d - c) <= _SHORT:
        return all((kind in first) == (kind in second) for kind in (_NUMBER, _REPORT))
    fewer = min(first.total(), second.total())
    return fewer > 0 and max(b - a, d - c) <= _AS_LONG * min(b - a, d - c) and (first & second).total() >= _KIN * fewer


def _span(said: _Said, first: int, last: int) -> tuple[int, int]:
    """Code points of some words; an empty span stands where they would."""
    if first < last:
        return said.spans[first][0], said.spans[last - 1][1]
    place = said.spans[first][0] if first < len(said.spans) else said.spans[-1][1] if said.spans else 0
    return place, place


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(stop, found[-1][1])
        else:
            found.append((start, stop))
    return tuple(found)


def _whole(text: str, start: int, stop: int) -> tuple[int, int]:
    """A span with the whole of the words that it is of: "1970s", "shouldn't"."""
    while start and text[start - 1].isalnum():
        start -= 1
    while text[stop : stop + 1].isalnum():
        stop += 1
    return start, stop


def _alone(said: _Said, other: _Said) -> list[tuple[int, int, str]]:
    """What of a sentence matters and stands nowhere in the other: its span, and the mark for it."""
    theirs = {word.removesuffix("'s") for word in other.words}
    counted = [(q.start, q.stop) for q in other.quantities] + [(p.start, p.stop) for p in other.particulars]
    loose = {
        word.removesuffix("'s")
        for word, (begin, end) in zip(other.words, other.spans, strict=True)
        if not any(begin < stop and start < end for start, stop in counted)
    }
    words = [
        (word.removesuffix("'s"), start, stop, any(map(str.isdecimal, word)))
        for word, (start, stop) in zip(said.words, said.spans, strict=True)
    ]

    def stands(start: int, stop: int) -> bool:
        # What is read of other things there is no number of this one: 40 villages for 30 percent, 30 villages for 40.
        return loose.issuperset(word for word, place, *_ in words if start <= place < stop)

    found = [
        (q.start, q.stop, "number")
        for q in said.quantities
        if not (stands(q.start, q.stop) or _is_given(q, said.quantities, other.quantities))
    ]
    # A weekday is called by its name.
    found += [
        (
            p.start,
            p.stop,
            "number" if any(digits and p.start <= start < p.stop for _, start, _, digits in words) else "name",
        )
        for p in said.particulars
        if not (stands(p.start, p.stop) or any(map(p.is_given_by, other.particulars)))
    ]
    known = [(q.start, q.stop) for q in said.quantities] + [(p.start, p.stop) for p in said.particulars]
    found += [
        (start, stop, "number")
        for word, start, stop, digits in words
        if digits and word not in theirs and not any(a <= start < b for a, b in known)
    ]
    found += [(name.start, name.stop, "name") for name in said.names if not _stands(name, other)]
    found += _denials(said, other)
    verbs = {verb for _, _, verb in other.reports}
    return [*found, *((start, stop, "reporting") for start, stop, verb in said.reports if verb not in verbs)]


def _is_given(quantity: Quantity, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """Whether a quantity of one sentence is one of the other; of what both count, of two things, each counts for its own alone."""

    def counts(quantities: Sequence[Quantity], of: Quantity) -> bool:
        return any(other.head == of.head for other in quantities)

    return any(
        quantity.unit == other.unit
        and quantity.repeats(other)
        and (quantity.head == other.head or not (counts(theirs, quantity) and counts(ours, other)))
        for other in theirs
    )


def _stands(name: Name, other: _Said) -> bool:
    """Whether a sentence has a name, whole or in part, or its last word where nobody else is called so."""
    if any(map(name.is_one_with, other.names)):
        return True
    return name.words[-1] in other.capitals and all(name.words[-1] != theirs.words[-1] for theirs in other.names)


def _denials(said: _Said, other: _Said) -> list[tuple[int, int, str]]:
    """What a sentence denies more often, or less, than the other: those words alone that the other does not deny with."""
    if len(said.negations) == len(other.negations):
        return []
    theirs = Counter(word for *_, word in other.negations)
    found = []
    for start, stop, word in said.negations:
        if theirs[word]:
            theirs[word] -= 1
        else:
            found.append((start, stop, "negation"))
    return found
