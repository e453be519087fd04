"""Fit and measure derivation and verbatim passages against the METER corpus.

Fits the weights of `summarize/comparison/derivation.toml` to the labelled articles of ``wire_reuse``, after measuring them by
cross-validation over stories; measures the passages taken over word for word against ``wire_spans``. Beside them stand the
peers: two bars on the shared runs of three words, and runs of a fixed number of words. Writes
``benchmarks/results/comparison.json``, the weights, and the tables in ``docs/comparison.md``. Claims have a program of their
own, ``claims.py``.

usage: python benchmarks/comparison.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pages import save, write_tables

from summarize.comparison.derivation import LABELS, SHIPPED, Reuse, derivations_of, reuse_evidence, verbatim_words
from summarize.comparison.runs import Wording, runs_of, wordings
from summarize.corpus import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "comparison.json"
DOC = HERE.parent / "docs" / "comparison.md"
KEYS = ("intercept", "words", "runs", "log_length")
N_FOLDS, N_REPEATS = 10, 5


@dataclass(frozen=True, eq=False)
class Articles:
    """Labelled articles: evidence of reuse, label, and the story of each."""

    evidence: np.ndarray
    labels: np.ndarray
    stories: np.ndarray


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def pair(wire: str, text: str) -> tuple[Wording, Wording]:
    """The article and all that the agency sent, as one earlier text."""
    corpus = Corpus.from_records(
        [
            {"id": "wire", "outlet": "wire", "published": "2000-01-01", "text": wire, "language": "en"},
            {"id": "text", "outlet": "paper", "published": "2000-01-02", "text": text, "language": "en"},
        ]
    )
    origin, document = wordings(corpus)
    return document, origin


def wires(stories: list[dict[str, Any]]) -> dict[str, str]:
    return {s["id"]: "\n\n".join(d["text"] for d in s["documents"] if d["wire"]) for s in stories}


def load(stories: list[dict[str, Any]]) -> Articles:
    wire_of = wires(stories)
    found = [
        (reuse_evidence(*pair(wire_of[s["id"]], d["text"])), s["derivation"][d["id"]], s["id"])
        for s in stories
        for d in s["documents"]
        if d["id"] in s["derivation"]
    ]
    evidence, labels, ids = zip(*found, strict=True)
    return Articles(np.array(evidence), np.array(labels), np.array(ids))


def fit(evidence: np.ndarray, labels: np.ndarray) -> Reuse:
    """Multinomial logistic regression, every label weighing the same."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(evidence)
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced").fit(scaler.transform(evidence), labels)
    weights = {}
    for label in LABELS:
        k = list(model.classes_).index(label)
        raw = model.coef_[k] / scaler.scale_
        values = (float(model.intercept_[k] - (raw * scaler.mean_).sum()), *map(float, raw))
        weights[label] = {key: round(value, 4) for key, value in zip(KEYS, values, strict=True)}
    return Reuse("benchmarks/comparison.py", weights, {})


def folds(stories: np.ndarray, seed: int) -> np.ndarray:
    """Fold of each article; all of a story lie in one."""
    names = np.unique(stories)
    order = np.random.default_rng(seed).permutation(len(names)) % N_FOLDS
    return np.asarray(order[np.searchsorted(names, stories)])


def macro_f1(truth: np.ndarray, found: np.ndarray) -> float:
    from sklearn.metrics import f1_score

    return float(f1_score(truth, found, average="macro"))


def bars(evidence: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """The two bars on shared runs of three words that divide these articles best."""
    shares = np.quantile(evidence[:, 1], np.linspace(0.02, 0.98, 33))
    pairs = [(low, high) for low in shares for high in shares if low < high]
    return max(pairs, key=lambda found: macro_f1(labels, barred(evidence, *found)))


def barred(evidence: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.asarray(np.array(LABELS)[(evidence[:, 1] >= low).astype(int) + (evidence[:, 1] >= high)])


def in_stories(stories: list[dict[str, Any]], articles: Articles) -> float:
    """Macro F1 of the labels that whole stories get as the program sees them: every take and every paper a document.

    The weights are those fitted to the other folds.
    """
    fold = folds(articles.stories, 0)
    models = [fit(articles.evidence[fold != k], articles.labels[fold != k]) for k in range(N_FOLDS)]
    fold_of = dict(zip(articles.stories.tolist(), fold.tolist(), strict=True))
    truth, found = [], []
    for story in stories:
        corpus = Corpus.from_records(
            {**d, "published": f"2000-01-0{1 if d['wire'] else 2}", "language": "en"} for d in story["documents"]
        )
        for item in derivations_of(corpus, wordings(corpus), models[fold_of[story["id"]]]):
            label = story["derivation"].get(corpus.documents[item.document].id)
            if label is not None:
                truth.append(label)
                found.append(item.label)
    return round(macro_f1(np.array(truth), np.array(found)), 4)


def derivation(articles: Articles) -> dict[str, Any]:
    ours, peer = [], []
    for seed in range(N_REPEATS):
        fold = folds(articles.stories, seed)
        found, theirs = np.empty_like(articles.labels), np.empty_like(articles.labels)
        for k in range(N_FOLDS):
            train, test = fold != k, fold == k
            model = fit(articles.evidence[train], articles.labels[train])
            found[test] = [model.label(row) for row in articles.evidence[test]]
            if seed == 0:
                theirs[test] = barred(articles.evidence[test], *bars(articles.evidence[train], articles.labels[train]))
        ours.append(macro_f1(articles.labels, found))
        if seed == 0:
            peer.append(macro_f1(articles.labels, theirs))
    return {
        "n_articles": len(articles.labels),
        "macro_f1": round(float(np.mean(ours)), 4),
        "spread": round(float(np.std(ours)), 4),
        "two_bars_macro_f1": round(float(np.mean(peer)), 4),
    }


def fixed_runs(document: Wording, origin: Wording, length: int) -> np.ndarray:
    """Words in runs of `length` and more that the origin holds: the peer."""
    taken = np.zeros(len(document.words), dtype=bool)
    shared = np.isin(runs_of(document.words, length), runs_of(origin.words, length))
    for k in range(length):
        taken[k : k + len(shared)] |= shared
    return taken


def passages(articles: list[dict[str, Any]], wire_of: dict[str, str]) -> dict[str, Any]:
    """Word by word: was it taken over verbatim? Counts pooled over the articles."""
    methods: dict[str, Callable[[Wording, Wording], np.ndarray]] = {
        "ours": verbatim_words,
        **{f"runs of {n} words": partial(fixed_runs, length=n) for n in (2, 3, 4, 5)},
    }
    counts = {name: np.zeros(3) for name in methods}
    used = [a for a in articles if a["story"] in wire_of]
    for article in used:
        document, origin = pair(wire_of[article["story"]], article["text"])
        truth = np.zeros(len(document.words), dtype=bool)
        for start, stop, kind in article["spans"]:
            if kind == "verbatim":
                truth |= (document.spans[:, 0] < stop) & (document.spans[:, 1] > start)
        for name, method in methods.items():
            found = method(document, origin)
            counts[name] += ((found & truth).sum(), found.sum(), truth.sum())
    return {
        "n_articles": len(used),
        **{
            name: {
                "precision": round(both / ours, 4),
                "recall": round(both / theirs, 4),
                "f1": round(2 * both / (ours + theirs), 4),
            }
            for name, (both, ours, theirs) in counts.items()
        },
    }


def weights_file(model: Reuse, measured: dict[str, Any]) -> str:
    lines = [
        "# How much a document's words, its runs of three words (shares that an earlier text holds, 0-1) and the logarithm of",
        "# its length in words speak for each label: a multinomial logistic regression, fitted by the program named here to",
        "# the labelled articles of wire_reuse (METER). Under [measured]: ten-fold cross-validation over stories.",
        f'program = "{model.program}"',
    ]
    for label in LABELS:
        lines += ["", f"[weights.{label}]", *(f"{key} = {model.weights[label][key]}" for key in KEYS)]
    lines += ["", "[measured]", f"macro_f1 = {measured['macro_f1']}", f"spread = {measured['spread']}"]
    return "\n".join(lines) + "\n"


def table(results: dict[str, Any]) -> str:
    derived, spans = results["derivation"], results["passages"]
    lines = [
        f"| derivation, three classes, {derived['n_articles']} articles, ten-fold over stories | macro F1 |",
        "|---|---:|",
        f"| words, runs and length, mean of {N_REPEATS} divisions | {derived['macro_f1']:.3f} ± {derived['spread']:.3f} |",
        f"| the same, whole stories as the program sees them, one division | {derived['in_stories_macro_f1']:.3f} |",
        f"| two bars on shared runs of three words | {derived['two_bars_macro_f1']:.3f} |",
        "",
        f"| words taken over verbatim, {spans['n_articles']} articles | precision | recall | F1 |",
        "|---|---:|---:|---:|",
    ]
    for name, row in spans.items():
        if name != "n_articles":
            lines.append(f"| {name} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    data: Path = parser.parse_args().shared / "data"
    if not data.is_dir():
        print(f"{data}: expected the development data there; name the folder above it with --shared", file=sys.stderr)
        return 1
    stories = rows(data / "wire_reuse.jsonl")
    articles = load(stories)
    model = fit(articles.evidence, articles.labels)
    measured = {**derivation(articles), "in_stories_macro_f1": in_stories(stories, articles)}
    SHIPPED.write_text(weights_file(model, measured), encoding="utf-8")
    results = {"derivation": measured, "passages": passages(rows(data / "wire_spans.jsonl"), wires(stories))}
    save(RESULTS, results)
    write_tables(DOC, {"comparison": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
