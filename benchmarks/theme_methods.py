"""What the themes are measured beside: vectors, clustering methods, and the topic models of others.

Every method gets the same sentences (those that `summarize` takes for running text) and the same embeddings.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np

from summarize.clustering.context import Contexts, length_weights
from summarize.clustering.groups import group_rows
from summarize.lexical import token_spans
from summarize.similarity import common_direction_removed, top_k, unit_rows
from summarize.terms import count_matrix
from summarize.themes.evidence import DEPTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from summarize.clustering.groups import Grouping
    from summarize.themes.evidence import Evidence

    Labels = NDArray[np.intp]
    Method = Callable[["Task"], Labels]

__all__ = ["METHODS", "PEERS", "SETTINGS", "VECTORS", "Task", "grouping", "peer_versions"]

#: The shipped settings of the vectors.
SETTINGS: Mapping[str, float] = {"neighbours": 0.25, "paragraph": 0.2, "words": 0.35, "own": 0.25, "bar": 0.21}


@dataclass(frozen=True, eq=False)
class Task:
    """The sentences of one story that are to be divided.

    Attributes
    ----------
    evidence : Evidence
    rows : ndarray of shape (n_rows,)
    n_told : int
        The annotator's number of themes.
    headlines : ndarray of shape (n_rows, n_dims)
        Vector of the headline of each sentence's article.
    seed : int
    """

    evidence: Evidence
    rows: NDArray[np.intp]
    n_told: int
    headlines: NDArray[np.float32]
    seed: int = 0
    memo: dict[object, NDArray[np.float32]] = field(default_factory=dict)

    @property
    def raw(self) -> NDArray[np.float32]:
        """The embeddings as they are."""
        return self.evidence.vectors[self.rows]

    @property
    def texts(self) -> list[str]:
        """The sentences."""
        return [self.evidence.texts[i] for i in self.rows.tolist()]


def context(task: Task, **changed: Any) -> NDArray[np.float32]:
    """Contextual vectors, as shipped but for what is changed."""
    key = tuple(sorted(changed.items()))
    if key in task.memo:
        return task.memo[key]
    evidence, rows = task.evidence, task.rows
    chosen = {**SETTINGS, **changed}
    vectors = task.raw
    if changed.get("headline"):
        vectors = unit_rows(vectors + np.float32(changed["headline"]) * task.headlines)
    words = [list(evidence.words[i]) for i in rows.tolist()]
    if changed.get("names"):
        words = [own + names_of(evidence.texts[i]) for own, i in zip(words, rows.tolist(), strict=True)]
    lengths = length_weights(np.array([len(own) for own in words])) if changed.get("lengths", True) else None
    weights = evidence.weights[rows] if changed.get("copies", True) else None
    if not changed.get("direction", True):
        # The common direction is what the weighted mean subtracts: of no weight nothing is subtracted.
        weights = np.zeros(len(rows))
    contexts = Contexts(
        vectors,
        evidence.document_of[rows],
        terms=count_matrix(words, min_sentences=2).tf_idf(),
        weights=weights,
        own_weights=lengths,
        paragraph_of=evidence.paragraph_of[rows],
        neighbour_weight=chosen["neighbours"],
        paragraph_weight=chosen["paragraph"],
        term_share=chosen["words"],
    )
    task.memo[key] = contexts.take(np.arange(len(vectors)))
    return task.memo[key]


def names_of(text: str) -> list[str]:
    """Capitalised words within a sentence, and numbers: a second time, so that they weigh double."""
    words, spans = token_spans(text)
    return [
        word
        for word, (start, _) in zip(words[1:], spans[1:].tolist(), strict=True)
        if text[start].isupper() or word[0].isdigit()
    ]


def grouping(task: Task, **changed: Any) -> Grouping:
    """The shipped tree, but for what is changed."""
    founders = task.evidence.first[task.rows] if changed.get("copies", True) else None
    return group_rows(
        context(task, **{k: v for k, v in changed.items() if k not in ("depths", "own")}),
        founders=founders,
        depths=changed.get("depths", DEPTHS),
        own_share=changed.get("own", SETTINGS["own"]),
    )


VECTORS: dict[str, Callable[[Task], NDArray[np.float32]]] = {
    "raw": lambda task: task.raw,
    "centred": lambda task: common_direction_removed(task.raw, task.evidence.weights[task.rows]),
    "context": lambda task: context(task),
    "profiles": lambda task: grouping(task).profiles,
}


def k_means(X: NDArray[np.float32], k: int, seed: int) -> Labels:
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(k, n_init=10, random_state=seed).fit_predict(X))


def spherical(X: NDArray[np.float32], k: int, seed: int) -> Labels:
    """k-means on the sphere: centres are scaled to length 1, the best of ten starts."""
    random = np.random.default_rng(seed)
    best, best_sum = np.zeros(len(X), dtype=np.intp), -np.inf
    for _ in range(10):
        centres = X[random.choice(len(X), k, replace=False)]
        labels = np.full(len(X), -1)
        for _ in range(100):
            similar = X @ centres.T
            new = similar.argmax(axis=1)
            if np.array_equal(new, labels):
                break
            labels = new
            centres = unit_rows(np.stack([X[labels == c].sum(axis=0) for c in range(k)]))
        total = float(similar.max(axis=1).sum())
        if total > best_sum:
            best, best_sum = labels, total
    return best


def linked(method: str) -> Callable[[NDArray[np.float32], int, int], Labels]:
    def divide(X: NDArray[np.float32], k: int, _seed: int) -> Labels:
        from sklearn.cluster import AgglomerativeClustering

        metric = "euclidean" if method == "ward" else "cosine"
        return np.asarray(AgglomerativeClustering(k, metric=metric, linkage=method).fit_predict(X))

    return divide


def spectral(X: NDArray[np.float32], k: int, seed: int) -> Labels:
    from sklearn.cluster import SpectralClustering

    similar = np.clip(X @ X.T, 0, None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a graph in several parts is said to be one; it is divided all the same
        return np.asarray(SpectralClustering(k, affinity="precomputed", random_state=seed).fit_predict(similar))


def mixture(X: NDArray[np.float32], k: int, seed: int) -> Labels:
    """Gaussians with diagonal covariances, in the first ten principal components."""
    from sklearn.decomposition import PCA
    from sklearn.mixture import GaussianMixture

    reduced = PCA(min(10, len(X) - 1), random_state=seed).fit_transform(X)
    return np.asarray(GaussianMixture(k, covariance_type="diag", n_init=5, random_state=seed).fit_predict(reduced))


def consensus(X: NDArray[np.float32], k: int, seed: int) -> Labels:
    """How often two rows are together in forty k-means of two thirds of the rows; average linkage over that."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.cluster import KMeans

    random = np.random.default_rng(seed)
    together, drawn = np.zeros((2, len(X), len(X)))
    for _ in range(40):
        rows = np.sort(random.permutation(len(X))[: 2 * len(X) // 3])
        labels = KMeans(min(k, len(rows)), n_init=1, random_state=int(random.integers(1 << 30))).fit_predict(X[rows])
        together[np.ix_(rows, rows)] += labels[:, None] == labels[None, :]
        drawn[np.ix_(rows, rows)] += 1
    apart = 1 - together / np.maximum(drawn, 1)
    np.fill_diagonal(apart, 0)
    return np.asarray(fcluster(linkage(squareform(apart, checks=False), "average"), k, "maxclust")) - 1


def hdbscan(X: NDArray[np.float32], _k: int, _seed: int, *, min_size: int = 5) -> Labels:
    from sklearn.cluster import HDBSCAN

    return np.asarray(HDBSCAN(min_cluster_size=min_size, copy=True).fit_predict(X))


def communities(name: str) -> Callable[[NDArray[np.float32], int, int], Labels]:
    """Communities of the graph of the fifteen nearest, weighed by similarity."""

    def divide(X: NDArray[np.float32], _k: int, seed: int) -> Labels:
        import scipy.sparse as sp
        from sknetwork import clustering

        indices, similar = top_k(X, X, min(16, len(X)))
        rows = np.repeat(np.arange(len(X)), indices.shape[1])
        keep = (rows != indices.ravel()) & (similar.ravel() > 0)
        edges = (similar.ravel()[keep].astype(np.float64), (rows[keep], indices.ravel()[keep]))
        graph = sp.csr_matrix(edges, shape=(len(X), len(X)))
        graph = graph.maximum(graph.T)
        return np.asarray(getattr(clustering, name)(random_state=seed).fit_predict(graph))

    return divide


#: From vectors, the number of themes (which the last three choose themselves) and a seed to labels.
METHODS: dict[str, Callable[[NDArray[np.float32], int, int], Labels]] = {
    "k-means": k_means,
    "spherical k-means": spherical,
    "average linkage": linked("average"),
    "Ward": linked("ward"),
    "spectral": spectral,
    "Gaussian mixture": mixture,
    "consensus of k-means": consensus,
    "HDBSCAN": hdbscan,
    "Louvain": communities("Louvain"),
    "Leiden": communities("Leiden"),
}


class _Given:
    """Embeddings that are already there, as a peer's encoder."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self.vectors = vectors

    def encode(self, sentences: Any, **_: Any) -> NDArray[np.float32]:
        if len(sentences) != len(self.vectors):
            # A peer's vocabulary: words have no vectors here, and decide no label of a sentence.
            return np.zeros((len(sentences), self.vectors.shape[1]), dtype=np.float32)
        return self.vectors


def bertopic(*, min_size: int = 10, n_neighbours: int = 15) -> Method:
    def divide(task: Task) -> Labels:
        from bertopic import BERTopic
        from umap import UMAP

        # BERTopic's own settings of UMAP, with a seed.
        umap = UMAP(
            n_neighbors=min(n_neighbours, len(task.rows) - 1),
            n_components=5,
            min_dist=0.0,
            metric="cosine",
            low_memory=False,
            random_state=task.seed,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            topics, _ = BERTopic(umap_model=umap, min_topic_size=min_size).fit_transform(task.texts, task.raw)
        return np.array(topics)

    return divide


def turftopic_clusters(*, reduced: bool = False) -> Method:
    def divide(task: Task) -> Labels:
        from turftopic import ClusteringTopicModel

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            n_topics = task.n_told if reduced else None
            model = ClusteringTopicModel(n_reduce_to=n_topics, encoder=_Given(task.raw), random_state=task.seed)
            try:
                model.fit_transform(task.texts, embeddings=task.raw)
            except ValueError:
                # Where its clustering finds nothing in a small story, it fails on the empty topics: no sentence has one.
                return np.full(len(task.rows), -1)
        return np.asarray(model.labels_, dtype=np.intp)

    return divide


def turftopic(kind: str) -> Method:
    """A topic model that takes its number of topics; a sentence goes to its strongest."""

    def divide(task: Task) -> Labels:
        import turftopic as peer

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = getattr(peer, kind)(task.n_told, encoder=_Given(task.raw), random_state=task.seed)
            weights = model.fit_transform(task.texts, embeddings=task.raw)
        return np.asarray(np.abs(weights).argmax(axis=1))

    return divide


def plain_k_means(k: int | None) -> Method:
    return lambda task: k_means(task.raw, k or task.n_told, task.seed)


def plain_hdbscan(min_size: int) -> Method:
    return lambda task: hdbscan(task.raw, 0, 0, min_size=min_size)


#: Each peer: its package, at its defaults, and the settings among which its best is looked for.
PEERS: dict[str, tuple[str, Method, dict[str, Method]]] = {
    "BERTopic": (
        "bertopic",
        bertopic(),
        {
            f"min_topic_size={m}, n_neighbors={n}": bertopic(min_size=m, n_neighbours=n)
            for m in (3, 5, 8)
            for n in (5, 15)
        },
    ),
    "Turftopic clustering": (
        "turftopic",
        turftopic_clusters(),
        {"reduced to the annotated number": turftopic_clusters(reduced=True)},
    ),
    "Turftopic GMM, told the annotated number": ("turftopic", turftopic("GMM"), {}),
    "Turftopic S3, told the annotated number": ("turftopic", turftopic("SemanticSignalSeparation"), {}),
    "k-means": ("sklearn", plain_k_means(8), {"the annotated number": plain_k_means(None)}),
    "HDBSCAN": ("sklearn", plain_hdbscan(5), {f"min_cluster_size={m}": plain_hdbscan(m) for m in (2, 3, 4)}),
}


def peer_versions() -> dict[str, str]:
    """Versions of the peers that are installed."""
    found: dict[str, str] = {}
    for package in ("bertopic", "turftopic", "scikit-network", "scikit-learn", "umap-learn"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
