"""Write what the reference makes of the built-in sentences, so that a first run need not load it to choose a route.

To be run when the packaged model or the sentences change; a test fails until then.

usage: python benchmarks/sample_vectors.py
"""

from __future__ import annotations

from summarize.embedding import resolve
from summarize.embedding.sample import SENTENCES, VECTORS, keep_vectors


def main() -> None:
    reference = resolve()
    keep_vectors(reference.identity, reference.encode(SENTENCES))
    print(f"{VECTORS.name}: {len(SENTENCES)} sentences, {reference.identity}, {VECTORS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
