"""Likeness of outlets: by the mix of themes, by the claims shared, by the words shared. Three matrices, never blended.

To agree is not to copy, and to write about the same is not to agree; each matrix stands for itself, with a tree of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..corpus import read_only
from ..timing import followed, portions
from .runs import runs_of, wordings
from .sampling import article_size, intra_article_correlation

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..themes import Themes
    from ..timing import Told
    from .claims import Claims
    from .counting import Counted

#: Sentences, claims or runs of words that an outlet needs before it is compared.
_LEAST: Final = {"themes": 8, "claims": 5, "verbatim": 50}

_UNITS: Final = {"themes": "sentences with a theme", "claims": "claims", "verbatim": "runs of five words"}

_RUN_LENGTH: Final = 5

#: Power by which the likeness of samples of few articles falls.
_FEW_ARTICLES: Final = -1.5

#: Seconds that the passes took of 100,000 sentences: words, runs of them.
_SECONDS: Final = (6.0, 1.0)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two outlets, or groups of them, put together.

    Attributes
    ----------
    first, second : tuple of int
        Indices into the corpus's outlets.
    likeness : float
        Mean likeness between the members of the two.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    likeness: float


@dataclass(frozen=True, eq=False, slots=True)
class Likeness:
    """How alike the outlets are in one respect.

    Attributes
    ----------
    kind : str
        ``"themes"``: one minus the Jensen-Shannon divergence (base 2) of the themes' shares; ``"claims"``: claims in both over claims in
        either; ``"verbatim"``: runs of five words, quotations left out, in both over those of the outlet that has fewer.
    outlets : tuple of int
        Those that have enough text, by name.
    sizes : tuple of int
        Sentences with a theme, claims, or runs of each.
    values : ndarray of shape (n, n)
        0-1, symmetric, 1 on the diagonal; read-only.
    chance : ndarray of shape (n, n) or None
        For themes, the likeness that two samples of one and the same mix, of as many articles of these sizes, would show on average.
    left_out : tuple of (outlet, size)
        Outlets with too little text.
    merges : tuple of Merge
        Average linkage, most alike first; empty below three outlets.
    cophenetic : float or None
        Correlation of the matrix with the tree's own likenesses; None where there is no tree or all values are equal.
    refused : str or None
        Why there is no matrix, or no tree.
    """

    kind: str
    outlets: tuple[int, ...]
    sizes: tuple[int, ...]
    values: NDArray[np.float64]
    chance: NDArray[np.float64] | None
    left_out: tuple[tuple[int, int], ...]
    merges: tuple[Merge, ...]
    cophenetic: float | None
    refused: str | None


def mix_likeness(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """One minus the Jensen-Shannon divergence, in bits, of each two rows.

    Parameters
    ----------
    shares : ndarray of shape (n, n_themes)
        Rows that sum to one.

    Returns
    -------
    ndarray of shape (n, n)

    References
    ----------
    Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37(1).

    Examples
    --------
    >>> mix_likeness(np.array([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """

    def entropy(p: NDArray[np.float64]) -> NDArray[np.float64]:
        logs = np.log2(p, out=np.zeros_like(p), where=p > 0)
        found: NDArray[np.float64] = -(p * logs).sum(axis=-1)
        return found

    own = entropy(shares)
    mixed = entropy((shares[:, None, :] + shares[None, :, :]) / 2)
    return np.clip(1 - (mixed - (own[:, None] + own[None, :]) / 2), 0, 1)


def find_likeness(themes: Themes, claims: Claims, counted: Counted, *, progress: Told = None) -> tuple[Likeness, ...]:
    """Compare each two outlets in three respects.

    Parameters
    ----------
    themes : Themes
    claims : Claims
    counted : Counted
        What counts of the corpus.
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    tuple of Likeness
        ``"themes"``, ``"claims"``, ``"verbatim"``.

    Notes
    -----
    O(n_outlets ** 2 * (n_themes + n_claims)) and O(n_words log n_words).

    References
    ----------
    Sokal, R. R., & Rohlf, F. J. (1962). The comparison of dendrograms by objective methods. Taxon 11(2).
    """
    with portions(progress, len(counted.documents), *_SECONDS) as (reading, comparing):
        return (
            _by_themes(themes, counted),
            _by_claims(claims, counted),
            _by_words(counted, reading, comparing),
        )


def _by_themes(themes: Themes, counted: Counted) -> Likeness:
    articles = counted.by_document(themes.labels, len(themes.names))
    table = counted.by_outlet(themes.labels, len(themes.names))
    sizes = table.sum(axis=1)
    enough = sizes >= _LEAST["themes"]
    values = mix_likeness(table[enough] / sizes[enough][:, None])
    chance = chance_likeness(sampling_divergence(articles, counted.outlet_of)[enough])
    return _likeness("themes", sizes, values, chance)


def chance_likeness(strayed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Likeness that each two outlets would show on average, were they samples of one mix.

    One minus what both stray; of few articles that is less than nothing, for it is reckoned to second order, and their likeness falls more slowly: as
    ``(1 + d) ** -1.5`` for a sum of d, read off draws of articles (`docs/comparison.md`).

    Parameters
    ----------
    strayed : ndarray of shape (n_outlets,)
        As `sampling_divergence` gives it, in bits.

    Returns
    -------
    ndarray of shape (n_outlets, n_outlets)
        0-1, 1 on the diagonal.

    Examples
    --------
    >>> chance_likeness(np.array([0.05, 0.05, 1.5])).round(2).tolist()
    [[1.0, 0.9, 0.25], [0.9, 1.0, 0.25], [0.25, 0.25, 1.0]]
    """
    both = strayed[:, None] + strayed[None, :]
    chance = np.maximum(1 - both, (1 + both) ** _FEW_ARTICLES)
    np.fill_diagonal(chance, 1.0)
    return chance


def sampling_divergence(articles: NDArray[np.float64], outlet_of: NDArray[np.intp]) -> NDArray[np.float64]:
    """What each outlet adds to the Jensen-Shannon divergence, in bits, of two samples of one mix, by having no more text than it has.

    To second order two samples differ by the variance of each share over 8 ln 2 times the share, summed over both samples and all themes. The variance is that
    of whole articles: of sentences drawn one by one, times ``1 + (m - 1) * rho`` for articles of m sentences.

    Parameters
    ----------
    articles : ndarray of shape (n_articles, n_themes)
        Sentences of each article about each theme.
    outlet_of : ndarray of shape (n_articles,)

    Returns
    -------
    ndarray of shape (n_outlets,)
        Infinite for an outlet without such sentences.
    """
    lengths = articles.sum(axis=1).astype(np.intp)
    rho = intra_article_correlation(articles, lengths, outlet_of)
    used = articles.sum(axis=0) > 0
    # What is left of the variance of a share, divided by the share.
    rest = 1 - articles.sum(axis=0)[used] / max(lengths.sum(), 1)
    found = np.full(int(outlet_of.max(initial=-1)) + 1, np.inf)
    for o in np.unique(outlet_of[lengths > 0]).tolist():
        own = lengths[outlet_of == o]
        effect = 1 + (article_size(own) - 1) * rho[used]
        found[o] = float((rest * effect).sum()) / (8 * math.log(2) * own.sum())
    return found


def _by_claims(claims: Claims, counted: Counted) -> Likeness:
    corpus = counted.corpus
    stated = counted.sentences & (claims.claim_of >= 0)
    holds = _held(corpus.outlet_of[stated], claims.claim_of[stated], (len(corpus.outlets), len(claims.items)))
    sizes = np.diff(holds.indptr).astype(np.intp)
    enough = sizes >= _LEAST["claims"]
    both = np.asarray((holds @ holds.T).todense())[np.ix_(enough, enough)]
    either = sizes[enough][:, None] + sizes[enough][None, :] - both
    return _likeness("claims", sizes, both / either, None)


def _by_words(counted: Counted, reading: Told, comparing: Told) -> Likeness:
    texts = wordings(counted.corpus, progress=reading)
    runs = [runs_of(text.masked, _RUN_LENGTH) for text in followed(texts, comparing)]
    everything = np.concatenate(runs)
    owner = np.repeat(counted.outlet_of, [len(found) for found in runs])
    names, column = np.unique(everything, return_inverse=True)
    holds = _held(owner, column, (len(counted.corpus.outlets), len(names)))
    sizes = np.diff(holds.indptr).astype(np.intp)
    enough = sizes >= _LEAST["verbatim"]
    both = np.asarray((holds @ holds.T).todense())[np.ix_(enough, enough)]
    fewer = np.minimum(sizes[enough][:, None], sizes[enough][None, :])
    return _likeness("verbatim", sizes, both / fewer, None)


def _held(outlets: NDArray[np.intp], things: NDArray[np.intp], shape: tuple[int, int]) -> csr_array:
    """Which outlet has which thing, each once."""
    import scipy.sparse as sp

    holds = sp.csr_array((np.ones(len(outlets)), (outlets, things)), shape=shape)
    holds.data[:] = 1
    return holds


def _likeness(
    kind: str, sizes: NDArray[np.intp], values: NDArray[np.float64], chance: NDArray[np.float64] | None
) -> Likeness:
    enough = np.flatnonzero(sizes >= _LEAST[kind]).tolist()
    left_out = tuple((o, int(n)) for o, n in enumerate(sizes.tolist()) if n < _LEAST[kind])
    values = np.round((values + values.T) / 2, 6)
    np.fill_diagonal(values, 1.0)
    merges, cophenetic = _tree(enough, values)
    refused = None
    if len(enough) < 2:
        refused = f"two outlets with at least {_LEAST[kind]} {_UNITS[kind]} are needed, and there {'is 1' if enough else 'are none'}"
        values, chance = np.empty((0, 0)), None
        enough, left_out = [], tuple((o, int(n)) for o, n in enumerate(sizes.tolist()))
    elif len(enough) < 3:
        refused = "a tree needs three outlets"
    return Likeness(
        kind,
        tuple(enough),
        tuple(int(sizes[o]) for o in enough),
        read_only(values),
        None if chance is None else read_only(np.round(chance, 6)),
        left_out,
        merges,
        cophenetic,
        refused,
    )


def _tree(outlets: list[int], values: NDArray[np.float64]) -> tuple[tuple[Merge, ...], float | None]:
    """Average linkage and how well it keeps the matrix."""
    if len(outlets) < 3:
        return (), None
    from scipy.cluster.hierarchy import cophenet, linkage
    from scipy.spatial.distance import squareform

    distance = squareform(1 - values, checks=False)
    tree = linkage(distance, method="average")
    members: list[tuple[int, ...]] = [(o,) for o in outlets]
    merges = []
    for left, right, height, _ in tree.tolist():
        first, second = sorted((members[int(left)], members[int(right)]))
        merges.append(Merge(first, second, round(1 - height, 6)))
        members.append(tuple(sorted(first + second)))
    if np.ptp(distance) == 0:
        return tuple(merges), None
    return tuple(merges), round(float(cophenet(tree, distance)[0]), 6)
