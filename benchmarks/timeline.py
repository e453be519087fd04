"""Measure who is said to have had a claim first, on the labelled stories.

The articles of a labelled story have only dates. They are given hours in a drawn order, many times over; by the labels it is known for
each fact which outlet then stated it first. Counted is how often the outlet that the timeline calls first is that one, and how many of
the sentences it goes by state the fact at all. Beside it stands the plain way: the earliest of all sentences of a claim. Writes
``benchmarks/results/timeline.json`` and the table in ``docs/comparison.md``.

usage: python benchmarks/timeline.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from labelled import facts_of, gold_files, gold_story
from pages import save, write_tables

from summarize.comparison.timeline import find_timeline
from summarize.corpus import Corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarize.comparison.claims import Claims
    from summarize.corpus import Embeddings

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "timeline.json"
DOC = HERE.parent / "docs" / "comparison.md"
N_DRAWS = 100


@dataclass(frozen=True, eq=False)
class Story:
    """A labelled story, its claims, and the fact of each sentence; -1 for none."""

    name: str
    corpus: Corpus
    claims: Claims
    embeddings: Embeddings
    facts: np.ndarray


@dataclass(frozen=True)
class Row:
    """Whom a method calls first, and by which sentences it goes: one of each outlet, that of the first in front."""

    sentences: list[int]
    certain: bool


def load(shared: Path, gold: Path) -> Story:
    """The story cut into the annotator's own sentences."""
    analysis, labels = gold_story(shared, gold)
    facts = facts_of(labels)
    return Story(gold.stem, analysis.corpus, analysis.claims, analysis.embeddings, facts)


def drawn(story: Story) -> Iterator[tuple[Corpus, np.ndarray]]:
    """The corpus with hours in a drawn order, and the place of each document in it."""
    random = np.random.default_rng(0)
    start = datetime(2025, 1, 1, 6, tzinfo=UTC)
    for _ in range(N_DRAWS):
        place = random.permutation(len(story.corpus.documents))
        documents = tuple(
            replace(d, published=(start + timedelta(hours=2 * int(p), minutes=7)).isoformat())
            for d, p in zip(story.corpus.documents, place, strict=True)
        )
        yield Corpus(documents, story.corpus.sentences, story.corpus.audit), place


def ours(corpus: Corpus, story: Story) -> list[Row]:
    by_claim: dict[int, list[Any]] = {}
    for item in find_timeline(corpus, story.claims, story.embeddings).items:
        by_claim.setdefault(item.claim, []).append(item)
    return [Row([item.sentence for item in mine], mine[0].certain) for mine in by_claim.values()]


def earliest_of_all(corpus: Corpus, story: Story, place: np.ndarray) -> list[Row]:
    """The plain way: the earliest sentence of each outlet in each claim."""
    found = []
    for claim in story.claims.items:
        by_outlet: dict[int, int] = {}
        for i in sorted(claim.sentences, key=lambda i: (place[corpus.document_of[i]], i)):
            by_outlet.setdefault(int(corpus.outlet_of[i]), i)
        if len(by_outlet) > 1:
            found.append(Row(list(by_outlet.values()), True))
    return found


def judged(corpus: Corpus, story: Story, place: np.ndarray, row: Row) -> tuple[bool, int]:
    """Whether the first outlet is the first that states the fact of its sentence, and how many of the others state it."""
    fact = story.facts[row.sentences[0]]
    if fact < 0:
        return False, 0
    stating = np.flatnonzero(story.facts == fact)
    first = stating[np.argmin(place[corpus.document_of[stating]])]
    stated = sum(story.facts[i] == fact for i in row.sentences[1:])
    return bool(corpus.outlet_of[first] == corpus.outlet_of[row.sentences[0]] and stated), int(stated)


def measure(stories: list[Story]) -> dict[str, Any]:
    names = ("earliest of all sentences of a claim", "firm sentences, all", "firm sentences, certain, as counted")
    tally = {name: np.zeros(4) for name in names}
    for story in stories:
        for corpus, place in drawn(story):
            found = ours(corpus, story)
            certain = [row for row in found if row.certain]
            for name, told in zip(names, (earliest_of_all(corpus, story, place), found, certain), strict=True):
                for row in told:
                    right, stated = judged(corpus, story, place, row)
                    tally[name] += (1, right, len(row.sentences) - 1, stated)
    n = len(stories) * N_DRAWS
    return {
        name: {
            "rows_a_story": round(float(rows_ / n), 2),
            "first_right": round(float(right / max(rows_, 1)), 4),
            "others_state_it": round(float(stated / max(others, 1)), 4),
        }
        for name, (rows_, right, others, stated) in tally.items()
    }


def table(found: dict[str, Any]) -> str:
    lines = [
        f"| who had it first, hours drawn {N_DRAWS} times for each of the labelled stories | rows a story | the first is the first, by the labels | the others listed state the fact |",
        "|---|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {row['rows_a_story']:.1f} | {row['first_right']:.2f} | {row['others_state_it']:.2f} |"
        for name, row in found.items()
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    stories = [load(shared, gold) for gold in gold_files(shared)]
    found = measure(stories)
    save(RESULTS, found)
    write_tables(DOC, {"timeline": table(found)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
