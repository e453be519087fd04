"""Measure what `brief --known` shows of what was known, and of what is new, on the labelled stories.

One article of a story after the other is what is known, and the others are what came since; by the labels it is told of each sentence of a brief of 100 words
whether its fact is known. New facts that two articles and more state are news. Writes ``benchmarks/results/updates.json`` and the table in ``docs/summaries.md``.

usage: python benchmarks/updates.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from labelled import gold_files, other_files, rows
from pages import save, write_tables
from shipped import QUICK

import summarize as sm
from summarize.similarity import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "updates.json"
DOC = HERE.parent / "docs" / "summaries.md"

#: Cosines from which a sentence is known, and that of the settings.
BARS: Final = (0.6, 0.65, 0.7, 0.75, 0.8)
SHIPPED: Final = sm.Settings().brief.known_similarity

WORDS: Final = 100

#: Facts that an article states by the labels, at least, to be what is known of a story, and articles that came since.
FACTS: Final = 3
ARTICLES: Final = 3


def divided(story: dict[str, Any], labels: Path) -> Iterator[tuple[sm.Corpus, sm.Corpus, dict[tuple[str, int], Any]]]:
    """Each article of a story that states enough facts, all others, and the fact of each labelled sentence by document and start."""
    fact_of = {(row["document"], row["start"]): row["fact"] for row in rows(labels) if row["fact"] is not None}
    for known in story["documents"]:
        since = [document for document in story["documents"] if document["id"] != known["id"]]
        if len({fact for (d, _), fact in fact_of.items() if d == known["id"]}) >= FACTS and len(since) >= ARTICLES:
            yield sm.Corpus.from_records([known]), sm.Corpus.from_records(since), fact_of


def measure(stories: list[tuple[dict[str, Any], Path]]) -> dict[str, Any]:
    tally = {bar: np.zeros(3) for bar in BARS}
    hits: dict[float, np.ndarray] = {bar: np.zeros(3) for bar in BARS}
    n_news = n_briefs = 0
    for story, labels in stories:
        for known, since, fact_of in divided(story, labels):
            (known_id,) = (document.id for document in known.documents)
            told = {fact for (d, _), fact in fact_of.items() if d == known_id}
            holders: defaultdict[Any, set[str]] = defaultdict(set)
            for (d, _), fact in fact_of.items():
                holders[fact].add(d)
            news = {fact for fact, held in holders.items() if fact not in told and len(held) > 1}
            n_news, n_briefs = n_news + len(news), n_briefs + 1
            base = sm.analyse(since, settings=QUICK)
            cosine = nearest(base.embeddings.vectors, sm.analyse(known, settings=QUICK).embeddings.vectors)[1]
            facts = [fact_of.get((base.corpus.documents[s.document].id, s.start)) for s in base.corpus.sentences]
            is_known = np.array([fact in told for fact in facts])
            for bar in BARS:
                near = cosine >= bar
                hits[bar] += (near.sum(), (near & is_known).sum(), is_known.sum())
                settings = replace(QUICK, brief=replace(QUICK.brief, known_similarity=bar))
                brief = sm.brief(sm.analyse(since, settings=settings), max_words=WORDS, known=known)
                shown = [fact_of.get((sentence.document, sentence.span[0])) for sentence in brief]
                tally[bar] += (len(shown), sum(fact in told for fact in shown), len(news.intersection(shown)))
    return {
        "briefs": n_briefs,
        "news": n_news,
        "bars": {
            f"{bar:g}": {
                "sentences": int(n),
                "known": round(float(repeated / max(n, 1)), 4),
                "news_told": int(new),
                "precision": round(float(hits[bar][1] / max(hits[bar][0], 1)), 4),
                "recall": round(float(hits[bar][1] / max(hits[bar][2], 1)), 4),
            }
            for bar, (n, repeated, new) in tally.items()
        },
    }


def table(found: dict[str, Any]) -> str:
    lines = [
        "| known from a cosine of | sentences as near: known, of all that are known | sentences of the briefs that tell what is known | news told |",
        "|---|---:|---:|---:|",
    ]
    for name, of in found.items():
        lines.append(f"| **{name}**, {of['briefs']} briefs | | | of {of['news']} |")
        for bar, row in of["bars"].items():
            shipped = " (shipped)" if float(bar) == SHIPPED else ""
            lines.append(
                f"| {bar}{shipped} | {row['precision']:.2f}, {row['recall']:.2f} | {row['known']:.0%} of {row['sentences']} | {row['news_told']} |"
            )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    stories = {story["id"]: story for story in rows(shared / "data" / "stories.jsonl")}
    files = {
        "the labelled stories of `gold/`": gold_files(shared),
        "28 others, labelled by a language model": other_files(),
    }
    found = {name: measure([(stories[path.stem], path) for path in paths]) for name, paths in files.items()}
    save(RESULTS, found)
    write_tables(DOC, {"updates": table(found)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
