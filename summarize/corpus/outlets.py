"""Names of outlets: which spellings are one outlet, and which names may be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from ..counts import counted
from .documents import Document, names_no_outlet
from .fields import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: What the words of a name are, a host's among them.
_WORD: Final = re.compile(r"[^\s.,:;()|/]+")


def spelt_alike(documents: Sequence[Document]) -> list[Document]:
    """Let outlets be one whose names differ in case, in the width of letters, in characters that nobody sees or in a leading article, spelt as most documents spell it.

    "BBC" and "bbc" would be two independent outlets, and what one wrote would count for two. Names that differ in anything else are left, and so
    is "The Post" where no "Post" stands beside it, or "Il Post" too.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        spellings[_folded(document.outlet)][document.outlet] += 1
    without = _without_article({folded: _best(counts) for folded, counts in spellings.items()})
    for folded, bare in without.items():
        spellings[bare] += spellings.pop(folded)
    best = {folded: _best(counts) for folded, counts in spellings.items()}
    # Told once of a spelling, with a document that the order of the input does not choose.
    first: dict[str, Document] = {}
    for document in sorted(documents, key=lambda d: (d.id, d.url or "", d.text)):
        first.setdefault(document.outlet, document)
    alike = []
    for document in documents:
        folded = _folded(document.outlet)
        outlet = best[without.get(folded, folded)]
        if outlet != document.outlet:
            provenance = document.provenance
            if document is first[document.outlet]:
                differ = "case, width or unseen characters" if _folded(outlet) == folded else "a leading article"
                note = f"the outlet {document.outlet!r} is read as {outlet!r}: they differ in {differ} alone"
                provenance = replace(provenance, notes=(*provenance.notes, note))
            document = replace(document, outlet=outlet, provenance=provenance)
        alike.append(document)
    return alike


def _best(counts: Counter[str]) -> str:
    """Of spellings the most frequent, then one without unseen characters, then the first by alphabet: the order of the input decides nothing."""
    return min(counts, key=lambda name: (-counts[name], name != _seen(name), name))


def _without_article(names: Mapping[str, str]) -> dict[str, str]:
    """For names with a leading article, folded, those without it that stand beside them, where no other article stands before these."""
    found: dict[str, list[str]] = defaultdict(list)
    for folded, name in names.items():
        first, _, bare = folded.partition(" ")
        # "LA Times" is no article's.
        is_short_form = len(first) == 2 and name[:2].isupper()
        if first in articles() and not is_short_form and bare in names:
            found[bare].append(folded)
    # What stands for another is none that goes: nothing leads to a name that is gone.
    led = {whole for wholes in found.values() for whole in wholes}
    return {wholes[0]: bare for bare, wholes in found.items() if len(wholes) == 1 and bare not in led}


def _folded(outlet: str) -> str:
    return " ".join(_seen(normalize("NFKC", outlet)).casefold().split())


def _seen(outlet: str) -> str:
    """A name without its format characters, such as a space of no width."""
    return outlet if outlet.isascii() else "".join(c for c in outlet if category(c) != "Cf")


def outlets_alike(documents: Iterable[Document], *, most: int | None = None) -> str | None:
    """Say which outlets may be one, since the name of one is that of the other and one more word: "CNN International", "edition.cnn.example".

    They count as two, and what both say counts as said by two; whether they are two nothing in their names tells.

    Parameters
    ----------
    documents : iterable of Document
    most : int, optional
        Pairs that are named; of others their number is said.

    Returns
    -------
    str or None
        None where there are none.
    """
    sizes = Counter(document.outlet for document in documents if not names_no_outlet(document.outlet))
    by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for outlet in sorted(sizes):
        by_words[_words(outlet)].append(outlet)
    pairs = {
        (shorter, outlet)
        for words, longer in by_words.items()
        for part in (words[1:], words[:-1])
        for shorter in by_words.get(part, ())
        for outlet in longer
    }
    if not pairs:
        return None
    named = [
        " and ".join(f"{outlet!r} ({counted(sizes[outlet], 'document')})" for outlet in pair) for pair in sorted(pairs)
    ]
    more = [] if most is None or len(named) <= most else [f"{counted(len(named) - most, 'more pair')} (summarize read)"]
    return (
        f"outlets whose names differ in one word count as two, each a witness of its own: {'; '.join([*named[:most], *more])}; "
        "if two are one, give them one name: summarize read -o clean.jsonl writes a corpus to change"
    )


def _words(outlet: str) -> tuple[str, ...]:
    first, *rest = _WORD.findall(_folded(outlet)) or [""]
    return tuple(rest) if rest and first in articles() else (first, *rest)
