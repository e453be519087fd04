"""Emphasis: the themes and words to which an outlet gives more, or less, than the others do.

Log-odds with an informative Dirichlet prior: an outlet's share is held against that of the others after both have been drawn
towards the share in all of them, so that a word said twice is no finding. What one article does is not yet what its
outlet does, so counts are first brought down to what they are worth as draws of articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import is_content, stems, tokens
from .counting import count
from .coverage import CoverageSettings
from .sampling import article_size, discoveries, intra_article_correlation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..themes import Themes
    from .counting import Counted

__all__ = ["Emphases", "Emphasis", "find_emphases", "log_odds"]

#: Articles of one side that must hold a word before it is judged: a word of one article is that article's.
_MIN_ARTICLES: Final = 2

#: Articles beyond one an outlet from which the spread of a word between articles of one outlet can be measured.
_MIN_SPREAD: Final = 3


@dataclass(frozen=True, slots=True)
class Emphasis:
    """One theme or word in one outlet, held against the others.

    Attributes
    ----------
    theme : int or None
    term : str or None
        A word in its most frequent form; one of `theme` and `term` is None.
    outlet : int
    count, of : int
        Sentences about the theme or showings of the word in the outlet, and its sentences or content words.
    count_elsewhere, of_elsewhere : int
        The same in the other outlets, texts that this outlet prints too left out.
    ratio : float
        Share in the outlet over the share elsewhere, both drawn towards the pooled share.
    log_odds, z : float
        Difference of the log-odds, and the same over its standard error.
    p_value : float
        Two-sided.
    significant : bool
        Whether it stays under the false discovery rate over all cells of its kind.
    alpha_0 : float
        Size of the prior, in sentences or content words.
    basis : str
        ``"outlet"``, ``"two articles"`` or ``"this article"``.
    """

    theme: int | None
    term: str | None
    outlet: int
    count: int
    of: int
    count_elsewhere: int
    of_elsewhere: int
    ratio: float
    log_odds: float
    z: float
    p_value: float
    significant: bool
    alpha_0: float
    basis: str


@dataclass(frozen=True, slots=True)
class Emphases:
    """What the outlets give more and less to.

    Attributes
    ----------
    themes : tuple of Emphasis
        Every theme in every outlet that has text.
    terms : tuple of Emphasis
        Words that differ at 5 % before the false discovery rate is held; strongest first within an outlet.
    n_terms : int
        Cells of words that were tested.
    notes : tuple of str
        What was not judged, and why.
    """

    themes: tuple[Emphasis, ...]
    terms: tuple[Emphasis, ...]
    n_terms: int
    notes: tuple[str, ...]


def log_odds(
    ours: NDArray[np.float64],
    n_ours: NDArray[np.float64],
    theirs: NDArray[np.float64],
    n_theirs: NDArray[np.float64],
    prior: NDArray[np.float64],
    alpha_0: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Difference of two shares as log-odds with an informative Dirichlet prior.

    Parameters
    ----------
    ours, n_ours, theirs, n_theirs : ndarray of shape (n,)
        Counts and totals of the two sides.
    prior : ndarray of shape (n,)
        Share expected.
    alpha_0 : float
        Weight of the prior, in the unit of the totals.

    Returns
    -------
    ratio, difference, z : ndarray of shape (n,)

    References
    ----------
    Monroe, B., Colaresi, M., & Quinn, K. (2008). Fightin' words. Political Analysis 16(4).

    Examples
    --------
    >>> counts = [np.array([float(n)]) for n in (6, 20, 10, 100)]
    >>> ratio, _, z = log_odds(*counts, np.array([0.13]), 5.0)
    >>> ratio.round(2).tolist(), z.round(1).tolist()
    ([2.62], [2.3])
    """
    alpha = alpha_0 * prior
    first, second = ours + alpha, theirs + alpha
    n_first, n_second = n_ours + alpha_0, n_theirs + alpha_0
    # A theme that is all that anybody writes about has no odds; half a sentence is left to the rest.
    rest_first, rest_second = np.maximum(n_first - first, 0.5), np.maximum(n_second - second, 0.5)
    difference = np.log(first / rest_first) - np.log(second / rest_second)
    error = np.sqrt(1 / first + 1 / second)
    return (first / n_first) / (second / n_second), difference, difference / error


def find_emphases(
    corpus: Corpus, themes: Themes, group_of: NDArray[np.intp], settings: CoverageSettings | None = None
) -> Emphases:
    """Find the themes and words to which outlets give more or less than the others.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    themes : Themes
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    settings : CoverageSettings, optional
        ``prior`` and ``term_prior`` are alpha_0; ``significance`` the false discovery rate.

    Returns
    -------
    Emphases

    Notes
    -----
    Departures from the paper: counts of both sides are divided by the design effect of sampling by article (Kish), for themes
    from the intra-article correlation, for words from their overdispersion between the articles of an outlet; and z is
    held against Student's t, because that effect is itself estimated. O(n_words + n_outlets * n_terms).
    """
    settings = settings or CoverageSettings()
    counted = count(corpus, group_of)
    if len(np.unique(counted.outlet_of[counted.lengths > 0])) < 2:
        return Emphases((), (), 0, ("only one outlet has text, and nothing to hold it against",))
    by_theme = _themes(corpus, counted, themes, group_of, settings)
    terms, n_terms, notes = _terms(corpus, counted, group_of, settings)
    return Emphases(by_theme, terms, n_terms, notes)


def _sides(counted: Counted, group_of: NDArray[np.intp], outlet: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Articles of the outlet, and those of the others that it does not print too."""
    ours = (counted.outlet_of == outlet) & (counted.lengths > 0)
    others = counted.documents & (counted.lengths > 0) & ~np.isin(group_of, group_of[ours])
    return ours, others


def _basis(n_articles: int) -> str:
    return "outlet" if n_articles > 2 else "two articles" if n_articles == 2 else "this article"


def _themes(
    corpus: Corpus, counted: Counted, themes: Themes, group_of: NDArray[np.intp], settings: CoverageSettings
) -> tuple[Emphasis, ...]:
    from scipy.stats import t

    n_themes = len(themes.names)
    table = counted.by_document(corpus, themes.labels, n_themes)
    used = counted.lengths > 0
    rho = intra_article_correlation(table[used], counted.lengths[used], counted.outlet_of[used])
    pooled = table[used].sum(axis=0) / counted.lengths[used].sum()
    freedom = max(int(used.sum()) - len(np.unique(counted.outlet_of[used])), 1)
    if freedom < len(np.unique(counted.outlet_of[used])):
        # One article an outlet, or little more: the correlation comes from all articles, and so does its freedom.
        freedom = int(used.sum()) - 1
    rows: list[Emphasis] = []
    for o in range(len(corpus.outlets)):
        ours, others = _sides(counted, group_of, o)
        if not ours.any() or not others.any():
            continue
        own, rest = table[ours].sum(axis=0), table[others].sum(axis=0)
        n_own, n_rest = int(counted.lengths[ours].sum()), int(counted.lengths[others].sum())
        effects = [1 + (article_size(counted.lengths[side]) - 1) * rho for side in (ours, others)]
        weighed = log_odds(
            own / effects[0], n_own / effects[0], rest / effects[1], n_rest / effects[1], pooled, settings.prior
        )
        p_values = 2 * t.sf(np.abs(weighed[2]), freedom)
        for k in range(n_themes):
            ratio, difference, z = (float(values[k]) for values in weighed)
            found = (k, None, o, int(own[k]), n_own, int(rest[k]), n_rest, ratio, difference, z, float(p_values[k]))
            rows.append(Emphasis(*found, False, settings.prior, _basis(int(ours.sum()))))
    rows.sort(key=lambda row: (row.theme or 0, row.outlet))
    return _judged(rows, settings.significance)


def _judged(rows: Sequence[Emphasis], rate: float) -> tuple[Emphasis, ...]:
    """Mark what stays significant under a false discovery rate."""
    significant = discoveries(np.array([row.p_value for row in rows]), rate)
    return tuple(replace(row, significant=sure) for row, sure in zip(rows, significant.tolist(), strict=True))


def _words_of(corpus: Corpus, counted: Counted) -> tuple[list[Counter[str]], dict[str, str]]:
    """Stems of the content words of each document that counts, and the most frequent form of each stem.

    A sentence that an outlet prints in several articles, and nobody else prints, is how the outlet signs its pages.
    """
    texts = corpus.texts
    split = [tuple(tokens(text)) for text in texts]
    printed: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i in np.flatnonzero(counted.sentences).tolist():
        printed[split[i]].add(int(corpus.document_of[i]))
    words: list[Counter[str]] = [Counter() for _ in corpus.documents]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for i in np.flatnonzero(counted.sentences).tolist():
        documents = printed[split[i]]
        if len(documents) > 1 and len({int(counted.outlet_of[d]) for d in documents}) == 1:
            continue
        d = int(corpus.document_of[i])
        language = corpus.documents[d].language or "en"
        content = [w for w in split[i] if is_content(w, language) and any(map(str.isalpha, w))]
        for word, stem in zip(content, stems(content, language), strict=True):
            words[d][stem] += 1
            forms[stem][word] += 1
    shown = {stem: min(seen, key=lambda word: (-seen[word], len(word), word)) for stem, seen in forms.items()}
    return words, shown


def _terms(
    corpus: Corpus, counted: Counted, group_of: NDArray[np.intp], settings: CoverageSettings
) -> tuple[tuple[Emphasis, ...], int, tuple[str, ...]]:
    from scipy.stats import t

    used = counted.lengths > 0
    n_articles = np.bincount(counted.outlet_of[used], minlength=len(corpus.outlets))
    freedom = int(used.sum()) - int((n_articles > 0).sum())
    single = [corpus.outlets[o] for o in np.flatnonzero(n_articles == 1).tolist()]
    notes = []
    if single:
        notes.append(f"words are not judged where one article alone stands for an outlet: {', '.join(single)}")
    if freedom < _MIN_SPREAD:
        return (
            (),
            0,
            ("words are not judged: hardly any outlet has two articles, and a word of one article is that article's",),
        )
    words, shown = _words_of(corpus, counted)
    documents_with = Counter(stem for held in words for stem in held)
    vocabulary = sorted(stem for stem, n in documents_with.items() if n >= _MIN_ARTICLES)
    column = {stem: j for j, stem in enumerate(vocabulary)}
    table = np.zeros((len(words), len(vocabulary)))
    for d, held in enumerate(words):
        for stem, n in held.items():
            if stem in column:
                table[d, column[stem]] = n
    totals = np.array([sum(held.values()) for held in words], dtype=np.float64)
    pooled = table.sum(axis=0) / max(totals.sum(), 1)
    effect = _overdispersion(table[used], totals[used], counted.outlet_of[used], freedom)
    rows: list[Emphasis] = []
    for o in np.flatnonzero(n_articles >= _MIN_ARTICLES).tolist():
        ours, others = _sides(counted, group_of, o)
        own, rest = table[ours].sum(axis=0), table[others].sum(axis=0)
        n_own, n_rest = int(totals[ours].sum()), int(totals[others].sum())
        weighed = log_odds(own / effect, n_own / effect, rest / effect, n_rest / effect, pooled, settings.term_prior)
        p_values = 2 * t.sf(np.abs(weighed[2]), freedom)
        language = next(corpus.documents[d].language or "en" for d in np.flatnonzero(ours).tolist())
        own_name = set(stems(tokens(corpus.outlets[o]), language))
        more = (weighed[2] > 0) & ((table[ours] > 0).sum(axis=0) >= _MIN_ARTICLES)
        less = (weighed[2] < 0) & (_texts_with(table, others, group_of) >= settings.min_elsewhere)
        for j in np.flatnonzero(more | less).tolist():
            if vocabulary[j] in own_name:
                continue
            ratio, difference, z = (float(values[j]) for values in weighed)
            found = (int(own[j]), n_own, int(rest[j]), n_rest, ratio, difference, z, float(p_values[j]))
            basis = _basis(int(n_articles[o]))
            rows.append(Emphasis(None, shown[vocabulary[j]], o, *found, False, settings.term_prior, basis))
    judged = [row for row in _judged(rows, settings.significance) if row.p_value <= settings.significance]
    judged.sort(key=lambda row: (row.outlet, -abs(round(row.z, 9)), row.term or ""))
    return tuple(judged), len(rows), tuple(notes)


def _texts_with(
    table: NDArray[np.float64], documents: NDArray[np.bool_], group_of: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Independent texts among some documents that hold each word, shape (n_terms,)."""
    texts, text = np.unique(group_of[documents], return_inverse=True)
    holds = np.zeros((len(texts), table.shape[1]), dtype=bool)
    np.logical_or.at(holds, text, table[documents] > 0)
    n_texts: NDArray[np.intp] = holds.sum(axis=0)
    return n_texts


def _overdispersion(
    table: NDArray[np.float64], totals: NDArray[np.float64], outlet_of: NDArray[np.intp], freedom: int
) -> NDArray[np.float64]:
    """How many times more a word's counts vary between the articles of an outlet than chance would have it; at least 1.

    Pearson's statistic of a Poisson count, over its degrees of freedom (McCullagh & Nelder 1989).
    """
    stratum = np.unique(outlet_of, return_inverse=True)[1]
    sums = np.zeros((int(stratum.max()) + 1, table.shape[1]))
    np.add.at(sums, stratum, table)
    rate = sums / np.maximum(np.bincount(stratum, totals), 1)[:, None]
    expected = totals[:, None] * rate[stratum]
    overall = totals[:, None] * (table.sum(axis=0) / totals.sum())[None, :]
    statistic: NDArray[np.float64] = ((table - expected) ** 2 / np.maximum(overall, 1e-9)).sum(axis=0)
    effect: NDArray[np.float64] = np.maximum(statistic / freedom, 1.0)
    return effect
