"""Where somebody is quoted, by whatever word an article calls him there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .lexicon import lexicon_of
from .names import parse_name
from .spellings import key_of, same_person, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ...corpus import Corpus
    from .speakers import Speaker
    from .values import Voices


def sentences_quoting(corpus: Corpus, voices: Voices, whom: str) -> NDArray[np.bool_]:
    """Mark the sentences that hold a quotation of somebody, or a part of one.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    voices : Voices
        Of this corpus.
    whom : str
        A name as a question in English has it, with a title or without: "Foreign Minister Sergei Lavrov", "Lavrov".

    Returns
    -------
    ndarray of bool, shape (n_sentences,)
        All False where nobody who is quoted is called so; or several are, by a last name alone.

    Notes
    -----
    O(n_sentences), and for each quotation the sentences of its document.
    """
    marked = np.zeros(len(corpus.sentences), dtype=bool)
    meant = _meant(whom, (row.speaker for row in voices.items if row.speaker is not None))
    starts, stops = (np.array([getattr(s, at) for s in corpus.sentences], dtype=np.intp) for at in ("start", "stop"))
    for row in voices.items:
        for quote in row.quotes if row.speaker in meant else ():
            first, last = np.searchsorted(corpus.document_of, (quote.document, quote.document + 1))
            start, stop = quote.inner
            marked[first:last] |= (starts[first:last] < stop) & (stops[first:last] > start)
    return marked


def _meant(whom: str, speakers: Iterable[Speaker]) -> set[Speaker]:
    """Who of some speakers is called so: a person by the same full name however it is spelt, or, if he is the only one, by the last name; who speaks with another; a body by the same words.

    A title that tells a man from a woman ("Ms. Roe") is not told of speakers, so with it a full name is needed.
    """
    lexicon = lexicon_of("en")
    name = parse_name(whom, lexicon)
    if name is None:
        return set()
    asked = key_of(name.words)
    people: dict[tuple[str, ...], set[Speaker]] = {}
    same = set()
    for speaker in speakers:
        if key_of(speaker.name.split()) == asked:
            same.add(speaker)
        parts = speaker.name.split(" and ")
        # A body that is called by somebody is not he.
        for part in parts if speaker.kind == "name" or len(parts) > 1 else ():
            own = parse_name(part, lexicon)
            if own is not None and own.kind == "name":
                people.setdefault(key_of(own.words), set()).add(speaker)
    if name.kind != "name":
        return same
    if name.gender and len(asked) == 1:
        return set()
    if len(asked) > 1:
        keys = [key for key in people if len(key) > 1 and same_person(asked, key, lexicon.nicknames)]
    else:
        keys = [key for key in people if surname_of(key) == asked[0]]
        full = [key for key in keys if len(key) > 1]
        if any(not same_person(full[0], key, lexicon.nicknames) for key in full):
            keys = []
    return same.union(*(people[key] for key in keys))
