"""What the page of a report weighs and how long it takes, on the demo corpus, on real stories, and on large mixtures of them.

Each page is made by the whole program, three times after a first run that fills the cache. Writes
``benchmarks/results/report.json`` and the table in ``docs/report.md``.

usage: python benchmarks/report.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pages import save, write_tables

HERE = Path(__file__).parent
ROOT = HERE.parent
RESULTS = HERE / "results" / "report.json"
DOC = ROOT / "docs" / "report.md"

STORIES = (
    "panama_papers",
    "truck_attack_in_nice",
    "north_Korea_hokkaido_missile",
    "hack_equifax_breach",
    "boko_haram_21_schoolgirls_freed",
)

RUNS = 3


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def thirty(stories: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Thirty articles of the five stories, those nearest to the median length of all articles."""
    documents = [d for story in STORIES for d in stories[story]["documents"]]
    middle = statistics.median(len(d["text"].split()) for story in stories.values() for d in story["documents"])
    return sorted(documents, key=lambda d: (abs(len(d["text"].split()) - middle), d["id"]))[:30]


def twelve_by_ten(stories: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Twelve outlets with ten articles each, of paragraphs of the five stories, about thirty sentences an article."""
    draw = random.Random(0)
    paragraphs = [
        line
        for story in STORIES
        for d in stories[story]["documents"]
        for line in d["text"].split("\n")
        if len(line) > 40
    ]
    documents = []
    for n in range(120):
        chosen: list[str] = []
        while sum(len(re.findall(r"[.!?](?:\s|$)", line)) for line in chosen) < 30:
            chosen.append(draw.choice(paragraphs))
        documents.append(
            {
                "id": f"mixed-{n}",
                "outlet": f"Outlet {n % 12 + 1}",
                "title": chosen[0][:70],
                "published": f"2016-07-{14 + n // 12:02d}T{n % 24:02d}:00:00+00:00",
                "text": "\n".join(chosen),
            }
        )
    return documents


def measured(name: str, source: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        command = [sys.executable, "-m", "summarize", "report", str(source), "-o", str(page), "--quiet"]
        seconds, busy = [], []
        for _ in range(RUNS + 1):
            start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(time.perf_counter() - start)
            busy.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        html = page.read_text(encoding="utf-8")
    (documents,) = re.findall(r"<b>(\d+)</b> articles?<", html)
    (outlets,) = re.findall(r"<b>(\d+)</b> outlets?<", html)
    (words,) = re.findall(r"<b>([\d,]+)</b> words<", html)
    return {
        "corpus": name,
        "articles": int(documents),
        "outlets": int(outlets),
        "words": int(words.replace(",", "")),
        "megabytes": round(len(html.encode()) / 1e6, 2),
        "seconds": round(statistics.median(seconds[1:]), 2),
        "cpu_seconds": round(statistics.median(busy[1:]), 2),
    }


def tables(found: dict[str, Any]) -> str:
    versions = found["versions"]
    lines = [
        f"python {versions['python']}, {versions['machine']}, {versions['cores']} cores, load {versions['load']} at the end.",
        "",
        "| corpus | articles | outlets | words | page, MB | CPU, s | made in, s |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {r['corpus']} | {r['articles']} | {r['outlets']} | {r['words']:,} | {r['megabytes']:.2f} | {r['cpu_seconds']:.1f} | {r['seconds']:.1f} |"
        for r in found["pages"]
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared: Path = parser.parse_args().shared
    stories = {story["id"]: story for story in rows(shared / "data" / "stories.jsonl")}
    pages = [measured("demo corpus", ROOT / "corpora" / "riyadh-talks")]
    with tempfile.TemporaryDirectory() as folder:
        corpora = {name: stories[name]["documents"] for name in STORIES}
        corpora["thirty articles of the five, nearest to the median length"] = thirty(stories)
        corpora["paragraphs of the five, recombined"] = twelve_by_ten(stories)
        for name, documents in corpora.items():
            path = Path(folder) / "corpus.jsonl"
            path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
            pages.append(measured(name, path))
    versions: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }
    versions["load"] = round(os.getloadavg()[0], 1)
    found = {"versions": versions, "pages": pages}
    save(RESULTS, found)
    write_tables(DOC, {"report": tables(found)})


if __name__ == "__main__":
    main()
