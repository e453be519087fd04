"""How long the views of a comparison take: 12 outlets, 10 articles each, 30 sentences each, embeddings given.

The articles are recombined from the demo corpus: every sentence is one of its sentences with some words put in the place of others, so that
facts are shared, reworded and copied as in a real story, and one article in eight is an agency's text printed by several. A sentence's
vector is the mean of random vectors of its words. Writes ``benchmarks/results/views.json`` and the table in ``docs/comparison.md``.

usage: python benchmarks/views.py [--outlets 12] [--articles 10] [--sentences 30] [--repeats 3]
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np

import summarize as sm
from summarize import comparison
from summarize.corpus import Corpus, Embeddings
from summarize.lexical import tokens
from summarize.records import compare_record
from summarize.segmentation import segment
from summarize.similarity import unit_rows
from summarize.themes import find_themes

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "views.json"
DOC = HERE.parent / "docs" / "comparison.md"
N_DIMS = 384


def generated(n_outlets: int, n_articles: int, n_sentences: int) -> Corpus:
    """A story of the size asked for, the same at every call."""
    random = np.random.default_rng(0)
    source = segment(sm.read(HERE.parent / "corpora" / "riyadh-talks", cache=sm.NoCache()))
    pool = [text for text in dict.fromkeys(source.texts) if text.endswith(".") and len(text.split()) > 5]
    words = sorted({word for text in pool for word in text.split() if word.isalpha() and len(word) > 4})
    agency = [_article(random, pool, words, n_sentences) for _ in range(4)]
    records: list[dict[str, Any]] = []
    for o in range(n_outlets):
        for a in range(n_articles):
            copied = random.random() < 1 / 8
            lines = agency[int(random.integers(len(agency)))] if copied else _article(random, pool, words, n_sentences)
            minutes = int(random.integers(3 * 24 * 60))
            records.append(
                {
                    "id": f"outlet-{o:02}/{a:02}",
                    "outlet": f"Outlet {o:02}",
                    "title": " ".join(lines[0].split()[:9]),
                    "published": f"2025-02-{18 + minutes // 1440}T{minutes // 60 % 24:02}:{minutes % 60:02}:00+00:00",
                    "language": "en",
                    "text": "\n\n".join(" ".join(lines[k : k + 3]) for k in range(0, len(lines), 3)),
                }
            )
    return segment(Corpus.from_records(records))


def _article(random: np.random.Generator, pool: list[str], words: list[str], n_sentences: int) -> list[str]:
    # An article keeps to a stretch of the pool, as articles keep to their themes.
    start = int(random.integers(len(pool)))
    near = (start + random.integers(0, len(pool) // 3, n_sentences)) % len(pool)
    return [_reworded(random, pool[int(i)], words) for i in near]


def _reworded(random: np.random.Generator, text: str, words: list[str]) -> str:
    share = (0.0, 0.1, 0.3)[int(random.integers(3))]
    return " ".join(
        words[int(random.integers(len(words)))]
        if word.isalpha() and len(word) > 4 and random.random() < share
        else word
        for word in text.split()
    )


def vectors_of(corpus: Corpus) -> Embeddings:
    known: dict[str, np.ndarray] = {}

    def vector(word: str) -> np.ndarray:
        if word not in known:
            seed = int.from_bytes(sha256(word.encode()).digest()[:8], "big")
            known[word] = np.random.default_rng(seed).normal(size=N_DIMS).astype(np.float32)
        return known[word]

    rows = np.array([np.mean([vector(word) for word in tokens(text) or ["."]], axis=0) for text in corpus.texts])
    return Embeddings(unit_rows((rows + 0.05).astype(np.float32)), "words")


def timed(repeats: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Median seconds of the processor, which another program on the machine does not lengthen, and the result."""
    seconds = []
    for _ in range(repeats):
        start = process_time()
        result = work()
        seconds.append(process_time() - start)
    return median(seconds), result


def measure(n_outlets: int, n_articles: int, n_sentences: int, repeats: int) -> dict[str, Any]:
    corpus = generated(n_outlets, n_articles, n_sentences)
    embeddings = vectors_of(corpus)
    stages: dict[str, float] = {}
    stages["copies"], copies = timed(repeats, lambda: comparison.find_copies(corpus))
    stages["claims"], claims = timed(repeats, lambda: comparison.find_claims(corpus, embeddings, copies.group_of))
    themes_seconds, themes = timed(1, lambda: find_themes(corpus, embeddings))
    counted = comparison.count(corpus, copies.group_of)
    views: dict[str, Callable[[], Any]] = {
        "coverage": lambda: comparison.coverage_matrix(corpus, embeddings, themes, counted),
        "emphasis": lambda: comparison.find_emphases(corpus, themes, counted),
        "omissions": lambda: comparison.find_omissions(corpus, embeddings, claims, counted),
        "voices": lambda: comparison.find_voices(corpus, copies.group_of),
        "prominence": lambda: comparison.find_prominence(corpus, themes, claims, counted),
        "timeline": lambda: comparison.find_timeline(corpus, claims),
        "likeness": lambda: comparison.find_likeness(corpus, themes, claims, counted),
        "breadth": lambda: comparison.find_breadth(corpus, themes, claims, counted),
    }
    for name, work in views.items():
        stages[name], _ = timed(repeats, work)
    compared, found = timed(repeats, lambda: comparison.compare(corpus, embeddings, themes, copies, claims))
    stages["records"], _ = timed(repeats, lambda: compare_record(corpus, found, themes, {}, "words"))
    return {
        "n_documents": len(corpus.documents),
        "n_sentences": len(corpus.sentences),
        "n_claims": len(claims.items),
        "n_themes": len(themes.names),
        "stages": {name: round(value, 3) for name, value in stages.items()},
        "all_views": round(stages["copies"] + stages["claims"] + compared + stages["records"], 3),
        "themes": round(themes_seconds, 3),
    }


def table(results: dict[str, Any]) -> str:
    found, settings = results["measured"], results["settings"]
    lines = [
        (
            f"{settings['outlets']} outlets, {settings['articles']} articles each, {found['n_sentences']} sentences; processor time, median of "
            f"{settings['repeats']} runs on one thread, {results['machine']}."
        ),
        "",
        "| stage | seconds |",
        "|---|---:|",
        *(f"| {name} | {value:.2f} |" for name, value in found["stages"].items()),
        f"| **all views, with copies, claims and records** | **{found['all_views']:.2f}** |",
        f"| themes, before them, with their stability | {found['themes']:.2f} |",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name, default in (("outlets", 12), ("articles", 10), ("sentences", 30), ("repeats", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    settings = vars(parser.parse_args())
    results = {
        "settings": settings,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "measured": measure(settings["outlets"], settings["articles"], settings["sentences"], settings["repeats"]),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    text = DOC.read_text(encoding="utf-8")
    begin, end = "<!-- views: begin -->", "<!-- views: end -->"
    before, _, rest = text.partition(begin)
    DOC.write_text(f"{before}{begin}\n{table(results)}\n{end}{rest.partition(end)[2]}", encoding="utf-8")
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
