"""ROUGE as ROUGE-1.5.5 computes it with ``-n 4 -m -a -l N -f A``: several references, a word budget, Porter's stemmer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..lexical import stems, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: The measures, in the order in which they are reported.
MEASURES: Final = ("rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_l", "rouge_su4")

#: Words that may stand between the two of a skip-bigram.
_SKIP: Final = 4

_ENGLISH_WORD: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one summary; all between 0 and 1.

    Attributes
    ----------
    recall, precision, f1 : float
    """

    recall: float
    precision: float
    f1: float


def rouge(
    summary: str,
    references: Sequence[str],
    *,
    max_words: int | None = None,
    language: str = "en",
    measures: Sequence[str] = MEASURES,
) -> dict[str, Score]:
    """Overlap of a summary with its references.

    Parameters
    ----------
    summary : str
        One sentence a line; only ROUGE-L looks at the lines.
    references : sequence of str
        At least one, likewise.
    max_words : int, optional
        Summary and references are cut to this many runs between white space, before anything else.
    language : str
        ISO 639-1 code. English words are runs of ``a-z0-9``, stemmed by Porter's first algorithm when longer than three
        letters. Words of the other languages are those of `summarize.lexical.tokens`, stemmed where Snowball has a stemmer.
    measures : sequence of str
        Of `MEASURES`.

    Returns
    -------
    dict of str to Score
        Counts are pooled over the references: hits with any of them over the words of all of them (recall), and over the
        summary's, once for each reference (precision).

    Raises
    ------
    TypeError
        If `references` or `measures` is one string.
    ValueError
        If there is no reference or no such measure, or `max_words` is negative.

    Notes
    -----
    O(words) for the n-gram measures, O(words of the summary * words of the references) for ROUGE-L. ROUGE-1.5.5 looks
    irregular forms up in a list of WordNet's before it stems; that list is left out here, which moves scores in the third
    digit.

    References
    ----------
    Lin, C.-Y. (2004). ROUGE: a package for automatic evaluation of summaries. Text Summarization Branches Out.

    Porter, M. F. (1980). An algorithm for suffix stripping. Program.

    Examples
    --------
    >>> scores = rouge("Envoys met in Riyadh.", ["Envoys met in Riyadh on Tuesday."])
    >>> scores["rouge_1"].precision, round(scores["rouge_1"].recall, 3)
    (1.0, 0.667)
    """
    for name, given in (("references", references), ("measures", measures)):
        if isinstance(given, str):
            raise TypeError(f"{name} is a list of strings, and one string was given: write [{given[:30]!r}]")
    if max_words is not None and max_words < 0:
        raise ValueError(f"max_words must not be negative, got {max_words}")
    if not references:
        raise ValueError("ROUGE needs at least one reference")
    unknown = [name for name in measures if name not in MEASURES]
    if unknown:
        raise ValueError(f"measures must be of {', '.join(MEASURES)}, got {', '.join(unknown)}")
    ours = _lines(summary, max_words, language)
    theirs = [_lines(reference, max_words, language) for reference in references]
    found = {}
    for name in measures:
        if name == "rouge_l":
            found[name] = _pooled([_longest_common(ours, reference) for reference in theirs])
            continue
        units = _skip_bigrams if name == "rouge_su4" else _n_grams(int(name.removeprefix("rouge_")))
        mine = units([word for line in ours for word in line])
        others = [units([word for line in reference for word in line]) for reference in theirs]
        found[name] = _pooled([((mine & other).total(), other.total(), mine.total()) for other in others])
    return found


def _pooled(counts: Sequence[tuple[int, int, int]]) -> Score:
    """Score of (hits, units of the reference, units of the summary) for each reference."""
    hits, wanted, given = (sum(column) for column in zip(*counts, strict=True))
    recall = hits / wanted if wanted else 0.0
    precision = hits / given if given else 0.0
    total = recall + precision
    return Score(recall, precision, 2 * recall * precision / total if total else 0.0)


@lru_cache(maxsize=1)
def _porter() -> Callable[[str], str]:
    from snowballstemmer import stemmer

    return lru_cache(maxsize=200_000)(stemmer("porter").stemWord)


def rouge_tokens(text: str, language: str = "en") -> list[str]:
    """Words as ROUGE compares them: lower case, without punctuation, stemmed.

    Examples
    --------
    >>> rouge_tokens("Ministers' meetings in Riyadh: 4.5 hours")
    ['minist', 'meet', 'in', 'riyadh', '4', '5', 'hour']
    """
    if language == "en":
        stem = _porter()
        return [stem(word) if len(word) > 3 else word for word in _ENGLISH_WORD.findall(text.lower())]
    return stems(tokens(text), language)


def _lines(text: str, max_words: int | None, language: str) -> list[list[str]]:
    """Tokens of each line, all lines together cut to a number of words."""
    left = max_words
    lines = []
    for line in text.splitlines():
        words = line.split()
        if left is not None:
            words = words[:left]
            left -= len(words)
        lines.append(rouge_tokens(" ".join(words), language))
    return [line for line in lines if line]


def _n_grams(n: int) -> Callable[[Sequence[str]], Counter[tuple[str, ...]]]:
    def count(words: Sequence[str]) -> Counter[tuple[str, ...]]:
        return Counter(zip(*(words[i:] for i in range(n)), strict=False))

    return count


def _skip_bigrams(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Pairs of words with up to four between them, in order, and the words alone.

    Examples
    --------
    >>> sorted(_skip_bigrams(["envoys", "met"]))
    [('envoys',), ('envoys', 'met'), ('met',)]
    """
    count: Counter[tuple[str, ...]] = Counter((word,) for word in words)
    for gap in range(1, _SKIP + 2):
        count.update(zip(words, words[gap:], strict=False))
    return count


def _longest_common(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """Words of the union of longest common subsequences, each at most as often as both hold it; and both lengths."""
    available = Counter(word for line in ours for word in line)
    wanted = Counter(word for line in theirs for word in line)
    n_ours, n_theirs = available.total(), wanted.total()
    hits = 0
    for reference in theirs:
        for i in sorted(set().union(*(_common_places(reference, line) for line in ours))):
            word = reference[i]
            if available[word] > 0 and wanted[word] > 0:
                available[word] -= 1
                wanted[word] -= 1
                hits += 1
    return hits, n_theirs, n_ours


def _common_places(reference: Sequence[str], line: Sequence[str]) -> set[int]:
    """Places in `reference` of one longest common subsequence with `line`, the earliest-ending of equals."""
    if not set(reference) & set(line):
        return set()
    table = [[0] * (len(line) + 1)]
    for word in reference:
        above = table[-1]
        row = [0]
        for j, other in enumerate(line, start=1):
            row.append(above[j - 1] + 1 if word == other else max(above[j], row[-1]))
        table.append(row)
    places = set()
    i, j = len(reference), len(line)
    while i and j:
        if reference[i - 1] == line[j - 1]:
            places.add(i - 1)
            i -= 1
            j -= 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return places
