"""What speaks for two sentences stating the same fact, number by number, under names that can be read; the model that weighs it is a table of weights."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..evidence import is_negated, names_in, numbers_in
from ..lexical import content_stems, stems, tokens
from ..timing import steps
from .figures.context import counted_of
from .figures.exclusion import held_apart
from .logistic import Logistic, read_weights
from .opposition import one_denies, opposing
from .pairs import Pairs, Weighted, candidate_pairs, share_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told
    from .figures.context import Occurrence

#: The evidence, in the order of the columns of `pair_evidence`.
EVIDENCE: Final = tuple(
    """
    cosine words words_of_shorter content_of_shorter content_of_longer word_pairs_of_longer letters longest_run
    longest_run_share shared_names names_of_fewer other_names shared_numbers other_numbers one_negated same_document
    later_position shorter_length longer_length worse_rank worse_rank_in_document better_rank_in_document
    lead_over_rivals
    """.split()
)

#: Weights fitted by ``benchmarks/claims.py``.
SHIPPED: Final = Path(__file__).with_name("same_fact.toml")

#: Share of the words from which two sentences are worded alike, so that another number in one of them is said of the same
#: thing; the share, and how much of the longer the shorter weighs, from which a "not" in one is a denial of the other.
_ALIKE: Final = 0.4
_DENIED: Final = 0.6
_AS_LONG: Final = 0.7

#: Letters of a run (`_letter_runs`).
_LETTERS: Final = 4

#: Words of a sentence that are searched for its longest common run.
_RUN_WORDS: Final = 64

#: Bytes of the table of where which word stands in some of them, which stays near the processor.
_PLACES_BYTES: Final = 1 << 23

#: Steps of the evidence that take about as long as one another.
_STEPS: Final = 8


@cache
def read_same_fact(path: Path = SHIPPED) -> Logistic:
    """Read weights of `EVIDENCE` from a TOML file; see `read_weights`."""
    return read_weights(Logistic, path, "weights of the evidence that two sentences state the same fact", EVIDENCE)


def pair_evidence(
    corpus: Corpus,
    rows: NDArray[np.intp],
    vectors: NDArray[np.float32],
    n_neighbours: int,
    progress: Told = None,
) -> tuple[Pairs, NDArray[np.float64], NDArray[np.bool_]]:
    """Find the pairs of sentences that could state the same fact, and what speaks for and against each.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    rows : ndarray of shape (n_rows,)
        Sentences looked at, ascending.
    vectors : ndarray of shape (n_rows, n_dims)
        Their embeddings, unit rows.
    n_neighbours : int
    progress : callable, optional
        Called with the number of rows that the work done comes to, and of all.

    Returns
    -------
    pairs : Pairs
        Numbered within `rows`.
    evidence : ndarray of shape (n_pairs, len(EVIDENCE))
    disputed : ndarray of shape (n_pairs,)
        Pairs worded alike whose figures exclude each other (`held_apart`), that differ in a particular (`opposing`), or of which one denies what the other says.

    Notes
    -----
    O(n_rows ** 2 * n_dims) time for the neighbours, in blocks; the rest O(n_pairs) with sentences of bounded length.
    """
    step = steps(_STEPS, len(rows), progress)
    texts = [" ".join(corpus.text_of(i).split()) for i in rows.tolist()]
    languages = [corpus.tongue_of(i) for i in rows.tolist()]
    spoken = [tokens(text) for text in texts]
    words = [stems(said, language) for said, language in zip(spoken, languages, strict=True)]
    content = [content_stems(text, language) for text, language in zip(texts, languages, strict=True)]
    step()
    pairs = candidate_pairs(vectors, corpus.document_of[rows], content, n_neighbours, step)
    first, second = pairs.first, pairs.second
    every, sizes = Weighted.of(words), np.array([len(said) for said in words], dtype=np.float64)
    shared = every.shared(first, second)
    lengths = np.array([len(set(said)) for said in content], dtype=np.float64)
    pair_shared, _, pair_high = _overlap([list(pairwise(said)) for said in words], first, second)
    step()
    letters_shared, letters_low, letters_high = _overlap([_letter_runs(said) for said in spoken], first, second)
    step()
    named, names_low, _ = _overlap([sorted(n) for n in names_in(texts, languages)], first, second)
    step()
    runs = _longest_runs(words, first, second)
    step()
    same_numbers, other_numbers = _numbers([frozenset(numbers_in(text)) for text in texts], first, second)
    negated = np.array([is_negated(*said) for said in zip(texts, languages, strict=True)], dtype=bool)
    one_negated = negated[first] != negated[second]
    step()
    documents, positions = corpus.document_of[rows], corpus.position_of[rows]
    words_share = share_of(2 * shared, every.totals[first] + every.totals[second])
    columns = {
        "cosine": np.einsum("ij,ij->i", vectors[first], vectors[second]),
        "words": words_share,
        "words_of_shorter": share_of(shared, np.minimum(every.totals[first], every.totals[second])),
        "content_of_shorter": pairs.held.max(axis=1),
        "content_of_longer": pairs.held.min(axis=1),
        "word_pairs_of_longer": share_of(pair_shared, pair_high),
        "letters": share_of(2 * letters_shared, letters_low + letters_high),
        "longest_run": np.log1p(runs),
        "longest_run_share": share_of(runs, np.minimum(sizes[first], sizes[second])),
        "shared_names": np.log1p(named),
        "names_of_fewer": share_of(named, names_low),
        "other_names": (names_low > 0) & (named == 0),
        "shared_numbers": same_numbers,
        "other_numbers": other_numbers,
        "one_negated": one_negated,
        "same_document": documents[first] == documents[second],
        "later_position": np.log1p(np.maximum(positions[first], positions[second])),
        "shorter_length": np.log1p(np.minimum(lengths[first], lengths[second])),
        "longer_length": np.log1p(np.maximum(lengths[first], lengths[second])),
        "worse_rank": np.log1p(pairs.ranks.max(axis=1)),
        "worse_rank_in_document": np.log1p(pairs.ranks_in_document.max(axis=1)),
        "better_rank_in_document": np.log1p(pairs.ranks_in_document.min(axis=1)),
        "lead_over_rivals": pairs.leads.max(axis=1),
    }
    evidence = np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in EVIDENCE])
    recount = _recounted(corpus, rows, pairs, words_share >= _ALIKE)
    as_long = share_of(
        np.minimum(every.totals[first], every.totals[second]), np.maximum(every.totals[first], every.totals[second])
    )
    denial = one_negated & (words_share >= _DENIED) & (as_long >= _AS_LONG)
    for k in np.flatnonzero(denial).tolist():
        denial[k] = one_denies(corpus, int(rows[first[k]]), int(rows[second[k]]))
    return pairs, evidence, recount | denial


def _overlap(
    items: Sequence[Sequence[Any]], first: NDArray[np.intp], second: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Weight of what each pair shares, and the smaller and the larger of the weights of its sentences."""
    weighted = Weighted.of(items)
    totals = weighted.totals
    low, high = np.minimum(totals[first], totals[second]), np.maximum(totals[first], totals[second])
    return weighted.shared(first, second), low, high


def _letter_runs(words: Sequence[str]) -> list[str]:
    """Runs of letters across word borders: they see through inflection and spelling."""
    line = f" {' '.join(words)} "
    return [line[i : i + _LETTERS] for i in range(len(line) - _LETTERS + 1)]


def _longest_runs(
    words: Sequence[Sequence[str]], first: NDArray[np.intp], second: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Length of the longest run of words that each pair shares, within their first `_RUN_WORDS` words."""
    numbers: dict[str, int] = {}
    table = np.zeros((len(words), _RUN_WORDS), dtype=np.int32)
    for i, said in enumerate(words):
        own = [numbers.setdefault(word, len(numbers) + 1) for word in said[:_RUN_WORDS]]
        table[i, : len(own)] = own
    longest = np.zeros(len(first))
    order = np.argsort(second, kind="stable")
    block = max(1, _PLACES_BYTES // (8 * (len(numbers) + 1)))
    for start in range(0, len(words), block):
        theirs = table[start : start + block]
        # Of each sentence the places of each word, a bit a place.
        places = np.zeros((len(theirs), len(numbers) + 1), dtype=np.uint64)
        for place in range(_RUN_WORDS):
            rows = np.flatnonzero(theirs[:, place])
            places[rows, theirs[rows, place]] |= np.uint64(1 << place)
        begin, end = np.searchsorted(second[order], (start, start + block))
        pairs = order[begin:end]
        agree = places[second[pairs, None] - start, table[first[pairs]]]
        # Runs of a length that end at word a of one and word b of the other = runs one shorter that end before both, where these agree.
        ending, length = agree, 0
        while len(left := np.flatnonzero(ending.any(axis=1))):
            length += 1
            pairs, agree, ending = pairs[left], agree[left], ending[left]
            longest[pairs] = length
            ending = agree[:, length:] & (ending[:, :-1] << np.uint64(1))
    return longest


def _numbers(
    values: Sequence[frozenset[float]], first: NDArray[np.intp], second: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which pairs share a number, and which both have numbers and share none."""
    same, other = (np.zeros(len(first), dtype=bool) for _ in range(2))
    for pair, (i, j) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if values[i] and values[j]:
            same[pair] = bool(values[i] & values[j])
            other[pair] = not same[pair]
    return same, other


def _recounted(corpus: Corpus, rows: NDArray[np.intp], pairs: Pairs, alike: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the pairs that are worded alike give figures that exclude each other, or differ in a particular; the sentences of the others are not read."""
    figures: dict[int, list[Occurrence]] = {}
    found = np.zeros(len(alike), dtype=bool)
    for pair in np.flatnonzero(alike).tolist():
        both = int(rows[pairs.first[pair]]), int(rows[pairs.second[pair]])
        for i in both:
            if i not in figures:
                figures[i] = counted_of(corpus, i)
        ours, theirs = (figures[i] for i in both)
        found[pair] = held_apart(ours, theirs) or opposing(corpus, *both)
    return found
