"""Emphasis: the themes and words to which an outlet gives more, or less, than the others do.

Log-odds with an informative Dirichlet prior: an outlet's share is held against that of the others after both have been drawn
towards the share in all of them, so that a word said twice is no finding. What one article does is not yet what its
outlet does, so counts are first brought down to what they are worth as draws of articles.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import is_content, stems, tokens
from ..settings import CoverageSettings
from ..timing import followed, portions
from ..wording import wording
from .contrasts import Articles, term_differences, theme_differences
from .sampling import basis_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus
    from ..themes import Themes
    from ..timing import Told
    from .contrasts import Differences
    from .counting import Counted

#: Articles beyond one an outlet from which the spread of a word between articles of one outlet can be measured.
_MIN_SPREAD: Final = 3

#: In more than twice as many articles, a word that fewer than one in so many has is not judged.
_RARE: Final = 500

#: Seconds that the passes took of 100,000 sentences: how outlets sign, counting words, comparing, laying out.
_SECONDS: Final = (2.0, 7.0, 0.5, 0.5)

_NO_SPREAD: Final = (
    "words are not judged: hardly any outlet has two articles, and a word of one article is that article's"
)


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
    pooled : float
        Share in all texts, of which the prior is made.
    design_effect, design_effect_elsewhere : float
        By what `count` and `of` of either side are divided before they are held against each other.
    least_variance : float
        What the variance of the outlet's log-odds is at least, by how its own articles differ.
    freedom : int
        Degrees of freedom of the Student's t that `z` is held against.
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
    pooled: float
    design_effect: float
    design_effect_elsewhere: float
    least_variance: float
    freedom: int


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


def find_emphases(
    themes: Themes, counted: Counted, settings: CoverageSettings | None = None, *, progress: Told = None
) -> Emphases:
    """Find the themes and words to which outlets give more or less than the others.

    Parameters
    ----------
    themes : Themes
    counted : Counted
        What counts of the corpus.
    settings : CoverageSettings, optional
        ``prior`` and ``term_prior`` are alpha_0; ``significance`` the false discovery rate.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Emphases

    Notes
    -----
    Departures from the paper: counts of both sides are divided by the design effect of sampling by article (Kish), for themes
    from the intra-article correlation, for words from their overdispersion between the articles of an outlet; and z is
    held against Student's t, because that effect is itself estimated. O(n_words + n_outlets * (n_documents + n_terms)).
    """
    settings = settings or CoverageSettings()
    if len(np.unique(counted.outlet_of[counted.lengths > 0])) < 2:
        return Emphases((), (), 0, ("only one outlet has text, and nothing to hold it against",))
    by_theme = _themes(counted, themes, settings)
    with portions(progress, len(counted.sentences), *_SECONDS) as (signing, counting, comparing, laying_out):
        words = _words_of(counted, signing, counting)
        terms, n_terms, notes = _terms(counted, settings, words, comparing, laying_out)
    return Emphases(by_theme, terms, n_terms, notes)


def _themes(counted: Counted, themes: Themes, settings: CoverageSettings) -> tuple[Emphasis, ...]:
    used = counted.lengths > 0
    table = counted.by_document(themes.labels, len(themes.names))
    articles = Articles(table[used], counted.lengths[used], counted.outlet_of[used], counted.group_of[used])
    found = theme_differences(articles, settings.prior, settings.significance)
    cells = [(row, k) for k in range(len(themes.names)) for row in range(len(found.outlets))]
    return tuple(_emphasis(articles, found, row, k, k, None, settings.prior) for row, k in cells)


def _emphasis(
    articles: Articles, found: Differences, row: int, column: int, theme: int | None, term: str | None, alpha_0: float
) -> Emphasis:
    outlet = int(found.outlets[row])
    return Emphasis(
        theme=theme,
        term=term,
        outlet=outlet,
        count=int(found.own[row, column]),
        of=int(found.n_own[row]),
        count_elsewhere=int(found.elsewhere[row, column]),
        of_elsewhere=int(found.n_elsewhere[row]),
        ratio=float(found.ratio[row, column]),
        log_odds=float(found.log_odds[row, column]),
        z=float(found.z[row, column]),
        p_value=float(found.p_values[row, column]),
        significant=bool(found.significant[row, column]),
        alpha_0=alpha_0,
        basis=basis_of(int((articles.outlet_of == outlet).sum())),
        pooled=float(found.pooled[column]),
        design_effect=float(found.effects[row, column]),
        design_effect_elsewhere=float(found.effects_elsewhere[row, column]),
        least_variance=float(found.least_variances[row, column]),
        freedom=found.freedom,
    )


def _signing(corpus: Corpus, kept: Sequence[int], progress: Told) -> NDArray[np.bool_]:
    """Which of some sentences an outlet prints in several articles and nobody else prints: how it signs its pages, shape (n_kept,)."""
    number_of: dict[str, int] = {}
    said = np.array(
        [number_of.setdefault(wording(corpus.text_of(i)), len(number_of)) for i in followed(kept, progress)],
        dtype=np.intp,
    )
    ends = []
    for place in (corpus.document_of[kept], corpus.outlet_of[kept]):
        first, last = np.full(len(number_of), len(corpus.documents)), np.full(len(number_of), -1)
        np.minimum.at(first, said, place)
        np.maximum.at(last, said, place)
        ends.append(first == last)
    one_document, one_outlet = ends
    signing: NDArray[np.bool_] = (one_outlet & ~one_document)[said]
    return signing


def _words_of(counted: Counted, signing: Told, counting: Told) -> tuple[csr_array, dict[str, int], list[str]]:
    """Count the stems of the content words of each document that counts.

    Returns
    -------
    counts : csr_array of shape (n_documents, n_stems)
    column : dict of str to int
        Column of each stem.
    shown : list of str
        The most frequent form of each.
    """
    import scipy.sparse as sp

    corpus, kept = counted.corpus, np.flatnonzero(counted.sentences).tolist()
    signed = _signing(corpus, kept, signing).tolist()
    column: dict[str, int] = {}
    forms: list[Counter[str]] = []
    numbers, lengths = array("q"), array("q", [0]) * len(corpus.documents)
    for i, signs in followed(list(zip(kept, signed, strict=True)), counting):
        if signs:
            continue
        d = int(corpus.document_of[i])
        language = corpus.documents[d].tongue
        content = [w for w in tokens(corpus.text_of(i)) if is_content(w, language) and any(map(str.isalpha, w))]
        lengths[d] += len(content)
        for word, stem in zip(content, stems(content, language), strict=True):
            number = column.setdefault(stem, len(column))
            if number == len(forms):
                forms.append(Counter())
            forms[number][word] += 1
            numbers.append(number)
    documents = np.repeat(np.arange(len(lengths)), np.array(lengths))
    said = np.array(numbers, dtype=np.int64)
    counts = sp.csr_array((np.ones(len(said)), (documents, said)), shape=(len(lengths), len(column)))
    return counts, column, [min(seen, key=lambda word: (-seen[word], len(word), word)) for seen in forms]


def _terms(
    counted: Counted,
    settings: CoverageSettings,
    words: tuple[csr_array, dict[str, int], list[str]],
    comparing: Told,
    laying_out: Told,
) -> tuple[tuple[Emphasis, ...], int, tuple[str, ...]]:
    corpus, (counts, column_of, shown) = counted.corpus, words
    totals = np.asarray(counts.sum(axis=1), dtype=np.intp)
    used = totals > 0
    n_articles = np.bincount(counted.outlet_of[used], minlength=len(corpus.outlets))
    if used.sum() - (n_articles > 0).sum() < _MIN_SPREAD:
        return (), 0, (_NO_SPREAD,)
    single = [corpus.outlets[o] for o in np.flatnonzero(n_articles == 1).tolist()]
    notes = (
        (f"words are not judged where one article alone stands for an outlet: {', '.join(single)}",) if single else ()
    )
    documents_with = np.bincount(counts.indices, minlength=len(column_of))
    least = max(2, int(used.sum()) // _RARE)
    if least > 2:
        notes = (*notes, f"words are not judged that fewer than {least} articles have")
    vocabulary = sorted(stem for stem, k in column_of.items() if documents_with[k] >= least)
    column = {stem: j for j, stem in enumerate(vocabulary)}
    own_names = np.zeros((len(corpus.outlets), len(vocabulary)), dtype=bool)
    for d in followed(np.flatnonzero(used).tolist(), comparing):
        o = int(counted.outlet_of[d])
        own = stems(tokens(corpus.outlets[o]), corpus.documents[d].tongue)
        own_names[o, [column[stem] for stem in own if stem in column]] = True
    by_word = counts[np.flatnonzero(used)][:, np.array([column_of[stem] for stem in vocabulary], dtype=np.intp)]
    articles = Articles(by_word, totals[used], counted.outlet_of[used], counted.group_of[used])
    found = term_differences(articles, settings.term_prior, settings.significance, settings.min_elsewhere, own_names)
    rows = [
        _emphasis(articles, found, row, j, None, shown[column_of[vocabulary[j]]], settings.term_prior)
        for row, j in followed(np.argwhere(found.p_values <= settings.significance).tolist(), laying_out)
    ]
    rows.sort(key=lambda row: (row.outlet, -abs(round(row.z, 9)), row.term or ""))
    return tuple(rows), int((~np.isnan(found.p_values)).sum()), notes
