"""Sentences that events have overtaken: "A rescue operation is under way", when a later article tells how it ended; "at least four" dead, when one counts six."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks
from ..fields import instant_of
from ..quotations import said_unquoted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus

__all__ = ["is_pending", "overtaken"]

#: Seconds between two publications from which the later one knows more; half a day.
_LATER: Final = 12 * 3600.0

#: Cosine from which a later sentence is about what was pending.
_ABOUT: Final = 0.5

#: Place in the later article up to which a sentence tells its news.
_HEAD: Final = 3

#: How a reporter says that something is not over, or has yet to begin. A plain "will" or "is searching" is no such word: rockets *will
#: lift* satellites, and whoever *is searching* for a flat may go on doing so.
_PENDING: Final = re.compile(
    r"\b(?:is|are|remains?) (?:still |now |all |already |currently )*"
    r"(?:under ?way|ongoing|set to|ready to|poised to|about to|preparing (?:to|for)|hopeful|missing|trapped|feared to|working (?:a?round) the clock|(?:trying|racing|hoping) to)\b"
    r"|\b(?:has|have) been (?:searching|trying|looking|digging|racing|struggling|battling|waiting|hunting|trapped|missing|stranded)\b"
    r"|\b(?:still (?:searching|looking|waiting|hunting)|(?:as|at the time) of writing|race (?:against time|to reach|to save))\b"
    r"|\b(?:has|have) (?:still )?(?:not yet been|yet to)\b",
    re.IGNORECASE,
)


def is_pending(text: str) -> bool:
    """Whether a reporter says of something that it is not over or has yet to begin, in English; what is quoted does not count.

    Examples
    --------
    >>> is_pending("A rescue operation is under way in Hebei."), is_pending("London is preparing for the Tour.")
    (True, True)
    >>> is_pending("The boy was found dead."), is_pending("“The search is under way,” the mayor said on Monday.")
    (False, False)
    """
    return said_unquoted(_PENDING, text)


def overtaken(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    text_group: NDArray[np.intp],
    among: NDArray[np.bool_],
    opposed: NDArray[np.intp] | None = None,
) -> NDArray[np.bool_]:
    """Mark the sentences that say of something that it is pending, or give a figure for it, where a later article tells what became of it.

    That is, where another text that was published half a day later or more has at its head a sentence near to it that is not pending, or gives a figure that
    excludes this one's.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    text_group : ndarray of shape (n_sentences,)
        Independent text of each sentence.
    among : ndarray of bool, shape (n_sentences,)
        Sentences to tell of.
    opposed : ndarray of shape (n_pairs, 2), optional
        Sentences that give figures which exclude each other.

    Returns
    -------
    ndarray of bool, shape (n_sentences,)

    Notes
    -----
    O(n_pending * n_sentences * n_dims) time, in blocks of a constant size (`summarize.blocks`).
    """
    found = np.zeros(len(vectors), dtype=bool)
    when = np.array([instant_of(document.published) or np.nan for document in corpus.documents])[corpus.document_of]
    known = when[np.isfinite(when)]
    if len(known) == 0 or known.max() - known.min() < _LATER:
        return found
    if opposed is not None:
        later = when[opposed[:, 0]] - when[opposed[:, 1]]
        found[opposed[later <= -_LATER, 0]] = True
        found[opposed[later >= _LATER, 1]] = True
        found &= among
    languages = [document.language or "en" for document in corpus.documents]

    def pending(i: int) -> bool:
        return languages[corpus.sentences[i].document] == "en" and is_pending(corpus.text_of(i))

    rows = np.array([i for i in np.flatnonzero(among).tolist() if pending(i)], dtype=np.intp)
    told: dict[int, bool] = {}
    for block in row_blocks(len(rows), 8 * len(vectors)):
        own = rows[block]
        near = np.round(vectors[own] @ vectors.T, 6) >= _ABOUT
        near &= when[None, :] - when[own, None] >= _LATER
        near &= corpus.position_of[None, :] <= _HEAD
        near &= text_group[None, :] != text_group[own, None]
        for i, later in zip(own.tolist(), near, strict=True):
            found[i] |= any(not told.setdefault(j, pending(j)) for j in np.flatnonzero(later).tolist())
    return found
