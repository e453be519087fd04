"""What a figure is called: the noun that is counted, or the unit, and words around it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ...lexical import stems, token_spans
from .context import unit_name
from .lexicon import quantity_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...corpus import Corpus
    from .context import Occurrence

#: Words around a number that tell figures apart in a list.
_TERMS: Final = 4


def called(corpus: Corpus, items: Sequence[Occurrence]) -> tuple[str, tuple[str, ...]]:
    """Return the noun that is counted, or the unit, and the words around it that at least half of the sentences share.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    items : sequence of Occurrence
        The quantities of a figure.

    Returns
    -------
    what : str
    terms : tuple of str
        As the first sentence writes them, in its order; four at most.
    """
    first = items[0]
    sentence = corpus.sentences[first.sentence]
    document = corpus.documents[sentence.document]
    quantity = first.quantity
    span = quantity.counted or (quantity.start, quantity.stop)
    what = document.text[span[0] : span[1]]
    if quantity.unit != "count":
        what = unit_name(quantity, document.text[quantity.start : quantity.stop])
    alike = quantity_words(document.language or "").alike
    shared = frozenset.intersection(*(item.heads for item in items)) & set(alike.values())
    if shared:
        what = _written(corpus, min(shared), items, alike)
    held_by = Counter(stem for item in items for stem in item.near)
    wanted = {stem for stem in first.near if 2 * held_by[stem] >= len(items) and held_by[stem] > 1}
    words, spans = token_spans(document.text[sentence.start : sentence.stop])
    written = [document.text[sentence.start + start : sentence.start + stop] for start, stop in spans.tolist()]
    terms = dict(zip(stems(words, document.tongue), written, strict=True))
    found = (terms[stem].removesuffix("'s").removesuffix("’s") for stem in terms if stem in wanted)
    return what, tuple(found)[:_TERMS]


def _written(corpus: Corpus, head: str, items: Sequence[Occurrence], alike: Mapping[str, str]) -> str:
    """The noun of a class that most of the sentences write, as they write it: "states", not "countries"."""
    texts = (corpus.text_of(item.sentence) for item in items)
    nouns = [word for text in texts for word in token_spans(text)[0] if alike.get(word) == head]
    return max(nouns, key=nouns.count, default=head)
