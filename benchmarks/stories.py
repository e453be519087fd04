"""Mixed corpora divided into stories: many stories thrown together, a few of them, and each by itself; beside other methods.

Writes ``benchmarks/results/stories.json`` and the tables in ``docs/stories.md``. Collections: real stories of up to nineteen articles,
stories of three articles each on American politics, and ten topics followed over months in seven languages.

usage: python benchmarks/stories.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from pages import save, write_tables
from shipped import EXACT, model_identity

import summarize as sm
from summarize.corpus import Corpus
from summarize.embedding import spoken_by
from summarize.evaluation.clusters import adjusted_mutual_information, adjusted_rand, b_cubed, singled_out
from summarize.events import headlines
from summarize.events import likeness as rooms
from summarize.events.finding import story_labels
from summarize.events.likeness import Shares, StoryEvidence, gather_documents
from summarize.settings import StorySettings
from summarize.similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Labels = NDArray[np.intp]

    class Divide(Protocol):
        """A method with one bar."""

        def __call__(self, given: Task, bar: float) -> Labels:
            """Divide the documents of a task."""
            ...


HERE = Path(__file__).parent
RESULTS = HERE / "results" / "stories.json"
DOC = HERE.parent / "docs" / "stories.md"

LANGUAGES = ("english", "french", "czech", "greek", "arabic", "hebrew", "hindi")

#: Stories thrown together, as often as the second number says.
FEW = ((2, 6), (3, 6), (5, 6), (7, 6))
SOME = ((15, 4), (20, 4), (25, 4), (30, 4))

#: Sentences of a piece of an article, and pieces from which a story is a large one.
PIECE = 8
MANY_PIECES = 30

BARS = (0.35, 0.4, 0.45, 0.5, 0.55)

PARTS: dict[str, Shares] = {
    "as shipped": Shares(),
    "no headlines": Shares(0, 1 / 2, 1 / 4, 1 / 4),
    "no words": Shares(1 / 2, 0, 1 / 4, 1 / 4),
    "no names": Shares(2 / 5, 2 / 5, 0, 1 / 5),
    "no dates": Shares(2 / 5, 2 / 5, 1 / 5, 0),
    "headlines alone": Shares(1, 0, 0, 0),
    "words alone": Shares(0, 1, 0, 0),
}


@dataclass(frozen=True, eq=False)
class Task:
    """Documents thrown together, and the story of each."""

    evidence: StoryEvidence
    means: NDArray[np.float32]
    truth: Labels

    @property
    def n_stories(self) -> int:
        """Number of stories thrown together."""
        return len(np.unique(self.truth))

    def score(self, labels: Labels) -> dict[str, float]:
        """Agreement with the stories; a document that stands alone is a story of its own."""
        alone = singled_out(labels)
        return {
            "adjusted_rand": adjusted_rand(self.truth, labels),
            "adjusted_mutual_information": adjusted_mutual_information(self.truth, labels),
            "b_cubed": b_cubed(self.truth, labels)[2],
            "stories_of_gold": len(np.unique(alone)) / self.n_stories,
            "one": float(len(np.unique(alone)) == 1),
        }


@dataclass(frozen=True, eq=False)
class Collection:
    """A collection whole, its stories each by itself, and some of them thrown together."""

    whole: Task
    single: list[Task]
    few: list[Task]
    some: list[Task]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def task(stories: Sequence[dict[str, Any]]) -> Task:
    records, origin = [], {}
    for story in stories:
        for document in story["documents"]:
            name = f"{story['id']} {document['id']}"
            records.append({**document, "id": name})
            origin[name] = story["id"]
    analysis = sm.analyse(Corpus.from_records(records), settings=EXACT)
    corpus = analysis.corpus
    lines = analysis.embed_texts(headlines(corpus)).vectors
    means = np.zeros((len(corpus.documents), lines.shape[1]))
    np.add.at(means, corpus.document_of, analysis.embeddings.vectors)
    truth = np.unique([origin[d.id] for d in corpus.documents], return_inverse=True)[1]
    evidence = gather_documents(corpus, lines, spoken=spoken_by(analysis.encoder.identity))
    return Task(evidence, unit_rows(means.astype(np.float32)), np.asarray(truth, dtype=np.intp))


def drawn(stories: list[dict[str, Any]], sizes: Sequence[tuple[int, int]]) -> list[Task]:
    random = np.random.default_rng(0)
    return [
        task([stories[i] for i in random.choice(len(stories), n, replace=False)])
        for n, times in sizes
        for _ in range(times)
        if n < len(stories)
    ]


def collection(stories: list[dict[str, Any]]) -> Collection:
    return Collection(task(stories), [task([story]) for story in stories], drawn(stories, FEW), drawn(stories, SOME))


def in_pieces(stories: Sequence[dict[str, Any]]) -> list[Task]:
    """Long stories, every article cut into pieces of `PIECE` sentences: a hundred documents on one story, as far as data go."""
    found = []
    for story in stories:
        corpus = sm.analyse(Corpus.from_records(story["documents"]), settings=EXACT).corpus
        pieces = []
        for i, document in enumerate(corpus.documents):
            own = [sentence for sentence in corpus.sentences if sentence.document == i]
            for start in range(0, len(own) - PIECE // 2, PIECE):
                part = own[start : start + PIECE]
                text = document.text[part[0].start : part[-1].stop]
                facts = {"outlet": document.outlet, "published": document.published, "text": text}
                pieces.append({"id": f"{document.id} {start}", **facts})
        if len(pieces) >= MANY_PIECES:
            found.append(task([{"id": story["id"], "documents": pieces}]))
    return found


def mean(tasks: Sequence[Task], divide: Callable[[Task], Labels], key: str) -> float | None:
    if not tasks:
        return None
    return round(statistics.fmean(t.score(divide(t))[key] for t in tasks), 4)


def measured(found: Collection, divide: Callable[[Task], Labels]) -> dict[str, Any]:
    begun = time.perf_counter()
    score = found.whole.score(divide(found.whole))
    seconds = time.perf_counter() - begun
    return {
        "n_documents": len(found.whole.truth),
        "n_stories": found.whole.n_stories,
        **{key: round(value, 4) for key, value in score.items() if key != "one"},
        "some": mean(found.some, divide, "adjusted_rand"),
        "few": mean(found.few, divide, "adjusted_rand"),
        "one": mean(found.single, divide, "one"),
        "seconds": round(seconds, 3),
    }


def shipped(given: Task, settings: StorySettings | None = None) -> Labels:
    return story_labels(given.evidence, settings or StorySettings())


def k_means(given: Task) -> Labels:
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(given.n_stories, n_init=10, random_state=0).fit_predict(given.means), dtype=np.intp)


def hdbscan(given: Task) -> Labels:
    from sklearn.cluster import HDBSCAN

    if len(given.truth) < 2:
        return np.zeros(len(given.truth), dtype=np.intp)
    return np.asarray(HDBSCAN(min_cluster_size=2, copy=True).fit_predict(given.means), dtype=np.intp)


def dbscan(given: Task, bar: float) -> Labels:
    """DBSCAN on the means of the sentence vectors, `bar` being the cosine within which two documents are neighbours."""
    from sklearn.cluster import DBSCAN

    distance = np.clip(1 - given.means @ given.means.T, 0, 2).astype(np.float64)
    found = DBSCAN(eps=1 - bar, min_samples=2, metric="precomputed").fit_predict(distance)
    return np.asarray(found, dtype=np.intp)


def components(given: Task, bar: float) -> Labels:
    """Connected components of the documents whose tf-idf has a cosine above the bar."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    similar = (given.evidence.words @ given.evidence.words.T).toarray() >= bar
    return np.asarray(connected_components(csr_array(similar), directed=False)[1], dtype=np.intp)


def linked(given: Task, bar: float) -> Labels:
    """Average linkage over the same likeness as ours, cut at one bar."""
    from summarize.clustering.trees import cut_at, linkage_of

    every = np.arange(len(given.truth))
    distance = np.round(np.maximum(1 - given.evidence.between(every, every), 0), 6).astype(np.float64)
    return cut_at(linkage_of(distance), bar)


#: Methods with one bar, and the bars among which it is chosen.
BARRED: dict[str, tuple[Divide, tuple[float, ...]]] = {
    "one bar on tf-idf cosine": (components, tuple(round(0.08 + 0.04 * k, 2) for k in range(14))),
    "DBSCAN, mean vectors": (dbscan, tuple(round(0.5 + 0.04 * k, 2) for k in range(12))),
    "average linkage, our likeness, one bar": (linked, tuple(round(0.1 + 0.04 * k, 2) for k in range(12))),
}


def worth(found: Collection, divide: Callable[[Task], Labels]) -> float:
    """What a bar is chosen by: many stories, some, a few and single ones count alike."""
    score = measured(found, divide)
    values = [score[key] for key in ("adjusted_rand", "some", "few", "one") if score[key] is not None]
    return statistics.fmean(values)


def _worth_of(found: Collection, method: Divide, bar: float) -> float:
    return worth(found, partial(method, bar=bar))


def chosen(collections: Sequence[Collection], method: Divide, bars: Sequence[float]) -> float:
    def total(bar: float) -> float:
        return statistics.fmean(worth(found, partial(method, bar=bar)) for found in collections)

    return max(bars, key=lambda bar: (round(total(bar), 6), -bar))


def with_bar(given: Task, bar: float) -> Labels:
    return shipped(given, replace(StorySettings(), bar=bar))


def peers(collections: dict[str, Collection]) -> dict[str, Any]:
    """Each method on each collection, a bar being chosen on the others."""
    plain: dict[str, Callable[[Task], Labels]] = {
        "k-means, mean vectors, told the number": k_means,
        "HDBSCAN, mean vectors": hdbscan,
    }
    result: dict[str, Any] = {name: {} for name in ("summarize", "summarize, bar chosen elsewhere")}
    for name, found in collections.items():
        others = [other for key, other in collections.items() if key != name]
        result["summarize"][name] = measured(found, shipped)
        for method, (divide, bars) in {"summarize, bar chosen elsewhere": (with_bar, BARS), **BARRED}.items():
            bar = chosen(others, divide, bars)
            score = measured(found, partial(divide, bar=bar))
            result.setdefault(method, {})[name] = {**score, "bar": bar}
            if method in BARRED:
                best = max(bars, key=partial(_worth_of, found, divide))
                score = measured(found, partial(divide, bar=best))
                result.setdefault(f"{method}, the best here", {})[name] = {**score, "bar": best}
        for method, plainly in plain.items():
            result.setdefault(method, {})[name] = measured(found, plainly)
    return result


def parts(collections: dict[str, Collection]) -> dict[str, Any]:
    def with_shares(shares: Shares) -> Callable[[Task], Labels]:
        return lambda t: story_labels(replace(t.evidence, shares=shares), StorySettings())

    result: dict[str, Any] = {
        name: {key: measured(found, with_shares(shares)) for key, found in collections.items()}
        for name, shares in PARTS.items()
    }
    return result


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))


def figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def split_table(results: dict[str, Any]) -> str:
    lines = [
        [
            name,
            f"{found['n_documents']} / {found['n_stories']}",
            *(f"{found[key]:.3f}" for key in ("adjusted_rand", "adjusted_mutual_information", "b_cubed")),
            figure(found["stories_of_gold"]),
            *(figure(found[key]) for key in ("some", "few", "one")),
        ]
        for name, found in results["shipped"].items()
    ]
    head = ("collection", "documents / stories", "ARI", "AMI", "B³ F1", "found / true", "15-30", "2-7", "one")
    text = "ARI: adjusted Rand index, a document that stands alone being a story of its own; AMI: adjusted mutual information. *15-30* and *2-7*: mean "
    text += "ARI where so many stories of the collection are thrown together, at random, 16 and 24 times. *one*: share of the stories that, given by "
    text += "themselves, come out as one, every document in it. The shipped bar was chosen with the English collections in view; chosen on others: below."
    large = results["large"]
    whole = sum(found["largest"] == found["n_documents"] for found in large)
    sizes = sorted(found["n_documents"] for found in large)
    share = statistics.fmean(found["largest"] / found["n_documents"] for found in large)
    pieces = f"Large stories, made of the longest by cutting every article into pieces of {PIECE} sentences ({len(large)} stories of {sizes[0]} to "
    pieces += f"{sizes[-1]} pieces, without headlines): {whole} come out as one; the largest part holds {100 * share:.0f} % of the pieces in the mean."
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    return "\n".join(
        (text, "", table(head, lines), "", pieces, "", f"Model {results['model']}; {results['platform']}; {versions}.")
    )


def wide_table(results: dict[str, Any], first: str) -> str:
    names = list(next(iter(results.values())))
    lines = []
    for method, by_collection in results.items():
        cells = [method]
        for name in names:
            found = by_collection[name]
            cells.append(f"{found['adjusted_rand']:.2f}")
            cells += [figure(found["few"]), figure(found["one"])]
        lines.append(cells)
    head = [first, *(cell for name in names for cell in (name, "2-7", "one"))]
    return table(head, lines)


def write(results: dict[str, Any]) -> None:
    save(RESULTS, results)
    about = "ARI of all stories of a collection together, of 2 to 7 of them, and the share of single ones left whole. *Chosen elsewhere*: a bar that was chosen on the other "
    about += "two collections; *the best here*: the best bar on this very collection, more than a user could know. k-means is told the true number."
    found = {
        "split": split_table(results),
        "split-peers": f"{about}\n\n{wide_table(results['peers'], 'method')}",
        "split-parts": wide_table(results["parts"], "likeness"),
    }
    write_tables(DOC, found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    data: Path = parser.parse_args().shared / "data"
    if not (data / "stories.jsonl").is_file():
        print(f"{data}: expected stories.jsonl there; name the folder above it with --shared", file=sys.stderr)
        return 1
    raw = {name: rows(data / f"{name}.jsonl") for name in ("stories", "roundups")}
    raw |= {language: rows(data / f"multiling.{language}.jsonl") for language in LANGUAGES}
    collections = {name: collection(stories) for name, stories in raw.items()}
    english = {name: collections[name] for name in ("stories", "roundups", "english")}
    every = [story for name in english for story in raw[name]]
    together = Collection(task(every), [], [], [])
    results = {
        "model": model_identity(),
        "platform": f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in ("numpy", "scipy", "scikit-learn")},
        "prior_documents": rooms.PRIOR_DOCUMENTS,
        "shipped": {
            **{name: measured(found, shipped) for name, found in collections.items()},
            "stories, roundups and english": measured(together, shipped),
        },
        "large": [
            {"n_documents": len(t.truth), "largest": int(np.bincount(singled_out(shipped(t))).max())}
            for t in in_pieces([*raw["stories"], *raw["english"]])
        ],
        "peers": peers(english),
        "parts": parts(english),
    }
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
