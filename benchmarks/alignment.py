"""Calibrate and measure the aligned sentences against the labelled stories of ``gold/``.

A pair of sentences of different outlets is right if the annotator gave both the same fact. The logistic regression that turns
margin and similarity into a probability is fitted to the other stories when a story is measured, and to all for
`summarize/comparison/alignment/calibration.toml`. The peer is a bar on the cosine, the best one for these very stories.
Writes ``benchmarks/results/alignment.json``, the calibration, and the table in ``docs/comparison.md``.

usage: python benchmarks/alignment.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from claims import load
from pages import save, write_tables

from summarize.comparison.alignment.finding import EVIDENCE, SHIPPED, nearest_pairs, pair_evidence
from summarize.comparison.logistic import Logistic
from summarize.outside import furniture_mask
from summarize.settings import AlignmentSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.alignment import Aligned

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "alignment.json"
DOC = HERE.parent / "docs" / "comparison.md"
BARS = [round(0.02 * step, 2) for step in range(2, 45)]
PRECISE = (0.7, 0.8)


@dataclass(frozen=True, eq=False)
class Story:
    """Mutual nearest sentences of a labelled story and which are right; cosines of all pairs across outlets and which are."""

    found: Aligned
    right: np.ndarray
    cosines: np.ndarray
    same: np.ndarray


def story(shared: Path, gold: Path, settings: AlignmentSettings) -> Story:
    loaded = load(shared, gold)
    corpus, vectors = loaded.analysis.corpus, loaded.analysis.embeddings.vectors
    rows = np.flatnonzero(~furniture_mask(corpus.texts))
    outlets, facts = corpus.outlet_of[rows], loaded.facts[rows]
    found = nearest_pairs(corpus, vectors, rows, outlets, settings)
    together = (facts[:, None] == facts[None]) & (facts[:, None] >= 0)
    across = outlets[:, None] < outlets[None]
    return Story(
        found, together[found.first, found.second], (vectors[rows] @ vectors[rows].T)[across], together[across]
    )


def fit(stories: Sequence[Story]) -> Logistic:
    """Logistic regression; every story weighs by one over its number of right pairs."""
    from sklearn.linear_model import LogisticRegression

    X = np.vstack([pair_evidence(s.found) for s in stories])
    right = np.concatenate([s.right for s in stories])
    weights = np.concatenate([np.full(len(s.right), 1 / max(int(s.right.sum()), 1)) for s in stories])
    model = LogisticRegression(C=10.0).fit(X, right, sample_weight=weights / weights.mean())
    named = {name: round(float(w), 4) for name, w in zip(EVIDENCE, model.coef_[0], strict=True)}
    return Logistic("benchmarks/alignment.py", round(float(model.intercept_[0]), 4), named)


def scores(chosen: np.ndarray, right: np.ndarray, n_same: int) -> tuple[float, float, float]:
    both = int((chosen & right).sum())
    precision = both / int(chosen.sum()) if chosen.any() else 1.0
    recall = both / max(n_same, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def swept(values: Sequence[np.ndarray], right: Sequence[np.ndarray], n_same: Sequence[int]) -> list[dict[str, float]]:
    found = []
    for bar in BARS:
        each = [scores(v >= bar, r, n) for v, r, n in zip(values, right, n_same, strict=True)]
        precision, recall, f1 = (round(float(np.mean(column)), 4) for column in zip(*each, strict=True))
        found.append({"bar": bar, "precision": precision, "recall": recall, "f1": f1})
    return found


def points(sweep: list[dict[str, float]]) -> dict[str, Any]:
    """The best F1, and the most that is found at a precision."""
    result: dict[str, Any] = {"best": max(sweep, key=lambda row: row["f1"])}
    for precision in PRECISE:
        enough = [row for row in sweep if row["precision"] >= precision]
        result[f"precision {precision}"] = max(enough, key=lambda row: row["recall"]) if enough else None
    return result


def measure(stories: list[Story], settings: AlignmentSettings) -> dict[str, Any]:
    n_same = [int(s.same.sum()) for s in stories]
    right = [s.right for s in stories]
    left_out = [fit([o for o in stories if o is not s]).probabilities(pair_evidence(s.found)) for s in stories]
    ours = swept(left_out, right, n_same)
    shipped = [scores(p >= settings.probability, r, n) for p, r, n in zip(left_out, right, n_same, strict=True)]
    precision, recall, f1 = (round(float(np.mean(column)), 4) for column in zip(*shipped, strict=True))
    return {
        "n_stories": len(stories),
        "n_pairs": sum(n_same),
        "shipped": {"bar": settings.probability, "precision": precision, "recall": recall, "f1": f1},
        "ours": points(ours),
        "mutual nearest by margin alone": points(swept([s.found.margins / 2.5 for s in stories], right, n_same)),
        "cosine": points(swept([s.cosines for s in stories], [s.same for s in stories], n_same)),
    }


def table(results: dict[str, Any]) -> str:
    shipped = results["shipped"]
    lines = [
        f"| sentences of different outlets that state the same fact, mean of {results['n_stories']} labelled stories | precision | recall | F1 |",
        "|---|---:|---:|---:|",
        f"| aligned, shipped bar {shipped['bar']}, fitted to the other stories | {shipped['precision']:.2f} | {shipped['recall']:.2f} | {shipped['f1']:.2f} |",
    ]
    names = {
        "ours": "the same",
        "mutual nearest by margin alone": "mutual nearest, a bar on the margin alone",
        "cosine": "a bar on the cosine",
    }
    for key, name in names.items():
        for point, row in results[key].items():
            if row is not None:
                where = "best F1" if point == "best" else f"{point} and more"
                lines.append(f"| {name}, {where} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} |")
    return "\n".join(lines)


def calibration_file(model: Logistic, measured: dict[str, float]) -> str:
    return (
        "\n".join(
            [
                "# How the logarithm of the ratio margin and the similarity of two sentences that are each other's nearest say that they",
                "# state the same fact: a logistic regression, fitted by the program named here to the labelled stories of gold/.",
                "# Under [measured] stands what it reached on each story left out, on average, at the shipped bar.",
                f'program = "{model.program}"',
                f"intercept = {model.intercept}",
                "",
                "[weights]",
                *(f"{name} = {weight}" for name, weight in model.weights.items()),
                "",
                "[measured]",
                *(f"{name} = {value}" for name, value in measured.items()),
            ]
        )
        + "\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    golds = sorted((shared / "gold").glob("*.jsonl"))
    if not golds:
        print(
            f"{shared / 'gold'}: expected labelled stories there; name the folder above it with --shared",
            file=sys.stderr,
        )
        return 1
    settings = AlignmentSettings()
    stories = [story(shared, gold, settings) for gold in golds]
    results = measure(stories, settings)
    SHIPPED.write_text(calibration_file(fit(stories), results["shipped"]), encoding="utf-8")
    save(RESULTS, results)
    write_tables(DOC, {"alignment": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
