"""What stands around a quantity: the words by which two quantities are found to count the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from ...lexical import is_content, stems, token_spans
from .lexicon import quantity_words
from .quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...corpus import Corpus
    from .values import Quantity

#: Content words on either side that say what a quantity is of, and words in which an outcome is looked for.
_NEAR, _REACH = 4, 6

#: Quantities of a sentence from which it is a table and no sentence.
_MOST: Final = 40

#: Whom words for what became of somebody count.
_PEOPLE: Final = "people"

#: What ends the clause of a quantity.
_STOPS: Final = frozenset(";:()—–!?")

#: Names of units that no article writes so.
_UNIT_NAMES: Final = {"year of age": "years of age", "percent": "percent"}
#: How verbs end, and words that end so and are none.
_VERB: Final = re.compile(r"^(?!includ|accord|dur|regard|concern|exclud|hundred|so-called)[a-z]{2,}(?:ed|ing)$")
_LAST_WORDS: Final = re.compile(r"(?:[^\W\d_]+ (?:an|per) )?[^\W\d_]+$")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A quantity, its sentence, and what it is of.

    Attributes
    ----------
    sentence : int
    quantity : Quantity
    heads : frozenset of str
        Nouns that it counts, each by the first of those that count the same; of "leaders of ten countries" both.
    near : frozenset of str
        Stems of the content words around it, within its clause.
    outcome : int or None
        What became of those counted, by the row of ``words.toml``.
    whole : bool
        Whether it is the Y of "X of the Y girls".
    part : bool
        Whether others are said to be counted elsewhere: "128 other politicians", "22 co-defendants", "21 of the 276 girls".
    verb : str
        Stem of the English verb right before it: of "followed 688 people". Empty without one.
    since : bool
        Whether it is the time since, or up to, something else, and another on another day: "eight days after", "il y a onze jours".
    """

    sentence: int
    quantity: Quantity
    heads: frozenset[str]
    near: frozenset[str]
    outcome: int | None
    whole: bool
    part: bool
    verb: str = ""
    since: bool = False

    def comparable(self, other: Occurrence) -> bool:
        """Whether two quantities may count the same thing, whatever the sentences are about."""
        if self.quantity.unit != other.quantity.unit or self.whole != other.whole:
            return False
        if self.quantity.per and other.quantity.per and self.quantity.per != other.quantity.per:
            return False
        if self.quantity.unit == "vote" and self.quantity.written != other.quantity.written:
            # Of one story several votes are told.
            return False
        if not self.quantity.may_be_of(other.quantity):
            return False
        if self.outcome != other.outcome and (self.part or other.part or None not in (self.outcome, other.outcome)):
            return False
        if self.quantity.unit == "count":
            return bool(self.heads & other.heads)
        return not self.heads or not other.heads or bool(self.heads & other.heads)


def counted_in(sentence: int, text: str, start: int, stop: int, language: str) -> list[Occurrence]:
    """Find the quantities of a sentence, and what each is of.

    A measure given again in another unit, "500 miles (800 km)", counts once; of a table without full stops nothing does.

    Parameters
    ----------
    sentence : int
        Its number.
    text : str
        The document.
    start, stop : int
        The sentence within it.
    language : str
        ISO 639-1 code.
    """
    found = quantities_in(text, language, start, stop)
    kept = [q for k, q in enumerate(found) if not (k and _again(text, found[k - 1], q))]
    if not kept or len(kept) > _MOST:
        return []
    said, spans = token_spans(text[start:stop])
    begins = (spans[:, 0] + start).tolist()
    ends = (spans[:, 1] + start).tolist()
    words = _Words(text, said, begins, ends, language)
    return [words.counted(sentence, quantity, kept) for quantity in kept]


def counted_of(corpus: Corpus, i: int) -> list[Occurrence]:
    """Find the quantities of a sentence of a corpus, and what each is of (`counted_in`)."""
    sentence = corpus.sentences[i]
    document = corpus.documents[sentence.document]
    return counted_in(i, document.text, sentence.start, sentence.stop, document.tongue)


def unit_name(quantity: Quantity, written: str) -> str:
    """What a measure is called: the unit as it is written, a currency by its code."""
    if quantity.unit in _UNIT_NAMES:
        return _UNIT_NAMES[quantity.unit]
    words = _LAST_WORDS.search(written)
    if words is None or quantity.unit.isupper():
        return quantity.unit
    return "metres" if words[0] == "m" else words[0]


def _again(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.stop : second.qualifier[0] if second.qualifier is not None else second.start]
    return (
        first.unit == second.unit
        and first.unit != "count"
        and between.strip() in ("(", ",", "or", "/")
        and first.agrees(second)
    )


class _Words:
    """The words of a sentence, and where they stand."""

    def __init__(
        self, text: str, said: Sequence[str], begins: Sequence[int], ends: Sequence[int], language: str
    ) -> None:
        self.text, self.said, self.begins, self.ends, self.language = text, said, begins, ends, language
        self.words = quantity_words(language)

    def counted(self, sentence: int, quantity: Quantity, every: Sequence[Quantity]) -> Occurrence:
        first = next((k for k, end in enumerate(self.ends) if end > quantity.start), len(self.said))
        last = next((k for k, begin in enumerate(self.begins) if begin >= quantity.stop), len(self.said))
        before, after = self._side(first - 1, -1, quantity, every), self._side(last, 1, quantity, every)
        heads = set()
        outcome = self._outcome(first, last, quantity, every)
        if quantity.counted is not None:
            noun = self.text[slice(*quantity.counted)].casefold()
            heads.add(self._class(noun))
            if noun in self.words.sets["fates"]:
                # The dead of a toll are people, as are those who "were killed", and it says what became of them.
                heads.add(self._class(_PEOPLE))
                outcome = self.words.outcomes.get(noun, outcome)
        holder = self._holder(first)
        if holder is not None:
            heads.add(holder)
        own = quantity.counted or (0, 0)
        after = [k for k in after if not own[0] <= self.begins[k] < own[1]]
        near = [self.said[k] for k in (*before[:_NEAR], *after[:_NEAR])]
        if quantity.unit != "count":
            # That "km" stands beside two percentages does not say that they are of one climb.
            near = [word for word in near if word not in self.words.units]
        lesser = self.words.sets["lesser"]
        part = any(word in lesser for word in (*self.said[max(0, first - 1) : last + 2], *quantity.modifiers))
        # "12 people in Reno alone".
        part |= any(self.said[k] == "alone" for k in islice(self._walk(last, 1, quantity, ()), _REACH))
        return Occurrence(
            sentence,
            quantity,
            frozenset(heads),
            frozenset(stems(near, self.language)) - {quantity.head},
            outcome,
            self._whole(quantity, every),
            part or any(self._whole(other, [quantity]) for other in every if other is not quantity),
            self._verb(quantity),
            quantity.unit == "second" and self._is_since(quantity, last),
        )

    def _is_since(self, quantity: Quantity, last: int) -> bool:
        """Whether words right before or behind a span of time make it the time since something."""
        sets = self.words.sets
        begin = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start
        ahead = [said for said, end in zip(self.said, self.ends, strict=True) if end <= begin]
        if not sets["lasting"].isdisjoint(ahead[-1:]):
            # "Jailed for eight years after a trial".
            return False
        if (
            last < len(self.said)
            and self.said[last] in sets["ago"]
            and self.text[quantity.stop : self.begins[last]].isspace()
        ):
            return True
        return any(ahead[-len(words) :] == words for words in map(str.split, sets["ago_before"]))

    def _verb(self, quantity: Quantity) -> str:
        begin = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start
        k = next((k for k, end in enumerate(self.ends) if end >= begin), len(self.said)) - 1
        if self.language != "en" or k < 0 or self.text[self.ends[k] : begin].strip() or not _VERB.search(self.said[k]):
            return ""
        return stems([self.said[k]], self.language)[0]

    def _class(self, noun: str) -> str:
        return self.words.alike.get(noun) or stems([noun], self.language)[0]

    def _holder(self, first: int) -> str | None:
        """Class of the noun before "of": the leaders of "leaders of ten countries"."""
        if self.language != "en" or first < 2 or self.said[first - 1] not in ("of", "from"):
            return None
        noun = self.said[first - 2]
        return self.words.alike.get(noun)

    def _walk(self, k: int, step: int, quantity: Quantity, others: Sequence[Quantity]) -> Iterator[int]:
        """Words on one side, nearest first, up to the end of the clause or one of some other quantities."""
        edge = quantity.start if step < 0 else max(quantity.stop, self.ends[k - 1] if k else 0)
        while 0 <= k < len(self.said):
            begin, end = self.begins[k], self.ends[k]
            crossed = any(q.start < end and begin < q.stop for q in others)
            if crossed or not _STOPS.isdisjoint(self.text[end:edge] if step < 0 else self.text[edge:begin]):
                return
            yield k
            edge = begin if step < 0 else end
            k += step

    def _side(self, k: int, step: int, quantity: Quantity, every: Sequence[Quantity]) -> list[int]:
        """Content words on one side, nearest first, up to the end of the clause or another quantity of the same unit."""
        others = [q for q in every if q.unit == quantity.unit and q is not quantity]
        return [
            k
            for k in self._walk(k, step, quantity, others)
            if is_content(self.said[k], self.language) and not self.said[k][0].isdecimal()
        ]

    def _outcome(self, first: int, last: int, quantity: Quantity, every: Sequence[Quantity]) -> int | None:
        """What became of those counted: the nearest word behind, else before, that says so."""
        others = [q for q in every if q is not quantity]
        for k, step in ((self._behind_those_included(last), 1), (first - 1, -1)):
            for place in islice(self._walk(k, step, quantity, others), _REACH):
                if step > 0 and self.said[place] in self.words.sets["breaks"]:
                    break
                if self.said[place] in self.words.outcomes:
                    return self.words.outcomes[self.said[place]]
        return None

    def _behind_those_included(self, last: int) -> int:
        """The word behind those of whom it is said between commas that they are counted too: "84 people, including 10 children, were killed"."""
        for k in range(last, min(last + _NEAR, len(self.said))):
            if (
                self.said[k] in self.words.sets["including"]
                and self.text[self.ends[k - 1] : self.begins[k]].strip() == ","
            ):
                for place in range(k + 1, len(self.said)):
                    if self.text[self.ends[place - 1] : self.begins[place]].strip() == ",":
                        return place
        return last

    def _whole(self, quantity: Quantity, every: Sequence[Quantity]) -> bool:
        begin = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start
        for other in every:
            if other is not quantity and other.stop <= begin:
                between = self.text[other.stop : begin].casefold().split()
                if between and between[0] == "of" and all(w in self.words.sets["determiners"] for w in between[1:]):
                    return True
        return False


def likeness(first: Occurrence, second: Occurrence) -> float:
    """Share of the words around the one with fewer that stand around the other, 0-1; 0 for what is not comparable."""
    if not first.comparable(second):
        return 0.0
    fewer = min(len(first.near), len(second.near))
    return len(first.near & second.near) / fewer if fewer else 0.0
