"""Count the conflicts of figures reported on real stories, and how many of them are real by reading.

Runs the comparison on the 35 stories and the 139 roundups and holds every reported conflict against the judgements of
``benchmarks/figures_judged.toml``, which were made by reading the sentences and their articles. Writes
``benchmarks/results/figures.json`` and the table in ``docs/comparison.md``; a conflict that was never judged is printed, so that it can be.

usage: python benchmarks/figures.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from pages import save, write_tables
from shipped import EXACT

import summarize as sm
from summarize.cache import Cache
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.figures.view import find_figures
from summarize.corpus import Corpus

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "figures.json"
JUDGED = HERE / "figures_judged.toml"
DOC = HERE.parent / "docs" / "comparison.md"
SETS = ("stories", "roundups")


def conflicts(documents: list[dict[str, Any]], store: Cache) -> tuple[int, list[dict[str, Any]]]:
    """How many figures several documents of a story give, and those that exclude each other."""
    analysis = sm.analyse(Corpus.from_records(documents), cache=store, settings=EXACT)
    corpus, embeddings, group_of = analysis.corpus, analysis.embeddings, analysis.copies.group_of
    found = find_figures(corpus, embeddings, group_of, analysis.claims, find_alignments(corpus, embeddings, group_of))
    reported = []
    for figure in found.items:
        if figure.conflict:
            values = [figure.values[place] for place in figure.against[0]]
            texts = [corpus.documents[corpus.document_of[v.sentence]].text for v in values]
            reported.append(
                {
                    "what": figure.what,
                    "figures": sorted(
                        text[v.quantity.start : v.quantity.stop].casefold()
                        for v, text in zip(values, texts, strict=True)
                    ),
                    "label": figure.label,
                }
            )
    return len(found.items), reported


def measure(shared: Path) -> dict[str, Any]:
    judged = {
        (j["set"], j["story"], j["what"], tuple(j["figures"])): j["same"]
        for j in tomllib.loads(JUDGED.read_text(encoding="utf-8"))["judged"]
    }
    results: dict[str, Any] = {}
    store = Cache.default()
    for name in SETS:
        lines = (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        n_figures, reported = 0, []
        for story in map(json.loads, filter(None, lines)):
            n, found = conflicts(story["documents"], store)
            n_figures += n
            reported += [{"story": story["id"], **conflict} for conflict in found]
        for conflict in reported:
            key = (name, conflict["story"], conflict["what"], tuple(conflict["figures"]))
            conflict["same"] = judged.get(key, "not judged")
        results[name] = {"n_stories": len(lines), "n_figures": n_figures, "conflicts": reported}
    store.close()
    return results


def table(results: dict[str, Any]) -> str:
    lines = [
        "| figures given by several articles | stories | figures | conflicts reported | real, by reading | not judged |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, row in results.items():
        same = [conflict["same"] for conflict in row["conflicts"]]
        cells = (name, row["n_stories"], row["n_figures"], len(same), same.count("yes"), same.count("not judged"))
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    if not (shared / "data").is_dir():
        print(
            f"{shared / 'data'}: expected the development data there; name the folder above it with --shared",
            file=sys.stderr,
        )
        return 1
    results = measure(shared)
    save(RESULTS, results)
    write_tables(DOC, {"figures": table(results)})
    for name, row in results.items():
        for conflict in row["conflicts"]:
            if conflict["same"] == "not judged":
                print(f"not judged: {name} {conflict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
