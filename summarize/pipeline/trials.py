"""One setting of the clustering tried on stories, with labels and without."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..evaluation.clusters import adjusted_mutual_information, adjusted_rand, b_cubed
from ..settings import ThemeSettings
from ..similarity import common_direction_removed, unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..themes.evidence import Evidence

#: Resamples of the articles from which agreement is measured: enough to tell settings apart, few enough for many trials.
N_RESAMPLES: Final = 8


@dataclass(frozen=True, eq=False)
class Bench:
    """A story laid out once, on which any number of settings can be tried.

    Attributes
    ----------
    name : str
    corpus : Corpus
    evidence : Evidence
    rows : ndarray of shape (n_rows,)
        The sentences that are running text.
    context : ndarray of shape (n_rows, n_columns)
        Their vectors by the shipped settings: the space in which divisions by any settings are compared.
    theme_of : ndarray of shape (n_sentences,) or None
        What a person says: number of the theme, -1 = none, -2 = not labelled; None without labels.
    """

    name: str
    corpus: Corpus
    evidence: Evidence
    rows: NDArray[np.intp]
    context: NDArray[np.float32]
    theme_of: NDArray[np.intp] | None


@dataclass(frozen=True, slots=True)
class Tried:
    """How one setting did on one story.

    Attributes
    ----------
    n_themes : float
    share : float
        Share of the sentences of the story that have a theme.
    agreement : float or None
        Mean adjusted Rand index with the themes found from two thirds of the articles; None for fewer than three.
    silhouette : float
        Mean silhouette of the sentences with a theme, by cosine; 0 for fewer than two themes.
    adjusted_rand, adjusted_mutual_information, b_cubed : float or None
        Against the labels, over sentences that a person gave a theme; None without labels.
    of_labelled : float or None
        Number of themes as a multiple of the person's.
    score : float
        What is searched for: the adjusted Rand index; without labels the mean of agreement and silhouette, times the share.
    """

    n_themes: float
    share: float
    agreement: float | None
    silhouette: float
    adjusted_rand: float | None
    adjusted_mutual_information: float | None
    b_cubed: float | None
    of_labelled: float | None
    score: float


def mean_trial(trials: Sequence[Tried]) -> Tried:
    """How one setting did on a story by the labels of several, who all label or none: the mean of each figure."""
    if len(trials) == 1:
        return trials[0]

    def mean(name: str) -> Any:
        given = [value for trial in trials if (value := getattr(trial, name)) is not None]
        return None if len(given) < len(trials) else float(np.mean(given))

    return Tried(**{field.name: mean(field.name) for field in fields(Tried)})


def bench_of(name: str, corpus: Corpus, embeddings: Embeddings, theme_of: NDArray[np.intp] | None) -> Bench:
    """Lay out a story.

    Parameters
    ----------
    name : str
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    theme_of : ndarray of shape (n_sentences,) or None
    """
    from ..themes.evidence import gather

    evidence = gather(corpus, embeddings)
    rows = np.flatnonzero(evidence.in_story)
    context = evidence.contexts(rows, ThemeSettings()).take(np.arange(len(rows)))
    return Bench(name, corpus, evidence, rows, context, theme_of)


def themes_by(bench: Bench, settings: ThemeSettings) -> NDArray[np.intp]:
    """Theme of each sentence by some settings, -1 = none, shape (n_sentences,)."""
    from ..themes.partition import free_partition

    labels = np.full(len(bench.evidence.texts), -1)
    labels[bench.rows] = free_partition(bench.evidence, settings, bench.rows).divide(None)
    return labels


def try_settings(bench: Bench, settings: ThemeSettings, *, random_state: int) -> Tried:
    """Divide a story by some settings, and measure what comes out.

    Parameters
    ----------
    bench : Bench
    settings : ThemeSettings
    random_state : int
        For the resampling.

    Returns
    -------
    Tried
    """
    from ..themes.partition import free_partition
    from ..themes.stability import drawn_rows

    labels = themes_by(bench, settings)
    found = labels[bench.rows]
    n_themes = len(np.unique(found[found >= 0]))
    drawn = drawn_rows(
        bench.corpus.document_of,
        bench.evidence.in_story,
        n_documents=len(bench.corpus.documents),
        n_resamples=N_RESAMPLES,
        random_state=random_state,
    )
    agreements = [
        adjusted_rand(labels[rows], free_partition(bench.evidence, settings, rows).divide(None)) for rows in drawn
    ]
    agreement = float(np.mean(agreements)) if agreements else None
    share = float((found >= 0).mean()) if len(found) else 0.0
    silhouette = _silhouette(bench.context, found)
    if bench.theme_of is None:
        score = share * (silhouette if agreement is None else (agreement + silhouette) / 2)
        return Tried(n_themes, share, agreement, silhouette, None, None, None, None, score)
    kept = bench.theme_of >= 0
    truth, ours = bench.theme_of[kept], labels[kept]
    rand = adjusted_rand(truth, ours)
    return Tried(
        n_themes,
        share,
        agreement,
        silhouette,
        rand,
        adjusted_mutual_information(truth, ours),
        b_cubed(truth, ours)[2],
        n_themes / max(len(np.unique(truth)), 1),
        rand,
    )


def _silhouette(context: NDArray[np.float32], labels: NDArray[np.intp]) -> float:
    """Mean silhouette of the rows with a label, 0 where there is nothing to compare.

    References
    ----------
    Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of cluster analysis.
    """
    from sklearn.metrics import silhouette_score

    kept = labels >= 0
    n_groups = len(np.unique(labels[kept]))
    if n_groups < 2 or n_groups >= kept.sum():
        return 0.0
    return float(silhouette_score(context[kept], labels[kept], metric="cosine"))


def names_of(bench: Bench, labels: NDArray[np.intp]) -> list[str]:
    """What sets each theme most apart, one phrase a theme.

    Parameters
    ----------
    bench : Bench
    labels : ndarray of shape (n_sentences,)
    """
    from ..themes.labels import theme_terms
    from ..themes.phrases import phrases_of

    evidence = bench.evidence
    terms = theme_terms(
        phrases_of(bench.corpus, evidence.first),
        labels,
        int(labels.max(initial=-1)) + 1,
        document_of=bench.corpus.document_of,
        counted=evidence.first,
        n_phrases=1,
    )
    return [own[0].written if own else f"theme {k}" for k, own in enumerate(terms)]


def map_of(bench: Bench, labels: NDArray[np.intp]) -> NDArray[np.float64]:
    """A place for each sentence on a plane on which the themes stand apart, shape (n_sentences, 2).

    The plane is spanned by the two directions in which the middles of the themes differ most.

    Parameters
    ----------
    bench : Bench
    labels : ndarray of shape (n_sentences,)

    Returns
    -------
    ndarray of shape (n_sentences, 2)
        Between -1 and 1.
    """
    own = common_direction_removed(bench.evidence.vectors, bench.evidence.weights).astype(np.float64)
    groups = [own[labels == k].mean(axis=0) for k in np.unique(labels[labels >= 0]).tolist()]
    spanning = unit_rows(np.array(groups).astype(np.float32)) if len(groups) > 2 else own
    axes = np.linalg.svd(spanning - spanning.mean(axis=0), full_matrices=False)[2][:2]
    # A direction has no sign of its own; the largest part of it is taken for positive.
    axes = axes * np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]
    place = np.zeros((len(own), 2))
    place[:, : len(axes)] = own @ axes.T
    return place / max(float(np.abs(place).max(initial=0)), 1e-12)
