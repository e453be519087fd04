"""What a sentence costs in each stage that workers share, here and on a cluster of two processes, and what a hundred million would.

Real text of `../shared`; for pages, those of the demo corpus, each with a comment of its own so that none is read twice. Both ways are run in turn in one
run, and their results compared. Processor time is that of this process and, on the cluster, of the workers; on a machine that others use
as well it is what can be relied on, and the wall time beside it shows how busy the machine was. Writes ``benchmarks/results/engine.json`` and the tables in
``docs/scaling.md``.

usage: python benchmarks/engine.py [--shared ../shared] [--sentences 3000] [--documents 600] [--pages 200] [--speed exact]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pages import save, write_tables

from summarize.cache import NoCache
from summarize.comparison.copies import find_copies
from summarize.comparison.reuse import find_text_reuse
from summarize.corpus import Corpus
from summarize.embedding import at_speed, embed, resolve
from summarize.engine import Engine, work_ahead
from summarize.engine.cluster import DaskEngine
from summarize.reading.html.reader import extract_page, page_key
from summarize.segmentation import segment
from summarize.settings import ThemeSettings
from summarize.themes import find_themes

if TYPE_CHECKING:
    from collections.abc import Callable


HERE = Path(__file__).parent
RESULTS = HERE / "results" / "engine.json"
DOC = HERE.parent / "docs" / "scaling.md"
CORPUS = HERE.parent / "corpora" / "riyadh-talks"

N_WORKERS: Final = 2

#: Of what the cost is reckoned.
MANY: Final = 100_000_000


def documents(shared: Path, n: int) -> Corpus:
    """Articles of real stories, from all sets of them in turn."""
    sets = []
    for name in ("stories", "wire_reuse", "roundups"):
        lines = (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        sets.append(
            [d | {"id": f"{name}-{i}-{d['id']}"} for i, line in enumerate(lines) for d in json.loads(line)["documents"]]
        )
    mixed = [found[k] for k in range(max(map(len, sets))) for found in sets if k < len(found)]
    return Corpus.from_records(mixed[:n])


def pages(n: int) -> list[tuple[str, bytes]]:
    """Pages of the demo corpus, again and again, no two the same."""
    real = [path.read_bytes() for path in sorted(CORPUS.rglob("*.html"))]
    several = [real[i % len(real)] + f"<!-- {i} -->".encode() for i in range(n)]
    return [(page_key(page), page) for page in several]


class Clock:
    """Wall time, and processor time of this process and the workers."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.wall, self.processor, self.client = time.perf_counter(), self._processor(), time.process_time()

    def _processor(self) -> float:
        workers = self.engine._connected().run(time.process_time) if isinstance(self.engine, DaskEngine) else {}
        return time.process_time() + float(sum(workers.values()))

    def seconds(self) -> dict[str, float]:
        """Since it was made; of which in this process."""
        found = {
            "wall": time.perf_counter() - self.wall,
            "client": time.process_time() - self.client,
            "processor": self._processor() - self.processor,
        }
        return {name: round(value, 3) for name, value in found.items()}


def measured(run: Callable[[Engine], Any], same: Callable[[Any, Any], float], workers: DaskEngine) -> dict[str, Any]:
    """Seconds of each engine, and the largest difference of their results."""
    seconds, results = {}, []
    for name, engine in (("local", Engine()), ("dask", workers)):
        clock = Clock(engine)
        results.append(run(engine))
        seconds[name] = clock.seconds()
    return {**seconds, "difference": same(*results)}


def equal(first: Any, second: Any) -> float:
    return 0.0 if first == second else 1.0


def copies_equal(first: Any, second: Any) -> float:
    return equal(*((found.group_of.tolist(), found.groups) for found in (first, second)))


def themes_equal(first: Any, second: Any) -> float:
    return equal(*((found.labels.tolist(), found.names, found.stability) for found in (first, second)))


def all_stages(options: argparse.Namespace, workers: DaskEngine) -> tuple[dict[str, Any], dict[str, int]]:
    source = documents(options.shared, options.documents)
    corpus = segment(source)
    n_all, n = len(corpus.sentences), options.sentences
    texts = list(dict.fromkeys(corpus.texts))[:n]
    encoder = at_speed(resolve(), options.speed, None)
    # Start-up is no part of a sentence's cost: workers are there, and each has the model and the libraries.
    for engine in (Engine(), workers):
        embed([f"Sentence {i} of the first ones." for i in range(1100)], encoder, cache=NoCache(), engine=engine)
        segment(documents(options.shared, 130), engine=engine)

    def read_pages(engine: Engine) -> list[Any]:
        items = pages(options.pages)
        memo = work_ahead(engine, None, "html", extract_page, items, portion=16)
        return [extract_page(page) if memo is None else memo.memo("html", key, dict) for key, page in items]

    small = Corpus(
        corpus.documents[: options.documents // 4],
        tuple(s for s in corpus.sentences if s.document < options.documents // 4),
    )
    vectors = embed(small.texts, _Flat(), cache=NoCache())
    many = [f"{text} {i}" for i, text in enumerate(corpus.texts)]
    stages: dict[str, tuple[int, Callable[[Engine], Any], Callable[[Any, Any], float]]] = {
        "extracting pages": (options.pages * 20, read_pages, equal),
        "segmentation": (n_all, lambda engine: segment(source, engine=engine).sentences, equal),
        "embedding": (
            len(texts),
            lambda engine: embed(texts, encoder, cache=NoCache(), engine=engine).vectors,
            lambda a, b: float(np.abs(a - b).max()),
        ),
        "sending": (
            len(many),
            lambda engine: embed(many, _Nothing(), cache=NoCache(), engine=engine).vectors,
            lambda a, b: float(np.abs(a - b).max()),
        ),
        "copies": (n_all, lambda engine: find_copies(corpus, engine=engine), copies_equal),
        "text reuse": (n_all, lambda engine: find_text_reuse(corpus, engine=engine), equal),
        "themes": (
            len(small.sentences),
            lambda engine: find_themes(small, vectors, settings=ThemeSettings(), engine=engine),
            themes_equal,
        ),
    }
    found = {}
    for name, (n_sentences, run, same) in stages.items():
        found[name] = {"sentences": n_sentences, **measured(run, same, workers)}
        print(name, found[name], flush=True)
    return found, {"documents": len(source.documents), "sentences": n_all}


class _Nothing:
    """No work between the sentences that go out and the vectors that come back: what is left is what sending costs."""

    identity = "nothing"

    def encode(self, texts: Any) -> Any:
        return np.full((len(texts), 384), 0.05, dtype=np.float32)


class _Flat:
    """Stand-in vectors for the stage that finds themes."""

    identity = "flat"

    def encode(self, texts: Any) -> Any:
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[sum(word.encode()) * 2654435761 % 384] += 1.0
        return rows + 0.01


def rates_table(results: dict[str, Any]) -> str:
    lines = [
        f"{results['corpus']['documents']:,} articles, {results['corpus']['sentences']:,} sentences; {results['machine']}; {results['versions']}.",
        "",
        "| | sentences | processor ms a sentence: here | two workers | of which in this process | wall s: here | two workers | largest difference |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in results["stages"].items():
        here, spread = (1000 * row[engine]["processor"] / row["sentences"] for engine in ("local", "dask"))
        client = 1000 * row["dask"]["client"] / row["sentences"]
        lines.append(
            f"| {name} | {row['sentences']:,} | {here:.2f} | {spread:.2f} | {client:.2f} | {row['local']['wall']:.1f} | {row['dask']['wall']:.1f} | {row['difference']:.1g} |"
        )
    return "\n".join(lines)


def cost_table(results: dict[str, Any]) -> str:
    """What a very large corpus would cost. The process that asks works while the workers do, so the longer of the two decides."""
    stages = results["stages"]
    lines = [
        f"| {MANY:,} sentences | processor hours of workers | of the process that asks | hours on 10 workers | on 100 |",
        "|---|---:|---:|---:|---:|",
    ]
    sums = np.zeros(4)
    for name in ("extracting pages", "segmentation", "embedding", "copies"):
        # While sentences are embedded the process that asks mostly waits, and is measured by itself.
        asking = stages["sending" if name == "embedding" else name]
        client = MANY * asking["dask"]["client"] / asking["sentences"] / 3600
        row = stages[name]
        spread = MANY * (row["dask"]["processor"] - row["dask"]["client"]) / row["sentences"] / 3600
        numbers = np.array([spread, client, max(client, spread / 10), max(client, spread / 100)])
        sums += numbers
        lines.append(f"| {name} | " + " | ".join(f"{number:,.1f}" for number in numbers) + " |")
    lines.append("| together | " + " | ".join(f"{number:,.1f}" for number in sums) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sentences", type=int, default=3000)
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--speed", default="exact")
    parser.add_argument("--tables", action="store_true", help="write the tables of what was measured before")
    options = parser.parse_args()
    if not options.tables:
        workers = DaskEngine(n_workers=N_WORKERS)
        try:
            stages, corpus = all_stages(options, workers)
        finally:
            workers.close()
        names = ("distributed", "torch", "numpy")
        save(
            RESULTS,
            {
                "corpus": corpus,
                "speed": options.speed,
                "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end",
                "versions": f"python {platform.python_version()}, " + ", ".join(f"{n} {version(n)}" for n in names),
                "stages": stages,
            },
        )
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    write_tables(DOC, {"engine-rates": rates_table(results), "engine-cost": cost_table(results)})


if __name__ == "__main__":
    main()
