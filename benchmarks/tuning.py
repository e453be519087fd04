"""What ``summarize tune`` is worth: settings chosen with labels of other stories, and without labels, held against labels.

Writes ``benchmarks/results/tuning.json`` and the table in ``docs/tuning.md``.

usage: python benchmarks/tuning.py [--shared ../shared] [--trials 40]
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pages import save, write_tables
from shipped import EXACT

import summarize as sm
from summarize.pipeline.labelling import labelled_story
from summarize.pipeline.trials import bench_of, try_settings
from summarize.reading.labels import read_labels
from summarize.settings import ThemeSettings

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "tuning.json"
DOC = HERE.parent / "docs" / "tuning.md"


def without_labels(corpus: sm.Corpus, folder: Path, n_trials: int) -> list[dict[str, Any]]:
    """Each story searched without its labels; then the best setting, and the one kept, against them."""
    found = []
    for labels in read_labels(folder):
        story = labelled_story(corpus, labels)
        record = sm.tune(story.corpus, n_trials=n_trials).to_dict()
        analysis = sm.analyse(story.corpus, settings=EXACT)
        bench = bench_of(labels.name, analysis.corpus, analysis.embeddings, story.theme_of)

        def rand(number: int, record: Any = record, bench: Any = bench) -> float:
            settings = ThemeSettings(**record["trials"][number]["settings"])
            return float(try_settings(bench, settings, random_state=0).adjusted_rand or 0)

        given, best = record["trials"][0]["score"], record["trials"][record["best"]]["score"]
        found.append(
            {
                "story": labels.name,
                "given": round(rand(0), 4),
                "best": round(rand(record["best"]), 4),
                "kept": round(rand(record["chosen"]), 4),
                "changed": record["chosen"] != 0,
                "gain_of_score": round(best - given, 4),
            }
        )
    return found


def table(results: dict[str, Any]) -> str:
    labelled = {item["story"]: item for item in results["left_out"]}
    lines = [
        "| story | settings shipped | chosen on the other stories' labels | best without labels | kept without labels |"
    ]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for item in results["without_labels"]:
        other = labelled[item["story"]]["score"]
        name = item["story"].replace("_", " ")[:48].strip()
        lines.append(f"| {name} | {item['given']:.3f} | {other:.3f} | {item['best']:.3f} | {item['kept']:.3f} |")
    means = [statistics.fmean(item[key] for item in results["without_labels"]) for key in ("given", "best", "kept")]
    other = statistics.fmean(item["score"] for item in results["left_out"])
    lines.append(f"| **mean** | **{means[0]:.3f}** | **{other:.3f}** | **{means[1]:.3f}** | **{means[2]:.3f}** |")
    note = f"Adjusted Rand index with the labels, {results['n_trials']} settings tried; the settings shipped were chosen with these stories in view. "
    note += f"Model {results['model']}; {results['platform']}; optuna {results['optuna']}."
    return "\n".join((*lines, "", note))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--trials", type=int, default=40)
    given = parser.parse_args()
    shared: Path = given.shared
    if not (shared / "gold").is_dir():
        print(f"{shared}: expected folders data and gold there; name it with --shared", file=sys.stderr)
        return 1
    corpus = sm.read(shared / "data" / "stories.jsonl")
    record = sm.tune(corpus, labels=read_labels(shared / "gold"), n_trials=given.trials).to_dict()
    results = {
        "model": record["model"],
        "platform": f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        "optuna": version("optuna"),
        "n_trials": given.trials,
        "left_out": record["left_out"],
        "without_labels": without_labels(corpus, shared / "gold", given.trials),
    }
    save(RESULTS, results)
    write_tables(DOC, {"tuning": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
