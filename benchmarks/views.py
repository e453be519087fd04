"""Time the views of a comparison on a story of 12 outlets x 10 articles x 30 sentences, vectors given.

The story is put together from the sentences of real ones, each used once: stretches of three sentences of the largest stories,
dealt out to the articles at random; one article in eight is an agency's text that several print. All of it runs `--repeats` times, each time in
a process of its own and on one thread, and the fastest time of each part counts: what one view works out for those after it is paid for once a run. Writes
``benchmarks/results/views.json`` and the table in ``docs/comparison.md``.

usage: python benchmarks/views.py [--shared ../shared] [--repeats 3]
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from pages import save, write_tables
from shipped import EXACT
from threadpoolctl import threadpool_limits

import summarize as sm
from summarize.comparison.alignment.finding import find_alignments, find_columns
from summarize.comparison.article import Margins
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
from summarize.corpus import Corpus, Embeddings, Sentence
from summarize.records import VIEWS, plain
from summarize.records.compare import compare_head, view_record
from summarize.themes import find_themes

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "views.json"
DOC = HERE.parent / "docs" / "comparison.md"
N_OUTLETS, N_ARTICLES, N_SENTENCES, RUN = 12, 10, 30, 3

#: Articles, of all, that print the text of an earlier one.
N_COPIES = N_OUTLETS * N_ARTICLES // 8


def made_up_story(stories: list[dict[str, Any]], seed: int = 0) -> tuple[Corpus, Embeddings]:
    """A story of the wanted size from real sentences, and their vectors."""
    runs: list[tuple[list[str], np.ndarray]] = []
    wanted = N_OUTLETS * N_ARTICLES * N_SENTENCES // RUN
    model = ""
    for story in sorted(stories, key=lambda s: -sum(len(d["text"]) for d in s["documents"])):
        analysis = sm.analyse(Corpus.from_records(story["documents"]), settings=EXACT)
        vectors, corpus, model = analysis.embeddings.vectors, analysis.corpus, analysis.embeddings.model
        for first in range(0, len(corpus.sentences) - RUN, RUN):
            run = slice(first, first + RUN)
            runs.append(([" ".join(text.split()) for text in corpus.texts[run]], vectors[run]))
        if len(runs) >= wanted:
            break
    order = np.random.default_rng(seed).permutation(wanted)
    records: list[dict[str, Any]] = []
    texts: dict[str, list[tuple[list[str], np.ndarray]]] = {}
    per_article = N_SENTENCES // RUN
    for number in range(N_OUTLETS * N_ARTICLES):
        # The last ones print what the first ones, four texts, did.
        source = number if number < N_OUTLETS * N_ARTICLES - N_COPIES else number % 4
        chosen = [runs[k] for k in order[source * per_article : (source + 1) * per_article]]
        name = f"article-{number:03d}"
        texts[name] = chosen
        records.append(
            {
                "id": name,
                "outlet": f"Outlet {number % N_OUTLETS:02d}",
                "published": f"2025-02-{1 + number % 5:02d}T{number % 24:02d}:00:00+00:00",
                "text": "\n".join(text for said, _ in chosen for text in said),
                "language": "en",
            }
        )
    corpus = Corpus.from_records(records)
    sentences: list[Sentence] = []
    rows: list[np.ndarray] = []
    for d, document in enumerate(corpus.documents):
        place = 0
        for said, vectors in texts[document.id]:
            for text, vector in zip(said, vectors, strict=True):
                sentences.append(Sentence(d, place, place + len(text)))
                rows.append(vector)
                place += len(text) + 1
    return Corpus(corpus.documents, tuple(sentences), corpus.audit), Embeddings(np.array(rows, dtype=np.float32), model)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor on one thread, which another program on the machine hardly lengthens, and the result."""
    start = process_time()
    result = work()
    return round(process_time() - start, 2), result


def fastest(corpus: Corpus, embeddings: Embeddings, repeats: int) -> dict[str, Any]:
    """`measure` in several processes, and of each part the fastest time."""
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        runs = pool.starmap(measure, [(corpus, embeddings)] * repeats, chunksize=1)
    found = runs[0]
    for part in ("seconds", "beside"):
        found[part] = {name: min(run[part][name] for run in runs) for name in found[part]}
    found["all_views"] = round(sum(found["seconds"].values()), 2)
    return found


def measure(corpus: Corpus, embeddings: Embeddings) -> dict[str, Any]:
    seconds: dict[str, float] = {}
    seconds["copies"], copies = timed(lambda: find_copies(corpus))
    seconds["text reuse"], reuse = timed(lambda: find_text_reuse(corpus))
    group_of = copies.group_of
    seconds["claims"], claims = timed(lambda: find_claims(corpus, embeddings, group_of))
    themes_seconds, themes = timed(lambda: find_themes(corpus, embeddings))
    counted = count(corpus, group_of)
    seconds["alignments"], alignments = timed(lambda: find_alignments(corpus, embeddings, group_of))
    seconds["figures"], figures = timed(lambda: find_figures(corpus, embeddings, group_of, claims, alignments))
    views: dict[str, Callable[[], Any]] = {
        "coverage": lambda: coverage_matrix(embeddings, themes, counted),
        "emphasis": lambda: find_emphases(themes, counted),
        "omissions": lambda: find_omissions(embeddings, claims, counted, alignments=alignments),
        "voices": lambda: find_voices(corpus, group_of),
        "prominence": lambda: find_prominence(themes, claims, counted),
        "timeline": lambda: find_timeline(corpus, claims, embeddings),
        "likeness": lambda: find_likeness(themes, claims, counted),
        "breadth": lambda: find_breadth(themes, claims, counted),
    }
    for name, work in views.items():
        seconds[name], _ = timed(work)
    compared: Any = SimpleNamespace(
        corpus=corpus, embeddings=embeddings, themes=themes, copies=copies, claims=claims, reuse=reuse
    )
    found = Comparison(compared)

    def records() -> list[Any]:
        return [compare_head(found, {}, embeddings.model), *(plain(view_record(view, found)) for view in VIEWS)]

    records()
    # The views are made by now; what is timed is their record.
    seconds["records"], _ = timed(records)
    columns, _ = timed(lambda: find_columns(corpus, embeddings, (0, 1)))
    article, _ = timed(lambda: Margins(corpus, embeddings, group_of, claims, alignments, figures).of(0))
    return {
        "n_sentences": len(corpus.sentences),
        "n_alignments": len(alignments.items),
        "n_figures": len(figures.items),
        "n_claims": len(claims.items),
        "machine": f"{platform.machine()}, python {platform.python_version()}, numpy {np.__version__}",
        "seconds": seconds,
        "beside": {
            "themes, before them": themes_seconds,
            "two outlets in columns": columns,
            "one article with its margin": article,
        },
    }


def table(results: dict[str, Any]) -> str:
    lines = [
        f"| view, {results['n_sentences']:,} sentences of {N_OUTLETS} outlets, vectors given | processor seconds |",
        "|---|---:|",
        *(f"| {name} | {value:.2f} |" for name, value in results["seconds"].items()),
        f"| **all views, with copies, claims and records** | **{results['all_views']:.2f}** |",
        *(f"| {name} | {value:.2f} |" for name, value in results["beside"].items()),
        "",
        f"{results['machine']}; {results['n_claims']} claims, {results['n_alignments']} pairs aligned, {results['n_figures']} figures.",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--repeats", type=int, default=3)
    args = parser.parse_args()
    path: Path = args.shared / "data" / "stories.jsonl"
    if not path.is_file():
        print(f"{path}: expected the development data there; name the folder above it with --shared", file=sys.stderr)
        return 1
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    # Once on a small story before: what is imported and which words have which stems is known to all runs.
    small = sm.analyse(Corpus.from_records(stories[0]["documents"]), settings=EXACT)
    measure(small.corpus, small.embeddings)
    # The seconds of two threads would be added up.
    with threadpool_limits(1):
        results = fastest(*made_up_story(stories), args.repeats)
    save(RESULTS, results)
    write_tables(DOC, {"views": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
