"""How long a whole run takes, from the shell's prompt and back: a second run, and a first one beside other packages.

Each figure is the wall time of a process of its own, Python's start and all imports in it. *Second run*: ten articles of the demo corpus
that have been read before. *Whole*: ``summarize brief`` of one real story of about 250 sentences, cold (no vector is kept;
the route of ``--speed fast`` has been chosen, as it is once a machine) and warm, beside bert-extractive-summarizer and BERTopic on
the same text with the same model, as their own documentation runs them. The peers need environments of their own, of the extras ``bench``
and ``bench-themes``; ours may be given another that has ``openvino`` or ``onnx``, which starts without PyTorch. Writes ``benchmarks/results/start.json`` and tables in ``docs/speed.md``.

usage: python benchmarks/start.py [--shared ../shared] [--bert PYTHON] [--bertopic PYTHON] [--converted PYTHON] [--rounds 5]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pages import save, write_tables

from summarize.corpus import Corpus
from summarize.embedding import resolve
from summarize.segmentation import segment

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "start.json"
DOC = HERE.parent / "docs" / "speed.md"
CORPUS = HERE.parent / "corpora" / "riyadh-talks"

#: Articles of the second run, and sentences of the story.
N_ARTICLES = 10
N_SENTENCES = 250

WITH_EXTRA = " with the extra"

SECOND = {
    "--help": ["--help"],
    "read": ["read", "{corpus}"],
    "brief": ["brief", "{corpus}"],
    "themes": ["themes", "{corpus}"],
    "compare": ["compare", "{corpus}"],
    "report": ["report", "{corpus}", "-o", "{folder}/report.html"],
}

BERT = """
import sys
from summarizer.sbert import SBertSummarizer
text = "\\n\\n".join(open(sys.argv[1], encoding="utf-8").read().split("\\0"))
print(SBertSummarizer(sys.argv[2])(text, num_sentences=8))
"""

BERTOPIC = """
import sys
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer
sentences = open(sys.argv[1], encoding="utf-8").read().split("\\0")
print(BERTopic(embedding_model=SentenceTransformer(sys.argv[2])).fit(sentences).get_topic_info())
"""


def timed(command: list[str], cache: Path) -> float:
    begin = time.perf_counter()
    done = subprocess.run(
        command, env=_as_installed() | {"SUMMARIZE_CACHE": str(cache)}, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return time.perf_counter() - begin


def _as_installed() -> dict[str, str]:
    """The environment, but that Python keeps what it has compiled, ours and the peers' alike, as an installer has it do."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def row(seconds: list[float]) -> dict[str, Any]:
    return {"median": round(statistics.median(seconds), 3), "rounds": [round(each, 3) for each in seconds]}


def second_runs(folder: Path, n_rounds: int) -> dict[str, Any]:
    corpus = folder / "ten"
    for path in sorted(p for p in CORPUS.rglob("*") if p.is_file() and p.parent != CORPUS)[:N_ARTICLES]:
        (corpus / path.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, corpus / path.parent.name)
    found: dict[str, list[float]] = {name: [] for name in SECOND}
    for number in range(n_rounds + 1):
        for name, words in SECOND.items():
            command = [word.format(corpus=corpus, folder=folder) for word in words]
            seconds = timed([sys.executable, "-m", "summarize", *command], folder / "cache")
            if number:
                found[name].append(seconds)
    return {name: row(seconds) for name, seconds in found.items()}


def story_near(data: Path, n_sentences: int) -> tuple[str, list[dict[str, Any]], list[str]]:
    """The story whose sentences are nearest in number to what is asked for: its name, its articles, its sentences."""
    lines = (data / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [json.loads(line) for line in lines if line.strip()]
    texts = [list(segment(Corpus.from_records(story["documents"])).texts) for story in stories]
    best = min(range(len(stories)), key=lambda n: (abs(len(texts[n]) - n_sentences), n))
    return str(stories[best]["id"]), stories[best]["documents"], texts[best]


def cold(command: list[str], cache: Path) -> float:
    for kept in cache.glob("cache.sqlite3*"):
        kept.unlink()
    return timed(command, cache)


def whole(data: Path, folder: Path, peers: dict[str, str | None], n_rounds: int) -> dict[str, Any]:
    name, documents, sentences = story_near(data, N_SENTENCES)
    corpus, plain, cache = folder / "story.jsonl", folder / "sentences.txt", folder / "cache"
    corpus.write_text("".join(json.dumps(record) + "\n" for record in documents), encoding="utf-8")
    plain.write_text("\0".join(" ".join(text.split()) for text in sentences), encoding="utf-8")
    model = resolve().folder
    runs: dict[str, Callable[[], float]] = {}
    routes: dict[str, str] = {}
    for label, python in (("", sys.executable), (WITH_EXTRA, peers[WITH_EXTRA])):
        if python is None:
            continue
        ours, own = [python, "-m", "summarize", "brief", str(corpus)], cache / (label or "plain")
        timed(ours, own)
        routes[label.strip() or "plain"] = json.loads(
            next(own.glob("encoders/probe-*.json")).read_text(encoding="utf-8")
        )["chosen"]
        runs[f"brief{label}, cold"] = partial(cold, ours, own)
        runs[f"brief{label}, warm"] = partial(timed, ours, own)
    for peer, program in (("bert-extractive-summarizer", BERT), ("BERTopic", BERTOPIC)):
        python = peers[peer]
        if python is not None:
            command = [python, "-c", program, str(plain), str(model)]
            runs[peer] = partial(timed, command, cache)
    seconds: dict[str, list[float]] = {label: [] for label in runs}
    for number in range(n_rounds):
        for label, run in runs.items():
            seconds[label].append(run())
            print(f"round {number + 1}: {label} {seconds[label][-1]:.2f} s", file=sys.stderr, flush=True)
    return {
        "story": name,
        "n_sentences": len(sentences),
        "load": round(os.getloadavg()[0], 2),
        "routes": routes,
        "runs": {label: row(each) for label, each in seconds.items()},
    }


def second_table(results: dict[str, Any]) -> str:
    lines = ["| second run, ten articles | seconds, median | every round |", "|---|---:|---|"]
    for name, found in results["second"].items():
        lines.append(f"| `{name}` | {found['median']:.2f} | {', '.join(f'{each:.2f}' for each in found['rounds'])} |")
    return "\n".join(lines)


def whole_table(results: dict[str, Any]) -> str:
    found = results["whole"]
    runs = found["runs"]
    chosen = ", ".join(f"{name} ({where})" for where, name in found["routes"].items())
    lines = [
        f"The story `{found['story']}`, {found['n_sentences']} sentences; {results['machine']}, load {found['load']} at the end. Encoder: {chosen}.",
        "",
        "| whole process | seconds, median | every round | times as long as ours, cold | as ours, warm |",
        "|---|---:|---|---:|---:|",
    ]
    for name, each in runs.items():
        ratios = [each["median"] / runs[f"brief, {kind}"]["median"] for kind in ("cold", "warm")]
        rounds = ", ".join(f"{seconds:.2f}" for seconds in each["rounds"])
        lines.append(f"| {name} | {each['median']:.2f} | {rounds} | {ratios[0]:.1f} | {ratios[1]:.1f} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--bert", metavar="PYTHON", help="of an environment that has bert-extractive-summarizer")
    parser.add_argument("--bertopic", metavar="PYTHON", help="of an environment that has BERTopic")
    parser.add_argument(
        "--converted", metavar="PYTHON", help="of an environment with summarize and its extra openvino or onnx"
    )
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    data: Path = given.shared / "data"
    if not (data / "stories.jsonl").is_file():
        print(f"{data}: expected stories.jsonl there; name the folder above it with --shared", file=sys.stderr)
        return 1
    peers = {"bert-extractive-summarizer": given.bert, "BERTopic": given.bertopic, WITH_EXTRA: given.converted}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "second": second_runs(folder, given.rounds),
            "whole": whole(data, folder, peers, given.rounds),
        }
    save(RESULTS, results)
    write_tables(DOC, {"second": second_table(results), "whole": whole_table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
