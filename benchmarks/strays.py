"""Articles of one story laid into the folder of another: how many are told, and how many are told that belong there.

Writes ``benchmarks/results/strays.json`` and the table in ``docs/stories.md``. The bars were chosen with the stories and the roundups in view
(other draws), and with French, Czech, Hindi and Arabic for what the model does not read.

usage: python benchmarks/strays.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pages import commit, save, write_tables
from shipped import QUICK, model_identity

import summarize as sm

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "strays.json"
DOC = HERE.parent / "docs" / "stories.md"

COLLECTIONS: Final = {
    "stories": "stories.jsonl",
    "roundups": "roundups.jsonl",
    **{
        name: f"multiling.{name}.jsonl" for name in ("english", "french", "czech", "greek", "arabic", "hebrew", "hindi")
    },
}

#: Folders made of each collection, by the number of articles of one other story that are laid into each.
DRAWS: Final = {1: 100, 2: 100}
SEED: Final = 20


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def told(documents: Sequence[dict[str, Any]]) -> set[int]:
    """Places of the documents that seem to belong to another story."""
    corpus = sm.Corpus.from_records([{**document, "id": str(i)} for i, document in enumerate(documents)])
    analysis = sm.analyse(corpus, settings=QUICK)
    return {int(analysis.corpus.documents[stray.document].id) for stray in analysis.strays}


def measured(stories: list[dict[str, Any]]) -> dict[str, Any]:
    clean = [told(story["documents"]) for story in stories]
    found: dict[str, Any] = {
        "n_documents": sum(len(story["documents"]) for story in stories),
        "n_stories": len(stories),
        "told_of_whole_stories": sum(map(len, clean)),
    }
    for n_laid, n_draws in DRAWS.items():
        random = np.random.default_rng(SEED + n_laid)
        n_told = n_more = n_planted = 0
        for _ in range(n_draws):
            own, other = random.choice(len(stories), 2, replace=False).tolist()
            folder, foreign = stories[own]["documents"], stories[other]["documents"]
            if len(foreign) < n_laid or len(folder) <= n_laid:
                continue
            laid = random.choice(len(foreign), n_laid, replace=False).tolist()
            strays = told([*folder, *(foreign[i] for i in laid)])
            planted = set(range(len(folder), len(folder) + n_laid))
            n_planted += n_laid
            n_told += len(strays & planted)
            # What is told of the folder without them is counted above.
            n_more += len(strays - planted - clean[own])
        found[f"laid_{n_laid}"] = {"planted": n_planted, "told": n_told, "others_told": n_more}
    return found


def table(results: dict[str, Any]) -> str:
    lines = [
        "| collection | articles | told, nothing laid in | one laid in: told | two of one story: told | others told |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, found in results["collections"].items():
        one, two = found["laid_1"], found["laid_2"]
        lines.append(
            f"| {name} | {found['n_documents']} | {found['told_of_whole_stories']} | {one['told']} of {one['planted']} | "
            f"{two['told']} of {two['planted']} | {one['others_told'] + two['others_told']} |"
        )
    lines += ["", f"Model {results['model']}; {results['machine']}."]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    data = parser.parse_args().shared / "data"
    results = {
        "commit": commit(),
        "machine": f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        "model": model_identity(),
        "seed": SEED,
        "collections": {name: measured(rows(data / file)) for name, file in COLLECTIONS.items()},
    }
    save(RESULTS, results)
    write_tables(DOC, {"strays": table(results)})


if __name__ == "__main__":
    main()
