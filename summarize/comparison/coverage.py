"""Coverage and omission: how much of itself each outlet gives to each theme, and what its silence is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..corpus import read_only
from ..furniture import furniture_mask
from ..similarity import nearest, unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes

__all__ = ["Cell", "CoverageSettings", "counted_documents", "coverage_matrix"]


@dataclass(frozen=True, slots=True)
class CoverageSettings:
    """How coverage is judged.

    Attributes
    ----------
    level : float
        Share of the intervals that should hold the true share.
    significance : float
        False discovery rate at which an absence is called one.
    min_elsewhere : int
        A theme can be left out only if so many independent texts of other outlets carry it.
    prior : float
        Sentences' worth of pooled coverage mixed into each outlet's smoothed share.
    late : float
        A theme that first comes after this part of an article, 0-1, is mentioned in passing.
    """

    level: float = 0.95
    significance: float = 0.05
    min_elsewhere: int = 3
    prior: float = 5.0
    late: float = 2 / 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One theme in one outlet.

    Attributes
    ----------
    theme, outlet : int
        Indices into the themes and the corpus's outlets.
    count, of : int
        Sentences of the outlet about the theme, and in all, page furniture left out; versions of one text within the outlet counted once.
    share, smoothed : float
        ``count / of``, and the same with the prior mixed in.
    low, high : float or None
        Interval of the share by article; None where the outlet has fewer than three independent articles.
    n_articles : int
        Independent articles of the outlet.
    outcome : str
        ``"covered"``, ``"in_passing"``, ``"absent"`` or ``"cannot_tell"``.
    p_value : float or None
        Probability of so complete a silence if the outlet gave the theme what the others give it; None where the
        outlet mentions it or too few others do.
    nearest : int or None
        Sentence of the outlet nearest to the theme.
    similarity : float or None
        Its cosine to the middle of the theme.
    """

    theme: int
    outlet: int
    count: int
    of: int
    share: float
    smoothed: float
    low: float | None
    high: float | None
    n_articles: int
    outcome: str
    p_value: float | None
    nearest: int | None
    similarity: float | None


def counted_documents(corpus: Corpus, group_of: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Documents that count for their outlet: of versions of one text within one outlet, the longest.

    A text that several outlets print counts in each of them: each chose to print it.

    Parameters
    ----------
    corpus : Corpus
    group_of : ndarray of shape (n_documents,)

    Returns
    -------
    ndarray of shape (n_documents,)
        Read-only.
    """
    best: dict[tuple[str, int], int] = {}
    for i, document in enumerate(corpus.documents):
        key = (document.outlet, int(group_of[i]))
        if key not in best or len(document.text) > len(corpus.documents[best[key]].text):
            best[key] = i
    counted = np.zeros(len(corpus.documents), dtype=bool)
    counted[list(best.values())] = True
    return read_only(counted)


def coverage_matrix(
    corpus: Corpus,
    embeddings: Embeddings,
    themes: Themes,
    group_of: NDArray[np.intp],
    settings: CoverageSettings | None = None,
) -> tuple[Cell, ...]:
    """Count each theme in each outlet, with intervals by article and four outcomes of silence.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    themes : Themes
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    settings : CoverageSettings, optional

    Returns
    -------
    tuple of Cell
        Theme by theme, outlets by name.

    Notes
    -----
    The article is the unit of sampling: the interval is Student's t over the articles, weighted by their length, because a
    sentence-level interval would hold the true share far less often than it claims. The effective number of sentences
    behind a silence is ``n / (1 + (m - 1) * rho)``, rho estimated over the corpus by analysis of variance.
    O(n_sentences * n_themes).

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley.

    Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B.
    """
    settings = settings or CoverageSettings()
    counted = counted_documents(corpus, group_of)
    n_themes, n_outlets = len(themes.names), len(corpus.outlets)
    in_count = counted[corpus.document_of] & ~furniture_mask(corpus.texts)
    in_theme = in_count & (themes.labels >= 0)
    by_document = np.zeros((len(corpus.documents), n_themes))
    np.add.at(by_document, (corpus.document_of[in_theme], themes.labels[in_theme]), 1)
    lengths = np.bincount(corpus.document_of[in_count], minlength=len(corpus.documents))
    outlet_index = {outlet: k for k, outlet in enumerate(corpus.outlets)}
    outlet_of_document = np.array([outlet_index[d.outlet] for d in corpus.documents], dtype=np.intp)
    centres = _theme_centres(embeddings.vectors, themes.labels, n_themes)
    cells: list[Cell] = []
    for k in range(n_themes):
        rho = _intra_article_correlation(by_document[:, k][counted], lengths[counted])
        for o in range(n_outlets):
            ours = counted & (outlet_of_document == o)
            cells.append(
                _cell(
                    corpus,
                    embeddings,
                    themes.labels,
                    centres[k],
                    k,
                    o,
                    by_document,
                    lengths,
                    ours,
                    counted,
                    group_of,
                    rho,
                    settings,
                )
            )
    return _with_outcomes(cells, settings)


def _theme_centres(vectors: NDArray[np.float32], labels: NDArray[np.intp], n_themes: int) -> NDArray[np.float32]:
    sums = np.zeros((n_themes, vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, labels[labels >= 0], vectors[labels >= 0])
    return unit_rows(sums.astype(np.float32))


def _intra_article_correlation(counts: NDArray[np.float64], lengths: NDArray[np.intp]) -> float:
    """How much more alike two sentences of one article are in being about a theme than two of different ones, 0-1.

    The one-way analysis of variance estimator for yes/no data of unequal groups (Donner & Koval 1980).
    """
    used = lengths > 0
    counts, sizes = counts[used], lengths[used].astype(np.float64)
    n_groups, total = len(sizes), sizes.sum()
    if n_groups < 2 or total <= n_groups:
        return 0.0
    share = counts / sizes
    pooled = counts.sum() / total
    between = float((sizes * (share - pooled) ** 2).sum() / (n_groups - 1))
    within = float((counts * (1 - share)).sum() / (total - n_groups))
    typical = (total - (sizes**2).sum() / total) / (n_groups - 1)
    spread = between + (typical - 1) * within
    return float(np.clip((between - within) / spread, 0, 1)) if spread > 0 else 0.0


def _interval(counts: NDArray[np.float64], lengths: NDArray[np.intp], level: float) -> tuple[float, float] | None:
    """Student's t interval of a ratio of totals over articles; None for fewer than three."""
    n_articles = len(lengths)
    if n_articles < 3:
        return None
    from scipy.stats import t

    share = counts.sum() / lengths.sum()
    residual = (counts - share * lengths) / lengths.mean()
    error = float(np.sqrt((residual**2).sum() / (n_articles * (n_articles - 1))))
    reach = float(t.ppf((1 + level) / 2, n_articles - 1)) * error
    return max(0.0, float(share) - reach), min(1.0, float(share) + reach)


def _cell(
    corpus: Corpus,
    embeddings: Embeddings,
    labels: NDArray[np.intp],
    centre: NDArray[np.float32],
    theme: int,
    outlet: int,
    by_document: NDArray[np.float64],
    lengths: NDArray[np.intp],
    ours: NDArray[np.bool_],
    counted: NDArray[np.bool_],
    group_of: NDArray[np.intp],
    rho: float,
    settings: CoverageSettings,
) -> Cell:
    articles = ours & (lengths > 0)
    counts = by_document[articles, theme]
    count, of = int(counts.sum()), int(lengths[articles].sum())
    # A text that the outlet shares with others says nothing about what the others do without it.
    others = counted & (lengths > 0) & ~np.isin(group_of, group_of[ours])
    pooled = by_document[others, theme].sum() / max(lengths[others].sum(), 1)
    n_carrying = len(np.unique(group_of[others & (by_document[:, theme] > 0)]))
    n_articles = int(articles.sum())
    p_value = None
    if count == 0 and of > 0 and n_carrying >= settings.min_elsewhere:
        effective = of / (1 + (of / n_articles - 1) * rho)
        p_value = float((1 - pooled) ** effective)
    interval = _interval(counts, lengths[articles], settings.level)
    low, high = interval or (None, None)
    mine = np.isin(corpus.document_of, np.flatnonzero(articles))
    found, similarity = nearest(centre[None, :], embeddings.vectors, allowed=mine)
    here = np.flatnonzero(mine)
    told = here[labels[here] == theme]
    where = (corpus.position_of[told] + 0.5) / lengths[corpus.document_of[told]]
    in_passing = count == 1 or (count > 0 and bool((where > settings.late).all()))
    outcome = "in_passing" if in_passing else "covered" if count else "cannot_tell"
    return Cell(
        theme=theme,
        outlet=outlet,
        count=count,
        of=of,
        share=count / of if of else 0.0,
        smoothed=float((count + settings.prior * pooled) / (of + settings.prior)),
        low=low,
        high=high,
        n_articles=n_articles,
        outcome=outcome,
        p_value=p_value,
        nearest=int(found[0]) if len(here) else None,
        similarity=round(float(similarity[0]), 6) if len(here) else None,
    )


def _with_outcomes(cells: list[Cell], settings: CoverageSettings) -> tuple[Cell, ...]:
    """Call absent what stays significant under the false discovery rate over all cells that were tested."""
    tested = sorted((cell.p_value, i) for i, cell in enumerate(cells) if cell.p_value is not None)
    bars = [settings.significance * rank / len(tested) for rank in range(1, len(tested) + 1)]
    n_absent = max(
        (rank for rank, (item, bar) in enumerate(zip(tested, bars, strict=True), 1) if item[0] <= bar), default=0
    )
    absent = {i for _, i in tested[:n_absent]}
    return tuple(replace(cell, outcome="absent") if i in absent else cell for i, cell in enumerate(cells))
