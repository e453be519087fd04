"""Themes against hand labels: vectors, clustering methods and rules for their number side by side, seeds, and the peers.

Seven stories whose every sentence an annotator gave a theme, or none, and 28 others whose labels a language model made. Writes ``benchmarks/results/themes.json`` and the
tables in ``docs/themes.md``. The peers are those that are installed (the extra ``bench-themes``); a missing one is named.

usage: python benchmarks/themes.py [--shared ../shared] [--only quality|speed|elsewhere]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import sys
import time
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from labelled import annotators_agree, gold_story, other_files, rows
from pages import save, write_tables
from shipped import EXACT
from theme_methods import METHODS, PEERS, SETTINGS, VECTORS, Task, grouping, peer_versions
from theme_tables import theme_tables

import summarize as sm
from summarize.clustering.groups import in_size_order
from summarize.corpus import Corpus
from summarize.evaluation.clusters import adjusted_mutual_information, adjusted_rand, b_cubed
from summarize.settings import ThemeSettings
from summarize.terms import word_shares
from summarize.themes import find_themes
from summarize.themes.evidence import gather
from summarize.themes.seeds import seed_similarities

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Labels = NDArray[np.intp]
    Divide = Callable[[Task], Labels]

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "themes.json"
DOC = HERE.parent / "docs" / "themes.md"

#: Each with one thing changed; the annotated number is told, since the bar would have to move with the vectors.
ABLATIONS: dict[str, dict[str, Any]] = {
    "as shipped": {},
    "common direction kept": {"direction": False},
    "no neighbours": {"neighbours": 0.0},
    "no paragraph": {"paragraph": 0.0},
    "length of a sentence not weighed": {"lengths": False},
    "no words": {"words": 0.0},
    "words alone": {"words": 1.0},
    "names and numbers twice": {"names": True},
    "headline added, weight 0.2": {"headline": 0.2},
    "copies found themes": {"copies": False},
    "no profiles: average linkage on the vectors": {"depths": ()},
    "profiles once": {"depths": (0.05,)},
    "profiles three times": {"depths": (0.05, 0.06, 0.06)},
    "profiles alone": {"own": 0.0},
}

GRID = {"neighbours": (0.15, 0.25, 0.35), "words": (0.2, 0.35, 0.5), "bar": (0.15, 0.18, 0.21, 0.24, 0.28)}

SEED_BARS = tuple(round(0.1 + 0.05 * k, 2) for k in range(13))


class Story:
    """One labelled story, as a task."""

    def __init__(self, shared: Path, gold: Path) -> None:
        analysis, labels = gold_story(shared, gold)
        self.name = gold.stem
        self.corpus = analysis.corpus
        self.embeddings = analysis.embeddings
        evidence = gather(self.corpus, self.embeddings)
        slugs = sorted({r["theme"] for r in labels} - {None})
        self.truth = np.array([-1 if r["theme"] is None else slugs.index(r["theme"]) for r in labels])
        self.names = [slug.replace("-", " ") for slug in slugs]
        self.name_vectors = analysis.embed_texts(self.names).vectors
        headlines = analysis.embed_texts([d.title or d.text[:80] for d in self.corpus.documents]).vectors
        inside = np.flatnonzero(evidence.in_story)
        self.task = Task(evidence, inside, len(slugs), headlines[self.corpus.document_of[inside]])

    def score(self, labels: Labels) -> dict[str, float]:
        """Agreement over the sentences that the annotator gave a theme, one without ours being alone."""
        kept = self.truth >= 0
        n_found = len(np.unique(labels[labels >= 0]))
        nothing, without = self.truth < 0, labels < 0
        return {
            "adjusted_rand": adjusted_rand(self.truth[kept], labels[kept]),
            "adjusted_mutual_information": adjusted_mutual_information(self.truth[kept], labels[kept]),
            "b_cubed": b_cubed(self.truth[kept], labels[kept])[2],
            "themes_of_gold": n_found / self.task.n_told,
            "unclustered": float(without[kept].mean()),
            "no_theme_precision": float((nothing & without).sum() / max(without.sum(), 1)),
            "no_theme_recall": float((nothing & without).sum() / max(nothing.sum(), 1)),
        }

    def spread(self, labels: Labels) -> Labels:
        """Labels of the task's rows, over all sentences."""
        every = np.full(len(self.truth), -1)
        every[self.task.rows] = labels
        return every


def mean(scores: Sequence[dict[str, float]]) -> dict[str, float]:
    return {key: round(statistics.fmean(s[key] for s in scores), 4) for key in scores[0]}


def summed_up(scores: Sequence[dict[str, float]]) -> dict[str, Any]:
    within = sum(0.6 <= s["themes_of_gold"] <= 1.4 for s in scores)
    return {**mean(scores), "within_40_percent": within, "each": [round(s["adjusted_rand"], 3) for s in scores]}


def measured(stories: Sequence[Story], divide: Divide) -> dict[str, Any]:
    """Means over the stories, and the seconds that all of them took."""
    seconds, scores = 0.0, []
    for story in stories:
        task = replace(story.task, memo={})
        begun = time.perf_counter()
        labels = divide(task)
        seconds += time.perf_counter() - begun
        scores.append(story.score(story.spread(labels)))
    return {**summed_up(scores), "seconds": round(seconds, 3)}


def shipped(story: Story) -> tuple[Labels, float]:
    """What the program answers, and the mean stability of its themes."""
    themes = find_themes(story.corpus, story.embeddings)
    return themes.labels, statistics.fmean(value for value in themes.stability if value is not None)


def silhouette(task: Task) -> Labels:
    """The number of themes from 2 to 30 whose cut has the highest mean silhouette."""
    from sklearn.metrics import silhouette_score

    tree = grouping(task)
    cuts = [tree.cut(n_clusters=k, min_similarity=-1).labels for k in range(2, 31)]
    cuts = [cut for cut in cuts if len(np.unique(cut)) > 1]
    return max(cuts, key=lambda cut: float(silhouette_score(tree.profiles, cut, metric="cosine")))


def eigengap(task: Task) -> Labels:
    """The largest gap among the first thirty eigenvalues of the normalised similarities (von Luxburg, 2007)."""
    tree = grouping(task)
    similar = np.clip(tree.profiles @ tree.profiles.T, 0, None).astype(np.float64)
    scale = 1 / np.sqrt(similar.sum(axis=1))
    values = np.sort(np.linalg.eigvalsh(similar * scale[:, None] * scale))[::-1][:30]
    return tree.cut(n_clusters=int(np.argmax(-np.diff(values)[1:])) + 2).labels


def by_agreement(story: Story) -> Labels:
    """The bar at which themes agree best with those found from two thirds of the articles."""
    explained = find_themes(story.corpus, story.embeddings, settings=ThemeSettings(explain=True))
    best = max(explained.choice.curve, key=lambda point: (point.agreement or 0, -point.similarity))
    return grouping(story.task).cut(similarity=best.similarity).labels


def by_size(stories: Sequence[Story]) -> dict[str, int]:
    """Number of themes of each story from its size, by the power law that fits the six others."""
    found: dict[str, int] = {}
    for story in stories:
        others = [other for other in stories if other is not story]
        sizes = [np.log(len(other.task.rows)) for other in others]
        slope, level = np.polyfit(sizes, [np.log(other.task.n_told) for other in others], 1)
        found[story.name] = round(float(np.exp(level + slope * np.log(len(story.task.rows)))))
    return found


def left_out(stories: Sequence[Story]) -> dict[str, Any]:
    """Settings chosen on six stories and measured on the seventh, each in turn."""
    every: dict[tuple[float, ...], list[dict[str, float]]] = {}
    for neighbours, words in product(GRID["neighbours"], GRID["words"]):
        trees = [grouping(story.task, neighbours=neighbours, words=words) for story in stories]
        for bar in GRID["bar"]:
            cuts = [story.spread(tree.cut(similarity=bar).labels) for story, tree in zip(stories, trees, strict=True)]
            every[neighbours, words, bar] = [s.score(c) for s, c in zip(stories, cuts, strict=True)]

    def worth(settings: tuple[float, ...], without: int) -> float:
        others = [s for j, s in enumerate(every[settings]) if j != without]
        return statistics.fmean(s["adjusted_rand"] + s["adjusted_mutual_information"] for s in others)

    chosen = [max(every, key=partial(worth, without=i)) for i in range(len(stories))]
    as_shipped = [settings for settings in every if settings[:2] == (SETTINGS["neighbours"], SETTINGS["words"])]
    bars = [max(as_shipped, key=partial(worth, without=i)) for i in range(len(stories))]
    means = [statistics.fmean(s["adjusted_rand"] for s in found) for found in every.values()]
    return {
        **summed_up([every[settings][i] for i, settings in enumerate(chosen)]),
        "chosen": [list(settings) for settings in chosen],
        "bar_alone": {
            **summed_up([every[settings][i] for i, settings in enumerate(bars)]),
            "chosen": [settings[2] for settings in bars],
        },
        "lowest_and_highest_of_the_grid": [round(min(means), 4), round(max(means), 4)],
    }


def seeds(stories: Sequence[Story]) -> dict[str, Any]:
    """Each theme of the annotator as a seed, by its short name alone: what joins it, at the shipped bar and at others."""
    shipped_bar = ThemeSettings().seed_similarity
    found: dict[str, Any] = {}
    for label, with_evidence, with_profiles in (
        ("cosine to the name", False, False),
        ("with its best sentences, neighbours and words", True, False),
        ("and what they are near to (shipped)", True, True),
    ):
        precision: list[float] = []
        recall: list[float] = []
        ranked: list[float] = []
        by_bar: dict[float, list[list[float]]] = {bar: [] for bar in SEED_BARS}
        for story in stories:
            inside, truth = story.task.rows, story.truth[story.task.rows]
            evidence = story.task.evidence
            texts = [evidence.texts[i] for i in inside.tolist()]
            shares = [word_shares(name, texts, ["en"] * len(texts)) for name in story.names]
            scores = seed_similarities(
                story.task.raw,
                story.name_vectors,
                paragraph_of=evidence.paragraph_of[inside],
                weights=evidence.weights[inside],
                word_shares=np.column_stack(shares) if with_evidence else None,
                profiles=grouping(story.task).profiles.__getitem__ if with_profiles else None,
                feedback=2 if with_evidence else 0,
                neighbour_weight=0.6 if with_evidence else 0.0,
            )
            in_theme = truth[:, None] == np.arange(len(story.names))
            ranked.extend(average_precision(in_theme[:, k], scores[:, k]) for k in range(len(story.names)))
            joined = scores >= shipped_bar
            both = (joined & in_theme).sum(axis=0)
            precision.extend((both / np.maximum(joined.sum(axis=0), 1))[joined.any(axis=0)].tolist())
            recall.extend((both / in_theme.sum(axis=0)).tolist())
            for bar, f1s in by_bar.items():
                at = scores >= bar
                f1s.append((2 * (at & in_theme).sum(axis=0) / (at.sum(axis=0) + in_theme.sum(axis=0))).tolist())
        story_f1 = {bar: [statistics.fmean(own) for own in f1s] for bar, f1s in by_bar.items()}
        others = [best_without(story_f1, i) for i in range(len(stories))]
        found[label] = {
            "average_precision": round(statistics.fmean(ranked), 4),
            "precision": round(statistics.fmean(precision), 4),
            "recall": round(statistics.fmean(recall), 4),
            "f1": round(statistics.fmean(story_f1[shipped_bar]), 4),
            "left_out_f1": round(statistics.fmean(story_f1[bar][i] for i, bar in enumerate(others)), 4),
            "left_out_bars": others,
        }
    return found


def best_without(f1_of: dict[float, list[float]], left_out: int) -> float:
    """The bar that is best on all stories but one."""
    return max(f1_of, key=lambda bar: sum(f1_of[bar]) - f1_of[bar][left_out])


def average_precision(relevant: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(relevant, scores))


def peers(stories: Sequence[Story]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (package, at_defaults, others) in PEERS.items():
        if importlib.util.find_spec(package) is None:
            found[name] = {"missing": package}
            continue
        plain = measured(stories, at_defaults)
        tried = {label: measured(stories, divide) for label, divide in others.items()}
        best = max(tried, key=lambda label: float(tried[label]["adjusted_rand"]), default=None)
        found[name] = {"defaults": plain}
        if best is not None and tried[best]["adjusted_rand"] > plain["adjusted_rand"]:
            found[name] |= {"best": tried[best], "best_with": best}
    return found


def speed(shared: Path, n_sentences: int = 5_000, repeats: int = 5) -> dict[str, Any]:
    """Seconds for very many sentences, embeddings given: stories thrown together, as if they were one."""
    documents = [d for s in rows(shared / "data" / "stories.jsonl") for d in s["documents"]]
    whole = sm.analyse(Corpus.from_records(documents), settings=EXACT).corpus
    last = int(whole.document_of[n_sentences - 1])
    corpus = Corpus(whole.documents[: last + 1], whole.sentences[:n_sentences], whole.audit)
    embeddings = sm.analyse(corpus, settings=EXACT).embed_texts(corpus.texts)
    load = round(os.getloadavg()[0], 1)

    def took(work: Callable[[], object], times: int) -> float:
        seconds: list[float] = []
        for _ in range(times):
            begun = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - begun)
        return round(statistics.median(seconds), 2)

    quick = ThemeSettings(n_resamples=0)
    found: dict[str, Any] = {
        "n_sentences": n_sentences,
        "load_before": load,
        "find_themes": took(lambda: find_themes(corpus, embeddings), repeats),
        "find_themes_without_stability": took(lambda: find_themes(corpus, embeddings, settings=quick), repeats),
    }
    if importlib.util.find_spec("bertopic") is not None:
        evidence, every, divide = gather(corpus, embeddings), np.arange(n_sentences), PEERS["BERTopic"][1]
        # The first call compiles what it compiles.
        divide(Task(evidence, every[:400], 10, embeddings.vectors[:400]))
        found["bertopic"] = took(lambda: divide(Task(evidence, every, 10, embeddings.vectors)), 3)
    return found


def elsewhere(shared: Path) -> dict[str, Any]:
    """What the program answers on the stories of ``labels/``, in view of which nothing was chosen."""
    stories = [Story(shared, labels) for labels in other_files()]

    def same_themes(theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> float:
        # A sentence that the one gives no theme is alone, as one without ours is.
        kept = [i for i, row in enumerate(theirs) if row["theme"] is not None]
        given = [ours[i]["theme"] for i in kept]
        numbers = [-1 if theme is None else sorted(set(filter(None, given))).index(theme) for theme in given]
        names = [theirs[i]["theme"] for i in kept]
        return adjusted_rand(np.array([sorted(set(names)).index(name) for name in names]), np.array(numbers))

    return {
        **summed_up([story.score(find_themes(story.corpus, story.embeddings).labels) for story in stories]),
        "n_stories": len(stories),
        "annotators": round(annotators_agree(shared, same_themes), 4),
        "k_means": summed_up([story.score(story.spread(plain_k_means(story.task))) for story in stories]),
    }


def plain_k_means(task: Task) -> Labels:
    """k-means on the embeddings, told the annotated number."""
    return np.asarray(METHODS["k-means"](task.raw, task.n_told, task.seed))


def rules_of(stories: Sequence[Story]) -> dict[str, Divide]:
    sized = by_size(stories)
    of = {id(story.task.evidence): story for story in stories}
    return {
        "the bar (shipped)": lambda task: grouping(task).cut(similarity=SETTINGS["bar"]).labels,
        "told the annotated number": lambda task: grouping(task).cut(n_clusters=task.n_told).labels,
        "ten": lambda task: grouping(task).cut(n_clusters=10).labels,
        "power law of the size, fitted on the other stories": lambda task: (
            grouping(task).cut(n_clusters=sized[of[id(task.evidence)].name]).labels
        ),
        "silhouette": silhouette,
        "eigengap": eigengap,
        "agreement when articles are left out": lambda task: by_agreement(of[id(task.evidence)]),
    }


def methods_of(stories: Sequence[Story]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {name: {} for name in METHODS}
    for (name, divide), (vectors, make) in product(METHODS.items(), VECTORS.items()):
        if name in ("Louvain", "Leiden") and importlib.util.find_spec("sknetwork") is None:
            found[name][vectors] = {"missing": "scikit-network"}
            continue

        def cluster(task: Task, divide: Any = divide, make: Any = make) -> Labels:
            return in_size_order(np.asarray(divide(make(task), task.n_told, task.seed)))

        found[name][vectors] = measured(stories, cluster)
    return found


def told(**changed: Any) -> Divide:
    return lambda task: grouping(task, **changed).cut(n_clusters=task.n_told).labels


def run(shared: Path) -> dict[str, Any]:
    stories = [Story(shared, gold) for gold in sorted((shared / "gold").glob("*.jsonl"))]
    answers = [shipped(story) for story in stories]
    scores = [story.score(labels) for story, (labels, _) in zip(stories, answers, strict=True)]
    return {
        "model": stories[0].embeddings.model,
        "platform": f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        "versions": {"numpy": np.__version__, **peer_versions()},
        "stories": {s.name: {k: round(v, 4) for k, v in x.items()} for s, x in zip(stories, scores, strict=True)},
        "shipped": {**summed_up(scores), "stability": round(statistics.fmean(value for _, value in answers), 3)},
        "left_out": left_out(stories),
        "ablations": {name: measured(stories, told(**changed)) for name, changed in ABLATIONS.items()},
        "rules": {name: measured(stories, rule) for name, rule in rules_of(stories).items()},
        "methods": methods_of(stories),
        "seeds": seeds(stories),
        "elsewhere": elsewhere(shared),
        "peers": peers(stories),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only", choices=("quality", "speed", "elsewhere"), help="the rest stays as it was measured")
    parser.add_argument("--tables-only", action="store_true", help="write the tables from the results that are there")
    given = parser.parse_args()
    if not given.tables_only:
        if not (given.shared / "gold").is_dir():
            message = f"{given.shared}: expected the folders data and gold there; name another with --shared"
            print(message, file=sys.stderr)
            return 1
        found = json.loads(RESULTS.read_text(encoding="utf-8")) if given.only is not None else {}
        if given.only in (None, "quality"):
            found |= run(given.shared)
        if given.only == "elsewhere":
            found["elsewhere"] = elsewhere(given.shared)
        if given.only in (None, "speed"):
            found["speed"] = speed(given.shared)
        save(RESULTS, found)
    write_tables(DOC, theme_tables(json.loads(RESULTS.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
