"""Sentence splitters side by side on news whose sentences were marked by hand.

    python benchmarks/segmentation.py --shared ../shared

Every splitter reads whole documents; only what it says inside the marked windows counts. Splitters that are not installed
are left out with a note. Writes ``benchmarks/results/segmentation.json`` and the tables of ``docs/segmentation.md``.
``--errors half`` prints where the project's own splitter differs from the gold, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from pages import save, write_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Span = tuple[int, int]
    Splitter = Callable[[str], list[Span]]

HERE: Final = Path(__file__).parent
GOLD: Final = HERE / "segmentation_gold.jsonl"
RESULTS: Final = HERE / "results" / "segmentation.json"
PAGE: Final = HERE.parent / "docs" / "segmentation.md"
OURS: Final = "summarize"

#: Times that each splitter runs over the documents; the median counts.
REPEATS: Final = 5


@dataclass(frozen=True)
class Window:
    """A stretch of a document and the sentences that a reader marked in it."""

    half: str
    data: str
    document: str
    start: int
    stop: int
    digest: str
    spans: tuple[Span, ...]


def read_gold(path: Path = GOLD) -> list[Window]:
    """Read the marked windows; they hold offsets only, the texts belong to their publishers."""
    windows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple((start, stop) for start, stop in row["spans"])
        start, stop = row["window"]
        windows.append(Window(row["half"], row["data"], row["document"], start, stop, row["sha256"], spans))
    return windows


def read_texts(shared: Path, windows: Iterable[Window]) -> dict[str, str]:
    """Read the documents that the windows stand in, and hold each window against its digest."""
    windows = list(windows)
    wanted = {window.document for window in windows}
    texts: dict[str, str] = {}
    for name in sorted({window.data for window in windows}):
        path = shared / "data" / f"{name}.jsonl"
        if not path.is_file():
            sys.exit(f"expected {path}; give the folder that holds data/{name}.jsonl with --shared")
        for line in path.read_text(encoding="utf-8").splitlines():
            documents = json.loads(line)["documents"]
            texts.update({d["id"]: d["text"] for d in documents if d["id"] in wanted})
    for window in windows:
        text = texts.get(window.document, "")[window.start : window.stop]
        if sha256(text.encode()).hexdigest()[:12] != window.digest:
            sys.exit(f"document {window.document} is not the text that was marked; the gold does not fit this data")
    return texts


def trimmed(text: str, spans: Iterable[Span]) -> list[Span]:
    """Take white space off both ends of each span, and leave out spans without a letter or digit."""
    kept = []
    for start, stop in spans:
        piece = text[start:stop]
        if any(map(str.isalnum, piece)):
            kept.append((start + len(piece) - len(piece.lstrip()), stop - len(piece) + len(piece.rstrip())))
    return kept


def located(text: str, pieces: Iterable[str]) -> list[Span]:
    """Find pieces of a text in their order; one that was rewritten is not found, and counts as missed."""
    spans = []
    position = 0
    for piece in pieces:
        found = text.find(piece, position)
        if piece and found >= 0:
            spans.append((found, found + len(piece)))
            position = found + len(piece)
    return spans


def by_line(splitter: Splitter) -> Splitter:
    """Give a splitter one line at a time, as its own documentation asks or as serves it best here."""

    def split(text: str) -> list[Span]:
        spans = []
        position = 0
        for line in text.split("\n"):
            if line.strip():
                spans += [(position + start, position + stop) for start, stop in splitter(line)]
            position += len(line) + 1
        return spans

    return split


def _summarize() -> Splitter:
    sys.path.insert(0, str(HERE.parent))
    split: Splitter = import_module("summarize.segmentation").sentence_spans
    return split


def _nupunkt() -> Splitter:
    split: Splitter = import_module("nupunkt").sent_spans
    return split


def _sentencex() -> Splitter:
    library = import_module("sentencex")
    return lambda text: located(text, library.segment("en", text))


def _pysbd() -> Splitter:
    segmenter = import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def _blingfire() -> Splitter:
    library = import_module("blingfire")
    return lambda text: located(text, library.text_to_sentences(text).split("\n"))


def _syntok() -> Splitter:
    library = import_module("syntok.segmenter")

    def split(text: str) -> list[Span]:
        sentences = (s for paragraph in library.analyze(text) for s in paragraph)
        return [(s[0].offset, s[-1].offset + len(s[-1].value)) for s in map(list, sentences) if s]

    return split


#: Name, package, how to load it, whether it is given one line at a time. All peers gain from lines; ours finds them.
SPLITTERS: Final[tuple[tuple[str, str, Callable[[], Splitter], bool], ...]] = (
    (OURS, "summarize", _summarize, False),
    ("nupunkt", "nupunkt", _nupunkt, True),
    ("sentencex", "sentencex", _sentencex, True),
    ("pysbd", "pysbd", _pysbd, True),
    ("blingfire", "blingfire", _blingfire, True),
    ("syntok", "syntok", _syntok, True),
)


def load() -> tuple[dict[str, Splitter], dict[str, str], list[str]]:
    """Return the splitters that are installed, their versions, and those that are not."""
    loaded: dict[str, Splitter] = {}
    versions: dict[str, str] = {}
    absent = []
    for name, package, make, lines in SPLITTERS:
        try:
            splitter = make()
        except ModuleNotFoundError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
            absent.append(name)
            continue
        loaded[name] = by_line(splitter) if lines else splitter
        try:
            versions[name] = version(package)
        except PackageNotFoundError:
            versions[name] = "this tree"
    return loaded, versions, absent


def score(windows: Iterable[Window], texts: dict[str, str], splitter: Splitter) -> dict[str, float]:
    """Hold a splitter against the gold.

    A sentence is right where both its ends are; a boundary is the end of a sentence that is not the end of its window.
    """
    n_gold = n_found = n_right = n_gold_ends = n_found_ends = n_right_ends = 0
    for window in windows:
        text = texts[window.document]
        found = {
            (start, stop)
            for start, stop in trimmed(text, splitter(text))
            if start < window.stop and stop > window.start
        }
        gold = set(window.spans)
        ends = {stop for _, stop in found if window.start < stop < window.stop}
        gold_ends = {stop for _, stop in gold if stop < window.stop}
        n_gold, n_found, n_right = n_gold + len(gold), n_found + len(found), n_right + len(gold & found)
        n_gold_ends, n_found_ends = n_gold_ends + len(gold_ends), n_found_ends + len(ends)
        n_right_ends += len(gold_ends & ends)
    return {
        "n_sentences": n_gold,
        "recall": round(n_right / n_gold, 4),
        "precision": round(n_right / n_found, 4),
        "f1": round(2 * n_right / (n_gold + n_found), 4),
        "boundary_f1": round(2 * n_right_ends / (n_gold_ends + n_found_ends), 4),
        "n_missed_boundaries": n_gold_ends - n_right_ends,
        "n_false_boundaries": n_found_ends - n_right_ends,
    }


def annotated_stories(shared: Path) -> list[Window]:
    """Return the seven stories annotated for themes, whole documents, as windows of the same kind."""
    spans: dict[str, list[Span]] = {}
    for path in sorted((shared / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            spans.setdefault(row["document"], []).append((row["start"], row["stop"]))
    windows = []
    for line in (shared / "data" / "stories.jsonl").read_text(encoding="utf-8").splitlines():
        for document in json.loads(line)["documents"]:
            text = document["text"]
            if document["id"] in spans:
                gold = tuple(trimmed(text, spans[document["id"]]))
                digest = sha256(text.encode()).hexdigest()[:12]
                windows.append(Window("stories", "stories", document["id"], 0, len(text), digest, gold))
    return windows


def seconds_of(splitters: dict[str, Splitter], texts: Iterable[str]) -> dict[str, float]:
    """Return the median time of each splitter over all texts, measured in turn so that all share the machine's moods."""
    texts = list(texts)
    taken: dict[str, list[float]] = {name: [] for name in splitters}
    for splitter in splitters.values():
        splitter(texts[0])
    for _ in range(REPEATS):
        for name, splitter in splitters.items():
            started = perf_counter()
            for text in texts:
                splitter(text)
            taken[name].append(perf_counter() - started)
    return {name: median(times) for name, times in taken.items()}


def measure(shared: Path) -> dict[str, Any]:
    """Run all splitters on all gold."""
    windows = read_gold()
    texts = read_texts(shared, windows)
    stories = annotated_stories(shared)
    texts |= read_texts(shared, stories)
    splitters, versions, absent = load()
    seconds = seconds_of(splitters, texts.values())
    reference = seconds["nupunkt"]
    n_characters = sum(map(len, texts.values()))
    parts = {half: [w for w in windows if w.half == half] for half in ("dev", "test")} | {"stories": stories}
    return {
        "data": {
            "gold": GOLD.name,
            "gold_sha256": sha256(GOLD.read_bytes()).hexdigest()[:12],
            "n_windows": len(windows),
            "n_documents": len({w.document for w in windows}),
            "n_characters_timed": n_characters,
        },
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "absent": absent,
        "splitters": {
            name: {
                "version": versions[name],
                "time_ratio": round(seconds[name] / reference, 2),
                "megacharacters_per_second": round(n_characters / seconds[name] / 1e6, 2),
                **{part: score(rows, texts, splitter) for part, rows in parts.items()},
            }
            for name, splitter in splitters.items()
        },
    }


def table(results: dict[str, Any]) -> str:
    """Render the results as the table of the page."""
    halves = {"dev": "first half", "test": "second half", "stories": "seven stories"}
    head = ["splitter", *(f"{halves[h]}: {m}" for h in halves for m in ("F1", "boundary F1")), "time"]
    rows = [head, ["---"] * len(head)]
    ranked = sorted(results["splitters"].items(), key=lambda item: -item[1]["test"]["f1"])
    for name, row in ranked:
        cells = [f"{row[half][measure]:.3f}" for half in halves for measure in ("f1", "boundary_f1")]
        label = name if row["version"] == "this tree" else f"{name} {row['version']}"
        rows.append([f"**{label}**" if name == OURS else label, *cells, f"{row['time_ratio']:.1f}"])
    n = {half: results["splitters"][OURS][half]["n_sentences"] for half in halves}
    note = (
        f"{n['dev']} + {n['test']} sentences in {results['data']['n_windows']} windows of "
        f"{results['data']['n_documents']} documents, and {n['stories']} in seven whole stories; Python "
        f"{results['python']}, {results['machine']}. Time: multiple of nupunkt's, median of {REPEATS} runs over "
        f"{results['data']['n_characters_timed'] / 1e6:.1f} million characters."
    )
    return "\n".join(["| " + " | ".join(row) + " |" for row in rows] + ["", note])


def show_errors(shared: Path, half: str) -> None:
    """Print each stretch where the project's splitter and the gold differ."""
    windows = annotated_stories(shared) if half == "stories" else [w for w in read_gold() if w.half == half]
    texts = read_texts(shared, windows)
    splitter = _summarize()
    for window in windows:
        text = texts[window.document]
        ends = {stop for _, stop in trimmed(text, splitter(text)) if window.start < stop < window.stop}
        gold_ends = {stop for _, stop in window.spans if stop < window.stop}
        for stop in sorted(ends ^ gold_ends):
            kind = "missed" if stop in gold_ends else "false "
            print(f"{kind} {text[max(stop - 50, 0) : stop]!r} | {text[stop : stop + 40]!r}")


def main() -> None:
    """Read the command line, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with data/ and gold/"
    )
    parser.add_argument(
        "--errors", choices=("dev", "test", "stories"), help="print differences on one part, write nothing"
    )
    arguments = parser.parse_args()
    if arguments.errors:
        show_errors(arguments.shared, arguments.errors)
        return
    results = measure(arguments.shared)
    save(RESULTS, results)
    write_tables(PAGE, {"table": table(results)})


if __name__ == "__main__":
    main()
