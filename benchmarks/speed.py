"""How fast each speed embeds, beside sentence-transformers' own ``encode``, and what it costs in quality.

Speed: 5,000 real sentences, every route in turn, the median of the rounds; ratios are to ``SentenceTransformer.encode`` at its defaults
in the same round. What was measured on another processor stays. Quality: briefs against human summaries, themes and claims against hand labels, and the share of the 35 stories' briefs
that choose the same sentences as under ``exact``. Writes ``benchmarks/results/speed.json`` and the tables in ``docs/speed.md``.

usage: python benchmarks/speed.py [--shared ../shared] [--sentences 5000] [--rounds 5] [--only speed|quality] [--tables]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import summarize as sm
from summarize.corpus import Corpus
from summarize.embedding import Encoder, at_speed, normalised, resolve
from summarize.embedding.conversion import installed
from summarize.embedding.probe import LIBRARIES
from summarize.embedding.processor import processor
from summarize.evaluation.clusters import adjusted_rand
from summarize.segmentation import segment
from summarize.settings import SPEEDS, EmbeddingSettings

sys.path.insert(0, str(Path(__file__).parent))
from labelled import gold_story, rows
from pages import commit, save, write_tables
from quality import pairwise

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "speed.json"
DOC = HERE.parent / "docs" / "speed.md"

#: Tables of the development data from which the sentences come, in this order until there are enough.
SOURCES = ("stories.jsonl", "roundups.jsonl", "wire_reuse.jsonl")

PEER = "sentence-transformers"


def sentences(data: Path, n_wanted: int) -> list[str]:
    """Distinct sentences of real articles."""
    found: dict[str, None] = {}
    for name in SOURCES:
        for story in rows(data / name):
            texts = segment(Corpus.from_records(story["documents"])).texts
            found.update(dict.fromkeys(normalised(text) for text in texts))
            if len(found) >= n_wanted:
                return list(found)[:n_wanted]
    return list(found)


def encoders(folder: Path | None) -> dict[str, Encoder]:
    """An encoder a speed, each with its model loaded."""
    found: dict[str, Encoder] = {}
    for speed in SPEEDS:
        found[speed] = at_speed(resolve(), speed, folder)
        found[speed].encode(["Talks went on."])
    return found


def speeds(data: Path, n_sentences: int, n_rounds: int, folder: Path | None) -> dict[str, Any]:
    texts = sentences(data, n_sentences)
    ours = encoders(folder)
    reference = resolve()
    model = reference.model()
    routes: dict[str, Callable[[], Any]] = {PEER: partial(model.encode, texts, show_progress_bar=False)}
    routes |= {speed: partial(encoder.encode, texts) for speed, encoder in ours.items()}
    seconds: dict[str, list[float]] = {name: [] for name in routes}
    load: list[float] = []
    vectors: dict[str, Any] = {}
    for number in range(n_rounds):
        load.append(round(os.getloadavg()[0], 2))
        # Another one begins each round, so that none always follows the one that warms or tires the machine.
        turn = number % len(routes)
        for name, run in (*tuple(routes.items())[turn:], *tuple(routes.items())[:turn]):
            begin = time.perf_counter()
            vectors[name] = run()
            seconds[name].append(time.perf_counter() - begin)
            print(f"round {number + 1}: {name} {len(texts) / seconds[name][-1]:,.0f}/s", file=sys.stderr, flush=True)
    exact = vectors["exact"]
    found: dict[str, Any] = {}
    for name, times in seconds.items():
        ratios = [peer / own for peer, own in zip(seconds[PEER], times, strict=True)]
        row: dict[str, Any] = {
            "seconds": [round(each, 3) for each in times],
            "sentences_per_second": round(len(texts) / statistics.median(times), 1),
            "times_as_fast": round(statistics.median(ratios), 2),
            "times_as_fast_rounds": [round(each, 2) for each in ratios],
        }
        if name in ours:
            row["identity"] = ours[name].identity
        if name in ours and vectors[name].shape == exact.shape:
            cosines = np.einsum("ij,ij->i", vectors[name], exact, dtype=np.float64)
            row |= {"cosine_mean": round(float(cosines.mean()), 5), "cosine_worst": round(float(cosines.min()), 5)}
        found[name] = row
    words = sum(len(text.split()) for text in texts) / len(texts)
    return {"n_sentences": len(texts), "words_a_sentence": round(words, 1), "load_before_rounds": load, "routes": found}


def at(speed: Any) -> sm.Settings:
    settings = sm.Settings(embedding=EmbeddingSettings(speed))
    return replace(settings, themes=replace(settings.themes, n_resamples=0))


def briefs(data: Path, settings: sm.Settings, cache: sm.Cache) -> list[list[tuple[str, int, int]]]:
    """The spans that the brief of each story chooses, of 200 words."""
    found = []
    for story in rows(data / "stories.jsonl"):
        analysis = sm.analyse(Corpus.from_records(story["documents"]), settings=settings, cache=cache)
        chosen = sm.brief(analysis, max_words=200).sentences
        found.append(sorted((s["document"], s["start"], s["stop"]) for s in chosen))
    return found


def rouge(data: Path, settings: sm.Settings, cache: sm.Cache) -> dict[str, float]:
    """ROUGE-2 recall of briefs against human summaries."""
    found = {}
    for name, words in (("multiling.english", 100), ("multiling.english", 250)):
        record = sm.evaluate(
            data / f"{name}.jsonl", words=[words], methods=["coverage"], settings=settings, cache=cache
        ).to_dict()
        (score,) = record["methods"]
        found[f"{name}, {words} words"] = round(score["rouge"]["rouge_2"]["recall"], 4)
    return found


def labelled(shared: Path, settings: sm.Settings, cache: sm.Cache) -> dict[str, float]:
    """Themes and claims of the labelled stories."""
    agreement, facts = [], []
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        plain, labels = gold_story(shared, gold)
        analysis = sm.analyse(plain.source, settings=settings, cache=cache)
        kept = [i for i, row in enumerate(labels) if row["theme"] is not None]
        names = np.unique([str(labels[i]["theme"]) for i in kept], return_inverse=True)[1]
        ours = np.where(analysis.themes.labels >= 0, analysis.themes.labels, len(labels) + np.arange(len(labels)))
        agreement.append(adjusted_rand(names, ours[kept]))
        facts.append(pairwise([row["fact"] for row in labels], analysis.claims.claim_of.tolist())[2])
    return {
        "themes_adjusted_rand": round(float(np.mean(agreement)), 4),
        "claims_f1": round(float(np.mean(facts)), 4),
    }


def quality(shared: Path, cache: sm.Cache) -> dict[str, Any]:
    data = shared / "data"
    found: dict[str, Any] = {}
    exact: list[list[tuple[str, int, int]]] = []
    for speed in SPEEDS:
        settings = at(speed)
        chosen = briefs(data, settings, cache)
        exact = exact or chosen
        shared_sentences = sum(len(set(a) & set(b)) for a, b in zip(exact, chosen, strict=True))
        found[speed] = {
            "n_stories": len(chosen),
            "same_briefs": sum(a == b for a, b in zip(exact, chosen, strict=True)),
            "n_sentences": sum(map(len, exact)),
            "same_sentences": shared_sentences,
            "rouge_2": rouge(data, settings, cache),
            **labelled(shared, settings, cache),
        }
        print(f"{speed}: {found[speed]}", file=sys.stderr, flush=True)
    return found


def speed_table(results: dict[str, Any]) -> str:
    return "\n\n".join(machine_table(name, measured) for name, measured in results["speed"].items())


def machine_table(name: str, measured: dict[str, Any]) -> str:
    lines = [
        f"{measured['n_sentences']:,} sentences of {measured['words_a_sentence']} words on {name}, {measured['n_cores']} cores; "
        f"load before the rounds {', '.join(map(str, measured['load_before_rounds']))}; program at {measured['commit']}; "
        + ", ".join(f"{name} {number}" for name, number in measured["versions"].items() if number)
        + ".",
        "",
        "| | sentences/s | times as fast, median (each round) | best round against best round | cosine to exact, mean (worst) | vectors |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for route, row in measured["routes"].items():
        cosine = f"{row['cosine_mean']:.4f} ({row['cosine_worst']:.4f})" if "cosine_mean" in row else "-"
        # Other programs only ever add time, so the shortest is the nearest to what the machine can do.
        best = min(measured["routes"][PEER]["seconds"]) / min(row["seconds"])
        rounds = ", ".join(f"{each:.2f}" for each in row["times_as_fast_rounds"])
        lines.append(
            f"| {route} | {row['sentences_per_second']:,.0f} | {row['times_as_fast']:.2f} ({rounds}) | {best:.2f} | {cosine} | {row.get('identity', '')} |"
        )
    return "\n".join(lines)


def machine_name() -> str:
    """The processor, and what it has for bfloat16."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    has = next((said for flag, said in (("amx_bf16", "AMX"), ("avx512_bf16", "AVX512-BF16")) if flag in flags), "")
    return f"{processor().name} ({has or 'no bfloat16'})"


def quality_table(results: dict[str, Any]) -> str:
    measured = results["quality"]
    sets = list(next(iter(measured.values()))["rouge_2"])
    heads = "".join(f" ROUGE-2, {name} |" for name in sets)
    lines = [
        f"| | briefs that choose the same sentences | sentences in both | themes, adjusted Rand | claims, F1 |{heads}",
        "|---|---:|---:|---:|---:|" + "---:|" * len(sets),
    ]
    for name, row in measured.items():
        scores = "".join(f" {100 * row['rouge_2'][each]:.2f} |" for each in sets)
        lines.append(
            f"| {name} | {row['same_briefs']} of {row['n_stories']} | {row['same_sentences']} of {row['n_sentences']} | "
            f"{row['themes_adjusted_rand']:.3f} | {row['claims_f1']:.3f} |{scores}"
        )
    return "\n".join(lines)


TABLES: dict[str, Callable[[dict[str, Any]], str]] = {"speed": speed_table, "quality": quality_table}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("speed", "quality"))
    parser.add_argument("--tables", action="store_true", help="write the tables from the results that are there")
    options = parser.parse_args()
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    if not options.tables:
        if not (options.shared / "data").is_dir():
            print(f"{options.shared}: expected the development data there; name it with --shared", file=sys.stderr)
            return 1
        missing = [name for name, found in installed("onnxruntime", "model2vec").items() if found is None]
        if missing:
            print(f'needs {", ".join(missing)}: pip install ".[onnx,draft]"', file=sys.stderr)
            return 1
        with sm.Cache.default() as cache:
            if options.only != "quality":
                measured = speeds(options.shared / "data", options.sentences, options.rounds, cache.folder)
                versions = {
                    "python": platform.python_version(),
                    "numpy": version("numpy"),
                    **installed(*LIBRARIES, "model2vec"),
                }
                facts = {"n_cores": processor().n_cores, "commit": commit(), "versions": versions}
                results.setdefault("speed", {})[machine_name()] = facts | measured
            if options.only != "speed":
                results["quality"] = quality(options.shared, cache)
        save(RESULTS, results)
    write_tables(DOC, {name: table(results) for name, table in TABLES.items() if name in results})
    return 0


if __name__ == "__main__":
    sys.exit(main())
