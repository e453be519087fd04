"""What the user should know of a corpus before believing what is said of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ..counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..corpus import Corpus

#: Pairs of outlets that may be one of which a command tells.
_PAIRS: Final = 3


def reading_notices(corpus: Corpus) -> Iterator[str]:
    """Say how many inputs were left out, how many articles have no outlet or a date that was not read, which outlets may be one, and which were taken for one.

    What is compared rests on outlets and dates; where they are missing, the reader sees less and must know why.
    """
    from ..corpus import ARTICLE_ALONE, names_no_outlet, outlets_alike

    n_dropped = len(corpus.audit.dropped)
    if n_dropped:
        items = counted(n_dropped, "input was", "inputs were")
        first = corpus.audit.dropped[0]
        yield f"{items} left out, first {first.where}: {first.reason}: {first.detail} (all of them: summarize read)"
    documents = corpus.documents
    nameless = [document.outlet for document in documents if names_no_outlet(document.outlet)]
    if nameless and len(documents) > 1:
        each = len(set(nameless)) == len(nameless)
        taken = (
            "each stands for itself, as an outlet of its own" if each else f"they count as one called {nameless[0]!r}"
        )
        yield (
            f"{len(nameless)} of {len(documents)} documents name no outlet, and {taken}: give each outlet a folder, name files "
            "OUTLET--TITLE.txt, or say which column it is with --map outlet=COLUMN"
        )
    alike = outlets_alike(documents, most=_PAIRS)
    if alike is not None:
        yield alike
    merged = [note for document in documents for note in document.provenance.notes if note.endswith(ARTICLE_ALONE)]
    if merged:
        more = f"; {len(merged) - _PAIRS} more (summarize read)" if len(merged) > _PAIRS else ""
        yield (
            f"{'; '.join(merged[:_PAIRS])}{more}; if these are two, --map outlet=COLUMN names a column that tells them apart, and summarize read "
            "-o clean.jsonl writes a corpus in which one may be given another name"
        )
    dates = [
        f"{document.provenance.path or document.id}: {note}"
        for document in documents
        for note in document.provenance.notes
        if note.startswith("the date ")
    ]
    guessed = {
        document.provenance.path or document.id: note
        for document in documents
        for note in document.provenance.notes
        if note.startswith("not valid UTF-8") and "the likeliest" in note
    }
    if guessed:
        path, note = next(iter(guessed.items()))
        yield f"the encoding of {counted(len(guessed), 'file')} was guessed, first {path}: {note}"
    if dates:
        yield f"{counted(len(dates), 'date was', 'dates were')} not read, first {dates[0]} (all of them: summarize read)"


def language_notices(record: Mapping[str, Any]) -> Iterator[str]:
    """Say which languages neither the model nor the lists of words know, so that what is found in them is found by their letters alone.

    Parameters
    ----------
    record : mapping
        Of any command that embeds sentences; of another, nothing is said.
    """
    model = record.get("model")
    if not model:
        return
    from ..embedding import spoken_by
    from ..segmentation import UNDETERMINED

    spoken = spoken_by(model)
    if spoken is None:
        return
    documents = record["corpus"]["documents"]
    found = Counter(document["language"] or UNDETERMINED for document in documents)
    asked = found.keys() - spoken - {UNDETERMINED}
    if not asked:
        return
    from ..lexical import has_words

    unknown = sorted(language for language in asked if not has_words(language.partition("-")[0]))
    if unknown:
        n_unknown = sum(found[language] for language in unknown)
        yield (
            f"{n_unknown} of {len(documents)} documents {'are' if n_unknown > 1 else 'is'} in a language ({', '.join(unknown)}) of which "
            "neither the model nor the lists of words know anything: themes, claims and likenesses rest on words written alike, and are worth less; give a model that knows it with --model FOLDER"
        )
