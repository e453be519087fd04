"""Names of outlets: which spellings are one outlet, and which names may be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from ..counts import counted
from .documents import Document, names_no_outlet
from .fields import articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

#: What the words of a name are, a host's among them.
_WORD: Final = re.compile(r"[^\s.,:;()|/]+")

#: Likeness of letters from which one name may be another with a letter or two wrong: "Rampard", where there is a "Rampart".
_MISSPELT: Final = 0.85

#: How a note ends on names that may be two outlets' all the same.
ARTICLE_ALONE: Final = "they differ in a leading article alone"


def spelt_alike(documents: Sequence[Document]) -> list[Document]:
    """Let outlets be one whose names differ in case, in the width of letters, in characters that nobody sees or in a leading article, spelt as most documents spell it.

    "BBC" and "bbc" would be two independent outlets, and what one wrote would count for two. Names that differ in anything else are left, and so
    is "The Post" where no "Post" stands beside it, or "Il Post" too.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        spellings[called_alike(document.outlet)][document.outlet] += 1
    without = _without_article(spellings)
    for folded, bare in without.items():
        spellings[bare] += spellings.pop(folded)
    best = {folded: _best(counts) for folded, counts in spellings.items()}
    # Told once of a spelling, with a document that the order of the input does not choose.
    first: dict[str, Document] = {}
    for document in sorted(documents, key=lambda d: (d.id, d.url or "", d.text)):
        first.setdefault(document.outlet, document)
    alike = []
    for document in documents:
        folded = called_alike(document.outlet)
        outlet = best[without.get(folded, folded)]
        if outlet != document.outlet:
            provenance = document.provenance
            if document is first[document.outlet]:
                is_one_name = called_alike(outlet) == folded
                why = "they differ in case, width or unseen characters alone" if is_one_name else ARTICLE_ALONE
                note = f"the outlet {document.outlet!r} is read as {outlet!r}: {why}"
                provenance = replace(provenance, notes=(*provenance.notes, note))
            document = replace(document, outlet=outlet, provenance=provenance)
        alike.append(document)
    return alike


def _best(counts: Counter[str]) -> str:
    """Of spellings the most frequent, then one without unseen characters, then the first by alphabet: the order of the input decides nothing."""
    return min(counts, key=lambda name: (-counts[name], name != _seen(name), name))


def _without_article(spellings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For names with a leading article, folded, those without it that stand beside them, where no other article stands before these."""
    found: dict[str, list[str]] = defaultdict(list)
    for folded, names in spellings.items():
        _, bare = _article_of(folded)
        if bare != folded and bare in spellings and not any(map(_begins_with_short_form, names)):
            found[bare].append(folded)
    # What stands for another is none that goes: nothing leads to a name that is gone.
    led = {whole for wholes in found.values() for whole in wholes}
    return {wholes[0]: bare for bare, wholes in found.items() if len(wholes) == 1 and bare not in led}


def _begins_with_short_form(name: str) -> bool:
    """Whether two capitals begin a name: "LA Times" is no article's, and "LE MONDE" is written in capitals as a whole."""
    first, _, rest = _seen(normalize("NFKC", name)).strip().partition(" ")
    return len(first) == 2 and first.isupper() and not rest.isupper()


def _article_of(folded: str) -> tuple[str, str]:
    """The article that leads a folded name, empty where there is none, and the name without it."""
    first, _, rest = folded.partition(" ")
    return (first, rest) if rest and first in articles() else ("", folded)


def as_called(outlets: Iterable[str]) -> Callable[[str], str | None]:
    """Look outlets up by the names that a user gives them.

    Parameters
    ----------
    outlets : iterable of str
        As the corpus writes them; of several that are written alike the last is found.

    Returns
    -------
    callable
        For a name its outlet, None where there is none: in any case, width and spacing, with or without ``www.`` and, where that leads to one
        outlet alone, a leading article.

    Examples
    --------
    >>> find = as_called(["Harbour Post", "www.post.com", "Il Post"])
    >>> find("the harbour post"), find("post.com"), find("Post"), find("The Post")
    ('Harbour Post', 'www.post.com', 'Il Post', None)
    """
    written: dict[str, str] = {}
    without: dict[str, list[str]] = defaultdict(list)
    for outlet in outlets:
        written[called_alike(outlet)] = outlet
    for folded, outlet in written.items():
        article, bare = _article_of(folded)
        if article and not _begins_with_short_form(outlet):
            without[bare].append(outlet)
    # As tables write them.
    known = {folded.removeprefix("www."): outlet for folded, outlet in written.items()} | written

    def find(name: str) -> str | None:
        folded = called_alike(name)
        if folded in known:
            return known[folded]
        article, bare = _article_of(folded)
        if article:
            # Another article than its own makes another name: "The Post" is not "Il Post".
            return None if _begins_with_short_form(name) else known.get(bare)
        return without[bare][0] if len(without.get(bare, ())) == 1 else None

    return find


def nearest_called(name: str, outlets: Iterable[str], likeness: float = _MISSPELT) -> str | None:
    """Find the outlet that may be meant by a name that none has.

    Parameters
    ----------
    name : str
    outlets : iterable of str
    likeness : float, optional
        Of the letters, from 0 to 1; by default that of a name with a letter or two wrong, its article aside.

    Examples
    --------
    >>> outlets = ["The Harbour Post", "China Ledger"]
    >>> nearest_called("Harbor Post", outlets), nearest_called("India Ledger", outlets)
    ('The Harbour Post', None)
    """
    whole = {called_alike(outlet): outlet for outlet in outlets}
    bare = {_article_of(folded)[1]: outlet for folded, outlet in whole.items()}
    folded = called_alike(name)
    near = get_close_matches(folded, whole | bare, n=1, cutoff=likeness)
    # Not both without their articles: those may tell two outlets apart.
    near = near or get_close_matches(_article_of(folded)[1], whole, n=1, cutoff=likeness)
    return (bare | whole)[near[0]] if near else None


def called_alike(outlet: str) -> str:
    """What names are the same of that are one: in one case and width, without unseen characters."""
    return " ".join(_seen(normalize("NFKC", outlet)).casefold().split())


def _seen(outlet: str) -> str:
    """A name without its format characters, such as a space of no width."""
    return outlet if outlet.isascii() else "".join(c for c in outlet if category(c) != "Cf")


def outlets_alike(documents: Iterable[Document], *, most: int | None = None) -> str | None:
    """Say which outlets may be one, since one is called as the other, or as the other and one more word: "CNN International", "edition.cnn.example".

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
    } | {
        # One name but for signs or an article; two articles make two names.
        pair
        for alike in by_words.values()
        for pair in combinations(alike, 2)
        if len({article for outlet in pair if (article := _article_of(called_alike(outlet))[0])}) < 2
    }
    if not pairs:
        return None
    named = [
        " and ".join(f"{outlet!r} ({counted(sizes[outlet], 'document')})" for outlet in pair) for pair in sorted(pairs)
    ]
    more = [] if most is None or len(named) <= most else [f"{counted(len(named) - most, 'more pair')} (summarize read)"]
    return (
        f"outlets of which one is called as the other, or as that and one more word, count as two, each a witness of its own: {'; '.join([*named[:most], *more])}; "
        "if two are one, give them one name: summarize read -o clean.jsonl writes a corpus to change"
    )


def _words(outlet: str) -> tuple[str, ...]:
    first, *rest = _WORD.findall(called_alike(outlet)) or [""]
    return tuple(rest) if rest and first in articles() else (first, *rest)
