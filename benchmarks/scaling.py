"""Time and peak memory of each stage at a thousand sentences and more, each stage in a process of its own.

The corpora are real text told anew (`mixture.py`), the vectors those of a stand-in for the model: a stage sees what it would see
behind one, and a million sentences need no hour. A stage finds the values of the stages before it in a folder; reading them back
is not counted as its time. Its memory is the peak of its process, with those values. Writes ``benchmarks/results/scaling.json``
and the table in ``docs/scaling.md``.

usage: python benchmarks/scaling.py [--sizes 1000 10000] [--stages NAME ...] [--work FOLDER] [--limit-gib 12] [--limit-minutes 10]
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pickle
import platform
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import mixture
import numpy as np
from pages import save, write_tables

import summarize as sm
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.breadth import find_breadth
from summarize.comparison.claims import find_claims
from summarize.comparison.copies import find_copies
from summarize.comparison.counting import count
from summarize.comparison.coverage import coverage_matrix
from summarize.comparison.emphasis import find_emphases
from summarize.comparison.figures.view import find_figures
from summarize.comparison.likeness import find_likeness
from summarize.comparison.omissions import find_omissions
from summarize.comparison.prominence import find_prominence
from summarize.comparison.reuse import find_text_reuse
from summarize.comparison.timeline import find_timeline
from summarize.comparison.views import Comparison
from summarize.comparison.voices.view import find_voices
from summarize.pipeline.identity import corpus_facts, digest
from summarize.records.build import read_record, theme_records, themes_record
from summarize.records.compare import compare_head, view_record
from summarize.records.parts import laid_out
from summarize.rendering import render_pieces

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "scaling.json"
DOC = HERE.parent / "docs" / "scaling.md"

#: Nothing may grow faster than the number of sentences to this power.
BAR: Final = 1.3

#: Seconds below which a time says more about start-up than about growth.
_TELLING: Final = 0.05


class Work:
    """The values of one corpus, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> Any:
        """Read a value that an earlier stage kept; vectors are mapped and not read."""
        if name == "vectors":
            vectors = np.load(self.folder / "vectors.npy", mmap_mode="r")
            return sm.Embeddings(vectors, mixture.HashedWords.identity)
        with (self.folder / f"{name}.pickle").open("rb") as file:
            return pickle.load(file)

    def put(self, name: str, value: Any) -> None:
        """Keep a value for the stages after."""
        if name == "vectors":
            np.save(self.folder / "vectors.npy", value.vectors)
            return
        with (self.folder / f"{name}.pickle").open("wb") as file:
            pickle.dump(value, file, protocol=5)

    @property
    def cache(self) -> sm.Cache:
        """A cache of this corpus alone."""
        return sm.Cache(self.folder / "cache")


def _facts(work: Work) -> Callable[[], Any]:
    corpus = work.get("read")
    return lambda: digest(corpus_facts(corpus))


def _read(work: Work) -> Callable[[], Any]:
    return lambda: sm.read(work.folder / "corpus.jsonl", cache=sm.NoCache())


def _segment(work: Work) -> Callable[[], Any]:
    from summarize.segmentation import segment

    corpus, cache = work.get("read"), work.cache
    return lambda: segment(corpus, memo=cache)


def _embed(work: Work) -> Callable[[], Any]:
    from summarize.embedding import embed

    corpus, cache, encoder = work.get("corpus"), work.cache, mixture.HashedWords()
    encoder.encode(["a word"])
    return lambda: embed(corpus.texts, encoder, cache=cache)


def _copies(work: Work) -> Callable[[], Any]:
    corpus = work.get("corpus")
    return lambda: find_copies(corpus)


def _reuse(work: Work) -> Callable[[], Any]:
    corpus = work.get("corpus")
    return lambda: find_text_reuse(corpus)


def _themes(work: Work) -> Callable[[], Any]:
    from summarize.themes import find_themes

    corpus, vectors = work.get("corpus"), work.get("vectors")
    return lambda: find_themes(corpus, vectors)


def _claims(work: Work) -> Callable[[], Any]:
    corpus, vectors, copies = work.get("corpus"), work.get("vectors"), work.get("copies")
    return lambda: find_claims(corpus, vectors, copies.group_of)


def _alignments(work: Work) -> Callable[[], Any]:
    corpus, vectors, copies = work.get("corpus"), work.get("vectors"), work.get("copies")
    return lambda: find_alignments(corpus, vectors, copies.group_of)


def _figures(work: Work) -> Callable[[], Any]:
    corpus, vectors, copies = work.get("corpus"), work.get("vectors"), work.get("copies")
    claims, alignments = work.get("claims"), work.get("alignments")
    return lambda: find_figures(corpus, vectors, copies.group_of, claims, alignments)


def _coverage(work: Work) -> Callable[[], Any]:
    corpus, vectors, themes, copies = (work.get(name) for name in ("corpus", "vectors", "themes", "copies"))
    return lambda: coverage_matrix(vectors, themes, count(corpus, copies.group_of))


def _emphases(work: Work) -> Callable[[], Any]:
    corpus, themes, copies = work.get("corpus"), work.get("themes"), work.get("copies")
    counted = count(corpus, copies.group_of)
    return lambda: find_emphases(themes, counted)


def _omissions(work: Work) -> Callable[[], Any]:
    corpus, vectors, claims, copies = (work.get(name) for name in ("corpus", "vectors", "claims", "copies"))
    counted, alignments = count(corpus, copies.group_of), work.get("alignments")
    return lambda: find_omissions(vectors, claims, counted, alignments=alignments)


def _voices(work: Work) -> Callable[[], Any]:
    corpus, copies = work.get("corpus"), work.get("copies")
    return lambda: find_voices(corpus, copies.group_of)


def _prominence(work: Work) -> Callable[[], Any]:
    corpus, themes, claims, copies = (work.get(name) for name in ("corpus", "themes", "claims", "copies"))
    counted = count(corpus, copies.group_of)
    return lambda: find_prominence(themes, claims, counted)


def _timeline(work: Work) -> Callable[[], Any]:
    corpus, claims = work.get("corpus"), work.get("claims")
    return lambda: find_timeline(corpus, claims)


def _likeness(work: Work) -> Callable[[], Any]:
    corpus, themes, claims, copies = (work.get(name) for name in ("corpus", "themes", "claims", "copies"))
    counted = count(corpus, copies.group_of)
    return lambda: find_likeness(themes, claims, counted)


def _breadth(work: Work) -> Callable[[], Any]:
    corpus, themes, claims, copies = (work.get(name) for name in ("corpus", "themes", "claims", "copies"))
    counted = count(corpus, copies.group_of)
    return lambda: find_breadth(themes, claims, counted)


def _summary(work: Work) -> Callable[[], Any]:
    from summarize.summary import summarise

    corpus, vectors, themes, copies = (work.get(name) for name in ("corpus", "vectors", "themes", "copies"))
    return lambda: summarise(corpus, vectors, themes, copies.group_of, max_words=200)


def _stories(work: Work) -> Callable[[], Any]:
    from summarize.events import find_stories, headlines

    corpus = work.get("corpus")
    lines = headlines(corpus)
    vectors = mixture.HashedWords().encode(lines)
    return lambda: find_stories(corpus, vectors)


def _kept(work: Work, name: str, compute: Callable[[], Any]) -> str:
    """A record through the cache and to its JSON, as a command gives it out."""
    from summarize.rendering import render

    with work.cache as cache:
        record = cache.memo(name, "scaling", compute)
    return render(record, "json")


def _read_record(work: Work) -> Callable[[], Any]:
    corpus, copies = work.get("corpus"), work.get("copies")
    return lambda: _kept(work, "read", lambda: read_record(corpus, {}, copies))


def _themes_record(work: Work) -> Callable[[], Any]:
    corpus, themes, copies = work.get("corpus"), work.get("themes"), work.get("copies")
    return lambda: _kept(work, "themes", lambda: themes_record(corpus, themes, copies, {}, "stand-in"))


def _compare_record(work: Work) -> Callable[[], Any]:
    given = {name: work.get(name) for name in ("corpus", "themes", "copies", "claims", "reuse")}
    compared: Any = SimpleNamespace(**given, embeddings=work.get("vectors"))
    found = Comparison(compared)
    # The views as the stages before found them, in the place of those that would be made.
    for name in (
        "alignments",
        "figures",
        "coverage",
        "emphases",
        "omissions",
        "voices",
        "prominence",
        "timeline",
        "likeness",
        "breadth",
    ):
        found.__dict__[name] = work.get(name)

    def write() -> int:
        """All parts through the cache, then the whole as JSON into a file, as the command does it."""
        with work.cache as cache, (work.folder / "compare.json").open("w", encoding="utf-8") as file:
            record = laid_out(
                lambda: compare_head(found, {}, "stand-in"),
                lambda: theme_records(found.corpus, found.compared.themes, found.counted.sentences),
                lambda view: cache.memo("compare", view, lambda: view_record(view, found)),
            )
            for piece in render_pieces(record, "json"):
                file.write(piece)
        return (work.folder / "compare.json").stat().st_size

    return write


def _whole(work: Work, command: str, *options: str) -> Callable[[], Any]:
    """A whole command as a user gives it, with the stand-in for the model; of what is kept the vectors alone are there."""
    from summarize.cli import app
    from summarize.pipeline import analysis, splitting

    os.environ["SUMMARIZE_CACHE"] = str(work.folder / "cache")
    with work.cache:
        kept = sqlite3.connect(work.folder / "cache" / "cache.sqlite3")
    with kept:
        kept.execute("DELETE FROM results")
    kept.close()
    for module in (analysis, splitting):
        mock.patch.object(module, "chosen_encoder", return_value=mixture.HashedWords()).start()
    return lambda: app([command, str(work.folder / "corpus.jsonl"), *options], standalone_mode=False)


def _whole_read(work: Work) -> Callable[[], Any]:
    return _whole(work, "read", "-o", str(work.folder / "clean.jsonl"), "--format", "csv")


def _whole_themes(work: Work) -> Callable[[], Any]:
    return _whole(work, "themes", "--json", "-o", str(work.folder / "themes.json"))


def _whole_brief(work: Work) -> Callable[[], Any]:
    return _whole(work, "brief", "--words", "200", "-o", str(work.folder / "brief.txt"))


def _whole_compare(work: Work) -> Callable[[], Any]:
    return _whole(work, "compare", "--json", "-o", str(work.folder / "compare.json"))


#: Each stage: the name of its value, and what prepares it; the last value kept is what later stages ask for.
STAGES: Final[dict[str, tuple[str | None, Callable[[Work], Callable[[], Any]]]]] = {
    "reading": ("read", _read),
    "digest of the corpus": (None, _facts),
    "segmentation": ("corpus", _segment),
    "segmentation, kept": (None, _segment),
    "vectors through the cache, encoder's stand-in": ("vectors", _embed),
    "vectors, kept": (None, _embed),
    "copies": ("copies", _copies),
    "text reuse": ("reuse", _reuse),
    "themes": ("themes", _themes),
    "choosing a brief": (None, _summary),
    "claims": ("claims", _claims),
    "alignments": ("alignments", _alignments),
    "figures": ("figures", _figures),
    "coverage": ("coverage", _coverage),
    "emphasis": ("emphases", _emphases),
    "omissions": ("omissions", _omissions),
    "voices": ("voices", _voices),
    "prominence": ("prominence", _prominence),
    "timeline": ("timeline", _timeline),
    "likeness": ("likeness", _likeness),
    "breadth": ("breadth", _breadth),
    "stories": (None, _stories),
    "record and JSON of read": (None, _read_record),
    "record and JSON of themes": (None, _themes_record),
    "record and JSON of compare": (None, _compare_record),
    "read, the whole command": (None, _whole_read),
    "themes, the whole command": (None, _whole_themes),
    "brief, the whole command": (None, _whole_brief),
    "compare, the whole command": (None, _whole_compare),
}


def _peak() -> float:
    """Peak resident memory of this process so far, GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def run_stage(name: str, folder: Path) -> dict[str, Any]:
    """Run one stage here, keep its value, and say what it took."""
    work = Work(folder)
    kept, prepare = STAGES[name]
    # Importing is the same at any size.
    for library in ("scipy.sparse", "scipy.stats", "scipy.optimize", "scipy.cluster.hierarchy", "snowballstemmer"):
        importlib.import_module(library)
    run = prepare(work)
    before, wall, cpu = _peak(), time.perf_counter(), time.process_time()
    value = run()
    took = {
        "seconds": round(time.perf_counter() - wall, 3),
        "processor_seconds": round(time.process_time() - cpu, 3),
        "given_gib": round(before, 3),
        "peak_gib": round(_peak(), 3),
    }
    if kept is not None:
        work.put(kept, value)
    if kept == "corpus":
        (folder / "size.json").write_text(json.dumps({"n_sentences": len(value.sentences)}), encoding="utf-8")
    return took


def make_corpus(shared: Path, folder: Path, n_sentences: int) -> None:
    """Write the corpus of a size as a table of documents, where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "corpus.jsonl"
    if path.is_file():
        return
    with path.with_suffix(".part").open("w", encoding="utf-8") as file:
        for record in mixture.records(shared, n_sentences):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    path.with_suffix(".part").replace(path)


def measure(name: str, folder: Path, limit_gib: float, limit_minutes: float) -> dict[str, Any]:
    """Run a stage in a process of its own, within limits; what it took, or why it did not end."""

    def within() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (int(limit_gib * 2**30),) * 2)

    command = [sys.executable, __file__, "--stage", name, "--work", str(folder)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60 * limit_minutes, preexec_fn=within, check=False
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"not done after {limit_minutes:g} minutes"}
    if done.returncode:
        if "FileNotFoundError" in done.stderr:
            return {"failed": "not begun: a stage before it did not end"}
        lines = done.stderr.strip().splitlines() or [f"ended by signal {-done.returncode}"]
        return {"failed": f"more than {limit_gib:g} GiB" if "MemoryError" in done.stderr else lines[-1][:200]}
    took: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return took


def exponent(points: list[tuple[int, float]]) -> float | None:
    """Slope of time over size, both logarithms, from the sizes at which the time says something."""
    telling = [(n, seconds) for n, seconds in points if seconds >= _TELLING]
    if len(telling) < 2:
        return None
    x, y = np.log([n for n, _ in telling]), np.log([seconds for _, seconds in telling])
    return float(np.polyfit(x, y, 1)[0])


def _cell(took: dict[str, Any] | None) -> str:
    if took is None:
        return ""
    if "failed" in took:
        return str(took["failed"])
    return f"{took['processor_seconds']:.2f} s, {took['peak_gib']:.2f} GiB"


def table(results: dict[str, Any]) -> str:
    sizes = sorted(results["sizes"], key=int)
    n = {size: results["sizes"][size]["n_sentences"] for size in sizes}
    lines = [
        "| stage | " + " | ".join(f"{n[size]:,} sentences" for size in sizes) + " | grows as n to the | last step |",
        "|---|" + "---:|" * (len(sizes) + 2),
    ]
    for name in STAGES:
        took = {size: results["sizes"][size]["stages"].get(name) for size in sizes}
        points = [(n[s], t["processor_seconds"]) for s, t in took.items() if t is not None and "failed" not in t]
        powers = [exponent(points), exponent(points[-2:])]
        shown = ["" if power is None else f"{power:.2f}" if power <= BAR else f"**{power:.2f}**" for power in powers]
        lines.append(f"| {name} | " + " | ".join([*(_cell(took[size]) for size in sizes), *shown]) + " |")
    lines += ["", f"Processor time on one thread and peak memory of the process; {results['machine']}."]
    return "\n".join(lines)


def _keep(size: int, name: str, took: dict[str, Any], folder: Path) -> None:
    """Write what a stage took among the results; read anew, because a long run may go on beside a short one."""
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {"sizes": {}}
    results["machine"] = f"{platform.machine()}, python {platform.python_version()}, numpy {np.__version__}"
    kept = results["sizes"].setdefault(str(size), {"n_sentences": size, "stages": {}})
    kept["stages"][name] = took
    if (folder / "size.json").is_file():
        kept["n_sentences"] = json.loads((folder / "size.json").read_text(encoding="utf-8"))["n_sentences"]
    save(RESULTS, results)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument(
        "--stages", nargs="+", metavar="NAME", help="These alone; the values before them are there from an earlier run."
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="Folder for corpora and values; some 10 GB for a million."
    )
    parser.add_argument("--limit-gib", type=float, default=12)
    parser.add_argument("--limit-minutes", type=float, default=10)
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.stage is not None:
        print(json.dumps(run_stage(args.stage, args.work)))
        return 0
    if not (args.shared / "data").is_dir():
        print(f"{args.shared}: expected the development data there; name it with --shared", file=sys.stderr)
        return 1
    for size in args.sizes:
        folder = args.work / str(size)
        if args.stages is None:
            shutil.rmtree(folder / "cache", ignore_errors=True)
        make_corpus(args.shared, folder, size)
        for name in args.stages or STAGES:
            took = measure(name, folder, args.limit_gib, args.limit_minutes)
            print(f"{size:>9,} {name:<45} {_cell(took)}", file=sys.stderr, flush=True)
            _keep(size, name, took, folder)
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    write_tables(DOC, {"scaling": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
