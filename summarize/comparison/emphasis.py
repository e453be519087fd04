"""Emphasis: the themes and words to which an outlet gives more, or less, than the others do.

Log-odds with an informative Dirichlet prior: an outlet's share is held against that of the others after both have been drawn
towards the share in all of them, so that a word said twice is no finding. What one article does is not yet what its
outlet does, so counts are first brought down to what they are worth as draws of articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import is_content, stems, tokens
from ..settings import CoverageSettings
from .contrasts import Articles, side_by_side, term_differences, theme_differences

if TYPE_CHECKING:
    from scipy.sparse import csc_array

    from ..corpus import Corpus
    from ..themes import Themes
    from .contrasts import Differences
    from .counting import Counted

__all__ = ["Emphases", "Emphasis", "find_emphases"]

#: Articles beyond one an outlet from which the spread of a word between articles of one outlet can be measured.
_MIN_SPREAD: Final = 3

#: In more than twice as many articles, a word that fewer than one in so many has is not judged.
_RARE: Final = 500

#: Counts held at a time: articles times words.
_CELLS: Final = 20_000_000

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


def find_emphases(
    corpus: Corpus, themes: Themes, counted: Counted, settings: CoverageSettings | None = None
) -> Emphases:
    """Find the themes and words to which outlets give more or less than the others.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    themes : Themes
    counted : Counted
        What counts of the corpus.
    settings : CoverageSettings, optional
        ``prior`` and ``term_prior`` are alpha_0; ``significance`` the false discovery rate.

    Returns
    -------
    Emphases

    Notes
    -----
    Departures from the paper: counts of both sides are divided by the design effect of sampling by article (Kish), for themes
    from the intra-article correlation, for words from their overdispersion between the articles of an outlet; and z is
    held against Student's t, because that effect is itself estimated. O(n_words + n_documents * n_terms), words in parts.
    """
    settings = settings or CoverageSettings()
    if len(np.unique(counted.outlet_of[counted.lengths > 0])) < 2:
        return Emphases((), (), 0, ("only one outlet has text, and nothing to hold it against",))
    by_theme = _themes(corpus, counted, themes, settings)
    terms, n_terms, notes = _terms(corpus, counted, settings)
    return Emphases(by_theme, terms, n_terms, notes)


def _basis(n_articles: int) -> str:
    return "outlet" if n_articles > 2 else "two articles" if n_articles == 2 else "this article"


def _themes(corpus: Corpus, counted: Counted, themes: Themes, settings: CoverageSettings) -> tuple[Emphasis, ...]:
    used = counted.lengths > 0
    table = counted.by_document(corpus, themes.labels, len(themes.names))
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
        basis=_basis(int((articles.outlet_of == outlet).sum())),
    )


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
    corpus: Corpus, counted: Counted, settings: CoverageSettings
) -> tuple[tuple[Emphasis, ...], int, tuple[str, ...]]:
    words, shown = _words_of(corpus, counted)
    used = np.array([sum(held.values()) > 0 for held in words], dtype=bool)
    n_articles = np.bincount(counted.outlet_of[used], minlength=len(corpus.outlets))
    if used.sum() - (n_articles > 0).sum() < _MIN_SPREAD:
        return (), 0, (_NO_SPREAD,)
    single = [corpus.outlets[o] for o in np.flatnonzero(n_articles == 1).tolist()]
    notes = (
        (f"words are not judged where one article alone stands for an outlet: {', '.join(single)}",) if single else ()
    )
    documents_with = Counter(stem for held in words for stem in held)
    least = max(2, int(used.sum()) // _RARE)
    if least > 2:
        notes = (*notes, f"words are not judged that fewer than {least} articles have")
    vocabulary = sorted(stem for stem, n in documents_with.items() if n >= least)
    column = {stem: j for j, stem in enumerate(vocabulary)}
    totals = np.array([sum(held.values()) for held in words], dtype=np.intp)
    own_names = np.zeros((len(corpus.outlets), len(vocabulary)), dtype=bool)
    for d in np.flatnonzero(used).tolist():
        o = int(counted.outlet_of[d])
        own = stems(tokens(corpus.outlets[o]), corpus.documents[d].language or "en")
        own_names[o, [column[stem] for stem in own if stem in column]] = True
    by_word = _table([words[d] for d in np.flatnonzero(used).tolist()], column)
    some = max(1, _CELLS // int(used.sum()))
    parts = []
    for start in range(0, max(len(vocabulary), 1), some):
        part = slice(start, start + some)
        articles = Articles(by_word[:, part].toarray(), totals[used], counted.outlet_of[used], counted.group_of[used])
        parts.append(
            term_differences(
                articles, settings.term_prior, settings.significance, settings.min_elsewhere, own_names[:, part]
            )
        )
    found = side_by_side(parts, settings.significance)
    rows = [
        _emphasis(articles, found, row, j, None, shown[vocabulary[j]], settings.term_prior)
        for row, j in np.argwhere(found.p_values <= settings.significance).tolist()
    ]
    rows.sort(key=lambda row: (row.outlet, -abs(round(row.z, 9)), row.term or ""))
    return tuple(rows), int((~np.isnan(found.p_values)).sum()), notes


def _table(words: list[Counter[str]], column: dict[str, int]) -> csc_array:
    """How often each document has each word that has a column, shape (n_documents, n_columns)."""
    import scipy.sparse as sp

    cells = [(d, column[stem], n) for d, held in enumerate(words) for stem, n in held.items() if stem in column]
    rows, columns, counts = np.array(cells, dtype=np.intp).reshape(-1, 3).T
    return sp.csc_array((counts.astype(np.float64), (rows, columns)), shape=(len(words), len(column)))
