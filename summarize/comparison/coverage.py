"""Coverage and omission: how much of itself each outlet gives to each theme, and what its silence is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from ..settings import CoverageSettings
from ..similarity import nearest, unit_rows
from ..timing import followed, portions
from .contrasts import Articles
from .counting import independent_texts
from .sampling import article_size, basis_of, discoveries, intra_article_correlation, share_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Embeddings
    from ..themes import Themes
    from ..timing import Told
    from .counting import Counted

#: Share of an outlet's sentences below which a theme that comes late is in passing, however little the others give it.
_MUCH: Final = 0.05

#: Seconds that the passes took of 100,000 sentences: middles, counting.
_SECONDS: Final = (5.0, 3.5)


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
        Interval of the share by article; None where the outlet has fewer than two independent articles, or too little text for any but from nothing to all.
    n_articles : int
        Independent articles of the outlet.
    basis : str
        What is judged (`basis_of`): the interval of two articles is wide and rough.
    outcome : str
        ``"covered"``, ``"in_passing"``, ``"absent"`` or ``"cannot_tell"``.
    p_value : float or None
        Probability of so complete a silence if the outlet gave the theme what the others give it; None where the
        outlet mentions it or too few others do.
    nearest : int or None
        Sentence of the outlet nearest to the theme.
    similarity : float or None
        Its cosine to the middle of the theme.
    share_elsewhere : float
        Share of the theme in what the others print.
    correlation : float
        Of two sentences of one article about the theme, over the corpus.
    n_effective : float
        Sentences drawn one by one that would say as much as those of the outlet's articles that were read to their end: `p_value` is
        ``(1 - share_elsewhere) ** n_effective``.
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
    basis: str
    outcome: str
    p_value: float | None
    nearest: int | None
    similarity: float | None
    share_elsewhere: float
    correlation: float
    n_effective: float


def coverage_matrix(
    embeddings: Embeddings,
    themes: Themes,
    counted: Counted,
    settings: CoverageSettings | None = None,
    *,
    progress: Told = None,
) -> tuple[Cell, ...]:
    """Count each theme in each outlet, with intervals by article and four outcomes of silence.

    Parameters
    ----------
    embeddings : Embeddings
    themes : Themes
    counted : Counted
        What counts of the corpus.
    settings : CoverageSettings, optional
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

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
    """
    settings = settings or CoverageSettings()
    corpus, n_themes = counted.corpus, len(themes.names)
    table = counted.by_document(themes.labels, n_themes)
    rho = intra_article_correlation(
        table[counted.documents], counted.lengths[counted.documents], counted.outlet_of[counted.documents]
    )
    rows: list[list[Cell]] = []
    with portions(progress, len(corpus.sentences), *_SECONDS) as (_, counting):
        centres = centres_of(embeddings.vectors, np.where(counted.sentences, themes.labels, -1), n_themes)
        first = first_places(counted, themes.labels, n_themes)
        elsewhere = Elsewhere.of(counted, table)
        for o in followed(range(len(corpus.outlets)), counting):
            p_values, effective = silence(counted, table, rho, elsewhere, o, settings.min_elsewhere)
            mine = counted.sentences & (corpus.outlet_of == o)
            found, similarity = nearest(centres, embeddings.vectors, allowed=mine)
            articles = (counted.outlet_of == o) & (counted.lengths > 0)
            of, n_articles = int(counted.lengths[articles].sum()), int(articles.sum())
            pooled = elsewhere.shares[o]
            rows.append([])
            for k in range(n_themes):
                n = int(table[articles, k].sum())
                low, high = share_interval(
                    table[articles, k], counted.lengths[articles], settings.level, prior=pooled[k], rho=float(rho[k])
                ) or (None, None)
                # Who gives a theme as much as the others do has it in a part of its own, however late that begins.
                in_passing = n == 1 or (first[o, k] > settings.late and n < of * max(pooled[k], _MUCH))
                rows[-1].append(
                    Cell(
                        theme=k,
                        outlet=o,
                        count=n,
                        of=of,
                        share=n / of if of else 0.0,
                        smoothed=float((n + settings.prior * pooled[k]) / (of + settings.prior)),
                        low=low,
                        high=high,
                        n_articles=n_articles,
                        basis=basis_of(n_articles),
                        outcome="cannot_tell" if not n else "in_passing" if in_passing else "covered",
                        p_value=None if np.isnan(p_values[k]) else float(p_values[k]),
                        nearest=int(found[k]) if found[k] >= 0 else None,
                        similarity=round(float(similarity[k]), 6) if found[k] >= 0 else None,
                        share_elsewhere=float(pooled[k]),
                        correlation=float(rho[k]),
                        n_effective=float(effective[k]),
                    )
                )
    cells = [row[k] for k in range(n_themes) for row in rows]
    tested = np.array([np.nan if cell.p_value is None else cell.p_value for cell in cells])
    absent = discoveries(tested, settings.significance)
    return tuple(replace(cell, outcome="absent") if absent[i] else cell for i, cell in enumerate(cells))


def centres_of(vectors: NDArray[np.float32], labels: NDArray[np.intp], n_labels: int) -> NDArray[np.float32]:
    """Middle of the sentences of each label, unit rows of shape (n_labels, n_dims); zeros for a label without any."""
    sums = np.zeros((n_labels, vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, labels[labels >= 0], vectors[labels >= 0])
    return unit_rows(sums.astype(np.float32))


def first_places(counted: Counted, labels: NDArray[np.intp], n_labels: int) -> NDArray[np.float64]:
    """How far into an article each label first comes in each outlet, shape (n_outlets, n_labels); infinity for never.

    Sentence i of n, counted from 1, stands at ``(i - 1/2) / n``; the article in which it comes earliest decides.
    """
    corpus = counted.corpus
    first = np.full((len(corpus.outlets), n_labels), np.inf)
    kept = np.flatnonzero(counted.sentences & (labels >= 0))
    depth = (counted.place[kept] + 0.5) / counted.lengths[corpus.document_of[kept]]
    np.minimum.at(first, (corpus.outlet_of[kept], labels[kept]), depth)
    return first


@dataclass(frozen=True, eq=False, slots=True)
class Elsewhere:
    """What all outlets but one give to each label, each text once, in its longest version. One that the outlet prints too says nothing about what they do without it.

    Attributes
    ----------
    shares : ndarray of shape (n_outlets, n_labels)
        Share of each label in what the others print.
    n_texts : ndarray of shape (n_outlets, n_labels)
        Independent texts of theirs that carry it: of no two of one outlet, or of one copy group (`independent_texts`).
    """

    shares: NDArray[np.float64]
    n_texts: NDArray[np.intp]

    @classmethod
    def of(cls, counted: Counted, table: NDArray[np.float64]) -> Elsewhere:
        """Count once over all texts, and take from that what each outlet prints.

        Parameters
        ----------
        counted : Counted
        table : ndarray of shape (n_documents, n_labels)
            Sentences of each document and label that count.

        Notes
        -----
        O(n_documents * n_labels), whatever the number of outlets, where no two of them print one text; else once for each that carries the label.
        """
        import scipy.sparse as sp

        n_outlets = len(counted.corpus.outlets)
        texts, text = np.unique(counted.group_of, return_inverse=True)
        used = np.flatnonzero(counted.lengths > 0)
        # Versions of one text are that text once, the longest, as where emphasis is looked for.
        articles = Articles(table[used], counted.lengths[used], counted.outlet_of[used], counted.group_of[used])
        kept = used[articles.once(np.ones(len(used), dtype=bool))]
        gathered = sp.csr_array((np.ones(len(kept)), (text[kept], kept)), shape=(len(texts), len(table)))
        counts = sp.csr_array(gathered @ sp.csr_array(table))
        lengths = gathered @ counted.lengths
        ours = np.flatnonzero(counted.documents)
        printed = (
            sp.csr_array((np.ones(len(ours)), (counted.outlet_of[ours], text[ours])), shape=(n_outlets, len(texts)))
            .astype(bool)
            .astype(np.float64)
        )
        n_sentences = np.maximum(lengths.sum() - printed @ lengths, 1)
        shares = np.maximum(counts.sum(axis=0) - (printed @ counts).toarray(), 0) / n_sentences[:, None]
        prints = np.asarray(printed.toarray() > 0)
        return cls(shares, _n_texts(table, text, counted.outlet_of, prints))


def _n_texts(
    table: NDArray[np.float64], text_of: NDArray[np.intp], outlet_of: NDArray[np.intp], prints: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Independent texts that carry each label and are not of an outlet, shape (n_outlets, n_labels); `prints` : which outlet prints which text."""
    found = np.zeros((len(prints), table.shape[1]), dtype=np.intp)
    for k in range(table.shape[1]):
        carrying = np.flatnonzero(table[:, k])
        texts, outlets = text_of[carrying], outlet_of[carrying]
        found[:, k] = independent_texts(texts.tolist(), outlets.tolist())
        if (prints[:, np.unique(texts)].sum(axis=0) <= 1).all():
            found[np.unique(outlets), k] -= 1
            continue
        for o in np.flatnonzero(prints[:, texts].any(axis=1)).tolist():
            others = ~prints[o, texts]
            found[o, k] = independent_texts(texts[others].tolist(), outlets[others].tolist())
    return found


def silence(
    counted: Counted,
    table: NDArray[np.float64],
    rho: NDArray[np.float64],
    elsewhere: Elsewhere,
    outlet: int,
    min_elsewhere: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probability that an outlet says nothing of a label by chance, if it gave it what the others give it, and of how many sentences.

    Parameters
    ----------
    counted : Counted
    table : ndarray of shape (n_documents, n_labels)
        Sentences of each document and label that count.
    rho : ndarray of shape (n_labels,)
        Correlation of two sentences of one article about a label.
    elsewhere : Elsewhere
        Of the same labels.
    outlet : int
    min_elsewhere : int
        Independent texts of other outlets that must carry the label.

    Returns
    -------
    p_values : ndarray of shape (n_labels,)
        NaN where the outlet says something, too few others do, or of none of its articles more than the beginning was read.
    n_effective : ndarray of shape (n_labels,)
        What the sentences of its articles are worth, those left out of which only the beginning was read.
    """
    articles = counted.outlet_of == outlet
    whole = articles & ~counted.cut
    n_sentences = counted.lengths[whole].sum()
    says_nothing = (table[articles].sum(axis=0) == 0) & (n_sentences > 0)
    effective = n_sentences / (1 + (article_size(counted.lengths[whole]) - 1) * rho)
    p_values: NDArray[np.float64] = (1 - elsewhere.shares[outlet]) ** effective
    return np.where(says_nothing & (elsewhere.n_texts[outlet] >= min_elsewhere), p_values, np.nan), effective
