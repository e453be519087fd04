"""The pictures of the measurements, drawn from what the other programs here left in ``benchmarks/results``.

Time and memory of each stage as the corpus grows, the core as it grows, sentences embedded a second at each speed, and whole runs beside other packages. Writes
``docs/images/scaling.svg``, ``core.svg``, ``speed.svg`` and ``start.svg``; the same results give the same files.

usage: python benchmarks/plots.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl

mpl.use("svg")

import matplotlib.pyplot as plt

RESULTS = Path(__file__).parent / "results"
IMAGES = Path(__file__).parent.parent / "docs" / "images"

#: Colours that people who do not see red and green alike can tell apart (Okabe & Ito 2008).
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")

STYLE: Final = {
    "svg.hashsalt": "summarize",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}

#: Stages drawn by name; the others stand behind them in grey.
NAMED: Final = (
    "segmentation",
    "copies",
    "themes",
    "claims",
    "choosing a brief",
    "voices",
    "compare, the whole command",
)


def kept(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def write(figure: Any, name: str) -> None:
    # Without a date the same figures give the same file.
    figure.savefig(IMAGES / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)


def scaling() -> None:
    """Processor time and peak memory by number of sentences, a line a stage, and the bar on the exponent."""
    sizes = sorted(kept("scaling")["sizes"].values(), key=lambda size: int(size["n_sentences"]))
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.4))
    stages = dict.fromkeys(stage for size in sizes for stage in size["stages"])
    for stage in sorted(stages, key=lambda stage: stage in NAMED):
        points = [
            (size["n_sentences"], took["processor_seconds"], took["peak_gib"])
            for size in sizes
            if "failed" not in (took := size["stages"].get(stage, {"failed": "not run"}))
        ]
        if not points:
            continue
        n, seconds, gib = zip(*points, strict=True)
        named = stage in NAMED
        look = {"color": COLOURS[NAMED.index(stage)] if named else "#bbbbbb", "linewidth": 1.6 if named else 0.8}
        left.plot(n, [max(each, 0.001) for each in seconds], marker="o", markersize=3, **look)
        right.plot(n, gib, marker="o", markersize=3, label=stage if named else None, **look)
    first, last = sizes[0]["n_sentences"], sizes[-1]["n_sentences"]
    left.plot((first, last), (0.1, 0.1 * (last / first) ** 1.3), "k:", linewidth=1, label="as n to the 1.3")
    left.set(xscale="log", yscale="log", xlabel="sentences", ylabel="seconds of the processor")
    right.axhline(12, color="black", linestyle=":", linewidth=1, label="12 GiB")
    right.set(xscale="log", yscale="log", xlabel="sentences", ylabel="peak memory, GiB")
    left.legend(loc="upper left")
    right.legend(loc="upper left", fontsize=8)
    write(figure, "scaling")


def core() -> None:
    """Processor time of the functions on arrays by number of rows."""
    measured = kept("core")
    figure, axes = plt.subplots(figsize=(6.5, 4.2))
    rows = {
        "LexRank, embeddings given": measured["lexrank"],
        "fifteen nearest of 2,000": measured["neighbours"],
        "greedy choice by coverage": measured["choices"],
        "choice by marginal relevance": measured["relevance"],
        "TextRank, words given": {n: took["textrank"] for n, took in measured["walks"].items() if "textrank" in took},
        "themes": measured["themes"],
    }
    for (name, found), colour in zip(rows.items(), COLOURS, strict=False):
        points = sorted((int(n), took["processor_seconds"]) for n, took in found.items())
        axes.plot(*zip(*points, strict=True), marker="o", markersize=3, color=colour, label=name)
    axes.set(xscale="log", yscale="log", xlabel="sentences", ylabel="seconds of the processor")
    axes.legend(fontsize=8)
    write(figure, "core")


def speed() -> None:
    """Sentences embedded a second, every round a point, on each processor."""
    machines = kept("speed")["speed"]
    figure, panels = plt.subplots(1, len(machines), figsize=(5 * len(machines), 3), sharey=True, squeeze=False)
    for panel, (machine, measured) in zip(panels[0], machines.items(), strict=True):
        names = list(measured["routes"])
        for i, name in enumerate(names):
            rates = [measured["n_sentences"] / seconds for seconds in measured["routes"][name]["seconds"]]
            panel.barh(i, measured["routes"][name]["sentences_per_second"], color=COLOURS[i], alpha=0.6)
            panel.plot(rates, [i] * len(rates), "k|", markersize=8)
        panel.set(xscale="log", xlabel="sentences a second, the median and each round", title=machine)
        panel.set_yticks(range(len(names)), names)
        panel.invert_yaxis()
    write(figure, "speed")


def start() -> None:
    """Seconds of whole runs, every round a point."""
    runs = kept("start")["whole"]["runs"]
    figure, axes = plt.subplots(figsize=(7, 2.8))
    for i, (name, run) in enumerate(runs.items()):
        axes.barh(i, run["median"], color=COLOURS[0] if name.startswith("brief") else "#999999", alpha=0.7)
        axes.plot(run["rounds"], [i] * len(run["rounds"]), "k|", markersize=8)
    axes.set(xlabel="seconds from the prompt and back, the median and each round")
    axes.set_yticks(range(len(runs)), list(runs))
    axes.invert_yaxis()
    write(figure, "start")


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    with mpl.rc_context(STYLE):
        for draw in (scaling, core, speed, start):
            draw()
    return 0


if __name__ == "__main__":
    sys.exit(main())
