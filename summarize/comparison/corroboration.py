"""Corroboration: which sentences surely state one fact, and how many independent texts probably state what a sentence states."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import token_spans
from ..quotations import find_quotations
from .opposition import telling_apart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus
    from .pairs import Pairs

#: Words of a quotation that nobody else says by chance, and how many times as many as its sentence has beside it, who says it among them.
_QUOTED: Final = 8
_MOSTLY: Final = 2


def corroboration(
    wording_of: NDArray[np.intp],
    text_group: NDArray[np.intp],
    pairs: NDArray[np.intp],
    borne: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the expected number of independent texts that state what each sentence does, its own among them.

    A claim counts the texts that it is sure enough of; many facts are told by all in words so different that no pair of
    sentences passes that bar, and some probability of each adds up. Who states a part of a long sentence bears that part out.

    Parameters
    ----------
    wording_of : ndarray of shape (n_sentences,)
        Wording of each sentence, -1 for none.
    text_group : ndarray of shape (n_sentences,)
        Independent text that each sentence is of.
    pairs : ndarray of shape (n_pairs, 2)
        Wordings.
    borne : ndarray of shape (n_pairs, 2)
        How far the second of each pair bears out what the first states, and the other way round: the probability that they state one fact, times the share of
        what the one says that the other holds.

    Returns
    -------
    ndarray of shape (n_sentences,)
        1 and more: for each text how far its best sentence bears it out, added up; 1 for each that prints the very wording.

    Notes
    -----
    O(m log m) for the m texts of the wordings of all pairs.

    Examples
    --------
    >>> corroboration(np.array([0, 1, 1]), np.array([0, 1, 2]), np.array([[0, 1]]), np.array([[0.25, 0.125]])).tolist()
    [1.5, 2.125, 2.125]
    """
    found = np.ones(len(wording_of))
    worded = np.flatnonzero(wording_of >= 0)
    if len(worded) == 0:
        return found
    n_wordings, n_texts = int(wording_of.max()) + 1, int(text_group.max()) + 1
    # Which texts hold each wording, the texts of one wording in one run.
    keys = np.unique(wording_of[worded] * n_texts + text_group[worded])
    holder, text = np.divmod(keys, n_texts)
    start = np.searchsorted(holder, np.arange(n_wordings + 1))
    said = np.concatenate((pairs[:, 0], pairs[:, 1]))
    other = np.concatenate((pairs[:, 1], pairs[:, 0]))
    n_held = start[other + 1] - start[other]
    place = np.repeat(start[other] - np.concatenate(([0], np.cumsum(n_held)[:-1])), n_held) + np.arange(n_held.sum())
    cell = np.concatenate((np.repeat(said, n_held) * n_texts + text[place], keys))
    value = np.concatenate((np.repeat(borne.T.ravel(), n_held), np.ones(len(keys))))
    order = np.lexsort((-value, cell))
    best = order[np.unique(cell[order], return_index=True)[1]]
    total = np.bincount(cell[best] // n_texts, weights=value[best], minlength=n_wordings)
    found[worded] = np.round(total[wording_of[worded]], 6)
    return found


def surely_said(
    corpus: Corpus, rows: NDArray[np.intp], pairs: Pairs, weights: NDArray[np.float64], bar: float, held: float
) -> NDArray[np.bool_]:
    """Whether the second of each pair very probably states what the first does, and the first what the second does, shape (n_pairs, 2).

    The two state one fact with a probability of `bar` and more, and the one holds so much of what the other's content words weigh: who states the second half of a long
    sentence does not say what the sentence says. Or the one is little more than a quotation that the other prints word for word, whatever else that says. Neither their
    numbers nor their days tell the two apart (`telling_apart`).

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    rows : ndarray of shape (n_rows,)
        The sentences that the pairs are of.
    pairs : Pairs
    weights : ndarray of shape (n_pairs,)
        What each says for putting its two together (`linkable`).
    bar, held : float
    """
    sure = (weights >= bar)[:, None] & (pairs.held >= held)
    quoted = _quoted(corpus, rows)
    quotes = np.isin(np.arange(len(rows)), list(quoted))
    for pair in np.flatnonzero((weights > 0) & quotes[pairs.first] & quotes[pairs.second]).tolist():
        first, second = quoted[int(pairs.first[pair])], quoted[int(pairs.second[pair])]
        sure[pair] |= [_repeats(first, second), _repeats(second, first)]
    for pair in np.flatnonzero(sure.any(axis=1)).tolist():
        sure[pair] &= not telling_apart(corpus, int(rows[pairs.first[pair]]), int(rows[pairs.second[pair]]))
    return sure


def _quoted(corpus: Corpus, rows: NDArray[np.intp]) -> dict[int, tuple[str, int]]:
    """The words of each sentence that stand in quotation marks, between blanks, and how many others it has; of those that quote enough."""
    quotations: dict[int, list[tuple[int, int]]] = {}
    found = {}
    for number, row in enumerate(rows.tolist()):
        sentence = corpus.sentences[row]
        text = corpus.documents[sentence.document].text
        if sentence.document not in quotations:
            quotations[sentence.document] = [
                (q.inner_start, q.inner_stop) for q in find_quotations(text) if q.depth == 0
            ]
        every = quotations[sentence.document]
        # Those that are not within others follow one another.
        begin = bisect_right(every, sentence.start, key=lambda span: span[1])
        own = every[begin : bisect_left(every, sentence.stop, key=lambda span: span[0])]
        if not own:
            continue
        words, spans = token_spans(text[sentence.start : sentence.stop])
        inside = np.zeros(len(words), dtype=bool)
        for start, stop in own:
            first, last = np.searchsorted(spans[:, 0], (start - sentence.start, stop - sentence.start))
            inside[first:last] = True
        said = [word for word, quoted in zip(words, inside.tolist(), strict=True) if quoted]
        if len(said) >= _QUOTED:
            found[number] = f" {' '.join(said)} ", len(words) - len(said)
    return found


def _repeats(first: tuple[str, int], second: tuple[str, int]) -> bool:
    """Whether the first of two sentences is little more than a quotation that the second prints too."""
    said, beside = first
    return said in second[0] and beside * _MOSTLY <= len(said.split())
