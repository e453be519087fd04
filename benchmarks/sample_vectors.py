"""Write what the reference makes of the built-in sentences, so that a first run need not load it to choose a route.

To be run when the packaged model or the sentences change; a test fails until then.

usage: python benchmarks/sample_vectors.py
"""

from __future__ import annotations

import numpy as np

from summarize.embedding import resolve
from summarize.embedding.sample import SENTENCES, VECTORS, facts_of


def main() -> None:
    reference = resolve()
    vectors = reference.encode(SENTENCES).astype(np.float32)
    np.savez_compressed(VECTORS, facts=np.array(facts_of(reference.identity)), vectors=vectors)
    print(f"{VECTORS.name}: {len(SENTENCES)} sentences, {reference.identity}, {VECTORS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
