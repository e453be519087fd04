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
from summarize.comparison.known import stated_before
from summarize.similarity import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "updates.json"
DOC = HERE.parent / "docs" / "summaries.md"

#: Probabilities of stating what an earlier sentence states from which a sentence is known, and that of the settings.
BARS: Final = (0.05, 0.1, 0.15, 0.2, 0.3)
SHIPPED: Final = sm.Settings().brief.known_probability

#: Cosines to the nearest earlier sentence, to hold the probabilities against.
COSINES: Final = (0.6, 0.65, 0.7, 0.8)

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
    hits: dict[str, np.ndarray] = {name: np.zeros(3) for name in [*map(_probability, BARS), *map(_cosine, COSINES)]}
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
            base, earlier = (sm.analyse(corpus, settings=QUICK) for corpus in (since, known))
            corpus, vectors = base.corpus, base.embeddings
            probable = stated_before(
                corpus, vectors, earlier.corpus, earlier.embeddings.vectors, base.claims, QUICK.claims
            )
            cosine = nearest(vectors.vectors, earlier.embeddings.vectors)[1]
            facts = [fact_of.get((corpus.documents[s.document].id, s.start)) for s in corpus.sentences]
            stated, is_known = (np.array([fact in of for fact in facts]) for of in (set(fact_of.values()), told))
            taken = {_probability(bar): probable >= bar for bar in BARS} | {
                _cosine(bar): cosine >= bar for bar in COSINES
            }
            for name, near in taken.items():
                hits[name] += ((near & stated).sum(), (near & is_known).sum(), is_known.sum())
            for bar in BARS:
                settings = replace(QUICK, brief=replace(QUICK.brief, known_probability=bar))
                brief = sm.brief(sm.analyse(since, settings=settings), max_words=WORDS, known=known)
                shown = [fact_of.get((sentence.document, sentence.span[0])) for sentence in brief]
                tally[bar] += (len(shown), sum(fact in told for fact in shown), len(news.intersection(shown)))
    found: dict[str, Any] = {
        name: {
            "precision": round(float(right / max(near, 1)), 4),
            "recall": round(float(right / max(of, 1)), 4),
        }
        for name, (near, right, of) in hits.items()
    }
    for bar, (n, repeated, new) in tally.items():
        found[_probability(bar)] |= {
            "sentences": int(n),
            "known": round(float(repeated / max(n, 1)), 4),
            "news_told": int(new),
        }
    return {"briefs": n_briefs, "news": n_news, "bars": found}


def _probability(bar: float) -> str:
    return f"probability {bar:g}"


def _cosine(bar: float) -> str:
    return f"cosine {bar:g}"


def table(found: dict[str, Any]) -> str:
    lines = [
        "| known from a | sentences that state a fact: known by this of those taken for it, and of all that are | sentences of the briefs that tell what is known | news told |",
        "|---|---:|---:|---:|",
    ]
    for name, of in found.items():
        lines.append(f"| **{name}**, {of['briefs']} briefs | | | of {of['news']} |")
        for bar, row in of["bars"].items():
            shipped = " (shipped)" if bar == _probability(SHIPPED) else ""
            told = f"{row['known']:.0%} of {row['sentences']} | {row['news_told']}" if "known" in row else " | "
            lines.append(f"| {bar}{shipped} | {row['precision']:.2f}, {row['recall']:.2f} | {told} |")
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
