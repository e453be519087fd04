"""How the numpy core grows: rankings, neighbours, choices and themes against the number of sentences.

Every figure comes from a process of its own, so that its peak memory is its own, with one thread. Sentences are drawn: unit vectors
with themes, articles and a common direction, and cheap words that go with them; LexRank beside ``sumy`` and ``lexrank`` reads
real sentences. Writes ``benchmarks/results/core.json`` and the tables under "The core" in ``docs/scaling.md``.

usage: python benchmarks/core.py [--shared ../shared] [--only STAGE ...] [--most 1000000] [--tables]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from pages import save, write_tables
from peers import sumy_sentences

from summarize.corpus import Corpus, Document, Embeddings, Sentence
from summarize.evaluation.clusters import adjusted_rand
from summarize.lexical import content_stems
from summarize.ranking import lexrank_scores, textrank_scores, thresholded_lexrank_scores
from summarize.segmentation import segment
from summarize.selection import Redundancy, maximal_marginal_relevance, maximum_coverage
from summarize.settings import ThemeSettings
from summarize.similarity import top_k, unit_rows
from summarize.similarity.approximate import approximate_nearest
from summarize.terms import count_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "core.json"
DOC = HERE.parent / "docs" / "scaling.md"

N_DIMS = 384
N_THEMES = 12
SIZES = (1_000, 10_000, 100_000, 1_000_000)


# ---- what is measured on ------------------------------------------------------------------------------------------------


def drawn(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors with a common direction, articles and themes, and the theme of each; a tenth has none."""
    draws = np.random.default_rng(0)
    centres = draws.normal(size=(N_THEMES, N_DIMS)).astype(np.float32)
    common = draws.normal(size=N_DIMS).astype(np.float32)
    themes = draws.integers(0, N_THEMES, (n + 4) // 5).repeat(5)[:n]
    themes[draws.random(n) < 0.1] = -1
    vectors = np.empty((n, N_DIMS), dtype=np.float32)
    for start in range(0, n, 25_000):
        own = themes[start : start + 25_000]
        rows = draws.normal(size=(len(own), N_DIMS)).astype(np.float32) + np.float32(0.8) * common
        rows += np.where(own[:, None] >= 0, np.float32(0.45) * centres[own], 0)
        vectors[start : start + 25_000] = unit_rows(rows)
    return vectors, themes


def drawn_corpus(themes: np.ndarray) -> Corpus:
    """Articles of thirty sentences in paragraphs of three, whose words go with their themes."""
    draws = np.random.default_rng(1)
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u")]
    words = ["".join(syllables[k] for k in draws.integers(0, len(syllables), 3)) for _ in range(6_000)]
    own = [words[100 * k : 100 * k + 100] for k in range(N_THEMES)]
    documents: list[Document] = []
    sentences: list[Sentence] = []
    n_documents = (len(themes) + 29) // 30
    for d in range(n_documents):
        part = themes[30 * d : 30 * d + 30]
        rare = 1_200 + (draws.random((len(part), 6)) ** 3 * 4_799).astype(int)
        named = draws.integers(0, 100, (len(part), 3))
        text = ""
        for i, theme in enumerate(part.tolist()):
            said = [words[k] for k in rare[i].tolist()]
            said += [own[theme][k] for k in named[i].tolist()] if theme >= 0 else []
            gap = "" if not text else "\n\n" if i % 3 == 0 else " "
            start = len(text) + len(gap)
            text += f"{gap}The {' of the '.join((' '.join(said[:3]), ' '.join(said[3:])))}."
            sentences.append(Sentence(d, start, len(text)))
        documents.append(Document(f"d{d:07}", f"outlet {d % 40}", "", text, "2025-02-18", language="en"))
    return Corpus(tuple(documents), tuple(sentences))


def real_sentences(data: Path, n: int) -> list[str]:
    """Distinct sentences of real articles."""
    found: dict[str, None] = {}
    for line in (data / "stories.jsonl").read_text(encoding="utf-8").splitlines():
        found.update(dict.fromkeys(segment(Corpus.from_records(json.loads(line)["documents"])).texts))
        if len(found) >= n:
            break
    return list(found)[:n]


# ---- timing -------------------------------------------------------------------------------------------------------------


def timed(run: Callable[[], Any], n_repeats: int = 1) -> tuple[dict[str, Any], Any]:
    """Seconds of the wall and of the processor, medians of the repeats, and what the last one gave."""
    wall, processor, found = [], [], None
    for _ in range(n_repeats):
        begin, spent = time.perf_counter(), time.process_time()
        found = run()
        wall.append(time.perf_counter() - begin)
        processor.append(time.process_time() - spent)
    return {
        "wall_seconds": round(statistics.median(wall), 5),
        "processor_seconds": round(statistics.median(processor), 5),
        "n_repeats": n_repeats,
    }, found


def peak_mib() -> int:
    """Most memory that this process has had resident."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def with_memory(row: dict[str, Any], before: int) -> dict[str, Any]:
    return {**row, "peak_mib": peak_mib(), "of_which_input_mib": before}


# ---- stages, each run in a process of its own -----------------------------------------------------------------------------


def lexrank(n: int, _: Path) -> dict[str, Any]:
    vectors = drawn(n)[0]
    before = peak_mib()
    return with_memory(timed(lambda: lexrank_scores(vectors), 5)[0], before)


def walks(n: int, _: Path) -> dict[str, Any]:
    terms = count_matrix([content_stems(text, "en") for text in drawn_corpus(drawn(n)[1]).texts])
    sizes, tf_idf = np.asarray(terms.counts.sum(axis=1)).ravel(), terms.tf_idf()
    before = peak_mib()
    textrank, _ = timed(lambda: textrank_scores(terms.counts, sizes), 3)
    found: dict[str, Any] = {"textrank": with_memory(textrank, before)}
    if n <= 10_000:
        thresholded, _ = timed(lambda: thresholded_lexrank_scores(tf_idf), 3)
        found["thresholded"] = with_memory(thresholded, before)
    return found


def peers(n: int, data: Path) -> dict[str, Any]:
    """LexRank of real sentences by three programs, in turn, five rounds; of ours what is given are vectors of the same number."""
    from lexrank import STOPWORDS
    from lexrank import LexRank as TheirLexRank
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    texts = real_sentences(data, n)
    document = sumy_sentences(texts, "english")
    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    other = TheirLexRank([[text] for text in texts], stopwords=STOPWORDS["en"])
    vectors = drawn(len(texts))[0]
    tf_idf = count_matrix([content_stems(text, "en") for text in texts]).tf_idf()
    routes: dict[str, Callable[[], Any]] = {
        "ours": lambda: lexrank_scores(vectors),
        "ours, thresholded": lambda: thresholded_lexrank_scores(tf_idf),
        "lexrank": lambda: other.rank_sentences(texts, threshold=0.1, fast_power_method=True),
        "sumy": lambda: summarizer(document, 10),
    }
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in routes}
    for number in range(5):
        turn = number % len(routes)
        for name, run in (*tuple(routes.items())[turn:], *tuple(routes.items())[:turn]):
            rounds[name].append(timed(run, 21 if name == "ours" else 1)[0])
    found: dict[str, Any] = {"n_sentences": len(texts), "versions": {}}
    for name in ("sumy", "lexrank"):
        found["versions"][name] = version(name)
    for name, measured in rounds.items():
        ratios = [
            theirs["processor_seconds"] / max(own["processor_seconds"], 1e-6)
            for theirs, own in zip(rounds["sumy"], measured, strict=True)
        ]
        found[name] = {
            "wall_seconds": statistics.median(row["wall_seconds"] for row in measured),
            "processor_seconds": statistics.median(row["processor_seconds"] for row in measured),
            "times_as_fast_as_sumy": round(statistics.median(ratios), 1),
            "rounds": [round(ratio, 1) for ratio in ratios],
        }
    return found


def neighbours(n: int, _: Path) -> dict[str, Any]:
    """The fifteen nearest of each of 2,000 sentences; all of them cost n / 2,000 times as much."""
    vectors = drawn(n)[0]
    before = peak_mib()
    asked = vectors[:: max(n // 2_000, 1)][:2_000]
    row = timed(lambda: top_k(asked, vectors, 15), 1 if n > 100_000 else 3)[0]
    return with_memory({**row, "n_queries": min(n, 2_000)}, before)


def crossover(n: int, _: Path) -> dict[str, Any]:
    """The nearest among n of each of n others: all pairs, reckoned from 2,000 of them, and by a graph, with its building."""
    vectors = drawn(2 * n)[0]
    queries, rows = vectors[::2], vectors[1::2]
    some = np.linspace(0, n - 1, min(n, 2_000)).astype(np.intp)
    exact, best = timed(lambda: top_k(queries[some], rows, 1)[0][:, 0])
    graph, found = timed(lambda: approximate_nearest(queries, rows)[0])
    return {
        "exact_processor_seconds": round(exact["processor_seconds"] * n / len(some), 3),
        "graph_processor_seconds": graph["processor_seconds"],
        "recall": round(float((found[some] == best).mean()), 4),
        "peak_mib": peak_mib(),
        "faiss": version("faiss-cpu"),
    }


def choices(n: int, _: Path) -> dict[str, Any]:
    """A brief of 250 words by greedy coverage, from all sentences."""
    vectors, themes = drawn(n)
    concepts = count_matrix([content_stems(text, "en") for text in drawn_corpus(themes).texts], min_sentences=2).counts
    draws = np.random.default_rng(2)
    lengths, worth = draws.integers(8, 40, n), draws.random(concepts.shape[1])
    apart = Redundancy(vectors, 0.7)
    before = peak_mib()
    row = timed(lambda: maximum_coverage(concepts, worth, lengths, 250, redundancy=apart, solver="greedy"), 3)[0]
    return with_memory(row, before)


def relevance(n: int, _: Path) -> dict[str, Any]:
    """A brief of 250 words by marginal relevance, from all sentences."""
    vectors = drawn(n)[0]
    lengths = np.random.default_rng(2).integers(8, 40, n)
    worth = vectors[:, :64].sum(axis=1).astype(np.float64) / 8
    before = peak_mib()
    row = timed(lambda: maximal_marginal_relevance(vectors, worth, lengths, 250), 3)[0]
    return with_memory(row, before)


def themes(n: int, _: Path) -> dict[str, Any]:
    from summarize.themes import find_themes

    vectors, truth = drawn(n)
    corpus, embeddings = drawn_corpus(truth), Embeddings(vectors, "drawn")
    before = peak_mib()
    row, found = timed(lambda: find_themes(corpus, embeddings, settings=ThemeSettings()))
    known = truth >= 0
    row |= {
        "n_themes": len(found.names),
        "adjusted_rand_with_what_was_drawn": round(adjusted_rand(truth[known], found.labels[known]), 4),
        "share_with_a_theme": round(float((found.labels >= 0).mean()), 4),
    }
    return with_memory(row, before)


def agreement(n: int, data: Path) -> dict[str, Any]:
    """Themes of real sentences found in a part, beside those found in all of them at once: sentences of many stories, as they come."""
    from dataclasses import replace

    import summarize as sm
    from summarize.themes.evidence import gather
    from summarize.themes.partition import Asked, SpreadPartition, whole_partition

    records: list[dict[str, Any]] = []
    n_words = 0
    for name in ("stories.jsonl", "roundups.jsonl", "wire_reuse.jsonl"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            for document in json.loads(line)["documents"]:
                if n_words < 26 * n:
                    records.append({**document, "id": f"{name} {len(records)}"})
                    n_words += len(document["text"].split())
    settings = sm.Settings()
    with sm.Cache.default() as cache:
        exact = replace(settings, embedding=replace(settings.embedding, speed="exact"))
        analysis = sm.analyse(Corpus.from_records(records), settings=exact, cache=cache)
        corpus, embeddings = analysis.corpus, analysis.embeddings
    evidence = gather(corpus, embeddings)
    rows = np.flatnonzero(evidence.in_story)
    asked = Asked((), None, np.zeros((len(corpus.sentences), 0)), ThemeSettings(min_share=0.01))
    whole = whole_partition(evidence, rows, asked).divide(None)
    found: dict[str, Any] = {"n_sentences": len(rows), "n_themes": int(whole.max()) + 1, "cores": []}
    for share in (0.5, 0.25):
        core_rows = int(share * len(rows))
        part = SpreadPartition(evidence, rows, asked, core_rows=core_rows).labels()
        both = (whole >= 0) & (part >= 0)
        alone = np.arange(len(whole)) + len(whole)
        apart = np.where(whole < 0, alone, whole), np.where(part < 0, alone, part)
        found["cores"].append(
            {
                "core_rows": core_rows,
                "n_themes": int(part.max()) + 1,
                "adjusted_rand": round(adjusted_rand(*apart), 4),
                "adjusted_rand_where_both_have_a_theme": round(adjusted_rand(whole[both], part[both]), 4),
                "same_about_having_one": round(float(((whole >= 0) == (part >= 0)).mean()), 4),
            }
        )
    return found


STAGES: dict[str, tuple[Callable[[int, Path], dict[str, Any]], tuple[int, ...]]] = {
    "peers": (peers, (1_000,)),
    "lexrank": (lexrank, SIZES),
    "walks": (walks, SIZES[:3]),
    "neighbours": (neighbours, SIZES),
    "crossover": (crossover, (5_000, 20_000, 80_000, 160_000)),
    "choices": (choices, SIZES),
    "relevance": (relevance, SIZES),
    "themes": (themes, SIZES),
    "agreement": (agreement, (8_000,)),
}


# ---- tables ----------------------------------------------------------------------------------------------------------------


def exponent(rows: dict[str, dict[str, Any]], key: str = "processor_seconds") -> float:
    """Slope of the logarithm of the time over that of the number, from 10,000 on, where what is constant no longer counts."""
    sizes = [int(n) for n in rows if int(n) >= 10_000]
    slope = np.polyfit(np.log(sizes), [np.log(max(rows[str(n)][key], 1e-5)) for n in sizes], 1)[0]
    return round(float(slope), 2)


def cells(rows: dict[str, dict[str, Any]], key: str, form: str) -> str:
    return " | ".join(format(rows[str(n)][key], form) if str(n) in rows else "-" for n in SIZES)


#: Stages of the table of growth.
GROWTH = ("lexrank", "walks", "neighbours", "choices", "relevance", "themes")


def growth_table(results: dict[str, Any]) -> str:
    heads = " | ".join(f"{n:,}" for n in SIZES)
    lines = [
        f"One thread of {machines(results, *GROWTH)}; "
        + ", ".join(f"{k} {v}" for k, v in results["versions"].items())
        + ".",
        "",
        f"| seconds of the processor | {heads} | exponent from 10,000 on |",
        "|---|" + "---:|" * (len(SIZES) + 1),
    ]
    memory = [f"| peak memory in MiB, of which input | {heads} |", "|---|" + "---:|" * len(SIZES)]
    named = {
        "LexRank, embeddings given": results["lexrank"],
        "TextRank, words given": {n: row["textrank"] for n, row in results["walks"].items()},
        "LexRank with a threshold, words given": {
            n: row["thresholded"] for n, row in results["walks"].items() if "thresholded" in row
        },
        "fifteen nearest of 2,000 sentences, exactly": results["neighbours"],
        "greedy choice by coverage, 250 words": results["choices"],
        "choice by marginal relevance, 250 words": results["relevance"],
        "themes, from texts and embeddings": results["themes"],
    }
    for name, rows in named.items():
        several = sum(int(n) >= 10_000 for n in rows) > 1
        slope = exponent(rows) if several else "-"
        lines.append(f"| {name} | {cells(rows, 'processor_seconds', ',.3g')} | {slope} |")
        both = {n: {"both": f"{row['peak_mib']:,} ({row['of_which_input_mib']:,})"} for n, row in rows.items()}
        memory.append(f"| {name} | {cells(both, 'both', '')} |")
    return "\n".join([*lines, "", *memory])


def peers_table(results: dict[str, Any]) -> str:
    measured = results["peers"]["1000"]
    names = ", ".join(f"{name} {number}" for name, number in measured["versions"].items())
    lines = [
        f"LexRank of {measured['n_sentences']:,} sentences, {names}, five rounds in turn:",
        "",
        "| | seconds of the processor, median | times as fast as sumy, median (each round) |",
        "|---|---:|---:|",
    ]
    for name in ("ours", "ours, thresholded", "lexrank", "sumy"):
        row = measured[name]
        rounds = ", ".join(f"{each:,.0f}" for each in row["rounds"])
        lines.append(f"| {name} | {row['processor_seconds']:.4f} | {row['times_as_fast_as_sumy']:,.0f} ({rounds}) |")
    return "\n".join(lines)


def machines(results: dict[str, Any], *stages: str) -> str:
    """The processors on which some stages were measured."""
    return ", ".join(dict.fromkeys(row["processor"] for stage in stages for row in results[stage].values()))


def crossover_table(results: dict[str, Any]) -> str:
    faiss = next(iter(results["crossover"].values()))["faiss"]
    lines = [
        f"The nearest among n sentences of each of n others, faiss-cpu {faiss}, one thread of {machines(results, 'crossover')}:",
        "",
        "| n | all pairs, seconds of the processor | by a graph, its building included | nearest found |",
        "|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {int(n):,} | {row['exact_processor_seconds']:,.1f} | {row['graph_processor_seconds']:,.1f} | {row['recall']:.3f} |"
        for n, row in results["crossover"].items()
    ]
    return "\n".join(lines)


def themes_table(results: dict[str, Any]) -> str:
    rows = results["themes"]
    lines = [
        "| sentences | themes found (12 drawn) | adjusted Rand with what was drawn | sentences with a theme (0.90 drawn) |",
        "|---:|---:|---:|---:|",
    ]
    for n, row in rows.items():
        lines.append(
            f"| {int(n):,} | {row['n_themes']} | {row['adjusted_rand_with_what_was_drawn']:.3f} | {row['share_with_a_theme']:.2f} |"
        )
    if "agreement" in results:
        (measured,) = results["agreement"].values()
        lines += [
            "",
            f"{measured['n_sentences']:,} real sentences of many stories, themes found in all of them at once ({measured['n_themes']}) and in a part:",
            "",
            "| sentences in which themes are found | themes | adjusted Rand with all at once | where both give a theme | the same about having one |",
            "|---:|---:|---:|---:|---:|",
        ]
        lines += [
            f"| {core['core_rows']:,} | {core['n_themes']} | {core['adjusted_rand']:.3f} | {core['adjusted_rand_where_both_have_a_theme']:.3f} | {core['same_about_having_one']:.3f} |"
            for core in measured["cores"]
        ]
    return "\n".join(lines)


TABLES: dict[str, tuple[Callable[[dict[str, Any]], str], tuple[str, ...]]] = {
    "core-peers": (peers_table, ("peers",)),
    "core-growth": (growth_table, GROWTH),
    "core-crossover": (crossover_table, ("crossover",)),
    "core-themes": (themes_table, ("themes",)),
}


def processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in ("numpy", "scipy", "scikit-learn"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def alone(stage: str, n: int, shared: Path) -> dict[str, Any] | None:
    """One measurement in a process of its own; None, with the reason, where it cannot be made here."""
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, __file__, "--stage", stage, "--size", str(n), "--shared", str(shared)]
    done = subprocess.run(command, env=os.environ | one_thread, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{stage} of {n:,}: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}", file=sys.stderr)
        return None
    row: dict[str, Any] = {**json.loads(done.stdout.splitlines()[-1]), "processor": processor()}
    print(f"{stage} of {n:,}: {row}", file=sys.stderr, flush=True)
    return row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only", nargs="+", choices=STAGES, default=list(STAGES))
    parser.add_argument("--most", type=int, default=SIZES[-1], help="no more sentences than this")
    parser.add_argument("--tables", action="store_true", help="write the tables from the results that are there")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    data: Path = options.shared / "data"
    if options.stage:
        print(json.dumps(STAGES[options.stage][0](options.size, data)))
        return 0
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    if not options.tables:
        results["versions"] = versions()
        for stage in options.only:
            for n in STAGES[stage][1]:
                row = alone(stage, n, options.shared) if n <= options.most else None
                if row is not None:
                    results.setdefault(stage, {})[str(n)] = row
                    save(RESULTS, results)
    write_tables(
        DOC, {name: table(results) for name, (table, needed) in TABLES.items() if all(s in results for s in needed)}
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
