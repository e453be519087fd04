"""Which figures are held against each other: of one thing, one time, one person; which of them exclude each other, leave each other room, or bear each other out."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np

from ...dates import instant_of
from .context import counted_of, likeness
from .lexicon import quantity_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ...corpus import Corpus, Document
    from ...settings import FigureSettings
    from .context import Occurrence
    from .values import Figures

_NAMED_YEAR: Final = re.compile(r"\b(?:19|20)\d\d(?=s?\b)")

_DAY: Final = 86_400.0

#: Share of the words around two numbers that both have, and how many, from which in sentences that state the same two counts are
#: of one thing, and two measures, of which no noun says it.
_OF_COUNTS: Final = (0.2, 1)
_MUCH_ALIKE: Final = (0.5, 2)

#: Things of which two sentences give the same count, from which they list one whole.
_LISTED: Final = 2

#: What opens a number upwards, so that a higher one leaves it true.
_OPEN_ABOVE: Final = frozenset({"at least", "more than"})

#: Years by which the ages that are given for one person differ, from which one age is one person's, and the noun behind an age.
_AGES_APART: Final = 2.0
_GROWN: Final = 20.0
_CALLED: Final = re.compile(r" ([^\W\dA-Z_]+)")


def published_together(corpus: Corpus, i: int, j: int, days: float) -> bool:
    """Whether the articles of two sentences are published within so many days; one without a date may be of any time."""
    first, second = (instant_of(corpus.documents[int(corpus.document_of[k])].published) for k in (i, j))
    return first is None or second is None or abs(first - second) <= days * _DAY


def of_one_time(corpus: Corpus, i: int, j: int, days: float) -> bool:
    """Whether the articles of two sentences are published within so many days, and the sentences do not name other years."""
    ours, theirs = (set(_NAMED_YEAR.findall(corpus.text_of(k))) for k in (i, j))
    return (not ours or not theirs or bool(ours & theirs)) and published_together(corpus, i, j, days)


def apart(first: Occurrence, second: Occurrence) -> float:
    """How many times the larger of two figures is the smaller."""
    low, high = sorted(abs(item.quantity.written[0]) for item in (first, second))
    return high / low if low else inf if high else 1.0


def bounded(first: Occurrence, second: Occurrence) -> bool:
    """Whether of two tolls one is a lower bound that leaves room for the other and is of another number: "at least six killed", "at least two"."""
    ours, theirs = first.quantity, second.quantity
    opened = _OPEN_ABOVE & {ours.opening, theirs.opening}
    return (
        ours.unit == "count"
        and bool(opened)
        and first.outcome is not None
        and first.outcome == second.outcome
        and ours.agrees(theirs)
        and not ours.concurs(theirs)
        and not ours.repeats(theirs)
    )


def agreeing_parts(members: Sequence[int], concur: Callable[[int, int], bool]) -> list[frozenset[int]]:
    """Divide what is connected into parts in which every two say the same: "6,000", "6,100" and "6,200" are no one figure.

    Each goes to the first part all of which it concurs with.

    Examples
    --------
    >>> [sorted(part) for part in agreeing_parts([1, 2, 3, 9], lambda a, b: abs(a - b) < 2)]
    [[1, 2], [3], [9]]
    """
    parts: list[list[int]] = []
    for k in members:
        part = next((part for part in parts if all(concur(k, other) for other in part)), None)
        if part is None:
            parts.append([k])
        else:
            part.append(k)
    return [frozenset(part) for part in parts]


def of_one_person(ages: tuple[Occurrence, Occurrence], documents: Sequence[Document]) -> bool:
    """Whether two ages may be of one person: a year or two apart, called the same where both are called anything, one word around them shared, and the name that one of them stands behind.

    Parameters
    ----------
    ages : (Occurrence, Occurrence)
    documents : sequence of Document
        The article of each.
    """
    first, second = ages
    years = [age.quantity.value for age in ages]
    if years[0] is None or years[1] is None or abs(years[0] - years[1]) > _AGES_APART:
        return False
    if any(one.quantity.whose and other.near.isdisjoint(one.quantity.whose) for one, other in (ages, ages[::-1])):
        return False
    called = {_called(age, document) for age, document in zip(ages, documents, strict=True)} - {""}
    return len(called) <= 1 and len(first.near & second.near) >= 1


def one_grown_age(first: Occurrence, second: Occurrence) -> bool:
    """Whether two ages are one, and so high that two people of a story hardly share it: one man is "the driver" here and "a native of Tunisia" there.

    Behind a name, as those of passers-by stand, something around them must be shared: "Jay Inslee, 68, the first governor", "the 68-year-old governor".
    """
    age = first.quantity.value
    if (first.quantity.whose or second.quantity.whose) and not first.near & second.near:
        return False
    return first.quantity.unit == "year of age" and age is not None and age >= _GROWN and age == second.quantity.value


def _called(age: Occurrence, document: Document) -> str:
    """The noun behind an age, "boy" of "six-year-old boy"; empty where there is none."""
    match = _CALLED.match(document.text, age.quantity.stop)
    word = "" if match is None else match[1]
    return "" if word in quantity_words(document.tongue).sets["ends"] else word


def exclusive(ours: Sequence[Occurrence], theirs: Sequence[Occurrence]) -> list[tuple[Occurrence, Occurrence]]:
    """Find the figures of two sentences that exclude each other, beyond rounding and what opens them.

    Only those are held against each other that are each the other's best match by the words around them; and not where one of
    the sentences gives the other's figure too, for the same, at once or in parts.

    Parameters
    ----------
    ours, theirs : sequence of Occurrence
        The quantities of each sentence (`counted_in`), in any language that figures are read in.

    Returns
    -------
    list of (Occurrence, Occurrence)
        One of each sentence; empty where all that may be of one thing leaves room for each other.

    Notes
    -----
    O(len(ours) * len(theirs)).

    Examples
    --------
    >>> from summarize.comparison.figures.context import counted_in
    >>> def read(text, language="en"):
    ...     return counted_in(0, text, 0, len(text), language)
    >>> [a.quantity.value for a, _ in exclusive(read("They gave $9 billion."), read("They gave $5 billion."))]
    [9000000000.0]
    >>> exclusive(read("At least two people died."), read("Six people died."))
    []
    >>> len(exclusive(read("Es kamen 2.000 Menschen.", "de"), read("Es kamen 3.000 Menschen.", "de")))
    1
    """
    found = [(ours[a], theirs[b]) for a, b in matches(ours, theirs)]
    return [
        (one, other)
        for one, other in found
        if not (one.quantity.agrees(other.quantity) or _given(ours, one, other) or _given(theirs, other, one))
    ]


def held_apart(ours: Sequence[Occurrence], theirs: Sequence[Occurrence]) -> bool:
    """Whether two sentences worded alike are kept from one claim by their figures (`exclusive`), whether or not these are of one thing.

    Sums of money must be of one thing: one sentence names the gift and the next the cost, and both may tell of one campaign.
    """
    return any(not one.quantity.unit.isupper() or of_one_thing(one, other) for one, other in exclusive(ours, theirs))


def recounting(ours: Sequence[Occurrence], theirs: Sequence[Occurrence]) -> bool:
    """Whether two sentences of one fact give exact numbers of one noun that exclude each other, "82 Iranians" and "78 Iranians", however many others they share."""
    return any(
        one.quantity.unit == "count" and not one.quantity.opening and not other.quantity.opening
        for one, other in exclusive(ours, theirs)
    )


def of_one_thing(one: Occurrence, other: Occurrence) -> bool:
    """Whether two comparable figures of sentences that state the same are of one thing, by the words around them.

    Measures among other words are not, "flew 3,700 km", "2,000 km east of"; of "it cost $5 million" and "it cost $7 million" the one word says it.
    """
    if one.quantity.unit != "count":
        return much_alike(one, other) or (bool(one.near) and one.near == other.near)
    return likeness(one, other) >= _OF_COUNTS[0] and len(one.near & other.near) >= _OF_COUNTS[1]


def listed_alike(ours: Sequence[Occurrence], theirs: Sequence[Occurrence]) -> bool:
    """Whether two sentences count the same of so many things that what they count differently is of one whole too: "82 Iranians, 63 Canadians and 11 Ukrainians"."""
    same = (
        ours[a].quantity.unit == "count" and ours[a].quantity.concurs(theirs[b].quantity)
        for a, b in matches(ours, theirs)
    )
    return sum(same) >= _LISTED


def much_alike(one: Occurrence, other: Occurrence) -> bool:
    """Whether the words around two comparable figures are so much alike that they are of one thing however far apart they are."""
    return likeness(one, other) >= _MUCH_ALIKE[0] and len(one.near & other.near) >= _MUCH_ALIKE[1]


def disputing(corpus: Corpus, i: int, j: int, settings: FigureSettings) -> bool:
    """Whether two sentences worded alike give figures that exclude each other for one thing and one time, so that a reader asks which is right.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences.
    settings : FigureSettings
        `days` and `ratio` hold as in the view of figures.

    Notes
    -----
    O(characters of the sentences).
    """
    documents = corpus.documents[int(corpus.document_of[i])], corpus.documents[int(corpus.document_of[j])]
    if not of_one_time(corpus, i, j, settings.days):
        return False
    ours, theirs = counted_of(corpus, i), counted_of(corpus, j)
    for pair in exclusive(ours, theirs):
        one, other = pair
        if one.part != other.part:
            found = False
        elif one.quantity.unit == "year of age":
            found = of_one_person(pair, documents)
        elif apart(one, other) > settings.ratio:
            found = much_alike(one, other)
        else:
            found = of_one_thing(one, other) or (one.quantity.unit == "count" and listed_alike(ours, theirs))
        if found:
            return True
    return False


def matches(ours: Sequence[Occurrence], theirs: Sequence[Occurrence]) -> Iterator[tuple[int, int]]:
    """Comparable quantities of two sentences, by their places, that are each the other's best by the words around them, and of these by the number."""
    values = {
        (i, j): (likeness(one, other), one.quantity.agrees(other.quantity))
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if one.comparable(other)
    }
    for (i, j), value in values.items():
        if value == max(found for pair, found in values.items() if i == pair[0] or j == pair[1]):
            yield i, j


def given_in_parts(here: Sequence[Occurrence], other: Occurrence) -> bool:
    """Whether a figure is the sum of those that a sentence gives for the same; of "12 leaders and 128 other politicians" the leaders are politicians too."""
    same = [item for item in here if item.comparable(other)]
    if other.quantity.unit == "count" and any(item.part for item in same):
        same = [item for item in here if item.quantity.unit == "count" and not item.whole]
    parts = [item.quantity.value for item in same if item.quantity.value is not None]
    return len(parts) > 1 and abs(sum(parts) - other.quantity.written[0]) <= other.quantity.slack


def _given(here: Sequence[Occurrence], own: Occurrence, other: Occurrence) -> bool:
    """Whether the sentence of `own` gives the figure of `other` too, by itself or as the sum of its parts."""
    repeated = (item.comparable(other) and item.quantity.repeats(other.quantity) for item in here if item is not own)
    return any(repeated) or given_in_parts(here, other)


def supporters(corpus: Corpus, sentence: int, members: Sequence[int]) -> list[int]:
    """Return those of a claim's sentences that bear out one of them, number by number.

    Sentences that say "at least two killed" and "at least six killed" may stand in one claim, because both may hold; the first does not say the
    second. A sentence bears out another unless both count the same thing and it gives a number for it that no number of the other leaves
    open, and none that does: "276 girls" bears out "more than 200 girls", and not the other way round; "up to 32" and "32" bear each other out.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    sentence : int
        The sentence that is shown; it bears itself out.
    members : sequence of int
        Sentences of its claim.

    Returns
    -------
    list of int
        In the order of `members`.

    Notes
    -----
    O(characters of the sentences).
    """
    wanted = counted_of(corpus, sentence)
    if not wanted:
        return list(members)
    return [i for i in members if i == sentence or _bears_out(wanted, counted_of(corpus, i))]


def _bears_out(wanted: Sequence[Occurrence], given: Sequence[Occurrence]) -> bool:
    for item in wanted:
        same = [other for other in given if _of_one_noun(item, other)]
        if any(_within(item, other) for other in same):
            continue
        # A number that the first sentence gives too, of another part of the same, is no contradiction.
        if any(
            item.comparable(other) and not any(_within(one, other) for one in wanted if _of_one_noun(one, other))
            for other in same
        ):
            return False
    return True


def tells_no_other(wanted: Sequence[Occurrence], given: Sequence[Occurrence]) -> bool:
    """Whether no figure is another than those that count the same: each is given by one of its unit, whatever that is said to be of ("28 people were killed", "the 28 dead"), or none of the others is comparable.

    Parameters
    ----------
    wanted, given : sequence of Occurrence
        A figure is given by one that leaves open no more than it does: "36" gives "at least 30", and not the other way round.
    """
    return all(is_given(item, given) or not any(map(item.comparable, given)) for item in wanted)


def is_given(wanted: Occurrence, given: Sequence[Occurrence]) -> bool:
    """Whether some figure of its unit leaves open no more than one does, whatever it is said to be of."""
    return any(wanted.quantity.unit == other.quantity.unit and _within(wanted, other) for other in given)


def _of_one_noun(item: Occurrence, other: Occurrence) -> bool:
    """Whether two numbers are of one unit and noun, whatever part of it is meant: "21 of the 200 girls", "21 girls"."""
    heads = item.heads & other.heads or not (item.heads and other.heads)
    return item.quantity.unit == other.quantity.unit and bool(heads)


def _within(item: Occurrence, other: Occurrence) -> bool:
    """Whether a number lies within what another leaves open, or is the same figure whatever opens it, rounding allowed for."""
    wanted, given = item.quantity, other.quantity
    slack = max(wanted.slack, given.slack)
    inside = wanted.low - slack <= given.low and given.high <= wanted.high + slack
    return inside or wanted.repeats(given) or (given.opening == "about" and wanted.agrees(given))


def contradicting(corpus: Corpus, figures: Figures) -> NDArray[np.intp]:
    """Pairs of sentences of which a reader would ask which is right: they give figures for one thing that exclude each other, or other bounds of it.

    Parameters
    ----------
    corpus : Corpus
    figures : Figures

    Returns
    -------
    ndarray of shape (n_pairs, 2)
        Each pair once, lower index first. Sentences of one article are none: it explains itself.
    """
    pairs = set()
    for figure in figures.items:
        # "23 defendants" and "22 other defendants" may both be true.
        if not (figure.conflict or figure.bounds) or figure.label == "scope differs":
            continue
        for x, y in figure.excluding().union(figure.bounds):
            i, j = sorted((figure.values[x].sentence, figure.values[y].sentence))
            if corpus.document_of[i] != corpus.document_of[j]:
                pairs.add((i, j))
    return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
