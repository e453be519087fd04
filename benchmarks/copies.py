"""Which links between copies are found by a sample of the word runs, held against all pairs that share one.

`summarize.comparison.sharing` compares every two texts that share a run up to `EXACT_TEXTS` of them, and above those that are likely to
share enough. Here both are done on the same texts: real articles, and the mixture of `scaling.py` at several sizes. Writes
``benchmarks/results/copies.json`` and the table in ``docs/scaling.md``.

usage: python benchmarks/copies.py --work FOLDER [--shared ../shared] [--sizes 10000 100000]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import numpy as np
import scaling
from pages import save, write_tables
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

import summarize as sm
from summarize.comparison import sharing
from summarize.comparison.runs import wordings
from summarize.settings import CopySettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "copies.json"
DOC = HERE.parent / "docs" / "scaling.md"

#: Real articles: all that are in the development data in full.
SOURCES: Final = ("stories", "roundups", "wire_reuse")


def real_articles(shared: Path) -> sm.Corpus:
    """Every article of the development data, each file's own ids kept apart."""
    records = [
        {**document, "id": f"{name}/{story['id']}/{document['id']}"}
        for name in SOURCES
        for line in (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for story in [json.loads(line)]
        for document in story["documents"]
    ]
    return sm.Corpus.from_records(records)


def linked(texts: list[NDArray[np.int64]], exact: bool) -> tuple[set[tuple[int, int]], set[tuple[int, ...]], float]:
    """Links between copies, the groups that they make, and the seconds of the processor that it took to find them."""
    settings, begun = CopySettings(), time.process_time()
    with mock.patch.object(sharing, "EXACT_TEXTS", len(texts) if exact else 0):
        held = sharing.held_shares(texts, settings.run_length, least=min(settings.link, settings.wholly))
    took = time.process_time() - begun
    links = {(i, j) for i, shares in enumerate(held) for j, share in shares.items() if share >= settings.link}
    rows, columns = (np.array([link[k] for link in links], dtype=np.intp) for k in (0, 1))
    graph = csr_array((np.ones(len(links)), (rows, columns)), shape=(len(texts), len(texts)))
    members: dict[int, list[int]] = {}
    for i, group in enumerate(connected_components(graph, directed=False)[1].tolist()):
        members.setdefault(group, []).append(i)
    return links, {tuple(group) for group in members.values() if len(group) > 1}, took


def measure(corpus: sm.Corpus) -> dict[str, Any]:
    """Both ways on one corpus."""
    texts = [text.masked for text in wordings(corpus)]
    links, groups, seconds = linked(texts, exact=True)
    found, found_groups, found_seconds = linked(texts, exact=False)
    return {
        "documents": len(texts),
        "links": len(links),
        "links_found": len(links & found),
        "links_more": len(found - links),
        "groups": len(groups),
        "groups_found": len(groups & found_groups),
        "processor_seconds": round(seconds, 2),
        "found_processor_seconds": round(found_seconds, 2),
    }


def table(results: dict[str, Any]) -> str:
    lines = [
        "| | documents | links, all pairs compared | found by a sample | groups | found, the same to the document | s of the processor, all pairs | a sample |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in results["rows"].items():
        shares = [f"{row[f'{kind}_found'] / max(row[kind], 1):.2%}" for kind in ("links", "groups")]
        lines.append(
            f"| {name} | {row['documents']:,} | {row['links']:,} | {shares[0]} | {row['groups']:,} | {shares[1]} | "
            f"{row['processor_seconds']:.1f} | {row['found_processor_seconds']:.1f} |"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--work", type=Path, required=True, help="Folder of scaling.py; corpora are made there.")
    args = parser.parse_args()
    if not (args.shared / "data").is_dir():
        print(f"{args.shared}: expected the development data there; name it with --shared", file=sys.stderr)
        return 1
    rows = {"real articles": measure(real_articles(args.shared))}
    for size in args.sizes:
        folder = args.work / str(size)
        scaling.make_corpus(args.shared, folder, size)
        rows[f"mixture of {size:,} sentences"] = measure(sm.read(folder / "corpus.jsonl", cache=sm.NoCache()))
    results = {"rows": rows}
    save(RESULTS, results)
    write_tables(DOC, {"copies-likely": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
