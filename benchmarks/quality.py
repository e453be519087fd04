"""How good the shipped settings are, on data that lies outside the project.

Themes and claims against hand labels, derivation against METER's labels. Writes ``benchmarks/results/quality.json`` and the
table in ``docs/design.md``; briefs are measured by ``benchmarks/summaries.py``.

usage: python benchmarks/quality.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from labelled import gold_story, rows
from pages import save, write_tables
from shipped import model_identity

from summarize.comparison.reuse import find_text_reuse
from summarize.corpus import Corpus
from summarize.evaluation.clusters import adjusted_mutual_information, adjusted_rand, b_cubed

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "quality.json"
DOC = HERE.parent / "docs" / "design.md"


def pairwise(truth: list[Any], found: list[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs put together; None and -1 are alone."""
    pairs = [(i, j) for i in range(len(truth)) for j in range(i)]
    ours = {(i, j) for i, j in pairs if found[i] >= 0 and found[i] == found[j]}
    theirs = {(i, j) for i, j in pairs if truth[i] is not None and truth[i] == truth[j]}
    both = len(ours & theirs)
    return both / max(len(ours), 1), both / max(len(theirs), 1), 2 * both / max(len(ours) + len(theirs), 1)


def labelled(shared: Path) -> dict[str, Any]:
    from sklearn.cluster import KMeans

    found: dict[str, dict[str, float]] = {}
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        analysis, labels = gold_story(shared, gold)
        truth = [r["theme"] for r in labels]
        kept = [i for i, theme in enumerate(truth) if theme is not None]
        alone = len(truth) + np.arange(len(truth))
        ours = np.where(analysis.themes.labels >= 0, analysis.themes.labels, alone)
        n_gold = len({theme for theme in truth if theme is not None})
        means = KMeans(n_gold, n_init=10, random_state=0).fit_predict(analysis.embeddings.vectors)
        names = np.unique([str(truth[i]) for i in kept], return_inverse=True)[1]
        nothing = np.array([theme is None for theme in truth])
        unthemed = analysis.themes.labels < 0
        claims = pairwise([r["fact"] for r in labels], analysis.claims.claim_of.tolist())
        found[gold.stem] = {
            "n_sentences": len(labels),
            "adjusted_rand": adjusted_rand(names, ours[kept]),
            "adjusted_mutual_information": adjusted_mutual_information(names, ours[kept]),
            "b_cubed_f1": b_cubed(names, ours[kept])[2],
            "themes_of_gold": len(analysis.themes.names) / n_gold,
            "k_means_adjusted_rand": adjusted_rand(names, means[kept]),
            "no_theme_precision": float((nothing & unthemed).sum() / max(unthemed.sum(), 1)),
            "no_theme_recall": float((nothing & unthemed).sum() / max(nothing.sum(), 1)),
            "claims_precision": claims[0],
            "claims_recall": claims[1],
            "claims_f1": claims[2],
        }
    keys = next(iter(found.values())).keys()
    mean = {key: round(float(np.mean([story[key] for story in found.values()])), 4) for key in keys}
    stories = {name: {k: round(v, 4) for k, v in story.items()} for name, story in found.items()}
    return {"stories": stories, "mean": mean}


def derivation(path: Path) -> dict[str, float]:
    from sklearn.metrics import f1_score

    truth: list[str] = []
    ours: list[str] = []
    for story in rows(path):
        wires = [d for d in story["documents"] if d["wire"]]
        for document in story["documents"]:
            label = story["derivation"].get(document["id"])
            if label is None:
                continue
            # All that the agency sent is one text, and it came first.
            wire = {
                "id": "wire",
                "published": "2000-01-01T12:00:00+00:00",
                "text": "\n\n".join(w["text"] for w in wires),
            }
            pair = [wire, {**document, "published": "2000-01-02T12:00:00+00:00"}]
            corpus = Corpus.from_records(pair)
            found = {corpus.documents[d.document].id: d.label for d in find_text_reuse(corpus).derivations}
            truth.append(label)
            ours.append(found.get(document["id"], "non"))
    return {"n_articles": len(truth), "macro_f1": round(float(f1_score(truth, ours, average="macro")), 4)}


def table(results: dict[str, Any]) -> str:
    mean = results["labelled"]["mean"]
    lines = [
        f"Model {results['model']}; " + ", ".join(f"{k} {v}" for k, v in results["versions"].items()) + ".",
        "",
        "| themes and claims, mean of seven labelled stories | |",
        "|---|---:|",
        f"| adjusted Rand index, number of themes not given | {mean['adjusted_rand']:.2f} |",
        f"| k-means on the raw vectors, told the true number | {mean['k_means_adjusted_rand']:.2f} |",
        f"| adjusted mutual information | {mean['adjusted_mutual_information']:.2f} |",
        f"| B-cubed F1 | {mean['b_cubed_f1']:.2f} |",
        f"| number of themes, as a multiple of the annotator's | {mean['themes_of_gold']:.2f} |",
        f"| no theme: precision / recall | {mean['no_theme_precision']:.2f} / {mean['no_theme_recall']:.2f} |",
        f"| same fact, pairwise F1 (precision / recall), weights fitted to these very stories; left out in turn: comparison.md | {mean['claims_f1']:.2f} ({mean['claims_precision']:.2f} / {mean['claims_recall']:.2f}) |",
        f"| derivation, three classes, macro F1 on {results['derivation']['n_articles']} articles, weights fitted to these very articles; left out in turn: comparison.md | {results['derivation']['macro_f1']:.3f} |",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    if not (shared / "gold").is_dir():
        print(
            f"{shared}: expected the development data there (folders data and gold); name it with --shared",
            file=sys.stderr,
        )
        return 1
    data = shared / "data"
    results = {
        "model": model_identity(),
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scipy", "scikit-learn", "torch", "sentence-transformers")},
        },
        "labelled": labelled(shared),
        "derivation": derivation(data / "wire_reuse.jsonl"),
    }
    save(RESULTS, results)
    write_tables(DOC, {"quality": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
