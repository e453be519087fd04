"""What a figure is called: the noun that is counted, or the unit, and words beside it."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from ...lexical import is_content, stems, token_spans
from .context import unit_name
from .lexicon import quantity_words
from .quantities import quantities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...corpus import Corpus
    from .context import Occurrence
    from .values import Quantity

#: Words beside a number that tell figures apart in a list.
_TERMS: Final = 4

#: Content words before it and behind it that may be.
_BEFORE, _BEHIND = 3, 4

#: What is no unit, and units that say what they are of.
_TELLING: Final = frozenset(("count", "magnitude", "vote", "year of age"))

#: Marks over which no word belongs to a number.
_MARKS: Final = frozenset(',;:()[]—–!?"“”„«»')


def called(corpus: Corpus, items: Sequence[Occurrence], *, agreed: bool = True) -> tuple[str, tuple[str, ...]]:
    """Return the noun that is counted, or the unit, and what became of it and the words beside it that at least half of the sentences share.

    Words beyond a comma, a joining word or another number are of something else: of "four dead bodies and 120 wounded" the bodies are not
    the 120. Where the sentences share no other, words of the whole clause are taken, without those of another number's part. A figure may be without any. Of a measure, share
    or sum that is agreed and for which they share one word at most, those of one sentence are taken: the fewest with that word, or else the most.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    items : sequence of Occurrence
        The quantities of a figure.
    agreed : bool
        Whether none excludes another; else words of one sentence would be those of one side.

    Returns
    -------
    what : str
    terms : tuple of str
        As one sentence writes them, in its order, behind what became of those counted; four at most.
    """
    first = items[0]
    document = corpus.documents[corpus.sentences[first.sentence].document]
    quantity = first.quantity
    words = quantity_words(document.tongue)
    nouns = [
        corpus.documents[corpus.document_of[item.sentence]].text[slice(*(item.quantity.counted or (0, 0)))]
        for item in items
    ]
    # Of "78 were Iranian" and "82 Iranians" the plural.
    what = next((noun for noun in nouns if noun.endswith("s")), nouns[0])
    if quantity.unit != "count":
        what = unit_name(quantity, document.text[quantity.start : quantity.stop])
    shared = frozenset.intersection(*(item.heads for item in items)) & set(words.alike.values())
    if shared:
        what = _written(corpus, min(shared), items, [noun.casefold() for noun in nouns])
    beside = [dict(_beside(corpus, item, item.quantity)) for item in items]

    def shared_by(found: Sequence[Mapping[str, str]]) -> dict[str, str]:
        held_by = Counter(stem for each in found for stem in each)
        return {
            stem: word.removesuffix("'s").removesuffix("’s")
            for stem, word in found[0].items()
            if 2 * held_by[stem] >= len(items)
            and held_by[stem] > 1
            and stem != quantity.head
            and word.casefold() != what.casefold()
        }

    terms = shared_by(beside)
    fates = [word.casefold() for found, noun in zip(beside, nouns, strict=True) for word in (*found.values(), noun)]
    row = [word for word, outcome in words.outcomes.items() if outcome == first.outcome]
    fate = max(row, key=fates.count, default="")
    told = bool(fate) and {item.outcome for item in items} == {first.outcome} and fates.count(fate) > 0
    if not terms and not told:
        terms = shared_by([_around(corpus, item) for item in items])
    said = tuple(terms.values())
    if told and not set(row) & {what.casefold(), *(word.casefold() for word in said)}:
        said = (fate, *said)
    written = document.text[quantity.start : quantity.stop]
    if agreed and quantity.unit not in _TELLING and (not said or (len(said) == 1 and "-" not in written)):
        # "95 km" and "rose: 69.9 years" tell nobody of what that is, as "25-tonne truck" does: the words of one sentence do.
        several = [tuple(found.values()) for found in beside if len(found) > 1]
        holding = [found for found in several if set(said) <= {word.casefold() for word in found} | set(found)]
        said = min(holding, key=len) if said and holding else max(several, key=len, default=said)
    return what, said[:_TERMS]


def _around(corpus: Corpus, item: Occurrence) -> dict[str, str]:
    """Stems of the words around a number that are of no other number's part and how they are written, in the order of the sentence."""
    sentence = corpus.sentences[item.sentence]
    document = corpus.documents[sentence.document]
    every = quantities_in(document.text, document.tongue, sentence.start, sentence.stop)
    others = [q for q in every if q.start != item.quantity.start]
    apart = {stem for q in others for stem in (q.head, *dict(_beside(corpus, item, q)))}
    said, spans = token_spans(document.text[sentence.start : sentence.stop])
    written = {
        stem: document.text[sentence.start + start : sentence.start + stop]
        for stem, (start, stop) in zip(stems(said, document.tongue), spans.tolist(), strict=True)
        if not any(q.start < sentence.start + stop and sentence.start + start < q.stop for q in others)
    }
    return {stem: word for stem, word in written.items() if stem in item.near - apart}


def _beside(corpus: Corpus, item: Occurrence, quantity: Quantity) -> list[tuple[str, str]]:
    """Stems of the content words of a number's own part of its clause and how they are written there, in the order of the sentence."""
    sentence = corpus.sentences[item.sentence]
    document = corpus.documents[sentence.document]
    text, language = document.text, document.tongue
    words = quantity_words(language)
    every = quantities_in(text, language, sentence.start, sentence.stop)
    spans_of = ((q.start, q.stop) for q in every if q.start != quantity.start)
    others = [*spans_of, *{q.counted for q in every if q.counted is not None} - {quantity.counted}]
    said, found = token_spans(text[sentence.start : sentence.stop])
    spans = [(start + sentence.start, stop + sentence.start) for start, stop in found.tolist()]
    begin = quantity.qualifier[0] if quantity.qualifier is not None else quantity.start

    def side(places: Iterator[int], edge: int) -> Iterator[int]:
        for k in places:
            start, stop = spans[k]
            between = text[edge:start] if edge <= start else text[stop:edge]
            if (
                not _MARKS.isdisjoint(between)
                or said[k] in words.sets["breaks"]
                or any(a < stop and start < b for a, b in others)
            ):
                return
            if is_content(said[k], language) and not said[k][0].isdecimal():
                yield k
            edge = stop if edge <= start else start

    ahead = [k for k in range(len(spans)) if spans[k][1] <= begin]
    after = [
        k
        for k in range(len(spans))
        if spans[k][0] >= quantity.stop
        and not (quantity.counted and quantity.counted[0] <= spans[k][0] < quantity.counted[1])
    ]
    kept = [
        *reversed(list(islice(side(reversed(ahead), begin), _BEFORE))),
        *islice(side(iter(after), quantity.stop), _BEHIND),
    ]
    written = [text[slice(*spans[k])] for k in kept]
    return list(zip(stems([said[k] for k in kept], language), written, strict=True))


def _written(corpus: Corpus, head: str, items: Sequence[Occurrence], counted: Sequence[str]) -> str:
    """The noun of a class that most of the sentences write, as they write it: "states", not "countries"."""
    words = quantity_words(corpus.tongue_of(items[0].sentence))
    said: Sequence[str] = counted
    # Of "50 lives" and "49 killed" another noun of the sentence for people is of others.
    if words.sets["fates"].isdisjoint(counted):
        said = [word for item in items for word in token_spans(corpus.text_of(item.sentence))[0]]
    nouns = [word for word in said if words.alike.get(word) == head]
    return max(nouns, key=nouns.count, default=head)
