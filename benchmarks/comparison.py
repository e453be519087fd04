"""Fit and measure derivation and verbatim passages against the METER corpus.

Fits the weights of `summarize/comparison/derivation.toml` to the labelled articles of ``wire_reuse`` and those of
`summarize/comparison/verbatim.toml` to the labelled words of ``wire_spans``, after measuring both by cross-validation over
stories. Beside them stand the peers: two bars on the shared runs of three words, and runs of a fixed number of words. Writes
``benchmarks/results/comparison.json``, the weights, and the tables in ``docs/comparison.md``. Claims have a program of their
own, ``claims.py``.

usage: python benchmarks/comparison.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pages import save, write_tables

from summarize.comparison.derivation import LABELS, SHIPPED, SHORTEST, Reuse, derivations_of, reuse_evidence
from summarize.comparison.direction import order_of
from summarize.comparison.runs import Wording, runs_of, wordings
from summarize.comparison.verbatim import EVIDENCE, Verbatim, passages_of, verbatim_evidence
from summarize.comparison.verbatim import SHIPPED as WORD_WEIGHTS
from summarize.corpus import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "comparison.json"
DOC = HERE.parent / "docs" / "comparison.md"
KEYS = ("intercept", "words", "runs", "log_length")
N_FOLDS, N_REPEATS = 10, 5
WORD_BARS = np.arange(0.2, 0.61, 0.02).round(2)


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


def left_out(articles: Articles) -> dict[str, Reuse]:
    """For each story the weights fitted to the other folds."""
    fold = folds(articles.stories, 0)
    models = [fit(articles.evidence[fold != k], articles.labels[fold != k]) for k in range(N_FOLDS)]
    return {story: models[k] for story, k in zip(articles.stories.tolist(), fold.tolist(), strict=True)}


def in_stories(stories: list[dict[str, Any]], models: dict[str, Reuse]) -> float:
    """Macro F1 of the labels that whole stories get as the program sees them: every take and every paper a document.

    The weights are those fitted to the other folds. The agency's takes come a day before the papers, all of which come at once.
    """
    truth, found = [], []
    for story in stories:
        corpus = Corpus.from_records(
            {**d, "published": f"2000-01-0{1 if d['wire'] else 2}T12:00:00+00:00", "language": "en"}
            for d in story["documents"]
        )
        for item in derivations_of(wordings(corpus), order_of(corpus, ()), models[story["id"]]):
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


@dataclass(frozen=True, eq=False)
class Words:
    """Every word of the articles of which each word is labelled."""

    evidence: np.ndarray
    truth: np.ndarray
    stories: np.ndarray
    pairs: list[tuple[Wording, Wording]]
    derives: list[bool]
    peers: dict[str, np.ndarray]


def load_words(articles: list[dict[str, Any]], wire_of: dict[str, str], models: dict[str, Reuse]) -> Words:
    peers: dict[str, Callable[[Wording, Wording], np.ndarray]] = {
        f"runs of {n} words": partial(fixed_runs, length=n) for n in (2, 3, 4, 5)
    }
    evidence, truths, stories, pairs, derives = [], [], [], [], []
    found: dict[str, list[np.ndarray]] = {name: [] for name in peers}
    for article in articles:
        document, origin = pair(wire_of[article["story"]], article["text"])
        truth = np.zeros(len(document.words), dtype=bool)
        for start, stop, kind in article["spans"]:
            if kind == "verbatim":
                truth |= (document.spans[:, 0] < stop) & (document.spans[:, 1] > start)
        evidence.append(verbatim_evidence(document, origin))
        truths.append(truth)
        stories += [article["story"]] * len(truth)
        pairs.append((document, origin))
        derives.append(models[article["story"]].label(reuse_evidence(document, origin)) != "non")
        for name, method in peers.items():
            found[name].append(method(document, origin))
    joined = {name: np.concatenate(parts) for name, parts in found.items()}
    return Words(np.concatenate(evidence), np.concatenate(truths), np.array(stories), pairs, derives, joined)


def fit_words(evidence: np.ndarray, truth: np.ndarray) -> Verbatim:
    """Logistic regression over the words that the origin holds, with the bar that is best for their F1."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    known = evidence[:, EVIDENCE.index("longest_run")] > 0
    scaler = StandardScaler().fit(evidence[known])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(scaler.transform(evidence[known]), truth[known])
    raw = model.coef_[0] / scaler.scale_
    weights = {name: round(float(value), 4) for name, value in zip(EVIDENCE, raw, strict=True)}
    intercept = round(float(model.intercept_[0] - (raw * scaler.mean_).sum()), 4)
    found = Verbatim("benchmarks/comparison.py", intercept, weights, bar=0.0)
    probable = found.probabilities(evidence)
    bar = max(WORD_BARS, key=lambda bar: agreement(probable >= bar, truth)["f1"])
    return replace(found, bar=float(bar))


def agreement(found: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    both, ours, theirs = (found & truth).sum(), found.sum(), truth.sum()
    return {
        "precision": round(float(both / max(ours, 1)), 4),
        "recall": round(float(both / theirs), 4),
        "f1": round(float(2 * both / (ours + theirs)), 4),
    }


def crossed(words: Words, without: str | None = None) -> np.ndarray:
    """Each word judged by weights and a bar fitted to the stories of the other folds; `without` one piece of the evidence."""
    evidence = words.evidence.copy()
    if without is not None and without != "longest_run":
        evidence[:, EVIDENCE.index(without)] = 0
    elif without is not None:
        evidence[:, EVIDENCE.index(without)] = evidence[:, EVIDENCE.index(without)] > 0
    fold, found = folds(words.stories, 0), np.zeros(len(words.truth), dtype=bool)
    for k in range(N_FOLDS):
        train, test = fold != k, fold == k
        model = fit_words(evidence[train], words.truth[train])
        found[test] = model.probabilities(evidence[test]) >= model.bar
    return found


def passages(words: Words) -> dict[str, Any]:
    """Word by word: was it taken over verbatim? Counts pooled over the articles."""
    ours = crossed(words)
    shown, place = np.zeros_like(ours), 0
    for (document, origin), derives in zip(words.pairs, words.derives, strict=True):
        mine = slice(place, place + len(document.words))
        for start, stop in passages_of(document, origin, ours[mine], 1 if derives else SHORTEST):
            shown[place + start : place + stop] = True
        place = mine.stop
    return {
        "n_words": len(words.truth),
        "ours": agreement(ours, words.truth),
        "in_program": agreement(shown, words.truth),
        "without": {name: agreement(crossed(words, name), words.truth) for name in EVIDENCE},
        "peers": {name: agreement(found, words.truth) for name, found in words.peers.items()},
    }


def verbatim_file(model: Verbatim, measured: dict[str, float]) -> str:
    lines = [
        "# How much each piece of evidence says that a word was taken over from an earlier text: a logistic regression, fitted by",
        "# the program named here to the articles of wire_spans (METER). `summarize.comparison.verbatim` says what each measures.",
        "# From the bar up a word counts as taken over. Under [measured]: ten-fold cross-validation over stories, the bar included.",
        f'program = "{model.program}"',
        f"bar = {model.bar}",
        f"intercept = {model.intercept}",
        "",
        "[weights]",
        *(f"{name} = {model.weights[name]}" for name in EVIDENCE),
        "",
        "[measured]",
        *(f"{key} = {value}" for key, value in measured.items()),
    ]
    return "\n".join(lines) + "\n"


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
        f"| words taken over verbatim, {spans['n_articles']} articles, ten-fold over stories | precision | recall | F1 |",
        "|---|---:|---:|---:|",
    ]
    rows_of = {
        "**the run around a word and what stands around it**": spans["ours"],
        f"the same, under the label *non* passages of {SHORTEST} words and more, as the program has it": spans[
            "in_program"
        ],
        **{f"without `{name}`": row for name, row in spans["without"].items()},
        **spans["peers"],
    }
    for name, row in rows_of.items():
        lines.append(f"| {name} | {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} |")
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
    wire_of = wires(stories)
    labelled = [a for a in rows(data / "wire_spans.jsonl") if a["story"] in wire_of]
    models = left_out(articles)
    words = load_words(labelled, wire_of, models)
    found = passages(words)
    # First, since whole stories are then read with these weights.
    WORD_WEIGHTS.write_text(verbatim_file(fit_words(words.evidence, words.truth), found["ours"]), encoding="utf-8")
    measured = {**derivation(articles), "in_stories_macro_f1": in_stories(stories, models)}
    SHIPPED.write_text(weights_file(model, measured), encoding="utf-8")
    results = {"derivation": measured, "passages": {"n_articles": len(labelled), **found}}
    save(RESULTS, results)
    write_tables(DOC, {"comparison": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
