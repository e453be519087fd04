"""What is lost where only documents that are near are compared: a mix of real stories, compared whole and by neighbourhoods.

All stories of `stories` and `roundups` together are some 25,000 sentences of 174 events. Claims and aligned sentences are found among
all sentences, which takes minutes, and as the program finds them above 10,000. Writes ``benchmarks/results/neighbourhoods.json`` and
the table in ``docs/scaling.md``.

usage: python benchmarks/neighbourhoods.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from pages import save, write_tables

import summarize as sm
from summarize.comparison import neighbourhoods
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.claims import find_claims

if TYPE_CHECKING:
    from summarize.corpus import Corpus, Embeddings

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "neighbourhoods.json"
DOC = HERE.parent / "docs" / "scaling.md"

SOURCES: Final = ("stories", "roundups")

#: A larger claim is a turn of the language, and its pairs would outweigh all others.
_LARGEST_CLAIM: Final = 30


def mixed(shared: Path) -> Corpus:
    """All real stories as one corpus; a document's id begins with its story's."""
    records = []
    for source in SOURCES:
        for line in (shared / "data" / f"{source}.jsonl").read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            records += [{**document, "id": f"{story['id']}::{document['id']}"} for document in story["documents"]]
    return sm.Corpus.from_records(records)


def found(corpus: Corpus, embeddings: Embeddings, copies: Any) -> tuple[dict[str, set[tuple[int, int]]], float]:
    """Pairs of sentences of different documents that are put together, and the seconds of the processor."""
    start = time.process_time()
    claims = find_claims(corpus, embeddings, copies.group_of)
    alignments = find_alignments(corpus, embeddings, copies.group_of)
    seconds = time.process_time() - start
    pairs = {
        pair
        for claim in claims.items
        if len(claim.sentences) <= _LARGEST_CLAIM
        for pair in combinations(sorted(claim.sentences), 2)
        if corpus.document_of[pair[0]] != corpus.document_of[pair[1]]
    }
    return {"claims": pairs, "alignments": {(item.first, item.second) for item in alignments.items}}, seconds


def measure(shared: Path) -> dict[str, Any]:
    analysis = sm.analyse(mixed(shared))
    corpus, embeddings, copies = analysis.corpus, analysis.embeddings, analysis.copies
    story_of = [document.id.partition("::")[0] for document in corpus.documents]

    def of_one_story(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
        return {(i, j) for i, j in pairs if len({story_of[corpus.document_of[k]] for k in (i, j)}) == 1}

    near, near_seconds = found(corpus, embeddings, copies)
    cell_of = neighbourhoods.neighbourhoods(corpus, embeddings.vectors)
    with patch.object(neighbourhoods, "WHOLE", len(corpus.sentences)):
        whole, whole_seconds = found(corpus, embeddings, copies)
    rows = {}
    for kind, exact in whole.items():
        own = of_one_story(exact)
        rows[kind] = {
            "whole": len(exact),
            "whole_of_one_story": len(own),
            "kept_of_one_story": len(own & near[kind]) / max(len(own), 1),
            "near": len(near[kind]),
            "near_of_one_story": len(of_one_story(near[kind])),
        }
    return {
        "n_sentences": len(corpus.sentences),
        "n_documents": len(corpus.documents),
        "n_stories": len(set(story_of)),
        "n_neighbourhoods": int(cell_of.max()) + 1,
        "model": embeddings.model,
        "seconds": {"whole": round(whole_seconds, 1), "near": round(near_seconds, 1)},
        "pairs": rows,
    }


def table(results: dict[str, Any]) -> str:
    lines = [
        (
            f"| {results['n_sentences']:,} sentences of {results['n_stories']} real stories, {results['n_neighbourhoods']} "
            "neighbourhoods | pairs, all compared | of one story | pairs, by neighbourhoods | of one story | of those of one story, "
            "found by both |"
        ),
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {kind} | {row['whole']:,} | {row['whole_of_one_story']:,} | {row['near']:,} | {row['near_of_one_story']:,} "
        f"| {row['kept_of_one_story']:.1%} |"
        for kind, row in results["pairs"].items()
    ]
    seconds = results["seconds"]
    lines += [
        "",
        f"{results['model']}; {seconds['whole']:.0f} s of the processor whole, {seconds['near']:.0f} s by neighbourhoods.",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    if not (args.shared / "data").is_dir():
        print(f"{args.shared}: expected the development data there; name it with --shared", file=sys.stderr)
        return 1
    results = measure(args.shared)
    save(RESULTS, results)
    write_tables(DOC, {"neighbourhoods": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
