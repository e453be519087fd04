"""What the tests share: a small deterministic encoder, a three-outlet corpus, and a cache that is never the user's."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import settings

import summarize.embedding
from summarize.cache import NoCache
from summarize.clustering.context import Contexts
from summarize.comparison.claims import Claim, Claims
from summarize.corpus import Corpus, Embeddings
from summarize.embedding import embed, resolve
from summarize.segmentation import segment
from summarize.similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("steady")

SHARED = Path(__file__).parent.parent.parent / "shared"
CORPORA = Path(__file__).parent.parent / "corpora"


def compared(corpus: Corpus, embeddings: Embeddings, themes: Any, copies: Any, claims: Any) -> Any:
    """What a comparison is made from, at hand but for who has whose text."""
    return SimpleNamespace(corpus=corpus, embeddings=embeddings, themes=themes, copies=copies, claims=claims)


class SmallEncoder:
    """Words hashed into a few dimensions: sentences that share words are alike. No model, no torch."""

    identity = "small"

    def __init__(self, n_dims: int = 96) -> None:
        self.n_dims = n_dims
        self.n_encoded = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.n_encoded += len(texts)
        rows = np.full((len(texts), self.n_dims), 0.02, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().replace(".", " ").replace(",", " ").split():
                digest = sha256(word.encode()).digest()
                row[digest[0] % self.n_dims] += 1.0
                row[digest[1] % self.n_dims] += 0.5
        return unit_rows(rows)


def rows(seed: int, n: int, d: int = 8) -> np.ndarray:
    """Unit rows drawn at random."""
    return unit_rows(np.random.default_rng(seed).normal(size=(n, d)).astype(np.float32))


def contextual(vectors: np.ndarray, document_of: np.ndarray, **options: Any) -> np.ndarray:
    """All rows in their context."""
    return Contexts(vectors, document_of, **options).take(np.arange(len(vectors)))


def in_turn(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records of one morning, a minute apart, so that their documents stand as they are given."""
    return [{"published": f"2025-03-03T{6 + k // 60:02}:{k % 60:02}:00Z", **record} for k, record in enumerate(records)]


def sure_claims(items: tuple[Claim, ...], claim_of: np.ndarray) -> Claims:
    """Claims of which every sentence is firm."""
    return Claims(tuple(replace(claim, firm=claim.sentences) for claim in items), claim_of)


WIRE = (
    "Ministers from ten countries met at the old harbour palace on Monday to discuss the grain treaty. "
    "The talks lasted more than four hours and ended without a signature. "
    "A second round of talks on the treaty will be held in the capital next week, the host ministry said. "
    "Farmers along the river have waited for the treaty since the spring floods destroyed their stores."
)

RECORDS: list[dict[str, Any]] = [
    {
        "id": "wire-1",
        "outlet": "Harbour Wire",
        "title": "Grain talks end without a signature",
        "published": "2025-03-03T18:00:00+00:00",
        "text": WIRE,
    },
    {
        "id": "ledger-1",
        "outlet": "The River Ledger",
        "title": "No deal yet for river farmers",
        "published": "2025-03-03T20:30:00+00:00",
        "text": WIRE,
    },
    {
        "id": "post-1",
        "outlet": "Morning Post of Ostrava Bay",
        "title": "Ten ministers, no grain treaty",
        "published": "2025-03-04T06:15:00+01:00",
        "text": (
            "The grain treaty remains unsigned after ten ministers met at the harbour palace on Monday. "
            "Shipowners fear that another week of waiting will empty the port of barges. "
            "The port authority counted 40 barges at anchor, twice as many as in February. "
            "Barges at anchor pay a fee to the port authority for every day of waiting. "
            "A second round of talks is planned in the capital next week."
        ),
    },
    {
        "id": "post-2",
        "outlet": "Morning Post of Ostrava Bay",
        "title": "Barges wait in the bay",
        "published": "2025-03-04T11:00:00+01:00",
        "text": (
            "Barges waiting in the bay have doubled since February, the port authority said on Tuesday. "
            "Each barge pays the port authority a fee for every day at anchor. "
            "Captains of the barges said that crews were leaving for other ports."
        ),
    },
]


@pytest.fixture(scope="session")
def _encoders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoders")


@pytest.fixture(autouse=True)
def _cache_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, _encoders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    # Which encoder is fast is measured once for all tests.
    (folder / "encoders").symlink_to(_encoders, target_is_directory=True)
    monkeypatch.setenv("SUMMARIZE_CACHE", str(folder))
    monkeypatch.setenv("PYTHONPATH", os.fspath(Path(__file__).parent.parent))


@pytest.fixture
def encoder() -> SmallEncoder:
    return SmallEncoder()


@pytest.fixture
def small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Embed with the small encoder, whatever model is asked for."""
    monkeypatch.setattr(summarize.embedding, "resolve", lambda model=None: SmallEncoder())


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The three outlets' articles as a file."""
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture
def records() -> list[dict[str, Any]]:
    return [dict(record) for record in RECORDS]


@pytest.fixture
def corpus() -> Corpus:
    return segment(Corpus.from_records(RECORDS))


@pytest.fixture
def embeddings(corpus: Corpus, encoder: SmallEncoder) -> Embeddings:
    return embed(corpus.texts, encoder, cache=NoCache())


def sentences_in(value: Any) -> list[dict[str, Any]]:
    """Every sentence of a record."""
    if isinstance(value, dict):
        own = [value] if {"document", "outlet", "start", "stop", "text"} <= value.keys() else []
        return own + [found for part in value.values() for found in sentences_in(part)]
    return [found for part in value for found in sentences_in(part)] if isinstance(value, list) else []


@pytest.fixture(scope="session")
def real_encoder() -> Any:
    return resolve()
